//! Members: who has which part in which case.

use sqlx::{Row as _, sqlite::SqliteRow};

use super::{
    Editor, Store, StoreError, audit,
    columns::{Reason, column, moment},
    writer::Commit,
};
use crate::domain::{
    id::{CaseId, PersonId},
    person::{Flags, Membership, Role},
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

impl Store {
    /// Gives a person a part in a case, or another one.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn set_membership(&self, editor: &Editor, membership: Membership) -> Result<(), StoreError> {
        let editor = editor.clone();
        self.writer
            .write(Commit::Shared, move |connection| {
                Box::pin(async move {
                    let Membership { case, person, role, flags, until } = &membership;
                    sqlx::query(SET_MEMBERSHIP)
                        .bind(case.as_str())
                        .bind(person.as_str())
                        .bind(role.word())
                        .bind(flags.see_identity)
                        .bind(flags.export)
                        .bind(flags.assess)
                        .bind(until.map(jiff::Timestamp::as_microsecond))
                        .execute(&mut *connection)
                        .await?;
                    let changed = serde_json::json!({
                        "case": case.as_str(),
                        "person": person.as_str(),
                        "role": role.word(),
                        "see_identity": flags.see_identity,
                        "export": flags.export,
                        "assess": flags.assess,
                    });
                    let action = "membership.set";
                    let entry = audit::Entry { editor: &editor, action, of: None, changed: changed.to_string() };
                    audit::record(connection, entry).await
                })
            })
            .await
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
