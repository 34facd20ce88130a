//! Marks: what an analysis asks of each claim again and again, whatever the day, looked up once.

use std::collections::HashMap;

use super::{Dossier, Origins};
use crate::domain::{
    extent::{Extent, Extents},
    independence::Said,
    position,
    span::Span,
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
    /// The strict reading of each claim, where it is one span of an axis.
    core_span: Vec<Option<Span>>,
    /// The order of what claims say of places: it hangs on the areas named, not on the claims.
    place_order: Vec<usize>,
    /// Whether each claim says the same read strictly; what leaves nothing then is read with tolerance.
    is_strict: Vec<bool>,
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
            place_order: place_order(extents),
            core_span: extents.iter().map(|extents| core_span(extents.as_ref()?)).collect(),
            is_strict: extents.iter().map(|extents| extents.as_ref().is_none_or(is_strict)).collect(),
        }
    }

    #[inline]
    pub(super) fn class(&self, claim: usize) -> usize {
        self.class[claim]
    }

    /// What every claim says, with the numbers of answers and roots that are known of.
    pub(super) fn said<'s>(&'s self, given: &'s [Option<usize>]) -> Said<'s> {
        Said { value: &self.value, given, rank: &self.rank }
    }

    /// Whether the document of the claim cites one that is dated after it.
    pub(super) fn cites_later(&self, claim: usize) -> bool {
        self.cites_later[claim]
    }

    #[inline]
    pub(super) fn rank(&self, claim: usize) -> usize {
        self.rank[claim]
    }

    #[inline]
    pub(super) fn core_span(&self, claim: usize) -> Option<Span> {
        self.core_span[claim]
    }

    pub(super) fn place_order(&self, claim: usize) -> usize {
        self.place_order[claim]
    }

    pub(super) fn is_strict(&self, claim: usize) -> bool {
        self.is_strict[claim]
    }

    /// For each claim a number for its value and its root, equal where both are; `None` where the root is not counted.
    pub(super) fn given(&self, origins: &Origins) -> Vec<Option<usize>> {
        let mut numbers: HashMap<(usize, usize), usize> = HashMap::with_capacity(self.value.len());
        let mut number = |(claim, &value): (usize, &usize)| {
            let root = origins.root(claim);
            let next = numbers.len();
            root.is_counted.then(|| *numbers.entry((value, root.source)).or_insert(next))
        };
        self.value.iter().enumerate().map(&mut number).collect()
    }
}

fn place_order(extents: &[Option<Extents>]) -> Vec<usize> {
    let mut order = vec![0; extents.len()];
    let is_of_places = |claim: &usize| {
        extents[*claim].as_ref().is_some_and(|extents| matches!(extents.envelope, Extent::Areas { .. }))
    };
    let mut claims: Vec<usize> = (0..extents.len()).filter(is_of_places).collect();
    claims.sort_by_cached_key(|&claim| extents[claim].as_ref().map(|extents| position::key(&extents.envelope)));
    for (place, claim) in claims.into_iter().enumerate() {
        order[claim] = place;
    }
    order
}

fn core_span(extents: &Extents) -> Option<Span> {
    match &extents.core {
        Extent::Axis(spans) => match spans.pieces() {
            [span] => Some(*span),
            _ => None,
        },
        _ => None,
    }
}

fn is_strict(extents: &Extents) -> bool {
    let is_empty = matches!(&extents.core, Extent::Axis(spans) if spans.is_empty());
    is_empty || extents.core == extents.envelope
}

/// Numbers equal extents alike; of words without a group nobody knows what they are equal to.
fn classes(extents: &[Option<Extents>]) -> Vec<usize> {
    let mut keys: HashMap<[Vec<u64>; 2], usize> = HashMap::new();
    let mut groups: HashMap<(&Text, bool), usize> = HashMap::new();
    let mut classes = Vec::with_capacity(extents.len());
    for (fresh, extents) in extents.iter().enumerate() {
        classes.push(match extents {
            None | Some(Extents { core: Extent::Words { group: None, .. }, .. }) => fresh,
            Some(Extents { core: Extent::Words { group: Some(group), is_denied }, .. }) => {
                *groups.entry((group, *is_denied)).or_insert(fresh)
            }
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
