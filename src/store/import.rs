//! Bringing the records of a case in: merged with what is there, checked as a whole, written as one change.
//!
//! All or nothing. Only what differs is written, so the same records twice change nothing at all, not even the revision.

use serde::{Deserialize, Serialize};

use super::{
    Counts, Store, StoreError,
    audit::Editor,
    change::{self, Write},
    compute, dossier,
    plan::{Others, Plan, plan},
    telling,
    writer::Commit,
};
use crate::domain::{
    dossier::Records,
    id::CaseId,
    record::{Noun, RecordId},
};

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "KeptOutcome", try_from = "KeptOutcome")]
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
    /// Of a change that named the versions it began from: the versions those records are at now.
    pub versions: Vec<(RecordId, i64)>,
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

/// The outcome as a receipt keeps it.
#[derive(Serialize, Deserialize)]
struct KeptOutcome {
    case: String,
    revision: i64,
    added: Counts,
    updated: Counts,
    unchanged: Counts,
    left: Vec<(String, String)>,
    withdrawn: Vec<(String, String)>,
    versions: Vec<((String, String), i64)>,
}

impl From<ImportOutcome> for KeptOutcome {
    fn from(outcome: ImportOutcome) -> Self {
        let word = |(noun, id): RecordId| (noun.word().to_owned(), id);
        let named = |ids: Vec<RecordId>| ids.into_iter().map(word).collect();
        let ImportOutcome { case, revision, added, updated, unchanged, left, withdrawn, versions } = outcome;
        let (case, left, withdrawn) = (case.to_string(), named(left), named(withdrawn));
        let versions = versions.into_iter().map(|(id, version)| (word(id), version)).collect();
        Self { case, revision, added, updated, unchanged, left, withdrawn, versions }
    }
}

impl TryFrom<KeptOutcome> for ImportOutcome {
    type Error = String;

    fn try_from(kept: KeptOutcome) -> Result<Self, String> {
        let of_noun = |(noun, id): (String, String)| Noun::parse(&noun).map(|noun| (noun, id));
        let named = |ids: Vec<(String, String)>| {
            ids.into_iter().map(of_noun).collect::<Result<_, _>>().map_err(|_| "an unknown noun".to_owned())
        };
        let KeptOutcome { case, revision, added, updated, unchanged, left, withdrawn, versions } = kept;
        let case = CaseId::parse(&case).map_err(|_| "no id".to_owned())?;
        let (left, withdrawn): (Vec<RecordId>, Vec<RecordId>) = (named(left)?, named(withdrawn)?);
        let (ids, versions): (Vec<_>, Vec<_>) = versions.into_iter().unzip();
        let ids: Vec<RecordId> = named(ids)?;
        let versions = ids.into_iter().zip(versions).collect();
        Ok(Self { case, revision, added, updated, unchanged, left, withdrawn, versions })
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
        let (editor, vault, tidings) = (editor.clone(), self.vault.clone(), self.tidings.clone());
        let (others, action) = match mode {
            ImportMode::Merge => (Others::Stay, "case.import"),
            ImportMode::Replace => (Others::Withdraw, "case.replace"),
        };
        let commit = if records.count() > SHARED_RECORDS_MAX { Commit::OfItsOwn } else { Commit::Shared };
        let written = self.write_once(commit, move |connection| {
            Box::pin(async move {
                let rows = dossier::read(connection, &vault, &records.case.id).await?;
                let rows = telling::with_outlines(&tidings, rows);
                let plan: Plan = compute(move || plan(rows, records, others)).await?;
                let wanted = Write { editor: &editor, action, plan, vault: &vault, tidings: &tidings };
                change::write(connection, wanted).await
            })
        });
        self.told(written.await)
    }
}
