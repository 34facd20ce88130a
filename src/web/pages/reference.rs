//! The reference of the API: its description, for people. It shows everything the document has, as one page to read,
//! search and print. The document is in English, and so is what it says here; what stands around it is in both.

use askama::Template;
use axum::{
    Extension,
    response::{IntoResponse as _, Response},
};
use serde_json::Value;

use super::described::{Kind, Prose, kind, resolved, words};
use crate::{
    paths,
    web::{Page, Reader, Section, Shell},
};

/// The document that the page shows; the server gives it to the pages.
#[derive(Debug, Clone, Copy)]
pub struct ApiDocument(pub &'static Value);

#[derive(Template)]
#[template(path = "reference/show.html")]
struct ReferencePage {
    shell: Shell,
    document_url: String,
    version: String,
    about: Prose,
    nouns: Vec<Noun>,
    shapes: Vec<Shape>,
    problems: Vec<Shared>,
    headers: Vec<Field>,
    schemes: Vec<Scheme>,
}

/// The operations on one noun.
struct Noun {
    name: String,
    description: Prose,
    operations: Vec<Operation>,
}

/// What one method does at one address.
struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    description: Option<Prose>,
    callers: Vec<String>,
    parameters: Vec<Field>,
    body: Option<Kind>,
    body_example: Option<String>,
    answers: Vec<Answer>,
    example: Option<String>,
    curl: String,
}

/// A parameter, a header or a field.
struct Field {
    name: String,
    place: String,
    kind: Kind,
    is_required: bool,
    description: Prose,
    words: Vec<String>,
    limits: String,
    example: Option<String>,
}

/// One status that an operation answers.
struct Answer {
    status: String,
    shared: Option<String>,
    description: Prose,
    kind: Option<Kind>,
    headers: Vec<String>,
}

/// A shape of what is sent or answered.
struct Shape {
    name: String,
    description: Prose,
    alternatives: Vec<Alternative>,
    example: Option<String>,
}

/// One of the shapes that a shape may have.
struct Alternative {
    kind: Option<Kind>,
    description: Option<Prose>,
    fields: Vec<Field>,
}

/// An answer that several operations share.
struct Shared {
    name: String,
    description: Prose,
    headers: Vec<String>,
    example: Option<String>,
}

/// A way to say who calls.
struct Scheme {
    name: String,
    description: Prose,
    how: String,
}

/// `/api/docs`
pub async fn show(reader: Reader, Extension(ApiDocument(document)): Extension<ApiDocument>) -> Response {
    let words = reader.words();
    let components = &document["components"];
    let page = ReferencePage {
        shell: Shell::new(&reader, &words.say("reference-heading"), Section::Account),
        document_url: paths::API_DOCUMENT.to_owned(),
        version: text(&document["info"]["version"]),
        about: Prose::of(&document["info"]["description"]),
        nouns: list(&document["tags"])
            .map(|tag| noun(document, tag))
            .filter(|noun| !noun.operations.is_empty())
            .collect(),
        shapes: members(&components["schemas"]).map(|(name, schema)| shape(name, schema)).collect(),
        problems: members(&components["responses"]).map(|(name, response)| shared(name, response)).collect(),
        headers: members(&components["headers"]).map(|(name, header)| field(name, header, true)).collect(),
        schemes: members(&components["securitySchemes"]).map(|(name, scheme)| self::scheme(name, scheme)).collect(),
    };
    Page::new(page, "").into_response()
}

fn noun(document: &Value, tag: &Value) -> Noun {
    let operations = members(&document["paths"]).flat_map(|(path, item)| {
        let described = members(item).filter(|(_, operation)| operation["tags"][0] == tag["name"]);
        described.map(move |(method, described)| operation(document, path, method, described))
    });
    Noun { name: text(&tag["name"]), description: Prose::of(&tag["description"]), operations: operations.collect() }
}

fn operation(document: &Value, path: &str, method: &str, described: &Value) -> Operation {
    let parameters: Vec<&Value> = list(&described["parameters"]).map(|it| resolved(document, it)).collect();
    let body = &described["requestBody"]["content"]["application/json"];
    let body_example = example(&body["example"]);
    Operation {
        id: text(&described["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&described["summary"]),
        description: described["description"].is_string().then(|| Prose::of(&described["description"])),
        callers: list(&described["security"]).map(caller).collect(),
        curl: curl(method, path, &parameters, &body["example"]),
        parameters: parameters.iter().map(|it| field(&text(&it["name"]), it, it["required"] == true)).collect(),
        body: body.is_object().then(|| kind(&body["schema"])),
        body_example,
        answers: members(&described["responses"]).map(|(status, said)| answer(document, status, said)).collect(),
        example: ["200", "201"]
            .into_iter()
            .find_map(|status| example(&first_content(&described["responses"][status])["example"])),
    }
}

/// A way to say who calls, with the scopes it needs; empty: nobody needs to.
fn caller(way: &Value) -> String {
    let ways = members(way).map(|(name, scopes)| format!("{name} {}", text(scopes)).trim_end().to_owned());
    ways.collect::<Vec<_>>().join(" + ")
}

/// What a response holds, of whichever media type.
fn first_content(response: &Value) -> &Value {
    members(&response["content"]).next().map_or(&Value::Null, |(_, content)| content)
}

fn answer(document: &Value, status: &str, said: &Value) -> Answer {
    let shared = said["$ref"].as_str().and_then(|target| target.rsplit('/').next()).map(str::to_owned);
    let response = resolved(document, said);
    let content = &first_content(response)["schema"];
    Answer {
        status: status.to_owned(),
        description: Prose::of(&response["description"]),
        kind: (shared.is_none() && content.is_object()).then(|| kind(content)),
        headers: members(&response["headers"]).map(|(name, _)| name.to_owned()).collect(),
        shared,
    }
}

/// A line for a terminal that asks with the examples.
fn curl(method: &str, path: &str, parameters: &[&Value], body: &Value) -> String {
    let mut address = path.to_owned();
    let mut said = String::new();
    for parameter in parameters {
        let (name, example) = (text(&parameter["name"]), &parameter["example"]);
        match parameter["in"].as_str() {
            Some("path") => address = address.replace(&format!("{{{name}}}"), &text(example)),
            Some("query") if parameter["required"] == true => {
                let joint = if address.contains('?') { '&' } else { '?' };
                address = format!("{address}{joint}{name}={}", text(example).replace(' ', "+"));
            }
            Some("header") if parameter["required"] == true => said = format!("{said} -H '{name}: {}'", text(example)),
            _ => {}
        }
    }
    let verb = if method == "get" { String::new() } else { format!(" -X {}", method.to_uppercase()) };
    let body = match body {
        Value::Null => String::new(),
        body => format!(" -H 'Content-Type: application/json' -d '{}'", body.to_string().replace('\'', "'\\''")),
    };
    format!("curl{verb}{said}{body} 'http://127.0.0.1:8080{address}'")
}

fn field(name: &str, described: &Value, is_required: bool) -> Field {
    let schema = if described["schema"].is_object() { &described["schema"] } else { described };
    let own = [&described["example"], &schema["examples"][0]].into_iter().find(|example| !example.is_null());
    Field {
        name: name.to_owned(),
        place: text(&described["in"]),
        kind: kind(schema),
        is_required,
        description: Prose::of(&described["description"]),
        words: words(schema),
        limits: limits(schema),
        example: own.and_then(example),
    }
}

/// What JSON Schema says of a value beside its kind.
fn limits(schema: &Value) -> String {
    let names = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "default"];
    let said = names.iter().filter(|name| !schema[**name].is_null());
    let all: Vec<String> = said.map(|name| format!("{name} {}", text(&schema[*name]))).collect();
    all.join(", ")
}

fn shape(name: &str, schema: &Value) -> Shape {
    let several = ["oneOf", "anyOf", "allOf"].iter().find_map(|name| schema[*name].as_array());
    let alternatives = match several {
        Some(all) => all.iter().map(alternative).collect(),
        None => vec![Alternative { description: None, ..alternative(schema) }],
    };
    Shape {
        name: name.to_owned(),
        description: Prose::of(&schema["description"]),
        alternatives,
        example: example(&schema["examples"][0]),
    }
}

fn alternative(schema: &Value) -> Alternative {
    let is_required = |name: &str| list(&schema["required"]).any(|required| required == name);
    let fields = members(&schema["properties"]).map(|(name, it)| field(name, it, is_required(name)));
    let fields: Vec<Field> = fields.collect();
    Alternative {
        kind: fields.is_empty().then(|| kind(schema)),
        description: schema["description"].is_string().then(|| Prose::of(&schema["description"])),
        fields,
    }
}

fn shared(name: &str, response: &Value) -> Shared {
    Shared {
        name: name.to_owned(),
        description: Prose::of(&response["description"]),
        headers: members(&response["headers"]).map(|(name, _)| name.to_owned()).collect(),
        example: example(&first_content(response)["example"]),
    }
}

fn scheme(name: &str, scheme: &Value) -> Scheme {
    let said = ["type", "scheme", "in", "name", "bearerFormat"].iter().filter(|part| scheme[**part].is_string());
    let how: Vec<String> = said.map(|part| format!("{part}: {}", text(&scheme[*part]))).collect();
    Scheme { name: name.to_owned(), description: Prose::of(&scheme["description"]), how: how.join(", ") }
}

/// An example as it is printed.
fn example(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Object(_) => Some(format!("{value:#}")),
        Value::Array(all) if all.iter().any(Value::is_object) => Some(format!("{value:#}")),
        value => Some(value.to_string()),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}
