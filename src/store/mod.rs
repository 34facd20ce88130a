//! The store: the only place that speaks SQL. It knows how records are kept, not what they mean.
//!
//! **Reading** is lent a read-only connection for 5 seconds at most (see `readers.rs`), in one snapshot and in a number
//! of queries that does not depend on the size of the case. **Writing** hands one job to the one writer task, which owns the only connection that may
//! write (see `writer.rs`): deferred transactions on several connections refused 29,203 of 29,351
//! writes when we tried, and a caller that hung up inside its own transaction blocked every later one. One write is
//! all or nothing: the change, its versions, its audit row and the next revision of the case. Those that wait at the
//! same moment share one commit (see `group.rs`).
//!
//! **Nothing is deleted.** A record that is withdrawn keeps its row; every state of every record is in `version`.
//!
//! **The dialect** is that of SQLite, kept near to what PostgreSQL understands (`$1`, `returning`, `on conflict`, no rowid,
//! times as integers, JSON as text). It is not the same: statements in about half of the files take lists and fields out
//! of JSON (`jsonb_each`, `->>`), and what connects, bounds reads, writes and verifies is made for SQLite.
//!
//! Statements are `const` texts beside the rows they fill; a test prepares every one of them.

use std::path::Path;

use sqlx::{
    Row as _,
    sqlite::{SqliteConnectOptions, SqliteRow},
};

use crate::{
    credentials::Vault,
    domain::{case::Visibility, id::CaseId},
};

mod activity;
mod acts;
mod analyses;
mod assessments;
mod at_hand;
mod audit;
mod bases;
mod bulk;
mod cases;
mod change;
mod claims;
mod columns;
mod commitment;
mod concerning;
mod connect;
mod counts;
mod deliveries;
mod documents;
mod dossier;
mod drafts;
mod entities;
mod error;
mod events;
mod group;
mod history;
mod holding;
mod identities;
mod import;
mod invites;
mod keys;
mod leases;
mod members;
mod new_case;
mod newest;
mod notices;
mod people;
mod places;
mod plan;
mod protect;
mod questions;
mod readers;
mod receipts;
mod recorded;
mod scope;
mod second_factors;
mod sessions;
mod sources;
#[cfg(test)]
mod statements;
mod telling;
mod tidings;
mod tokens;
mod verify;
mod verify_records;
mod verify_trail;
mod versions;
mod webhooks;
mod writer;
mod wrong_secrets;

pub use activity::{Activity, ActivityFilter, ActivityPlace, Changed, NAMED_MAX};
pub use acts::{ActPlace, CaseAct, Emergency, MemberAct, MemberChange, PersonAct, WebhookAct};
pub use audit::{Actor, Editor};
pub use cases::{CaseSummary, Standing};
pub use change::Change;
pub use counts::Counts;
pub use deliveries::Attempt;
pub use dossier::Stored;
pub use drafts::DRAFT_LIFE;
pub use error::StoreError;
pub use history::{Author, Through, Version};
pub use holding::Named;
pub use import::{Import, ImportMode, ImportOutcome, LEFT_NAMED_MAX};
pub use invites::{Invite, NewAccount, NewInvite};
pub use leases::Due;
pub use members::{Member, PartBefore};
pub use newest::{Newest, NewestVersions};
pub use notices::{NoticePlace, NoticesWanted, PlacedNotice};
pub use people::{Account, AccountChange, Credentials, NAME_TAKEN};
pub use receipts::{RECEIPT_LIFE, Receipt};
pub use recorded::DayWritten;
pub use second_factors::{SecondFactor, SecondProof};
pub use sessions::{NewSession, Session};
pub use verify::{Check, Verification, verify};
pub use webhooks::{MadeWebhook, NewWebhook, SetUpBy, WebhookChange};
pub use wrong_secrets::{Tried, WINDOW};

use at_hand::AtHand;
use columns::{Reason, column};
use keys::Key;
use readers::Readers;
use tidings::Tidings;
use writer::Writer;

/// A query that owns the values it is given.
type OwnQuery = sqlx::query::Query<'static, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>;

/// The database of one installation. Cheap to clone; all clones share one writer and the same readers.
#[derive(Debug, Clone)]
pub struct Store {
    readers: Readers,
    writer: Writer,
    vault: Vault,
    sqlite_version: String,
    tidings: Tidings,
    at_hand: AtHand,
    /// The request that this handle writes for, where it may come again.
    receipt: Option<Receipt>,
}

impl Store {
    /// Opens the database file at `path`, makes it where there is none, and brings it to the newest migration. What it
    /// keeps secret is sealed with `vault`.
    ///
    /// # Errors
    /// `TooOld` SQLite, `TooNew` database, `OtherKey`, `Migration`, `Database`.
    pub async fn open(path: &Path, vault: Vault) -> Result<Self, StoreError> {
        Self::start(connect::file(path), Key::Given(vault)).await
    }

    /// The same with the key in a file, which is made where there is none and nothing is sealed yet.
    ///
    /// # Errors
    /// As [`Store::open`], and `KeyMissing`, `KeyFile`.
    pub async fn open_with_key_file(path: &Path, key_file: &Path) -> Result<Self, StoreError> {
        Self::start(connect::file(path), Key::In(key_file.to_owned())).await
    }

    /// Opens a new database in memory, for tests. It is gone when the store is closed, and the key of its vault with it.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_in_memory() -> Result<Self, StoreError> {
        Self::start(connect::memory(), Key::Given(Vault::ephemeral())).await
    }

    async fn start(options: SqliteConnectOptions, key: Key) -> Result<Self, StoreError> {
        let writer_options = connect::for_writing(options.clone());
        let mut connection = connect::open(&writer_options).await?;
        let sqlite_version = connect::check_version(&mut connection).await?;
        connect::migrate(&mut connection).await?;
        let vault = key.fit(&mut connection).await?;
        let readers = Readers::new(connect::for_reading(options), readers::READ_MAX);
        Ok(Self {
            readers,
            writer: Writer::start(connection, writer_options),
            vault,
            sqlite_version,
            tidings: Tidings::new(),
            at_hand: AtHand::new(),
            receipt: None,
        })
    }

    /// What seals the secrets of this database.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The version of the SQLite library, such as `3.51.3`.
    #[must_use]
    pub fn sqlite_version(&self) -> &str {
        &self.sqlite_version
    }

    /// Hears of every case that is written by this process from now on, after each commit. Others may write too: whoever
    /// waits should look for themselves now and then.
    #[must_use]
    pub fn written(&self) -> tokio::sync::broadcast::Receiver<CaseId> {
        self.tidings.written()
    }

    /// Lets those who wait know of a write that was kept.
    fn told(&self, written: Result<ImportOutcome, StoreError>) -> Result<ImportOutcome, StoreError> {
        if let Ok(outcome) = &written {
            self.tidings.committed(&outcome.case);
        }
        written
    }

    /// Hears of deliveries that are due at once, as [`Store::written`] does of cases.
    #[must_use]
    pub fn deliveries_due(&self) -> std::sync::Arc<tokio::sync::Notify> {
        self.tidings.deliveries_due()
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
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn cases(&self) -> Result<Vec<CaseSummary>, StoreError> {
        let rows = self
            .readers
            .read(|connection| Box::pin(async { Ok(sqlx::query(cases::CASES).fetch_all(connection).await?) }))
            .await?;
        let rows: Vec<cases::CaseRow> = dossier::decode(&rows)?;
        dossier::records(rows)
    }

    /// Where a case stands, `None` where there is no such case.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn standing(&self, case: &CaseId) -> Result<Option<Standing>, StoreError> {
        let row = self.row(sqlx::query(cases::STANDING).bind(case.to_string())).await?;
        row.map(|row| {
            let corrupt = |Reason(reason)| StoreError::Corrupt { table: "case", id: case.to_string(), reason };
            let visibility = column("visibility", Visibility::parse(row.try_get("visibility")?)).map_err(corrupt)?;
            Ok(Standing { revision: row.try_get("revision")?, visibility })
        })
        .transpose()
    }

    /// The rows that a query finds, in one read.
    async fn rows(&self, query: OwnQuery) -> Result<Vec<SqliteRow>, StoreError> {
        self.readers.read(|connection| Box::pin(async { Ok(query.fetch_all(connection).await?) })).await
    }

    /// The one value that a query finds.
    async fn scalar<T>(&self, query: OwnQuery) -> Result<T, StoreError>
    where
        T: for<'r> sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
    {
        let row = self.row(query).await?.ok_or(StoreError::Database(sqlx::Error::RowNotFound))?;
        Ok(row.try_get(0)?)
    }

    /// The one row that a query finds, if any.
    async fn row(&self, query: OwnQuery) -> Result<Option<SqliteRow>, StoreError> {
        self.readers.read(|connection| Box::pin(async { Ok(query.fetch_optional(connection).await?) })).await
    }
}

/// Runs long calculations beside the tasks of the server, so that no other request waits for them.
///
/// # Panics
/// Where `work` does.
pub async fn compute<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(failed) => std::panic::resume_unwind(failed.into_panic()),
    }
}
