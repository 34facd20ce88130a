//! Gaps on the ground: how far apart the two positions are that are furthest apart.

use std::collections::HashMap;

use super::Gap;
use crate::domain::{
    extent::Denotation,
    place::EARTH_RADIUS_KM,
    value::place::{Area, Disc, Gazetteer},
};

/// The gap between the two of `denotations` that are furthest apart on the ground.
#[must_use]
pub fn of_places(denotations: &[&Denotation], gazetteer: &Gazetteer<'_>) -> Option<Gap> {
    let mut sites: Vec<Site<'_>> = denotations.iter().filter_map(|one| Site::of(one, gazetteer)).collect();
    keep_outermost(&mut sites, gazetteer);
    keep_two_of_each(&mut sites);
    let mut widest: Option<Gap> = None;
    let mut least = None;
    for (number, a) in sites.iter().enumerate() {
        for b in &sites[number + 1..] {
            if widest.is_some() && a.is_nearer(b, least) {
                continue;
            }
            let Some(gap) = between_sets(a.areas, b.areas, gazetteer) else { continue };
            if widest.is_none_or(|widest| reach(&gap) > reach(&widest)) {
                widest = Some(gap);
                least = least_line(&gap);
            }
        }
    }
    widest.filter(|gap| !matches!(gap, Gap::Distance { km: None, common: None, .. }))
}

/// Leaves out sites that are no end of the widest gap. Two are never farther apart than their ways
/// to the middle of all together; so where one is near the middle, even the farthest out is nearer to it than two others are to each other. A
/// place without coordinates is no end either, where two others have some.
fn keep_outermost(sites: &mut Vec<Site<'_>>, gazetteer: &Gazetteer<'_>) {
    let centres: Vec<[f64; 3]> = sites
        .iter()
        .filter_map(|site| if let Centre::At(centre) = site.centre { Some(centre) } else { None })
        .collect();
    if centres.len() < 2 {
        return;
    }
    let count: f64 = centres.iter().map(|_| 1.0).sum();
    let middle: [f64; 3] = std::array::from_fn(|axis| centres.iter().map(|centre| centre[axis] / count).sum());
    let farthest_from = |point| centres.iter().copied().max_by(|a, b| line(*a, point).total_cmp(&line(*b, point)));
    let Some(first) = farthest_from(middle) else { return };
    let Some(opposite) = farthest_from(first) else { return };
    let least = line(first, opposite).sqrt() - ROUNDING_KM / EARTH_RADIUS_KM;
    let several = sites.iter().filter(|site| site.areas.len() > 1).flat_map(|site| site.areas);
    let of_several = several.filter_map(|area| disc_of(area, gazetteer)).map(|disc| disc.centre.axes().up);
    let out = |centre| line(centre, middle).sqrt();
    let farthest = of_several.map(out).fold(out(first), f64::max);
    sites.retain(|site| match site.centre {
        Centre::At(centre) => out(centre) + farthest >= least,
        Centre::Unknown => false,
        Centre::Several => true,
    });
}

/// Of positions that denote the same two are enough: one to measure from, one to measure to.
fn keep_two_of_each(sites: &mut Vec<Site<'_>>) {
    let mut known: HashMap<[u64; 4], usize> = HashMap::with_capacity(sites.len());
    let mut several: Vec<&[Area]> = Vec::new();
    sites.retain(|site| {
        let count = match site.areas {
            [area] => *known.entry(key(area)).and_modify(|count| *count += 1).or_insert(1),
            areas => {
                several.push(areas);
                several.iter().filter(|known| **known == areas).count()
            }
        };
        count <= 2
    });
}

/// Equal for equal areas.
fn key(area: &Area) -> [u64; 4] {
    let number = |node: usize| u64::try_from(node).unwrap_or(u64::MAX);
    match area {
        Area::Node(node) => [number(*node), 0, 0, u64::MAX],
        Area::Disc(disc) => [
            disc.anchor.map_or(u64::MAX, number),
            disc.centre.lat().to_bits(),
            disc.centre.lon().to_bits(),
            disc.radius_km.to_bits(),
        ],
    }
}

/// What a position denotes on the ground, with what is quick to compare.
struct Site<'a> {
    areas: &'a [Area],
    centre: Centre,
}

/// Where the middle of a site is.
#[derive(Clone, Copy)]
enum Centre {
    /// As a unit vector.
    At([f64; 3]),
    /// It is one place without coordinates.
    Unknown,
    /// It is several areas.
    Several,
}

impl<'a> Site<'a> {
    /// The site of a position that names areas.
    fn of(denotation: &'a Denotation, gazetteer: &Gazetteer<'_>) -> Option<Self> {
        let Denotation::Areas { areas, .. } = denotation else { return None };
        let centre = match areas.as_slice() {
            [] => return None,
            [area] => disc_of(area, gazetteer).map_or(Centre::Unknown, |disc| Centre::At(disc.centre.axes().up)),
            _ => Centre::Several,
        };
        Some(Self { areas, centre })
    }

    /// Whether the centres of two single areas are surely nearer than `least`, the square of a straight line through
    /// the globe, or not known to be any way apart.
    #[inline]
    fn is_nearer(&self, other: &Self, least: Option<f64>) -> bool {
        match (&self.centre, &other.centre) {
            (Centre::At(a), Centre::At(b)) => least.is_some_and(|least| line(*a, *b) < least),
            (Centre::Several, _) | (_, Centre::Several) => false,
            (Centre::Unknown, _) | (_, Centre::Unknown) => true,
        }
    }
}

/// The square of the straight line through the globe between two unit vectors.
fn line(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum()
}

/// Centres that are nearer than this are less far apart than those of `gap`, whatever rounding does: the square of
/// their distance straight through the globe.
fn least_line(gap: &Gap) -> Option<f64> {
    let Gap::Distance { centres_km: Some(centres), .. } = gap else { return None };
    let half_angle = (centres - ROUNDING_KM).max(0.0) / EARTH_RADIUS_KM / 2.0;
    Some((2.0 * half_angle.sin()).powi(2))
}

/// More than distances are off by after rounding.
const ROUNDING_KM: f64 = 0.5;

/// The gap between "one of these" and "one of those": of the nearest two, but at most as far as any two may be.
fn between_sets(a: &[Area], b: &[Area], gazetteer: &Gazetteer<'_>) -> Option<Gap> {
    let pairs = a.iter().flat_map(|a| b.iter().map(|b| between(a, b, gazetteer)));
    pairs.reduce(|nearest, gap| match (nearest, gap) {
        (
            Gap::Distance { km: Some((least, most)), centres_km, common },
            Gap::Distance { km: Some((other_least, other_most)), centres_km: other_centres, common: other_common },
        ) => {
            let most = most.max(other_most);
            if (other_least, other_centres) < (least, centres_km) {
                Gap::Distance { km: Some((other_least, most)), centres_km: other_centres, common: other_common }
            } else {
                Gap::Distance { km: Some((least, most)), centres_km, common }
            }
        }
        (known @ Gap::Distance { km: Some(_), .. }, _) => known,
        (_, other) => other,
    })
}

/// What decides which two are furthest apart: the centres, then the ends of the gap.
fn reach(gap: &Gap) -> (f64, f64, f64) {
    match *gap {
        Gap::Distance { centres_km: Some(centres), km: Some((least, most)), .. } => (centres, least, most),
        _ => (-1.0, -1.0, -1.0),
    }
}

fn between(a: &Area, b: &Area, gazetteer: &Gazetteer<'_>) -> Gap {
    let common = node_of(a).zip(node_of(b)).and_then(|(a, b)| gazetteer.tree.common(a, b));
    let Some((a, b)) = disc_of(a, gazetteer).zip(disc_of(b, gazetteer)) else {
        return Gap::Distance { km: None, centres_km: None, common };
    };
    let centres = a.centre.distance_km(b.centre);
    let radii = a.radius_km + b.radius_km;
    let km = Some((tenth((centres - radii).max(0.0)), tenth(centres + radii)));
    Gap::Distance { km, centres_km: Some(tenth(centres)), common }
}

fn tenth(km: f64) -> f64 {
    (km * 10.0).round() / 10.0
}

fn node_of(area: &Area) -> Option<usize> {
    match area {
        Area::Node(node) => Some(*node),
        Area::Disc(disc) => disc.anchor,
    }
}

fn disc_of(area: &Area, gazetteer: &Gazetteer<'_>) -> Option<Disc> {
    match area {
        Area::Node(node) => gazetteer.disc(*node),
        Area::Disc(disc) => Some(*disc),
    }
}
