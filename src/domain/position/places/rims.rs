//! Which circles can hold together: a walk around every rim.
//!
//! The points that lie in these circles and outside those form patches of ground; a patch is bounded by rims of its
//! own. So no point need be sought: every set of circles with common ground is met on a walk around the rim of one of
//! them, and on a walk the sets change one circle at a time, as in the sweep along an axis. `n` circles cost `n` walks of
//! at most `2n` steps, whatever the number of their crossings.

use fixedbitset::FixedBitSet;

use super::circles::{Arc, Bearing, Circle};

/// What may be said of a point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// It lies in the circle.
    In,
    /// It lies outside the circle.
    Out,
}

/// A circle, and the side of it that is asked for.
pub(super) struct Fence<'c> {
    pub(super) circle: &'c Circle,
    pub(super) side: Side,
}

/// What happens at a bearing: which fence, and whether from there on the point is on the side asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    /// The bits of a bearing, which is not negative: in the same order.
    bearing: u64,
    turn: Turn,
    fence: usize,
}

/// Steps at one bearing, in the order in which they come: circles are closed, so both ends of an arc lie in them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    NoLongerOut,
    In,
    NoLongerIn,
    Out,
}

/// Calls `peak` with sets of `fences`, by number, whose asked sides have a point in common: with every largest such set,
/// once for each rim that bounds it, and with some that are not the largest.
pub(super) fn walk(fences: &[Fence<'_>], mut peak: impl FnMut(&FixedBitSet)) {
    let mut held = FixedBitSet::with_capacity(fences.len());
    let mut steps: Vec<Step> = Vec::new();
    for number in 0..fences.len() {
        held.clear();
        steps.clear();
        held.insert(number);
        set_out(number, fences, &mut held, &mut steps);
        steps.sort_unstable();
        // The walk goes round: what was met at its end still holds at its start.
        let mut has_grown = true;
        for step in &steps {
            if matches!(step.turn, Turn::In | Turn::Out) {
                held.insert(step.fence);
                has_grown = true;
                continue;
            }
            if has_grown {
                peak(&held);
                has_grown = false;
            }
            held.remove(step.fence);
        }
        if steps.is_empty() {
            peak(&held);
        }
    }
}

/// What holds where the walk around fence number `number` starts, and the steps on the way.
fn set_out(number: usize, fences: &[Fence<'_>], held: &mut FixedBitSet, steps: &mut Vec<Step>) {
    let own = &fences[number];
    for (fence, other) in fences.iter().enumerate().filter(|(fence, _)| *fence != number) {
        let arc = match own.side {
            Side::In => own.circle.arc_in(other.circle),
            Side::Out => own.circle.arc_beside_in(other.circle),
        };
        let (Bearing(from), Bearing(to)) = match arc {
            Arc::None => {
                held.set(fence, other.side == Side::Out);
                continue;
            }
            Arc::All => {
                held.set(fence, other.side == Side::In);
                continue;
            }
            Arc::Between(from, to) => (from, to),
        };
        let starts_inside = from > to;
        held.set(fence, starts_inside == (other.side == Side::In));
        let turns = match other.side {
            Side::In => [Turn::In, Turn::NoLongerIn],
            Side::Out => [Turn::NoLongerOut, Turn::Out],
        };
        for (bearing, turn) in [from, to].into_iter().zip(turns) {
            steps.push(Step { bearing: bearing.to_bits(), turn, fence });
        }
    }
}

#[cfg(test)]
mod tests {
    use fixedbitset::FixedBitSet;

    use super::{Circle, Fence, Side, walk};
    use crate::domain::{place::Point, value::place::Disc};

    /// Ten circles of 3 to 30 km within 40 km, another ten for each `seed`.
    fn discs(seed: u32) -> Vec<Disc> {
        let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
        let mut hundredths = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from((state >> 8) % below) / 100.0
        };
        let mut disc = |_| {
            let centre = Point::new(34.0 + hundredths(40), 40.0 + hundredths(40)).expect("on Earth");
            Disc { centre, radius_km: 3.0 + hundredths(2_700), anchor: None }
        };
        (0..10).map(&mut disc).collect()
    }

    /// Whether the point is on the side asked for, and a few metres clear of the rim.
    fn is_clear(point: Point, disc: &Disc, side: Side) -> bool {
        let beyond = disc.centre.distance_km(point) - disc.radius_km;
        if side == Side::In { beyond < -0.02 } else { beyond > 0.02 }
    }

    #[test]
    fn whatever_holds_at_a_point_is_part_of_what_is_met_on_a_walk() {
        for seed in 0..40 {
            let discs = discs(seed);
            let circles: Vec<Circle> = discs.iter().map(Circle::of).collect();
            let side = |number: usize| if number.is_multiple_of(3) { Side::Out } else { Side::In };
            let fence = |(number, circle)| Fence { circle, side: side(number) };
            let fences: Vec<Fence<'_>> = circles.iter().enumerate().map(fence).collect();
            let mut met: Vec<FixedBitSet> = Vec::new();
            walk(&fences, |held| met.push(held.clone()));
            let steps = || (0..80).map(|n| f64::from(n) / 100.0 - 0.2);
            for point in steps().flat_map(|lat| steps().filter_map(move |lon| Point::new(34.0 + lat, 40.0 + lon))) {
                let mut holding = FixedBitSet::with_capacity(discs.len());
                holding.extend((0..discs.len()).filter(|&n| is_clear(point, &discs[n], side(n))));
                assert!(met.iter().any(|held| holding.is_subset(held)), "seed {seed}, {point:?}: {holding}");
            }
        }
    }
}
