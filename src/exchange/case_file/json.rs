//! JSON as written: a tree that keeps every key of an object, in order, so that a key standing twice can be named.

use std::{cell::Cell, fmt};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use crate::domain::fault::{Fault, FaultKind, Path};

/// The largest file, in bytes (64 MiB).
pub const FILE_BYTES_MAX: usize = 64 << 20;
/// The deepest nesting of lists and objects. The format itself needs six.
pub const DEPTH_MAX: usize = 32;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number; integers are kept as integers.
    Number(Number),
    /// A string.
    String(String),
    /// A list.
    List(Vec<Json>),
    /// An object: its keys in order, those standing twice as well.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads JSON text. A byte order mark before it is passed over.
    ///
    /// # Errors
    /// `FileTooLarge`, `NotUtf8`, `NotJson` or `TooDeep`, each at its line and column.
    pub fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        let fault = |kind| Fault::new(Path::root(), kind);
        if bytes.len() > FILE_BYTES_MAX {
            return Err(fault(FaultKind::FileTooLarge { max_bytes: FILE_BYTES_MAX }));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let (line, column) = position(bytes, error.valid_up_to());
            fault(FaultKind::NotUtf8 { line, column })
        })?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let is_too_deep = Cell::new(false);
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let seed = Tree { depth: 0, is_too_deep: &is_too_deep };
        seed.deserialize(&mut deserializer).and_then(|tree| deserializer.end().map(|()| tree)).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            if is_too_deep.get() {
                return fault(FaultKind::TooDeep { line, column, max: DEPTH_MAX });
            }
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
            fault(FaultKind::NotJson { line, column, reason })
        })
    }
}

/// Line and column of a byte, counted from 1; columns in bytes, as the JSON parser counts them.
fn position(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = &bytes[..at];
    let line = before.iter().fold(1, |line, byte| line + usize::from(*byte == b'\n'));
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    (line, at - line_start + 1)
}

#[derive(Clone, Copy)]
struct Tree<'a> {
    depth: usize,
    is_too_deep: &'a Cell<bool>,
}

impl Tree<'_> {
    fn below<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth == DEPTH_MAX {
            self.is_too_deep.set(true);
            return Err(E::custom("too deep"));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Json, E> {
        Number::from_f64(value).map(Json::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let below = self.below::<A::Error>()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(below)? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let below = self.below::<A::Error>()?;
        let mut members = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            members.push((key, entries.next_value_seed(below)?));
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> FaultKind {
        Json::parse(bytes).expect_err("it was read").kind
    }

    #[test]
    fn both_values_of_a_key_that_stands_twice_are_kept() {
        let twice = Json::Object(vec![("a".into(), Json::Null), ("a".into(), Json::Bool(true))]);
        assert_eq!(Json::parse(br#"{"a":null,"a":true}"#), Ok(twice));
    }

    #[test]
    fn what_is_not_json_is_named_with_its_line_and_column() {
        assert_eq!(refusal(b"{\n \"a\": \xff}"), FaultKind::NotUtf8 { line: 2, column: 7 });
        for broken in ["", "{", "{\"a\":1,}", "[1 2]", "nul", "\"\\ud800\"", "{} {}", "1e999"] {
            assert!(matches!(refusal(broken.as_bytes()), FaultKind::NotJson { line: 1, .. }), "{broken}");
        }
        let FaultKind::NotJson { line, column, .. } = refusal(b"{\n  \"a\" 1\n}") else { panic!("not a syntax fault") };
        assert_eq!((line, column), (2, 7));
    }

    #[test]
    fn nesting_ends_at_its_limit() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Json::parse(nested(DEPTH_MAX).as_bytes()).is_ok());
        for depth in [DEPTH_MAX + 1, 100_000] {
            let kind = refusal(nested(depth).as_bytes());
            assert!(matches!(kind, FaultKind::TooDeep { line: 1, max: DEPTH_MAX, .. }), "{kind:?}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_passed_over_and_a_file_too_large_is_refused() {
        assert_eq!(Json::parse("\u{FEFF}1".as_bytes()), Ok(Json::Number(1.into())));
        let large = vec![b' '; FILE_BYTES_MAX + 1];
        assert_eq!(refusal(&large), FaultKind::FileTooLarge { max_bytes: FILE_BYTES_MAX });
    }
}
