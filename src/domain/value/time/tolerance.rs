//! How far a bound reaches under the tolerance table.

use crate::domain::{
    calendar::{Civil, DAY_SECONDS, Day, UtcOffset, days_in_month},
    policy::{Policy, Rule},
    span::Span,
};

/// The distance a bound may move outwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reach {
    /// A number of seconds.
    Seconds(i64),
    /// A number of calendar years, the fraction counted in days.
    Years(f64),
}

impl Reach {
    /// No distance.
    pub(super) const NONE: Self = Self::Seconds(0);

    /// What the policy says for `rule`, in the unit of the rule.
    pub(super) fn of(rule: Rule, policy: &Policy) -> Self {
        let value = policy.value(rule);
        match rule {
            Rule::AboutDecade | Rule::AboutCentury => Self::Years(value),
            Rule::AboutMinute | Rule::OClock => Self::Seconds(rounded(value * 60.0)),
            _ => Self::days(value),
        }
    }

    /// A number of days.
    pub(super) fn days(days: f64) -> Self {
        Self::Seconds(rounded(days * 86_400.0))
    }

    fn before(self, second: i64, offset: UtcOffset) -> i64 {
        match self {
            Self::Seconds(seconds) => seconds,
            Self::Years(years) => second.saturating_sub(shift_years(second, -years, offset)),
        }
    }

    fn after(self, second: i64, offset: UtcOffset) -> i64 {
        match self {
            Self::Seconds(seconds) => seconds,
            Self::Years(years) => shift_years(second, years, offset).saturating_sub(second),
        }
    }
}

/// The span with its lower end moved by `before` and its upper end by `after`.
pub(super) fn widen(span: Span, before: Reach, after: Reach, offset: UtcOffset) -> Span {
    let lower = span.lower().map_or(0, |lo| before.before(lo, offset));
    let upper = span.upper().map_or(0, |hi| after.after(hi, offset));
    span.widen(lower, upper)
}

fn shift_years(second: i64, years: f64, offset: UtcOffset) -> i64 {
    let day = Day::of_second(second, offset);
    let Civil { year, month, day: number } = day.civil();
    let whole = years.trunc();
    let target = year.saturating_add(rounded(whole));
    let number = number.min(days_in_month(target, month));
    let moved = Day::from_civil(target, month, number).unwrap_or(day);
    let days = moved.number().saturating_sub(day.number()).saturating_add(rounded((years - whole) * 365.0));
    second.saturating_add(days.saturating_mul(DAY_SECONDS))
}

/// The nearest whole number; the table's values are far below the range of `i64`.
#[expect(clippy::cast_possible_truncation, reason = "a float cast saturates, and the values are small")]
pub(super) fn rounded(value: f64) -> i64 {
    value.round() as i64
}
