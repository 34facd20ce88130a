//! A builder for the records a test is about: everything else is plain.

use counterpoint::domain::{
    case::{Case, Event, Visibility},
    chain::Chain,
    claim::{Claim, ValueText},
    document::Document,
    dossier::{Dossier, Records},
    entity::{Entity, EntityKind},
    place::{Place, Point},
    policy::Policy,
    question::{AnswerKind, ChoiceOption, Question},
    source::{Source, SourceKind},
    text::Text,
};

use super::records::{self, date, plain};

/// A value of one part, or of several with ` + ` between them.
pub fn value(text: &str) -> ValueText {
    let part = |part: &str| Text::name(part).unwrap();
    match text.split(" + ").collect::<Vec<_>>().as_slice() {
        [one] => ValueText::One(part(one)),
        several => ValueText::Several(several.iter().map(|text| part(text)).collect()),
    }
}

/// A case under construction. Every record is plain; what a test is about is set in the closure.
pub struct Sketch {
    /// What has been put together so far.
    pub records: Records,
}

impl Sketch {
    /// A case with one event, `event`, in UTC.
    pub fn new() -> Self {
        let case = Case {
            id: "case".parse().unwrap(),
            title: plain("A case"),
            summary: None,
            visibility: Visibility::Public,
            policy: Policy::standard(),
        };
        let event = Event { id: "event".parse().unwrap(), title: plain("An event"), utc_offset: None, note: None };
        let records = Records { events: vec![event], ..Records::of(case) };
        Self { records }
    }

    /// A source that is named.
    pub fn source(&mut self, id: &str, kind: SourceKind, set: impl FnOnce(&mut Source)) {
        let mut source = Source { kind, ..records::outlet(id) };
        set(&mut source);
        self.records.sources.push(source);
    }

    /// Outlets that are named.
    pub fn outlets(&mut self, ids: &[&str]) {
        for id in ids {
            self.source(id, SourceKind::Outlet, |_| ());
        }
    }

    /// A document.
    pub fn document(&mut self, id: &str, outlet: &str, published: &str, cites: &[&str]) {
        let cites = cites.iter().map(|id| id.parse().unwrap()).collect();
        self.records.documents.push(Document { published: date(published), cites, ..records::document(id, outlet) });
    }

    /// A question with one answer.
    pub fn question(&mut self, id: &str, answer: AnswerKind, set: impl FnOnce(&mut Question)) {
        let mut question = Question { event: "event".parse().unwrap(), ..records::question(id, answer) };
        set(&mut question);
        self.records.questions.push(question);
    }

    /// A claim that asserts `said` without doubt; its chain ends with the publisher of `document`.
    pub fn claim(
        &mut self,
        id: &str,
        question: &str,
        said: &str,
        (chain, document): (&[&str], &str),
        set: impl FnOnce(&mut Claim),
    ) {
        let mut claim = Claim {
            value: value(said),
            chain: Chain::new(chain.iter().map(|id| id.parse().unwrap()).collect()).unwrap(),
            document: document.parse().unwrap(),
            excerpt: records::note(said),
            ..records::claim(id, question, said)
        };
        set(&mut claim);
        self.records.claims.push(claim);
    }

    /// A place; the coordinates are degrees north and east, and the radius in kilometres.
    pub fn place(&mut self, id: &str, part_of: Option<&str>, disc: Option<(f64, f64, f64)>) {
        self.records.places.push(Place {
            part_of: part_of.map(|id| id.parse().unwrap()),
            point: disc.and_then(|(lat, lon, _)| Point::new(lat, lon)),
            radius_km: disc.map(|(_, _, km)| km),
            ..records::place(id)
        });
    }

    /// An entity.
    pub fn entity(&mut self, id: &str, part_of: Option<&str>) {
        self.records.entities.push(Entity {
            id: id.parse().unwrap(),
            name: plain(id),
            kind: EntityKind::Group,
            part_of: part_of.map(|id| id.parse().unwrap()),
            note: None,
        });
    }

    /// Checks and reads what has been put together.
    pub fn dossier(&self) -> Dossier {
        Dossier::build(self.records.clone()).unwrap_or_else(|faults| panic!("{faults:?}"))
    }
}

/// An option of a choice question.
pub fn option(id: &str, part_of: Option<&str>) -> ChoiceOption {
    ChoiceOption { id: id.parse().unwrap(), name: plain(id), part_of: part_of.map(|id| id.parse().unwrap()) }
}

/// A case of an agency and two papers, three documents, one question of the kind asked for.
pub fn desk(answer: AnswerKind) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.outlets(&["agency", "paper", "rival"]);
    sketch.document("wire", "agency", "2019-02-01", &[]);
    sketch.document("story", "paper", "2019-02-02", &["wire"]);
    sketch.document("other", "rival", "2019-02-03", &[]);
    sketch.question("q", answer, |_| ());
    sketch
}
