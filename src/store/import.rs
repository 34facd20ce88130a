//! Bringing the records of a case in: merged with what is there, checked as a whole, written as one change.
//!
//! All or nothing. The records given come first in the lists that are checked, in their own order, so that the path of
//! a fault (`claims[12].chain[0]`) points into the file they came from. Only what differs is written, so the same
//! records twice change nothing at all, not even the revision.

use std::collections::{BTreeMap, HashMap};

use sqlx::SqliteConnection;

use super::{
    Store, StoreError,
    assessments::{self, AssessmentRow},
    audit::{self, Actor},
    bulk::{self, Batches},
    cases::{self, CaseRow},
    claims::ClaimRow,
    columns::Row,
    compute,
    documents::DocumentRow,
    dossier::{self, CaseRows},
    entities::EntityRow,
    events::EventRow,
    noun::Noun,
    places::PlaceRow,
    questions::QuestionRow,
    sources::SourceRow,
    writer::Commit,
};
use crate::domain::{
    dossier::{Dossier, Records},
    id::CaseId,
};

/// A batch is closed once its JSON is longer than this.
const BATCH_BYTES: usize = 1 << 20;
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

/// A record, by noun and id. An assessment, which has no id, is named by its question, moment and editor.
pub type RecordId = (Noun, String);

/// Numbers of records by noun; nouns without any are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<Noun, usize>);

impl Counts {
    /// The number of records of `noun`.
    #[must_use]
    pub fn of(&self, noun: Noun) -> usize {
        self.0.get(&noun).copied().unwrap_or(0)
    }

    /// The number of records of all nouns.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.values().sum()
    }

    /// The nouns with records, in the order of the case file.
    pub fn iter(&self) -> impl Iterator<Item = (Noun, usize)> {
        self.0.iter().map(|(noun, count)| (*noun, *count))
    }

    fn add(&mut self, noun: Noun) {
        *self.0.entry(noun).or_default() += 1;
    }

    fn json(&self) -> serde_json::Value {
        self.iter().map(|(noun, count)| (noun.word().to_owned(), serde_json::Value::from(count))).collect()
    }
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
        actor: &Actor,
        records: Records,
        mode: ImportMode,
        at: jiff::Timestamp,
    ) -> Result<ImportOutcome, StoreError> {
        let actor = actor.clone();
        let commit = if count(&records) > SHARED_RECORDS_MAX { Commit::OfItsOwn } else { Commit::Shared };
        self.writer.write(commit, move |connection| Box::pin(bring_in(connection, actor, records, mode, at))).await
    }
}

fn count(records: &Records) -> usize {
    let Records { case: _, places, entities, sources, documents, events, questions, claims, assessments } = records;
    places.len()
        + entities.len()
        + sources.len()
        + documents.len()
        + events.len()
        + questions.len()
        + claims.len()
        + assessments.len()
}

async fn bring_in(
    connection: &mut SqliteConnection,
    actor: Actor,
    records: Records,
    mode: ImportMode,
    at: jiff::Timestamp,
) -> Result<ImportOutcome, StoreError> {
    let rows = dossier::read(connection, &records.case.id).await?;
    let Plan { mut outcome, batches } = compute(move || plan(rows, records, mode)).await?;
    if !outcome.is_change() {
        return Ok(outcome);
    }
    outcome.revision += 1;
    for batches in &batches {
        bulk::write(connection, &outcome.case, outcome.revision, batches).await?;
    }
    sqlx::query(cases::SET_REVISION)
        .bind(outcome.case.as_str())
        .bind(outcome.revision)
        .bind(at.as_microsecond())
        .execute(&mut *connection)
        .await?;
    audit::record(connection, entry(&outcome, &actor, mode, at)).await?;
    Ok(outcome)
}

fn entry<'a>(outcome: &'a ImportOutcome, actor: &'a Actor, mode: ImportMode, at: jiff::Timestamp) -> audit::Entry<'a> {
    let mut withdrawn = Counts::default();
    for (noun, _) in &outcome.withdrawn {
        withdrawn.add(*noun);
    }
    let changed = serde_json::json!({
        "mode": match mode { ImportMode::Merge => "merge", ImportMode::Replace => "replace" },
        "added": outcome.added.json(),
        "updated": outcome.updated.json(),
        "withdrawn": withdrawn.json(),
    });
    let (case, revision, changed) = (&outcome.case, outcome.revision, changed.to_string());
    audit::Entry { at, actor, action: "case.import", case, revision, changed }
}

/// What an import is going to do.
struct Plan {
    outcome: ImportOutcome,
    batches: Vec<Batches>,
}

/// Compares what is there with what is given, and checks the two merged.
fn plan(rows: Option<CaseRows>, mut given: Records, mode: ImportMode) -> Result<Plan, StoreError> {
    let mut comparison = Comparison::new(given.case.id.clone(), rows.as_ref().map_or(0, CaseRows::revision), mode);
    let stored = rows.map(CaseRows::into_records).transpose()?;
    let is_new = stored.is_none();
    let stored = stored.unwrap_or_else(|| Records::of(given.case.clone()));
    let known_case = if is_new { Vec::new() } else { vec![stored.case] };

    let c = &mut comparison;
    c.list::<_, CaseRow>(Noun::Case, known_case, &mut vec![given.case.clone()], |r| r.id.to_string());
    c.list::<_, PlaceRow>(Noun::Place, stored.places, &mut given.places, |r| r.id.to_string());
    c.list::<_, EntityRow>(Noun::Entity, stored.entities, &mut given.entities, |r| r.id.to_string());
    c.list::<_, SourceRow>(Noun::Source, stored.sources, &mut given.sources, |r| r.id.to_string());
    c.list::<_, DocumentRow>(Noun::Document, stored.documents, &mut given.documents, |r| r.id.to_string());
    c.list::<_, EventRow>(Noun::Event, stored.events, &mut given.events, |r| r.id.to_string());
    c.list::<_, QuestionRow>(Noun::Question, stored.questions, &mut given.questions, |r| r.id.to_string());
    c.list::<_, ClaimRow>(Noun::Claim, stored.claims, &mut given.claims, |r| r.id.to_string());
    c.list::<_, AssessmentRow>(Noun::Assessment, stored.assessments, &mut given.assessments, assessments::key);

    Dossier::build(given).map_err(StoreError::Faults)?;
    Ok(Plan { outcome: comparison.outcome, batches: comparison.batches })
}

/// What differs between the records that are there and those given, noun by noun.
struct Comparison {
    mode: ImportMode,
    outcome: ImportOutcome,
    batches: Vec<Batches>,
}

impl Comparison {
    fn new(case: CaseId, revision: i64, mode: ImportMode) -> Self {
        let outcome = ImportOutcome {
            case,
            revision,
            added: Counts::default(),
            updated: Counts::default(),
            unchanged: Counts::default(),
            left: Vec::new(),
            withdrawn: Vec::new(),
        };
        Self { mode, outcome, batches: Vec::new() }
    }

    /// Compares one list, and appends to `given` what is there and stays.
    fn list<T, R>(&mut self, noun: Noun, stored: Vec<T>, given: &mut Vec<T>, key: impl Fn(&T) -> String)
    where
        T: PartialEq,
        R: Row + for<'a> From<&'a T>,
    {
        let numbers: HashMap<String, usize> = stored.iter().enumerate().map(|(n, record)| (key(record), n)).collect();
        let mut stored: Vec<Option<T>> = stored.into_iter().map(Some).collect();
        let mut changed: Vec<R> = Vec::new();
        for record in given.iter() {
            let known = numbers.get(&key(record)).and_then(|&number| stored[number].take());
            match known {
                Some(known) if is_same::<_, R>(&known, record) => {
                    self.outcome.unchanged.add(noun);
                    continue;
                }
                Some(_) => self.outcome.updated.add(noun),
                None => self.outcome.added.add(noun),
            }
            changed.push(record.into());
        }
        let mut withdrawn = Vec::new();
        for record in stored.into_iter().flatten() {
            match self.mode {
                ImportMode::Merge => {
                    self.outcome.left.push((noun, key(&record)));
                    given.push(record);
                }
                ImportMode::Replace => withdrawn.push(key(&record)),
            }
        }
        if !changed.is_empty() || !withdrawn.is_empty() {
            self.batches.push(Batches { noun, changed: batches(changed), withdrawn: list_of(&withdrawn) });
        }
        self.outcome.withdrawn.extend(withdrawn.into_iter().map(|id| (noun, id)));
    }
}

/// Whether two records are kept alike. Another order of a set, or nanoseconds that are not kept, are no difference.
fn is_same<T, R>(known: &T, given: &T) -> bool
where
    T: PartialEq,
    R: Row + for<'a> From<&'a T>,
{
    known == given || R::from(known) == R::from(given)
}

/// Rows as JSON lists of limited length, in order of id, which is the order the database keeps them in.
fn batches<R: Row>(mut rows: Vec<R>) -> Vec<String> {
    rows.sort_by(|a, b| a.id().cmp(b.id()));
    let mut batches = Vec::new();
    let mut batch = String::new();
    for row in rows {
        let row = serde_json::to_string(&row).expect("rows hold only strings, numbers, flags and lists of them");
        batch.push(if batch.is_empty() { '[' } else { ',' });
        batch.push_str(&row);
        if batch.len() > BATCH_BYTES {
            batch.push(']');
            batches.push(std::mem::take(&mut batch));
        }
    }
    if !batch.is_empty() {
        batch.push(']');
        batches.push(batch);
    }
    batches
}

fn list_of(ids: &[String]) -> Option<String> {
    (!ids.is_empty()).then(|| serde_json::Value::from(ids).to_string())
}
