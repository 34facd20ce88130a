//! The versions that a write may go on from: one, a list of them, spread over lines, weak, or none that can be read.

use axum::http::StatusCode;
use counterpoint::{
    app::Security,
    domain::person::{Flags, Role},
    outbound::Reach,
};
use serde_json::{Value, json};

use crate::support::{
    api::CASE,
    app::{Answer, NOW, TestApp, specimen},
    client::Client,
};

/// A write that may be sent again and again, from the versions named in these lines.
struct Write<'a> {
    client: &'a Client<'a>,
    method: &'a str,
    address: String,
    body: Value,
}

impl Write<'_> {
    async fn from(&self, lines: &[&str]) -> Answer {
        let headers: Vec<(&str, &str)> = lines.iter().map(|line| ("if-match", *line)).collect();
        self.client.call(self.method, &self.address, &headers, &self.body).await
    }

    #[track_caller]
    fn assert_stale(&self, answer: Answer, current: i64) {
        let problem = answer.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed");
        assert_eq!(problem["current_version"], current, "{} {}", self.method, self.address);
    }

    /// What holds wherever a write says what it began from, of something at version `current`; it goes on at the end.
    async fn is_compared_with_each_version_named(&self, current: i64) -> Answer {
        let other = current + 7;
        for unreadable in [
            &["1"][..],
            &["\"1"],
            &["\"1\" \"2\""],
            &["*, \"1\""],
            &["*", "\"1\""],
            &[""],
            &[","],
            &["w/\"1\""],
            &["\"1\"", "x"],
        ] {
            let problem = self.from(unreadable).await.problem(StatusCode::BAD_REQUEST, "invalid-header");
            assert_eq!(problem["errors"][0]["header"], "If-Match", "{unreadable:?}");
        }
        let weak = format!("W/\"{current}\"");
        self.assert_stale(self.from(&[&weak]).await, current);
        self.assert_stale(self.from(&[&format!("{weak}, W/\"{other}\"")]).await, current);
        self.assert_stale(self.from(&[&format!("\"{other}\", {weak}")]).await, current);
        self.assert_stale(self.from(&[&format!("\"{other}\""), &format!("\"{}\"", other + 1)]).await, current);
        self.from(&[&format!("\"{other}\" ,, {weak}"), &format!("\"{current}\"")]).await
    }
}

#[tokio::test]
async fn a_record_is_written_where_it_is_at_one_of_the_versions_named() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let address = format!("{CASE}/events/attempt");
    let put = Write {
        client: &editor,
        method: "PUT",
        address: address.clone(),
        body: json!({ "title": "The attempt", "why": "A shorter title." }),
    };
    assert_eq!(put.is_compared_with_each_version_named(1).await.found()["version"], 2);
    // A tag that none of ours can be, and commas within its quotes.
    for foreign in ["\"x\"", "\"0\"", "\"2,1\"", "\"+2\"", "\"\""] {
        put.assert_stale(put.from(&[foreign]).await, 2);
    }
    assert_eq!(put.from(&["\"2,1\", \"2-abc,\\\""]).await.found()["version"], 2);
    let restored = Write {
        client: &editor,
        method: "POST",
        address: format!("{address}/versions"),
        body: json!({ "restores": 1, "why": "The longer one was better." }),
    };
    let back = restored.is_compared_with_each_version_named(2).await;
    assert_eq!((back.status, &back.json()["version"]), (StatusCode::CREATED, &json!(3)));
    let case = Write {
        client: &editor,
        method: "PUT",
        address: CASE.to_owned(),
        body: json!({ "title": "The attempt", "why": "A shorter title." }),
    };
    assert_eq!(case.is_compared_with_each_version_named(1).await.found()["version"], 2);
    let made = editor.call("POST", &format!("{CASE}/events"), &[], &json!({ "title": "The flight" })).await;
    let gone = Write {
        client: &editor,
        method: "DELETE",
        address: made.header("location").to_owned(),
        body: json!({ "why": "It is no event." }),
    };
    assert_eq!(gone.is_compared_with_each_version_named(1).await.found()["version"], 2);
}

#[tokio::test]
async fn people_and_what_they_may_do_are_changed_where_they_are_at_one_of_the_versions_named() {
    let app = TestApp::with_specimen().await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let desk = app.sign_in_member("desk", "baghdadi-2019", Role::Viewer, Flags::default()).await;
    let admin = app.sign_in_admin("admin").await;
    let member = format!("{CASE}/members/{}", desk.person);
    let write = |client, method, address: &str, body| Write { client, method, address: address.to_owned(), body };
    let part = write(&owner, "PUT", &member, json!({ "role": "editor" }));
    assert_eq!(part.is_compared_with_each_version_named(1).await.found()["version"], 2);
    let taken = write(&owner, "DELETE", &member, json!({}));
    assert_eq!(taken.is_compared_with_each_version_named(2).await.status, StatusCode::NO_CONTENT);
    let name = write(&desk, "PUT", "/api/v1/me", json!({ "name": "The night desk" }));
    assert_eq!(name.is_compared_with_each_version_named(1).await.found()["version"], 2);
    let account = format!("/api/v1/people/{}", desk.person);
    let account = write(&admin, "PUT", &account, json!({ "open": false, "administrator": false }));
    assert_eq!(account.is_compared_with_each_version_named(2).await.found()["version"], 3);
    let made = admin.call("POST", "/api/v1/invitations", &[], &json!({ "note": "A reporter" })).await;
    let invitation = write(&admin, "DELETE", made.header("location"), json!({}));
    assert_eq!(invitation.is_compared_with_each_version_named(1).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn webhooks_are_changed_where_they_are_at_one_of_the_versions_named() {
    let security = Security { reach: Reach::Anywhere, ..Security::default() };
    let app = TestApp::secured(security, NOW).await.and(specimen()).await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let body = json!({ "address": "https://hooks.example/a" });
    let made = owner.call("POST", &format!("{CASE}/webhooks"), &[], &body).await;
    let address = made.header("location").to_owned();
    let body = json!({ "address": "https://hooks.example/b" });
    let changed = Write { client: &owner, method: "PUT", address: address.clone(), body };
    assert_eq!(changed.is_compared_with_each_version_named(1).await.found()["version"], 2);
    let removed = Write { client: &owner, method: "DELETE", address, body: json!({}) };
    assert_eq!(removed.is_compared_with_each_version_named(2).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_judgement_and_an_import_rest_on_one_of_the_revisions_named() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::ALL).await;
    let assessed =
        json!({ "question": "attempt-when", "status": "unresolved", "reason": "Two dates.", "claims": ["when-1"] });
    let judged =
        Write { client: &editor, method: "POST", address: format!("{CASE}/assessments"), body: assessed.clone() };
    assert_eq!(judged.is_compared_with_each_version_named(1).await.status, StatusCode::CREATED);
    let analysis = editor.get(&format!("{CASE}/analysis")).await.header("etag").to_owned();
    let tag = format!("\"1\", {analysis}");
    let assessed =
        json!({ "question": "attempt-where", "status": "unresolved", "reason": "Two towns.", "claims": ["where-1"] });
    let again = editor.call("POST", &judged.address, &[("if-match", &tag)], &assessed).await;
    assert_eq!(again.status, StatusCode::CREATED, "{}", again.body);

    let line = |id: &str| format!(r#"{{"event":{{"id":"{id}","title":"An event"}}}}"#);
    let bring = async |lines: &[&str], id: &str| {
        let mut headers = vec![("content-type", "application/x-ndjson")];
        headers.extend(lines.iter().map(|line| ("if-match", *line)));
        editor.send("POST", &format!("{CASE}/import"), &headers, &line(id)).await
    };
    let late = bring(&["\"1\", \"2\""], "one").await;
    assert_eq!(late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed")["current_version"], 3);
    let weak = bring(&["W/\"3\""], "one").await;
    weak.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed");
    for unreadable in [&["\"3-abc\""][..], &["\"3\", \"x\""], &["3"], &["*", "\"3\""]] {
        bring(unreadable, "one").await.problem(StatusCode::BAD_REQUEST, "invalid-header");
    }
    assert_eq!(bring(&["\"1\"", "\"3\""], "one").await.found()["revision"], 4);
    assert_eq!(bring(&["*"], "two").await.found()["revision"], 5);
}

#[tokio::test]
async fn a_key_stands_for_every_line_of_the_versions_named() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let body = json!({ "title": "The attempt", "why": "A shorter title." });
    let put = async |second: &str| {
        let headers = [("if-match", "\"9\""), ("if-match", second), ("idempotency-key", "k")];
        editor.call("PUT", &format!("{CASE}/events/attempt"), &headers, &body).await
    };
    let first = put("\"1\"").await.found();
    assert_eq!(put("\"1\"").await.found(), first);
    put("\"2\"").await.problem(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused");
}

#[tokio::test]
async fn an_answer_is_known_by_any_tag_of_a_list_over_several_lines() {
    let app = TestApp::with_specimen().await;
    let address = format!("{CASE}/events/attempt");
    let tag = app.get(&address).await.header("etag").to_owned();
    for lines in [&["\"a,b\"", tag.as_str()][..], &[&format!("W/\"x\",, W/{tag}")], &["*"]] {
        let headers: Vec<(&str, &str)> = lines.iter().map(|line| ("if-none-match", *line)).collect();
        assert_eq!(app.send("GET", &address, &headers).await.status, StatusCode::NOT_MODIFIED, "{lines:?}");
    }
    let inner = tag.trim_matches('"');
    for held in [format!("\"a,{inner},b\""), inner.to_owned(), format!("{tag} {tag}"), format!("*, {tag}")] {
        app.send("GET", &address, &[("if-none-match", &held)]).await.found();
    }
}
