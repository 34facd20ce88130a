//! A builder for the records a test is about: everything else is plain.

use counterpoint::domain::{
    case::{Case, Event, Visibility},
    chain::Chain,
    claim::{Claim, Stance, ValueText},
    dated::Dated,
    document::{Document, LanguageTag},
    dossier::{Dossier, Records},
    entity::{Entity, EntityKind},
    place::{Place, Point},
    policy::Policy,
    question::{AnswerKind, Cardinality, ChoiceOption, Question},
    source::{Source, SourceKind},
    text::{Localised, Text},
};

fn name(text: &str) -> Localised {
    Localised::Plain(Text::name(text).unwrap())
}

/// A date as the records keep it.
pub fn dated(text: &str) -> Dated {
    Dated::parse(text).unwrap()
}

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
            title: name("A case"),
            summary: None,
            visibility: Visibility::Public,
            policy: Policy::standard(),
        };
        let event = Event { id: "event".parse().unwrap(), title: name("An event"), utc_offset: None, note: None };
        let records = Records {
            case,
            places: Vec::new(),
            entities: Vec::new(),
            sources: Vec::new(),
            documents: Vec::new(),
            events: vec![event],
            questions: Vec::new(),
            claims: Vec::new(),
            assessments: Vec::new(),
        };
        Self { records }
    }

    /// A source that is named.
    pub fn source(&mut self, id: &str, kind: SourceKind, set: impl FnOnce(&mut Source)) {
        let mut source = Source {
            id: id.parse().unwrap(),
            name: name(id),
            kind,
            is_anonymous: false,
            is_plural: false,
            is_protected: false,
            public_name: None,
            part_of: None,
            speaks_for: None,
            same_as: None,
            may_be: Vec::new(),
            register: None,
            reliability: None,
            note: None,
        };
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
    pub fn document(&mut self, id: &str, publisher: &str, published: &str, cites: &[&str]) {
        self.records.documents.push(Document {
            id: id.parse().unwrap(),
            publisher: publisher.parse().unwrap(),
            title: name(id),
            published: dated(published),
            language: LanguageTag::parse("en").unwrap(),
            url: None,
            text: None,
            cites: cites.iter().map(|id| id.parse().unwrap()).collect(),
            note: None,
        });
    }

    /// A question with one answer.
    pub fn question(&mut self, id: &str, answer: AnswerKind, set: impl FnOnce(&mut Question)) {
        let mut question = Question {
            id: id.parse().unwrap(),
            event: "event".parse().unwrap(),
            text: name(id),
            answer,
            unit: None,
            scope: None,
            cardinality: Cardinality::One,
            options: Vec::new(),
        };
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
            id: id.parse().unwrap(),
            question: question.parse().unwrap(),
            value: value(said),
            stance: Stance::Asserts,
            chain: Chain::new(chain.iter().map(|id| id.parse().unwrap()).collect()).unwrap(),
            document: document.parse().unwrap(),
            excerpt: Text::note(said).unwrap(),
            is_paraphrase: false,
            reported: None,
            original: None,
            original_lang: None,
            anchor: None,
            reading: None,
            certainty: None,
            basis: None,
            credibility: None,
            group: None,
            relays: None,
            superseded: None,
            retracted: None,
            note: None,
        };
        set(&mut claim);
        self.records.claims.push(claim);
    }

    /// A place; the coordinates are degrees north and east, and the radius in kilometres.
    pub fn place(&mut self, id: &str, part_of: Option<&str>, disc: Option<(f64, f64, f64)>) {
        self.records.places.push(Place {
            id: id.parse().unwrap(),
            name: name(id),
            part_of: part_of.map(|id| id.parse().unwrap()),
            point: disc.and_then(|(lat, lon, _)| Point::new(lat, lon)),
            radius_km: disc.map(|(_, _, km)| km),
            is_unresolved: false,
            note: None,
        });
    }

    /// An entity.
    pub fn entity(&mut self, id: &str, part_of: Option<&str>) {
        self.records.entities.push(Entity {
            id: id.parse().unwrap(),
            name: name(id),
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
    ChoiceOption { id: id.parse().unwrap(), name: name(id), part_of: part_of.map(|id| id.parse().unwrap()) }
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
