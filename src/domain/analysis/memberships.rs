//! Memberships: the positions turned round, in which of them each claim is.

use super::Members;

/// For each committal claim the positions that hold it, by number, in order; all in one list.
pub(super) struct Memberships {
    positions: Vec<u32>,
    /// Where in the list the positions of each claim end.
    ends: Vec<usize>,
}

impl Memberships {
    pub(super) fn of(positions: &[Members], claims: usize) -> Self {
        let mut next = vec![0; claims + 1];
        for &claim in positions.iter().flat_map(|position| &position.all) {
            next[claim + 1] += 1;
        }
        for claim in 1..next.len() {
            next[claim] += next[claim - 1];
        }
        let mut list = vec![0; next[claims]];
        for (number, position) in (0..).zip(positions) {
            for &claim in &position.all {
                list[next[claim]] = number;
                next[claim] += 1;
            }
        }
        Self { positions: list, ends: next }
    }

    /// Whether only one position holds the claim.
    #[inline]
    pub(super) fn is_exclusive(&self, claim: usize) -> bool {
        self.of_claim(claim).len() == 1
    }

    #[inline]
    pub(super) fn of_claim(&self, claim: usize) -> &[u32] {
        let from = if claim == 0 { 0 } else { self.ends[claim - 1] };
        &self.positions[from..self.ends[claim]]
    }
}
