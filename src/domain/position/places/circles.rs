//! Where circles on the globe can meet: the points among which the least point of every intersection is found.

use crate::domain::{
    place::{EARTH_RADIUS_KM, Point},
    value::place::{Disc, GRACE_KM},
};

/// A circle as a cap of the unit sphere: quick to ask what it holds.
pub(super) struct Circle {
    centre: [f64; 3],
    /// The square of the straight line from the centre to the rim.
    chord: f64,
}

impl Circle {
    pub(super) fn of(disc: &Disc) -> Self {
        let angle = (disc.radius_km + GRACE_KM) / EARTH_RADIUS_KM;
        let chord = if angle >= std::f64::consts::PI { 4.0 } else { (2.0 * (angle / 2.0).sin()).powi(2) };
        Self { centre: vector(disc.centre), chord }
    }

    /// Whether the point at the end of the unit vector `at` lies in the circle.
    pub(super) fn contains(&self, at: [f64; 3]) -> bool {
        self.centre.iter().zip(at).map(|(x, y)| (x - y) * (x - y)).sum::<f64>() <= self.chord
    }
}

/// How far beside a rim one has to stand to be clearly outside, in kilometres: beyond the grace of a circle.
const BESIDE_KM: f64 = 5e-3;

/// Centres, crossings of two circles, and the four outermost points of each circle.
///
/// An intersection of discs that is not empty holds the centre of one of them or a crossing of two. Where somebody
/// denies (`with_outside`), points just beside the rims and around the crossings stand for "in this circle, but outside
/// that one": every patch that the circles cut out of the ground has a crossing at its edge, or a whole rim.
pub(super) fn candidates(circles: &[Disc], with_outside: bool) -> Vec<Point> {
    let mut points: Vec<Point> = circles.iter().map(|disc| disc.centre).collect();
    for disc in circles {
        points.extend(outermost(disc, 0.0));
        if with_outside {
            points.extend(outermost(disc, BESIDE_KM).into_iter().chain(outermost(disc, -BESIDE_KM)));
        }
    }
    let mut by_lat: Vec<&Disc> = circles.iter().collect();
    by_lat.sort_by(|a, b| a.centre.lat().total_cmp(&b.centre.lat()));
    let reach = circles.iter().map(|disc| degrees(disc.radius_km)).fold(0.0, f64::max);
    for (number, a) in by_lat.iter().enumerate() {
        let near = |b: &&&Disc| b.centre.lat() - a.centre.lat() <= degrees(a.radius_km) + reach;
        for b in by_lat[number + 1..].iter().take_while(near) {
            for crossing in crossings(a, b).into_iter().flatten() {
                points.push(crossing);
                if with_outside {
                    points.extend(around(crossing, a, b).into_iter().flatten());
                }
            }
        }
    }
    points.sort_by(|a, b| a.lat().total_cmp(&b.lat()).then(a.lon().total_cmp(&b.lon())));
    points.dedup();
    points
}

/// The points just beside a crossing of `a` and `b`: in both circles, in either one, in neither.
fn around(crossing: Point, a: &Disc, b: &Disc) -> [Option<Point>; 4] {
    let at = vector(crossing);
    let towards = |centre: Point| {
        let to = vector(centre);
        let along: [f64; 3] = std::array::from_fn(|i| to[i] - dot(at, to) * at[i]);
        let length = dot(along, along).sqrt().max(f64::MIN_POSITIVE);
        along.map(|x| x / length)
    };
    let (u, v) = (towards(a.centre), towards(b.centre));
    [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)].map(|(s, t)| {
        let step: [f64; 3] = std::array::from_fn(|i| s * u[i] + t * v[i]);
        let length = dot(step, step).sqrt().max(f64::MIN_POSITIVE);
        // Where the rims cross at a sharp angle one has to go farther along to be clear of both.
        let far = 2.0 * BESIDE_KM / EARTH_RADIUS_KM / (length / 2.0).max(0.05);
        let beside: [f64; 3] = std::array::from_fn(|i| at[i] + far * step[i] / length);
        let length = dot(beside, beside).sqrt();
        point(beside.map(|x| x / length))
    })
}

fn degrees(km: f64) -> f64 {
    (km / EARTH_RADIUS_KM).to_degrees()
}

fn outermost(disc: &Disc, beside_km: f64) -> Vec<Point> {
    let up = degrees((disc.radius_km + beside_km).max(0.0));
    let aside = up / disc.centre.lat().to_radians().cos().max(1e-6);
    let (lat, lon) = (disc.centre.lat(), disc.centre.lon());
    [(lat + up, lon), (lat - up, lon), (lat, lon + aside), (lat, lon - aside)]
        .into_iter()
        .filter_map(|(lat, lon)| Point::new(lat, lon))
        .collect()
}

/// The points where two circles cross, `None` where they do not.
fn crossings(a: &Disc, b: &Disc) -> Option<[Point; 2]> {
    let (to_a, to_b) = (vector(a.centre), vector(b.centre));
    let (cos_a, cos_b) = ((a.radius_km / EARTH_RADIUS_KM).cos(), (b.radius_km / EARTH_RADIUS_KM).cos());
    let apart = a.centre.distance_km(b.centre);
    if apart > a.radius_km + b.radius_km || apart <= (a.radius_km - b.radius_km).abs() {
        return None;
    }
    let between = dot(to_a, to_b);
    let scale = 1.0 - between * between;
    if scale <= f64::EPSILON {
        return None;
    }
    let along_a = (cos_a - between * cos_b) / scale;
    let along_b = (cos_b - between * cos_a) / scale;
    let middle: [f64; 3] = std::array::from_fn(|i| along_a * to_a[i] + along_b * to_b[i]);
    let normal = cross(to_a, to_b);
    let reach = ((1.0 - dot(middle, middle)).max(0.0) / scale).sqrt();
    let on_ground = |sign: f64| point(std::array::from_fn(|i| middle[i] + sign * reach * normal[i]));
    Some([on_ground(1.0)?, on_ground(-1.0)?])
}

/// The unit vector of a point.
pub(super) fn vector(point: Point) -> [f64; 3] {
    let (lat, lon) = (point.lat().to_radians(), point.lon().to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

fn point([x, y, z]: [f64; 3]) -> Option<Point> {
    Point::new(z.clamp(-1.0, 1.0).asin().to_degrees(), y.atan2(x).to_degrees())
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
