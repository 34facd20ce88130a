//! Bringing the records of a case in: merged with what is there, checked as a whole, written as one change.
//!
//! All or nothing. Only what differs is written, so the same records twice change nothing at all, not even the revision.

use serde::{Deserialize, Serialize};

use super::{
    Counts, Store, StoreError,
    audit::Editor,
    change::{self, Write},
    compute,
    dossier::{self, CaseRows},
    plan::{Others, Plan, plan},
    writer::Commit,
};
use crate::domain::{
    dossier::Records,
    id::CaseId,
    intake::Importer,
    record::{Noun, RecordId},
};

/// An import of more records than this has a commit of its own: it takes long, and who waits for a commit waits for it.
const SHARED_RECORDS_MAX: usize = 1_000;

/// The most records that are named among those that an import left as they are.
pub const LEFT_NAMED_MAX: usize = 20;

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
    pub left: Counts,
    /// The first of them, at most [`LEFT_NAMED_MAX`].
    pub left_named: Vec<RecordId>,
    /// Records that were there, were not mentioned, and no longer stand.
    pub withdrawn: Vec<RecordId>,
    /// Of a change that named the versions it began from: the versions those records are at now.
    pub versions: Vec<(RecordId, i64)>,
    /// What was to be told beside, as [`Import::told`] has it.
    pub told: String,
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
    left: Counts,
    left_named: Vec<(String, String)>,
    withdrawn: Vec<(String, String)>,
    versions: Vec<((String, String), i64)>,
    told: String,
}

impl From<ImportOutcome> for KeptOutcome {
    fn from(outcome: ImportOutcome) -> Self {
        let word = |(noun, id): RecordId| (noun.word().to_owned(), id);
        let named = |ids: Vec<RecordId>| ids.into_iter().map(word).collect();
        let ImportOutcome { case, revision, added, updated, unchanged, left, left_named, withdrawn, versions, told } =
            outcome;
        let (case, left_named, withdrawn) = (case.to_string(), named(left_named), named(withdrawn));
        let versions = versions.into_iter().map(|(id, version)| (word(id), version)).collect();
        Self { case, revision, added, updated, unchanged, left, left_named, withdrawn, versions, told }
    }
}

impl TryFrom<KeptOutcome> for ImportOutcome {
    type Error = String;

    fn try_from(kept: KeptOutcome) -> Result<Self, String> {
        let of_noun = |(noun, id): (String, String)| Noun::parse(&noun).map(|noun| (noun, id));
        let named = |ids: Vec<(String, String)>| {
            ids.into_iter().map(of_noun).collect::<Result<_, _>>().map_err(|_| "an unknown noun".to_owned())
        };
        let KeptOutcome { case, revision, added, updated, unchanged, left, left_named, withdrawn, versions, told } =
            kept;
        let case = CaseId::parse(&case).map_err(|_| "no id".to_owned())?;
        let (left_named, withdrawn): (Vec<RecordId>, Vec<RecordId>) = (named(left_named)?, named(withdrawn)?);
        let (ids, versions): (Vec<_>, Vec<_>) = versions.into_iter().unzip();
        let ids: Vec<RecordId> = named(ids)?;
        let versions = ids.into_iter().zip(versions).collect();
        Ok(Self { case, revision, added, updated, unchanged, left, left_named, withdrawn, versions, told })
    }
}

/// Records that somebody brings into a case.
#[derive(Debug, Clone)]
pub struct Import {
    /// The records. Their case is not looked at where `is_without_case` says so.
    pub records: Records,
    /// Only records of the case: the case itself stays as it is.
    pub is_without_case: bool,
    /// What becomes of the others.
    pub mode: ImportMode,
    /// Who brings them, as far as rights go.
    pub importer: Importer,
    /// The revision the case must be at.
    pub at_revision: Option<i64>,
    /// What whoever brings them is to be told beside what was done: kept with that, for a request that comes again.
    pub told: String,
}

impl Import {
    /// The plan of what this does to a case of `rows`, with whatever the importer may not bring among the faults.
    fn plan(self, rows: Option<CaseRows>) -> Result<Plan, StoreError> {
        let Self { mut records, is_without_case, mode, importer, at_revision, told } = self;
        let revision = rows.as_ref().map_or(0, CaseRows::revision);
        if at_revision.is_some_and(|needed| needed != revision) {
            return Err(StoreError::OtherVersion(revision));
        }
        if is_without_case {
            records.case = rows.as_ref().ok_or(StoreError::Gone)?.case()?;
        }
        let mut faults = Vec::new();
        if let Some(rows) = rows.as_ref().filter(|_| importer != Importer::SYSTEM) {
            faults = importer.admit(&rows.guarded()?, &mut records, mode == ImportMode::Replace);
        }
        match plan(rows.map(CaseRows::into_known).transpose()?, records, mode.others()) {
            Err(StoreError::Faults(found)) => faults.extend(found),
            Ok(mut plan) if faults.is_empty() => {
                plan.outcome.told = told;
                return Ok(plan);
            }
            Err(error) if faults.is_empty() => return Err(error),
            _ => {}
        }
        Err(StoreError::Faults(faults))
    }
}

impl ImportMode {
    fn others(self) -> Others {
        match self {
            Self::Merge => Others::Stay,
            Self::Replace => Others::Withdraw,
        }
    }

    fn action(self) -> &'static str {
        match self {
            Self::Merge => "case.import",
            Self::Replace => "case.replace",
        }
    }
}

impl Store {
    /// Brings the records of a whole case in, whoever they are from: [`Store::bring_in`] for the system.
    ///
    /// # Errors
    /// As [`Store::bring_in`].
    pub async fn import_case(
        &self,
        editor: &Editor,
        records: Records,
        mode: ImportMode,
    ) -> Result<ImportOutcome, StoreError> {
        let import = Import {
            records,
            is_without_case: false,
            mode,
            importer: Importer::SYSTEM,
            at_revision: None,
            told: String::new(),
        };
        self.bring_in(editor, import).await
    }

    /// Brings records in: adds and updates by id, checks the whole, writes one revision with its versions and its
    /// audit entry.
    ///
    /// # Errors
    /// `Faults` where the merged records do not agree with each other or hold what the importer may not bring,
    /// `OtherVersion` where the case is at another revision: nothing was written. `Gone`, `Corrupt`, `Busy`, `Full`,
    /// `Database`.
    pub async fn bring_in(&self, editor: &Editor, import: Import) -> Result<ImportOutcome, StoreError> {
        let (editor, vault) = (editor.clone(), self.vault.clone());
        let commit = if import.records.count() > SHARED_RECORDS_MAX { Commit::OfItsOwn } else { Commit::Shared };
        let written = self.write_once(commit, move |connection| {
            Box::pin(async move {
                let rows = dossier::read(connection, &vault, &import.records.case.id).await?;
                let action = import.mode.action();
                let plan: Plan = compute(move || import.plan(rows)).await?;
                let wanted = Write { editor: &editor, action, plan, is_whole: true, vault: &vault };
                change::write(connection, wanted).await.map(|written| written.outcome)
            })
        });
        self.told(written.await)
    }

    /// What [`Store::bring_in`] would do now. Nothing is written, and no receipt is kept. The revision is that of now.
    ///
    /// # Errors
    /// As [`Store::bring_in`], and `TookTooLong`.
    pub async fn try_import(&self, import: Import) -> Result<ImportOutcome, StoreError> {
        let (vault, case) = (self.vault.clone(), import.records.case.id.clone());
        let rows = self.readers.read(|connection| Box::pin(dossier::read_at_once(connection, vault, case))).await?;
        compute(move || import.plan(rows)).await.map(|plan| plan.outcome)
    }
}
