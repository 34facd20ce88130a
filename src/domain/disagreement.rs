//! Disagreements: how far apart the positions on a question are, of which kinds, and how severe.

use std::collections::HashMap;

use super::{independence::Origins, retelling::Retellings, sorting::numbers_by, words::words};

pub mod gap;

pub use gap::Gap;

words! {
    /// What stands behind a conflict between two claims.
    Kind {
        /// One root gives one answer, then another.
        ChangedAccount = "changed_account",
        /// The retelling says something else than what it retells.
        LostInRelay = "lost_in_relay",
        /// Two roots give different answers.
        RivalSources = "rival_sources",
        /// One root gives two answers in one document.
        WithinOneReport = "within_one_report",
    }

    /// How severe a disagreement is, for order and colour, never a verdict.
    SeverityLabel {
        /// Up to 3 days, a ratio of 1.25, 25 km.
        Minor = "minor",
        /// Up to 31 days, a ratio of 2, 100 km.
        Moderate = "moderate",
        /// Beyond, and all disagreements about entities, choices and statements.
        Major = "major",
    }
}

/// How severe a disagreement is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Severity {
    /// 0 to 1, rounded to three decimals.
    pub score: f64,
    /// The label of the raw gap.
    pub label: SeverityLabel,
}

impl Severity {
    /// The severity of `gap`; `is_halved` where a witness is only probable or fits only within tolerance.
    #[must_use]
    pub fn of(gap: Option<&Gap>, is_halved: bool) -> Self {
        let (score, label) = gap.map_or((1.0, SeverityLabel::Major), |gap| (gap.score(), gap.label()));
        let score = if is_halved { score / 2.0 } else { score };
        Self { score: (score * 1000.0).round() / 1000.0, label }
    }
}

impl Severity {
    /// The score in thousandths, to put in order.
    #[must_use]
    pub fn thousandths(self) -> i64 {
        #[expect(clippy::cast_possible_truncation, reason = "a score is from 0 to 1")]
        let thousandths = (self.score * 1_000.0).round() as i64;
        thousandths
    }
}

/// One visible claim, as the search for kinds and witnesses sees it: by position, not by value.
pub(super) struct Voice<'a> {
    /// The number of the claim.
    pub claim: usize,
    /// The positions it is in, by number, in order.
    pub positions: &'a [u32],
    /// It retells another visible claim.
    pub is_retelling: bool,
}

impl Voice<'_> {
    /// Two claims conflict where no position holds both.
    fn conflicts(&self, other: &Self) -> bool {
        let (mut a, mut b) = (self.positions.iter().peekable(), other.positions.iter().peekable());
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Equal => return false,
                std::cmp::Ordering::Less => a.next(),
                std::cmp::Ordering::Greater => b.next(),
            };
        }
        true
    }
}

/// The kinds of disagreement among `voices`, sorted.
///
/// `document` gives the number of the document of a claim.
pub(super) fn kinds(
    voices: &[Voice<'_>],
    origins: &Origins,
    retellings: &Retellings,
    document: impl Fn(usize) -> usize,
) -> Vec<Kind> {
    let mut found = Vec::new();
    if has_rivals(voices, origins) {
        found.push(Kind::RivalSources);
    }
    let order = numbers_by(voices.len(), |voice| source(&voices[voice], origins));
    let mut originals: Vec<usize> = Vec::new();
    for of_root in order.chunk_by(|&a, &b| source(&voices[a], origins) == source(&voices[b], origins)) {
        if !found.contains(&Kind::LostInRelay) && has_loss(voices, of_root, retellings) {
            found.push(Kind::LostInRelay);
        }
        originals.clear();
        originals.extend(of_root.iter().filter(|&&voice| !voices[voice].is_retelling));
        let same_document = |a: usize, b: usize| document(voices[a].claim) == document(voices[b].claim);
        for (kind, in_one) in [(Kind::WithinOneReport, true), (Kind::ChangedAccount, false)] {
            let is_pair = |a: usize, b: usize| same_document(a, b) == in_one && voices[a].conflicts(&voices[b]);
            if !found.contains(&kind) && has_pair(&originals, is_pair) {
                found.push(kind);
            }
        }
    }
    found.sort_by_key(|kind| kind.word());
    found
}

fn source(voice: &Voice<'_>, origins: &Origins) -> usize {
    origins.root(voice.claim).source
}

fn has_pair(among: &[usize], is_pair: impl Fn(usize, usize) -> bool) -> bool {
    among.iter().enumerate().any(|(i, &a)| among[i + 1..].iter().any(|&b| is_pair(a, b)))
}

/// Whether two claims of different roots conflict.
fn has_rivals(voices: &[Voice<'_>], origins: &Origins) -> bool {
    let Some(first) = voices.first() else { return false };
    if voices.iter().all(|voice| source(voice, origins) == source(first, origins)) {
        return false;
    }
    let all: Vec<usize> = (0..voices.len()).collect();
    has_pair(&all, |a, b| source(&voices[a], origins) != source(&voices[b], origins) && voices[a].conflicts(&voices[b]))
}

/// Whether a claim among `of_root` conflicts with one it retells.
fn has_loss(voices: &[Voice<'_>], of_root: &[usize], retellings: &Retellings) -> bool {
    let retelling: Vec<usize> =
        of_root.iter().copied().filter(|&voice| retellings.is_retelling(voices[voice].claim)).collect();
    if retelling.is_empty() {
        return false;
    }
    let voice_of: HashMap<usize, usize> = of_root.iter().map(|&voice| (voices[voice].claim, voice)).collect();
    retelling.iter().any(|&voice| {
        let originals = retellings.originals(voices[voice].claim);
        originals.iter().filter_map(|claim| voice_of.get(claim)).any(|&other| voices[voice].conflicts(&voices[other]))
    })
}

/// A smallest set of claims that no position holds together: ties go to the claims reported first.
///
/// `voices` are in order of report date, then id. Two are enough for intervals and trees; for others three are tried
/// one by one, and beyond that a set from which no member can be left out is found.
pub(super) fn witness(voices: &[Voice<'_>], positions: usize) -> Vec<usize> {
    let partial: Vec<&Voice<'_>> = voices.iter().filter(|voice| voice.positions.len() < positions).collect();
    for (i, a) in partial.iter().enumerate() {
        if let Some(b) = partial[i + 1..].iter().find(|b| a.conflicts(b)) {
            return vec![a.claim, b.claim];
        }
    }
    three(&partial).unwrap_or_else(|| irreducible(&partial))
}

/// The most claims among which every three are tried.
const TRIPLES_OF: usize = 100;

fn three(partial: &[&Voice<'_>]) -> Option<Vec<usize>> {
    let few = &partial[..partial.len().min(TRIPLES_OF)];
    for (i, a) in few.iter().enumerate() {
        for (j, b) in few.iter().enumerate().skip(i + 1) {
            if let Some(c) = few[j + 1..].iter().find(|c| shared(&[a, b, c]).is_empty()) {
                return Some(vec![a.claim, b.claim, c.claim]);
            }
        }
    }
    None
}

/// Leaves out claim after claim, the last reported first, as long as the rest still has no common position.
fn irreducible(partial: &[&Voice<'_>]) -> Vec<usize> {
    let mut kept: Vec<&Voice<'_>> = partial.to_vec();
    for number in (0..partial.len()).rev() {
        let left_out = kept.remove(number);
        if !shared(&kept).is_empty() {
            kept.insert(number, left_out);
        }
    }
    kept.iter().map(|voice| voice.claim).collect()
}

fn shared(voices: &[&Voice<'_>]) -> Vec<u32> {
    let Some((first, rest)) = voices.split_first() else { return vec![0] };
    let in_all = |position: &u32| rest.iter().all(|voice| voice.positions.binary_search(position).is_ok());
    first.positions.iter().copied().filter(in_all).collect()
}
