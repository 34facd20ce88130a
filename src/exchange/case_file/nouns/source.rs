//! Sources in a case file. This is the full form: of a protected source, its name and note as well.

use serde_json::Value;

use super::{Field, ID, NOTE, Noun, Shape, name};
use crate::{
    domain::{
        id::SourceId,
        source::{Reliability, Source, SourceKind},
        text::{NAME_CHARS_MAX, Text},
    },
    exchange::case_file::{reader::Fields, table::MAY_BE_MAX, write::Object},
};

impl Noun for Source {
    const NAME: &'static str = "source";
    const LIST: &'static str = "sources";
    const FIELDS: &'static [Field] = &[
        ID,
        name("The name of the source, or the words that describe it.", r#"{"en": "An SDF military official"}"#),
        Field::required(
            "kind",
            Shape::Word(|| SourceKind::ALL.iter().map(|word| word.word()).collect()),
            "What it is.",
            r#""official""#,
        ),
        Field::optional("anonymous", Shape::Flag, "It is described, not named.", "true"),
        Field::optional("plural", Shape::Flag, "The words speak of several people.", "true"),
        Field::optional(
            "protected",
            Shape::Flag,
            "Its identity is protected: without the right to see it, one sees the public name.",
            "true",
        ),
        Field::optional(
            "public_name",
            Shape::Localised(NAME_CHARS_MAX),
            "What everybody may see of a protected source.",
            r#""A resident""#,
        ),
        Field::optional("part_of", Shape::Reference("source"), "The organisation it belongs to.", r#""sdf""#),
        Field::optional(
            "speaks_for",
            Shape::Reference("source"),
            "The organisation in whose name it speaks: its claims are that organisation's.",
            r#""sdf""#,
        ),
        Field::optional(
            "same_as",
            Shape::Reference("source"),
            "An editor's word that this is the same source as another.",
            r#""regional-intelligence""#,
        ),
        Field::optional(
            "may_be",
            Shape::References { noun: "source", max: MAY_BE_MAX, is_set: true },
            "Descriptions that may mean the same people.",
            r#"["regional-intelligence"]"#,
        ),
        Field::optional(
            "register",
            Shape::Text(NAME_CHARS_MAX),
            "A key, such as a domain, that joins it to the same source in other cases.",
            r#""theguardian.com""#,
        ),
        Field::optional(
            "reliability",
            Shape::Word(|| Reliability::ALL.iter().map(|word| word.word()).collect()),
            "The letter of its Admiralty grade, from A (completely reliable) to F (cannot be judged).",
            r#""B""#,
        ),
        NOTE,
    ];

    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let id = fields.id(SourceId::parse);
        let name = fields.sure_localised("name", Text::name);
        let kind = fields.text("kind", SourceKind::parse).unwrap_or(SourceKind::Person);
        let is_anonymous = fields.flag("anonymous");
        let is_plural = fields.flag("plural");
        let is_protected = fields.flag("protected");
        let public_name =
            if fields.is_given("public_name") { fields.sure_localised("public_name", Text::name) } else { None };
        let part_of = fields.text("part_of", SourceId::parse);
        let speaks_for = fields.text("speaks_for", SourceId::parse);
        let same_as = fields.text("same_as", SourceId::parse);
        let may_be = fields.read("may_be", |spot| spot.set(MAY_BE_MAX, SourceId::parse)).unwrap_or_default();
        let register = fields.text("register", Text::name);
        let reliability = fields.text("reliability", Reliability::parse);
        let note = fields.text("note", Text::note);
        Some(Self {
            id: id?,
            name: name?,
            kind,
            is_anonymous,
            is_plural,
            is_protected,
            public_name,
            part_of,
            speaks_for,
            same_as,
            may_be,
            register,
            reliability,
            note,
        })
    }

    fn write(&self) -> Value {
        Object::new()
            .text("id", &self.id)
            .localised("name", &self.name)
            .text("kind", self.kind.word())
            .flag("anonymous", self.is_anonymous)
            .flag("plural", self.is_plural)
            .flag("protected", self.is_protected)
            .maybe_localised("public_name", self.public_name.as_ref())
            .maybe_text("part_of", self.part_of.as_ref())
            .maybe_text("speaks_for", self.speaks_for.as_ref())
            .maybe_text("same_as", self.same_as.as_ref())
            .sorted_ids("may_be", &self.may_be)
            .maybe_text("register", self.register.as_ref())
            .maybe_text("reliability", self.reliability.map(Reliability::word))
            .maybe_text("note", self.note.as_ref())
            .finish()
    }
}
