//! A study: a dossier with all that does not depend on the day, ready to be analysed for any day.

use std::borrow::Cow;

use super::{
    Analysis, AnswerKind, Cardinality, Counts, Day, Dossier, Extents, Members, Origins, Position, QuestionAnalysis,
    Retellings, Tally, lettering, marks::Marks, memberships::Memberships,
};
use crate::domain::{
    as_known,
    certainty::Degree,
    claim::Stance,
    extent::Extent,
    position::{self, Field, Positions},
    reading::{Sets, axis_domain},
};

/// A dossier with its claims traced, compared and put in order.
pub struct Study<'a> {
    dossier: Cow<'a, Dossier>,
    origins: Origins,
    retellings: Retellings,
    /// The extents of each claim; on a question with many answers there is none.
    extents: Vec<Option<Extents>>,
    is_committal: Vec<bool>,
    marks: Marks,
    given: Vec<Option<usize>>,
}

/// The committal visible claims of one question, and where they come from as far as is known.
pub(super) struct Hearing<'s> {
    pub(super) question: usize,
    pub(super) claims: &'s [usize],
    pub(super) visible: &'s [usize],
    pub(super) origins: &'s Origins,
    pub(super) retellings: &'s Retellings,
    /// For each claim of the case a number for its value and its root.
    pub(super) given: &'s [Option<usize>],
}

impl Study<'static> {
    /// As [`Study::new`], where the study is to be kept: it holds the dossier itself.
    #[must_use]
    pub fn owning(dossier: Dossier) -> Self {
        Self::over(Cow::Owned(dossier))
    }
}

impl<'a> Study<'a> {
    /// Traces and compares the claims of `dossier`.
    #[must_use]
    pub fn new(dossier: &'a Dossier) -> Self {
        Self::over(Cow::Borrowed(dossier))
    }

    fn over(held: Cow<'a, Dossier>) -> Self {
        let dossier: &Dossier = &held;
        let origins = Origins::of(dossier);
        let retellings = Retellings::of(dossier, &origins);
        let claims = 0..dossier.claims().len();
        let extents: Vec<Option<Extents>> = claims.clone().map(|claim| extents_of(dossier, claim)).collect();
        let is_committal = claims.map(|claim| is_committal(dossier, claim, extents[claim].as_ref())).collect();
        let marks = Marks::of(dossier, &extents);
        let given = marks.given(&origins);
        Self { dossier: held, origins, retellings, extents, is_committal, marks, given }
    }

    /// The dossier studied.
    #[must_use]
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// The dossier that was studied.
    #[must_use]
    pub fn into_dossier(self) -> Dossier {
        self.dossier.into_owned()
    }

    /// Where the claims come from.
    #[must_use]
    pub fn origins(&self) -> &Origins {
        &self.origins
    }

    /// Which claims retell which.
    #[must_use]
    pub fn retellings(&self) -> &Retellings {
        &self.retellings
    }

    /// The extents of claim number `claim`; `None` on a question with many answers.
    #[must_use]
    pub fn extents(&self, claim: usize) -> Option<&Extents> {
        self.extents[claim].as_ref()
    }

    /// Whether claim number `claim` commits its root to an answer.
    #[must_use]
    pub fn is_committal(&self, claim: usize) -> bool {
        self.is_committal[claim]
    }

    /// The place of claim number `claim` in the order of report date, then id.
    #[must_use]
    pub fn rank(&self, claim: usize) -> usize {
        self.marks.rank(claim)
    }

    pub(super) fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The analysis of the whole case as known on `as_of`, or as things stand.
    #[must_use]
    pub fn analysis(&self, as_of: Option<Day>) -> Analysis {
        let mut tally = Tally::new(&self.dossier, &self.origins);
        let questions: Vec<QuestionAnalysis> =
            (0..self.dossier.questions().len()).map(|question| self.question(question, as_of, &mut tally)).collect();
        Analysis { as_of, counts: Counts::of(&questions), questions }
    }

    /// The analysis of one question.
    pub fn question(&self, question: usize, as_of: Option<Day>, tally: &mut Tally<'_>) -> QuestionAnalysis {
        let on_question = self.dossier.claims_on(question);
        let mut visible: Vec<usize> = Vec::with_capacity(on_question.len());
        visible.extend(on_question.iter().filter(|&&claim| as_known::is_visible(&self.dossier, claim, as_of)));
        let all_known = visible.len() == on_question.len();
        let traced = if all_known { None } else { self.origins.knowing_only(&self.dossier, &visible) };
        match traced {
            None => self.hear(question, &visible, (&self.origins, &self.retellings, &self.given), tally),
            Some(origins) => {
                let retellings = self.retellings.among(&self.dossier, &origins, &visible);
                let mut tally = Tally::new(&self.dossier, &origins);
                self.hear(question, &visible, (&origins, &retellings, &self.marks.given(&origins)), &mut tally)
            }
        }
    }

    /// The analysis of the `visible` claims of one question, as far as where they come from is known.
    fn hear(
        &self,
        question: usize,
        visible: &[usize],
        (origins, retellings, given): (&Origins, &Retellings, &[Option<usize>]),
        tally: &mut Tally<'_>,
    ) -> QuestionAnalysis {
        let mut committal: Vec<usize> = Vec::with_capacity(visible.len());
        committal.extend(visible.iter().filter(|&&claim| self.is_committal[claim]));
        let non_committal: Vec<usize> = visible.iter().copied().filter(|&claim| !self.is_committal[claim]).collect();
        let hearing = Hearing { question, claims: &committal, visible, origins, retellings, given };
        let found = self.positions(&hearing);
        let memberships = Memberships::of(&found.members, committal.len());
        let rank = |number: usize| self.marks.rank(committal[number]);
        let lettered = lettering::lettered(found.members, &memberships, rank);
        let mut positions: Vec<Position> =
            lettered.into_iter().map(|lettered| self.position(&hearing, lettered, &memberships, tally)).collect();
        if !non_committal.is_empty() {
            for position in &mut positions {
                position.claims.extend(&non_committal);
                position.claims.sort_unstable();
            }
        }
        let (state, corroborated_nodes) = self.state(&hearing, &positions, tally);
        let mut analysis = QuestionAnalysis {
            question,
            state,
            undetermined: found.undetermined.iter().map(|&(a, b)| (committal[a], committal[b])).collect(),
            gap: None,
            severity: None,
            kinds: Vec::new(),
            witness: Vec::new(),
            strict_positions: self.strict_positions(&hearing, positions.len()),
            warnings: self.warnings(&hearing, &positions, found.has_more_undetermined),
            non_committal: non_committal.clone(),
            corroborated_nodes,
            visible: visible.to_vec(),
            positions,
        };
        if analysis.is_contested() {
            self.measure(&hearing, &memberships, &mut analysis);
        }
        analysis
    }

    fn positions(&self, hearing: &Hearing<'_>) -> Positions {
        if hearing.claims.is_empty() {
            return Positions::default();
        }
        if self.dossier.questions()[hearing.question].cardinality == Cardinality::Many {
            return self.positions_of_many(hearing);
        }
        let extents = hearing.claims.iter().filter_map(|&claim| self.extents[claim].as_ref());
        let envelopes: Vec<&Extent> = extents.map(|extents| &extents.envelope).collect();
        position::positions_by_class(&envelopes, &self.classes(hearing), self.field(hearing.question))
    }

    /// What each claim that is heard says, as a number.
    pub(super) fn classes(&self, hearing: &Hearing<'_>) -> Vec<usize> {
        hearing.claims.iter().map(|&claim| self.marks.class(claim)).collect()
    }

    /// What the claims on a question are compared on.
    pub(in crate::domain) fn field(&self, question: usize) -> Field<'_> {
        match self.dossier.questions()[question].answer {
            AnswerKind::Time | AnswerKind::Duration | AnswerKind::Count => Field::Axis,
            AnswerKind::Place => Field::Places(self.dossier.gazetteer()),
            AnswerKind::Entity | AnswerKind::Choice => Field::Tree(self.dossier.answer_tree(question)),
            AnswerKind::Text => Field::Words,
        }
    }

    fn positions_of_many(&self, hearing: &Hearing<'_>) -> Positions {
        let says = |&claim: &usize| {
            let sets = self.dossier.reading(claim).members.as_slice();
            match self.dossier.claims()[claim].stance {
                Stance::Asserts => position::Stance::Asserts(sets),
                Stance::Denies => position::Stance::Denies(sets),
            }
        };
        let stances: Vec<position::Stance<'_>> = hearing.claims.iter().map(says).collect();
        let sets = position::positions_of_many(&stances, self.dossier.answer_tree(hearing.question));
        let members = sets.into_iter().map(|all| Members { all, guests: Vec::new() }).collect();
        Positions { members, ..Positions::default() }
    }
}

fn extents_of(dossier: &Dossier, claim: usize) -> Option<Extents> {
    let question = &dossier.questions()[dossier.question_of(claim)];
    let domain = axis_domain(question.answer);
    let is_one = question.cardinality == Cardinality::One;
    is_one.then(|| Extents::of(&dossier.claims()[claim], dossier.reading(claim), domain))
}

fn is_committal(dossier: &Dossier, claim: usize, extents: Option<&Extents>) -> bool {
    let record = &dossier.claims()[claim];
    let is_possible_only = record.certainty.as_ref().is_some_and(|certainty| certainty.degree() == Degree::Possible);
    let domain = axis_domain(dossier.questions()[dossier.question_of(claim)].answer);
    // On a question with many answers: "at any time" says nothing there either.
    let is_anything = |set: &Sets| matches!(set, Sets::Axis { envelope, .. } if envelope.pieces() == [domain]);
    let says_nothing = match extents {
        Some(extents) => extents.is_everything(domain),
        None => record.stance == Stance::Asserts && dossier.reading(claim).members.iter().all(is_anything),
    };
    !is_possible_only && !says_nothing
}
