//! Drift: what a claim became on its way, retelling by retelling. Only what the records show, never a guess why.

use super::{
    analysis::Study,
    certainty::{Certainty, Degree},
    comparison::{self, Relation},
    dossier::Dossier,
    text::Text,
    words::words,
};

words! {
    /// What a retelling did to the value.
    ValueChange {
        /// It says the same.
        Same = "same",
        /// It says more precisely what was said less so.
        GainedPrecision = "gained_precision",
        /// It says less precisely what was said.
        LostPrecision = "lost_precision",
        /// It says something that overlaps with what was said, or fits it only within tolerance.
        Shifted = "shifted",
        /// It says what cannot be true together with what was said.
        Conflicting = "conflicting",
        /// Nothing can be said of the two.
        Undetermined = "undetermined",
    }
}

/// What a retelling did besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The one who said it is not named any more; what is left begins with an outlet that only relayed it.
    SpeakerLost {
        /// The source, by number.
        from: usize,
    },
    /// The words are put in another's mouth.
    SpeakerMoved {
        /// The claim that gives them to the first speaker, by number.
        said_in: usize,
        /// The source that said them there, by number.
        from: usize,
        /// The source they are given to, by number.
        to: usize,
    },
    /// One person became several.
    MadePlural,
    /// Several people became one.
    MadeSingular,
    /// "Believed" or "possible" was left out, or weakened.
    HedgeDropped,
    /// "Believed" or "possible" was put in, or strengthened.
    HedgeAdded,
}

/// One retelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// The claim retold, by number.
    pub from: usize,
    /// The claim that retells it, by number.
    pub to: usize,
    /// What it did to the value.
    pub value: ValueChange,
    /// What else it did, in the order of [`Change`].
    pub changes: Vec<Change>,
}

impl Hop {
    /// The words of both documents, to be shown side by side.
    #[must_use]
    pub fn words<'a>(&self, dossier: &'a Dossier) -> (&'a Text, &'a Text) {
        (&dossier.claims()[self.from].excerpt, &dossier.claims()[self.to].excerpt)
    }

    /// Whether the retelling only lost or gained precision: other words, no conflict.
    #[must_use]
    pub fn is_reworded(&self) -> bool {
        matches!(self.value, ValueChange::GainedPrecision | ValueChange::LostPrecision)
    }

    /// Whether the retelling passed on what it found.
    #[must_use]
    pub fn is_faithful(&self) -> bool {
        self.value == ValueChange::Same && self.changes.is_empty()
    }
}

/// The retellings that led to claim number `claim`, the original first; empty for an original.
///
/// Each hop follows the closest original: the claim it is said to relay, else the one with the longest chain.
#[must_use]
pub fn hops(study: &Study<'_>, claim: usize) -> Vec<Hop> {
    let mut hops = Vec::new();
    let mut at = claim;
    while let Some(from) = closest(study, at).filter(|from| hops.iter().all(|hop: &Hop| hop.to != *from)) {
        hops.push(hop(study, from, at));
        at = from;
    }
    hops.reverse();
    hops
}

fn closest(study: &Study<'_>, claim: usize) -> Option<usize> {
    let dossier = study.dossier();
    let longest = |&claim: &usize| (dossier.chain_of(claim).len(), std::cmp::Reverse(study.rank(claim)));
    dossier
        .relayed_by(claim)
        .or_else(|| study.retellings().originals(claim).iter().copied().max_by_key(longest))
        .or_else(|| said_by_another(study, claim))
}

fn hop(study: &Study<'_>, from: usize, to: usize) -> Hop {
    let value = match comparison::of_values(study, to, from) {
        Relation::Agree => ValueChange::Same,
        Relation::Refines => ValueChange::GainedPrecision,
        Relation::RefinedBy => ValueChange::LostPrecision,
        Relation::Conflict => ValueChange::Conflicting,
        Relation::Undetermined => ValueChange::Undetermined,
        Relation::Overlap | Relation::WithinTolerance | Relation::MeetAtOnePoint => ValueChange::Shifted,
    };
    let mut changes = change_of_speaker(study, from, to, value);
    match degree(study, to).cmp(&degree(study, from)) {
        std::cmp::Ordering::Greater => changes.push(Change::HedgeDropped),
        std::cmp::Ordering::Less => changes.push(Change::HedgeAdded),
        std::cmp::Ordering::Equal => {}
    }
    Hop { from, to, value, changes }
}

fn change_of_speaker(study: &Study<'_>, from: usize, to: usize, value: ValueChange) -> Vec<Change> {
    let dossier = study.dossier();
    let (before, after) = (dossier.chain_of(from), dossier.chain_of(to));
    if study.origins().counted_as(before[0]) == study.origins().counted_as(after[0]) {
        // The speaker is the same, but the words may be another's: the value is not that of the original.
        let moved = if value == ValueChange::Same { None } else { said_by_another(study, to) };
        return moved.into_iter().map(|said_in| moved_from(dossier, said_in, to)).collect();
    }
    if before.contains(&after[0]) {
        return vec![Change::SpeakerLost { from: before[0] }];
    }
    let mut changes = vec![moved_from(dossier, from, to)];
    match (dossier.sources()[before[0]].is_plural, dossier.sources()[after[0]].is_plural) {
        (false, true) => changes.push(Change::MadePlural),
        (true, false) => changes.push(Change::MadeSingular),
        _ => {}
    }
    changes
}

fn moved_from(dossier: &Dossier, said_in: usize, to: usize) -> Change {
    Change::SpeakerMoved { said_in, from: dossier.chain_of(said_in)[0], to: dossier.chain_of(to)[0] }
}

/// The claim of another root that a document on the way holds, with the very value that `claim` gives to its own: the
/// outlet that published it passed `claim` on. The closest, then the first reported.
fn said_by_another(study: &Study<'_>, claim: usize) -> Option<usize> {
    let dossier = study.dossier();
    let chain = dossier.chain_of(claim);
    let is_source = |&other: &usize| {
        let passed_on = dossier.chain_of(other);
        let speaker = |chain: &[usize]| study.origins().counted_as(chain[0]);
        other != claim
            && passed_on.len() > 1
            && chain.len() > passed_on.len()
            && chain[1..].starts_with(&passed_on[1..])
            && speaker(passed_on) != speaker(chain)
            && study.retellings().is_cited(dossier.document_of(claim), dossier.document_of(other))
            && comparison::of_values(study, claim, other) == Relation::Agree
    };
    let closest = |&other: &usize| (dossier.chain_of(other).len(), std::cmp::Reverse(study.rank(other)));
    dossier.claims_on(dossier.question_of(claim)).iter().copied().filter(is_source).max_by_key(closest)
}

fn degree(study: &Study<'_>, claim: usize) -> Degree {
    let dossier = study.dossier();
    let stated = dossier.claims()[claim].certainty.as_ref().map_or(Degree::Certain, Certainty::degree);
    if dossier.reading(claim).is_uncertain { stated.min(Degree::Probable) } else { stated }
}
