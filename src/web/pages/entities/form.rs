//! The form for an entity.

use crate::{
    domain::{
        access::Need,
        entity::{Entity, EntityKind},
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

/// The form for an entity.
pub const SHEET: &Sheet = &Sheet {
    noun: Noun::Entity,
    section: Section::Entities,
    add: Need::Contribute,
    controls: CONTROLS,
    titles: ["form-new-entity", "form-edit-entity", "form-withdraw-entity"],
    notes: &["form-note-entity"],
    read: |json| case_file::read_record::<Entity>(json).map(Record::Entity),
    write: |dossier, id| dossier.entities().iter().find(|entity| entity.id.as_str() == id).map(Entity::write),
};

const CONTROLS: &[Control] = &[
    Control::required("name", "field-name", Kind::Localised { is_long: false, takes_any: false }),
    Control::required("kind", "field-kind", Kind::Word(kinds)),
    Control::optional("part_of", "field-entity-part-of", Kind::Reference(Noun::Entity)),
    Control::optional("note", "field-note", Kind::Lines { rows: 3 }),
];

fn kinds(words: Words) -> Vec<(&'static str, String)> {
    EntityKind::ALL.iter().map(|kind| (kind.word(), words.entity_kind(*kind))).collect()
}
