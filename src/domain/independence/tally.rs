//! The tally: how many independent roots stand behind some claims.

use super::{
    Origins, Range, Support, Trace,
    counting::{CountingSet, Slot},
};
use crate::domain::dossier::Dossier;

/// Counts support for many sets of claims, without forgetting its scratch space in between.
pub struct Tally<'a> {
    origins: &'a Origins,
    roots: CountingSet,
    channels: CountingSet,
    documents: CountingSet,
    /// The groups that somebody is surely of.
    firm: CountingSet,
    /// The bundles of groups that somebody is of who may be another.
    doubtful: CountingSet,
    /// The bundles of the groups that somebody is surely of.
    bundles: CountingSet,
    /// Whether each of these sets is one word.
    is_one_word: bool,
    round: u32,
    /// When each class of claims was met last.
    classes: Vec<u32>,
    /// When each root was last heard to give an answer, and how many gave it: by number of answer and root, of answer.
    given: Vec<u32>,
    backing: Vec<(u32, u32)>,
    apart: Vec<usize>,
    /// The first claims of each class that were asked for last.
    firsts: Vec<usize>,
}

/// What was said by whom, for every claim of the case.
pub(in crate::domain) struct Said<'s> {
    /// The answer, by number.
    pub(in crate::domain) value: &'s [usize],
    /// The answer and the root that gives it, by number; `None` where nobody does. Both numbers are less than the
    /// number of claims.
    pub(in crate::domain) given: &'s [Option<usize>],
    /// The place in the order of report.
    pub(in crate::domain) rank: &'s [usize],
}

impl<'a> Tally<'a> {
    /// A counter for the claims of `dossier`.
    #[must_use]
    pub fn new(dossier: &'a Dossier, origins: &'a Origins) -> Self {
        let sources = || CountingSet::below(dossier.sources().len());
        let documents = CountingSet::below(dossier.documents().len());
        let claims = dossier.claims().len();
        Self {
            origins,
            is_one_word: sources().is_one_word() && documents.is_one_word(),
            roots: sources(),
            channels: sources(),
            documents,
            firm: sources(),
            doubtful: sources(),
            bundles: sources(),
            round: 0,
            classes: vec![0; claims],
            given: vec![0; claims],
            backing: vec![(0, 0); claims],
            apart: Vec::new(),
            firsts: Vec::new(),
        }
    }

    /// What stands behind `claims`.
    pub fn support(&mut self, claims: impl Iterator<Item = usize>) -> Support {
        if self.is_one_word {
            self.note_in_one_word(claims);
        } else {
            for claim in claims {
                let trace = self.note(claim);
                self.channels.insert(trace.channel);
                self.documents.insert(trace.document);
            }
        }
        let (roots, channels) = (self.roots.take(), self.channels.take());
        Support { range: self.range_up_to(roots.len()), roots, channels, documents: self.documents.clear() }
    }

    /// How many independent roots stand behind `claims`.
    pub fn range(&mut self, mut claims: impl Iterator<Item = usize>) -> Range {
        let (first, second) = (claims.next(), claims.next());
        if second.is_none() {
            let roots = usize::from(first.is_some_and(|claim| self.origins.root(claim).is_counted));
            return Range { min: roots, max: roots };
        }
        for claim in first.into_iter().chain(second).chain(claims) {
            self.note(claim);
        }
        let max = self.roots.clear();
        self.range_up_to(max)
    }

    /// The first of each class among `claims`; a class goes by the number of one of the claims of the case.
    pub(in crate::domain) fn firsts(&mut self, claims: &[usize], class: impl Fn(usize) -> usize) -> &mut Vec<usize> {
        self.round += 1;
        let round = self.round;
        self.firsts.clear();
        self.firsts.extend(claims.iter().filter(|&&claim| is_first(&mut self.classes[class(claim)], round)));
        &mut self.firsts
    }

    /// Of the answer that most roots give among `claims`, the claim reported first; of two such answers, the one that
    /// was reported first.
    pub(in crate::domain) fn headline(&mut self, claims: &[usize], said: &Said<'_>) -> Option<usize> {
        if let [claim] = claims {
            return Some(*claim);
        }
        self.round += 1;
        for &claim in claims {
            let (round, roots) = &mut self.backing[said.value[claim]];
            if *round != self.round {
                (*round, *roots) = (self.round, 0);
            }
            if let Some(given) = said.given[claim] {
                *roots += u32::from(is_first(&mut self.given[given], self.round));
            }
        }
        let roots = |claim: usize| self.backing[said.value[claim]].1;
        claims.iter().copied().max_by_key(|&claim| (roots(claim), std::cmp::Reverse(said.rank[claim])))
    }

    /// Takes note of all that claims add to support, where a word of each set holds it: it is put in once for all.
    #[inline]
    fn note_in_one_word(&mut self, claims: impl Iterator<Item = usize>) {
        let [mut roots, mut firm, mut doubtful, mut channels, mut documents] = [0; 5];
        for claim in claims {
            let trace = &self.origins.traces[claim];
            roots |= trace.root.bit();
            firm |= trace.firm.bit();
            doubtful |= trace.doubtful.bit();
            channels |= trace.channel.bit();
            documents |= trace.document.bit();
        }
        self.roots.insert_first(roots);
        self.firm.insert_first(firm);
        self.doubtful.insert_first(doubtful);
        self.channels.insert_first(channels);
        self.documents.insert_first(documents);
    }

    /// Takes note of who a claim goes back to.
    #[inline]
    fn note(&mut self, claim: usize) -> Trace {
        let trace = self.origins.traces[claim];
        self.roots.insert(trace.root);
        self.firm.insert(trace.firm);
        self.doubtful.insert(trace.doubtful);
        trace
    }

    /// Those who may be somebody of another group count once for all groups they may be of, and not at all beside
    /// somebody who is surely of one of these. So who joins a position never lowers its support.
    fn range_up_to(&mut self, max: usize) -> Range {
        self.apart.clear();
        self.doubtful.drain_into(&mut self.apart);
        let identity = &self.origins.identity;
        let min = if self.apart.is_empty() {
            self.firm.clear()
        } else {
            let mut firm = 0;
            self.firm.drain(|group| {
                firm += 1;
                self.bundles.insert(Slot::of(identity.bundle(group)));
            });
            let apart = self.apart.iter().filter(|&&bundle| !self.bundles.contains(bundle)).count();
            self.bundles.clear();
            firm + apart
        };
        Range { min: min.max(usize::from(max > 0)), max }
    }
}

fn is_first(stamp: &mut u32, round: u32) -> bool {
    let is_new = *stamp != round;
    *stamp = round;
    is_new
}
