//! Writes that wait at the same moment share one commit: the disk is asked once for all of them.
//!
//! Each write of a group is a savepoint of one transaction, so one that fails or panics takes back its own change and
//! no other. Nobody is answered before the commit, and where the commit fails, all are refused.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::Arc,
    task::Poll,
    time::{Duration, Instant},
};

use sqlx::{Connection, Sqlite, SqliteConnection, Transaction};
use tokio::sync::oneshot;

use super::StoreError;

/// The most writes that share a commit.
pub(super) const GROUP_MAX: usize = 64;
/// A group that has run for so long takes no more writes, so that the first of it are not kept waiting.
/// (In tests nothing may depend on the speed of the machine.)
const GROUP_WAIT: Duration = Duration::from_millis(if cfg!(test) { 60_000 } else { 100 });

/// `Immediate`, so that a second process that writes is waited for at the start and not refused half-way.
pub(super) const BEGIN: &str = "begin immediate";

/// The future of a piece of work that borrows the connection.
///
/// Work hands every error of the database on: some of them end the whole transaction, and what ran after such an
/// error would run outside it.
pub(super) type Work<'c, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'c>>;

/// A write that waits for its turn, whatever it answers.
pub(super) trait Job: Send {
    /// Runs the work. A panic inside ends here.
    fn run<'c>(self: Box<Self>, connection: &'c mut SqliteConnection)
    -> Pin<Box<dyn Future<Output = Ran> + Send + 'c>>;

    /// Tells the caller that the work was never begun.
    fn refuse(self: Box<Self>, error: StoreError);
}

/// A write that has run and whose caller still waits.
pub(super) struct Ran {
    is_ok: bool,
    answer: Box<dyn FnOnce(Result<(), StoreError>) + Send>,
}

impl Ran {
    /// Answers the caller: what the work said, or that its change was not kept.
    fn tell(self, kept: Result<(), StoreError>) {
        (self.answer)(kept);
    }
}

/// Work, and where its answer goes.
pub(super) struct Asked<W, T> {
    pub(super) work: W,
    pub(super) answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<W, T> Job for Asked<W, T>
where
    W: for<'c> FnOnce(&'c mut SqliteConnection) -> Work<'c, T> + Send + 'static,
    T: Send + 'static,
{
    fn run<'c>(
        self: Box<Self>,
        connection: &'c mut SqliteConnection,
    ) -> Pin<Box<dyn Future<Output = Ran> + Send + 'c>> {
        Box::pin(async move {
            let Self { work, answer } = *self;
            let result = caught(Box::pin(async move { work(connection).await })).await;
            let is_ok = result.is_ok();
            // A caller that is gone does not need the answer.
            let answer =
                move |kept: Result<(), StoreError>| drop(answer.send(result.and_then(|value| kept.map(|()| value))));
            Ran { is_ok, answer: Box::new(answer) }
        })
    }

    fn refuse(self: Box<Self>, error: StoreError) {
        drop(self.answer.send(Err(error)));
    }
}

/// What `work` says; a panic is an error like others. All that work changes is in the database, and what it changed
/// there is rolled back, so nothing half-done is left to be seen.
async fn caught<T>(mut work: Work<'_, T>) -> Result<T, StoreError> {
    let panicked = |_| {
        tracing::error!("a write panicked and was rolled back");
        Poll::Ready(Err(StoreError::Database(sqlx::Error::WorkerCrashed)))
    };
    std::future::poll_fn(move |context| {
        catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))).unwrap_or_else(panicked)
    })
    .await
}

/// Runs `first`, and what `next` has while it lasts, in one transaction, and answers them all after its commit. Whether
/// the connection is fit for another group.
pub(super) async fn run(
    connection: &mut SqliteConnection,
    first: Box<dyn Job>,
    mut next: impl FnMut() -> Option<Box<dyn Job>>,
) -> bool {
    let mut transaction = match connection.begin_with(BEGIN).await {
        Ok(transaction) => transaction,
        Err(error) => {
            let error = StoreError::from(error);
            let is_fit = matches!(error, StoreError::Busy);
            first.refuse(error);
            return is_fit;
        }
    };
    let began = Instant::now();
    // Alone it needs no savepoint: the transaction is one.
    let first = first.run(&mut transaction).await;
    if !first.is_ok {
        let is_fit = transaction.rollback().await.is_ok();
        first.tell(Ok(()));
        return is_fit;
    }
    let mut group = vec![first];
    while group.len() < GROUP_MAX
        && began.elapsed() < GROUP_WAIT
        && let Some(job) = next()
    {
        let is_whole = run_within(&mut transaction, job, &mut group).await;
        if !is_whole {
            // The others are not at fault, and trying again helps.
            answer_all(group, Err(StoreError::Busy));
            return false;
        }
    }
    // What a failed commit leaves behind is not worth finding out: the connection is opened again.
    let committed = transaction.commit().await;
    let is_fit = committed.is_ok();
    answer_all(group, committed.map_err(StoreError::from));
    is_fit
}

/// Runs `job` in a savepoint and adds it to the group. Whether the transaction still stands: some errors end all of it,
/// and then its savepoints are gone too.
async fn run_within(transaction: &mut Transaction<'_, Sqlite>, job: Box<dyn Job>, group: &mut Vec<Ran>) -> bool {
    let mut savepoint = match transaction.begin().await {
        Ok(savepoint) => savepoint,
        Err(error) => {
            job.refuse(error.into());
            return false;
        }
    };
    let ran = job.run(&mut savepoint).await;
    let ended = if ran.is_ok { savepoint.commit().await } else { savepoint.rollback().await };
    group.push(ran);
    ended.is_ok()
}

fn answer_all(group: Vec<Ran>, kept: Result<(), StoreError>) {
    let kept = kept.map_err(Arc::new);
    for ran in group {
        ran.tell(kept.as_ref().copied().map_err(|error| match &**error {
            StoreError::Busy => StoreError::Busy,
            StoreError::Full => StoreError::Full,
            _ => StoreError::Database(sqlx::Error::AnyDriverError(Box::new(Arc::clone(error)))),
        }));
    }
}
