//! The document as a book of pages: which page tells what, and the links between them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::shape::shared_anchor;
use crate::{paths, web::Reader};

/// The name of the page of what several nouns share; no noun is called so.
pub const SHARED: &str = "shared";

/// A page of the reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// The first.
    Index,
    /// That of a noun.
    Noun(String),
    /// That of what several share.
    Shared,
}

/// The document, as one page of the reference is made of it.
pub struct Book<'a> {
    /// The document.
    pub document: &'a Value,
    /// The page.
    pub here: Home,
    reader: &'a Reader,
    /// The noun on whose page a shape is told, where it is told there alone.
    homes: BTreeMap<&'a str, &'a str>,
}

impl<'a> Book<'a> {
    /// The book, open at a page.
    #[must_use]
    pub fn open(document: &'a Value, reader: &'a Reader, here: Home) -> Self {
        Self { document, here, reader, homes: homes(document) }
    }

    /// The operations on a noun: path, method, and what the document says of them.
    pub fn operations(&self, noun: &str) -> impl Iterator<Item = (&'a str, &'a str, &'a Value)> {
        operations(self.document).filter(move |(_, _, operation)| operation["tags"][0] == noun)
    }

    /// The names of the shapes told on this page: those that only its noun has, or those that several have.
    pub fn shapes_here(&self) -> impl Iterator<Item = &'a str> {
        members(&self.document["components"]["schemas"])
            .map(|(name, _)| name)
            .filter(|name| self.home_of(name) == self.here)
    }

    /// The address of a place in the book; without an anchor that of its page.
    #[must_use]
    pub fn url(&self, home: &Home, anchor: &str) -> String {
        if *home == self.here && !anchor.is_empty() {
            return format!("#{anchor}");
        }
        let page = match home {
            Home::Index => paths::API_DOCS.to_owned(),
            Home::Noun(noun) => paths::api_docs_of(noun),
            Home::Shared => paths::api_docs_of(SHARED),
        };
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
        self.reader.link_as_it_stands(&format!("{page}{anchor}"))
    }

    /// Another page of ours, in the same language.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        self.reader.link_as_it_stands(path)
    }

    /// Where a shape is told.
    #[must_use]
    pub fn shape_url(&self, name: &str) -> String {
        self.url(&self.home_of(name), &format!("shape-{name}"))
    }

    /// Where something is told that a reference leads to: an answer, a parameter, a header.
    #[must_use]
    pub fn shared_url(&self, kind: &str, component: &str) -> String {
        self.url(&Home::Shared, &shared_anchor(kind, component))
    }

    /// What `value` refers to in the document, or itself.
    #[must_use]
    pub fn resolved(&self, value: &'a Value) -> &'a Value {
        let target = value["$ref"].as_str().and_then(|target| self.document.pointer(target.trim_start_matches('#')));
        target.unwrap_or(value)
    }

    /// The name of the header that the document shares under `name`, as answers have it.
    #[must_use]
    pub fn header_name(&self, name: &str) -> String {
        let target = format!("#/components/headers/{name}");
        let of_operations = operations(self.document).flat_map(|(_, _, operation)| members(&operation["responses"]));
        members(&self.document["components"]["responses"])
            .chain(of_operations)
            .flat_map(|(_, response)| members(&response["headers"]))
            .find(|(_, header)| header["$ref"] == target.as_str())
            .map_or_else(|| name.to_owned(), |(own, _)| own.to_owned())
    }

    fn home_of(&self, shape: &str) -> Home {
        self.homes.get(shape).map_or(Home::Shared, |noun| Home::Noun((*noun).to_owned()))
    }
}

/// The shapes that the operations of one noun alone lead to, each with that noun.
fn homes(document: &Value) -> BTreeMap<&str, &str> {
    let mut nouns: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (_, _, operation) in operations(document) {
        let Some(noun) = operation["tags"][0].as_str() else { continue };
        let (mut reached, mut open) = (BTreeSet::new(), vec![operation]);
        while let Some(value) = open.pop() {
            let fresh = shapes_in(value).into_iter().filter(|shape| reached.insert(*shape));
            open.extend(fresh.map(|shape| &document["components"]["schemas"][shape]));
        }
        for shape in reached {
            nouns.entry(shape).or_default().insert(noun);
        }
    }
    nouns
        .into_iter()
        .filter(|(_, nouns)| nouns.len() == 1)
        .filter_map(|(shape, nouns)| Some((shape, nouns.first().copied()?)))
        .collect()
}

/// The names of the shapes that stand in `value`.
fn shapes_in(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(members) => {
            let named = members.get("$ref").and_then(shape_of);
            named.into_iter().chain(members.values().flat_map(shapes_in)).collect()
        }
        Value::Array(all) => all.iter().flat_map(shapes_in).collect(),
        _ => Vec::new(),
    }
}

/// The name of the shape that a `$ref` leads to.
#[must_use]
pub fn shape_of(target: &Value) -> Option<&str> {
    target.as_str()?.strip_prefix("#/components/schemas/")
}

fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    members(&document["paths"])
        .flat_map(|(path, item)| members(item).map(move |(method, operation)| (path, method, operation)))
}

/// A value as words.
#[must_use]
pub fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// The items of a list.
pub fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The members of an object.
pub fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

/// An example as it is printed.
#[must_use]
pub fn example(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Object(_) => Some(format!("{value:#}")),
        Value::Array(all) if all.iter().any(Value::is_object) => Some(format!("{value:#}")),
        Value::String(text) if text.contains('\n') => Some(text.trim_end().to_owned()),
        value => Some(value.to_string()),
    }
}
