//! Reading through the API: what has not changed is not sent again, and nothing that anybody asks breaks it. Both over
//! every operation that reads, as the document lists them.

use std::sync::LazyLock;

use axum::http::StatusCode;
use counterpoint::{
    api::openapi::document,
    domain::{
        person::{Flags, Role},
        record::Record,
    },
    store::{Change, Editor},
};
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::support::{
    api::CASE,
    app::{SPECIMEN, TestApp, records_of, specimen},
    records::moment,
};

fn resolved(value: &Value) -> &Value {
    value["$ref"].as_str().map_or(value, |target| document().pointer(&target[1..]).unwrap())
}

/// The operations that read and end: path, and what is said of them. A stream of events does not end.
fn readings() -> impl Iterator<Item = (&'static String, &'static Value)> {
    let all = document()["paths"].as_object().unwrap().iter().filter_map(|(path, item)| Some((path, item.get("get")?)));
    all.filter(|(_, operation)| operation["responses"]["200"]["content"].get("text/event-stream").is_none())
}

fn text_of(example: &Value) -> String {
    match example {
        Value::Array(items) => items.iter().map(text_of).collect::<Vec<_>>().join(","),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The address of an operation with the examples of what it needs; `None` where that names nothing of the shipped case.
fn address(path: &str, operation: &Value) -> Option<String> {
    let mut address = path.to_owned();
    for parameter in operation["parameters"].as_array().unwrap().iter().map(resolved) {
        let (name, example) = (parameter["name"].as_str().unwrap(), text_of(&parameter["example"]));
        if parameter["in"] == "path" {
            address = address.replace(&format!("{{{name}}}"), &example);
        } else if parameter["in"] == "query" && parameter["required"] == true {
            let joint = if address.contains('?') { '&' } else { '?' };
            address = format!("{address}{joint}{name}={}", example.replace(' ', "+"));
        }
    }
    (!address.contains('{')).then_some(address)
}

/// A claim of the shipped case is changed, later.
async fn write(app: &TestApp) {
    let mut claim = specimen().claims.into_iter().find(|claim| claim.id.as_str() == "when-1").unwrap();
    claim.is_paraphrase = !claim.is_paraphrase;
    let change = Change { put: vec![Record::Claim(claim)], ..Change::default() };
    let editor = Editor::system("test", moment("2026-03-01T11:00:00Z"));
    app.store().change_case(&editor, &specimen().case.id, change).await.unwrap();
}

#[tokio::test]
async fn every_answer_is_sent_again_only_after_a_write() {
    let app = TestApp::with_specimen().await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let mut held = Vec::new();
    for (path, operation) in readings() {
        let Some(address) = address(path, operation) else { continue };
        let first = owner.get(&address).await;
        if first.status != StatusCode::OK {
            assert_eq!(first.status, StatusCode::NOT_FOUND, "{address}: {}", first.body);
            continue;
        }
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.ends_with('"'), "{address}: {tag}");
        let again = owner.send("GET", &address, &[("if-none-match", &tag)], "").await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{address}");
        assert_eq!(again.header("etag"), tag, "{address}");
        held.push((path, address, tag));
    }
    assert!(held.len() > 20, "{held:#?}");
    write(&app).await;
    let of_cases = ["cases", "claims", "questions", "sources", "documents"].map(|noun| format!("/api/v1/{noun}"));
    for (path, address, tag) in held {
        let again = owner.send("GET", &address, &[("if-none-match", &tag)], "").await;
        // Who is told of a case and who belongs to it are no part of its records.
        let is_of_records =
            path.contains("{case}") && !["/webhooks", "/members"].iter().any(|part| path.contains(part));
        if is_of_records || of_cases.contains(path) {
            assert_eq!(again.status, StatusCode::OK, "{address}");
            assert_ne!(again.header("etag"), tag, "{address}");
        } else {
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
        }
    }
}

/// The shipped case in which the identity of one source is protected.
fn protecting() -> String {
    let mut file: Value = serde_json::from_slice(SPECIMEN).unwrap();
    let source = file["sources"].as_array_mut().unwrap().iter_mut().find(|it| it["id"] == "hamdan").unwrap();
    source["protected"] = true.into();
    source["public_name"] = json!({ "en": "a resident", "ar": "أحد السكان" });
    file.to_string()
}

#[tokio::test]
async fn tags_differ_by_what_one_may_see_and_by_nothing_else() {
    for (file, is_anybody_protected) in [(String::from_utf8(SPECIMEN.to_vec()).unwrap(), false), (protecting(), true)] {
        let app = TestApp::of(records_of(file)).await;
        let sees = app.sign_in_member("sees", "baghdadi-2019", Role::Viewer, Flags::ALL).await;
        let flags = Flags { see_identity: false, ..Flags::ALL };
        let member = app.sign_in_member("member", "baghdadi-2019", Role::Owner, flags).await;
        let stranger = app.sign_in("stranger").await;
        for address in [format!("{CASE}/sources/hamdan"), format!("{CASE}/claims"), "/api/v1/sources".to_owned()] {
            let tag = app.get(&address).await.header("etag").to_owned();
            for who in [&member, &stranger] {
                assert_eq!(who.get(&address).await.header("etag"), tag, "{address}");
            }
            assert_eq!(sees.get(&address).await.header("etag") != tag, is_anybody_protected, "{address}");
        }
    }
}

#[tokio::test]
async fn what_a_caller_accepts_changes_nothing() {
    let app = TestApp::with_specimen().await;
    let plain = app.get(&format!("{CASE}/claims/when-1")).await;
    for accepted in ["text/html", "image/*", "application/xml;q=0.5", "no type at all", ""] {
        let other = app.send("GET", &format!("{CASE}/claims/when-1"), &[("accept", accepted)]).await;
        assert_eq!(other, plain, "{accepted}");
    }
}

/// The product, once for all that is asked of it at random.
static ASKED: LazyLock<(Runtime, TestApp)> = LazyLock::new(|| {
    let runtime = Runtime::new().unwrap();
    let app = runtime.block_on(TestApp::with_specimen());
    (runtime, app)
});

/// Bytes as they stand in an address.
fn encoded(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| percent_encoding::percent_encode_byte(*byte)).collect()
}

/// A value that somebody may send: bytes of any kind, something long, something near what is meant.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..24).prop_map(|bytes| encoded(&bytes)),
        (prop::sample::select(vec!["a", "-", "%00", "%FF", "%2C", "9", "%E2%80%AE"]), 1..700_usize)
            .prop_map(|(it, n)| it.repeat(n)),
        "[a-z0-9.,:~?+-]{0,20}",
        prop::sample::select(vec![
            "id",
            "-id",
            "9999",
            "-1",
            "0",
            "2019-02",
            "2019-02-30",
            "9999-12-31",
            "99999999999999999999",
            "-20000-01-01",
            "2026-03-01T10:00:00Z",
            "2026-03-01T10:00:00+25:00",
            "recorded",
            "reported",
            "contested",
            "when-1",
            "guardian",
            "..%2F..%2Fetc",
            "%F0%9F",
            "Pi54LmlkLjAuLmE",
            "Pi4uLi4u",
            "baghdadi-2019",
            "mid-September+2018",
            "place",
        ])
        .prop_map(str::to_owned),
    ]
}

/// A request: the operation, what stands in its path, and its query.
fn request() -> impl Strategy<Value = String> {
    let paths: Vec<&'static str> = readings().map(|(path, _)| path.as_str()).collect();
    let path = prop::sample::select(paths);
    let sound = prop::bool::weighted(0.7);
    let pairs = prop::collection::vec((any::<prop::sample::Index>(), prop::bool::weighted(0.9), value()), 0..5);
    (path, sound, prop::collection::vec(value(), 3), pairs).prop_map(|(path, sound, segments, pairs)| {
        let operation = &document()["paths"][path]["get"];
        let parameters: Vec<&Value> = operation["parameters"].as_array().unwrap().iter().map(resolved).collect();
        let mut address = path.to_owned();
        for (number, segment) in segments.iter().enumerate() {
            let Some((before, rest)) = address.split_once('{') else { break };
            let (name, after) = rest.split_once('}').unwrap();
            let example = parameters.iter().find(|it| it["name"] == name).map(|it| text_of(&it["example"]));
            let is_case = number == 0 && name == "case";
            let segment = example.filter(|_| sound || is_case).unwrap_or_else(|| segment.replace('?', ""));
            address = format!("{before}{segment}{after}");
        }
        let asked: Vec<&str> =
            parameters.iter().filter(|it| it["in"] == "query").map(|it| it["name"].as_str().unwrap()).collect();
        let pairs = pairs.into_iter().map(|(name, is_known, value)| {
            let name = if is_known && !asked.is_empty() { asked[name.index(asked.len())] } else { "x%FF" };
            format!("{name}={value}")
        });
        format!("{address}?{}", pairs.collect::<Vec<_>>().join("&"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_asked_is_answered_or_refused_by_name(address in request()) {
        let (runtime, app) = &*ASKED;
        let answer = runtime.block_on(app.get(&address));
        let status = answer.status;
        prop_assert!(!status.is_server_error(), "{address}: {status} {}", answer.body);
        if status.is_client_error() {
            prop_assert_eq!(answer.header("content-type"), "application/problem+json");
            let problem = answer.json();
            prop_assert_eq!(&problem["status"], status.as_u16());
            let is_told = problem["type"] != "/problems/invalid-parameters" || problem["errors"].is_array();
            prop_assert!(is_told, "{address}: {problem}");
        }
        let head = runtime.block_on(app.send("HEAD", &address, &[]));
        prop_assert_eq!((head.status, head.body.as_str()), (status, ""));
    }
}
