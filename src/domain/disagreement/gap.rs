//! Gaps: how far apart two positions are, in the unit of their domain.

use super::SeverityLabel;
use crate::domain::{
    calendar::{DAY_SECONDS, Day, UtcOffset},
    dossier::Dossier,
    extent::Denotation,
    question::AnswerKind,
    reading::is_whole_days,
    span::{Span, Spans},
};

mod places;

pub use places::of_places;

/// How far apart two positions are. Gaps between uncertain values are ranges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Gap {
    /// Whole days: at least and at most, from the first day of the two to the last; no upper end where one is open.
    Days(i64, Option<i64>),
    /// Seconds, where either position is finer than a day.
    Seconds(i64, Option<i64>),
    /// Counts and durations.
    Quantity {
        /// The larger bound divided by the smaller, `None` where the smaller is 0.
        ratio: Option<f64>,
        /// The larger bound less the smaller.
        difference: i64,
    },
    /// Places.
    Distance {
        /// Kilometres at least and at most, rounded to 0.1; `None` without coordinates.
        km: Option<(f64, f64)>,
        /// Kilometres between the centres, rounded to 0.1.
        centres_km: Option<f64>,
        /// The lowest place that contains both, by number.
        common: Option<usize>,
    },
}

impl Gap {
    /// s = gap/(gap+h), with h = 30 days, 60 minutes, ln 2 of the ratio, 50 km, and the lower end of the gap.
    pub(super) fn score(&self) -> f64 {
        let against = |gap: f64, h: f64| gap / (gap + h);
        match *self {
            Self::Days(least, _) => against(real(least), 30.0),
            Self::Seconds(least, _) => against(real(least), 3_600.0),
            Self::Quantity { ratio: Some(ratio), .. } => against(ratio.ln(), 2_f64.ln()),
            Self::Distance { km: Some((least, _)), .. } => against(least, 50.0),
            Self::Quantity { ratio: None, .. } | Self::Distance { km: None, .. } => 1.0,
        }
    }

    pub(super) fn label(&self) -> SeverityLabel {
        let graded = |gap: f64, minor: f64, moderate: f64| {
            if gap <= minor {
                SeverityLabel::Minor
            } else if gap <= moderate {
                SeverityLabel::Moderate
            } else {
                SeverityLabel::Major
            }
        };
        match *self {
            Self::Days(least, _) => graded(real(least), 3.0, 31.0),
            Self::Seconds(least, _) => graded(real(least) / real(DAY_SECONDS), 3.0, 31.0),
            Self::Quantity { ratio: Some(ratio), .. } => graded(ratio, 1.25, 2.0),
            Self::Distance { km: Some((least, _)), .. } => graded(least, 25.0, 100.0),
            Self::Quantity { ratio: None, .. } | Self::Distance { km: None, .. } => SeverityLabel::Major,
        }
    }
}

/// A number of days, seconds or people as a real number; beyond 2^53 the last digits do not matter here.
#[expect(clippy::cast_precision_loss, reason = "scores are rounded to three decimals")]
fn real(number: i64) -> f64 {
    number as f64
}

/// The gap between `denotations`, answers to question number `question`; `None` where they are on no axis and no map.
#[must_use]
pub fn of_answers(denotations: &[&Denotation], dossier: &Dossier, question: usize) -> Option<Gap> {
    match dossier.questions()[question].answer {
        AnswerKind::Time => of_times(denotations, dossier.utc_offset(question)),
        AnswerKind::Duration | AnswerKind::Count => of_quantities(denotations),
        AnswerKind::Place => of_places(denotations, &dossier.gazetteer()),
        AnswerKind::Entity | AnswerKind::Choice | AnswerKind::Text => None,
    }
}

/// The gap between the two of `denotations` that are furthest apart on a time axis.
#[must_use]
pub fn of_times(denotations: &[&Denotation], offset: UtcOffset) -> Option<Gap> {
    let (early, late) = furthest(denotations)?;
    let (before, after) = between_pieces(early, late)?;
    let around = hull_of_both(early, late);
    let is_daily = [early, late].iter().all(|spans| spans.pieces().iter().all(|span| is_whole_days(*span, offset)));
    if is_daily {
        let day = |second: i64| Day::of_second(second, offset).number();
        let most = around.map(|(first, last)| day(last) - day(first));
        return Some(Gap::Days((day(after) - day(before)).max(0), most));
    }
    let most = around.map(|(first, last)| last.saturating_sub(first));
    Some(Gap::Seconds(after.saturating_sub(before).max(0), most))
}

/// The earliest and the latest point of two sets, also where one lies around the other. `None` where either is open.
fn hull_of_both(a: &Spans, b: &Spans) -> Option<(i64, i64)> {
    let (a, b) = (a.hull()?, b.hull()?);
    Some((a.lower()?.min(b.lower()?), a.upper()?.max(b.upper()?)))
}

/// The gap between the two of `denotations` that are furthest apart on an axis of counts or durations.
#[must_use]
pub fn of_quantities(denotations: &[&Denotation]) -> Option<Gap> {
    let (small, large) = furthest(denotations)?;
    let (upper, lower) = between_pieces(small, large)?;
    let difference = lower.saturating_sub(upper).max(0);
    let ratio = (upper > 0).then(|| (real(lower) / real(upper)).max(1.0));
    Some(Gap::Quantity { ratio, difference })
}

/// The two denotations furthest apart: the one that ends first and the one that begins last. Sets of several pieces may
/// lie around one another; there the distance between the nearest pieces counts, not that of the hulls.
fn furthest<'a>(denotations: &[&'a Denotation]) -> Option<(&'a Spans, &'a Spans)> {
    let spans = denotations.iter().filter_map(|denotation| match denotation {
        Denotation::Axis(spans) => Some((spans, spans.hull()?)),
        _ => None,
    });
    let spans: Vec<(&Spans, Span)> = spans.collect();
    let first = spans.iter().min_by_key(|(_, hull)| (hull.hi(), hull.lo()))?;
    let last = spans.iter().rev().max_by_key(|(_, hull)| (hull.lo(), hull.hi()))?;
    let mut widest = (first.0, last.0);
    let apart = |(a, b): (&Spans, &Spans)| between_pieces(a, b).map(|(before, after)| after.saturating_sub(before));
    let mut most = if std::ptr::eq::<Spans>(widest.0, widest.1) { None } else { apart(widest) };
    // Only a set of several pieces can be farther from another than the hulls of all say.
    for &(a, _) in spans.iter().filter(|(spans, _)| spans.pieces().len() > 1) {
        for &(b, _) in spans.iter().filter(|(b, _)| !std::ptr::eq::<Spans>(a, *b)) {
            if most.is_some_and(|most| at_most(a, b) <= most) {
                continue;
            }
            let distance = apart((a, b));
            if distance > most {
                (widest, most) = ((a, b), distance);
            }
        }
    }
    Some(widest)
}

/// No two sets are farther apart than their first pieces are, or their last.
fn at_most(a: &Spans, b: &Spans) -> i64 {
    let apart = |(a, b): (&Span, &Span)| b.lo().saturating_sub(a.hi()).max(a.lo().saturating_sub(b.hi())).max(0);
    let firsts = a.pieces().first().zip(b.pieces().first());
    let lasts = a.pieces().last().zip(b.pieces().last());
    firsts.into_iter().chain(lasts).map(apart).min().unwrap_or(i64::MAX)
}

/// Where the nearest pieces of two sets end and begin, the earlier first; of equally near ones, the last. `None` where
/// the sets share a point.
fn between_pieces(a: &Spans, b: &Spans) -> Option<(i64, i64)> {
    let (mut i, mut j) = (0, 0);
    let mut nearest: Option<(i64, i64)> = None;
    while let (Some(x), Some(y)) = (a.pieces().get(i), b.pieces().get(j)) {
        if x.intersect(*y).is_some() {
            return None;
        }
        let (before, after) = if x.hi() < y.lo() { (x.hi(), y.lo()) } else { (y.hi(), x.lo()) };
        if nearest.is_none_or(|(end, begin)| after.saturating_sub(before) <= begin.saturating_sub(end)) {
            nearest = Some((before, after));
        }
        if x.hi() < y.hi() { i += 1 } else { j += 1 }
    }
    nearest
}
