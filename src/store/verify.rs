//! Verifying a database: everything that can be found out about whether it is whole and unchanged, without writing to it.
//!
//! It opens a connection of its own that may only read, so it works beside a running server, and it looks at one moment
//! of the database. No fault quotes what somebody wrote: it names tables, ids and numbers.

use std::path::Path;

use sqlx::{Connection as _, SqliteConnection};

use super::{
    StoreError, connect,
    keys::{self, FINGERPRINT, SEALED},
    verify_records, verify_trail,
};
use crate::credentials::Vault;

/// What was found.
#[derive(Debug)]
pub struct Verification {
    /// The version of the SQLite library.
    pub sqlite_version: String,
    /// What was checked, in the order of checking.
    pub checks: Vec<Check>,
    /// Number and hash of the last entry of the audit trail, `None` where there is none.
    pub last_entry: Option<(i64, String)>,
}

impl Verification {
    /// Whether nothing was found wrong.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.checks.iter().all(Check::is_well)
    }
}

/// One kind of thing that was checked.
#[derive(Debug)]
pub struct Check {
    /// What was checked.
    pub what: &'static str,
    /// How many of them.
    pub count: u64,
    /// The first faults.
    pub faults: Vec<String>,
    /// How many faults there are beside these.
    pub more: u64,
}

/// The most faults named for each check.
const FAULTS_NAMED_MAX: usize = 10;

impl Check {
    pub(super) fn of(what: &'static str) -> Self {
        Self { what, count: 0, faults: Vec::new(), more: 0 }
    }

    /// Whether nothing was found wrong.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.faults.is_empty()
    }

    /// Notes a fault.
    pub(super) fn fault(&mut self, fault: impl Into<String>) {
        if self.faults.len() < FAULTS_NAMED_MAX {
            self.faults.push(fault.into());
        } else {
            self.more += 1;
        }
    }

    /// Notes a fault where `is_well` is false.
    pub(super) fn expect(&mut self, is_well: bool, fault: impl FnOnce() -> String) {
        if !is_well {
            self.fault(fault());
        }
    }

    /// What a part of the checking came to: where it could not go on, that is a fault too.
    pub(super) fn and(&mut self, checked: Result<(), StoreError>) {
        match checked {
            Ok(()) => {}
            // Its source names a column or says what SQLite found, never a value.
            Err(StoreError::Database(source)) => self.fault(format!("it cannot be read to its end: {source}")),
            Err(error) => self.fault(error.to_string()),
        }
    }
}

pub(super) const INTEGRITY: &str = "pragma integrity_check";
pub(super) const FOREIGN_KEYS: &str = "pragma foreign_key_check";
pub(super) const PAGES: &str = "pragma page_count";

pub(super) const TABLES: &str = "
    select count(*)
      from sqlite_schema
     where type = 'table'";

pub(super) const APPLIED: &str = "
    select version, success, checksum
      from _sqlx_migrations
     order by version";

pub(super) const TRIGGERS: &str = "
    select name
      from sqlite_schema
     where type = 'trigger'";

/// What keeps the trail append-only.
const TRIGGERS_NEEDED: [&str; 6] = [
    "version_refuses_update",
    "version_refuses_delete",
    "audit_entry_refuses_update",
    "audit_entry_refuses_delete",
    "audit_head_only_moves_on",
    "audit_head_refuses_delete",
];

/// Verifies the database file at `path` with the key in `key_file`. Where an entry was noted elsewhere, by number and
/// hash, the trail must go through it.
///
/// # Errors
/// `TooOld` SQLite; `Busy`, `Database` where the file cannot be opened at all.
pub async fn verify(path: &Path, key_file: &Path, noted: Option<(i64, String)>) -> Result<Verification, StoreError> {
    let options = connect::for_reading(connect::file(path));
    let mut opened = connect::open(&options).await?;
    let sqlite_version = connect::check_version(&mut opened).await?;
    let mut snapshot = opened.begin().await?;
    let connection = &mut *snapshot;
    let mut checks = vec![pages(connection).await, foreign_keys(connection).await];
    checks.extend([migrations(connection).await, triggers(connection).await]);
    let (check, vault) = key(connection, key_file).await;
    checks.push(check);
    let (entries, last_entry) = verify_trail::entries(connection, noted.as_ref()).await;
    checks.push(entries);
    let (versions, identities) = verify_trail::versions(connection, vault.as_ref()).await;
    checks.extend([versions, identities, verify_trail::cases(connection).await]);
    let (records, analyses) = verify_records::records(connection, vault.as_ref()).await;
    checks.extend([records, analyses]);
    snapshot.rollback().await?;
    opened.close().await?;
    Ok(Verification { sqlite_version, checks, last_entry })
}

async fn pages(connection: &mut SqliteConnection) -> Check {
    let mut check = Check::of("pages of the file, by SQLite's own check");
    let found = page_faults(connection, &mut check).await;
    check.and(found);
    check
}

async fn page_faults(connection: &mut SqliteConnection, check: &mut Check) -> Result<(), StoreError> {
    check.count = sqlx::query_scalar::<_, i64>(PAGES).fetch_one(&mut *connection).await?.unsigned_abs();
    let said: Vec<String> = sqlx::query_scalar(INTEGRITY).fetch_all(connection).await?;
    // What SQLite says names tables, indexes and pages.
    said.into_iter().filter(|line| line != "ok").for_each(|line| check.fault(line));
    Ok(())
}

async fn foreign_keys(connection: &mut SqliteConnection) -> Check {
    let mut check = Check::of("tables, by the references between their rows");
    let found = reference_faults(connection, &mut check).await;
    check.and(found);
    check
}

async fn reference_faults(connection: &mut SqliteConnection, check: &mut Check) -> Result<(), StoreError> {
    check.count = sqlx::query_scalar::<_, i64>(TABLES).fetch_one(&mut *connection).await?.unsigned_abs();
    let found: Vec<(String, Option<i64>, String, i64)> = sqlx::query_as(FOREIGN_KEYS).fetch_all(connection).await?;
    for (table, _, parent, _) in found {
        check.fault(format!("a row of {table} refers to a row of {parent} that is not there"));
    }
    Ok(())
}

async fn migrations(connection: &mut SqliteConnection) -> Check {
    let mut check = Check::of("migrations");
    let found = migration_faults(connection, &mut check).await;
    check.and(found);
    check
}

async fn migration_faults(connection: &mut SqliteConnection, check: &mut Check) -> Result<(), StoreError> {
    let applied: Vec<(i64, bool, Vec<u8>)> = sqlx::query_as(APPLIED).fetch_all(connection).await?;
    check.count = applied.len() as u64;
    for known in connect::MIGRATIONS.iter() {
        let is_there = applied
            .iter()
            .any(|(version, success, sum)| *version == known.version && *success && *sum == *known.checksum);
        check.expect(is_there, || format!("migration {} is missing or another one", known.version));
    }
    let newest = connect::MIGRATIONS.iter().map(|known| known.version).max().unwrap_or(0);
    for (version, ..) in applied.iter().filter(|(version, ..)| *version > newest) {
        check.fault(format!("migration {version} is of a newer program"));
    }
    Ok(())
}

async fn triggers(connection: &mut SqliteConnection) -> Check {
    let mut check = Check::of("triggers that keep the trail append-only");
    let found = trigger_faults(connection, &mut check).await;
    check.and(found);
    check
}

async fn trigger_faults(connection: &mut SqliteConnection, check: &mut Check) -> Result<(), StoreError> {
    let there: Vec<String> = sqlx::query_scalar(TRIGGERS).fetch_all(connection).await?;
    for needed in TRIGGERS_NEEDED {
        let is_there = there.iter().any(|name| name == needed);
        check.count += u64::from(is_there);
        check.expect(is_there, || format!("{needed} is missing"));
    }
    Ok(())
}

/// The vault, where it is the one that this database was written with.
async fn key(connection: &mut SqliteConnection, key_file: &Path) -> (Check, Option<Vault>) {
    let mut check = Check::of("key");
    let found = right_key(connection, key_file, &mut check).await;
    let vault = match found {
        Ok(vault) => vault,
        Err(error) => {
            check.and(Err(error));
            None
        }
    };
    (check, vault)
}

async fn right_key(
    connection: &mut SqliteConnection,
    key_file: &Path,
    check: &mut Check,
) -> Result<Option<Vault>, StoreError> {
    let kept: Option<String> = sqlx::query_scalar(FINGERPRINT).fetch_optional(&mut *connection).await?;
    let sealed: i64 = sqlx::query_scalar(SEALED).fetch_one(connection).await?;
    let vault = match keys::existing(key_file) {
        Err(StoreError::KeyMissing { .. }) if sealed == 0 => return Ok(None),
        vault => vault?,
    };
    check.count = 1;
    match kept {
        Some(needed) if needed != vault.fingerprint() => {
            let (file, found) = (key_file.to_owned(), vault.fingerprint().to_owned());
            Err(StoreError::OtherKey { file, needed, found })
        }
        _ => Ok(Some(vault)),
    }
}
