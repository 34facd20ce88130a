//! The second clock: a case as our records stood at a moment, on pages and by the API.

use axum::http::StatusCode;
use counterpoint::{
    domain::{dossier::Records, id::ClaimId, text::Text},
    store::{Editor, ImportMode},
};
use serde_json::json;

use crate::support::{
    app::{SHIPPED, TestApp, specimen},
    records::moment,
};

const FIRST: &str = "2026-01-10T08:00:00Z";
const SECOND: &str = "2026-02-20T08:00:00Z";

async fn import(app: &TestApp, records: Records, at: &str, mode: ImportMode) {
    app.store().import_case(&Editor::system("import", moment(at)), records, mode).await.unwrap();
}

/// The shipped case, of which nine claims were written down in January and the rest in February.
async fn in_two_steps() -> TestApp {
    let app = TestApp::empty().await;
    let mut early = specimen();
    early.claims.retain(|claim| claim.question.as_str() == "attempt-when" && claim.relays.is_none());
    early.claims.truncate(3);
    early.assessments.clear();
    import(&app, early, FIRST, ImportMode::Merge).await;
    import(&app, specimen(), SECOND, ImportMode::Merge).await;
    app
}

#[tokio::test]
async fn a_case_is_shown_as_our_records_stood_and_says_so() {
    let app = in_two_steps().await;
    let page = app.page(&format!("{SHIPPED}?clock=recorded&as_of=2026-01-31")).await;
    assert_eq!(page.text(".known b"), "As our records stood on 31 January 2026.");
    assert!(page.texts(".facts span").contains(&"3 claims".to_owned()), "{:#?}", page.texts(".facts span"));
    let whole = app.page(&format!("{SHIPPED}?clock=recorded&as_of=2026-02-28")).await;
    assert_eq!(whole.texts(".facts > span").last(), app.page(SHIPPED).await.texts(".facts > span").last());
    // A moment with its offset: 20 February, 08:00 UTC counts, the second before does not.
    for (at, claims) in [("2026-02-20T11:00:00%2B03:00", specimen().claims.len()), ("2026-02-20T07:59:59Z", 3)] {
        let answer = app.get(&format!("/api/v1{SHIPPED}/claims?limit=100&clock=recorded&as_of={at}")).await.json();
        assert_eq!(answer["items"].as_array().unwrap().len(), claims, "{at}");
    }
}

#[tokio::test]
async fn what_was_not_written_down_yet_has_no_page_and_links_stay_at_the_moment() {
    let app = in_two_steps().await;
    let query = "?as_of=2026-01-31&clock=recorded";
    let page = app.page(&format!("{SHIPPED}{query}")).await;
    for link in page.attributes("main a[href^='/cases/']", "href").iter().filter(|link| link.contains("/claims/")) {
        assert!(link.contains("clock=recorded") && link.contains("as_of="), "{link}");
        assert_eq!(app.page(link).await.text(".known b"), "As our records stood on 31 January 2026.");
    }
    let early: Vec<String> = app.get(&format!("/api/v1{SHIPPED}/claims{query}")).await.json()["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].to_string())
        .collect();
    let late = specimen().claims.into_iter().find(|claim| !early.contains(&format!("\"{}\"", claim.id))).unwrap();
    let address = format!("{SHIPPED}/claims/{}", late.id);
    assert_eq!(app.get(&format!("{address}{query}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(&format!("/api/v1{address}{query}")).await.status, StatusCode::NOT_FOUND);
    app.page(&address).await;
    for part in ["/matrix", "/sources", "/documents", "/places", "/entities", "/questions/attempt-when"] {
        let page = app.page(&format!("{SHIPPED}{part}{query}")).await;
        assert_eq!(page.text(".known b"), "As our records stood on 31 January 2026.", "{part}");
    }
}

#[tokio::test]
async fn before_the_first_record_the_page_says_that_nothing_was_recorded_yet() {
    let app = in_two_steps().await;
    let page = app.page(&format!("{SHIPPED}?clock=recorded&as_of=2025-12-31")).await;
    assert!(page.body.contains("Nothing was recorded yet on"), "{}", page.body);
    assert!(page.texts(".facts span").contains(&"0 claims".to_owned()));
    let page = app.page(&format!("{SHIPPED}?clock=recorded&as_of=2025-12-31&lang=ar")).await;
    assert!(page.body.contains("لم يكن قد سُجّل شيء بعد"));
    assert_eq!(
        app.get(&format!("{SHIPPED}/claims/when-1?clock=recorded&as_of=2025")).await.status,
        StatusCode::NOT_FOUND
    );
    let analysis = app.get(&format!("/api/v1{SHIPPED}/analysis?clock=recorded&as_of=2025")).await.json();
    assert_eq!((&analysis["revision"], &analysis["questions"]), (&json!(0), &json!([])));
}

#[tokio::test]
async fn the_stepper_leads_between_the_clocks_and_through_the_days_on_which_we_wrote() {
    let app = in_two_steps().await;
    let page = app.page(SHIPPED).await;
    assert_eq!(page.text(".clocks [aria-current]"), "Reported");
    let recorded = app.page(&page.attributes(".clocks a", "href")[1]).await;
    assert_eq!(recorded.text(".clocks [aria-current]"), "Recorded");
    assert_eq!(recorded.texts(".steps a b"), ["10 Jan 2026", "20 Feb 2026", "Today"]);
    assert_eq!(recorded.text(".steps [aria-current] b"), "Today");
    let first = app.page(&recorded.attributes(".steps a", "href")[0]).await;
    assert_eq!(first.text(".steps [aria-current] b"), "10 Jan 2026");
    assert_eq!(first.text(".known b"), "As our records stood on 10 January 2026.");
    assert_eq!(first.attribute(".asof form input[name=clock]", "value").as_deref(), Some("recorded"));
    assert!(first.attribute(".clocks a", "href").unwrap().contains("as_of=2026-01-10"));
}

#[tokio::test]
async fn the_analysis_names_its_clock_and_the_revision_of_the_moment() {
    let app = in_two_steps().await;
    let address = format!("/api/v1{SHIPPED}/analysis");
    let then = app.get(&format!("{address}?clock=recorded&as_of=2026-01-31")).await.json();
    assert_eq!(
        (&then["clock"], &then["as_of"], &then["revision"]),
        (&json!("recorded"), &json!("2026-01-31"), &json!(1))
    );
    assert_eq!(then["counts"]["claims"], 3);
    let exact = app.get(&format!("{address}?clock=recorded&as_of=2026-01-31T00:00:00Z")).await.json();
    assert_eq!(exact["as_of"], "2026-01-31T00:00:00Z");
    let now = app.get(&format!("{address}?clock=recorded")).await.json();
    let mut reported = app.get(&address).await.json();
    reported["clock"] = "recorded".into();
    assert_eq!(now, reported);
    let refused = app.get(&format!("{address}?clock=recorded&as_of=soon")).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert_eq!(app.get(&format!("{SHIPPED}?clock=recorded&as_of=soon")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_withdrawn_record_is_there_before_it_was_withdrawn() {
    let app = in_two_steps().await;
    let mut fewer = specimen();
    let is_named = |id: &ClaimId| {
        let records = specimen();
        records.claims.iter().any(|other| other.relays.as_ref() == Some(id))
            || records.assessments.iter().any(|assessment| assessment.claims.contains(id))
    };
    let gone = fewer.claims.iter().position(|claim| !is_named(&claim.id)).unwrap();
    let gone = fewer.claims.remove(gone).id;
    import(&app, fewer, "2026-02-25T08:00:00Z", ImportMode::Replace).await;
    let status = async |as_of: &str| app.get(&format!("{SHIPPED}/claims/{gone}{as_of}")).await.status;
    assert_eq!(status("?clock=recorded&as_of=2026-02-24").await, StatusCode::OK);
    assert_eq!(status("?clock=recorded&as_of=2026-02-25").await, StatusCode::NOT_FOUND);
    assert_eq!(status("").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_written_before_a_source_was_protected_does_not_tell_its_name() {
    let app = TestApp::empty().await;
    let mut open = specimen();
    let number = open.sources.iter().position(|source| source.id.as_str() == "hamdan").unwrap_or(0);
    let name = open.sources[number].name.clone();
    let secret = "Zuhair Secretname";
    open.sources[number].name = counterpoint::domain::text::Localised::Plain(Text::name(secret).unwrap());
    import(&app, open.clone(), FIRST, ImportMode::Merge).await;
    let id = open.sources[number].id.clone();
    let then = format!("{SHIPPED}/sources/{id}?clock=recorded&as_of=2026-01-31");
    assert!(app.page(&then).await.body.contains(secret));
    open.sources[number].is_protected = true;
    open.sources[number].public_name = Some(name);
    import(&app, open, SECOND, ImportMode::Merge).await;
    for address in [then.clone(), format!("/api/v1{then}"), format!("{SHIPPED}/matrix?clock=recorded&as_of=2026-01-31")]
    {
        assert!(!app.get(&address).await.body.contains(secret), "{address}");
    }
}
