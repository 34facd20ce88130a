//! Places: named nodes in a tree, some with coordinates.

use super::{
    id::PlaceId,
    text::{Localised, Text},
};

/// The mean radius of the Earth in kilometres (IUGG).
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A point on Earth in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    lat: f64,
    lon: f64,
    /// Sine and cosine of `lat`, then of `lon`, found once: circles are laid out around the same few points again and
    /// again.
    sines: [f64; 4],
}

/// Three unit vectors from the middle of the globe, at right angles: to a point, and from there east and north.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axes {
    pub(super) up: [f64; 3],
    pub(super) east: [f64; 3],
    pub(super) north: [f64; 3],
}

impl Point {
    /// The point at `lat` (-90 to 90) and `lon` (-180 to 180), `None` outside.
    #[must_use]
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        let is_on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        is_on_earth.then(|| {
            let ((sin_lat, cos_lat), (sin_lon, cos_lon)) = (lat.to_radians().sin_cos(), lon.to_radians().sin_cos());
            Self { lat, lon, sines: [sin_lat, cos_lat, sin_lon, cos_lon] }
        })
    }

    /// Degrees north.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Where the point lies on the globe.
    pub(super) fn axes(self) -> Axes {
        let [sin_lat, cos_lat, sin_lon, cos_lon] = self.sines;
        Axes {
            up: [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat],
            east: [-sin_lon, cos_lon, 0.0],
            north: [-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat],
        }
    }

    /// The great-circle distance in kilometres (haversine).
    #[must_use]
    pub fn distance_km(self, other: Self) -> f64 {
        let ([_, cos_a, ..], [_, cos_b, ..]) = (self.sines, other.sines);
        let half_lat = (other.lat.to_radians() - self.lat.to_radians()) / 2.0;
        let half_lon = (other.lon - self.lon).to_radians() / 2.0;
        let h = half_lat.sin().powi(2) + cos_a * cos_b * half_lon.sin().powi(2);
        2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
    }
}

/// A named place of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its id, unique in the case.
    pub id: PlaceId,
    /// Its name.
    pub name: Localised,
    /// The place it lies in.
    pub part_of: Option<PlaceId>,
    /// Its centre.
    pub point: Option<Point>,
    /// How far it reaches around its centre, in kilometres. Absent: 0.
    pub radius_km: Option<f64>,
    /// An ambiguous name nobody has placed yet: never in conflict with what it is not related to.
    pub is_unresolved: bool,
    /// An editor's note.
    pub note: Option<Text>,
}
