//! Circles on the globe: which of them meet, and which arc of the rim of one lies in another.
//!
//! Distances are kept as half angles: the sine of half an angle is half a straight line through the globe, and exact
//! for circles a few metres apart, where the cosine of the angle would have no digits left.

use crate::domain::{
    place::EARTH_RADIUS_KM,
    value::place::{Disc, GRACE_KM},
};

/// A circle as a cap of the unit sphere.
#[derive(Clone)]
pub(super) struct Circle {
    centre: [f64; 3],
    /// The directions along the ground at the centre in which the rim is measured.
    east: [f64; 3],
    north: [f64; 3],
    rim: HalfAngle,
    /// The radius with the grace that rounded distances are given.
    reach: HalfAngle,
    /// The radius of a walk around the circle, clear of its grace.
    beside: HalfAngle,
}

/// How far beside a rim one has to stand to be clearly outside, in kilometres: beyond the grace of a circle.
const BESIDE_KM: f64 = 5e-3;

/// A radius, as sine and cosine of half its angle.
#[derive(Clone, Copy)]
struct HalfAngle {
    sin: f64,
    cos: f64,
}

impl HalfAngle {
    fn of(radius_km: f64) -> Self {
        let (sin, cos) = (radius_km / EARTH_RADIUS_KM / 2.0).min(std::f64::consts::FRAC_PI_2).sin_cos();
        Self { sin, cos: cos.max(0.0) }
    }
}

/// Which part of a rim lies in a circle.
pub(super) enum Arc {
    None,
    All,
    /// From one bearing to another, counterclockwise.
    Between(Bearing, Bearing),
}

/// A direction on the ground as a number from 0 to 4 that grows counterclockwise. It is no angle, only ordered like one.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Bearing(pub(super) f64);

impl Bearing {
    fn of(x: f64, y: f64) -> Self {
        let slope = y / (x.abs() + y.abs());
        let turn = if x < 0.0 { 2.0 - slope } else { slope };
        // Adding 0 makes 0 of what is written as -0.
        Self(if turn < 0.0 { 4.0 + turn } else { turn + 0.0 })
    }
}

impl Circle {
    pub(super) fn of(disc: &Disc) -> Self {
        let (sin_lat, cos_lat) = disc.centre.lat().to_radians().sin_cos();
        let (sin_lon, cos_lon) = disc.centre.lon().to_radians().sin_cos();
        Self {
            centre: [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat],
            east: [-sin_lon, cos_lon, 0.0],
            north: [-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat],
            rim: HalfAngle::of(disc.radius_km),
            reach: HalfAngle::of(disc.radius_km + GRACE_KM),
            beside: HalfAngle::of(disc.radius_km + BESIDE_KM),
        }
    }

    /// Makes the radius larger or smaller.
    pub(super) fn widen_to(&mut self, radius_km: f64) {
        self.rim = HalfAngle::of(radius_km);
        self.reach = HalfAngle::of(radius_km + GRACE_KM);
        self.beside = HalfAngle::of(radius_km + BESIDE_KM);
    }

    /// Whether the two circles share a point.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let (a, b) = (self.rim, other.reach);
        let sin = a.sin * b.cos + a.cos * b.sin;
        let is_round_the_globe = a.cos * b.cos <= a.sin * b.sin;
        is_round_the_globe || square(self.towards(other)) <= 4.0 * sin * sin
    }

    /// The part of this circle's rim that lies in `other`.
    pub(super) fn arc_in(&self, other: &Self) -> Arc {
        self.arc(self.rim, other)
    }

    /// The part of a walk just outside this circle that lies in `other`.
    pub(super) fn arc_beside_in(&self, other: &Self) -> Arc {
        self.arc(self.beside, other)
    }

    /// By the law of cosines on the sphere, written in squares of sines of half angles.
    fn arc(&self, rim: HalfAngle, other: &Self) -> Arc {
        let towards = self.towards(other);
        let apart = square(towards) / 4.0;
        let (own, reach) = (rim.sin * rim.sin, other.reach.sin * other.reach.sin);
        let over = 2.0 * (own + apart - reach - 2.0 * own * apart);
        let under = 16.0 * own * rim.cos * rim.cos * apart * (1.0 - apart).max(0.0);
        if over * over >= under {
            return if over > 0.0 { Arc::None } else { Arc::All };
        }
        let cos = over / under.sqrt();
        let sin = (1.0 - cos * cos).max(0.0).sqrt();
        let (x, y) = (dot(towards, self.east), dot(towards, self.north));
        Arc::Between(
            Bearing::of(x * cos + y * sin, y * cos - x * sin),
            Bearing::of(x * cos - y * sin, y * cos + x * sin),
        )
    }

    fn towards(&self, other: &Self) -> [f64; 3] {
        std::array::from_fn(|i| other.centre[i] - self.centre[i])
    }
}

fn square(a: [f64; 3]) -> f64 {
    dot(a, a)
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
