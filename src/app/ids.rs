//! The ids of new records: made from the name, so that addresses can be read; of a protected source from chance alone.

use serde_json::Value;

use crate::{
    credentials,
    domain::{dossier::Dossier, id, record::Noun},
};

/// The longest beginning of the id of a claim, so that a number still fits behind it.
const CLAIM_STEM_CHARS_MAX: usize = 70;
/// How many letters tell an id from those that others make at the same moment.
const APART_LETTERS: usize = 5;

/// What the id of a new record begins with, made from what names it; never one that is reserved.
#[must_use]
pub fn stem(noun: Noun, record: &Value) -> String {
    if record["protected"] == Value::Bool(true) {
        return format!("source-{}", credentials::letters(8));
    }
    let named = ["name", "title", "text"].into_iter().map(|key| &record[key]).find(|name| !name.is_null());
    let text = named.and_then(|name| match name {
        Value::String(text) => Some(text.as_str()),
        by => by.get("en").or_else(|| by.get("ar")).and_then(Value::as_str),
    });
    let stem = text.and_then(id::slug_of).unwrap_or_else(|| noun.word().to_owned());
    if id::check_unreserved(&stem).is_ok() { stem } else { format!("{}-{stem}", noun.word()) }
}

/// A beginning that nobody else makes at the same moment, where `stem` did not do.
#[must_use]
pub fn apart(stem: &str) -> String {
    format!("{stem}-{}", credentials::letters(APART_LETTERS))
}

/// What the id of a new claim begins with, made from its question and whoever would know, of those in the open: the name
/// of a protected source leaves no trace in it. `dossier` is that of the whole case.
#[must_use]
pub fn stem_of_claim(dossier: &Dossier, claim: &Value) -> String {
    let question = claim["question"].as_str().and_then(id::slug_of).unwrap_or_else(|| Noun::Claim.word().to_owned());
    let chain = claim["chain"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_open = |id: &&str| {
        let number = id.parse().ok().map(|id| dossier.source_number(&id));
        number.is_some_and(|number| number.is_none_or(|number| !dossier.sources()[number].is_protected))
    };
    let named = chain.iter().filter_map(Value::as_str).find(is_open);
    let stem: String = named.map_or_else(|| question.clone(), |source| format!("{question}-{source}"));
    stem.chars().take(CLAIM_STEM_CHARS_MAX).collect::<String>().trim_end_matches('-').to_owned()
}
