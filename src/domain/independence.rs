//! Independence: who a claim goes back to, and how many independent roots stand behind a position.
//!
//! Count roots, not articles. Support is a range: `max` counts the distinct roots, `min` the distinct groups that are
//! known to be apart, since an anonymous root may hide behind any other.

use super::{
    claim::Basis,
    dossier::Dossier,
    source::{Source, SourceKind},
};

mod relay_cycle;

/// Where a claim comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Root {
    /// The number of the source that would know; of a circle of relays, its first member by id.
    pub source: usize,
    /// Unattributed reports are nobody's root.
    pub is_counted: bool,
    /// An outlet that names nobody, and did not see it itself: its group is unknown.
    pub is_unattributed: bool,
    /// Every account leads back to another: no origin.
    pub is_circular: bool,
}

/// The roots, groups and channels of a whole case.
#[derive(Debug, Clone)]
pub struct Origins {
    roots: Vec<Root>,
    channels: Vec<usize>,
    /// The group of each source that is known to be apart from others; sources that may be the same share one.
    groups: Vec<Option<usize>>,
}

/// How many independent roots stand behind some claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    /// At least this many.
    pub min: usize,
    /// At most this many.
    pub max: usize,
}

/// What stands behind a position.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Support {
    /// How many independent roots.
    pub range: Range,
    /// The roots, by number.
    pub roots: Vec<usize>,
    /// The first outlets on the chains, by number.
    pub channels: Vec<usize>,
    /// How many documents.
    pub documents: usize,
}

impl Origins {
    /// Traces every claim of `dossier`.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        let same = joined_sources(dossier);
        let mut roots: Vec<Root> = (0..dossier.claims().len()).map(|claim| root_of(dossier, &same, claim)).collect();
        for question in 0..dossier.questions().len() {
            relay_cycle::close(dossier, question, &same, &mut roots);
        }
        let channels = (0..dossier.claims().len()).map(|claim| channel_of(dossier, claim)).collect();
        Self { roots, channels, groups: groups(dossier, &same) }
    }

    /// Where claim number `claim` comes from.
    #[must_use]
    pub fn root(&self, claim: usize) -> Root {
        self.roots[claim]
    }

    /// The first outlet on the chain of claim number `claim`, or its publisher where there is no outlet.
    #[must_use]
    pub fn channel(&self, claim: usize) -> usize {
        self.channels[claim]
    }

    fn group(&self, root: Root) -> Option<usize> {
        if root.is_unattributed || root.is_circular { None } else { self.groups[root.source] }
    }
}

/// Counts support for many sets of claims, without forgetting its scratch space in between.
pub struct Tally<'a> {
    dossier: &'a Dossier,
    origins: &'a Origins,
    round: u32,
    roots: Vec<u32>,
    groups: Vec<u32>,
    channels: Vec<u32>,
    documents: Vec<u32>,
}

impl<'a> Tally<'a> {
    /// A counter for the claims of `dossier`.
    #[must_use]
    pub fn new(dossier: &'a Dossier, origins: &'a Origins) -> Self {
        let sources = dossier.sources().len();
        Self {
            dossier,
            origins,
            round: 0,
            roots: vec![0; sources],
            groups: vec![0; sources],
            channels: vec![0; sources],
            documents: vec![0; dossier.documents().len()],
        }
    }

    /// What stands behind `claims`.
    pub fn support(&mut self, claims: impl Iterator<Item = usize>) -> Support {
        self.round += 1;
        let mut support = Support::default();
        let mut known = 0;
        for claim in claims {
            let root = self.origins.root(claim);
            if root.is_counted {
                if is_first(&mut self.roots[root.source], self.round) {
                    support.roots.push(root.source);
                }
                let group = self.origins.group(root);
                known += usize::from(group.is_some_and(|group| is_first(&mut self.groups[group], self.round)));
            }
            let channel = self.origins.channel(claim);
            if is_first(&mut self.channels[channel], self.round) {
                support.channels.push(channel);
            }
            let document = self.dossier.document_of(claim);
            support.documents += usize::from(is_first(&mut self.documents[document], self.round));
        }
        support.roots.sort_unstable();
        support.channels.sort_unstable();
        let max = support.roots.len();
        support.range = Range { min: known.max(usize::from(max > 0)), max };
        support
    }

    /// How many independent roots stand behind `claims`.
    pub fn range(&mut self, claims: impl Iterator<Item = usize>) -> Range {
        self.round += 1;
        let (mut known, mut max) = (0, 0);
        for root in claims.map(|claim| self.origins.root(claim)).filter(|root| root.is_counted) {
            max += usize::from(is_first(&mut self.roots[root.source], self.round));
            let group = self.origins.group(root);
            known += usize::from(group.is_some_and(|group| is_first(&mut self.groups[group], self.round)));
        }
        Range { min: known.max(usize::from(max > 0)), max }
    }
}

fn is_first(stamp: &mut u32, round: u32) -> bool {
    let is_new = *stamp != round;
    *stamp = round;
    is_new
}

/// For each source the one it is counted as, by an editor's word (`same_as`): the first of the joined by id.
fn joined_sources(dossier: &Dossier) -> Vec<usize> {
    let mut joined: Vec<usize> = (0..dossier.sources().len()).collect();
    for (number, source) in dossier.sources().iter().enumerate() {
        if let Some(other) = source.same_as.as_ref().and_then(|id| dossier.source_number(id)) {
            join(&mut joined, number, other);
        }
    }
    (0..joined.len()).map(|number| find(&joined, number)).collect()
}

fn find(joined: &[usize], mut number: usize) -> usize {
    while joined[number] != number {
        number = joined[number];
    }
    number
}

/// Joins two sources under the first of them by id.
fn join(joined: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(joined, a), find(joined, b));
    joined[a.max(b)] = a.min(b);
}

fn root_of(dossier: &Dossier, same: &[usize], claim: usize) -> Root {
    let mut at = claim;
    let mut path = vec![claim];
    while let Some(next) = dossier.relayed_by(at) {
        if path.contains(&next) {
            let circle = path.iter().map(|&claim| same[dossier.chain_of(claim)[0]]);
            let source = circle.min().unwrap_or_default();
            return Root { source, is_counted: true, is_unattributed: true, is_circular: true };
        }
        path.push(next);
        at = next;
    }
    let first = same[dossier.chain_of(at)[0]];
    let speaker = &dossier.sources()[first];
    let is_witness = dossier.claims()[at].basis == Some(Basis::Witnessed);
    Root {
        source: same[spoken_for(dossier, first)],
        is_counted: speaker.kind != SourceKind::Unattributed,
        is_unattributed: speaker.kind == SourceKind::Outlet && !is_witness,
        is_circular: false,
    }
}

/// The organisation a source speaks for, or the source itself.
fn spoken_for(dossier: &Dossier, source: usize) -> usize {
    up(dossier, source, |source| source.speaks_for.as_ref())
}

/// Follows a link from source to source to its end; the dossier has no circular links.
fn up<'a>(
    dossier: &'a Dossier,
    mut source: usize,
    link: impl Fn(&'a Source) -> Option<&'a super::id::SourceId>,
) -> usize {
    for _ in 0..dossier.sources().len() {
        match link(&dossier.sources()[source]).and_then(|id| dossier.source_number(id)) {
            Some(next) => source = next,
            None => break,
        }
    }
    source
}

fn channel_of(dossier: &Dossier, claim: usize) -> usize {
    let chain = dossier.chain_of(claim);
    let first_outlet = chain.iter().find(|&&source| dossier.sources()[source].kind == SourceKind::Outlet);
    *first_outlet.unwrap_or(&chain[chain.len() - 1])
}

/// The known group of each source: its topmost organisation, else itself when it is named. Groups that may hold the
/// same people (`may_be`) count as one.
fn groups(dossier: &Dossier, same: &[usize]) -> Vec<Option<usize>> {
    let sources = dossier.sources();
    let top = |number: usize| up(dossier, number, |source| source.part_of.as_ref().or(source.speaks_for.as_ref()));
    let group = |number: usize| {
        let highest = top(number);
        (highest != number || !sources[number].is_anonymous).then(|| same[highest])
    };
    let mut apart: Vec<usize> = (0..sources.len()).collect();
    for number in 0..sources.len() {
        join(&mut apart, number, same[number]);
        if let Some(group) = group(number) {
            join(&mut apart, number, group);
        }
        for other in sources[number].may_be.iter().filter_map(|id| dossier.source_number(id)) {
            join(&mut apart, number, other);
        }
    }
    (0..sources.len()).map(|number| group(number).map(|_| find(&apart, number))).collect()
}
