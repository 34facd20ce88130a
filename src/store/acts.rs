//! Acts that are no writes of a case, as the trail tells them: what became of its members and its webhooks, emergency
//! access that is in force, and what was done to accounts outside cases.

use serde::{Deserialize, de::DeserializeOwned};
use sqlx::{Row as _, sqlite::SqliteRow};

use super::{
    Store, StoreError,
    columns::{Reason, column, moment, optional_text},
    history::{Author, Through, author, through},
};
use crate::domain::{
    id::{CaseId, WebhookId},
    person::{Flags, Role},
    text::Text,
    webhook::WebhookFate,
};

/// Emergency access to a case that is in force, the last begun first.
pub(super) const EMERGENCIES: &str = "
    select person.id, person.name, membership.until, entry.at, entry.why
      from membership
      join person
        on person.id = membership.person_id
      join audit_entry as entry
        on entry.case_id = membership.case_id
       and entry.number = (select max(newest.number)
                             from audit_entry as newest
                            where newest.case_id = membership.case_id
                              and newest.action = 'membership.emergency'
                              and newest.changed ->> 'person' = membership.person_id)
     where membership.case_id = $1
       and membership.is_emergency = 1
       and membership.until > $2
     order by entry.at desc, person.id";

/// The acts outside cases, newest first, from one place in the order on: the `$2`-th of those at the moment `$1`.
pub(super) const PEOPLE_ACTS: &str = "
    select entry.at, entry.actor, entry.action, person.id as person_id, person.name as person_name,
           token.id as through, token.name as through_name, affected.name as affected,
           (select count(*)
              from audit_entry as earlier
             where earlier.case_id is null
               and earlier.at = entry.at
               and earlier.number <= entry.number) as nth
      from audit_entry as entry
      left join person
        on entry.actor = 'person:' || person.id
      left join token
        on token.id = entry.changed ->> 'through'
      left join person as affected
        on affected.id = entry.changed ->> 'person'
     where entry.case_id is null
       and (entry.at < $1
            or (entry.at = $1
                and (select count(*)
                       from audit_entry as earlier
                      where earlier.case_id is null
                        and earlier.at = entry.at
                        and earlier.number <= entry.number) < $2))
     order by entry.at desc, entry.number desc
     limit $3";

/// An act on a case that changes none of its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseAct {
    /// On one of its members.
    Member(MemberAct),
    /// On one of its webhooks.
    Webhook(WebhookAct),
}

/// What became of a webhook of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookAct {
    /// Which.
    pub webhook: WebhookId,
    /// The host it leads to: the rest of its address may be a secret.
    pub host: Text,
    /// What it was.
    pub fate: WebhookFate,
}

/// What became of a member of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberAct {
    /// Who it is about, by name.
    pub name: Text,
    /// What it was.
    pub what: MemberChange,
}

/// A change of the part that somebody has in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberChange {
    /// They were given a part, or another one.
    Set(Role, Flags),
    /// They lost it.
    Removed,
    /// They were let in in an emergency, until then.
    Emergency(jiff::Timestamp),
}

/// Emergency access that is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emergency {
    /// Who may read, by name.
    pub name: Text,
    /// Since when.
    pub from: jiff::Timestamp,
    /// Until when.
    pub until: jiff::Timestamp,
    /// Why, in their words.
    pub why: Option<Text>,
}

/// An act outside cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonAct {
    /// Its place in the list.
    pub place: ActPlace,
    /// When.
    pub at: jiff::Timestamp,
    /// Who did it.
    pub author: Author,
    /// The token that it came through; `None` where somebody was there in person.
    pub through: Option<Through>,
    /// What, as the trail calls it, such as `person.add`.
    pub action: String,
    /// The account it is about, by name, where it is about one.
    pub affected: Option<Text>,
}

/// A place in the list of acts outside cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActPlace {
    /// When, in microseconds since 1970.
    pub micros: i64,
    /// Which of those at that moment, from 1.
    pub nth: i64,
}

/// What an entry on a member says.
#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    role: String,
    #[serde(default)]
    see_identity: bool,
    #[serde(default)]
    export: bool,
    #[serde(default)]
    assess: bool,
    until: Option<String>,
}

/// What an entry on a webhook says.
#[derive(Deserialize)]
struct WebhookSaid {
    webhook: String,
    host: String,
    #[serde(default)]
    paused: bool,
}

fn held(error: &sqlx::Error) -> Reason {
    Reason(format!("entry: {error}"))
}

fn said<S: DeserializeOwned>(row: &SqliteRow) -> Result<S, Reason> {
    let said: String = row.try_get("changed").map_err(|error| held(&error))?;
    serde_json::from_str(&said).map_err(|_| Reason("changed: cannot be read".to_owned()))
}

impl CaseAct {
    /// Reads it out of a row of the trail; `None` where the entry is one of a write.
    pub(super) fn of(row: &SqliteRow) -> Result<Option<Self>, Reason> {
        let action: String = row.try_get("action").map_err(|error| held(&error))?;
        Ok(match action.split_once('.') {
            Some(("membership", act)) => Some(Self::Member(MemberAct::of(row, act)?)),
            Some(("webhook", act)) => Some(Self::Webhook(WebhookAct::of(row, act)?)),
            _ => None,
        })
    }
}

impl WebhookAct {
    fn of(row: &SqliteRow, action: &str) -> Result<Self, Reason> {
        let WebhookSaid { webhook, host, paused } = said(row)?;
        let fate = match action {
            "add" => WebhookFate::Added,
            "secret" => WebhookFate::Secret,
            "remove" => WebhookFate::Removed,
            "change" if !paused => WebhookFate::Changed,
            _ => WebhookFate::Paused,
        };
        let webhook = column("webhook", WebhookId::parse(&webhook))?;
        Ok(Self { webhook, host: column("host", Text::note(&host))?, fate })
    }
}

impl MemberAct {
    fn of(row: &SqliteRow, action: &str) -> Result<Self, Reason> {
        let name: Option<String> = row.try_get("affected").map_err(|error| held(&error))?;
        let name = optional_text("name", name)?.ok_or_else(|| Reason("person: missing".to_owned()))?;
        let said: Said = said(row)?;
        let until = || said.until.as_deref().and_then(|until| until.parse().ok());
        let what = match action {
            "set" => {
                let flags = Flags { see_identity: said.see_identity, export: said.export, assess: said.assess };
                MemberChange::Set(column("role", Role::parse(&said.role))?, flags)
            }
            "emergency" => MemberChange::Emergency(until().ok_or_else(|| Reason("until: missing".to_owned()))?),
            _ => MemberChange::Removed,
        };
        Ok(Self { name, what })
    }
}

impl Store {
    /// The emergency access to `case` that is in force at the moment `at`.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn emergencies(&self, case: &CaseId, at: jiff::Timestamp) -> Result<Vec<Emergency>, StoreError> {
        let query = sqlx::query(EMERGENCIES).bind(case.to_string()).bind(at.as_microsecond());
        self.rows(query).await?.iter().map(emergency).collect()
    }

    /// What was done to accounts and outside cases, newest first, after the place `after`, at most `most`.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn people_acts(&self, after: Option<ActPlace>, most: u32) -> Result<Vec<PersonAct>, StoreError> {
        let ActPlace { micros, nth } = after.unwrap_or(ActPlace { micros: i64::MAX, nth: 0 });
        let query = sqlx::query(PEOPLE_ACTS).bind(micros).bind(nth).bind(most);
        self.rows(query).await?.iter().map(person_act).collect()
    }
}

fn emergency(row: &SqliteRow) -> Result<Emergency, StoreError> {
    let id: String = row.try_get("id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "membership", id: id.clone(), reason };
    let name = optional_text("name", row.try_get("name")?).map_err(corrupt)?;
    Ok(Emergency {
        name: name.ok_or_else(|| corrupt(Reason("name: missing".to_owned())))?,
        from: moment("at", row.try_get("at")?).map_err(corrupt)?,
        until: moment("until", row.try_get("until")?).map_err(corrupt)?,
        why: optional_text("why", row.try_get("why")?).map_err(corrupt)?,
    })
}

fn person_act(row: &SqliteRow) -> Result<PersonAct, StoreError> {
    let action: String = row.try_get("action")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "audit_entry", id: action.clone(), reason };
    let micros = row.try_get("at")?;
    Ok(PersonAct {
        place: ActPlace { micros, nth: row.try_get("nth")? },
        at: moment("at", micros).map_err(corrupt)?,
        author: author(row).map_err(corrupt)?,
        through: through(row).map_err(corrupt)?,
        affected: optional_text("name", row.try_get("affected")?).map_err(corrupt)?,
        action: action.clone(),
    })
}
