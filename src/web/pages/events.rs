//! Events have no page of their own yet: they stand on the page of their case. This is their form.

use crate::{
    domain::{
        access::Need,
        case::Event,
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

/// The form for an event.
pub const SHEET: &Sheet = &Sheet {
    noun: Noun::Event,
    section: Section::Cases,
    add: Need::Edit,
    controls: CONTROLS,
    titles: ["form-new-event", "form-edit-event", "form-withdraw-event"],
    notes: &["form-note-event"],
    read: |json| case_file::read_record::<Event>(json).map(Record::Event),
    write: |dossier, id| {
        let event = dossier.events().iter().find(|event| event.id.as_str() == id);
        event.map(case_file::Noun::write)
    },
};

const CONTROLS: &[Control] = &[
    Control::required("title", "field-title", Kind::Localised { is_long: false, takes_any: false }),
    Control::optional("utc_offset", "field-event-offset", Kind::Code).explained("hint-event-offset"),
    Control::optional("note", "field-note", Kind::Lines { rows: 3 }),
];
