//! What is brought into a case: a whole case file, records line by line, or claims as a table. Whatever the form, the
//! faults found later are led back to the place they came from.

use std::collections::{BTreeMap, HashSet};

use super::case_file::{self, Faults, Reading, Trail};
use crate::domain::{
    case::Case,
    dossier::{Records, Unread},
    fault::{Fault, FaultKind, Path},
    id::CaseId,
    record::Noun,
};

mod cut;
mod lines;
mod naming;
mod reader;
mod rows;

pub use lines::LINE_BYTES_MAX;
use lines::Lines;
pub use naming::{MadeSource, SaidSource, SaidToBe, UNKNOWN_MAX, UnknownName};
pub use reader::{Form, Read, Reader};
pub use rows::{Columns, Mapping, MappingFault, MappingPart, fields, heads, with_plain_ends};

/// What was given, read.
pub struct Given {
    /// The records that could be read; none must be kept where there are faults.
    pub records: Records,
    /// Whether only records were given, and not the case itself.
    pub is_without_case: bool,
    /// The records that could not be read.
    pub unread: Vec<Unread>,
    /// What is wrong with them.
    pub faults: Faults,
    /// Where each record came from.
    pub origins: Origins,
}

/// Where a fault belongs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The place in what was given, as a JSON Pointer (RFC 6901); `None` where another record is at fault.
    pub pointer: Option<String>,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The row as a spreadsheet numbers it: the header is 1.
    pub row: Option<usize>,
    /// The name of the column.
    pub column: Option<String>,
    /// A record that was not given: the how many-th of those of its noun that were not, in order of id, from 0.
    pub other: Option<(Noun, usize)>,
}

/// Where the records given came from.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    places: Places,
    /// How many records of each noun were given, read or not.
    counts: BTreeMap<Noun, usize>,
    /// The ids of those that were read.
    ids: BTreeMap<Noun, Vec<String>>,
}

#[derive(Debug, Clone, Default)]
enum Places {
    #[default]
    File,
    /// The line of every record, and whether its noun stands around it.
    Lines(BTreeMap<Noun, Vec<(usize, bool)>>),
    /// The row of every claim, and the columns by the path of their field.
    Rows { rows: Vec<usize>, columns: Vec<(String, String)> },
}

/// The given form of a whole case file, brought into the case called `into`. The bytes are let go as soon as they are
/// read, before records are made of them.
#[must_use]
pub fn file(bytes: Vec<u8>, into: &CaseId) -> Given {
    // A list is none, and would be read in full to find that out.
    let bytes = if bytes.trim_ascii_start().starts_with(b"[") { b"[]".to_vec() } else { bytes };
    let Reading { records, unread, mut faults } = case_file::read_bytes(bytes);
    // Of a file at fault the case may be a stand-in.
    if faults.count() == 0 && records.case.id != *into {
        let kind = FaultKind::OtherCase { given: records.case.id.to_string(), needed: into.to_string() };
        faults.extend(vec![Fault::new(Path::root().field("case").field("id"), kind)]);
    }
    Given { records, is_without_case: false, unread, faults, origins: Origins::default() }.finished()
}

impl Given {
    /// Nothing yet of the case.
    fn of(case: Case) -> Self {
        Self {
            records: Records::of(case),
            is_without_case: true,
            unread: Vec::new(),
            faults: Faults::default(),
            origins: Origins::default(),
        }
    }

    fn finished(mut self) -> Self {
        // A file that brings nothing but its case is one all the same.
        if self.is_without_case && self.records.count() + self.unread.len() + self.faults.count() == 0 {
            self.faults.note(Trail::Root, FaultKind::Empty);
        }
        for noun in Noun::ALL {
            let ids = self.records.ids(*noun);
            let unread = self.unread.iter().filter(|gap| gap.list == list_of(*noun)).count();
            self.origins.counts.insert(*noun, ids.len() + unread);
            self.origins.ids.insert(*noun, ids);
        }
        self
    }
}

impl Origins {
    /// Where `fault` belongs, which was found in the records given or in these and those of the case behind them.
    #[must_use]
    pub fn place(&self, fault: &Fault) -> Place {
        let pointer = fault.at.pointer();
        let (first, number, rest) = split(pointer);
        // Found while reading, and named by line or row already.
        if !matches!(self.places, Places::File)
            && let Ok(line) = first.parse::<usize>()
        {
            let bare = &pointer[1 + first.len()..];
            return self.at(line, bare, pointer.to_owned());
        }
        let noun = Noun::ALL.iter().copied().find(|noun| list_of(*noun) == first && *noun != Noun::Case);
        let (Some(noun), Some(number)) = (noun, number) else {
            return Place { pointer: Some(pointer.to_owned()), ..Place::default() };
        };
        let count = self.counts.get(&noun).copied().unwrap_or_default();
        if number >= count {
            return Place { other: Some((noun, number - count)), ..Place::default() };
        }
        match &self.places {
            Places::File => Place { pointer: Some(pointer.to_owned()), ..Place::default() },
            Places::Lines(lines) => {
                let (line, is_named) =
                    lines.get(&noun).and_then(|lines| lines.get(number)).copied().unwrap_or_default();
                let noun = if is_named { format!("/{}", noun.word()) } else { String::new() };
                self.at(line, rest, format!("/{line}{noun}{rest}"))
            }
            // A source made of a name stands in no row alone.
            Places::Rows { .. } if noun != Noun::Claim => Place::default(),
            Places::Rows { rows, .. } => {
                let row = rows.get(number).copied().unwrap_or_default();
                self.at(row, rest, format!("/{row}{rest}"))
            }
        }
    }

    fn at(&self, line: usize, rest: &str, pointer: String) -> Place {
        let pointer = Some(pointer);
        match &self.places {
            Places::Rows { columns, .. } => {
                let path = rest.trim_start_matches('/').replace('/', ".");
                let is_of = |field: &str| path == field || path.starts_with(&format!("{field}."));
                let column = columns.iter().filter(|(field, _)| is_of(field)).max_by_key(|(field, _)| field.len());
                let column = column.map(|(_, column)| column.clone());
                Place { pointer, row: Some(line), column, ..Place::default() }
            }
            _ => Place { pointer, line: Some(line), ..Place::default() },
        }
    }

    /// The ids of the records of `noun` that were given and read.
    #[must_use]
    pub fn ids(&self, noun: Noun) -> HashSet<&str> {
        self.ids.get(&noun).into_iter().flatten().map(String::as_str).collect()
    }
}

/// `/questions/3/options/0/id` in three: the list, the number, the rest.
fn split(pointer: &str) -> (&str, Option<usize>, &str) {
    let bare = pointer.strip_prefix('/').unwrap_or(pointer);
    let Some((list, rest)) = bare.split_once('/') else { return (bare, None, "") };
    let number = rest.split('/').next().unwrap_or_default();
    (list, number.parse().ok(), &rest[number.len()..])
}

fn list_of(noun: Noun) -> &'static str {
    if noun == Noun::Case { "case" } else { noun.list() }
}
