//! The common end of every search: of the sets found at the cells, keep those that no other contains.

use crate::domain::{bits::BitSet, sorting::numbers_by};

/// The maximal sets among `sets`, each once, in order. Empty sets are dropped.
pub(super) fn maximal(sets: impl IntoIterator<Item = BitSet>) -> Vec<BitSet> {
    let mut sets: Vec<BitSet> = sets.into_iter().collect();
    sets.retain(|set| !set.is_clear());
    // The largest first: a set can only be part of one that has been kept by then, or be that one again.
    let bound = sets.iter().map(BitSet::bound).max().unwrap_or(0);
    let order = numbers_by(sets.len(), |number| bound - sets[number].count());
    let largest_first = order.into_iter().map(|number| std::mem::replace(&mut sets[number], BitSet::below(0)));
    let mut maximal: Vec<BitSet> = Vec::with_capacity(largest_first.len());
    if largest_first.len() <= FEW {
        for set in largest_first {
            if !maximal.iter().any(|kept| set.is_subset(kept)) {
                maximal.push(set);
            }
        }
    } else {
        keep_by_members(largest_first, bound, &mut maximal);
    }
    // The order in which cells were listed means nothing: order by content.
    maximal.sort_unstable();
    maximal
}

/// How many sets are sooner compared with each other than noted by member.
const FEW: usize = 16;

/// Keeps what is part of no larger set: only those are compared that hold a member which few hold.
fn keep_by_members(largest_first: impl Iterator<Item = BitSet>, bound: usize, maximal: &mut Vec<BitSet>) {
    let mut holders = Holders::of(bound);
    for set in largest_first {
        let rarest = set.ones().take(MEMBERS_ASKED).min_by_key(|&member| holders.counts[member]);
        let is_part = |number: usize| set.is_subset(&maximal[number]);
        if !rarest.is_some_and(|member| holders.of_member(member).any(is_part)) {
            holders.add(maximal.len(), &set);
            maximal.push(set);
        }
    }
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
        Self { counts: vec![0; members], last: vec![None; members], entries: Vec::with_capacity(members) }
    }

    fn add(&mut self, number: usize, set: &BitSet) {
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
