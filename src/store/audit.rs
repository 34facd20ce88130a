//! The audit trail: who did what, when and why. Append-only; triggers refuse any change to it.

use sqlx::SqliteConnection;

use super::StoreError;
use crate::domain::{
    id::{CaseId, PersonId},
    record::Noun,
    text::Text,
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
}

impl Editor {
    /// The part of the system called `part`, which gives no reasons.
    #[must_use]
    pub fn system(part: &str, at: jiff::Timestamp) -> Self {
        Self { actor: Actor::system(part), at, why: None }
    }
}

/// The number is given here and not by the database: both backends can, and a trail without holes can be checked.
/// There is one writer, so no two entries can get the same.
pub(super) const RECORD: &str = "
    insert into audit_entry (number, at, actor, action, case_id, revision, changed, why)
    select coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6, $7
      from audit_entry";

/// What an entry says beside its place in the trail.
pub(super) struct Entry<'a> {
    pub(super) editor: &'a Editor,
    pub(super) action: &'static str,
    /// The case that was written, and the revision it was brought to; `None` for an act outside cases.
    pub(super) of: Option<(&'a CaseId, i64)>,
    /// JSON.
    pub(super) changed: String,
}

/// Writes an entry, in the transaction of the change it is about.
pub(super) async fn record(connection: &mut SqliteConnection, entry: Entry<'_>) -> Result<(), StoreError> {
    let Entry { editor, action, of, changed } = entry;
    sqlx::query(RECORD)
        .bind(editor.at.as_microsecond())
        .bind(editor.actor.as_str())
        .bind(action)
        .bind(of.map(|(case, _)| case.as_str()))
        .bind(of.map(|(_, revision)| revision))
        .bind(changed)
        .bind(editor.why.as_ref().map(Text::as_str))
        .execute(connection)
        .await?;
    Ok(())
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
