//! Intake: whole lists of records that somebody brings in, and what of them is theirs to bring.
//!
//! Who may not see identities cannot change what they cannot see: what stands as it was shown to them keeps what is
//! hidden. Who may see a case and how its words are read is for owners; so is bringing in signed judgements, which may
//! carry other people's names.

use std::collections::{HashMap, HashSet};

use super::{
    access::{Identities, Need, Rights},
    assessment::Assessment,
    dossier::Records,
    fault::{Fault, FaultKind, Path},
    id::{ClaimId, SourceId},
    source::Source,
};

/// Whoever brings records in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Importer {
    identities: Identities,
    is_owner: bool,
}

impl Importer {
    /// The system itself, which may bring in anything.
    pub const SYSTEM: Self = Self { identities: Identities::Shown, is_owner: true };

    /// Somebody with `rights` in the case.
    #[must_use]
    pub fn of(rights: Rights) -> Self {
        Self { identities: rights.identities(), is_owner: rights.allow(Need::Own) }
    }

    /// Completes `given` with what stands in `stored` and the importer cannot see, and finds what is not theirs to
    /// bring. `replaces`: what is stored and not given is withdrawn.
    #[must_use]
    pub fn admit(self, stored: &Records, given: &mut Records, replaces: bool) -> Vec<Fault> {
        let mut faults = Vec::new();
        if !self.is_owner {
            owners_only(stored, given, &mut faults);
        }
        if self.identities == Identities::Hidden {
            keep_hidden(stored, given, replaces, &mut faults);
        }
        faults
    }
}

fn owners_only(stored: &Records, given: &Records, faults: &mut Vec<Fault>) {
    let at = |field: &str| Path::root().field("case").field(field);
    if stored.case.visibility != given.case.visibility {
        faults.push(Fault::new(at("visibility"), FaultKind::OwnersOnly));
    }
    if stored.case.policy != given.case.policy {
        faults.push(Fault::new(at("policy"), FaultKind::OwnersOnly));
    }
    let known: HashMap<String, &Assessment> = stored.assessments.iter().map(|it| (it.key(), it)).collect();
    for (number, assessment) in given.assessments.iter().enumerate() {
        if !known.get(&assessment.key()).is_some_and(|known| is_same(known, assessment)) {
            let at = Path::root().field("assessments").index(number);
            faults.push(Fault::new(at, FaultKind::OwnersOnly));
        }
    }
}

/// Whether two judgements with the same key say the same. The order of their claims says nothing.
fn is_same(a: &Assessment, b: &Assessment) -> bool {
    let claims = |it: &Assessment| it.claims.iter().cloned().collect::<HashSet<ClaimId>>();
    let is_same_text = a.reason == b.reason && a.would_settle == b.would_settle;
    a.status == b.status && is_same_text && claims(a) == claims(b)
}

fn keep_hidden(stored: &Records, given: &mut Records, replaces: bool, faults: &mut Vec<Fault>) {
    let known: HashMap<&SourceId, &Source> = stored.sources.iter().map(|source| (&source.id, source)).collect();
    let is_protected = |id: &SourceId| known.get(id).is_some_and(|source| source.is_protected);
    for (number, source) in given.sources.iter_mut().enumerate() {
        let Some(whole) = known.get(&source.id) else { continue };
        let shown = whole.public(is_protected);
        if !whole.is_protected {
            source.keep_hidden(whole, &shown);
        } else if is_alike(source, &shown) {
            *source = (*whole).clone();
        } else {
            let at = Path::root().field("sources").index(number);
            faults.push(Fault::new(at, FaultKind::SeeIdentityOnly));
        }
    }
    let named: HashSet<&SourceId> = given.sources.iter().map(|source| &source.id).collect();
    if replaces && stored.sources.iter().any(|source| source.is_protected && !named.contains(&source.id)) {
        faults.push(Fault::new(Path::root().field("sources"), FaultKind::SeeIdentityOnly));
    }
}

/// Whether two sources are the same but for the order of a set.
fn is_alike(a: &Source, b: &Source) -> bool {
    let sorted = |source: &Source| {
        let mut sorted = source.clone();
        sorted.may_be.sort();
        sorted
    };
    sorted(a) == sorted(b)
}
