//! The axis of a timeline: from where to where it reaches, and what stands along it.

use crate::domain::calendar::{Civil, DAY_SECONDS, Day, UtcOffset};

/// The most ticks an axis carries.
const TICKS_MAX: i64 = 14;
/// Where reports trail this much beyond the rest, the axis ends before them.
const STRETCH_MAX: f64 = 1.5;
/// Marks within this many seconds are drawn by the hour.
const HOURLY_SECONDS: i64 = 3 * DAY_SECONDS;

/// What the ticks of an axis count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Hours of a day.
    Hour,
    /// Days.
    Day,
    /// Months.
    Month,
    /// Quarters of a year.
    Quarter,
    /// Years.
    Year,
}

/// A place on the axis with a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// The second it stands at.
    pub second: i64,
    /// Its calendar date.
    pub civil: Civil,
    /// Its hour, 0 to 23; 0 where the unit is a day or longer.
    pub hour: u8,
    /// A day begins here (hours), a month (days) or a year (months, quarters): it says more than the others.
    pub is_major: bool,
}

/// A stretch of time drawn from one edge to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// The first second.
    pub first: i64,
    /// The last second.
    pub last: i64,
    /// How far its clocks are ahead of UTC.
    pub offset: UtcOffset,
    /// What the ticks count.
    pub unit: Unit,
    /// The ticks, in order.
    pub ticks: Vec<Tick>,
}

impl Axis {
    /// An axis from `first` to `last`, widened to whole units.
    #[must_use]
    pub fn between(first: i64, last: i64, offset: UtcOffset) -> Self {
        let (unit, step) = scale(first, last);
        let first = start_of(first, unit, step, offset);
        let mut ticks = Vec::new();
        let mut at = first;
        while at <= last {
            ticks.push(tick(at, unit, offset));
            let next = next_of(at, unit, step, offset);
            if next <= at {
                break;
            }
            at = next;
        }
        // Half a unit of room behind the last mark, so that its square does not touch the edge.
        let room = (at - last).min((last - first) / 12 + 1).max((last - first) / 50);
        Self { first, last: last.saturating_add(room), offset, unit, ticks }
    }

    /// An axis from day `from` to day `to`, as somebody asked for it.
    #[must_use]
    pub fn of_days(from: Day, to: Day, offset: UtcOffset) -> Self {
        let (first, last) = (from.seconds(offset).lo(), to.seconds(offset).hi());
        let axis = Self::between(first, last.max(first), offset);
        let ticks = axis.ticks.into_iter().filter(|tick| tick.second >= first).collect();
        Self { first, last: last.max(first.saturating_add(1)), ticks, ..axis }
    }

    /// Where `second` stands, in percent of the width; beyond an edge it stands on it.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a hundredth of a percent is the finest that is drawn")]
    pub fn percent(&self, second: i64) -> f64 {
        let at = second.clamp(self.first, self.last);
        (at - self.first) as f64 / (self.last - self.first).max(1) as f64 * 100.0
    }

    /// The middle of a day, where report squares stand.
    #[must_use]
    pub fn noon(&self, day: Day) -> i64 {
        day.seconds(self.offset).lo().saturating_add(DAY_SECONDS / 2)
    }

    /// Whether a day lies beyond the right end.
    #[must_use]
    pub fn is_beyond(&self, day: Day) -> bool {
        self.noon(day) > self.last
    }
}

/// From where to where an axis reaches that shows `marks` (first and last second each) and `reports`.
///
/// Reports that trail far behind everything else do not squeeze the rest together: the axis ends before them.
#[must_use]
pub fn reach(marks: &[(i64, i64)], reports: &[i64]) -> Option<(i64, i64)> {
    let mut reports = reports.to_vec();
    reports.sort_unstable();
    let first = marks.iter().map(|mark| mark.0).chain(reports.first().copied()).min()?;
    let last = marks.iter().map(|mark| mark.1).chain(reports.last().copied()).max()?;
    let Some(end) = marks.iter().map(|mark| mark.1).max() else { return Some((first, last)) };
    if end - first <= HOURLY_SECONDS && last - first > 4 * HOURLY_SECONDS {
        return Some((first, end));
    }
    let usual = reports.get(reports.len().saturating_sub(1) * 95 / 100).copied().unwrap_or(end).max(end);
    let is_stretched = real(last - first) > STRETCH_MAX * real(usual - first);
    Some((first, if is_stretched { usual } else { last }))
}

#[expect(clippy::cast_precision_loss, reason = "only compared")]
fn real(seconds: i64) -> f64 {
    seconds as f64
}

/// The unit of the ticks and how many of it lie between two.
fn scale(first: i64, last: i64) -> (Unit, i64) {
    let span = last.saturating_sub(first).max(1);
    let days = span / DAY_SECONDS;
    let step = |units: i64, steps: &[i64]| {
        steps.iter().copied().find(|step| units / step < TICKS_MAX).unwrap_or_else(|| units / TICKS_MAX + 1)
    };
    match days {
        0..=3 => (Unit::Hour, step(span / 3_600, &[1, 2, 3, 6, 12])),
        4..=59 => (Unit::Day, step(days, &[1, 2, 5, 7])),
        60..=425 => (Unit::Month, 1),
        426..=1_500 => (Unit::Quarter, 1),
        _ => (Unit::Year, step(days / 365, &[1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000])),
    }
}

fn tick(second: i64, unit: Unit, offset: UtcOffset) -> Tick {
    let day = Day::of_second(second, offset);
    let civil = day.civil();
    let of_day = second - day.seconds(offset).lo();
    let hour = u8::try_from(of_day / 3_600).unwrap_or(0);
    let is_major = match unit {
        Unit::Hour => hour == 0,
        Unit::Day => civil.day == 1,
        Unit::Month | Unit::Quarter => civil.month == 1,
        Unit::Year => false,
    };
    Tick { second, civil, hour, is_major }
}

/// The last beginning of a unit at or before `second`.
fn start_of(second: i64, unit: Unit, step: i64, offset: UtcOffset) -> i64 {
    let day = Day::of_second(second, offset);
    let Civil { year, month, .. } = day.civil();
    let on = |year: i64, month: u8| Day::from_civil(year, month, 1).unwrap_or(day).seconds(offset).lo();
    match unit {
        Unit::Hour => second - (second.saturating_add(offset.seconds())).rem_euclid(step * 3_600),
        Unit::Day => day.seconds(offset).lo(),
        Unit::Month => on(year, month),
        Unit::Quarter => on(year, (month - 1) / 3 * 3 + 1),
        Unit::Year => on(year.div_euclid(step) * step, 1),
    }
}

fn next_of(second: i64, unit: Unit, step: i64, offset: UtcOffset) -> i64 {
    let day = Day::of_second(second, offset);
    let Civil { year, month, .. } = day.civil();
    let on = |year: i64, month: u8| Day::from_civil(year, month, 1).unwrap_or(day).seconds(offset).lo();
    let months =
        |count: u8| if month + count > 12 { on(year + 1, month + count - 12) } else { on(year, month + count) };
    match unit {
        Unit::Hour => second.saturating_add(step * 3_600),
        Unit::Day => day.plus(step).seconds(offset).lo(),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Year => on(year.saturating_add(step), 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(date: &str) -> i64 {
        Day::parse_iso(date).unwrap().seconds(UtcOffset::UTC).lo()
    }

    fn axis(first: &str, last: &str) -> Axis {
        Axis::between(second(first), second(last), UtcOffset::UTC)
    }

    #[test]
    fn ticks_count_what_the_span_asks_for() {
        for (first, last, unit, ticks) in [
            ("2019-01-10", "2019-01-11", Unit::Hour, 13),
            ("2019-01-10", "2019-01-20", Unit::Day, 11),
            ("2018-09-11", "2019-02-28", Unit::Month, 6),
            ("2017-02-01", "2019-02-28", Unit::Quarter, 9),
            ("1990-05-01", "2019-02-28", Unit::Year, 7),
            ("-0043-03-15", "2019-02-28", Unit::Year, 0),
        ] {
            let Some(from) = Day::parse_iso(first) else { continue };
            let axis = Axis::between(from.seconds(UtcOffset::UTC).lo(), second(last), UtcOffset::UTC);
            assert_eq!((axis.unit, axis.ticks.len()), (unit, ticks), "{first} to {last}");
        }
    }

    #[test]
    fn an_axis_begins_with_a_whole_month_and_leaves_room_at_its_end() {
        let axis = axis("2018-09-11", "2019-02-28");
        assert_eq!(axis.first, second("2018-09-01"));
        assert!(axis.percent(second("2019-02-28")) < 100.0);
        assert!((axis.percent(second("2018-09-01"))).abs() < f64::EPSILON);
        assert!((axis.percent(second("2030-01-01")) - 100.0).abs() < f64::EPSILON, "beyond the edge is on it");
        let majors: Vec<Civil> = axis.ticks.iter().filter(|tick| tick.is_major).map(|tick| tick.civil).collect();
        assert_eq!(majors, [Civil { year: 2019, month: 1, day: 1 }]);
    }

    #[test]
    fn one_late_report_does_not_squeeze_the_rest() {
        let marks = [(second("2018-09-01"), second("2019-01-10"))];
        let mut reports = vec![second("2019-02-07"); 40];
        assert_eq!(reach(&marks, &reports), Some((second("2018-09-01"), second("2019-02-07"))));
        reports.push(second("2019-12-31"));
        assert_eq!(reach(&marks, &reports), Some((second("2018-09-01"), second("2019-02-07"))));
        assert_eq!(reach(&[], &[]), None);
    }

    #[test]
    fn claims_within_one_day_are_drawn_by_the_hour_however_late_they_were_reported() {
        let night = second("2014-03-08");
        let (first, last) = reach(&[(night + 60, night + 7_200)], &[second("2014-03-20")]).unwrap();
        let axis = Axis::between(first, last, UtcOffset::UTC);
        assert_eq!((axis.unit, axis.first), (Unit::Hour, night));
        assert!(axis.is_beyond(Day::parse_iso("2014-03-20").unwrap()));
    }

    #[test]
    fn an_asked_for_window_is_kept_to_the_day() {
        let day = |date| Day::parse_iso(date).unwrap();
        let axis = Axis::of_days(day("2018-12-05"), day("2019-02-10"), UtcOffset::UTC);
        assert_eq!((axis.first, axis.last), (second("2018-12-05"), second("2019-02-11") - 1));
        assert_eq!(axis.ticks.len(), 2);
    }
}
