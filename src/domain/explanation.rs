//! Explanations: why the claims on a question cannot all be true, step by step, as data.
//!
//! Kinds and numbers come from here; sentences are made at the edge from message templates (`text::explanation`).

use super::{
    analysis::{Letter, Position, QuestionAnalysis},
    claim::Stance,
    disagreement::{Gap, gap},
    dossier::Dossier,
    extent::{Denotation, Extents},
    policy::Rule,
    question::Cardinality,
    reading::axis_domain,
    text::Language,
};

/// The most positions among which the two furthest apart are looked for by name.
const NAMED_OF: usize = 40;

/// One step of an explanation.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// How the value of a witness was read.
    Read {
        /// The claim.
        claim: usize,
        /// The row of the tolerance table that was used.
        rule: Option<Rule>,
        /// An editor set the bounds.
        is_by_hand: bool,
    },
    /// The witnesses have no answer in common, and how far they are apart.
    Apart {
        /// How many witnesses there are.
        witnesses: usize,
        /// The gap between what two witnesses say themselves; `None` among more, and where one denies.
        gap: Option<Gap>,
    },
    /// The two positions furthest apart, where those are not what the witnesses say.
    Furthest {
        /// The letters of the two.
        letters: [Letter; 2],
        /// How many positions there are.
        positions: usize,
        /// The gap between them.
        gap: Gap,
    },
    /// The question asks about one event: either one of the accounts is wrong, or there were several events.
    OneEvent {
        /// The event.
        event: usize,
        /// How many witnesses there are.
        witnesses: usize,
    },
    /// Read strictly, the number of positions would be another.
    Strict {
        /// The number with the tolerance of the policy.
        tolerant: usize,
        /// The number without it.
        strict: usize,
    },
}

/// The steps that lead to the disagreement of `analysis`. Where nothing is disputed, at most one: that it would be if
/// every word were read strictly.
#[must_use]
pub fn steps(dossier: &Dossier, analysis: &QuestionAnalysis) -> Vec<Step> {
    let (tolerant, strict) = (analysis.positions.len(), analysis.strict_positions);
    let is_strict_another = tolerant > 0 && strict != tolerant;
    let strict_step = is_strict_another.then_some(Step::Strict { tolerant, strict });
    if !analysis.is_contested() {
        return strict_step.into_iter().collect();
    }
    let witnesses = analysis.witness.len();
    let gap = between_witnesses(dossier, analysis);
    let mut steps: Vec<Step> = analysis.witness.iter().map(|&claim| read(dossier, claim)).collect();
    steps.push(Step::Apart { witnesses, gap });
    steps.extend(furthest(dossier, analysis, gap));
    steps.push(Step::OneEvent { event: dossier.event_of(analysis.question), witnesses });
    steps.extend(strict_step);
    steps
}

fn read(dossier: &Dossier, claim: usize) -> Step {
    let reading = dossier.reading(claim);
    Step::Read { claim, rule: reading.rule, is_by_hand: reading.is_by_hand }
}

/// What claim number `claim` leaves possible, read strictly where that leaves anything; `None` where answers add up.
#[must_use]
pub fn own_answer(dossier: &Dossier, claim: usize) -> Option<Denotation> {
    let question = dossier.question_of(claim);
    let asked = &dossier.questions()[question];
    if asked.cardinality == Cardinality::Many {
        return None;
    }
    let extents = Extents::of(&dossier.claims()[claim], dossier.reading(claim), axis_domain(asked.answer));
    let tree = dossier.answer_tree(question);
    Denotation::common([&extents.core], tree).or_else(|| Denotation::common([&extents.envelope], tree))
}

/// How far apart the two witnesses are themselves; "not in January" is no distance from anything.
fn between_witnesses(dossier: &Dossier, analysis: &QuestionAnalysis) -> Option<Gap> {
    let [a, b] = analysis.witness.as_slice() else { return None };
    let asserts = |claim: usize| dossier.claims()[claim].stance == Stance::Asserts;
    if !asserts(*a) || !asserts(*b) {
        return None;
    }
    let (a, b) = (own_answer(dossier, *a)?, own_answer(dossier, *b)?);
    gap::of_answers(&[&a, &b], dossier, analysis.question)
}

/// The step for the gap of the question, where that is not the one between the witnesses.
fn furthest(dossier: &Dossier, analysis: &QuestionAnalysis, between_witnesses: Option<Gap>) -> Option<Step> {
    let widest = analysis.gap?;
    let pair =
        |a: &Position, b: &Position| gap::of_answers(&[&a.denotation, &b.denotation], dossier, analysis.question);
    let holds = |position: &Position, claim: &usize| position.claims.binary_search(claim).is_ok();
    let is_of_witnesses = |a: &Position, b: &Position| match analysis.witness.as_slice() {
        [x, y] => holds(a, x) && holds(b, y) || holds(a, y) && holds(b, x),
        _ => false,
    };
    let few = &analysis.positions[..analysis.positions.len().min(NAMED_OF)];
    let pairs = few.iter().enumerate().flat_map(|(number, a)| few[number + 1..].iter().map(move |b| (a, b)));
    let widest_pairs: Vec<(&Position, &Position)> = pairs.filter(|(a, b)| pair(a, b) == Some(widest)).collect();
    let is_said = between_witnesses == Some(widest) && widest_pairs.iter().any(|(a, b)| is_of_witnesses(a, b));
    let (a, b) = widest_pairs.first().filter(|_| !is_said)?;
    Some(Step::Furthest { letters: [a.letter, b.letter], positions: analysis.positions.len(), gap: widest })
}

/// A sentence in every language of the interface.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// In English.
    pub en: String,
    /// In Arabic.
    pub ar: String,
}

impl Sentence {
    /// The sentence that `say` gives for each language.
    pub fn in_all(say: impl Fn(Language) -> String) -> Self {
        Self { en: say(Language::English), ar: say(Language::Arabic) }
    }
}

/// The words that go with the analysis of one question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// What each position says, in order of letter.
    pub positions: Vec<Sentence>,
    /// Why they conflict; `None` where they do not.
    pub explanation: Option<Sentence>,
}
