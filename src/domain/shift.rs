//! Shifts: what a change does to what is said on a question. Its state turns; its positions stay, appear or vanish, and
//! gain or lose claims and roots.
//!
//! This is the one place where positions of before are told to be positions of after. Notices, the consequences beside a
//! form and the difference that an import would make are made of it.

use super::{
    analysis::{Letter, State},
    id::SourceId,
    independence::Range,
    outline::{PositionOutline, QuestionOutline},
    words::words,
};

mod pairing;

pub(super) use pairing::Common;
use pairing::Members;

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

    /// What becomes of a position.
    Fate {
        /// It stands before and after.
        Kept = "kept",
        /// It stands only after.
        Opened = "opened",
        /// It stood only before.
        Ended = "ended",
    }
}

/// What a change does to what is said on one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionShift {
    /// Its state before.
    pub state_before: State,
    /// Its state after.
    pub state_after: State,
    /// What becomes of its state.
    pub turn: Turn,
    /// What becomes of every position: by the letter it has after, then the ended ones by the letter they had.
    pub positions: Vec<Shift>,
}

/// What becomes of one position. Claims that commit to nothing are in every position and are not told here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// What becomes of it.
    pub fate: Fate,
    /// The letter it had.
    pub before: Option<Letter>,
    /// The letter it would have.
    pub after: Option<Letter>,
    /// Of an opened position the letters, before, of those that held all it has of the earlier claims: it split off
    /// from them. Of an ended one the letters, after, of those that hold all that is left of it: it merges into them.
    pub related: Vec<Letter>,
    /// The claims it did not have, by their number after the change.
    pub gained: Vec<usize>,
    /// The claims it no longer has, by their number before the change.
    pub lost: Vec<usize>,
    /// The roots it did not go back to.
    pub roots_gained: Vec<SourceId>,
    /// The roots it no longer goes back to.
    pub roots_lost: Vec<SourceId>,
    /// What stood behind it.
    pub support_before: Option<Range>,
    /// What would stand behind it.
    pub support_after: Option<Range>,
}

impl QuestionShift {
    /// What becomes of the question that `before` was where it is `after`; `common` says which claim is which.
    pub(super) fn between(before: &QuestionOutline, after: &QuestionOutline, common: &Common) -> Self {
        let (old, new) = pairing::members(before, after, common);
        let pairs = pairing::pairs(&old, &new);
        let was = |number: usize| Side { number, position: &before.positions[number], members: &old[number] };
        let is = |number: usize| Side { number, position: &after.positions[number], members: &new[number] };
        let mut positions = Vec::with_capacity(new.len());
        let (mut of_new, mut is_kept) = (vec![None; new.len()], vec![false; old.len()]);
        for (old, new) in pairs {
            (of_new[new], is_kept[old]) = (Some(old), true);
        }
        for (number, paired) in of_new.into_iter().enumerate() {
            positions.push(Shift::of(paired.map(was), Some(is(number)), &old));
        }
        for number in (0..old.len()).filter(|number| !is_kept[*number]) {
            positions.push(Shift::of(Some(was(number)), None, &new));
        }
        Self { state_before: before.state, state_after: after.state, turn: turn(before, after), positions }
    }
}

/// A position on one side of a change.
#[derive(Clone, Copy)]
struct Side<'a> {
    number: usize,
    position: &'a PositionOutline,
    members: &'a Members,
}

impl Shift {
    fn of(before: Option<Side<'_>>, after: Option<Side<'_>>, others: &[Members]) -> Self {
        let fate = match (before, after) {
            (Some(_), Some(_)) => Fate::Kept,
            (None, _) => Fate::Opened,
            (Some(_), None) => Fate::Ended,
        };
        let alone = before.xor(after);
        let claims = |one: Option<Side<'_>>, other: Option<Side<'_>>| {
            one.map_or_else(Vec::new, |one| one.members.beyond(other.map(|other| other.members)))
        };
        let roots = |one: Option<Side<'_>>, other: Option<Side<'_>>| {
            let others = other.map_or(&[][..], |other| &other.position.roots);
            let all = one.into_iter().flat_map(|one| &one.position.roots);
            all.filter(|root| !others.contains(root)).cloned().collect()
        };
        let letter = |side: Side<'_>| Letter::new(side.number);
        Self {
            fate,
            before: before.map(letter),
            after: after.map(letter),
            related: alone.map_or_else(Vec::new, |side| side.members.holders(others)),
            gained: claims(after, before),
            lost: claims(before, after),
            roots_gained: roots(after, before),
            roots_lost: roots(before, after),
            support_before: before.map(|side| side.position.support),
            support_after: after.map(|side| side.position.support),
        }
    }

    /// Whether the position has the same letter, claims, roots and support as before.
    #[must_use]
    pub fn is_unmoved(&self) -> bool {
        self.fate == Fate::Kept
            && self.before == self.after
            && self.gained.is_empty()
            && self.lost.is_empty()
            && self.roots_gained.is_empty()
            && self.roots_lost.is_empty()
            && self.support_before == self.support_after
    }
}

fn turn(before: &QuestionOutline, after: &QuestionOutline) -> Turn {
    match (before.state, after.state) {
        (State::Contested, State::Contested) => match after.positions.len().cmp(&before.positions.len()) {
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
