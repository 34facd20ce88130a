//! Records written through the API: made, replaced, withdrawn; by whom, from which version, and once.

use axum::http::StatusCode;
use counterpoint::{
    app::Security,
    domain::{
        person::{Flags, Role},
        token::Scope,
    },
    store::Store,
};
use serde_json::{Value, json};

use crate::support::{
    api::CASE,
    app::{Answer, NOW, TestApp, specimen},
    client::Client,
};

const EVENTS: &str = "/api/v1/cases/baghdadi-2019/events";

impl Client<'_> {
    /// The answer to a body of JSON sent to the API.
    pub async fn call(&self, method: &str, address: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend(headers);
        self.send(method, address, &all, &body.to_string()).await
    }
}

async fn editor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await
}

#[tokio::test]
async fn a_record_is_made_read_replaced_and_withdrawn() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let made = editor.call("POST", EVENTS, &[], &json!({ "title": "The flight" })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let address = made.header("location").to_owned();
    let written = made.json();
    assert_eq!(address, format!("{EVENTS}/the-flight"));
    assert_eq!((&written["version"], &written["revision"]), (&json!(1), &json!(2)));
    assert_eq!(app.get(&address).await.found()["title"], "The flight");

    let change = json!({ "title": { "en": "The flight", "ar": "الهروب" }, "why": "In Arabic too." });
    let replaced = editor.call("PUT", &address, &[("if-match", "\"1\"")], &change).await.found();
    assert_eq!((&replaced["version"], &replaced["changed"]), (&json!(2), &json!(true)));
    let same = editor.call("PUT", &address, &[("if-match", "\"2\"")], &change).await.found();
    assert_eq!((&same["version"], &same["changed"]), (&json!(2), &json!(false)));

    let withdrawn = editor.call("DELETE", &address, &[("if-match", "*")], &json!({ "why": "Not an event." })).await;
    assert_eq!(withdrawn.found()["version"], 3);
    app.get(&address).await.problem(StatusCode::NOT_FOUND, "not-found");
    let history = editor.get("/cases/baghdadi-2019/events/the-flight/history").await;
    assert!(history.joined("main").contains("Not an event."), "{}", history.joined("main"));
}

#[tokio::test]
async fn a_write_says_which_version_it_began_from_and_is_refused_where_that_has_passed() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let address = format!("{EVENTS}/attempt");
    let change = |title: &str| json!({ "title": title, "why": "A better title." });
    let unconditional = editor.call("PUT", &address, &[], &change("One")).await;
    unconditional.problem(StatusCode::PRECONDITION_REQUIRED, "precondition-required");
    editor.call("PUT", &address, &[("if-match", "\"1-abc\"")], &change("One")).await.found();
    let late = editor.call("PUT", &address, &[("if-match", "\"1\"")], &change("Two")).await;
    assert_eq!(late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed")["current_version"], 2);
    let late = editor.call("DELETE", &address, &[("if-match", "\"1\"")], &json!({ "why": "Late." })).await;
    late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed");
    assert_eq!(app.get(&address).await.found()["title"], "One");
    for unreadable in ["1", "\"1", "*, \"1\""] {
        let answer = editor.call("PUT", &address, &[("if-match", unreadable)], &change("Two")).await;
        let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-header");
        assert_eq!(problem["errors"][0]["header"], "If-Match", "{unreadable}");
    }
}

#[tokio::test]
async fn the_same_request_with_the_same_key_is_done_once_and_answered_the_same() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let key = [("idempotency-key", "9d6f"), ("content-type", "application/json")];
    let body = json!({ "title": "The flight" });
    let first = editor.call("POST", EVENTS, &key[..1], &body).await;
    let again = editor.call("POST", EVENTS, &key[..1], &body).await;
    assert_eq!((first.status, &first.body), (StatusCode::CREATED, &again.body));
    assert_eq!((again.status, again.header("location")), (first.status, first.header("location")));
    assert_eq!(app.get(CASE).await.found()["revision"], 2);

    let other = editor.call("POST", EVENTS, &key[..1], &json!({ "title": "Another" })).await;
    other.problem(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused");
    let address = first.header("location").to_owned();
    let change = json!({ "title": "The escape", "why": "A better word." });
    let conditions = [("if-match", "\"1\""), ("idempotency-key", "\"a-1\"")];
    let replaced = editor.call("PUT", &address, &conditions, &change).await.found();
    assert_eq!(editor.call("PUT", &address, &conditions, &change).await.found(), replaced);
    let conditions = [("if-match", "*"), ("idempotency-key", "a-2")];
    let withdrawn = editor.call("DELETE", &address, &conditions, &json!({ "why": "Twice." })).await.found();
    assert_eq!(editor.call("DELETE", &address, &conditions, &json!({ "why": "Twice." })).await.found(), withdrawn);
    assert_eq!(app.get(CASE).await.found()["revision"], 4);

    // A key is its person's own.
    let somebody = app.sign_in_member("somebody", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let theirs = somebody.call("POST", EVENTS, &key[..1], &body).await;
    assert_eq!((theirs.status, theirs.json()["id"].as_str()), (StatusCode::CREATED, Some("the-flight-2")));
}

#[tokio::test]
async fn what_was_refused_is_not_remembered_and_may_be_sent_again_with_the_same_key() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let key = [("idempotency-key", "k")];
    let refused = editor.call("POST", EVENTS, &key, &json!({ "titel": "The flight" })).await;
    refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let made = editor.call("POST", EVENTS, &key, &json!({ "title": "The flight" })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    for unreadable in ["", "with space", &"k".repeat(256)] {
        let answer = editor.call("POST", EVENTS, &[("idempotency-key", unreadable)], &json!({ "title": "x" })).await;
        let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-header");
        assert_eq!(problem["errors"][0]["header"], "Idempotency-Key", "{unreadable}");
    }
}

#[tokio::test]
async fn every_fault_of_a_body_is_told_at_once_with_its_pointer_in_the_language_asked_for() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let body = json!({ "id": "The Flight", "titel": "x", "utc_offset": "noon", "note": 7 });
    let answer = editor.call("POST", EVENTS, &[], &body).await;
    let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let told: Vec<(&str, &str)> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["pointer"].as_str().unwrap(), error["kind"].as_str().unwrap()))
        .collect();
    let expected = [
        ("/id", "not_an_id"),
        ("/note", "wrong_type"),
        ("/titel", "unknown_field"),
        ("/title", "missing"),
        ("/utc_offset", "not_an_offset"),
    ];
    assert_eq!(told, expected);
    let arabic = editor.call("POST", EVENTS, &[("accept-language", "ar")], &body).await.json();
    assert_ne!(arabic["errors"][0]["detail"], problem["errors"][0]["detail"]);
}

#[tokio::test]
async fn whatever_is_sent_is_refused_by_name() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let json = ("content-type", "application/json");
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    for (body, kind) in [
        ("", "not_json"),
        ("{", "not_json"),
        ("[]", "wrong_type"),
        ("null", "wrong_type"),
        (r#"{"title":"a","title":"b"}"#, "duplicate_key"),
        (r#"{"title":"a\u0000b"}"#, "forbidden_character"),
        (r#"{"title":"a\ud800"}"#, "not_json"),
        (r#"{"title":"a","why":1}"#, "wrong_type"),
        (&deep, "too_deep"),
    ] {
        let answer = editor.send("POST", EVENTS, &[json], body).await;
        let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        assert_eq!(problem["errors"][0]["kind"], kind, "{body}");
    }
    for kind in ["text/plain", "application/json; charset=latin1", "application/xml"] {
        let answer = editor.send("POST", EVENTS, &[("content-type", kind)], "{}").await;
        answer.problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type");
    }
    let large = format!(r#"{{"title":"{}"}}"#, "x".repeat(17 << 20));
    editor.send("POST", EVENTS, &[json], &large).await.problem(StatusCode::PAYLOAD_TOO_LARGE, "body-too-large");
    let asked = editor.call("POST", &format!("{EVENTS}?clock=recorded&as_of=2026-03-01"), &[], &json!({})).await;
    asked.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
}

#[tokio::test]
async fn an_id_that_was_used_is_told_with_one_that_is_free() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let taken = editor.call("POST", EVENTS, &[], &json!({ "id": "attempt", "title": "Another" })).await;
    let problem = taken.problem(StatusCode::CONFLICT, "taken");
    assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["near"]), (&json!("/id"), &json!("attempt-2")));
    let other = editor
        .call(
            "PUT",
            &format!("{EVENTS}/attempt"),
            &[("if-match", "*")],
            &json!({ "id": "x", "title": "t", "why": "w" }),
        )
        .await;
    let problem = other.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!(problem["errors"][0]["kind"], "other_id");
}

#[tokio::test]
async fn a_change_that_would_break_another_record_names_it() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let answer = editor
        .call("DELETE", &format!("{EVENTS}/attempt"), &[("if-match", "*")], &json!({ "why": "It has questions." }))
        .await;
    let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let error = &problem["errors"][0];
    assert_eq!(error["kind"], "unknown_reference");
    let record = error["record"].as_str().unwrap();
    assert!(record.starts_with("/api/v1/cases/baghdadi-2019/questions/"), "{record}");
    app.get(record).await.found();
}

#[tokio::test]
async fn a_request_that_comes_again_after_the_key_file_was_lost_is_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let (file, key) = (folder.path().join("counterpoint.db"), folder.path().join("counterpoint.key"));
    let app = TestApp::over(Store::open_with_key_file(&file, &key).await.unwrap(), Security::default(), NOW);
    let app = app.and(specimen()).await;
    let person = editor(&app).await.person;
    let program = app.program(&person, Scope::ALL, None).await.authorization();
    let headers =
        [("authorization", program.as_str()), ("content-type", "application/json"), ("idempotency-key", "one")];
    let place = json!({ "name": "Another village" }).to_string();
    let send = async |app: &TestApp| app.send_with("POST", &format!("{CASE}/places"), &headers, &place).await;
    let first = send(&app).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    assert_eq!(send(&app).await.body, first.body);
    app.store().close().await;
    std::fs::remove_file(&key).unwrap();
    let app = TestApp::over(Store::open_with_key_file(&file, &key).await.unwrap(), Security::default(), NOW);
    let again = send(&app).await;
    assert_eq!(again.status, StatusCode::CREATED, "{}", again.body);
    assert_ne!(again.body, first.body);
}
