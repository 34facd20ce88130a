//! The ids of new records: made from the name, so that addresses can be read; of a protected source from chance alone.

use serde_json::Value;

use crate::{
    credentials,
    domain::{id, record::Noun},
};

/// What the id of a new record begins with, made from what names it.
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
