//! Badges: the letter of a position in its shape, or the mark of a state. Shape and letter carry the meaning.

use crate::{
    domain::analysis::{Letter, Position, QuestionAnalysis, State},
    text::Words,
};

/// The badge of a position, or the mark of the state where there is one position only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// Its CSS class.
    pub class: &'static str,
    /// The class that colours what belongs to it: `a`, `b`, `c`, `n`.
    pub tone: &'static str,
    /// Its letter; empty where it shows a symbol.
    pub letter: String,
    /// The symbol shown instead of a letter.
    pub symbol: Option<&'static str>,
}

impl Badge {
    /// The badge of `position` among those of `analysis`.
    #[must_use]
    pub fn of(words: Words, analysis: &QuestionAnalysis, position: &Position) -> Self {
        if !analysis.is_contested() {
            return Self { class: "pb-o", tone: "n", letter: String::new(), symbol: Some(symbol(analysis.state)) };
        }
        let (class, tone) = shape(position.letter);
        Self { class, tone, letter: words.letter(position.letter), symbol: None }
    }

    /// The badges of the positions that hold claim number `claim`; none for a claim in every position.
    #[must_use]
    pub fn of_claim(words: Words, analysis: &QuestionAnalysis, claim: usize) -> Vec<Self> {
        if analysis.non_committal.binary_search(&claim).is_ok() {
            return Vec::new();
        }
        analysis.positions_of(claim).map(|position| Self::of(words, analysis, position)).collect()
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
        State::Contested => "i-dis",
        State::OneSource => "i-one",
        State::Corroborated => "i-two",
        State::Unclear | State::Untraceable | State::Unanswered => "i-none",
    }
}

/// The class that colours a state.
#[must_use]
pub fn state_class(state: State) -> &'static str {
    match state {
        State::Contested => "st-dis",
        State::OneSource | State::Unclear => "st-one",
        State::Corroborated => "st-two",
        State::Untraceable | State::Unanswered => "st-none",
    }
}
