//! What the commands print. A reader that closes the pipe (`| head`) has seen enough: that is no fault.

use std::io::{ErrorKind, Write as _};

/// Prints `text` and a line break.
pub(super) fn print_line(text: &str) -> anyhow::Result<()> {
    print_text(&format!("{text}\n"))
}

/// Prints `text` as it is.
pub(super) fn print_text(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
