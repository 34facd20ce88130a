//! Letters: A, B, ... Z, AA, AB, ... in order of reporting, not merit.

use std::fmt;

use super::{Members, memberships::Memberships};

/// The letter of a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter(usize);

impl Letter {
    /// The letter of the position reported as number `number`, from 0.
    #[must_use]
    pub fn new(number: usize) -> Self {
        Self(number)
    }

    /// The place in the order of reporting, from 0.
    #[must_use]
    pub fn number(self) -> usize {
        self.0
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = self.0;
        loop {
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            match (rest / 26).checked_sub(1) {
                Some(next) => rest = next,
                None => break,
            }
        }
        letters.iter().rev().try_for_each(|letter| write!(f, "{letter}"))
    }
}

/// The positions with their letters: in order of the earliest report among their exclusive claims, or all claims where
/// there are none.
pub(super) fn lettered(
    mut positions: Vec<Members>,
    memberships: &Memberships,
    rank: impl Fn(usize) -> usize,
) -> Vec<(Letter, Members)> {
    let deciding = |position: &Members| {
        let (mut of_own, mut of_all) = (usize::MAX, usize::MAX);
        for &claim in &position.all {
            of_all = of_all.min(rank(claim));
            if memberships.is_exclusive(claim) {
                of_own = of_own.min(rank(claim));
            }
        }
        if of_own == usize::MAX { of_all } else { of_own }
    };
    let mut order: Vec<(usize, usize)> = positions.iter().map(deciding).zip(0..).collect();
    let all = |number: usize| &positions[number].all;
    order.sort_unstable_by(|&(a, one), &(b, other)| a.cmp(&b).then_with(|| all(one).cmp(all(other))));
    let taken = order.into_iter().map(|(_, number)| std::mem::take(&mut positions[number]));
    taken.enumerate().map(|(number, position)| (Letter::new(number), position)).collect()
}

#[cfg(test)]
mod tests {
    use super::Letter;

    #[test]
    fn letters_go_on_after_z_with_two() {
        let letters: Vec<String> = [0, 1, 25, 26, 27, 701, 702].map(|n| Letter::new(n).to_string()).into();
        assert_eq!(letters, ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
