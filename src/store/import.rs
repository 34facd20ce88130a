//! Bringing the records of a case in: merged with what is there, checked as a whole, written as one change.
//!
//! All or nothing. Only what differs is written, so the same records twice change nothing at all, not even the revision.

use super::{
    Counts, Store, StoreError,
    audit::Editor,
    change::{self, Write},
    compute, dossier,
    plan::{Others, Plan, plan},
    writer::Commit,
};
use crate::domain::{dossier::Records, id::CaseId, record::RecordId};

/// An import of more records than this has a commit of its own: it takes long, and who waits for a commit waits for it.
const SHARED_RECORDS_MAX: usize = 1_000;

/// What becomes of the records that are there and not mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportMode {
    /// They stay as they are.
    Merge,
    /// They are withdrawn. A later import may bring them back.
    Replace,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportOutcome {
    /// The case.
    pub case: CaseId,
    /// Its revision afterwards; the same as before where nothing changed.
    pub revision: i64,
    /// Records that were not there, or had been withdrawn.
    pub added: Counts,
    /// Records that were there and differed.
    pub updated: Counts,
    /// Records that were there and the same.
    pub unchanged: Counts,
    /// Records that were there, were not mentioned, and stay.
    pub left: Vec<RecordId>,
    /// Records that were there, were not mentioned, and no longer stand.
    pub withdrawn: Vec<RecordId>,
}

impl ImportOutcome {
    /// Whether anything was written.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.added.total() + self.updated.total() + self.withdrawn.len() > 0
    }

    /// The numbers of records changed, as the audit trail states them.
    pub(super) fn changed(&self) -> serde_json::Value {
        let mut withdrawn = Counts::default();
        for (noun, _) in &self.withdrawn {
            withdrawn.add(*noun);
        }
        serde_json::json!({
            "added": self.added.json(),
            "updated": self.updated.json(),
            "withdrawn": withdrawn.json(),
        })
    }
}

impl Store {
    /// Brings records in: adds and updates by id, checks the whole, writes one revision with its versions and its
    /// audit entry.
    ///
    /// # Errors
    /// `Faults` where the merged records do not agree with each other: nothing was written. `Corrupt`, `Busy`, `Full`,
    /// `Database`.
    pub async fn import_case(
        &self,
        editor: &Editor,
        records: Records,
        mode: ImportMode,
    ) -> Result<ImportOutcome, StoreError> {
        let (editor, vault) = (editor.clone(), self.vault.clone());
        let (others, action) = match mode {
            ImportMode::Merge => (Others::Stay, "case.import"),
            ImportMode::Replace => (Others::Withdraw, "case.replace"),
        };
        let commit = if records.count() > SHARED_RECORDS_MAX { Commit::OfItsOwn } else { Commit::Shared };
        self.writer
            .write_with(commit, move |connection| {
                Box::pin(async move {
                    let rows = dossier::read(connection, &vault, &records.case.id).await?;
                    let plan: Plan = compute(move || plan(rows, records, others)).await?;
                    change::write(connection, Write { editor: &editor, action, plan, vault: &vault }).await
                })
            })
            .await
    }
}
