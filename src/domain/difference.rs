//! Differences: what a case amounts to before and after many records come in, question by question.
//!
//! Each question has the [`Consequence`] that a form shows for one record. Numbers and letters are those of the whole
//! case; roots are named as the viewer may see them.

use std::collections::BTreeSet;

use super::{
    analysis::{Analysis, Counts, QuestionAnalysis},
    consequence::Consequence,
    dossier::Dossier,
    id::QuestionId,
    judged::Judged,
    shift::Common,
};

/// A case on one side of a change, as a viewer may see it.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// What may be shown of it.
    pub dossier: &'a Dossier,
    /// What it amounts to as things stand: it counts as the whole case does, and names what may be shown.
    pub analysis: &'a Analysis,
}

/// What becomes of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The totals before.
    pub before: Counts,
    /// The totals after.
    pub after: Counts,
    /// What follows for the questions for which anything does, without what happens to each claim; in order of id.
    pub questions: Vec<Consequence>,
}

impl Difference {
    /// What becomes of the case `before` where it is `after`, and of those of `judged` that stand in both.
    #[must_use]
    pub fn between(before: Side<'_>, after: Side<'_>, judged: &[Judged]) -> Self {
        let common = Common::of_dossiers(before.dossier, after.dossier);
        let ids = |side: Side<'_>| side.dossier.questions().iter().map(|question| question.id.clone()).collect();
        let [old, new]: [Vec<QuestionId>; 2] = [ids(before), ids(after)];
        let all: BTreeSet<QuestionId> = old.into_iter().chain(new).collect();
        let of_question = |question: QuestionId| {
            let sides = [before, after].map(|side| side.question(&question));
            Consequence::outlined(question, sides, &common).with_judged(judged, before.dossier, after.dossier)
        };
        let questions = all.into_iter().map(of_question).filter(|consequence| !consequence.is_nothing()).collect();
        Self { before: before.analysis.counts, after: after.analysis.counts, questions }
    }
}

impl<'a> Side<'a> {
    /// What is found on a question, where it is asked.
    fn question(self, question: &QuestionId) -> Option<(&'a Dossier, &'a QuestionAnalysis)> {
        let number = self.dossier.question_number(question)?;
        Some((self.dossier, self.analysis.questions.get(number)?))
    }
}
