//! Places: their rows.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::columns::{
    LocalisedRow, Reason, Row, column, localised, optional, optional_text, owned, standing_and_withdrawn,
};
use crate::domain::{
    id::PlaceId,
    place::{Place, Point},
};

standing_and_withdrawn! {
    PLACES,
    WITHDRAWN_PLACES,
    "
    select id, name, part_of, lat, lon, radius_km, is_unresolved, note
      from place
     where case_id = $1"
}

#[derive(Debug, PartialEq, Serialize, Deserialize, FromRow)]
pub(super) struct PlaceRow {
    id: String,
    #[sqlx(json)]
    name: LocalisedRow,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    radius_km: Option<f64>,
    is_unresolved: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl Row for PlaceRow {
    const TABLE: &'static str = "place";
    fn id(&self) -> &str {
        &self.id
    }
}

impl From<&Place> for PlaceRow {
    fn from(place: &Place) -> Self {
        Self {
            id: place.id.to_string(),
            name: (&place.name).into(),
            part_of: owned(place.part_of.as_ref()),
            lat: place.point.map(Point::lat),
            lon: place.point.map(Point::lon),
            radius_km: place.radius_km,
            is_unresolved: place.is_unresolved,
            note: owned(place.note.as_ref()),
        }
    }
}

impl TryFrom<PlaceRow> for Place {
    type Error = Reason;
    fn try_from(row: PlaceRow) -> Result<Self, Reason> {
        let point = match (row.lat, row.lon) {
            (None, None) => None,
            (Some(lat), Some(lon)) => {
                Some(Point::new(lat, lon).ok_or_else(|| Reason("lat, lon: NotOnEarth".to_owned()))?)
            }
            _ => return Err(Reason("lat, lon: NeedsAlso".to_owned())),
        };
        Ok(Self {
            id: column("id", PlaceId::parse(&row.id))?,
            name: localised("name", row.name)?,
            part_of: optional("part_of", row.part_of, PlaceId::parse)?,
            point,
            radius_km: row.radius_km,
            is_unresolved: row.is_unresolved,
            note: optional_text("note", row.note)?,
        })
    }
}
