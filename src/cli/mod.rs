//! The commands of the terminal, one file each.

use clap::{CommandFactory as _, Parser, Subcommand};

mod analyze;
mod demo;
mod export;
mod health;
mod import;
mod input;
mod openapi;
mod output;
mod place;
mod read;
mod schema;
mod serve;
mod user;
mod verify;

/// Who claims what, how it reached us, and where the accounts cannot all be true.
#[derive(Debug, Parser)]
#[command(name = "counterpoint", version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the shipped case from a database of its own, to look around.
    Demo(demo::Demo),
    /// Serve the cases of a database.
    Serve(serve::Serve),
    /// Bring a case file into a database.
    Import(import::Import),
    /// Print a case of a database as a case file or in another format.
    Export(export::Export),
    /// Print what the claims of a case amount to.
    Analyze(analyze::Analyze),
    /// Print how a value is understood.
    Read(read::Read),
    /// Say whether a database is whole and unchanged.
    Verify(verify::Verify),
    /// Print the JSON Schema of the case file.
    Schema(schema::Schema),
    /// Print the description of the REST API (OpenAPI 3.1).
    Openapi(openapi::Openapi),
    /// Make, list and reset accounts.
    User(user::User),
    /// Ask a running server whether it is alive; fails where it is not.
    Health(health::Health),
}

/// Runs the command of the command line.
///
/// # Errors
/// A sentence for the person at the terminal.
pub fn run() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Demo(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::Import(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Analyze(command) => command.run(),
        Command::Read(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Openapi(command) => command.run(),
        Command::User(command) => command.run(),
        Command::Health(command) => command.run(),
    }
}

/// The commands and their options, for tests that keep the documentation complete.
#[must_use]
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Runs asynchronous work to its end.
fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        take_file_size_signal()?;
        work.await
    })
}

/// A write past the limit on the size of files (`ulimit -f`) ends the process, unless the signal has a handler: then it
/// is an error like a full disk. The handler stays when its stream is dropped. (Rust itself ignores SIGPIPE.)
fn take_file_size_signal() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        drop(signal(SignalKind::from_raw(libc::SIGXFSZ))?);
    }
    Ok(())
}
