//! Imports through the API that come again, come late, or have more faults than anybody reads.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use counterpoint::{
    domain::person::{Flags, Role},
    exchange::case_file::Noun as _,
};
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::support::{
    app::{TestApp, specimen},
    client::Client,
};

const CASE: &str = "/api/v1/cases/baghdadi-2019";
const IMPORT: &str = "/api/v1/cases/baghdadi-2019/import";
const LINES: (&str, &str) = ("content-type", "application/x-ndjson");
const TABLE: (&str, &str) = ("content-type", "text/csv");

async fn owner(app: &TestApp) -> Client<'_> {
    app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await
}

fn errors(problem: &Value) -> Vec<&Value> {
    problem["errors"].as_array().unwrap().iter().collect()
}

#[tokio::test]
async fn a_table_that_comes_again_is_answered_as_it_was_whatever_became_of_its_sources() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let claim = &specimen().claims[0];
    let publisher = claim.chain.sources().last().unwrap();
    let address = format!(
        "{IMPORT}?default=question:{}&default=document:{}&default=stance:asserts&new_source=outlet:Euphrates+Post",
        claim.question, claim.document
    );
    let table =
        format!("excerpt,value,chain,Checked by\nSo.,{},Euphrates Post > {publisher},me\n", claim.value.parts()[0]);
    let headers = [TABLE, ("idempotency-key", "k-1")];
    let done = owner.send("POST", &address, &headers, &table).await.found();
    assert_eq!(
        (&done["ignored_columns"], &done["new_sources"][0]["name"]),
        (&json!(["Checked by"]), &json!("Euphrates Post"))
    );
    assert_eq!(owner.send("POST", &address, &headers, &table).await.found(), done);

    // A name that two sources have would be a fault, were it not done already.
    let other = json!({ "id": "another", "name": "Euphrates Post", "kind": "outlet" }).to_string();
    let made = owner.send("POST", &format!("{CASE}/sources"), &[("content-type", "application/json")], &other).await;
    assert_eq!(made.status, StatusCode::CREATED);
    assert_eq!(owner.send("POST", &address, &headers, &table).await.found(), done);
    let fresh = owner.send("POST", &address, &[TABLE], &table).await;
    fresh.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let reused = owner.send("POST", &address, &headers, &table.replace("So.", "\"So")).await;
    reused.problem(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused");
}

#[tokio::test]
async fn faults_that_show_in_the_case_as_a_whole_are_told_up_to_a_thousand() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let claim = specimen().claims[0].write();
    let lines = (0..1_500).map(|number| {
        let mut claim = claim.clone();
        (claim["id"], claim["document"]) = (json!(format!("many-{number}")), json!("nope"));
        format!("{claim}\n")
    });
    let refused = owner.send("POST", IMPORT, &[LINES], &lines.collect::<String>()).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let all = errors(&problem);
    assert_eq!((all.len(), &all[999]["line"]), (1_001, &json!(1_000)));
    assert_eq!(all[1_000]["kind"], "more_faults");
}

#[tokio::test]
async fn records_that_were_not_sent_are_named_where_a_change_makes_them_faulty() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let question = specimen().questions.iter().find(|it| it.id.as_str() == "attempt-when").unwrap().write();
    let mut question = question.clone();
    question["answer"] = json!("place");
    let claims: Vec<String> = specimen()
        .claims
        .iter()
        .filter(|it| it.question.as_str() == "attempt-when")
        .map(|it| it.id.to_string())
        .collect();
    let refused = owner.send("POST", IMPORT, &[LINES], &json!({ "question": question }).to_string()).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let named: Vec<&str> = errors(&problem).iter().filter_map(|it| it["record"].as_str()).collect();
    assert!(!named.is_empty(), "{problem}");
    for record in named {
        assert!(claims.iter().any(|id| record == format!("{CASE}/claims/{id}")), "{record}");
    }
}

#[tokio::test]
async fn an_import_that_comes_late_is_told_the_revision_of_that_moment() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    for revision in [2, 3] {
        let line = json!({ "event": { "id": format!("e-{revision}"), "title": "One more" } }).to_string();
        owner.send("POST", IMPORT, &[LINES], &line).await.found();
        for query in ["", "?dry_run=true"] {
            let late = owner.send("POST", &format!("{IMPORT}{query}"), &[LINES, ("if-match", "\"1\"")], &line).await;
            let problem = late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed");
            assert_eq!(problem["current_version"], revision);
        }
    }
}

#[tokio::test]
async fn who_writes_while_a_body_arrives_is_told_of_by_the_revision_after_it() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let event = |id: &str| json!({ "event": { "id": id, "title": "One more" } }).to_string();
    let (router, cookie) = (app.router(), owner.cookie());
    let (send, arrives) = tokio::sync::oneshot::channel::<String>();
    let (begin, waits) = tokio::sync::oneshot::channel();
    let pieces =
        stream::once(async move { begin.send(()).map(|()| "\n".to_owned()).map_err(|()| std::io::Error::other("")) })
            .chain(stream::once(async move { arrives.await.map_err(std::io::Error::other) }));
    let request = Request::post(IMPORT)
        .header("host", "localhost")
        .header("cookie", cookie)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", LINES.1)
        .header("if-match", "\"1\"")
        .body(Body::from_stream(pieces))
        .unwrap();
    let slow = tokio::spawn(router.oneshot(request));
    // The case was opened for it by now, and it waits for the rest of its body.
    waits.await.unwrap();
    owner.send("POST", IMPORT, &[LINES], &event("quick")).await.found();
    owner.send("POST", IMPORT, &[LINES], &event("quicker")).await.found();
    send.send(event("slow")).unwrap();
    let late = slow.await.unwrap().unwrap();
    assert_eq!(late.status(), StatusCode::PRECONDITION_FAILED);
    let body = axum::body::to_bytes(late.into_body(), 1 << 20).await.unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["current_version"], 3);
}

#[tokio::test]
async fn a_field_that_is_a_number_is_no_line() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let file = r#"{"format":"counterpoint/1","12":1,"case":{"id":"baghdadi-2019","title":"x"}}"#;
    let refused = owner.send("POST", IMPORT, &[("content-type", "application/json")], file).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let unknown = errors(&problem).into_iter().find(|it| it["pointer"] == "/12").unwrap();
    assert_eq!((&unknown["kind"], &unknown["line"]), (&json!("unknown_field"), &Value::Null), "{problem}");
}
