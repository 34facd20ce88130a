//! Readings through the API: the same JSON as on the terminal.

use std::process::Command;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{
    api::CASE,
    app::{TestApp, records_of},
    repository_path,
};

#[tokio::test]
async fn a_value_is_read_as_on_the_terminal() {
    let client = TestApp::with_specimen().await;
    let file = repository_path("tests/data/baghdadi-2019.json");
    for (kind, text, encoded, more) in [
        ("time", "mid-September 2018", "mid-September%202018", None),
        (
            "time",
            "الشهر الماضي",
            "%D8%A7%D9%84%D8%B4%D9%87%D8%B1+%D8%A7%D9%84%D9%85%D8%A7%D8%B6%D9%8A",
            Some("2019-02-07"),
        ),
        ("count", ">=70000", "%3E%3D70000", None),
        ("duration", "P2D", "P2D", None),
        ("place", "near hajin", "near+hajin", None),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_counterpoint"));
        command.args(["read", kind, text, "--case"]).arg(&file);
        let mut path = format!("/api/v1/readings?kind={kind}&text={encoded}&case=baghdadi-2019");
        if let Some(anchor) = more {
            command.args(["--anchor", anchor]);
            path = format!("{path}&anchor={anchor}");
        }
        let printed: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
        assert_eq!(client.get(&path).await.found(), printed, "{text}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_said_with_everything_else_that_is_wrong() {
    let client = TestApp::with_specimen().await;
    for (query, expected) in [
        ("", vec![("kind", "missing"), ("text", "missing")]),
        ("kind=tim&text=", vec![("kind", "not_one_of"), ("text", "empty")]),
        ("kind=time&text=banana", vec![("text", "value_not_understood")]),
        ("kind=time&text=last+month", vec![("text", "value_needs_anchor")]),
        ("kind=place&text=nowhere&case=baghdadi-2019&x=1", vec![("text", "value_unknown"), ("x", "unknown_parameter")]),
        ("kind=place&text=hajin&case=nowhere", vec![("case", "unknown_reference")]),
        ("kind=time&text=2018&anchor=x&case=A%20B", vec![("anchor", "not_a_date"), ("case", "not_an_id")]),
    ] {
        let answer = client.get(&format!("/api/v1/readings?{query}")).await;
        let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
        let faults = problem["errors"].as_array().unwrap();
        let kinds: Vec<(&str, &str)> = faults
            .iter()
            .map(|fault| (fault["parameter"].as_str().unwrap(), fault["kind"].as_str().unwrap()))
            .collect();
        assert_eq!(kinds, expected, "{query}");
    }
}

#[tokio::test]
async fn a_reading_in_a_case_changes_with_the_case() {
    let client = TestApp::with_specimen().await;
    let path = "/api/v1/readings?kind=place&text=near+hajin&case=baghdadi-2019";
    let first = client.get(path).await;
    let tag = first.header("etag").to_owned();
    assert_eq!(first.found()["areas"][0]["place"], json!("hajin"));
    let file = include_str!("../data/baghdadi-2019.json")
        .replace("\"visibility\": \"public\"", "\"visibility\": \"public\", \"policy\": {\"near-km\": 3}");
    client.import(records_of(file)).await;
    let again = client.send("GET", path, &[("if-none-match", &tag)]).await.found();
    assert_eq!(again["policy"], "1+case");
    assert!(client.get(&format!("{CASE}/claims/where-1")).await.found()["read_as"]["areas"].is_array());
}

#[tokio::test]
async fn a_notation_that_drops_the_tolerance_of_the_words_says_so() {
    let client = TestApp::empty().await;
    for (text, is_core_only) in [
        ("3+o'clock", true),
        ("last+week", true),
        ("two+weeks+ago", true),
        ("mid-September+2018", false),
        ("2019-01-10", false),
    ] {
        let path = format!("/api/v1/readings?kind=time&text={text}&anchor=2019-02-07");
        assert_eq!(client.get(&path).await.found()["canonical_is_core_only"], json!(is_core_only), "{text}");
    }
}
