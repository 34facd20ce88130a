//! Opening the database: the settings of every connection, the version of SQLite, migrations.

use std::{
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use sqlx::{
    ConnectOptions, SqliteConnection,
    migrate::{MigrateError, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::StoreError;

pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// The oldest SQLite we start on: earlier ones can corrupt a database when its WAL is reset.
const SQLITE_MIN: &str = "3.51.3";
/// How long a statement waits for another process that holds the file, such as `counterpoint import`.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// The WAL file is cut to this size whenever it starts again from its beginning.
const WAL_BYTES_MAX: &str = "4194304";
/// The page cache of the writer in KiB (negative: not in pages), so that an import touches each page once.
const WRITER_CACHE: &str = "-16384";

pub(super) const VERSION: &str = "select sqlite_version()";

/// The settings of a database file.
pub(super) fn file(path: &Path) -> SqliteConnectOptions {
    shared(SqliteConnectOptions::new().filename(path))
}

/// The settings of a database in memory: a name of its own in SQLite's `memdb`, which locks like a file does. (The
/// older shared cache locks tables instead, and a reader beside a writer fails at once.)
pub(super) fn memory() -> SqliteConnectOptions {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    shared(SqliteConnectOptions::new().filename(format!("/counterpoint-{number}")).vfs("memdb"))
}

fn shared(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        // NORMAL loses acknowledged writes at a power cut.
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .pragma("journal_size_limit", WAL_BYTES_MAX)
        .row_buffer_size(4096)
}

pub(super) fn for_writing(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options.create_if_missing(true).journal_mode(SqliteJournalMode::Wal).pragma("cache_size", WRITER_CACHE)
}

pub(super) fn for_reading(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options.read_only(true).create_if_missing(false)
}

pub(super) async fn open(options: &SqliteConnectOptions) -> Result<SqliteConnection, StoreError> {
    Ok(options.connect().await?)
}

/// The version of the SQLite library.
///
/// # Errors
/// `TooOld` below the oldest one we trust.
pub(super) async fn check_version(connection: &mut SqliteConnection) -> Result<String, StoreError> {
    let found: String = sqlx::query_scalar(VERSION).fetch_one(connection).await?;
    if numbers(&found) < numbers(SQLITE_MIN) {
        return Err(StoreError::TooOld { found, needed: SQLITE_MIN });
    }
    Ok(found)
}

fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map(|number| number.parse().unwrap_or(0)).collect()
}

/// Brings the database to the newest migration; each is one transaction.
///
/// # Errors
/// `TooNew` where the database knows migrations that this program does not, `Migration`.
pub(super) async fn migrate(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    MIGRATIONS.run(connection).await.map_err(|error| match error {
        MigrateError::VersionMissing(found) => {
            let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
            StoreError::TooNew { found, known }
        }
        error => StoreError::Migration(error),
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use sqlx::Row;

    use super::*;

    #[tokio::test]
    async fn every_connection_has_the_settings_that_keep_writes() {
        let folder = tempfile::tempdir().unwrap();
        let options = file(&folder.path().join("counterpoint.db"));
        let mut writer = open(&for_writing(options.clone())).await.unwrap();
        migrate(&mut writer).await.unwrap();
        let mut reader = open(&for_reading(options)).await.unwrap();
        for connection in [&mut writer, &mut reader] {
            for (pragma, expected) in [
                ("pragma journal_mode", "wal"),
                ("pragma synchronous", "2"),
                ("pragma foreign_keys", "1"),
                ("pragma busy_timeout", "5000"),
                ("pragma secure_delete", "1"),
                ("pragma journal_size_limit", WAL_BYTES_MAX),
            ] {
                let row = sqlx::query(pragma).fetch_one(&mut *connection).await.unwrap();
                let found = row.try_get_unchecked::<String, _>(0).unwrap();
                assert_eq!(found, expected, "{pragma}");
            }
        }
        let refused = sqlx::query("delete from audit_entry").execute(&mut reader).await;
        assert!(refused.is_err(), "a reader writes");
    }

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert!(numbers("3.51.3") < numbers("3.51.10"));
        assert!(numbers("3.9.0") < numbers("3.51.0"));
        assert!(numbers("3.51.3") >= numbers(SQLITE_MIN));
    }
}
