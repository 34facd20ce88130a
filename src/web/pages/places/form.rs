//! The form for a place.

use crate::{
    domain::{
        access::Need,
        place::Place,
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

/// The form for a place.
pub const SHEET: &Sheet = &Sheet {
    noun: Noun::Place,
    section: Section::Places,
    add: Need::Contribute,
    controls: CONTROLS,
    titles: ["form-new-place", "form-edit-place", "form-withdraw-place"],
    notes: &["form-note-place"],
    read: |json| case_file::read_record::<Place>(json).map(Record::Place),
    write: |dossier, id| {
        let place = dossier.places().iter().find(|place| place.id.as_str() == id);
        place.map(case_file::Noun::write)
    },
};

const CONTROLS: &[Control] = &[
    Control::required("name", "field-name", Kind::Localised { is_long: false, takes_any: false }),
    Control::optional("part_of", "field-place-part-of", Kind::Reference(Noun::Place)),
    Control::optional("lat", "field-place-lat", Kind::Number).explained("hint-place-lat"),
    Control::optional("lon", "field-place-lon", Kind::Number).explained("hint-place-lon"),
    Control::optional("radius_km", "field-place-radius", Kind::Number).explained("hint-place-radius"),
    Control::optional("unresolved", "field-place-unresolved", Kind::Flag).explained("hint-place-unresolved"),
    Control::optional("note", "field-note", Kind::Lines { rows: 3 }),
];
