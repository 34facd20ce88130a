//! Events: their rows.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::columns::{LocalisedRow, Reason, Row, column, localised, optional_text, owned, standing_and_withdrawn};
use crate::domain::{calendar::UtcOffset, case::Event, id::EventId};

standing_and_withdrawn! {
    EVENTS,
    WITHDRAWN_EVENTS,
    "
    select id, title, utc_offset_minutes, note
      from event
     where case_id = $1"
}

#[derive(Debug, PartialEq, Serialize, Deserialize, FromRow)]
pub(super) struct EventRow {
    id: String,
    #[sqlx(json)]
    title: LocalisedRow,
    #[serde(skip_serializing_if = "Option::is_none")]
    utc_offset_minutes: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl Row for EventRow {
    const TABLE: &'static str = "event";
    fn id(&self) -> &str {
        &self.id
    }
}

impl From<&Event> for EventRow {
    fn from(event: &Event) -> Self {
        Self {
            id: event.id.to_string(),
            title: (&event.title).into(),
            utc_offset_minutes: event.utc_offset.map(UtcOffset::minutes),
            note: owned(event.note.as_ref()),
        }
    }
}

impl TryFrom<EventRow> for Event {
    type Error = Reason;
    fn try_from(row: EventRow) -> Result<Self, Reason> {
        let offset = |minutes| {
            UtcOffset::from_minutes(minutes).ok_or_else(|| Reason("utc_offset_minutes: OutOfRange".to_owned()))
        };
        Ok(Self {
            id: column("id", EventId::parse(&row.id))?,
            title: localised("title", row.title)?,
            utc_offset: row.utc_offset_minutes.map(offset).transpose()?,
            note: optional_text("note", row.note)?,
        })
    }
}
