//! The newest version of every record of a case: its number, and when the record was first and last written.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use sqlx::Row as _;

use super::{
    Store, StoreError,
    columns::{Reason, column, moment},
};
use crate::domain::{id::CaseId, record::Noun};

/// The newest version of every record by a revision, with the moments of the writes that brought it and the first one.
/// Acts that write no version may name a revision too: the first entry of a revision is the write.
pub(super) const NEWEST: &str = "
    with written as (
        select revision, at, min(number)
          from audit_entry
         where case_id = $1
           and revision <= $2
         group by revision)
    select it.noun, it.id, it.number, it.revision, it.is_withdrawn, begun.at as recorded_at, ended.at as changed_at
      from version as it
      join version as one
        on one.case_id = it.case_id
       and one.noun = it.noun
       and one.id = it.id
       and one.number = 1
      join written as begun
        on begun.revision = one.revision
      join written as ended
        on ended.revision = it.revision
     where it.case_id = $1
       and it.revision <= $2
       and it.number = (select max(other.number)
                          from version as other
                         where other.case_id = it.case_id
                           and other.noun = it.noun
                           and other.id = it.id
                           and other.revision <= $2)";

/// The newest version of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest {
    /// Its number: 1 for the first state of the record.
    pub version: i64,
    /// The write of the case that brought it.
    pub revision: i64,
    /// The moment of the first version.
    pub recorded_at: Timestamp,
    /// The moment of this one.
    pub changed_at: Timestamp,
    /// It withdraws the record.
    pub is_withdrawn: bool,
}

impl Newest {
    /// What is said of a record that was never written.
    const NONE: Self = Self {
        version: 0,
        revision: 0,
        recorded_at: Timestamp::UNIX_EPOCH,
        changed_at: Timestamp::UNIX_EPOCH,
        is_withdrawn: false,
    };
}

/// The newest version of every record of a case, withdrawn ones too.
#[derive(Debug, Default)]
pub struct NewestVersions(HashMap<Noun, BTreeMap<String, Newest>>);

impl NewestVersions {
    /// That of a record; of one that was never written number 0.
    #[must_use]
    pub fn of(&self, noun: Noun, id: &str) -> Newest {
        self.0.get(&noun).and_then(|all| all.get(id)).copied().unwrap_or(Newest::NONE)
    }

    /// The withdrawn records of a noun, in order of id.
    pub fn withdrawn(&self, noun: Noun) -> impl Iterator<Item = (&str, &Newest)> {
        let all = self.0.get(&noun).into_iter().flatten();
        all.filter(|(_, newest)| newest.is_withdrawn).map(|(id, newest)| (id.as_str(), newest))
    }
}

impl Store {
    /// The newest version of every record of `case` when it was at `revision`, in one query.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn newest_versions(&self, case: &CaseId, revision: i64) -> Result<NewestVersions, StoreError> {
        let rows = self.rows(sqlx::query(NEWEST).bind(case.to_string()).bind(revision)).await?;
        let mut all = NewestVersions::default();
        for row in &rows {
            let (id, noun): (String, &str) = (row.try_get("id")?, row.try_get("noun")?);
            let corrupt = |Reason(reason)| StoreError::Corrupt { table: "version", id: id.clone(), reason };
            let noun = column("noun", Noun::parse(noun)).map_err(corrupt)?;
            let newest = Newest {
                version: row.try_get("number")?,
                revision: row.try_get("revision")?,
                recorded_at: moment("at", row.try_get("recorded_at")?).map_err(corrupt)?,
                changed_at: moment("at", row.try_get("changed_at")?).map_err(corrupt)?,
                is_withdrawn: row.try_get("is_withdrawn")?,
            };
            all.0.entry(noun).or_default().insert(id, newest);
        }
        Ok(all)
    }
}
