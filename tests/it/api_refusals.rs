//! What is refused: all that is wrong at once, up to the limits that docs/API.md names, with the status it names.

use axum::http::StatusCode;
use counterpoint::{
    app::Security,
    domain::{
        person::{Flags, Role},
        question::AnswerKind,
        token::Scope,
    },
    outbound::Reach,
};
use serde_json::{Value, json};

use crate::support::{
    api::CASE,
    app::{Answer, NOW, TestApp, specimen},
    client::Client,
    records::question,
};

async fn editor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await
}

/// The faults of a refusal: where each is, and its kind.
fn told(answer: Answer, status: StatusCode, kind: &str) -> Vec<(String, String)> {
    let problem = answer.problem(status, kind);
    let text = |error: &Value, name: &str| error[name].as_str().unwrap_or_default().to_owned();
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().map(|it| (format!("{}{}", text(it, "pointer"), text(it, "parameter")), text(it, "kind"))).collect()
}

#[tokio::test]
async fn the_faults_of_a_write_are_told_up_to_a_thousand_and_that_there_are_more() {
    let mut records = specimen();
    for number in 0..1_100 {
        let mut asked = question(&format!("asked-{number}"), AnswerKind::Time);
        asked.event = "attempt".parse().unwrap();
        records.questions.push(asked);
    }
    let app = TestApp::of(records).await;
    let editor = editor(&app).await;
    let why = json!({ "why": "Not an event." });
    let answer = editor.call("DELETE", &format!("{CASE}/events/attempt"), &[("if-match", "*")], &why).await;
    let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let errors = problem["errors"].as_array().unwrap();
    assert_eq!((errors.len(), &errors[1_000]["kind"]), (1_001, &json!("more_faults")));
    let records: Vec<&str> = errors[..1_000].iter().map(|error| error["record"].as_str().unwrap()).collect();
    assert!(records.contains(&format!("{CASE}/questions/asked-0").as_str()), "{records:?}");
}

#[tokio::test]
async fn a_parameter_holds_at_most_a_hundred_values_and_a_query_is_told_a_hundred_faults() {
    let app = TestApp::with_specimen().await;
    let values = |count: usize| vec!["guardian"; count].join(",");
    app.get(&format!("{CASE}/claims?source={}", values(100))).await.found();
    let told_of = async |query: String| {
        told(app.get(&format!("{CASE}/claims?{query}")).await, StatusCode::BAD_REQUEST, "invalid-parameters")
    };
    let too_many = |name: &str| vec![(name.to_owned(), "too_many_values".to_owned())];
    assert_eq!(told_of(format!("source={}", values(101))).await, too_many("source"));
    assert_eq!(told_of(format!("fields={}", vec!["a"; 3_000].join(","))).await, too_many("fields"));
    let unknown: Vec<String> = (0..1_500).map(|number| format!("x{number}")).collect();
    let told = told_of(unknown.join("&")).await;
    assert_eq!((told.len(), told[100].1.as_str()), (101, "more_faults"), "{:?}", told.last());
}

#[tokio::test]
async fn the_nearest_id_is_looked_for_for_the_first_faults_alone() {
    let app = TestApp::with_specimen().await;
    let ids: Vec<String> = (0..100).map(|_| "guardiam".to_owned()).collect();
    let answer = app.get(&format!("{CASE}/claims?source={}", ids.join(","))).await;
    let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    let errors = problem["errors"].as_array().unwrap();
    let near = errors.iter().filter(|error| error["near"] == "guardian").count();
    assert_eq!((errors.len(), near), (100, 5));
}

#[tokio::test]
async fn two_authorization_headers_are_one_too_many_whatever_they_carry() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let token = app.program(&editor.person, &[Scope::Read], None).await.authorization();
    for two in [["Basic dXNlcjpwYXNz", &token], [&token, "Basic dXNlcjpwYXNz"], [&token, &token]] {
        let headers = two.map(|value| ("authorization", value));
        let answer = app.send("GET", CASE, &headers).await;
        answer.problem(StatusCode::BAD_REQUEST, "ambiguous-caller");
    }
}

#[tokio::test]
async fn what_takes_no_body_refuses_one() {
    let security = Security { reach: Reach::Anywhere, ..Security::default() };
    let app = TestApp::secured(security, NOW).await.and(specimen()).await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let hook = json!({ "address": "https://hooks.example/a" });
    let made = owner.call("POST", &format!("{CASE}/webhooks"), &[], &hook).await;
    let hook = made.header("location").to_owned();
    let test = owner.send("POST", &format!("{hook}/tests"), &[], "").await;
    assert_eq!(test.status, StatusCode::CREATED, "{}", test.body);
    let delivery = test.header("location").to_owned();
    let token = app.program(&owner.person, &[Scope::Read], None).await.id;
    for (method, address) in [
        ("POST", format!("{hook}/secrets")),
        ("POST", format!("{hook}/tests")),
        ("POST", format!("{delivery}/attempts")),
        ("DELETE", hook.clone()),
        ("DELETE", format!("/api/v1/tokens/{token}")),
    ] {
        let answer = owner.call(method, &address, &[("if-match", "*")], &json!({ "why": "?" })).await;
        let told = told(answer, StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        assert_eq!(told, [("/why".to_owned(), "unknown_field".to_owned())], "{method} {address}");
    }
}

#[tokio::test]
async fn a_body_is_told_what_its_record_and_its_reason_and_its_id_lack_all_at_once() {
    let app = TestApp::with_specimen().await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let expected = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(at, kind)| ((*at).to_owned(), (*kind).to_owned())).collect()
    };
    for (address, lacking) in [(format!("{CASE}/events/attempt"), "event"), (CASE.to_owned(), "case")] {
        let body = json!({ "id": "another", "titel": 7 });
        let answer = owner.call("PUT", &address, &[("if-match", "*")], &body).await;
        let mut told = told(answer, StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        told.sort();
        let all = [("/id", "other_id"), ("/titel", "unknown_field"), ("/title", "missing"), ("/why", "missing")];
        assert_eq!(told, expected(&all), "{lacking}");
    }
    let body = json!({ "titel": 7, "why": 7 });
    for address in [format!("{CASE}/events"), "/api/v1/cases".to_owned()] {
        let answer = owner.call("POST", &address, &[], &body).await;
        let mut told = told(answer, StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        told.sort();
        let all = [("/titel", "unknown_field"), ("/title", "missing"), ("/why", "wrong_type")];
        assert_eq!(told, expected(&all), "{address}");
    }
}

#[tokio::test]
async fn a_year_alone_is_no_revision_that_the_case_has_seen() {
    let app = TestApp::with_specimen().await;
    for list in ["claims", "questions", "sources", "documents", "entities", "places", "events"] {
        let answer = app.get(&format!("{CASE}/{list}?changed_since=2019")).await;
        let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
        let fault = &problem["errors"][0];
        assert_eq!((&fault["parameter"], &fault["kind"]), (&json!("changed_since"), &json!("out_of_range")));
        assert!(fault["detail"].as_str().unwrap().contains("year"), "{fault}");
        app.get(&format!("{CASE}/{list}?changed_since=1")).await.found();
        app.get(&format!("{CASE}/{list}?changed_since=2019-01")).await.found();
    }
}
