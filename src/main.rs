//! Counterpoint: parse the arguments, run one command.

use std::process::ExitCode;

fn main() -> ExitCode {
    match counterpoint::cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("counterpoint: {error:#}");
            ExitCode::FAILURE
        }
    }
}
