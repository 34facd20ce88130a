//! Circular reporting: when on one question the outlets only lead back to each other, there is no origin.

use std::collections::{BTreeMap, BTreeSet};

use super::{Identity, Root};
use crate::domain::dossier::Dossier;

/// Who relays whom: for each source those it leads to.
type Hops = BTreeMap<usize, BTreeSet<usize>>;

/// Turns the roots of `claims` that lie on a circle of relays into one pseudo-root: its first member by id.
pub(super) fn close(dossier: &Dossier, claims: &[usize], identity: &Identity, roots: &mut [Root]) {
    let mut hops = Hops::new();
    for &claim in claims {
        for hop in dossier.chain_of(claim).windows(2) {
            let (from, to) = (identity.class(hop[0]), identity.class(hop[1]));
            if from != to {
                hops.entry(from).or_default().insert(to);
            }
        }
    }
    strip(&mut hops);
    if hops.is_empty() {
        return;
    }
    let first = first_on_circle(&hops);
    for &claim in claims {
        if let Some(&source) = first.get(&roots[claim].source) {
            roots[claim] = Root { source, speaker: source, is_counted: true, is_unattributed: true, is_circular: true };
        }
    }
}

/// Drops, again and again, the sources that relay to nobody on a circle: no circle leads through them.
fn strip(hops: &mut Hops) {
    loop {
        let starts: BTreeSet<usize> = hops.keys().copied().collect();
        for to in hops.values_mut() {
            to.retain(|to| starts.contains(to));
        }
        hops.retain(|_, to| !to.is_empty());
        if hops.len() == starts.len() {
            return;
        }
    }
}

/// For each source on a circle the first by id of those it leads to and that lead back to it.
fn first_on_circle(hops: &Hops) -> BTreeMap<usize, usize> {
    let mut back = Hops::new();
    for (&from, to) in hops {
        for &to in to {
            back.entry(to).or_default().insert(from);
        }
    }
    let mut first = BTreeMap::new();
    // In order of id: the first source of a circle is met before the others.
    for &source in hops.keys() {
        if !first.contains_key(&source) {
            let before = reached(source, &back);
            let circle = reached(source, hops).into_iter().filter(|at| before.contains(at));
            first.extend(circle.map(|at| (at, source)));
        }
    }
    first
}

/// All that `from` leads to; itself only by a circle.
fn reached(from: usize, hops: &Hops) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        open.extend(hops.get(&at).into_iter().flatten().copied().filter(|&to| found.insert(to)));
    }
    found
}
