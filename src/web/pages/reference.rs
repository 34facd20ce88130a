//! The reference of the API: its description, for people, as pages to read, search and print. The first says what there
//! is; each noun has a page of its own, and what several nouns share has one. The document is in English, and so is what
//! the pages take from it; what stands around it is in both languages.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    Extension,
    extract::RawPathParams,
    response::{IntoResponse as _, Response},
};
use serde_json::Value;

use crate::{
    paths,
    web::{Page, PageError, Reader, Section, Shell, trail::Trail},
};

mod book;
mod conventions;
mod curl;
mod described;
mod operation;
mod shape;

use book::{Book, Home};
use conventions::Convention;
use described::Prose;
use operation::Operation;
use shape::{Field, Shape, Shared};

/// The document that the pages show; the server gives it to them.
#[derive(Debug, Clone, Copy)]
pub struct ApiDocument(pub &'static Value);

#[derive(Template)]
#[template(path = "reference/index.html")]
struct IndexPage {
    shell: Shell,
    trail: Trail,
    document_url: &'static str,
    version: String,
    about: Prose,
    setting: String,
    conventions: Vec<Convention>,
    schemes: Vec<Scheme>,
    nouns: Vec<Noun>,
    shared_url: String,
}

#[derive(Template)]
#[template(path = "reference/noun.html")]
struct NounPage {
    shell: Shell,
    trail: Trail,
    nouns: Vec<Noun>,
    shared_url: String,
    index_url: String,
    description: Prose,
    operations: Vec<Operation>,
    shapes: Vec<Shape>,
}

#[derive(Template)]
#[template(path = "reference/shared.html")]
struct SharedPage {
    shell: Shell,
    trail: Trail,
    nouns: Vec<Noun>,
    shared_url: String,
    parameters: Vec<Field>,
    answers: Vec<Shared>,
    headers: Vec<Field>,
    shapes: Vec<Shape>,
}

/// A noun of the API, as the list of all of them has it.
struct Noun {
    name: String,
    url: String,
    is_here: bool,
    description: Prose,
    lines: Vec<Line>,
}

/// An operation in one line.
struct Line {
    method: String,
    path: String,
    summary: String,
    url: String,
}

/// A way to say who calls.
struct Scheme {
    name: String,
    description: Prose,
    how: String,
}

/// `GET /api/docs`
pub async fn index(reader: Reader, Extension(ApiDocument(document)): Extension<ApiDocument>) -> Response {
    let book = Book::open(document, &reader, Home::Index);
    let words = reader.words();
    let title = words.say("reference-heading");
    let page = IndexPage {
        trail: Trail::from_home(&reader, &title),
        shell: Shell::new(&reader, &title, Section::Account),
        document_url: paths::API_DOCUMENT,
        version: book::text(&document["info"]["version"]),
        about: Prose::of(&document["info"]["description"]),
        setting: curl::setting(reader.host()),
        conventions: conventions::all(&book, words),
        schemes: book::members(&document["components"]["securitySchemes"]).map(|(name, it)| scheme(name, it)).collect(),
        nouns: nouns(&book),
        shared_url: book.url(&Home::Shared, ""),
    };
    Page::new(page, "").into_response()
}

/// `GET /api/docs/{noun}`
///
/// # Errors
/// `NotFound` where the document has no such noun.
pub async fn noun(
    reader: Reader,
    params: RawPathParams,
    Extension(ApiDocument(document)): Extension<ApiDocument>,
) -> Result<Response, PageError> {
    let asked = params.iter().find(|(name, _)| *name == "noun").map_or("", |(_, noun)| noun);
    let Some(tag) = book::list(&document["tags"]).find(|tag| tag["name"] == asked) else {
        return Err(PageError::NotFound(Box::new(reader)));
    };
    let book = Book::open(document, &reader, Home::Noun(asked.to_owned()));
    let title = reader.words().tell("reference-noun-heading", &[("noun", asked.into())]);
    let page = NounPage {
        trail: trail(&reader, &book, asked),
        shell: Shell::new(&reader, &title, Section::Account),
        nouns: nouns(&book),
        shared_url: book.url(&Home::Shared, ""),
        index_url: book.url(&Home::Index, ""),
        description: Prose::of(&tag["description"]),
        operations: book.operations(asked).map(|(path, method, it)| Operation::of(&book, path, method, it)).collect(),
        shapes: shapes(&book),
    };
    Ok(Page::new(page, "").into_response())
}

/// `GET /api/docs/shared`
pub async fn shared(reader: Reader, Extension(ApiDocument(document)): Extension<ApiDocument>) -> Response {
    let book = Book::open(document, &reader, Home::Shared);
    let title = reader.words().say("reference-shared");
    let components = &document["components"];
    let fields = |kind: &str| {
        let all = book::members(&components[format!("{kind}s")]);
        all.map(|(component, it)| Field::shared(&book, kind, component, it)).collect::<Vec<_>>()
    };
    let page = SharedPage {
        trail: trail(&reader, &book, &title),
        shell: Shell::new(&reader, &title, Section::Account),
        nouns: nouns(&book),
        shared_url: book.url(&Home::Shared, ""),
        parameters: fields("parameter"),
        answers: book::members(&components["responses"]).map(|(name, it)| Shared::of(name, it)).collect(),
        headers: fields("header"),
        shapes: shapes(&book),
    };
    Page::new(page, "").into_response()
}

fn trail(reader: &Reader, book: &Book<'_>, here: &str) -> Trail {
    let mut trail = Trail::from_home(reader, here);
    trail.steps.push((reader.words().say("reference-heading"), book.url(&Home::Index, "")));
    trail
}

fn nouns(book: &Book<'_>) -> Vec<Noun> {
    let noun = |tag: &Value| {
        let name = book::text(&tag["name"]);
        let home = Home::Noun(name.clone());
        let line = |(path, method, it): (&str, &str, &Value)| Line {
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: book::text(&it["summary"]),
            url: book.url(&home, &Operation::anchor(&book::text(&it["operationId"]))),
        };
        Noun {
            url: book.url(&home, ""),
            is_here: home == book.here,
            description: Prose::of(&tag["description"]),
            lines: book.operations(&name).map(line).collect(),
            name,
        }
    };
    book::list(&book.document["tags"]).map(noun).collect()
}

/// The shapes that are told on this page.
fn shapes(book: &Book<'_>) -> Vec<Shape> {
    let here: BTreeSet<&str> = book.shapes_here().collect();
    book::members(&book.document["components"]["schemas"])
        .filter(|(name, _)| here.contains(name))
        .map(|(name, schema)| Shape::of(book, name, schema))
        .collect()
}

fn scheme(name: &str, scheme: &Value) -> Scheme {
    let said = ["type", "scheme", "in", "name", "bearerFormat"].iter().filter(|part| scheme[**part].is_string());
    let how: Vec<String> = said.map(|part| format!("{part}: {}", book::text(&scheme[*part]))).collect();
    Scheme { name: name.to_owned(), description: Prose::of(&scheme["description"]), how: how.join(", ") }
}
