//! The one writer: a task that owns the only connection that may write, and takes jobs from a bounded queue.
//!
//! A caller hands in a job and waits for the answer. It may be dropped at any moment: the job runs to its end, commits
//! or rolls back, and nobody's transaction stays open. A full queue refuses at once, so that a flood of writes ends in
//! a clear answer instead of growing memory. Readers never wait for the writer, nor it for them.

use std::{path::PathBuf, pin::Pin, time::Duration};

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::{mpsc, oneshot};

use super::{StoreError, connect};

/// The most writes that wait at the same time.
const QUEUE_MAX: usize = 256;
/// After this long without a job the writer looks at the size of the WAL.
const IDLE: Duration = Duration::from_millis(250);
/// A WAL larger than this is written back into the database when there is nothing else to do.
const WAL_BYTES_TIDY: u64 = 1 << 20;

/// `Immediate`, so that a second process that writes is waited for at the start and not refused half-way.
pub(super) const BEGIN: &str = "begin immediate";
/// A checkpoint waits for readers as long as any statement waits, and jobs wait for the checkpoint; so it does not
/// wait, and tries again at the next idle moment.
pub(super) const CHECKPOINT: [&str; 3] =
    ["pragma busy_timeout = 0", "pragma wal_checkpoint(truncate)", "pragma busy_timeout = 5000"];

/// The future of a job that borrows the connection.
pub(super) type Work<'c, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'c>>;

/// A job takes the connection and gives it back if it is fit for another.
type Job = Box<dyn FnOnce(SqliteConnection) -> Pin<Box<dyn Future<Output = Option<SqliteConnection>> + Send>> + Send>;

enum Order {
    Run(Job),
    /// The sender is dropped when the connection is closed.
    Close(oneshot::Sender<()>),
}

/// The way to the writer task. It ends when the last clone is gone, or at [`Writer::close`].
#[derive(Debug, Clone)]
pub(super) struct Writer {
    orders: mpsc::Sender<Order>,
}

impl Writer {
    pub(super) fn start(connection: SqliteConnection, options: SqliteConnectOptions) -> Self {
        let (orders, waiting) = mpsc::channel(QUEUE_MAX);
        tokio::spawn(run(connection, options, waiting));
        Self { orders }
    }

    /// Runs `work` in a transaction of its own: committed where it succeeds, rolled back where it fails.
    ///
    /// # Errors
    /// `Busy` where the queue is full, what `work` says, `Database`.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl for<'c> FnOnce(&'c mut SqliteConnection) -> Work<'c, T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |mut connection| {
            Box::pin(async move {
                let (result, is_fit) = transact(&mut connection, work).await;
                // A caller that is gone does not need the answer.
                answer.send(result).ok();
                is_fit.then_some(connection)
            })
        });
        self.orders.try_send(Order::Run(job)).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Database(sqlx::Error::PoolClosed),
        })?;
        answered.await.unwrap_or(Err(StoreError::Database(sqlx::Error::WorkerCrashed)))
    }

    /// Lets the jobs that wait run, takes no more, and waits until the connection is closed.
    pub(super) async fn close(&self) {
        let (closing, closed) = oneshot::channel();
        // Errors say that the writer has ended, before this or by this.
        self.orders.send(Order::Close(closing)).await.ok();
        closed.await.ok();
    }
}

/// The result of a job, and whether the connection is fit for another.
async fn transact<T>(
    connection: &mut SqliteConnection,
    work: impl for<'c> FnOnce(&'c mut SqliteConnection) -> Work<'c, T>,
) -> (Result<T, StoreError>, bool) {
    let mut transaction = match connection.begin_with(BEGIN).await {
        Ok(transaction) => transaction,
        Err(error) => {
            let error = StoreError::from(error);
            let is_fit = matches!(error, StoreError::Busy);
            return (Err(error), is_fit);
        }
    };
    match work(&mut transaction).await {
        Ok(result) => match transaction.commit().await {
            Ok(()) => (Ok(result), true),
            // What a failed commit leaves behind is not worth finding out: the connection is opened again.
            Err(error) => (Err(error.into()), false),
        },
        Err(error) => {
            let is_fit = transaction.rollback().await.is_ok();
            (Err(error), is_fit)
        }
    }
}

/// The writer task.
async fn run(connection: SqliteConnection, options: SqliteConnectOptions, mut waiting: mpsc::Receiver<Order>) {
    let wal = wal_path(&options);
    let mut connection = Some(connection);
    let mut closing = Vec::new();
    while let Some(order) = next(&mut waiting, connection.as_mut(), &wal).await {
        let job = match order {
            Order::Run(job) => job,
            Order::Close(caller) => {
                waiting.close();
                closing.push(caller);
                continue;
            }
        };
        let held = match connection.take() {
            Some(held) => held,
            None => match connect::open(&options).await {
                Ok(opened) => opened,
                Err(error) => {
                    tracing::error!(%error, "the writer could not open the database again");
                    continue;
                }
            },
        };
        // In a task of its own, a job that panics takes its connection with it, not the writer.
        connection = tokio::spawn(job(held)).await.unwrap_or_else(|_| {
            tracing::error!("a write panicked and was rolled back");
            None
        });
    }
    if let Some(held) = connection
        && let Err(error) = held.close().await
    {
        tracing::error!(%error, "the database did not close in order");
    }
}

/// The next order, `None` at the end. Tidies up while there is none.
async fn next(
    waiting: &mut mpsc::Receiver<Order>,
    connection: Option<&mut SqliteConnection>,
    wal: &PathBuf,
) -> Option<Order> {
    let Some(connection) = connection else { return waiting.recv().await };
    loop {
        if let Ok(order) = tokio::time::timeout(IDLE, waiting.recv()).await {
            return order;
        }
        let is_large = tokio::fs::metadata(wal).await.is_ok_and(|wal| wal.len() > WAL_BYTES_TIDY);
        if !is_large {
            return waiting.recv().await;
        }
        for statement in CHECKPOINT {
            if let Err(error) = sqlx::query(statement).execute(&mut *connection).await {
                tracing::warn!(%error, "the checkpoint failed and will be tried again");
            }
        }
    }
}

fn wal_path(options: &SqliteConnectOptions) -> PathBuf {
    let mut name = options.get_filename().as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    fn count(connection: &mut SqliteConnection) -> Work<'_, i64> {
        Box::pin(async move {
            sqlx::query("create table if not exists note (id integer)").execute(&mut *connection).await?;
            Ok(sqlx::query_scalar("select count(*) from note").fetch_one(connection).await?)
        })
    }

    fn fill(connection: &mut SqliteConnection) -> Work<'_, ()> {
        Box::pin(async move {
            let numbers = serde_json::json!(vec![7; 200_000]).to_string();
            sqlx::query("insert into note select value from json_each($1)").bind(numbers).execute(connection).await?;
            Ok(())
        })
    }

    fn panics(connection: &mut SqliteConnection) -> Work<'_, ()> {
        Box::pin(async move {
            sqlx::query("insert into note values (1)").execute(connection).await?;
            panic!("planted");
        })
    }

    fn fails(connection: &mut SqliteConnection) -> Work<'_, ()> {
        Box::pin(async move {
            sqlx::query("insert into note values (1)").execute(connection).await?;
            Err(StoreError::Taken("planted"))
        })
    }

    #[tokio::test]
    async fn a_write_that_panics_or_fails_leaves_nothing_behind_and_the_next_one_works() {
        let folder = tempfile::tempdir().unwrap();
        let options = connect::for_writing(connect::file(&folder.path().join("notes.db")));
        let writer = Writer::start(connect::open(&options).await.unwrap(), options);
        assert_eq!(writer.write(count).await.unwrap(), 0);
        assert!(matches!(writer.write(panics).await, Err(StoreError::Database(sqlx::Error::WorkerCrashed))));
        assert!(matches!(writer.write(fails).await, Err(StoreError::Taken("planted"))));
        assert_eq!(writer.write(count).await.unwrap(), 0);
    }

    #[tokio::test]
    async fn after_closing_nothing_is_written() {
        let options = connect::for_writing(connect::memory());
        let writer = Writer::start(connect::open(&options).await.unwrap(), options);
        writer.close().await;
        writer.close().await;
        let late = writer.write(count).await;
        assert!(matches!(late, Err(StoreError::Database(sqlx::Error::PoolClosed))));
    }

    #[tokio::test]
    async fn an_idle_writer_brings_a_large_wal_back_into_the_database() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.db");
        let options = connect::for_writing(connect::file(&path)).pragma("wal_autocheckpoint", "0");
        let wal = wal_path(&options);
        let writer = Writer::start(connect::open(&options).await.unwrap(), options);
        writer.write(count).await.unwrap();
        writer.write(fill).await.unwrap();
        assert!(std::fs::metadata(&wal).unwrap().len() > WAL_BYTES_TIDY);
        let is_tidy = async {
            while std::fs::metadata(&wal).unwrap().len() > 0 {
                tokio::time::sleep(IDLE).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), is_tidy).await.unwrap();
    }
}
