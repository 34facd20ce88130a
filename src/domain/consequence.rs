//! Consequences: what follows for a question from a change of its records. Data only; the words are in `text`.
//!
//! Nothing here guesses: the case is analysed as it was and as it would be, and the two analyses are compared. So one
//! function serves a claim that is added, edited, withdrawn or restored. Records are known by their id on both sides;
//! claims and sources go by their number in the case after the change, and those that leave by their number before it.

mod effect;
mod shift;

use std::{borrow::Cow, collections::BTreeSet};

use super::{
    analysis::{QuestionAnalysis, State, Study, Warning},
    disagreement::Kind,
    id::{ClaimId, QuestionId},
    independence::{Origins, Tally},
    retelling::Retellings,
    words::words,
};

pub use effect::{Conflict, Effect, Provenance};
pub use shift::Shift;

words! {
    /// What becomes of the state of a question.
    Turn {
        /// Nobody committed to an answer, now somebody does.
        FirstAnswer = "first_answer",
        /// Nobody commits to an answer any more.
        LastAnswerGone = "last_answer_gone",
        /// What nobody disputed is disputed.
        OpensDisagreement = "opens_disagreement",
        /// What was disputed no longer is.
        EndsDisagreement = "ends_disagreement",
        /// What was disputed has more positions.
        AddsPositions = "adds_positions",
        /// What is still disputed has fewer positions.
        RemovesPositions = "removes_positions",
        /// An undisputed answer has two or more independent roots now.
        Corroborates = "corroborates",
        /// An undisputed answer no longer has two independent roots for sure.
        EndsCorroboration = "ends_corroboration",
        /// What stands behind an undisputed answer changes its state in another way.
        ShiftsSupport = "shifts_support",
        /// The state and the number of positions stay.
        Stands = "stands",
    }

    /// What happens to a claim.
    Act {
        /// It is counted now.
        Enters = "enters",
        /// It is counted as before, and says something else or comes from somewhere else.
        Changes = "changes",
        /// It is no longer counted.
        Leaves = "leaves",
    }

    /// What becomes of a position.
    Fate {
        /// It stands before and after.
        Kept = "kept",
        /// It stands only after.
        Opened = "opened",
        /// It stood only before.
        Ended = "ended",
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
}

impl Consequence {
    /// What follows for `question` where the case of `before` becomes that of `after`; `None` where neither asks it.
    ///
    /// Both studies must be of what the viewer may see: effects name roots.
    #[must_use]
    pub fn between(before: &Study<'_>, after: &Study<'_>, question: &QuestionId) -> Option<Self> {
        Self::compared(before, after, question, effect::effects)
    }

    /// The same without what happens to each claim: names no source, and is found fast where thousands of claims come in.
    #[must_use]
    pub fn outlined(before: &Study<'_>, after: &Study<'_>, question: &QuestionId) -> Option<Self> {
        Self::compared(before, after, question, |_, _| Vec::new())
    }

    fn compared(
        before: &Study<'_>,
        after: &Study<'_>,
        question: &QuestionId,
        effects: impl Fn(Option<&Side<'_>>, Option<&Side<'_>>) -> Vec<Effect>,
    ) -> Option<Self> {
        let (old, new) = (Side::of(before, question), Side::of(after, question));
        if old.is_none() && new.is_none() {
            return None;
        }
        let shifts = shift::shifts(old.as_ref(), new.as_ref());
        let effects = effects(old.as_ref(), new.as_ref());
        let (before, after) = (old.map(|side| side.analysis), new.map(|side| side.analysis));
        let only_in = |one: Option<&QuestionAnalysis>, other: Option<&QuestionAnalysis>| {
            let kinds = difference(one.map(|q| q.kinds.as_slice()), other.map(|q| q.kinds.as_slice()));
            let warnings = difference(one.map(|q| q.warnings.as_slice()), other.map(|q| q.warnings.as_slice()));
            (kinds, warnings)
        };
        let (kinds_begun, warnings_begun) = only_in(after.as_ref(), before.as_ref());
        let (kinds_ended, warnings_ended) = only_in(before.as_ref(), after.as_ref());
        let turn = turn(before.as_ref(), after.as_ref());
        Some(Self { before, after, turn, shifts, effects, kinds_begun, kinds_ended, warnings_begun, warnings_ended })
    }

    /// Whether nothing that a reader could see follows.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        let is_as_before = self.turn == Turn::Stands && self.shifts.iter().all(Shift::is_unmoved);
        let kinds = self.kinds_begun.iter().chain(&self.kinds_ended).count();
        let warnings = self.warnings_begun.iter().chain(&self.warnings_ended).count();
        is_as_before && self.effects.is_empty() && kinds + warnings == 0
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

/// What follows for every question for which anything does, those of the case before first, in order of id.
#[must_use]
pub fn all(before: &Study<'_>, after: &Study<'_>) -> Vec<Consequence> {
    let ids = |study: &Study<'_>| study.dossier().questions().iter().map(|q| q.id.clone()).collect::<Vec<_>>();
    let mut questions = ids(before);
    questions.extend(ids(after).into_iter().filter(|id| before.dossier().question_number(id).is_none()));
    let consequences = questions.iter().filter_map(|question| Consequence::between(before, after, question));
    consequences.filter(|consequence| !consequence.is_nothing()).collect()
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

fn turn(before: Option<&QuestionAnalysis>, after: Option<&QuestionAnalysis>) -> Turn {
    let state = |side: Option<&QuestionAnalysis>| side.map_or(State::Unanswered, |analysis| analysis.state);
    let positions = |side: Option<&QuestionAnalysis>| side.map_or(0, |analysis| analysis.positions.len());
    match (state(before), state(after)) {
        (State::Contested, State::Contested) => match positions(after).cmp(&positions(before)) {
            std::cmp::Ordering::Greater => Turn::AddsPositions,
            std::cmp::Ordering::Less => Turn::RemovesPositions,
            std::cmp::Ordering::Equal => Turn::Stands,
        },
        (was, is) if was == is => Turn::Stands,
        (_, State::Contested) => Turn::OpensDisagreement,
        (State::Contested, _) => Turn::EndsDisagreement,
        (State::Unanswered, _) => Turn::FirstAnswer,
        (_, State::Unanswered) => Turn::LastAnswerGone,
        (_, State::Corroborated) => Turn::Corroborates,
        (State::Corroborated, _) => Turn::EndsCorroboration,
        _ => Turn::ShiftsSupport,
    }
}

fn difference<T: Copy + Ord>(of: Option<&[T]>, without: Option<&[T]>) -> Vec<T> {
    let without: BTreeSet<T> = without.unwrap_or_default().iter().copied().collect();
    of.unwrap_or_default().iter().copied().filter(|item| !without.contains(item)).collect()
}
