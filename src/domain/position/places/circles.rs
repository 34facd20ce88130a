//! Circles on the globe: which of them meet, and which arc of the rim of one lies in another.
//!
//! Distances are kept as half angles: the sine of half an angle is half a straight line through the globe, and exact
//! for circles a few metres apart, where the cosine of the angle would have no digits left.

use crate::domain::{
    place::{Axes, EARTH_RADIUS_KM},
    value::place::{Disc, GRACE_KM},
};

/// A circle as a cap of the unit sphere.
#[derive(Clone)]
pub(super) struct Circle {
    /// The centre, and the directions along the ground there in which the rim is measured.
    axes: Axes,
    rim: HalfAngle,
    /// The radius with the grace that rounded distances are given.
    reach: HalfAngle,
    /// The radius of a walk around the circle, clear of its grace.
    beside: HalfAngle,
    /// No point on that walk or within is farther from the centre, on any axis of the globe.
    extent: f64,
}

/// The box around a circle, along the axes of the globe: enough to tell most circles apart.
#[derive(Clone, Copy)]
pub(super) struct Outline {
    centre: [f64; 3],
    /// How far it reaches from the centre, on any axis.
    pub(super) extent: f64,
}

impl Outline {
    /// How high the centre is on the axis from pole to pole.
    #[inline]
    pub(super) fn height(&self) -> f64 {
        self.centre[2]
    }

    /// Whether the boxes are apart: on one axis they are farther from each other than both reach. Most pairs are, and
    /// this is quick to tell.
    #[inline]
    pub(super) fn is_far_from(&self, other: &Self) -> bool {
        let extent = self.extent + other.extent;
        // From pole to pole first: that tells the most.
        (0..3).rev().any(|axis| (other.centre[axis] - self.centre[axis]).abs() > extent)
    }
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

    /// A radius longer by some metres: the sine of so small an angle is the angle, its cosine is 1.
    fn longer_by(self, km: f64) -> Self {
        let angle = km / EARTH_RADIUS_KM / 2.0;
        Self { sin: self.sin + self.cos * angle, cos: (self.cos - self.sin * angle).max(0.0) }
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
        let rim = HalfAngle::of(disc.radius_km);
        Self::around(disc.centre.axes(), rim)
    }

    /// Makes the radius larger or smaller.
    pub(super) fn widen_to(&mut self, radius_km: f64) {
        *self = Self::around(self.axes, HalfAngle::of(radius_km));
    }

    fn around(axes: Axes, rim: HalfAngle) -> Self {
        let beside = rim.longer_by(BESIDE_KM);
        Self { axes, rim, reach: rim.longer_by(GRACE_KM), beside, extent: 2.0 * beside.sin }
    }

    /// Where the circle lies, with a walk beside it.
    pub(super) fn outline(&self) -> Outline {
        Outline { centre: self.axes.up, extent: self.extent }
    }

    /// Whether the two circles are surely apart, and a walk beside either as well.
    #[inline]
    pub(super) fn is_far_from(&self, other: &Self) -> bool {
        self.outline().is_far_from(&other.outline())
    }

    /// Whether the two circles share a point.
    #[inline]
    pub(super) fn meets(&self, other: &Self) -> bool {
        if self.is_far_from(other) {
            return false;
        }
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
        if self.is_far_from(other) {
            return Arc::None;
        }
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
        let (x, y) = (dot(towards, self.axes.east), dot(towards, self.axes.north));
        Arc::Between(
            Bearing::of(x * cos + y * sin, y * cos - x * sin),
            Bearing::of(x * cos - y * sin, y * cos + x * sin),
        )
    }

    fn towards(&self, other: &Self) -> [f64; 3] {
        std::array::from_fn(|i| other.axes.up[i] - self.axes.up[i])
    }
}

fn square(a: [f64; 3]) -> f64 {
    dot(a, a)
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
