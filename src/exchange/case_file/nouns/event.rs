//! Events in a case file.

use serde_json::Value;

use super::{Field, ID, NOTE, Noun, Shape};
use crate::{
    domain::{
        calendar::UtcOffset,
        case::Event,
        fault::FaultKind,
        id::EventId,
        text::{NAME_CHARS_MAX, Text},
    },
    exchange::case_file::{reader::Fields, write::Object},
};

impl Noun for Event {
    const NAME: &'static str = "event";
    const LIST: &'static str = "events";
    const FIELDS: &'static [Field] = &[
        ID,
        Field::required("title", Shape::Localised(NAME_CHARS_MAX), "What is said to have happened.", r#""The revolt""#),
        Field::optional(
            "utc_offset",
            Shape::Offset,
            "How far its clocks are ahead of UTC; UTC when absent.",
            r#""+03:00""#,
        ),
        NOTE,
    ];

    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let id = fields.id(EventId::parse);
        let title = fields.sure_localised("title", Text::name);
        let utc_offset = fields.text("utc_offset", |text| UtcOffset::parse(text).ok_or(FaultKind::NotAnOffset));
        let note = fields.text("note", Text::note);
        Some(Self { id: id?, title: title?, utc_offset, note })
    }

    fn write(&self) -> Value {
        Object::new()
            .text("id", &self.id)
            .localised("title", &self.title)
            .maybe_text("utc_offset", self.utc_offset)
            .maybe_text("note", self.note.as_ref())
            .finish()
    }
}
