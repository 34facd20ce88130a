//! Positions on a question with many answers: answers add up, only a denial conflicts with what it denies.
//!
//! The possible states of affairs are sets of answers, so a position is a largest set of claims in which no answer
//! is denied. There is one for every way to side with the denials or against them: their number is bounded.

use std::collections::HashSet;

use fixedbitset::FixedBitSet;

use super::numbers;
use crate::domain::{reading::Sets, tree::Tree, value::place::Area};

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
    let mut denials: Vec<(usize, FixedBitSet)> = Vec::new();
    let mut asserted = FixedBitSet::with_capacity(claims.len());
    for (number, claim) in claims.iter().enumerate() {
        match claim {
            Stance::Asserts(_) => asserted.insert(number),
            Stance::Denies(denied) => denials.push((number, contradicted(denied, claims, tree))),
        }
    }
    if claims.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<FixedBitSet> = vec![asserted];
    let mut seen: HashSet<FixedBitSet> = found.iter().cloned().collect();
    let bound = POSITIONS_OF_MANY_MAX.max(denials.len() + 1);
    let mut next = 0;
    // Siding with one more denial at a time; the first round takes each denial alone, so none is left out.
    while next < found.len() {
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
fn contradicted(denied: &[Sets], claims: &[Stance<'_>], tree: &Tree) -> FixedBitSet {
    let mut against = FixedBitSet::with_capacity(claims.len());
    for (number, claim) in claims.iter().enumerate() {
        if let Stance::Asserts(answers) = claim {
            let is_denied = answers.iter().any(|answer| denied.iter().any(|set| holds_all(set, answer, tree)));
            against.set(number, is_denied);
        }
    }
    against
}

/// Whether `denied` leaves nothing of `answer` possible.
fn holds_all(denied: &Sets, answer: &Sets, tree: &Tree) -> bool {
    match (denied, answer) {
        (Sets::Axis { core, .. }, Sets::Axis { envelope, .. }) => core.contains_all(envelope),
        (Sets::Nodes(denied), Sets::Nodes(named)) => named.named().iter().all(|&node| denied.cover(node, tree)),
        (Sets::Areas(denied), Sets::Areas(named)) => {
            named.iter().all(|area| denied.iter().any(|outer| holds_area(outer, area, tree)))
        }
        _ => false,
    }
}

fn holds_area(outer: &Area, inner: &Area, tree: &Tree) -> bool {
    match (outer, inner) {
        (Area::Node(outer), Area::Node(inner)) => tree.covers(*outer, *inner),
        (Area::Disc(outer), Area::Disc(inner)) => {
            outer.centre.distance_km(inner.centre) + inner.radius_km <= outer.radius_km
        }
        _ => false,
    }
}
