//! Claims as a table: CSV (RFC 4180) in UTF-8, one claim in each row. The cells are those that [`Sheet`] writes, so what
//! was exported comes in again; besides, a chain may name sources by their exact names, and a row needs no id. Rows are
//! read as they arrive.
//!
//! The id of a row without one is made of what it says, not of where it stands: the same row is the same claim in any
//! file, and two files never take each other's ids.

use std::collections::{HashMap, HashSet};

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{
    Form, Given,
    cut::{Cut, Cutter},
    naming::{MadeSource, Names, SaidSource, UnknownName},
};
use crate::{
    domain::{
        claim::Claim,
        dossier::{Dossier, Unread},
        fault::{Fault, FaultKind, Path},
        id::check_slug,
        near::nearest,
    },
    exchange::{
        case_file::{CLAIMS_MAX, Json, Noun as _, Trail, read_item},
        sheets::Sheet,
    },
};

/// In how much of a table its first rows are looked for, in bytes.
const HEADS_BYTES_MAX: usize = 1 << 20;
/// How many characters of the question and of the root stand in an id that is made.
const STEM_CHARS: usize = 30;
/// How many hexadecimal digits of what a row says stand there.
const DIGEST_CHARS: usize = 12;
/// What an id that is made is made of.
const SAID: [&str; 6] = ["question", "value", "stance", "chain", "document", "excerpt"];

/// Which column is which field, what stands in fields without a column, and which source a name is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Field and column. Columns left out are the fields they are called after.
    pub columns: Vec<(String, String)>,
    /// Field and the cell that stands in every row.
    pub constants: Vec<(String, String)>,
    /// What is said of names in chains that no source has.
    pub sources: Vec<SaidSource>,
}

/// What of a mapping is at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MappingPart {
    /// Which column is a field.
    Column,
    /// What stands in every row.
    Constant,
    /// Which source of the case a name is.
    Source,
    /// Which source is made of a name.
    NewSource,
}

/// One thing wrong with a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingFault {
    /// Where.
    pub part: MappingPart,
    /// What is wrong.
    pub kind: FaultKind,
}

impl MappingFault {
    pub(super) fn of_source(is_new: bool, kind: FaultKind) -> Self {
        Self { part: if is_new { MappingPart::NewSource } else { MappingPart::Source }, kind }
    }
}

/// A table that was read.
pub struct Table {
    /// What it gives.
    pub given: Given,
    /// The columns that are no field.
    pub ignored: Vec<String>,
    /// The sources that are made of names, in order of name.
    pub made: Vec<MadeSource>,
    /// The names that no source has, in order; at most [`super::UNKNOWN_MAX`].
    pub unknown: Vec<UnknownName>,
}

/// The fields that a column may be.
#[must_use]
pub fn fields() -> Vec<String> {
    Sheet::of::<Claim>().names().map(str::to_owned).collect()
}

/// The first rows of a table, the header first; empty where it is none.
#[must_use]
pub fn heads(bytes: &[u8], rows: usize) -> Vec<Vec<String>> {
    let (mut heads, mut cutter) = (Vec::new(), Cutter::new());
    let mut take = |(_, cells): Cut| heads.extend(cells.ok());
    cutter.feed(&bytes[..bytes.len().min(HEADS_BYTES_MAX)], &mut take);
    cutter.finish(&mut take);
    heads.truncate(rows);
    heads
}

/// A table of claims being read, piece by piece.
pub struct Rows {
    cutter: Cutter,
    body: Body,
}

/// What a table holds.
struct Body {
    given: Given,
    sheet: Sheet,
    names: Names,
    /// How often an id was made.
    made: HashMap<String, usize>,
    /// The row of each claim.
    places: Vec<usize>,
    mapping: Mapping,
    /// What is wrong with the mapping.
    faults: Vec<MappingFault>,
    header: Vec<String>,
    /// The field of each column.
    columns: Vec<Option<String>>,
}

impl Rows {
    /// A table of claims for the case that `shown` is to whoever brings it.
    #[must_use]
    pub fn of(shown: &Dossier, mapping: Mapping) -> Self {
        let mut faults = Vec::new();
        let body = Body {
            given: Given::of(shown.case().clone()),
            sheet: Sheet::of::<Claim>(),
            names: Names::of(shown, &mapping.sources, &mut faults),
            made: HashMap::new(),
            places: Vec::new(),
            mapping,
            faults,
            header: Vec::new(),
            columns: Vec::new(),
        };
        Self { cutter: Cutter::new(), body }
    }

    /// Reads the rows that end in `piece`, and keeps the beginning of the next.
    pub fn feed(&mut self, piece: &[u8]) {
        let Self { cutter, body } = self;
        cutter.feed(piece, &mut |cut| body.take(cut));
        if !body.faults.is_empty() {
            cutter.stop();
        }
    }

    /// What all rows gave.
    ///
    /// # Errors
    /// Every fault of the mapping.
    pub fn finish(self) -> Result<Table, Vec<MappingFault>> {
        let Self { cutter, mut body } = self;
        cutter.finish(&mut |cut| body.take(cut));
        if body.header.is_empty() {
            body.head(Vec::new());
        }
        let Body { mut given, names, places, faults, header, columns, .. } = body;
        if !faults.is_empty() {
            return Err(faults);
        }
        let ignored = header.iter().zip(&columns).filter(|(_, field)| field.is_none()).map(|(name, _)| name.clone());
        let ignored = ignored.collect();
        let columns = columns.into_iter().zip(header).filter_map(|(field, name)| Some((field?, name)));
        given.origins.form = Form::Rows { rows: places, columns: columns.collect() };
        let (made, unknown) = names.finish();
        given.records.sources = made.iter().map(|made| made.source.clone()).collect();
        Ok(Table { given: given.finished(), ignored, made, unknown })
    }
}

/// Reads a whole table of claims.
///
/// # Errors
/// As [`Rows::finish`].
pub fn table(bytes: &[u8], mapping: Mapping, shown: &Dossier) -> Result<Table, Vec<MappingFault>> {
    let mut rows = Rows::of(shown, mapping);
    rows.feed(bytes);
    rows.finish()
}

/// The field of each column.
fn columns(header: &[String], mapping: &Mapping) -> Result<Vec<Option<String>>, Vec<MappingFault>> {
    let fields = fields();
    let mut faults = Vec::new();
    let mut columns: Vec<Option<String>> = vec![None; header.len()];
    let mut taken = HashSet::new();
    let mut refuse = |part, kind| faults.push(MappingFault { part, kind });
    let one_of = |given: &str, allowed: &[String]| FaultKind::NotOneOf {
        given: given.to_owned(),
        near: nearest(given, allowed.iter().map(String::as_str)).map(str::to_owned),
        allowed: allowed.to_vec(),
    };
    let all = mapping.columns.iter().map(|pair| (MappingPart::Column, pair));
    let all = all.chain(mapping.constants.iter().map(|pair| (MappingPart::Constant, pair)));
    for (part, (field, value)) in all {
        if !fields.contains(field) {
            refuse(part, one_of(field, &fields));
        } else if !taken.insert(field.as_str()) {
            refuse(part, FaultKind::DuplicateKey);
        } else if part == MappingPart::Column {
            match header.iter().position(|name| name == value) {
                Some(column) => columns[column] = Some(field.clone()),
                None => refuse(part, one_of(value, header)),
            }
        }
    }
    for (column, name) in columns.iter_mut().zip(header) {
        if column.is_none() && fields.contains(name) && taken.insert(name.as_str()) {
            *column = Some(name.clone());
        }
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

/// Rows being read.
impl Body {
    fn refuse(&mut self, row: usize, kind: FaultKind) {
        self.given.faults.extend(vec![Fault::new(Path::root().index(row), kind)]);
    }

    fn take(&mut self, (row, cells): Cut) {
        match cells {
            Ok(cells) if self.header.is_empty() => self.head(cells),
            Ok(cells) => self.row(row, &cells),
            Err(kind) => self.refuse(row, kind),
        }
    }

    /// Finds out which column is which field.
    fn head(&mut self, cells: Vec<String>) {
        self.header = cells.into_iter().map(|name| name.trim().to_owned()).collect();
        match columns(&self.header, &self.mapping) {
            Ok(columns) => self.columns = columns,
            Err(faults) => self.faults.extend(faults),
        }
    }

    fn row(&mut self, row: usize, cells: &[String]) {
        if cells.iter().all(|cell| cell.trim().is_empty()) || !self.faults.is_empty() {
            return;
        }
        if cells.len() != self.header.len() {
            return self.refuse(row, FaultKind::CellCount { expected: self.header.len() });
        }
        if self.places.len() == CLAIMS_MAX {
            return self.refuse(row, FaultKind::TooLong { max: CLAIMS_MAX });
        }
        let columns = self.columns.iter().zip(cells);
        let given = columns.filter_map(|(field, cell)| Some((field.as_deref()?, cell.as_str())));
        let fixed = self.mapping.constants.iter().map(|(field, value)| (field.as_str(), value.as_str()));
        let mut record = self.sheet.record(given.chain(fixed));
        let is_named = self.name_sources(row, &mut record);
        if record["id"].is_null() {
            record["id"] = self.made_id(&record).into();
        }
        // What `serde_json` writes is JSON.
        let Ok(json) = Json::parse(record.to_string().as_bytes()) else { return self.refuse(row, FaultKind::NotCsv) };
        let trail = Trail::Index(&Trail::Root, row);
        match read_item::<Claim>(&json, trail, self.places.len(), &mut self.given.faults) {
            Ok(claim) if is_named => self.given.records.claims.push(claim),
            Ok(claim) => self.given.unread.push(Unread {
                noun: Claim::NAME,
                list: Claim::LIST,
                index: self.places.len(),
                id: Some(claim.id.to_string()),
                references: Vec::new(),
            }),
            Err(gap) if is_named => self.given.unread.push(gap),
            Err(gap) => self.given.unread.push(Unread { references: Vec::new(), ..gap }),
        }
        self.places.push(row);
    }

    /// Puts ids in the place of names in the chain, and says whether it could. A name of nobody is a fault, told with the
    /// nearest one; what stands in for it must not be kept.
    fn name_sources(&mut self, row: usize, record: &mut Value) -> bool {
        let mut is_named = true;
        let chain = record.get_mut("chain").and_then(Value::as_array_mut).into_iter().flatten();
        for (number, link) in chain.enumerate() {
            let Some(name) = link.as_str() else { continue };
            match self.names.id(name) {
                Ok(id) => *link = id.into(),
                Err(kind) => {
                    let at = Path::root().index(row).field("chain").index(number);
                    self.given.faults.extend(vec![Fault::new(at, kind)]);
                    *link = format!("unknown-{number}").into();
                    is_named = false;
                }
            }
        }
        is_named
    }

    fn made_id(&mut self, record: &Value) -> String {
        let mut digest = Sha256::new();
        for field in SAID {
            digest.update(record[field].to_string());
            digest.update([0]);
        }
        let stem = |value: &Value| {
            let id: String = value.as_str().unwrap_or_default().chars().take(STEM_CHARS).collect();
            if check_slug(&id).is_ok() { format!("{}-", id.trim_matches('-')) } else { String::new() }
        };
        let digest = HEXLOWER.encode(&digest.finalize());
        let id = format!("{}{}{}", stem(&record["question"]), stem(&record["chain"][0]), &digest[..DIGEST_CHARS]);
        let times = self.made.entry(id.clone()).or_default();
        *times += 1;
        if *times == 1 { id } else { format!("{id}-{times}") }
    }
}
