//! Assessments: an editor's signed judgement on a disagreement, kept apart from the evidence.

use super::{
    id::{ClaimId, QuestionId},
    text::{Localised, Text},
    words::words,
};

words! {
    /// What an editor holds of a disagreement.
    AssessmentStatus {
        /// Nothing decides it yet.
        Unresolved = "unresolved",
        /// The accounts differ for a reason that is understood.
        Explained = "explained",
        /// The evidence leans to one side.
        Leaning = "leaning",
        /// The evidence decides it.
        Settled = "settled",
    }
}

/// An editor's signed judgement on a disagreement.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The question judged.
    pub question: QuestionId,
    /// The judgement.
    pub status: AssessmentStatus,
    /// Why.
    pub reason: Localised,
    /// What would settle it.
    pub would_settle: Option<Localised>,
    /// Who judged: a role or a name the editor chose.
    pub by: Text,
    /// When, as an RFC 3339 moment.
    pub at: jiff::Timestamp,
    /// The claims it rests on, in order of id.
    pub claims: Vec<ClaimId>,
}

impl Assessment {
    /// What makes two assessments the same: the case file gives them no id, and an editor who judges again signs again.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}/{}", self.question, self.at.as_microsecond(), self.by)
    }
}
