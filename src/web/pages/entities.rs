//! Entities: the people and groups that answers name, as a tree, and one of them with the claims that name it.

use askama::Template;
use axum::response::IntoResponse;

use crate::{
    domain::id::EntityId,
    paths,
    web::{
        InCase, Page, PageError, Section, Shell,
        fact::Fact,
        nodes::{self, Entry},
        pager::Pager,
        said,
        said::OnQuestion,
        tabs::{self, Tab, View},
        trail::Trail,
    },
};

/// The most parts listed.
const PARTS_MAX: usize = 100;

#[derive(Template)]
#[template(path = "entities/index.html")]
struct IndexPage {
    shell: Shell,
    trail: Trail,
    tabs: Vec<Tab>,
    case_url: String,
    entries: Vec<Entry>,
    pager: Pager,
}

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
    let (dossier, words) = (page.dossier(), page.words());
    let analysis = page.open.analysis_on(page.reader.as_of);
    let tree = dossier.entity_tree();
    let counts = nodes::counts(dossier, &analysis, tree, nodes::entities_named);
    let pager = Pager::of(&page.reader, tree.len());
    let entries = nodes::entries(&pager, tree, &counts, words, |number| (link(&page, number), note(&page, number)));
    let title = words.say("nav-entities");
    let shell = page.shell(&title, Section::Entities);
    let case_url = page.link(&paths::case(page.case()));
    let (trail, tabs) = (Trail::of(&page, &title), tabs::tabs(&page, &analysis, View::Entities));
    Ok(Page::new(IndexPage { shell, trail, tabs, case_url, entries, pager }, ""))
}

/// `/cases/{case}/entities/{entity}`
///
/// # Errors
/// `NotFound` where the case has no such entity.
pub async fn show(page: InCase) -> Result<impl IntoResponse, PageError> {
    let id: EntityId = page.id("entity")?;
    let number = page.dossier().entity_number(&id).ok_or_else(|| page.not_found())?;
    let (record, words) = (&page.dossier().entities()[number], page.words());
    let analysis = page.open.analysis_on(page.reader.as_of);
    let claims = nodes::naming(&page, &analysis, page.dossier().entity_tree(), number, nodes::entities_named);
    let (name, _) = link(&page, number);
    let pager = Pager::of(&page.reader, claims.len());
    let template = ShowPage {
        shell: page.shell(&name, Section::Entities),
        trail: Trail::in_list(&page, "nav-entities", &paths::entities(page.case()), &name),
        lede: words.counted("entity-named", claims.len()),
        facts: facts(&page, number),
        note: record.note.as_ref().map(ToString::to_string),
        questions: said::by_question(&page, &analysis, &claims[pager.range.clone()]),
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
    std::iter::once(kind).chain(part_facts(page, number)).collect()
}

/// What it is part of, from the nearest up, and what is part of it.
fn part_facts(page: &InCase, number: usize) -> Vec<Fact> {
    let tree = page.dossier().entity_tree();
    let links = |numbers: Vec<usize>| -> Vec<(String, Option<String>)> {
        numbers.into_iter().map(|number| link(page, number)).map(|(name, url)| (name, Some(url))).collect()
    };
    let mut parts = nodes::parts(tree, number);
    parts.truncate(PARTS_MAX);
    let both = [("entity-part-of", tree.upwards(number).skip(1).collect()), ("entity-parts", parts)];
    both.into_iter()
        .filter(|(_, numbers)| !numbers.is_empty())
        .map(|(key, numbers)| Fact { name: page.words().say(key), words: links(numbers) })
        .collect()
}
