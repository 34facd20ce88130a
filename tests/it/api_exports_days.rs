//! What is taken out as known on a day: the same on every export, by both clocks.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    api_exports::{of, rows, taken},
    support::{
        api::CASE,
        app::{TestApp, specimen},
    },
};

#[tokio::test]
async fn sources_of_an_earlier_day_are_those_that_had_spoken_or_published_with_what_they_had_said_by_then() {
    let app = TestApp::with_specimen().await;
    let count =
        |row: &[(String, String)], name: &str| of(row).find(|(column, _)| *column == name).unwrap().1.to_owned();
    let then = rows(&taken(&app, "sources.csv?as_of=2019-02-07").await);
    let now = rows(&taken(&app, "sources.csv").await);
    assert_eq!(now.len(), specimen().sources.len());
    let named = |rows: &[Vec<(String, String)>]| -> Vec<String> { rows.iter().map(|row| count(row, "id")).collect() };
    assert!(named(&then).contains(&"guardian".to_owned()) && !named(&then).contains(&"sdf-official".to_owned()));
    for (day, rows) in [("2019-02-07", &then), ("2026-11-01", &now)] {
        let claims = app.get(&format!("{CASE}/claims?limit=200&as_of={day}")).await.found();
        for row in rows {
            let id = count(row, "id");
            let is_on =
                |claim: &&Value| claim["chain"].as_array().unwrap().contains(&json!(id)) || claim["root"] == *id;
            let claims = claims["items"].as_array().unwrap().iter().filter(is_on).count();
            let told: usize = ["said", "relayed"].iter().map(|name| count(row, name).parse::<usize>().unwrap()).sum();
            assert_eq!(told, claims, "{id} on {day}");
        }
    }
    let lines = taken(&app, "sources.ndjson?as_of=2019-02-07").await;
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), then.len());
    for (line, row) in lines.iter().zip(&then) {
        for name in ["said", "relayed", "published"] {
            assert_eq!(line[name].to_string(), count(row, name), "{line}");
        }
    }
}

#[tokio::test]
async fn every_export_but_the_case_file_takes_a_day_on_both_clocks() {
    let app = TestApp::with_specimen().await;
    let list = app.get(&format!("{CASE}/exports")).await.found();
    for item in list["items"].as_array().unwrap() {
        let href = item["href"].as_str().unwrap();
        let is_cut = item["name"] != "case.json";
        let then = app.get(&format!("{href}?as_of=2019-02-07")).await;
        let recorded = app.get(&format!("{href}?clock=recorded&as_of=2020-01-01")).await;
        let now = app.get(href).await;
        assert_eq!(then.status == StatusCode::OK, is_cut, "{href}");
        assert_eq!(recorded.status, StatusCode::OK, "{href}");
        assert_ne!(recorded.body, now.body, "{href}");
        assert!(!is_cut || then.body != now.body, "{href}");
    }
}
