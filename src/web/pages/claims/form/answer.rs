//! The answer as it is typed: in the words or the list that the kind of the question takes.

use serde_json::Value;

use super::{BOUNDS, typed::filled};
use crate::{
    domain::{
        fold::fold,
        question::{AnswerKind, Cardinality},
        record::Noun,
    },
    web::{FormFields, InCase, forms::known::Known},
};

/// The value as the case file has it: one text, or a list where several were typed.
pub(super) fn value(page: &InCase, question: Option<usize>, fields: &FormFields) -> Option<Value> {
    let known = Known::of(page);
    let read = |typed: &str| match kind(page, question) {
        Some(AnswerKind::Entity) => known.id_of(Noun::Entity, typed),
        Some(AnswerKind::Place) => place(known, typed),
        _ => typed.to_owned(),
    };
    let mut values: Vec<String> = fields.all("value").filter_map(|typed| filled(Some(typed))).map(read).collect();
    match values.len() {
        0 => None,
        1 => Some(values.remove(0).into()),
        _ => Some(values.into()),
    }
}

/// The kind of answer a question takes.
pub(super) fn kind(page: &InCase, question: Option<usize>) -> Option<AnswerKind> {
    question.map(|number| page.dossier().questions()[number].answer)
}

/// Whether several answers can be typed.
pub(super) fn takes_several(page: &InCase, question: usize) -> bool {
    let asked = &page.dossier().questions()[question];
    let takes_lists = matches!(asked.answer, AnswerKind::Time | AnswerKind::Place | AnswerKind::Entity);
    takes_lists || asked.cardinality == Cardinality::Many
}

/// Names of places become ids, also after "near" and "within 5 km of" and on both sides of "or".
fn place(known: Known<'_>, typed: &str) -> String {
    let whole = known.id_of(Noun::Place, typed);
    if whole != typed {
        return whole;
    }
    let area = |typed: &str| {
        let typed = typed.trim();
        let before = typed.find(" of ").map(|at| at + 4).or_else(|| typed.find(' ').map(|at| at + 1));
        let is_measured = ["near ", "within "].iter().any(|word| fold(typed).starts_with(word));
        match before.filter(|_| is_measured) {
            Some(at) => format!("{}{}", &typed[..at], known.id_of(Noun::Place, typed[at..].trim())),
            None => known.id_of(Noun::Place, typed),
        }
    };
    typed.split(" or ").map(area).collect::<Vec<_>>().join(" or ")
}

/// The bounds set by hand, where one of them was typed; an empty one is open.
pub(super) fn by_hand(page: &InCase, question: Option<usize>, fields: &FormFields) -> Option<Value> {
    let bound = |name: &str| {
        let typed = filled(fields.first(name))?;
        let number = fold(typed).replace([',', ' '], "").parse::<i64>().ok();
        let is_number = kind(page, question) != Some(AnswerKind::Time);
        Some(number.filter(|_| is_number).map_or_else(|| Value::from(typed), Value::from))
    };
    let [lo, hi, wide_lo, wide_hi] = BOUNDS.map(|(name, ..)| bound(name));
    let pair = |lo: Option<Value>, hi: Option<Value>| {
        (lo.is_some() || hi.is_some()).then(|| Value::from(vec![lo.unwrap_or_default(), hi.unwrap_or_default()]))
    };
    let (core, envelope) = (pair(lo, hi), pair(wide_lo, wide_hi));
    if core.is_none() && envelope.is_none() {
        return None;
    }
    let mut reading = serde_json::Map::new();
    reading.insert("core".to_owned(), core.unwrap_or_else(|| vec![Value::Null, Value::Null].into()));
    reading.extend(envelope.map(|envelope| ("envelope".to_owned(), envelope)));
    Some(reading.into())
}

/// What stands in the input for a part of a stored answer: a name in place of an id, where the name leads back to it.
pub(super) fn shown(page: &InCase, kind: AnswerKind, stored: &str) -> String {
    let noun = match kind {
        AnswerKind::Entity => Noun::Entity,
        AnswerKind::Place => Noun::Place,
        _ => return stored.to_owned(),
    };
    named(page, noun, stored)
}

/// The name of a record by which the form finds it again; else what was given.
pub(super) fn named(page: &InCase, noun: Noun, id: &str) -> String {
    let known = Known::of(page);
    let name = known.name(noun, id);
    if known.id_of(noun, &name) == id { name } else { id.to_owned() }
}
