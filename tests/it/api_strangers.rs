//! Requests that a stranger sends: unusual, mistaken or hostile ones, and what the RFCs and docs/API.md say they get.

use axum::http::StatusCode;
use counterpoint::domain::person::{Flags, Role};
use reqwest::{Client, Method};
use serde_json::json;

use crate::support::{api::CASE, app::TestApp, browser::serve};

const CLAIM: &str = "/api/v1/cases/baghdadi-2019/claims/when-1";
const EVENTS: &str = "/api/v1/cases/baghdadi-2019/events";

#[tokio::test]
async fn an_answer_of_304_varies_as_the_whole_one_does_and_has_no_length() {
    // The client is built to be told what encrypts, also where nothing is encrypted.
    drop(rustls::crypto::ring::default_provider().install_default());
    let client = Client::builder().no_proxy().build().unwrap();
    let server = serve(TestApp::with_specimen().await.router()).await;
    for path in [CLAIM.to_owned(), format!("{CASE}/exports/claims.csv"), format!("{CASE}/feed.atom")] {
        let whole = client.get(format!("{server}{path}")).send().await.unwrap();
        let tag = &whole.headers()["etag"];
        for method in [Method::GET, Method::HEAD] {
            let asked = client.request(method.clone(), format!("{server}{path}")).header("if-none-match", tag);
            let held = asked.send().await.unwrap();
            assert_eq!(held.status(), StatusCode::NOT_MODIFIED, "{method} {path}");
            assert!(held.headers().get("content-length").is_none(), "{method} {path}: {:?}", held.headers());
            for name in whole.headers().get_all("vary") {
                assert!(held.headers().get_all("vary").iter().any(|held| held == name), "{method} {path}: {name:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_compressed_body_is_refused_as_a_form_that_is_not_read_here() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let body = json!({ "title": "The flight" });
    for (address, kind) in [(EVENTS.to_owned(), "application/json"), (format!("{CASE}/import"), "application/json")] {
        let headers = [("content-type", kind), ("content-encoding", "gzip")];
        let answer = editor.send("POST", &address, &headers, &body.to_string()).await;
        assert_eq!(answer.header("accept-encoding"), "identity");
        answer.problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type");
    }
    let plain = editor.call("POST", EVENTS, &[("content-encoding", "identity")], &body).await;
    assert_eq!(plain.status, StatusCode::CREATED, "{}", plain.body);
}

#[tokio::test]
async fn a_header_that_cannot_be_read_is_told_as_such() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let answer = editor.call("POST", EVENTS, &[("idempotency-key", "a b")], &json!({ "title": "The flight" })).await;
    let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-header");
    assert_eq!(problem["errors"][0]["header"], "Idempotency-Key");
    assert!(!problem["detail"].as_str().unwrap().contains("Host"), "{problem}");
}

#[tokio::test]
async fn a_moment_without_an_offset_is_refused_and_the_right_spelling_told() {
    let app = TestApp::with_specimen().await;
    for (name, value) in [
        ("changed_since", "2026-01-01T00:00:00"),
        ("changed_since", "2026-01-01T00:00:00+03:00"),
        ("recorded_from", "2026-01-01T23:59"),
        ("recorded_to", "2026-01-01T00:00:00%5BEurope/Paris%5D"),
    ] {
        let answer = app.get(&format!("{CASE}/claims?{name}={value}")).await;
        let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
        let fault = &problem["errors"][0];
        assert_eq!((&fault["parameter"], &fault["kind"]), (&json!(name), &json!("not_a_moment")), "{value}");
        assert!(fault["detail"].as_str().unwrap().contains("%2B"), "{fault}");
    }
    for value in ["2026-01-01T00:00:00%2B14:00", "2026-01-01T00:00:00Z", "2026-01-01", "2026-01~"] {
        app.get(&format!("{CASE}/claims?changed_since={value}")).await.found();
    }
}

#[tokio::test]
async fn many_who_write_the_like_without_an_id_at_the_same_moment_are_all_answered() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let body = json!({ "title": "The flight" });
    let sent = (0..24).map(|_| editor.call("POST", EVENTS, &[], &body));
    let answers = futures_util::future::join_all(sent).await;
    let mut ids: Vec<String> = answers.iter().map(|answer| answer.json()["id"].to_string()).collect();
    assert!(answers.iter().all(|answer| answer.status == StatusCode::CREATED), "{ids:?}");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), answers.len(), "{ids:?}");
}
