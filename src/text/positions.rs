//! What positions say: the words of one claim where those stand for all, else what the claims leave possible together.

use super::{
    Words,
    numbers::capitalised,
    places,
    quantities::{self, Measure},
    times,
};
use crate::domain::{
    analysis::{Position, QuestionAnalysis},
    calendar::Day,
    dossier::Dossier,
    explanation::own_answer,
    extent::Denotation,
    question::{AnswerKind, Cardinality},
    reading::is_whole_days,
};

/// Statements and answers given beside each other that are listed; of more, only the number is said.
const LISTED_MAX: usize = 6;

impl Words {
    /// What a position says. A disputed one is named by its headline claim, whose words a reader meets in the columns;
    /// an undisputed one too, unless its claims leave together something else than that one claim does.
    #[must_use]
    pub fn position(self, dossier: &Dossier, analysis: &QuestionAnalysis, position: &Position) -> String {
        let asked = &dossier.questions()[analysis.question];
        if asked.answer == AnswerKind::Text {
            return self.statements(dossier, position);
        }
        if asked.cardinality == Cardinality::Many {
            return self.answers_given(dossier, analysis.question, position);
        }
        if self.is_said_by_headline(dossier, analysis, position) {
            return self.claim_value(dossier, position.headline);
        }
        self.denotation(dossier, analysis.question, &position.denotation)
    }

    /// What is measured when a position is: what its claims leave together, in the words of the headline where it says
    /// just that. Drawings and gaps take this, for one claim may say more loosely than all together.
    #[must_use]
    pub fn measured(self, dossier: &Dossier, question: usize, position: &Position) -> String {
        if own_answer(dossier, position.headline).is_none_or(|own| own == position.denotation) {
            return self.claim_value(dossier, position.headline);
        }
        self.denotation(dossier, question, &position.denotation)
    }

    /// The same inside a sentence.
    pub(super) fn measured_in_sentence(self, dossier: &Dossier, question: usize, position: &Position) -> String {
        if own_answer(dossier, position.headline).is_none_or(|own| own == position.denotation) {
            return self.claim_value_in_sentence(dossier, position.headline);
        }
        self.denotation_in_sentence(dossier, question, &position.denotation)
    }

    /// Whether the headline claim stands for its position: its words name it.
    ///
    /// Where all goes back to one root, it does: what a retelling adds to its words is drift, no second account.
    #[must_use]
    pub fn is_said_by_headline(self, dossier: &Dossier, analysis: &QuestionAnalysis, position: &Position) -> bool {
        let own = || own_answer(dossier, position.headline);
        analysis.is_contested()
            || position.support.roots.len() < 2
            || position.denotation == Denotation::Words
            || own().is_none_or(|own| own == position.denotation)
    }

    /// That the accounts of an undisputed position meet on one day only, where none of them says so itself.
    #[must_use]
    pub fn meeting(self, dossier: &Dossier, analysis: &QuestionAnalysis, position: &Position) -> Option<String> {
        let Denotation::Axis(spans) = &position.denotation else { return None };
        let asked = &dossier.questions()[analysis.question];
        if asked.answer != AnswerKind::Time || self.is_said_by_headline(dossier, analysis, position) {
            return None;
        }
        let says_it = |&claim: &usize| own_answer(dossier, claim).is_some_and(|own| own == position.denotation);
        let offset = dossier.utc_offset(analysis.question);
        let hull = spans.hull()?;
        let is_one_day = is_whole_days(hull, offset)
            && Day::of_second(hull.lower()?, offset) == Day::of_second(hull.upper()?, offset);
        (is_one_day && !position.claims.iter().any(says_it)).then(|| self.say("position-meets-on-one-day"))
    }

    /// What the claims of a position leave possible together.
    #[must_use]
    pub fn denotation(self, dossier: &Dossier, question: usize, denotation: &Denotation) -> String {
        let value = self.denotation_in_sentence(dossier, question, denotation);
        match denotation {
            Denotation::Nodes { nodes, .. } if !nodes.is_empty() => value,
            Denotation::Areas { areas, .. } if places::begins_with_name(areas) => value,
            _ => capitalised(&value),
        }
    }

    /// The same inside a sentence.
    pub(super) fn denotation_in_sentence(self, dossier: &Dossier, question: usize, denotation: &Denotation) -> String {
        match denotation {
            Denotation::Axis(spans) => match dossier.questions()[question].answer {
                AnswerKind::Time => times::value(self, spans, None, dossier.utc_offset(question)),
                kind => quantities::value(self, spans, None, Measure { kind, canonical: "" }),
            },
            Denotation::Nodes { nodes, except } => {
                let excluded = self.node_names(dossier, question, except);
                self.without(&self.node_names(dossier, question, nodes), &excluded, "value-denied-phrase-inside")
            }
            Denotation::Areas { areas, except } => {
                let said = |areas: &[_]| areas.iter().map(|area| places::value(self, &[*area], dossier)).collect();
                let (areas, except): (Vec<String>, Vec<String>) = (said(areas), said(except));
                self.without(&areas, &except, "value-denied-inside")
            }
            Denotation::Words => self.say("value-words"),
        }
    }

    /// "G", "G or H, but not G1", "not G", "neither G nor H".
    fn without(self, given: &[String], excluded: &[String], denied: &str) -> String {
        match (given, excluded) {
            (given, []) => self.list_or(given),
            ([], [one]) => self.fill(denied, "value", one),
            ([], [a, b]) => self.tell("value-neither", &[("a", a.as_str().into()), ("b", b.as_str().into())]),
            ([], several) => self.fill("value-none-of", "values", &self.list_or(several)),
            (given, excluded) => {
                let (given, excluded) = (self.list_or(given), self.list_or(excluded));
                self.tell("value-but-not", &[("value", given.into()), ("denied", excluded.into())])
            }
        }
    }

    /// Where answers add up: all that are given, and those that are denied. "G and H; not G1".
    fn answers_given(self, dossier: &Dossier, question: usize, position: &Position) -> String {
        let (given, denied) = match &position.denotation {
            Denotation::Nodes { nodes, except } => {
                (self.node_names(dossier, question, nodes), self.node_names(dossier, question, except))
            }
            Denotation::Areas { areas, except } => {
                let said = |areas: &[_]| areas.iter().map(|area| places::value(self, &[*area], dossier)).collect();
                (said(areas), said(except))
            }
            Denotation::Axis(_) | Denotation::Words => return self.values_given(dossier, position),
        };
        if given.is_empty() {
            return self.denotation(dossier, question, &position.denotation);
        }
        let given = self.list(&given);
        let said = if denied.is_empty() {
            given
        } else {
            let denied = self.list_or(&denied);
            self.tell("value-given-and-denied", &[("given", given.into()), ("denied", denied.into())])
        };
        match &position.denotation {
            Denotation::Areas { areas, .. } if !places::begins_with_name(areas) => capitalised(&said),
            _ => said,
        }
    }

    /// Times and numbers given beside each other, each once.
    fn values_given(self, dossier: &Dossier, position: &Position) -> String {
        let mut values: Vec<String> = Vec::new();
        for &claim in &position.claims {
            let value = self.claim_value_in_sentence(dossier, claim);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        if values.len() > LISTED_MAX {
            self.counted("gap-answers", values.len())
        } else {
            capitalised(&self.list(&values))
        }
    }

    /// Free words: those of the headline, unless the position is statements that nobody has compared.
    fn statements(self, dossier: &Dossier, position: &Position) -> String {
        let record = |claim: usize| &dossier.claims()[claim];
        let is_grouped = |&claim: &usize| record(claim).group.is_some();
        let mut said: Vec<&str> =
            position.claims.iter().map(|&claim| dossier.reading(claim).canonical.as_str()).collect();
        said.sort_unstable();
        said.dedup();
        if said.len() > 1 && !position.claims.iter().any(is_grouped) {
            return self.counted("value-statements", said.len());
        }
        self.claim_value(dossier, position.headline)
    }
}
