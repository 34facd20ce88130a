//! The verdict: what a case amounts to, in a few sentences with numbers, and its questions as squares.

use super::View;
use crate::{
    domain::analysis::{Counts, State},
    text::Words,
};

/// A part of a sentence.
pub(super) struct Piece {
    pub text: String,
    pub is_bold: bool,
}

/// The questions of a case, one square each.
#[derive(Clone)]
pub(super) struct Squares {
    /// The class of each square, the disputed first.
    pub classes: Vec<&'static str>,
    /// The same in words.
    pub label: String,
}

/// The states in the order of their squares.
const STATES: [State; 6] =
    [State::Contested, State::OneSource, State::Unclear, State::Corroborated, State::Untraceable, State::Unanswered];
/// Beyond this many, squares stand for a share of the questions.
const SQUARES_MAX: usize = 60;

/// A count as a reader sees it.
pub(super) fn number(words: Words, count: usize) -> String {
    words.number(i64::try_from(count).unwrap_or(i64::MAX))
}

pub(super) fn squares(words: Words, counts: &Counts) -> Squares {
    let total: usize = counts.questions.max(1);
    let mut classes = Vec::new();
    let mut said = Vec::new();
    for state in STATES {
        let count = count_of(counts, state);
        if count == 0 {
            continue;
        }
        let drawn = if total <= SQUARES_MAX { count } else { (count * SQUARES_MAX / total).max(1) };
        classes.extend(std::iter::repeat_n(class(state), drawn));
        said.push(words.counted(message(state), count));
    }
    Squares { classes, label: words.list(&said) }
}

pub(super) fn count_of(counts: &Counts, state: State) -> usize {
    match state {
        State::Contested => counts.contested,
        State::OneSource => counts.one_source,
        State::Unclear => counts.unclear,
        State::Corroborated => counts.corroborated,
        State::Untraceable => counts.untraceable,
        State::Unanswered => counts.unanswered,
    }
}

/// How many squares of a state there are, in words.
fn message(state: State) -> &'static str {
    match state {
        State::Contested => "squares-contested",
        State::OneSource => "squares-one-source",
        State::Unclear => "squares-unclear",
        State::Corroborated => "squares-corroborated",
        State::Untraceable => "squares-untraceable",
        State::Unanswered => "squares-unanswered",
    }
}

/// The class of a square.
pub(super) fn class(state: State) -> &'static str {
    match state {
        State::Contested => "d",
        State::OneSource => "o",
        State::Unclear => "u",
        State::Corroborated => "c",
        State::Untraceable => "t",
        State::Unanswered => "e",
    }
}

/// The verdict: how much is disputed, what is corroborated, through how many channels it came.
pub(super) fn verdict(view: &View<'_>) -> Vec<Piece> {
    let verdict = view.words.verdict(view.dossier, view.analysis, view.origins);
    verdict.map(|verdict| pieces(&verdict)).unwrap_or_default()
}

/// `*words*` are bold.
fn pieces(text: &str) -> Vec<Piece> {
    let part = |(number, text): (usize, &str)| Piece { text: text.to_owned(), is_bold: number % 2 == 1 };
    text.split('*').enumerate().map(part).filter(|piece| !piece.text.is_empty()).collect()
}
