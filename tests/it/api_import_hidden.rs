//! What protected sources have to do with others is not found out by trying: not by import, by `PUT`, or on a form.

use axum::http::StatusCode;
use counterpoint::{
    domain::{
        dossier::Records,
        person::{Flags, Role},
    },
    exchange::case_file::Noun as _,
};
use serde_json::{Value, json};

use crate::support::{
    app::{TestApp, specimen},
    client::Client,
    records::{outlet, plain},
};

const CASE: &str = "/api/v1/cases/baghdadi-2019";
const LINES: (&str, &str) = ("content-type", "application/x-ndjson");
const JSON: (&str, &str) = ("content-type", "application/json");

/// The shipped case with a protected source that is part of the organisation `within`, and may be `friend`. `stranger` and
/// `without` look the same to whoever may not see who it is.
fn guarded() -> Records {
    let mut records = specimen();
    let mut nurse = outlet("nurse");
    nurse.name = plain("Somebody secret");
    nurse.is_protected = true;
    nurse.public_name = Some(plain("A nurse"));
    nurse.part_of = Some("within".parse().unwrap());
    nurse.speaks_for = Some("within".parse().unwrap());
    let mut friend = outlet("friend");
    friend.may_be = vec!["nurse".parse().unwrap()];
    friend.same_as = Some("nurse".parse().unwrap());
    records.sources.extend([nurse, friend, outlet("stranger"), outlet("within"), outlet("without")]);
    records
}

async fn editor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await
}

/// A source as the editor is shown it, in the fields of the case file, with `field` set to `value`.
async fn shown(editor: &Client<'_>, id: &str, field: &str, value: &Value) -> Value {
    let versions = editor.get(&format!("{CASE}/sources/{id}/versions?limit=1")).await.found();
    let mut source = versions["items"][0]["record"].clone();
    source[field] = value.clone();
    source
}

fn errors(problem: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    problem["errors"].as_array().unwrap().iter().map(|it| (text(&it["pointer"]), text(&it["kind"]))).collect()
}

/// Every link to the protected source, of two sources of which one has it and the other does not.
fn tries() -> [(&'static str, Value, [&'static str; 2], &'static str); 4] {
    [
        ("may_be", json!(["nurse"]), ["friend", "stranger"], "/may_be/0"),
        ("same_as", json!("nurse"), ["friend", "stranger"], "/same_as"),
        ("part_of", json!("nurse"), ["within", "without"], "/part_of"),
        ("speaks_for", json!("nurse"), ["within", "without"], "/speaks_for"),
    ]
}

#[tokio::test]
async fn a_link_to_a_protected_source_is_refused_whether_it_is_there_or_not() {
    let app = TestApp::of(guarded()).await;
    let editor = editor(&app).await;
    for (field, value, both, at) in tries() {
        for id in both {
            let source = shown(&editor, id, field, &value).await;
            let line = json!({ "source": source }).to_string();
            for query in ["?dry_run=true", ""] {
                let refused = editor.send("POST", &format!("{CASE}/import{query}"), &[LINES], &line).await;
                let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
                let expected = [(format!("/1/source{at}"), "see_identity_only".to_owned())];
                assert_eq!(errors(&problem), expected, "{id} {field}");
            }
            let mut body = source.clone();
            body["why"] = json!("To find out");
            let headers = [JSON, ("if-match", "\"1\"")];
            let refused = editor.send("PUT", &format!("{CASE}/sources/{id}"), &headers, &body.to_string()).await;
            let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
            assert_eq!(errors(&problem), [(at.to_owned(), "see_identity_only".to_owned())], "{id} {field}");

            let typed = value.as_str().or(value[0].as_str()).unwrap();
            let fields = [("version", "1"), ("name", id), ("kind", "outlet"), (field, typed), ("why", "To find out")];
            let refused = editor.post(&format!("/cases/baghdadi-2019/sources/{id}/edit"), &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{id} {field}");
            assert!(
                refused.joined("[role=alert]").contains("may see identities"),
                "{}",
                refused.joined("[role=alert]")
            );
        }
        let mut new = json!({ "id": "new-one", "name": "New", "kind": "outlet" });
        new[field] = value;
        let refused = editor.send("POST", &format!("{CASE}/sources"), &[JSON], &new.to_string()).await;
        let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        assert_eq!(errors(&problem), [(at.to_owned(), "see_identity_only".to_owned())], "{field}");
        let line = json!({ "source": new }).to_string();
        let refused = editor.send("POST", &format!("{CASE}/import"), &[LINES], &line).await;
        refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    }
    assert_eq!(app.get(CASE).await.found()["revision"], 1);
}

#[tokio::test]
async fn what_was_hidden_stays_where_the_rest_of_a_source_is_changed() {
    let app = TestApp::of(guarded()).await;
    let editor = editor(&app).await;
    let case = "baghdadi-2019".parse().unwrap();
    let friend = async || {
        let stored = app.store().dossier(&case).await.unwrap().unwrap().dossier;
        stored.sources().iter().find(|source| source.id.as_str() == "friend").unwrap().write()
    };
    let mut source = shown(&editor, "friend", "note", &json!("By import.")).await;
    editor.send("POST", &format!("{CASE}/import"), &[LINES], &json!({ "source": source }).to_string()).await.found();
    let stored = friend().await;
    assert_eq!((&stored["note"], &stored["same_as"]), (&json!("By import."), &json!("nurse")));
    source["note"] = json!("By PUT.");
    source["may_be"] = json!(["guardian"]);
    source["why"] = json!("Seen");
    let headers = [JSON, ("if-match", "\"2\"")];
    editor.send("PUT", &format!("{CASE}/sources/friend"), &headers, &source.to_string()).await.found();
    let stored = friend().await;
    assert_eq!((&stored["may_be"], &stored["same_as"]), (&json!(["guardian", "nurse"]), &json!("nurse")));
}
