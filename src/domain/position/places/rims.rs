//! Which circles can hold together: a walk around every rim.
//!
//! The points that lie in these circles and outside those form patches of ground; a patch is bounded by rims of its
//! own. So no point need be sought: every set of circles with common ground is met on a walk around the rim of one of
//! them, and on a walk the sets change one circle at a time, as in the sweep along an axis. `n` circles cost `n` walks of
//! at most `2n` steps, whatever the number of their crossings; and a place costs only the steps inside its own circle.

use std::collections::HashSet;

use super::{
    BitSet, Circle,
    fences::Side,
    layout::Layout,
    rounds::{Crossing, Rim, Round, Stretch, met_alone},
};

/// What happens at a bearing: which fence, and whether from there on the point is on the side asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
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
    /// A walk that only one layout asks for.
    round: Round,
}

impl Walker {
    /// Sets of fences of `layout`, by number, whose asked sides have a point in common: every largest such set, and some
    /// that are not the largest; a few of which none is part of another.
    pub(super) fn walk(&mut self, layout: &Layout<'_>) -> &mut Vec<BitSet> {
        self.found.clear();
        if let Some(within) = layout.within {
            self.walk_round(within, layout);
            // Where all fences hold together somewhere, nothing larger is to be found.
            if self.found.first() == Some(&layout.all()) {
                return &mut self.found;
            }
        }
        layout.entered.iter().for_each(|circle| self.walk_round(circle, layout));
        for fence in layout.up.ones() {
            let rim = layout.fences.rim(fence);
            // Where a rim has no part in what the layout lies within, it need not be walked.
            if let Some(stretch) = layout.stretch_of(rim) {
                self.follow(layout.fences.round(fence), rim, stretch, layout);
            }
        }
        self.found.extend(self.rest.drain());
        &mut self.found
    }

    /// Walks around a circle that only this layout asks for.
    fn walk_round(&mut self, circle: &Circle, layout: &Layout<'_>) {
        let rim = Rim { circle, side: Side::In };
        if let Some(stretch) = layout.stretch_of(rim) {
            let mut round = std::mem::take(&mut self.round);
            round.walk(rim, layout.fences, layout.circles());
            self.follow(&round, rim, stretch, layout);
            self.round = round;
        }
    }

    /// Follows a walk along `stretch`, past the fences that are up.
    fn follow(&mut self, round: &Round, rim: Rim<'_>, stretch: Stretch, layout: &Layout<'_>) {
        let mut held = round.held_at(stretch, layout.fences);
        held.intersect_with(&layout.up);
        self.steps.clear();
        for &Crossing { bearing, is_end, circle } in round.met_on(stretch) {
            let (inside, outside) = (layout.fences.inside(circle), layout.fences.outside(circle));
            let steps = if is_end {
                [(inside, Turn::NoLongerIn), (outside, Turn::Out)]
            } else {
                [(outside, Turn::NoLongerOut), (inside, Turn::In)]
            };
            for (fence, turn) in steps {
                if let Some(fence) = fence.filter(|&fence| layout.up[fence]) {
                    self.steps.push(Step { bearing, turn, fence });
                }
            }
        }
        for (fence, circle) in (layout.fences.count()..).zip(&layout.entered) {
            let arc = rim.arc_in(circle);
            let (is_inside, met) = met_alone(&arc, stretch, fence);
            held.set(fence, is_inside);
            let turn = |is_end| if is_end { Turn::NoLongerIn } else { Turn::In };
            self.steps.extend(met.map(|Crossing { bearing, is_end, .. }| Step { bearing, turn: turn(is_end), fence }));
        }
        // Mostly they are in order. What lies before the start of a stretch comes after its end.
        let order = |step: &Step| (step.bearing < stretch.from(), *step);
        if !self.steps.is_sorted_by_key(order) {
            self.steps.sort_by_key(order);
        }
        let mut has_grown = true;
        for at in 0..self.steps.len() {
            let Step { turn, fence, .. } = self.steps[at];
            if matches!(turn, Turn::In | Turn::Out) {
                held.insert(fence);
                has_grown = true;
                continue;
            }
            if has_grown {
                self.keep(&held);
                has_grown = false;
            }
            held.remove(fence);
        }
        // All the way round, what is met at the end still holds at the start.
        if has_grown && (self.steps.is_empty() || matches!(stretch, Stretch::Between(..))) {
            self.keep(&held);
        }
    }

    /// A patch of ground is met again on every rim that bounds it.
    fn keep(&mut self, held: &BitSet) {
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

#[cfg(test)]
mod tests {
    use super::{
        super::{
            fences::Fences,
            spoken::{Named, NamedDisc, Spoken},
        },
        BitSet, Circle, Layout, Side, Walker,
    };
    use crate::domain::{
        place::Point,
        tree::Tree,
        value::place::{Disc, Gazetteer},
    };

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

    /// As if a claim for each disc asserted or denied it: so each has one fence, of its own number.
    fn spoken(discs: &[Disc], side: impl Fn(usize) -> Side) -> Spoken {
        let mut spoken = Spoken::of(&[], &Gazetteer { places: &[], tree: &Tree::default() });
        for (number, disc) in discs.iter().enumerate() {
            let mut named = Named::none(discs.len());
            named.insert(number, side(number) == Side::Out);
            spoken.discs.push(NamedDisc { disc: *disc, circle: Circle::of(disc), named });
        }
        spoken
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
            let side = |number: usize| if number.is_multiple_of(3) { Side::Out } else { Side::In };
            let spoken = spoken(&discs, side);
            let fences = Fences::of(&spoken, &BitSet::below(discs.len()), 0);
            let mut layout = Layout::new(&fences);
            for fence in 0..fences.count() {
                layout.put_up(fence);
            }
            let mut walker = Walker::default();
            let met = walker.walk(&layout);
            let steps = || (0..80).map(|n| f64::from(n) / 100.0 - 0.2);
            for point in steps().flat_map(|lat| steps().filter_map(move |lon| Point::new(34.0 + lat, 40.0 + lon))) {
                let mut holding = BitSet::below(discs.len());
                holding.extend((0..discs.len()).filter(|&n| is_clear(point, &discs[n], side(n))));
                assert!(met.iter().any(|held| holding.is_subset(held)), "seed {seed}, {point:?}: {holding:?}");
            }
        }
    }
}
