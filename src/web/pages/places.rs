//! Places: where answers say it happened, as a tree, and one place with the claims that name it.

use askama::Template;
use axum::response::IntoResponse;

use crate::{
    domain::id::PlaceId,
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
#[template(path = "places/index.html")]
struct IndexPage {
    shell: Shell,
    trail: Trail,
    tabs: Vec<Tab>,
    case_url: String,
    entries: Vec<Entry>,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "places/show.html")]
struct ShowPage {
    shell: Shell,
    trail: Trail,
    name: String,
    lede: String,
    facts: Vec<Fact>,
    warning: Option<String>,
    note: Option<String>,
    questions: Vec<OnQuestion>,
    pager: Pager,
}

/// `/cases/{case}/places`
///
/// # Errors
/// None of its own: [`InCase`] refuses what the reader may not see.
pub async fn index(page: InCase) -> Result<impl IntoResponse, PageError> {
    let (dossier, words) = (page.dossier(), page.words());
    let analysis = page.open.analysis_on(page.reader.as_of);
    let tree = dossier.place_tree();
    let counts = nodes::counts(dossier, &analysis, tree, nodes::places_named);
    let pager = Pager::of(&page.reader, tree.len());
    let entries = nodes::entries(&pager, tree, &counts, words, |number| (link(&page, number), note(&page, number)));
    let title = words.say("nav-places");
    let shell = page.shell(&title, Section::Places);
    let case_url = page.link(&paths::case(page.case()));
    let (trail, tabs) = (Trail::of(&page, &title), tabs::tabs(&page, &analysis, View::Places));
    Ok(Page::new(IndexPage { shell, trail, tabs, case_url, entries, pager }, ""))
}

/// `/cases/{case}/places/{place}`
///
/// # Errors
/// `NotFound` where the case has no such place.
pub async fn show(page: InCase) -> Result<impl IntoResponse, PageError> {
    let id: PlaceId = page.id("place")?;
    let number = page.dossier().place_number(&id).ok_or_else(|| page.not_found())?;
    let (record, words) = (&page.dossier().places()[number], page.words());
    let analysis = page.open.analysis_on(page.reader.as_of);
    let claims = nodes::naming(&page, &analysis, page.dossier().place_tree(), number, nodes::places_named);
    let (name, _) = link(&page, number);
    let pager = Pager::of(&page.reader, claims.len());
    let template = ShowPage {
        shell: page.shell(&name, Section::Places),
        trail: Trail::in_list(&page, "nav-places", &paths::places(page.case()), &name),
        lede: words.counted("place-named", claims.len()),
        facts: facts(&page, number),
        warning: record.is_unresolved.then(|| words.say("place-unresolved-explained")),
        note: record.note.as_ref().map(ToString::to_string),
        questions: said::by_question(&page, &analysis, &claims[pager.range.clone()]),
        pager,
        name,
    };
    Ok(Page::new(template, ""))
}

fn link(page: &InCase, number: usize) -> (String, String) {
    let record = &page.dossier().places()[number];
    (page.text(&record.name).to_owned(), page.link(&paths::place(page.case(), &record.id)))
}

/// What is to be known of place number `number` in a list.
fn note(page: &InCase, number: usize) -> String {
    let words = page.words();
    let place = &page.dossier().places()[number];
    if place.is_unresolved {
        return words.say("place-unresolved");
    }
    if place.point.is_some() { words.say("places-located") } else { words.say("places-without-point") }
}

/// What is known about place number `number`.
fn facts(page: &InCase, number: usize) -> Vec<Fact> {
    let words = page.words();
    let place = &page.dossier().places()[number];
    let plain = |key: &str, text: String| Fact { name: words.say(key), words: vec![(text, None)] };
    let mut facts = part_facts(page, number);
    facts.push(match place.point {
        Some(point) => plain("place-coordinates", format!("\u{2066}{:.4}, {:.4}\u{2069}", point.lat(), point.lon())),
        None => plain("place-coordinates", words.say("place-no-point")),
    });
    if place.point.is_some() {
        let km = words.decimal(place.radius_km.unwrap_or_default());
        facts.push(plain("place-radius", words.tell("place-km", &[("km", km.into())])));
    }
    facts
}

/// What it is part of, from the nearest up, and what is part of it.
fn part_facts(page: &InCase, number: usize) -> Vec<Fact> {
    let tree = page.dossier().place_tree();
    let links = |numbers: Vec<usize>| -> Vec<(String, Option<String>)> {
        numbers.into_iter().map(|number| link(page, number)).map(|(name, url)| (name, Some(url))).collect()
    };
    let mut parts = nodes::parts(tree, number);
    parts.truncate(PARTS_MAX);
    let both = [("place-part-of", tree.upwards(number).skip(1).collect()), ("place-parts", parts)];
    both.into_iter()
        .filter(|(_, numbers)| !numbers.is_empty())
        .map(|(key, numbers)| Fact { name: page.words().say(key), words: links(numbers) })
        .collect()
}
