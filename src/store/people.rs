//! People: their accounts.

use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use super::{
    Editor, NewSession, SecondFactor, Store, StoreError, audit,
    columns::{Reason, column, moment, text},
    second_factors, sessions, tokens,
    writer::Commit,
};
use crate::domain::{
    id::PersonId,
    likeness::do_names_read_the_same,
    person::{Person, SignInName},
    text::Text,
};

pub(super) const ADD_PERSON: &str = "
    insert into person (id, sign_in_name, name, is_admin, password, created_at)
    values ($1, $2, $3, $4, $5, $6)";

pub(super) const PEOPLE: &str = "
    select id, sign_in_name, name, is_admin, disabled_at, version
      from person
     order by sign_in_name";

pub(super) const ANYBODY: &str = "
    select exists (select 1 from person)";

pub(super) const CREDENTIALS: &str = "
    select id, sign_in_name, name, is_admin, disabled_at, version, password, secret, confirmed_at, last_step
      from person
      left join second_factor on second_factor.person_id = person.id
     where sign_in_name = $1";

pub(super) const CREDENTIALS_OF: &str = "
    select id, sign_in_name, name, is_admin, disabled_at, version, password, secret, confirmed_at, last_step
      from person
      left join second_factor on second_factor.person_id = person.id
     where id = $1";

pub(super) const SET_NAME: &str = "
    update person
       set name = $2, version = version + 1
     where id = $1";

pub(super) const VERSION: &str = "
    select version
      from person
     where id = $1";

pub(super) const OTHER_NAMES: &str = "
    select name
      from person
     where id <> $1";

pub(super) const SET_PASSWORD: &str = "
    update person
       set password = $2
     where id = $1";

pub(super) const SET_DISABLED: &str = "
    update person
       set disabled_at = $2, version = version + 1
     where id = $1";

pub(super) const SET_ADMIN: &str = "
    update person
       set is_admin = $2, version = version + 1
     where id = $1";

pub(super) const IS_ANOTHER_ADMIN: &str = "
    select exists (select 1 from person where is_admin = 1 and disabled_at is null and id <> $1)";

/// Somebody with what proves that it is them.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// Who.
    pub person: Person,
    /// The argon2 hash of their password.
    pub password: String,
    /// Their second factor, in force or not; `None` where they have none.
    pub second_factor: Option<SecondFactor>,
    /// The version of the account: as of [`Account`].
    pub version: i64,
}

/// Somebody with an account.
#[derive(Debug, Clone)]
pub struct Account {
    /// Who.
    pub person: Person,
    /// Grows whenever their name, whether the account is open, or whether they manage people is set.
    pub version: i64,
}

/// What an administrator changes of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountChange {
    /// They can no longer sign in.
    Disable,
    /// They can again.
    Enable,
    /// They manage people.
    GiveAdmin,
    /// They no longer do.
    TakeAdmin,
}

impl Store {
    /// Makes an account; `password` is its argon2 hash.
    ///
    /// # Errors
    /// `Taken` where the sign-in name, the name or the id is. `Busy`, `Database`.
    pub async fn add_person(&self, editor: &Editor, person: Person, password: String) -> Result<(), StoreError> {
        let editor = editor.clone();
        self.writer
            .write(move |connection| Box::pin(async move { add(connection, &editor, &person, &password).await }))
            .await
    }

    /// Everybody with an account, open or closed, in order of sign-in name.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn people(&self) -> Result<Vec<Account>, StoreError> {
        let account = |row: &SqliteRow| Ok(Account { person: person(row)?, version: row.try_get("version")? });
        self.rows(sqlx::query(PEOPLE)).await?.iter().map(account).collect()
    }

    /// Whether anybody has an account.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn has_people(&self) -> Result<bool, StoreError> {
        self.scalar(sqlx::query(ANYBODY)).await
    }

    /// What proves that somebody is the one who signs in with `name`; `None` where nobody does.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn credentials(&self, name: &SignInName) -> Result<Option<Credentials>, StoreError> {
        let row = self.row(sqlx::query(CREDENTIALS).bind(name.as_str())).await?;
        row.map(|row| credentials(&row)).transpose()
    }

    /// The same of the person called `id`.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn credentials_of(&self, id: &PersonId) -> Result<Option<Credentials>, StoreError> {
        let row = self.row(sqlx::query(CREDENTIALS_OF).bind(id.as_str())).await?;
        row.map(|row| credentials(&row)).transpose()
    }

    /// Gives a person another name, and says which version the account is at then. `began_from`: the one it must be at, if
    /// any.
    ///
    /// # Errors
    /// `Taken` where somebody else signs with it, `OtherVersion`. `Busy`, `Database`.
    pub async fn rename_person(
        &self,
        editor: &Editor,
        person: &PersonId,
        name: Text,
        began_from: Option<i64>,
    ) -> Result<i64, StoreError> {
        let (editor, person) = (editor.clone(), person.clone());
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                check_version(connection, &person, began_from).await?;
                keep_apart(connection, &person, &name).await?;
                sqlx::query(SET_NAME).bind(person.as_str()).bind(name.as_str()).execute(&mut *connection).await?;
                record(connection, &editor, "person.rename", &person).await?;
                version(connection, &person).await
            })
        })
        .await
    }

    /// Gives a person another password, of which `hash` is the argon2 hash, and ends all their sessions; `renewed`
    /// begins in place of the one it was done in.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn set_password(
        &self,
        editor: &Editor,
        person: &PersonId,
        hash: String,
        renewed: Option<NewSession>,
    ) -> Result<(), StoreError> {
        let (editor, person) = (editor.clone(), person.clone());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    put_password(connection, &editor, &person, &hash).await?;
                    match renewed {
                        Some(session) => sessions::begin(connection, &editor, session).await,
                        None => Ok(()),
                    }
                })
            })
            .await
    }

    /// Closes or opens an account, gives or takes the managing of people: all of `changes`, or none. Each ends their
    /// sessions, and closing an account ends their tokens: opened again, it has none. Says which version the account is at
    /// then; `began_from`: the one it must be at, if any.
    ///
    /// # Errors
    /// `Last` where nobody else would manage people, `OtherVersion`. `Busy`, `Database`.
    pub async fn change_account(
        &self,
        editor: &Editor,
        person: &PersonId,
        changes: Vec<AccountChange>,
        began_from: Option<i64>,
    ) -> Result<i64, StoreError> {
        let (editor, person) = (editor.clone(), person.clone());
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                check_version(connection, &person, began_from).await?;
                for change in changes {
                    put_change(connection, &editor, &person, change).await?;
                }
                version(connection, &person).await
            })
        })
        .await
    }
}

/// The version that an account is at.
async fn version(connection: &mut SqliteConnection, person: &PersonId) -> Result<i64, StoreError> {
    let query = sqlx::query_scalar(VERSION).bind(person.as_str());
    query.fetch_optional(connection).await?.ok_or(StoreError::Gone)
}

async fn check_version(
    connection: &mut SqliteConnection,
    person: &PersonId,
    needed: Option<i64>,
) -> Result<(), StoreError> {
    let version = version(connection, person).await?;
    match needed {
        Some(needed) if needed != version => Err(StoreError::OtherVersion(version)),
        _ => Ok(()),
    }
}

async fn put_change(
    connection: &mut SqliteConnection,
    editor: &Editor,
    person: &PersonId,
    change: AccountChange,
) -> Result<(), StoreError> {
    if matches!(change, AccountChange::Disable | AccountChange::TakeAdmin) {
        let query = sqlx::query_scalar(IS_ANOTHER_ADMIN).bind(person.as_str());
        let is_another: bool = query.fetch_one(&mut *connection).await?;
        if !is_another {
            return Err(StoreError::Last("administrator"));
        }
    }
    let now = editor.at.as_microsecond();
    let (query, action) = match change {
        AccountChange::Disable => (sqlx::query(SET_DISABLED).bind(person.as_str()).bind(Some(now)), "person.disable"),
        AccountChange::Enable => (sqlx::query(SET_DISABLED).bind(person.as_str()).bind(None::<i64>), "person.enable"),
        AccountChange::GiveAdmin => (sqlx::query(SET_ADMIN).bind(person.as_str()).bind(true), "person.give_admin"),
        AccountChange::TakeAdmin => (sqlx::query(SET_ADMIN).bind(person.as_str()).bind(false), "person.take_admin"),
    };
    query.execute(&mut *connection).await?;
    sessions::end_all(connection, editor, person).await?;
    if change == AccountChange::Disable {
        tokens::revoke_all(connection, editor, person).await?;
    }
    record(connection, editor, action, person).await
}

/// What [`StoreError::Taken`] says of a name that somebody else signs with.
pub const NAME_TAKEN: &str = "name";

/// Refuses a name that reads like that of somebody else: people sign judgements and changes with it.
async fn keep_apart(connection: &mut SqliteConnection, person: &PersonId, name: &Text) -> Result<(), StoreError> {
    let others: Vec<String> = sqlx::query_scalar(OTHER_NAMES).bind(person.as_str()).fetch_all(&mut *connection).await?;
    let is_taken = others.iter().any(|other| do_names_read_the_same(other, name.as_str()));
    if is_taken { Err(StoreError::Taken(NAME_TAKEN)) } else { Ok(()) }
}

/// Puts an account, in a transaction of the caller.
pub(super) async fn add(
    connection: &mut SqliteConnection,
    editor: &Editor,
    person: &Person,
    password: &str,
) -> Result<(), StoreError> {
    let added = sqlx::query(ADD_PERSON)
        .bind(person.id.as_str())
        .bind(person.sign_in_name.as_str())
        .bind(person.name.as_str())
        .bind(person.is_admin)
        .bind(password)
        .bind(editor.at.as_microsecond())
        .execute(&mut *connection)
        .await;
    added.map_err(|error| match &error {
        sqlx::Error::Database(refused) if refused.is_unique_violation() => StoreError::Taken("sign-in name"),
        _ => error.into(),
    })?;
    keep_apart(connection, &person.id, &person.name).await?;
    record(connection, editor, "person.add", &person.id).await
}

/// Puts a password and ends all sessions, in a transaction of the caller.
pub(super) async fn put_password(
    connection: &mut SqliteConnection,
    editor: &Editor,
    person: &PersonId,
    hash: &str,
) -> Result<(), StoreError> {
    sqlx::query(SET_PASSWORD).bind(person.as_str()).bind(hash).execute(&mut *connection).await?;
    sessions::end_all(connection, editor, person).await?;
    record(connection, editor, "person.password", person).await
}

/// The audit entry of an act on an account: names the person by id alone.
pub(super) async fn record(
    connection: &mut SqliteConnection,
    editor: &Editor,
    action: &'static str,
    person: &PersonId,
) -> Result<(), StoreError> {
    let changed = serde_json::json!({ "person": person.as_str() }).to_string();
    audit::record(connection, audit::Entry { editor, action, of: None, changed }).await
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

fn credentials(row: &SqliteRow) -> Result<Credentials, StoreError> {
    Ok(Credentials {
        person: person(row)?,
        password: row.try_get("password")?,
        second_factor: second_factors::second_factor(row)?,
        version: row.try_get("version")?,
    })
}
