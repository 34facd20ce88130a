//! Entities in a case file.

use serde_json::Value;

use super::{Field, ID, NOTE, Noun, Shape, name};
use crate::{
    domain::{
        entity::{Entity, EntityKind},
        id::EntityId,
        text::Text,
    },
    exchange::case_file::{reader::Fields, write::Object},
};

impl Noun for Entity {
    const NAME: &'static str = "entity";
    const LIST: &'static str = "entities";
    const FIELDS: &'static [Field] = &[
        ID,
        name("The name of the entity.", r#"{"en": "Tunisian fighters", "ar": "مقاتلون تونسيون"}"#),
        Field::required(
            "kind",
            Shape::Word(|| EntityKind::ALL.iter().map(|word| word.word()).collect()),
            "What it is.",
            r#""group""#,
        ),
        Field::optional("part_of", Shape::Reference("entity"), "The entity it belongs to.", r#""foreign-fighters""#),
        NOTE,
    ];

    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let id = fields.id(EntityId::parse);
        let name = fields.sure_localised("name", Text::name);
        let kind = fields.text("kind", EntityKind::parse).unwrap_or(EntityKind::Group);
        let part_of = fields.text("part_of", EntityId::parse);
        let note = fields.text("note", Text::note);
        Some(Self { id: id?, name: name?, kind, part_of, note })
    }

    fn write(&self) -> Value {
        Object::new()
            .text("id", &self.id)
            .localised("name", &self.name)
            .text("kind", self.kind.word())
            .maybe_text("part_of", self.part_of.as_ref())
            .maybe_text("note", self.note.as_ref())
            .finish()
    }
}
