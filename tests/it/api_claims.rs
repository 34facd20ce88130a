//! Claims through the API: how they were read, where they stand, which are asked for.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{
    api::CASE,
    app::{TestApp, records_of},
};

async fn ids(client: &TestApp, query: &str) -> Vec<String> {
    let page = client.get(&format!("{CASE}/claims?limit=200&{query}")).await.found();
    page["items"].as_array().unwrap().iter().map(|claim| claim["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_claim_says_how_it_was_read_and_where_it_stands() {
    let client = TestApp::with_specimen().await;
    let claim = client.get(&format!("{CASE}/claims/when-1")).await.found();
    let expected = json!({
        "canonical": "2019-01-10", "canonical_is_core_only": false, "core": ["2019-01-10", "2019-01-10"], "envelope": ["2019-01-10", "2019-01-10"],
        "rule": null, "policy": "1", "by_hand": false,
    });
    assert_eq!(claim["read_as"], expected);
    assert_eq!(claim["chain"], json!(["regional-intelligence", "guardian"]));
    assert_eq!(claim["root"], "regional-intelligence");
    assert_eq!((&claim["reported_by"], &claim["visible"]), (&json!("2019-02-07"), &json!(true)));
    assert_eq!(claim["positions"], json!(["A"]));
    assert_eq!(claim["links"]["html"], "/cases/baghdadi-2019/claims/when-1");
}

#[tokio::test]
async fn filters_keep_what_they_say_and_add_up() {
    type Keeps = fn(&Value) -> bool;
    let client = TestApp::with_specimen().await;
    let all = client.walk(&format!("{CASE}/claims"), 200).await;
    let filters: [(&str, Keeps); 8] = [
        ("question=attempt-when", |claim| claim["question"] == "attempt-when"),
        ("event=reward", |claim| claim["event"] == "reward"),
        ("source=guardian", |claim| claim["chain"].as_array().unwrap().contains(&json!("guardian"))),
        ("root=hamdan", |claim| claim["root"] == "hamdan"),
        ("document=guardian-2", |claim| claim["document"] == "guardian-2"),
        ("stance=denies", |claim| claim["stance"] == "denies"),
        ("as_of=2019-02-10", |claim| claim["reported_by"].as_str().unwrap() <= "2019-02-10"),
        ("source=guardian&event=attempt", |claim| {
            claim["event"] == "attempt" && claim["chain"].as_array().unwrap().contains(&json!("guardian"))
        }),
    ];
    for (query, keeps) in filters {
        let expected: Vec<&str> =
            all.iter().filter(|claim| keeps(claim)).map(|claim| claim["id"].as_str().unwrap()).collect();
        assert!(expected.len() < all.len(), "{query}");
        assert_eq!(ids(&client, query).await, expected, "{query}");
    }
    assert!(ids(&client, "root=hamdan").await.len() > 1);
}

#[tokio::test]
async fn a_filter_that_names_nothing_in_the_case_is_refused_with_what_it_may_have_meant() {
    let client = TestApp::with_specimen().await;
    let answer = client.get(&format!("{CASE}/claims?source=guardain&question=q")).await;
    let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    let faults = problem["errors"].as_array().unwrap();
    assert_eq!((&faults[0]["parameter"], &faults[1]["parameter"]), (&json!("question"), &json!("source")));
    assert_eq!((&faults[1]["kind"], &faults[1]["near"]), (&json!("unknown_reference"), &json!("guardian")));
}

#[tokio::test]
async fn the_positions_are_those_of_the_day_asked_for() {
    let client = TestApp::with_specimen().await;
    let now = client.get(&format!("{CASE}/claims/when-1")).await.found();
    let before = client.get(&format!("{CASE}/claims/when-1?as_of=2019-02-06")).await.found();
    assert_eq!((&now["visible"], &before["visible"]), (&json!(true), &json!(false)));
    assert_eq!(before["positions"], json!([]));
    assert_eq!(client.get(&format!("{CASE}/claims?as_of=2019-01")).await.found()["items"], json!([]));
}

#[tokio::test]
async fn a_claim_of_another_case_is_not_found_here() {
    let client = TestApp::with_specimen().await;
    client
        .import(records_of(
            r#"{"format":"counterpoint/1","case":{"id":"other","title":"Other","visibility":"public"}}"#,
        ))
        .await;
    client.get("/api/v1/cases/other/claims/when-1").await.problem(StatusCode::NOT_FOUND, "not-found");
}
