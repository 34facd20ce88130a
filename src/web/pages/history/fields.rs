//! The fields of a record in words: those of the case file, in its order, each with its name and what it says.

use serde_json::{Map, Value};

use super::names;
use crate::{
    domain::{
        assessment::AssessmentStatus,
        case::Visibility,
        claim::{Basis, Stance},
        entity::EntityKind,
        fault::FaultKind,
        question::AnswerKind,
        record::{Noun, Record},
        source::{Reliability, SourceKind},
    },
    exchange::case_file::Noun as _,
    web::InCase,
};

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Where it stands in the record: `superseded.on`.
    pub path: String,
    /// What it says, in words.
    pub text: String,
}

/// The fields of `record`, in the order of the case file, without the id.
#[must_use]
pub fn fields(page: &InCase, record: &Record) -> Vec<Field> {
    let mut fields = Vec::new();
    if let Value::Object(members) = json(record) {
        flatten(page, record.noun(), "", &members, &mut fields);
    }
    fields
}

/// What the field at `path` is called.
#[must_use]
pub fn label(page: &InCase, noun: Noun, path: &str) -> String {
    let words = page.words();
    if let Some(rule) = path.strip_prefix("policy.") {
        return words.tell("history-rule", &[("rule", rule.to_owned().into())]);
    }
    let (base, language) = match path.rsplit_once('.') {
        Some((base, "en")) => (base, Some("history-in-english")),
        Some((base, "ar")) => (base, Some("history-in-arabic")),
        _ => (path, None),
    };
    let name = words.say(&format!("history-{}-{}", noun.word(), base.replace(['.', '_'], "-")));
    match language {
        Some(language) => words.tell(language, &[("field", name.into())]),
        None => name,
    }
}

fn json(record: &Record) -> Value {
    match record {
        Record::Case(it) => it.write(),
        Record::Place(it) => it.write(),
        Record::Entity(it) => it.write(),
        Record::Source(it) => it.write(),
        Record::Document(it) => it.write(),
        Record::Event(it) => it.write(),
        Record::Question(it) => it.write(),
        Record::Claim(it) => it.write(),
        Record::Assessment(it) => it.write(),
    }
}

fn flatten(page: &InCase, noun: Noun, before: &str, members: &Map<String, Value>, fields: &mut Vec<Field>) {
    for (name, value) in members.iter().filter(|(name, _)| !before.is_empty() || *name != "id") {
        let path = if before.is_empty() { name.clone() } else { format!("{before}.{name}") };
        match value {
            Value::Object(members) => flatten(page, noun, &path, members, fields),
            value => fields.push(Field { text: said(page, noun, &path, value), path }),
        }
    }
}

/// A value in words.
fn said(page: &InCase, noun: Noun, path: &str, value: &Value) -> String {
    match value {
        Value::Bool(is_set) => page.words().say(if *is_set { "history-yes" } else { "history-no" }),
        Value::String(text) => word(page, noun, path, text).unwrap_or_else(|| text.clone()),
        Value::Array(items) => {
            let items = items.iter().map(|item| said(page, noun, path, item)).collect::<Vec<_>>();
            items.join(
                if matches!(path, "chain") { page.words().say("history-chain-arrow") } else { "\n".to_owned() }
                    .as_str(),
            )
        }
        Value::Object(members) => {
            let parts: Vec<String> = members.values().map(|value| said(page, noun, "", value)).collect();
            parts.join(" · ")
        }
        Value::Null => page.words().say("history-open"),
        number @ Value::Number(_) => number.to_string(),
    }
}

/// The label of a word of a closed set, or the name of what a reference leads to.
fn word(page: &InCase, noun: Noun, path: &str, text: &str) -> Option<String> {
    let words = page.words();
    match (noun, path) {
        (Noun::Source, "kind") => of(SourceKind::parse(text), |it| words.source_kind_alone(it)),
        (Noun::Source, "reliability") => of(Reliability::parse(text), |it| words.reliability(it)),
        (Noun::Entity, "kind") => of(EntityKind::parse(text), |it| words.entity_kind(it)),
        (Noun::Claim, "stance") => of(Stance::parse(text), |it| words.stance(it)),
        (Noun::Claim, "basis") => of(Basis::parse(text), |it| words.basis(it)),
        (Noun::Question, "answer") => of(AnswerKind::parse(text), |it| words.answer_kind(it)),
        (Noun::Question, "cardinality") => Some(words.say(&format!("history-cardinality-{text}"))),
        (Noun::Case, "visibility") => of(Visibility::parse(text), |it| words.visibility(it)),
        (Noun::Assessment, "status") => of(AssessmentStatus::parse(text), |it| words.assessment_status(it)),
        (Noun::Source, "part_of" | "speaks_for" | "same_as" | "may_be")
        | (Noun::Claim, "chain")
        | (Noun::Document, "publisher") => Some(names::name(page, Noun::Source, text)),
        (Noun::Place, "part_of") => Some(names::name(page, Noun::Place, text)),
        (Noun::Entity, "part_of") => Some(names::name(page, Noun::Entity, text)),
        (Noun::Question, "event") => Some(names::name(page, Noun::Event, text)),
        (Noun::Claim | Noun::Assessment, "question") => Some(names::name(page, Noun::Question, text)),
        (Noun::Claim, "document" | "retracted.document") | (Noun::Document, "cites") => {
            Some(names::name(page, Noun::Document, text))
        }
        _ => None,
    }
}

fn of<T>(read: Result<T, FaultKind>, say: impl FnOnce(T) -> String) -> Option<String> {
    read.ok().map(say)
}
