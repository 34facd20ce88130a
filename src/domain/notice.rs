//! Notices: what a write changed in meaning, one thing each, so that others can be told. (An *event* is what a case is
//! about.) They hold ids and words of closed sets, never a name or a text.
//!
//! They are found by comparing the [`Outline`] of a case before a write with the one after it: what becomes of a question
//! and its positions is its [shift](super::shift).

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::Timestamp;

use super::{
    analysis::{Letter, State},
    id::{ClaimId, QuestionId, SourceId},
    judged::Judged,
    outline::{Outline, QuestionOutline},
    record::Noun,
    shift::{Common, Fate, QuestionShift, Turn},
    words::words,
};

words! {
    /// What kind of thing a notice says.
    NoticeKind {
        /// A question that had at most one position has two or more.
        QuestionBecameContested = "question_became_contested",
        /// A question that had two or more positions has at most one.
        QuestionNoLongerContested = "question_no_longer_contested",
        /// The state of a question changed in another way.
        QuestionStateChanged = "question_state_changed",
        /// A position appeared.
        PositionAppeared = "position_appeared",
        /// A position vanished.
        PositionVanished = "position_vanished",
        /// A position goes back to a root that it did not go back to.
        PositionGainedRoot = "position_gained_root",
        /// A position no longer goes back to a root.
        PositionLostRoot = "position_lost_root",
        /// What a standing judgement was made of has changed.
        AssessmentWentStale = "assessment_went_stale",
        /// A judgement was signed.
        AssessmentSigned = "assessment_signed",
        /// A claim was added, or brought back.
        ClaimAdded = "claim_added",
        /// A claim was changed.
        ClaimChanged = "claim_changed",
        /// A claim was withdrawn.
        ClaimWithdrawn = "claim_withdrawn",
        /// Anything else of the case changed, or more than is listed.
        CaseChanged = "case_changed",
    }
}

/// The most notices of one write, beside the `case_changed` that says that there was more.
pub const NOTICES_OF_A_WRITE_MAX: usize = 200;

/// Whether the notice with this number of its write, from 1, is the `case_changed` beside as many others as there may be:
/// of those that were left out any may be of the kind that somebody asks for, so it is for everybody.
#[must_use]
pub fn says_there_is_more(number: usize) -> bool {
    number > NOTICES_OF_A_WRITE_MAX
}

/// One thing of meaning that a write changed. What does not belong to its kind is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What kind of thing.
    pub kind: NoticeKind,
    /// The question concerned.
    pub question: Option<QuestionId>,
    /// The letter of the position concerned, as it is after the write.
    pub position: Option<Letter>,
    /// Its letter before the write.
    pub position_before: Option<Letter>,
    /// The root gained or lost.
    pub root: Option<SourceId>,
    /// The state of the question after the write.
    pub state: Option<State>,
    /// Its state before.
    pub state_before: Option<State>,
    /// The claim concerned.
    pub claim: Option<ClaimId>,
    /// When the judgement concerned was signed.
    pub signed_at: Option<Timestamp>,
    /// How many records of each noun were written.
    pub changed: Option<Changed>,
}

/// How many records of each noun a write added, updated and withdrew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// Those that were not there.
    pub added: BTreeMap<Noun, usize>,
    /// Those that were there and differed.
    pub updated: BTreeMap<Noun, usize>,
    /// Those that no longer stand.
    pub withdrawn: BTreeMap<Noun, usize>,
}

/// What a write did to the records of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The claims it wrote, each with its question and what became of it: one of the three kinds about claims.
    pub claims: Vec<(NoticeKind, ClaimId, QuestionId)>,
    /// The judgements it brought: question and moment of signing.
    pub signed: Vec<(QuestionId, Timestamp)>,
    /// How many records it wrote.
    pub changed: Changed,
}

/// The notices of a write that led from `before` to `after`: the most meaningful first, and at most
/// [`NOTICES_OF_A_WRITE_MAX`] and one. A write that changed any record gives at least one.
#[must_use]
pub fn notices(before: &Outline, after: &Outline, written: &Written, judged: &[Judged]) -> Vec<Notice> {
    if written.changed == Changed::default() {
        return Vec::new();
    }
    let mut found = of_questions(before, after, written);
    found.extend(judged.iter().filter(|judged| went_stale(before, after, written, judged)).map(|judged| Notice {
        question: Some(judged.question.clone()),
        signed_at: Some(judged.signed_at),
        ..Notice::of(NoticeKind::AssessmentWentStale)
    }));
    found.extend(written.signed.iter().map(|(question, at)| Notice {
        question: Some(question.clone()),
        signed_at: Some(*at),
        ..Notice::of(NoticeKind::AssessmentSigned)
    }));
    found.extend(written.claims.iter().map(|(kind, claim, question)| Notice {
        question: Some(question.clone()),
        claim: Some(claim.clone()),
        ..Notice::of(*kind)
    }));
    found.sort_by_key(|notice| notice.kind);
    let is_more = found.len() > NOTICES_OF_A_WRITE_MAX;
    found.truncate(NOTICES_OF_A_WRITE_MAX);
    if is_more || found.is_empty() || written.has_others() {
        found.push(Notice { changed: Some(written.changed.clone()), ..Notice::of(NoticeKind::CaseChanged) });
    }
    found
}

impl Notice {
    /// A notice of a kind that says nothing yet.
    #[must_use]
    pub fn of(kind: NoticeKind) -> Self {
        Self {
            kind,
            question: None,
            position: None,
            position_before: None,
            root: None,
            state: None,
            state_before: None,
            claim: None,
            signed_at: None,
            changed: None,
        }
    }
}

impl Written {
    /// Whether it wrote anything that has no notice of its own.
    fn has_others(&self) -> bool {
        let Changed { added, updated, withdrawn } = &self.changed;
        let is_other = |(noun, count): (&Noun, &usize)| *count > 0 && *noun != Noun::Claim;
        let is_beside = |it: (&Noun, &usize)| is_other(it) && *it.0 != Noun::Assessment;
        added.iter().any(is_beside) || updated.iter().chain(withdrawn).any(is_other)
    }
}

fn of_questions(before: &Outline, after: &Outline, written: &Written) -> Vec<Notice> {
    let edited = written.claims.iter().filter(|(kind, ..)| *kind == NoticeKind::ClaimChanged);
    let edited: HashSet<&ClaimId> = edited.map(|(_, claim, _)| claim).collect();
    let common = Common::of(before.claims.iter(), after.claims.iter(), |_, is| edited.contains(&after.claims[is]));
    let (old, new) = (before.by_question(), after.by_question());
    let none = QuestionOutline::default();
    let mut found = Vec::new();
    for question in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let (old, new) = (old.get(question).copied(), new.get(question).copied());
        let (old, new) = (old.unwrap_or(&none), new.unwrap_or(&none));
        if !common.is_alike(old, new) {
            of_question(question, &QuestionShift::between(old, new, &common), &mut found);
        }
    }
    found
}

fn of_question(question: &QuestionId, shift: &QuestionShift, found: &mut Vec<Notice>) {
    let of = |kind| Notice { question: Some(question.clone()), ..Notice::of(kind) };
    let turned = match shift.turn {
        Turn::OpensDisagreement => Some(NoticeKind::QuestionBecameContested),
        Turn::EndsDisagreement => Some(NoticeKind::QuestionNoLongerContested),
        Turn::AddsPositions | Turn::RemovesPositions | Turn::Stands => None,
        Turn::FirstAnswer
        | Turn::LastAnswerGone
        | Turn::Corroborates
        | Turn::EndsCorroboration
        | Turn::ShiftsSupport => Some(NoticeKind::QuestionStateChanged),
    };
    found.extend(turned.map(|kind| Notice {
        state: Some(shift.state_after),
        state_before: Some(shift.state_before),
        ..of(kind)
    }));
    for position in &shift.positions {
        let of = |kind| Notice { position: position.after, position_before: position.before, ..of(kind) };
        match position.fate {
            Fate::Opened => found.push(of(NoticeKind::PositionAppeared)),
            Fate::Ended => found.push(of(NoticeKind::PositionVanished)),
            Fate::Kept => {
                let root = |kind, root: &SourceId| Notice { root: Some(root.clone()), ..of(kind) };
                found.extend(position.roots_gained.iter().map(|it| root(NoticeKind::PositionGainedRoot, it)));
                found.extend(position.roots_lost.iter().map(|it| root(NoticeKind::PositionLostRoot, it)));
            }
        }
    }
}

/// Whether a judgement stood on what was there before the write and does not after it.
fn went_stale(before: &Outline, after: &Outline, written: &Written, judged: &Judged) -> bool {
    let positions = |outline: &Outline| outline.positions_of(&judged.question);
    let is_written = |claim: &ClaimId| written.claims.iter().any(|(_, written, _)| written == claim);
    judged.going_stale(&positions(before), &positions(after), is_written).is_some()
}
