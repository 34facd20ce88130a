//! Places: what answers to questions of place name.

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
    domain::{
        id::PlaceId,
        place::{self, Point},
        record::Noun,
    },
    paths,
};

/// A named place of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct Place {
    /// Its id, unique in the case.
    #[schema(example = "hajin")]
    pub id: String,
    /// Its name.
    pub name: LocalisedText,
    /// The place it lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "abu-kamal-district")]
    pub part_of: Option<String>,
    /// Degrees north of its centre (WGS 84); absent together with `lon`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = f64, required = false, example = 34.6894, minimum = -90, maximum = 90)]
    pub lat: Option<f64>,
    /// Degrees east of its centre (WGS 84).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = f64, required = false, example = 40.8308, minimum = -180, maximum = 180)]
    pub lon: Option<f64>,
    /// How far it reaches around its centre, in kilometres; 0 when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = f64, required = false, example = 2.0, minimum = 0)]
    pub radius_km: Option<f64>,
    /// An ambiguous name that nobody has placed yet: it is in conflict with nothing it is not related to.
    #[schema(example = false)]
    pub unresolved: bool,
    /// An editor's note.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "Beside al-Baghuz; position approximate.")]
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
    /// Where it stands.
    pub links: Links,
}

/// All places.
pub struct Places;

impl Listing for Places {
    type Item = Place;
    const NOUN: Noun = Noun::Place;
    const SCHEMA: &'static str = "Place";
    const SORTS: &'static [&'static str] = SORTS;

    fn ids(seen: &Seen) -> impl Iterator<Item = &str> {
        seen.dossier().places().iter().map(|place| place.id.as_str())
    }

    fn kept(&self, seen: &Seen, _: &Picture) -> Vec<usize> {
        (0..seen.dossier().places().len()).collect()
    }

    fn shape(seen: &Seen, _: &Picture, number: usize) -> Place {
        shape(seen, number)
    }
}

/// List the places of a case
#[utoipa::path(get, path = "/api/v1/cases/{case}/places", operation_id = "list_places", tag = "places", params(Changes, Paging),
    responses((status = 200, description = "A page of places.", body = List<Place>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    answer_in(&within, within.caller.query(), &Places).await
}

/// Read a place
#[utoipa::path(get, path = "/api/v1/cases/{case}/places/{place}", operation_id = "read_place", tag = "places",
    responses((status = 200, description = "The place.", body = Place)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("place", |id: &PlaceId| within.dossier().place_number(id))?;
    within.caller.query().finish(&within.caller)?;
    let stamp = within.stamp_of(Noun::Place, within.dossier().places()[number].id.as_str());
    Ok(answer(&within.caller, stamp, || shape(&within, number)))
}

/// Make a place
///
/// Contributors make places. Where the body names no id, one is made from the name.
#[utoipa::path(post, path = "/api/v1/cases/{case}/places", operation_id = "create_place", tag = "places",
    responses((status = 201, description = "The place was made.", body = Written)))]
pub(super) async fn create(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::create::<place::Place>(&at, &sent).await
}

/// Replace a place
#[utoipa::path(put, path = "/api/v1/cases/{case}/places/{place}", operation_id = "replace_place", tag = "places",
    responses((status = 200, description = "The place was replaced.", body = Written)))]
pub(super) async fn replace(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::replace::<place::Place>(&at, &sent, at.segment("place")).await
}

/// Withdraw a place
#[utoipa::path(delete, path = "/api/v1/cases/{case}/places/{place}", operation_id = "withdraw_place",
    tag = "places", responses((status = 200, description = "The place no longer stands.", body = Written)))]
pub(super) async fn withdraw(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::withdraw::<place::Place>(&at, &sent, at.segment("place")).await
}

fn shape(within: &Seen, number: usize) -> Place {
    let place = &within.dossier().places()[number];
    let newest = within.newest.of(Noun::Place, place.id.as_str());
    Place {
        id: place.id.to_string(),
        name: (&place.name).into(),
        part_of: printed(place.part_of.as_ref()),
        lat: place.point.map(Point::lat),
        lon: place.point.map(Point::lon),
        radius_km: place.radius_km,
        unresolved: place.is_unresolved,
        note: string(place.note.as_ref()),
        case: within.case().to_string(),
        version: newest.version,
        recorded_at: newest.recorded_at.to_string(),
        changed_at: newest.changed_at.to_string(),
        links: Links::of(within.case(), "places", &place.id, paths::place(within.case(), &place.id)),
    }
}
