//! What becomes of each position: which position of the one analysis is which of the other.

use std::{cmp::Reverse, collections::HashMap};

use fixedbitset::FixedBitSet;

use super::{Fate, Side, is_changed};
use crate::domain::{
    analysis::{Letter, Position},
    independence::Range,
};

/// What becomes of one position. Claims that commit to nothing are in every position and are not told here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// What becomes of it.
    pub fate: Fate,
    /// The letter it had.
    pub before: Option<Letter>,
    /// The letter it would have.
    pub after: Option<Letter>,
    /// Of an opened position the letters, before, of those that held all it has of the earlier claims: it split off
    /// from them. Of an ended one the letters, after, of those that hold all that is left of it: it merges into them.
    pub related: Vec<Letter>,
    /// The claims it did not have, by their number after the change.
    pub gained: Vec<usize>,
    /// The claims it no longer has, by their number before the change.
    pub lost: Vec<usize>,
    /// What stood behind it.
    pub support_before: Option<Range>,
    /// What would stand behind it.
    pub support_after: Option<Range>,
}

impl Shift {
    /// Whether the position has the same letter, claims and support as before.
    #[must_use]
    pub fn is_unmoved(&self) -> bool {
        self.fate == Fate::Kept
            && self.before == self.after
            && self.gained.is_empty()
            && self.lost.is_empty()
            && self.support_before == self.support_after
    }
}

/// The members of the positions of both sides, as sets of the same numbers.
struct Matching<'m> {
    old: Vec<Membership<'m>>,
    new: Vec<Membership<'m>>,
    /// The claims that are committal on both sides and whose record is the same.
    same: FixedBitSet,
}

struct Membership<'m> {
    position: &'m Position,
    /// Its committal members: the number of the claim on its own side, and the one that both sides share.
    members: Vec<(usize, usize)>,
    all: FixedBitSet,
    same: FixedBitSet,
}

/// The shifts of all positions: those that stand after by letter, then those that have ended by letter.
pub(super) fn shifts(old: Option<&Side<'_>>, new: Option<&Side<'_>>) -> Vec<Shift> {
    let matching = Matching::of(old, new);
    let pairs = matching.pairs();
    let mut shifts = Vec::with_capacity(matching.new.len());
    for (number, after) in matching.new.iter().enumerate() {
        let before = pairs.iter().find(|(_, new)| *new == number).map(|(old, _)| &matching.old[*old]);
        shifts.push(shift(before, Some(after), || holders(after, &matching.old)));
    }
    for (number, before) in matching.old.iter().enumerate() {
        if !pairs.iter().any(|(old, _)| *old == number) {
            shifts.push(shift(Some(before), None, || holders(before, &matching.new)));
        }
    }
    shifts
}

fn shift(
    before: Option<&Membership<'_>>,
    after: Option<&Membership<'_>>,
    related: impl FnOnce() -> Vec<Letter>,
) -> Shift {
    let beyond = |one: Option<&Membership<'_>>, other: Option<&Membership<'_>>| -> Vec<usize> {
        let is_new = |shared: usize| other.is_none_or(|other| !other.all.contains(shared));
        let members = one.into_iter().flat_map(|one| &one.members);
        members.filter(|(_, shared)| is_new(*shared)).map(|(own, _)| *own).collect()
    };
    let fate = match (before, after) {
        (Some(_), Some(_)) => Fate::Kept,
        (None, _) => Fate::Opened,
        (Some(_), None) => Fate::Ended,
    };
    Shift {
        fate,
        before: before.map(|side| side.position.letter),
        after: after.map(|side| side.position.letter),
        related: if fate == Fate::Kept { Vec::new() } else { related() },
        gained: beyond(after, before),
        lost: beyond(before, after),
        support_before: before.map(|side| side.position.support.range),
        support_after: after.map(|side| side.position.support.range),
    }
}

/// The letters of those of `others` that hold all of `one` that is the same on both sides, if there is anything.
fn holders(one: &Membership<'_>, others: &[Membership<'_>]) -> Vec<Letter> {
    if one.same.is_clear() {
        return Vec::new();
    }
    others.iter().filter(|other| one.same.is_subset(&other.same)).map(|other| other.position.letter).collect()
}

impl<'m> Matching<'m> {
    fn of(old: Option<&'m Side<'_>>, new: Option<&'m Side<'_>>) -> Self {
        let after = new.map_or(0, |side| side.study.dossier().claims().len());
        let before = old.map_or(0, |side| side.study.dossier().claims().len());
        // A claim goes by its number after the change; one that is gone comes behind all of those.
        let shared = |claim: usize| {
            let found = new.zip(old).and_then(|(new, old)| new.visible(old.id(claim)));
            found.unwrap_or(after + claim)
        };
        let mut same = FixedBitSet::with_capacity(after + before);
        if let Some((old, new)) = old.zip(new) {
            for &was in old.analysis.visible.iter().filter(|&&was| old.is_committal(was)) {
                let is = new.visible(old.id(was)).filter(|&is| new.is_committal(is));
                if let Some(is) = is.filter(|&is| !is_changed(old, was, new, is)) {
                    same.insert(is);
                }
            }
        }
        let mut matching = Self { old: Vec::new(), new: Vec::new(), same };
        matching.old = old.map_or_else(Vec::new, |side| matching.memberships(side, after + before, shared));
        matching.new = new.map_or_else(Vec::new, |side| matching.memberships(side, after + before, |claim| claim));
        matching
    }

    fn memberships(&self, side: &'m Side<'_>, numbers: usize, shared: impl Fn(usize) -> usize) -> Vec<Membership<'m>> {
        let membership = |position: &'m Position| {
            let committal = position.claims.iter().copied().filter(|&claim| side.is_committal(claim));
            let members: Vec<(usize, usize)> = committal.map(|claim| (claim, shared(claim))).collect();
            let mut all = FixedBitSet::with_capacity(numbers);
            all.extend(members.iter().map(|(_, shared)| *shared));
            let mut same = all.clone();
            same.intersect_with(&self.same);
            Membership { position, members, all, same }
        };
        side.analysis.positions.iter().map(membership).collect()
    }

    /// Which position before is which after. First those that hold the same of the claims that did not change, then
    /// those that share the most; the order is the same seen from either side, so that the reverse of a change is the
    /// reverse of its shifts.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs = self.equals();
        let is_free = |number: usize, of: fn(&(usize, usize)) -> usize| !pairs.iter().any(|pair| of(pair) == number);
        let old: Vec<usize> = (0..self.old.len()).filter(|&i| is_free(i, |pair| pair.0)).collect();
        let new: Vec<usize> = (0..self.new.len()).filter(|&j| is_free(j, |pair| pair.1)).collect();
        pairs.extend(self.closest(&old, &new));
        pairs
    }

    /// The positions that hold the same of the claims that did not change. Most do, and comparing all of a large
    /// question with all would take its time.
    fn equals(&self) -> Vec<(usize, usize)> {
        let mut groups: HashMap<&FixedBitSet, [Vec<usize>; 2]> = HashMap::new();
        for (side, memberships) in [&self.old, &self.new].into_iter().enumerate() {
            for (number, membership) in memberships.iter().enumerate().filter(|(_, one)| !one.same.is_clear()) {
                groups.entry(&membership.same).or_default()[side].push(number);
            }
        }
        groups.into_values().flat_map(|[old, new]| self.closest(&old, &new)).collect()
    }

    /// Of the positions `old` and `new` those that share the most claims, each at most once.
    fn closest(&self, old: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
        let mut candidates = Vec::new();
        for &i in old {
            for &j in new {
                let (one, other) = (&self.old[i], &self.new[j]);
                let shared = one.all.intersection_count(&other.all);
                if shared > 0 {
                    let of_same = one.same.intersection_count(&other.same);
                    candidates.push(((Reverse(of_same), Reverse(shared), i.min(j), i.max(j), i), (i, j)));
                }
            }
        }
        candidates.sort_unstable_by_key(|(order, _)| *order);
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (_, (i, j)) in candidates {
            if pairs.iter().all(|(old, new)| *old != i && *new != j) {
                pairs.push((i, j));
            }
        }
        pairs
    }
}
