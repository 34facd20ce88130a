//! The date of a document or of an act: EDTF as typed, with the days it may mean.

use std::sync::Arc;

use super::{
    calendar::{Day, UtcOffset},
    fault::{FaultKind, ValueFault},
    value::time,
};

/// A date as somebody wrote it: EDTF (ISO 8601-2), bounded on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Dated {
    edtf: Arc<str>,
    first: Day,
    last: Day,
}

impl Dated {
    /// Reads an EDTF date, interval or date-time whose first and last day are known.
    ///
    /// # Errors
    /// `NotADate` with the nearest EDTF where one is known; open intervals are refused, since nobody could say when
    /// the document was public for sure.
    pub fn parse(input: &str) -> Result<Self, FaultKind> {
        let input = input.trim();
        let reading = time::read_edtf(input, UtcOffset::UTC).map_err(|fault| FaultKind::NotADate {
            suggestion: match fault {
                ValueFault::NotUnderstood { near, .. } => near,
                _ => None,
            },
        })?;
        let hull = reading.core.hull().and_then(|hull| Some((hull.lower()?, hull.upper()?)));
        let (first, last) = hull.ok_or(FaultKind::NotADate { suggestion: None })?;
        let day = |second| Day::of_second(second, UtcOffset::UTC);
        Ok(Self { edtf: input.into(), first: day(first), last: day(last) })
    }

    /// The date as typed.
    #[must_use]
    pub fn edtf(&self) -> &str {
        &self.edtf
    }

    /// The first day it may mean.
    #[must_use]
    pub fn first(&self) -> Day {
        self.first
    }

    /// The last day it may mean: by then it was public for sure.
    #[must_use]
    pub fn last(&self) -> Day {
        self.last
    }
}
