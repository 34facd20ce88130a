//! The writes that concern one question or one source: those of its own record and of what speaks of it.

use sqlx::Row as _;

use super::{
    Store, StoreError,
    columns::{Reason, moment},
};
use crate::domain::{id::CaseId, record::Noun};

/// The newest `$4` writes to the case `$1` that changed, at any time, a record that concerns the record `$3` of noun `$2`:
/// itself; of a question its claims and judgements; of a source the claims with it on their chain and the documents that
/// it published.
pub(super) const CONCERNING: &str = "
    with own as (
        select distinct noun, id
          from version
         where case_id = $1
           and ((noun = $2 and id = $3)
                or ($2 = 'question' and noun in ('claim', 'assessment') and body ->> 'question_id' = $3)
                or ($2 = 'source' and noun = 'document' and body ->> 'publisher_id' = $3)
                or ($2 = 'source'
                    and noun = 'claim'
                    and exists (select 1
                                  from json_each(body -> 'chain') as link
                                 where link.value = $3))))
    select it.revision,
           (select entry.at
              from audit_entry as entry
             where entry.case_id = $1
               and entry.revision = it.revision
             order by entry.number
             limit 1) as at
      from own
      join version as it
        on it.case_id = $1
       and it.noun = own.noun
       and it.id = own.id
     group by it.revision
     order by it.revision desc
     limit $4";

/// A write to a case: its revision and its moment.
pub type Written = (i64, jiff::Timestamp);

impl Store {
    /// The newest writes to `case` that concern the record called `id`, the newest first, at most `most`. One pass through the
    /// versions of the case.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn writes_concerning(
        &self,
        case: &CaseId,
        noun: Noun,
        id: &str,
        most: u32,
    ) -> Result<Vec<Written>, StoreError> {
        let query = sqlx::query(CONCERNING).bind(case.to_string()).bind(noun.word()).bind(id.to_owned()).bind(most);
        let rows = self.rows(query).await?;
        let write = |row: &sqlx::sqlite::SqliteRow| -> Result<Written, StoreError> {
            let revision: i64 = row.try_get("revision")?;
            let corrupt =
                |Reason(reason)| StoreError::Corrupt { table: "audit_entry", id: revision.to_string(), reason };
            Ok((revision, moment("at", row.try_get("at")?).map_err(corrupt)?))
        };
        rows.iter().map(write).collect()
    }
}
