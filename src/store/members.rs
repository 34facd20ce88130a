//! Members: who has which part in which case.

use serde_json::{Value, json};
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use super::{
    Editor, Store, StoreError, audit, cases,
    columns::{Reason, column, moment},
    people,
    writer::Commit,
};
use crate::domain::{
    id::{CaseId, PersonId},
    person::{Flags, Membership, Person, Role},
};

pub(super) const MEMBERSHIP: &str = "
    select case_id, person_id, role, sees_identity, may_export, may_assess, until, is_emergency
      from membership
     where case_id = $1
       and person_id = $2
       and (until is null or until > $3)";

pub(super) const MEMBERSHIPS: &str = "
    select case_id, person_id, role, sees_identity, may_export, may_assess, until, is_emergency
      from membership
     where person_id = $1
       and (until is null or until > $2)
     order by case_id";

pub(super) const SET_MEMBERSHIP: &str = "
    insert into membership (case_id, person_id, role, sees_identity, may_export, may_assess, until, is_emergency,
                            version)
    values ($1, $2, $3, $4, $5, $6, $7, $8,
            (select count(*) + 1
               from audit_entry
              where case_id = $1
                and action like 'membership.%'
                and changed ->> 'person' = $2))
        on conflict (case_id, person_id) do update
       set role = excluded.role, sees_identity = excluded.sees_identity, may_export = excluded.may_export,
           may_assess = excluded.may_assess, until = excluded.until, is_emergency = excluded.is_emergency,
           version = excluded.version
 returning version";

pub(super) const MEMBERS: &str = "
    select case_id, person_id, role, sees_identity, may_export, may_assess, until, is_emergency,
           id, sign_in_name, name, is_admin, disabled_at, membership.version as version
      from membership
      join person on person.id = membership.person_id
     where case_id = $1
       and (until is null or until > $2)
     order by sign_in_name";

pub(super) const IS_ANOTHER_OWNER: &str = "
    select exists (
        select 1
          from membership
          join person on person.id = membership.person_id
         where case_id = $1
           and person_id <> $2
           and role = 'owner'
           and until is null
           and disabled_at is null)";

pub(super) const REMOVE_MEMBERSHIP: &str = "
    delete from membership
     where case_id = $1
       and person_id = $2";

pub(super) const VERSION: &str = "
    select version
      from membership
     where case_id = $1
       and person_id = $2
       and (until is null or until > $3)";

/// Somebody with a part in a case.
#[derive(Debug, Clone)]
pub struct Member {
    /// The part.
    pub membership: Membership,
    /// Who.
    pub person: Person,
    /// How often the part was given, changed or taken away; it never comes back.
    pub version: i64,
}

/// What part somebody must have for it to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartBefore {
    /// Whichever, or none.
    Any,
    /// None.
    None,
    /// The one at this version.
    At(i64),
}

/// What became of a membership, as the audit trail of its case says it.
enum Act<'a> {
    Set(&'a Membership),
    Emergency(&'a Membership),
    Remove(&'a CaseId, &'a PersonId),
}

impl Store {
    /// Gives a person a part in a case, or another one, whichever they have.
    ///
    /// # Errors
    /// As [`Store::change_membership`].
    pub async fn set_membership(&self, editor: &Editor, membership: Membership) -> Result<(), StoreError> {
        self.change_membership(editor, membership, PartBefore::Any).await.map(|_| ())
    }

    /// Gives a person a part in a case, or another one, where the one they have is as it must be. Says which version it is
    /// at then.
    ///
    /// # Errors
    /// `Gone` where there is no such case, or no part that must be there; `Taken` where there is one that must not be;
    /// `OtherVersion` where it is at another one. `Last` where the case would lose its last owner. `Busy`, `Database`.
    pub async fn change_membership(
        &self,
        editor: &Editor,
        membership: Membership,
        before: PartBefore,
    ) -> Result<i64, StoreError> {
        let editor = editor.clone();
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                let Membership { case, person, role, until, .. } = &membership;
                cases::revision(connection, case).await?;
                check(connection, (case, person), editor.at, before).await?;
                if *role != Role::Owner || until.is_some() {
                    keep_an_owner(connection, case, person, editor.at).await?;
                }
                set(connection, &editor, &membership).await
            })
        })
        .await
    }

    /// Lets an administrator read a case until the moment `until`, and gives that back: of an earlier request with the
    /// same key, that of the earlier one. The reason is the editor's; the case's trail has it.
    ///
    /// # Errors
    /// `Gone` where there is no such case, `Taken` where they have a part in it. `Busy`, `Database`.
    pub async fn enter_in_emergency(
        &self,
        editor: &Editor,
        case: &CaseId,
        person: &PersonId,
        until: jiff::Timestamp,
    ) -> Result<jiff::Timestamp, StoreError> {
        let editor = editor.clone();
        let (case, person, end) = (case.clone(), person.clone(), until.as_microsecond());
        let (role, flags, until_then) = (Role::Viewer, Flags::default(), Some(until));
        let membership = Membership { case, person, role, flags, until: until_then, is_emergency: true };
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                if standing(connection, &membership.case, &membership.person, editor.at).await?.is_some() {
                    return Err(StoreError::Taken("membership"));
                }
                cases::revision(connection, &membership.case).await?;
                put(connection, &membership).await?;
                record(connection, &editor, Act::Emergency(&membership)).await?;
                Ok(end)
            })
        })
        .await
        .map(|micros| jiff::Timestamp::from_microsecond(micros).unwrap_or(until))
    }

    /// Takes a person's part in a case away.
    ///
    /// # Errors
    /// `Gone` where they have none, `OtherVersion` where it is not as it must be, `Last` where the case would lose its last
    /// owner. `Busy`, `Database`.
    pub async fn remove_membership(
        &self,
        editor: &Editor,
        case: &CaseId,
        person: &PersonId,
        before: PartBefore,
    ) -> Result<(), StoreError> {
        let (editor, case, person) = (editor.clone(), case.clone(), person.clone());
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                check(connection, (&case, &person), editor.at, before).await?;
                keep_an_owner(connection, &case, &person, editor.at).await?;
                let query = sqlx::query(REMOVE_MEMBERSHIP).bind(case.as_str()).bind(person.as_str());
                if query.execute(&mut *connection).await?.rows_affected() == 0 {
                    return Err(StoreError::Gone);
                }
                record(connection, &editor, Act::Remove(&case, &person)).await
            })
        })
        .await
    }

    /// Everybody with a part in `case` at the moment `at`, in order of sign-in name.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn members(&self, case: &CaseId, at: jiff::Timestamp) -> Result<Vec<Member>, StoreError> {
        let query = sqlx::query(MEMBERS).bind(case.as_str()).bind(at.as_microsecond());
        let rows = self.rows(query).await?;
        let member = |row: &SqliteRow| {
            Ok(Member { membership: membership(row)?, person: people::person(row)?, version: row.try_get("version")? })
        };
        rows.iter().map(member).collect()
    }

    /// The part `person` has in `case` at the moment `at`, `None` where they have none or it has ended.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn membership(
        &self,
        case: &CaseId,
        person: &PersonId,
        at: jiff::Timestamp,
    ) -> Result<Option<Membership>, StoreError> {
        let query = sqlx::query(MEMBERSHIP).bind(case.to_string()).bind(person.to_string()).bind(at.as_microsecond());
        self.row(query).await?.map(|row| membership(&row)).transpose()
    }

    /// The parts `person` has in all cases at the moment `at`, in order of case.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn memberships(&self, person: &PersonId, at: jiff::Timestamp) -> Result<Vec<Membership>, StoreError> {
        let query = sqlx::query(MEMBERSHIPS).bind(person.to_string()).bind(at.as_microsecond());
        self.rows(query).await?.iter().map(membership).collect()
    }
}

/// The part `person` has in `case` at the moment `at`, as the writer sees it.
async fn standing(
    connection: &mut SqliteConnection,
    case: &CaseId,
    person: &PersonId,
    at: jiff::Timestamp,
) -> Result<Option<Membership>, StoreError> {
    let query = sqlx::query(MEMBERSHIP).bind(case.as_str()).bind(person.as_str()).bind(at.as_microsecond());
    query.fetch_optional(connection).await?.map(|row| membership(&row)).transpose()
}

/// Refuses to go on where the part of somebody in a case is not as it must be.
async fn check(
    connection: &mut SqliteConnection,
    (case, person): (&CaseId, &PersonId),
    at: jiff::Timestamp,
    before: PartBefore,
) -> Result<(), StoreError> {
    if before == PartBefore::Any {
        return Ok(());
    }
    let query = sqlx::query_scalar(VERSION).bind(case.as_str()).bind(person.as_str()).bind(at.as_microsecond());
    let version: Option<i64> = query.fetch_optional(connection).await?;
    match (before, version) {
        (PartBefore::Any, _) | (PartBefore::None, None) => Ok(()),
        (PartBefore::None, Some(_)) => Err(StoreError::Taken("membership")),
        (PartBefore::At(_), None) => Err(StoreError::Gone),
        (PartBefore::At(needed), Some(version)) if needed == version => Ok(()),
        (PartBefore::At(_), Some(version)) => Err(StoreError::OtherVersion(version)),
    }
}

/// Refuses to go on where `person` is the last owner of `case`.
async fn keep_an_owner(
    connection: &mut SqliteConnection,
    case: &CaseId,
    person: &PersonId,
    at: jiff::Timestamp,
) -> Result<(), StoreError> {
    let is_owner = standing(connection, case, person, at).await?.is_some_and(|own| own.role == Role::Owner);
    if !is_owner {
        return Ok(());
    }
    let query = sqlx::query_scalar(IS_ANOTHER_OWNER).bind(case.as_str()).bind(person.as_str());
    let is_another: bool = query.fetch_one(connection).await?;
    if is_another { Ok(()) } else { Err(StoreError::Last("owner")) }
}

/// Gives a person a part in a case, within the transaction under way, and says which version it is at then.
pub(super) async fn set(
    connection: &mut SqliteConnection,
    editor: &Editor,
    membership: &Membership,
) -> Result<i64, StoreError> {
    let version = put(connection, membership).await?;
    record(connection, editor, Act::Set(membership)).await?;
    Ok(version)
}

async fn put(connection: &mut SqliteConnection, membership: &Membership) -> Result<i64, StoreError> {
    let Membership { case, person, role, flags, until, is_emergency } = membership;
    let version = sqlx::query_scalar(SET_MEMBERSHIP)
        .bind(case.as_str())
        .bind(person.as_str())
        .bind(role.word())
        .bind(flags.see_identity)
        .bind(flags.export)
        .bind(flags.assess)
        .bind(until.map(jiff::Timestamp::as_microsecond))
        .bind(is_emergency)
        .fetch_one(connection)
        .await?;
    Ok(version)
}

/// The entry stands in the trail of the case, at the revision it has: who may see a case is no part of its records.
async fn record(connection: &mut SqliteConnection, editor: &Editor, act: Act<'_>) -> Result<(), StoreError> {
    let (action, case, changed) = match act {
        Act::Set(membership) => ("membership.set", &membership.case, told(membership)),
        Act::Emergency(membership) => ("membership.emergency", &membership.case, told(membership)),
        Act::Remove(case, person) => ("membership.remove", case, json!({ "person": person.as_str() })),
    };
    let of = Some((case, cases::revision(connection, case).await?));
    audit::record(connection, audit::Entry { editor, action, of, changed: changed.to_string() }).await
}

fn told(Membership { person, role, flags, until, .. }: &Membership) -> Value {
    json!({
        "person": person.as_str(),
        "role": role.word(),
        "see_identity": flags.see_identity,
        "export": flags.export,
        "assess": flags.assess,
        "until": until.map(|until| until.to_string()),
    })
}

fn membership(row: &SqliteRow) -> Result<Membership, StoreError> {
    let case: String = row.try_get("case_id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "membership", id: case.clone(), reason };
    let until: Option<i64> = row.try_get("until")?;
    Ok(Membership {
        case: column("case_id", CaseId::parse(&case)).map_err(corrupt)?,
        person: column("person_id", PersonId::parse(row.try_get("person_id")?)).map_err(corrupt)?,
        role: column("role", Role::parse(row.try_get("role")?)).map_err(corrupt)?,
        flags: Flags {
            see_identity: row.try_get("sees_identity")?,
            export: row.try_get("may_export")?,
            assess: row.try_get("may_assess")?,
        },
        until: until.map(|at| moment("until", at)).transpose().map_err(corrupt)?,
        is_emergency: row.try_get("is_emergency")?,
    })
}
