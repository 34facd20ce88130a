//! Sets of points on an integer axis (seconds, counts): the common ground of times, counts and durations.

use std::fmt;

/// A closed interval of integers; [`Span::OPEN_LO`] and [`Span::OPEN_HI`] stand for "no bound".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    lo: i64,
    hi: i64,
}

impl Span {
    /// The lower end of a span without a lower bound.
    pub const OPEN_LO: i64 = i64::MIN;
    /// The upper end of a span without an upper bound.
    pub const OPEN_HI: i64 = i64::MAX;
    /// Every point.
    pub const ALL: Self = Self { lo: Self::OPEN_LO, hi: Self::OPEN_HI };

    /// The points from `lo` to `hi`, both included, or `None` when `lo` is beyond `hi`.
    #[must_use]
    pub fn new(lo: i64, hi: i64) -> Option<Self> {
        (lo <= hi).then_some(Self { lo, hi })
    }

    /// One point.
    #[must_use]
    pub fn point(at: i64) -> Self {
        Self { lo: at, hi: at }
    }

    /// The least point, or [`Span::OPEN_LO`].
    #[must_use]
    pub fn lo(self) -> i64 {
        self.lo
    }

    /// The greatest point, or [`Span::OPEN_HI`].
    #[must_use]
    pub fn hi(self) -> i64 {
        self.hi
    }

    /// The least point, `None` where open.
    #[must_use]
    pub fn lower(self) -> Option<i64> {
        (self.lo != Self::OPEN_LO).then_some(self.lo)
    }

    /// The greatest point, `None` where open.
    #[must_use]
    pub fn upper(self) -> Option<i64> {
        (self.hi != Self::OPEN_HI).then_some(self.hi)
    }

    /// Whether `point` lies in the span.
    #[must_use]
    pub fn contains(self, point: i64) -> bool {
        self.lo <= point && point <= self.hi
    }

    /// The points of both, if any.
    #[must_use]
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::new(self.lo.max(other.lo), self.hi.min(other.hi))
    }

    /// The span widened by `before` and `after` points; open ends stay open, the rest saturates.
    #[must_use]
    pub fn widen(self, before: i64, after: i64) -> Self {
        let lo = if self.lo == Self::OPEN_LO { self.lo } else { self.lo.saturating_sub(before) };
        let hi = if self.hi == Self::OPEN_HI { self.hi } else { self.hi.saturating_add(after) };
        Self { lo, hi }
    }
}

/// A union of spans: sorted, disjoint, never touching; empty when it holds no point.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Spans(Pieces);

/// Most sets are one span, of which there are thousands: these need no memory of their own.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Pieces {
    One(Span),
    /// None, or two and more.
    Several(Vec<Span>),
}

impl fmt::Debug for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Spans").field(&self.pieces()).finish()
    }
}

impl Default for Spans {
    fn default() -> Self {
        Self(Pieces::Several(Vec::new()))
    }
}

impl From<Span> for Spans {
    fn from(span: Span) -> Self {
        Self(Pieces::One(span))
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut spans: Vec<Span> = spans.into_iter().collect();
        spans.sort_unstable();
        let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.lo <= last.hi.saturating_add(1) => last.hi = last.hi.max(span.hi),
                _ => merged.push(span),
            }
        }
        Self::of(merged)
    }
}

impl Spans {
    /// The set of these pieces, which are in order.
    fn of(pieces: Vec<Span>) -> Self {
        match pieces.as_slice() {
            [span] => Self(Pieces::One(*span)),
            _ => Self(Pieces::Several(pieces)),
        }
    }

    /// The set without points.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// The pieces, in order.
    #[must_use]
    pub fn pieces(&self) -> &[Span] {
        match &self.0 {
            Pieces::One(span) => std::slice::from_ref(span),
            Pieces::Several(spans) => spans,
        }
    }

    /// Whether no point is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces().is_empty()
    }

    /// Whether the set is one piece without a bound on either side.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.pieces() == [Span::ALL]
    }

    /// The smallest span around all pieces, `None` for the empty set.
    #[must_use]
    pub fn hull(&self) -> Option<Span> {
        let (first, last) = (self.pieces().first()?, self.pieces().last()?);
        Span::new(first.lo, last.hi)
    }

    /// Whether `point` is in the set.
    #[must_use]
    pub fn contains(&self, point: i64) -> bool {
        let after = self.pieces().partition_point(|span| span.lo <= point);
        after > 0 && self.pieces()[after - 1].contains(point)
    }

    /// Whether every point of `other` is in this set.
    #[must_use]
    pub fn contains_all(&self, other: &Self) -> bool {
        self.intersect(other) == *other
    }

    /// Whether the two sets share a point.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        !self.intersect(other).is_empty()
    }

    /// The points of both sets.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        if let (Pieces::One(a), Pieces::One(b)) = (&self.0, &other.0) {
            return a.intersect(*b).map_or_else(Self::empty, Self::from);
        }
        let (mut i, mut j) = (0, 0);
        let mut shared = Vec::new();
        while let (Some(a), Some(b)) = (self.pieces().get(i), other.pieces().get(j)) {
            shared.extend(a.intersect(*b));
            if a.hi < b.hi { i += 1 } else { j += 1 }
        }
        Self::of(shared)
    }

    /// The points of either set.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.pieces().iter().chain(other.pieces()).copied().collect()
    }

    /// The points of `domain` that are not in this set.
    #[must_use]
    pub fn complement_in(&self, domain: Span) -> Self {
        let mut rest = Vec::new();
        let mut from = domain.lo;
        for span in self.pieces() {
            if span.lo > from {
                rest.extend(Span::new(from, span.lo - 1));
            }
            if span.hi == Span::OPEN_HI || span.hi >= domain.hi {
                return Self::of(rest).intersect(&domain.into());
            }
            from = from.max(span.hi + 1);
        }
        rest.extend(Span::new(from, domain.hi));
        Self::of(rest).intersect(&domain.into())
    }
}
