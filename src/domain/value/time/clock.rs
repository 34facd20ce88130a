//! Minutes, and intervals between moments: what EDTF leaves out and reports need.
//!
//! `2014-03-08T01:19+08:00` is that minute, `2014-03-08T06:30/2014-03-08T07:00` some moment from the first minute to the
//! last. Seconds, `?`, `~` and `%` may follow, and an end may be a plain EDTF date, `..` or empty.

use std::fmt;

use edtf_core::Edtf as Expression;

use super::{
    TimeContext,
    denotation::{Denotation, days_of, rule_of},
    tolerance::Reach,
};
use crate::domain::{
    calendar::{Day, UtcOffset},
    fault::ValueFault,
    policy::Rule,
    span::Span,
};

/// A moment or an interval with at least one clock time in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Clocked {
    At(Moment),
    Between(End, End),
}

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    Open,
    Unknown,
    Date(edtf_core::Date),
    Moment(Moment),
}

/// A minute, or a second where seconds are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    day: Day,
    hour: u8,
    minute: u8,
    second: Option<u8>,
    offset: Option<UtcOffset>,
    mark: Option<char>,
}

/// Reads the extension; `None` where `text` is not in it.
pub(super) fn parse(text: &str) -> Option<Clocked> {
    let Some((start, end)) = text.split_once('/') else {
        return Moment::parse(text).map(Clocked::At);
    };
    let (start, end) = (End::parse(start)?, End::parse(end)?);
    let has_clock = |end: &End| matches!(end, End::Moment(_));
    (has_clock(&start) || has_clock(&end)).then_some(Clocked::Between(start, end))
}

impl Clocked {
    /// The seconds denoted.
    pub(super) fn denote(&self, context: &TimeContext<'_>) -> Result<Denotation, ValueFault> {
        let offset = context.utc_offset;
        let (span, before, after) = match self {
            Self::At(moment) => (moment.span(offset), moment.rule(), moment.rule()),
            Self::Between(start, end) => {
                let lo = start.span(offset).map_or(Span::OPEN_LO, Span::lo);
                let hi = end.span(offset).map_or(Span::OPEN_HI, Span::hi);
                (Span::new(lo, hi).ok_or(ValueFault::RangeReversed)?, start.rule(), end.rule())
            }
        };
        let reach = |rule: Option<Rule>| rule.map_or(Reach::NONE, |rule| Reach::of(rule, context.policy));
        Ok(Denotation::widened(span, reach(before), reach(after), before.or(after), offset))
    }

    /// Whether either end carries `?` or `%`.
    pub(super) fn is_uncertain(&self) -> bool {
        match self {
            Self::At(moment) => moment.is_uncertain(),
            Self::Between(start, end) => start.is_uncertain() || end.is_uncertain(),
        }
    }
}

impl fmt::Display for Clocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(moment) => moment.fmt(f),
            Self::Between(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

impl End {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "" => Some(Self::Unknown),
            ".." => Some(Self::Open),
            _ => Moment::parse(text).map(Self::Moment).or_else(|| match Expression::parse(text) {
                Ok(Expression::Date(date)) => Some(Self::Date(date)),
                _ => None,
            }),
        }
    }

    fn span(&self, offset: UtcOffset) -> Option<Span> {
        match self {
            Self::Open | Self::Unknown => None,
            Self::Date(date) => {
                let (first, last) = days_of(date);
                Span::new(first.seconds(offset).lo(), last.seconds(offset).hi())
            }
            Self::Moment(moment) => Some(moment.span(offset)),
        }
    }

    fn rule(&self) -> Option<Rule> {
        match self {
            Self::Open | Self::Unknown => None,
            Self::Date(date) => rule_of(date),
            Self::Moment(moment) => moment.rule(),
        }
    }

    fn is_uncertain(&self) -> bool {
        match self {
            Self::Open | Self::Unknown => false,
            Self::Date(date) => date.is_uncertain(),
            Self::Moment(moment) => moment.is_uncertain(),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
            Self::Date(date) => Expression::Date(*date).fmt(f),
            Self::Moment(moment) => moment.fmt(f),
        }
    }
}

impl Moment {
    /// Reads `YYYY-MM-DDThh:mm`, then seconds, offset and mark, each optional.
    fn parse(text: &str) -> Option<Self> {
        let mark = text.chars().last().filter(|last| matches!(last, '?' | '~' | '%'));
        let text = mark.map_or(text, |_| &text[..text.len() - 1]);
        let (date, time) = text.split_once('T')?;
        let (day, time) = (Day::parse_iso(date)?, Some(time).filter(|time| time.is_ascii())?);
        let (hour, rest) = (two_digits(time, 23)?, time.get(2..)?.strip_prefix(':')?);
        let (minute, mut rest) = (two_digits(rest, 59)?, rest.get(2..)?);
        let mut second = None;
        if let Some(seconds) = rest.strip_prefix(':') {
            second = Some(two_digits(seconds, 60)?);
            rest = seconds.get(2..)?;
        }
        let offset = match rest.len() {
            0 => None,
            3 => Some(UtcOffset::parse(&format!("{rest}:00"))?),
            _ => Some(UtcOffset::parse(rest)?),
        };
        Some(Self { day, hour, minute, second, offset, mark })
    }

    fn span(self, offset: UtcOffset) -> Span {
        let start = self.day.seconds(self.offset.unwrap_or(offset)).lo();
        let lo = start.saturating_add((i64::from(self.hour) * 60 + i64::from(self.minute)) * 60);
        match self.second {
            Some(second) => Span::point(lo.saturating_add(i64::from(second))),
            None => Span::new(lo, lo.saturating_add(59)).unwrap_or(Span::point(lo)),
        }
    }

    fn rule(self) -> Option<Rule> {
        matches!(self.mark, Some('~' | '%')).then_some(Rule::AboutMinute)
    }

    fn is_uncertain(self) -> bool {
        matches!(self.mark, Some('?' | '%'))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.day, self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        match self.offset {
            Some(UtcOffset::UTC) => f.write_str("Z")?,
            Some(offset) => write!(f, "{offset}")?,
            None => {}
        }
        self.mark.map_or(Ok(()), |mark| write!(f, "{mark}"))
    }
}

fn two_digits(text: &str, max: u8) -> Option<u8> {
    let digits = text.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    digits.parse().ok().filter(|number| *number <= max)
}
