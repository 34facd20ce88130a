//! The nouns of the format, one file each: its table of fields, its reader and its writer.

mod assessment;
mod case;
mod claim;
mod document;
mod entity;
mod event;
mod place;
mod question;
mod source;

use serde_json::Value;

use super::{
    reader::Fields,
    table::{Field, RECORDS_MAX, Shape},
};
use crate::domain::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX};

/// A kind of record that a case file holds.
pub trait Noun: Sized {
    /// What a fault calls it.
    const NAME: &'static str;
    /// The key of its list in the file; of the case, the key it stands at.
    const LIST: &'static str;
    /// The most records of it in a file.
    const MAX: usize = RECORDS_MAX;
    /// Its fields, in the order of the canonical form.
    const FIELDS: &'static [Field];

    /// Reads the record. `None` where a fault leaves too little of it to be checked against the rest of the file;
    /// where faults were noted and there still is a record, stand-ins are in it and it must not be kept.
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self>;

    /// Writes the record in canonical form.
    fn write(&self) -> Value;
}

const ID: Field = Field::required(
    "id",
    Shape::Id,
    "Names the record in its list: lower-case letters a to z, digits and hyphens, at most 80 characters; not `new` \
     or `preview`, whose addresses are those of forms.",
    r#""hajin""#,
);
const NOTE: Field =
    Field::optional("note", Shape::Text(NOTE_CHARS_MAX), "An editor's note.", r#""Position approximate.""#);

const fn name(meaning: &'static str, example: &'static str) -> Field {
    Field::required("name", Shape::Localised(NAME_CHARS_MAX), meaning, example)
}
