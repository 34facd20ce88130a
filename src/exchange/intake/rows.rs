//! Claims as a table: CSV (RFC 4180) in UTF-8, one claim in each row. The cells are those that [`Sheet`] writes, so what
//! was exported comes in again; besides, a chain may name sources by their exact names, and a row needs no id. Rows are
//! read as they arrive.
//!
//! The id of a row without one is made of what it says, not of where it stands: the same row is the same claim in any
//! file, and two files never take each other's ids.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{
    Given, Places,
    cut::{Cut, Cutter},
    naming::{Names, SaidSource},
    reader::Read,
};
use crate::{
    domain::{
        claim::Claim,
        dossier::{Dossier, Unread},
        fault::{Fault, FaultKind, Path},
        id::{ClaimId, check_slug},
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
/// The id of a row without one while it is read: the reader needs one.
const STAND_IN: &str = "row";
/// What an id that is made is made of.
const SAID: [&str; 6] = ["question", "value", "stance", "chain", "document", "excerpt"];

/// Which column is which field, what stands in fields without a column, and which source a name is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Which column is which field.
    pub columns: Columns,
    /// Field and the cell that stands in every row.
    pub constants: Vec<(String, String)>,
    /// What is said of names in chains that no source has.
    pub sources: Vec<SaidSource>,
}

/// Which column is which field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Columns {
    /// Field and name of a column. The others are the fields that they are called after.
    Named(Vec<(String, String)>),
    /// The field of every column in turn. One without a field is left out, whatever it is called.
    Each(Vec<Option<String>>),
}

impl Default for Columns {
    fn default() -> Self {
        Self::Named(Vec::new())
    }
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
    pub fn finish(self) -> Result<Read, Vec<MappingFault>> {
        let Self { cutter, mut body } = self;
        cutter.finish(&mut |cut| body.take(cut));
        let Body { mut given, names, places, faults, header, columns, .. } = body;
        if !faults.is_empty() {
            return Err(faults);
        }
        let ignored = header.iter().zip(&columns).filter(|(_, field)| field.is_none()).map(|(name, _)| name.clone());
        let ignored = ignored.collect();
        let columns = columns.into_iter().zip(header).filter_map(|(field, name)| Some((field?, name)));
        given.origins.places = Places::Rows { rows: places, columns: columns.collect() };
        let (made, unknown) = names.finish();
        given.records.sources = made.iter().map(|made| made.source.clone()).collect();
        Ok(Read { given: given.finished(), ignored, made, unknown })
    }
}

/// The field of each column.
fn columns(header: &[String], mapping: &Mapping) -> Result<Vec<Option<String>>, Vec<MappingFault>> {
    let mut taken = Taken { fields: fields(), given: HashSet::new(), faults: Vec::new() };
    let mut columns: Vec<Option<String>> = vec![None; header.len()];
    match &mapping.columns {
        Columns::Named(named) => {
            for (field, name) in named {
                if taken.take(MappingPart::Column, field)
                    && let Some(column) = taken.column(header, name)
                {
                    columns[column] = Some(field.clone());
                }
            }
        }
        Columns::Each(each) => {
            for (column, field) in columns.iter_mut().zip(each) {
                *column = field.clone().filter(|field| taken.take(MappingPart::Column, field));
            }
        }
    }
    for (field, _) in &mapping.constants {
        taken.take(MappingPart::Constant, field);
    }
    if matches!(mapping.columns, Columns::Named(_)) {
        let free = |(name, field): &(&String, &mut Option<String>)| field.is_none() && taken.is_free(name);
        let called: Vec<(&String, &mut Option<String>)> = header.iter().zip(&mut columns).filter(free).collect();
        for (name, field) in called {
            if taken.column(header, name).is_some() {
                *field = Some(name.clone());
            }
        }
    }
    if taken.faults.is_empty() { Ok(columns) } else { Err(taken.faults) }
}

/// The fields that stand somewhere already, and what is wrong with where they stand.
struct Taken {
    fields: Vec<String>,
    given: HashSet<String>,
    faults: Vec<MappingFault>,
}

impl Taken {
    fn refuse(&mut self, part: MappingPart, kind: FaultKind) {
        let fault = MappingFault { part, kind };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// Takes `field`, where it is one and free.
    fn take(&mut self, part: MappingPart, field: &str) -> bool {
        if !self.fields.iter().any(|known| known == field) {
            self.refuse(part, FaultKind::not_one_of(field, &self.fields));
            false
        } else if self.given.insert(field.to_owned()) {
            true
        } else {
            self.refuse(part, FaultKind::DuplicateKey);
            false
        }
    }

    /// Whether `name` is that of a field which stands nowhere yet.
    fn is_free(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field == name) && !self.given.contains(name)
    }

    /// The one column called `name`.
    fn column(&mut self, header: &[String], name: &str) -> Option<usize> {
        let mut called = (0..header.len()).filter(|&column| header[column] == name);
        let kind = match (called.next(), called.next()) {
            (Some(column), None) => return Some(column),
            (Some(_), Some(_)) => FaultKind::AmbiguousColumn { name: name.to_owned() },
            (None, _) => FaultKind::not_one_of(name, header),
        };
        self.refuse(MappingPart::Column, kind);
        None
    }
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
        let cells: Vec<Cow<'_, str>> = cells.iter().map(|cell| with_plain_ends(cell)).collect();
        let columns = self.columns.iter().zip(&cells);
        let given = columns.filter_map(|(field, cell)| Some((field.as_deref()?, cell.as_ref())));
        let fixed = self.mapping.constants.iter().map(|(field, value)| (field.as_str(), value.as_str()));
        let mut record = self.sheet.record(given.chain(fixed));
        let is_named = self.name_sources(row, &mut record);
        let has_id = !record["id"].is_null();
        if !has_id {
            record["id"] = STAND_IN.into();
        }
        let json = match Json::parse(record.to_string().as_bytes()) {
            Ok(json) => json,
            Err(fault) => return self.refuse(row, fault.kind),
        };
        let trail = Trail::Index(&Trail::Root, row);
        match read_item::<Claim>(&json, trail, self.places.len(), &mut self.given.faults) {
            Ok(claim) if is_named && has_id => self.given.records.claims.push(claim),
            Ok(claim) if is_named => {
                let id = self.made_id(&claim);
                self.given.records.claims.push(Claim { id, ..claim });
            }
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

    /// An id made of what was read, not of the bytes it was read from, which may say the same in several ways.
    fn made_id(&mut self, claim: &Claim) -> ClaimId {
        let (record, mut digest) = (claim.write(), Sha256::new());
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
        let id = if *times == 1 { id } else { format!("{id}-{times}") };
        ClaimId::parse(&id).expect("slugs, hyphens and digits are a slug")
    }
}

/// The text with lines that end in `\n`: what wrote a table chooses their ends, not who wrote the words.
#[must_use]
pub fn with_plain_ends(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { text.replace("\r\n", "\n").into() } else { text.into() }
}
