//! Where the database is, and the key of what is sealed in it.

use std::path::PathBuf;

use clap::Args;

use crate::config::DATA;

/// The folder of a database and the file of its key.
#[derive(Debug, Clone, Args)]
pub(super) struct Place {
    /// The folder of the database.
    #[arg(long, env = "COUNTERPOINT_DATA", default_value = DATA, global = true)]
    pub(super) data: PathBuf,
    /// The file of the key that seals second factors and who protected sources are; made where there is none and nothing
    /// is sealed yet. Keep a copy apart from the database.  [default: counterpoint.key in the folder of the database]
    #[arg(long, env = "COUNTERPOINT_KEY_FILE", global = true)]
    pub(super) key_file: Option<PathBuf>,
}
