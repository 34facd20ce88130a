//! The smallest units a phrase can name, their neighbours and their notation.

use std::fmt;

use crate::domain::calendar::{Day, days_in_month};

/// A unit of the calendar or a minute of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    /// Ten years from this one.
    Decade(i64),
    Year(i64),
    /// A year and a season code, 21 to 24.
    Season(i64, u8),
    Month(i64, u8),
    Day(Day),
    /// A day, an hour and a minute.
    Minute(Day, u8, u8),
}

impl Grain {
    pub(super) fn first_day(self) -> Day {
        match self {
            Self::Decade(year) | Self::Year(year) => day(year, 1, 1),
            Self::Season(year, code) => day(year, season_month(code), 1),
            Self::Month(year, month) => day(year, month, 1),
            Self::Day(day) | Self::Minute(day, ..) => day,
        }
    }

    pub(super) fn last_day(self) -> Day {
        match self {
            Self::Decade(year) => day(year + 9, 12, 31),
            Self::Year(year) => day(year, 12, 31),
            Self::Season(year, 24) => last_of_month(year + 1, 2),
            Self::Season(year, code) => last_of_month(year, season_month(code) + 2),
            Self::Month(year, month) => last_of_month(year, month),
            Self::Day(day) | Self::Minute(day, ..) => day,
        }
    }

    /// The unit that ends where this one begins.
    pub(super) fn previous(self) -> Self {
        match self {
            Self::Decade(year) | Self::Year(year) => Self::Year(year - 1),
            Self::Month(year, 1) => Self::Month(year - 1, 12),
            Self::Month(year, month) => Self::Month(year, month - 1),
            Self::Season(..) => {
                let before = self.first_day().plus(-1).civil();
                Self::Month(before.year, before.month)
            }
            Self::Day(day) => Self::Day(day.plus(-1)),
            Self::Minute(day, 0, 0) => Self::Minute(day.plus(-1), 23, 59),
            Self::Minute(day, hour, 0) => Self::Minute(day, hour - 1, 59),
            Self::Minute(day, hour, minute) => Self::Minute(day, hour, minute - 1),
        }
    }

    /// The unit that begins where this one ends.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Decade(year) => Self::Year(year + 10),
            Self::Year(year) => Self::Year(year + 1),
            Self::Month(year, 12) => Self::Month(year + 1, 1),
            Self::Month(year, month) => Self::Month(year, month + 1),
            Self::Season(..) => {
                let after = self.last_day().plus(1).civil();
                Self::Month(after.year, after.month)
            }
            Self::Day(day) => Self::Day(day.plus(1)),
            Self::Minute(day, 23, 59) => Self::Minute(day.plus(1), 0, 0),
            Self::Minute(day, hour, 59) => Self::Minute(day, hour + 1, 0),
            Self::Minute(day, hour, minute) => Self::Minute(day, hour, minute + 1),
        }
    }
}

/// EDTF, or our minutes.
impl fmt::Display for Grain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signed = |year: i64| if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") };
        match self {
            Self::Decade(year) => write!(f, "{:03}X", year / 10),
            Self::Year(year) => f.write_str(&signed(*year)),
            Self::Season(year, month) | Self::Month(year, month) => write!(f, "{}-{month:02}", signed(*year)),
            Self::Day(day) => day.fmt(f),
            Self::Minute(day, hour, minute) => write!(f, "{day}T{hour:02}:{minute:02}"),
        }
    }
}

/// The first month of a season.
pub(super) fn season_month(code: u8) -> u8 {
    code.saturating_sub(20).clamp(1, 4) * 3
}

fn day(year: i64, month: u8, day: u8) -> Day {
    Day::from_civil(year, month, day).expect("firsts and lasts of months are in every year")
}

fn last_of_month(year: i64, month: u8) -> Day {
    day(year, month, days_in_month(year, month))
}
