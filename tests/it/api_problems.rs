//! Problems of the API: every refusal is one, with a name that stays and a sentence in the language asked for.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{api::CASE, app::TestApp, repository_path};

#[tokio::test]
async fn every_fault_of_a_query_is_named_at_once() {
    let client = TestApp::with_specimen().await;
    let long = "a".repeat(400);
    let query = format!(
        "limit=0&foo=1&foo=2&stance=x&question=q%FF&as_of=banana&event=%00&source={long}&root=&cursor=!&document=a&document=b&limt=5"
    );
    let answer = client.get(&format!("{CASE}/claims?{query}")).await;
    let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    let mut faults: Vec<(&str, &str)> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| (fault["parameter"].as_str().unwrap(), fault["kind"].as_str().unwrap()))
        .collect();
    faults.sort_unstable();
    let expected = [
        ("as_of", "not_a_date"),
        ("cursor", "not_a_cursor"),
        ("document", "repeated_parameter"),
        ("event", "forbidden_character"),
        ("foo", "unknown_parameter"),
        ("limit", "out_of_range"),
        ("limt", "unknown_parameter"),
        ("question", "not_utf8"),
        ("root", "empty"),
        ("source", "too_long"),
        ("stance", "not_one_of"),
    ];
    assert_eq!(faults, expected);
    let unknown = problem["errors"].as_array().unwrap().last().unwrap();
    assert_eq!(unknown["near"], "limit");
    assert!(unknown["allowed"].as_array().unwrap().contains(&json!("cursor")));
}

#[tokio::test]
async fn no_address_below_the_api_gives_a_page() {
    let client = TestApp::with_specimen().await;
    let long = "a".repeat(100);
    let deep = "/x".repeat(200);
    for path in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/api/v2/cases",
        "/api/v1/cases/",
        "/api/v1/case",
        "/api/v1/cases/baghdadi-2019/",
        "/api/v1/cases/baghdadi-2019/claim",
        "/api/v1/cases/baghdadi-2019/claims/",
        "/api/v1/cases/baghdadi-2019/claims/when-1/more",
        "/api/v1/cases/baghdadi-2019/claims/nobody",
        "/api/v1/cases/Baghdadi-2019",
        "/api/v1/cases/%FF",
        "/api/v1/cases/%00",
        "/api/v1/cases/..%2F..%2Fetc",
        "/api/v1/cases/baghdadi-2019/claims/%FF%00",
        &format!("/api/v1/cases/{long}"),
        &format!("/api/v1{deep}"),
    ] {
        let problem = client.get(path).await.problem(StatusCode::NOT_FOUND, "not-found");
        assert_eq!(problem["instance"], path);
    }
}

#[tokio::test]
async fn other_methods_are_told_which_there_are() {
    let client = TestApp::with_specimen().await;
    for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"] {
        for (path, taken) in [
            ("/api/v1/cases", "GET,HEAD,POST"),
            (CASE, "GET,HEAD,PUT"),
            ("/api/v1/readings", "GET,HEAD"),
            ("/api/v1/openapi.json", "GET,HEAD"),
        ] {
            if taken.split(',').any(|known| known == method) {
                continue;
            }
            let answer = client.send(method, path, &[]).await;
            assert_eq!(answer.header("allow"), taken, "{method} {path}");
            answer.problem(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed");
        }
    }
    client.send("POST", "/api/v1/nothing", &[]).await.problem(StatusCode::NOT_FOUND, "not-found");
}

#[tokio::test]
async fn head_gives_the_headers_alone() {
    let client = TestApp::with_specimen().await;
    for path in [CASE.to_owned(), format!("{CASE}/claims"), "/api/v1/cases/nobody".to_owned()] {
        let (get, head) = (client.get(&path).await, client.send("HEAD", &path, &[]).await);
        assert_eq!((head.status, head.body.as_str()), (get.status, ""));
        assert_eq!((head.header("etag"), head.header("link")), (get.header("etag"), get.header("link")));
        assert_eq!(head.header("content-type"), get.header("content-type"));
    }
}

#[tokio::test]
async fn a_problem_speaks_the_language_asked_for_and_nothing_else_depends_on_it() {
    let client = TestApp::with_specimen().await;
    let arabic = [("accept-language", "ar-IQ,ar;q=0.9,en;q=0.5")];
    let answer = client.send("GET", &format!("{CASE}/claims?limit=0&x=1"), &arabic).await;
    assert_eq!((answer.header("content-language"), answer.header("vary")), ("ar", "accept-language"));
    let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    let is_arabic = |text: &Value| text.as_str().unwrap().chars().any(|c| ('\u{600}'..'\u{700}').contains(&c));
    assert!(is_arabic(&problem["title"]) && is_arabic(&problem["detail"]), "{problem}");
    assert!(problem["errors"].as_array().unwrap().iter().all(|fault| is_arabic(&fault["detail"])), "{problem}");
    let path = format!("{CASE}/claims");
    assert_eq!(client.get(&path).await, client.send("GET", &path, &arabic).await);
    assert!(!client.get(&path).await.header("vary").contains("language"));
}

#[tokio::test]
async fn what_the_server_refuses_before_the_api_is_a_problem_too() {
    let client = TestApp::with_specimen().await;
    let long = format!("/api/v1/cases?x={}", "a".repeat(9_000));
    client.get(&long).await.problem(StatusCode::URI_TOO_LONG, "address-too-long");
    let two = client.send("GET", "/api/v1/cases", &[("host", "a,b")]).await;
    two.problem(StatusCode::BAD_REQUEST, "bad-request");
}

#[tokio::test]
async fn the_address_of_a_kind_of_problem_says_what_it_means() {
    let client = TestApp::empty().await;
    for row in include_str!("../../docs/API.md").lines().filter_map(|line| line.strip_prefix("| `/problems/")) {
        let (kind, rest) = row.split_once('`').unwrap();
        let answer = client.get(&format!("/problems/{kind}")).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("content-type")),
            (200, "text/plain; charset=utf-8"),
            "{kind}"
        );
        let status = rest.split('|').nth(1).unwrap().trim().to_owned();
        assert!(answer.body.lines().next().unwrap().ends_with(&format!("({status})")), "{kind}: {}", answer.body);
    }
    let arabic = client.send("GET", "/problems/busy", &[("accept-language", "ar")]).await;
    assert!(!arabic.body.contains("Too many"), "{}", arabic.body);
    assert_eq!(client.get("/problems/none").await.status, 404);
}

/// The words behind `=>` in a file of ours.
fn words_of(file: &str) -> Vec<String> {
    let text = std::fs::read_to_string(repository_path(file)).unwrap();
    let quoted = text.lines().filter_map(|line| line.trim_end().strip_suffix("\",")?.rsplit_once("=> \""));
    quoted.map(|(_, word)| word.to_owned()).collect()
}

#[test]
fn every_kind_of_fault_stands_in_the_conventions() {
    let conventions = std::fs::read_to_string(repository_path("docs/API.md")).unwrap();
    let kinds = words_of("src/api/kinds.rs");
    assert!(kinds.len() > 60, "{kinds:?}");
    let untold: Vec<String> = kinds.into_iter().filter(|kind| !conventions.contains(&format!("`{kind}`"))).collect();
    assert!(untold.is_empty(), "docs/API.md does not tell of {untold:?}");
}
