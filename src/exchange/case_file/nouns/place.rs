//! Places in a case file.

use serde_json::Value;

use super::{Field, ID, NOTE, Noun, Shape, name};
use crate::{
    domain::{
        id::PlaceId,
        place::{Place, Point},
        text::Text,
    },
    exchange::case_file::{
        reader::Fields,
        write::{self, Object},
    },
};

/// The largest radius of a place, in kilometres: half the way round the Earth.
const RADIUS_KM_MAX: f64 = 20_000.0;

impl Noun for Place {
    const NAME: &'static str = "place";
    const LIST: &'static str = "places";
    const FIELDS: &'static [Field] = &[
        ID,
        name("The name of the place.", r#"{"en": "Hajin", "ar": "هجين"}"#),
        Field::optional("part_of", Shape::Reference("place"), "The place it lies in.", r#""abu-kamal-district""#),
        Field::optional("lat", Shape::Number { min: -90.0, max: 90.0 }, "Degrees north of its centre.", "34.6894")
            .with("lon"),
        Field::optional("lon", Shape::Number { min: -180.0, max: 180.0 }, "Degrees east of its centre.", "40.8308")
            .with("lat"),
        Field::optional(
            "radius_km",
            Shape::Number { min: 0.0, max: RADIUS_KM_MAX },
            "How far it reaches around its centre, in kilometres; 0 when absent.",
            "2",
        ),
        Field::optional("unresolved", Shape::Flag, "An ambiguous name that nobody has placed yet.", "true"),
        NOTE,
    ];

    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let id = fields.id(PlaceId::parse);
        let name = fields.sure_localised("name", Text::name);
        let part_of = fields.text("part_of", PlaceId::parse);
        let lat = fields.read("lat", |spot| spot.number(-90.0, 90.0));
        let lon = fields.read("lon", |spot| spot.number(-180.0, 180.0));
        // A place whose coordinates are at fault has a stand-in point, so that "near" it is no second fault.
        let has_point = fields.is_given("lat") || fields.is_given("lon");
        let point = if has_point { Point::new(lat.unwrap_or_default(), lon.unwrap_or_default()) } else { None };
        let radius_km = fields.read("radius_km", |spot| spot.number(0.0, RADIUS_KM_MAX));
        let is_unresolved = fields.flag("unresolved");
        let note = fields.text("note", Text::note);
        Some(Self { id: id?, name: name?, part_of, point, radius_km, is_unresolved, note })
    }

    fn write(&self) -> Value {
        Object::new()
            .text("id", &self.id)
            .localised("name", &self.name)
            .maybe_text("part_of", self.part_of.as_ref())
            .maybe("lat", self.point.map(|point| write::number(point.lat())))
            .maybe("lon", self.point.map(|point| write::number(point.lon())))
            .maybe("radius_km", self.radius_km.map(write::number))
            .flag("unresolved", self.is_unresolved)
            .maybe_text("note", self.note.as_ref())
            .finish()
    }
}
