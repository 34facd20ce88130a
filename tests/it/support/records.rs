//! Builders of records: a small case that is sound, and its parts one by one.

use counterpoint::domain::{
    assessment::{Assessment, AssessmentStatus},
    calendar::UtcOffset,
    case::{Case, Event, Visibility},
    certainty::Certainty,
    chain::Chain,
    claim::{Basis, Claim, Credibility, HandBound, HandReading, Retracted, Stance, Superseded, ValueText},
    dated::Dated,
    document::{Document, LanguageTag, WebAddress},
    dossier::Records,
    entity::{Entity, EntityKind},
    place::{Place, Point},
    policy::{Policy, Rule},
    question::{AnswerKind, Cardinality, ChoiceOption, Question},
    source::{Reliability, Source, SourceKind},
    text::{Localised, Text},
};

/// A text of any length.
pub fn note(text: &str) -> Text {
    Text::note(text).unwrap()
}

/// A text whose language is not stated.
pub fn plain(text: &str) -> Localised {
    Localised::Plain(note(text))
}

/// A text in English and Arabic.
pub fn both(en: &str, ar: &str) -> Localised {
    Localised::By { en: Some(note(en)), ar: Some(note(ar)) }
}

/// A date.
pub fn date(edtf: &str) -> Dated {
    Dated::parse(edtf).unwrap()
}

/// A moment, as RFC 3339.
pub fn moment(text: &str) -> jiff::Timestamp {
    text.parse().unwrap()
}

/// A place with nothing but its name.
pub fn place(id: &str) -> Place {
    Place {
        id: id.parse().unwrap(),
        name: plain(id),
        part_of: None,
        point: None,
        radius_km: None,
        is_unresolved: false,
        note: None,
    }
}

/// A named outlet.
pub fn outlet(id: &str) -> Source {
    Source::new(id.parse().unwrap(), plain(id), SourceKind::Outlet)
}

/// A document in English.
pub fn document(id: &str, publisher: &str) -> Document {
    Document {
        id: id.parse().unwrap(),
        publisher: publisher.parse().unwrap(),
        title: plain(id),
        published: date("2019-02-07"),
        language: LanguageTag::parse("en").unwrap(),
        url: None,
        text: None,
        cites: Vec::new(),
        note: None,
    }
}

/// A question with one answer.
pub fn question(id: &str, answer: AnswerKind) -> Question {
    Question {
        id: id.parse().unwrap(),
        event: "revolt".parse().unwrap(),
        text: plain(id),
        answer,
        unit: None,
        scope: None,
        cardinality: Cardinality::One,
        options: Vec::new(),
    }
}

/// A claim on `question` that the outlet `guardian` makes in its own name, in the document `report`.
pub fn claim(id: &str, question: &str, value: &str) -> Claim {
    Claim {
        id: id.parse().unwrap(),
        question: question.parse().unwrap(),
        value: ValueText::One(note(value)),
        stance: Stance::Asserts,
        chain: Chain::new(vec!["guardian".parse().unwrap()]).unwrap(),
        document: "report".parse().unwrap(),
        excerpt: note("the words of the document"),
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
    }
}

/// A sound case in which every field of every record is filled somewhere. All lists are in order of id.
pub fn case(id: &str) -> Records {
    Records {
        case: Case {
            id: id.parse().unwrap(),
            title: both("The attempt", "المحاولة"),
            summary: Some(plain("What it is about.")),
            visibility: Visibility::Public,
            policy: Policy::standard().with(Rule::Near, 12.5).unwrap().with(Rule::AboutDay, 4.0).unwrap(),
        },
        places: places(),
        entities: entities(),
        sources: sources(),
        documents: documents(),
        events: vec![Event {
            id: "revolt".parse().unwrap(),
            title: plain("The revolt"),
            utc_offset: UtcOffset::from_minutes(180),
            note: Some(note("One event or two?")),
        }],
        questions: questions(),
        claims: claims(),
        assessments: vec![Assessment {
            question: "where".parse().unwrap(),
            status: AssessmentStatus::Leaning,
            reason: both("Two roots name it.", "سمّاها مصدران."),
            would_settle: Some(plain("Pictures.")),
            by: note("the editor on duty"),
            at: moment("2019-03-03T09:00:00.25Z"),
            claims: vec!["c-01".parse().unwrap(), "c-02".parse().unwrap()],
        }],
    }
}

fn places() -> Vec<Place> {
    vec![
        // A part that comes before its whole.
        Place {
            part_of: Some("district".parse().unwrap()),
            point: Point::new(34.689_4, 40.830_8),
            radius_km: Some(2.1),
            ..place("al-keshma")
        },
        Place { name: both("District", "منطقة"), note: Some(note("A note.")), ..place("district") },
        Place { is_unresolved: true, ..place("keshma") },
    ]
}

fn entities() -> Vec<Entity> {
    let entity = |id: &str, kind, part_of: Option<&str>| Entity {
        id: id.parse().unwrap(),
        name: plain(id),
        kind,
        part_of: part_of.map(|id| id.parse().unwrap()),
        note: None,
    };
    vec![
        entity("fighters", EntityKind::Group, Some("isis")),
        entity("isis", EntityKind::Organisation, None),
        Entity { note: Some(note("A note.")), ..entity("plotter", EntityKind::Person, None) },
    ]
}

fn sources() -> Vec<Source> {
    vec![
        outlet("guardian"),
        Source {
            kind: SourceKind::Official,
            is_anonymous: true,
            is_plural: true,
            is_protected: true,
            public_name: Some(both("Officials", "مسؤولون")),
            part_of: Some("sdf".parse().unwrap()),
            speaks_for: Some("sdf".parse().unwrap()),
            same_as: Some("sdf".parse().unwrap()),
            may_be: vec!["guardian".parse().unwrap(), "sdf".parse().unwrap()],
            register: Some(note("sdf.example")),
            reliability: Some(Reliability::C),
            note: Some(note("Speaks often.")),
            ..outlet("officials")
        },
        Source { kind: SourceKind::Organisation, ..outlet("sdf") },
    ]
}

fn documents() -> Vec<Document> {
    vec![
        Document { language: LanguageTag::parse("ar-IQ").unwrap(), ..document("earlier", "guardian") },
        Document {
            url: Some(WebAddress::parse("https://example.org/report").unwrap()),
            text: Some(note("First line.\nSecond line.")),
            cites: vec!["earlier".parse().unwrap(), "retelling".parse().unwrap()],
            note: Some(note("A note.")),
            ..document("report", "guardian")
        },
        document("retelling", "guardian"),
    ]
}

fn questions() -> Vec<Question> {
    let option = |id: &str, part_of: Option<&str>| ChoiceOption {
        id: id.parse().unwrap(),
        name: both(id, id),
        part_of: part_of.map(|id| id.parse().unwrap()),
    };
    vec![
        Question {
            // Not in order of id, and a part before its whole.
            options: vec![option("yes-and-died", Some("yes")), option("yes", None), option("no", None)],
            ..question("fled", AnswerKind::Choice)
        },
        Question {
            unit: Some(plain("people")),
            scope: Some(both("Both sides", "الطرفان")),
            cardinality: Cardinality::Many,
            ..question("what", AnswerKind::Text)
        },
        question("when", AnswerKind::Time),
        question("where", AnswerKind::Place),
    ]
}

fn claims() -> Vec<Claim> {
    vec![
        Claim {
            value: ValueText::Several(vec![note("al-keshma"), note("within 5 km of al-keshma")]),
            chain: Chain::new(vec!["officials".parse().unwrap(), "guardian".parse().unwrap()]).unwrap(),
            is_paraphrase: true,
            reported: Some(date("2019-02-07")),
            original: Some(note("الكشمة")),
            original_lang: Some(LanguageTag::parse("ar").unwrap()),
            anchor: Some(date("2019-02-01")),
            certainty: Some(Certainty::parse("likely").unwrap()),
            basis: Some(Basis::NotStated),
            credibility: Some(Credibility::new(3).unwrap()),
            relays: Some("c-02".parse().unwrap()),
            superseded: Some(Superseded { on: date("2019-02-09"), by: Some("c-02".parse().unwrap()) }),
            retracted: Some(Retracted {
                on: date("2019-02-10"),
                document: Some("retelling".parse().unwrap()),
                note: Some(note("In a footnote.")),
            }),
            note: Some(note("A note with \"quotes\", a \\ and a line\nbreak.")),
            ..claim("c-01", "where", "al-keshma")
        },
        Claim { stance: Stance::Denies, ..claim("c-02", "where", "keshma") },
        claim("c-03", "fled", "yes-and-died"),
        Claim { group: Some(note("a plot")), ..claim("c-04", "what", "a plot was found") },
        Claim {
            reading: Some(HandReading {
                core: [HandBound::Date(note("2019-01-10")), HandBound::Date(note("2019-01-11"))],
                envelope: Some([HandBound::Open, HandBound::Date(note("2019-01-12"))]),
            }),
            ..claim("c-05", "when", "2019-01-10")
        },
    ]
}

/// The case with `count` claims and nothing else that grows.
pub fn case_of_claims(id: &str, count: usize) -> Records {
    let mut records = case(id);
    records.assessments.clear();
    records.claims = (0..count).map(|number| claim(&format!("c-{number:06}"), "fled", "no")).collect();
    records
}
