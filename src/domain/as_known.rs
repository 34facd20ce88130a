//! As known on a day: which claims a reader of that day could have seen, on which of the two clocks.

use std::fmt;

use jiff::Timestamp;

use super::{
    calendar::{Day, UtcOffset},
    dated::Dated,
    dossier::Dossier,
    fault::FaultKind,
    words::words,
};

words! {
    /// What a case is cut by.
    Clock {
        /// When claims became public.
        Reported = "reported",
        /// When we wrote something down.
        Recorded = "recorded",
    }
}

/// A moment of the second clock: the case as our records stood then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The moment; what was written at it counts.
    pub moment: Timestamp,
    /// The day whose end it is, where a day was asked for.
    pub day: Option<Day>,
}

impl Recorded {
    /// Reads a date-time with its offset, or an EDTF date: of a day, a month or a year the end in UTC.
    ///
    /// # Errors
    /// `NotAMoment`.
    pub fn parse(input: &str) -> Result<Self, FaultKind> {
        if let Ok(moment) = input.trim().parse::<Timestamp>() {
            return Ok(Self { moment, day: None });
        }
        Self::end_of(date(input)?.last()).ok_or(FaultKind::NotAMoment)
    }

    /// The first moment that the same words mean: of a day, a month or a year the beginning in UTC.
    ///
    /// # Errors
    /// `NotAMoment`.
    pub fn beginning(input: &str) -> Result<Timestamp, FaultKind> {
        if let Ok(moment) = input.trim().parse::<Timestamp>() {
            return Ok(moment);
        }
        let first = date(input)?.first().seconds(UtcOffset::UTC).lo();
        Timestamp::new(first, 0).map_err(|_| FaultKind::NotAMoment)
    }

    /// The end of `day`; `None` beyond the years that the clock counts.
    #[must_use]
    pub fn end_of(day: Day) -> Option<Self> {
        let last = day.seconds(UtcOffset::UTC).hi();
        let moment = Timestamp::new(last, 999_999_999).ok()?;
        Some(Self { moment, day: Some(day) })
    }
}

/// A date without a time of day: EDTF has times without an offset too, and nobody could say when they are.
fn date(input: &str) -> Result<Dated, FaultKind> {
    if input.contains('T') {
        return Err(FaultKind::NotAMoment);
    }
    Dated::parse(input).map_err(|_| FaultKind::NotAMoment)
}

impl fmt::Display for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.day {
            Some(day) => day.fmt(f),
            None => self.moment.fmt(f),
        }
    }
}

/// Whether claim number `claim` was public by `as_of` and neither retracted nor superseded by then. Without a day:
/// as things stand.
#[must_use]
pub fn is_visible(dossier: &Dossier, claim: usize, as_of: Option<Day>) -> bool {
    let record = &dossier.claims()[claim];
    let has_come = |day: Day| as_of.is_none_or(|as_of| day <= as_of);
    let is_retracted = record.retracted.as_ref().is_some_and(|retracted| has_come(retracted.on.last()));
    let is_superseded = record.superseded.as_ref().is_some_and(|superseded| has_come(superseded.on.last()));
    let is_reported = as_of.is_none_or(|as_of| dossier.reported_by(claim) <= as_of);
    is_reported && !is_retracted && !is_superseded
}

/// Which sources were known of, by number: on the chain of a claim that was public by `as_of`, be it retracted since, or
/// the publisher of a document published by then. Without a day: every source there is.
#[must_use]
pub fn sources(dossier: &Dossier, as_of: Option<Day>) -> Vec<bool> {
    let mut is_known = vec![as_of.is_none(); dossier.sources().len()];
    let Some(as_of) = as_of else { return is_known };
    for claim in (0..dossier.claims().len()).filter(|&claim| dossier.reported_by(claim) <= as_of) {
        dossier.chain_of(claim).iter().for_each(|&source| is_known[source] = true);
    }
    let published = dossier.documents().iter().filter(|document| document.published.last() <= as_of);
    for source in published.filter_map(|document| dossier.source_number(&document.publisher)) {
        is_known[source] = true;
    }
    is_known
}

/// The days on which the picture changed: every report, retraction and supersession, in order.
#[must_use]
pub fn days(dossier: &Dossier) -> Vec<Day> {
    let mut days: Vec<Day> = (0..dossier.claims().len()).map(|claim| dossier.reported_by(claim)).collect();
    days.extend(dossier.claims().iter().filter_map(|claim| Some(claim.retracted.as_ref()?.on.last())));
    days.extend(dossier.claims().iter().filter_map(|claim| Some(claim.superseded.as_ref()?.on.last())));
    days.sort_unstable();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_of_our_records_is_a_date_time_or_the_end_of_a_day_a_month_or_a_year() {
        for (input, expected) in [
            ("2026-03-01T10:00:00+03:00", Some("2026-03-01T07:00:00Z")),
            ("2026-03-01T07:00:00.25Z", Some("2026-03-01T07:00:00.25Z")),
            ("2026-03-01", Some("2026-03-01T23:59:59.999999999Z")),
            ("2026-02", Some("2026-02-28T23:59:59.999999999Z")),
            ("2026", Some("2026-12-31T23:59:59.999999999Z")),
            ("soon", None),
            ("9999-12-31", None),
            ("-20000-01-01", None),
        ] {
            let read = Recorded::parse(input).ok().map(|recorded| recorded.moment.to_string());
            assert_eq!(read.as_deref(), expected, "{input}");
        }
    }
}
