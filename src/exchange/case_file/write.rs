//! Writing records in canonical form: keys in the order of the tables, nothing that is absent or default.

use std::fmt::Display;

use serde::Serialize;
use serde_json::{Map, Number, Value, ser::PrettyFormatter};

use crate::domain::text::{Language, Localised};

/// An object being written, key by key.
#[derive(Debug, Default)]
pub struct Object(Map<String, Value>);

impl Object {
    /// An object without keys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds any value.
    #[must_use]
    pub fn value(mut self, name: &str, value: Value) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    /// Adds a value where there is one.
    #[must_use]
    pub fn maybe(self, name: &str, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.value(name, value),
            None => self,
        }
    }

    /// Adds what prints as one string.
    #[must_use]
    pub fn text(self, name: &str, text: impl Display) -> Self {
        self.value(name, text.to_string().into())
    }

    /// Adds what prints as one string, where there is such a thing.
    #[must_use]
    pub fn maybe_text(self, name: &str, text: Option<impl Display>) -> Self {
        self.maybe(name, text.map(|text| text.to_string().into()))
    }

    /// Adds a text by language.
    #[must_use]
    pub fn localised(self, name: &str, text: &Localised) -> Self {
        self.value(name, localised(text))
    }

    /// Adds a text by language, where there is one.
    #[must_use]
    pub fn maybe_localised(self, name: &str, text: Option<&Localised>) -> Self {
        self.maybe(name, text.map(localised))
    }

    /// Adds `true`, or nothing.
    #[must_use]
    pub fn flag(self, name: &str, is_set: bool) -> Self {
        self.maybe(name, is_set.then_some(Value::Bool(true)))
    }

    /// Adds a list, unless it is empty.
    #[must_use]
    pub fn list(self, name: &str, items: Vec<Value>) -> Self {
        self.maybe(name, (!items.is_empty()).then_some(Value::Array(items)))
    }

    /// Adds ids in their order, unless there are none.
    #[must_use]
    pub fn ids<T: Display>(self, name: &str, ids: &[T]) -> Self {
        self.list(name, ids.iter().map(|id| id.to_string().into()).collect())
    }

    /// Adds ids in alphabetical order, unless there are none.
    #[must_use]
    pub fn sorted_ids<T: Display + Ord>(self, name: &str, ids: &[T]) -> Self {
        let mut ids: Vec<&T> = ids.iter().collect();
        ids.sort();
        self.ids(name, &ids)
    }

    /// The finished object.
    #[must_use]
    pub fn finish(self) -> Value {
        Value::Object(self.0)
    }
}

fn localised(text: &Localised) -> Value {
    match text {
        Localised::Plain(text) => text.as_str().into(),
        Localised::By { en, ar } => Object::new()
            .maybe_text(Language::English.tag(), en.as_ref())
            .maybe_text(Language::Arabic.tag(), ar.as_ref())
            .finish(),
    }
}

/// A number; one without a fraction is written as an integer.
pub fn number(number: f64) -> Value {
    const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT_MAX {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole and within 2^53, so the integer is the same number"
        )]
        return Value::Number((number as i64).into());
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// The text of a file: one space of indentation for each level, a line break at the end.
#[must_use]
pub fn print(value: &Value) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, PrettyFormatter::with_indent(b" "));
    value.serialize(&mut serializer).expect("a JSON value has string keys and is written to memory");
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("serde_json writes UTF-8")
}
