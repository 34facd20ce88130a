//! The common end of every search: of the sets found at the cells, keep those that no other contains.

use std::collections::HashSet;

use fixedbitset::FixedBitSet;

/// The maximal sets among `sets`, each once, in order. Empty sets are dropped.
pub(super) fn maximal(sets: impl IntoIterator<Item = FixedBitSet>) -> Vec<FixedBitSet> {
    let distinct: HashSet<FixedBitSet> = sets.into_iter().filter(|set| !set.is_clear()).collect();
    let mut sets: Vec<(usize, FixedBitSet)> = distinct.into_iter().map(|set| (set.count_ones(..), set)).collect();
    // The largest first: a set can only be part of one that has been kept by then.
    sets.sort_unstable_by_key(|(size, _)| std::cmp::Reverse(*size));
    let members = sets.iter().map(|(_, set)| set.len()).max().unwrap_or(0);
    let mut kept = Kept { holders: vec![Vec::new(); members], count: 0, common: Vec::new() };
    let mut maximal: Vec<FixedBitSet> = Vec::new();
    for (_, set) in sets {
        if !kept.contain(&set) {
            kept.insert(&set);
            maximal.push(set);
        }
    }
    // A hash order would differ from run to run: order by content.
    maximal.sort_unstable();
    maximal
}

/// For each member the sets kept that hold it, a bit each: a set is part of those that hold all its members.
struct Kept {
    holders: Vec<Vec<u64>>,
    count: usize,
    common: Vec<u64>,
}

impl Kept {
    fn contain(&mut self, set: &FixedBitSet) -> bool {
        self.common.clear();
        self.common.resize(self.count.div_ceil(64), u64::MAX);
        for member in set.ones() {
            let holders = &self.holders[member];
            self.common.truncate(holders.len());
            for (word, held) in self.common.iter_mut().zip(holders) {
                *word &= held;
            }
            while self.common.last() == Some(&0) {
                self.common.pop();
            }
            if self.common.is_empty() {
                return false;
            }
        }
        !self.common.is_empty()
    }

    fn insert(&mut self, set: &FixedBitSet) {
        let (word, bit) = (self.count / 64, self.count % 64);
        for member in set.ones() {
            let holders = &mut self.holders[member];
            holders.resize(word + 1, 0);
            holders[word] |= 1 << bit;
        }
        self.count += 1;
    }
}
