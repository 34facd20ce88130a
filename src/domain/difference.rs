//! Differences: what a case amounts to before and after many records come in, question by question.
//!
//! Which position after is which before is told by [`Consequence`], as for one record in a form. Numbers and letters are
//! those of the whole case; roots are named as the viewer may see them.

use std::collections::BTreeSet;

use super::{
    analysis::{Analysis, Counts, Letter, Study},
    consequence::Consequence,
    edition::Edition,
    id::{QuestionId, SourceId},
};

/// A case on one side of a change, as a viewer may see it.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The whole case, for numbers and states alone.
    pub whole: &'a Study<'static>,
    /// What may be shown of it.
    pub shown: &'a Study<'static>,
    /// What it amounts to as things stand: it counts as the whole case does, and names what may be shown.
    pub analysis: &'a Analysis,
}

impl<'a> Side<'a> {
    /// The side that `edition` is, which amounts to `analysis`.
    #[must_use]
    pub fn of(edition: &'a Edition, analysis: &'a Analysis) -> Self {
        Self { whole: edition.whole(), shown: edition.study(), analysis }
    }
}

/// What becomes of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The totals before.
    pub before: Counts,
    /// The totals after.
    pub after: Counts,
    /// The questions for which anything follows, in order of id.
    pub questions: Vec<QuestionDifference>,
}

/// What becomes of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionDifference {
    /// The question.
    pub question: QuestionId,
    /// What follows, without what happens to each claim.
    pub consequence: Consequence,
    /// What becomes of the roots of every position, in the order of the shifts of the consequence.
    pub roots: Vec<Roots>,
}

/// What becomes of the roots of a position.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roots {
    /// Those it did not go back to.
    pub gained: Vec<SourceId>,
    /// Those it no longer goes back to.
    pub lost: Vec<SourceId>,
}

impl Difference {
    /// What becomes of the case `before` where it is `after`.
    #[must_use]
    pub fn between(before: Side<'_>, after: Side<'_>) -> Self {
        let ids = |side: Side<'_>| {
            side.whole.dossier().questions().iter().map(|question| question.id.clone()).collect::<Vec<_>>()
        };
        let all: BTreeSet<QuestionId> = ids(before).into_iter().chain(ids(after)).collect();
        let questions = all.into_iter().filter_map(|question| of_question(before, after, question)).collect();
        Self { before: before.analysis.counts, after: after.analysis.counts, questions }
    }
}

fn of_question(before: Side<'_>, after: Side<'_>, question: QuestionId) -> Option<QuestionDifference> {
    let consequence = Consequence::outlined(before.whole, after.whole, &question)?;
    let roots: Vec<Roots> = consequence
        .shifts
        .iter()
        .map(|shift| {
            let (old, new) = (roots(before, &question, shift.before), roots(after, &question, shift.after));
            let beyond =
                |one: &BTreeSet<SourceId>, other: &BTreeSet<SourceId>| one.difference(other).cloned().collect();
            Roots { gained: beyond(&new, &old), lost: beyond(&old, &new) }
        })
        .collect();
    let is_nothing = consequence.is_nothing() && roots.iter().all(|roots| *roots == Roots::default());
    (!is_nothing).then_some(QuestionDifference { question, consequence, roots })
}

/// The roots of a position, as they may be shown.
fn roots(side: Side<'_>, question: &QuestionId, letter: Option<Letter>) -> BTreeSet<SourceId> {
    let number = side.whole.dossier().question_number(question);
    let analysis = number.and_then(|number| side.analysis.questions.get(number));
    let positions = analysis.into_iter().flat_map(|question| &question.positions);
    let found = positions.filter(|position| Some(position.letter) == letter);
    let sources = side.shown.dossier().sources();
    found.flat_map(|position| position.support.roots.iter()).map(|&root| sources[root].id.clone()).collect()
}
