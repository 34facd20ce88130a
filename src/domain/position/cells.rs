//! The common end of every search: of the sets found at the cells, keep those that no other contains.

use std::collections::HashSet;

use fixedbitset::FixedBitSet;

/// The maximal sets among `sets`, each once. Empty sets are dropped.
pub(super) fn maximal(sets: impl IntoIterator<Item = FixedBitSet>) -> Vec<FixedBitSet> {
    let distinct: HashSet<FixedBitSet> = sets.into_iter().filter(|set| !set.is_clear()).collect();
    let mut sets: Vec<FixedBitSet> = distinct.into_iter().collect();
    // A hash order would differ from run to run: order by content.
    sets.sort_unstable();
    let members = sets.iter().map(FixedBitSet::len).max().unwrap_or(0);
    // For each member the sets that hold it: a set is contained in exactly the sets that hold all its members.
    let mut holders = vec![FixedBitSet::with_capacity(sets.len()); members];
    for (number, set) in sets.iter().enumerate() {
        for member in set.ones() {
            holders[member].insert(number);
        }
    }
    let is_maximal: Vec<bool> = sets.iter().map(|set| is_held_by_one(set, &holders)).collect();
    sets.into_iter().zip(is_maximal).filter_map(|(set, keep)| keep.then_some(set)).collect()
}

/// Whether only one set holds all members of `set`: the set itself.
fn is_held_by_one(set: &FixedBitSet, holders: &[FixedBitSet]) -> bool {
    let mut members = set.ones();
    let Some(first) = members.next() else { return false };
    let mut common = holders[first].clone();
    for member in members {
        if common.count_ones(..) == 1 {
            return true;
        }
        common.intersect_with(&holders[member]);
    }
    common.count_ones(..) == 1
}
