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
    select case_id, person_id, role, sees_identity, may_export, may_assess, until
      from membership
     where case_id = $1
       and person_id = $2
       and (until is null or until > $3)";

pub(super) const MEMBERSHIPS: &str = "
    select case_id, person_id, role, sees_identity, may_export, may_assess, until
      from membership
     where person_id = $1
       and (until is null or until > $2)
     order by case_id";

pub(super) const SET_MEMBERSHIP: &str = "
    insert into membership (case_id, person_id, role, sees_identity, may_export, may_assess, until)
    values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (case_id, person_id) do update
       set role = excluded.role, sees_identity = excluded.sees_identity, may_export = excluded.may_export,
           may_assess = excluded.may_assess, until = excluded.until";

pub(super) const MEMBERS: &str = "
    select case_id, person_id, role, sees_identity, may_export, may_assess, until,
           id, sign_in_name, name, is_admin, disabled_at
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

/// What became of a membership, as the audit trail of its case says it.
enum Act<'a> {
    Set(&'a Membership),
    Emergency(&'a Membership),
    Remove(&'a CaseId, &'a PersonId),
}

impl Store {
    /// Gives a person a part in a case, or another one.
    ///
    /// # Errors
    /// `Gone` where there is no such case, `Last` where it would lose its last owner. `Busy`, `Database`.
    pub async fn set_membership(&self, editor: &Editor, membership: Membership) -> Result<(), StoreError> {
        let editor = editor.clone();
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                let Membership { case, person, role, until, .. } = &membership;
                revision(connection, case).await?;
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
        let membership = Membership { case, person, role: Role::Viewer, flags: Flags::default(), until: Some(until) };
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                if standing(connection, &membership.case, &membership.person, editor.at).await?.is_some() {
                    return Err(StoreError::Taken("membership"));
                }
                revision(connection, &membership.case).await?;
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
    /// `Gone` where they have none, `Last` where the case would lose its last owner. `Busy`, `Database`.
    pub async fn remove_membership(&self, editor: &Editor, case: &CaseId, person: &PersonId) -> Result<(), StoreError> {
        let (editor, case, person) = (editor.clone(), case.clone(), person.clone());
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
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
    pub async fn members(&self, case: &CaseId, at: jiff::Timestamp) -> Result<Vec<(Membership, Person)>, StoreError> {
        let query = sqlx::query(MEMBERS).bind(case.as_str()).bind(at.as_microsecond());
        let rows = self.rows(query).await?;
        rows.iter().map(|row| Ok((membership(row)?, people::person(row)?))).collect()
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

/// Gives a person a part in a case, within the transaction under way.
pub(super) async fn set(
    connection: &mut SqliteConnection,
    editor: &Editor,
    membership: &Membership,
) -> Result<(), StoreError> {
    put(connection, membership).await?;
    record(connection, editor, Act::Set(membership)).await
}

async fn put(connection: &mut SqliteConnection, membership: &Membership) -> Result<(), StoreError> {
    let Membership { case, person, role, flags, until } = membership;
    sqlx::query(SET_MEMBERSHIP)
        .bind(case.as_str())
        .bind(person.as_str())
        .bind(role.word())
        .bind(flags.see_identity)
        .bind(flags.export)
        .bind(flags.assess)
        .bind(until.map(jiff::Timestamp::as_microsecond))
        .execute(connection)
        .await?;
    Ok(())
}

async fn revision(connection: &mut SqliteConnection, case: &CaseId) -> Result<i64, StoreError> {
    let query = sqlx::query_as(cases::STANDING).bind(case.as_str());
    let standing: Option<(i64, String)> = query.fetch_optional(connection).await?;
    standing.map(|(revision, _)| revision).ok_or(StoreError::Gone)
}

/// The entry stands in the trail of the case, at the revision it has: who may see a case is no part of its records.
async fn record(connection: &mut SqliteConnection, editor: &Editor, act: Act<'_>) -> Result<(), StoreError> {
    let (action, case, changed) = match act {
        Act::Set(membership) => ("membership.set", &membership.case, told(membership)),
        Act::Emergency(membership) => ("membership.emergency", &membership.case, told(membership)),
        Act::Remove(case, person) => ("membership.remove", case, json!({ "person": person.as_str() })),
    };
    let of = Some((case, revision(connection, case).await?));
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
    })
}
