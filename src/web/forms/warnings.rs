//! What somebody is told before a change is saved that cannot be taken back: who a protected source is would be seen. It
//! never stops them; they say once more that they mean it.
//!
//! Only those who may see identities are told of a name, since the warning itself tells that it is one.

use serde_json::Value;

use super::{control::Control, known::versions, page::CONFIRMED};
use crate::{
    domain::{access::Identities, fold::fold, id::slug_of, record::Noun},
    text::Words,
    web::{FormFields, InCase},
};

/// A warning: the word by which somebody says that they have seen it, and its sentence.
pub type Warning = (&'static str, String);

/// The fields of records that hold people's own words.
const TEXTS: [&str; 17] = [
    "name",
    "title",
    "summary",
    "text",
    "note",
    "public_name",
    "url",
    "scope",
    "unit",
    "options",
    "value",
    "excerpt",
    "original",
    "group",
    "reason",
    "would_settle",
    "retracted",
];
/// The fields of a protected source that everybody may see.
const SHOWN_OF_PROTECTED: [&str; 1] = ["public_name"];
/// A name, or a part of an id, shorter than this says nothing.
const TELLING_CHARS_MIN: usize = 4;

/// A change that somebody asked for.
pub struct Asked<'a> {
    /// The kind of the record.
    pub noun: Noun,
    /// Its fields.
    pub controls: &'a [Control],
    /// As it stands, `None` for a new one.
    pub before: Option<&'a Value>,
    /// As it shall be.
    pub after: &'a Value,
    /// The reason that was typed.
    pub why: &'a str,
}

/// What there is to be told of a change, as far as it was not told before.
#[must_use]
pub fn unseen(page: &InCase, fields: &FormFields, asked: &Asked<'_>) -> Vec<Warning> {
    let all = [of_opening(page, asked), of_id(page, asked), of_names(page, asked)];
    let is_new = |(word, _): &Warning| !is_confirmed(fields, word);
    all.into_iter().flatten().filter(is_new).collect()
}

/// Whether somebody said that they have seen the warning called `word`.
#[must_use]
pub fn is_confirmed(fields: &FormFields, word: &str) -> bool {
    fields.all(CONFIRMED).any(|said| said == word)
}

fn is_protected(record: &Value) -> bool {
    record["protected"] == Value::Bool(true)
}

/// A source that ceases to be protected.
fn of_opening(page: &InCase, asked: &Asked<'_>) -> Option<Warning> {
    let is_opened = asked.noun == Noun::Source && asked.before.is_some_and(is_protected) && !is_protected(asked.after);
    is_opened.then(|| ("open", page.words().say("form-warn-opened")))
}

/// A source that is protected from now on, under an id that was made from its name.
fn of_id(page: &InCase, asked: &Asked<'_>) -> Option<Warning> {
    let before = asked.before.filter(|before| asked.noun == Noun::Source && !is_protected(before))?;
    let id = before["id"].as_str().filter(|_| is_protected(asked.after))?;
    let of_name: Vec<String> = texts(&before["name"]).into_iter().filter_map(slug_of).collect();
    let mut parts = of_name.iter().flat_map(|slug| slug.split('-'));
    let is_telling = parts.any(|part| part.len() >= TELLING_CHARS_MIN && id.split('-').any(|own| own == part));
    is_telling.then(|| ("id", page.words().tell("form-warn-id", &[("id", id.into())])))
}

/// A text that everybody may see and that names a protected source.
fn of_names(page: &InCase, asked: &Asked<'_>) -> Option<Warning> {
    if page.rights.identities() == Identities::Hidden {
        return None;
    }
    let words = page.words();
    let is_own = asked.noun == Noun::Source && is_protected(asked.after);
    let open: &[&str] = if is_own { &SHOWN_OF_PROTECTED } else { &TEXTS };
    let is_changed = |field: &str| asked.before.is_none_or(|before| before[field] != asked.after[field]);
    let of_record = open.iter().filter(|field| is_changed(field));
    let mut said: Vec<(String, String)> = of_record
        .flat_map(|field| texts(&asked.after[*field]).into_iter().map(|text| (label(words, asked, field), fold(text))))
        .collect();
    said.push((words.say("form-why"), fold(asked.why)));
    let own = asked.after["id"].as_str().unwrap_or_default();
    let sources = page.dossier().sources().iter().filter(|source| source.is_protected && source.id.as_str() != own);
    let others = sources.flat_map(|source| versions(&source.name));
    let itself = if is_own { texts(&asked.after["name"]) } else { Vec::new() };
    let (name, field) = others.chain(itself).find_map(|name| {
        let folded = fold(name);
        let is_long_enough = folded.chars().count() >= TELLING_CHARS_MIN;
        let (field, _) = said.iter().find(|(_, text)| is_long_enough && holds(text, &folded))?;
        Some((name.to_owned(), field.clone()))
    })?;
    Some(("names", words.tell("form-warn-names", &[("name", name.into()), ("field", field.into())])))
}

fn label(words: Words, asked: &Asked<'_>, field: &str) -> String {
    let is_of = |control: &&Control| control.name.split('.').next() == Some(field);
    asked.controls.iter().find(is_of).map_or_else(|| field.to_owned(), |control| words.say(control.label))
}

/// Whether a name stands in a text as words of its own; both are folded.
fn holds(text: &str, name: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(name)
        .any(|(at, _)| !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + name.len()..].chars().next()))
}

/// Every text in a value.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, holds};

    #[test]
    fn a_name_is_found_as_words_of_its_own_however_it_is_written() {
        for (text, name, is_found) in [
            ("as SAMIR  al-Obaid told us", "Samir al-Obaid", true),
            ("قال سمير العبيد إنه", "سمير العبيد", true),
            ("Samir al-Obaidi", "Samir al-Obaid", false),
            ("", "Samir", false),
        ] {
            assert_eq!(holds(&fold(text), &fold(name)), is_found, "{text}");
        }
    }
}
