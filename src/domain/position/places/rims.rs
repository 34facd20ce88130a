//! Which circles can hold together: a walk around every rim.
//!
//! The points that lie in these circles and outside those form patches of ground; a patch is bounded by rims of its
//! own. So no point need be sought: every set of circles with common ground is met on a walk around the rim of one of
//! them, and on a walk the sets change one circle at a time, as in the sweep along an axis. `n` circles cost `n` walks of
//! at most `2n` steps, whatever the number of their crossings.

use std::collections::HashSet;

use super::{
    BitSet,
    circles::{Arc, Bearing, Circle},
};

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

/// Walks around rims, and keeps its scratch space in between.
#[derive(Default)]
pub(super) struct Walker {
    steps: Vec<Step>,
    found: Vec<BitSet>,
    /// What is found beyond the first few, each once.
    rest: HashSet<BitSet>,
}

impl Walker {
    /// Sets of `fences`, by number, whose asked sides have a point in common: every largest such set, and some that are
    /// not the largest; a few of which none is part of another. Those without the fence `required` are left out.
    pub(super) fn walk(&mut self, fences: &[Fence<'_>], required: Option<usize>) -> &mut Vec<BitSet> {
        self.found.clear();
        for number in 0..fences.len() {
            // Where a rim nowhere has what is required, it need not be walked.
            if required.is_none_or(|required| required == number || holds_on_rim(number, required, fences)) {
                self.walk_round(number, fences, required);
            }
        }
        self.found.extend(self.rest.drain());
        &mut self.found
    }

    fn walk_round(&mut self, number: usize, fences: &[Fence<'_>], required: Option<usize>) {
        let mut held = BitSet::below(fences.len());
        held.insert(number);
        self.steps.clear();
        set_out(number, fences, &mut held, &mut self.steps);
        self.steps.sort_unstable();
        // The walk goes round: what was met at its end still holds at its start.
        let mut has_grown = true;
        for at in 0..self.steps.len() {
            let Step { turn, fence, .. } = self.steps[at];
            if matches!(turn, Turn::In | Turn::Out) {
                held.insert(fence);
                has_grown = true;
                continue;
            }
            if has_grown {
                self.keep(&held, required);
                has_grown = false;
            }
            held.remove(fence);
        }
        if self.steps.is_empty() {
            self.keep(&held, required);
        }
    }

    /// A patch of ground is met again on every rim that bounds it.
    fn keep(&mut self, held: &BitSet, required: Option<usize>) {
        if required.is_some_and(|fence| !held[fence]) {
            return;
        }
        if self.found.len() < FEW {
            if !self.found.iter().any(|known| held.is_subset(known)) {
                self.found.retain(|known| !known.is_subset(held));
                self.found.push(held.clone());
            }
        } else if !self.rest.contains(held) {
            self.rest.insert(held.clone());
        }
    }
}

/// Fewer sets than these are sooner compared with a new one than hashed.
pub(super) const FEW: usize = 32;

/// Whether the rim of fence number `number` has a point on the asked side of fence number `other`.
fn holds_on_rim(number: usize, other: usize, fences: &[Fence<'_>]) -> bool {
    match (arc_of(&fences[number], &fences[other]), fences[other].side) {
        (Arc::None, side) => side == Side::Out,
        (Arc::All, side) => side == Side::In,
        (Arc::Between(..), _) => true,
    }
}

fn arc_of(own: &Fence<'_>, other: &Fence<'_>) -> Arc {
    match own.side {
        Side::In => own.circle.arc_in(other.circle),
        Side::Out => own.circle.arc_beside_in(other.circle),
    }
}

/// What holds where the walk around fence number `number` starts, and the steps on the way.
fn set_out(number: usize, fences: &[Fence<'_>], held: &mut BitSet, steps: &mut Vec<Step>) {
    let own = &fences[number];
    for (fence, other) in fences.iter().enumerate().filter(|(fence, _)| *fence != number) {
        let (Bearing(from), Bearing(to)) = match arc_of(own, other) {
            Arc::None if other.side == Side::Out => {
                held.insert(fence);
                continue;
            }
            Arc::All if other.side == Side::In => {
                held.insert(fence);
                continue;
            }
            Arc::None | Arc::All => continue,
            Arc::Between(from, to) => (from, to),
        };
        let starts_inside = from > to;
        if starts_inside == (other.side == Side::In) {
            held.insert(fence);
        }
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
    use super::{BitSet, Circle, Fence, Side, Walker};
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
            let mut walker = Walker::default();
            let met = walker.walk(&fences, None);
            let steps = || (0..80).map(|n| f64::from(n) / 100.0 - 0.2);
            for point in steps().flat_map(|lat| steps().filter_map(move |lon| Point::new(34.0 + lat, 40.0 + lon))) {
                let mut holding = BitSet::below(discs.len());
                holding.extend((0..discs.len()).filter(|&n| is_clear(point, &discs[n], side(n))));
                assert!(met.iter().any(|held| holding.is_subset(held)), "seed {seed}, {point:?}: {holding:?}");
            }
        }
    }
}
