//! "Understood as …": how a value was read, ready for a form and for the page of a claim.

use super::{Words, numbers::capitalised};
use crate::domain::{
    claim::ValueText,
    dossier::Dossier,
    extent::Denotation,
    reading::{Reading, Sets},
    span::Spans,
};

/// How a value was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understanding {
    /// "Understood as 11–20 September 2018, approximate".
    pub head: String,
    /// The value as typed, where that is not its notation.
    pub typed: Option<String>,
    /// The one notation.
    pub canonical: String,
    /// For each answer on an axis its bounds; empty for other answers.
    pub bounds: Vec<BoundWords>,
    /// What a place was read as, where its name does not show it.
    pub reading: Option<String>,
    /// The row of the tolerance table that was used.
    pub rule: Option<String>,
    /// An editor set the bounds.
    pub is_by_hand: bool,
    /// The notation doubts the value.
    pub is_uncertain: bool,
}

/// The bounds of one answer on an axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundWords {
    /// Read strictly.
    pub core: String,
    /// With tolerance, where that is more.
    pub envelope: Option<String>,
}

impl Words {
    /// How the value of claim number `claim` was read.
    #[must_use]
    pub fn understanding(self, dossier: &Dossier, claim: usize) -> Understanding {
        self.understood(dossier, dossier.question_of(claim), dossier.reading(claim), &dossier.claims()[claim].value)
    }

    /// How `typed` was read as an answer to question number `question`: the same words, where there is no claim yet.
    #[must_use]
    pub fn understood(self, dossier: &Dossier, question: usize, reading: &Reading, typed: &ValueText) -> Understanding {
        let said = |spans: &Spans| self.denotation(dossier, question, &Denotation::Axis(spans.clone()));
        let bounds: Vec<BoundWords> = reading
            .members
            .iter()
            .filter_map(|sets| match sets {
                Sets::Axis { core, envelope } => {
                    Some(BoundWords { core: said(core), envelope: (core != envelope).then(|| said(envelope)) })
                }
                Sets::Areas(_) | Sets::Nodes(_) | Sets::Words => None,
            })
            .collect();
        let typed = typed.parts().iter().map(crate::domain::text::Text::as_str).collect::<Vec<_>>().join(", ");
        let is_on_axis = matches!(reading.members.first(), Some(Sets::Axis { .. }));
        let read_as = if is_on_axis { None } else { self.reading_of(dossier, question, reading) };
        Understanding {
            head: self.understood_as(dossier, question, reading),
            typed: (typed != reading.canonical).then_some(typed),
            canonical: reading.canonical.clone(),
            bounds,
            reading: read_as,
            rule: reading.rule.filter(|_| !reading.is_by_hand).map(|rule| capitalised(&self.rule_of(dossier, rule))),
            is_by_hand: reading.is_by_hand,
            is_uncertain: reading.is_uncertain,
        }
    }

    fn understood_as(self, dossier: &Dossier, question: usize, reading: &Reading) -> String {
        let said = |sets: &Sets| match sets {
            Sets::Axis { core, .. } => self.denotation_in_sentence(dossier, question, &Denotation::Axis(core.clone())),
            _ => self.sets_in_sentence(dossier, question, reading, sets),
        };
        let values: Vec<String> = reading.members.iter().map(said).collect();
        let is_wider = |sets: &Sets| matches!(sets, Sets::Axis { core, envelope } if core != envelope);
        let key = if reading.members.iter().any(is_wider) { "understood-about" } else { "understood" };
        self.fill(key, "reading", &self.list(&values))
    }
}
