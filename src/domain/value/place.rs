//! Places: a value is a place of the case, a disc around one, a disc around coordinates, or a union of these.
//!
//! ```text
//! value  = area { " or " area }
//! area   = place | "near " place | "within " km " km of " place | lat "," lon [ " ±" km "km" ]
//! ```

use crate::domain::{
    fault::ValueFault,
    near::nearest,
    place::{Place, Point},
    policy::{Policy, Rule},
    tree::{Node, Tree},
};

mod relation;

pub(in crate::domain) use relation::is_within;
pub use relation::{Relation, relation};

/// The largest disc, in kilometres: half the way round the Earth.
const RADIUS_KM_MAX: f64 = 20_000.0;

/// Distances are rounded: circles that miss by less than a metre touch.
pub(in crate::domain) const GRACE_KM: f64 = 1e-3;

/// A circle on the ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Disc {
    /// Its centre.
    pub centre: Point,
    /// Its radius in kilometres.
    pub radius_km: f64,
    /// The place it was measured from; `None` for bare coordinates.
    pub anchor: Option<Node>,
}

impl Disc {
    /// Whether the two discs share a point.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.centre.distance_km(other.centre) <= self.radius_km + other.radius_km + GRACE_KM
    }

    /// Whether all of `other` lies in the disc.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        self.centre.distance_km(other.centre) + other.radius_km <= self.radius_km + GRACE_KM
    }

    /// Whether `point` lies in the disc.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        self.centre.distance_km(point) <= self.radius_km + GRACE_KM
    }
}

/// One area a value names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Area {
    /// Everything inside a place of the tree.
    Node(Node),
    /// Everything inside a circle.
    Disc(Disc),
}

/// How a place was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceReading {
    /// The value in the notation above.
    pub canonical: String,
    /// "One of these areas". Never empty.
    pub areas: Vec<Area>,
    /// `near-km`, where "near" was read.
    pub rule: Option<Rule>,
}

/// The places of a case, as the reader of values sees them.
#[derive(Debug, Clone, Copy)]
pub struct Gazetteer<'a> {
    /// The places, in order of id.
    pub places: &'a [Place],
    /// Their part-of tree, numbered alike.
    pub tree: &'a Tree,
}

impl Gazetteer<'_> {
    /// The circle a place covers, where it has a centre.
    #[must_use]
    pub fn disc(&self, node: Node) -> Option<Disc> {
        let place = &self.places[node];
        let radius_km = place.radius_km.unwrap_or(0.0);
        place.point.map(|centre| Disc { centre, radius_km, anchor: Some(node) })
    }

    /// Whether all of `inner` lies in `outer`, as far as anybody knows.
    #[must_use]
    pub fn holds(&self, outer: &Area, inner: &Area) -> bool {
        match (outer, inner) {
            (Area::Node(outer), Area::Node(inner)) => self.tree.covers(*outer, *inner),
            (Area::Disc(outer), Area::Disc(inner)) => outer.holds(inner),
            (Area::Disc(outer), Area::Node(inner)) => is_within(*inner, outer, self),
            (Area::Node(outer), Area::Disc(inner)) => self.disc(*outer).is_some_and(|own| own.holds(inner)),
        }
    }

    /// How far a place may reach: its own circle, and around its own centre as far as its farthest part. `None` where
    /// it has no centre.
    #[must_use]
    pub fn reach(&self, node: Node) -> Option<Disc> {
        let own = self.disc(node)?;
        let parts = (0..self.tree.len()).filter(|&part| part != node && self.tree.covers(node, part));
        let of_part = |part: Disc| own.centre.distance_km(part.centre) + part.radius_km;
        let radius_km = parts.filter_map(|part| self.disc(part)).map(of_part).fold(own.radius_km, f64::max);
        Some(Disc { radius_km, ..own })
    }

    fn node(&self, id: &str) -> Result<Node, ValueFault> {
        let id = id.trim();
        self.places.binary_search_by(|place| place.id.as_str().cmp(id)).map_err(|_| ValueFault::Unknown {
            noun: "place",
            id: id.to_owned(),
            near: nearest(id, self.places.iter().map(|place| place.id.as_str())).map(str::to_owned),
        })
    }
}

/// Reads a place value.
///
/// # Errors
/// `Unknown` place, `PlaceWithoutPoint` for a disc around one, `NotOnEarth`, `NotUnderstood`.
pub fn read(text: &str, gazetteer: &Gazetteer<'_>, policy: &Policy) -> Result<PlaceReading, ValueFault> {
    let mut areas = Vec::new();
    let mut notation = Vec::new();
    let mut rule = None;
    for part in text.split(" or ") {
        let (area, canonical, used) = read_area(part.trim(), gazetteer, policy)?;
        areas.push(area);
        notation.push(canonical);
        rule = rule.or(used);
    }
    Ok(PlaceReading { canonical: notation.join(" or "), areas, rule })
}

type AreaRead = (Area, String, Option<Rule>);

fn read_area(text: &str, gazetteer: &Gazetteer<'_>, policy: &Policy) -> Result<AreaRead, ValueFault> {
    if let Some(id) = text.strip_prefix("near ") {
        let (node, disc) = disc_of(id, gazetteer)?;
        let radius_km = policy.value(Rule::Near).max(disc.radius_km);
        let canonical = format!("near {}", gazetteer.places[node].id);
        return Ok((Area::Disc(Disc { radius_km, ..disc }), canonical, Some(Rule::Near)));
    }
    if let Some((distance, id)) = text.strip_prefix("within ").and_then(|rest| rest.split_once(" of ")) {
        let radius_km = read_km(distance)?;
        let (node, disc) = disc_of(id, gazetteer)?;
        let canonical = format!("within {radius_km} km of {}", gazetteer.places[node].id);
        return Ok((Area::Disc(Disc { radius_km, ..disc }), canonical, None));
    }
    if text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+')) && text.contains(',') {
        return read_coordinates(text);
    }
    let node = gazetteer.node(text)?;
    Ok((Area::Node(node), gazetteer.places[node].id.to_string(), None))
}

fn disc_of(id: &str, gazetteer: &Gazetteer<'_>) -> Result<(Node, Disc), ValueFault> {
    let node = gazetteer.node(id)?;
    let disc = gazetteer.disc(node).ok_or_else(|| ValueFault::PlaceWithoutPoint { id: id.trim().to_owned() })?;
    Ok((node, disc))
}

fn read_coordinates(text: &str) -> Result<AreaRead, ValueFault> {
    let (position, radius) = match text.split_once('±').or_else(|| text.split_once("+-")) {
        Some((position, radius)) => (position, Some(radius)),
        None => (text, None),
    };
    let radius_km = radius.map_or(Ok(0.0), read_km)?;
    let (lat, lon) = position.split_once(',').ok_or_else(not_understood)?;
    let degrees = |text: &str| text.trim().parse::<f64>().map_err(|_| not_understood());
    let (lat, lon) = (degrees(lat)?, degrees(lon)?);
    let centre = Point::new(lat, lon).ok_or(ValueFault::NotOnEarth)?;
    let canonical = if radius.is_some() { format!("{lat},{lon} ±{radius_km}km") } else { format!("{lat},{lon}") };
    Ok((Area::Disc(Disc { centre, radius_km, anchor: None }), canonical, None))
}

fn read_km(text: &str) -> Result<f64, ValueFault> {
    let number = text.trim().strip_suffix("km").ok_or_else(not_understood)?.trim();
    let km: f64 = number.parse().map_err(|_| not_understood())?;
    if (0.0..=RADIUS_KM_MAX).contains(&km) { Ok(km) } else { Err(ValueFault::NotOnEarth) }
}

fn not_understood() -> ValueFault {
    ValueFault::NotUnderstood { kind: "place", near: Some("34.69,40.83 ±2km".to_owned()) }
}
