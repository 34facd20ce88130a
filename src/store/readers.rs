//! The readers: a few read-only connections, lent for one read each and no longer than a read may last.
//!
//! A read that lasts keeps the database from tidying its WAL: one that was held grew it from 7 to 96 MiB in 6 seconds
//! when we tried. So every read has a deadline, and SQLite itself looks at it, however long a statement is. A read that
//! fails, is late, or whose caller is gone does not give its connection back: the statement is interrupted, and the
//! connection closed with whatever was open on it. (The pool of sqlx knows no deadline, and lends a connection again
//! after its statement has ended, whenever that is.)

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::{sync::Semaphore, time::timeout};

use super::{StoreError, connect, group::Work};

/// The most readers at the same time; more wait for their turn.
const READERS_MAX: u32 = 8;
/// How long a reader waits for its turn before it is told that the store is busy.
const TURN_WAIT: Duration = Duration::from_secs(5);
/// How long a read may last.
pub(super) const READ_MAX: Duration = Duration::from_secs(5);
/// SQLite looks at the deadline after this many of its steps: less than a millisecond.
const STEPS: i32 = 10_000;

/// The read-only connections of a store. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Readers(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    options: SqliteConnectOptions,
    read_max: Duration,
    places: Semaphore,
    idle: Mutex<Vec<Reader>>,
}

impl Readers {
    /// Readers of the database of `options`, each read `read_max` at most. Connections are opened when needed.
    pub(super) fn new(options: SqliteConnectOptions, read_max: Duration) -> Self {
        let places = Semaphore::new(READERS_MAX as usize);
        Self(Arc::new(Shared { options, read_max, places, idle: Mutex::default() }))
    }

    /// Lends a connection to `work`, which ends every transaction it begins.
    ///
    /// # Errors
    /// `Busy` where no reader had its turn in time, `TookTooLong`, what `work` says, `Database`.
    pub(super) async fn read<T>(
        &self,
        work: impl for<'c> FnOnce(&'c mut SqliteConnection) -> Work<'c, T> + Send,
    ) -> Result<T, StoreError> {
        let _place = match timeout(TURN_WAIT, self.0.places.acquire()).await {
            Ok(Ok(place)) => place,
            Ok(Err(_)) => return Err(StoreError::Database(sqlx::Error::PoolClosed)),
            Err(_) => return Err(StoreError::Busy),
        };
        let idle = self.idle().pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => Reader::open(&self.0.options).await?,
        };
        reader.deadline.set(self.0.read_max);
        let read = timeout(self.0.read_max, work(&mut reader.connection)).await;
        let result = read.unwrap_or(Err(StoreError::TookTooLong));
        if result.is_ok() {
            self.idle().push(reader);
        }
        result
    }

    /// Waits for the reads that run, and closes the connections. Later reads fail.
    pub(super) async fn close(&self) {
        // An error says that somebody else has closed them.
        let all = self.0.places.acquire_many(READERS_MAX).await;
        self.0.places.close();
        drop(all);
        let readers = std::mem::take(&mut *self.idle());
        for reader in readers {
            if let Err(error) = reader.connection.close().await {
                tracing::warn!(%error, "a reader did not close in order");
            }
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Reader>> {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection and the moment by which its read must be over. The deadline goes first: dropping it interrupts what
/// the connection is still doing.
#[derive(Debug)]
struct Reader {
    deadline: Deadline,
    connection: SqliteConnection,
}

impl Reader {
    async fn open(options: &SqliteConnectOptions) -> Result<Self, StoreError> {
        let mut connection = connect::open(options).await?;
        let deadline = Deadline { from: Instant::now(), micros: Arc::default() };
        let (from, micros) = (deadline.from, Arc::clone(&deadline.micros));
        let goes_on = move || from.elapsed().as_micros() < u128::from(micros.load(Ordering::Relaxed));
        connection.lock_handle().await?.set_progress_handler(STEPS, goes_on);
        Ok(Self { deadline, connection })
    }
}

/// The moment by which a read must be over, as a number of microseconds since another one.
#[derive(Debug)]
struct Deadline {
    from: Instant,
    micros: Arc<AtomicU64>,
}

impl Deadline {
    fn set(&self, wait: Duration) {
        let micros = (self.from.elapsed() + wait).as_micros();
        self.micros.store(u64::try_from(micros).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        self.micros.store(0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    /// Without a deadline it never ends.
    const ENDLESS: &str = "
        with recursive n (i) as (select 1 union all select i + 1 from n)
        select max(i) + (select count(*) from note) from n";

    async fn database(folder: &std::path::Path) -> (SqliteConnection, SqliteConnectOptions) {
        let options = connect::file(&folder.join("notes.db"));
        let mut writer = connect::open(&connect::for_writing(options.clone())).await.unwrap();
        sqlx::query("create table note (id integer)").execute(&mut writer).await.unwrap();
        (writer, connect::for_reading(options))
    }

    fn endless(connection: &mut SqliteConnection) -> Work<'_, ()> {
        Box::pin(async move {
            sqlx::query(ENDLESS).fetch_all(connection).await?;
            Ok(())
        })
    }

    fn count(connection: &mut SqliteConnection) -> Work<'_, i64> {
        Box::pin(async move { Ok(sqlx::query_scalar("select count(*) from note").fetch_one(connection).await?) })
    }

    #[tokio::test]
    async fn sqlite_itself_ends_a_statement_whose_time_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let (_writer, options) = database(folder.path()).await;
        let mut reader = Reader::open(&options).await.unwrap();
        reader.deadline.set(Duration::from_millis(1));
        let ended = endless(&mut reader.connection).await;
        assert!(matches!(ended, Err(StoreError::TookTooLong)), "{ended:?}");
    }

    #[tokio::test]
    async fn a_statement_whose_caller_is_gone_ends_and_the_next_read_works() {
        let folder = tempfile::tempdir().unwrap();
        let (mut writer, options) = database(folder.path()).await;
        let readers = Readers::new(options, Duration::from_hours(1));
        let gone = timeout(Duration::from_millis(200), readers.read(endless)).await;
        assert!(gone.is_err());
        is_free_to_tidy(&mut writer).await;
        assert_eq!(readers.read(count).await.unwrap(), 0);
    }

    #[tokio::test]
    async fn a_read_that_lasts_ends_and_leaves_no_snapshot_open() {
        let folder = tempfile::tempdir().unwrap();
        let (mut writer, options) = database(folder.path()).await;
        let readers = Readers::new(options, Duration::from_millis(200));
        let holding = readers.read(|connection| {
            Box::pin(async move {
                let mut snapshot = connection.begin().await?;
                count(&mut snapshot).await?;
                std::future::pending::<Result<(), StoreError>>().await
            })
        });
        assert!(matches!(holding.await, Err(StoreError::TookTooLong)));
        assert!(readers.idle().is_empty());
        is_free_to_tidy(&mut writer).await;
    }

    /// Ends once no reader holds the WAL any more.
    async fn is_free_to_tidy(writer: &mut SqliteConnection) {
        sqlx::query("create table later (id integer)").execute(&mut *writer).await.unwrap();
        sqlx::query("pragma busy_timeout = 0").execute(&mut *writer).await.unwrap();
        let is_tidy = async {
            let checkpoint = "pragma wal_checkpoint(truncate)";
            while sqlx::query_scalar::<_, i64>(checkpoint).fetch_one(&mut *writer).await.unwrap() != 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(Duration::from_mins(1), is_tidy).await.unwrap();
    }

    #[tokio::test]
    async fn a_connection_serves_one_read_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let (_writer, options) = database(folder.path()).await;
        let readers = Readers::new(options, READ_MAX);
        for _ in 0..3 {
            readers.read(count).await.unwrap();
        }
        assert_eq!(readers.idle().len(), 1);
        readers.close().await;
        readers.close().await;
        assert!(matches!(readers.read(count).await, Err(StoreError::Database(sqlx::Error::PoolClosed))));
    }
}
