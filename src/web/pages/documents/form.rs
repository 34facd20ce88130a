//! The form for a document.

use crate::{
    domain::{
        access::Need,
        document::Document,
        record::{Noun, Record},
    },
    exchange::case_file,
    web::{
        Section,
        forms::{
            Sheet,
            control::{Control, Kind},
        },
    },
};

/// The form for a document.
pub const SHEET: &Sheet = &Sheet {
    noun: Noun::Document,
    section: Section::Documents,
    add: Need::Contribute,
    controls: CONTROLS,
    titles: ["form-new-document", "form-edit-document", "form-withdraw-document"],
    notes: &["form-note-document"],
    read: |json| case_file::read_record::<Document>(json).map(Record::Document),
    write: |dossier, id| {
        let document = dossier.documents().iter().find(|document| document.id.as_str() == id);
        document.map(case_file::Noun::write)
    },
};

const CONTROLS: &[Control] = &[
    Control::required("publisher", "field-document-publisher", Kind::Reference(Noun::Source)),
    Control::required("title", "field-document-title", Kind::Localised { is_long: false, takes_any: true }),
    Control::required("published", "field-document-published", Kind::Code).explained("hint-document-published"),
    Control::required("language", "field-document-language", Kind::Code).explained("hint-document-language"),
    Control::optional("url", "field-document-url", Kind::Code).explained("hint-document-url"),
    Control::optional("text", "field-document-text", Kind::Lines { rows: 12 }).explained("hint-document-text"),
    Control::optional("cites", "field-document-cites", Kind::References(Noun::Document)),
    Control::optional("note", "field-note", Kind::Lines { rows: 3 }),
];
