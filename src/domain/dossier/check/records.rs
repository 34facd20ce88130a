//! The checks of each noun but claims.

use std::collections::{HashMap, hash_map::Entry};

use super::{Check, Index, Ranked, UNKNOWN};
use crate::domain::{
    dossier::Records,
    fault::{FaultKind, Path},
    id::{EntityId, OptionId, PlaceId, SourceId},
    question::{AnswerKind, Question},
    source::Source,
    tree::Tree,
};

/// Builds the part-of tree of a list; broken and circular links are reported and left out.
fn part_of_tree<'a>(
    index: &Index<'_>,
    part_of: impl Iterator<Item = Option<&'a str>>,
    path: impl Fn(usize) -> Path,
    check: &mut Check<'_>,
) -> Tree {
    let mut parents: Vec<Option<usize>> =
        part_of.enumerate().map(|(number, up)| index.find(up?, || path(number), check)).collect();
    loop {
        match Tree::new(parents.clone()) {
            Ok(tree) => return tree,
            Err(cycle) => {
                let mut through: Vec<String> = cycle.iter().map(|&n| index.id(n)).collect();
                through.push(through[0].clone());
                check.note(path(cycle[0]), FaultKind::Cycle { through });
                parents[cycle[0]] = None;
            }
        }
    }
}

pub(super) fn place_tree(records: &Records, ranked: &Ranked, check: &mut Check<'_>) -> Tree {
    let index = Index::new("place", records.places.iter().map(|r| r.id.as_str()));
    let part_of = records.places.iter().map(|r| r.part_of.as_ref().map(PlaceId::as_str));
    part_of_tree(&index, part_of, |n| ranked.path(n).field("part_of"), check)
}

pub(super) fn entity_tree(records: &Records, ranked: &Ranked, check: &mut Check<'_>) -> Tree {
    let index = Index::new("entity", records.entities.iter().map(|r| r.id.as_str()));
    let part_of = records.entities.iter().map(|r| r.part_of.as_ref().map(EntityId::as_str));
    part_of_tree(&index, part_of, |n| ranked.path(n).field("part_of"), check)
}

pub(super) fn check_sources(records: &Records, ranked: &Ranked, check: &mut Check<'_>) {
    let index = Index::new("source", records.sources.iter().map(|r| r.id.as_str()));
    for field in ["part_of", "speaks_for"] {
        let up = |source: &Source| if field == "part_of" { source.part_of.clone() } else { source.speaks_for.clone() };
        let links: Vec<_> = records.sources.iter().map(up).collect();
        let part_of = links.iter().map(|id| id.as_ref().map(SourceId::as_str));
        part_of_tree(&index, part_of, |n| ranked.path(n).field(field), check);
    }
    for (number, source) in records.sources.iter().enumerate() {
        let path = || ranked.path(number);
        if let Some(other) = &source.same_as {
            find_other(&index, (source.id.as_str(), other.as_str()), || path().field("same_as"), check);
        }
        for (i, other) in source.may_be.iter().enumerate() {
            find_other(&index, (source.id.as_str(), other.as_str()), || path().field("may_be").index(i), check);
        }
        if source.is_protected && source.public_name.is_none() {
            check.note(path().field("public_name"), FaultKind::ProtectedNeedsPublicName);
        }
    }
}

fn find_other(index: &Index<'_>, (own, other): (&str, &str), at: impl Fn() -> Path, check: &mut Check<'_>) {
    if own == other {
        check.note(at(), FaultKind::RefersToItself { noun: index.noun });
    } else {
        index.find(other, at, check);
    }
}

pub(super) fn check_documents(records: &Records, ranked: &Ranked, check: &mut Check<'_>) {
    let sources = Index::new("source", records.sources.iter().map(|r| r.id.as_str()));
    let documents = Index::new("document", records.documents.iter().map(|r| r.id.as_str()));
    for (number, document) in records.documents.iter().enumerate() {
        let path = || ranked.path(number);
        sources.find(document.publisher.as_str(), || path().field("publisher"), check);
        for (i, cited) in document.cites.iter().enumerate() {
            find_other(&documents, (document.id.as_str(), cited.as_str()), || path().field("cites").index(i), check);
        }
    }
}

/// The event of each question and the tree of its options.
pub(super) fn check_questions(records: &Records, ranked: &Ranked, check: &mut Check<'_>) -> (Vec<usize>, Vec<Tree>) {
    let events = Index::new("event", records.events.iter().map(|r| r.id.as_str()));
    let mut question_event = Vec::with_capacity(records.questions.len());
    let mut option_trees = Vec::with_capacity(records.questions.len());
    for (number, question) in records.questions.iter().enumerate() {
        let path = || ranked.path(number);
        let event = events.find(question.event.as_str(), || path().field("event"), check);
        question_event.push(event.unwrap_or(UNKNOWN));
        option_trees.push(option_tree(question, &path().field("options"), check));
    }
    (question_event, option_trees)
}

fn option_tree(question: &Question, path: &Path, check: &mut Check<'_>) -> Tree {
    match (question.answer, question.options.is_empty()) {
        (AnswerKind::Choice, true) => check.note(path.clone(), FaultKind::Missing),
        (AnswerKind::Choice, false) | (_, true) => {}
        (kind, false) => {
            check.note(path.clone(), FaultKind::NotForThisKind { kind: kind.word().to_owned() });
        }
    }
    for (number, option) in question.options.iter().enumerate() {
        if let Some(first) = question.options[..number].iter().position(|other| other.id == option.id) {
            let kind = FaultKind::DuplicateId { first: path.index(first).field("id") };
            check.note(path.index(number).field("id"), kind);
        }
    }
    let index = Index::new("option", question.options.iter().map(|option| option.id.as_str()));
    let part_of = question.options.iter().map(|option| option.part_of.as_ref().map(OptionId::as_str));
    part_of_tree(&index, part_of, |n| path.index(n).field("part_of"), check)
}

pub(super) fn check_assessments(records: &Records, check: &mut Check<'_>) {
    let questions = Index::new("question", records.questions.iter().map(|r| r.id.as_str()));
    let claims = Index::new("claim", records.claims.iter().map(|r| r.id.as_str()));
    // They have no id: what tells two of them apart is what they judge, when (to the microsecond) and by whom.
    let mut signatures = HashMap::new();
    let positions = check.gaps.positions("assessments", records.assessments.len());
    for (number, assessment) in positions.into_iter().zip(&records.assessments) {
        let path = Path::root().field("assessments").index(number);
        questions.find(assessment.question.as_str(), || path.field("question"), check);
        let signature = (assessment.question.as_str(), assessment.at.as_microsecond(), assessment.by.as_str());
        match signatures.entry(signature) {
            Entry::Vacant(vacant) => {
                vacant.insert(path.clone());
            }
            Entry::Occupied(first) => check.note(path.clone(), FaultKind::DuplicateId { first: first.get().clone() }),
        }
        for (i, claim) in assessment.claims.iter().enumerate() {
            let at = || path.field("claims").index(i);
            let Some(found) = claims.find(claim.as_str(), at, check) else { continue };
            if records.claims[found].question != assessment.question {
                let question = assessment.question.to_string();
                check.note(at(), FaultKind::OtherQuestion { question });
            }
        }
    }
}

/// What the records that could not be read refer to.
pub(super) fn check_unread(records: &Records, check: &mut Check<'_>) {
    let gaps = check.gaps;
    let ids = [
        Index::new("place", records.places.iter().map(|r| r.id.as_str())),
        Index::new("entity", records.entities.iter().map(|r| r.id.as_str())),
        Index::new("source", records.sources.iter().map(|r| r.id.as_str())),
        Index::new("document", records.documents.iter().map(|r| r.id.as_str())),
        Index::new("event", records.events.iter().map(|r| r.id.as_str())),
        Index::new("question", records.questions.iter().map(|r| r.id.as_str())),
        Index::new("claim", records.claims.iter().map(|r| r.id.as_str())),
    ];
    for (at, noun, id) in gaps.unread.iter().flat_map(|gap| &gap.references) {
        if let Some(index) = ids.iter().find(|index| index.noun == *noun) {
            index.find(id, || at.clone(), check);
        }
    }
}

/// Lists whose order means nothing are kept in order of id, so that a case reads the same however it was typed.
pub(super) fn sort_inner_lists(records: &mut Records) {
    records.sources.iter_mut().for_each(|source| source.may_be.sort_unstable());
    records.documents.iter_mut().for_each(|document| document.cites.sort_unstable());
    records.assessments.iter_mut().for_each(|assessment| assessment.claims.sort_unstable());
    records.assessments.sort_by(|a, b| (&a.question, a.at, &a.by).cmp(&(&b.question, b.at, &b.by)));
}
