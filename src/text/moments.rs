//! Moments finer than a day, in the clock of the event, with its offset.

use jiff::Timestamp;

use super::Words;
use crate::domain::{
    as_known::Recorded,
    calendar::{DAY_SECONDS, Day, UtcOffset},
    span::Span,
};

impl Words {
    /// A moment of our own clock: "1 March 2026, 10:00 (UTC)".
    #[must_use]
    pub fn moment(self, at: Timestamp) -> String {
        let at = at.as_second();
        with_offset(self, &moment(self, at, false, UtcOffset::UTC), UtcOffset::UTC)
    }

    /// The moment that our records are looked at from: a day, or a moment.
    #[must_use]
    pub fn recorded(self, at: &Recorded) -> String {
        at.day.map_or_else(|| self.moment(at.moment), |day| self.date(day))
    }
}

/// One second of the axis: "10 January 2019, 06:30 (UTC+03:00)".
pub(super) fn at(words: Words, second: i64, offset: UtcOffset) -> String {
    let has_seconds = second.rem_euclid(60) != 0 && second.rem_euclid(60) != 59;
    with_offset(words, &moment(words, second, has_seconds, offset), offset)
}

/// A closed span: one minute, minutes of one day, or two moments.
pub(super) fn between(words: Words, span: Span, offset: UtcOffset) -> String {
    let (lo, hi) = (span.lo(), span.hi());
    let has_seconds = lo.rem_euclid(60) != 0 || hi.rem_euclid(60) != 59;
    let (from, to) = (clock(lo, has_seconds, offset), clock(hi, has_seconds, offset));
    let (first, last) = (Day::of_second(lo, offset), Day::of_second(hi, offset));
    let said = if first != last {
        words.wide(&moment(words, lo, has_seconds, offset), &moment(words, hi, has_seconds, offset))
    } else if from == to {
        moment(words, lo, has_seconds, offset)
    } else {
        words.tell("moment", &[("date", words.date(first).into()), ("time", words.tight(&from, &to).into())])
    };
    with_offset(words, &said, offset)
}

fn moment(words: Words, second: i64, has_seconds: bool, offset: UtcOffset) -> String {
    let date = words.date(Day::of_second(second, offset));
    words.tell("moment", &[("date", date.into()), ("time", clock(second, has_seconds, offset).into())])
}

fn with_offset(words: Words, said: &str, offset: UtcOffset) -> String {
    let zone = if offset == UtcOffset::UTC { "UTC".to_owned() } else { format!("UTC{offset}") };
    words.tell("moment-offset", &[("moment", said.into()), ("offset", zone.into())])
}

fn clock(second: i64, has_seconds: bool, offset: UtcOffset) -> String {
    let of_day = second.saturating_add(offset.seconds()).rem_euclid(DAY_SECONDS);
    let (hour, minute) = (of_day / 3_600, of_day / 60 % 60);
    if has_seconds { format!("{hour:02}:{minute:02}:{:02}", of_day % 60) } else { format!("{hour:02}:{minute:02}") }
}
