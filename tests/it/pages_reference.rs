//! The reference of the API: a page of everything there is, a page for each noun, and one of what they share.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use counterpoint::api;
use serde_json::Value;

use crate::support::app::{Answer, TestApp};

const DOCS: &str = "/api/docs";
/// The longest page, in bytes: somebody reads it on a phone.
const PAGE_BYTES_MAX: usize = 120_000;

/// The operations of the document: name, noun, method, path, summary.
fn operations() -> Vec<(String, String, String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let paths = api::openapi::document()["paths"].as_object().unwrap().iter();
    let all =
        paths.flat_map(|(path, item)| item.as_object().unwrap().iter().map(move |(method, it)| (path, method, it)));
    all.map(|(path, method, it)| {
        (text(&it["operationId"]), text(&it["tags"][0]), method.to_uppercase(), path.clone(), text(&it["summary"]))
    })
    .collect()
}

/// Every page of the reference, as linked from the first.
async fn pages(app: &TestApp) -> BTreeMap<String, Answer> {
    let first = app.page(DOCS).await;
    let linked: BTreeSet<String> = first
        .attributes("main a[href]", "href")
        .iter()
        .filter_map(|link| link.split('#').next())
        .filter(|page| page.starts_with(DOCS))
        .map(str::to_owned)
        .collect();
    let mut pages = BTreeMap::from([(DOCS.to_owned(), first)]);
    for page in linked {
        let answer = app.page(&page).await;
        pages.insert(page, answer);
    }
    pages
}

#[tokio::test]
async fn the_first_page_has_every_operation_in_one_line_that_leads_to_it() {
    let app = TestApp::empty().await;
    let pages = pages(&app).await;
    let first = &pages[DOCS];
    let lines = first.texts(".noun li");
    assert_eq!(lines.len(), operations().len());
    let places = first.attributes(".noun a", "href");
    for (id, noun, method, path, summary) in operations() {
        assert!(lines.contains(&format!("{method} {path} {summary}")), "{method} {path}");
        let place = format!("{DOCS}/{noun}#op-{id}");
        assert!(places.contains(&place), "{place}");
        assert_eq!(pages[&format!("{DOCS}/{noun}")].count(&format!("details > #op-{id}")), 1, "{place}");
    }
}

#[tokio::test]
async fn every_link_within_the_reference_leads_to_a_place_that_is_there_and_no_place_is_told_twice() {
    let pages = pages(&TestApp::empty().await).await;
    assert!(pages.len() > 20, "{:?}", pages.keys());
    let ids: BTreeMap<_, BTreeSet<_>> =
        pages.iter().map(|(address, page)| (address, page.attributes("[id]", "id").into_iter().collect())).collect();
    let mut told = BTreeSet::new();
    for (address, page) in &pages {
        let all = page.attributes("[id]", "id");
        let doubled: Vec<&String> = all.iter().filter(|id| all.iter().filter(|it| it == id).count() > 1).collect();
        assert!(doubled.is_empty(), "{address} has {doubled:?} twice");
        assert!(page.body.len() <= PAGE_BYTES_MAX, "{address} has {} bytes", page.body.len());
        for link in page.attributes("main a[href]", "href") {
            let Some((to, anchor)) = link.split_once('#') else { continue };
            let to = if to.is_empty() { address } else { to };
            let is_there = ids.get(&to.to_owned()).is_some_and(|ids| ids.contains(anchor));
            assert!(is_there, "{address} links to {link}");
        }
        for id in page.attributes(".ref details > [id]", "id") {
            assert!(told.insert(id.clone()), "{id} is told on {address} and elsewhere");
        }
    }
    for shape in api::openapi::document()["components"]["schemas"].as_object().unwrap().keys() {
        assert!(told.contains(&format!("shape-{shape}")), "{shape} is told nowhere");
    }
}

#[tokio::test]
async fn an_operation_shows_what_asks_for_it_in_a_terminal() {
    let app = TestApp::with_specimen().await;
    let claims = app.page("/api/docs/claims").await;
    let read = claims.text("#op-read_claim .ask");
    assert_eq!(read, "curl \"$SERVER/api/v1/cases/baghdadi-2019/claims/when-1\"");
    let replace = claims.text("#op-replace_claim .ask");
    for part in [
        "curl -X PUT \"$SERVER/api/v1/cases/baghdadi-2019/claims/when-1\"",
        "-H \"Authorization: Bearer $TOKEN\"",
        "-H 'If-Match: \"2\"'",
        "-H 'Content-Type: application/json'",
        "-d '{",
    ] {
        assert!(replace.contains(part), "{part} is not in {replace}");
    }
    let first = app.send("GET", DOCS, &[("host", "counterpoint.example")]).await;
    assert!(first.text("#conventions ~ .ask").contains("SERVER=https://counterpoint.example"));
}

#[tokio::test]
async fn in_arabic_it_says_that_the_descriptions_are_english_and_marks_them() {
    let app = TestApp::empty().await;
    for page in [DOCS, "/api/docs/claims", "/api/docs/shared"] {
        let arabic = app.page(&format!("{page}?lang=ar")).await;
        assert_eq!(arabic.text(".ref-en"), "أوصاف العناوين والحقول والأجوبة مكتوبة بالإنجليزية.");
        assert_eq!(app.page(&format!("{page}?lang=en")).await.count(".ref-en"), 0);
        for link in arabic.attributes("main a[href^='/api/docs']", "href") {
            assert!(link.contains("lang=ar"), "{link}");
        }
    }
    let claims = app.page("/api/docs/claims?lang=ar").await;
    assert_eq!(
        claims.count("details > summary"),
        claims.count("summary[lang=en][dir=ltr], [lang=en][dir=ltr] > summary")
    );
}

#[tokio::test]
async fn a_noun_that_the_api_does_not_have_is_not_found() {
    let answer = TestApp::empty().await.get("/api/docs/unicorns").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.header("content-type").starts_with("text/html"), "{:?}", answer.headers);
}
