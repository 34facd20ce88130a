//! Places: what answers to questions of place name.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ApiError,
    etag::answer,
    extract::InCase,
    paging::{List, Page, answer_list},
    shapes::{Links, LocalisedText, printed, string},
};
use crate::{domain::id::PlaceId, paths};

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
    /// Where it stands.
    pub links: Links,
}

/// List the places of a case
#[utoipa::path(get, path = "/api/v1/cases/{case}/places", operation_id = "list_places", tag = "places", params(Page),
    responses((status = 200, description = "A page of places.", body = List<Place>)))]
pub async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let page = Page::read(&mut query);
    query.finish(&within.caller)?;
    let slice = page.cut(within.dossier().places().iter().map(|place| place.id.as_str()), |_| true);
    Ok(answer_list(&within.caller, within.stamp(), slice, |number| shape(&within, number)))
}

/// Read a place
#[utoipa::path(get, path = "/api/v1/cases/{case}/places/{place}", operation_id = "read_place", tag = "places",
    responses((status = 200, description = "The place.", body = Place)))]
pub async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("place", |id: &PlaceId| within.dossier().place_number(id))?;
    within.caller.query().finish(&within.caller)?;
    Ok(answer(&within.caller, within.stamp(), || shape(&within, number)))
}

fn shape(within: &InCase, number: usize) -> Place {
    let place = &within.dossier().places()[number];
    Place {
        id: place.id.to_string(),
        name: (&place.name).into(),
        part_of: printed(place.part_of.as_ref()),
        lat: place.point.map(|point| point.lat()),
        lon: place.point.map(|point| point.lon()),
        radius_km: place.radius_km,
        unresolved: place.is_unresolved,
        note: string(place.note.as_ref()),
        links: Links::of(within.case(), "places", &place.id, paths::place(within.case(), &place.id)),
    }
}
