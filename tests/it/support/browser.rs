//! Headless Chromium for tests, through ChromeDriver. Needs no network but the loopback address.
//!
//! A test writes
//! ```ignore
//! browser::visit(async |page| {
//!     page.goto(&address).await?;
//!     page.find(By::LinkText("Sources")).await?.click().await?;
//!     assert_eq!(page.title().await?, "Sources");
//!     Ok(())
//! })
//! .await;
//! ```
//! and nothing else: the driver and the browser end with the test, whether it passes or panics.
//! `COUNTERPOINT_BROWSER=off` skips such tests and says so; without it a missing driver is a failure.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use thirtyfour::prelude::*;
use tokio::sync::Semaphore;

/// What makes Chromium quiet, able to run as root, and unable to reach any host but this one.
const CHROMIUM_FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    "--window-size=1280,900",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/// A browser takes half a gigabyte and most of a core; more at once only makes each slower.
static BROWSERS_AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Opens a fresh browser, runs the steps in it and closes it.
///
/// # Panics
/// When a step fails, and when there is no driver although browser tests are not switched off.
pub async fn visit(steps: impl AsyncFnOnce(WebDriver) -> WebDriverResult<()>) {
    if std::env::var("COUNTERPOINT_BROWSER").is_ok_and(|value| value == "off") {
        // Straight to the terminal: what a passing test prints is not shown.
        let name = std::thread::current().name().unwrap_or("a browser test").to_owned();
        let _ = writeln!(std::io::stderr(), "{name} skipped: COUNTERPOINT_BROWSER=off");
        return;
    }
    let _turn = BROWSERS_AT_ONCE.acquire().await.expect("the semaphore is never closed");
    let chromedriver = ChromeDriver::start();
    let session = chromedriver.open_session().await;
    if let Err(error) = session.run_and_quit(|page| async { steps(page).await }).await {
        panic!("{error}");
    }
}

/// Breaks of accessibility rules on the page that is open, one line each; empty when there are none.
///
/// axe-core runs inside the page. It is put there through the driver, which the page's content policy does not govern.
pub async fn axe_violations(page: &WebDriver) -> WebDriverResult<Vec<String>> {
    let path = axe_path();
    let axe = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} cannot be read ({error}); run ./check, which installs it", path.display()));
    page.execute(axe, Vec::new()).await?;
    let found = page
        .execute_async(
            "const done = arguments[0];
             axe.run(document, { resultTypes: ['violations'] }).then(
               answer => done(answer.violations.flatMap(rule => rule.nodes.map(node =>
                 `${rule.id} (${rule.impact}): ${rule.help}, at ${node.target.join(' ')}`))),
               error => done([`axe-core failed: ${error}`]));",
            Vec::new(),
        )
        .await?;
    found.convert()
}

/// `./check` installs the npm packages beside the build, so that the tracked tree stays as it is.
fn axe_path() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("cargo puts its scratch folder into the target directory");
    target.join("npm/node_modules/axe-core/axe.min.js")
}

/// A running ChromeDriver of our own; ends when dropped.
struct ChromeDriver {
    process: Child,
    port: u16,
    profile: TempDir,
    /// Kept open: ChromeDriver would stop at its first line to a closed pipe.
    _output: BufReader<ChildStdout>,
}

impl ChromeDriver {
    fn start() -> Self {
        let program = chromedriver_path();
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        // Port 0: the driver picks a free port itself, so that no other process can take it in between.
        let mut process = Command::new(&program)
            .arg("--port=0")
            // Chromium leaves files in both; here they go when the test ends.
            .env("TMPDIR", profile.path())
            .env("HOME", profile.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
        let mut output = BufReader::new(process.stdout.take().expect("its output is piped"));
        let port = announced_port(&mut output);
        Self { process, port, profile, _output: output }
    }

    async fn open_session(&self) -> WebDriver {
        let mut capabilities = DesiredCapabilities::chrome();
        for flag in CHROMIUM_FLAGS {
            capabilities.add_arg(flag).expect("a flag is text");
        }
        let data = format!("--user-data-dir={}", self.profile.path().join("data").display());
        capabilities.add_arg(&data).expect("a flag is text");
        let address = format!("http://{}:{}", Ipv4Addr::LOCALHOST, self.port);
        WebDriver::new(address, capabilities).await.expect("ChromeDriver opens Chromium")
    }

    /// Asks the driver to close its browsers and end, as it does not close them when it is killed.
    fn ask_to_end(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port)
    }

    fn has_ended_within(&mut self, patience: Duration) -> bool {
        let begin = Instant::now();
        while begin.elapsed() < patience {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }
}

impl Drop for ChromeDriver {
    fn drop(&mut self) {
        if self.ask_to_end().is_ok() && self.has_ended_within(Duration::from_secs(5)) {
            return;
        }
        // Nothing more can be done here if the process is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads "ChromeDriver was started successfully on port 37041." from its output.
fn announced_port(output: &mut impl BufRead) -> u16 {
    output
        .lines()
        .map_while(Result::ok)
        .find_map(|line| line.strip_suffix('.')?.rsplit_once(" on port ")?.1.parse().ok())
        .expect("ChromeDriver names its port when it has started")
}

fn chromedriver_path() -> PathBuf {
    let named = std::env::var_os("COUNTERPOINT_CHROMEDRIVER").map(PathBuf::from);
    let known = ["/usr/bin/chromedriver", "/usr/local/bin/chromedriver"].map(PathBuf::from);
    let path = named.or_else(|| known.into_iter().find(|path| path.is_file()));
    path.filter(|path| path.is_file()).expect(
        "no ChromeDriver found: run ./check, which installs it, or name one in COUNTERPOINT_CHROMEDRIVER, \
         or skip the browser tests with COUNTERPOINT_BROWSER=off",
    )
}
