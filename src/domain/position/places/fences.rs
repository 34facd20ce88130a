//! Fences: the sides of circles that may be asked for, numbered once for all layouts of a question.

use std::cell::OnceCell;

use super::{
    BitSet, Circle, Spoken,
    rounds::{Rim, Round},
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
struct Fence<'s> {
    rim: Rim<'s>,
    /// The number of the circle.
    circle: usize,
    /// The claims that hold inside, or do not hold inside.
    claims: Option<&'s BitSet>,
    /// The walk along it past all other circles. Layouts differ in the fences that are up, and each looks for its own
    /// among what is met; so a walk is found when it is first asked for, and then stays.
    round: OnceCell<Round>,
}

/// A circle that is named, or is that of a denied place.
struct Fenced<'s> {
    circle: &'s Circle,
    /// The number of the fence inside, where somebody asserts it.
    inside: Option<usize>,
    /// The number of the fence outside, where it may be asked for.
    outside: Option<usize>,
    /// The circles that may share a point with it, by number.
    near: BitSet,
}

/// The fences of all circles that are named or denied.
pub(super) struct Fences<'s> {
    all: Vec<Fence<'s>>,
    /// The discs, by number, then the circles of denied places.
    circles: Vec<Fenced<'s>>,
    /// The fences on whose asked side a point is that lies in no circle.
    outside_all: BitSet,
}

impl<'s> Fences<'s> {
    /// The fences of a question: outside those discs that are denied, and those in `avoided`. There is room for `room`
    /// more circles to be entered.
    pub(super) fn of(spoken: &'s Spoken, avoided: &BitSet, room: usize) -> Self {
        let count = spoken.discs.len() + spoken.denied_circles.len();
        let mut fences = Self {
            all: Vec::with_capacity(2 * count),
            circles: Vec::with_capacity(count),
            outside_all: BitSet::below(0),
        };
        for (number, disc) in spoken.discs.iter().enumerate() {
            let (asserting, denying) = (some(&disc.named.asserting), some(&disc.named.denying));
            let inside = asserting.map(|claims| fences.add(&disc.circle, Side::In, number, Some(claims)));
            let is_avoided = avoided[number] || denying.is_some();
            let outside = is_avoided.then(|| fences.add(&disc.circle, Side::Out, number, denying));
            fences.circles.push(Fenced { circle: &disc.circle, inside, outside, near: BitSet::below(count) });
        }
        for (circle, denying) in &spoken.denied_circles {
            let outside = Some(fences.add(circle, Side::Out, fences.circles.len(), Some(denying)));
            fences.circles.push(Fenced { circle, inside: None, outside, near: BitSet::below(count) });
        }
        fences.find_near();
        let mut outside_all = BitSet::below(fences.all.len() + room);
        outside_all.extend(fences.circles.iter().filter_map(|fenced| fenced.outside));
        Self { outside_all, ..fences }
    }

    fn add(&mut self, around: &'s Circle, side: Side, circle: usize, claims: Option<&'s BitSet>) -> usize {
        let rim = Rim { circle: around, side };
        self.all.push(Fence { rim, circle, claims, round: OnceCell::new() });
        self.all.len() - 1
    }

    fn find_near(&mut self) {
        for one in 1..self.circles.len() {
            let (before, rest) = self.circles.split_at_mut(one);
            for (other, fenced) in before.iter_mut().enumerate() {
                if !fenced.circle.is_far_from(rest[0].circle) {
                    fenced.near.insert(one);
                    rest[0].near.insert(other);
                }
            }
        }
    }

    /// How many fences there are.
    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// No fences yet; there is room for all, and for circles that are entered.
    pub(super) fn none(&self) -> BitSet {
        BitSet::below(self.outside_all.bound())
    }

    /// The fences on whose asked side a point is that lies in no circle.
    pub(super) fn far_from_all(&self) -> &BitSet {
        &self.outside_all
    }

    /// Notes that a point is now in circle number `circle`.
    #[inline]
    pub(super) fn enter(&self, circle: usize, held: &mut BitSet) {
        let &Fenced { inside, outside, .. } = &self.circles[circle];
        held.extend(inside);
        if let Some(fence) = outside {
            held.remove(fence);
        }
    }

    /// Notes that a point is no longer in circle number `circle`.
    #[inline]
    pub(super) fn leave(&self, circle: usize, held: &mut BitSet) {
        let &Fenced { inside, outside, .. } = &self.circles[circle];
        if let Some(fence) = inside {
            held.remove(fence);
        }
        held.extend(outside);
    }

    /// The fence inside circle number `circle`, where somebody asserts it.
    #[inline]
    pub(super) fn inside(&self, circle: usize) -> Option<usize> {
        self.circles[circle].inside
    }

    /// The fence outside circle number `circle`, where it may be asked for.
    #[inline]
    pub(super) fn outside(&self, circle: usize) -> Option<usize> {
        self.circles[circle].outside
    }

    /// The claims that hold inside a fence, or do not hold inside.
    pub(super) fn claims(&self, fence: usize) -> Option<&'s BitSet> {
        self.all[fence].claims
    }

    pub(super) fn circle(&self, number: usize) -> &'s Circle {
        self.circles[number].circle
    }

    /// The number of the circle of a fence.
    pub(super) fn circle_of(&self, fence: usize) -> usize {
        self.all[fence].circle
    }

    /// The walk that a fence is for.
    pub(super) fn rim(&self, fence: usize) -> Rim<'s> {
        self.all[fence].rim
    }

    /// The walk along a fence, past all others.
    pub(super) fn round(&self, fence: usize) -> &Round {
        self.all[fence].round.get_or_init(|| {
            let near = &self.circles[self.circle_of(fence)].near;
            let mut round = Round::past(near.count());
            round.along(fence, self, near.ones());
            round
        })
    }
}

fn some(claims: &BitSet) -> Option<&BitSet> {
    Some(claims).filter(|claims| !claims.is_clear())
}
