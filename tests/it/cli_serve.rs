//! `counterpoint serve`: what it says when it starts.

use std::{
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

use counterpoint::credentials::SetupCode;

/// The first lines that a server prints on `listen`, as many as it is asked for.
fn first_lines(data: &str, listen: &str, count: usize) -> Vec<String> {
    let mut process = Command::new(env!("CARGO_BIN_EXE_counterpoint"))
        .args(["serve", "--data", data, "--listen", listen])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(process.stdout.take().unwrap()).lines().take(count);
    let lines = lines.map(Result::unwrap).collect();
    process.kill().unwrap();
    process.wait().unwrap();
    lines
}

#[test]
fn while_nobody_has_an_account_every_start_prints_a_new_code_that_makes_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let codes = [(); 2].map(|()| {
        let lines = first_lines(data, "127.0.0.1:0", 3);
        assert!(lines[1].contains("Nobody has an account yet") && lines[1].contains("/setup"), "{lines:?}");
        SetupCode::parse(&lines[2]).unwrap_or_else(|_| panic!("{lines:?}")).reveal()
    });
    assert_ne!(codes[0], codes[1]);
}

#[test]
fn away_from_loopback_it_says_that_signing_in_needs_https() {
    let folder = tempfile::tempdir().unwrap();
    let lines = first_lines(folder.path().to_str().unwrap(), "0.0.0.0:0", 2);
    assert!(lines[1].starts_with("Signing in works over https alone"), "{lines:?}");
}
