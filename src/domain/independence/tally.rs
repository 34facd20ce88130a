//! The tally: how many independent roots stand behind some claims.

use super::{Origins, Range, Root, Support};
use crate::domain::dossier::Dossier;

/// Counts support for many sets of claims, without forgetting its scratch space in between.
pub struct Tally<'a> {
    dossier: &'a Dossier,
    origins: &'a Origins,
    round: u32,
    roots: Vec<u32>,
    groups: Vec<u32>,
    channels: Vec<u32>,
    documents: Vec<u32>,
    classes: Vec<u32>,
    /// The bundles of groups that somebody is surely of, and those that somebody is of who may be another.
    firm_bundles: Vec<u32>,
    doubtful_bundles: Vec<u32>,
    /// How many groups somebody is surely of.
    firm: usize,
    doubtful: Vec<usize>,
}

impl<'a> Tally<'a> {
    /// A counter for the claims of `dossier`.
    #[must_use]
    pub fn new(dossier: &'a Dossier, origins: &'a Origins) -> Self {
        let of_sources = || vec![0; dossier.sources().len()];
        Self {
            dossier,
            origins,
            round: 0,
            roots: of_sources(),
            groups: of_sources(),
            channels: of_sources(),
            documents: vec![0; dossier.documents().len()],
            classes: vec![0; dossier.claims().len()],
            firm_bundles: of_sources(),
            doubtful_bundles: of_sources(),
            firm: 0,
            doubtful: Vec::new(),
        }
    }

    /// What stands behind `claims`.
    pub fn support(&mut self, claims: impl Iterator<Item = usize>) -> Support {
        self.start();
        let mut support = Support::default();
        for claim in claims {
            let root = self.origins.root(claim);
            if root.is_counted && self.is_new(root) {
                support.roots.push(root.source);
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
        support.range = self.range_up_to(support.roots.len());
        support
    }

    /// How many independent roots stand behind `claims`.
    pub fn range(&mut self, claims: impl Iterator<Item = usize>) -> Range {
        self.start();
        let origins = self.origins;
        let roots = claims.map(|claim| origins.root(claim)).filter(|root| root.is_counted);
        let max = roots.filter(|root| self.is_new(*root)).count();
        self.range_up_to(max)
    }

    /// The first of each class among `claims`; a class goes by the number of one of the claims of the case.
    pub(in crate::domain) fn firsts(&mut self, claims: &[usize], class: impl Fn(usize) -> usize) -> Vec<usize> {
        self.start();
        let round = self.round;
        claims.iter().copied().filter(|claim| is_first(&mut self.classes[class(*claim)], round)).collect()
    }

    fn start(&mut self) {
        self.round += 1;
        self.firm = 0;
        self.doubtful.clear();
    }

    /// Takes note of a root; whether it was not heard yet.
    fn is_new(&mut self, root: Root) -> bool {
        if let Some(group) = self.origins.group(root) {
            let bundle = self.origins.identity.bundle(group);
            if !self.origins.identity.is_doubtful(root.speaker) {
                self.firm += usize::from(is_first(&mut self.groups[group], self.round));
                self.firm_bundles[bundle] = self.round;
            } else if is_first(&mut self.doubtful_bundles[bundle], self.round) {
                self.doubtful.push(bundle);
            }
        }
        is_first(&mut self.roots[root.source], self.round)
    }

    /// Those who may be somebody of another group count once for all groups they may be of, and not at all beside
    /// somebody who is surely of one of these. So who joins a position never lowers its support.
    fn range_up_to(&self, max: usize) -> Range {
        let apart = self.doubtful.iter().filter(|&&bundle| self.firm_bundles[bundle] != self.round).count();
        Range { min: (self.firm + apart).max(usize::from(max > 0)), max }
    }
}

fn is_first(stamp: &mut u32, round: u32) -> bool {
    let is_new = *stamp != round;
    *stamp = round;
    is_new
}
