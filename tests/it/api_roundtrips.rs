//! What is read is sent back: as it came it changes nothing, with one field changed it changes that.

use axum::http::StatusCode;
use counterpoint::{
    app::Security,
    domain::person::{Flags, Role},
    exchange::case_file,
    outbound::Reach,
};
use serde_json::{Value, json};

use crate::support::{
    api::{CASE, every_field},
    app::{NOW, TestApp, records_of, specimen},
    client::Client,
    generated::{Domain, Plan},
};

const LISTS: [&str; 7] = ["places", "entities", "sources", "documents", "events", "questions", "claims"];

/// What an answer about a record says of the write it was last changed with.
const OF_WRITES: [&str; 3] = ["version", "changed_at", "revision"];

impl Client<'_> {
    /// The answer about what stands at `address`, with its tag.
    async fn read(&self, address: &str) -> (String, Value) {
        let answer = self.get(address).await;
        (answer.header("etag").to_owned(), answer.found())
    }

    /// Sends `body` in the place of what stands at `address` and was read under `tag`.
    async fn put(&self, address: &str, tag: &str, body: &Value) -> Value {
        let mut body = body.clone();
        body["why"] = "As it was read.".into();
        self.call("PUT", address, &[("if-match", tag)], &body).await.found()
    }

    /// The addresses of a case and of all of its records, as far as they are listed.
    async fn everything(&self, case: &str) -> Vec<String> {
        let mut addresses = vec![case.to_owned()];
        for list in LISTS {
            let listed = self.get(&format!("{case}/{list}?limit=200&fields=id")).await.found();
            assert_eq!(listed["next"], Value::Null, "{list}");
            let ids = listed["items"].as_array().unwrap().iter();
            addresses.extend(ids.map(|item| format!("{case}/{list}/{}", item["id"].as_str().unwrap())));
        }
        addresses
    }
}

fn without_writes(record: &Value) -> Value {
    let mut record = record.clone();
    for field in OF_WRITES {
        record.as_object_mut().unwrap().shift_remove(field);
    }
    record
}

/// Each record that `client` may write, sent back as it was read; those whose noun is `changed` then with one text
/// changed as well.
async fn come_back(client: &Client<'_>, case: &str, changed: &[&str]) {
    for address in client.everything(case).await {
        let (tag, read) = client.read(&address).await;
        if read["protected"] == true && read["public_name"].is_null() {
            let mut body = read.clone();
            body["why"] = "As it was read.".into();
            let hidden = client.call("PUT", &address, &[("if-match", &tag)], &body).await;
            hidden.problem(StatusCode::NOT_FOUND, "not-found");
            continue;
        }
        let put = client.put(&address, &tag, &read).await;
        assert_eq!((&put["changed"], &put["version"]), (&json!(false), &read["version"]), "{address}: {read:#}");
        let noun = address.rsplit('/').nth(1).unwrap();
        if !changed.contains(&noun) {
            continue;
        }
        assert_eq!(client.read(&address).await, (tag.clone(), read.clone()), "{address}");
        let field = match noun {
            "cases" => "summary",
            "questions" => "text",
            _ => "note",
        };
        let mut changed = read.clone();
        changed[field] = format!("Said otherwise by {}.", client.person).into();
        let put = client.put(&address, &tag, &changed).await;
        assert_eq!(put["changed"], true, "{address}");
        let now = client.read(&address).await.1;
        assert_eq!(without_writes(&now), without_writes(&changed), "{address}");
        assert_eq!(now["version"], put["version"]);
    }
}

#[tokio::test]
async fn every_record_of_the_shipped_case_can_be_sent_back_as_it_was_read() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    come_back(&editor, CASE, &["cases", "places", "sources", "questions"]).await;
}

#[tokio::test]
async fn every_field_can_be_sent_back_as_it_was_read() {
    let file = every_field();
    let case = file["case"]["id"].as_str().unwrap().to_owned();
    for (name, role, flags) in [("owner", Role::Owner, Flags::ALL), ("editor", Role::Editor, Flags::default())] {
        let app = TestApp::of(records_of(file.to_string())).await;
        let client = app.sign_in_member(name, &case, role, flags).await;
        come_back(&client, &format!("/api/v1/cases/{case}"), &[&["cases"], &LISTS[..]].concat()).await;
    }
}

#[tokio::test]
async fn every_record_of_a_generated_case_can_be_sent_back_as_it_was_read() {
    for (seed, domain) in (7..).zip(Domain::ALL) {
        let records = Plan::small(domain, 12).sketch(seed).records;
        let case = records.case.id.to_string();
        let app = TestApp::of(records).await;
        let editor = app.sign_in_member("editor", &case, Role::Editor, Flags::default()).await;
        come_back(&editor, &format!("/api/v1/cases/{case}"), &[]).await;
    }
}

/// The shipped case, where some sources are protected and others are tied to them.
fn with_protected_sources() -> Value {
    let mut file: Value = serde_json::from_str(&case_file::write(&specimen())).unwrap();
    let sources = file["sources"].as_array_mut().unwrap();
    let ids: Vec<Value> = sources.iter().map(|source| source["id"].clone()).collect();
    for (number, source) in sources.iter_mut().enumerate() {
        if number % 3 == 0 {
            source["protected"] = true.into();
            source["public_name"] = "Somebody".into();
            source["note"] = "Met at the bridge.".into();
        } else if number % 3 == 1 && source["may_be"].is_null() {
            source["may_be"] = json!([ids[number - 1]]);
        }
    }
    file
}

#[tokio::test]
async fn what_somebody_may_not_see_is_kept_where_they_send_back_what_they_saw() {
    let app = TestApp::of(records_of(with_protected_sources().to_string())).await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let tied = |source: &&Value| source["protected"] == false && source["may_be"].is_array();
    let before = owner.get(&format!("{CASE}/sources?limit=200")).await.found();
    assert!(before["items"].as_array().unwrap().iter().any(|source| tied(&source)));
    come_back(&editor, CASE, &["sources"]).await;
    let after = owner.get(&format!("{CASE}/sources?limit=200")).await.found();
    for (before, after) in before["items"].as_array().unwrap().iter().zip(after["items"].as_array().unwrap()) {
        let mut expected = without_writes(before);
        if before["protected"] == false {
            expected["note"] = format!("Said otherwise by {}.", editor.person).into();
        }
        assert_eq!(without_writes(after), expected);
    }
    // Whoever sees them sends them back as well.
    come_back(&owner, CASE, &[]).await;
}

#[tokio::test]
async fn what_is_brought_back_must_be_of_what_is_written() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let address = format!("{CASE}/claims/when-1");
    let (tag, read) = editor.read(&address).await;
    let mut body = read.clone();
    for (field, value) in [
        ("id", json!("when-2")),
        ("case", json!("another")),
        ("version", json!(2)),
        ("stats", json!(1)),
        ("why", json!("Elsewhere.")),
    ] {
        body[field] = value;
    }
    let told = editor.call("PUT", &address, &[("if-match", &tag)], &body).await;
    let problem = told.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let told: Vec<(&str, &str)> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["pointer"].as_str().unwrap(), error["kind"].as_str().unwrap()))
        .collect();
    let mut expected =
        [("/id", "other_id"), ("/case", "other_case"), ("/version", "other_version"), ("/stats", "unknown_field")];
    let mut sorted = told.clone();
    sorted.sort_unstable();
    expected.sort_unstable();
    assert_eq!(sorted, expected);

    // Twice, or of another noun, it is refused; and what was never read has none.
    let twice = read.to_string().replacen('{', r#"{"why": "Twice.", "visible": true, "#, 1);
    let headers = [("content-type", "application/json"), ("if-match", tag.as_str())];
    let problem = editor.send("PUT", &address, &headers, &twice).await.json();
    assert_eq!(
        (&problem["errors"][0]["pointer"], &problem["errors"][0]["kind"]),
        (&json!("/visible"), &json!("duplicate_key"))
    );
    let event = json!({ "title": "The attempt", "state": "contested", "why": "Of a question." });
    let told = editor.call("PUT", &format!("{CASE}/events/attempt"), &[("if-match", "*")], &event).await;
    assert_eq!(told.json()["errors"][0]["kind"], "unknown_field");
    let told = editor.call("POST", &format!("{CASE}/events"), &[], &json!({ "title": "x", "version": 1 })).await;
    assert_eq!(told.json()["errors"][0]["kind"], "unknown_field");
    // Whichever version there is: then the one that was read does not matter.
    let mut body = read.clone();
    (body["version"], body["why"]) = (json!(7), json!("As it was read."));
    assert_eq!(editor.call("PUT", &address, &[("if-match", "*")], &body).await.found()["changed"], false);
    assert_eq!(editor.put(&address, "\"7\", \"1\"", &body).await["changed"], false);
    body["version"] = json!("1");
    assert_eq!(editor.put(&address, "\"1\"", &read).await["changed"], false);
}

#[tokio::test]
async fn a_claim_is_tried_as_it_was_read() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let (_, mut read) = editor.read(&format!("{CASE}/claims/when-1")).await;
    let preview = async |body: &Value| editor.call("POST", &format!("{CASE}/claims/previews"), &[], body).await;
    let same = preview(&read).await.found();
    assert_eq!(same["questions"][0]["positions"], json!([]), "{same:#}");
    read["value"] = "2020".into();
    assert_ne!(preview(&read).await.found()["questions"][0]["positions"], json!([]));
    read["case"] = "another".into();
    assert_eq!(preview(&read).await.json()["errors"][0]["kind"], "other_case");
    (read["id"], read["case"]) = (json!("never-read"), json!("baghdadi-2019"));
    assert_eq!(preview(&read).await.json()["errors"][0]["kind"], "unknown_field");
}

#[tokio::test]
async fn bounds_set_by_hand_come_back_and_how_a_value_was_read_is_told_beside_them() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let address = format!("{CASE}/claims/when-1");
    let (tag, mut read) = editor.read(&address).await;
    assert_eq!((&read["reading"], &read["read_as"]["by_hand"]), (&Value::Null, &json!(false)));
    read["reading"] = json!({ "core": ["2018-09-10", null], "envelope": ["2018-09-01", null] });
    assert_eq!(editor.put(&address, &tag, &read).await["changed"], true);
    let (tag, now) = editor.read(&address).await;
    assert_eq!((&now["reading"], &now["read_as"]["by_hand"]), (&read["reading"], &json!(true)));
    assert_eq!(editor.put(&address, &tag, &now).await["changed"], false);
}

#[tokio::test]
async fn people_parts_and_webhooks_can_be_sent_back_as_they_were_read() {
    let security = Security { reach: Reach::Anywhere, ..Security::default() };
    let app = TestApp::secured(security, NOW).await.and(specimen()).await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let desk = app.sign_in_member("desk", "baghdadi-2019", Role::Editor, Flags::ALL).await;
    let admin = app.sign_in_admin("admin").await;
    let hook = json!({ "address": "https://hooks.example/a", "kinds": ["position_appeared"] });
    let hook = owner.call("POST", &format!("{CASE}/webhooks"), &[], &hook).await.header("location").to_owned();
    let paused = json!({ "address": "https://hooks.example/a", "paused": true });
    owner.call("PUT", &hook, &[("if-match", "*")], &paused).await.found();
    let member = format!("{CASE}/members/{}", desk.person);
    let account = format!("/api/v1/people/{}", desk.person);
    for (client, address, named) in [
        (&owner, member.as_str(), "person"),
        (&admin, account.as_str(), "id"),
        (&desk, "/api/v1/me", "id"),
        (&owner, hook.as_str(), "id"),
    ] {
        let (tag, read) = client.read(address).await;
        client.call("PUT", address, &[("if-match", &tag)], &read).await.found();
        let (tag, now) = client.read(address).await;
        assert_eq!(without_writes(&now), without_writes(&read), "{address}");
        let mut other = now.clone();
        (other[named], other["version"]) = (json!("somebody"), json!(99));
        let told = client.call("PUT", address, &[("if-match", &tag)], &other).await;
        let problem = told.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        let kinds: Vec<&Value> = problem["errors"].as_array().unwrap().iter().map(|error| &error["kind"]).collect();
        assert_eq!(kinds, ["other_id", "other_version"], "{address}");
    }
}

#[test]
fn the_description_of_a_change_has_every_field_of_what_is_read() {
    let schemas = &counterpoint::api::openapi::document()["components"]["schemas"];
    for (read, change) in [
        ("Case", "CaseChange"),
        ("Place", "PlaceChange"),
        ("Entity", "EntityChange"),
        ("Source", "SourceChange"),
        ("Document", "DocumentChange"),
        ("Event", "EventChange"),
        ("Question", "QuestionChange"),
        ("Claim", "ClaimChange"),
        ("Claim", "ClaimPreviewed"),
        ("Member", "Part"),
        ("Person", "Account"),
        ("Me", "OwnAccount"),
        ("Webhook", "WebhookChange"),
    ] {
        let (read, change) = (&schemas[read]["properties"], &schemas[change]["properties"]);
        for (field, described) in read.as_object().unwrap() {
            assert!(change[field].is_object(), "{field} of {change}");
            let is_set = change[field]["readOnly"] != true;
            assert!(is_set || described["readOnly"] == true, "{field}");
        }
    }
    assert_eq!(schemas["ClaimChange"]["properties"]["read_as"]["readOnly"], true);
    assert_eq!(schemas["ClaimChange"]["properties"]["reading"]["readOnly"], Value::Null);
}
