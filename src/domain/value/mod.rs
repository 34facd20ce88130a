//! What a claim says: reading a value in any of the answer kinds, and printing it back.
//!
//! A value denotes two sets: its *core* (the words read strictly) and its *envelope* (the core widened by the
//! tolerance policy). The core lies within the envelope. See `docs/SEMANTICS.md`.

pub mod choice;
pub mod place;
pub mod quantity;
pub mod time;

use super::{policy::Rule, span::Spans};

/// How a time, a duration or a count was understood.
///
/// The axis is seconds since 1970-01-01T00:00:00Z for times, seconds for durations, the number itself for counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AxisReading {
    /// The one notation all ways of writing this value share: EDTF, ISO 8601 duration, or the count grammar.
    pub canonical: String,
    /// What the words say, read strictly. Never empty.
    pub core: Spans,
    /// The core widened by the policy. Contains the core.
    pub envelope: Spans,
    /// The row of the tolerance table that widened the core or set its bounds, if one did.
    pub rule: Option<Rule>,
    /// The notation itself doubts the value (EDTF `?`): certainty is at most *probable*.
    pub is_uncertain: bool,
    /// The set has more pieces than are kept; core and envelope are its hull.
    pub is_hull: bool,
}
