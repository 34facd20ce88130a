//! A token for one case tells nothing of another: not in any answer that it can ask for.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use counterpoint::{
    domain::{
        access::Identities,
        person::{Flags, Role},
        token::Scope,
    },
    server,
    store::{Editor, NewWebhook, SetUpBy},
};
use serde_json::{Value, json};

use crate::support::{
    api::CASE,
    app::{NOW, TestApp, records_of},
    client::Client,
    program::Program,
    records::moment,
};

/// A word of the other case: in every text of it and in every id, but for that of the case.
const MARKER: &str = "markerword";
const OTHER: &str = "other-case";

/// The other case: of every noun one, and a disagreement.
fn other_case() -> Value {
    let id = |what: &str| format!("{MARKER}-{what}");
    let claim = |number: u8, value: &str, source: &str| {
        json!({ "id": id(&format!("k{number}")), "question": id("q"), "value": value, "chain": [id(source), id("o")],
                "document": id("d"), "excerpt": MARKER, "stance": "asserts" })
    };
    json!({
        "format": "counterpoint/1",
        "case": { "id": OTHER, "title": MARKER, "summary": MARKER, "visibility": "private" },
        "places": [{ "id": id("place"), "name": MARKER }],
        "entities": [{ "id": id("band"), "name": MARKER, "kind": "group" }],
        "sources": [{ "id": id("p"), "kind": "person", "name": MARKER }, { "id": id("r"), "kind": "person", "name": MARKER },
                    { "id": id("o"), "kind": "outlet", "name": MARKER }],
        "documents": [{ "id": id("d"), "publisher": id("o"), "title": MARKER, "published": "2020-06-01", "language": "en" }],
        "events": [{ "id": id("e"), "title": MARKER }],
        "questions": [{ "id": id("q"), "event": id("e"), "text": MARKER, "answer": "count" }],
        "claims": [claim(1, "2", "p"), claim(2, "7", "r")],
        "assessments": [{ "question": id("q"), "status": "leaning", "reason": MARKER, "by": MARKER,
                          "at": "2026-01-01T10:00:00Z", "claims": [id("k1")] }],
    })
}

/// The shipped case and the other one, both owned by somebody who manages people, with whatever else the other can have.
async fn two_cases(app: &TestApp) -> Client<'_> {
    let owner = app.sign_in_admin("owner").await;
    app.join(&owner, "baghdadi-2019", Role::Owner, Flags::ALL).await;
    app.join(&owner, OTHER, Role::Owner, Flags::ALL).await;
    app.sign_in_member(&format!("{MARKER}-member"), OTHER, Role::Viewer, Flags::ALL).await;
    let hook = NewWebhook {
        id: format!("h-{MARKER}").parse().unwrap(),
        case: OTHER.parse().unwrap(),
        address: format!("https://{MARKER}.example/"),
        kinds: Vec::new(),
        set_up: SetUpBy { person: owner.person.clone(), identities: Identities::Hidden },
        secret: vec![7; 32].into(),
    };
    app.store().add_webhook(&Editor::system("test", moment(NOW)), hook).await.unwrap();
    let asked = json!({ "name": MARKER, "scopes": ["read"], "cases": [OTHER], "expires_at": "2026-06-01T00:00:00Z",
                        "password": crate::support::visitor::PASSWORD });
    assert_eq!(owner.call("POST", "/api/v1/tokens", &[], &asked).await.status, StatusCode::CREATED);
    owner
}

/// Every address of the API that can be opened, with ids of `case` in the place of what varies.
fn addresses(case: &str, of_other: bool) -> BTreeSet<String> {
    let routes = server::routes();
    let opened = routes.iter().filter(|route| route.method == Method::GET && route.path.starts_with("/api/"));
    opened.flat_map(|route| filled(&route.path, case, of_other)).collect()
}

fn filled(path: &str, case: &str, of_other: bool) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else { return vec![path.to_owned()] };
    let (name, after) = rest.split_once('}').unwrap();
    let own = |what: &str| vec![format!("{MARKER}-{what}")];
    let ids: Vec<String> = match (name, of_other) {
        ("case", _) => vec![case.to_owned()],
        ("list", _) => ["sources", "claims", "questions"].map(str::to_owned).into(),
        ("export", _) => ["brief.md", "case.json", "claims.csv", "matrix.csv", "timeline.svg", "claims.jsonld"]
            .map(str::to_owned)
            .into(),
        ("question", true) => own("q"),
        ("claim", true) => own("k1"),
        ("source", true) => own("p"),
        ("webhook", true) => vec![format!("h-{MARKER}")],
        (_, true) => own("d"),
        ("question", false) => vec!["attempt-when".to_owned()],
        ("claim" | "record", false) => vec!["when-1".to_owned()],
        ("source", false) => vec!["guardian".to_owned()],
        ("person", false) => vec!["p-owner".to_owned()],
        (_, false) => vec!["guardian-1".to_owned(), "hajin".to_owned(), "attempt".to_owned()],
    };
    ids.iter().flat_map(|id| filled(&format!("{before}{id}{after}"), case, of_other)).collect()
}

/// What a program is told at an address, but for the address itself, which a problem repeats.
async fn told(program: &Program<'_>, address: &str) -> (StatusCode, String) {
    let answer = program.get(address).await;
    assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{address}");
    let path = address.split('?').next().unwrap();
    (answer.status, answer.body.replace(path, ""))
}

#[tokio::test]
async fn no_answer_to_a_token_for_one_case_holds_a_word_of_another() {
    let app = TestApp::with_specimen().await.and(records_of(other_case().to_string())).await;
    let owner = two_cases(&app).await;
    let narrow = app.program(&owner.person, Scope::ALL, Some(&["baghdadi-2019"])).await;
    let wide = app.program(&owner.person, Scope::ALL, None).await;
    let (mut seen, mut leaks) = (0, Vec::new());
    let of_all = ["claims", "questions", "sources", "documents"].map(|list| format!("/api/v1/{list}?sort=changed_at"));
    let own: BTreeSet<String> = addresses("baghdadi-2019", false).into_iter().chain(of_all).collect();
    assert!(own.len() > 50, "the tables have lost their routes: {own:#?}");
    for address in &own {
        let is_of_other = |told: &str| told.contains(MARKER) || told.contains(OTHER);
        seen += usize::from(is_of_other(&told(&wide, address).await.1));
        let (status, told) = told(&narrow, address).await;
        if is_of_other(&told) {
            leaks.push((address, status));
        }
    }
    assert_eq!(leaks, []);
    assert!(seen >= 6, "a token for all cases sees the other one in {seen} answers");
    for address in addresses(OTHER, true).iter().filter(|address| address.contains(OTHER)) {
        let (status, told) = told(&narrow, address).await;
        assert_eq!((status, told.contains(MARKER)), (StatusCode::NOT_FOUND, false), "{address}");
    }
}

#[tokio::test]
async fn a_token_for_one_case_is_told_of_that_part_alone_of_its_person_and_lists_no_people() {
    let app = TestApp::with_specimen().await.and(records_of(other_case().to_string())).await;
    let owner = two_cases(&app).await;
    let narrow = app.program(&owner.person, Scope::ALL, Some(&["baghdadi-2019"])).await;
    let cases = |me: Value| me["cases"].as_array().unwrap().iter().map(|it| it["case"].clone()).collect::<Vec<_>>();
    assert_eq!(cases(owner.get("/api/v1/me").await.found()), ["baghdadi-2019", OTHER]);
    assert_eq!(cases(narrow.get("/api/v1/me").await.found()), ["baghdadi-2019"]);
    for address in ["/api/v1/people", "/api/v1/people/p-owner", "/api/v1/invitations"] {
        narrow.get(address).await.problem(StatusCode::FORBIDDEN, "token-for-cases-alone");
    }
    // Naming the other case is answered as naming none.
    for list in ["claims", "questions", "sources", "documents"] {
        let named = narrow.get(&format!("/api/v1/{list}?case={OTHER}")).await;
        let none = narrow.get(&format!("/api/v1/{list}?case=nowhere-at")).await;
        assert_eq!((named.status, named.body.replace(OTHER, "nowhere-at")), (none.status, none.body), "{list}");
    }
    for (method, address) in [("POST", "/api/v1/cases"), ("PUT", "/api/v1/me"), ("POST", "/api/v1/emergency-access")] {
        let answer = narrow.send(method, address, &json!({ "case": OTHER, "title": "T" }).to_string()).await;
        answer.problem(StatusCode::FORBIDDEN, "token-for-cases-alone");
    }
    let claim = json!({ "question": "attempt-when", "value": "2019", "chain": [format!("{MARKER}-p")],
                        "document": "guardian-1", "excerpt": "words", "stance": "asserts" });
    let refused = narrow.send("POST", &format!("{CASE}/claims"), &claim.to_string()).await;
    let refused = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!(refused["errors"][0]["kind"], "unknown_reference", "{refused}");
}
