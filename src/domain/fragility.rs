//! Fragility: what stands on a single source. If it falls, so does all that it said or that came through it.

use std::collections::BTreeMap;

use super::{
    analysis::{Analysis, Letter, Position, Study},
    independence::Origins,
};

/// A source, and the positions that have no root left without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragile {
    /// The source, by number; of joined sources the first by id.
    pub source: usize,
    /// The question, by number, and the letter of each position.
    pub positions: Vec<(usize, Letter)>,
}

/// For each source the positions of `analysis` that lose every root if it falls, in order of source id.
///
/// Positions without a root have none to lose, and those that nobody disputes count as well.
#[must_use]
pub fn fragile(study: &Study<'_>, analysis: &Analysis) -> Vec<Fragile> {
    let mut by_source: BTreeMap<usize, Vec<(usize, Letter)>> = BTreeMap::new();
    for question in &analysis.questions {
        for position in &question.positions {
            for source in pillars(study, position, &question.non_committal) {
                by_source.entry(source).or_default().push((question.question, position.letter));
            }
        }
    }
    by_source.into_iter().map(|(source, positions)| Fragile { source, positions }).collect()
}

/// The sources that every rooted claim of a position goes back to or came through.
fn pillars(study: &Study<'_>, position: &Position, non_committal: &[usize]) -> Vec<usize> {
    let is_guest = |claim: &usize| position.guests.binary_search(claim).is_ok();
    let has_hosts = position.guests.len() + non_committal.len() < position.claims.len();
    let mut rooted = position
        .claims
        .iter()
        .copied()
        .filter(|claim| non_committal.binary_search(claim).is_err() && !(has_hosts && is_guest(claim)))
        .filter(|&claim| study.origins().root(claim).is_counted);
    let Some(first) = rooted.next() else { return Vec::new() };
    let mut pillars = passed_through(study, first);
    for claim in rooted {
        if pillars.is_empty() {
            break;
        }
        let others = passed_through(study, claim);
        pillars.retain(|source| others.binary_search(source).is_ok());
    }
    pillars
}

/// The root of a claim, and all on its chain and on the chains of what it relays, in order.
fn passed_through(study: &Study<'_>, claim: usize) -> Vec<usize> {
    let (dossier, origins): (_, &Origins) = (study.dossier(), study.origins());
    let mut sources = vec![origins.root(claim).source];
    let mut path = Vec::new();
    let mut at = Some(claim);
    while let Some(claim) = at.filter(|claim| !path.contains(claim)) {
        sources.extend(dossier.chain_of(claim).iter().map(|&source| origins.counted_as(source)));
        path.push(claim);
        at = dossier.relayed_by(claim);
    }
    sources.sort_unstable();
    sources.dedup();
    sources
}
