//! From what a point says to calendar units: what is missing is taken from the anchor.

use super::{
    TimeContext,
    grain::{Grain, season_month},
    lexicon::{Part, Unit},
    point::{Point, Turn},
    slip,
    tolerance::{Reach, rounded},
};
use crate::domain::{
    calendar::{DAY_SECONDS, Day, days_in_month},
    fault::ValueFault,
    policy::Rule,
};

/// Years a leap day without a year is looked for.
const LEAP_SEARCH_YEARS: i64 = 8;

/// A point resolved: from the first unit to the last, and how wide it is said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Settled {
    pub lo: Grain,
    pub hi: Grain,
    pub is_about: bool,
    /// A tolerance that the notation cannot say.
    pub reach: Option<(Rule, Reach)>,
}

impl Settled {
    fn exactly(grain: Grain) -> Self {
        Self::between(grain, grain)
    }

    fn between(lo: Grain, hi: Grain) -> Self {
        Self { lo, hi, is_about: false, reach: None }
    }

    fn about(self) -> Self {
        Self { is_about: true, ..self }
    }
}

/// Resolves one point.
pub(super) fn settle(point: &Point, context: &TimeContext<'_>) -> Result<Settled, ValueFault> {
    let mut point = *point;
    if !is_one_thing(&point) {
        return Err(slip::not_understood(None));
    }
    let anchor = || context.anchor.ok_or(ValueFault::NeedsAnchor);
    let mut settled = if let Some((count, unit)) = point.ago {
        return settle_ago(count, unit, anchor()?, context);
    } else if let Some(grain) = point.date {
        Settled::exactly(grain)
    } else if let Some(days) = point.days_back {
        Settled::exactly(Grain::Day(anchor()?.plus(-days)))
    } else if let Some((Unit::Week, turn)) = point.relative {
        settle_week(&point, turn, anchor()?, context)
    } else {
        apply_relative(&mut point, context)?;
        if let Some(code) = point.season {
            settle_season(&point, code, context)?
        } else if point.month.is_none() && point.day.is_none() && point.year.is_none() {
            settle_weekday(&point, anchor()?)
        } else {
            settle_calendar(&point, context)?
        }
    };
    if let Some(weekday) = point.weekday {
        check_weekday(weekday, settled.lo)?;
    }
    if let Some(clock) = point.clock {
        let Grain::Day(day) = settled.lo else { return Err(slip::not_understood(None)) };
        settled = Settled::exactly(Grain::Minute(day, clock.hour, clock.minute.unwrap_or(0)));
        if clock.minute.is_none() {
            settled.reach = Some((Rule::OClock, Reach::of(Rule::OClock, context.policy)));
        }
    }
    settled.is_about |= point.is_about && settled.reach.is_none_or(|(rule, _)| rule != Rule::OClock);
    Ok(settled)
}

/// Whether the point names its day in one way: what would be left out of the reading makes it none.
fn is_one_thing(point: &Point) -> bool {
    let is_calendar = point.year.is_some() || point.month.is_some() || point.day.is_some() || point.season.is_some();
    let is_week = matches!(point.relative, Some((Unit::Week, _)));
    let is_shifted = point.date.is_some() || point.days_back.is_some() || is_week;
    let is_other = is_calendar || point.part.is_some() || (point.relative.is_some() && !is_week);
    let is_weekday = point.weekday.is_some() && !is_calendar && point.relative.is_none();
    let is_bare_decade = point.is_decade && point.year.is_none();
    !(is_shifted && is_other || is_weekday && point.part.is_some() || is_bare_decade)
}

/// A weekday beside a date must be that date's own.
fn check_weekday(weekday: u8, grain: Grain) -> Result<(), ValueFault> {
    match grain {
        Grain::Day(day) if day.weekday() == weekday => Ok(()),
        Grain::Day(day) => Err(slip::not_understood(Some(day.to_string()))),
        _ => Err(slip::not_understood(None)),
    }
}

/// The anchor minus so many units: the core is half a unit each side of that day, the envelope as many whole units as
/// the policy says, counted from that day too. Hours have no place here, as an anchor is a day.
fn settle_ago(count: i64, unit: Unit, anchor: Day, context: &TimeContext<'_>) -> Result<Settled, ValueFault> {
    let civil = anchor.civil();
    let months = |months: i64| {
        let index = civil.year * 12 + i64::from(civil.month) - 1 - months;
        let (year, month) = (index.div_euclid(12), u8::try_from(index.rem_euclid(12) + 1).unwrap_or(1));
        Day::from_civil(year, month, civil.day.min(days_in_month(year, month)))
    };
    let (centre, days): (Option<Day>, i32) = match unit {
        Unit::Day => (Some(anchor.plus(-count)), 1),
        Unit::Week => (Some(anchor.plus(-count * 7)), 7),
        Unit::Month => (months(count), 30),
        Unit::Year => (months(count * 12), 365),
        Unit::Decade => (months(count * 120), 3652),
    };
    let centre = centre.ok_or_else(|| slip::not_understood(None))?;
    let half = days / 2;
    let reach = rounded(context.policy.value(Rule::Ago) * f64::from(days)).saturating_sub(i64::from(half)).max(0);
    let reach = Reach::Seconds(reach.saturating_mul(DAY_SECONDS));
    let (lo, hi) = (Grain::Day(centre.plus(-i64::from(half))), Grain::Day(centre.plus(i64::from(half))));
    Ok(Settled { reach: Some((Rule::Ago, reach)), ..Settled::between(lo, hi) })
}

/// The ISO week of the anchor or the one before it, or one of its days.
fn settle_week(point: &Point, turn: Turn, anchor: Day, context: &TimeContext<'_>) -> Settled {
    let back = i64::from(anchor.weekday()) + if turn == Turn::Last { 7 } else { 0 };
    let monday = anchor.plus(-back);
    if let Some(weekday) = point.weekday {
        return Settled::exactly(Grain::Day(monday.plus(i64::from(weekday))));
    }
    let reach = (turn == Turn::Last).then(|| (Rule::LastWeek, Reach::of(Rule::LastWeek, context.policy)));
    Settled { reach, ..Settled::between(Grain::Day(monday), Grain::Day(monday.plus(6))) }
}

/// "Of last month", "this year": fills the fields that the unit stands for.
fn apply_relative(point: &mut Point, context: &TimeContext<'_>) -> Result<(), ValueFault> {
    let turn = match (point.relative, point.named) {
        (Some((unit, turn)), _) => (unit, turn),
        (None, Some(Turn::This)) if point.month.is_some() && point.year.is_none() => (Unit::Year, Turn::This),
        _ => return Ok(()),
    };
    let anchor = context.anchor.ok_or(ValueFault::NeedsAnchor)?;
    let now = anchor.civil();
    let (year, month, day) = match turn {
        (Unit::Month, Turn::Last) => match Grain::Month(now.year, now.month).previous() {
            Grain::Month(year, month) => (year, Some(month), None),
            _ => (now.year, Some(now.month), None),
        },
        (Unit::Month, Turn::This) => (now.year, Some(now.month), None),
        (Unit::Year, Turn::Last) => (now.year - 1, None, None),
        (Unit::Year, Turn::This) => (now.year, None, None),
        (Unit::Day, Turn::This) => (now.year, Some(now.month), Some(now.day)),
        _ => return Err(slip::not_understood(None)),
    };
    let is_taken =
        point.year.is_some() || (month.is_some() && point.month.is_some()) || point.season.is_some() && month.is_some();
    if is_taken || (day.is_some() && point.day.is_some()) {
        return Err(slip::not_understood(None));
    }
    point.year = Some(year);
    point.month = month.or(point.month);
    point.day = day.or(point.day);
    Ok(())
}

fn settle_season(point: &Point, code: u8, context: &TimeContext<'_>) -> Result<Settled, ValueFault> {
    if point.month.is_some() || point.day.is_some() {
        return Err(slip::not_understood(None));
    }
    let year = point.year.map_or_else(|| nearest_season(code, point.named, context.anchor), Ok)?;
    let Some(part) = point.part else { return Ok(Settled::exactly(Grain::Season(year, code))) };
    let mut month = Grain::Month(year, season_month(code));
    for _ in 0..part_index(part) {
        month = month.next();
    }
    Ok(Settled::exactly(month).about())
}

/// The year of the nearest such season that began by the anchor; "last" wants it over by then.
fn nearest_season(code: u8, named: Option<Turn>, anchor: Option<Day>) -> Result<i64, ValueFault> {
    let anchor = anchor.ok_or(ValueFault::NeedsAnchor)?;
    let year = anchor.civil().year;
    let is_past = |year: i64| match named {
        Some(Turn::Last) => Grain::Season(year, code).last_day() < anchor,
        _ => Grain::Season(year, code).first_day() <= anchor,
    };
    Ok([year, year - 1, year - 2].into_iter().find(|year| is_past(*year)).unwrap_or(year))
}

/// The nearest such weekday not after the anchor; "last" leaves out the anchor itself.
fn settle_weekday(point: &Point, anchor: Day) -> Settled {
    let Some(weekday) = point.weekday else {
        return Settled::exactly(Grain::Day(anchor));
    };
    let back = (i64::from(anchor.weekday()) - i64::from(weekday)).rem_euclid(7);
    let back = if back == 0 && point.named == Some(Turn::Last) { 7 } else { back };
    Settled::exactly(Grain::Day(anchor.plus(-back)))
}

fn settle_calendar(point: &Point, context: &TimeContext<'_>) -> Result<Settled, ValueFault> {
    let grain = match (point.year, point.month, point.day) {
        _ if point.is_decade && (point.month.is_some() || point.day.is_some()) => {
            return Err(slip::not_understood(None));
        }
        (Some(year), Some(month), Some(day)) => {
            Grain::Day(Day::from_civil(year, month, day).ok_or(ValueFault::NoSuchDay)?)
        }
        (Some(year), Some(month), None) => Grain::Month(year, month),
        (Some(year), None, None) if point.is_decade && year % 10 == 0 => Grain::Decade(year),
        (Some(year), None, None) if !point.is_decade => Grain::Year(year),
        (Some(_), None, _) => return Err(slip::not_understood(None)),
        (None, month, day) => nearest(month, day, point.named, context.anchor.ok_or(ValueFault::NeedsAnchor)?)?,
    };
    let is_last_month = point.relative == Some((Unit::Month, Turn::Last));
    match (point.part, grain) {
        (None, Grain::Month(..)) if is_last_month => {
            let reach = Some((Rule::LastMonth, Reach::of(Rule::LastMonth, context.policy)));
            Ok(Settled { reach, ..Settled::exactly(grain) })
        }
        (None, _) => Ok(Settled::exactly(grain)),
        (Some(part), _) => part_of(part, grain).map(Settled::about).ok_or_else(|| slip::not_understood(None)),
    }
}

/// The nearest month or day of that name not after the anchor; "last" leaves out the one the anchor is in.
fn nearest(month: Option<u8>, day: Option<u8>, named: Option<Turn>, anchor: Day) -> Result<Grain, ValueFault> {
    let now = anchor.civil();
    let is_past = |grain: &Grain| {
        if named == Some(Turn::Last) { grain.last_day() < anchor } else { grain.first_day() <= anchor }
    };
    let candidates: Vec<Grain> = match (month, day) {
        (Some(month), None) => (0..=2).map(|back| Grain::Month(now.year - back, month)).collect(),
        (Some(month), Some(day)) => {
            let years = (0..=LEAP_SEARCH_YEARS).map(|back| now.year - back);
            years.filter_map(|year| Day::from_civil(year, month, day)).map(Grain::Day).collect()
        }
        (None, Some(day)) => {
            let months = std::iter::successors(Some(Grain::Month(now.year, now.month)), |month| Some(month.previous()));
            let days = months.take(12).map(|month| month.first_day().civil());
            days.filter_map(|first| Day::from_civil(first.year, first.month, day)).map(Grain::Day).collect()
        }
        (None, None) => Vec::new(),
    };
    candidates.into_iter().find(is_past).ok_or(ValueFault::NoSuchDay)
}

/// The early, middle or late third; `None` where the unit has none.
fn part_of(part: Part, grain: Grain) -> Option<Settled> {
    let (lo, hi) = match grain {
        Grain::Month(year, month) => {
            let last = days_in_month(year, month);
            let (from, to) = [(1, 10), (11, 20), (21, last)][part_index(part)];
            (Grain::Day(Day::from_civil(year, month, from)?), Grain::Day(Day::from_civil(year, month, to)?))
        }
        Grain::Year(year) => {
            let (from, to) = [(1, 4), (5, 8), (9, 12)][part_index(part)];
            (Grain::Month(year, from), Grain::Month(year, to))
        }
        Grain::Decade(year) => {
            let (from, to) = [(0, 3), (4, 6), (7, 9)][part_index(part)];
            (Grain::Year(year + from), Grain::Year(year + to))
        }
        Grain::Season(..) | Grain::Day(_) | Grain::Minute(..) => return None,
    };
    Some(Settled::between(lo, hi))
}

fn part_index(part: Part) -> usize {
    match part {
        Part::Early => 0,
        Part::Mid => 1,
        Part::Late => 2,
    }
}
