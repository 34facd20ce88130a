//! The records of a case that look like the one that is typed.

use serde_json::Value;

use super::known::{self, Known};
use crate::{
    domain::{
        likeness::{are_addresses_alike, are_names_alike},
        record::Noun,
        text::Text,
    },
    web::InCase,
};

/// The most records warned of.
const SHOWN_MAX: usize = 5;

/// Name and address of the records of `noun` whose name or address is like that of the one typed, in order of id. An
/// edit that leaves both as they were before warns of nothing.
#[must_use]
pub fn records(page: &InCase, noun: Noun, typed: &Value, before: Option<&Value>) -> Vec<(String, String)> {
    let key = name_key(noun);
    let is_changed = |field: &str| before.is_none_or(|before| before[field] != typed[field]);
    let names = if is_changed(key) { texts(&typed[key]) } else { Vec::new() };
    let address = typed["url"].as_str().filter(|_| is_changed("url"));
    let own = typed["id"].as_str().filter(|_| before.is_some());
    let known = Known::of(page);
    known::names(page.dossier(), noun)
        .into_iter()
        .filter(|(id, _)| Some(*id) != own)
        .filter(|(id, name)| {
            let is_named_alike =
                known::versions(name).any(|theirs| names.iter().any(|ours| are_names_alike(ours, theirs)));
            is_named_alike && is_same_subject(page, noun, id, typed) || has_address(page, noun, id, address)
        })
        .take(SHOWN_MAX)
        .map(|(id, _)| (known.name(noun, id), known.url(noun, id)))
        .collect()
}

/// Questions with the same words about other events are different questions.
fn is_same_subject(page: &InCase, noun: Noun, id: &str, typed: &Value) -> bool {
    let question = page.dossier().questions().iter().find(|question| question.id.as_str() == id);
    noun != Noun::Question || question.is_some_and(|question| Some(question.event.as_str()) == typed["event"].as_str())
}

fn has_address(page: &InCase, noun: Noun, id: &str, address: Option<&str>) -> bool {
    let Some(address) = address.filter(|_| noun == Noun::Document) else { return false };
    let document = page.dossier().documents().iter().find(|document| document.id.as_str() == id);
    let theirs = document.and_then(|document| document.url.as_ref());
    theirs.is_some_and(|theirs| are_addresses_alike(theirs.as_str(), address))
}

/// The field that names a record of this noun.
fn name_key(noun: Noun) -> &'static str {
    match noun {
        Noun::Case | Noun::Document | Noun::Event => "title",
        Noun::Question => "text",
        _ => "name",
    }
}

fn texts(name: &Value) -> Vec<String> {
    let texts: Vec<&str> = match name {
        Value::String(text) => vec![text],
        Value::Object(by) => by.values().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    texts.into_iter().filter_map(|text| Text::name(text).ok()).map(|text| text.as_str().to_owned()).collect()
}
