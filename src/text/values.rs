//! What claims say, as a reader should see it, and how it was read where that differs.

use super::{
    Words,
    numbers::capitalised,
    places,
    quantities::{self, Measure},
    times,
};
use crate::domain::{
    claim::Stance,
    dossier::Dossier,
    question::{AnswerKind, Cardinality},
    reading::{Reading, Sets},
};

/// Whose words a value is in, which decides its first letter and its quotation marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    /// Ours: a date, a number with its bounds.
    Ours,
    /// A name from the records: a place, an entity.
    Name,
    /// A phrase from the records: an option, free words. Quoted inside sentences.
    Phrase,
}

impl Words {
    /// What claim number `claim` answers: "Mid-September 2018", "At least 70,000", "Near Hajin".
    #[must_use]
    pub fn claim_value(self, dossier: &Dossier, claim: usize) -> String {
        let (value, voice) = self.value(dossier, claim);
        if dossier.claims()[claim].stance == Stance::Denies {
            return self.denied(&value, voice);
        }
        if voice == Voice::Ours { capitalised(&value) } else { value }
    }

    /// The same inside a sentence: "mid-September 2018", “In the desert”.
    #[must_use]
    pub fn claim_value_in_sentence(self, dossier: &Dossier, claim: usize) -> String {
        let (value, voice) = self.value(dossier, claim);
        if dossier.claims()[claim].stance == Stance::Denies {
            let key = if voice == Voice::Phrase { "value-denied-phrase-inside" } else { "value-denied-inside" };
            return self.fill(key, "value", &value);
        }
        if voice == Voice::Phrase { self.quoted(&value) } else { value }
    }

    /// How the value of claim number `claim` was read, where that is not what is shown: "11–20 September 2018".
    #[must_use]
    pub fn reading(self, dossier: &Dossier, claim: usize) -> Option<String> {
        self.reading_of(dossier, dossier.question_of(claim), dossier.reading(claim))
    }

    /// The same of a value that is no claim yet, as an answer to question number `question`.
    pub(super) fn reading_of(self, dossier: &Dossier, question: usize, reading: &Reading) -> Option<String> {
        if reading.is_by_hand {
            return Some(self.by_hand(dossier, question, reading));
        }
        let said: Vec<Option<String>> =
            reading.members.iter().map(|sets| self.sets_reading(dossier, question, reading, sets)).collect();
        let said: Option<Vec<String>> = said.into_iter().collect();
        said.map(|said| self.list(&said))
    }

    /// “text” / «نص».
    #[must_use]
    pub fn quoted(self, text: &str) -> String {
        self.fill("quoted", "text", text)
    }

    /// The value alone, as if it were asserted.
    pub(super) fn bare_value(self, dossier: &Dossier, claim: usize) -> String {
        self.value(dossier, claim).0
    }

    /// One answer inside a sentence, as if it were asserted.
    pub(super) fn sets_in_sentence(self, dossier: &Dossier, question: usize, reading: &Reading, sets: &Sets) -> String {
        let (value, voice) = self.sets(dossier, question, reading, sets);
        if voice == Voice::Phrase { self.quoted(&value) } else { value }
    }

    fn denied(self, value: &str, voice: Voice) -> String {
        let key = if voice == Voice::Phrase { "value-denied-phrase" } else { "value-denied" };
        self.fill(key, "value", value)
    }

    fn value(self, dossier: &Dossier, claim: usize) -> (String, Voice) {
        let reading = dossier.reading(claim);
        let question = dossier.question_of(claim);
        if reading.is_by_hand {
            let record = &dossier.claims()[claim];
            let typed = record.original.as_ref().map_or(reading.canonical.as_str(), |text| text.as_str());
            return (typed.to_owned(), Voice::Phrase);
        }
        let said: Vec<(String, Voice)> =
            reading.members.iter().map(|sets| self.sets(dossier, question, reading, sets)).collect();
        let voice = said.first().map_or(Voice::Ours, |(_, voice)| *voice);
        let said: Vec<String> = said.into_iter().map(|(text, _)| text).collect();
        let is_denied = dossier.claims()[claim].stance == Stance::Denies;
        let value = if is_denied { self.list_or(&said) } else { self.list(&said) };
        if reading.is_uncertain { (self.fill("value-uncertain", "value", &value), voice) } else { (value, voice) }
    }

    fn sets(self, dossier: &Dossier, question: usize, reading: &Reading, sets: &Sets) -> (String, Voice) {
        let asked = &dossier.questions()[question];
        match sets {
            Sets::Axis { core, .. } if asked.answer == AnswerKind::Time => {
                (times::value(self, core, reading.rule, dossier.utc_offset(question)), Voice::Ours)
            }
            Sets::Axis { core, .. } => {
                (quantities::value(self, core, reading.rule, measure(dossier, question, reading)), Voice::Ours)
            }
            Sets::Areas(areas) => {
                let voice = if places::begins_with_name(areas) { Voice::Name } else { Voice::Ours };
                (places::value(self, areas, dossier), voice)
            }
            Sets::Nodes(nodes) => {
                let voice = if asked.answer == AnswerKind::Choice { Voice::Phrase } else { Voice::Name };
                (self.list_or(&self.node_names(dossier, question, nodes.named())), voice)
            }
            Sets::Words => (reading.canonical.clone(), Voice::Phrase),
        }
    }

    fn sets_reading(self, dossier: &Dossier, question: usize, reading: &Reading, sets: &Sets) -> Option<String> {
        match sets {
            Sets::Axis { core, envelope } if dossier.questions()[question].answer == AnswerKind::Time => {
                times::reading(self, core, envelope, reading.rule, dossier.utc_offset(question))
            }
            Sets::Axis { core, envelope } => {
                quantities::reading(self, core, envelope, measure(dossier, question, reading))
            }
            Sets::Areas(areas) => places::reading(self, areas, dossier),
            Sets::Nodes(_) | Sets::Words => None,
        }
    }

    /// The bounds an editor set.
    fn by_hand(self, dossier: &Dossier, question: usize, reading: &Reading) -> String {
        let Some(Sets::Axis { core, .. }) = reading.members.first() else { return reading.canonical.clone() };
        match dossier.questions()[question].answer {
            AnswerKind::Time => times::value(self, core, None, dossier.utc_offset(question)),
            kind => quantities::value(self, core, None, Measure { kind, canonical: "" }),
        }
    }

    /// The names of options, places or entities, by number, as the answers to a question.
    #[must_use]
    pub fn node_names(self, dossier: &Dossier, question: usize, nodes: &[usize]) -> Vec<String> {
        let asked = &dossier.questions()[question];
        let name = |&node: &usize| match asked.answer {
            AnswerKind::Choice => asked.options[node].name.to(self.language).to_owned(),
            AnswerKind::Place => dossier.places()[node].name.to(self.language).to_owned(),
            _ => dossier.entities()[node].name.to(self.language).to_owned(),
        };
        nodes.iter().map(name).collect()
    }
}

/// One member of several keeps no notation of its own: it is said from its bounds alone.
fn measure<'a>(dossier: &Dossier, question: usize, reading: &'a Reading) -> Measure<'a> {
    let asked = &dossier.questions()[question];
    let is_alone = reading.members.len() == 1 || asked.cardinality == Cardinality::One;
    Measure { kind: asked.answer, canonical: if is_alone { &reading.canonical } else { "" } }
}
