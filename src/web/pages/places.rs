//! Places: where answers say it happened, as a tree, and one place with the claims that name it.

use askama::Template;
use axum::response::IntoResponse;

use crate::{
    domain::{id::PlaceId, record::Noun},
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
    section: Section::Places,
    view: View::Places,
    title: "nav-places",
    lede: "places-lede",
    none: ["places-none-heading", "places-none-explanation"],
    facts: ["place-part-of", "place-parts"],
    tree: |dossier| dossier.place_tree(),
    named: nodes::places_named,
    link,
    note,
    sheet: form::SHEET,
};

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
    Ok(Page::new(KIND.list(&page, &page.picture().await.analysis), ""))
}

/// `/cases/{case}/places/{place}`
///
/// # Errors
/// `NotFound` where the case has no such place.
pub async fn show(page: InCase) -> Result<impl IntoResponse, PageError> {
    let id: PlaceId = page.id("place")?;
    let number = page.dossier().place_number(&id).ok_or_else(|| page.not_found())?;
    let (record, words) = (&page.dossier().places()[number], page.words());
    let picture = page.picture().await;
    let analysis = &picture.analysis;
    let claims = KIND.naming(&page, analysis, number);
    let (name, _) = link(&page, number);
    let pager = Pager::of(&page.reader, claims.len());
    let template = ShowPage {
        shell: page.shell(&name, Section::Places),
        trail: Trail::in_list(&page, "nav-places", &paths::places(page.case()), &name)
            .with(actions::of_record(&page, form::SHEET, id.as_str()))
            .with_history(&page, Noun::Place, id.as_str()),
        lede: words.counted("place-named", claims.len()),
        facts: facts(&page, number),
        warning: record.is_unresolved.then(|| words.say("place-unresolved-explained")),
        note: record.note.as_ref().map(ToString::to_string),
        questions: said::by_question(&page, analysis, &claims[pager.range.clone()]),
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
    let mut facts = KIND.part_facts(page, number);
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
