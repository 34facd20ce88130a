//! The ids of new records: made from the name, so that addresses can be read; of a protected source from chance alone.

use serde_json::Value;

use crate::{
    credentials::random,
    domain::{id, record::Noun},
};

/// The letters and digits of ids made from chance, without those that are taken for each other.
const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// What the id of a new record begins with, made from what names it.
#[must_use]
pub fn stem(noun: Noun, record: &Value) -> String {
    if record["protected"] == Value::Bool(true) {
        return format!("source-{}", random_letters(8));
    }
    let named = ["name", "title", "text"].into_iter().map(|key| &record[key]).find(|name| !name.is_null());
    let text = named.and_then(|name| match name {
        Value::String(text) => Some(text.as_str()),
        by => by.get("en").or_else(|| by.get("ar")).and_then(Value::as_str),
    });
    text.and_then(id::slug_of).unwrap_or_else(|| noun.word().to_owned())
}

/// So many letters and digits that nobody can guess.
#[must_use]
pub fn random_letters(count: usize) -> String {
    let letter = |_| char::from(LETTERS[usize::from(random::below(31))]);
    (0..count).map(letter).collect()
}
