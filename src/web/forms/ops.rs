//! What the buttons of a form do to what was typed: rows are added, removed and moved without a script.

use super::control::{Control, OPTION_NAMES};
use crate::{domain::record::Noun, web::FormFields};

/// The field under which a form sends which button was pressed.
pub const OP: &str = "op";

/// What a button asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Save.
    Save,
    /// Save, and begin another of the kind.
    Another,
    /// Forget what was typed.
    Discard,
    /// An empty row before this one of the list called so.
    Insert(String, usize),
    /// This row away.
    Remove(String, usize),
    /// This row before the one above it.
    Up(String, usize),
    /// A new record of this noun, to be named in this input and row.
    New(Noun, String, usize),
}

impl Op {
    /// The button that was pressed; the key Enter presses none, and saves.
    #[must_use]
    pub fn of(fields: &FormFields) -> Self {
        let words = fields.first(OP).unwrap_or_default();
        let parts: Vec<&str> = words.split(':').collect();
        let row = |text: &str| text.parse::<usize>().ok();
        let on =
            |name: &str, number: &str, of: fn(String, usize) -> Self| row(number).map(|row| of(name.to_owned(), row));
        let op = match *parts {
            ["another"] => Some(Self::Another),
            ["discard"] => Some(Self::Discard),
            ["insert", name, number] => on(name, number, Self::Insert),
            ["remove", name, number] => on(name, number, Self::Remove),
            ["up", name, number] => on(name, number, Self::Up),
            ["new", noun, name, number] => {
                Noun::parse(noun).ok().zip(row(number)).map(|(noun, row)| Self::New(noun, name.to_owned(), row))
            }
            _ => None,
        };
        op.unwrap_or(Self::Save)
    }

    /// Does what concerns rows alone to what was typed; the input that the reader goes on with, by name and row.
    pub fn apply(&self, controls: &[Control], fields: &mut FormFields) -> Option<(&'static str, usize)> {
        let (name, act, row) = match self {
            Self::Insert(name, row) => (name, Act::Insert, *row),
            Self::Remove(name, row) => (name, Act::Remove, *row),
            Self::Up(name, row) => (name, Act::Up, *row),
            Self::Save | Self::Another | Self::Discard | Self::New(..) => return None,
        };
        let control = controls.iter().find(|control| control.name == name)?;
        let columns: &[&'static str] =
            if control.name == "options" { &OPTION_NAMES } else { std::slice::from_ref(&control.name) };
        for column in columns {
            change(fields, column, act, row);
        }
        let first = if control.name == "options" { "options.name.en" } else { control.name };
        let last = fields.all(first).count().saturating_sub(1);
        let goes_on = if matches!(act, Act::Insert) { row } else { row.saturating_sub(1) };
        Some((first, goes_on.min(last)))
    }
}

#[derive(Clone, Copy)]
enum Act {
    Insert,
    Remove,
    Up,
}

/// Changes the values under one name; the others stay where they are.
fn change(fields: &mut FormFields, name: &str, act: Act, row: usize) {
    let mut values: Vec<String> = fields.all(name).map(str::to_owned).collect();
    match act {
        Act::Insert => {
            // A list that nothing was ever typed into shows one empty row that the browser sends as well.
            let row = row.min(values.len());
            values.insert(row, String::new());
        }
        Act::Remove if row < values.len() => {
            values.remove(row);
        }
        Act::Up if (1..values.len()).contains(&row) => values.swap(row - 1, row),
        Act::Remove | Act::Up => {}
    }
    let at = fields.pairs.iter().position(|(known, _)| known == name).unwrap_or(fields.pairs.len());
    fields.pairs.retain(|(known, _)| known != name);
    let at = at.min(fields.pairs.len());
    fields.pairs.splice(at..at, values.into_iter().map(|value| (name.to_owned(), value)));
}

/// Puts `value` into the input called `name` in row `row`.
pub fn put(fields: &mut FormFields, name: &str, row: usize, value: &str) {
    let count = fields.all(name).count();
    for _ in count..=row {
        fields.pairs.push((name.to_owned(), String::new()));
    }
    let target = fields.pairs.iter_mut().filter(|(known, _)| known == name).nth(row);
    if let Some((_, held)) = target {
        value.clone_into(held);
    }
}
