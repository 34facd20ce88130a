//! Records as tables for spreadsheets: CSV (RFC 4180), UTF-8. The columns are the fields of the case file, in their
//! order, and a row can be read back into the record it was.
//!
//! The file begins with a byte order mark: without it the spreadsheet most people have reads Arabic as noise. Every cell
//! is quoted: where a semicolon separates columns, a list would fall apart otherwise. No cell starts a formula
//! ([`super::cells`]); that goes for numbers below zero too, since every column but `credibility` holds text.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use serde_json::{Map, Value};

use super::{
    case_file::{Field, Noun, Shape},
    cells,
};

/// The byte order mark.
pub const MARK: &str = "\u{FEFF}";
/// A bound that is open.
const OPEN: &str = "..";
/// The strict bounds of a reading stand in the column of the reading itself.
const CORE: &str = "core";

/// A table of the records of one noun: claims or sources.
pub struct Sheet {
    columns: Vec<Column>,
}

struct Column {
    name: String,
    /// The keys that lead to its field.
    path: Vec<&'static str>,
    form: Form,
}

/// How a field is written in a cell.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Flag,
    Number,
    Chain,
    Ids,
    Value,
    Bounds,
}

impl Sheet {
    /// The table of `N`.
    #[must_use]
    pub fn of<N: Noun>() -> Self {
        let mut columns = Vec::new();
        add(&mut columns, N::FIELDS, &[]);
        Self { columns }
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// The table with a row for each of `records`.
    #[must_use]
    pub fn write<'a, N: Noun + 'a>(&self, records: impl IntoIterator<Item = &'a N>) -> String {
        self.write_beside(&[], records.into_iter().map(|record| (record, [])))
    }

    /// The same with columns called `names` behind its own, and in them what stands beside each record.
    #[must_use]
    pub fn write_beside<'a, N: Noun + 'a, const C: usize>(
        &self,
        names: &[&str; C],
        records: impl IntoIterator<Item = (&'a N, [usize; C])>,
    ) -> String {
        let head = self.names().chain(names.iter().copied()).map(str::to_owned).collect();
        let row = |(record, beside): (&N, [usize; C])| {
            let record = record.write();
            let own = self.columns.iter().map(|column| column.cell(&record));
            own.chain(beside.iter().map(ToString::to_string)).collect()
        };
        print([head].into_iter().chain(records.into_iter().map(row)))
    }

    /// The record of a row in the form of the case file, from cells by the name of their column; empty cells are fields
    /// that are not set, and columns that the table does not have are passed over.
    #[must_use]
    pub fn record<'a>(&self, row: impl IntoIterator<Item = (&'a str, &'a str)>) -> Value {
        let mut record = Map::new();
        for (name, cell) in row {
            let column = self.columns.iter().find(|column| column.name == name);
            if let Some(column) = column.filter(|_| !cell.is_empty()) {
                put(&mut record, &column.path, column.form.value(cells::original(cell)));
            }
        }
        Value::Object(record)
    }
}

/// Rows as CSV, with its mark; every cell is kept from starting a formula.
///
/// # Panics
/// Where rows are not of one length, which none of ours are.
#[must_use]
pub fn print(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer =
        WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|cell| cells::neutral(cell).into_owned());
        writer.write_record(cells).expect("rows of one length are written to memory");
    }
    let bytes = writer.into_inner().expect("memory can be written to");
    MARK.to_owned() + String::from_utf8(bytes).expect("cells are UTF-8").as_str()
}

fn add(columns: &mut Vec<Column>, fields: &'static [Field], above: &[&'static str]) {
    for field in fields {
        let path: Vec<&'static str> = above.iter().copied().chain([field.name]).collect();
        let mut column = |path: Vec<&'static str>, form| {
            let name: Vec<&str> = path.iter().copied().filter(|step| *step != CORE).collect();
            columns.push(Column { name: name.join("."), path, form });
        };
        match field.shape {
            Shape::Object(fields) => add(columns, fields, &path),
            Shape::Localised(_) => {
                let by_language = ["en", "ar"].map(|tag| path.iter().copied().chain([tag]).collect());
                [path].into_iter().chain(by_language).for_each(|path| column(path, Form::Text));
            }
            Shape::Flag => column(path, Form::Flag),
            Shape::Number { .. } | Shape::Integer { .. } => column(path, Form::Number),
            Shape::References { is_set, .. } => column(path, if is_set { Form::Ids } else { Form::Chain }),
            Shape::Value => column(path, Form::Value),
            Shape::Bounds => column(path, Form::Bounds),
            _ => column(path, Form::Text),
        }
    }
}

impl Column {
    fn cell(&self, record: &Value) -> String {
        let found = self.path.iter().try_fold(record, |value, step| value.get(step));
        found.map(|value| self.form.cell(value)).unwrap_or_default()
    }
}

impl Form {
    fn cell(self, value: &Value) -> String {
        let texts = || value.as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>();
        match self {
            Self::Text => value.as_str().unwrap_or_default().to_owned(),
            Self::Flag | Self::Number => value.to_string(),
            Self::Chain => texts().join(cells::LINK),
            Self::Ids => texts().join(cells::ITEM),
            Self::Value => value.as_str().map_or_else(|| cells::list(&texts()), cells::item),
            Self::Bounds => value.as_array().into_iter().flatten().map(bound_cell).collect::<Vec<_>>().join("/"),
        }
    }

    fn value(self, cell: &str) -> Value {
        match self {
            Self::Text => cell.into(),
            Self::Flag => {
                if cell == "true" {
                    Value::Bool(true)
                } else {
                    cell.into()
                }
            }
            Self::Number => cell.parse::<i64>().map_or_else(|_| cell.into(), Value::from),
            Self::Chain => cell.split('>').map(|id| Value::from(id.trim())).collect(),
            Self::Ids => cells::items(cell).0.into(),
            Self::Value => match cells::items(cell) {
                (items, false) => items.concat().into(),
                (items, true) => items.into(),
            },
            Self::Bounds => bounds(cell).map(bound_value).collect(),
        }
    }
}

/// A bound: a date as it is, a number, or two dots where it is open. A date that looks like a number, which a year does,
/// or that is an interval itself stands in quotes.
fn bound_cell(bound: &Value) -> String {
    match bound {
        Value::Null => OPEN.to_owned(),
        Value::String(date) if date.parse::<i64>().is_ok() || date.contains('/') => format!("\"{date}\""),
        Value::String(date) => date.clone(),
        number => number.to_string(),
    }
}

/// The bounds of a cell; a slash within quotes parts nothing.
fn bounds(cell: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    cell.split(move |character| {
        is_quoted ^= character == '"';
        character == '/' && !is_quoted
    })
}

fn bound_value(bound: &str) -> Value {
    let bound = bound.trim();
    match bound.parse::<i64>() {
        _ if bound == OPEN => Value::Null,
        Ok(number) => number.into(),
        Err(_) => bound.trim_matches('"').into(),
    }
}

fn put(record: &mut Map<String, Value>, path: &[&'static str], value: Value) {
    match path {
        [] => {}
        [key] => {
            record.insert((*key).to_owned(), value);
        }
        [key, rest @ ..] => {
            let inner = record.entry(*key).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}
