//! Times: EDTF, our minute precision, and phrases in English, Arabic and French, read as sets of seconds.
//!
//! A text is tried as EDTF first, then as EDTF with minutes (`clock`), then as a phrase. A phrase is turned into one of
//! the two notations and read through it, so the canonical value says everything the phrase said. Four phrases carry a
//! tolerance that notation cannot say ("three weeks ago", "last month", "last week", "three o'clock"): their canonical
//! value states the core alone, and the anchor and the typed words that are kept beside it give the envelope back.

mod clock;
mod denotation;
pub mod edtf;
mod fold;
mod grain;
mod lexicon;
mod phrase;
mod point;
mod settle;
mod slip;
mod tolerance;

#[cfg(test)]
mod edtf_gate;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod readings;

use self::{denotation::Denotation, edtf::Edtf};
use super::AxisReading;
use crate::domain::{
    calendar::{Day, UtcOffset},
    fault::ValueFault,
    policy::Policy,
    span::{Span, Spans},
};

/// The longest text that is tried as a time, in characters; longer ones are never a time.
const CHARS_MAX: usize = 300;
/// The interval open on both sides. EDTF wants one dated end; we read it as "any time".
const ANY_TIME: &str = "../..";

/// What a text needs around it to be read as a time.
#[derive(Debug, Clone, Copy)]
pub struct TimeContext<'a> {
    /// The day that "last month" and dates without a year count from.
    pub anchor: Option<Day>,
    /// The offset of dates and times that carry none.
    pub utc_offset: UtcOffset,
    /// The tolerance table.
    pub policy: &'a Policy,
}

/// Reads EDTF, our extensions, or a phrase in English, Arabic or French.
///
/// # Errors
/// `NotUnderstood` with the nearest reading, `NeedsAnchor`, `NoSuchDay`, `RangeReversed` or `AllOfOnOneAnswer`.
///
/// ```
/// use counterpoint::domain::{calendar::UtcOffset, policy::Policy, value::time::{TimeContext, read}};
///
/// let policy = Policy::standard();
/// let context = TimeContext { anchor: None, utc_offset: UtcOffset::UTC, policy: &policy };
/// assert_eq!(read("mid-September 2018", &context).unwrap().canonical, "2018-09-11~/2018-09-20~");
/// ```
pub fn read(text: &str, context: &TimeContext<'_>) -> Result<AxisReading, ValueFault> {
    if text.chars().count() > CHARS_MAX {
        return Err(slip::not_understood(None));
    }
    let text = text.trim();
    if let Some(reading) = read_notation(text, context)? {
        return Ok(reading);
    }
    slip::check_calendar(text)?;
    phrase::read(text, context)
}

/// Reads the date of a document or a report: EDTF, with minutes if need be, but no phrases.
///
/// # Errors
/// As [`read`], without `NeedsAnchor`.
pub fn read_edtf(text: &str, utc_offset: UtcOffset) -> Result<AxisReading, ValueFault> {
    let policy = Policy::standard();
    let context = TimeContext { anchor: None, utc_offset, policy: &policy };
    if text.chars().count() > CHARS_MAX {
        return Err(slip::not_understood(None));
    }
    let text = text.trim();
    if let Some(reading) = read_notation(text, &context)? {
        return Ok(reading);
    }
    slip::check_calendar(text)?;
    // A phrase that stands on its own has its EDTF form offered instead.
    Err(slip::not_understood(phrase::read(text, &context).ok().map(|reading| reading.canonical)))
}

/// Reads EDTF and its extension to minutes; `None` where `text` is neither.
fn read_notation(text: &str, context: &TimeContext<'_>) -> Result<Option<AxisReading>, ValueFault> {
    if let Ok(edtf) = Edtf::parse(text) {
        let denotation = denotation::denote(edtf.inner(), context)?;
        return Ok(Some(reading(edtf.to_string(), denotation, edtf.is_uncertain())));
    }
    if text == ANY_TIME {
        return Ok(Some(reading(text.to_owned(), Denotation::exactly(Spans::from(Span::ALL)), false)));
    }
    let Some(clocked) = clock::parse(text) else {
        return Ok(None);
    };
    let denotation = clocked.denote(context)?;
    Ok(Some(reading(clocked.to_string(), denotation, clocked.is_uncertain())))
}

fn reading(canonical: String, denotation: Denotation, is_uncertain: bool) -> AxisReading {
    let Denotation { core, envelope, rule, is_hull } = denotation;
    AxisReading { canonical, core, envelope, rule, is_uncertain, is_hull }
}
