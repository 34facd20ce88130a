//! Marks: when a claim says it happened, as a shape.

use crate::domain::{
    calendar::{DAY_SECONDS, UtcOffset},
    claim::Stance,
    dossier::Dossier,
    policy::Rule,
    question::AnswerKind,
    reading::{Reading, Sets, is_whole_days},
};

/// How a time is drawn. A wide bar is easily read as a long event, so the shapes differ in more than width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One day, or a moment.
    Exact,
    /// Between bounds that we read out of vague words.
    Approximate,
    /// Some time between known bounds.
    Range,
    /// Up to a limit.
    Before,
    /// From a limit on.
    After,
}

/// When a claim says it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// How it is drawn.
    pub shape: Shape,
    /// The first second, `None` where open.
    pub first: Option<i64>,
    /// The last second, `None` where open.
    pub last: Option<i64>,
}

impl Mark {
    /// The mark of claim number `claim`; `None` where it names no time: another kind of question, a denial, a value
    /// without any bound.
    #[must_use]
    pub fn of(dossier: &Dossier, claim: usize) -> Option<Self> {
        let question = dossier.question_of(claim);
        let is_time = dossier.questions()[question].answer == AnswerKind::Time;
        if !is_time || dossier.claims()[claim].stance == Stance::Denies {
            return None;
        }
        Self::of_reading(dossier.reading(claim), dossier.utc_offset(question))
    }

    fn of_reading(reading: &Reading, offset: UtcOffset) -> Option<Self> {
        let Sets::Axis { core, envelope } = reading.members.first()? else { return None };
        let is_vague = core != envelope;
        // "Mid-September" is drawn as the days it was read as, "about 10 January" as the days it may reach.
        let drawn = match reading.rule {
            Some(Rule::PartOfMonth | Rule::PartOfYear) | None => core,
            Some(_) => envelope,
        };
        let hull = drawn.hull()?;
        let (first, last) = (hull.lower(), hull.upper());
        let shape = match (first, last) {
            (None, None) => return None,
            (None, Some(_)) => Shape::Before,
            (Some(_), None) => Shape::After,
            (Some(_), Some(_)) if is_vague => Shape::Approximate,
            (Some(lo), Some(hi)) if hi - lo < DAY_SECONDS && (hi - lo < 3_600 || is_whole_days(hull, offset)) => {
                Shape::Exact
            }
            (Some(_), Some(_)) => Shape::Range,
        };
        Some(Self { shape, first, last })
    }

    /// The bounds that are there, for the reach of the axis.
    #[must_use]
    pub fn bounds(self) -> (i64, i64) {
        let one = self.first.or(self.last).unwrap_or_default();
        (self.first.unwrap_or(one), self.last.unwrap_or(one))
    }

    /// Where a line to the day of report begins.
    #[must_use]
    pub fn end(self) -> i64 {
        match self.shape {
            Shape::Exact => self.middle(),
            _ => self.bounds().1,
        }
    }

    /// The second in the middle of its bounds.
    #[must_use]
    pub fn middle(self) -> i64 {
        let (first, last) = self.bounds();
        first + (last - first) / 2
    }

    /// Whether any of it lies between two seconds.
    #[must_use]
    pub fn touches(self, first: i64, last: i64) -> bool {
        self.first.is_none_or(|lo| lo <= last) && self.last.is_none_or(|hi| hi >= first)
    }
}
