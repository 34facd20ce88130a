//! Circular reporting: when on one question the outlets only lead back to each other, there is no origin.

use super::Root;
use crate::domain::dossier::Dossier;

/// Turns the roots on one question that lie on a circle of relays into one pseudo-root: the first member by id.
pub(super) fn close(dossier: &Dossier, question: usize, same: &[usize], roots: &mut [Root]) {
    let claims = dossier.claims_on(question);
    let mut edges: Vec<(usize, usize)> = claims
        .iter()
        .flat_map(|&claim| dossier.chain_of(claim).windows(2).map(|hop| (same[hop[0]], same[hop[1]])))
        .filter(|(from, to)| from != to)
        .collect();
    edges.sort_unstable();
    edges.dedup();
    strip(&mut edges);
    if edges.is_empty() {
        return;
    }
    for &claim in claims {
        let root = &mut roots[claim];
        if let Some(first) = first_on_circle(&edges, root.source) {
            *root = Root { source: first, is_counted: true, is_unattributed: true, is_circular: true };
        }
    }
}

/// Drops hops that no circle can use: those from a source nobody relays to, or to a source that relays to nobody.
fn strip(edges: &mut Vec<(usize, usize)>) {
    loop {
        let before = edges.len();
        let mut ends: Vec<usize> = edges.iter().map(|hop| hop.1).collect();
        ends.sort_unstable();
        edges.retain(|hop| ends.binary_search(&hop.0).is_ok());
        let mut starts: Vec<usize> = edges.iter().map(|hop| hop.0).collect();
        starts.sort_unstable();
        edges.retain(|hop| starts.binary_search(&hop.1).is_ok());
        if edges.len() == before {
            return;
        }
    }
}

/// The first source by id among those that `source` leads to and that lead back to it.
fn first_on_circle(edges: &[(usize, usize)], source: usize) -> Option<usize> {
    let forth = reached(source, |at| edges.iter().filter(move |hop| hop.0 == at).map(|hop| hop.1).collect());
    let back = reached(source, |at| edges.iter().filter(move |hop| hop.1 == at).map(|hop| hop.0).collect());
    forth.contains(&source).then(|| forth.iter().copied().filter(|at| back.contains(at)).min())?
}

fn reached(from: usize, next: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for to in next(at) {
            if !found.contains(&to) {
                found.push(to);
                open.push(to);
            }
        }
    }
    found
}
