//! The form for a source.

use crate::{
    domain::{
        access::Need,
        record::{Noun, Record},
        source::{Reliability, Source, SourceKind},
    },
    exchange::case_file,
    text::Words,
    web::{
        Section,
        forms::{
            Sheet,
            control::{Control, Kind},
        },
    },
};

/// The form for a source.
pub const SHEET: &Sheet = &Sheet {
    noun: Noun::Source,
    section: Section::Sources,
    add: Need::Contribute,
    controls: CONTROLS,
    titles: ["form-new-source", "form-edit-source", "form-withdraw-source"],
    notes: &["form-note-source", "form-note-protected"],
    read: |json| case_file::read_record::<Source>(json).map(Record::Source),
    write: |dossier, id| {
        let source = dossier.sources().iter().find(|source| source.id.as_str() == id);
        source.map(case_file::Noun::write)
    },
};

const CONTROLS: &[Control] = &[
    Control::required("name", "field-name", NAME).explained("hint-source-name"),
    Control::required("kind", "field-kind", Kind::Word(kinds)),
    Control::optional("anonymous", "field-source-anonymous", Kind::Flag).explained("hint-source-anonymous"),
    Control::optional("plural", "field-source-plural", Kind::Flag),
    Control::optional("protected", "field-source-protected", Kind::Flag).explained("hint-source-protected"),
    Control::optional("public_name", "field-source-public-name", NAME).explained("hint-source-public-name"),
    Control::optional("part_of", "field-source-part-of", Kind::Reference(Noun::Source)),
    Control::optional("speaks_for", "field-source-speaks-for", Kind::Reference(Noun::Source))
        .explained("hint-source-speaks-for"),
    Control::optional("reliability", "field-source-reliability", Kind::Word(reliabilities)),
    Control::optional("same_as", "field-source-same-as", Kind::Reference(Noun::Source))
        .explained("hint-source-same-as")
        .in_details(),
    Control::optional("may_be", "field-source-may-be", Kind::References(Noun::Source))
        .explained("hint-source-may-be")
        .in_details(),
    Control::optional("register", "field-source-register", Kind::Code).explained("hint-source-register").in_details(),
    Control::optional("note", "field-note", Kind::Lines { rows: 3 }),
];

const NAME: Kind = Kind::Localised { is_long: false, takes_any: false };

fn kinds(words: Words) -> Vec<(&'static str, String)> {
    SourceKind::ALL.iter().map(|kind| (kind.word(), words.source_kind_alone(*kind))).collect()
}

fn reliabilities(words: Words) -> Vec<(&'static str, String)> {
    Reliability::ALL.iter().map(|grade| (grade.word(), words.reliability(*grade))).collect()
}
