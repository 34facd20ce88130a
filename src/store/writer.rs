//! The one writer: a task that owns the only connection that may write, and takes jobs from a bounded queue.
//!
//! A caller hands in a job and waits for the answer. It may be dropped at any moment: the job runs to its end, commits
//! or rolls back, and nobody's transaction stays open. A full queue refuses at once, so that a flood of writes ends in
//! a clear answer instead of growing memory. Jobs that wait at the same moment share one commit (see `group.rs`).
//! Readers never wait for the writer, nor it for them.

use std::{path::PathBuf, time::Duration};

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::{mpsc, oneshot};

use super::{
    StoreError, connect,
    group::{self, Asked, Job, Work},
};

/// The most writes that wait at the same time.
const QUEUE_MAX: usize = 256;
/// After this long without a job the writer looks at the size of the WAL.
const IDLE: Duration = Duration::from_millis(250);
/// A WAL larger than this is written back into the database when there is nothing else to do.
const WAL_BYTES_TIDY: u64 = 1 << 20;

/// A checkpoint waits for readers as long as any statement waits, and jobs wait for the checkpoint; so it does not
/// wait, and tries again at the next idle moment.
pub(super) const CHECKPOINT: [&str; 3] =
    ["pragma busy_timeout = 0", "pragma wal_checkpoint(truncate)", "pragma busy_timeout = 5000"];

/// With whom a write is committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Commit {
    /// With those that wait at the same moment.
    Shared,
    /// Alone: for work that takes long, so that nobody's small change waits for it after it was made.
    OfItsOwn,
}

enum Order {
    Run(Commit, Box<dyn Job>),
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

    /// Runs `work` in a transaction: its change is kept where it succeeds, taken back where it fails. The answer comes
    /// after the commit.
    ///
    /// # Errors
    /// `Busy` where the queue is full or the transaction was lost with another write, what `work` says, `Full`, `Database`.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl for<'c> FnOnce(&'c mut SqliteConnection) -> Work<'c, T> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.write_with(Commit::Shared, work).await
    }

    /// The same with a say in whether the commit is shared with other writes.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub(super) async fn write_with<T: Send + 'static>(
        &self,
        commit: Commit,
        work: impl for<'c> FnOnce(&'c mut SqliteConnection) -> Work<'c, T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let answered = self.hand_in(commit, work)?;
        answered.await.unwrap_or(Err(StoreError::Database(sqlx::Error::WorkerCrashed)))
    }

    fn hand_in<T: Send + 'static>(
        &self,
        commit: Commit,
        work: impl for<'c> FnOnce(&'c mut SqliteConnection) -> Work<'c, T> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T, StoreError>>, StoreError> {
        let (answer, answered) = oneshot::channel();
        let order = Order::Run(commit, Box::new(Asked { work, answer }));
        self.orders.try_send(order).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Database(sqlx::Error::PoolClosed),
        })?;
        Ok(answered)
    }

    /// Lets the jobs that wait run, takes no more, and waits until the connection is closed.
    pub(super) async fn close(&self) {
        let (closing, closed) = oneshot::channel();
        // Errors say that the writer has ended, before this or by this.
        self.orders.send(Order::Close(closing)).await.ok();
        closed.await.ok();
    }
}

/// The writer task.
async fn run(connection: SqliteConnection, options: SqliteConnectOptions, mut waiting: mpsc::Receiver<Order>) {
    let wal = wal_path(&options);
    let mut connection = Some(connection);
    let mut closing = Vec::new();
    // What came while a group was running and cannot be part of it.
    let mut put_off = None;
    while let Some(order) = match put_off.take() {
        Some(order) => Some(order),
        None => next(&mut waiting, connection.as_mut(), &wal).await,
    } {
        let (commit, job) = match order {
            Order::Run(commit, job) => (commit, job),
            Order::Close(caller) => {
                waiting.close();
                closing.push(caller);
                continue;
            }
        };
        let mut held = match connection.take() {
            Some(held) => held,
            None => match connect::open(&options).await {
                Ok(opened) => opened,
                Err(error) => {
                    tracing::error!(%error, "the writer could not open the database again");
                    job.refuse(error);
                    continue;
                }
            },
        };
        let fellows = || {
            if commit == Commit::OfItsOwn {
                return None;
            }
            match waiting.try_recv() {
                Ok(Order::Run(Commit::Shared, job)) => Some(job),
                other => {
                    put_off = other.ok();
                    None
                }
            }
        };
        let is_fit = group::run(&mut held, job, fellows).await;
        connection = is_fit.then_some(held);
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

    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

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

    fn adds(connection: &mut SqliteConnection) -> Work<'_, ()> {
        Box::pin(async move {
            sqlx::query("insert into note values (1)").execute(connection).await?;
            Ok(())
        })
    }

    /// As some errors of SQLite do by themselves, such as a full disk.
    fn ends_the_transaction(connection: &mut SqliteConnection) -> Work<'_, ()> {
        Box::pin(async move {
            sqlx::query("rollback").execute(connection).await?;
            Err(StoreError::Taken("planted"))
        })
    }

    type Answer<T> = oneshot::Receiver<Result<T, StoreError>>;

    /// A write that has made its change, and waits inside the group until it is let go.
    fn hold(writer: &Writer) -> (Answer<()>, oneshot::Sender<()>, oneshot::Receiver<()>) {
        let (let_go, held) = oneshot::channel::<()>();
        let (here, is_here) = oneshot::channel();
        let answer = writer.hand_in(Commit::Shared, move |connection| {
            Box::pin(async move {
                adds(connection).await?;
                here.send(()).unwrap();
                held.await.unwrap();
                Ok(())
            })
        });
        (answer.unwrap(), let_go, is_here)
    }

    /// A writer to a file with an empty table, and the number of its commits since.
    async fn counted(folder: &std::path::Path) -> (Writer, Arc<AtomicUsize>) {
        let options = connect::for_writing(connect::file(&folder.join("notes.db")));
        let mut connection = connect::open(&options).await.unwrap();
        count(&mut connection).await.unwrap();
        let commits = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&commits);
        connection.lock_handle().await.unwrap().set_commit_hook(move || {
            counter.fetch_add(1, Ordering::SeqCst);
            true
        });
        (Writer::start(connection, options), commits)
    }

    #[tokio::test]
    async fn writes_that_wait_share_a_commit_and_one_that_fails_takes_back_its_own_change_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, commits) = counted(folder.path()).await;
        let (first, let_go, _here) = hold(&writer);
        let sound: Vec<Answer<()>> = (0..40).map(|_| writer.hand_in(Commit::Shared, adds).unwrap()).collect();
        let failing = writer.hand_in(Commit::Shared, fails).unwrap();
        let panicking = writer.hand_in(Commit::Shared, panics).unwrap();
        let last = writer.hand_in(Commit::Shared, adds).unwrap();
        let_go.send(()).unwrap();
        first.await.unwrap().unwrap();
        for answer in sound {
            answer.await.unwrap().unwrap();
        }
        assert!(matches!(failing.await.unwrap(), Err(StoreError::Taken("planted"))));
        assert!(matches!(panicking.await.unwrap(), Err(StoreError::Database(sqlx::Error::WorkerCrashed))));
        last.await.unwrap().unwrap();
        assert_eq!(commits.load(Ordering::SeqCst), 1, "44 writes share one commit");
        assert_eq!(writer.write(count).await.unwrap(), 42);
    }

    #[tokio::test]
    async fn nobody_is_answered_before_the_commit_that_keeps_the_change() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, _) = counted(folder.path()).await;
        let mut first = writer.hand_in(Commit::Shared, adds).unwrap();
        let (second, let_go, is_here) = hold(&writer);
        is_here.await.unwrap();
        assert!(matches!(first.try_recv(), Err(oneshot::error::TryRecvError::Empty)));
        let mut beside = connect::open(&connect::file(&folder.path().join("notes.db"))).await.unwrap();
        assert_eq!(count_of(&mut beside).await, 0);
        let_go.send(()).unwrap();
        first.await.unwrap().unwrap();
        assert_eq!(count_of(&mut beside).await, 2);
        second.await.unwrap().unwrap();
    }

    async fn count_of(connection: &mut SqliteConnection) -> i64 {
        sqlx::query_scalar("select count(*) from note").fetch_one(connection).await.unwrap()
    }

    #[tokio::test]
    async fn where_a_group_is_lost_its_others_are_told_to_try_again_and_later_writes_go_on() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, _) = counted(folder.path()).await;
        let (first, let_go, _here) = hold(&writer);
        let second = writer.hand_in(Commit::Shared, ends_the_transaction).unwrap();
        let third = writer.hand_in(Commit::Shared, adds).unwrap();
        let_go.send(()).unwrap();
        assert!(matches!(first.await.unwrap(), Err(StoreError::Busy)));
        assert!(matches!(second.await.unwrap(), Err(StoreError::Taken("planted"))));
        third.await.unwrap().unwrap();
        assert_eq!(writer.write(count).await.unwrap(), 1);
    }

    #[tokio::test]
    async fn a_write_that_takes_long_has_a_commit_of_its_own_and_keeps_its_turn() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, commits) = counted(folder.path()).await;
        let (first, let_go, _here) = hold(&writer);
        let long = writer.hand_in(Commit::OfItsOwn, count).unwrap();
        let later = writer.hand_in(Commit::Shared, adds).unwrap();
        let_go.send(()).unwrap();
        first.await.unwrap().unwrap();
        assert_eq!(long.await.unwrap().unwrap(), 1);
        later.await.unwrap().unwrap();
        assert_eq!(commits.load(Ordering::SeqCst), 3);
    }

    #[tokio::test]
    async fn where_the_commit_fails_all_of_the_group_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, _) = counted(folder.path()).await;
        let (first, let_go, _here) = hold(&writer);
        let second = writer.hand_in(Commit::Shared, |connection| {
            Box::pin(async move {
                connection.lock_handle().await?.set_commit_hook(|| false);
                Ok(())
            })
        });
        let_go.send(()).unwrap();
        assert!(matches!(first.await.unwrap(), Err(StoreError::Database(_))));
        assert!(matches!(second.unwrap().await.unwrap(), Err(StoreError::Database(_))));
        assert_eq!(writer.write(count).await.unwrap(), 0);
    }

    #[tokio::test]
    async fn on_a_full_disk_a_write_is_refused_reading_goes_on_and_writing_resumes_with_room() {
        let folder = tempfile::tempdir().unwrap();
        let options =
            connect::for_writing(connect::file(&folder.path().join("notes.db"))).pragma("max_page_count", "50");
        let writer = Writer::start(connect::open(&options).await.unwrap(), options);
        writer.write(count).await.unwrap();
        let mut beside = connect::open(&connect::file(&folder.path().join("notes.db"))).await.unwrap();
        writer.write(adds).await.unwrap();
        let refused = writer.write(fill).await;
        assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
        assert_eq!(count_of(&mut beside).await, 1);
        writer.write(adds).await.unwrap();
        let with_room = writer.write(|connection| {
            Box::pin(async move {
                sqlx::query("pragma max_page_count = 100000").execute(&mut *connection).await?;
                fill(connection).await
            })
        });
        with_room.await.unwrap();
        assert_eq!(count_of(&mut beside).await, 200_002);
    }

    #[tokio::test]
    async fn where_one_of_a_group_finds_the_disk_full_nobody_is_told_a_change_is_kept_that_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let options =
            connect::for_writing(connect::file(&folder.path().join("notes.db"))).pragma("max_page_count", "50");
        let writer = Writer::start(connect::open(&options).await.unwrap(), options);
        writer.write(count).await.unwrap();
        let (first, let_go, _here) = hold(&writer);
        let full = writer.hand_in(Commit::Shared, fill).unwrap();
        let last = writer.hand_in(Commit::Shared, adds).unwrap();
        let_go.send(()).unwrap();
        let kept = [first.await.unwrap().is_ok(), full.await.unwrap().is_ok(), last.await.unwrap().is_ok()];
        assert!(!kept[1] && kept[2], "{kept:?}");
        let expected = kept.iter().filter(|is_kept| **is_kept).count();
        assert_eq!(writer.write(count).await.unwrap(), i64::try_from(expected).unwrap());
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
