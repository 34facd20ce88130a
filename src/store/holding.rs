//! Which cases may hold what a list over all cases asks for: found by indexes, before any of them is read.

use std::collections::HashSet;

use jiff::Timestamp;
use serde_json::json;
use sqlx::Row as _;

use super::{Store, StoreError};
use crate::domain::{id::CaseId, record::Noun};

/// The cases that were written between `$1` and `$2`, where these are given, and that have, now or once, of every entry
/// of `$3` (a noun and a list of ids) one of the records.
pub(super) const HOLDING: &str = r#"
    select one.id
      from "case" as one
     where ($1 is null or exists (
           select 1
             from audit_entry as written
            where written.case_id = one.id
              and written.at between $1 and $2))
       and not exists (
           select 1
             from json_each($3) as named
            where not exists (
                  select 1
                    from json_each(named.value -> 'ids') as id
                    join version as it
                      on it.case_id = one.id
                     and it.noun = named.value ->> 'noun'
                     and it.id = id.value
                     and it.number = 1))"#;

/// Records of which a case must have one to be of interest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Their noun.
    pub noun: Noun,
    /// Their ids.
    pub ids: Vec<String>,
}

impl Store {
    /// The cases that have, now or once, one of the records of every one of `named`, and that were written from the first to
    /// the second moment of `written`. Which of them somebody may see is not looked at.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn cases_holding(
        &self,
        named: &[Named],
        written: Option<(Timestamp, Timestamp)>,
    ) -> Result<HashSet<CaseId>, StoreError> {
        let named = named.iter().map(|it| json!({ "noun": it.noun.word(), "ids": it.ids }));
        let named = named.collect::<serde_json::Value>().to_string();
        let (from, to) = written.map(|(from, to)| (from.as_microsecond(), to.as_microsecond())).unzip();
        let rows = self.rows(sqlx::query(HOLDING).bind(from).bind(to).bind(named)).await?;
        let case = |row| -> Result<CaseId, StoreError> {
            let id: String = sqlx::sqlite::SqliteRow::try_get(row, "id")?;
            let corrupt = |_| StoreError::Corrupt { table: "case", id: id.clone(), reason: "id: NotASlug".to_owned() };
            CaseId::parse(&id).map_err(corrupt)
        };
        rows.iter().map(case).collect()
    }
}
