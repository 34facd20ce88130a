//! A write that is sent again with its key is answered the same, whatever became since of what it names.

use axum::http::StatusCode;
use counterpoint::domain::person::{Flags, Role};
use serde_json::{Value, json};

use crate::support::{
    api::CASE,
    app::{TestApp, specimen},
    records::plain,
};

/// The writes of an editor who does not see who protected sources are, by noun.
fn writes() -> Vec<(&'static str, String, Value)> {
    let sources = format!("{CASE}/sources");
    let desk = json!({ "id": "desk", "kind": "outlet", "name": "Its desk", "part_of": "guardian" });
    let renamed = json!({ "kind": "outlet", "name": "The paper", "why": "As it calls itself." });
    let restored = json!({ "restores": 1, "why": "As it was." });
    vec![
        ("POST", sources.clone(), desk),
        ("PUT", format!("{sources}/guardian"), renamed),
        ("POST", format!("{sources}/guardian/versions"), restored),
    ]
}

#[tokio::test]
async fn a_source_that_was_protected_since_changes_nothing_of_what_was_answered() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let send = async |number: usize, (method, address, body): &(&str, String, Value)| {
        let key = format!("write-{number}");
        editor.call(method, address, &[("if-match", "*"), ("idempotency-key", &key)], body).await
    };
    let mut first = Vec::new();
    for (number, write) in writes().iter().enumerate() {
        let answer = send(number, write).await;
        assert!(answer.status.is_success(), "{write:?}: {}", answer.body);
        first.push(answer);
    }
    let mut records = specimen();
    records.sources.iter_mut().filter(|source| source.id.as_str() == "guardian").for_each(|guardian| {
        (guardian.is_protected, guardian.public_name) = (true, Some(plain("A newspaper")));
    });
    app.import(records).await;

    let revision = app.get(CASE).await.found()["revision"].clone();
    for (number, (write, first)) in writes().iter().zip(&first).enumerate() {
        let again = send(number, write).await;
        assert_eq!((again.status, &again.body), (first.status, &first.body), "{write:?}");
    }
    assert_eq!(app.get(CASE).await.found()["revision"], revision, "nothing was written again");

    // Under another key the same is refused now.
    for (number, write) in writes().iter().enumerate() {
        let refused = send(number + 10, write).await;
        assert!(refused.status.is_client_error(), "{write:?}: {}", refused.body);
    }
    // And a key stands for one request.
    let other = ("POST", format!("{CASE}/sources"), json!({ "kind": "outlet", "name": "Another" }));
    send(0, &other).await.problem(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused");
}
