//! Links and codes that make an account once: invites, and the code of the first start. A link may also let somebody
//! with an account choose a new password.

use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use super::{
    Editor, NewSession, Store, StoreError, audit,
    columns::{Reason, column, moment, optional_text},
    people, sessions, tokens,
    writer::Commit,
};
use crate::{
    credentials::Secret,
    domain::{id::PersonId, person::Person, text::Text},
};

pub(super) const ADD_INVITE: &str = "
    insert into invite (digest, id, made_by, is_admin, note, resets, made_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)";

pub(super) const INVITES: &str = "
    select id, is_admin, note, resets, made_at, expires_at
      from invite
     where used_by is null
       and withdrawn_at is null
       and expires_at > $1
     order by made_at desc";

pub(super) const INVITE: &str = "
    select id, is_admin, note, resets, made_at, expires_at
      from invite
     where digest = $1
       and used_by is null
       and withdrawn_at is null
       and expires_at > $2";

pub(super) const WITHDRAW_INVITE: &str = "
    update invite
       set withdrawn_at = $2
     where id = $1
       and used_by is null
       and withdrawn_at is null";

pub(super) const USE_INVITE: &str = "
    update invite
       set used_by = $2
     where digest = $1
       and used_by is null
       and withdrawn_at is null
       and expires_at > $3
 returning id, is_admin, resets";

pub(super) const DROP_SETUP_CODE: &str = "
    delete from setup_code";

pub(super) const SET_SETUP_CODE: &str = "
    insert into setup_code (digest, made_at)
    values ($1, $2)";

pub(super) const IS_SETUP_CODE: &str = "
    select exists (select 1 from setup_code where digest = $1)
       and not exists (select 1 from person)";

/// A link that may still be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// Names it in the list.
    pub id: String,
    /// Whether the account will manage people.
    pub is_admin: bool,
    /// Whom it is for.
    pub note: Option<Text>,
    /// Whose password it sets anew; `None`: it makes an account.
    pub resets: Option<PersonId>,
    /// When it was made.
    pub made_at: jiff::Timestamp,
    /// When it ends by itself.
    pub expires_at: jiff::Timestamp,
}

/// A link that was made.
#[derive(Clone)]
pub struct NewInvite {
    /// Names it in the list.
    pub id: String,
    /// Its secret: whoever has it can use the link.
    pub secret: String,
    /// When it ends by itself.
    pub expires_at: jiff::Timestamp,
}

/// Somebody who is about to have an account: the person, the argon2 hash of their password, their first session.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Who.
    pub person: Person,
    /// The argon2 hash of the password.
    pub password: String,
    /// Their first session.
    pub session: NewSession,
}

impl Store {
    /// Makes a link, and gives back what it is made of: of an earlier request with the same key, that of the earlier one.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn add_invite(&self, editor: &Editor, secret: &Secret, invite: Invite) -> Result<NewInvite, StoreError> {
        let (editor, digest) = (editor.clone(), secret.digest().hex());
        let made = (invite.id.clone(), secret.reveal(), invite.expires_at.as_microsecond());
        let (id, secret, expires_at) = self
            .write_once(Commit::Shared, move |connection| {
                Box::pin(async move {
                    sqlx::query(ADD_INVITE)
                        .bind(&digest)
                        .bind(&invite.id)
                        .bind(editor.actor.as_str())
                        .bind(invite.is_admin)
                        .bind(invite.note.as_ref().map(Text::as_str))
                        .bind(invite.resets.as_ref().map(PersonId::as_str))
                        .bind(invite.made_at.as_microsecond())
                        .bind(invite.expires_at.as_microsecond())
                        .execute(&mut *connection)
                        .await?;
                    record(connection, &editor, "invite.make", &invite.id).await?;
                    Ok(made)
                })
            })
            .await?;
        let corrupt = |Reason(reason)| StoreError::Corrupt { table: "receipt", id: id.clone(), reason };
        Ok(NewInvite { expires_at: moment("expires_at", expires_at).map_err(corrupt)?, id: id.clone(), secret })
    }

    /// The links that may still be used at the moment `at`, the newest first.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn invites(&self, at: jiff::Timestamp) -> Result<Vec<Invite>, StoreError> {
        self.rows(sqlx::query(INVITES).bind(at.as_microsecond())).await?.iter().map(invite).collect()
    }

    /// The link whose secret has this digest, where it may still be used at the moment `at`.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn invite(&self, digest: &str, at: jiff::Timestamp) -> Result<Option<Invite>, StoreError> {
        let query = sqlx::query(INVITE).bind(digest).bind(at.as_microsecond());
        self.row(query).await?.map(|row| invite(&row)).transpose()
    }

    /// Ends a link before it is used.
    ///
    /// # Errors
    /// `Gone` where there is no such link any more. `Busy`, `Database`.
    pub async fn withdraw_invite(&self, editor: &Editor, id: &str) -> Result<(), StoreError> {
        let (editor, id) = (editor.clone(), id.to_owned());
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                let query = sqlx::query(WITHDRAW_INVITE).bind(&id).bind(editor.at.as_microsecond());
                if query.execute(&mut *connection).await?.rows_affected() == 0 {
                    return Err(StoreError::Gone);
                }
                record(connection, &editor, "invite.withdraw", &id).await
            })
        })
        .await
    }

    /// Makes the account of a link, which is used up; whether it manages people is what the link says.
    ///
    /// # Errors
    /// `Gone` where the link may not be used any more, `Taken` where the sign-in name is. `Busy`, `Database`.
    pub async fn accept_invite(&self, editor: &Editor, digest: &str, account: NewAccount) -> Result<(), StoreError> {
        let (editor, digest) = (editor.clone(), digest.to_owned());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let NewAccount { mut person, password, session } = account;
                    // The reference from the link to the account is checked at once, so the account comes first.
                    let good = sqlx::query(INVITE).bind(&digest).bind(editor.at.as_microsecond());
                    let row = good.fetch_optional(&mut *connection).await?.ok_or(StoreError::Gone)?;
                    let invite = invite(&row)?;
                    if invite.resets.is_some() {
                        return Err(StoreError::Gone);
                    }
                    person.is_admin = invite.is_admin;
                    people::add(connection, &editor, &person, &password).await?;
                    use_invite(connection, &editor, &digest, &person.id).await?;
                    sessions::begin(connection, &editor, session).await
                })
            })
            .await
    }

    /// Sets the password of the person of a link, which is used up. `hash` is the argon2 hash. Their sessions end, and so
    /// do their tokens: whoever needs such a link may have lost the account to somebody else, who could have made some.
    ///
    /// # Errors
    /// `Gone` where the link may not be used any more. `Busy`, `Database`.
    pub async fn reset_password(&self, at: jiff::Timestamp, digest: &str, hash: String) -> Result<(), StoreError> {
        let digest = digest.to_owned();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let good = sqlx::query(INVITE).bind(&digest).bind(at.as_microsecond());
                    let row = good.fetch_optional(&mut *connection).await?.ok_or(StoreError::Gone)?;
                    let person = invite(&row)?.resets.ok_or(StoreError::Gone)?;
                    let editor = Editor { actor: audit::Actor::person(&person), at, why: None, through: None };
                    use_invite(connection, &editor, &digest, &person).await?;
                    tokens::revoke_all(connection, &editor, &person).await?;
                    people::put_password(connection, &editor, &person, &hash).await
                })
            })
            .await
    }

    /// Keeps the digest of the code that makes the first account, in place of an earlier one.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn set_setup_code(&self, editor: &Editor, digest: String) -> Result<(), StoreError> {
        let editor = editor.clone();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query(DROP_SETUP_CODE).execute(&mut *connection).await?;
                    let query = sqlx::query(SET_SETUP_CODE).bind(&digest).bind(editor.at.as_microsecond());
                    query.execute(&mut *connection).await?;
                    let entry =
                        audit::Entry { editor: &editor, action: "setup_code.make", of: None, changed: "{}".to_owned() };
                    audit::record(connection, entry).await
                })
            })
            .await
    }

    /// Whether a code with this digest makes the first account now.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn is_setup_code(&self, digest: &str) -> Result<bool, StoreError> {
        self.scalar(sqlx::query(IS_SETUP_CODE).bind(digest)).await
    }

    /// Makes the first account with the code of this digest, which is used up.
    ///
    /// # Errors
    /// `Gone` where the code is another, or somebody has an account. `Busy`, `Database`.
    pub async fn add_first_person(&self, editor: &Editor, digest: &str, account: NewAccount) -> Result<(), StoreError> {
        let (editor, digest) = (editor.clone(), digest.to_owned());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let NewAccount { person, password, session } = account;
                    let is_good: bool =
                        sqlx::query_scalar(IS_SETUP_CODE).bind(&digest).fetch_one(&mut *connection).await?;
                    if !is_good {
                        return Err(StoreError::Gone);
                    }
                    sqlx::query(DROP_SETUP_CODE).execute(&mut *connection).await?;
                    people::add(connection, &editor, &person, &password).await?;
                    sessions::begin(connection, &editor, session).await
                })
            })
            .await
    }
}

async fn use_invite(
    connection: &mut SqliteConnection,
    editor: &Editor,
    digest: &str,
    person: &PersonId,
) -> Result<(), StoreError> {
    let query = sqlx::query(USE_INVITE).bind(digest).bind(person.as_str()).bind(editor.at.as_microsecond());
    let row = query.fetch_optional(&mut *connection).await?.ok_or(StoreError::Gone)?;
    record(connection, editor, "invite.use", row.try_get("id")?).await
}

async fn record(
    connection: &mut SqliteConnection,
    editor: &Editor,
    action: &'static str,
    invite: &str,
) -> Result<(), StoreError> {
    let changed = serde_json::json!({ "invite": invite }).to_string();
    audit::record(connection, audit::Entry { editor, action, of: None, changed }).await
}

fn invite(row: &SqliteRow) -> Result<Invite, StoreError> {
    let id: String = row.try_get("id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "invite", id: id.clone(), reason };
    let resets: Option<String> = row.try_get("resets")?;
    Ok(Invite {
        is_admin: row.try_get("is_admin")?,
        note: optional_text("note", row.try_get("note")?).map_err(corrupt)?,
        resets: resets.map(|id| column("resets", PersonId::parse(&id))).transpose().map_err(corrupt)?,
        made_at: moment("made_at", row.try_get("made_at")?).map_err(corrupt)?,
        expires_at: moment("expires_at", row.try_get("expires_at")?).map_err(corrupt)?,
        id: id.clone(),
    })
}
