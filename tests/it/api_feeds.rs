//! Feeds: what changed, told to those who follow, without who wrote it or what they may not see.

use axum::http::StatusCode;
use counterpoint::store::{Editor, ImportMode};
use serde_json::Value;

use crate::support::{
    api::CASE,
    app::{TestApp, specimen},
    records::{moment, plain},
};

/// The shipped case without what the SDF official says, which comes in a day later.
async fn app() -> TestApp {
    let mut before = specimen();
    before.claims.retain(|claim| !claim.id.as_str().starts_with("killed-"));
    let app = TestApp::of(before).await;
    let editor = Editor::system("import", moment("2026-03-01T11:00:00Z"));
    app.store().import_case(&editor, specimen(), ImportMode::Merge).await.unwrap();
    app
}

async fn items(app: &TestApp, address: &str) -> Vec<Value> {
    let answer = app.get(&format!("{CASE}/{address}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/feed+json");
    let feed: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    feed["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_feed_tells_what_a_write_made_of_the_questions_and_which_claims_came() {
    let app = app().await;
    let items = items(&app, "feed.json").await;
    assert_eq!(items.len(), 2);
    let told = items[0]["content_text"].as_str().unwrap();
    assert!(told.starts_with("“How many were killed?” is now: Disputed (before: No answer)"), "{told}");
    assert!(
        told.contains("New claim: The Guardian cites Jumah Hamdi Hamdan on “How many were killed?”: many."),
        "{told}"
    );
    assert_eq!(items[0]["date_published"], "2026-03-01T11:00:00Z");
    assert_eq!(items[0]["id"], "tag:localhost,2026-03-01:cases/baghdadi-2019/revisions/2");
}

#[tokio::test]
async fn a_question_and_a_source_are_followed_by_themselves() {
    let app = app().await;
    let about = items(&app, "questions/attempt-killed/feed.json").await;
    assert!(about[0]["title"].as_str().unwrap().contains("How many were killed?"));
    assert_eq!(about[0]["date_published"], "2026-03-01T11:00:00Z");
    let other = items(&app, "questions/attempt-when/feed.json").await;
    assert_eq!(other.len(), 1);
    assert_eq!(other[0]["date_published"], "2026-03-01T10:00:00Z");
    let source = items(&app, "sources/hamdan/feed.json").await;
    assert!(source[0]["content_text"].as_str().unwrap().contains("Jumah Hamdi Hamdan"));
}

#[tokio::test]
async fn the_atom_feed_names_itself_its_page_and_when_it_changed() {
    let app = app().await;
    let https = &[("host", "cases.example"), ("x-forwarded-proto", "https")];
    let answer = app.send("GET", &format!("{CASE}/feed.atom?lang=ar"), https).await;
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    let feed: atom_syndication::Feed = answer.body.parse().unwrap();
    assert_eq!(feed.entries.len(), 2);
    assert_eq!(feed.updated, feed.entries[0].updated);
    assert_eq!(feed.id, "tag:cases.example,2026:cases/baghdadi-2019");
    // Nobody of ours says that the connection was https, so that what a stranger says is not believed.
    let links: Vec<(&str, &str)> = feed.links.iter().map(|link| (link.rel.as_str(), link.href.as_str())).collect();
    assert_eq!(
        links,
        [
            ("self", "http://cases.example/api/v1/cases/baghdadi-2019/feed.atom"),
            ("alternate", "http://cases.example/cases/baghdadi-2019"),
        ]
    );
    assert!(feed.entries[0].title.value.contains("كم عدد القتلى"), "{}", feed.entries[0].title.value);
    assert!(!answer.body.contains("import"), "who wrote is not told");
}

#[tokio::test]
async fn a_claim_that_its_source_withdrew_is_told_as_that() {
    let app = TestApp::with_specimen().await;
    let mut records = specimen();
    let claim = records.claims.iter_mut().find(|claim| claim.id.as_str() == "when-1").unwrap();
    claim.retracted = Some(counterpoint::domain::claim::Retracted {
        on: crate::support::records::date("2019-03-01"),
        document: None,
        note: None,
    });
    records.sources.iter_mut().find(|source| source.id.as_str() == "mee").unwrap().name = plain("MEE");
    let editor = Editor::system("import", moment("2026-03-01T11:00:00Z"));
    app.store().import_case(&editor, records, ImportMode::Merge).await.unwrap();
    let items = items(&app, "feed.json").await;
    let told = items[0]["content_text"].as_str().unwrap();
    assert!(told.contains("The source withdrew a claim: The Guardian cites Regional intelligence officials"), "{told}");
    assert!(told.contains("Source MEE changed"), "{told}");
}

#[tokio::test]
async fn a_feed_that_is_held_is_not_sent_again_until_somebody_writes() {
    let app = TestApp::with_specimen().await;
    let address = format!("{CASE}/feed.atom");
    let tag = app.get(&address).await.header("etag").to_owned();
    assert_eq!(app.send("GET", &address, &[("if-none-match", &tag)]).await.status, StatusCode::NOT_MODIFIED);
    let mut records = specimen();
    records.case.title = plain("Another title");
    app.import(records).await;
    assert_eq!(app.send("GET", &address, &[("if-none-match", &tag)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_question_and_a_source_tell_what_changed_however_much_was_written_elsewhere_since() {
    let app = app().await;
    let mut records = specimen();
    for number in 0..60 {
        records.case.title = plain(&format!("Title {number}"));
        let editor = Editor::system("import", moment(&format!("2026-03-02T11:{number:02}:00Z")));
        app.store().import_case(&editor, records.clone(), ImportMode::Merge).await.unwrap();
    }
    assert_eq!(items(&app, "feed.json").await.len(), 50);
    for (address, told) in [
        ("questions/attempt-killed/feed.json", "How many were killed?"),
        ("sources/hamdan/feed.json", "Jumah Hamdi Hamdan"),
    ] {
        let items = items(&app, address).await;
        assert_eq!(items[0]["date_published"], "2026-03-01T11:00:00Z", "{address}");
        assert!(items[0]["content_text"].as_str().unwrap().contains(told), "{address}: {}", items[0]);
        assert_eq!(items.last().unwrap()["date_published"], "2026-03-01T10:00:00Z", "{address}");
    }
}
