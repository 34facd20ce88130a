//! Candidates: a claim as a form holds it, not yet recorded and perhaps not complete, joined to a case for a trial.
//!
//! A link that nobody has named yet is stood in for by a source of its own of the kind *unattributed*, at its place on
//! the chain. So a chain whose furthest link is unnamed goes back to nobody: it is in its positions and adds no root,
//! just as it would if it were recorded as reports that name nobody. An unnamed link further on changes nothing about
//! the root. What cannot be stood in for is a fault: a value without a meaning, a chain that ends with another
//! publisher than the document's.

use std::collections::HashSet;

use super::{
    analysis::Study,
    certainty::Certainty,
    chain::Chain,
    claim::{Basis, Claim, Credibility, HandReading, Retracted, Stance, Superseded, ValueText},
    consequence::Consequence,
    dated::Dated,
    document::{Document, LanguageTag},
    dossier::{Dossier, Records},
    fault::{Fault, FaultKind, Path, ValueFault},
    id::{ClaimId, DocumentId, ID_CHARS_MAX, QuestionId, SourceId},
    judged::Judged,
    reading,
    source::{Source, SourceKind},
    text::{Localised, Text},
};

/// A claim as far as it is known. Field for field a [`Claim`], of which some may still be missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its id: that of a claim of the case where it edits one. Of positions first reported on the same day the smaller
    /// id gets the earlier letter; without an id a candidate comes last.
    pub id: Option<ClaimId>,
    /// The question it answers.
    pub question: QuestionId,
    /// The answer as typed.
    pub value: ValueText,
    /// Whether it says the value or denies it.
    pub stance: Stance,
    /// How it reached us, root first; `None` for a link that nobody has named. Empty: nothing is known of the way.
    pub links: Vec<Option<SourceId>>,
    /// The document it stands in.
    pub document: Option<DocumentId>,
    /// The words of the document.
    pub excerpt: Option<Text>,
    /// The excerpt is in our words.
    pub is_paraphrase: bool,
    /// When it became public, where that is not the document's date.
    pub reported: Option<Dated>,
    /// The words for the value in the original.
    pub original: Option<Text>,
    /// The language of `original`, where it is not the document's.
    pub original_lang: Option<LanguageTag>,
    /// The day that relative words count from, where it is not the document's date.
    pub anchor: Option<Dated>,
    /// Bounds set by hand.
    pub reading: Option<HandReading>,
    /// How sure the root is.
    pub certainty: Option<Certainty>,
    /// How the root knows.
    pub basis: Option<Basis>,
    /// The digit of its Admiralty grade.
    pub credibility: Option<Credibility>,
    /// For text answers: claims of one group are one position.
    pub group: Option<Text>,
    /// The claim it retells.
    pub relays: Option<ClaimId>,
    /// A newer claim took its place.
    pub superseded: Option<Superseded>,
    /// The root withdrew it.
    pub retracted: Option<Retracted>,
    /// An editor's note.
    pub note: Option<Text>,
}

/// A case with a candidate in it.
pub struct Trial {
    /// The case, the candidate in it as if it were recorded.
    pub study: Study<'static>,
    /// The number of the candidate.
    pub claim: usize,
    /// The sources that stand in for links nobody has named, by number, in order of the chain.
    pub unnamed: Vec<usize>,
    /// A document that stands in for one that nobody has named, by number: it is as late as the latest of the case.
    pub unnamed_document: Option<usize>,
    /// What follows: for the question of the candidate, then, where it edits a claim on another, for that one.
    pub consequences: Vec<Consequence>,
}

impl Trial {
    /// The same with what becomes of the judgements `judged` of the case that it was tried on, `before`.
    #[must_use]
    pub fn with_judged(mut self, before: &Dossier, judged: &[Judged]) -> Self {
        let after = self.study.dossier();
        let told = self.consequences.into_iter().map(|consequence| consequence.with_judged(judged, before, after));
        self.consequences = told.collect();
        self
    }
}

impl Candidate {
    /// A candidate of which only question and value are known.
    #[must_use]
    pub fn new(question: QuestionId, value: ValueText) -> Self {
        Self {
            id: None,
            question,
            value,
            stance: Stance::Asserts,
            links: Vec::new(),
            document: None,
            excerpt: None,
            is_paraphrase: false,
            reported: None,
            original: None,
            original_lang: None,
            anchor: None,
            reading: None,
            certainty: None,
            basis: None,
            credibility: None,
            group: None,
            relays: None,
            superseded: None,
            retracted: None,
            note: None,
        }
    }

    /// A candidate that is a claim of the case, to be edited.
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        let claim = claim.clone();
        Self {
            id: Some(claim.id),
            stance: claim.stance,
            links: claim.chain.sources().iter().cloned().map(Some).collect(),
            document: Some(claim.document),
            excerpt: Some(claim.excerpt),
            is_paraphrase: claim.is_paraphrase,
            reported: claim.reported,
            original: claim.original,
            original_lang: claim.original_lang,
            anchor: claim.anchor,
            reading: claim.reading,
            certainty: claim.certainty,
            basis: claim.basis,
            credibility: claim.credibility,
            group: claim.group,
            relays: claim.relays,
            superseded: claim.superseded,
            retracted: claim.retracted,
            note: claim.note,
            ..Self::new(claim.question, claim.value)
        }
    }

    /// What would follow if the candidate were recorded: `before` becomes `records` with the candidate in it. `records`
    /// are those of `before`, and what the candidate brings with it: its document, new sources.
    ///
    /// # Errors
    /// What is wrong with the candidate, at its place in it (`value`, `chain[0]`); faults of other records at their place
    /// in the lists (`claims[3].relays`).
    pub fn trial(&self, before: &Study<'_>, records: Records) -> Result<Trial, Vec<Fault>> {
        let mut stand_ins = StandIns::new(records);
        let (claim, index) = self.claim(&mut stand_ins)?;
        let id = claim.id.clone();
        let StandIns { mut records, sources, document, .. } = stand_ins;
        match records.claims.get_mut(index) {
            Some(edited) => *edited = claim,
            None => records.claims.push(claim),
        }
        let own = Path::root().field("claims").index(index);
        let inside = |faults: Vec<Fault>| faults.into_iter().map(|fault| inside(fault, &own)).collect::<Vec<_>>();
        let dossier = Dossier::build(records).map_err(inside)?;
        let found = dossier.claim_number(&id);
        let claim = found.ok_or_else(|| vec![Fault::new(Path::root().field("id"), FaultKind::Missing)])?;
        self.check_anchor(&dossier, claim)?;
        let unnamed = sources.iter().filter_map(|id| dossier.source_number(id)).collect();
        let unnamed_document = document.and_then(|id| dossier.document_number(&id));
        let study = Study::owning(dossier);
        let mut questions = vec![&self.question];
        let edited = before.dossier().claim_number(&id).map(|claim| &before.dossier().claims()[claim].question);
        questions.extend(edited.filter(|question| **question != self.question));
        let consequences = questions.into_iter().filter_map(|question| Consequence::between(before, &study, question));
        let consequences = consequences.collect();
        Ok(Trial { study, claim, unnamed, unnamed_document, consequences })
    }

    /// The candidate as a record, and its place in the list of claims.
    fn claim(&self, stand_ins: &mut StandIns) -> Result<(Claim, usize), Vec<Fault>> {
        let claims = &stand_ins.records.claims;
        let id = self.id.clone().unwrap_or_else(|| last_id(claims.iter().map(|claim| claim.id.as_str())));
        let index = claims.iter().position(|claim| claim.id == id).unwrap_or(claims.len());
        let (chain, document) = stand_ins.way(&self.links, self.document.as_ref());
        let chain = Chain::new(chain).map_err(|kind| vec![Fault::new(Path::root().field("chain"), kind)])?;
        let claim = Claim {
            id,
            question: self.question.clone(),
            value: self.value.clone(),
            stance: self.stance,
            chain,
            document,
            excerpt: self.excerpt.clone().unwrap_or_else(|| self.value.parts()[0].clone()),
            is_paraphrase: self.is_paraphrase,
            reported: self.reported.clone(),
            original: self.original.clone(),
            original_lang: self.original_lang.clone(),
            anchor: self.anchor.clone(),
            reading: self.reading.clone(),
            certainty: self.certainty.clone(),
            basis: self.basis,
            credibility: self.credibility,
            group: self.group.clone(),
            relays: self.relays.clone(),
            superseded: self.superseded.clone(),
            retracted: self.retracted.clone(),
            note: self.note.clone(),
        };
        Ok((claim, index))
    }

    /// "Last month" must not be counted from the day of a document that only stands in for one.
    fn check_anchor(&self, dossier: &Dossier, claim: usize) -> Result<(), Vec<Fault>> {
        if self.document.is_some() || self.anchor.is_some() || self.reading.is_some() {
            return Ok(());
        }
        let question = dossier.question_of(claim);
        let ids = dossier.answer_ids(question);
        match reading::read(&self.value, &dossier.lexicon(question, &ids, None)) {
            Err((_, fault @ ValueFault::NeedsAnchor)) => {
                Err(vec![Fault::new(Path::root().field("value"), FaultKind::Value(fault))])
            }
            _ => Ok(()),
        }
    }
}

/// The records of `dossier` without the claim called `id`: what is left if it is withdrawn altogether.
///
/// # Errors
/// The claims that relay it or name it as the newer one, at their place in the lists.
pub fn without(dossier: &Dossier, id: &ClaimId) -> Result<Dossier, Vec<Fault>> {
    let mut records = dossier.records().clone();
    records.claims.retain(|claim| claim.id != *id);
    Dossier::build(records)
}

/// The records of a trial, and what has been put among them to stand in for what nobody has named.
struct StandIns {
    records: Records,
    sources: Vec<SourceId>,
    document: Option<DocumentId>,
}

impl StandIns {
    fn new(records: Records) -> Self {
        Self { records, sources: Vec::new(), document: None }
    }

    /// The whole chain, root first, and the document. The publisher of the document is on record: it need not be named.
    fn way(&mut self, links: &[Option<SourceId>], document: Option<&DocumentId>) -> (Vec<SourceId>, DocumentId) {
        let is_complete = !links.is_empty() && links.iter().all(Option::is_some);
        let known = document.and_then(|id| self.records.documents.iter().find(|document| document.id == *id));
        let publisher = known.map(|document| document.publisher.clone());
        let mut open = links.to_vec();
        if links.is_empty() {
            open.push(None);
        }
        if let Some(publisher) = publisher.filter(|_| !is_complete) {
            let is_at_end = open.last().is_some_and(|last| last.as_ref() == Some(&publisher));
            // Of several links the last is the publisher's own; a single one is the furthest back.
            if open.len() > 1 && open.last().is_some_and(Option::is_none) {
                open.pop();
            }
            if !is_at_end {
                open.push(Some(publisher));
            }
        }
        let chain: Vec<SourceId> = open.into_iter().map(|link| link.unwrap_or_else(|| self.source())).collect();
        let document = document.cloned().unwrap_or_else(|| self.document(chain.last()));
        (chain, document)
    }

    /// A source that stands in for a link nobody has named.
    fn source(&mut self) -> SourceId {
        let id: SourceId = last_id(self.records.sources.iter().map(|source| source.id.as_str()));
        self.records
            .sources
            .push(Source { is_anonymous: true, ..Source::new(id.clone(), nameless(), SourceKind::Unattributed) });
        self.sources.push(id.clone());
        id
    }

    /// A document that stands in for one nobody has named, published by the end of the chain.
    fn document(&mut self, publisher: Option<&SourceId>) -> DocumentId {
        let id: DocumentId = last_id(self.records.documents.iter().map(|document| document.id.as_str()));
        let dates = self.records.documents.iter().map(|document| &document.published);
        let latest = dates.max_by_key(|published| published.last()).cloned();
        let publisher = publisher.cloned().unwrap_or_else(|| self.source());
        self.records.documents.push(Document {
            id: id.clone(),
            publisher,
            title: nameless(),
            published: latest.unwrap_or_else(|| Dated::parse("1970-01-01").expect("a date of the calendar")),
            language: LanguageTag::parse("und").expect("the tag of a language nobody has told"),
            url: None,
            text: None,
            cites: Vec::new(),
            note: None,
        });
        self.document = Some(id.clone());
        id
    }
}

fn nameless() -> Localised {
    Localised::Plain(Text::name("?").expect("one character"))
}

/// An id that none of `taken` is, and that comes after all that somebody would think of.
fn last_id<'a, I: std::str::FromStr<Err = FaultKind>>(taken: impl Iterator<Item = &'a str>) -> I {
    let taken: HashSet<&str> = taken.collect();
    let ids = (0..).map(|number: usize| {
        let tail = if number == 0 { String::new() } else { format!("-{number}") };
        "z".repeat(ID_CHARS_MAX - tail.len()) + tail.as_str()
    });
    let free = ids.into_iter().find(|id| !taken.contains(id.as_str())).unwrap_or_default();
    free.parse().expect("eighty letters, digits and hyphens")
}

/// The same fault, at its place in the record that stands at `own`, where it is in there.
fn inside(fault: Fault, own: &Path) -> Fault {
    let rest = fault.at.as_str().strip_prefix(own.as_str()).and_then(|rest| rest.strip_prefix('.'));
    match rest {
        Some(rest) => Fault::new(Path::root().field(rest), fault.kind),
        None => fault,
    }
}
