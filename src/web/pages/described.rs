//! What a description of an API says of one value, in words.

use serde_json::Value;

/// A text of the document: pieces, and whether each is code.
pub struct Prose(pub Vec<(bool, String)>);

impl Prose {
    /// The text with what stands between backticks as code.
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
pub struct Kind(pub Vec<(bool, String)>);

/// The kind that `schema` says; `true` marks the name of a shape.
pub fn kind(schema: &Value) -> Kind {
    let mut pieces = Vec::new();
    say(schema, &mut pieces);
    Kind(pieces)
}

fn say(schema: &Value, pieces: &mut Vec<(bool, String)>) {
    let plain = |text: &str| (false, text.to_owned());
    if let Some(name) = schema["$ref"].as_str().and_then(|target| target.rsplit('/').next()) {
        pieces.push((true, name.to_owned()));
    } else if let Some(all) = ["oneOf", "anyOf", "allOf"].iter().find_map(|name| schema[*name].as_array()) {
        for (number, one) in all.iter().enumerate() {
            if number > 0 {
                pieces.push(plain(" or "));
            }
            say(one, pieces);
        }
    } else if schema["items"].is_object() {
        pieces.push(plain("list of "));
        say(&schema["items"], pieces);
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

fn is_nullable(schema: &Value) -> bool {
    schema["type"].as_array().is_some_and(|all| all.iter().any(|one| one == "null"))
}

/// The words that a value takes, or each of a list.
pub fn words(schema: &Value) -> Vec<String> {
    let words = [&schema["enum"], &schema["items"]["enum"]].into_iter().find_map(Value::as_array);
    words.into_iter().flatten().map(|word| word.as_str().map_or_else(|| word.to_string(), str::to_owned)).collect()
}

/// What `value` refers to in the document, or itself.
pub fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let target = value["$ref"].as_str().and_then(|target| document.pointer(target.trim_start_matches('#')));
    target.unwrap_or(value)
}
