//! Where the faults of a write belong: to a place in its body, or to another record that it would break.

use std::sync::Arc;

use super::{extract::InCase, problem::ProblemFault};
use crate::{
    app::OpenCase,
    domain::{
        access::Identities,
        dossier::Dossier,
        fault::{Fault, FaultKind, Path},
        record::{Noun, RecordId},
    },
    exchange::case_file::FAULTS_MAX,
    paths,
    store::compute,
    text::Words,
};

/// The faults of the case with the record `id` put or withdrawn, the first of them where there are very many. The record
/// put stands first in its list; those there already follow in order of id.
pub(super) async fn faults(within: &InCase, id: &RecordId, is_put: bool, mut found: Vec<Fault>) -> Vec<ProblemFault> {
    if found.len() > FAULTS_MAX {
        found.truncate(FAULTS_MAX);
        found.push(Fault::new(Path::root(), FaultKind::MoreFaults { shown: FAULTS_MAX }));
    }
    let (open, words) = (Arc::clone(&within.open), within.caller.words());
    let (identities, (noun, id)) = (within.rights.identities(), id.clone());
    let place = move || {
        let dossier = open.dossier();
        let own = (0..count(dossier, noun)).find(|number| name(dossier, noun, *number) == id);
        let placing = Placing { open: &open, words, identities, noun, own, is_put };
        found.iter().map(|fault| placing.placed(fault)).collect()
    };
    compute(place).await
}

/// What the places of faults are told by.
struct Placing<'a> {
    open: &'a OpenCase,
    words: Words,
    identities: Identities,
    /// The noun of the record written.
    noun: Noun,
    /// Its number in its list, where it is there.
    own: Option<usize>,
    is_put: bool,
}

impl Placing<'_> {
    fn placed(&self, fault: &Fault) -> ProblemFault {
        if let FaultKind::MoreFaults { .. } = fault.kind {
            return ProblemFault { pointer: None, ..ProblemFault::at("", &fault.kind, self.words) };
        }
        let (list, index, rest) = split(fault.at.pointer());
        let is_own_list = list_of(self.noun) == list;
        if self.is_put && is_own_list && index == 0 {
            return self.told(Some(self.noun), rest, fault);
        }
        let at = if self.is_put && is_own_list { index - 1 } else { index };
        let other = Noun::ALL.iter().copied().find(|known| list_of(*known) == list);
        let is_secret = other == Some(Noun::Source) && self.identities == Identities::Hidden;
        let of_other = other.filter(|_| !is_secret).and_then(|other| self.address(other, at));
        let case = || paths::api_case(&self.open.dossier().case().id);
        let told = self.told(other, "", fault);
        ProblemFault { pointer: None, record: Some(of_other.unwrap_or_else(case)), ..told }
    }

    /// The address of record number `at` of a list that the record written does not stand in.
    fn address(&self, noun: Noun, at: usize) -> Option<String> {
        let dossier = self.open.dossier();
        let is_behind = noun == self.noun && self.own.is_some_and(|own| at >= own);
        let number = at + usize::from(is_behind);
        let is_there = number < count(dossier, noun);
        is_there.then(|| paths::api_record(&dossier.case().id, noun.list(), name(dossier, noun, number)))
    }

    /// A circle may run through links of protected sources, and roots are compared along them; which source is at fault may
    /// tell what one has to do with another. None of that is spelt out to those who may not see identities.
    fn told(&self, noun: Option<Noun>, pointer: &str, fault: &Fault) -> ProblemFault {
        let told = ProblemFault::at(pointer, &fault.kind, self.words);
        let is_veiled = self.identities == Identities::Hidden;
        match fault.kind {
            FaultKind::Cycle { .. } if is_veiled && noun == Some(Noun::Source) => self.veiled(told, fault),
            FaultKind::OtherRoot { .. } if is_veiled => self.veiled(told, fault),
            _ => told,
        }
    }

    fn veiled(&self, told: ProblemFault, fault: &Fault) -> ProblemFault {
        ProblemFault { detail: self.words.veiled_fault(&fault.kind), ..told }
    }
}

/// `/questions/3/options/0/id` in three: the list, the number, the rest.
fn split(pointer: &str) -> (&str, usize, &str) {
    let bare = pointer.strip_prefix('/').unwrap_or(pointer);
    let Some((list, rest)) = bare.split_once('/') else { return (bare, 0, "") };
    match rest.split_once('/') {
        Some((number, _)) => (list, number.parse().unwrap_or_default(), &rest[number.len()..]),
        None => (list, rest.parse().unwrap_or_default(), ""),
    }
}

fn list_of(noun: Noun) -> &'static str {
    if noun == Noun::Case { "case" } else { noun.list() }
}

/// How many records of a noun the case has. No other record refers to an assessment, so none but its own write finds it
/// at fault: none is counted.
fn count(dossier: &Dossier, noun: Noun) -> usize {
    match noun {
        Noun::Case => 1,
        Noun::Place => dossier.places().len(),
        Noun::Entity => dossier.entities().len(),
        Noun::Source => dossier.sources().len(),
        Noun::Document => dossier.documents().len(),
        Noun::Event => dossier.events().len(),
        Noun::Question => dossier.questions().len(),
        Noun::Claim => dossier.claims().len(),
        Noun::Assessment => 0,
    }
}

/// The id of record number `number` of a noun, which is counted.
fn name(dossier: &Dossier, noun: Noun, number: usize) -> &str {
    match noun {
        Noun::Case => dossier.case().id.as_str(),
        Noun::Place => dossier.places()[number].id.as_str(),
        Noun::Entity => dossier.entities()[number].id.as_str(),
        Noun::Source => dossier.sources()[number].id.as_str(),
        Noun::Document => dossier.documents()[number].id.as_str(),
        Noun::Event => dossier.events()[number].id.as_str(),
        Noun::Question => dossier.questions()[number].id.as_str(),
        Noun::Claim => dossier.claims()[number].id.as_str(),
        Noun::Assessment => "",
    }
}
