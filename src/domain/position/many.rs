//! Positions on a question with many answers: answers add up, only a denial conflicts with what it denies.
//!
//! The possible states of affairs are sets of answers, so a position is a largest set of claims in which no answer
//! is denied. There is one for every way to side with the denials or against them: their number is bounded.

use std::collections::HashSet;

use super::numbers;
use crate::domain::{bits::BitSet, reading::Sets, tree::Tree, value::place::Area};

/// The most positions listed for one question with many answers. Beyond it only combinations are left out:
/// every claim is still in at least one position, and every position is still maximal.
pub const POSITIONS_OF_MANY_MAX: usize = 64;

/// What one claim says on a question with many answers.
#[derive(Debug, Clone, Copy)]
pub enum Stance<'a> {
    /// All of these are among the answers.
    Asserts(&'a [Sets]),
    /// None of these is among the answers.
    Denies(&'a [Sets]),
}

/// The positions among `claims`: their numbers, in order.
#[must_use]
pub fn positions_of_many(claims: &[Stance<'_>], tree: &Tree) -> Vec<Vec<usize>> {
    let mut denials: Vec<(usize, BitSet)> = Vec::new();
    let mut asserted = BitSet::below(claims.len());
    for (number, claim) in claims.iter().enumerate() {
        match claim {
            Stance::Asserts(_) => asserted.insert(number),
            Stance::Denies(denied) => denials.push((number, contradicted(denied, claims, tree))),
        }
    }
    if claims.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<BitSet> = vec![asserted];
    let mut seen: HashSet<BitSet> = found.iter().cloned().collect();
    let bound = POSITIONS_OF_MANY_MAX.max(denials.len() + 1);
    let mut next = 0;
    // Siding with one more denial at a time; the first round takes each denial alone, so none is left out.
    while next < found.len() && found.len() < bound {
        for (_, against) in &denials {
            let mut kept = found[next].clone();
            kept.difference_with(against);
            if found.len() < bound && seen.insert(kept.clone()) {
                found.push(kept);
            }
        }
        next += 1;
    }
    let with_denials = found.into_iter().map(|kept| {
        let mut position = kept.clone();
        position.extend(denials.iter().filter(|(_, against)| against.is_disjoint(&kept)).map(|(number, _)| *number));
        position
    });
    super::cells::maximal(with_denials).iter().map(numbers).collect()
}

/// The claims that assert something `denied` rules out.
fn contradicted(denied: &[Sets], claims: &[Stance<'_>], tree: &Tree) -> BitSet {
    let mut against = BitSet::below(claims.len());
    // "Neither A nor B" rules out "A or B", though neither half does alone.
    let all = together(denied);
    for (number, claim) in claims.iter().enumerate() {
        if let Stance::Asserts(answers) = claim {
            let is_denied =
                answers.iter().any(|answer| denied.iter().chain(&all).any(|set| holds_all(set, answer, tree)));
            against.set(number, is_denied);
        }
    }
    against
}

/// Whether `outer` leaves nothing of `inner` outside: of the inner one's tolerant reading by the outer one's strict one.
pub(in crate::domain) fn holds_all(outer: &Sets, inner: &Sets, tree: &Tree) -> bool {
    match (outer, inner) {
        (Sets::Axis { core, .. }, Sets::Axis { envelope, .. }) => core.contains_all(envelope),
        (Sets::Nodes(outer), Sets::Nodes(inner)) => inner.named().iter().all(|&node| outer.cover(node, tree)),
        (Sets::Areas(outer), Sets::Areas(inner)) => {
            inner.iter().all(|area| outer.iter().any(|wide| holds_area(wide, area, tree)))
        }
        _ => false,
    }
}

/// All of several sets as one, where there is more than one.
fn together(sets: &[Sets]) -> Option<Sets> {
    let (first, rest) = sets.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let mut all = first.clone();
    for set in rest {
        match (&mut all, set) {
            (Sets::Axis { core, .. }, Sets::Axis { core: other, .. }) => *core = core.union(other),
            (Sets::Areas(areas), Sets::Areas(others)) => areas.extend(others),
            _ => {}
        }
    }
    Some(all)
}

fn holds_area(outer: &Area, inner: &Area, tree: &Tree) -> bool {
    match (outer, inner) {
        (Area::Node(outer), Area::Node(inner)) => tree.covers(*outer, *inner),
        (Area::Disc(outer), Area::Disc(inner)) => outer.holds(inner),
        _ => false,
    }
}
