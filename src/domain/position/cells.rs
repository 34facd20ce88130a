//! The common end of every search: of the sets found at the cells, keep those that no other contains.

use fixedbitset::FixedBitSet;

/// The maximal sets among `sets`, each once, in order. Empty sets are dropped.
pub(super) fn maximal(sets: impl IntoIterator<Item = FixedBitSet>) -> Vec<FixedBitSet> {
    let sized = sets.into_iter().map(|set| (set.count_ones(..), set));
    let mut sets: Vec<(usize, FixedBitSet)> = sized.filter(|(size, _)| *size > 0).collect();
    // The largest first: a set can only be part of one that has been kept by then, or be that one again.
    sets.sort_unstable_by_key(|(size, _)| std::cmp::Reverse(*size));
    let mut holders = Holders::of(sets.iter().map(|(_, set)| set.len()).max().unwrap_or(0));
    let mut maximal: Vec<FixedBitSet> = Vec::new();
    for (_, set) in sets {
        // The sets that hold a member which few hold are the only ones to be compared.
        let rarest = set.ones().take(MEMBERS_ASKED).min_by_key(|&member| holders.counts[member]);
        let is_part = |number: usize| set.is_subset(&maximal[number]);
        if !rarest.is_some_and(|member| holders.of_member(member).any(is_part)) {
            holders.add(maximal.len(), &set);
            maximal.push(set);
        }
    }
    // The order in which cells were listed means nothing: order by content.
    maximal.sort_unstable();
    maximal
}

/// How many members of a set are asked how many other sets hold them.
const MEMBERS_ASKED: usize = 64;

/// For each member the sets that hold it, all in one list: each entry leads to the one before it of the same member.
struct Holders {
    counts: Vec<usize>,
    last: Vec<Option<usize>>,
    entries: Vec<(usize, Option<usize>)>,
}

impl Holders {
    fn of(members: usize) -> Self {
        Self { counts: vec![0; members], last: vec![None; members], entries: Vec::new() }
    }

    fn add(&mut self, number: usize, set: &FixedBitSet) {
        for member in set.ones() {
            let before = self.last[member].replace(self.entries.len());
            self.entries.push((number, before));
            self.counts[member] += 1;
        }
    }

    fn of_member(&self, member: usize) -> impl Iterator<Item = usize> {
        let entry = |at: Option<usize>| at.map(|at| self.entries[at]);
        std::iter::successors(entry(self.last[member]), move |(_, before)| entry(*before)).map(|(number, _)| number)
    }
}
