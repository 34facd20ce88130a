//! Intake: whole lists of records that somebody brings in, and what of them is theirs to bring.
//!
//! Who may not see identities cannot change what they cannot see: what stands as it was shown to them keeps what is
//! hidden. Who may see a case and how its words are read is for owners; so is bringing in signed judgements, which may
//! carry other people's names.

use std::collections::{HashMap, HashSet};

use super::{
    access::{Identities, Need, Rights},
    assessment::Assessment,
    dossier::{Dossier, Records},
    fault::{Fault, FaultKind, Path},
    id::{ClaimId, SourceId},
    record::Record,
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
            complete_all(stored, given, replaces, &mut faults);
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

fn complete_all(stored: &Records, given: &mut Records, replaces: bool, faults: &mut Vec<Fault>) {
    let known: HashMap<&SourceId, &Source> = stored.sources.iter().map(|source| (&source.id, source)).collect();
    let is_protected = |id: &SourceId| known.get(id).is_some_and(|source| source.is_protected);
    for (number, source) in given.sources.iter_mut().enumerate() {
        let (whole, at) = (known.get(&source.id).copied(), Path::root().field("sources").index(number));
        faults.extend(complete(source, whole, is_protected, &at));
    }
    let named: HashSet<&SourceId> = given.sources.iter().map(|source| &source.id).collect();
    if replaces && stored.sources.iter().any(|source| source.is_protected && !named.contains(&source.id)) {
        faults.push(Fault::new(Path::root().field("sources"), FaultKind::SeeIdentityOnly));
    }
}

/// Completes a `record` that somebody wrote who may not see identities with what of it they cannot see, and finds what
/// is not theirs to say. `stored` is the case as it is. Nothing is hidden of other nouns than sources.
#[must_use]
pub fn complete_record(record: &mut Record, stored: &Dossier) -> Vec<Fault> {
    let Record::Source(source) = record else { return Vec::new() };
    let known = |id: &SourceId| stored.source_number(id).map(|number| &stored.sources()[number]);
    let is_protected = |id: &SourceId| known(id).is_some_and(|source| source.is_protected);
    complete(source, known(&source.id.clone()), is_protected, &Path::root())
}

/// The same for the `source` that stands `at` a place and is `whole` in the case, where it is there.
///
/// They were shown no link to a protected source. One that they bring is refused before anything is compared or checked,
/// so that the answer is the same whether the case has it or not.
fn complete(
    source: &mut Source,
    whole: Option<&Source>,
    is_protected: impl Fn(&SourceId) -> bool,
    at: &Path,
) -> Vec<Fault> {
    let refused = |at: Path| Fault::new(at, FaultKind::SeeIdentityOnly);
    let shown = whole.map(|whole| whole.public(&is_protected));
    if let (Some(whole), Some(shown)) = (whole.filter(|whole| whole.is_protected), &shown) {
        if is_alike(source, shown) {
            *source = whole.clone();
            return Vec::new();
        }
        return vec![refused(at.clone())];
    }
    let links = [("part_of", &source.part_of), ("speaks_for", &source.speaks_for), ("same_as", &source.same_as)];
    let linked = links.into_iter().filter(|(_, to)| to.as_ref().is_some_and(&is_protected));
    let mut faults: Vec<Fault> = linked.map(|(field, _)| refused(at.field(field))).collect();
    let listed = source.may_be.iter().enumerate().filter(|(_, id)| is_protected(id));
    faults.extend(listed.map(|(number, _)| refused(at.field("may_be").index(number))));
    // What is found beside these faults tells nothing of them: the links go, and those that stand come back.
    for link in [&mut source.part_of, &mut source.speaks_for, &mut source.same_as] {
        link.take_if(|to| is_protected(to));
    }
    source.may_be.retain(|id| !is_protected(id));
    if let (Some(whole), Some(shown)) = (whole, &shown) {
        keep_links(source, whole, shown);
    }
    faults
}

/// A link that is as it was `shown` stays what it is in the `whole`, and the list keeps what could not be seen in it.
fn keep_links(source: &mut Source, whole: &Source, shown: &Source) {
    for (own, whole, shown) in [
        (&mut source.part_of, &whole.part_of, &shown.part_of),
        (&mut source.speaks_for, &whole.speaks_for, &shown.speaks_for),
        (&mut source.same_as, &whole.same_as, &shown.same_as),
    ] {
        if own == shown {
            own.clone_from(whole);
        }
    }
    source.may_be.extend(whole.may_be.iter().filter(|id| !shown.may_be.contains(id)).cloned());
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
