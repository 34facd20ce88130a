//! What is brought in, read piece by piece, in whichever form it comes.

use super::{
    Given, Lines,
    naming::{MadeSource, UnknownName},
    rows::{Mapping, MappingFault, Rows},
};
use crate::domain::{dossier::Dossier, id::CaseId};

/// A form in which records are brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A whole case file.
    File,
    /// Records line by line.
    Lines,
    /// Claims as a table.
    Table,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::File, Self::Lines, Self::Table];

    /// Its name in a form of a page.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Lines => "lines",
            Self::Table => "table",
        }
    }
}

/// What was read.
pub struct Read {
    /// What it gives.
    pub given: Given,
    /// Of a table the columns that are no field.
    pub ignored: Vec<String>,
    /// Of a table the sources that are made of names, in order of name.
    pub made: Vec<MadeSource>,
    /// Of a table the names that no source has, in order; at most [`super::UNKNOWN_MAX`].
    pub unknown: Vec<UnknownName>,
}

/// What is brought in, being read.
pub enum Reader {
    /// A whole file: its bytes are held until all have come.
    File(Vec<u8>, CaseId),
    /// Lines of records.
    Lines(Box<Lines>),
    /// Rows of claims.
    Rows(Box<Rows>),
}

impl Reader {
    /// A reader of `form` for the case that `shown` is to whoever brings it; `mapping` is of tables, and about `expected`
    /// bytes will come.
    #[must_use]
    pub fn of(form: Form, shown: &Dossier, mapping: Mapping, expected: usize) -> Self {
        match form {
            Form::File => Self::File(Vec::with_capacity(expected), shown.case().id.clone()),
            Form::Lines => Self::Lines(Box::new(Lines::of(shown.case().clone()))),
            Form::Table => Self::Rows(Box::new(Rows::of(shown, mapping))),
        }
    }

    /// Reads what ends in `piece`, and keeps the beginning of the next line or row.
    pub fn feed(&mut self, piece: &[u8]) {
        match self {
            Self::File(bytes, _) => bytes.extend_from_slice(piece),
            Self::Lines(lines) => lines.feed(piece),
            Self::Rows(rows) => rows.feed(piece),
        }
    }

    /// What all of it gave.
    ///
    /// # Errors
    /// Every fault of the mapping of a table.
    pub fn finish(self) -> Result<Read, Vec<MappingFault>> {
        let alone = |given| Read { given, ignored: Vec::new(), made: Vec::new(), unknown: Vec::new() };
        match self {
            Self::File(bytes, into) => Ok(alone(super::file(bytes, &into))),
            Self::Lines(lines) => Ok(alone(lines.finish())),
            Self::Rows(rows) => rows.finish(),
        }
    }
}
