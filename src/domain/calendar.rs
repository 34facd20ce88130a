//! Days and offsets: the proleptic Gregorian calendar over any year, without a clock.

use std::fmt;

use super::span::Span;

/// Seconds in a day of the axis; leap seconds do not exist on it.
pub const DAY_SECONDS: i64 = 86_400;

/// A calendar day, as the number of days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

/// Year, month and day of a [`Day`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil {
    /// The year; 0 is 1 BCE, as in ISO 8601.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Day {
    /// The day `number` days after 1970-01-01.
    #[must_use]
    pub fn from_number(number: i64) -> Self {
        Self(number)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn number(self) -> i64 {
        self.0
    }

    /// The day of a calendar date, `None` where the calendar has no such day.
    #[must_use]
    pub fn from_civil(year: i64, month: u8, day: u8) -> Option<Self> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        // Howard Hinnant's days_from_civil: years counted from March, in eras of 400 years.
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted_month = (i64::from(month) + 9) % 12;
        let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// Year, month and day.
    #[must_use]
    pub fn civil(self) -> Civil {
        let shifted = self.0.saturating_add(719_468);
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Civil { year, month: small(month), day: small(day) }
    }

    /// Reads `YYYY-MM-DD`.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let is_shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
        if !is_shaped {
            return None;
        }
        Self::from_civil(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
    }

    /// The day `days` later (earlier where negative).
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The seconds of the whole day where clocks are `offset` ahead of UTC.
    #[must_use]
    pub fn seconds(self, offset: UtcOffset) -> Span {
        let start = self.0.saturating_mul(DAY_SECONDS).saturating_sub(offset.seconds());
        Span::new(start, start.saturating_add(DAY_SECONDS - 1)).unwrap_or(Span::point(start))
    }

    /// The day that holds the axis second `second` where clocks are `offset` ahead of UTC.
    #[must_use]
    pub fn of_second(second: i64, offset: UtcOffset) -> Self {
        Self(second.saturating_add(offset.seconds()).div_euclid(DAY_SECONDS))
    }

    /// 0 for Monday to 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        small((self.0.saturating_add(3)).rem_euclid(7))
    }
}

/// A month, a day of the month or a weekday: always below 32.
fn small(number: i64) -> u8 {
    u8::try_from(number).unwrap_or_default()
}

/// `YYYY-MM-DD`; years beyond four digits as in EDTF level 1 (`Y12345-..` is not printed, only the number).
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil { year, month, day } = self.civil();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.abs())
    }
}

/// The number of days in a month of the proleptic Gregorian calendar.
#[must_use]
pub fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// How far a place's clocks are ahead of UTC, in whole minutes, from -14:00 to +14:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UtcOffset(i16);

impl UtcOffset {
    /// UTC itself.
    pub const UTC: Self = Self(0);

    /// An offset of `minutes`, `None` beyond 14 hours.
    #[must_use]
    pub fn from_minutes(minutes: i32) -> Option<Self> {
        i16::try_from(minutes).ok().filter(|m| m.abs() <= 14 * 60).map(Self)
    }

    /// Minutes ahead of UTC.
    #[must_use]
    pub fn minutes(self) -> i32 {
        i32::from(self.0)
    }

    /// Seconds ahead of UTC.
    #[must_use]
    pub fn seconds(self) -> i64 {
        i64::from(self.0) * 60
    }

    /// Reads `+03:00`, `-04:30`, `Z`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "Z" {
            return Some(Self::UTC);
        }
        let sign = match text.as_bytes().first()? {
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let (hours, minutes) = text[1..].split_once(':')?;
        if hours.len() != 2 || minutes.len() != 2 || !text[1..].bytes().all(|b| b.is_ascii_digit() || b == b':') {
            return None;
        }
        let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
        if minutes > 59 { None } else { Self::from_minutes(sign * (hours * 60 + minutes)) }
    }
}

/// `+03:00`.
impl fmt::Display for UtcOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", self.0.abs() / 60, self.0.abs() % 60)
    }
}
