//! Tokens by the API: made, listed, read and revoked by whoever is signed in with a browser, for themselves.

use axum::http::StatusCode;
use counterpoint::domain::{
    case::Visibility,
    person::{Flags, Role},
    token::Scope,
};
use serde_json::{Value, json};

use crate::support::{
    api::assert_described,
    app::{Answer, TestApp, specimen},
    client::Client,
    visitor::PASSWORD,
};

const TOKENS: &str = "/api/v1/tokens";

fn desk() -> Value {
    json!({ "name": "desk", "scopes": ["read", "write"], "cases": ["baghdadi-2019"], "expires_at": "2026-06-01T00:00:00Z",
            "password": PASSWORD })
}

async fn make(client: &Client<'_>, body: &Value, more: &[(&str, &str)]) -> Answer {
    let headers: Vec<(&str, &str)> = [("content-type", "application/json")].iter().chain(more).copied().collect();
    client.send("POST", TOKENS, &headers, &body.to_string()).await
}

#[tokio::test]
async fn a_token_is_made_shown_once_listed_read_and_revoked() {
    let app = TestApp::with_specimen().await;
    let own = app.sign_in("owner").await;
    let made = make(&own, &desk(), &[]).await;
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::CREATED, "no-store"), "{}", made.body);
    assert_eq!(made.header("content-type"), "application/json");
    let location = made.header("location").to_owned();
    let made = made.json();
    assert_described(TOKENS, "post", "201", &made);
    let secret = made["secret"].as_str().unwrap().to_owned();
    assert_eq!((made["token"]["scopes"].clone(), secret.len()), (json!(["read", "write"]), 53));
    assert_eq!(made["token"]["used_at"], Value::Null);
    let bearer = format!("Bearer {secret}");
    assert_eq!(app.send("GET", "/api/v1/cases", &[("authorization", &bearer)]).await.status, StatusCode::OK);

    let listed = own.get(TOKENS).await;
    assert!(!listed.body.contains(&secret[4..20]));
    let listed = listed.found();
    assert_described(TOKENS, "get", "200", &listed);
    assert_eq!(listed["items"][0]["id"], made["token"]["id"]);
    let address = made["token"]["links"]["self"].as_str().unwrap();
    assert_eq!(location, address);
    // Its use is noted beside the answer to it, and the tag tells of that too.
    while own.get(address).await.json()["used_at"].is_null() {
        tokio::task::yield_now().await;
    }
    let shown = own.get(address).await;
    let tag = shown.header("etag").to_owned();
    assert_described("/api/v1/tokens/{token}", "get", "200", &shown.found());
    assert_eq!(own.send("GET", address, &[("if-none-match", &tag)], "").await.status, StatusCode::NOT_MODIFIED);

    let gone = own.send("DELETE", address, &[], "").await;
    assert_eq!((gone.status, gone.body.as_str()), (StatusCode::NO_CONTENT, ""));
    assert_eq!(app.send("GET", "/api/v1/cases", &[("authorization", &bearer)]).await.status, StatusCode::UNAUTHORIZED);
    for method in ["GET", "DELETE"] {
        own.send(method, address, &[], "").await.problem(StatusCode::NOT_FOUND, "not-found");
    }
    assert_eq!(own.get(TOKENS).await.found()["items"], json!([]));
}

#[tokio::test]
async fn a_token_for_all_cases_says_null_and_one_for_none_is_refused() {
    let app = TestApp::with_specimen().await;
    let own = app.sign_in("owner").await;
    let mut body = desk();
    body["cases"] = Value::Null;
    assert_eq!(make(&own, &body, &[]).await.json()["token"]["cases"], Value::Null);
    body["cases"] = json!([]);
    let problem = make(&own, &body, &[]).await.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["kind"]), (&json!("/cases"), &json!("empty")));
    body.as_object_mut().unwrap().remove("cases");
    let problem = make(&own, &body, &[]).await.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!(problem["errors"][0]["kind"], "missing");
}

#[tokio::test]
async fn every_fault_of_a_token_is_told_at_once_with_its_place() {
    let mut private = specimen();
    private.case.id = "hush".parse().unwrap();
    private.case.visibility = Visibility::Private;
    let app = TestApp::with_specimen().await.and(private).await;
    let own = app.sign_in("owner").await;
    let body = json!({ "name": " ", "scopes": ["reed", "admin"], "cases": ["baghdadi-2019", "hush", "nothing"],
                       "expires_at": "2030-01-01T00:00:00Z", "expires": "never" });
    let problem = make(&own, &body, &[]).await.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let told: Vec<(&str, &str)> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| (fault["pointer"].as_str().unwrap(), fault["kind"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("/cases/1", "unknown_reference"),
            ("/cases/2", "unknown_reference"),
            ("/expires", "unknown_field"),
            ("/expires_at", "out_of_range"),
            ("/name", "empty"),
            ("/password", "missing"),
            ("/scopes/0", "not_one_of"),
            ("/scopes/1", "not_one_of"),
        ]
    );
    for (at, pointer) in [
        (json!("tomorrow"), "not_a_timestamp"),
        (json!("2026-03-01T11:00:00Z"), "out_of_range"),
        (json!(5), "wrong_type"),
    ] {
        let mut body = desk();
        body["expires_at"] = at;
        let problem = make(&own, &body, &[]).await.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        assert_eq!(problem["errors"][0]["kind"], pointer);
    }
    assert_eq!(app.store().tokens_of(&own.person).await.unwrap(), []);
    let boss = app.sign_in_admin("boss").await;
    let admin = json!({ "name": "x", "scopes": ["admin"], "cases": null, "expires_at": "2026-06-01T00:00:00Z",
                        "password": PASSWORD });
    assert_eq!(make(&boss, &admin, &[]).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_token_that_is_asked_for_twice_with_one_key_is_made_once() {
    let app = TestApp::with_specimen().await;
    let own = app.sign_in("owner").await;
    let key = [("idempotency-key", "8e03978e")];
    let (one, again) = (make(&own, &desk(), &key).await, make(&own, &desk(), &key).await);
    assert_eq!((one.status, &one.body), (StatusCode::CREATED, &again.body));
    assert_eq!(one.header("location"), again.header("location"));
    assert_eq!(app.store().tokens_of(&own.person).await.unwrap().len(), 1);
    let mut other = desk();
    other["name"] = json!("another");
    make(&own, &other, &key).await.problem(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused");
}

#[tokio::test]
async fn a_session_without_the_password_makes_no_token_and_ten_wrong_ones_are_enough() {
    let app = TestApp::with_specimen().await;
    let own = app.sign_in("owner").await;
    let mut body = desk();
    body["password"] = json!("not my password");
    let problem = make(&own, &body, &[]).await.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let told = (&problem["errors"][0]["pointer"], &problem["errors"][0]["kind"]);
    assert_eq!(told, (&json!("/password"), &json!("wrong_password")));
    body.as_object_mut().unwrap().remove("password");
    let problem = make(&own, &body, &[]).await.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let told = (&problem["errors"][0]["pointer"], &problem["errors"][0]["kind"]);
    assert_eq!(told, (&json!("/password"), &json!("missing")));
    assert_eq!(app.store().tokens_of(&own.person).await.unwrap(), []);
    body["password"] = json!("not my password");
    for _ in 1..10 {
        make(&own, &body, &[]).await.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    }
    let held = make(&own, &desk(), &[]).await;
    assert!(held.header("retry-after").parse::<u32>().unwrap() > 0);
    held.problem(StatusCode::TOO_MANY_REQUESTS, "too-many-tries");
}

#[tokio::test]
async fn somebody_elses_token_is_no_token_and_fifty_are_enough() {
    let app = TestApp::with_specimen().await;
    let (own, boss) = (app.sign_in("owner").await, app.sign_in_admin("boss").await);
    let program = app.program(&own.person, &[Scope::Read], None).await;
    let address = format!("{TOKENS}/{}", program.id);
    for method in ["GET", "DELETE"] {
        boss.send(method, &address, &[], "").await.problem(StatusCode::NOT_FOUND, "not-found");
    }
    assert_eq!(boss.get(TOKENS).await.found()["items"], json!([]));
    assert_eq!(program.get("/api/v1/cases").await.status, StatusCode::OK);
    for _ in 1..50 {
        app.program(&own.person, &[Scope::Read], None).await;
    }
    make(&own, &desk(), &[]).await.problem(StatusCode::CONFLICT, "too-many-tokens");
    assert_eq!(own.get(&format!("{TOKENS}?limit=200")).await.found()["items"].as_array().unwrap().len(), 50);
}

#[tokio::test]
async fn no_token_makes_lists_or_ends_tokens() {
    let app = TestApp::with_specimen().await;
    let own = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let program = app.program(&own.person, Scope::ALL, None).await;
    let address = format!("{TOKENS}/{}", program.id);
    for (method, address) in [("GET", TOKENS), ("POST", TOKENS), ("GET", address.as_str()), ("DELETE", &address)] {
        let answer = program.send(method, address, &desk().to_string()).await;
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"Counterpoint\", error=\"insufficient_scope\"");
        answer.problem(StatusCode::FORBIDDEN, "not-with-a-token");
    }
    let nobody = app.send_with("POST", TOKENS, &[("content-type", "application/json")], &desk().to_string()).await;
    assert_eq!(nobody.header("www-authenticate"), "Bearer realm=\"Counterpoint\"");
    nobody.problem(StatusCode::UNAUTHORIZED, "sign-in-first");
    assert_eq!(app.store().tokens_of(&own.person).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_program_writes_in_the_name_of_its_person_with_the_scope_for_it() {
    let app = TestApp::with_specimen().await;
    let own = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let events = "/api/v1/cases/baghdadi-2019/events";
    let event = json!({ "title": "An event" }).to_string();
    let reader = app.program(&own.person, &[Scope::Read], None).await;
    let refused = reader.send("POST", events, &event).await;
    let challenge = "Bearer realm=\"Counterpoint\", error=\"insufficient_scope\", scope=\"write\"";
    assert_eq!(refused.header("www-authenticate"), challenge);
    refused.problem(StatusCode::FORBIDDEN, "insufficient-scope");
    let elsewhere = app.program(&own.person, Scope::ALL, Some(&["another"])).await;
    elsewhere.send("POST", events, &event).await.problem(StatusCode::NOT_FOUND, "not-found");
    let writer = app.program(&own.person, &[Scope::Write], Some(&["baghdadi-2019"])).await;
    let made = writer.send("POST", events, &event).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert!(own.get("/cases/baghdadi-2019/activity").await.joined("main").contains("owner"));
}
