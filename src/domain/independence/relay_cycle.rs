//! Circular reporting: when on one question the outlets only lead back to each other, there is no origin.

use super::{Identity, Root};
use crate::domain::dossier::Dossier;

/// Turns the roots of `claims` that lie on a circle of relays into one pseudo-root: its first member by id.
pub(super) fn close(dossier: &Dossier, claims: &[usize], identity: &Identity, roots: &mut [Root]) {
    let mut hops: Vec<(usize, usize)> = Vec::new();
    for &claim in claims {
        for hop in dossier.chain_of(claim).windows(2) {
            let (from, to) = (identity.class(hop[0]), identity.class(hop[1]));
            if from != to {
                hops.push((from, to));
            }
        }
    }
    hops.sort_unstable();
    hops.dedup();
    if hops.is_empty() {
        return;
    }
    let first = Circles::of(&hops, dossier.sources().len()).first;
    for &claim in claims {
        if let Some(source) = first[roots[claim].source] {
            roots[claim] = Root { source, speaker: source, is_counted: true, is_unattributed: true, is_circular: true };
        }
    }
}

/// The circles among sources that relay to each other, found in one walk along all hops (Tarjan's strongly connected
/// components, without recursion: chains come from outside and may be long).
struct Circles<'h> {
    /// Who relays whom, in order.
    hops: &'h [(usize, usize)],
    /// When each source was met first, from 1; 0 where it was not yet.
    met: Vec<usize>,
    /// The earliest met source each leads back to.
    back: Vec<usize>,
    /// Sources met whose circle is not complete yet.
    open: Vec<usize>,
    is_open: Vec<bool>,
    /// For each source on a circle the first by id on it.
    first: Vec<Option<usize>>,
}

impl<'h> Circles<'h> {
    fn of(hops: &'h [(usize, usize)], sources: usize) -> Self {
        let mut circles = Self {
            hops,
            met: vec![0; sources],
            back: vec![0; sources],
            open: Vec::new(),
            is_open: vec![false; sources],
            first: vec![None; sources],
        };
        let mut count = 0;
        for &(start, _) in hops {
            if circles.met[start] == 0 {
                circles.walk(start, &mut count);
            }
        }
        circles
    }

    fn walk(&mut self, start: usize, count: &mut usize) {
        let mut path = vec![self.meet(start, count)];
        while let Some((at, next)) = path.pop() {
            if let Some(&(_, to)) = self.hops.get(next).filter(|(from, _)| *from == at) {
                path.push((at, next + 1));
                if self.met[to] == 0 {
                    path.push(self.meet(to, count));
                } else if self.is_open[to] {
                    self.back[at] = self.back[at].min(self.met[to]);
                }
                continue;
            }
            if let Some(&(before, _)) = path.last() {
                self.back[before] = self.back[before].min(self.back[at]);
            }
            if self.back[at] == self.met[at] {
                self.complete(at);
            }
        }
    }

    /// Notes that a source has been met; where its hops begin.
    fn meet(&mut self, source: usize, count: &mut usize) -> (usize, usize) {
        *count += 1;
        (self.met[source], self.back[source]) = (*count, *count);
        self.open.push(source);
        self.is_open[source] = true;
        (source, self.hops.partition_point(|(from, _)| *from < source))
    }

    /// All that were met since `source` and are still open lead back to it.
    fn complete(&mut self, source: usize) {
        let from = self.open.iter().rposition(|&at| at == source).unwrap_or_default();
        let circle = self.open.split_off(from);
        let first = circle.iter().copied().min().filter(|_| circle.len() > 1);
        for at in circle {
            self.is_open[at] = false;
            self.first[at] = first;
        }
    }
}
