//! The plan of a write: what is there compared with what is given, checked as a whole, analysed.
//!
//! The records given come first in the lists that are checked, in their own order, so that the path of a fault
//! (`claims[12].chain[0]`) points into the input they came from. Only what differs is written.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    Counts, ImportOutcome, StoreError, analyses,
    assessments::AssessmentRow,
    bases::{self, BasisRow},
    bulk::{Batch, Batches},
    cases::CaseRow,
    claims::ClaimRow,
    columns::Row,
    commitment,
    documents::DocumentRow,
    entities::EntityRow,
    events::EventRow,
    identities::Identity,
    import::LEFT_NAMED_MAX,
    places::PlaceRow,
    questions::QuestionRow,
    sources::SourceRow,
    telling::{Before, Telling, Touched, telling},
};
use crate::{
    credentials,
    domain::{
        access::Identities,
        assessment::Basis,
        dossier::{Dossier, ReadBefore, Records},
        edition::Edition,
        id::CaseId,
        outline::Outlines,
        reading::Reading,
        record::{Noun, RecordId},
        source::Source,
    },
};

/// A batch is closed once its JSON is longer than this.
const BATCH_BYTES: usize = 1 << 20;

/// What becomes of the records that are there and not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Others {
    /// They stay as they are.
    Stay,
    /// They are withdrawn.
    Withdraw,
    /// These are withdrawn, the rest stays.
    WithdrawThese(HashMap<Noun, HashSet<String>>),
}

impl Others {
    /// All stay but for `these`.
    pub(super) fn without(these: Vec<RecordId>) -> Self {
        let mut by_noun: HashMap<Noun, HashSet<String>> = HashMap::new();
        for (noun, id) in these {
            by_noun.entry(noun).or_default().insert(id);
        }
        Self::WithdrawThese(by_noun)
    }

    fn are_withdrawn(&self, noun: Noun, key: &str) -> bool {
        match self {
            Self::Stay => false,
            Self::Withdraw => true,
            Self::WithdrawThese(these) => these.get(&noun).is_some_and(|these| these.contains(key)),
        }
    }
}

/// What is known of a case before a write, or of as much of it as the write can reach.
pub(super) struct Known {
    /// The number of writes it has seen.
    pub(super) revision: i64,
    /// The records that stand.
    pub(super) records: Records,
    /// What its assessments were made of, by their keys.
    pub(super) bases: HashMap<String, Basis>,
    /// How the values of its claims were read, as far as they were.
    pub(super) read: ReadBefore,
    /// What the records amount to, where that was found before.
    pub(super) outlines: Option<Arc<Outlines>>,
}

/// A case, or the part of it that was known, as a write leaves it.
pub(super) struct After {
    /// The records, every list in order of id.
    pub(super) records: Records,
    /// How the value of each claim is read.
    pub(super) readings: Vec<Arc<Reading>>,
}

/// What a write is going to do.
pub(super) struct Plan {
    pub(super) outcome: ImportOutcome,
    pub(super) batches: Vec<Batches>,
    /// What the engine makes of every question that was looked at afterwards, as JSON.
    pub(super) analyses: String,
    /// What the assessments that it brings are made of.
    pub(super) bases: Vec<BasisRow>,
    /// What it tells; `None` where nothing changes.
    pub(super) telling: Option<Telling>,
    /// What it leaves; `None` where nothing changes.
    pub(super) after: Option<After>,
}

/// Compares what is known with what is given, checks the two merged and analyses them.
pub(super) fn plan(known: Option<Known>, mut given: Records, others: Others) -> Result<Plan, StoreError> {
    let revision = known.as_ref().map_or(0, |known| known.revision);
    let mut comparison = Comparison::new(given.case.id.clone(), revision, others);
    let before = known.as_ref().map_or_else(Before::nothing, Before::of);
    let (stored, known_case, mut read) = match known {
        Some(Known { records, read, .. }) => {
            let case = vec![records.case.clone()];
            (records, case, read)
        }
        None => (Records::of(given.case.clone()), Vec::new(), ReadBefore::default()),
    };
    given.claims.iter().for_each(|claim| read.forget(&claim.id));

    let c = &mut comparison;
    c.protected = protected(&stored.sources, &given.sources);
    c.list::<_, CaseRow>(Noun::Case, known_case, &mut vec![given.case.clone()], |r| r.id.as_str().into())?;
    c.list::<_, PlaceRow>(Noun::Place, stored.places, &mut given.places, |r| r.id.as_str().into())?;
    c.list::<_, EntityRow>(Noun::Entity, stored.entities, &mut given.entities, |r| r.id.as_str().into())?;
    c.list::<_, SourceRow>(Noun::Source, stored.sources, &mut given.sources, |r| r.id.as_str().into())?;
    c.list::<_, DocumentRow>(Noun::Document, stored.documents, &mut given.documents, |r| r.id.as_str().into())?;
    c.list::<_, EventRow>(Noun::Event, stored.events, &mut given.events, |r| r.id.as_str().into())?;
    c.list::<_, QuestionRow>(Noun::Question, stored.questions, &mut given.questions, |r| r.id.as_str().into())?;
    c.list::<_, ClaimRow>(Noun::Claim, stored.claims, &mut given.claims, |r| r.id.as_str().into())?;
    c.list::<_, AssessmentRow>(Noun::Assessment, stored.assessments, &mut given.assessments, |r| r.key().into())?;

    let dossier = Dossier::build_knowing(given, &read).map_err(StoreError::Faults)?;
    let Comparison { outcome, batches, touched, .. } = comparison;
    if !outcome.is_change() {
        return Ok(Plan { outcome, batches, analyses: String::new(), bases: Vec::new(), telling: None, after: None });
    }
    let edition = Edition::of(dossier, Identities::Hidden);
    let found = edition.whole().analysis(None);
    let telling = Some(telling(before, (&edition, &found), &touched, &outcome));
    let analyses = analyses::json(&analyses::rows(edition.whole().dossier(), &found));
    let bases = bases::rows(edition.whole(), &touched.judged());
    let (records, readings) = edition.into_dossier().into_read_records();
    let after = Some(After { records, readings });
    Ok(Plan { outcome, batches, analyses, bases, telling, after })
}

/// The ids of the sources that are protected once those given stand in the place of those that are there.
fn protected(stored: &[Source], given: &[Source]) -> HashSet<String> {
    let replaced: HashSet<&str> = given.iter().map(|source| source.id.as_str()).collect();
    let stored = stored.iter().filter(|source| !replaced.contains(source.id.as_str()));
    stored.chain(given).filter(|source| source.is_protected).map(|source| source.id.to_string()).collect()
}

/// What differs between the records that are there and those given, noun by noun.
struct Comparison {
    others: Others,
    outcome: ImportOutcome,
    batches: Vec<Batches>,
    /// The ids of protected sources.
    protected: HashSet<String>,
    touched: Touched,
}

impl Comparison {
    fn new(case: CaseId, revision: i64, others: Others) -> Self {
        let outcome = ImportOutcome {
            case,
            revision,
            added: Counts::default(),
            updated: Counts::default(),
            unchanged: Counts::default(),
            left: Counts::default(),
            left_named: Vec::new(),
            withdrawn: Vec::new(),
            versions: Vec::new(),
            told: String::new(),
        };
        Self { others, outcome, batches: Vec::new(), protected: HashSet::new(), touched: Touched::default() }
    }

    /// Compares one list, and appends to `given` what is there and stays.
    fn list<T, R>(
        &mut self,
        noun: Noun,
        stored: Vec<T>,
        given: &mut Vec<T>,
        key: impl for<'a> Fn(&'a T) -> Cow<'a, str>,
    ) -> Result<(), StoreError>
    where
        T: PartialEq,
        R: Row + for<'a> From<&'a T>,
    {
        let (known, others) = paired(stored, given, &key);
        let mut changed: Vec<usize> = Vec::new();
        for (number, known) in known.into_iter().enumerate() {
            let record = &given[number];
            match known {
                Some(known) if is_same::<_, R>(&known, record) => {
                    self.outcome.unchanged.add(noun);
                    continue;
                }
                Some(_) => {
                    self.outcome.updated.add(noun);
                    self.touched.updated(noun, || key(record).into_owned());
                }
                None => {
                    self.outcome.added.add(noun);
                    self.touched.added(noun, || key(record).into_owned());
                }
            }
            changed.push(number);
        }
        let mut withdrawn: Vec<T> = Vec::new();
        for record in others {
            let id = key(&record).into_owned();
            if self.others.are_withdrawn(noun, &id) {
                self.outcome.withdrawn.push((noun, id));
                withdrawn.push(record);
            } else {
                self.outcome.left.add(noun);
                if self.outcome.left_named.len() < LEFT_NAMED_MAX {
                    self.outcome.left_named.push((noun, id));
                }
                given.push(record);
            }
        }
        if !changed.is_empty() || !withdrawn.is_empty() {
            let mut identities = Vec::new();
            let changed: Vec<&T> = changed.into_iter().map(|number| &given[number]).collect();
            let changed = batches::<T, R>(changed, &key, false, &self.protected, &mut identities)?;
            let withdrawn = batches::<T, R>(withdrawn.iter().collect(), &key, true, &self.protected, &mut identities)?;
            self.batches.push(Batches { noun, changed, withdrawn, identities });
        }
        Ok(())
    }
}

/// For each record given the one that is there with its key, and those that are there beside them.
fn paired<T>(
    stored: Vec<T>,
    given: &[T],
    key: impl for<'a> Fn(&'a T) -> Cow<'a, str>,
) -> (Vec<Option<Box<T>>>, Vec<T>) {
    // Of many that are given most may be new, and a place for a whole record would be kept for each.
    let mut known: Vec<Option<Box<T>>> = given.iter().map(|_| None).collect();
    if given.is_empty() {
        return (known, stored);
    }
    let mut numbers: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(given.len());
    for (number, record) in given.iter().enumerate() {
        // One that is given twice is a fault that is found later.
        numbers.entry(key(record)).or_insert(number);
    }
    let mut others = Vec::with_capacity(stored.len());
    for record in stored {
        match numbers.get(&key(&record)) {
            Some(&number) => known[number] = Some(Box::new(record)),
            None => others.push(record),
        }
    }
    (known, others)
}

/// Whether two records are kept alike. Another order of a set, or nanoseconds that are not kept, are no difference.
fn is_same<T, R>(known: &T, given: &T) -> bool
where
    T: PartialEq,
    R: Row + for<'a> From<&'a T>,
{
    known == given || R::from(known) == R::from(given)
}

/// Records as JSON lists of limited length, in order of id, which is the order the database keeps them in. What not
/// everybody may see of them is put among the identities. Of all their rows one is held at a time.
fn batches<T, R>(
    mut records: Vec<&T>,
    key: impl for<'a> Fn(&'a T) -> Cow<'a, str>,
    is_withdrawn: bool,
    protected: &HashSet<String>,
    identities: &mut Vec<Identity>,
) -> Result<Vec<Batch>, StoreError>
where
    R: Row + for<'a> From<&'a T>,
{
    records.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut batches = Vec::new();
    let mut batch = Batch::new();
    for record in records {
        let row = R::from(record);
        let id = serde_json::Value::from(row.id()).to_string();
        let (salt, whole) = (credentials::salt(), row.body());
        let commitment = commitment::of_version(&salt, &whole, is_withdrawn);
        let (body, salt) = match row.shown(protected)? {
            None => (whole, format!("\"{salt}\"")),
            Some(public) => {
                let body = public.body();
                identities.push(Identity { id: row.id().to_owned(), salt, whole, body: body.clone() });
                (body, "null".to_owned())
            }
        };
        batch.add(
            if is_withdrawn { &id } else { &body },
            &format!(
                r#"{{"id":{id},"is_withdrawn":{},"salt":{salt},"commitment":"{commitment}","body":{body}}}"#,
                u8::from(is_withdrawn),
            ),
        );
        if batch.rows.len() > BATCH_BYTES {
            batches.push(std::mem::replace(&mut batch, Batch::new()).closed());
        }
    }
    if batch.rows.len() > 1 {
        batches.push(batch.closed());
    }
    Ok(batches)
}

impl Batch {
    fn new() -> Self {
        Self { rows: "[".to_owned(), versions: "[".to_owned() }
    }

    fn add(&mut self, row: &str, version: &str) {
        for (list, item) in [(&mut self.rows, row), (&mut self.versions, version)] {
            if list.len() > 1 {
                list.push(',');
            }
            list.push_str(item);
        }
    }

    fn closed(mut self) -> Self {
        self.rows.push(']');
        self.versions.push(']');
        self
    }
}
