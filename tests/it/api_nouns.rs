//! Every noun through the API: made, read, replaced, withdrawn, refused; what a form may do and nothing more.

use axum::http::StatusCode;
use counterpoint::domain::{
    person::{Flags, Role},
    policy::Policy,
};
use serde_json::{Value, json};

use crate::support::{
    api::CASE,
    app::{TestApp, specimen},
    client::Client,
};

/// What is sent of one noun.
struct Sketch {
    list: &'static str,
    /// Whether contributors make it.
    is_contributed: bool,
    new: Value,
    changed: Value,
}

fn sketches() -> Vec<Sketch> {
    let sketch = |list, is_contributed, new: Value, changed: Value| Sketch {
        list,
        is_contributed,
        changed: merged(&new, &changed),
        new,
    };
    vec![
        sketch("places", true, json!({ "name": "The old bridge" }), json!({ "lat": 34.5, "lon": 40.9 })),
        sketch("entities", true, json!({ "name": "Night watch", "kind": "group" }), json!({ "note": "Two men." })),
        sketch("sources", true, json!({ "name": "A driver", "kind": "person" }), json!({ "anonymous": true })),
        sketch(
            "documents",
            true,
            json!({ "publisher": "guardian", "title": "A report", "published": "2019-03", "language": "en" }),
            json!({ "cites": ["guardian-1"] }),
        ),
        sketch("events", false, json!({ "title": "The flight" }), json!({ "utc_offset": "+03:00" })),
        sketch(
            "questions",
            false,
            json!({ "event": "attempt", "text": "Who saw it?", "answer": "choice",
                    "options": [{ "id": "many", "name": "Many" }, { "id": "few", "name": "Few" }] }),
            json!({ "options": [{ "id": "many", "name": "Many" }] }),
        ),
        sketch(
            "claims",
            true,
            json!({ "question": "attempt-when", "value": "October 2018", "chain": ["guardian"], "document": "guardian-1",
                    "excerpt": "in October", "stance": "asserts" }),
            json!({ "value": "November 2018" }),
        ),
    ]
}

fn merged(record: &Value, fields: &Value) -> Value {
    let mut merged = record.clone();
    merged.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    merged
}

async fn member<'a>(app: &'a TestApp, name: &str, role: Role) -> Client<'a> {
    app.sign_in_member(name, "baghdadi-2019", role, Flags::default()).await
}

#[tokio::test]
async fn a_record_of_every_noun_is_made_read_replaced_and_withdrawn() {
    let app = TestApp::with_specimen().await;
    let editor = member(&app, "editor", Role::Editor).await;
    for Sketch { list, new, changed, .. } in sketches() {
        let made = editor.call("POST", &format!("{CASE}/{list}"), &[], &new).await;
        assert_eq!(made.status, StatusCode::CREATED, "{list}: {}", made.body);
        let address = made.header("location").to_owned();
        assert_eq!(made.json()["links"]["self"], address);
        editor.get(made.json()["links"]["html"].as_str().unwrap()).await.text("h1");
        assert_fields(&app, &address, &new).await;

        let change = merged(&changed, &json!({ "why": "More is known." }));
        let replaced = editor.call("PUT", &address, &[("if-match", "\"1\"")], &change).await.found();
        assert_eq!((&replaced["version"], &replaced["changed"]), (&json!(2), &json!(true)), "{list}");
        assert_fields(&app, &address, &changed).await;

        let late = editor.call("DELETE", &address, &[("if-match", "\"1\"")], &json!({ "why": "Late." })).await;
        late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed");
        let withdrawn =
            editor.call("DELETE", &address, &[("if-match", "\"2\"")], &json!({ "why": "A mistake." })).await;
        assert_eq!(withdrawn.found()["version"], 3, "{list}");
        app.get(&address).await.problem(StatusCode::NOT_FOUND, "not-found");
    }
}

async fn assert_fields(app: &TestApp, address: &str, sent: &Value) {
    let read = app.get(address).await.found();
    for (name, value) in sent.as_object().unwrap() {
        assert_eq!(&read[name], value, "{address} {name}");
    }
}

#[tokio::test]
async fn every_fault_of_a_record_of_every_noun_is_told() {
    let app = TestApp::with_specimen().await;
    let editor = member(&app, "editor", Role::Editor).await;
    for Sketch { list, new, .. } in sketches() {
        let (first, _) = new.as_object().unwrap().iter().next().unwrap();
        let mut faulty = merged(&new, &json!({ "id": "Not an id", "nonsense": 1 }));
        faulty.as_object_mut().unwrap().shift_remove(first);
        let answer = editor.call("POST", &format!("{CASE}/{list}"), &[], &faulty).await;
        let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        let mut told: Vec<String> = pointers(&problem);
        told.sort();
        let mut expected = vec![format!("/{first}"), "/id".to_owned(), "/nonsense".to_owned()];
        expected.sort();
        assert_eq!(told, expected, "{list}: {problem:#}");

        let reserved =
            editor.call("POST", &format!("{CASE}/{list}"), &[], &merged(&new, &json!({ "id": "new" }))).await;
        let problem = reserved.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        assert_eq!(problem["errors"][0]["kind"], "reserved_id", "{list}");
    }
}

fn pointers(problem: &Value) -> Vec<String> {
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|error| error["pointer"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn contributors_add_and_editors_change() {
    let app = TestApp::with_specimen().await;
    let contributor = member(&app, "contributor", Role::Contributor).await;
    let editor = member(&app, "editor", Role::Editor).await;
    for Sketch { list, is_contributed, new, .. } in sketches() {
        let made = contributor.call("POST", &format!("{CASE}/{list}"), &[], &new).await;
        let expected = if is_contributed { StatusCode::CREATED } else { StatusCode::NOT_FOUND };
        assert_eq!(made.status, expected, "{list}: {}", made.body);
        let made = editor.call("POST", &format!("{CASE}/{list}"), &[], &new).await;
        let (address, change) = (made.header("location").to_owned(), merged(&new, &json!({ "why": "Mine." })));
        let put = contributor.call("PUT", &address, &[("if-match", "*")], &change).await;
        put.problem(StatusCode::NOT_FOUND, "not-found");
        let delete = contributor.call("DELETE", &address, &[("if-match", "*")], &json!({ "why": "Mine." })).await;
        delete.problem(StatusCode::NOT_FOUND, "not-found");
        app.get(&address).await.found();
    }
}

#[tokio::test]
async fn nothing_is_put_where_nothing_stands() {
    let app = TestApp::with_specimen().await;
    let editor = member(&app, "editor", Role::Editor).await;
    for Sketch { list, new, .. } in sketches() {
        let change = merged(&new, &json!({ "why": "Out of nothing." }));
        for condition in ["*", "\"1\""] {
            let address = format!("{CASE}/{list}/nothing");
            let put = editor.call("PUT", &address, &[("if-match", condition)], &change).await;
            put.problem(StatusCode::NOT_FOUND, "not-found");
            app.get(&address).await.problem(StatusCode::NOT_FOUND, "not-found");
        }
        // What was withdrawn is restored from its history, and not by writing over it.
        let made = editor.call("POST", &format!("{CASE}/{list}"), &[], &new).await;
        let address = made.header("location").to_owned();
        editor.call("DELETE", &address, &[("if-match", "*")], &json!({ "why": "A mistake." })).await.found();
        let put = editor.call("PUT", &address, &[("if-match", "\"2\"")], &change).await;
        put.problem(StatusCode::NOT_FOUND, "not-found");
    }
}

#[tokio::test]
async fn a_protected_source_is_written_by_those_alone_who_may_see_it() {
    let app = TestApp::with_specimen().await;
    let editor = member(&app, "editor", Role::Editor).await;
    let trusted = app.sign_in_member("trusted", "baghdadi-2019", Role::Editor, Flags::ALL).await;
    let new = json!({ "name": "Karim Secretname", "kind": "person", "protected": true, "public_name": "a driver" });
    let made = trusted.call("POST", &format!("{CASE}/sources"), &[], &new).await;
    let address = made.header("location").to_owned();
    assert!(address.contains("/sources/source-") && !made.body.contains("karim"), "{}", made.body);
    let change = merged(&new, &json!({ "name": "Somebody else", "why": "A guess." }));
    editor.call("PUT", &address, &[("if-match", "*")], &change).await.problem(StatusCode::NOT_FOUND, "not-found");
    let delete = editor.call("DELETE", &address, &[("if-match", "*")], &json!({ "why": "A guess." })).await;
    delete.problem(StatusCode::NOT_FOUND, "not-found");

    // An open source that may be the protected one: an editor who does not see that keeps it so.
    let id = address.rsplit('/').next().unwrap().to_owned();
    let open = json!({ "id": "open", "name": "An officer", "kind": "person", "may_be": [id] });
    trusted.call("POST", &format!("{CASE}/sources"), &[], &open).await;
    let change = json!({ "name": "An officer of the border guard", "kind": "person", "why": "A better name." });
    let put = editor.call("PUT", &format!("{CASE}/sources/open"), &[("if-match", "\"1\"")], &change).await;
    assert!(!put.body.contains(&id));
    put.found();
    assert_eq!(trusted.get(&format!("{CASE}/sources/open")).await.found()["may_be"], json!([id]));
    assert_eq!(trusted.get(&address).await.found()["name"], "Karim Secretname");
}

#[tokio::test]
async fn whoever_is_signed_in_makes_a_case_and_owns_it() {
    let app = TestApp::with_specimen().await;
    let somebody = app.sign_in("somebody").await;
    let new = json!({ "title": "The bridge", "visibility": "private", "policy": { "near-km": 3 } });
    app.send_with("POST", "/api/v1/cases", &[("content-type", "application/json")], &new.to_string())
        .await
        .problem(StatusCode::UNAUTHORIZED, "sign-in-first");
    let key = [("idempotency-key", "k")];
    let made = somebody.call("POST", "/api/v1/cases", &key, &new).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert_eq!(somebody.call("POST", "/api/v1/cases", &key, &new).await.body, made.body);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    assert!(id.starts_with("the-bridge-") && id.len() == "the-bridge-".len() + 5, "{id}");
    let address = made.header("location").to_owned();
    assert_eq!(address, format!("/api/v1/cases/{id}"));
    let case = somebody.get(&address).await.found();
    assert_eq!(
        (&case["title"], &case["visibility"], &case["policy"]["near-km"]),
        (&json!("The bridge"), &json!("private"), &json!(3.0))
    );
    app.get(&address).await.problem(StatusCode::NOT_FOUND, "not-found");
    somebody.get(&format!("/cases/{id}/members")).await.text("h1");

    let named = merged(&new, &json!({ "id": "the-bridge", "visibility": "secret" }));
    let problem = somebody.call("POST", "/api/v1/cases", &[], &named).await;
    let problem = problem.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!(pointers(&problem), ["/id", "/visibility"]);
}

#[tokio::test]
async fn editors_change_the_texts_of_a_case_and_owners_alone_who_may_see_it() {
    let mut records = specimen();
    records.case.policy = Policy::default();
    let app = TestApp::of(records).await;
    let editor = member(&app, "editor", Role::Editor).await;
    let owner = member(&app, "owner", Role::Owner).await;
    let texts = json!({ "title": "Two accounts", "summary": "Of one night.", "why": "A better title." });
    let written = editor.call("PUT", CASE, &[("if-match", "\"1\"")], &texts).await.found();
    assert_eq!((&written["version"], &written["links"]["self"]), (&json!(2), &json!(CASE)));
    let case = app.get(CASE).await.found();
    assert_eq!((&case["title"], &case["visibility"]), (&json!("Two accounts"), &json!("public")));

    // Sent as it stands it is no change; anything else is for the owners.
    let same = merged(&texts, &json!({ "visibility": "public" }));
    assert_eq!(editor.call("PUT", CASE, &[("if-match", "*")], &same).await.found()["changed"], false);
    let other = merged(&texts, &json!({ "title": 7, "visibility": "private", "policy": { "near-km": 1 } }));
    let problem = editor.call("PUT", CASE, &[("if-match", "*")], &other).await;
    let problem = problem.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let told: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|e| (&e["pointer"], &e["kind"])).collect();
    let [title, visibility, policy] = ["/title", "/visibility", "/policy"].map(Value::from);
    let [wrong, owners] = ["wrong_type", "owners_only"].map(Value::from);
    assert_eq!(told, [(&title, &wrong), (&visibility, &owners), (&policy, &owners)]);

    let rules = merged(&texts, &json!({ "visibility": "private", "policy": { "near-km": 1 } }));
    owner.call("PUT", CASE, &[("if-match", "\"2\"")], &rules).await.found();
    app.get(CASE).await.problem(StatusCode::NOT_FOUND, "not-found");
    assert_eq!(owner.get(CASE).await.found()["policy"]["near-km"], 1.0);
    let deleted = owner.call("DELETE", CASE, &[("if-match", "*")], &json!({ "why": "Gone." })).await;
    deleted.problem(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed");
}
