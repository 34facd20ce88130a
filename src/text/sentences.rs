//! A claim as one sentence: who has it from whom, on which question, and what it says.

use super::{Words, numbers::capitalised};
use crate::domain::dossier::Dossier;

impl Words {
    /// "The Moroccan site relays the Guardian, which cites Jumah Hamdi Hamdan, on “When did it happen?”: September 2018."
    ///
    /// The sources `unnamed` stand in for somebody not yet named and are said as such.
    #[must_use]
    pub fn claim_sentence(self, dossier: &Dossier, claim: usize, unnamed: &[usize]) -> String {
        let name = |source: usize| {
            if unnamed.contains(&source) { self.unnamed_link() } else { self.source_in_sentence(dossier, source) }
        };
        let chain = dossier.chain_of(claim);
        let question = dossier.questions()[dossier.question_of(claim)].text.to(self.language());
        let value = self.claim_value_in_sentence(dossier, claim);
        let mut arguments = vec![
            ("publisher", name(chain[chain.len() - 1]).into()),
            ("root", name(chain[0]).into()),
            ("question", question.into()),
            ("value", value.into()),
        ];
        let key = match chain {
            [_] => "candidate-says",
            [_, _] => "candidate-cites",
            [_, relay, _] => {
                arguments.push(("relay", name(*relay).into()));
                "candidate-relays"
            }
            [_, relays @ .., last, _] => {
                arguments.push(("relay", name(*last).into()));
                let through: Vec<String> = relays.iter().rev().map(|&relay| name(relay)).collect();
                arguments.push(("through", self.list(&through).into()));
                "candidate-relays-through"
            }
            [] => return String::new(),
        };
        capitalised(&self.tell(key, &arguments))
    }
}
