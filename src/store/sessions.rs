//! Sessions: browsers that are signed in.

use sqlx::{Row as _, SqliteConnection};

use super::{
    Editor, Store, StoreError, audit,
    columns::{Reason, column, moment},
    drafts::DRAFT_LIFE,
    people,
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

pub(super) const SESSIONS_OF: &str = "
    select session.id as session_id, stage, session.created_at, seen_at, ended_at, browser,
           person.id, sign_in_name, name, is_admin, disabled_at
      from session
      join person on person.id = session.person_id
     where person_id = $1
       and stage = 'signed-in'
       and ended_at is null
       and seen_at >= $2
       and session.created_at >= $3
     order by seen_at desc, session.id";

pub(super) const SEEN: &str = "
    update session
       set seen_at = $2
     where digest = $1
       and seen_at < $2
       and ended_at is null";

pub(super) const END_BY_DIGEST: &str = "
    update session
       set ended_at = $2
     where digest = $1
       and ended_at is null";

pub(super) const END_ONE: &str = "
    update session
       set ended_at = $3
     where person_id = $1
       and id = $2
       and ended_at is null";

pub(super) const END_OTHERS: &str = "
    update session
       set ended_at = $3
     where person_id = $1
       and id <> $2
       and ended_at is null";

/// Those that ended, or were used last, so long ago that no draft of theirs can be claimed.
pub(super) const FORGET_SESSIONS: &str = "
    delete from session
     where ended_at <= $1
        or seen_at <= $2";

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
    /// The digest of the session of the same browser that ends with it.
    pub replaces: Option<String>,
}

impl Store {
    /// Begins a session.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn begin_session(&self, editor: &Editor, session: NewSession) -> Result<(), StoreError> {
        let editor = editor.clone();
        self.writer.write(move |connection| Box::pin(async move { begin(connection, &editor, session).await })).await
    }

    /// The session with this digest of its cookie, however old and whether it was ended or not.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn session(&self, digest: &str) -> Result<Option<Session>, StoreError> {
        let row = self.row(sqlx::query(SESSION).bind(digest.to_owned())).await?;
        row.map(|row| session(&row)).transpose()
    }

    /// The sessions of a person that were not ended, used since `seen_since` and begun since `begun_since`, the one used
    /// last first.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn sessions_of(
        &self,
        person: &PersonId,
        seen_since: jiff::Timestamp,
        begun_since: jiff::Timestamp,
    ) -> Result<Vec<Session>, StoreError> {
        let query = sqlx::query(SESSIONS_OF).bind(person.as_str());
        let query = query.bind(seen_since.as_microsecond()).bind(begun_since.as_microsecond());
        self.rows(query).await?.iter().map(session).collect()
    }

    /// Notes that a session was used. No act of anybody's, so the audit trail does not mention it.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn see_session(&self, digest: String, at: jiff::Timestamp) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query(SEEN).bind(&digest).bind(at.as_microsecond()).execute(connection).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Forgets sessions that have been over for [`DRAFT_LIFE`]: until then, what somebody typed in one is kept for them.
    /// Unused, a session ends after `idle`.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn forget_sessions(&self, at: jiff::Timestamp, idle: jiff::SignedDuration) -> Result<(), StoreError> {
        let ended = at.saturating_sub(DRAFT_LIFE).unwrap_or(jiff::Timestamp::MIN);
        let seen = ended.saturating_sub(idle).unwrap_or(jiff::Timestamp::MIN);
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let query = sqlx::query(FORGET_SESSIONS).bind(ended.as_microsecond()).bind(seen.as_microsecond());
                    query.execute(connection).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Ends a session of a person.
    ///
    /// # Errors
    /// `Gone` where there is none to end. `Busy`, `Database`.
    pub async fn end_session(&self, editor: &Editor, person: &PersonId, id: &str) -> Result<(), StoreError> {
        let (editor, person, id) = (editor.clone(), person.clone(), id.to_owned());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let query = sqlx::query(END_ONE).bind(person.as_str()).bind(&id).bind(editor.at.as_microsecond());
                    if query.execute(&mut *connection).await?.rows_affected() == 0 {
                        return Err(StoreError::Gone);
                    }
                    let changed = serde_json::json!({ "session": id }).to_string();
                    let entry = audit::Entry { editor: &editor, action: "session.end", of: None, changed };
                    audit::record(connection, entry).await
                })
            })
            .await
    }

    /// Ends all sessions of a person but the one called `kept`.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn end_other_sessions(&self, editor: &Editor, person: &PersonId, kept: &str) -> Result<(), StoreError> {
        let (editor, person, kept) = (editor.clone(), person.clone(), kept.to_owned());
        self.writer
            .write(move |connection| Box::pin(async move { end_others(connection, &editor, &person, &kept).await }))
            .await
    }
}

/// Begins a session in a transaction of the caller, and ends the one it replaces.
pub(super) async fn begin(
    connection: &mut SqliteConnection,
    editor: &Editor,
    session: NewSession,
) -> Result<(), StoreError> {
    if let Some(replaced) = &session.replaces {
        let query = sqlx::query(END_BY_DIGEST).bind(replaced).bind(editor.at.as_microsecond());
        query.execute(&mut *connection).await?;
    }
    sqlx::query(BEGIN_SESSION)
        .bind(&session.digest)
        .bind(&session.id)
        .bind(session.person.as_str())
        .bind(session.stage.word())
        .bind(editor.at.as_microsecond())
        .bind(&session.browser)
        .execute(&mut *connection)
        .await?;
    let changed = serde_json::json!({ "session": session.id, "stage": session.stage.word() }).to_string();
    audit::record(connection, audit::Entry { editor, action: "session.begin", of: None, changed }).await
}

/// Ends all sessions of a person, in a transaction of the caller.
pub(super) async fn end_all(
    connection: &mut SqliteConnection,
    editor: &Editor,
    person: &PersonId,
) -> Result<(), StoreError> {
    end_others(connection, editor, person, "").await
}

async fn end_others(
    connection: &mut SqliteConnection,
    editor: &Editor,
    person: &PersonId,
    kept: &str,
) -> Result<(), StoreError> {
    let query = sqlx::query(END_OTHERS).bind(person.as_str()).bind(kept).bind(editor.at.as_microsecond());
    if query.execute(&mut *connection).await?.rows_affected() == 0 {
        return Ok(());
    }
    people::record(connection, editor, "session.end_others", person).await
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
