//! Questions in a case file, with the options of those that offer a choice.

use serde_json::Value;

use super::{Field, ID, Noun, Shape, name};
use crate::{
    domain::{
        id::{EventId, OptionId, QuestionId},
        question::{AnswerKind, Cardinality, ChoiceOption, Question},
        text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, Text},
    },
    exchange::case_file::{reader::Fields, table::OPTIONS_MAX, write::Object},
};

impl Noun for Question {
    const NAME: &'static str = "question";
    const LIST: &'static str = "questions";
    const FIELDS: &'static [Field] = &[
        ID,
        Field::required("event", Shape::Reference("event"), "The event it asks about.", r#""revolt""#),
        Field::required(
            "text",
            Shape::Localised(NAME_CHARS_MAX),
            "The question as asked.",
            r#"{"en": "When did it begin?", "ar": "متى بدأ؟"}"#,
        ),
        Field::required(
            "answer",
            Shape::Word(|| AnswerKind::ALL.iter().map(|word| word.word()).collect()),
            "The kind of answer it takes.",
            r#""time""#,
        ),
        Field::optional("unit", Shape::Localised(NAME_CHARS_MAX), "What is counted.", r#""people""#),
        Field::optional(
            "scope",
            Shape::Localised(NOTE_CHARS_MAX),
            "Who is counted, where, over which days.",
            r#""killed in the fighting, both sides""#,
        ),
        Field::optional(
            "cardinality",
            Shape::Word(|| Cardinality::ALL.iter().map(|word| word.word()).collect()),
            "Whether one answer holds or several can hold at once; one when absent.",
            r#""many""#,
        ),
        Field::optional(
            "options",
            Shape::List { fields: OPTION_FIELDS, max: OPTIONS_MAX },
            "The answers that a choice question offers, in the order they are shown.",
            r#"[{"id": "fled", "name": "He fled"}]"#,
        ),
    ];

    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let id = fields.id(QuestionId::parse);
        let event = fields.text("event", EventId::parse);
        let text = fields.sure_localised("text", Text::name);
        let answer = fields.text("answer", AnswerKind::parse);
        let unit = fields.localised("unit", Text::name);
        let scope = fields.localised("scope", Text::note);
        // Claims cannot be judged against half a list of options, nor without knowing how many answers can hold.
        let cardinality = if fields.is_given("cardinality") {
            fields.text("cardinality", Cardinality::parse)
        } else {
            Some(Cardinality::One)
        };
        let options = if fields.is_given("options") {
            fields.read("options", |spot| spot.list(OPTIONS_MAX, |spot| spot.object(OPTION_FIELDS, read_option)))
        } else {
            Some(Vec::new())
        };
        Some(Self {
            id: id?,
            event: event?,
            text: text?,
            answer: answer?,
            unit,
            scope,
            cardinality: cardinality?,
            options: options?,
        })
    }

    fn write(&self) -> Value {
        let cardinality = (self.cardinality != Cardinality::One).then(|| self.cardinality.word());
        Object::new()
            .text("id", &self.id)
            .text("event", &self.event)
            .localised("text", &self.text)
            .text("answer", self.answer.word())
            .maybe_localised("unit", self.unit.as_ref())
            .maybe_localised("scope", self.scope.as_ref())
            .maybe_text("cardinality", cardinality)
            .list("options", self.options.iter().map(write_option).collect())
            .finish()
    }
}

const OPTION_FIELDS: &[Field] = &[
    Field::required("id", Shape::OptionId, "Names the option within its question.", r#""fled""#),
    name("The answer in words.", r#"{"en": "He fled", "ar": "فرّ"}"#),
    Field::optional(
        "part_of",
        Shape::OptionId,
        "The option of this question that it is a special form of.",
        r#""alive""#,
    ),
];

fn read_option(fields: &mut Fields<'_, '_>) -> Option<ChoiceOption> {
    let id = fields.text("id", OptionId::parse);
    let name = fields.sure_localised("name", Text::name);
    let part_of = fields.text("part_of", OptionId::parse);
    Some(ChoiceOption { id: id?, name: name?, part_of })
}

fn write_option(option: &ChoiceOption) -> Value {
    Object::new()
        .text("id", &option.id)
        .localised("name", &option.name)
        .maybe_text("part_of", option.part_of.as_ref())
        .finish()
}
