//! The second half of a study: state, gap, severity, kinds, witness and warnings of one question.

use super::{
    AnswerKind, Cardinality, Position, QuestionAnalysis, Range, Severity, State, Tally, Voice, Warning,
    answers::node_of,
    disagreement::{self, gap},
    memberships::Memberships,
    study::{Hearing, Study},
};
use crate::domain::{
    certainty::Degree,
    claim::Stance,
    extent::{Denotation, Extents},
    position::{self, POSITIONS_OF_MANY_MAX},
    sorting::numbers_by,
};

impl Study<'_> {
    /// The state of a question, and on a corroborated one with many answers the nodes that are.
    pub(super) fn state(
        &self,
        hearing: &Hearing<'_>,
        positions: &[Position],
        tally: &mut Tally<'_>,
    ) -> (State, Vec<usize>) {
        let [position] = positions else {
            return (if positions.is_empty() { State::Unanswered } else { State::Contested }, Vec::new());
        };
        if self.dossier().questions()[hearing.question].cardinality == Cardinality::One {
            return (state_of(position.support.range), Vec::new());
        }
        let mut best = Range::default();
        let mut corroborated = Vec::new();
        let given = self.answers_given_to(hearing);
        for answer in &given.answers {
            let claims = answer.backers.iter().flat_map(|&backer| &given.answers[backer].claims);
            let range = tally.range(claims.copied());
            best = Range { min: best.min.max(range.min), max: best.max.max(range.max) };
            if let (Some(node), Stance::Asserts, 2..) = (node_of(answer.set), answer.stance, range.min) {
                corroborated.push(node);
            }
        }
        corroborated.sort_unstable();
        corroborated.dedup();
        let range = if best == Range::default() { position.support.range } else { best };
        (state_of(range), corroborated)
    }

    /// How many positions there would be if every word were read strictly.
    pub(super) fn strict_positions<'s>(&'s self, hearing: &Hearing<'_>, tolerant: usize) -> usize {
        let is_strict_already = hearing.claims.iter().all(|&claim| self.marks().is_strict(claim));
        if is_strict_already {
            return tolerant;
        }
        let strict = |extents: &'s Extents| if is_empty(extents) { &extents.envelope } else { &extents.core };
        let cores: Vec<_> = hearing.claims.iter().filter_map(|&claim| self.extents(claim)).map(strict).collect();
        position::count_by_class(&cores, &self.classes(hearing), self.field(hearing.question))
    }

    /// Fills in what only a contested question has.
    pub(super) fn measure(&self, hearing: &Hearing<'_>, memberships: &Memberships, analysis: &mut QuestionAnalysis) {
        let denotations: Vec<&Denotation> = analysis.positions.iter().map(|position| &position.denotation).collect();
        let dossier = self.dossier();
        let question = &dossier.questions()[hearing.question];
        analysis.gap = match question.answer {
            _ if question.cardinality == Cardinality::Many => None,
            AnswerKind::Time => gap::of_times(&denotations, dossier.utc_offset(hearing.question)),
            AnswerKind::Duration | AnswerKind::Count => gap::of_quantities(&denotations),
            AnswerKind::Place => gap::of_places(&denotations, &dossier.gazetteer()),
            AnswerKind::Entity | AnswerKind::Choice | AnswerKind::Text => None,
        };
        let voice = |number: usize| {
            let claim = hearing.claims[number];
            let is_visible = |original: &usize| hearing.visible.binary_search(original).is_ok();
            let is_retelling = hearing.retellings.originals(claim).iter().any(is_visible);
            Voice { claim, positions: memberships.of_claim(number), is_retelling }
        };
        let by_report = numbers_by(hearing.claims.len(), |number| self.rank(hearing.claims[number]));
        let voices: Vec<Voice<'_>> = by_report.into_iter().map(voice).collect();
        let document = |claim: usize| dossier.document_of(claim);
        analysis.kinds = disagreement::kinds(&voices, hearing.origins, hearing.retellings, document);
        analysis.witness = disagreement::witness(&voices, analysis.positions.len());
        let is_halved = analysis.witness.iter().any(|&claim| self.is_weak(claim, &analysis.positions));
        analysis.severity = Some(Severity::of(analysis.gap.as_ref(), is_halved));
    }

    /// Whether a claim is only probable, or fits its position only within tolerance.
    fn is_weak(&self, claim: usize, positions: &[Position]) -> bool {
        let record = &self.dossier().claims()[claim];
        let is_probable = record.certainty.as_ref().is_some_and(|certainty| certainty.degree() == Degree::Probable);
        let mut of_claim = positions.iter().filter(|position| position.claims.binary_search(&claim).is_ok());
        is_probable
            || self.dossier().reading(claim).is_uncertain
            || of_claim.any(|position| position.is_within_tolerance)
    }

    pub(super) fn warnings(
        &self,
        hearing: &Hearing<'_>,
        positions: &[Position],
        has_more_undetermined: bool,
    ) -> Vec<Warning> {
        let dossier = self.dossier();
        let visible = hearing.visible;
        let mut warnings = Vec::new();
        if visible.iter().any(|&claim| hearing.origins.root(claim).is_circular) {
            warnings.push(Warning::Circular);
        }
        if visible.iter().any(|&claim| self.marks().cites_later(claim)) {
            warnings.push(Warning::CitesLater);
        }
        if visible.iter().any(|&claim| dossier.reading(claim).is_hull) {
            warnings.push(Warning::Hull);
        }
        let is_many = dossier.questions()[hearing.question].cardinality == Cardinality::Many;
        if is_many && positions.len() >= POSITIONS_OF_MANY_MAX {
            warnings.push(Warning::TooManyCombinations);
        }
        if has_more_undetermined {
            warnings.push(Warning::TooManyUndetermined);
        }
        warnings
    }
}

fn state_of(range: Range) -> State {
    match range {
        Range { max: 0, .. } => State::Untraceable,
        Range { max: 1, .. } => State::OneSource,
        Range { min: 2.., .. } => State::Corroborated,
        Range { .. } => State::Unclear,
    }
}

fn is_empty(extents: &Extents) -> bool {
    matches!(&extents.core, crate::domain::extent::Extent::Axis(spans) if spans.is_empty())
}
