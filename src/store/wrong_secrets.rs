//! Wrong secrets, counted by what was tried and by where from, so that nobody can try many. Shared by all processes.
//!
//! A try is counted before the secret is looked at and forgiven when it was right: of many tries at the same moment no
//! more than the limit are looked at. Tries leave no trace in the audit trail, or anybody could fill it.

use jiff::{SignedDuration, Timestamp};
use sqlx::SqliteConnection;

use super::{Store, StoreError};

/// How long tries are counted together.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(15);

pub(super) const COUNTED: &str = "
    select window_start, count
      from wrong_secret
     where subject = $1
       and window_start > $2";

pub(super) const COUNT: &str = "
    insert into wrong_secret (subject, window_start, count)
    values ($1, $2, 1)
        on conflict (subject) do update
       set count = count + 1";

pub(super) const FORGET_OLD: &str = "
    delete from wrong_secret
     where window_start <= $1";

pub(super) const FORGET: &str = "
    delete from wrong_secret
     where subject = $1";

pub(super) const FORGIVE_ONE: &str = "
    update wrong_secret
       set count = count - 1
     where subject = $1
       and count > 0";

/// What is tried, or where from: a digest, and how many tries it has in one window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// A digest, so that the table names nobody.
    pub subject: String,
    /// The most wrong tries in one window.
    pub max: i64,
}

impl Store {
    /// Counts a try at the moment `at`. `Some`: it is one too many, nothing was counted, and the next is free then.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn count_try(&self, at: Timestamp, tried: Vec<Tried>) -> Result<Option<Timestamp>, StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let mut free_at = None;
                    for one in &tried {
                        free_at = free_at.max(held_until(connection, at, one).await?);
                    }
                    if free_at.is_some() {
                        return Ok(free_at);
                    }
                    sqlx::query(FORGET_OLD).bind(began_before(at)).execute(&mut *connection).await?;
                    for one in &tried {
                        let query = sqlx::query(COUNT).bind(&one.subject).bind(at.as_microsecond());
                        query.execute(&mut *connection).await?;
                    }
                    Ok(None)
                })
            })
            .await
    }

    /// Takes a counted try back, because its secret was right: of `account` all, of `address` the one.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn forgive_try(&self, account: String, address: String) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query(FORGET).bind(&account).execute(&mut *connection).await?;
                    sqlx::query(FORGIVE_ONE).bind(&address).execute(&mut *connection).await?;
                    Ok(())
                })
            })
            .await
    }
}

async fn held_until(
    connection: &mut SqliteConnection,
    at: Timestamp,
    Tried { subject, max }: &Tried,
) -> Result<Option<Timestamp>, StoreError> {
    let query = sqlx::query_as(COUNTED).bind(subject).bind(began_before(at));
    let counted: Option<(i64, i64)> = query.fetch_optional(connection).await?;
    let Some((start, _)) = counted.filter(|(_, count)| count >= max) else { return Ok(None) };
    let corrupt =
        |_| StoreError::Corrupt { table: "wrong_secret", id: String::new(), reason: "window_start".to_owned() };
    Ok(Some(Timestamp::from_microsecond(start).map_err(corrupt)? + WINDOW))
}

/// A window that began then or earlier is over.
fn began_before(at: Timestamp) -> i64 {
    (at - WINDOW).as_microsecond()
}
