//! What was typed, as the case file would have it, as a candidate for a trial, and all that is wrong with it. The grammar
//! and the faults are those of the case file; only names are turned into ids here, and the way is turned round.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{
    BOUNDS, LINK, MORE, answer,
    chain::{self, Link},
};
use crate::{
    domain::{
        candidate::Candidate,
        claim::{Claim, ValueText},
        dated::Dated,
        fault::{Fault, FaultKind},
        fold::fold,
        id::{ClaimId, SourceId},
        near::nearest,
        record::Noun,
        source::Source,
        text::Text,
    },
    exchange::case_file,
    web::{
        FormFields, InCase,
        forms::{
            faults::{self, sentence},
            known::{self, Known},
            typed::value,
        },
    },
};

/// What is wrong, in sentences, by the name of the input; a row of several is written `value[1]`.
pub(super) type Faults = BTreeMap<String, String>;

/// A claim as typed.
pub(super) struct Typed {
    /// As the case file has it, without its id.
    pub json: Map<String, Value>,
    /// The question it answers, by number.
    pub question: Option<usize>,
    /// The document in hand, by number.
    pub document: Option<usize>,
    /// What is wrong with it, as far as its own record tells.
    pub faults: Faults,
    /// As far as it can be tried.
    pub candidate: Option<Candidate>,
    /// A source that has to be made with it.
    pub brings: Option<Source>,
    /// The links as typed.
    links: Vec<Link>,
    /// The chain as far as it is named, root first, each with the row it was typed in; `None` for the publisher.
    chain: Vec<(SourceId, Option<usize>)>,
    /// The row that each part of the answer was typed in.
    value_rows: Vec<usize>,
}

impl Typed {
    /// Reads what was typed; `id` is that of the claim that is edited.
    pub(super) fn of(page: &InCase, fields: &FormFields, id: Option<&ClaimId>) -> Self {
        let (known, dossier) = (Known::of(page), page.dossier());
        let typed = |name: &str, noun: Noun| filled(fields.first(name)).map(|typed| known.id_of(noun, typed));
        let question = typed("question", Noun::Question).and_then(|id| dossier.question_number(&id.parse().ok()?));
        let document = typed("document", Noun::Document).and_then(|id| dossier.document_number(&id.parse().ok()?));
        let values = fields.all("value").enumerate();
        let mut typed = Self {
            json: Map::new(),
            question,
            document,
            faults: Faults::new(),
            candidate: None,
            brings: None,
            links: chain::links(page, fields),
            chain: Vec::new(),
            value_rows: values.filter(|(_, typed)| !typed.trim().is_empty()).map(|(row, _)| row).collect(),
        };
        typed.note_unknown(page, fields);
        let way = typed.way(page);
        typed.json = typed.as_file(page, fields);
        typed.keep_list(page, id);
        let claim = typed.read(page);
        typed.candidate = claim.map(|claim| typed.candidate(&claim, id, way));
        typed
    }

    /// Notes a fault at an input; the first one stands.
    pub(super) fn note(&mut self, place: &str, fault: String) {
        self.faults.entry(place.to_owned()).or_insert(fault);
    }

    /// Notes faults of the record at the inputs they belong to.
    pub(super) fn note_faults(&mut self, page: &InCase, faults: &[Fault]) {
        for fault in faults {
            let place = self.place(fault);
            self.note(&place, faults::told(page, Some(Noun::Claim), fault));
        }
    }

    fn note_unknown(&mut self, page: &InCase, fields: &FormFields) {
        for (name, noun, is_known) in [
            ("question", Noun::Question, self.question.is_some()),
            ("document", Noun::Document, self.document.is_some()),
        ] {
            let Some(typed) = filled(fields.first(name)).filter(|_| !is_known) else { continue };
            let names = known::names(page.dossier(), noun);
            let near = nearest(&fold(typed), names.iter().flat_map(|(_, name)| known::versions(name)));
            let (id, near) = (typed.to_owned(), near.map(str::to_owned));
            let kind = FaultKind::UnknownReference { noun: noun.word(), id, near };
            self.note(name, sentence(page.words(), &kind));
        }
        for row in 0..self.links.len() {
            if let Some(fault) = chain::fault(page, &self.links[row]) {
                self.note(&format!("{LINK}[{row}]"), fault);
            }
        }
    }

    /// The way root first, the publisher of the document at its end; `None` where nobody is named.
    fn way(&mut self, page: &InCase) -> Vec<Option<SourceId>> {
        let mut way = Vec::new();
        for (row, link) in self.links.iter().enumerate().rev() {
            let id = match link {
                Link::Known(id) => Some(id.clone()),
                Link::NotStated => {
                    let (id, made) = chain::not_stated(page.dossier());
                    self.brings = self.brings.take().or(made);
                    Some(id)
                }
                Link::Unnamed | Link::Unknown(_) => None,
            };
            self.chain.extend(id.clone().map(|id| (id, Some(row))));
            way.push(id);
        }
        if let Some(document) = self.document {
            let publisher = page.dossier().documents()[document].publisher.clone();
            self.chain.push((publisher.clone(), None));
            way.push(Some(publisher));
        }
        way
    }

    /// The record without its id.
    fn as_file(&self, page: &InCase, fields: &FormFields) -> Map<String, Value> {
        let (known, dossier) = (Known::of(page), page.dossier());
        let text = |name: &str| filled(fields.first(name)).map(Value::from);
        let chain: Vec<&str> = self.chain.iter().map(|(id, _)| id.as_str()).collect();
        let parts = [
            ("question", self.question.map(|number| dossier.questions()[number].id.as_str().into())),
            ("value", answer::value(page, self.question, fields)),
            ("stance", Some(text("stance").unwrap_or_else(|| "asserts".into()))),
            ("chain", (!chain.is_empty()).then(|| chain.into())),
            ("document", self.document.map(|number| dossier.documents()[number].id.as_str().into())),
            ("excerpt", text("excerpt")),
            ("paraphrase", fields.is_ticked("paraphrase").then_some(Value::Bool(true))),
            ("group", text("group")),
            ("reading", answer::by_hand(page, self.question, fields)),
        ];
        let parts = parts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let mut record: Map<String, Value> = parts.collect();
        for control in MORE {
            let Some(typed) = value(control, fields, known) else { continue };
            let digit = typed.as_str().filter(|_| control.name == "credibility").and_then(|digit| digit.parse().ok());
            let typed = digit.map_or(typed, |digit: i64| digit.into());
            let (object, field) = control.name.split_once('.').unwrap_or((control.name, ""));
            if field.is_empty() {
                record.insert(object.to_owned(), typed);
            } else if let Some(inner) = record.entry(object).or_insert_with(|| Map::new().into()).as_object_mut() {
                inner.insert(field.to_owned(), typed);
            }
        }
        record
    }

    /// An answer that nobody changed stays a list, or none, as it was.
    fn keep_list(&mut self, page: &InCase, id: Option<&ClaimId>) {
        let number = id.and_then(|id| page.dossier().claim_number(id));
        let Some(stored) = number.map(|number| &page.dossier().claims()[number].value) else { return };
        if let ValueText::Several(parts) = stored
            && let [part] = parts.as_slice()
            && self.json.get("value").and_then(Value::as_str) == Some(part.as_str())
        {
            self.json.insert("value".to_owned(), vec![part.as_str()].into());
        }
    }

    /// Notes what is wrong with the record, and reads what is left of it once that is left out: enough for a trial.
    fn read(&mut self, page: &InCase) -> Option<Claim> {
        let mut json = self.json.clone();
        json.insert("id".to_owned(), "z".into());
        // Somebody not named leaves a gap that is no fault of the chain.
        json.entry("chain").or_insert_with(|| vec!["z"].into());
        let read = |json: &Map<String, Value>| {
            let bytes = serde_json::to_vec(json).unwrap_or_default();
            case_file::read_record::<Claim>(&bytes)
        };
        let faults = match read(&json) {
            Ok(claim) => return Some(claim),
            Err(faults) => faults,
        };
        self.note_faults(page, &faults);
        for name in faults.iter().map(|fault| top(fault.at.as_str())) {
            json.remove(name);
        }
        for (name, stand_in) in [("chain", Value::from(vec!["z"])), ("document", "z".into()), ("excerpt", "?".into())] {
            json.entry(name).or_insert(stand_in);
        }
        json.entry("stance").or_insert_with(|| "asserts".into());
        read(&json).ok()
    }

    fn candidate(&self, claim: &Claim, id: Option<&ClaimId>, way: Vec<Option<SourceId>>) -> Candidate {
        let excerpt = self.json.get("excerpt").and_then(Value::as_str).and_then(|text| Text::note(text).ok());
        let document = self.document.map(|_| claim.document.clone());
        Candidate { id: id.cloned(), links: way, document, excerpt, ..Candidate::of(claim) }
    }

    /// The input that a fault belongs to.
    fn place(&self, fault: &Fault) -> String {
        let at = fault.at.as_str();
        let of_row = |row: Option<usize>| row.map_or_else(|| "document".to_owned(), |row| format!("{LINK}[{row}]"));
        if let FaultKind::ChainRepeats { source } = &fault.kind {
            let row = self.chain.iter().find(|(id, row)| id.as_str() == source && row.is_some());
            return of_row(row.and_then(|(_, row)| *row));
        }
        if let Some((name, ..)) = BOUNDS.iter().find(|(_, path, _)| *path == at) {
            return (*name).to_owned();
        }
        match (top(at), number_in(at)) {
            ("chain", number) => of_row(number.and_then(|number| self.chain.get(number)?.1)),
            ("value", number) => {
                let row = self.value_rows.get(number.unwrap_or_default()).copied().unwrap_or_default();
                format!("value[{row}]")
            }
            ("reading", _) => self.bound_at_fault(if at.starts_with("reading.envelope") { "envelope" } else { "core" }),
            ("superseded" | "retracted", _) if !at.contains('.') => format!("{at}.on"),
            _ => at.to_owned(),
        }
    }
}

impl Typed {
    /// The input of the pair `name` that is at fault: the upper one where the lower one could be read.
    fn bound_at_fault(&self, name: &str) -> String {
        let pair = self.json.get("reading").and_then(|reading| reading.get(name));
        let lower = pair.and_then(|pair| pair.get(0)).and_then(Value::as_str);
        let is_read = lower.is_none_or(|lower| Dated::parse(lower).is_ok());
        format!("{name}.{}", if is_read { "hi" } else { "lo" })
    }
}

/// The field that a path begins with.
pub(super) fn top(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

/// The first number in brackets.
fn number_in(path: &str) -> Option<usize> {
    path.split_once('[')?.1.split_once(']')?.0.parse().ok()
}

pub(super) fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}
