//! What an EDTF expression denotes: the seconds of its core, and of its envelope under the tolerance table.

use edtf_core::{
    Bound, Date, DateField, Edtf as Expression, Interval, IntervalEndpoint, SetElement, SetKind, Time, TimeShift, Year,
    YearKind,
};

use super::{
    TimeContext,
    edtf::{day_of, limit_day},
    tolerance::{Reach, widen},
};
use crate::domain::{
    calendar::{Day, UtcOffset, days_in_month},
    fault::ValueFault,
    policy::Rule,
    span::{Span, Spans},
};

/// More pieces than this are kept as their hull.
const PIECES_MAX: usize = 400;

/// Core and envelope of a value, and how they came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Denotation {
    pub core: Spans,
    pub envelope: Spans,
    pub rule: Option<Rule>,
    pub is_hull: bool,
}

impl Denotation {
    /// A value without tolerance.
    pub(super) fn exactly(core: Spans) -> Self {
        Self { envelope: core.clone(), core, rule: None, is_hull: false }
    }

    /// One span, widened by a reach on each side.
    pub(super) fn widened(span: Span, before: Reach, after: Reach, rule: Option<Rule>, offset: UtcOffset) -> Self {
        Self { core: span.into(), envelope: widen(span, before, after, offset).into(), rule, is_hull: false }
    }
}

/// The seconds an expression denotes.
pub(super) fn denote(expression: &Expression, context: &TimeContext<'_>) -> Result<Denotation, ValueFault> {
    match expression {
        Expression::Date(date) => Ok(denote_date(date, context)),
        Expression::DateTime(moment) => {
            let second = second_of(&moment.date, moment.time, context.utc_offset);
            Ok(Denotation::exactly(Span::point(second).into()))
        }
        Expression::Interval(interval) => Ok(denote_interval(interval, context)),
        Expression::Set(set) if set.kind == SetKind::AllMembers => Err(ValueFault::AllOfOnOneAnswer),
        Expression::Set(set) => Ok(one_of(set.elements.iter().map(|element| denote_element(element, context)))),
    }
}

/// The tolerance row of a date, if it is approximate: the row of the finest part that is marked.
pub(super) fn rule_of(date: &Date) -> Option<Rule> {
    let date = without_full_masks(date);
    if date.day.is_some_and(|day| day.qualifier.approximate) {
        Some(Rule::AboutDay)
    } else if let Some(month) = date.month.filter(|month| month.qualifier.approximate) {
        let is_season = month.value().is_some_and(|code| code > 12);
        Some(if is_season { Rule::AboutSeason } else { Rule::AboutMonth })
    } else if date.year.qualifier.approximate {
        Some(match open_digits(&date.year) {
            0 => Rule::AboutYear,
            1 => Rule::AboutDecade,
            _ => Rule::AboutCentury,
        })
    } else {
        None
    }
}

/// The first and the last day a date touches.
pub(super) fn days_of(date: &Date) -> (Day, Day) {
    let bounds = Expression::Date(*date).bounds();
    match (bounds.earliest, bounds.latest) {
        (Bound::Date(first), Bound::Date(last)) => (day_of(first), day_of(last)),
        _ => (limit_day(is_negative(&date.year), false), limit_day(is_negative(&date.year), true)),
    }
}

/// The row that an interval with two approximate ends takes, where it is exactly a part of a month or a year.
pub(super) fn part_rule(first: Day, last: Day) -> Option<Rule> {
    let (a, b) = (first.civil(), last.civil());
    if a.year != b.year {
        return None;
    }
    let is_month_part = a.month == b.month
        && (matches!((a.day, b.day), (1, 10) | (11, 20)) || (a.day == 21 && b.day == days_in_month(b.year, b.month)));
    let is_year_part = matches!((a.month, b.month), (1, 4) | (5, 8) | (9, 12))
        && a.day == 1
        && b.day == days_in_month(b.year, b.month);
    match (is_month_part, is_year_part) {
        (true, _) => Some(Rule::PartOfMonth),
        (_, true) => Some(Rule::PartOfYear),
        _ => None,
    }
}

fn denote_date(date: &Date, context: &TimeContext<'_>) -> Denotation {
    let (days, is_hull) = pieces_of(date);
    let rule = rule_of(date);
    let reach = rule.map_or(Reach::NONE, |rule| Reach::of(rule, context.policy));
    let spans = days.into_iter().map(|(first, last)| span_of(first, last, context.utc_offset));
    let core: Spans = spans.collect();
    let envelope = core.pieces().iter().map(|span| widen(*span, reach, reach, context.utc_offset)).collect();
    Denotation { core, envelope, rule, is_hull }
}

/// The runs of days a date can be: one, or as many as its `X` digits leave.
fn pieces_of(date: &Date) -> (Vec<(Day, Day)>, bool) {
    let date = without_full_masks(date);
    let mut pieces: Vec<(Day, Day)> = Vec::new();
    let values = date.has_unspecified().then(|| Expression::Date(date).values().ok()).flatten();
    for value in values.into_iter().flatten() {
        let Expression::Date(value) = value else { continue };
        let (first, last) = days_of(&value);
        match pieces.last_mut() {
            Some(piece) if piece.1.plus(1) >= first => piece.1 = last,
            _ => pieces.push((first, last)),
        }
        if pieces.len() > PIECES_MAX {
            return (vec![days_of(&date)], true);
        }
    }
    if pieces.is_empty() { (vec![days_of(&date)], false) } else { (pieces, false) }
}

/// `XX` says what leaving the field out says; without it whole months and years are one piece.
fn without_full_masks(date: &Date) -> Date {
    let is_full = |field: &DateField| field.digits == [None, None];
    let mut date = *date;
    if date.day.as_ref().is_some_and(is_full) {
        date.day = None;
    }
    if date.day.is_none() && date.month.as_ref().is_some_and(is_full) {
        date.month = None;
    }
    date
}

fn denote_interval(interval: &Interval, context: &TimeContext<'_>) -> Denotation {
    let (start, end) = (lower_end(&interval.start), upper_end(&interval.end));
    let offset = context.utc_offset;
    let lo = start.map_or(Span::OPEN_LO, |(day, _)| day.seconds(offset).lo());
    let hi = end.map_or(Span::OPEN_HI, |(day, _)| day.seconds(offset).hi());
    let span = Span::new(lo, hi).unwrap_or(Span::point(lo));
    let (before, after) = (start.and_then(|(_, rule)| rule), end.and_then(|(_, rule)| rule));
    let part = match (start, end) {
        (Some((first, Some(_))), Some((last, Some(_)))) => part_rule(first, last),
        _ => None,
    };
    let (before, after) = (part.or(before), part.or(after));
    let reach = |rule: Option<Rule>| rule.map_or(Reach::NONE, |rule| Reach::of(rule, context.policy));
    Denotation::widened(span, reach(before), reach(after), before.or(after), offset)
}

/// The first day of an interval and the row it widens by; `None` where nothing bounds it.
fn lower_end(end: &IntervalEndpoint) -> Option<(Day, Option<Rule>)> {
    match end {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date) => Some((days_of(date).0, rule_of(date))),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown | IntervalEndpoint::OnOrBefore(_) => None,
    }
}

/// The last day of an interval and the row it widens by; `None` where nothing bounds it.
fn upper_end(end: &IntervalEndpoint) -> Option<(Day, Option<Rule>)> {
    match end {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => Some((days_of(date).1, rule_of(date))),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown | IntervalEndpoint::OnOrAfter(_) => None,
    }
}

fn denote_element(element: &SetElement, context: &TimeContext<'_>) -> Denotation {
    let interval = match *element {
        SetElement::Date(ref date) => return denote_date(date, context),
        SetElement::OnOrBefore(date) => Interval { start: IntervalEndpoint::Open, end: IntervalEndpoint::Date(date) },
        SetElement::OnOrAfter(date) => Interval { start: IntervalEndpoint::Date(date), end: IntervalEndpoint::Open },
        SetElement::Range(a, b) => Interval { start: IntervalEndpoint::Date(a), end: IntervalEndpoint::Date(b) },
    };
    denote_interval(&interval, context)
}

/// The union of alternatives; the hull where they are too many pieces.
fn one_of(members: impl Iterator<Item = Denotation>) -> Denotation {
    let mut union = Denotation::exactly(Spans::empty());
    for member in members {
        union.core = union.core.union(&member.core);
        union.envelope = union.envelope.union(&member.envelope);
        union.rule = union.rule.or(member.rule);
        union.is_hull |= member.is_hull;
    }
    if union.core.pieces().len() > PIECES_MAX {
        union.is_hull = true;
        union.core = union.core.hull().map(Spans::from).unwrap_or_default();
        union.envelope = union.envelope.hull().map(Spans::from).unwrap_or_default();
    }
    union
}

fn second_of(date: &Date, time: Time, offset: UtcOffset) -> i64 {
    let offset = match time.shift {
        None => offset,
        Some(TimeShift::Utc) => UtcOffset::UTC,
        Some(TimeShift::Offset { minutes, .. }) => UtcOffset::from_minutes(i32::from(minutes)).unwrap_or(offset),
    };
    let start = days_of(date).0.seconds(offset).lo();
    let of_day = (i64::from(time.hour) * 60 + i64::from(time.minute)) * 60 + i64::from(time.second);
    start.saturating_add(of_day)
}

fn span_of(first: Day, last: Day, offset: UtcOffset) -> Span {
    let (lo, hi) = (first.seconds(offset).lo(), last.seconds(offset).hi());
    Span::new(lo, hi).unwrap_or(Span::point(lo))
}

/// How many last digits of the year are left open, by `X` or by a significant-digit mark.
fn open_digits(year: &Year) -> u32 {
    let masked = match year.kind {
        YearKind::Standard { digits, .. } => digits.iter().rev().take_while(|digit| digit.is_none()).count(),
        YearKind::Big { .. } | YearKind::Exponential { .. } => 0,
    };
    let width = match year.kind {
        YearKind::Standard { .. } => 4,
        YearKind::Big { value } => value.unsigned_abs().checked_ilog10().unwrap_or(0) + 1,
        YearKind::Exponential { significand, exponent } => {
            significand.unsigned_abs().checked_ilog10().unwrap_or(0) + 1 + exponent
        }
    };
    let insignificant = year.significant_digits.map_or(0, |digits| width.saturating_sub(digits));
    insignificant.max(u32::try_from(masked).unwrap_or(4))
}

fn is_negative(year: &Year) -> bool {
    match year.kind {
        YearKind::Standard { negative, .. } => negative,
        YearKind::Big { value } => value < 0,
        YearKind::Exponential { significand, .. } => significand < 0,
    }
}
