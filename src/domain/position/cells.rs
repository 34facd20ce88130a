//! The common end of every search: of the sets found at the cells, keep those that no other contains.

use crate::domain::bits::BitSet;

/// The maximal sets among `sets`, each once, in order. Empty sets are dropped.
pub(super) fn maximal(sets: impl IntoIterator<Item = BitSet>) -> Vec<BitSet> {
    let sized = sets.into_iter().map(|set| (set.count(), set));
    let mut sets: Vec<(usize, BitSet)> = sized.filter(|(size, _)| *size > 0).collect();
    // The largest first: a set can only be part of one that has been kept by then, or be that one again.
    sets.sort_unstable_by_key(|(size, _)| std::cmp::Reverse(*size));
    let mut maximal: Vec<BitSet> = Vec::new();
    if sets.len() <= FEW {
        for (_, set) in sets {
            if !maximal.iter().any(|kept| set.is_subset(kept)) {
                maximal.push(set);
            }
        }
    } else {
        keep_by_members(sets, &mut maximal);
    }
    // The order in which cells were listed means nothing: order by content.
    maximal.sort_unstable();
    maximal
}

/// How many sets are sooner compared with each other than noted by member.
const FEW: usize = 256;

/// Keeps what is part of no larger set: only those are compared that hold a member which few hold.
fn keep_by_members(sets: Vec<(usize, BitSet)>, maximal: &mut Vec<BitSet>) {
    let mut holders = Holders::of(sets.iter().map(|(_, set)| set.bound()).max().unwrap_or(0));
    for (_, set) in sets {
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
        Self { counts: vec![0; members], last: vec![None; members], entries: Vec::new() }
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
