//! Claims as a table: CSV (RFC 4180) in UTF-8, one claim in each row. The cells are those that [`Sheet`] writes, so what
//! was exported comes in again; besides, a chain may name sources by their exact names, and a row needs no id.
//!
//! The id of a row without one is made of what it says, not of where it stands: the same row is the same claim in any
//! file, and two files never take each other's ids.

use std::collections::{BTreeMap, HashMap, HashSet};

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{Form, Given};
use crate::{
    domain::{
        claim::Claim,
        dossier::{Dossier, Unread},
        fault::{Fault, FaultKind, Path},
        id::check_slug,
        near::nearest,
        text::{Localised, Text},
    },
    exchange::{
        case_file::{CLAIMS_MAX, Json, Noun as _, Trail, read_item},
        sheets::{MARK, Sheet},
    },
};

/// What may part cells. Spreadsheets write semicolons where a comma is the decimal sign.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// How many characters of the question and of the root stand in an id that is made.
const STEM_CHARS: usize = 30;
/// How many hexadecimal digits of what a row says stand there.
const DIGEST_CHARS: usize = 12;
/// What an id that is made is made of.
const SAID: [&str; 6] = ["question", "value", "stance", "chain", "document", "excerpt"];

/// Which column is which field, and what stands in fields without a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Field and column. Columns left out are the fields they are called after.
    pub columns: Vec<(String, String)>,
    /// Field and the cell that stands in every row.
    pub constants: Vec<(String, String)>,
}

/// One thing wrong with a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingFault {
    /// Of a constant, not of a column.
    pub is_constant: bool,
    /// What is wrong.
    pub kind: FaultKind,
}

/// A table that was read.
pub struct Table {
    /// What it gives.
    pub given: Given,
    /// The columns that are no field.
    pub ignored: Vec<String>,
}

/// The fields that a column may be.
#[must_use]
pub fn fields() -> Vec<String> {
    Sheet::of::<Claim>().names().map(str::to_owned).collect()
}

/// The first rows of a table, the header first; empty where it is none.
#[must_use]
pub fn heads(bytes: &[u8], rows: usize) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix(MARK.as_bytes()).unwrap_or(bytes);
    let records = reader(bytes).into_records().take(rows).map_while(Result::ok);
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

/// Reads a table of claims for the case that `shown` is to whoever brings it.
///
/// # Errors
/// Every fault of `mapping`.
pub fn table(bytes: &[u8], mapping: &Mapping, shown: &Dossier) -> Result<Table, Vec<MappingFault>> {
    let mut rows = Rows {
        given: Given::of(shown.case().clone()),
        sheet: Sheet::of::<Claim>(),
        names: Names::of(shown),
        made: HashMap::new(),
        places: Vec::new(),
    };
    let bytes = bytes.strip_prefix(MARK.as_bytes()).unwrap_or(bytes);
    let mut reader = reader(bytes);
    let mut record = csv::StringRecord::new();
    let header = match reader.read_record(&mut record) {
        Ok(true) => record.iter().map(|name| name.trim().to_owned()).collect::<Vec<_>>(),
        Ok(false) => Vec::new(),
        Err(error) => {
            rows.refuse(1, unreadable(bytes, &error));
            Vec::new()
        }
    };
    let columns = columns(&header, mapping)?;
    let mut row = 1;
    while !header.is_empty() {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                row += 1 + empty_lines(bytes, record.position());
                rows.row(row, &record, &columns, &mapping.constants, header.len());
            }
            Err(error) => {
                rows.refuse(row + 1, unreadable(bytes, &error));
                break;
            }
        }
    }
    let ignored = header.iter().zip(&columns).filter(|(_, field)| field.is_none()).map(|(name, _)| name.clone());
    let ignored = ignored.collect();
    let columns = columns.into_iter().zip(&header).filter_map(|(field, name)| Some((field?, name.clone())));
    rows.given.origins.form = Form::Rows { rows: rows.places, columns: columns.collect() };
    Ok(Table { given: rows.given.finished(), ignored })
}

fn reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| header.split(|byte| *byte == separator).count();
    let separator = SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',');
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(bytes)
}

/// How many empty lines stand before a record, which the reader passes over: they are rows of a spreadsheet too.
fn empty_lines(bytes: &[u8], begins: Option<&csv::Position>) -> usize {
    let begins = begins.and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or_default();
    let (before, rest) = bytes.split_at(begins.min(bytes.len()));
    let rest = if before.ends_with(b"\r") { rest.strip_prefix(b"\n").unwrap_or(rest) } else { rest };
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    ends.filter(|byte| **byte == b'\n').count()
}

fn unreadable(bytes: &[u8], error: &csv::Error) -> FaultKind {
    match (error.kind(), std::str::from_utf8(bytes)) {
        (csv::ErrorKind::Utf8 { pos: Some(at), .. }, Err(_)) => {
            FaultKind::NotUtf8 { line: usize::try_from(at.line()).unwrap_or_default(), column: 1 }
        }
        _ => FaultKind::NotCsv,
    }
}

/// The field of each column.
fn columns(header: &[String], mapping: &Mapping) -> Result<Vec<Option<String>>, Vec<MappingFault>> {
    let fields = fields();
    let mut faults = Vec::new();
    let mut columns: Vec<Option<String>> = vec![None; header.len()];
    let mut taken = HashSet::new();
    let mut refuse = |is_constant, kind| faults.push(MappingFault { is_constant, kind });
    let one_of = |given: &str, allowed: &[String]| FaultKind::NotOneOf {
        given: given.to_owned(),
        near: nearest(given, allowed.iter().map(String::as_str)).map(str::to_owned),
        allowed: allowed.to_vec(),
    };
    let all = mapping.columns.iter().map(|pair| (false, pair));
    for (is_constant, (field, value)) in all.chain(mapping.constants.iter().map(|pair| (true, pair))) {
        if !fields.contains(field) {
            refuse(is_constant, one_of(field, &fields));
        } else if !taken.insert(field.as_str()) {
            refuse(is_constant, FaultKind::DuplicateKey);
        } else if !is_constant {
            match header.iter().position(|name| name == value) {
                Some(column) => columns[column] = Some(field.clone()),
                None => refuse(false, one_of(value, header)),
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
struct Rows<'a> {
    given: Given,
    sheet: Sheet,
    names: Names<'a>,
    /// How often each id was made.
    made: HashMap<String, usize>,
    /// The row of every claim.
    places: Vec<usize>,
}

impl Rows<'_> {
    fn refuse(&mut self, row: usize, kind: FaultKind) {
        self.given.faults.extend(vec![Fault::new(Path::root().index(row), kind)]);
    }

    fn row(
        &mut self,
        row: usize,
        cells: &csv::StringRecord,
        columns: &[Option<String>],
        constants: &[(String, String)],
        width: usize,
    ) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if cells.len() != width {
            return self.refuse(row, FaultKind::CellCount { expected: width });
        }
        if self.places.len() == CLAIMS_MAX {
            return self.refuse(row, FaultKind::TooLong { max: CLAIMS_MAX });
        }
        let given = columns.iter().zip(cells).filter_map(|(field, cell)| Some((field.as_deref()?, cell)));
        let fixed = constants.iter().map(|(field, value)| (field.as_str(), value.as_str()));
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

/// The sources of a case by id and by name.
struct Names<'a> {
    ids: HashSet<&'a str>,
    by_name: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Names<'a> {
    fn of(dossier: &'a Dossier) -> Self {
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for source in dossier.sources() {
            let names = match &source.name {
                Localised::Plain(name) => vec![name.as_str()],
                Localised::By { en, ar } => [en, ar].into_iter().flatten().map(Text::as_str).collect(),
            };
            let names: HashSet<&str> = names.into_iter().collect();
            for name in names {
                by_name.entry(name).or_default().push(source.id.as_str());
            }
        }
        Self { ids: dossier.sources().iter().map(|source| source.id.as_str()).collect(), by_name }
    }

    fn id(&self, name: &str) -> Result<String, FaultKind> {
        match self.by_name.get(name).map(Vec::as_slice) {
            _ if self.ids.contains(name) => Ok(name.to_owned()),
            Some([id]) => Ok((*id).to_owned()),
            Some(ids) => Err(FaultKind::Ambiguous { ids: ids.iter().map(|id| (*id).to_owned()).collect() }),
            None => {
                let known = self.by_name.keys().copied().chain(self.ids.iter().copied());
                let near = nearest(name, known).map(str::to_owned);
                Err(FaultKind::UnknownReference { noun: "source", id: name.to_owned(), near })
            }
        }
    }
}
