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

/// Calls `peak` with sets of `fences`, by number, on the asked side of which a point can be all at once: with every
/// largest such set at least, and with none twice in a row.
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
