//! Independence: who a claim goes back to, and how many independent roots stand behind a position.
//!
//! Count roots, not articles. Support is a range: `max` counts the distinct roots, `min` the distinct groups that are
//! known to be apart, since an anonymous root may hide behind any other.

use std::borrow::Cow;

use super::{claim::Basis, dossier::Dossier, numbers::Numbers, source::SourceKind};

mod counting;
mod identity;
mod relay_cycle;
mod tally;

use counting::Slot;
use identity::Identity;
pub(in crate::domain) use tally::Said;
pub use tally::Tally;

/// Where a claim comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Root {
    /// The number of the source that would know; of a circle of relays, its first member by id.
    pub source: usize,
    /// The number of the source whose words these are: it may speak for `source`.
    pub speaker: usize,
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
    traces: Vec<Trace>,
    identity: Identity,
}

/// What a claim adds to the support of a position, all in one place: it is asked for in every position of the claim.
#[derive(Debug, Clone, Copy, Default)]
struct Trace {
    /// The first outlet on its chain.
    channel: Slot,
    document: Slot,
    /// Its root, where that is counted.
    root: Slot,
    /// The group that the root is surely of.
    firm: Slot,
    /// The bundle of groups that the root is of, where it may be somebody else.
    doubtful: Slot,
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
    pub roots: Numbers,
    /// The first outlets on the chains, by number.
    pub channels: Numbers,
    /// How many documents.
    pub documents: usize,
}

/// The root of each claim by itself, before circles among the chains of a question are looked for.
pub(in crate::domain) struct Roots<'a> {
    dossier: &'a Dossier,
    identity: Identity,
}

impl<'a> Roots<'a> {
    pub(in crate::domain) fn of(dossier: &'a Dossier) -> Self {
        Self { dossier, identity: Identity::of(dossier) }
    }

    /// The number of the source that claim number `claim` goes back to.
    pub(in crate::domain) fn source(&self, claim: usize) -> usize {
        root_of(self.dossier, &self.identity, claim).source
    }
}

impl Origins {
    /// Traces every claim of `dossier`.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        let identity = Identity::of(dossier);
        let claims = || 0..dossier.claims().len();
        let roots = claims().map(|claim| root_of(dossier, &identity, claim)).collect();
        let channels = claims().map(|claim| identity.class(channel_of(dossier, claim))).collect();
        let traces = vec![Trace::default(); dossier.claims().len()];
        let mut origins = Self { roots, channels, traces, identity };
        for question in 0..dossier.questions().len() {
            origins.close(dossier, dossier.claims_on(question));
        }
        origins
    }

    /// Closes the circles among `claims`, all that are known of a question, and notes what each adds to support.
    fn close(&mut self, dossier: &Dossier, claims: &[usize]) {
        relay_cycle::close(dossier, claims, &self.identity, &mut self.roots);
        for &claim in claims {
            let (channel, document) = (Slot::of(self.channels[claim]), Slot::of(dossier.document_of(claim)));
            self.traces[claim] = Trace { channel, document, ..self.trace(self.roots[claim]) };
        }
    }

    /// What goes back to `root` adds.
    fn trace(&self, root: Root) -> Trace {
        if !root.is_counted {
            return Trace::default();
        }
        let group = self.group(root);
        let is_doubtful = self.identity.is_doubtful(root.speaker);
        let bundle = group.filter(|_| is_doubtful).map(|group| self.identity.bundle(group));
        Trace {
            root: Slot::of(root.source),
            firm: group.filter(|_| !is_doubtful).into(),
            doubtful: bundle.into(),
            ..Trace::default()
        }
    }

    /// The same, where only `claims` are known of their question: a circle may not have closed yet. `None` where that
    /// makes no difference.
    #[must_use]
    pub fn knowing_only(&self, dossier: &Dossier, claims: &[usize]) -> Option<Self> {
        if !claims.iter().any(|&claim| self.roots[claim].is_circular) {
            return None;
        }
        let mut origins = self.clone();
        for &claim in claims {
            origins.roots[claim] = root_of(dossier, &origins.identity, claim);
        }
        origins.close(dossier, claims);
        Some(origins)
    }

    /// The same, where of each question only the claims `visible` are known; questions with none may be left out.
    #[must_use]
    pub fn known_by<'v>(&self, dossier: &Dossier, visible: impl Iterator<Item = &'v [usize]>) -> Cow<'_, Self> {
        let mut origins = Cow::Borrowed(self);
        for claims in visible {
            let is_all = claims.first().is_none_or(|&claim| {
                let question = dossier.question_of(claim);
                dossier.claims_on(question).len() == claims.len()
            });
            let known = if is_all { None } else { origins.knowing_only(dossier, claims) };
            if let Some(known) = known {
                origins = Cow::Owned(known);
            }
        }
        origins
    }

    /// How many claims are traced.
    #[must_use]
    pub fn claims(&self) -> usize {
        self.roots.len()
    }

    /// Where claim number `claim` comes from.
    #[must_use]
    pub fn root(&self, claim: usize) -> Root {
        self.roots[claim]
    }

    /// The roots behind a position, each once, in order of source: of `claims` those that go back to one of `counted`.
    #[must_use]
    pub fn roots_behind(&self, claims: &[usize], counted: &[usize]) -> Vec<Root> {
        let mut roots: Vec<Root> = claims.iter().map(|&claim| self.root(claim)).collect();
        roots.retain(|root| root.is_counted && counted.contains(&root.source));
        // Of a source that once names nobody it is known that it may.
        roots.sort_by_key(|root| (root.source, root.is_circular, !root.is_unattributed));
        roots.dedup_by_key(|root| (root.source, root.is_circular));
        roots
    }

    /// The first outlet on the chain of claim number `claim`, or its publisher where there is no outlet.
    #[must_use]
    pub fn channel(&self, claim: usize) -> usize {
        self.channels[claim]
    }

    /// The source that source number `source` counts as, by an editor's word: the first of the joined by id.
    #[must_use]
    pub fn counted_as(&self, source: usize) -> usize {
        self.identity.class(source)
    }

    fn group(&self, root: Root) -> Option<usize> {
        if root.is_unattributed || root.is_circular { None } else { self.identity.group(root.source) }
    }
}

fn root_of(dossier: &Dossier, identity: &Identity, claim: usize) -> Root {
    let mut at = claim;
    let mut path = vec![claim];
    while let Some(next) = dossier.relayed_by(at) {
        if let Some(from) = path.iter().position(|&seen| seen == next) {
            // What only leads into the circle is not part of it: all its claims have one pseudo-root.
            let circle = path[from..].iter().map(|&claim| identity.class(dossier.chain_of(claim)[0]));
            let source = circle.min().unwrap_or_default();
            return Root { source, speaker: source, is_counted: true, is_unattributed: true, is_circular: true };
        }
        path.push(next);
        at = next;
    }
    let first = identity.class(dossier.chain_of(at)[0]);
    let is_witness = dossier.claims()[at].basis == Some(Basis::Witnessed);
    Root {
        source: identity.spoken_for(first),
        speaker: first,
        is_counted: !identity.is_untraceable(first),
        is_unattributed: identity.is_outlet(first) && !is_witness,
        is_circular: false,
    }
}

fn channel_of(dossier: &Dossier, claim: usize) -> usize {
    let chain = dossier.chain_of(claim);
    let first_outlet = chain.iter().find(|&&source| dossier.sources()[source].kind == SourceKind::Outlet);
    *first_outlet.unwrap_or(&chain[chain.len() - 1])
}
