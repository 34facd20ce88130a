//! What can go wrong between the product and its database.

use std::path::PathBuf;

use crate::{
    credentials::KeyFileError,
    domain::{fault::Fault, record::Noun},
};

/// Why the store could not do what it was asked. Absence is not an error: it is `None`.
///
/// The texts are for the log. What a reader sees is chosen at the edge, by kind.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something that must be unique is there already.
    #[error("this {0} is taken")]
    Taken(&'static str),
    /// Somebody must be left who can: the last one was to be taken.
    #[error("this is the last {0}")]
    Last(&'static str),
    /// There are as many as there may be.
    #[error("there are as many {0} as there may be")]
    TooMany(&'static str),
    /// It is paused, and so nothing is sent.
    #[error("this {0} is paused")]
    Paused(&'static str),
    /// A row holds what its type cannot: somebody else wrote to the database, or a rule became stricter.
    #[error("table {table}, row {id}: {reason}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The id of the row within its case.
        id: String,
        /// The column and the kind of fault; never the content.
        reason: String,
    },
    /// The records do not agree with each other; nothing was written.
    #[error("{} faults in the records", .0.len())]
    Faults(Vec<Fault>),
    /// There is no such case, or no such thing any more as the write was about.
    #[error("it is gone")]
    Gone,
    /// A record was written since the version that a change began from; nothing was written.
    #[error("somebody else wrote {} {id} in between", .noun.word())]
    Outdated {
        /// Its kind.
        noun: Noun,
        /// Its id.
        id: String,
    },
    /// The key of a request stood for another request before; nothing was written.
    #[error("the key stood for another request")]
    KeyReused,
    /// It is at another version by now than a write began from; nothing was written.
    #[error("it is at version {0} by now")]
    OtherVersion(i64),
    /// Too many writes or reads are waiting, or another program holds the database. Trying again later helps.
    #[error("the database is busy")]
    Busy,
    /// Names of protected sources, second factors or secrets of webhooks are sealed in the database, and the key file is not
    /// there.
    #[error(
        "the key file {} is missing, and what is sealed in this database opens with it alone: put it back in its place, \
         or say where it is with --key-file (COUNTERPOINT_KEY_FILE)",
        .file.display()
    )]
    KeyMissing {
        /// Where it should be.
        file: PathBuf,
    },
    /// The key is not the one that sealed what is sealed in the database.
    #[error(
        "the key file {} holds another key ({found}) than the one that sealed what is sealed in this database ({needed}): \
         put the right one in its place, or say where it is with --key-file (COUNTERPOINT_KEY_FILE)",
        .file.display()
    )]
    OtherKey {
        /// Where the key came from.
        file: PathBuf,
        /// The fingerprint of the right key.
        needed: String,
        /// The fingerprint of this one.
        found: String,
    },
    /// The key file cannot be used.
    #[error("the key file {} is of no use", .file.display())]
    KeyFile {
        /// Where it is.
        file: PathBuf,
        /// Why.
        #[source]
        source: KeyFileError,
    },
    /// A read lasted longer than reads may, and was ended. Trying again helps where the machine was busy.
    #[error("a read took too long")]
    TookTooLong,
    /// The disk takes nothing more, or fails when written to. Nothing of this write is kept; reading goes on, and writing
    /// as soon as there is room again.
    #[error("the disk is full or fails")]
    Full,
    /// The SQLite library is older than the oldest one without a known way to corrupt a database.
    #[error("SQLite {found} is too old: {needed} or later is needed")]
    TooOld {
        /// The version of the library.
        found: String,
        /// The version needed.
        needed: &'static str,
    },
    /// The database was written by a newer Counterpoint.
    #[error("the database has migration {found}, this program knows migrations up to {known}: use a newer program")]
    TooNew {
        /// The newest migration of the database.
        found: i64,
        /// The newest migration of this program.
        known: i64,
    },
    /// A migration failed; the database is as it was before it.
    #[error("the database could not be migrated")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// The database refused or failed.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    /// Waiting helps where another reader or another program is in the way, or the disk has no room; anything else is the
    /// database's failure. What the disk said goes to the log here: the edge is not told.
    fn from(error: sqlx::Error) -> Self {
        let code = match &error {
            sqlx::Error::Database(database) => database.code(),
            _ => None,
        };
        match code.as_deref() {
            Some(code) if SQLITE_BUSY.contains(&code) => Self::Busy,
            Some(SQLITE_INTERRUPT) => Self::TookTooLong,
            Some(code) if SQLITE_FULL.contains(&code) => {
                tracing::error!(%error, "the disk is full or fails");
                Self::Full
            }
            _ => Self::Database(error),
        }
    }
}

/// `SQLITE_BUSY` and its extended codes: recovery, snapshot, timeout.
const SQLITE_BUSY: [&str; 4] = ["5", "261", "517", "773"];
/// Only the deadline of a read interrupts.
const SQLITE_INTERRUPT: &str = "9";
/// `SQLITE_FULL`, and the `SQLITE_IOERR` of writing: write, fsync, directory fsync, truncate, and room for the shared
/// memory of the WAL (open, size, map). A quota or a limit on the size of files is such an error too.
const SQLITE_FULL: [&str; 8] = ["13", "778", "1034", "1290", "1546", "4618", "4874", "5386"];
