//! Checking the records of a case against each other, all faults at once.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Dossier, Links, ReadBefore, Records, Unread};
use crate::domain::{
    claim::{Claim, Stance, ValueText},
    dated::Dated,
    fault::{Fault, FaultKind, Path, ValueFault},
    id::{ClaimId, SourceId},
    near::nearest,
    question::{AnswerKind, Cardinality, Question},
    reading::{self, Lexicon, Reading, Sets},
};

mod lifecycle;
mod records;

/// A list in order of id, with the place each record had in the list as given.
struct Ranked {
    list: &'static str,
    origin: Vec<usize>,
}

impl Ranked {
    /// Sorts `items` by `id` and reports ids that stand twice.
    fn sort<T>(list: &'static str, items: &mut Vec<T>, id: impl Fn(&T) -> &str, check: &mut Check<'_>) -> Self {
        let positions = check.gaps.positions(list, items.len());
        let mut ranked: Vec<(usize, T)> = positions.into_iter().zip(items.drain(..)).collect();
        ranked.sort_by(|(i, a), (j, b)| id(a).cmp(id(b)).then(i.cmp(j)));
        let (origin, sorted): (Vec<usize>, Vec<T>) = ranked.into_iter().unzip();
        *items = sorted;
        let this = Self { list, origin };
        for (number, pair) in items.windows(2).enumerate() {
            if id(&pair[0]) == id(&pair[1]) {
                let first = this.path(number).field("id");
                check.faults.push(Fault::new(this.path(number + 1).field("id"), FaultKind::DuplicateId { first }));
            }
        }
        this
    }

    /// Where record number `number` stood in the list as given.
    fn path(&self, number: usize) -> Path {
        Path::root().field(self.list).index(self.origin[number])
    }
}

/// The records that could not be read.
struct Gaps<'a> {
    unread: &'a [Unread],
    /// Noun and id of those whose id is known.
    ids: HashSet<(&'a str, &'a str)>,
    /// The nouns of the others: any id may be one of theirs.
    nouns: HashSet<&'a str>,
}

impl<'a> Gaps<'a> {
    fn new(unread: &'a [Unread]) -> Self {
        let ids = unread.iter().filter_map(|gap| Some((gap.noun, gap.id.as_deref()?))).collect();
        let nouns = unread.iter().filter(|gap| gap.id.is_none()).map(|gap| gap.noun).collect();
        Self { unread, ids, nouns }
    }

    /// Where the `count` records of `list` that could be read stood in the list as given.
    fn positions(&self, list: &str, count: usize) -> Vec<usize> {
        let missing: HashSet<usize> = self.unread.iter().filter(|gap| gap.list == list).map(|gap| gap.index).collect();
        (0..).filter(|index| !missing.contains(index)).take(count).collect()
    }

    /// Whether `id` may be the id of a record that could not be read.
    fn may_hold(&self, noun: &str, id: &str) -> bool {
        self.nouns.contains(noun) || self.ids.contains(&(noun, id))
    }
}

/// The check under way: what could not be read, and the faults found so far.
struct Check<'a> {
    gaps: &'a Gaps<'a>,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn note(&mut self, at: Path, kind: FaultKind) {
        self.faults.push(Fault::new(at, kind));
    }
}

/// The numbers of the records of one list by their id, and the name a fault calls such a record by.
struct Index<'a> {
    noun: &'static str,
    ids: Vec<&'a str>,
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Index<'a> {
    fn new(noun: &'static str, ids: impl Iterator<Item = &'a str>) -> Self {
        let ids: Vec<&str> = ids.collect();
        let numbers = ids.iter().enumerate().map(|(number, id)| (*id, number)).collect();
        Self { noun, ids, numbers }
    }

    fn id(&self, number: usize) -> String {
        self.ids[number].to_owned()
    }

    fn find(&self, id: &str, at: impl FnOnce() -> Path, check: &mut Check<'_>) -> Option<usize> {
        let found = self.numbers.get(id).copied();
        if found.is_none() && !check.gaps.may_hold(self.noun, id) {
            // Looking for a near id costs a walk through the list: not for every one of a hundred thousand faults.
            let is_worth_it = check.faults.len() < NEAR_FAULTS_MAX;
            let near = is_worth_it.then(|| nearest(id, self.ids.iter().copied())).flatten().map(str::to_owned);
            check.note(at(), FaultKind::UnknownReference { noun: self.noun, id: id.to_owned(), near });
        }
        found
    }
}

/// How many faults are given a near id.
const NEAR_FAULTS_MAX: usize = 1_000;

/// Records put together, and what is wrong with them.
pub(super) struct Checked {
    /// Where there are faults other than those of a life, it is not to be used.
    pub(super) dossier: Dossier,
    /// What keeps the records from being a dossier.
    pub(super) faults: Vec<Fault>,
    /// What cannot be in the life of a claim (`lifecycle.rs`), though every reference leads somewhere.
    pub(super) of_a_life: Vec<Fault>,
}

impl Checked {
    /// All faults, as a reader of the lists would meet them.
    pub(super) fn all_faults(self) -> Vec<Fault> {
        let mut faults = self.faults;
        faults.extend(self.of_a_life);
        faults.sort_by(|a, b| a.at.cmp(&b.at));
        faults
    }
}

/// See [`Dossier::build_knowing`], [`Dossier::of_stored`] and [`Dossier::faults_beside`].
pub(super) fn build(mut records: Records, unread: &[Unread], read: &ReadBefore) -> Checked {
    let gaps = Gaps::new(unread);
    let mut check = Check { gaps: &gaps, faults: Vec::new() };
    let places = Ranked::sort("places", &mut records.places, |r| r.id.as_str(), &mut check);
    let entities = Ranked::sort("entities", &mut records.entities, |r| r.id.as_str(), &mut check);
    let sources = Ranked::sort("sources", &mut records.sources, |r| r.id.as_str(), &mut check);
    let documents = Ranked::sort("documents", &mut records.documents, |r| r.id.as_str(), &mut check);
    Ranked::sort("events", &mut records.events, |r| r.id.as_str(), &mut check);
    let questions = Ranked::sort("questions", &mut records.questions, |r| r.id.as_str(), &mut check);
    let claims = Ranked::sort("claims", &mut records.claims, |r| r.id.as_str(), &mut check);

    let place_tree = records::place_tree(&records, &places, &mut check);
    let entity_tree = records::entity_tree(&records, &entities, &mut check);
    records::check_sources(&records, &sources, &mut check);
    records::check_documents(&records, &documents, &mut check);
    let (question_event, option_trees) = records::check_questions(&records, &questions, &mut check);
    let links = link_claims(&records, &claims, &mut check);
    records::check_assessments(&records, &mut check);
    records::check_unread(&records, &mut check);
    records::sort_inner_lists(&mut records);

    let mut dossier = Dossier {
        claims_by_question: group_by_question(&links.claim_question, records.questions.len()),
        links: Links { question_event, ..links },
        readings: Vec::new(),
        place_tree,
        entity_tree,
        option_trees,
        records,
    };
    dossier.readings = read_values(&dossier, read, &claims, &mut check);
    let faults = std::mem::take(&mut check.faults);
    lifecycle::check_claims(&dossier, &claims, &mut check);
    Checked { dossier, faults, of_a_life: check.faults }
}

/// The number a broken reference gets while the remaining faults are looked for. Never seen outside this module.
const UNKNOWN: usize = usize::MAX;

fn group_by_question(claim_question: &[usize], questions: usize) -> Vec<Vec<usize>> {
    let mut groups = vec![Vec::new(); questions];
    for (claim, &question) in claim_question.iter().enumerate() {
        if let Some(group) = groups.get_mut(question) {
            group.push(claim);
        }
    }
    groups
}

/// Follows the references of every claim.
fn link_claims(records: &Records, ranked: &Ranked, check: &mut Check<'_>) -> Links {
    let questions = Index::new("question", records.questions.iter().map(|r| r.id.as_str()));
    let documents = Index::new("document", records.documents.iter().map(|r| r.id.as_str()));
    let sources = Index::new("source", records.sources.iter().map(|r| r.id.as_str()));
    let claims = Index::new("claim", records.claims.iter().map(|r| r.id.as_str()));
    let mut links = Links::default();
    for (number, claim) in records.claims.iter().enumerate() {
        let path = || ranked.path(number);
        let question = questions.find(claim.question.as_str(), || path().field("question"), check);
        let document = documents.find(claim.document.as_str(), || path().field("document"), check);
        let chain = claim.chain.sources().iter().enumerate().map(|(hop, source)| {
            sources.find(source.as_str(), || path().field("chain").index(hop), check).unwrap_or(UNKNOWN)
        });
        links.claim_chain.push(chain.collect());
        // A publisher that does not exist is a fault of the document alone.
        let publisher = document.map(|number| &records.documents[number].publisher);
        if let Some(publisher) = publisher.filter(|publisher| sources.numbers.contains_key(publisher.as_str())) {
            check_chain_end(claim, publisher, path, check);
        }
        let fellows = Fellows { records, claims: &claims, claim };
        links.claim_relays.push(fellows.find(claim.relays.as_ref(), || path().field("relays"), check));
        let by = claim.superseded.as_ref().and_then(|superseded| superseded.by.as_ref());
        fellows.find(by, || path().field("superseded").field("by"), check);
        if let Some(by) = claim.retracted.as_ref().and_then(|retracted| retracted.document.as_ref()) {
            documents.find(by.as_str(), || path().field("retracted").field("document"), check);
        }
        links.claim_question.push(question.unwrap_or(UNKNOWN));
        links.claim_document.push(document.unwrap_or(UNKNOWN));
    }
    links.source_numbers = records.sources.iter().enumerate().map(|(n, source)| (source.id.clone(), n)).collect();
    links.claim_numbers = records.claims.iter().enumerate().map(|(n, claim)| (claim.id.clone(), n)).collect();
    links
}

fn check_chain_end(claim: &Claim, publisher: &SourceId, path: impl Fn() -> Path, check: &mut Check<'_>) {
    if claim.chain.last() != publisher {
        let at = path().field("chain").index(claim.chain.sources().len() - 1);
        check.note(at, FaultKind::ChainEnd { publisher: publisher.to_string() });
    }
}

/// The claims that `claim` may point at: others, on the same question.
struct Fellows<'a> {
    records: &'a Records,
    claims: &'a Index<'a>,
    claim: &'a Claim,
}

impl Fellows<'_> {
    fn find(&self, id: Option<&ClaimId>, at: impl Fn() -> Path, check: &mut Check<'_>) -> Option<usize> {
        let id = id?;
        if *id == self.claim.id {
            check.note(at(), FaultKind::RefersToItself { noun: self.claims.noun });
            return None;
        }
        let found = self.claims.find(id.as_str(), &at, check)?;
        if self.records.claims[found].question != self.claim.question {
            let question = self.claim.question.to_string();
            check.note(at(), FaultKind::OtherQuestion { question });
        }
        Some(found)
    }
}

/// Reads the value of every claim whose question is known, unless it was read before.
fn read_values(dossier: &Dossier, read: &ReadBefore, ranked: &Ranked, check: &mut Check<'_>) -> Vec<Arc<Reading>> {
    let ids: Vec<Vec<&str>> = (0..dossier.questions().len()).map(|question| dossier.answer_ids(question)).collect();
    let mut readings = Vec::with_capacity(dossier.claims().len());
    for (number, claim) in dossier.claims().iter().enumerate() {
        if let Some(reading) = read.0.get(&claim.id) {
            readings.push(Arc::clone(reading));
            continue;
        }
        let Some(question) = dossier.questions().get(dossier.question_of(number)) else { continue };
        let document = dossier.documents().get(dossier.document_of(number));
        let anchor = claim.anchor.as_ref().or(document.map(|document| &document.published)).map(Dated::last);
        let asked = dossier.question_of(number);
        let lexicon = dossier.lexicon(asked, &ids[asked], anchor);
        match read_claim(claim, &lexicon, || ranked.path(number)) {
            Ok(reading) => {
                check_answer(claim, question, &reading, || ranked.path(number), check);
                readings.push(Arc::new(reading));
            }
            Err(fault) if is_follow_up(&fault, document.is_none(), check.gaps) => {}
            Err(fault) => check.faults.push(fault),
        }
    }
    readings
}

/// Whether a fault only follows from a record that could not be read: a value that names it, or that counts from the
/// date of such a document.
fn is_follow_up(fault: &Fault, lacks_document: bool, gaps: &Gaps<'_>) -> bool {
    match &fault.kind {
        FaultKind::Value(ValueFault::Unknown { noun, id, .. }) => gaps.may_hold(noun, id),
        FaultKind::Value(ValueFault::NeedsAnchor) => lacks_document,
        _ => false,
    }
}

fn read_claim(claim: &Claim, lexicon: &Lexicon<'_>, path: impl Fn() -> Path) -> Result<Reading, Fault> {
    let reading = match (reading::read(&claim.value, lexicon), &claim.reading) {
        (Ok(reading), _) => reading,
        // Bounds set by hand stand in for words the reader does not know.
        (Err((_, ValueFault::NotUnderstood { .. } | ValueFault::NeedsAnchor)), Some(_)) => {
            reading::words_alone(&claim.value)
        }
        (Err((part, fault)), _) => {
            let at = match &claim.value {
                ValueText::One(_) => path().field("value"),
                ValueText::Several(_) => path().field("value").index(part),
            };
            return Err(Fault::new(at, FaultKind::Value(fault)));
        }
    };
    let Some(hand) = &claim.reading else { return Ok(reading) };
    reading::set_by_hand(reading, hand, lexicon)
        .map_err(|(field, kind)| Fault::new(path().field("reading").field(field), kind))
}

/// What only shows once a value has been read.
fn check_answer(claim: &Claim, question: &Question, reading: &Reading, path: impl Fn() -> Path, check: &mut Check<'_>) {
    if claim.group.is_some() && question.answer != AnswerKind::Text {
        let kind = FaultKind::NotForThisKind { kind: question.answer.word().to_owned() };
        check.note(path().field("group"), kind);
    }
    let everything = reading::axis_domain(question.answer);
    let denies_everything = reading.members.iter().any(|sets| match sets {
        Sets::Axis { core, .. } => core.complement_in(everything).is_empty(),
        Sets::Areas(_) | Sets::Nodes(_) | Sets::Words => false,
    });
    if claim.stance == Stance::Denies && denies_everything && question.cardinality == Cardinality::One {
        check.note(path().field("stance"), FaultKind::Value(ValueFault::DeniesEverything));
    }
}
