//! The second half of a study: state, gap, severity, kinds, witness and warnings of one question.

use std::collections::HashSet;

use super::{
    AnswerKind, Cardinality, Position, QuestionAnalysis, Range, Severity, State, Tally, Voice, Warning,
    disagreement::{self, gap},
    memberships::Memberships,
    study::{Hearing, Study},
};
use crate::domain::{
    certainty::Degree,
    claim::Stance,
    extent::{Denotation, Extents},
    position::{self, POSITIONS_OF_MANY_MAX},
    reading::Sets,
    value::place::Area,
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
        for answer in self.answers(hearing) {
            let range = tally.range(self.backing(hearing, answer).into_iter());
            best = Range { min: best.min.max(range.min), max: best.max.max(range.max) };
            if let (Some(node), Stance::Asserts, 2..) = (node_of(answer.1), answer.0, range.min) {
                corroborated.push(node);
            }
        }
        corroborated.sort_unstable();
        corroborated.dedup();
        let range = if best == Range::default() { position.support.range } else { best };
        (state_of(range), corroborated)
    }

    /// The answers that are given or denied on a question with many, each once.
    fn answers<'s>(&'s self, hearing: &'s Hearing<'_>) -> Vec<(Stance, &'s Sets)> {
        let mut answers: Vec<(Stance, &Sets)> = Vec::new();
        let mut known: HashSet<(bool, usize)> = HashSet::new();
        for &claim in hearing.claims {
            let stance = self.dossier().claims()[claim].stance;
            for set in &self.dossier().reading(claim).members {
                let is_new = match node_of(set) {
                    Some(node) => known.insert((stance == Stance::Denies, node)),
                    None => *set != Sets::Words && !answers.contains(&(stance, set)),
                };
                if is_new {
                    answers.push((stance, set));
                }
            }
        }
        answers
    }

    /// The claims that give `answer` or a part of it; those that deny it or what it is part of, where it is denied.
    fn backing(&self, hearing: &Hearing<'_>, (stance, answer): (Stance, &Sets)) -> Vec<usize> {
        let tree = self.dossier().answer_tree(hearing.question);
        let is_backed = |set: &Sets| match stance {
            Stance::Asserts => position::holds_all(answer, set, tree) || answer == set,
            Stance::Denies => position::holds_all(set, answer, tree) || answer == set,
        };
        let backs = |&claim: &usize| {
            self.dossier().claims()[claim].stance == stance
                && self.dossier().reading(claim).members.iter().any(is_backed)
        };
        hearing.claims.iter().copied().filter(backs).collect()
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
        let mut voices: Vec<Voice<'_>> = hearing
            .claims
            .iter()
            .enumerate()
            .map(|(number, &claim)| {
                let positions = memberships.of_claim(number);
                let is_visible = |original: &usize| hearing.visible.binary_search(original).is_ok();
                let is_retelling = hearing.retellings.originals(claim).iter().any(is_visible);
                Voice { claim, positions, is_retelling }
            })
            .collect();
        voices.sort_unstable_by_key(|voice| self.rank(voice.claim));
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

/// The node that an answer names, where it is one.
fn node_of(answer: &Sets) -> Option<usize> {
    match answer {
        Sets::Nodes(nodes) if nodes.named().len() == 1 => Some(nodes.named()[0]),
        Sets::Areas(areas) => match areas.as_slice() {
            [Area::Node(node)] => Some(*node),
            _ => None,
        },
        Sets::Nodes(_) | Sets::Axis { .. } | Sets::Words => None,
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
