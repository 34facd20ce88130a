//! Activity: what was written to cases, newest first, with the records each write changed.

use std::collections::HashMap;

use serde::Serialize;
use sqlx::{Row as _, sqlite::SqliteRow};

use super::{
    Store, StoreError,
    acts::CaseAct,
    columns::{Reason, column, moment, optional_text, text},
    history::{Author, Through, author, through},
};
use crate::domain::{
    id::{CaseId, PersonId},
    record::{Noun, RecordId},
    text::Text,
};

/// The most records named of one write.
pub const NAMED_MAX: u32 = 6;

/// The writes to the cases in `$1`, of those of a person to the cases in `$2` alone, by noun, between two moments, from
/// one place in the order on. The acts on members and webhooks of the cases in `$2` are among them; they change no
/// record. A write is the first entry at its revision.
pub(super) const ACTIVITY: &str = "
    select entry.at, entry.actor, entry.case_id, entry.revision, entry.why, person.id as person_id,
           person.name as person_name, token.id as through, token.name as through_name,
           entry.action, entry.changed, affected.name as affected,
           (select count(*)
              from version
             where version.case_id = entry.case_id
               and version.revision = entry.revision) as changes,
           (select count(*)
              from audit_entry as earlier
             where earlier.case_id = entry.case_id
               and earlier.revision = entry.revision
               and earlier.number <= entry.number) as nth
      from audit_entry as entry
      left join person
        on entry.actor = 'person:' || person.id
      left join token
        on token.id = entry.changed ->> 'through'
      left join person as affected
        on entry.action like 'membership.%'
       and affected.id = entry.changed ->> 'person'
     where entry.case_id in (select item.value from jsonb_each($1) as item)
       and (entry.number = (select min(first.number)
                              from audit_entry as first
                             where first.case_id = entry.case_id
                               and first.revision = entry.revision)
            or ((entry.action like 'membership.%' or entry.action like 'webhook.%')
                and $4 is null
                and entry.case_id in (select item.value from jsonb_each($2) as item)))
       and ($3 is null or (entry.actor = $3 and entry.case_id in (select item.value from jsonb_each($2) as item)))
       and ($4 is null or exists (select 1
                                    from version
                                   where version.case_id = entry.case_id
                                     and version.revision = entry.revision
                                     and version.noun = $4))
       and entry.at >= $5
       and entry.at <= $6
       and (entry.at < $7
            or (entry.at = $7 and (entry.case_id > $8 or (entry.case_id = $8 and entry.revision < $9)))
            or (entry.at = $7
                and entry.case_id = $8
                and entry.revision = $9
                and (select count(*)
                       from audit_entry as earlier
                      where earlier.case_id = entry.case_id
                        and earlier.revision = entry.revision
                        and earlier.number <= entry.number) < $10))
     order by entry.at desc, entry.case_id, entry.revision desc, entry.number desc
     limit $11";

/// The first records that each write in `$1` changed.
pub(super) const CHANGED: &str = "
    select case_id, revision, noun, id, number, is_withdrawn
      from (select version.case_id, version.revision, version.noun, version.id, version.number, version.is_withdrawn,
                   row_number() over (partition by version.case_id, version.revision
                                          order by version.noun, version.id) as place
              from jsonb_each($1) as item
              join version
                on version.case_id = item.value ->> 'case'
               and version.revision = item.value ->> 'revision') as changed
     where place <= $2
     order by case_id, revision, place";

/// Everybody who ever wrote to a case.
pub(super) const AUTHORS: &str = "
    select id, name
      from person
     where 'person:' || id in (select actor from audit_entry where case_id = $1)
     order by name, id";

/// Which writes somebody looks at.
#[derive(Debug, Clone, Default)]
pub struct ActivityFilter {
    /// In these cases.
    pub cases: Vec<CaseId>,
    /// The cases in which they may know who wrote.
    pub named: Vec<CaseId>,
    /// Of this person.
    pub person: Option<PersonId>,
    /// That changed records of this noun.
    pub noun: Option<Noun>,
    /// From this moment on.
    pub from: Option<jiff::Timestamp>,
    /// Up to this moment.
    pub to: Option<jiff::Timestamp>,
    /// Those after this one, in the order of the list.
    pub after: Option<ActivityPlace>,
}

/// A place in the list of writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityPlace {
    /// When, in microseconds since 1970.
    pub micros: i64,
    /// To which case.
    pub case: CaseId,
    /// The revision it was brought to.
    pub revision: i64,
    /// 1 for the write that brought that revision, more for what was done to members and webhooks since.
    pub nth: i64,
}

/// A write to a case.
#[derive(Debug, Clone)]
pub struct Activity {
    /// Its place in the list.
    pub place: ActivityPlace,
    /// When.
    pub at: jiff::Timestamp,
    /// Who.
    pub author: Author,
    /// The token that it came through; `None` where somebody was there in person.
    pub through: Option<Through>,
    /// Why, in their words.
    pub why: Option<Text>,
    /// The number of records changed.
    pub changes: usize,
    /// The first of them.
    pub changed: Vec<Changed>,
    /// What became of a member or a webhook, where it was that.
    pub act: Option<CaseAct>,
}

/// A record that a write changed.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The record.
    pub record: RecordId,
    /// Whether it was new.
    pub is_new: bool,
    /// Whether it was withdrawn.
    pub is_withdrawn: bool,
}

#[derive(Serialize)]
struct Write<'a> {
    case: &'a str,
    revision: i64,
}

impl Store {
    /// What was written to cases, newest first, at most `most`.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn activity(&self, filter: &ActivityFilter, most: u32) -> Result<Vec<Activity>, StoreError> {
        let ids = |cases: &[CaseId]| cases.iter().map(CaseId::as_str).collect::<serde_json::Value>().to_string();
        let micros = |at: Option<jiff::Timestamp>, or: i64| at.map_or(or, jiff::Timestamp::as_microsecond);
        let (at, case, revision, nth) = match &filter.after {
            Some(after) => (after.micros, after.case.to_string(), after.revision, after.nth),
            None => (i64::MAX, String::new(), 0, 0),
        };
        let query = sqlx::query(ACTIVITY)
            .bind(ids(&filter.cases))
            .bind(ids(&filter.named))
            .bind(filter.person.as_ref().map(|person| format!("person:{person}")))
            .bind(filter.noun.map(Noun::word))
            .bind(micros(filter.from, i64::MIN))
            .bind(micros(filter.to, i64::MAX))
            .bind(at)
            .bind(case)
            .bind(revision)
            .bind(nth)
            .bind(most);
        let rows = self.rows(query).await?;
        let mut found = rows.iter().map(activity).collect::<Result<Vec<_>, _>>()?;
        let written = found.iter().filter(|it| it.act.is_none());
        let writes: Vec<Write<'_>> =
            written.map(|it| Write { case: it.place.case.as_str(), revision: it.place.revision }).collect();
        let writes = serde_json::json!(writes).to_string();
        let rows = self.rows(sqlx::query(CHANGED).bind(writes).bind(NAMED_MAX)).await?;
        let mut changed: HashMap<(String, i64), Vec<Changed>> = HashMap::new();
        for row in &rows {
            let write = (row.try_get("case_id")?, row.try_get("revision")?);
            changed.entry(write).or_default().push(changed_record(row)?);
        }
        for it in found.iter_mut().filter(|it| it.act.is_none()) {
            let write = (it.place.case.to_string(), it.place.revision);
            it.changed = changed.remove(&write).unwrap_or_default();
        }
        Ok(found)
    }

    /// Everybody who ever wrote to `case`, by name.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn authors(&self, case: &CaseId) -> Result<Vec<(PersonId, Text)>, StoreError> {
        let rows = self.rows(sqlx::query(AUTHORS).bind(case.to_string())).await?;
        let person = |row: &SqliteRow| {
            let id: String = row.try_get("id")?;
            let corrupt = |Reason(reason)| StoreError::Corrupt { table: "person", id: id.clone(), reason };
            let name = text("name", row.try_get("name")?).map_err(corrupt)?;
            Ok((column("id", PersonId::parse(&id)).map_err(corrupt)?, name))
        };
        rows.iter().map(person).collect()
    }
}

fn activity(row: &SqliteRow) -> Result<Activity, StoreError> {
    let case: String = row.try_get("case_id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "audit_entry", id: case.clone(), reason };
    let (micros, changes): (i64, i64) = (row.try_get("at")?, row.try_get("changes")?);
    let act = CaseAct::of(row).map_err(corrupt)?;
    Ok(Activity {
        place: ActivityPlace {
            micros,
            case: column("case_id", CaseId::parse(&case)).map_err(corrupt)?,
            revision: row.try_get("revision")?,
            nth: row.try_get("nth")?,
        },
        at: moment("at", micros).map_err(corrupt)?,
        author: author(row).map_err(corrupt)?,
        through: through(row).map_err(corrupt)?,
        why: optional_text("why", row.try_get("why")?).map_err(corrupt)?,
        changes: if act.is_some() { 0 } else { usize::try_from(changes).unwrap_or(0) },
        changed: Vec::new(),
        act,
    })
}

fn changed_record(row: &SqliteRow) -> Result<Changed, StoreError> {
    let (id, number): (String, i64) = (row.try_get("id")?, row.try_get("number")?);
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "version", id: id.clone(), reason };
    let noun = column("noun", Noun::parse(row.try_get("noun")?)).map_err(corrupt)?;
    Ok(Changed { is_new: number == 1, is_withdrawn: row.try_get("is_withdrawn")?, record: (noun, id) })
}
