//! Rounds: what is met on a walk around a rim, in order.

use super::{
    BitSet,
    circles::{Arc, Bearing, Circle},
    fences::{Fences, Side},
};

/// Where a circle begins or ends on the way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Crossing {
    /// The bits of a bearing, which is not negative: in the same order.
    pub(super) bearing: u64,
    /// Circles are closed, so both ends of an arc lie in them.
    pub(super) is_end: bool,
    /// The number of the circle.
    pub(super) circle: usize,
}

/// A walk around a rim: along it where the point has to lie in the circle, just outside where it must not.
#[derive(Clone, Copy)]
pub(super) struct Rim<'c> {
    pub(super) circle: &'c Circle,
    pub(super) side: Side,
}

impl Rim<'_> {
    /// The part of the walk that lies in `circle`.
    pub(super) fn arc_in(&self, circle: &Circle) -> Arc {
        match self.side {
            Side::In => self.circle.arc_in(circle),
            Side::Out => self.circle.arc_beside_in(circle),
        }
    }
}

/// The part of a walk to look at.
#[derive(Clone, Copy)]
pub(super) enum Stretch {
    /// All the way round.
    Round,
    /// From one bearing to another, counterclockwise, both included.
    Between(u64, u64),
}

impl Stretch {
    /// The part of a walk that lies in a circle, `None` where that is nothing.
    pub(super) fn of(arc: &Arc) -> Option<Self> {
        match arc {
            Arc::None => None,
            Arc::All => Some(Self::Round),
            Arc::Between(Bearing(from), Bearing(to)) => Some(Self::Between(from.to_bits(), to.to_bits())),
        }
    }

    /// The bearing at which it begins.
    pub(super) fn from(self) -> u64 {
        match self {
            Self::Round => 0,
            Self::Between(from, _) => from,
        }
    }

    /// Whether a circle begins or ends on it: it begins after what begins there, and ends before what ends there.
    fn has(self, crossing: &Crossing) -> bool {
        let Self::Between(from, to) = self else { return true };
        let (is_after_start, is_before_end) = (!is_before(crossing, from), is_before(crossing, to));
        if from <= to { is_after_start && is_before_end } else { is_after_start || is_before_end }
    }
}

/// Whether a crossing comes before what ends at a bearing.
fn is_before(crossing: &Crossing, bearing: u64) -> bool {
    (crossing.bearing, crossing.is_end) < (bearing, true)
}

/// All that is met on a walk around one rim.
#[derive(Default)]
pub(super) struct Round {
    /// The fences on whose asked side the walk starts.
    start: Option<BitSet>,
    crossings: Vec<Crossing>,
}

impl Round {
    /// No walk yet, with room for one past so many circles.
    pub(super) fn past(circles: usize) -> Self {
        Self { start: None, crossings: Vec::with_capacity(2 * circles) }
    }

    /// The walk around `rim` past `circles`, by number.
    pub(super) fn walk(&mut self, rim: Rim<'_>, fences: &Fences<'_>, circles: impl Iterator<Item = usize>) {
        let mut start = fences.far_from_all().clone();
        self.crossings.clear();
        for circle in circles {
            let arc = rim.arc_in(fences.circle(circle));
            if starts_inside(&arc) {
                fences.enter(circle, &mut start);
            }
            self.crossings.extend(crossings_of(&arc, circle).into_iter().flatten());
        }
        self.crossings.sort_unstable();
        self.start = Some(start);
    }

    /// The walk along fence number `fence` past `circles`, by number, of which its own is none.
    pub(super) fn along(&mut self, fence: usize, fences: &Fences<'_>, circles: impl Iterator<Item = usize>) {
        let rim = fences.rim(fence);
        self.walk(rim, fences, circles);
        if let (Side::In, Some(start)) = (rim.side, &mut self.start) {
            fences.enter(fences.circle_of(fence), start);
        }
    }

    /// The fences on whose asked side a point is where `stretch` begins.
    pub(super) fn held_at(&self, stretch: Stretch, fences: &Fences<'_>) -> BitSet {
        let mut held = self.start.clone().unwrap_or_else(|| fences.far_from_all().clone());
        if let Stretch::Between(from, _) = stretch {
            for crossing in self.crossings.iter().take_while(|crossing| is_before(crossing, from)) {
                if crossing.is_end {
                    fences.leave(crossing.circle, &mut held);
                } else {
                    fences.enter(crossing.circle, &mut held);
                }
            }
        }
        held
    }

    /// What is met on `stretch`, in order.
    pub(super) fn met_on(&self, stretch: Stretch) -> impl Iterator<Item = &Crossing> {
        let at = |bearing: u64| self.crossings.partition_point(|crossing| is_before(crossing, bearing));
        let (first, rest) = match stretch {
            Stretch::Round => (&self.crossings[..], &[][..]),
            Stretch::Between(from, to) if from <= to => (&self.crossings[at(from)..at(to)], &[][..]),
            Stretch::Between(from, to) => (&self.crossings[at(from)..], &self.crossings[..at(to)]),
        };
        first.iter().chain(rest)
    }
}

/// Whether a walk starts in a circle of which it has `arc`.
fn starts_inside(arc: &Arc) -> bool {
    match arc {
        Arc::None => false,
        Arc::All => true,
        Arc::Between(from, to) => from > to,
    }
}

/// Where circle number `circle` begins and ends on a walk that has `arc` of it.
fn crossings_of(arc: &Arc, circle: usize) -> Option<[Crossing; 2]> {
    let Arc::Between(Bearing(from), Bearing(to)) = arc else { return None };
    let crossing = |bearing: &f64, is_end| Crossing { bearing: bearing.to_bits(), is_end, circle };
    Some([crossing(from, false), crossing(to, true)])
}

/// Whether a stretch begins in a circle of which the walk has `arc`, and where on it that circle begins or ends.
pub(super) fn met_alone(arc: &Arc, stretch: Stretch, circle: usize) -> (bool, impl Iterator<Item = Crossing>) {
    let is_inside = match (arc, stretch) {
        (Arc::Between(Bearing(from), Bearing(to)), Stretch::Between(start, _)) => {
            let (from, to) = (from.to_bits(), to.to_bits());
            if from <= to { from <= start && start <= to } else { from <= start || start <= to }
        }
        _ => starts_inside(arc),
    };
    (is_inside, crossings_of(arc, circle).into_iter().flatten().filter(move |crossing| stretch.has(crossing)))
}
