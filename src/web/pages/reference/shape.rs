//! Shapes of what is sent and answered, their fields, and the answers that several operations share.

use serde_json::Value;

use super::{
    book::{Book, example, list, members, text},
    described::{Kind, Prose, alternatives, words},
};

/// A parameter, a header or a field.
pub struct Field {
    /// The fragment of its place on the page of what is shared; empty of what stands elsewhere.
    pub anchor: String,
    /// What it is called.
    pub name: String,
    /// Where it stands: `path`, `query`, `header`; empty of a field.
    pub place: String,
    /// What kind of value it has.
    pub kind: Kind,
    /// Whether it must be there; headers of answers are.
    pub is_required: bool,
    /// What it means.
    pub description: Prose,
    /// The words it takes, where it takes no others.
    pub words: Vec<String>,
    /// What JSON Schema says beside that.
    pub limits: String,
    /// One value.
    pub example: Option<String>,
}

impl Field {
    /// The field as the document describes it.
    #[must_use]
    pub fn of(book: &Book<'_>, name: &str, described: &Value, is_required: bool) -> Self {
        let schema = if described["schema"].is_object() { &described["schema"] } else { described };
        let own = [&described["example"], &schema["examples"][0]].into_iter().find(|example| !example.is_null());
        Self {
            anchor: String::new(),
            name: name.to_owned(),
            place: text(&described["in"]),
            kind: Kind::of(book, schema),
            is_required,
            description: Prose::of(&described["description"]),
            words: words(schema),
            limits: limits(schema),
            // A parameter or a header is written as it is, and a list of them with commas.
            example: if described["schema"].is_object() { own.map(text) } else { own.and_then(example) },
        }
    }

    /// A parameter or a header of a `kind` that several operations share, under the name of its component: two parameters
    /// may have one name of their own.
    #[must_use]
    pub fn shared(book: &Book<'_>, kind: &str, component: &str, described: &Value) -> Self {
        let own = described["name"].as_str().map_or_else(|| book.header_name(component), str::to_owned);
        let anchor = shared_anchor(kind, component);
        Self { anchor, ..Self::of(book, &own, described, described["required"] != false) }
    }
}

/// The name of the component that `value` refers to.
#[must_use]
pub fn component(value: &Value) -> &str {
    value["$ref"].as_str().and_then(|target| target.rsplit('/').next()).unwrap_or_default()
}

/// The fragment of what several operations share, by the name of its component.
#[must_use]
pub fn shared_anchor(kind: &str, component: &str) -> String {
    format!("{kind}-{component}")
}

/// What JSON Schema says of a value beside its kind.
fn limits(schema: &Value) -> String {
    let names =
        ["readOnly", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "default"];
    let said = names.iter().filter(|name| !schema[**name].is_null());
    let all: Vec<String> = said.map(|name| format!("{name} {}", text(&schema[*name]))).collect();
    all.join(", ")
}

/// A shape of what is sent or answered.
pub struct Shape {
    /// What it is called.
    pub name: String,
    /// What it holds.
    pub description: Prose,
    /// The shapes it may have; mostly one.
    pub alternatives: Vec<Alternative>,
    /// One value.
    pub example: Option<String>,
}

/// One of the shapes that a shape may have.
pub struct Alternative {
    /// What kind of value it is, where it has no fields.
    pub kind: Option<Kind>,
    /// What it means.
    pub description: Option<Prose>,
    /// Its fields.
    pub fields: Vec<Field>,
}

impl Shape {
    /// The shape as the document describes it.
    #[must_use]
    pub fn of(book: &Book<'_>, name: &str, schema: &Value) -> Self {
        let alternatives = match alternatives(schema) {
            Some(all) => all.iter().map(|one| Alternative::of(book, one)).collect(),
            None => vec![Alternative { description: None, ..Alternative::of(book, schema) }],
        };
        Self {
            name: name.to_owned(),
            description: Prose::of(&schema["description"]),
            alternatives,
            example: example(&schema["examples"][0]),
        }
    }
}

impl Alternative {
    fn of(book: &Book<'_>, schema: &Value) -> Self {
        let is_required = |name: &str| list(&schema["required"]).any(|required| required == name);
        let fields = members(&schema["properties"]).map(|(name, it)| Field::of(book, name, it, is_required(name)));
        let fields: Vec<Field> = fields.collect();
        Self {
            kind: fields.is_empty().then(|| Kind::of(book, schema)),
            description: schema["description"].is_string().then(|| Prose::of(&schema["description"])),
            fields,
        }
    }
}

/// An answer that several operations share.
pub struct Shared {
    /// What it is called.
    pub name: String,
    /// When it comes.
    pub description: Prose,
    /// The headers it has, each with the fragment of its place.
    pub headers: Vec<(String, String)>,
    /// One such answer.
    pub example: Option<String>,
}

impl Shared {
    /// The answer as the document describes it.
    #[must_use]
    pub fn of(name: &str, response: &Value) -> Self {
        let content = members(&response["content"]).next().map_or(&Value::Null, |(_, content)| content);
        Self {
            name: name.to_owned(),
            description: Prose::of(&response["description"]),
            headers: members(&response["headers"])
                .map(|(name, it)| (name.to_owned(), shared_anchor("header", component(it))))
                .collect(),
            example: example(&content["example"]),
        }
    }
}
