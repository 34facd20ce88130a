//! EDTF as the standard has it (ISO 8601-2:2019, levels 0 to 2), behind a type of our own.

use std::fmt;

use edtf_core::{Bound, BoundDate};

use crate::domain::calendar::Day;

/// The largest year, before and after, whose seconds the axis holds; years beyond it stand at this limit.
const YEAR_MAX: i64 = 290_000_000_000;

/// An EDTF expression: valid by construction.
///
/// ```
/// use counterpoint::domain::value::time::edtf::Edtf;
///
/// let edtf = Edtf::parse("2018-09-11~/2018-09-20~").unwrap();
/// assert_eq!(edtf.level(), 1);
/// assert!(Edtf::parse("2018-02-30").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf(edtf_core::Edtf);

/// The text is not EDTF: where it stops being so, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotEdtf {
    /// Where the fault was noticed.
    pub offset: usize,
}

/// The first or the last day of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayBound {
    /// A day.
    Day(Day),
    /// No bound on this side (`..`).
    Open,
    /// A bound that nobody knows (an empty end).
    Unknown,
}

impl Edtf {
    /// Reads an expression of level 0, 1 or 2.
    ///
    /// # Errors
    /// [`NotEdtf`] with the place of the fault.
    pub fn parse(text: &str) -> Result<Self, NotEdtf> {
        edtf_core::Edtf::parse(text).map(Self).map_err(|error| NotEdtf { offset: error.offset })
    }

    /// The lowest conformance level that has this expression.
    #[must_use]
    pub fn level(&self) -> u8 {
        self.0.level()
    }

    /// The first day the expression touches.
    #[must_use]
    pub fn earliest(&self) -> DayBound {
        day_bound(self.0.bounds().earliest)
    }

    /// The last day the expression touches.
    #[must_use]
    pub fn latest(&self) -> DayBound {
        day_bound(self.0.bounds().latest)
    }

    /// Whether any part carries `?` or `%`.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.0.is_uncertain()
    }

    pub(super) fn inner(&self) -> &edtf_core::Edtf {
        &self.0
    }
}

/// The preferred spelling of the expression.
impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn day_bound(bound: Bound) -> DayBound {
    match bound {
        Bound::Date(date) => DayBound::Day(day_of(date)),
        Bound::NegativeInfinity | Bound::PositiveInfinity => DayBound::Open,
        Bound::Unknown => DayBound::Unknown,
    }
}

/// The day of a bound; years the axis cannot hold stand at its limit.
pub(super) fn day_of(date: BoundDate) -> Day {
    let year = date.year.clamp(-YEAR_MAX, YEAR_MAX);
    Day::from_civil(year, date.month, date.day).unwrap_or_else(|| limit_day(year < 0, false))
}

/// The first or last day of the year at the limit of the axis.
pub(super) fn limit_day(is_before: bool, is_last: bool) -> Day {
    let year = if is_before { -YEAR_MAX } else { YEAR_MAX };
    let (month, day) = if is_last { (12, 31) } else { (1, 1) };
    Day::from_civil(year, month, day).expect("1 January and 31 December are in every year")
}
