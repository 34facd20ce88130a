//! The store: the only place that speaks SQL. It knows how records are kept, not what they mean.
//!
//! **Reading** takes a connection of a read-only pool, in one snapshot and in a number of queries that does not depend
//! on the size of the case. **Writing** hands one job to the one writer task, which owns the only connection that may
//! write (see `writer.rs`): deferred transactions on several connections refused 29,203 of 29,351
//! writes when we tried, and a caller that hung up inside its own transaction blocked every later one. One write is
//! one transaction: the change, its versions, its audit row and the next revision of the case.
//!
//! **Nothing is deleted.** A record that is withdrawn keeps its row; every state of every record is in `version`.
//!
//! **The dialect** is what SQLite and PostgreSQL share (`$1`, `returning`, `on conflict`, no rowid, times as integers,
//! JSON as text). What differs, the bulk statements that take JSON, stands together in `bulk.rs`.
//!
//! Statements are `const` texts beside the rows they fill; a test prepares every one of them.

use std::{path::Path, time::Duration};

use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};

use crate::domain::{case::Visibility, id::CaseId};

mod analyses;
mod assessments;
mod audit;
mod bulk;
mod cases;
mod change;
mod claims;
mod columns;
mod connect;
mod counts;
mod documents;
mod dossier;
mod entities;
mod error;
mod events;
mod import;
mod members;
mod people;
mod places;
mod plan;
mod questions;
mod recorded;
mod sessions;
mod sources;
#[cfg(test)]
mod statements;
mod writer;

pub use audit::{Actor, Editor};
pub use cases::{CaseSummary, Standing};
pub use change::Change;
pub use counts::Counts;
pub use dossier::Stored;
pub use error::StoreError;
pub use import::{ImportMode, ImportOutcome};
pub use recorded::DayWritten;
pub use sessions::{NewSession, Session};

use columns::{Reason, column};
use writer::Writer;

/// The most readers at the same time; more wait for their turn.
const READERS_MAX: u32 = 8;
/// How long a reader waits for its turn before it is told that the store is busy.
const READER_WAIT: Duration = Duration::from_secs(5);

/// The database of one installation. Cheap to clone; all clones share one writer and one pool of readers.
#[derive(Debug, Clone)]
pub struct Store {
    readers: SqlitePool,
    writer: Writer,
    sqlite_version: String,
}

impl Store {
    /// Opens the database file at `path`, makes it where there is none, and brings it to the newest migration.
    ///
    /// # Errors
    /// `TooOld` SQLite, `TooNew` database, `Migration`, `Database`.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        Self::start(connect::file(path)).await
    }

    /// Opens a new database in memory, for tests. It is gone when the store is closed.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_in_memory() -> Result<Self, StoreError> {
        Self::start(connect::memory()).await
    }

    async fn start(options: SqliteConnectOptions) -> Result<Self, StoreError> {
        let writer_options = connect::for_writing(options.clone());
        let mut connection = connect::open(&writer_options).await?;
        let sqlite_version = connect::check_version(&mut connection).await?;
        connect::migrate(&mut connection).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS_MAX)
            .acquire_timeout(READER_WAIT)
            .test_before_acquire(false)
            .connect_lazy_with(connect::for_reading(options));
        Ok(Self { readers, writer: Writer::start(connection, writer_options), sqlite_version })
    }

    /// The version of the SQLite library, such as `3.51.3`.
    #[must_use]
    pub fn sqlite_version(&self) -> &str {
        &self.sqlite_version
    }

    /// Ends the writes that wait and the reads that run, puts everything into the one file, and closes it. Later calls
    /// on any clone fail.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// All cases, in order of id.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn cases(&self) -> Result<Vec<CaseSummary>, StoreError> {
        let rows = sqlx::query(cases::CASES).fetch_all(&self.readers).await?;
        let rows: Vec<cases::CaseRow> = dossier::decode(&rows)?;
        dossier::records(rows)
    }

    /// Where a case stands, `None` where there is no such case.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn standing(&self, case: &CaseId) -> Result<Option<Standing>, StoreError> {
        let query = sqlx::query_as(cases::STANDING).bind(case.as_str());
        let row: Option<(i64, String)> = query.fetch_optional(&self.readers).await?;
        row.map(|(revision, visibility)| {
            let corrupt = |Reason(reason)| StoreError::Corrupt { table: "case", id: case.to_string(), reason };
            let visibility = column("visibility", Visibility::parse(&visibility)).map_err(corrupt)?;
            Ok(Standing { revision, visibility })
        })
        .transpose()
    }
}

/// Runs long calculations beside the tasks of the server, so that no other request waits for them.
async fn compute<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(failed) => std::panic::resume_unwind(failed.into_panic()),
    }
}
