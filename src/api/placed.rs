//! Where the faults of a write belong: to a place in its body, or to another record that it would break.

use super::{extract::InCase, problem::ProblemFault};
use crate::{
    domain::{
        access::Identities,
        dossier::Dossier,
        fault::{Fault, FaultKind},
        record::{Noun, RecordId},
    },
    paths,
    text::Words,
};

/// The faults of the case with the record `id` put or withdrawn. The record put stands first in its list; those there
/// already follow in order of id.
pub(super) fn faults(within: &InCase, id: &RecordId, is_put: bool, found: &[Fault]) -> Vec<ProblemFault> {
    found.iter().map(|fault| placed(within, id, is_put, fault)).collect()
}

fn placed(within: &InCase, (noun, id): &RecordId, is_put: bool, fault: &Fault) -> ProblemFault {
    let (list, index, rest) = split(fault.at.pointer());
    let is_own_list = Noun::ALL.iter().any(|known| known == noun && list_of(*known) == list);
    if is_put && is_own_list && index == 0 {
        return ProblemFault { ..told(within, Some(*noun), rest, fault) };
    }
    let at = if is_put && is_own_list { index - 1 } else { index };
    let other = Noun::ALL.iter().copied().find(|known| list_of(*known) == list);
    let is_secret = other == Some(Noun::Source) && within.rights.identities() == Identities::Hidden;
    let of_other = other.filter(|_| !is_secret).and_then(|other| {
        let ids = ids(within.dossier(), other).into_iter().filter(|known| other != *noun || known != id);
        Some(paths::api_record(within.case(), other.list(), ids.into_iter().nth(at)?))
    });
    let told = told(within, other, "", fault);
    ProblemFault { pointer: None, record: Some(of_other.unwrap_or_else(|| paths::api_case(within.case()))), ..told }
}

/// A circle may run through links of protected sources, and roots are compared along them; which source is at fault may
/// tell what one has to do with another. None of that is spelt out to those who may not see identities.
fn told(within: &InCase, noun: Option<Noun>, pointer: &str, fault: &Fault) -> ProblemFault {
    let words = within.caller.words();
    let told = ProblemFault::at(pointer, &fault.kind, words);
    let is_veiled = within.rights.identities() == Identities::Hidden;
    match fault.kind {
        FaultKind::Cycle { .. } if is_veiled && noun == Some(Noun::Source) => veiled(told, fault, words),
        FaultKind::OtherRoot { .. } if is_veiled => veiled(told, fault, words),
        _ => told,
    }
}

fn veiled(told: ProblemFault, fault: &Fault, words: Words) -> ProblemFault {
    ProblemFault { detail: words.veiled_fault(&fault.kind), ..told }
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

fn ids(dossier: &Dossier, noun: Noun) -> Vec<String> {
    macro_rules! ids {
        ($list:ident) => {
            dossier.$list().iter().map(|record| record.id.to_string()).collect()
        };
    }
    match noun {
        Noun::Case => vec![dossier.case().id.to_string()],
        Noun::Place => ids!(places),
        Noun::Entity => ids!(entities),
        Noun::Source => ids!(sources),
        Noun::Document => ids!(documents),
        Noun::Event => ids!(events),
        Noun::Question => ids!(questions),
        Noun::Claim => ids!(claims),
        // No other record refers to an assessment, so none but its own write finds it at fault.
        Noun::Assessment => Vec::new(),
    }
}
