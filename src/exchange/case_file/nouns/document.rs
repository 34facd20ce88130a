//! Documents in a case file.

use serde_json::Value;

use super::{Field, ID, NOTE, Noun, Shape};
use crate::{
    domain::{
        dated::Dated,
        document::{Document, LanguageTag, WebAddress},
        id::{DocumentId, SourceId},
        text::{DOCUMENT_CHARS_MAX, NAME_CHARS_MAX, Text},
    },
    exchange::case_file::{reader::Fields, table::CITES_MAX, write::Object},
};

impl Noun for Document {
    const NAME: &'static str = "document";
    const LIST: &'static str = "documents";
    const FIELDS: &'static [Field] = &[
        ID,
        Field::required("publisher", Shape::Reference("source"), "The source that published it.", r#""guardian""#),
        Field::required(
            "title",
            Shape::Localised(NAME_CHARS_MAX),
            "Its title.",
            r#""Isis leader believed to have fled coup attempt""#,
        ),
        Field::required("published", Shape::Date, "When it was published.", r#""2019-02-07""#),
        Field::required("language", Shape::Language, "The language it is written in.", r#""en""#),
        Field::optional("url", Shape::Address, "Where it stands on the web.", r#""https://example.org/article""#),
        Field::optional("text", Shape::Text(DOCUMENT_CHARS_MAX), "The text we hold of it.", r#""The leader …""#),
        Field::optional(
            "cites",
            Shape::References { noun: "document", max: CITES_MAX, is_set: true },
            "The documents it cites.",
            r#"["guardian-1"]"#,
        ),
        NOTE,
    ];

    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let id = fields.id(DocumentId::parse);
        let publisher = fields.text("publisher", SourceId::parse);
        let title = fields.sure_localised("title", Text::name);
        let date = fields.text("published", Dated::parse).or_else(|| Dated::parse("2000-01-01").ok());
        let language = fields.text("language", LanguageTag::parse).or_else(|| LanguageTag::parse("und").ok());
        let url = fields.text("url", WebAddress::parse);
        let text = fields.text("text", Text::document);
        let cites = fields.read("cites", |spot| spot.set(CITES_MAX, DocumentId::parse)).unwrap_or_default();
        let note = fields.text("note", Text::note);
        Some(Self {
            id: id?,
            publisher: publisher?,
            title: title?,
            published: date?,
            language: language?,
            url,
            text,
            cites,
            note,
        })
    }

    fn write(&self) -> Value {
        Object::new()
            .text("id", &self.id)
            .text("publisher", &self.publisher)
            .localised("title", &self.title)
            .text("published", self.published.edtf())
            .text("language", self.language.as_str())
            .maybe_text("url", self.url.as_ref().map(WebAddress::as_str))
            .maybe_text("text", self.text.as_ref())
            .sorted_ids("cites", &self.cites)
            .maybe_text("note", self.note.as_ref())
            .finish()
    }
}
