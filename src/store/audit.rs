//! The audit trail: who did what, when and why. Append-only; triggers refuse any change to it. Every entry holds the
//! hash of itself, of the versions it brought, and of the entry before it: `docs/AUDIT.md` is the definition.

use futures_util::TryStreamExt as _;
use sha2::{Digest as _, Sha256};
use sqlx::{Row as _, SqliteConnection};

use super::{
    StoreError,
    commitment::{self, field},
};
use crate::{
    credentials::salt,
    domain::{
        id::{CaseId, PersonId, TokenId},
        record::Noun,
        text::Text,
    },
};

/// Who acts: a person or a part of the system, as the audit trail names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor(String);

impl Actor {
    /// The part of the system called `part`, such as `system:import`.
    #[must_use]
    pub fn system(part: &str) -> Self {
        Self(format!("system:{part}"))
    }

    /// Somebody with an account, such as `person:p-7k2m`.
    #[must_use]
    pub fn person(id: &PersonId) -> Self {
        Self(format!("person:{id}"))
    }

    /// The name in the audit trail.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Who writes, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: jiff::Timestamp,
    /// The change note.
    pub why: Option<Text>,
    /// The token that a program brought; `None` where somebody is there in person, and for parts of the system.
    pub through: Option<TokenId>,
}

impl Editor {
    /// The part of the system called `part`, which gives no reasons.
    #[must_use]
    pub fn system(part: &str, at: jiff::Timestamp) -> Self {
        Self { actor: Actor::system(part), at, why: None, through: None }
    }
}

/// The newest entry.
pub(super) const HEAD: &str = "
    select number, hash
      from audit_head";

/// The number is given here and not by the database: both backends can, and a trail without holes can be checked.
/// There is one writer, so no two entries can get the same.
pub(super) const RECORD: &str = "
    insert into audit_entry (number, at, actor, action, case_id, revision, changed, why, why_salt, why_commitment, hash)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

pub(super) const MOVE_HEAD: &str = "
    insert into audit_head (id, number, hash)
    values (1, $1, $2)
        on conflict (id) do update
       set number = excluded.number, hash = excluded.hash";

/// The versions that a revision brought. They are sorted by an expression that says the same as the noun, so that the
/// database finds them by their revision: by the noun it would walk all versions of the case in order.
pub(super) const VERSIONS: &str = "
    select noun, id, number, commitment
      from version
     where case_id = $1
       and revision = $2
     order by noun || '', id, number";

/// What the actions begin with that change no record of their case: their entries stand at the revision that it has, and
/// bring none.
const STANDING: [&str; 2] = ["membership.", "webhook."];

/// What stands in the place of the hash before the first entry.
pub(super) const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What an entry says beside its place in the trail.
pub(super) struct Entry<'a> {
    pub(super) editor: &'a Editor,
    pub(super) action: &'static str,
    /// The case concerned, and the revision it was brought to or stands at; `None` for an act outside cases.
    pub(super) of: Option<(&'a CaseId, i64)>,
    /// JSON: an object.
    pub(super) changed: String,
}

/// Whether the entries of this action bring their case to a revision, where they have one.
pub(super) fn brings_revision(action: &str) -> bool {
    !STANDING.iter().any(|beginning| action.starts_with(beginning))
}

/// Writes an entry, in the transaction of the change it is about and after all of it.
pub(super) async fn record(connection: &mut SqliteConnection, entry: Entry<'_>) -> Result<(), StoreError> {
    record_hashed(connection, entry).await.map(drop)
}

/// The same, with the hash of the entry.
pub(super) async fn record_hashed(connection: &mut SqliteConnection, entry: Entry<'_>) -> Result<String, StoreError> {
    let Entry { editor, action, of, changed } = entry;
    let changed = with_token(changed, editor.through.as_ref());
    let head: Option<(i64, String)> = sqlx::query_as(HEAD).fetch_optional(&mut *connection).await?;
    let (last, before) = head.unwrap_or_else(|| (0, NO_HASH.to_owned()));
    let versions = match of {
        Some((case, revision)) => Some(versions(connection, case.as_str(), revision).await?),
        None => None,
    };
    let why = editor.why.as_ref().map(Text::as_str);
    let why_salt = why.map(|_| salt());
    let why_commitment = why.zip(why_salt.as_deref()).map(|(why, salt)| commitment::digest([salt, why]));
    let said = Canonical {
        number: last + 1,
        at: editor.at.as_microsecond(),
        actor: editor.actor.as_str(),
        action,
        case: of.map(|(case, _)| case.as_str()),
        revision: of.map(|(_, revision)| revision),
        changed: &changed,
        why_commitment: why_commitment.as_deref(),
        versions: versions.as_deref(),
    };
    let hash = said.hash(&before);
    sqlx::query(RECORD)
        .bind(said.number)
        .bind(said.at)
        .bind(said.actor)
        .bind(action)
        .bind(said.case)
        .bind(said.revision)
        .bind(&changed)
        .bind(why)
        .bind(&why_salt)
        .bind(&why_commitment)
        .bind(&hash)
        .execute(&mut *connection)
        .await?;
    sqlx::query(MOVE_HEAD).bind(said.number).bind(&hash).execute(connection).await?;
    Ok(hash)
}

/// What was done, with the token that it came through.
fn with_token(changed: String, token: Option<&TokenId>) -> String {
    let Some(token) = token else { return changed };
    let mut said: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&changed).unwrap_or_default();
    said.insert("through".to_owned(), token.as_str().into());
    serde_json::Value::Object(said).to_string()
}

/// What an entry says, as it is hashed.
pub(super) struct Canonical<'a> {
    pub(super) number: i64,
    pub(super) at: i64,
    pub(super) actor: &'a str,
    pub(super) action: &'a str,
    pub(super) case: Option<&'a str>,
    pub(super) revision: Option<i64>,
    pub(super) changed: &'a str,
    pub(super) why_commitment: Option<&'a str>,
    pub(super) versions: Option<&'a str>,
}

impl Canonical<'_> {
    /// The hash of the entry after the one whose hash is `before`.
    pub(super) fn hash(&self, before: &str) -> String {
        let mut canonical = String::new();
        field(&mut canonical, Some(&self.number.to_string()));
        field(&mut canonical, Some(&self.at.to_string()));
        field(&mut canonical, Some(self.actor));
        field(&mut canonical, Some(self.action));
        field(&mut canonical, self.case);
        field(&mut canonical, self.revision.map(|revision| revision.to_string()).as_deref());
        field(&mut canonical, Some(self.changed));
        field(&mut canonical, self.why_commitment);
        field(&mut canonical, self.versions);
        commitment::digest(["cp-audit-v1", &canonical, before])
    }
}

/// One digest over the commitments of all versions that a revision brought.
pub(super) async fn versions(
    connection: &mut SqliteConnection,
    case: &str,
    revision: i64,
) -> Result<String, StoreError> {
    let mut hash = Sha256::new();
    let mut line = String::new();
    let mut rows = sqlx::query(VERSIONS).bind(case).bind(revision).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        line.clear();
        field(&mut line, Some(row.try_get("noun")?));
        field(&mut line, Some(row.try_get("id")?));
        field(&mut line, Some(&row.try_get::<i64, _>("number")?.to_string()));
        field(&mut line, Some(row.try_get("commitment")?));
        hash.update(&line);
    }
    Ok(commitment::hexadecimal(hash))
}

/// The action that puts records of `noun`.
pub(super) fn recorded(noun: Noun) -> &'static str {
    match noun {
        Noun::Case => "case.record",
        Noun::Place => "place.record",
        Noun::Entity => "entity.record",
        Noun::Source => "source.record",
        Noun::Document => "document.record",
        Noun::Event => "event.record",
        Noun::Question => "question.record",
        Noun::Claim => "claim.record",
        Noun::Assessment => "assessment.record",
    }
}

/// The action that withdraws records of `noun`.
pub(super) fn withdrawn(noun: Noun) -> &'static str {
    match noun {
        Noun::Case => "case.withdraw",
        Noun::Place => "place.withdraw",
        Noun::Entity => "entity.withdraw",
        Noun::Source => "source.withdraw",
        Noun::Document => "document.withdraw",
        Noun::Event => "event.withdraw",
        Noun::Question => "question.withdraw",
        Noun::Claim => "claim.withdraw",
        Noun::Assessment => "assessment.withdraw",
    }
}
