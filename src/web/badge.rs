//! Badges: the letter of a position in its shape, or the mark of a state. Shape and letter carry the meaning.

use crate::{
    domain::analysis::{Letter, QuestionAnalysis, State},
    text::Words,
};

/// The badge of a position, or the mark of a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// Its CSS class.
    pub class: &'static str,
    /// What colours belong to it: `a`, `b`, `c`, `n`.
    pub tone: &'static str,
    /// Its letter; empty where it shows a symbol.
    pub letter: String,
    /// The symbol shown instead of a letter.
    pub symbol: &'static str,
    /// What it says to those who do not see it.
    pub name: String,
}

impl Badge {
    /// The badge of the position `letter`.
    #[must_use]
    pub fn of_letter(words: Words, letter: Letter) -> Self {
        let (class, tone) = shape(letter);
        let letter = words.letter(letter);
        let name = words.tell("badge-position", &[("letter", letter.clone().into())]);
        Self { class, tone, letter, symbol: "", name }
    }

    /// The mark of `state`.
    #[must_use]
    pub fn of_state(words: Words, state: State) -> Self {
        let symbol = symbol(state);
        Self { class: "pb-o", tone: "n", letter: String::new(), symbol, name: words.state(state) }
    }

    /// The badges of claim number `claim`: of its positions where answers compete, else of the state.
    #[must_use]
    pub fn of_claim(words: Words, analysis: &QuestionAnalysis, claim: usize) -> Vec<Self> {
        if analysis.visible.binary_search(&claim).is_err() || analysis.non_committal.binary_search(&claim).is_ok() {
            let name = words.say("badge-no-position");
            return vec![Self { class: "pb-x", tone: "n", letter: "?".to_owned(), symbol: "", name }];
        }
        if !analysis.is_contested() {
            return vec![Self::of_state(words, analysis.state)];
        }
        analysis.positions_of(claim).map(|position| Self::of_letter(words, position.letter)).collect()
    }
}

/// Hue and shape stop at three; further positions are told apart by their letters.
fn shape(letter: Letter) -> (&'static str, &'static str) {
    match letter.number() {
        0 => ("pb-a", "a"),
        1 => ("pb-b", "b"),
        2 => ("pb-c", "c"),
        _ => ("pb-n", "n"),
    }
}

/// The symbol of a state.
#[must_use]
pub fn symbol(state: State) -> &'static str {
    match state {
        State::Contested => "i-neq",
        State::OneSource | State::Unclear => "i-one",
        State::Corroborated => "i-two",
        State::Untraceable | State::Unanswered => "i-none",
    }
}
