//! Marks: what an analysis asks of each claim again and again, whatever the day, looked up once.

use std::collections::HashMap;

use super::Dossier;
use crate::domain::{
    extent::{Extent, Extents},
    position,
    text::Text,
};

/// The marks of every claim of a dossier, by number.
pub(super) struct Marks {
    /// What each claim says, as a number: equal for equal extents, and only for those.
    class: Vec<usize>,
    /// The value of each claim, as a number: equal for equal canonical values.
    value: Vec<usize>,
    cites_later: Vec<bool>,
    /// The place of each claim in the order of report, then id.
    rank: Vec<usize>,
}

impl Marks {
    pub(super) fn of(dossier: &Dossier, extents: &[Option<Extents>]) -> Self {
        let claims = 0..dossier.claims().len();
        let late: Vec<bool> = (0..dossier.documents().len()).map(|document| cites_later(dossier, document)).collect();
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut value = |claim: usize| {
            let next = numbers.len();
            *numbers.entry(dossier.reading(claim).canonical.as_str()).or_insert(next)
        };
        let mut order: Vec<usize> = claims.clone().collect();
        order.sort_by_cached_key(|&claim| (dossier.reported_by(claim), claim));
        let mut rank = vec![0; order.len()];
        for (place, claim) in order.into_iter().enumerate() {
            rank[claim] = place;
        }
        Self {
            class: classes(extents),
            value: claims.clone().map(&mut value).collect(),
            cites_later: claims.map(|claim| late[dossier.document_of(claim)]).collect(),
            rank,
        }
    }

    pub(super) fn class(&self, claim: usize) -> usize {
        self.class[claim]
    }

    pub(super) fn value(&self, claim: usize) -> usize {
        self.value[claim]
    }

    /// Whether the document of the claim cites one that is dated after it.
    pub(super) fn cites_later(&self, claim: usize) -> bool {
        self.cites_later[claim]
    }

    pub(super) fn rank(&self, claim: usize) -> usize {
        self.rank[claim]
    }
}

/// Numbers equal extents alike; of words without a group nobody knows what they are equal to.
fn classes(extents: &[Option<Extents>]) -> Vec<usize> {
    let mut keys: HashMap<[Vec<u64>; 2], usize> = HashMap::new();
    let mut groups: HashMap<&Text, usize> = HashMap::new();
    let mut classes = Vec::with_capacity(extents.len());
    for (fresh, extents) in extents.iter().enumerate() {
        classes.push(match extents {
            None | Some(Extents { core: Extent::Words(None), .. }) => fresh,
            Some(Extents { core: Extent::Words(Some(group)), .. }) => *groups.entry(group).or_insert(fresh),
            Some(Extents { core, envelope }) => {
                *keys.entry([position::key(core), position::key(envelope)]).or_insert(fresh)
            }
        });
    }
    classes
}

fn cites_later(dossier: &Dossier, document: usize) -> bool {
    let citing = &dossier.documents()[document];
    let cited = citing.cites.iter().filter_map(|id| dossier.document_number(id));
    cited.map(|number| &dossier.documents()[number]).any(|cited| cited.published.first() > citing.published.last())
}
