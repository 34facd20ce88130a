//! Tokens: what programs carry in the name of a person.

use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use super::{
    Editor, Store, StoreError, audit,
    columns::{Reason, column, moment, text},
    people,
    writer::Commit,
};
use crate::domain::{
    fault::FaultKind,
    id::{CaseId, PersonId, TokenId},
    person::Person,
    token::{Reach, Scope, TOKENS_MAX, Token},
};

pub(super) const TOKEN: &str = "
    select token.id as token_id, person_id, token.name as token_name, scopes, cases, token.created_at, expires_at,
           used_at, revoked_at, person.id, sign_in_name, person.name, is_admin, disabled_at
      from token
      join person on person.id = token.person_id
     where digest = $1";

pub(super) const TOKEN_CALLED: &str = "
    select token.id as token_id, person_id, token.name as token_name, scopes, cases, token.created_at, expires_at,
           used_at, revoked_at, person.id, sign_in_name, person.name, is_admin, disabled_at
      from token
      join person on person.id = token.person_id
     where token.id = $1";

pub(super) const TOKENS_OF: &str = "
    select id as token_id, person_id, name as token_name, scopes, cases, created_at, expires_at, used_at, revoked_at
      from token
     where person_id = $1
       and revoked_at is null
     order by created_at desc, id";

pub(super) const TOKENS_COUNT: &str = "
    select count(*)
      from token
     where person_id = $1
       and revoked_at is null";

pub(super) const ADD_TOKEN: &str = "
    insert into token (digest, id, person_id, name, scopes, cases, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)";

pub(super) const USED: &str = "
    update token
       set used_at = $2
     where id = $1
       and (used_at is null or used_at < $2)";

pub(super) const REVOKE: &str = "
    update token
       set revoked_at = $3
     where person_id = $1
       and id = $2
       and revoked_at is null";

pub(super) const REVOKE_ALL: &str = "
    update token
       set revoked_at = $2
     where person_id = $1
       and revoked_at is null";

impl Store {
    /// Keeps a new token; `digest` is the SHA-256 of its secret, 64 hexadecimal digits. Gives back what its person is
    /// `told`; where the request came before, what they were told then.
    ///
    /// # Errors
    /// `TooMany` where the person has [`TOKENS_MAX`] that nobody revoked. `Busy`, `Database`.
    pub async fn add_token(
        &self,
        editor: &Editor,
        digest: String,
        token: Token,
        told: String,
    ) -> Result<String, StoreError> {
        let editor = editor.clone();
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                add(connection, &editor, &digest, &token).await?;
                Ok(told)
            })
        })
        .await
    }

    /// The token with this digest, of use or not, with whose it is.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn token(&self, digest: &str) -> Result<Option<(Token, Person)>, StoreError> {
        let row = self.row(sqlx::query(TOKEN).bind(digest.to_owned())).await?;
        row.map(|row| Ok((token(&row)?, people::person(&row)?))).transpose()
    }

    /// The token with this id, of use or not, with whose it is.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn token_called(&self, id: &TokenId) -> Result<Option<(Token, Person)>, StoreError> {
        let row = self.row(sqlx::query(TOKEN_CALLED).bind(id.to_string())).await?;
        row.map(|row| Ok((token(&row)?, people::person(&row)?))).transpose()
    }

    /// The tokens of a person that nobody revoked, those included that have run out, the newest first.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn tokens_of(&self, person: &PersonId) -> Result<Vec<Token>, StoreError> {
        self.rows(sqlx::query(TOKENS_OF).bind(person.to_string())).await?.iter().map(token).collect()
    }

    /// Notes that a token was used. No act of anybody's, so the audit trail does not mention it.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn use_token(&self, id: TokenId, at: jiff::Timestamp) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query(USED).bind(id.as_str()).bind(at.as_microsecond()).execute(connection).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Ends a token of a person.
    ///
    /// # Errors
    /// `Gone` where they have no such token, or it was revoked. `Busy`, `Database`.
    pub async fn revoke_token(&self, editor: &Editor, person: &PersonId, id: &TokenId) -> Result<(), StoreError> {
        let (editor, person, id) = (editor.clone(), person.clone(), id.clone());
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                let query = sqlx::query(REVOKE).bind(person.as_str()).bind(id.as_str());
                let query = query.bind(editor.at.as_microsecond());
                if query.execute(&mut *connection).await?.rows_affected() == 0 {
                    return Err(StoreError::Gone);
                }
                let changed = serde_json::json!({ "token": id.as_str() }).to_string();
                let entry = audit::Entry { editor: &editor, action: "token.revoke", of: None, changed };
                audit::record(connection, entry).await
            })
        })
        .await
    }
}

/// Keeps a token in a transaction of the caller.
pub(super) async fn add(
    connection: &mut SqliteConnection,
    editor: &Editor,
    digest: &str,
    token: &Token,
) -> Result<(), StoreError> {
    let query = sqlx::query_scalar(TOKENS_COUNT).bind(token.person.as_str());
    let count: i64 = query.fetch_one(&mut *connection).await?;
    if usize::try_from(count).is_ok_and(|count| count >= TOKENS_MAX) {
        return Err(StoreError::TooMany("tokens"));
    }
    let scopes = serde_json::json!(token.reach.scopes.words());
    let ids = |cases: &std::collections::BTreeSet<CaseId>| cases.iter().map(CaseId::to_string).collect::<Vec<_>>();
    let cases = token.reach.cases.as_ref().map(ids);
    sqlx::query(ADD_TOKEN)
        .bind(digest)
        .bind(token.id.as_str())
        .bind(token.person.as_str())
        .bind(token.name.as_str())
        .bind(scopes.to_string())
        .bind(cases.as_ref().map(|cases| serde_json::json!(cases).to_string()))
        .bind(token.created_at.as_microsecond())
        .bind(token.expires_at.as_microsecond())
        .execute(&mut *connection)
        .await?;
    let changed = serde_json::json!({
        "token": token.id.as_str(),
        "scopes": scopes,
        "cases": cases,
        "expires_at": token.expires_at.to_string(),
    });
    audit::record(connection, audit::Entry { editor, action: "token.make", of: None, changed: changed.to_string() })
        .await
}

/// Ends all tokens of a person, in a transaction of the caller.
pub(super) async fn revoke_all(
    connection: &mut SqliteConnection,
    editor: &Editor,
    person: &PersonId,
) -> Result<(), StoreError> {
    let query = sqlx::query(REVOKE_ALL).bind(person.as_str()).bind(editor.at.as_microsecond());
    if query.execute(&mut *connection).await?.rows_affected() == 0 {
        return Ok(());
    }
    people::record(connection, editor, "token.revoke_all", person).await
}

fn token(row: &SqliteRow) -> Result<Token, StoreError> {
    let id: String = row.try_get("token_id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "token", id: id.clone(), reason };
    let scopes = list("scopes", row.try_get("scopes")?, Scope::parse).map_err(corrupt)?;
    let cases: Option<&str> = row.try_get("cases")?;
    let cases = cases.map(|cases| list("cases", cases, CaseId::parse)).transpose().map_err(corrupt)?;
    let [used_at, revoked_at] = [row.try_get("used_at")?, row.try_get("revoked_at")?];
    let ended = |name, at: Option<i64>| at.map(|at| moment(name, at)).transpose();
    Ok(Token {
        id: column("id", TokenId::parse(&id)).map_err(corrupt)?,
        person: column("person_id", PersonId::parse(row.try_get("person_id")?)).map_err(corrupt)?,
        name: text("name", row.try_get("token_name")?).map_err(corrupt)?,
        reach: Reach { scopes, cases },
        created_at: moment("created_at", row.try_get("created_at")?).map_err(corrupt)?,
        expires_at: moment("expires_at", row.try_get("expires_at")?).map_err(corrupt)?,
        used_at: ended("used_at", used_at).map_err(corrupt)?,
        revoked_at: ended("revoked_at", revoked_at).map_err(corrupt)?,
    })
}

/// Reads a JSON list of words or ids.
fn list<T, C: FromIterator<T>>(
    name: &'static str,
    held: &str,
    read: impl Fn(&str) -> Result<T, FaultKind>,
) -> Result<C, Reason> {
    let words: Vec<String> = serde_json::from_str(held).map_err(|_| Reason(format!("{name}: cannot be read")))?;
    words.iter().map(|word| column(name, read(word))).collect()
}
