//! Judgements across a change: which of those that stand it makes stale, and why. Notices, what follows from a claim
//! and the difference that an import would make are told of them by this.

use std::collections::HashMap;

use jiff::Timestamp;

use super::{
    assessment::{Assessment, Basis, Changes, standing},
    dossier::Dossier,
    id::{ClaimId, QuestionId},
    text::Text,
};

/// A judgement that stood before a change and stands after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What makes it the same, as [`Assessment::key`] has it.
    pub key: String,
    /// The question judged.
    pub question: QuestionId,
    /// Who judged.
    pub by: Text,
    /// When it was signed.
    pub signed_at: Timestamp,
    /// The claims it rests on.
    pub rests_on: Vec<ClaimId>,
    /// What it was made of, and which of its claims were changed before this change.
    pub basis: Basis,
}

/// A judgement that goes stale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// What makes it the same, as [`Assessment::key`] has it.
    pub key: String,
    /// Who judged.
    pub by: Text,
    /// When it was signed.
    pub signed_at: Timestamp,
    /// What becomes of what it was made of.
    pub changes: Changes,
}

impl Judged {
    /// The judgement of `assessment`, which was made of `basis`.
    #[must_use]
    pub fn of(assessment: &Assessment, basis: &Basis) -> Self {
        Self {
            key: assessment.key(),
            question: assessment.question.clone(),
            by: assessment.by.clone(),
            signed_at: assessment.at,
            rests_on: assessment.claims.clone(),
            basis: basis.clone(),
        }
    }

    /// The judgements that stand in a case, as far as it is known what they were made of: `bases` has it by key.
    #[must_use]
    pub fn standing_in(dossier: &Dossier, bases: &HashMap<String, Basis>) -> Vec<Self> {
        let all = &dossier.records().assessments;
        let questions = dossier.questions().iter().filter(|_| !all.is_empty());
        let standing = questions.flat_map(|question| standing(all, &question.id).0);
        standing.filter_map(|it| bases.get(&it.key()).map(|basis| Self::of(it, basis))).collect()
    }

    /// What becomes of it by a change of its question from the positions `before` to those `after`, by which the claims
    /// that `is_written` says come, go or change. `None` where it was stale already, or stays as it is.
    #[must_use]
    pub fn going_stale(
        &self,
        before: &[Vec<ClaimId>],
        after: &[Vec<ClaimId>],
        is_written: impl Fn(&ClaimId) -> bool,
    ) -> Option<Stale> {
        if !self.basis.changes(before).is_none() {
            return None;
        }
        let edited = self.rests_on.iter().filter(|claim| is_written(claim)).cloned().collect();
        let changes = Basis { positions: self.basis.positions.clone(), edited }.changes(after);
        let stale = Stale { key: self.key.clone(), by: self.by.clone(), signed_at: self.signed_at, changes };
        Some(stale).filter(|stale| !stale.changes.is_none())
    }

    /// Whether it stands in the case of `dossier` as well.
    #[must_use]
    pub(super) fn stands_in(&self, dossier: &Dossier) -> bool {
        let (standing, _) = standing(&dossier.records().assessments, &self.question);
        standing.iter().any(|it| it.key() == self.key && it.claims == self.rests_on)
    }
}
