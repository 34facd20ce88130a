//! Which position after a change is which before it.
//!
//! A position has no name of its own: its letter shifts when an earlier report comes in. So it is known by the claims
//! in it that commit to an answer. The pair with the largest share of common claims (those of both out of those of
//! either) is the same position, then the next pair of those left, as long as any claim is common. Claims whose record
//! was not edited go first: somebody whose account moves from one position to another takes neither with them. Where
//! two pairs share as much, the earlier letters go first, whichever side they are on: so the reverse of a change is the
//! reverse of its shifts.

use std::{
    cmp::{Ordering, Reverse},
    collections::HashMap,
};

use crate::domain::{analysis::Letter, dossier::Dossier, id::ClaimId, outline::QuestionOutline};

/// The most positions of a question, beside those that did not change, that are compared each with each. Those beyond
/// it end and open: nobody reads so many.
const COMPARED_MAX: usize = 100;

/// Which claim before a change is which after it. Claims of both sides share their numbers: those of after, and
/// further ones for the claims that are gone.
#[derive(Debug)]
pub(in crate::domain) struct Common {
    of_before: Vec<usize>,
    /// By number: whether the record of the claim differs.
    is_edited: Vec<bool>,
}

impl Common {
    /// Of the claims before and after, both in order of id; `is_edited` says of a claim of both, by its numbers before
    /// and after, whether its record differs.
    pub(in crate::domain) fn of<'a>(
        before: impl Iterator<Item = &'a ClaimId>,
        after: impl Iterator<Item = &'a ClaimId>,
        is_edited: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let after: Vec<&ClaimId> = after.collect();
        let mut common = Self { of_before: Vec::new(), is_edited: vec![false; after.len()] };
        let (mut gone, mut at) = (after.len().., 0);
        for (was, claim) in before.enumerate() {
            while after.get(at).is_some_and(|later| *later < claim) {
                at += 1;
            }
            if after.get(at) == Some(&claim) {
                common.is_edited[at] = is_edited(was, at);
                common.of_before.push(at);
            } else {
                common.of_before.extend(gone.next());
            }
        }
        common
    }

    /// Of the claims of a case before and after.
    pub(in crate::domain) fn of_dossiers(before: &Dossier, after: &Dossier) -> Self {
        let (old, new) = (before.claims(), after.claims());
        let is_edited = |was: usize, is: usize| old[was] != new[is];
        Self::of(old.iter().map(|claim| &claim.id), new.iter().map(|claim| &claim.id), is_edited)
    }

    /// Whether a question is outlined alike before and after.
    pub(in crate::domain) fn is_alike(&self, before: &QuestionOutline, after: &QuestionOutline) -> bool {
        before.state == after.state
            && before.positions.len() == after.positions.len()
            && before.positions.iter().zip(&after.positions).all(|(old, new)| {
                old.roots == new.roots
                    && old.support == new.support
                    && old.claims.len() == new.claims.len()
                    && old.claims.iter().zip(&new.claims).all(|(old, new)| self.of_before[*old] == *new)
            })
    }
}

/// The claims of a position that commit to an answer.
#[derive(Debug, Clone)]
pub(super) struct Members {
    /// By their common number, in order, each with its number on its own side.
    all: Vec<(usize, usize)>,
    /// Those that commit to an answer before and after, and whose record is the same; by their common number.
    same: Vec<usize>,
}

impl Members {
    /// The claims that `other` does not have, by their number on this side, in order.
    pub(super) fn beyond(&self, other: Option<&Self>) -> Vec<usize> {
        let is_beyond = |common: usize| other.is_none_or(|other| !other.has(common));
        let mut own: Vec<usize> =
            self.all.iter().filter(|(common, _)| is_beyond(*common)).map(|(_, own)| *own).collect();
        own.sort_unstable();
        own
    }

    fn has(&self, claim: usize) -> bool {
        self.all.binary_search_by_key(&claim, |(common, _)| *common).is_ok()
    }

    /// The letters of those of `others` that hold all of this that is the same on both sides, if there is anything.
    pub(super) fn holders(&self, others: &[Self]) -> Vec<Letter> {
        if self.same.is_empty() {
            return Vec::new();
        }
        let holds = |other: &Self| self.same.iter().all(|claim| other.same.binary_search(claim).is_ok());
        let holders = others.iter().enumerate().filter(|(_, other)| holds(other));
        holders.map(|(number, _)| Letter::new(number)).collect()
    }
}

/// The members of every position, before and after.
pub(super) fn members(
    before: &QuestionOutline,
    after: &QuestionOutline,
    common: &Common,
) -> (Vec<Members>, Vec<Members>) {
    let all = |question: &QuestionOutline, number: &dyn Fn(usize) -> usize| -> Vec<Vec<(usize, usize)>> {
        let is_committal = |claim: &usize| question.non_committal.binary_search(claim).is_err();
        let of = |claims: &[usize]| {
            let claims = claims.iter().copied().filter(is_committal);
            let mut claims: Vec<(usize, usize)> = claims.map(|claim| (number(claim), claim)).collect();
            claims.sort_unstable();
            claims
        };
        question.positions.iter().map(|position| of(&position.claims)).collect()
    };
    let (old, new) = (all(before, &|claim| common.of_before[claim]), all(after, &|claim| claim));
    // Claims of both sides have a number below those of the claims that are gone.
    let mut is_on = [vec![false; common.is_edited.len()], vec![false; common.is_edited.len()]];
    for (positions, is_on) in [&old, &new].into_iter().zip(&mut is_on) {
        for (claim, _) in positions.iter().flatten() {
            if let Some(is_on) = is_on.get_mut(*claim) {
                *is_on = true;
            }
        }
    }
    let is_same = |claim: usize| {
        let is_on_both = is_on.iter().all(|is_on| is_on.get(claim).copied().unwrap_or_default());
        is_on_both && !common.is_edited[claim]
    };
    let members = |all: Vec<Vec<(usize, usize)>>| {
        let same = |all: &[(usize, usize)]| all.iter().map(|(common, _)| *common).filter(|it| is_same(*it)).collect();
        all.into_iter().map(|all| Members { same: same(&all), all }).collect()
    };
    (members(old), members(new))
}

/// The positions that are the same before and after, each by its number before and after.
pub(super) fn pairs(old: &[Members], new: &[Members]) -> Vec<(usize, usize)> {
    let mut pairs = equals(old, new);
    let (mut is_old_left, mut is_new_left) = (vec![true; old.len()], vec![true; new.len()]);
    for &(old, new) in &pairs {
        (is_old_left[old], is_new_left[new]) = (false, false);
    }
    let left = |is_left: &[bool]| (0..is_left.len()).filter(|number| is_left[*number]).collect::<Vec<_>>();
    pairs.extend(closest((old, &left(&is_old_left)), (new, &left(&is_new_left))));
    pairs
}

/// Those of the positions that have all their unedited claims in common: no pair can share more of them. Most positions
/// of a question are such, and comparing all of a large one with all would take its time.
fn equals(old: &[Members], new: &[Members]) -> Vec<(usize, usize)> {
    let mut groups: HashMap<&[usize], [Vec<usize>; 2]> = HashMap::new();
    for (side, members) in [old, new].into_iter().enumerate() {
        for (number, members) in members.iter().enumerate().filter(|(_, members)| !members.same.is_empty()) {
            groups.entry(&members.same).or_default()[side].push(number);
        }
    }
    groups.values().flat_map(|[of_old, of_new]| closest((old, of_old), (new, of_new))).collect()
}

/// Of some of the positions those that share the most, each at most once.
fn closest((old, of_old): (&[Members], &[usize]), (new, of_new): (&[Members], &[usize])) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for &before in of_old.iter().take(COMPARED_MAX) {
        for &after in of_new.iter().take(COMPARED_MAX) {
            let (one, other) = (&old[before], &new[after]);
            let all = Share::of(one.all.iter(), other.all.len(), |(claim, _)| other.has(*claim));
            if all.common > 0 {
                let is_common = |claim: &&usize| other.same.binary_search(claim).is_ok();
                let same = Share::of(one.same.iter(), other.same.len(), is_common);
                let letters = (before.min(after), before.max(after), before);
                found.push((Reverse(same), Reverse(all), letters, (before, after)));
            }
        }
    }
    found.sort_unstable();
    let (mut is_old_taken, mut is_new_taken) = (vec![false; old.len()], vec![false; new.len()]);
    let mut pairs = Vec::new();
    for (.., (before, after)) in found {
        if !is_old_taken[before] && !is_new_taken[after] {
            (is_old_taken[before], is_new_taken[after]) = (true, true);
            pairs.push((before, after));
        }
    }
    pairs
}

/// How many claims are common, out of those of either.
#[derive(Debug, Clone, Copy)]
struct Share {
    common: usize,
    either: usize,
}

impl Share {
    fn of<T>(one: impl ExactSizeIterator<Item = T>, other: usize, is_common: impl Fn(&T) -> bool) -> Self {
        let own = one.len();
        let common = one.filter(is_common).count();
        // Of nothing at all the share is nothing.
        Self { common, either: (own + other - common).max(1) }
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.common * other.either).cmp(&(other.common * self.either))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Eq for Share {}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
