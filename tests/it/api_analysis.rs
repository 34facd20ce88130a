//! The analysis through the API: the agreed one.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    analysis_specimen::assert_contains,
    support::{api::CASE, app::TestApp},
};

#[tokio::test]
async fn the_shipped_case_gives_the_agreed_analysis_now_and_as_known_between_the_reports() {
    let client = TestApp::with_specimen().await;
    for (query, expected) in [
        ("", include_str!("../data/expected.json")),
        ("?as_of=2019-02-10&clock=reported", include_str!("../data/expected-2019-02-10.json")),
    ] {
        let expected: Value = serde_json::from_str(expected).unwrap();
        assert_contains(&client.get(&format!("{CASE}/analysis{query}")).await.found(), &expected, "");
    }
}

#[tokio::test]
async fn a_cut_that_cannot_be_made_is_refused() {
    let client = TestApp::with_specimen().await;
    let answer = client.get(&format!("{CASE}/analysis?as_of=banana&clock=sundial&from=1")).await;
    let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    let kinds: Vec<(&Value, &Value)> =
        problem["errors"].as_array().unwrap().iter().map(|fault| (&fault["parameter"], &fault["kind"])).collect();
    let expected = [("clock", "not_one_of"), ("as_of", "not_a_date"), ("from", "unknown_parameter")]
        .map(|(a, b)| (json!(a), json!(b)));
    assert_eq!(kinds, expected.each_ref().map(|(a, b)| (a, b)));
}
