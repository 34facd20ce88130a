//! Second factors: the sealed secret a person's app shares, the newest code used, and the codes for when the app is lost.

use sqlx::{Row as _, sqlite::SqliteRow};

use super::{Editor, NewSession, Store, StoreError, people, sessions};
use crate::domain::id::PersonId;

pub(super) const OFFER: &str = "
    insert into second_factor (person_id, secret, confirmed_at, last_step)
    values ($1, $2, null, null)
        on conflict (person_id) do update
       set secret = excluded.secret
     where confirmed_at is null";

pub(super) const CONFIRM: &str = "
    update second_factor
       set confirmed_at = $2, last_step = $3
     where person_id = $1
       and confirmed_at is null";

pub(super) const USE_STEP: &str = "
    update second_factor
       set last_step = $2
     where person_id = $1
       and confirmed_at is not null
       and (last_step is null or last_step < $2)";

pub(super) const DROP: &str = "
    delete from second_factor
     where person_id = $1";

pub(super) const ADD_RECOVERY_CODES: &str = "
    insert into recovery_code (person_id, digest)
    select $1, value
      from json_each($2)";

pub(super) const USE_RECOVERY_CODE: &str = "
    update recovery_code
       set used_at = $3
     where person_id = $1
       and digest = $2
       and used_at is null";

pub(super) const DROP_RECOVERY_CODES: &str = "
    delete from recovery_code
     where person_id = $1";

pub(super) const RECOVERY_CODES_LEFT: &str = "
    select count(*)
      from recovery_code
     where person_id = $1
       and used_at is null";

/// The second factor of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The secret, sealed with the key file.
    pub sealed: String,
    /// Whether signing in asks for it: a first code was right.
    pub is_confirmed: bool,
    /// The newest time step used.
    pub last_step: Option<i64>,
}

/// What somebody proves themselves with beside their password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondProof {
    /// A code of this time step was right.
    Step(i64),
    /// A recovery code with this digest, which has yet to be found.
    RecoveryCode(String),
}

impl Store {
    /// Keeps the sealed secret of a second factor that is not in force yet, in place of an earlier one not in force.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn offer_second_factor(
        &self,
        editor: &Editor,
        person: &PersonId,
        sealed: String,
    ) -> Result<(), StoreError> {
        let (editor, person) = (editor.clone(), person.clone());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query(OFFER).bind(person.as_str()).bind(&sealed).execute(&mut *connection).await?;
                    people::record(connection, &editor, "second_factor.offer", &person).await
                })
            })
            .await
    }

    /// Puts a second factor in force, after a code of `step` was right, with the digests of its recovery codes; `renewed`
    /// begins in place of the session it was done in. Whether it was done: not where it was in force already.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn confirm_second_factor(
        &self,
        editor: &Editor,
        person: &PersonId,
        step: i64,
        codes: Vec<String>,
        renewed: NewSession,
    ) -> Result<bool, StoreError> {
        let (editor, person) = (editor.clone(), person.clone());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let now = editor.at.as_microsecond();
                    let query = sqlx::query(CONFIRM).bind(person.as_str()).bind(now).bind(step);
                    if query.execute(&mut *connection).await?.rows_affected() == 0 {
                        return Ok(false);
                    }
                    let codes = serde_json::json!(codes).to_string();
                    let query = sqlx::query(ADD_RECOVERY_CODES).bind(person.as_str()).bind(codes);
                    query.execute(&mut *connection).await?;
                    people::record(connection, &editor, "second_factor.confirm", &person).await?;
                    sessions::begin(connection, &editor, renewed).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Uses up what somebody proved themselves with, and begins `session`, in one transaction, so that no code lets two
    /// in. Whether it was still good.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn pass_second_factor(
        &self,
        editor: &Editor,
        person: &PersonId,
        proof: SecondProof,
        session: NewSession,
    ) -> Result<bool, StoreError> {
        let (editor, person) = (editor.clone(), person.clone());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    if !use_up(connection, &editor, &person, &proof).await? {
                        return Ok(false);
                    }
                    sessions::begin(connection, &editor, session).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Takes a second factor and its recovery codes away, proved by `proof`; `renewed` begins in place of the session it
    /// was done in. Whether the proof was still good.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn drop_second_factor(
        &self,
        editor: &Editor,
        person: &PersonId,
        proof: SecondProof,
        renewed: NewSession,
    ) -> Result<bool, StoreError> {
        let (editor, person) = (editor.clone(), person.clone());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    if !use_up(connection, &editor, &person, &proof).await? {
                        return Ok(false);
                    }
                    remove(connection, &editor, &person).await?;
                    sessions::begin(connection, &editor, renewed).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Takes a second factor and its recovery codes away from somebody who lost both, and ends their sessions.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn take_second_factor(&self, editor: &Editor, person: &PersonId) -> Result<(), StoreError> {
        let (editor, person) = (editor.clone(), person.clone());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sessions::end_all(connection, &editor, &person).await?;
                    remove(connection, &editor, &person).await
                })
            })
            .await
    }

    /// How many recovery codes of a person are still good.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn recovery_codes_left(&self, person: &PersonId) -> Result<i64, StoreError> {
        self.scalar(sqlx::query(RECOVERY_CODES_LEFT).bind(person.as_str())).await
    }
}

async fn use_up(
    connection: &mut sqlx::SqliteConnection,
    editor: &Editor,
    person: &PersonId,
    proof: &SecondProof,
) -> Result<bool, StoreError> {
    let (query, action) = match proof {
        SecondProof::Step(step) => (sqlx::query(USE_STEP).bind(person.as_str()).bind(*step), "second_factor.use"),
        SecondProof::RecoveryCode(digest) => {
            let query = sqlx::query(USE_RECOVERY_CODE).bind(person.as_str()).bind(digest.clone());
            (query.bind(editor.at.as_microsecond()), "recovery_code.use")
        }
    };
    if query.execute(&mut *connection).await?.rows_affected() == 0 {
        return Ok(false);
    }
    people::record(connection, editor, action, person).await?;
    Ok(true)
}

async fn remove(connection: &mut sqlx::SqliteConnection, editor: &Editor, person: &PersonId) -> Result<(), StoreError> {
    sqlx::query(DROP).bind(person.as_str()).execute(&mut *connection).await?;
    sqlx::query(DROP_RECOVERY_CODES).bind(person.as_str()).execute(&mut *connection).await?;
    people::record(connection, editor, "second_factor.remove", person).await
}

/// Reads the columns of a second factor out of a row that may hold none.
pub(super) fn second_factor(row: &SqliteRow) -> Result<Option<SecondFactor>, StoreError> {
    let sealed: Option<String> = row.try_get("secret")?;
    let confirmed_at: Option<i64> = row.try_get("confirmed_at")?;
    let last_step = row.try_get("last_step")?;
    Ok(sealed.map(|sealed| SecondFactor { sealed, is_confirmed: confirmed_at.is_some(), last_step }))
}
