//! What would follow, as it is printed: a symbol or a badge, and two sentences.

use super::badge::{self, Badge};
use crate::{
    domain::analysis::State,
    text::{
        Words,
        consequences::{Line, Mark},
    },
};

/// One thing that would follow.
pub struct Effect {
    /// The symbol; empty where a badge stands instead.
    pub symbol: &'static str,
    /// Whether the line warns of a conflict.
    pub is_loud: bool,
    /// The badge of a position.
    pub badge: Option<Badge>,
    /// What follows.
    pub head: String,
    /// Why, or what it means.
    pub rest: Option<String>,
}

/// The lines as they are printed.
#[must_use]
pub fn effects(words: Words, lines: Vec<Line>) -> Vec<Effect> {
    lines.into_iter().map(|line| effect(words, line)).collect()
}

fn effect(words: Words, line: Line) -> Effect {
    let (symbol, badge) = match line.mark {
        Mark::Position(letter) => ("", Some(Badge::of_letter(words, letter))),
        Mark::State => ("i-one", None),
        Mark::Conflict => ("i-neq", None),
        Mark::Root => ("i-ok", None),
        Mark::NoRoot => (badge::symbol(State::Untraceable), None),
        Mark::Fits => (badge::symbol(State::Corroborated), None),
        Mark::Repeat => ("i-two", None),
        Mark::Warning | Mark::Assessment => ("i-warn", None),
    };
    let is_loud = matches!(line.mark, Mark::Conflict | Mark::Warning);
    Effect { symbol, is_loud, badge, head: line.head, rest: line.rest }
}
