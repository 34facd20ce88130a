//! Explanations: why the claims on a question cannot all be true, step by step, as data.
//!
//! Kinds and numbers come from here; sentences are made at the edge from message templates (`text::explanation`).

use super::{analysis::QuestionAnalysis, disagreement::Gap, dossier::Dossier, policy::Rule, text::Language};

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
        /// The gap between the two positions that are furthest apart.
        gap: Option<Gap>,
    },
    /// The question asks about one event: either one of the accounts is wrong, or there were several events.
    OneEvent {
        /// The event.
        event: usize,
    },
    /// Read strictly, the number of positions would be another.
    Strict {
        /// The number with the tolerance of the policy.
        tolerant: usize,
        /// The number without it.
        strict: usize,
    },
}

/// The steps that lead to the disagreement of `analysis`; empty where there is none.
#[must_use]
pub fn steps(dossier: &Dossier, analysis: &QuestionAnalysis) -> Vec<Step> {
    if !analysis.is_contested() {
        return Vec::new();
    }
    let mut steps: Vec<Step> = analysis
        .witness
        .iter()
        .map(|&claim| {
            let reading = dossier.reading(claim);
            Step::Read { claim, rule: reading.rule, is_by_hand: reading.is_by_hand }
        })
        .collect();
    steps.push(Step::Apart { gap: analysis.gap });
    steps.push(Step::OneEvent { event: dossier.event_of(analysis.question) });
    if analysis.strict_positions != analysis.positions.len() {
        steps.push(Step::Strict { tolerant: analysis.positions.len(), strict: analysis.strict_positions });
    }
    steps
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
