//! What a change does to what a case amounts to: previews, dry runs and notices tell the same.

use counterpoint::{
    domain::person::{Flags, Role},
    exchange::case_file,
};
use serde_json::{Value, json};

use crate::support::{
    api::{CASE, assert_described},
    app::{Answer, TestApp, specimen},
    client::Client,
};

const FILE: &str = "application/json";
const LINES: &str = "application/x-ndjson";

/// The answer to a body sent to be brought in.
async fn bring(client: &Client<'_>, query: &str, kind: &str, body: &str) -> Answer {
    client.send("POST", &format!("{CASE}/import{query}"), &[("content-type", kind)], body).await
}

/// What a dry run says of questions, as the notices of a write say it.
fn as_notices(questions: &Value) -> Vec<String> {
    let mut told = Vec::new();
    for question in questions.as_array().unwrap() {
        let id = &question["question"];
        match question["turn"].as_str().unwrap() {
            "opens_disagreement" => told.push(format!("question_became_contested {id}")),
            "ends_disagreement" => told.push(format!("question_no_longer_contested {id}")),
            _ if question["state_before"] != question["state_after"] => {
                told.push(format!("question_state_changed {id}"));
            }
            _ => {}
        }
        for position in question["positions"].as_array().unwrap() {
            let place = format!("{id} {} {}", position["letter_before"], position["letter_after"]);
            let roots = |field: &str| position[field].as_array().unwrap().clone();
            match position["fate"].as_str().unwrap() {
                "opened" => told.push(format!("position_appeared {place} null")),
                "ended" => told.push(format!("position_vanished {place} null")),
                _ => {
                    let gained =
                        roots("roots_gained").into_iter().map(|root| format!("position_gained_root {place} {root}"));
                    let lost = roots("roots_lost").into_iter().map(|root| format!("position_lost_root {place} {root}"));
                    told.extend(gained.chain(lost));
                }
            }
        }
    }
    told.sort();
    told
}

#[tokio::test]
async fn a_dry_run_and_the_notices_of_the_write_tell_the_same_of_positions_and_states() {
    let app = TestApp::with_specimen().await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    // Some claims go, and others say what the next one on their question says: accounts move between positions.
    let mut records = specimen();
    records.assessments.clear();
    let relayed: Vec<_> = records.claims.iter().filter_map(|claim| claim.relays.clone()).collect();
    let before = records.claims.clone();
    for (number, claim) in records.claims.iter_mut().enumerate().filter(|(number, _)| number % 4 == 0) {
        let next = before.iter().skip(number + 1).find(|next| next.question == claim.question);
        if let Some(next) = next.filter(|next| next.reading.is_none() && next.group.is_none()) {
            (claim.value, claim.stance, claim.reading) = (next.value.clone(), next.stance, None);
        }
    }
    let mut number = 0;
    records.claims.retain(|claim| {
        number += 1;
        number % 7 > 0 || claim.superseded.is_some() || relayed.contains(&claim.id)
    });
    let is_there = records.claims.clone();
    records.claims.retain(|claim| {
        claim
            .superseded
            .as_ref()
            .is_none_or(|it| it.by.as_ref().is_none_or(|by| is_there.iter().any(|it| it.id == *by)))
    });
    let file = case_file::write(&records);
    let tried = bring(&owner, "?mode=replace&dry_run=true", FILE, &file).await.found();
    bring(&owner, "?mode=replace", FILE, &file).await.found();
    let notices = app.walk(&format!("{CASE}/notices?since=1"), 200).await;
    let is_told = |notice: &&Value| {
        let kind = notice["kind"].as_str().unwrap();
        kind.starts_with("question_") || kind.starts_with("position_")
    };
    let line = |notice: &Value| {
        let (kind, question) = (notice["kind"].as_str().unwrap(), &notice["question"]);
        if kind.starts_with("question_") {
            return format!("{kind} {question}");
        }
        format!("{kind} {question} {} {} {}", notice["position_before"], notice["position"], notice["root"])
    };
    let mut told: Vec<String> = notices.iter().filter(is_told).map(line).collect();
    told.sort();
    for kind in ["question_no_longer_contested", "position_vanished", "position_gained_root"] {
        assert!(told.iter().any(|line| line.starts_with(kind)), "{kind}: {told:?}");
    }
    assert_eq!(told, as_notices(&tried["difference"]["questions"]));
}

#[tokio::test]
async fn a_preview_of_a_claim_and_a_dry_run_of_its_line_have_one_shape_and_say_the_same() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let records = specimen();
    let mut claim = case_file::Noun::write(records.claims.iter().find(|claim| claim.id.as_str() == "when-1").unwrap());
    claim["value"] = json!("mid-September 2018");
    let claim = claim.to_string();
    let address = format!("{CASE}/claims/previews");
    let previewed = editor.send("POST", &address, &[("content-type", FILE)], &claim).await.found();
    let tried = bring(&editor, "?dry_run=true", LINES, &claim).await.found();
    assert_described("/api/v1/cases/{case}/claims/previews", "post", "200", &previewed);
    assert_described("/api/v1/cases/{case}/import", "post", "200", &tried);
    let mut previewed = previewed["questions"].clone();
    let mut tried = tried["difference"]["questions"].clone();
    let claims = previewed[0].as_object_mut().unwrap().remove("claims").unwrap();
    assert_eq!((&claims[0]["claim"], &claims[0]["act"]), (&json!("when-1"), &json!("changes")));
    for questions in [&mut previewed, &mut tried] {
        let sentences = questions[0].as_object_mut().unwrap().remove("sentences").unwrap();
        assert!(sentences[0]["text"].is_string() && sentences[0]["about"] == "state", "{sentences}");
    }
    assert!(!tried[0]["positions"].as_array().unwrap().is_empty(), "{tried}");
    assert_eq!(previewed, tried);
}
