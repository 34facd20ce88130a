//! Where the faults of a change belong: to a field of the form, or to another record that the change would break.

use std::collections::BTreeMap;

use super::known::{self, Known};
use crate::{
    domain::{
        access::Identities,
        fault::{Fault, FaultKind},
        record::Noun,
    },
    text::Words,
    web::InCase,
};

/// Faults in the words of a reader.
#[derive(Debug, Default)]
pub struct Placed {
    /// By the place in the record.
    pub own: BTreeMap<String, String>,
    /// Sentence and address of what other records would have.
    pub elsewhere: Vec<(String, String)>,
}

/// The faults of the record itself.
#[must_use]
pub fn of_record(words: Words, faults: &[Fault]) -> Placed {
    let own = faults.iter().map(|fault| (fault.at.as_str().to_owned(), words.fault(fault))).collect();
    Placed { own, elsewhere: Vec::new() }
}

/// The faults of the case with the record `id` of `noun` put or withdrawn. The record put stands first in its list;
/// those there already follow in order of id.
#[must_use]
pub fn of_case(page: &InCase, noun: Noun, id: &str, is_put: bool, faults: &[Fault]) -> Placed {
    let mut placed = Placed::default();
    for fault in faults {
        let (list, index, rest) = split(fault.at.as_str());
        let own = list_of(noun);
        if is_put && list == own && index == 0 {
            placed.own.insert(rest.to_owned(), told(page, Some(noun), fault));
            continue;
        }
        let others: Vec<String> = ids(page, list).into_iter().filter(|other| list != own || other != id).collect();
        let at = if is_put && list == own { index - 1 } else { index };
        placed.elsewhere.push(elsewhere(page, noun_of(list), others.get(at), fault));
    }
    placed.elsewhere.dedup();
    placed
}

/// A fault of a record of `noun` in a sentence. A circle may run through links of protected sources, and roots are compared
/// along them: neither is spelt out to those who may not see them.
#[must_use]
pub fn told(page: &InCase, noun: Option<Noun>, fault: &Fault) -> String {
    let is_veiled = page.rights.identities() == Identities::Hidden;
    match &fault.kind {
        kind @ FaultKind::Cycle { .. } if is_veiled && noun == Some(Noun::Source) => page.words().veiled_fault(kind),
        kind @ FaultKind::OtherRoot { .. } if is_veiled => page.words().veiled_fault(kind),
        _ => page.words().fault(fault),
    }
}

fn elsewhere(page: &InCase, noun: Option<Noun>, id: Option<&String>, fault: &Fault) -> (String, String) {
    let (words, known) = (page.words(), Known::of(page));
    // Which other source is at fault may tell what a protected one has to do with this one.
    if noun == Some(Noun::Source) && page.rights.identities() == Identities::Hidden {
        return (words.say("form-fault-other-source"), known.url(Noun::Case, ""));
    }
    let sentence = told(page, noun, fault);
    match noun.zip(id) {
        Some((noun, id)) => {
            let arguments = [("record", known.name(noun, id).into()), ("fault", sentence.into())];
            (words.tell("form-fault-elsewhere", &arguments), known.url(noun, id))
        }
        None => (sentence, known.url(Noun::Case, "")),
    }
}

/// `questions[3].options[0].id` in three: the list, the number, the rest.
fn split(path: &str) -> (&str, usize, &str) {
    let Some((list, rest)) = path.split_once('[') else { return (path, 0, "") };
    let Some((number, rest)) = rest.split_once(']') else { return (list, 0, "") };
    (list, number.parse().unwrap_or_default(), rest.strip_prefix('.').unwrap_or(rest))
}

/// The ids of a list of the case, in order.
fn ids(page: &InCase, list: &str) -> Vec<String> {
    match noun_of(list) {
        Some(Noun::Claim) => page.dossier().claims().iter().map(|claim| claim.id.to_string()).collect(),
        Some(noun) => known::names(page.dossier(), noun).into_iter().map(|(id, _)| id.to_owned()).collect(),
        None => Vec::new(),
    }
}

/// The name of the list of a noun in the case file.
#[must_use]
pub fn list_of(noun: Noun) -> &'static str {
    match noun {
        Noun::Case => "case",
        Noun::Place => "places",
        Noun::Entity => "entities",
        Noun::Source => "sources",
        Noun::Document => "documents",
        Noun::Event => "events",
        Noun::Question => "questions",
        Noun::Claim => "claims",
        Noun::Assessment => "assessments",
    }
}

fn noun_of(list: &str) -> Option<Noun> {
    Noun::ALL.iter().copied().find(|noun| list_of(*noun) == list)
}

/// That an id was used before, and one that is free.
#[must_use]
pub fn taken(words: Words, free: &str) -> String {
    words.tell("form-id-taken", &[("free", free.into())])
}

/// The sentence for a fault kind.
#[must_use]
pub fn sentence(words: Words, kind: &FaultKind) -> String {
    words.fault_kind(kind)
}
