//! Reading objects field by field. A fault never ends the reading: it is noted at its place and the rest goes on.
//!
//! A required text that cannot be read gets a *stand-in*, so that the other fields of its record are still checked
//! against the rest of the file. Stand-ins never leave this module's callers: whoever notes a fault returns no records.

use std::collections::HashMap;

use super::{
    json::Json,
    table::{Field, Shape},
};
use crate::domain::{
    fault::{Fault, FaultKind, Path},
    id::{check_slug, check_unreserved},
    near::nearest,
    text::{Language, Localised, Text},
};

/// The most faults reported at once; beyond it nobody reads on, and a hostile file could fill the memory.
pub const FAULTS_MAX: usize = 1_000;

/// The faults found so far.
#[derive(Debug, Default)]
pub struct Faults {
    found: Vec<Fault>,
    count: usize,
}

impl Faults {
    /// Notes a fault.
    pub fn note(&mut self, trail: Trail<'_>, kind: FaultKind) {
        self.add(|| Fault::new(trail.path(), kind));
    }

    /// Notes faults found elsewhere.
    pub fn extend(&mut self, faults: Vec<Fault>) {
        for fault in faults {
            self.add(|| fault);
        }
    }

    fn add(&mut self, fault: impl FnOnce() -> Fault) {
        self.count += 1;
        if self.found.len() < FAULTS_MAX {
            self.found.push(fault());
        }
    }

    /// How many faults were noted.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The faults, in order of place, with one more at the end where some had to be left out.
    #[must_use]
    pub fn into_list(mut self) -> Vec<Fault> {
        self.found.sort_by(|a, b| a.at.cmp(&b.at));
        if self.count > self.found.len() {
            let shown = self.found.len();
            self.found.push(Fault::new(Path::root(), FaultKind::MoreFaults { shown }));
        }
        self.found
    }
}

/// The way from the root of the input to a place in it; only a fault pays for writing it down.
#[derive(Debug, Clone, Copy)]
pub enum Trail<'a> {
    /// The whole input.
    Root,
    /// A member of an object.
    Field(&'a Trail<'a>, &'a str),
    /// An item of a list.
    Index(&'a Trail<'a>, usize),
}

impl Trail<'_> {
    /// The place as a fault names it.
    #[must_use]
    pub fn path(&self) -> Path {
        match self {
            Trail::Root => Path::root(),
            Trail::Field(up, name) => up.path().field(name),
            Trail::Index(up, index) => up.path().index(*index),
        }
    }
}

/// One value, the place it stands at and where its faults go.
pub struct Spot<'r, 'f> {
    pub json: &'r Json,
    pub trail: Trail<'r>,
    pub faults: &'f mut Faults,
}

impl Spot<'_, '_> {
    /// Notes a fault at this place and gives nothing.
    pub fn refuse<T>(&mut self, kind: FaultKind) -> Option<T> {
        self.faults.note(self.trail, kind);
        None
    }

    /// Reads a string with `parse`.
    pub fn text<T>(mut self, parse: impl FnOnce(&str) -> Result<T, FaultKind>) -> Option<T> {
        match self.json {
            Json::String(text) => parse(text).map_or_else(|kind| self.refuse(kind), Some),
            _ => self.refuse(FaultKind::WrongType { expected: "string" }),
        }
    }

    /// Reads `true` or `false`.
    #[must_use]
    pub fn flag(mut self) -> Option<bool> {
        match self.json {
            Json::Bool(flag) => Some(*flag),
            _ => self.refuse(FaultKind::WrongType { expected: "true or false" }),
        }
    }

    /// Reads a number from `min` to `max`.
    #[must_use]
    pub fn number(mut self, min: f64, max: f64) -> Option<f64> {
        let Json::Number(number) = self.json else { return self.refuse(FaultKind::WrongType { expected: "number" }) };
        match number.as_f64() {
            Some(number) if (min..=max).contains(&number) => Some(number),
            _ => self.refuse(FaultKind::OutOfRange { min: min.to_string(), max: max.to_string() }),
        }
    }

    /// Reads a whole number with `parse`.
    pub fn integer<T>(mut self, parse: impl FnOnce(i64) -> Result<T, FaultKind>) -> Option<T> {
        let Json::Number(number) = self.json else {
            return self.refuse(FaultKind::WrongType { expected: "whole number" });
        };
        match whole(number) {
            Some(number) => parse(number).map_or_else(|kind| self.refuse(kind), Some),
            None => self.refuse(FaultKind::WrongType { expected: "whole number" }),
        }
    }

    /// Reads a text in one unnamed language, or by language.
    pub fn localised(mut self, parse: impl Fn(&str) -> Result<Text, FaultKind>) -> Option<Localised> {
        match self.json {
            Json::String(text) => {
                parse(text).map_or_else(|kind| self.refuse(kind), |text| Some(Localised::Plain(text)))
            }
            Json::Object(_) => {
                let mut by = Fields::open(self.json, BY_LANGUAGE, self.trail, self.faults)?;
                let en = by.read(Language::English.tag(), |spot| spot.text(&parse));
                let ar = by.read(Language::Arabic.tag(), |spot| spot.text(&parse));
                if en.is_none() && ar.is_none() && by.members.is_empty() {
                    return self.refuse(FaultKind::Empty);
                }
                (en.is_some() || ar.is_some()).then_some(Localised::By { en, ar })
            }
            _ => self.refuse(FaultKind::WrongType { expected: "string or text by language" }),
        }
    }

    /// Reads a list of at most `max` items with `read`; `None` where an item or the list itself is at fault.
    pub fn list<T>(mut self, max: usize, read: impl Fn(Spot<'_, '_>) -> Option<T>) -> Option<Vec<T>> {
        let Json::List(items) = self.json else { return self.refuse(FaultKind::WrongType { expected: "list" }) };
        if items.len() > max {
            return self.refuse(FaultKind::TooLong { max });
        }
        // All items are read, so that the faults of each are noted, before one of them ends the list.
        let mut list = Vec::with_capacity(items.len());
        for (index, json) in items.iter().enumerate() {
            let trail = self.trail;
            list.push(read(Spot { json, trail: Trail::Index(&trail, index), faults: self.faults }));
        }
        list.into_iter().collect()
    }

    /// Reads a list of ids of which none stands twice.
    pub fn set<T>(self, max: usize, parse: impl Fn(&str) -> Result<T, FaultKind>) -> Option<Vec<T>> {
        let list =
            Spot { json: self.json, trail: self.trail, faults: self.faults }.list(max, |spot| spot.text(&parse))?;
        let Json::List(items) = self.json else { return None };
        let mut seen = HashMap::new();
        let before = self.faults.count();
        for (index, item) in items.iter().enumerate() {
            let Json::String(id) = item else { continue };
            if let Some(first) = seen.get(id.as_str()) {
                let first = self.trail.path().index(*first);
                self.faults.note(Trail::Index(&self.trail, index), FaultKind::DuplicateId { first });
            } else {
                seen.insert(id.as_str(), index);
            }
        }
        (self.faults.count() == before).then_some(list)
    }

    /// Reads an object whose fields are those of `table`.
    pub fn object<T>(self, table: &'static [Field], read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>) -> Option<T> {
        read(&mut Fields::open(self.json, table, self.trail, self.faults)?)
    }
}

/// A whole number, also one written `2.0`.
fn whole(number: &serde_json::Number) -> Option<i64> {
    const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
    number.as_i64().or_else(|| {
        let float = number.as_f64().filter(|n| n.fract() == 0.0 && n.abs() <= EXACT_MAX)?;
        #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53, so the integer is the same number")]
        Some(float as i64)
    })
}

/// The two languages of a text.
pub(super) const BY_LANGUAGE: &[Field] = &[
    Field::optional("en", Shape::Text(0), "The English text.", r#""Syria""#),
    Field::optional("ar", Shape::Text(0), "The Arabic text.", r#""سوريا""#),
];

/// An open object: its known fields can be read, what is unknown, missing or double has been noted.
pub struct Fields<'r, 'f> {
    table: &'static [Field],
    members: &'r [(String, Json)],
    trail: Trail<'r>,
    faults: &'f mut Faults,
}

impl<'r, 'f> Fields<'r, 'f> {
    /// Opens an object.
    pub fn open(json: &'r Json, table: &'static [Field], trail: Trail<'r>, faults: &'f mut Faults) -> Option<Self> {
        let Json::Object(members) = json else {
            faults.note(trail, FaultKind::WrongType { expected: "object" });
            return None;
        };
        let mut this = Self { table, members, trail, faults };
        this.check_keys();
        Some(this)
    }

    /// Notes keys that are unknown, stand twice, are missing, or lack the one they make no sense without.
    fn check_keys(&mut self) {
        let mut given = vec![false; self.table.len()];
        for (key, _) in self.members {
            let at = Trail::Field(&self.trail, key);
            match self.table.iter().position(|field| field.name == key) {
                Some(row) if given[row] => self.faults.note(at, FaultKind::DuplicateKey),
                Some(row) => given[row] = true,
                None => self.faults.add(|| Fault::new(at.path(), unknown_field(key, self.table))),
            }
        }
        for (field, is_given) in self.table.iter().zip(&given) {
            let at = Trail::Field(&self.trail, field.name);
            match field.needs {
                None if field.is_required && !is_given => self.faults.note(at, FaultKind::Missing),
                Some(other) if *is_given && self.find(other).is_none() => {
                    self.faults.note(at, FaultKind::NeedsAlso { field: other });
                }
                _ => {}
            }
        }
    }

    fn find(&self, name: &str) -> Option<&'r Json> {
        debug_assert!(self.table.iter().any(|field| field.name == name), "no row for {name}");
        self.members.iter().find(|(key, _)| key == name).map(|(_, json)| json)
    }

    /// Whether the field is there, sound or not.
    #[must_use]
    pub fn is_given(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Reads a field, where it is there.
    pub fn read<T>(&mut self, name: &str, read: impl FnOnce(Spot<'_, '_>) -> Option<T>) -> Option<T> {
        let json = self.find(name)?;
        let trail = self.trail;
        read(Spot { json, trail: Trail::Field(&trail, name), faults: self.faults })
    }

    /// Reads a string with `parse`.
    pub fn text<T>(&mut self, name: &str, parse: impl FnOnce(&str) -> Result<T, FaultKind>) -> Option<T> {
        self.read(name, |spot| spot.text(parse))
    }

    /// Reads the id of the record itself, which is none of the reserved words.
    pub fn id<T>(&mut self, parse: impl FnOnce(&str) -> Result<T, FaultKind>) -> Option<T> {
        self.text("id", |text| {
            check_unreserved(text)?;
            parse(text)
        })
    }

    /// Reads a required text, with a stand-in where that fails.
    pub fn sure_text(&mut self, name: &str, parse: impl Fn(&str) -> Result<Text, FaultKind>) -> Option<Text> {
        self.text(name, &parse).or_else(|| parse(STAND_IN).ok())
    }

    /// Reads a text by language.
    pub fn localised(&mut self, name: &str, parse: impl Fn(&str) -> Result<Text, FaultKind>) -> Option<Localised> {
        self.read(name, |spot| spot.localised(parse))
    }

    /// Reads a required text by language, with a stand-in where that fails.
    pub fn sure_localised(&mut self, name: &str, parse: impl Fn(&str) -> Result<Text, FaultKind>) -> Option<Localised> {
        self.localised(name, &parse).or_else(|| parse(STAND_IN).ok().map(Localised::Plain))
    }

    /// Reads `true` or `false`; `false` where it is absent.
    pub fn flag(&mut self, name: &str) -> bool {
        self.read(name, |spot: Spot<'_, '_>| spot.flag()).unwrap_or_default()
    }
}

/// What stands in for a required text that could not be read.
const STAND_IN: &str = "?";

/// The fault of a key that no row has.
pub(super) fn unknown_field(key: &str, table: &[Field]) -> FaultKind {
    let names = || table.iter().map(|field| field.name);
    let near = nearest(key, names()).map(str::to_owned);
    FaultKind::UnknownField { near, allowed: names().map(str::to_owned).collect() }
}

/// The ids that a record at fault refers to, with their places: they can still be checked against the rest.
pub(super) fn references(
    json: &Json,
    table: &'static [Field],
    trail: Trail<'_>,
    found: &mut Vec<(Path, &'static str, String)>,
) {
    let Json::Object(members) = json else { return };
    for (key, json) in members {
        let Some(field) = table.iter().find(|field| field.name == key) else { continue };
        let at = Trail::Field(&trail, key);
        match (field.shape, json) {
            (Shape::Reference(noun), Json::String(id)) if check_slug(id).is_ok() => {
                found.push((at.path(), noun, id.clone()));
            }
            (Shape::References { noun, .. }, Json::List(ids)) => {
                for (index, id) in ids.iter().enumerate() {
                    let Json::String(id) = id else { continue };
                    if check_slug(id).is_ok() {
                        found.push((Trail::Index(&at, index).path(), noun, id.clone()));
                    }
                }
            }
            (Shape::Object(table), json) => references(json, table, at, found),
            _ => {}
        }
    }
}
