//! Assessments: an editor's signed judgement on a disagreement, kept apart from the evidence.

use std::collections::BTreeSet;

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

/// The most positions of a question that an assessment keeps as what it was made of.
pub const POSITIONS_MAX: usize = 100;

/// What an assessment was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basis {
    /// The claims of each position of its question when it was written.
    pub positions: Vec<Vec<ClaimId>>,
    /// The claims it rests on that were written since.
    pub edited: Vec<ClaimId>,
}

/// What became of what an assessment was made of. It is stale where there is anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Claims in its positions that were not there.
    pub added: Vec<ClaimId>,
    /// Claims that are in no position any more: withdrawn, retracted or superseded.
    pub gone: Vec<ClaimId>,
    /// Claims it rests on that were changed and are still there.
    pub edited: Vec<ClaimId>,
    /// How many positions there are now that were not there.
    pub positions_new: usize,
    /// How many positions there were that are not there now.
    pub positions_lost: usize,
}

impl Changes {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl Basis {
    /// What became of it, the positions of the question being `now`.
    #[must_use]
    pub fn changes(&self, now: &[Vec<ClaimId>]) -> Changes {
        let claims = |positions: &[Vec<ClaimId>]| positions.iter().flatten().cloned().collect::<BTreeSet<ClaimId>>();
        let sets = |positions: &[Vec<ClaimId>]| {
            let set = |claims: &Vec<ClaimId>| claims.iter().cloned().collect::<BTreeSet<ClaimId>>();
            positions.iter().take(POSITIONS_MAX).map(set).collect::<BTreeSet<_>>()
        };
        let (before, after) = (claims(&self.positions), claims(now));
        let (sets_before, sets_after) = (sets(&self.positions), sets(now));
        Changes {
            added: after.difference(&before).cloned().collect(),
            gone: before.difference(&after).cloned().collect(),
            edited: self.edited.iter().filter(|claim| after.contains(*claim)).cloned().collect(),
            positions_new: sets_after.difference(&sets_before).count(),
            positions_lost: sets_before.difference(&sets_after).count(),
        }
    }
}

/// The judgements that stand on `question`: the newest of each editor, the newest first; and the earlier ones.
#[must_use]
pub fn standing<'a>(
    assessments: &'a [Assessment],
    question: &QuestionId,
) -> (Vec<&'a Assessment>, Vec<&'a Assessment>) {
    let mut all: Vec<&Assessment> = assessments.iter().filter(|it| it.question == *question).collect();
    all.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.by.as_str().cmp(b.by.as_str())));
    let mut editors = BTreeSet::new();
    all.into_iter().partition(|it| editors.insert(it.by.as_str()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    fn positions(named: &[&[&str]]) -> Vec<Vec<ClaimId>> {
        named.iter().map(|ids| ids.iter().map(|id| ClaimId::parse(id).unwrap()).collect()).collect()
    }

    #[test]
    fn a_judgement_stands_until_a_claim_comes_goes_or_changes_or_claims_are_grouped_otherwise() {
        let before = positions(&[&["a"], &["b", "c"]]);
        let basis = Basis { positions: before.clone(), edited: Vec::new() };
        assert!(basis.changes(&before).is_none());
        assert!(basis.changes(&positions(&[&["c", "b"], &["a"]])).is_none());
        for (now, expected) in [
            (positions(&[&["a"], &["b", "c", "d"]]), (1, 0, 1, 1)),
            (positions(&[&["a"], &["b"]]), (0, 1, 1, 1)),
            (positions(&[&["a"], &["b"], &["c"]]), (0, 0, 2, 1)),
        ] {
            let changes = basis.changes(&now);
            let found = (changes.added.len(), changes.gone.len(), changes.positions_new, changes.positions_lost);
            assert_eq!(found, expected, "{now:?}");
        }
        let edited = Basis { edited: before[0].clone(), ..basis };
        assert_eq!(edited.changes(&before).edited, before[0]);
    }
}
