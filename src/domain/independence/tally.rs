//! The tally: how many independent roots stand behind some claims.

use super::{Origins, Range, Root, Support, identity};
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
    speakers: Vec<u32>,
    /// The groups with a speaker who is nobody else that is heard.
    firm: Vec<u32>,
    /// How many known groups are heard.
    known: usize,
    /// The speakers heard who may be somebody else, each with its group.
    doubtful: Vec<(usize, usize)>,
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
            speakers: of_sources(),
            firm: of_sources(),
            known: 0,
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
        self.known = 0;
        self.doubtful.clear();
    }

    /// Takes note of a root; whether it was not heard yet.
    fn is_new(&mut self, root: Root) -> bool {
        if let Some(group) = self.origins.group(root) {
            self.known += usize::from(is_first(&mut self.groups[group], self.round));
            if self.origins.identity.doubles(root.speaker).is_empty() {
                self.firm[group] = self.round;
            } else if is_first(&mut self.speakers[root.speaker], self.round) {
                self.doubtful.push((root.speaker, group));
            }
        }
        is_first(&mut self.roots[root.source], self.round)
    }

    fn range_up_to(&mut self, max: usize) -> Range {
        let known = if self.doubtful.len() > 1 { self.known_apart() } else { self.known };
        Range { min: known.max(usize::from(max > 0)), max }
    }

    /// How many groups are known to be apart where some speakers that are heard may be the same people: their groups
    /// count as one, and as none beside a group that is one of them and is heard through somebody else.
    fn known_apart(&mut self) -> usize {
        let is_heard = |speaker: &usize| self.speakers[*speaker] == self.round;
        let doubles = |speaker: usize| self.origins.identity.doubles(speaker);
        let (floating, firm): (Vec<_>, Vec<_>) =
            self.doubtful.iter().copied().partition(|&(speaker, _)| doubles(speaker).iter().any(is_heard));
        for (_, group) in firm {
            self.firm[group] = self.round;
        }
        let mut groups: Vec<usize> = floating.iter().map(|&(_, group)| group).collect();
        groups.sort_unstable();
        groups.dedup();
        let place = |group: usize| groups.binary_search(&group).unwrap_or_default();
        let mut joined: Vec<usize> = (0..groups.len()).collect();
        for &(speaker, group) in &floating {
            for &(_, other) in floating.iter().filter(|(other, _)| doubles(speaker).contains(other)) {
                identity::join(&mut joined, place(group), place(other));
            }
        }
        let is_firm = |at: usize| self.firm[groups[at]] == self.round;
        let bundle = |at: usize| identity::find(&joined, at);
        let hidden = (0..groups.len())
            .filter(|&at| !is_firm(at))
            .filter(|&at| bundle(at) != at || (0..groups.len()).any(|other| bundle(other) == at && is_firm(other)));
        self.known - hidden.count()
    }
}

fn is_first(stamp: &mut u32, round: u32) -> bool {
    let is_new = *stamp != round;
    *stamp = round;
    is_new
}
