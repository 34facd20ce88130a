//! Judgements, versions, activity and what would follow, through the API.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use counterpoint::{
    domain::{
        person::{Flags, Role},
        token::Scope,
    },
    server,
};
use serde_json::{Value, json};

use crate::support::{
    api::{CASE, every_field},
    app::{Answer, SPECIMEN, TestApp, records_of, specimen},
    client::Client,
};

const QUESTION: &str = "attempt-when";
/// Whatever became of the case.
const ANY: [(&str, &str); 1] = [("if-match", "*")];

async fn editor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::ALL).await
}

/// A claim on the question, as it is sent.
fn claim(value: &str) -> Value {
    json!({ "question": QUESTION, "value": value, "chain": ["guardian"], "document": "guardian-1",
            "excerpt": "in our words", "stance": "asserts" })
}

fn judgement() -> Value {
    let records = specimen();
    let on_question = records.claims.iter().find(|claim| claim.question.as_str() == QUESTION).unwrap();
    json!({ "question": QUESTION, "status": "leaning", "reason": "Two roots.", "claims": [on_question.id.as_str()] })
}

#[tokio::test]
async fn a_judgement_is_signed_by_whoever_sends_it_and_goes_stale() {
    let app = TestApp::with_specimen().await;
    let (editor, other) =
        (editor(&app).await, app.sign_in_member("other", "baghdadi-2019", Role::Viewer, Flags::ALL).await);
    let list = format!("{CASE}/assessments");
    let key = [("idempotency-key", "k"), ("if-match", "\"1\"")];
    let made = editor.call("POST", &list, &key, &judgement()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert_eq!(editor.call("POST", &list, &key, &judgement()).await.body, made.body);
    let address = made.header("location").to_owned();
    let read = app.get(&address).await.found();
    let told = ["by", "at", "status", "standing", "dissent", "stale"].map(|field| read[field].clone());
    let expected = json!(["editor", "2026-03-01T12:00:00Z", "leaning", true, false, false]);
    assert_eq!(Value::from(told.to_vec()), expected);

    let mut differing = judgement();
    differing["status"] = "settled".into();
    assert_eq!(other.call("POST", &list, &ANY, &differing).await.status, StatusCode::CREATED);
    editor.call("POST", &format!("{CASE}/claims"), &[], &claim("January 2017")).await;
    let read = app.get(&address).await.found();
    assert_eq!((&read["dissent"], &read["stale"]), (&json!(true), &json!(true)));
    assert_eq!(read["stale_because"][0], "claims_added", "{read}");
    let question = app.get(&format!("{CASE}/questions/{QUESTION}")).await.found();
    let linked = app.get(question["links"]["assessments"].as_str().unwrap()).await.found();
    assert_eq!(linked["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_judgement_is_of_what_was_read_and_refused_once_the_case_has_changed() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let list = format!("{CASE}/assessments");
    let unsaid = editor.call("POST", &list, &[], &judgement()).await;
    unsaid.problem(StatusCode::PRECONDITION_REQUIRED, "precondition-required");
    let read = [format!("{CASE}/analysis"), list.clone(), format!("{list}?question={QUESTION}&limit=1")];
    let mut number = 0;
    for address in &read {
        let before = editor.get(address).await.header("etag").to_owned();
        editor.call("POST", &format!("{CASE}/claims"), &[], &claim("January 2017")).await;
        let late = editor.call("POST", &list, &[("if-match", &before)], &judgement()).await;
        let problem = late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed");
        assert_eq!(problem["current_version"], app.get(CASE).await.found()["revision"], "{address}");
        let now = editor.get(address).await.header("etag").to_owned();
        // The clock of these tests stands still: nobody judges twice at one moment.
        number += 1;
        let judge = app.sign_in_member(&format!("judge-{number}"), "baghdadi-2019", Role::Viewer, Flags::ALL).await;
        let made = judge.call("POST", &list, &[("if-match", &now)], &judgement()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{address}: {}", made.body);
    }
    // The tag of an analysis as our records stood once is that of an earlier revision.
    let past = format!("{CASE}/analysis?clock=recorded&as_of=2026-03-01T11:59:59Z");
    let past = editor.get(&past).await.header("etag").to_owned();
    let late = editor.call("POST", &list, &[("if-match", &past)], &judgement()).await;
    late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed");
}

#[tokio::test]
async fn a_judgement_cannot_be_signed_for_somebody_else_or_rest_on_nothing() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let list = format!("{CASE}/assessments");
    let mut forged = judgement();
    forged["by"] = "Somebody else".into();
    forged["at"] = "2020-01-01T00:00:00Z".into();
    forged["claims"] = json!([]);
    let problem = editor.call("POST", &list, &ANY, &forged).await;
    let problem = problem.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let told: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|it| (&it["pointer"], &it["kind"])).collect();
    let [at, by, claims] = ["/at", "/by", "/claims"].map(Value::from);
    let [unknown, empty] = ["unknown_field", "empty"].map(Value::from);
    assert_eq!(told, [(&at, &unknown), (&by, &unknown), (&claims, &empty)]);
    let mut elsewhere = judgement();
    let records = specimen();
    let other = records.claims.iter().find(|claim| claim.question.as_str() != QUESTION).unwrap();
    elsewhere["claims"] = json!([other.id.as_str()]);
    let problem = editor.call("POST", &list, &ANY, &elsewhere).await;
    let problem = problem.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!(problem["errors"][0]["pointer"], "/claims/0", "{problem}");
    let unasked = app.sign_in_member("unasked", "baghdadi-2019", Role::Owner, Flags::default()).await;
    unasked.call("POST", &list, &ANY, &judgement()).await.problem(StatusCode::NOT_FOUND, "not-found");
}

#[tokio::test]
async fn an_earlier_version_stands_again_also_of_what_was_withdrawn() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let address = format!("{CASE}/places/hajin");
    let change = json!({ "name": "Elsewhere", "lat": 34.5, "lon": 40.9, "why": "A slip." });
    editor.call("PUT", &address, &[("if-match", "\"1\"")], &change).await.found();
    let versions = format!("{address}/versions");
    let read = editor.get(&versions).await.found();
    let numbers: Vec<_> = read["items"].as_array().unwrap().iter().map(|it| it["number"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [2, 1]);
    let newest = &read["items"][0];
    assert_eq!(
        (&newest["why"], &newest["by"]["name"], &newest["revision"]),
        (&json!("A slip."), &json!("editor"), &json!(2))
    );
    assert_eq!(newest["record"]["name"], "Elsewhere");
    let public = app.get(&versions).await.found();
    assert_eq!((&public["items"][0]["why"], &public["items"][0]["by"]), (&Value::Null, &json!({ "kind": "person" })));
    assert_eq!(editor.get(&format!("{versions}?limit=1")).await.found()["items"].as_array().unwrap().len(), 1);

    let back = json!({ "restores": 1, "why": "It was right." });
    editor
        .call("POST", &versions, &[], &back)
        .await
        .problem(StatusCode::PRECONDITION_REQUIRED, "precondition-required");
    let late = editor.call("POST", &versions, &[("if-match", "\"1\"")], &back).await;
    assert_eq!(late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed")["current_version"], 2);
    let restored = editor.call("POST", &versions, &[("if-match", "\"2\"")], &back).await;
    assert_eq!((restored.status, &restored.json()["version"]), (StatusCode::CREATED, &json!(3)));
    assert_eq!(app.get(&address).await.found()["name"]["en"], "Hajin");
    let unknown = editor.call("POST", &versions, &[("if-match", "*")], &json!({ "restores": 9, "why": "?" })).await;
    let problem = unknown.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!(problem["errors"][0]["kind"], "unknown_version");

    let made = editor.call("POST", &format!("{CASE}/places"), &[], &json!({ "name": "The bridge" })).await;
    let (address, versions) = (made.header("location").to_owned(), format!("{}/versions", made.header("location")));
    editor.call("DELETE", &address, &[("if-match", "*")], &json!({ "why": "No such place." })).await.found();
    let back = json!({ "restores": 1, "why": "There is." });
    assert_eq!(editor.call("POST", &versions, &[("if-match", "\"2\"")], &back).await.status, StatusCode::CREATED);
    app.get(&address).await.found();
    let trail = editor.get(&format!("{CASE}/activity?noun=place&limit=2")).await.found();
    let acts: Vec<_> = trail["items"].as_array().unwrap().iter().map(|it| it["changed"][0]["act"].clone()).collect();
    assert_eq!(acts, [json!("changed"), json!("withdrawn")]);
    let next = trail["next"].as_str().unwrap();
    let rest = editor.get(&format!("{CASE}/activity?noun=place&limit=2&cursor={next}")).await.found();
    assert_eq!(rest["items"][0]["changed"][0]["act"], "added");
}

#[tokio::test]
async fn restoring_a_case_leaves_to_its_owners_what_is_for_them() {
    let app = TestApp::with_specimen().await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let editor = editor(&app).await;
    let rules = json!({ "title": "Another", "visibility": "internal", "policy": { "near-km": 1 }, "why": "Closed." });
    owner.call("PUT", CASE, &[("if-match", "\"1\"")], &rules).await.found();
    let back = json!({ "restores": 1, "why": "The old title." });
    let restored = editor.call("POST", &format!("{CASE}/versions"), &[("if-match", "\"2\"")], &back).await;
    assert_eq!(restored.status, StatusCode::CREATED, "{}", restored.body);
    let case = editor.get(CASE).await.found();
    assert_ne!(case["title"], "Another");
    assert_eq!((&case["visibility"], &case["policy"]["near-km"]), (&json!("internal"), &json!(1.0)));
}

#[tokio::test]
async fn what_would_follow_is_told_and_nothing_is_written() {
    let app = TestApp::with_specimen().await;
    let contributor = app.sign_in_member("contributor", "baghdadi-2019", Role::Contributor, Flags::default()).await;
    let address = format!("{CASE}/claims/previews");
    let told = contributor.call("POST", &address, &[], &claim("January 2017")).await.found();
    let consequence = &told["questions"][0];
    assert_eq!((&consequence["question"], &consequence["turn"]), (&json!(QUESTION), &json!("adds_positions")));
    let entering = &consequence["claims"][0];
    assert_eq!((&entering["claim"], &entering["act"]), (&Value::Null, &json!("enters")));
    assert!(!entering["conflicts"].as_array().unwrap().is_empty(), "{told:#}");
    assert!(consequence["sentences"][0]["text"].is_string());
    assert_eq!(app.get(CASE).await.found()["revision"], 1);
    let problem = contributor.call("POST", &address, &[], &claim("nonsense of a date")).await;
    let problem = problem.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!(problem["errors"][0]["pointer"], "/value", "{problem}");
}

#[tokio::test]
async fn every_id_belongs_to_the_case_of_the_path() {
    let app = TestApp::with_specimen().await.and(records_of(every_field().to_string())).await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    app.join(&owner, "every-field", Role::Owner, Flags::ALL).await;
    let nouns = [
        ("{event}", "events"),
        ("{question}", "questions"),
        ("{claim}", "claims"),
        ("{source}", "sources"),
        ("{document}", "documents"),
        ("{place}", "places"),
        ("{entity}", "entities"),
        ("{record}", "claims"),
    ];
    let mut count = 0;
    for route in server::routes().iter().filter(|route| route.path.starts_with("/api/v1/cases/{case}/")) {
        let Some((name, list)) = nouns.into_iter().find(|(name, _)| route.path.contains(name)) else { continue };
        let id = only_in_the_other(list);
        let address = |case: &str| route.path.replace("{case}", case).replace("{list}", list).replace(name, &id);
        let body = json!({ "restores": 1, "why": "Elsewhere." });
        let headers = [("if-match", "*")];
        let answer = owner.call(route.method.as_str(), &address("baghdadi-2019"), &headers, &body).await;
        answer.problem(StatusCode::NOT_FOUND, "not-found");
        if route.method == Method::GET && !route.path.contains("{export}") {
            let there = owner.get(&address("every-field")).await;
            assert_eq!(there.status, StatusCode::OK, "{}", address("every-field"));
        }
        count += 1;
    }
    assert!(count > 20, "{count}");
}

/// The id of a record of the other case that the shipped one does not have.
fn only_in_the_other(list: &str) -> String {
    let shipped: Value = serde_json::from_slice(SPECIMEN).unwrap();
    let ids = |file: &Value| -> BTreeSet<String> {
        file[list].as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
    };
    ids(&every_field()).difference(&ids(&shipped)).next().unwrap_or_else(|| panic!("{list}")).clone()
}

#[tokio::test]
async fn what_a_program_wrote_is_said_to_have_come_through_a_token_named_to_its_person_alone() {
    let app = TestApp::with_specimen().await;
    let (own, other) =
        (editor(&app).await, app.sign_in_member("other", "baghdadi-2019", Role::Owner, Flags::ALL).await);
    let program = app.program(&own.person, &[Scope::Read, Scope::Write], None).await;
    let made = program.send("POST", &format!("{CASE}/places"), &json!({ "name": "The bridge" }).to_string()).await;
    let versions = format!("{}/versions", made.header("location"));
    own.call("POST", &format!("{CASE}/places"), &[], &json!({ "name": "The ford" })).await;
    let activity = format!("{CASE}/activity");
    let by = async |answer: Answer, place: usize| answer.found()["items"][place]["by"].clone();
    let named = json!({ "kind": "person", "name": "editor", "through": "token",
                        "token": { "id": program.id.as_str(), "name": "a program" } });
    let unnamed = json!({ "kind": "person", "name": "editor", "through": "token" });
    for (address, place) in [(&versions, 0), (&activity, 1)] {
        assert_eq!(by(own.get(address).await, place).await, named, "{address}");
        assert_eq!(by(other.get(address).await, place).await, unnamed, "{address}");
        assert_eq!(by(program.get(address).await, place).await, unnamed, "a token manages no tokens: {address}");
        assert_eq!(by(app.get(address).await, place).await, json!({ "kind": "person" }), "{address}");
        assert_ne!(own.get(address).await.header("etag"), other.get(address).await.header("etag"), "{address}");
    }
    let in_person = by(own.get(&activity).await, 0).await;
    assert_eq!(in_person, json!({ "kind": "person", "name": "editor" }));
    let page = own.get(&versions.replace("/api/v1", "").replace("/versions", "/history")).await;
    assert!(page.text(".vers .sec-h p").ends_with("· editor · through the token “a program”"));
    let page = other.get(&versions.replace("/api/v1", "").replace("/versions", "/history")).await;
    assert!(page.text(".vers .sec-h p").ends_with("· editor · through a token"));
    let log = "/cases/baghdadi-2019/activity";
    assert!(own.get(log).await.joined(".log").contains("through the token “a program”"));
    assert!(other.get(&format!("{log}?lang=ar")).await.joined(".log").contains("عبر رمز وصول"));
    assert!(!app.get(log).await.joined(".log").contains("token"), "nothing of it for strangers");
}
