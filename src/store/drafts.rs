//! Drafts: what somebody typed into a form and has not saved. One for each person and address; no revision, no audit.

use jiff::{SignedDuration, Timestamp};
use sqlx::Row as _;

use super::{Store, StoreError};
use crate::domain::id::PersonId;

/// How long a draft is kept that nobody comes back to.
pub const DRAFT_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// The most drafts of one person; beyond it those kept longest ago go.
pub const DRAFTS_MAX: i64 = 100;

pub(super) const DRAFT: &str = "
    select fields
      from draft
     where person_id = $1
       and address = $2
       and saved_at > $3";

pub(super) const KEEP_DRAFT: &str = "
    insert into draft (person_id, address, fields, saved_at)
    values ($1, $2, $3, $4)
        on conflict (person_id, address) do update
       set fields = excluded.fields, saved_at = excluded.saved_at";

pub(super) const DROP_DRAFT: &str = "
    delete from draft
     where person_id = $1
       and address = $2";

pub(super) const DROP_OLD_DRAFTS: &str = "
    delete from draft
     where saved_at <= $1";

/// Leaves the draft just kept and the newest of the others.
pub(super) const DROP_SPARE_DRAFTS: &str = "
    delete from draft
     where person_id = $1
       and address <> $2
       and address not in (select newest.address
                             from draft as newest
                            where newest.person_id = $1
                              and newest.address <> $2
                            order by newest.saved_at desc, newest.address
                            limit $3)";

impl Store {
    /// Keeps what `person` typed into the form at `address`, in the place of what they typed there before. Drafts older
    /// than [`DRAFT_LIFE`] go, whosever they are, and the oldest of the person beyond a hundred.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn keep_draft(
        &self,
        person: &PersonId,
        address: &str,
        fields: &[(String, String)],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let (person, address) = (person.clone(), address.to_owned());
        let fields = serde_json::json!(fields).to_string();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query(DROP_OLD_DRAFTS).bind(oldest(at)).execute(&mut *connection).await?;
                    sqlx::query(KEEP_DRAFT)
                        .bind(person.as_str())
                        .bind(&address)
                        .bind(&fields)
                        .bind(at.as_microsecond())
                        .execute(&mut *connection)
                        .await?;
                    let spare =
                        sqlx::query(DROP_SPARE_DRAFTS).bind(person.as_str()).bind(&address).bind(DRAFTS_MAX - 1);
                    spare.execute(&mut *connection).await?;
                    Ok(())
                })
            })
            .await
    }

    /// What `person` typed into the form at `address` and has not saved, `None` where there is no such draft.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn draft(
        &self,
        person: &PersonId,
        address: &str,
        at: Timestamp,
    ) -> Result<Option<Vec<(String, String)>>, StoreError> {
        let query = sqlx::query(DRAFT).bind(person.to_string()).bind(address.to_owned()).bind(oldest(at));
        let fields: Option<String> = self.row(query).await?.map(|row| row.try_get("fields")).transpose()?;
        let corrupt =
            |_| StoreError::Corrupt { table: "draft", id: person.to_string(), reason: "fields: NotJson".to_owned() };
        fields.map(|fields| serde_json::from_str(&fields).map_err(corrupt)).transpose()
    }

    /// Forgets what `person` typed into the form at `address`.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn drop_draft(&self, person: &PersonId, address: &str) -> Result<(), StoreError> {
        let (person, address) = (person.clone(), address.to_owned());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let query = sqlx::query(DROP_DRAFT).bind(person.as_str()).bind(&address);
                    query.execute(&mut *connection).await?;
                    Ok(())
                })
            })
            .await
    }
}

fn oldest(at: Timestamp) -> i64 {
    (at - DRAFT_LIFE).as_microsecond()
}
