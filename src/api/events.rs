//! Events: what is said to have happened.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ApiError,
    etag::answer,
    extract::{AtCase, InCase, Seen},
    listing::{Changes, Listing, SORTS, answer_in},
    paging::{List, Paging},
    sent::Sent,
    shapes::{Links, LocalisedText, printed, string},
    writing::{self, Written},
};
use crate::{
    app::Picture,
    domain::{case, id::EventId, record::Noun},
    paths,
};

/// Something said to have happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct Event {
    /// Its id, unique in the case.
    #[schema(example = "attempt")]
    pub id: String,
    /// Its title.
    pub title: LocalisedText,
    /// How far its clocks are ahead of UTC; UTC when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "+03:00")]
    pub utc_offset: Option<String>,
    /// An editor's note.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "One revolt or two: see the question of its date.")]
    pub note: Option<String>,
    /// The case it belongs to.
    #[schema(example = "baghdadi-2019")]
    pub case: String,
    /// The number of its newest version: 1 as it was first written down. Its `ETag` begins with it.
    #[schema(example = 1, minimum = 1)]
    pub version: i64,
    /// The moment it was first written down (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub recorded_at: String,
    /// The moment of its newest version (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub changed_at: String,
    /// Where it stands. An event is shown on the page of its case.
    pub links: Links,
}

/// All events.
pub struct Events;

impl Listing for Events {
    type Item = Event;
    const NOUN: Noun = Noun::Event;
    const SCHEMA: &'static str = "Event";
    const SORTS: &'static [&'static str] = SORTS;

    fn ids(seen: &Seen) -> impl Iterator<Item = &str> {
        seen.dossier().events().iter().map(|event| event.id.as_str())
    }

    fn kept(&self, seen: &Seen, _: &Picture) -> Vec<usize> {
        (0..seen.dossier().events().len()).collect()
    }

    fn shape(seen: &Seen, _: &Picture, number: usize) -> Event {
        shape(seen, number)
    }
}

/// List the events of a case
#[utoipa::path(get, path = "/api/v1/cases/{case}/events", operation_id = "list_events", tag = "events", params(Changes, Paging),
    responses((status = 200, description = "A page of events.", body = List<Event>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    answer_in(&within, within.caller.query(), &Events).await
}

/// Read an event
#[utoipa::path(get, path = "/api/v1/cases/{case}/events/{event}", operation_id = "read_event", tag = "events",
    responses((status = 200, description = "The event.", body = Event)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("event", |id: &EventId| within.dossier().event_number(id))?;
    within.caller.query().finish(&within.caller)?;
    let stamp = within.stamp_of(Noun::Event, within.dossier().events()[number].id.as_str());
    Ok(answer(&within.caller, stamp, || shape(&within, number)))
}

/// Make an event
///
/// Editors make events. Where the body names no id, one is made from the title.
#[utoipa::path(post, path = "/api/v1/cases/{case}/events", operation_id = "create_event", tag = "events",
    responses((status = 201, description = "The event was made.", body = Written)))]
pub(super) async fn create(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::create::<case::Event>(&at, &sent).await
}

/// Replace an event
#[utoipa::path(put, path = "/api/v1/cases/{case}/events/{event}", operation_id = "replace_event", tag = "events",
    responses((status = 200, description = "The event was replaced.", body = Written)))]
pub(super) async fn replace(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::replace::<case::Event>(&at, &sent, at.segment("event")).await
}

/// Withdraw an event
#[utoipa::path(delete, path = "/api/v1/cases/{case}/events/{event}", operation_id = "withdraw_event", tag = "events",
    responses((status = 200, description = "The event no longer stands.", body = Written)))]
pub(super) async fn withdraw(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::withdraw::<case::Event>(&at, &sent, at.segment("event")).await
}

fn shape(within: &Seen, number: usize) -> Event {
    let event = &within.dossier().events()[number];
    let newest = within.newest.of(Noun::Event, event.id.as_str());
    Event {
        id: event.id.to_string(),
        title: (&event.title).into(),
        utc_offset: printed(event.utc_offset.as_ref()),
        note: string(event.note.as_ref()),
        case: within.case().to_string(),
        version: newest.version,
        recorded_at: newest.recorded_at.to_string(),
        changed_at: newest.changed_at.to_string(),
        links: Links::of(within.case(), "events", &event.id, paths::case(within.case())),
    }
}
