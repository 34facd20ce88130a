//! What a description of an API says of one value, in words.

use serde_json::Value;

use super::book::{Book, shape_of};

/// A text of the document: pieces, and whether each is code.
pub struct Prose(pub Vec<(bool, String)>);

impl Prose {
    /// The text with what stands between backticks as code.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        let pieces = value.as_str().unwrap_or_default().split('`').enumerate();
        Self(
            pieces
                .map(|(number, piece)| (number % 2 == 1, piece.to_owned()))
                .filter(|(_, it)| !it.is_empty())
                .collect(),
        )
    }
}

/// The kind of a value: words, and the shapes they name.
pub struct Kind(pub Vec<Piece>);

/// Some words of a kind; those that name a shape lead to it.
pub struct Piece {
    /// The words.
    pub text: String,
    /// Where the shape is told.
    pub url: Option<String>,
}

impl Kind {
    /// The kind that `schema` says.
    #[must_use]
    pub fn of(book: &Book<'_>, schema: &Value) -> Self {
        let mut pieces = Vec::new();
        say(book, schema, &mut pieces);
        Self(pieces)
    }
}

fn say(book: &Book<'_>, schema: &Value, pieces: &mut Vec<Piece>) {
    let plain = |text: &str| Piece { text: text.to_owned(), url: None };
    if let Some(name) = shape_of(&schema["$ref"]) {
        pieces.push(Piece { text: name.to_owned(), url: Some(book.shape_url(name)) });
    } else if let Some(all) = alternatives(schema) {
        for (number, one) in all.iter().enumerate() {
            if number > 0 {
                pieces.push(plain(" or "));
            }
            say(book, one, pieces);
        }
    } else if schema["items"].is_object() {
        pieces.push(plain("list of "));
        say(book, &schema["items"], pieces);
        if is_nullable(schema) {
            pieces.push(plain(" or null"));
        }
    } else {
        let named: Vec<&str> = match &schema["type"] {
            Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect(),
        };
        let named = if named.is_empty() { "any value".to_owned() } else { named.join(" or ") };
        let format = schema["format"].as_str().map(|format| format!(" ({format})")).unwrap_or_default();
        pieces.push(plain(&format!("{named}{format}")));
    }
}

/// The shapes that a value may have, where there are several.
#[must_use]
pub fn alternatives(schema: &Value) -> Option<&Vec<Value>> {
    ["oneOf", "anyOf", "allOf"].iter().find_map(|name| schema[*name].as_array())
}

fn is_nullable(schema: &Value) -> bool {
    schema["type"].as_array().is_some_and(|all| all.iter().any(|one| one == "null"))
}

/// The words that a value takes, or each of a list.
#[must_use]
pub fn words(schema: &Value) -> Vec<String> {
    let words = [&schema["enum"], &schema["items"]["enum"]].into_iter().find_map(Value::as_array);
    words.into_iter().flatten().map(|word| word.as_str().map_or_else(|| word.to_string(), str::to_owned)).collect()
}
