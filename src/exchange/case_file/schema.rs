//! The format as JSON Schema (draft 2020-12), printed from the tables of fields. It says what a canonical file looks
//! like; that references lead somewhere and values can be read is beyond it.

use serde_json::{Map, Value, json};

use super::{
    FILE_FIELDS, FORMAT, Noun,
    reader::BY_LANGUAGE,
    table::{Field, Shape, VALUES_MAX},
    write::number,
};
use crate::domain::{
    id::{ID_CHARS_MAX, RESERVED_IDS},
    policy::Rule,
    question::{AnswerKind, Question},
    source::Source,
    text::NAME_CHARS_MAX,
};

/// Where the schema is published, below the address of an installation.
pub const SCHEMA_PATH: &str = "/schema/counterpoint-1.json";

/// The schema of a case file.
#[must_use]
pub fn schema() -> Value {
    let mut schema = object(FILE_FIELDS);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["$id"] = json!(format!("https://counterpoint.example{SCHEMA_PATH}"));
    schema["title"] = json!(format!("Case file, {FORMAT}"));
    schema["description"] = json!(
        "Who claims what about a case, how it reached us, and the documents it stands in. \
         Texts are trimmed and normalised (NFC) when read."
    );
    protected_needs_public_name(&mut schema["properties"][Source::LIST]["items"]);
    choice_needs_options(&mut schema["properties"][Question::LIST]["items"]);
    schema
}

/// The schema of an object with these fields and no others.
#[must_use]
pub fn object_schema(fields: &[Field]) -> Value {
    object(fields)
}

fn object(fields: &[Field]) -> Value {
    let mut properties = Map::new();
    let mut needs = Map::new();
    for field in fields {
        properties.insert(field.name.to_owned(), described(field));
        if let Some(other) = field.needs {
            needs.insert(field.name.to_owned(), json!([other]));
        }
    }
    let required: Vec<&str> = fields.iter().filter(|field| field.is_required).map(|field| field.name).collect();
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if !needs.is_empty() {
        schema["dependentRequired"] = Value::Object(needs);
    }
    schema
}

fn described(field: &Field) -> Value {
    let mut schema = shape(field.shape);
    schema["description"] = json!(field.meaning);
    // The tests read every example, so one that is not JSON is found there.
    schema["examples"] = json!([serde_json::from_str::<Value>(field.example).unwrap_or_default()]);
    schema
}

fn shape(shape: Shape) -> Value {
    match shape {
        Shape::Format => json!({ "const": FORMAT }),
        Shape::Id => {
            let mut own = id();
            own["not"] = json!({ "enum": RESERVED_IDS });
            own
        }
        Shape::OptionId | Shape::Reference(_) => id(),
        Shape::References { max, is_set, .. } => {
            let mut list = json!({ "type": "array", "items": id(), "maxItems": max, "uniqueItems": true });
            if !is_set {
                list["minItems"] = json!(1);
            }
            list
        }
        Shape::Text(max) => text(max),
        Shape::Localised(max) => localised(max),
        Shape::ReferencesOrNull { max, .. } => {
            json!({ "type": ["array", "null"], "items": id(), "minItems": 1, "maxItems": max })
        }
        Shape::Word(words) => json!({ "enum": words() }),
        Shape::Words(words) => {
            let words = words();
            let max = words.len();
            json!({ "type": "array", "items": { "enum": words }, "minItems": 1, "maxItems": max, "uniqueItems": true })
        }
        Shape::Certainty | Shape::Date => text(NAME_CHARS_MAX),
        Shape::Flag => json!({ "type": "boolean", "default": false }),
        Shape::Number { min, max } => {
            json!({ "type": "number", "minimum": number(min), "maximum": number(max) })
        }
        Shape::Integer { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Shape::Moment => json!({ "type": "string", "format": "date-time" }),
        Shape::Offset => json!({ "type": "string", "pattern": "^(Z|[+-][0-9]{2}:[0-5][0-9])$" }),
        Shape::Language => {
            json!({ "type": "string", "maxLength": 35, "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" })
        }
        Shape::Address => json!({ "type": "string", "maxLength": 2000, "pattern": "^https?://" }),
        Shape::Value => {
            let one = text(NAME_CHARS_MAX);
            let several = json!({ "type": "array", "items": one, "minItems": 1, "maxItems": VALUES_MAX });
            json!({ "anyOf": [one, several] })
        }
        Shape::Bounds => {
            json!({ "type": "array", "items": { "type": ["string", "integer", "null"] }, "minItems": 2, "maxItems": 2 })
        }
        Shape::Policy => policy(),
        Shape::Object(fields) => object(fields),
        Shape::List { fields, max } => json!({ "type": "array", "items": object(fields), "maxItems": max }),
    }
}

fn id() -> Value {
    json!({ "type": "string", "pattern": format!("^[a-z0-9-]{{1,{ID_CHARS_MAX}}}$") })
}

fn text(max: usize) -> Value {
    json!({ "type": "string", "maxLength": max, "pattern": "\\S" })
}

fn localised(max: usize) -> Value {
    let mut by_language = object(BY_LANGUAGE);
    for field in BY_LANGUAGE {
        by_language["properties"][field.name]["maxLength"] = json!(max);
    }
    by_language["minProperties"] = json!(1);
    json!({ "anyOf": [text(max), by_language] })
}

fn policy() -> Value {
    let rule = |rule: Rule| {
        let (max, default) = (number(rule.max()), number(rule.default_value()));
        let schema = json!({ "type": "number", "minimum": 0, "maximum": max, "default": default });
        (rule.name().to_owned(), schema)
    };
    let rules: Map<String, Value> = Rule::ALL.iter().copied().map(rule).collect();
    json!({ "type": "object", "properties": rules, "additionalProperties": false })
}

fn protected_needs_public_name(source: &mut Value) {
    source["if"] = json!({ "properties": { "protected": { "const": true } }, "required": ["protected"] });
    source["then"] = json!({ "required": ["public_name"] });
}

fn choice_needs_options(question: &mut Value) {
    let choice = AnswerKind::Choice.word();
    question["if"] = json!({ "properties": { "answer": { "const": choice } }, "required": ["answer"] });
    question["then"] = json!({ "required": ["options"], "properties": { "options": { "minItems": 1 } } });
    question["else"] = json!({ "properties": { "options": { "maxItems": 0 } } });
}
