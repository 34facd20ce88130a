//! Claims in a case file.

use serde_json::Value;

use super::{Field, ID, NOTE, Noun, Shape};
use crate::{
    domain::{
        certainty::Certainty,
        chain::{CHAIN_MAX, Chain},
        claim::{Basis, Claim, Credibility, HandBound, HandReading, Retracted, Stance, Superseded, ValueText},
        dated::Dated,
        document::LanguageTag,
        fault::FaultKind,
        id::{ClaimId, DocumentId, QuestionId, SourceId},
        text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, Text},
    },
    exchange::case_file::{
        json::Json,
        reader::{Fields, Spot},
        table::{CLAIMS_MAX, VALUES_MAX},
        write::Object,
    },
};

impl Noun for Claim {
    const NAME: &'static str = "claim";
    const LIST: &'static str = "claims";
    const MAX: usize = CLAIMS_MAX;
    const FIELDS: &'static [Field] = FIELDS;

    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let id = fields.id(ClaimId::parse);
        let question = fields.text("question", QuestionId::parse);
        let value = fields.read("value", read_value);
        let stance = fields.text("stance", Stance::parse).unwrap_or(Stance::Asserts);
        let chain = fields.read("chain", read_chain);
        let document = fields.text("document", DocumentId::parse);
        let excerpt = fields.sure_text("excerpt", Text::note);
        let is_paraphrase = fields.flag("paraphrase");
        let reported = fields.text("reported", Dated::parse);
        let original = fields.text("original", Text::note);
        let original_lang = fields.text("original_lang", LanguageTag::parse);
        let anchor = fields.text("anchor", Dated::parse);
        // Without its bounds the value might seem unreadable, which would be a second fault: such a claim is not kept.
        let reading = if fields.is_given("reading") {
            Some(fields.read("reading", |spot| spot.object(READING_FIELDS, read_reading))?)
        } else {
            None
        };
        let certainty = fields.text("certainty", Certainty::parse);
        let basis = fields.text("basis", Basis::parse);
        let credibility = fields.read("credibility", |spot| spot.integer(Credibility::new));
        let group = fields.text("group", Text::name);
        let relays = fields.text("relays", ClaimId::parse);
        let superseded = fields.read("superseded", |spot| spot.object(SUPERSEDED_FIELDS, read_superseded));
        let retracted = fields.read("retracted", |spot| spot.object(RETRACTED_FIELDS, read_retracted));
        let note = fields.text("note", Text::note);
        Some(Self {
            id: id?,
            question: question?,
            value: value?,
            stance,
            chain: chain?,
            document: document?,
            excerpt: excerpt?,
            is_paraphrase,
            reported,
            original,
            original_lang,
            anchor,
            reading,
            certainty,
            basis,
            credibility,
            group,
            relays,
            superseded,
            retracted,
            note,
        })
    }

    fn write(&self) -> Value {
        Object::new()
            .text("id", &self.id)
            .text("question", &self.question)
            .value("value", write_value(&self.value))
            .text("stance", self.stance.word())
            .ids("chain", self.chain.sources())
            .text("document", &self.document)
            .text("excerpt", &self.excerpt)
            .flag("paraphrase", self.is_paraphrase)
            .maybe_text("reported", self.reported.as_ref().map(Dated::edtf))
            .maybe_text("original", self.original.as_ref())
            .maybe_text("original_lang", self.original_lang.as_ref().map(LanguageTag::as_str))
            .maybe_text("anchor", self.anchor.as_ref().map(Dated::edtf))
            .maybe("reading", self.reading.as_ref().map(write_reading))
            .maybe_text("certainty", self.certainty.as_ref().map(Certainty::word))
            .maybe_text("basis", self.basis.map(Basis::word))
            .maybe("credibility", self.credibility.map(|grade| grade.digit().into()))
            .maybe_text("group", self.group.as_ref())
            .maybe_text("relays", self.relays.as_ref())
            .maybe("superseded", self.superseded.as_ref().map(write_superseded))
            .maybe("retracted", self.retracted.as_ref().map(write_retracted))
            .maybe_text("note", self.note.as_ref())
            .finish()
    }
}

const FIELDS: &[Field] = &[
    ID,
    Field::required("question", Shape::Reference("question"), "The question it answers.", r#""attempt-when""#),
    Field::required(
        "value",
        Shape::Value,
        "The answer as typed, or a list of several days, places or entities.",
        r#""mid-September 2018""#,
    ),
    Field::required(
        "stance",
        Shape::Word(|| Stance::ALL.iter().map(|word| word.word()).collect()),
        "Whether the claim says the value or denies it.",
        r#""asserts""#,
    ),
    Field::required(
        "chain",
        Shape::References { noun: "source", max: CHAIN_MAX, is_set: false },
        "The sources it passed through, root first; the last is the publisher of the document.",
        r#"["sdf-official", "guardian"]"#,
    ),
    Field::required("document", Shape::Reference("document"), "The document it stands in.", r#""guardian-2""#),
    Field::required(
        "excerpt",
        Shape::Text(NOTE_CHARS_MAX),
        "The words of the document.",
        r#""in the middle of last September""#,
    ),
    Field::optional("paraphrase", Shape::Flag, "The excerpt is in our words.", "true"),
    Field::optional(
        "reported",
        Shape::Date,
        "When it became public, where that is not the document's date.",
        r#""2019-02-10""#,
    ),
    Field::optional(
        "original",
        Shape::Text(NOTE_CHARS_MAX),
        "The words for the value in the original.",
        r#""منتصف سبتمبر""#,
    ),
    Field::optional(
        "original_lang",
        Shape::Language,
        "The language of the original words, where it is not the document's.",
        r#""ar""#,
    ),
    Field::optional(
        "anchor",
        Shape::Date,
        "The day that relative words such as “last month” count from, where it is not the document's date.",
        r#""2019-02-07""#,
    ),
    Field::optional(
        "reading",
        Shape::Object(READING_FIELDS),
        "Bounds set by hand, over what the value itself would say.",
        r#"{"core": ["2018-09-10", "2018-09-20"]}"#,
    ),
    Field::optional("certainty", Shape::Certainty, "How sure the root is; certain when absent.", r#""believed""#),
    Field::optional(
        "basis",
        Shape::Word(|| Basis::ALL.iter().map(|word| word.word()).collect()),
        "How the root knows; not stated when absent.",
        r#""witnessed""#,
    ),
    Field::optional(
        "credibility",
        Shape::Integer { min: 1, max: 6 },
        "The digit of its Admiralty grade, from 1 (confirmed) to 6 (cannot be judged).",
        "2",
    ),
    Field::optional(
        "group",
        Shape::Text(NAME_CHARS_MAX),
        "For answers in free words: claims of one group are one position.",
        r#""power struggle""#,
    ),
    Field::optional("relays", Shape::Reference("claim"), "The claim that this one retells.", r#""when-1""#),
    Field::optional(
        "superseded",
        Shape::Object(SUPERSEDED_FIELDS),
        "A newer claim of the same root took its place.",
        r#"{"on": "2019-02-10", "by": "when-2"}"#,
    ),
    Field::optional(
        "retracted",
        Shape::Object(RETRACTED_FIELDS),
        "The root withdrew it.",
        r#"{"on": "2019-02-12", "document": "guardian-2"}"#,
    ),
    NOTE,
];

const READING_FIELDS: &[Field] = &[
    Field::required(
        "core",
        Shape::Bounds,
        "The strict bounds: dates or date-times of a time, whole numbers of a count, seconds of a duration; null is open.",
        r#"["2018-09-10", "2018-09-20"]"#,
    ),
    Field::optional(
        "envelope",
        Shape::Bounds,
        "The tolerant bounds, which contain the strict ones; the strict ones when absent.",
        r#"["2018-09-05", null]"#,
    ),
];

const SUPERSEDED_FIELDS: &[Field] = &[
    Field::required("on", Shape::Date, "When.", r#""2019-02-10""#),
    Field::optional("by", Shape::Reference("claim"), "The newer claim.", r#""when-2""#),
];

const RETRACTED_FIELDS: &[Field] = &[
    Field::required("on", Shape::Date, "When.", r#""2019-02-12""#),
    Field::optional("document", Shape::Reference("document"), "The document that says so.", r#""guardian-2""#),
    NOTE,
];

fn read_value(mut spot: Spot<'_, '_>) -> Option<ValueText> {
    match spot.json {
        Json::String(_) => spot.text(Text::name).map(ValueText::One),
        Json::List(items) if items.is_empty() => spot.refuse(FaultKind::Empty),
        Json::List(_) => spot.list(VALUES_MAX, |spot| spot.text(Text::name)).map(ValueText::Several),
        _ => spot.refuse(FaultKind::WrongType { expected: "string or list" }),
    }
}

fn write_value(value: &ValueText) -> Value {
    match value {
        ValueText::One(text) => text.as_str().into(),
        ValueText::Several(texts) => texts.iter().map(Text::as_str).collect(),
    }
}

fn read_chain(spot: Spot<'_, '_>) -> Option<Chain> {
    let Spot { json, trail, faults } = spot;
    let sources = Spot { json, trail, faults }.list(CHAIN_MAX, |spot| spot.text(SourceId::parse))?;
    Chain::new(sources).map_or_else(|kind| Spot { json, trail, faults }.refuse(kind), Some)
}

fn read_reading(fields: &mut Fields<'_, '_>) -> Option<HandReading> {
    let core = fields.read("core", read_bounds);
    let envelope = if fields.is_given("envelope") { Some(fields.read("envelope", read_bounds)) } else { None };
    match envelope {
        Some(envelope) => Some(HandReading { core: core?, envelope: Some(envelope?) }),
        None => Some(HandReading { core: core?, envelope: None }),
    }
}

fn read_bounds(mut spot: Spot<'_, '_>) -> Option<[HandBound; 2]> {
    match spot.json {
        Json::List(items) if items.len() != 2 => spot.refuse(FaultKind::WrongType { expected: "list of two bounds" }),
        _ => spot.list(2, read_bound)?.try_into().ok(),
    }
}

fn read_bound(mut spot: Spot<'_, '_>) -> Option<HandBound> {
    match spot.json {
        Json::Null => Some(HandBound::Open),
        Json::String(_) => spot.text(Text::name).map(HandBound::Date),
        Json::Number(_) => spot.integer(|number| Ok(HandBound::Number(number))),
        _ => spot.refuse(FaultKind::WrongType { expected: "date, whole number or null" }),
    }
}

fn write_reading(reading: &HandReading) -> Value {
    let bounds = |bounds: &[HandBound; 2]| bounds.iter().map(write_bound).collect();
    Object::new().value("core", bounds(&reading.core)).maybe("envelope", reading.envelope.as_ref().map(bounds)).finish()
}

fn write_bound(bound: &HandBound) -> Value {
    match bound {
        HandBound::Date(text) => text.as_str().into(),
        HandBound::Number(number) => (*number).into(),
        HandBound::Open => Value::Null,
    }
}

/// A date whose fault has been noted still leaves the rest of the object to be checked.
fn sure_date(fields: &mut Fields<'_, '_>) -> Option<Dated> {
    fields.text("on", Dated::parse).or_else(|| Dated::parse("2000-01-01").ok())
}

fn read_superseded(fields: &mut Fields<'_, '_>) -> Option<Superseded> {
    let on = sure_date(fields);
    let by = fields.text("by", ClaimId::parse);
    Some(Superseded { on: on?, by })
}

fn write_superseded(superseded: &Superseded) -> Value {
    Object::new().text("on", superseded.on.edtf()).maybe_text("by", superseded.by.as_ref()).finish()
}

fn read_retracted(fields: &mut Fields<'_, '_>) -> Option<Retracted> {
    let on = sure_date(fields);
    let document = fields.text("document", DocumentId::parse);
    let note = fields.text("note", Text::note);
    Some(Retracted { on: on?, document, note })
}

fn write_retracted(retracted: &Retracted) -> Value {
    Object::new()
        .text("on", retracted.on.edtf())
        .maybe_text("document", retracted.document.as_ref())
        .maybe_text("note", retracted.note.as_ref())
        .finish()
}
