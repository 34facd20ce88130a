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
        are_apart(self.positions, other.positions)
    }
}

/// Whether no position is in both lists.
fn are_apart(a: &[u32], b: &[u32]) -> bool {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Equal => return false,
            std::cmp::Ordering::Less => a.next(),
            std::cmp::Ordering::Greater => b.next(),
        };
    }
    true
}

/// Voices by the positions they are in: those in the same ones conflict with the same others, and are compared once.
struct Choirs<'a> {
    positions: Vec<&'a [u32]>,
    /// For each voice the number of its positions.
    of: Vec<usize>,
}

impl<'a> Choirs<'a> {
    fn of(voices: &[Voice<'a>]) -> Self {
        let mut numbers: HashMap<&[u32], usize> = HashMap::new();
        let mut positions = Vec::new();
        let number = |voice: &Voice<'a>| {
            *numbers.entry(voice.positions).or_insert_with(|| {
                positions.push(voice.positions);
                positions.len() - 1
            })
        };
        let of = voices.iter().map(number).collect();
        Self { positions, of }
    }

    /// Whether two choirs among `voices` conflict and what `key` says of their voices, sorted and each once, is a `pair`.
    fn have_pair(
        &self,
        voices: impl Iterator<Item = usize>,
        key: impl Fn(usize) -> usize,
        pair: impl Fn(&[usize], &[usize]) -> bool,
    ) -> bool {
        let mut keyed: Vec<(usize, usize)> = voices.map(|voice| (self.of[voice], key(voice))).collect();
        keyed.sort_unstable();
        keyed.dedup();
        let choirs: Vec<(usize, Vec<usize>)> = keyed
            .chunk_by(|(a, _), (b, _)| a == b)
            .map(|choir| (choir[0].0, choir.iter().map(|&(_, key)| key).collect()))
            .collect();
        choirs.iter().enumerate().any(|(i, (a, of_a))| {
            let others = &choirs[i + 1..];
            others.iter().any(|(b, of_b)| pair(of_a, of_b) && are_apart(self.positions[*a], self.positions[*b]))
        })
    }
}

/// Whether something stands in both sorted lists.
fn meet(a: &[usize], b: &[usize]) -> bool {
    a.iter().any(|one| b.binary_search(one).is_ok())
}

/// Whether something in the one list is another thing than something in the other.
fn differ(a: &[usize], b: &[usize]) -> bool {
    a.len() > 1 || b.len() > 1 || a != b
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
    let source = |voice: usize| origins.root(voices[voice].claim).source;
    let document = |voice: usize| document(voices[voice].claim);
    let choirs = Choirs::of(voices);
    let mut found = Vec::new();
    if choirs.have_pair(0..voices.len(), source, differ) {
        found.push(Kind::RivalSources);
    }
    let order = numbers_by(voices.len(), source);
    for of_root in order.chunk_by(|&a, &b| source(a) == source(b)) {
        if !found.contains(&Kind::LostInRelay) && has_loss(voices, of_root, retellings) {
            found.push(Kind::LostInRelay);
        }
        let originals = || of_root.iter().copied().filter(|&voice| !voices[voice].is_retelling);
        if !found.contains(&Kind::WithinOneReport) && choirs.have_pair(originals(), document, meet) {
            found.push(Kind::WithinOneReport);
        }
        if !found.contains(&Kind::ChangedAccount) && choirs.have_pair(originals(), document, differ) {
            found.push(Kind::ChangedAccount);
        }
    }
    found.sort_by_key(|kind| kind.word());
    found
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
