//! Outlines: as much of what a case amounts to as shifts are found from. Small enough to be kept at hand.

use std::{collections::BTreeMap, mem::size_of};

use super::{
    access::Identities,
    analysis::{Analysis, QuestionAnalysis, State},
    dossier::Dossier,
    edition::Edition,
    id::{ClaimId, QuestionId, SourceId},
    independence::Range,
};

/// What a case amounts to, question by question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Every claim of the case, in order of id.
    pub(super) claims: Vec<ClaimId>,
    questions: Vec<(QuestionId, QuestionOutline)>,
}

/// What is said on one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QuestionOutline {
    pub(super) state: State,
    /// By letter.
    pub(super) positions: Vec<PositionOutline>,
    /// The claims that are in every position, since they commit to none; in order.
    pub(super) non_committal: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PositionOutline {
    /// The numbers of its claims, in order.
    pub(super) claims: Vec<usize>,
    /// The roots it goes back to.
    pub(super) roots: Vec<SourceId>,
    /// How many of them are independent.
    pub(super) support: Range,
}

impl QuestionOutline {
    /// The outline of what is `found` on a question of `dossier`.
    pub(super) fn of(dossier: &Dossier, found: &QuestionAnalysis) -> Self {
        let positions = found.positions.iter().map(|position| PositionOutline {
            claims: position.claims.clone(),
            roots: position.support.roots.iter().map(|&root| dossier.sources()[root].id.clone()).collect(),
            support: position.support.range,
        });
        Self { state: found.state, positions: positions.collect(), non_committal: found.non_committal.clone() }
    }
}

impl Default for QuestionOutline {
    /// A question that is not there: nothing is said on it.
    fn default() -> Self {
        Self { state: State::Unanswered, positions: Vec::new(), non_committal: Vec::new() }
    }
}

/// The outline of a case with the identities of its protected sources, and without them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outlines {
    shown: Outline,
    /// `None` where nothing is protected: both are the same.
    hidden: Option<Outline>,
}

impl Outlines {
    /// The outlines of the case that `edition` is without identities, `analysis` being that of the whole.
    #[must_use]
    pub fn of(edition: &Edition, analysis: &Analysis) -> Self {
        let shown = Outline::of(edition.whole().dossier(), analysis);
        let is_protected = edition.whole().dossier().sources().iter().any(|source| source.is_protected);
        let hidden = is_protected.then(|| Outline::of(edition.study().dossier(), &edition.as_shown(analysis.clone())));
        Self { shown, hidden }
    }

    /// The outline for those who may see these identities.
    #[must_use]
    pub fn seen_with(&self, identities: Identities) -> &Outline {
        match identities {
            Identities::Shown => &self.shown,
            Identities::Hidden => self.hidden.as_ref().unwrap_or(&self.shown),
        }
    }

    /// Whether both are the same.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.hidden.is_none()
    }

    /// About how many bytes it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.shown.bytes() + self.hidden.as_ref().map_or(0, Outline::bytes)
    }
}

impl Outline {
    /// The outline of `dossier`, which amounts to `analysis`.
    #[must_use]
    pub fn of(dossier: &Dossier, analysis: &Analysis) -> Self {
        let outline = |found: &QuestionAnalysis| {
            (dossier.questions()[found.question].id.clone(), QuestionOutline::of(dossier, found))
        };
        Self {
            claims: dossier.claims().iter().map(|claim| claim.id.clone()).collect(),
            questions: analysis.questions.iter().map(outline).collect(),
        }
    }

    pub(super) fn by_question(&self) -> BTreeMap<&QuestionId, &QuestionOutline> {
        self.questions.iter().map(|(id, outline)| (id, outline)).collect()
    }

    /// The claims of each position of a question.
    pub(super) fn positions_of(&self, question: &QuestionId) -> Vec<Vec<ClaimId>> {
        let found = self.questions.iter().find(|(id, _)| id == question);
        let ids = |position: &PositionOutline| position.claims.iter().map(|&it| self.claims[it].clone()).collect();
        found.map(|(_, outline)| outline.positions.iter().map(ids).collect()).unwrap_or_default()
    }

    fn bytes(&self) -> usize {
        const ID_BYTES: usize = size_of::<ClaimId>() + 24;
        let position = |position: &PositionOutline| {
            size_of::<PositionOutline>() + position.claims.len() * size_of::<usize>() + position.roots.len() * ID_BYTES
        };
        let question = |(_, outline): &(QuestionId, QuestionOutline)| {
            ID_BYTES + outline.positions.iter().map(position).sum::<usize>() + outline.non_committal.len() * 8
        };
        self.claims.len() * ID_BYTES + self.questions.iter().map(question).sum::<usize>()
    }
}
