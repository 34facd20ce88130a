//! The program itself, run as a person at a terminal would.

use std::process::{Command, Output};

/// What the program said, and whether it ended well.
pub struct Said {
    pub out: String,
    pub err: String,
    pub is_success: bool,
}

/// Runs `counterpoint` with `arguments` to its end.
pub fn counterpoint(arguments: &[&str]) -> Said {
    said(Command::new(env!("CARGO_BIN_EXE_counterpoint")).args(arguments).output().unwrap())
}

fn said(output: Output) -> Said {
    Said {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        is_success: output.status.success(),
    }
}
