//! Questions through the API: their state, as things stand and as known on a day.

use serde_json::json;

use crate::support::{api::CASE, app::TestApp};

#[tokio::test]
async fn questions_say_what_their_claims_amount_to() {
    let client = TestApp::with_specimen().await;
    let expected: serde_json::Value = serde_json::from_str(include_str!("../data/expected.json")).unwrap();
    let questions = client.walk(&format!("{CASE}/questions"), 3).await;
    for expected in expected["questions"].as_array().unwrap() {
        let question = questions.iter().find(|question| question["id"] == expected["question"]).unwrap();
        assert_eq!(question["state"], expected["state"], "{question}");
        assert_eq!(question["visible_claims"], expected["visible_claims"], "{question}");
    }
}

#[tokio::test]
async fn questions_can_be_asked_for_by_event_and_by_their_state_on_a_day() {
    let client = TestApp::with_specimen().await;
    let contested = client.get(&format!("{CASE}/questions?state=contested")).await.found();
    assert_eq!(contested["items"].as_array().unwrap().len(), 7);
    let before = client.get(&format!("{CASE}/questions?state=contested&as_of=2019-02-06")).await.found();
    assert_eq!((&before["items"], &before["next"]), (&json!([]), &json!(null)));
    let reward = client.get(&format!("{CASE}/questions?event=reward")).await.found();
    assert!(reward["items"].as_array().unwrap().iter().all(|question| question["event"] == "reward"));
    let when = client.get(&format!("{CASE}/questions/attempt-when?as_of=2019-02-06")).await.found();
    assert_eq!((&when["state"], &when["positions"]), (&json!("unanswered"), &json!([])));
}
