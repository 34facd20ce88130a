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

/// The same where no file may grow beyond `blocks` (of 512 or 1,024 bytes, as the shell counts).
#[cfg(unix)]
pub fn counterpoint_with_small_files(blocks: u32, arguments: &[&str]) -> Said {
    let limited = format!("ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let program = env!("CARGO_BIN_EXE_counterpoint");
    said(Command::new("sh").args(["-c", &limited, program]).args(arguments).output().unwrap())
}

fn said(output: Output) -> Said {
    Said {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        is_success: output.status.success(),
    }
}
