//! Cases and the events in them.

use super::{
    calendar::UtcOffset,
    id::{CaseId, EventId},
    policy::Policy,
    text::{Localised, Text},
    words::words,
};

words! {
    /// Who may see a case.
    Visibility {
        /// Everybody.
        Public = "public",
        /// Everybody who is signed in.
        Internal = "internal",
        /// The members of the case.
        Private = "private",
    }
}

/// A matter under study.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Its title.
    pub title: Localised,
    /// What it is about, in a few sentences.
    pub summary: Option<Localised>,
    /// Who may see it.
    pub visibility: Visibility,
    /// The tolerance table its claims are read with.
    pub policy: Policy,
}

/// Something said to have happened. Whether two reports speak of one event or of two is itself a judgement.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its id, unique in the case.
    pub id: EventId,
    /// Its title.
    pub title: Localised,
    /// How far its clocks are ahead of UTC; dates without an offset are read in it. Absent: UTC.
    pub utc_offset: Option<UtcOffset>,
    /// An editor's note.
    pub note: Option<Text>,
}
