//! What records are called, and where their pages are.

use crate::{
    domain::{id::CaseId, record::Noun},
    paths,
    web::InCase,
};

/// What the record is called in the reader's language; its id where it no longer stands.
#[must_use]
pub fn name(page: &InCase, noun: Noun, id: &str) -> String {
    let dossier = page.dossier();
    let found = match noun {
        Noun::Case => Some(page.text(&dossier.case().title)),
        Noun::Place => dossier.places().iter().find(|it| it.id.as_str() == id).map(|it| page.text(&it.name)),
        Noun::Entity => dossier.entities().iter().find(|it| it.id.as_str() == id).map(|it| page.text(&it.name)),
        Noun::Source => dossier.sources().iter().find(|it| it.id.as_str() == id).map(|it| page.text(&it.name)),
        Noun::Document => dossier.documents().iter().find(|it| it.id.as_str() == id).map(|it| page.text(&it.title)),
        Noun::Event => dossier.events().iter().find(|it| it.id.as_str() == id).map(|it| page.text(&it.title)),
        Noun::Question => dossier.questions().iter().find(|it| it.id.as_str() == id).map(|it| page.text(&it.text)),
        Noun::Claim => None,
        Noun::Assessment => return name(page, Noun::Question, id.split('/').next().unwrap_or(id)),
    };
    found.unwrap_or(id).to_owned()
}

/// Where the history of a record stands; that of an assessment with its question.
#[must_use]
pub fn history(page: &InCase, noun: Noun, id: &str) -> String {
    history_of(page.case(), noun, id)
}

/// Where the history of a record of `case` stands.
#[must_use]
pub fn history_of(case: &CaseId, noun: Noun, id: &str) -> String {
    match noun {
        Noun::Case => paths::case_history(case),
        Noun::Assessment => paths::history(case, Noun::Question.list(), id.split('/').next().unwrap_or(id)),
        noun => paths::history(case, noun.list(), id),
    }
}

/// Where the record itself is shown, as things stand; `None` where it does not stand or has no page of its own.
#[must_use]
pub fn itself(page: &InCase, noun: Noun, id: &str) -> Option<String> {
    match noun {
        Noun::Case => return Some(paths::case(page.case())),
        Noun::Event | Noun::Assessment => return None,
        _ => {}
    }
    page.dossier().holds(noun, id).then(|| format!("{}/{}/{id}", paths::case(page.case()), noun.list()))
}
