//! The life of a claim: it is superseded by a newer claim of the same root, and retracted after it was reported.

use super::{Check, Dossier, Ranked, UNKNOWN};
use crate::domain::{dated::Dated, fault::FaultKind, independence::Roots};

/// Checks what is said to have become of every claim. Dates that are uncertain are at fault only where no day that they
/// may mean is sound.
pub(super) fn check_claims(dossier: &Dossier, ranked: &Ranked, check: &mut Check<'_>) {
    let later: Vec<Option<usize>> = (0..dossier.claims().len()).map(|claim| superseding(dossier, claim)).collect();
    let roots = later.iter().any(Option::is_some).then(|| Roots::of(dossier));
    for (number, claim) in dossier.claims().iter().enumerate() {
        let withdrawn = claim.retracted.as_ref().zip(reported(dossier, number));
        if let Some((_, reported)) = withdrawn.filter(|(act, reported)| act.on.last() < reported.first()) {
            let kind = FaultKind::RetractedBeforeReport { reported: reported.edtf().to_owned() };
            check.note(ranked.path(number).field("retracted").field("on"), kind);
        }
        if let Some((by, roots)) = later[number].zip(roots.as_ref()) {
            let kind = other_root(dossier, roots, number, by).or_else(|| reported_earlier(dossier, number, by));
            if let Some(kind) = kind {
                check.note(ranked.path(number).field("superseded").field("by"), kind);
            }
        }
    }
    for circle in circles(&later) {
        let id = |&claim: &usize| dossier.claims()[claim].id.to_string();
        let through = circle.iter().chain(&circle[..1]).map(id).collect();
        check.note(ranked.path(circle[0]).field("superseded").field("by"), FaultKind::Cycle { through });
    }
}

/// The claim that supersedes claim number `claim`, where it is another one on the same question.
fn superseding(dossier: &Dossier, claim: usize) -> Option<usize> {
    let by = dossier.claims()[claim].superseded.as_ref()?.by.as_ref()?;
    let by = dossier.claim_number(by).filter(|&by| by != claim)?;
    (dossier.question_of(by) == dossier.question_of(claim)).then_some(by)
}

fn reported(dossier: &Dossier, claim: usize) -> Option<&Dated> {
    let of_document = || dossier.documents().get(dossier.document_of(claim)).map(|document| &document.published);
    dossier.claims()[claim].reported.as_ref().or_else(of_document)
}

/// Roots are compared as they are counted: after `relays`, `same_as` and `speaks_for`.
fn other_root(dossier: &Dossier, roots: &Roots<'_>, claim: usize, by: usize) -> Option<FaultKind> {
    if !is_traced(dossier, claim) || !is_traced(dossier, by) {
        return None;
    }
    let (own, other) = (roots.source(claim), roots.source(by));
    // A root that was found by way of a protected source would say who that is. Where there are any, both are named as
    // the chains name them.
    let is_anybody_protected = dossier.sources().iter().any(|source| source.is_protected);
    let id = |claim: usize, root: usize| {
        let source = if is_anybody_protected { dossier.chain_of(claim)[0] } else { root };
        dossier.sources()[source].id.to_string()
    };
    (own != other).then(|| FaultKind::OtherRoot { root: id(claim, own), other: id(by, other) })
}

/// Whether every source that the root of a claim hangs on is known.
fn is_traced(dossier: &Dossier, claim: usize) -> bool {
    let mut path = Vec::new();
    let mut at = Some(claim);
    while let Some(claim) = at.filter(|claim| !path.contains(claim)) {
        if dossier.chain_of(claim)[0] == UNKNOWN {
            return false;
        }
        path.push(claim);
        at = dossier.relayed_by(claim);
    }
    true
}

fn reported_earlier(dossier: &Dossier, claim: usize, by: usize) -> Option<FaultKind> {
    let (own, newer) = (reported(dossier, claim)?, reported(dossier, by)?);
    let kind = || FaultKind::SupersededByEarlier { by: newer.edtf().to_owned(), reported: own.edtf().to_owned() };
    (newer.last() < own.first()).then(kind)
}

/// The circles of claims that supersede each other, each from its first claim.
fn circles(later: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut seen_from = vec![None; later.len()];
    let mut circles = Vec::new();
    for start in 0..later.len() {
        let mut at = Some(start);
        while let Some(claim) = at.filter(|&claim| seen_from[claim].is_none()) {
            seen_from[claim] = Some(start);
            at = later[claim];
        }
        if let Some(entry) = at.filter(|&claim| seen_from[claim] == Some(start)) {
            let onwards = |from| std::iter::successors(Some(from), |&claim: &usize| later[claim]);
            let first = onwards(later[entry].unwrap_or(entry)).take_while(|&claim| claim != entry).min();
            let first = first.map_or(entry, |first| first.min(entry));
            let rest = onwards(first).skip(1).take_while(|&claim| claim != first);
            circles.push(std::iter::once(first).chain(rest).collect());
        }
    }
    circles
}
