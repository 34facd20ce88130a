//! Consequences: what follows for a question from a change of its records. Data only; the words are in `text`.
//!
//! Nothing here guesses: the case is analysed as it was and as it would be, and the two analyses are compared. So one
//! function serves a claim that is added, edited, withdrawn or restored. Records are known by their id on both sides;
//! claims and sources go by their number in the case after the change, and those that leave by their number before it.

mod effect;

use std::{borrow::Cow, collections::BTreeSet};

use super::{
    analysis::{Position, QuestionAnalysis, State, Study, Warning},
    disagreement::Kind,
    dossier::Dossier,
    id::{ClaimId, QuestionId},
    independence::{Origins, Tally},
    judged::{Judged, Stale},
    outline::QuestionOutline,
    retelling::Retellings,
    shift::{Common, QuestionShift, Shift, Turn},
    words::words,
};

pub use effect::{Conflict, Effect, Provenance};

words! {
    /// What happens to a claim.
    Act {
        /// It is counted now.
        Enters = "enters",
        /// It is counted as before, and says something else or comes from somewhere else.
        Changes = "changes",
        /// It is no longer counted.
        Leaves = "leaves",
    }

    /// What the root of a claim adds.
    Weight {
        /// Somebody who would know.
        Root = "root",
        /// An outlet that names nobody: a root that may hide behind any other.
        Unattributed = "unattributed",
        /// Reports that lead back only to each other: one pseudo-root.
        Circular = "circular",
        /// Nobody is known: not counted.
        Untraceable = "untraceable",
    }

    /// On which side of another answer one lies on the axis.
    Order {
        /// Earlier, or less.
        Lower = "lower",
        /// Later, or more.
        Higher = "higher",
    }
}

/// What follows for one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Consequence {
    /// The question.
    pub question: QuestionId,
    /// The analysis as it was; `None` where the question is new.
    pub before: Option<QuestionAnalysis>,
    /// The analysis as it would be; `None` where the question is gone.
    pub after: Option<QuestionAnalysis>,
    /// What becomes of its state.
    pub turn: Turn,
    /// What becomes of every position: by the letter it would have, then the ended ones by the letter they had.
    pub shifts: Vec<Shift>,
    /// What happens to the claims whose own record differs, in order of id.
    pub effects: Vec<Effect>,
    /// The kinds of disagreement that were not there before, sorted by name.
    pub kinds_begun: Vec<Kind>,
    /// The kinds of disagreement that are no longer there, sorted by name.
    pub kinds_ended: Vec<Kind>,
    /// What a reader would be newly warned of.
    pub warnings_begun: Vec<Warning>,
    /// What a reader would no longer be warned of.
    pub warnings_ended: Vec<Warning>,
    /// The judgements that would go stale, the newest first; see [`Consequence::with_judged`].
    pub stale: Vec<Stale>,
}

impl Consequence {
    /// What follows for `question` where the case of `before` becomes that of `after`; `None` where neither asks it.
    ///
    /// Both studies must be of what the viewer may see: effects name roots.
    #[must_use]
    pub fn between(before: &Study<'_>, after: &Study<'_>, question: &QuestionId) -> Option<Self> {
        let (old, new) = (Side::of(before, question), Side::of(after, question));
        if old.is_none() && new.is_none() {
            return None;
        }
        let effects = effect::effects(old.as_ref(), new.as_ref());
        let common = Common::of_dossiers(before.dossier(), after.dossier());
        let sides = [old, new].map(|side| side.map(|side| (side.study.dossier(), side.analysis)));
        Some(Self { effects, ..Self::compared(question.clone(), sides, &common) })
    }

    /// The same of a question that both sides were analysed on already, without what happens to each claim: it is found
    /// fast where thousands of claims come in.
    pub(super) fn outlined(
        question: QuestionId,
        sides: [Option<(&Dossier, &QuestionAnalysis)>; 2],
        common: &Common,
    ) -> Self {
        let owned = |(dossier, analysis): (_, &QuestionAnalysis)| (dossier, analysis.clone());
        Self::compared(question, sides.map(|side| side.map(owned)), common)
    }

    fn compared(question: QuestionId, sides: [Option<(&Dossier, QuestionAnalysis)>; 2], common: &Common) -> Self {
        let outline = |side: &Option<(&Dossier, QuestionAnalysis)>| {
            side.as_ref().map_or_else(QuestionOutline::default, |(dossier, found)| QuestionOutline::of(dossier, found))
        };
        let [old, new] = sides.each_ref().map(outline);
        let QuestionShift { turn, positions: shifts, .. } = QuestionShift::between(&old, &new, common);
        let [before, after] = sides.map(|side| side.map(|(_, analysis)| analysis));
        let only_in = |one: Option<&QuestionAnalysis>, other: Option<&QuestionAnalysis>| {
            let kinds = difference(one.map(|q| q.kinds.as_slice()), other.map(|q| q.kinds.as_slice()));
            let warnings = difference(one.map(|q| q.warnings.as_slice()), other.map(|q| q.warnings.as_slice()));
            (kinds, warnings)
        };
        let (kinds_begun, warnings_begun) = only_in(after.as_ref(), before.as_ref());
        let (kinds_ended, warnings_ended) = only_in(before.as_ref(), after.as_ref());
        let effects = Vec::new();
        Self {
            question,
            before,
            after,
            turn,
            shifts,
            effects,
            kinds_begun,
            kinds_ended,
            warnings_begun,
            warnings_ended,
            stale: Vec::new(),
        }
    }

    /// The same with what becomes of those of `judged` that stand on both sides of the change, `before` and `after`.
    #[must_use]
    pub fn with_judged(mut self, judged: &[Judged], before: &Dossier, after: &Dossier) -> Self {
        let own = judged.iter().filter(|it| it.question == self.question && it.stands_in(after));
        let claims = |dossier: &Dossier, position: &Position| -> Vec<ClaimId> {
            position.claims.iter().map(|&it| dossier.claims()[it].id.clone()).collect()
        };
        let positions = |dossier: &Dossier, side: Option<&QuestionAnalysis>| -> Vec<Vec<ClaimId>> {
            side.into_iter().flat_map(|side| &side.positions).map(|position| claims(dossier, position)).collect()
        };
        let (was, is) = (positions(before, self.before.as_ref()), positions(after, self.after.as_ref()));
        let record = |dossier: &Dossier, id: &ClaimId| dossier.claim_number(id).map(|it| dossier.claims()[it].clone());
        let is_written = |id: &ClaimId| record(before, id) != record(after, id);
        self.stale = own.filter_map(|it| it.going_stale(&was, &is, is_written)).collect();
        self
    }

    /// Whether nothing that a reader could see follows.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        let is_as_before = self.turn == Turn::Stands && self.shifts.iter().all(Shift::is_unmoved);
        let kinds = self.kinds_begun.iter().chain(&self.kinds_ended).count();
        let warnings = self.warnings_begun.iter().chain(&self.warnings_ended).count();
        is_as_before && self.effects.is_empty() && self.stale.is_empty() && kinds + warnings == 0
    }

    /// The state before the change.
    #[must_use]
    pub fn state_before(&self) -> State {
        self.before.as_ref().map_or(State::Unanswered, |analysis| analysis.state)
    }

    /// The state after it.
    #[must_use]
    pub fn state_after(&self) -> State {
        self.after.as_ref().map_or(State::Unanswered, |analysis| analysis.state)
    }

    /// The side on which the claim of `effect` is counted: after the change, or before it where it leaves.
    #[must_use]
    pub fn side_of(&self, effect: &Effect) -> Option<&QuestionAnalysis> {
        if effect.act == Act::Leaves { self.before.as_ref() } else { self.after.as_ref() }
    }
}

/// One question of one case, with where its claims come from as far as is known.
struct Side<'s> {
    study: &'s Study<'s>,
    analysis: QuestionAnalysis,
    origins: Cow<'s, Origins>,
    retellings: Cow<'s, Retellings>,
}

impl<'s> Side<'s> {
    fn of(study: &'s Study<'_>, question: &QuestionId) -> Option<Self> {
        let dossier = study.dossier();
        let question = dossier.question_number(question)?;
        let analysis = study.question(question, None, &mut Tally::new(dossier, study.origins()));
        // A circle of reports that has lost a member to a retraction is traced anew, as the analysis does.
        let is_all_visible = analysis.visible.len() == dossier.claims_on(question).len();
        let traced = if is_all_visible { None } else { study.origins().knowing_only(dossier, &analysis.visible) };
        let (origins, retellings) = match traced {
            None => (Cow::Borrowed(study.origins()), Cow::Borrowed(study.retellings())),
            Some(origins) => {
                let retellings = study.retellings().among(dossier, &origins, &analysis.visible);
                (Cow::Owned(origins), Cow::Owned(retellings))
            }
        };
        Some(Self { study, analysis, origins, retellings })
    }

    fn id(&self, claim: usize) -> &ClaimId {
        &self.study.dossier().claims()[claim].id
    }

    fn is_committal(&self, claim: usize) -> bool {
        self.analysis.non_committal.binary_search(&claim).is_err()
    }

    /// The number of the claim called `id`, where it is counted on the question.
    fn visible(&self, id: &ClaimId) -> Option<usize> {
        let number = self.study.dossier().claim_number(id)?;
        self.analysis.visible.binary_search(&number).is_ok().then_some(number)
    }
}

/// Whether the record of a claim that is counted on both sides differs, in itself or in the day it was reported.
fn is_changed(old: &Side<'_>, was: usize, new: &Side<'_>, is: usize) -> bool {
    let (before, after) = (old.study.dossier(), new.study.dossier());
    before.claims()[was] != after.claims()[is]
        || before.reading(was).canonical != after.reading(is).canonical
        || before.reported_by(was) != after.reported_by(is)
}

fn difference<T: Copy + Ord>(of: Option<&[T]>, without: Option<&[T]>) -> Vec<T> {
    let without: BTreeSet<T> = without.unwrap_or_default().iter().copied().collect();
    of.unwrap_or_default().iter().copied().filter(|item| !without.contains(item)).collect()
}
