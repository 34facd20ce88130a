//! The form for a question with its options.

use crate::{
    domain::{
        access::Need,
        question::{AnswerKind, Cardinality, Question},
        record::{Noun, Record},
    },
    exchange::case_file::{self, Noun as _},
    text::Words,
    web::{
        Section,
        forms::{
            Sheet,
            control::{Control, Kind},
        },
    },
};

/// The form for a question.
pub const SHEET: &Sheet = &Sheet {
    noun: Noun::Question,
    section: Section::Cases,
    add: Need::Edit,
    controls: CONTROLS,
    titles: ["form-new-question", "form-edit-question", "form-withdraw-question"],
    notes: &["form-note-question"],
    read: |json| case_file::read_record::<Question>(json).map(Record::Question),
    write: |dossier, id| dossier.questions().iter().find(|question| question.id.as_str() == id).map(Question::write),
};

const CONTROLS: &[Control] = &[
    Control::required("event", "field-question-event", Kind::Reference(Noun::Event)),
    Control::required("text", "field-question-text", Kind::Localised { is_long: false, takes_any: false }),
    Control::required("answer", "field-question-answer", Kind::Word(answers)),
    Control::optional("options", "field-question-options", Kind::Options).explained("hint-question-options"),
    Control::optional("unit", "field-question-unit", Kind::Localised { is_long: false, takes_any: false })
        .explained("hint-question-unit"),
    Control::optional("scope", "field-question-scope", Kind::Localised { is_long: true, takes_any: false })
        .explained("hint-question-scope"),
    Control::optional("cardinality", "field-question-cardinality", Kind::Word(cardinalities)),
];

fn answers(words: Words) -> Vec<(&'static str, String)> {
    AnswerKind::ALL.iter().map(|kind| (kind.word(), words.answer_kind(*kind))).collect()
}

fn cardinalities(words: Words) -> Vec<(&'static str, String)> {
    let called = |it: Cardinality| match it {
        Cardinality::One => "field-cardinality-one",
        Cardinality::Many => "field-cardinality-many",
    };
    Cardinality::ALL.iter().map(|it| (it.word(), words.say(called(*it)))).collect()
}
