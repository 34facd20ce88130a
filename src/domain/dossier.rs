//! The dossier: all records of one case, checked against each other and read. The input of every view.

use std::{collections::HashMap, sync::Arc};

mod check;

use super::{
    assessment::Assessment,
    calendar::{Day, UtcOffset},
    case::{Case, Event},
    claim::Claim,
    document::Document,
    entity::Entity,
    fault::{Fault, Path},
    id::{ClaimId, DocumentId, EntityId, EventId, PlaceId, QuestionId, SourceId},
    place::Place,
    question::{AnswerKind, Question},
    reading::{Lexicon, Reading},
    source::Source,
    tree::Tree,
    value::place::Gazetteer,
};

/// The records of one case, each sound in itself, not yet checked against each other; in any order.
#[derive(Debug, Clone, PartialEq)]
pub struct Records {
    /// The case itself.
    pub case: Case,
    /// Its places.
    pub places: Vec<Place>,
    /// Its entities.
    pub entities: Vec<Entity>,
    /// Its sources.
    pub sources: Vec<Source>,
    /// Its documents.
    pub documents: Vec<Document>,
    /// Its events.
    pub events: Vec<Event>,
    /// Its questions.
    pub questions: Vec<Question>,
    /// Its claims.
    pub claims: Vec<Claim>,
    /// The judgements on its disagreements.
    pub assessments: Vec<Assessment>,
}

impl Records {
    /// A case in which nothing is recorded yet.
    #[must_use]
    pub fn of(case: Case) -> Self {
        Self {
            case,
            places: Vec::new(),
            entities: Vec::new(),
            sources: Vec::new(),
            documents: Vec::new(),
            events: Vec::new(),
            questions: Vec::new(),
            claims: Vec::new(),
            assessments: Vec::new(),
        }
    }
}

/// A record that could not be read. What refers to it is not at fault, and what it refers to can still be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// What a fault calls such a record: `place`.
    pub noun: &'static str,
    /// The list it stands in: `places`.
    pub list: &'static str,
    /// Its number in that list as given, counted from 0.
    pub index: usize,
    /// Its id, where that much is known; else it may be any.
    pub id: Option<String>,
    /// What it refers to: where, the noun and the id.
    pub references: Vec<(Path, &'static str, String)>,
}

/// All records of one case: every reference leads somewhere, every value has been read, every list is in order of id.
///
/// Records are referred to by their number in these lists; the numbers mean nothing outside the dossier.
#[derive(Debug, Clone)]
pub struct Dossier {
    records: Records,
    readings: Vec<Arc<Reading>>,
    place_tree: Tree,
    entity_tree: Tree,
    option_trees: Vec<Tree>,
    claims_by_question: Vec<Vec<usize>>,
    links: Links,
}

/// How the values of claims were read in a dossier before. It holds as long as what values are read against stands as it
/// did: the question, its event and options, the places, the entities, the policy, the document of the claim.
#[derive(Debug, Clone, Default)]
pub struct ReadBefore(HashMap<ClaimId, Arc<Reading>>);

impl ReadBefore {
    /// Forgets how the value of `claim` was read, since it may say something else now.
    pub fn forget(&mut self, claim: &ClaimId) {
        self.0.remove(claim);
    }
}

impl Extend<(ClaimId, Arc<Reading>)> for ReadBefore {
    fn extend<T: IntoIterator<Item = (ClaimId, Arc<Reading>)>>(&mut self, readings: T) {
        self.0.extend(readings);
    }
}

/// What each record refers to, by number.
#[derive(Debug, Clone, Default)]
struct Links {
    question_event: Vec<usize>,
    claim_question: Vec<usize>,
    claim_document: Vec<usize>,
    claim_chain: Vec<Vec<usize>>,
    claim_relays: Vec<Option<usize>>,
    source_numbers: HashMap<SourceId, usize>,
    claim_numbers: HashMap<ClaimId, usize>,
}

impl Dossier {
    /// Checks the records against each other and reads every value.
    ///
    /// # Errors
    /// Every fault at once, each at its place in the lists as given.
    pub fn build(records: Records) -> Result<Self, Vec<Fault>> {
        Self::build_knowing(records, &ReadBefore::default())
    }

    /// The same without reading anew what was `read` before.
    ///
    /// # Errors
    /// As [`Dossier::build`].
    pub fn build_knowing(records: Records, read: &ReadBefore) -> Result<Self, Vec<Fault>> {
        let checked = check::build(records, &[], read);
        if checked.faults.is_empty() && checked.of_a_life.is_empty() {
            Ok(checked.dossier)
        } else {
            Err(checked.all_faults())
        }
    }

    /// Puts records together that were checked when they came in, perhaps by an older program. What newer rules say of
    /// the life of a claim (superseded by a claim of another root, retracted before it was reported) is not held against
    /// them: the analysis takes such dates as they are. It does rely on references that lead somewhere, trees without
    /// circles and values that can be read.
    ///
    /// # Errors
    /// The records, every list in order of id, and what is wrong with them.
    pub fn of_stored(records: Records) -> Result<Self, (Box<Records>, Vec<Fault>)> {
        let check::Checked { dossier, faults, of_a_life: _ } = check::build(records, &[], &ReadBefore::default());
        if faults.is_empty() { Ok(dossier) } else { Err((Box::new(dossier.records), faults)) }
    }

    /// The faults between the records that could be read, beside those in `unread` that could not.
    #[must_use]
    pub fn faults_beside(records: Records, unread: &[Unread]) -> Vec<Fault> {
        check::build(records, unread, &ReadBefore::default()).all_faults()
    }

    /// The case.
    #[must_use]
    pub fn case(&self) -> &Case {
        &self.records.case
    }

    /// The records, every list in order of id.
    #[must_use]
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// The records by themselves, with how the value of each claim was read, in the order of the claims.
    #[must_use]
    pub fn into_read_records(self) -> (Records, Vec<Arc<Reading>>) {
        (self.records, self.readings)
    }

    /// The same with other sources, in the same order and by the same ids.
    pub(super) fn with_sources(&self, sources: Vec<Source>) -> Self {
        Self { records: Records { sources, ..self.records.clone() }, ..self.clone() }
    }

    /// The events.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.records.events
    }

    /// The questions.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.records.questions
    }

    /// The claims.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.records.claims
    }

    /// The sources.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.records.sources
    }

    /// The documents.
    #[must_use]
    pub fn documents(&self) -> &[Document] {
        &self.records.documents
    }

    /// The places.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.records.places
    }

    /// The entities.
    #[must_use]
    pub fn entities(&self) -> &[Entity] {
        &self.records.entities
    }

    /// How the value of claim number `claim` was read.
    #[must_use]
    pub fn reading(&self, claim: usize) -> &Reading {
        &self.readings[claim]
    }

    /// The numbers of the claims on question number `question`, in order of claim id.
    #[must_use]
    pub fn claims_on(&self, question: usize) -> &[usize] {
        &self.claims_by_question[question]
    }

    /// The number of the question that claim number `claim` answers.
    #[must_use]
    pub fn question_of(&self, claim: usize) -> usize {
        self.links.claim_question[claim]
    }

    /// The number of the document that holds claim number `claim`.
    #[must_use]
    pub fn document_of(&self, claim: usize) -> usize {
        self.links.claim_document[claim]
    }

    /// The numbers of the sources on the chain of claim number `claim`, root first.
    #[must_use]
    pub fn chain_of(&self, claim: usize) -> &[usize] {
        &self.links.claim_chain[claim]
    }

    /// The number of the claim that claim number `claim` is said to retell.
    #[must_use]
    pub fn relayed_by(&self, claim: usize) -> Option<usize> {
        self.links.claim_relays[claim]
    }

    /// The number of the event that question number `question` asks about.
    #[must_use]
    pub fn event_of(&self, question: usize) -> usize {
        self.links.question_event[question]
    }

    /// The number of the source called `id`.
    #[must_use]
    pub fn source_number(&self, id: &SourceId) -> Option<usize> {
        self.links.source_numbers.get(id).copied()
    }

    /// The number of the claim called `id`.
    #[must_use]
    pub fn claim_number(&self, id: &ClaimId) -> Option<usize> {
        self.links.claim_numbers.get(id).copied()
    }

    /// The number of the question called `id`.
    #[must_use]
    pub fn question_number(&self, id: &QuestionId) -> Option<usize> {
        self.records.questions.binary_search_by(|q| q.id.cmp(id)).ok()
    }

    /// The number of the document called `id`.
    #[must_use]
    pub fn document_number(&self, id: &DocumentId) -> Option<usize> {
        self.records.documents.binary_search_by(|d| d.id.cmp(id)).ok()
    }

    /// The number of the event called `id`.
    #[must_use]
    pub fn event_number(&self, id: &EventId) -> Option<usize> {
        self.records.events.binary_search_by(|e| e.id.cmp(id)).ok()
    }

    /// The number of the place called `id`.
    #[must_use]
    pub fn place_number(&self, id: &PlaceId) -> Option<usize> {
        self.records.places.binary_search_by(|p| p.id.cmp(id)).ok()
    }

    /// The number of the entity called `id`.
    #[must_use]
    pub fn entity_number(&self, id: &EntityId) -> Option<usize> {
        self.records.entities.binary_search_by(|e| e.id.cmp(id)).ok()
    }

    /// The part-of tree of the places.
    #[must_use]
    pub fn place_tree(&self) -> &Tree {
        &self.place_tree
    }

    /// The part-of tree of the entities.
    #[must_use]
    pub fn entity_tree(&self) -> &Tree {
        &self.entity_tree
    }

    /// The tree that answers to question number `question` name nodes of: of entities or of its options.
    #[must_use]
    pub fn answer_tree(&self, question: usize) -> &Tree {
        match self.records.questions[question].answer {
            AnswerKind::Choice => &self.option_trees[question],
            AnswerKind::Place => &self.place_tree,
            _ => &self.entity_tree,
        }
    }

    /// The places as the reader of values sees them.
    #[must_use]
    pub fn gazetteer(&self) -> Gazetteer<'_> {
        Gazetteer { places: &self.records.places, tree: &self.place_tree }
    }

    /// The offset of dates on question number `question` that state none.
    #[must_use]
    pub fn utc_offset(&self, question: usize) -> UtcOffset {
        self.records.events.get(self.event_of(question)).and_then(|event| event.utc_offset).unwrap_or_default()
    }

    /// The day by which claim number `claim` was public for sure.
    #[must_use]
    pub fn reported_by(&self, claim: usize) -> Day {
        let document = &self.records.documents[self.document_of(claim)];
        self.records.claims[claim].reported.as_ref().unwrap_or(&document.published).last()
    }

    /// What a value on question number `question` is read against; `ids` as [`Dossier::answer_ids`] gives them.
    #[must_use]
    pub fn lexicon<'a>(&'a self, question: usize, ids: &'a [&'a str], anchor: Option<Day>) -> Lexicon<'a> {
        let asked = &self.records.questions[question];
        Lexicon {
            kind: asked.answer,
            cardinality: asked.cardinality,
            policy: &self.records.case.policy,
            anchor,
            utc_offset: self.utc_offset(question),
            gazetteer: self.gazetteer(),
            ids,
            tree: self.answer_tree(question),
        }
    }

    /// The ids that answers to question number `question` may name: entities in order of id, options in their own order.
    #[must_use]
    pub fn answer_ids(&self, question: usize) -> Vec<&str> {
        let asked = &self.records.questions[question];
        match asked.answer {
            AnswerKind::Choice => asked.options.iter().map(|option| option.id.as_str()).collect(),
            _ => self.records.entities.iter().map(|entity| entity.id.as_str()).collect(),
        }
    }
}
