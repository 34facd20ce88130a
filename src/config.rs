//! Every setting, its default and its check. `docs/CONFIGURATION.md` lists them; a test keeps that list complete.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use jiff::SignedDuration;

/// What one server process is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where it listens.
    pub listen: SocketAddr,
    /// The names it is called by, beside those of a loopback address; none on another address: any name.
    pub hosts: Vec<String>,
    /// The folder of its database.
    pub data: PathBuf,
    /// The file of the key that seals what is secret in the database; `None`: beside the database.
    pub key_file: Option<PathBuf>,
    /// The most connections at a time.
    pub connections_max: usize,
    /// The most connections from one address.
    pub connections_per_address_max: usize,
}

/// Where the server listens unless told otherwise.
pub const LISTEN: &str = "127.0.0.1:8080";
/// The folder of the database unless told otherwise.
pub const DATA: &str = "data";
/// The most connections at a time unless told otherwise.
pub const CONNECTIONS_MAX: usize = 1_024;
/// The most connections from one address unless told otherwise: a proxy in front needs more.
pub const CONNECTIONS_PER_ADDRESS_MAX: usize = 256;

/// How long sessions last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLives {
    /// Without a request.
    pub idle: SignedDuration,
    /// At most, from signing in.
    pub whole: SignedDuration,
}

impl Default for SessionLives {
    fn default() -> Self {
        Self { idle: SignedDuration::from_mins(30), whole: SignedDuration::from_hours(12) }
    }
}

impl Config {
    /// The file of the database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        Self::database_in(&self.data)
    }

    /// The file of its key.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| Self::key_file_in(&self.data))
    }

    /// The file of the key of a database in the folder `data`, unless told otherwise.
    #[must_use]
    pub fn key_file_in(data: &Path) -> PathBuf {
        data.join("counterpoint.key")
    }

    /// The file of a database in the folder `data`.
    #[must_use]
    pub fn database_in(data: &Path) -> PathBuf {
        data.join("counterpoint.db")
    }
}
