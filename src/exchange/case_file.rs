//! The case file, format `counterpoint/1`: a whole case as one JSON text. Reading finds every fault of a file in one
//! run; writing gives the canonical form, so that export, import and export again are the same bytes.
//!
//! Writing gives the full form, protected names and all: who may have it is decided before this module is asked.

mod json;
mod nouns;
mod reader;
mod schema;
mod table;
mod write;

pub use json::{DEPTH_MAX, FILE_BYTES_MAX, Json};
pub use nouns::Noun;
pub use reader::{FAULTS_MAX, Faults, Fields, Spot, Trail};
pub use schema::{SCHEMA_PATH, object_schema, schema};
pub use table::{
    ASSESSED_CLAIMS_MAX, CITES_MAX, CLAIMS_MAX, Field, MAY_BE_MAX, OPTIONS_MAX, RECORDS_MAX, Shape, VALUES_MAX,
};

use serde_json::Value;

use self::write::Object;
use crate::domain::{
    assessment::Assessment,
    case::{Case, Event, Visibility},
    claim::Claim,
    document::Document,
    dossier::{Dossier, Records, Unread},
    entity::Entity,
    fault::{Fault, FaultKind},
    id::{CaseId, check_slug},
    place::Place,
    policy::Policy,
    question::Question,
    source::Source,
    text::{Localised, Text},
};

/// The name and version of the format, as the first line of every file says.
pub const FORMAT: &str = "counterpoint/1";

/// The keys of a file.
const FILE_FIELDS: &[Field] = &[
    Field::required("format", Shape::Format, "The name and version of the format.", r#""counterpoint/1""#),
    Field::required(
        "case",
        Shape::Object(Case::FIELDS),
        "The matter under study.",
        r#"{"id": "baghdadi-2019", "title": "A new case", "visibility": "private"}"#,
    ),
    list::<Place>("The places that answers name."),
    list::<Entity>("The people, groups and organisations that answers name."),
    list::<Source>("Whoever speaks or relays."),
    list::<Document>("What we hold."),
    list::<Event>("What is said to have happened."),
    list::<Question>("The points at issue."),
    list::<Claim>("One answer to one question each, as somebody gave it and as it reached us."),
    list::<Assessment>("The editors' signed judgements."),
];

const fn list<N: Noun>(meaning: &'static str) -> Field {
    Field::optional(N::LIST, Shape::List { fields: N::FIELDS, max: N::MAX }, meaning, "[]")
}

/// Reads the records of a file; they have not been checked against each other.
///
/// # Errors
/// Every fault, each at its place, in order of place; at most [`FAULTS_MAX`] of them.
pub fn read(bytes: &[u8]) -> Result<Records, Vec<Fault>> {
    let Reading { records, faults, .. } = read_file(bytes);
    if faults.count() == 0 { Ok(records) } else { Err(faults.into_list()) }
}

/// Reads a file and checks its records against each other.
///
/// # Errors
/// As [`read`], and in the same run what [`Dossier::build`] finds. A record that cannot be read is no cause for
/// faults at the records that refer to it.
pub fn read_dossier(bytes: &[u8]) -> Result<Dossier, Vec<Fault>> {
    let Reading { records, unread, mut faults } = read_file(bytes);
    if faults.count() == 0 {
        return Dossier::build(records).map_err(|found| {
            faults.extend(found);
            faults.into_list()
        });
    }
    faults.extend(Dossier::faults_beside(records, &unread));
    Err(faults.into_list())
}

/// Reads one record, as a form or the API sends it.
///
/// # Errors
/// Every fault, each at its place in the record.
pub fn read_record<N: Noun>(bytes: &[u8]) -> Result<N, Vec<Fault>> {
    let mut faults = Faults::default();
    let record = match Json::parse(bytes) {
        Ok(json) => read_record_in(&json, &mut faults),
        Err(fault) => {
            faults.extend(vec![fault]);
            None
        }
    };
    match record {
        Some(record) if faults.count() == 0 => Ok(record),
        _ => Err(faults.into_list()),
    }
}

/// Reads one record from JSON that was taken apart already. Where faults were noted there may still be a record; it has
/// stand-ins in it and must not be kept.
pub fn read_record_in<N: Noun>(json: &Json, faults: &mut Faults) -> Option<N> {
    Fields::open(json, N::FIELDS, Trail::Root, faults).and_then(|mut fields| N::read(&mut fields))
}

/// Writes records in canonical form: keys in the order of the format, lists in order of id.
#[must_use]
pub fn write(records: &Records) -> String {
    let object = Object::new()
        .text("format", FORMAT)
        .value(Case::LIST, records.case.write())
        .list(Place::LIST, sorted(&records.places, |r| &r.id))
        .list(Entity::LIST, sorted(&records.entities, |r| &r.id))
        .list(Source::LIST, sorted(&records.sources, |r| &r.id))
        .list(Document::LIST, sorted(&records.documents, |r| &r.id))
        .list(Event::LIST, sorted(&records.events, |r| &r.id))
        .list(Question::LIST, sorted(&records.questions, |r| &r.id))
        .list(Claim::LIST, sorted(&records.claims, |r| &r.id))
        .list(Assessment::LIST, sorted(&records.assessments, |r| (&r.question, r.at, &r.by)));
    write::print(&object.finish())
}

/// The records of a list in order of `key`, written.
fn sorted<'a, N: Noun, K: Ord>(records: &'a [N], key: impl Fn(&'a N) -> K) -> Vec<Value> {
    let mut sorted: Vec<&N> = records.iter().collect();
    sorted.sort_by_key(|record| key(record));
    sorted.into_iter().map(Noun::write).collect()
}

/// What a file gave.
pub struct Reading {
    /// The records that could be read. Where there are faults stand-ins may be among them, and none must be kept.
    pub records: Records,
    /// The records that could not.
    pub unread: Vec<Unread>,
    /// What is wrong with them.
    pub faults: Faults,
}

/// Reads the records of a file, and what is known of those that cannot be read.
#[must_use]
pub fn read_file(bytes: &[u8]) -> Reading {
    read_parsed(Json::parse(bytes))
}

/// The same; the bytes are let go before records are made of them.
#[must_use]
pub fn read_bytes(bytes: Vec<u8>) -> Reading {
    let parsed = Json::parse(&bytes);
    drop(bytes);
    read_parsed(parsed)
}

fn read_parsed(parsed: Result<Json, Fault>) -> Reading {
    let mut reading = Reading { records: stand_in_records(), unread: Vec::new(), faults: Faults::default() };
    match parsed {
        Ok(json) => read_lists(&json, &mut reading),
        Err(fault) => reading.faults.extend(vec![fault]),
    }
    reading
}

fn read_lists(json: &Json, reading: &mut Reading) {
    let Reading { records, unread, faults } = reading;
    let Some(mut file) = Fields::open(json, FILE_FIELDS, Trail::Root, faults) else { return };
    file.text("format", |given| {
        if given == FORMAT { Ok(()) } else { Err(FaultKind::NotThisFormat { given: given.to_owned() }) }
    });
    if let Some(case) = file.read(Case::LIST, |spot| spot.object(Case::FIELDS, Case::read)) {
        records.case = case;
    }
    records.places = read_list(&mut file, unread);
    records.entities = read_list(&mut file, unread);
    records.sources = read_list(&mut file, unread);
    records.documents = read_list(&mut file, unread);
    records.events = read_list(&mut file, unread);
    records.questions = read_list(&mut file, unread);
    records.claims = read_list(&mut file, unread);
    records.assessments = read_list(&mut file, unread);
}

/// Reads the list of a noun; what could not be read is remembered, so that references to it are no faults.
fn read_list<N: Noun>(file: &mut Fields<'_, '_>, unread: &mut Vec<Unread>) -> Vec<N> {
    let mut records = Vec::new();
    file.read(N::LIST, |mut spot| {
        let Json::List(items) = spot.json else {
            unread.push(unread_record::<N>(&Json::Null, spot.trail, 0));
            return spot.refuse::<()>(FaultKind::WrongType { expected: "list" });
        };
        if items.len() > N::MAX {
            unread.push(unread_record::<N>(&Json::Null, spot.trail, N::MAX));
            spot.faults.note(spot.trail, FaultKind::TooLong { max: N::MAX });
        }
        records.reserve(items.len().min(N::MAX));
        for (index, json) in items.iter().enumerate().take(N::MAX) {
            match read_item::<N>(json, Trail::Index(&spot.trail, index), index, spot.faults) {
                Ok(record) => records.push(record),
                Err(gap) => unread.push(gap),
            }
        }
        Some(())
    });
    records
}

/// Reads item number `index` of a list.
///
/// # Errors
/// What is known of an item that cannot be read.
pub fn read_item<N: Noun>(json: &Json, trail: Trail<'_>, index: usize, faults: &mut Faults) -> Result<N, Unread> {
    let read = (Spot { json, trail, faults }).object(N::FIELDS, N::read);
    read.ok_or_else(|| unread_record::<N>(json, trail, index))
}

fn unread_record<N: Noun>(json: &Json, trail: Trail<'_>, index: usize) -> Unread {
    let mut references = Vec::new();
    reader::references(json, N::FIELDS, trail, &mut references);
    let written = match json {
        Json::Object(members) => members.iter().find(|(key, _)| key == "id").map(|(_, id)| id),
        _ => None,
    };
    // Of an id that is no slug, the slug it was meant to be.
    let id = match written {
        Some(Json::String(id)) => match check_slug(id) {
            Ok(()) => Some(id.clone()),
            Err(FaultKind::NotASlug { suggestion }) => suggestion,
            Err(_) => None,
        },
        _ => None,
    };
    Unread { noun: N::NAME, list: N::LIST, index, id, references }
}

/// Records without content, to be filled.
fn stand_in_records() -> Records {
    Records::of(Case {
        id: CaseId::parse("unread").expect("the stand-in is a slug"),
        title: Localised::Plain(Text::name("?").expect("the stand-in is a name")),
        summary: None,
        visibility: Visibility::Private,
        policy: Policy::standard(),
    })
}
