//! Sessions: browsers that are signed in.

use sqlx::Row as _;

use super::{
    Editor, Store, StoreError, audit,
    columns::{Reason, column, moment},
    people,
    writer::Commit,
};
use crate::domain::{
    id::PersonId,
    person::{Person, Stage},
};

/// A browser that is, or was, signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Names it in the list of sessions.
    pub id: String,
    /// Whose it is.
    pub person: Person,
    /// How far it has come.
    pub stage: Stage,
    /// When it began.
    pub created_at: jiff::Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: jiff::Timestamp,
    /// When somebody ended it; `None`: it ends by itself.
    pub ended_at: Option<jiff::Timestamp>,
    /// What the browser called itself, shortened.
    pub browser: String,
}

pub(super) const SESSION: &str = "
    select session.id as session_id, stage, session.created_at, seen_at, ended_at, browser,
           person.id, sign_in_name, name, is_admin, disabled_at
      from session
      join person on person.id = session.person_id
     where digest = $1";

pub(super) const BEGIN_SESSION: &str = "
    insert into session (digest, id, person_id, stage, created_at, seen_at, browser)
    values ($1, $2, $3, $4, $5, $5, $6)";

/// A session that is about to begin.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// SHA-256 of its cookie, 64 hexadecimal digits.
    pub digest: String,
    /// Names it in the list of sessions: a random slug.
    pub id: String,
    /// Whose it is.
    pub person: PersonId,
    /// How far it has come.
    pub stage: Stage,
    /// What the browser called itself, shortened.
    pub browser: String,
}

impl Store {
    /// Begins a session.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn begin_session(&self, editor: &Editor, session: NewSession) -> Result<(), StoreError> {
        let editor = editor.clone();
        self.writer
            .write(Commit::Shared, move |connection| {
                Box::pin(async move {
                    sqlx::query(BEGIN_SESSION)
                        .bind(&session.digest)
                        .bind(&session.id)
                        .bind(session.person.as_str())
                        .bind(session.stage.word())
                        .bind(editor.at.as_microsecond())
                        .bind(&session.browser)
                        .execute(&mut *connection)
                        .await?;
                    let changed = serde_json::json!({ "session": session.id, "stage": session.stage.word() });
                    let action = "session.begin";
                    let entry = audit::Entry { editor: &editor, action, of: None, changed: changed.to_string() };
                    audit::record(connection, entry).await
                })
            })
            .await
    }

    /// The session with this digest of its cookie, however old and whether it was ended or not.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn session(&self, digest: &str) -> Result<Option<Session>, StoreError> {
        let row = self.row(sqlx::query(SESSION).bind(digest.to_owned())).await?;
        row.map(|row| session(&row)).transpose()
    }
}

fn session(row: &sqlx::sqlite::SqliteRow) -> Result<Session, StoreError> {
    let id: String = row.try_get("session_id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "session", id: id.clone(), reason };
    let ended_at: Option<i64> = row.try_get("ended_at")?;
    Ok(Session {
        person: people::person(row)?,
        stage: column("stage", Stage::parse(row.try_get("stage")?)).map_err(corrupt)?,
        created_at: moment("created_at", row.try_get("created_at")?).map_err(corrupt)?,
        seen_at: moment("seen_at", row.try_get("seen_at")?).map_err(corrupt)?,
        ended_at: ended_at.map(|at| moment("ended_at", at)).transpose().map_err(corrupt)?,
        browser: row.try_get("browser")?,
        id: id.clone(),
    })
}
