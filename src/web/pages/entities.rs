//! Entities: the people and groups that answers name, as a tree, and one of them with the claims that name it.

use askama::Template;
use axum::response::IntoResponse;

use crate::{
    domain::{id::EntityId, record::Noun},
    paths,
    web::{
        InCase, Page, PageError, Section, Shell,
        fact::Fact,
        forms::actions,
        nodes::{self, Kind},
        pager::Pager,
        said,
        said::OnQuestion,
        tabs::View,
        trail::Trail,
    },
};

pub mod form;

const KIND: Kind = Kind {
    section: Section::Entities,
    view: View::Entities,
    title: "nav-entities",
    lede: "entities-lede",
    none: ["entities-none-heading", "entities-none-explanation"],
    facts: ["entity-part-of", "entity-parts"],
    tree: |dossier| dossier.entity_tree(),
    named: nodes::entities_named,
    link,
    note,
    sheet: form::SHEET,
};

#[derive(Template)]
#[template(path = "entities/show.html")]
struct ShowPage {
    shell: Shell,
    trail: Trail,
    name: String,
    lede: String,
    facts: Vec<Fact>,
    note: Option<String>,
    questions: Vec<OnQuestion>,
    pager: Pager,
}

/// `/cases/{case}/entities`
///
/// # Errors
/// None of its own: [`InCase`] refuses what the reader may not see.
pub async fn index(page: InCase) -> Result<impl IntoResponse, PageError> {
    Ok(Page::new(KIND.list(&page, &page.picture().await.analysis), ""))
}

/// `/cases/{case}/entities/{entity}`
///
/// # Errors
/// `NotFound` where the case has no such entity.
pub async fn show(page: InCase) -> Result<impl IntoResponse, PageError> {
    let id: EntityId = page.id("entity")?;
    let number = page.dossier().entity_number(&id).ok_or_else(|| page.not_found())?;
    let (record, words) = (&page.dossier().entities()[number], page.words());
    let picture = page.picture().await;
    let analysis = &picture.analysis;
    let claims = KIND.naming(&page, analysis, number);
    let (name, _) = link(&page, number);
    let pager = Pager::of(&page.reader, claims.len());
    let template = ShowPage {
        shell: page.shell(&name, Section::Entities),
        trail: Trail::in_list(&page, "nav-entities", &paths::entities(page.case()), &name)
            .with(actions::of_record(&page, form::SHEET, id.as_str()))
            .with_history(&page, Noun::Entity, id.as_str()),
        lede: words.counted("entity-named", claims.len()),
        facts: facts(&page, number),
        note: record.note.as_ref().map(ToString::to_string),
        questions: said::by_question(&page, analysis, &claims[pager.range.clone()]),
        pager,
        name,
    };
    Ok(Page::new(template, ""))
}

fn link(page: &InCase, number: usize) -> (String, String) {
    let record = &page.dossier().entities()[number];
    (page.text(&record.name).to_owned(), page.link(&paths::entity(page.case(), &record.id)))
}

/// What is to be known of entity number `number` in a list.
fn note(page: &InCase, number: usize) -> String {
    page.words().entity_kind(page.dossier().entities()[number].kind)
}

/// What is known about entity number `number`.
fn facts(page: &InCase, number: usize) -> Vec<Fact> {
    let words = page.words();
    let kind = Fact { name: words.say("entity-kind"), words: vec![(note(page, number), None)] };
    std::iter::once(kind).chain(KIND.part_facts(page, number)).collect()
}
