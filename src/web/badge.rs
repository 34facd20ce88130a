//! Badges: the letter of a position in its shape, or the mark of a state. Shape and letter carry the meaning.

use crate::{
    domain::analysis::{Letter, Position, QuestionAnalysis, State},
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
    /// The symbol shown instead of a letter; empty where it shows a letter.
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
        let class = if state == State::Contested { "pb-o pb-d" } else { "pb-o" };
        Self { class, tone: "n", letter: String::new(), symbol: symbol(state), name: words.state(state) }
    }

    /// The badge of `position` where answers compete, else of the state.
    #[must_use]
    pub fn of(words: Words, analysis: &QuestionAnalysis, position: &Position) -> Self {
        if analysis.is_contested() {
            Self::of_letter(words, position.letter)
        } else {
            Self::of_state(words, analysis.state)
        }
    }

    /// The one badge of what fits the positions `letters` of a contested question: "AB", "A…", "?" for none of them.
    #[must_use]
    pub fn of_letters(words: Words, letters: &[Letter]) -> Self {
        let (shown, name) = match letters {
            [letter] => return Self::of_letter(words, *letter),
            [] => ("?".to_owned(), words.say("badge-no-position")),
            _ => {
                let said: Vec<String> = letters.iter().map(|letter| words.letter(*letter)).collect();
                let shown = if let [a, b] = said.as_slice() { format!("{a}{b}") } else { format!("{}…", said[0]) };
                (shown, words.tell("badge-positions", &[("letters", words.list(&said).into())]))
            }
        };
        Self { class: "pb-x", tone: "n", letter: shown, symbol: "", name }
    }

    /// The badges of claim number `claim`: of its positions where answers compete, else of the state.
    #[must_use]
    pub fn of_claim(words: Words, analysis: &QuestionAnalysis, claim: usize) -> Vec<Self> {
        if analysis.visible.binary_search(&claim).is_err() || analysis.non_committal.binary_search(&claim).is_ok() {
            return vec![Self::of_letters(words, &[])];
        }
        if !analysis.is_contested() {
            return vec![Self::of_state(words, analysis.state)];
        }
        Self::competing(words, analysis, claim)
    }

    /// The badges of the positions that hold claim number `claim`; none where no answers compete, or where the claim
    /// takes no side.
    #[must_use]
    pub fn competing(words: Words, analysis: &QuestionAnalysis, claim: usize) -> Vec<Self> {
        if !analysis.is_contested() || analysis.non_committal.binary_search(&claim).is_ok() {
            return Vec::new();
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
        State::Contested => "i-dis",
        State::OneSource | State::Unclear => "i-one",
        State::Corroborated => "i-two",
        State::Untraceable | State::Unanswered => "i-none",
    }
}

/// The class that colours the words of a state.
#[must_use]
pub fn colour(state: State) -> &'static str {
    match state {
        State::Contested => "st-dis",
        State::OneSource | State::Unclear => "st-one",
        State::Corroborated => "st-two",
        State::Untraceable | State::Unanswered => "st-none",
    }
}
