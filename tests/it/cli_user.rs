//! `counterpoint user`: accounts from the terminal.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use crate::support::command::counterpoint;

fn user(data: &str, arguments: &[&str]) -> crate::support::command::Said {
    let all: Vec<&str> = ["user", "--data", data].iter().chain(arguments).copied().collect();
    counterpoint(&all)
}

#[test]
fn accounts_are_made_listed_and_reset_without_a_browser() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let made = user(data, &["add", "Desk@Example.org", "--name", "Night desk", "--admin"]);
    assert!(made.is_success, "{}", made.err);
    assert!(made.out.contains("/invites/"), "{}", made.out);
    assert!(user(data, &["add", "reader"]).is_success);
    let taken = user(data, &["add", "reader"]);
    assert!(!taken.is_success && taken.err.contains("taken"), "{}", taken.err);
    let bad = user(data, &["add", "a b"]);
    assert!(!bad.is_success && bad.err.contains("sign-in name"), "{}", bad.err);
    let listed = user(data, &["list"]).out;
    assert_eq!(listed, "desk@example.org\tNight desk\tmanages people\nreader\treader\n");
    let reset = user(data, &["reset", "reader", "--second-factor"]);
    assert!(reset.is_success && reset.out.contains("/invites/"), "{}", reset.err);
    assert!(user(data, &["reset", "nobody"]).err.contains("nobody signs in as nobody"));
    let part = user(data, &["member", "reader", "no-such-case", "owner"]);
    assert!(part.err.contains("there is no case called no-such-case"), "{}", part.err);
}

#[test]
fn a_password_is_taken_from_standard_input_and_never_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    for (password, is_taken) in [("short", false), ("lantern rivet meadow quartz", true)] {
        let mut process = Command::new(env!("CARGO_BIN_EXE_counterpoint"))
            .args(["user", "--data", data, "add", "editor", "--password-stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        writeln!(process.stdin.take().unwrap(), "{password}").unwrap();
        assert_eq!(process.wait().unwrap().success(), is_taken, "{password}");
    }
}
