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

use std::future::pending;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Once;
use std::time::{Duration, Instant};

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header::COOKIE},
    middleware::map_request,
};
use counterpoint::server::{self, Limits, UNTAKEN_WAIT};
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::ChromeCapabilities;
use thirtyfour::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;
use tokio::sync::Semaphore;

use super::{app::TestApp, client::Client};

/// What makes Chromium quiet, able to run as root, and unable to reach any host but this one.
const CHROMIUM_FLAGS: [&str; 11] = [
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
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/// Who looks at the page: by default somebody at a desk, by day, with scripts.
#[derive(Clone, Copy)]
pub struct Visitor {
    width: u32,
    height: u32,
    dark: bool,
    scripts: bool,
}

impl Visitor {
    pub const AT_A_DESK: Self = Self { width: 1280, height: 900, dark: false, scripts: true };
    pub const WITH_A_PHONE: Self = Self { width: 390, height: 844, ..Self::AT_A_DESK };

    /// Prefers dark pages.
    pub fn in_the_dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// The page's own scripts do not run; `execute` still does.
    pub fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }

    fn describe(self, capabilities: &mut ChromeCapabilities) -> WebDriverResult<()> {
        // A window cannot be as narrow as a phone, so its measures are emulated.
        let measures =
            json!({ "width": self.width, "height": self.height, "pixelRatio": 1.0, "touch": false, "mobile": false });
        capabilities.add_experimental_option("mobileEmulation", json!({ "deviceMetrics": measures }))?;
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::Warning)?;
        capabilities.add_arg(if self.dark {
            "--blink-settings=preferredColorScheme=0"
        } else {
            "--blink-settings=preferredColorScheme=1"
        })?;
        if !self.scripts {
            let blocked = json!({ "profile.managed_default_content_settings.javascript": 2 });
            capabilities.add_experimental_option("prefs", blocked)?;
        }
        Ok(())
    }
}

/// Serves the product on a free port of the loopback address, until the test's runtime ends; its address.
pub async fn serve(router: Router) -> String {
    serve_within(router, Limits { connections: 64, per_address: 64, untaken: UNTAKEN_WAIT }).await
}

/// The same within other limits.
pub async fn serve_within(router: Router, limits: Limits) -> String {
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
    let address = listener.local_addr().expect("a bound socket has an address");
    tokio::spawn(server::serve(listener, router, limits, pending()));
    format!("http://{address}")
}

/// The same with a client signed in: the browser is handed the session that tests make.
pub async fn serve_to(app: &TestApp, client: &Client<'_>) -> String {
    serve_with(app, &client.cookie()).await
}

/// The same with this cookie.
pub async fn serve_with(app: &TestApp, cookie: &str) -> String {
    let cookie = HeaderValue::try_from(cookie).expect("a cookie is plain text");
    let signed_in = map_request(move |mut request: Request| {
        request.headers_mut().insert(COOKIE, cookie.clone());
        async move { request }
    });
    serve(app.router().layer(signed_in)).await
}

/// What the browser complained of since the last time it was asked: refusals of the content policy, scripts that
/// failed, files that did not come.
pub async fn complaints(page: &WebDriver) -> WebDriverResult<Vec<String>> {
    Ok(page.browser_log().await?.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect())
}

/// By how many pixels the page can be scrolled sideways.
pub async fn sideways(page: &WebDriver) -> WebDriverResult<i64> {
    let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    page.execute(wide, vec![]).await?.convert()
}

static PROVIDER: Once = Once::new();
/// A browser takes half a gigabyte and most of a core; more at once only makes each slower.
static BROWSERS_AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Opens a fresh browser for somebody at a desk, runs the steps in it and closes it.
///
/// # Panics
/// When a step fails, and when there is no driver although browser tests are not switched off.
pub async fn visit(steps: impl AsyncFnOnce(WebDriver) -> WebDriverResult<()>) {
    visit_as(Visitor::AT_A_DESK, steps).await;
}

/// The same for another visitor.
pub async fn visit_as(visitor: Visitor, steps: impl AsyncFnOnce(WebDriver) -> WebDriverResult<()>) {
    if std::env::var("COUNTERPOINT_BROWSER").is_ok_and(|value| value == "off") {
        // Straight to the terminal: what a passing test prints is not shown.
        let name = std::thread::current().name().unwrap_or("a browser test").to_owned();
        let _ = writeln!(std::io::stderr(), "{name} skipped: COUNTERPOINT_BROWSER=off");
        return;
    }
    // The driver's client shares its library with ours, which is built to be told what encrypts.
    PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    let _turn = BROWSERS_AT_ONCE.acquire().await.expect("the semaphore is never closed");
    let chromedriver = ChromeDriver::start();
    let session = chromedriver.open_session(visitor).await;
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

    async fn open_session(&self, visitor: Visitor) -> WebDriver {
        let mut capabilities = DesiredCapabilities::chrome();
        for flag in CHROMIUM_FLAGS {
            capabilities.add_arg(flag).expect("a flag is text");
        }
        visitor.describe(&mut capabilities).expect("every option is plain JSON");
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
