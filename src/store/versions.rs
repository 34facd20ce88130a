//! Versions: every state every record has had.

use std::collections::HashSet;

use sqlx::Row as _;

use super::{Store, StoreError};
use crate::domain::{id::CaseId, record::Noun};

pub(super) const VERSION_AT: &str = "
    select number
      from version
     where case_id = $1
       and noun = $2
       and id = $3
       and revision <= $4
     order by number desc
     limit 1";

pub(super) const IDS_USED: &str = "
    select distinct id
      from version
     where case_id = $1
       and noun = $2
       and (id = $3 or id like $3 || '-%')";

/// The newest version of a record: its number, and whether it withdraws the record.
pub(super) const NEWEST_VERSION: &str = "
    select number, is_withdrawn
      from version
     where case_id = $1
       and noun = $2
       and id = $3
     order by number desc
     limit 1";

impl Store {
    /// The number of the version a record was at when the case was at `revision`; 0 where there was none.
    ///
    /// # Errors
    /// `Busy`, `TookTooLong`, `Database`.
    pub async fn version_at(&self, case: &CaseId, noun: Noun, id: &str, revision: i64) -> Result<i64, StoreError> {
        let query = sqlx::query(VERSION_AT).bind(case.to_string()).bind(noun.word()).bind(id.to_owned()).bind(revision);
        Ok(self.row(query).await?.map(|row| row.try_get("number")).transpose()?.unwrap_or_default())
    }

    /// The number of the newest version of a record, `None` where there is none or where it withdraws the record.
    ///
    /// # Errors
    /// `Busy`, `TookTooLong`, `Database`.
    pub async fn standing_version(&self, case: &CaseId, noun: Noun, id: &str) -> Result<Option<i64>, StoreError> {
        let query = sqlx::query(NEWEST_VERSION).bind(case.to_string()).bind(noun.word()).bind(id.to_owned());
        let Some(row) = self.row(query).await? else { return Ok(None) };
        let is_withdrawn: bool = row.try_get("is_withdrawn")?;
        Ok((!is_withdrawn).then_some(row.try_get("number")?))
    }

    /// An id for a new record: `stem`, or where that was ever used `stem-2` and so on.
    ///
    /// # Errors
    /// `Busy`, `TookTooLong`, `Database`.
    pub async fn free_id(&self, case: &CaseId, noun: Noun, stem: &str) -> Result<String, StoreError> {
        let query = sqlx::query(IDS_USED).bind(case.to_string()).bind(noun.word()).bind(stem.to_owned());
        let rows = self.rows(query).await?;
        let used = rows.iter().map(|row| row.try_get("id")).collect::<Result<HashSet<String>, _>>()?;
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let mut candidates = std::iter::once(stem.to_owned()).chain(numbered);
        Ok(candidates.find(|id| !used.contains(id)).unwrap_or_default())
    }
}
