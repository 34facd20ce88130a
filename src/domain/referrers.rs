//! Referrers: which records of a case name another one, and so keep it from being withdrawn.

use super::{
    dossier::Dossier,
    question::AnswerKind,
    record::{Noun, RecordId},
};

/// The records that refer to the record `id` of `noun`, in the order of the case file.
#[must_use]
pub fn of(dossier: &Dossier, noun: Noun, id: &str) -> Vec<RecordId> {
    let mut found = Vec::new();
    let is = |of: Noun, other: &str| noun == of && other == id;
    for place in dossier.places().iter().filter(|r| r.part_of.as_ref().is_some_and(|it| is(Noun::Place, it.as_str()))) {
        found.push((Noun::Place, place.id.to_string()));
    }
    for entity in
        dossier.entities().iter().filter(|r| r.part_of.as_ref().is_some_and(|it| is(Noun::Entity, it.as_str())))
    {
        found.push((Noun::Entity, entity.id.to_string()));
    }
    for source in dossier.sources() {
        let named = [&source.part_of, &source.speaks_for, &source.same_as].into_iter().flatten().chain(&source.may_be);
        if named.into_iter().any(|it| is(Noun::Source, it.as_str())) {
            found.push((Noun::Source, source.id.to_string()));
        }
    }
    for document in dossier.documents() {
        let is_cited = document.cites.iter().any(|it| is(Noun::Document, it.as_str()));
        if is_cited || is(Noun::Source, document.publisher.as_str()) {
            found.push((Noun::Document, document.id.to_string()));
        }
    }
    for question in dossier.questions().iter().filter(|r| is(Noun::Event, r.event.as_str())) {
        found.push((Noun::Question, question.id.to_string()));
    }
    let claims = (0..dossier.claims().len()).filter(|&claim| claim_refers(dossier, claim, noun, id));
    found.extend(claims.map(|claim| (Noun::Claim, dossier.claims()[claim].id.to_string())));
    found
}

/// Whether claim number `claim` names the record, in its value too.
fn claim_refers(dossier: &Dossier, claim: usize, noun: Noun, id: &str) -> bool {
    let record = &dossier.claims()[claim];
    match noun {
        Noun::Question => record.question.as_str() == id,
        Noun::Document => {
            let retracted = record.retracted.as_ref().and_then(|retracted| retracted.document.as_ref());
            record.document.as_str() == id || retracted.is_some_and(|document| document.as_str() == id)
        }
        Noun::Source => record.chain.sources().iter().any(|source| source.as_str() == id),
        Noun::Claim => {
            let by = record.superseded.as_ref().and_then(|superseded| superseded.by.as_ref());
            [record.relays.as_ref(), by].into_iter().flatten().any(|claim| claim.as_str() == id)
        }
        Noun::Place => answers_with(dossier, claim, AnswerKind::Place, id),
        Noun::Entity => answers_with(dossier, claim, AnswerKind::Entity, id),
        Noun::Case | Noun::Event | Noun::Assessment => false,
    }
}

/// Whether the value of a claim, an answer of this kind, holds the id: alone, in a list, or as in `near hajin`.
fn answers_with(dossier: &Dossier, claim: usize, kind: AnswerKind, id: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let holds = |text: &str| text.split(|c| !is_part(c)).any(|word| word == id);
    dossier.questions()[dossier.question_of(claim)].answer == kind
        && dossier.claims()[claim].value.parts().iter().any(|text| holds(text.as_str()))
}
