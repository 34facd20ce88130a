//! Retellings: which claim repeats which, and what was lost on the way.

use std::{collections::HashMap, sync::Arc};

use fixedbitset::FixedBitSet;

use super::{dossier::Dossier, independence::Origins};

/// Which claims of a case retell which.
///
/// A claim retells another if it says so (`relays`), or if it has the same root, its chain goes on where the
/// other's ends, and its document cites the other's, directly or through others.
#[derive(Debug, Clone)]
pub struct Retellings {
    /// Claims with one chain and document mostly share a list: of many that retell many, each by itself would have all.
    originals: Vec<Arc<[usize]>>,
    /// For each document those it cites, directly or through others.
    cited: Arc<[FixedBitSet]>,
}

impl Retellings {
    /// Finds the retellings among the claims of `dossier`.
    #[must_use]
    pub fn of(dossier: &Dossier, origins: &Origins) -> Self {
        let cited = cited_documents(dossier);
        let mut originals = vec![Arc::default(); dossier.claims().len()];
        for question in 0..dossier.questions().len() {
            find(dossier, (origins, &cited), dossier.claims_on(question), &mut originals);
        }
        Self { originals, cited }
    }

    /// The retellings among `claims` of one question alone, with these `origins`.
    #[must_use]
    pub fn among(&self, dossier: &Dossier, origins: &Origins, claims: &[usize]) -> Self {
        let mut originals = vec![Arc::default(); dossier.claims().len()];
        find(dossier, (origins, &self.cited), claims, &mut originals);
        Self { originals, cited: Arc::clone(&self.cited) }
    }

    /// The claims that claim number `claim` retells, in order; empty for an original.
    #[must_use]
    pub fn originals(&self, claim: usize) -> &[usize] {
        &self.originals[claim]
    }

    /// Whether document number `citing` cites document number `cited`, directly or through others.
    #[must_use]
    pub fn is_cited(&self, citing: usize, cited: usize) -> bool {
        self.cited[citing].contains(cited)
    }

    /// Whether claim number `claim` retells another.
    #[must_use]
    pub fn is_retelling(&self, claim: usize) -> bool {
        !self.originals[claim].is_empty()
    }

    /// Whether one of the two claims retells the other.
    #[must_use]
    pub fn is_between(&self, a: usize, b: usize) -> bool {
        self.originals[a].binary_search(&b).is_ok() || self.originals[b].binary_search(&a).is_ok()
    }
}

/// How a claim came, by number: its chain, its document, its root.
type Way<'a> = (&'a [usize], usize, usize);

/// Finds what each of `claims`, all on one question, retells of the others.
fn find(
    dossier: &Dossier,
    (origins, cited): (&Origins, &[FixedBitSet]),
    claims: &[usize],
    originals: &mut [Arc<[usize]>],
) {
    let mut by_chain: HashMap<&[usize], Vec<usize>> = HashMap::new();
    for &claim in claims {
        by_chain.entry(dossier.chain_of(claim)).or_default().push(claim);
    }
    let mut by_way: HashMap<Way<'_>, Arc<[usize]>> = HashMap::new();
    for &claim in claims {
        let way = (dossier.chain_of(claim), dossier.document_of(claim), origins.root(claim).source);
        let by_way = by_way.entry(way).or_insert_with(|| {
            let (chain, document, root) = way;
            let shorter = (1..chain.len()).filter_map(|length| by_chain.get(&chain[..length])).flatten();
            let is_original = |other: &usize| {
                origins.root(*other).source == root && cited[document].contains(dossier.document_of(*other))
            };
            sorted(shorter.copied().filter(is_original).collect())
        });
        let said = relayed(dossier, claim).into_iter().filter(|original| claims.binary_search(original).is_ok());
        let said: Vec<usize> = said.collect();
        originals[claim] =
            if said.is_empty() { Arc::clone(by_way) } else { sorted([said.as_slice(), &**by_way].concat()) };
    }
}

fn sorted(mut claims: Vec<usize>) -> Arc<[usize]> {
    claims.sort_unstable();
    claims.dedup();
    claims.into()
}

/// The claims that `claim` leads back to by its own word, without going round a circle.
fn relayed(dossier: &Dossier, claim: usize) -> Vec<usize> {
    let mut path = Vec::new();
    let mut at = claim;
    while let Some(next) = dossier.relayed_by(at).filter(|next| *next != claim && !path.contains(next)) {
        path.push(next);
        at = next;
    }
    path
}

/// For each document those it cites, directly or through others.
fn cited_documents(dossier: &Dossier) -> Arc<[FixedBitSet]> {
    let count = dossier.documents().len();
    let numbers = |document: usize| -> Vec<usize> {
        dossier.documents()[document].cites.iter().filter_map(|id| dossier.document_number(id)).collect()
    };
    let direct: Vec<Vec<usize>> = (0..count).map(numbers).collect();
    let cites = |document: usize| direct[document].iter().copied();
    (0..count)
        .map(|document| {
            let mut reached = FixedBitSet::with_capacity(count);
            let mut open: Vec<usize> = cites(document).collect();
            while let Some(next) = open.pop() {
                if !reached.put(next) {
                    open.extend(cites(next));
                }
            }
            reached
        })
        .collect()
}
