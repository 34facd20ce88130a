//! Writes whose body comes in slowly: what happened meanwhile is not undone by them.

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{Request, StatusCode},
};
use counterpoint::{
    domain::{
        case::Visibility,
        dossier::Records,
        person::{Flags, Membership, Role},
    },
    store::Editor,
};
use futures_util::stream;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::support::{
    api::CASE,
    app::{Answer, NOW, TestApp, specimen},
    client::Client,
    records::{moment, plain},
};

/// The answer to a write that was let in before `meanwhile` was done, and whose body came after it.
async fn send_slowly(
    router: Router,
    client: &Client<'_>,
    (method, address, condition): (&str, &str, &str),
    body: &Value,
    meanwhile: impl Future<Output = ()> + Send + 'static,
) -> Answer {
    let request = Request::builder().method(method).uri(address).header("host", "localhost");
    let request = request.header("cookie", client.cookie()).header("sec-fetch-site", "same-origin");
    let request = request.header("content-type", "application/json").header("if-match", condition);
    let bytes = Bytes::from(body.to_string());
    let body = stream::once(async move {
        meanwhile.await;
        Ok::<_, std::io::Error>(bytes)
    });
    let response = router.oneshot(request.body(Body::from_stream(body)).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8(body).unwrap() }
}

/// The shipped case with its newspaper protected.
fn with_guardian_protected() -> Records {
    let mut records = specimen();
    let guardian = records.sources.iter_mut().find(|source| source.id.as_str() == "guardian").unwrap();
    (guardian.is_protected, guardian.public_name) = (true, Some(plain("A newspaper")));
    records
}

async fn editor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await
}

#[tokio::test]
async fn a_source_that_is_protected_while_a_write_to_it_comes_in_stays_protected() {
    let address = format!("{CASE}/sources/guardian");
    let mut change = json!({ "kind": "outlet", "name": "Its name in the open", "why": "Another name." });
    for (method, condition) in [("PUT", "*"), ("PUT", "\"2\""), ("DELETE", "*"), ("DELETE", "\"2\"")] {
        if method == "DELETE" {
            change = json!({ "why": "Not needed." });
        }
        let app = TestApp::with_specimen().await;
        let (editor, beside) = (editor(&app).await, app.clone());
        // What is at hand is of before.
        editor.get(&address).await.found();
        let meanwhile = async move { beside.import(with_guardian_protected()).await };
        let answer = send_slowly(app.router(), &editor, (method, &address, condition), &change, meanwhile).await;
        answer.problem(StatusCode::NOT_FOUND, "not-found");
        let guardian = app.get(&address).await.found();
        assert_eq!((&guardian["protected"], &guardian["version"]), (&json!(true), &json!(2)), "{method} {condition}");
    }
}

#[tokio::test]
async fn a_case_that_is_made_private_while_a_write_to_it_comes_in_stays_private() {
    let app = TestApp::with_specimen().await;
    let (editor, beside) = (editor(&app).await, app.clone());
    let mut private = specimen();
    private.case.visibility = Visibility::Private;
    // What is at hand is of before.
    editor.get(CASE).await.found();
    let meanwhile = async move { beside.import(private).await };
    let change = json!({ "title": "A better title", "why": "It says more." });
    send_slowly(app.router(), &editor, ("PUT", CASE, "*"), &change, meanwhile).await.found();
    assert_eq!(editor.get(CASE).await.found()["visibility"], "private");
    app.get(CASE).await.problem(StatusCode::NOT_FOUND, "not-found");
}

#[tokio::test]
async fn who_is_no_longer_an_editor_when_the_body_is_there_writes_nothing() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let event = format!("{CASE}/events/attempt");
    let file = serde_json::from_str(include_str!("../data/baghdadi-2019.json")).unwrap();
    let asked = [
        ("POST", format!("{CASE}/import"), file),
        ("PUT", event.clone(), json!({ "title": "Another", "why": "Better." })),
        ("DELETE", event.clone(), json!({ "why": "Not needed." })),
        ("POST", format!("{CASE}/events"), json!({ "title": "Another" })),
        ("POST", format!("{event}/versions"), json!({ "restores": 1, "why": "As it was." })),
        ("PUT", CASE.to_owned(), json!({ "title": "Another", "why": "Better." })),
    ];
    for (method, address, body) in asked {
        app.join(&editor, "baghdadi-2019", Role::Editor, Flags::default()).await;
        let (beside, person) = (app.clone(), editor.person.clone());
        let meanwhile = async move {
            let (case, role, flags) = ("baghdadi-2019".parse().unwrap(), Role::Viewer, Flags::default());
            let viewer = Membership { case, person, role, flags, until: None, is_emergency: false };
            beside.store().set_membership(&Editor::system("test", moment(NOW)), viewer).await.unwrap();
        };
        let answer = send_slowly(app.router(), &editor, (method, &address, "*"), &body, meanwhile).await;
        answer.problem(StatusCode::NOT_FOUND, "not-found");
    }
    assert_eq!(app.get(CASE).await.found()["revision"], 1);
}
