//! NDJSON: one record on each line, read as it arrives.
//!
//! A line is a claim as the case file has it, or an object with one key that names another noun and holds its record:
//! `{"source": {"id": …}}`. No claim is such an object, since none has fewer than seven fields.

use std::collections::BTreeMap;

use super::{Given, Places};
use crate::{
    domain::{
        assessment::Assessment,
        case::{Case, Event},
        claim::Claim,
        document::Document,
        entity::Entity,
        fault::{Fault, FaultKind, Path},
        near::nearest,
        place::Place,
        question::Question,
        record::{self, Record},
        source::Source,
    },
    exchange::case_file::{Json, Noun, Trail, read_item},
};

/// The longest line, in bytes: the text of a document is the longest of its fields.
pub const LINE_BYTES_MAX: usize = 16 << 20;

/// Lines being read, piece by piece.
pub struct Lines {
    given: Given,
    places: BTreeMap<record::Noun, Vec<(usize, bool)>>,
    /// The number of the line that is open.
    line: usize,
    /// The beginning of the line that is open.
    open: Vec<u8>,
    /// The line that is open is too long, and the rest of it is passed over.
    is_too_long: bool,
}

impl Lines {
    /// Lines of records for `case`.
    #[must_use]
    pub fn of(case: Case) -> Self {
        Self { given: Given::of(case), places: BTreeMap::new(), line: 1, open: Vec::new(), is_too_long: false }
    }

    /// Reads the lines that end in `piece`, and keeps the beginning of the next.
    pub fn feed(&mut self, piece: &[u8]) {
        let mut rest = piece;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            self.extend(&rest[..end]);
            self.end_line();
            rest = &rest[end + 1..];
        }
        self.extend(rest);
    }

    /// What all lines gave.
    #[must_use]
    pub fn finish(mut self) -> Given {
        self.end_line();
        self.given.origins.places = Places::Lines(self.places);
        self.given.finished()
    }

    fn extend(&mut self, bytes: &[u8]) {
        if self.open.len() + bytes.len() > LINE_BYTES_MAX {
            (self.is_too_long, self.open) = (true, Vec::new());
        }
        if !self.is_too_long {
            self.open.extend_from_slice(bytes);
        }
    }

    fn end_line(&mut self) {
        let (line, bytes) = (self.line, std::mem::take(&mut self.open));
        self.line += 1;
        if std::mem::take(&mut self.is_too_long) {
            self.refuse(line, FaultKind::FileTooLarge { max_bytes: LINE_BYTES_MAX });
        } else if !bytes.iter().all(u8::is_ascii_whitespace) {
            match Json::parse(&bytes) {
                Ok(json) => self.record(line, &json),
                Err(fault) => self.refuse(line, on_line(fault.kind, line)),
            }
        }
    }

    fn refuse(&mut self, line: usize, kind: FaultKind) {
        self.given.faults.extend(vec![Fault::new(Path::root().index(line), kind)]);
    }

    fn record(&mut self, line: usize, json: &Json) {
        if let Json::Object(members) = json
            && let [(name, inner @ Json::Object(_))] = members.as_slice()
        {
            match name.as_str() {
                Place::NAME => return self.read(line, Some(inner), json, Record::Place),
                Entity::NAME => return self.read(line, Some(inner), json, Record::Entity),
                Source::NAME => return self.read(line, Some(inner), json, Record::Source),
                Document::NAME => return self.read(line, Some(inner), json, Record::Document),
                Event::NAME => return self.read(line, Some(inner), json, Record::Event),
                Question::NAME => return self.read(line, Some(inner), json, Record::Question),
                Claim::NAME => return self.read(line, Some(inner), json, Record::Claim),
                Assessment::NAME => return self.read(line, Some(inner), json, Record::Assessment),
                _ => return self.refuse_noun(line, name),
            }
        }
        self.read::<Claim>(line, None, json, Record::Claim);
    }

    /// A record under a name that is no noun: no claim has one field alone.
    fn refuse_noun(&mut self, line: usize, name: &str) {
        const NOUNS: [&str; 8] = [
            Place::NAME,
            Entity::NAME,
            Source::NAME,
            Document::NAME,
            Event::NAME,
            Question::NAME,
            Claim::NAME,
            Assessment::NAME,
        ];
        let near = nearest(name, NOUNS).map(str::to_owned);
        let kind = FaultKind::UnknownField { near, allowed: NOUNS.map(str::to_owned).into() };
        self.given.faults.note(Trail::Field(&Trail::Index(&Trail::Root, line), name), kind);
    }

    /// Reads a line that holds the record alone, or `inner` under the name of its noun.
    fn read<N: Noun>(&mut self, line: usize, inner: Option<&Json>, json: &Json, record: impl Fn(N) -> Record) {
        let outer = Trail::Index(&Trail::Root, line);
        let named = Trail::Field(&outer, N::NAME);
        let (json, trail) = inner.map_or((json, outer), |inner| (inner, named));
        let Some(noun) = record::Noun::ALL.iter().copied().find(|noun| noun.list() == N::LIST) else { return };
        let lines = self.places.entry(noun).or_default();
        if lines.len() == N::MAX {
            return self.given.faults.note(trail, FaultKind::TooLong { max: N::MAX });
        }
        let Given { records, unread, faults, .. } = &mut self.given;
        match read_item(json, trail, lines.len(), faults) {
            Ok(read) => records.add(record(read)),
            Err(gap) => unread.push(gap),
        }
        lines.push((line, inner.is_some()));
    }
}

/// The fault of a line that was read alone, told by its number among all.
fn on_line(kind: FaultKind, line: usize) -> FaultKind {
    match kind {
        FaultKind::NotJson { column, reason, .. } => FaultKind::NotJson { line, column, reason },
        FaultKind::NotUtf8 { column, .. } => FaultKind::NotUtf8 { line, column },
        FaultKind::TooDeep { column, max, .. } => FaultKind::TooDeep { line, column, max },
        kind => kind,
    }
}
