//! Programs of others, in Python, that ask the API as strangers would. `./check` installs them beside the build.
//!
//! `COUNTERPOINT_PYTHON=off` skips such tests and says so; without it missing programs are a failure.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

/// The folder of programs, `None` where such tests are switched off.
pub fn programs() -> Option<PathBuf> {
    if std::env::var("COUNTERPOINT_PYTHON").is_ok_and(|value| value == "off") {
        // Straight to the terminal: what a passing test prints is not shown.
        let name = std::thread::current().name().unwrap_or("a test").to_owned();
        let _ = writeln!(std::io::stderr(), "{name} skipped: COUNTERPOINT_PYTHON=off");
        return None;
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("cargo puts its scratch folder into the target directory");
    let folder = target.join("python/bin");
    assert!(
        folder.is_dir(),
        "{} is not there: run ./check, which installs it, or skip these tests with COUNTERPOINT_PYTHON=off",
        folder.display()
    );
    Some(folder)
}

/// What a program printed; it must end well.
pub async fn run(mut command: Command, what: &'static str) -> String {
    // Beside the tasks of the test: the server that the program asks is one of them.
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap();
    let output = output.unwrap_or_else(|error| panic!("{what} does not start: {error}"));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what} failed\n{told}\n{complaints}");
    told
}
