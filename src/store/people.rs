//! People: their accounts.

use sqlx::{Row as _, sqlite::SqliteRow};

use super::{
    Editor, Store, StoreError, audit,
    columns::{Reason, column, moment, text},
    writer::Commit,
};
use crate::domain::{
    id::PersonId,
    person::{Person, SignInName},
};

pub(super) const ADD_PERSON: &str = "
    insert into person (id, sign_in_name, name, is_admin, password, created_at)
    values ($1, $2, $3, $4, $5, $6)";

pub(super) const PEOPLE: &str = "
    select id, sign_in_name, name, is_admin, disabled_at
      from person
     order by sign_in_name";

impl Store {
    /// Makes an account; `password` is its argon2 hash.
    ///
    /// # Errors
    /// `Taken` where the sign-in name or the id is. `Busy`, `Database`.
    pub async fn add_person(&self, editor: &Editor, person: Person, password: String) -> Result<(), StoreError> {
        let editor = editor.clone();
        self.writer
            .write(Commit::Shared, move |connection| {
                Box::pin(async move {
                    let added = sqlx::query(ADD_PERSON)
                        .bind(person.id.as_str())
                        .bind(person.sign_in_name.as_str())
                        .bind(person.name.as_str())
                        .bind(person.is_admin)
                        .bind(&password)
                        .bind(editor.at.as_microsecond())
                        .execute(&mut *connection)
                        .await;
                    added.map_err(|error| match &error {
                        sqlx::Error::Database(refused) if refused.is_unique_violation() => {
                            StoreError::Taken("sign-in name")
                        }
                        _ => error.into(),
                    })?;
                    let changed = serde_json::json!({ "person": person.id.as_str() }).to_string();
                    let entry = audit::Entry { editor: &editor, action: "person.add", of: None, changed };
                    audit::record(connection, entry).await
                })
            })
            .await
    }

    /// Everybody with an account, open or closed, in order of sign-in name.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn people(&self) -> Result<Vec<Person>, StoreError> {
        self.rows(sqlx::query(PEOPLE)).await?.iter().map(person).collect()
    }
}

/// Reads the columns of a person out of a row that may hold others beside them.
pub(super) fn person(row: &SqliteRow) -> Result<Person, StoreError> {
    let id: String = row.try_get("id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "person", id: id.clone(), reason };
    let disabled_at: Option<i64> = row.try_get("disabled_at")?;
    Ok(Person {
        id: column("id", PersonId::parse(&id)).map_err(corrupt)?,
        sign_in_name: column("sign_in_name", SignInName::parse(row.try_get("sign_in_name")?)).map_err(corrupt)?,
        name: text("name", row.try_get("name")?).map_err(corrupt)?,
        is_admin: row.try_get("is_admin")?,
        disabled_at: disabled_at.map(|at| moment("disabled_at", at)).transpose().map_err(corrupt)?,
    })
}
