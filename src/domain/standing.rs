//! Standings: in which positions each visible claim stands, and so which claims cannot both be true.

use super::analysis::{Analysis, Letter};

/// The positions of every claim of a case, by number.
#[derive(Debug, Clone)]
pub struct Standings {
    letters: Vec<Vec<Letter>>,
    is_visible: Vec<bool>,
    is_committal: Vec<bool>,
}

impl Standings {
    /// The standings of `claims` claims in `analysis`.
    #[must_use]
    pub fn of(claims: usize, analysis: &Analysis) -> Self {
        let mut standings = Self {
            letters: vec![Vec::new(); claims],
            is_visible: vec![false; claims],
            is_committal: vec![false; claims],
        };
        for question in &analysis.questions {
            for &claim in &question.visible {
                standings.is_visible[claim] = true;
                standings.is_committal[claim] = question.non_committal.binary_search(&claim).is_err();
            }
            for position in &question.positions {
                for &claim in &position.claims {
                    standings.letters[claim].push(position.letter);
                }
            }
        }
        standings
    }

    /// The letters of the positions that hold claim number `claim`, in order.
    #[must_use]
    pub fn letters(&self, claim: usize) -> &[Letter] {
        &self.letters[claim]
    }

    /// Whether claim number `claim` is public and stands.
    #[must_use]
    pub fn is_visible(&self, claim: usize) -> bool {
        self.is_visible[claim]
    }

    /// Whether claim number `claim` is visible and commits to an answer.
    #[must_use]
    pub fn is_committal(&self, claim: usize) -> bool {
        self.is_committal[claim]
    }

    /// Whether no position holds both claims, though each commits to an answer.
    #[must_use]
    pub fn is_conflict(&self, a: usize, b: usize) -> bool {
        let shares = |letter: &Letter| self.letters[b].binary_search(letter).is_ok();
        self.is_committal[a] && self.is_committal[b] && !self.letters[a].iter().any(shares)
    }
}
