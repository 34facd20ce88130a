//! The audit trail: who did what, when. Append-only; triggers refuse any change to it.

use sqlx::SqliteConnection;

use super::StoreError;
use crate::domain::id::CaseId;

/// Who acts: a person's account or a part of the system, as the audit trail names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor(String);

impl Actor {
    /// The part of the system called `part`, such as `system:import`.
    #[must_use]
    pub fn system(part: &str) -> Self {
        Self(format!("system:{part}"))
    }

    /// The name in the audit trail.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number is given here and not by the database: both backends can, and a trail without holes can be checked.
/// There is one writer, so no two entries can get the same.
pub(super) const RECORD: &str = "
    insert into audit_entry (number, at, actor, action, case_id, revision, changed)
    select coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6
      from audit_entry";

/// What an entry says beside its place in the trail.
pub(super) struct Entry<'a> {
    pub(super) at: jiff::Timestamp,
    pub(super) actor: &'a Actor,
    pub(super) action: &'static str,
    pub(super) case: &'a CaseId,
    pub(super) revision: i64,
    /// JSON.
    pub(super) changed: String,
}

/// Writes an entry, in the transaction of the change it is about.
pub(super) async fn record(connection: &mut SqliteConnection, entry: Entry<'_>) -> Result<(), StoreError> {
    sqlx::query(RECORD)
        .bind(entry.at.as_microsecond())
        .bind(entry.actor.as_str())
        .bind(entry.action)
        .bind(entry.case.as_str())
        .bind(entry.revision)
        .bind(entry.changed)
        .execute(connection)
        .await?;
    Ok(())
}
