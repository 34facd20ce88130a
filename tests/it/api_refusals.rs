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
    for (address, also) in [(format!("{CASE}/events"), None), ("/api/v1/cases".to_owned(), Some("/visibility"))] {
        let answer = owner.call("POST", &address, &[], &body).await;
        let mut told = told(answer, StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        told.retain(|(at, _)| Some(at.as_str()) != also);
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

#[tokio::test]
async fn a_stream_is_asked_for_by_naming_it_and_resumed_by_a_header() {
    let app = TestApp::with_specimen().await;
    let list = format!("{CASE}/notices");
    for refused in ["text/event-stream;q=0", "application/json, text/event-stream; q=0.000"] {
        let answer = app.send("GET", &list, &[("accept", refused)]).await;
        assert_eq!(answer.header("content-type"), "application/json", "{refused}");
    }
    let headers = [("accept", "text/event-stream"), ("last-event-id", "x")];
    let problem = app.send("GET", &list, &headers).await.problem(StatusCode::BAD_REQUEST, "invalid-header");
    assert_eq!(problem["errors"][0]["header"], "Last-Event-ID");
    let kinds = app.get(&format!("{list}?kinds=rumour,claim_added,gossip")).await;
    let told = told(kinds, StatusCode::BAD_REQUEST, "invalid-parameters");
    assert_eq!(told, vec![("kinds".to_owned(), "not_one_of".to_owned()); 2]);
}

#[tokio::test]
async fn what_is_not_there_is_not_found_whatever_is_said_of_it() {
    let app = TestApp::with_specimen().await;
    let admin = app.sign_in_admin("admin").await;
    for address in ["/api/v1/people/%FF", "/api/v1/invitations/%FF", "/api/v1/tokens/%FF", "/api/v1/cases/%FF"] {
        admin.get(address).await.problem(StatusCode::NOT_FOUND, "not-found");
    }
    for address in ["/api/v1/people/%FF", "/api/v1/people/%FF/links"] {
        let method = if address.ends_with("links") { "POST" } else { "PUT" };
        let answer = admin.call(method, address, &[("if-match", "*")], &json!({})).await;
        answer.problem(StatusCode::NOT_FOUND, "not-found");
    }
    for address in
        ["/api/v1/tokens/t-none", "/api/v1/invitations/none", "/api/v1/tokens/%FF", "/api/v1/invitations/%FF"]
    {
        for condition in ["\"1\"", "\"2\"", "*"] {
            let answer = admin.send("DELETE", address, &[("if-match", condition)], "").await;
            answer.problem(StatusCode::NOT_FOUND, "not-found");
        }
    }
    let asked = json!({ "note": "A new editor" });
    let made = admin.call("POST", "/api/v1/invitations", &[], &asked).await;
    let made = made.header("location").to_owned();
    let answer = admin.send("DELETE", &made, &[("if-match", "\"2\"")], "").await;
    answer.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed");
}

#[tokio::test]
async fn what_must_be_unique_and_is_there_already_is_a_conflict() {
    let app = TestApp::with_specimen().await;
    let admin = app.sign_in_admin("admin").await;
    app.join(&admin, "baghdadi-2019", Role::Viewer, Flags::default()).await;
    app.sign_in("somebody").await;
    let renamed = admin.call("PUT", "/api/v1/me", &[("if-match", "*")], &json!({ "name": "somebody" })).await;
    assert_eq!(told(renamed, StatusCode::CONFLICT, "taken"), [("/name".to_owned(), "taken".to_owned())]);
    let asked = json!({ "case": "baghdadi-2019", "why": "Nobody answers." });
    let entered = admin.call("POST", "/api/v1/emergency-access", &[], &asked).await;
    assert_eq!(told(entered, StatusCode::CONFLICT, "taken"), [("/case".to_owned(), "taken".to_owned())]);
}

#[tokio::test]
async fn bounds_of_the_activity_stand_in_order() {
    let app = TestApp::with_specimen().await;
    let answer = app.get(&format!("{CASE}/activity?from=2026-03&to=2026-01")).await;
    let told = told(answer, StatusCode::BAD_REQUEST, "invalid-parameters");
    assert_eq!(told, [("to".to_owned(), "bounds_reversed".to_owned())]);
    app.get(&format!("{CASE}/activity?from=2026-03&to=2026-03")).await.found();
}

#[tokio::test]
async fn a_password_beyond_what_is_looked_at_is_too_long() {
    let app = TestApp::with_specimen().await;
    let owner = app.sign_in("owner").await;
    let asked = json!({ "name": "Import", "scopes": ["read"], "expires_at": "2026-06-01T00:00:00Z",
                        "password": "x".repeat(1_025) });
    let answer = owner.call("POST", "/api/v1/tokens", &[], &asked).await;
    let told = told(answer, StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert!(told.contains(&("/password".to_owned(), "too_long".to_owned())), "{told:?}");
}

#[tokio::test]
async fn the_text_of_a_problem_varies_with_the_language() {
    let app = TestApp::with_specimen().await;
    let answer = app.get("/problems/not-found").await;
    assert!(answer.header("vary").contains("accept-language"), "{:?}", answer.headers);
}

#[tokio::test]
async fn nothing_is_written_to_a_protected_source_by_who_does_not_know_it_not_even_what_it_was() {
    let app = TestApp::with_specimen().await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let editor = editor(&app).await;
    let (address, versions) = (format!("{CASE}/sources/guardian"), format!("{CASE}/sources/guardian/versions"));
    let protect = json!({ "kind": "outlet", "name": "The Guardian", "protected": true, "public_name": "A newspaper",
                          "why": "It asked for it." });
    owner.call("PUT", &address, &[("if-match", "*")], &protect).await.found();
    for number in [1, 2] {
        let back = json!({ "restores": number, "why": "As it was." });
        let answer = editor.call("POST", &versions, &[("if-match", "*")], &back).await;
        answer.problem(StatusCode::NOT_FOUND, "not-found");
    }
    let open = json!({ "kind": "outlet", "name": "The Guardian", "why": "It is known." });
    owner.call("PUT", &address, &[("if-match", "*")], &open).await.found();
    let back = json!({ "restores": 2, "why": "As it was." });
    let sealed = editor.call("POST", &versions, &[("if-match", "*")], &back).await;
    let told = told(sealed, StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!(told, [("/restores".to_owned(), "sealed".to_owned())]);
}

#[tokio::test]
async fn a_trail_has_another_tag_when_somebody_in_it_takes_another_name() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let made = editor.call("POST", &format!("{CASE}/places"), &[], &json!({ "name": "The bridge" })).await;
    let addresses = [format!("{CASE}/activity"), format!("{}/versions", made.header("location"))];
    let mut tags = Vec::new();
    for address in &addresses {
        tags.push(editor.get(address).await.header("etag").to_owned());
    }
    let name = json!({ "name": "Another Name" });
    editor.call("PUT", "/api/v1/me", &[("if-match", "*")], &name).await.found();
    for (address, tag) in addresses.iter().zip(tags) {
        let answer = editor.send("GET", address, &[("if-none-match", &tag)], "").await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert!(answer.body.contains("Another Name"), "{address}: {}", answer.body);
    }
}

#[tokio::test]
async fn judgements_are_followed_as_other_records_are() {
    let app = TestApp::with_specimen().await;
    let judge = app.sign_in_member("judge", "baghdadi-2019", Role::Editor, Flags { assess: true, ..Flags::default() });
    let judge = judge.await;
    let all = format!("{CASE}/assessments");
    let tag = judge.get(&all).await.header("etag").to_owned();
    let body = json!({ "question": "attempt-when", "status": "leaning", "reason": "Two roots agree.",
                       "claims": ["when-1"] });
    let made = judge.call("POST", &all, &[("if-match", &tag)], &body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let address = made.header("location").to_owned();
    let read = app.get(&address).await;
    assert!(read.header("etag").starts_with("\"1-"), "{}", read.header("etag"));
    let read = read.found();
    let expected = json!(["baghdadi-2019", 1, NOW, NOW]);
    assert_eq!(json!([read["case"], read["version"], read["recorded_at"], read["changed_at"]]), expected);
    let count = async |query: &str| {
        let page = app.get(&format!("{all}?{query}")).await.found();
        page["items"].as_array().unwrap().len()
    };
    let before = count("").await - 1;
    assert_eq!(count("changed_since=1").await, 1);
    assert_eq!(count("changed_since=2").await, 0);
    assert_eq!(count(&format!("recorded_to={}", "2026-03-01T11:00:00Z")).await, before);
    assert_eq!(count(&format!("recorded_from={NOW}")).await, 1);
    let newest = app.get(&format!("{all}?sort=-changed_at&limit=1&fields=id,version")).await.found();
    assert_eq!(newest["items"], json!([{ "id": read["id"], "version": 1 }]));
}
