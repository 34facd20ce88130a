//! Members, accounts and invitations through the API: by those who may, once, and never the last one.

use axum::http::StatusCode;
use counterpoint::domain::{
    person::{Flags, Role},
    token::Scope,
};
use serde_json::{Value, json};

use crate::support::{api::CASE, app::TestApp, client::Client};

async fn owner(app: &TestApp) -> Client<'_> {
    app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await
}

/// Whatever became of it.
const ANY: [(&str, &str); 1] = [("if-match", "*")];

/// The tag of what stands at an address, and the number it begins with.
async fn tag(client: &Client<'_>, address: &str) -> (String, i64) {
    let tag = client.get(address).await.header("etag").to_owned();
    let number = tag.trim_start_matches('"').split('-').next().unwrap().parse().unwrap();
    (tag, number)
}

fn kind(problem: &Value) -> &str {
    problem["errors"][0]["kind"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn an_owner_gives_changes_and_takes_the_parts_of_a_case() {
    let app = TestApp::with_specimen().await;
    let (owner, other) = (owner(&app).await, app.sign_in("night-desk").await);
    let members = format!("{CASE}/members");
    let given = json!({ "sign_in_name": "Night-Desk", "role": "editor", "assess": true });
    let made = owner.call("POST", &members, &[], &given).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let address = made.header("location").to_owned();
    let member = owner.get(&address).await.found();
    let told = ["person", "name", "role", "assess", "export", "closed"].map(|field| member[field].clone());
    assert_eq!(Value::from(told.to_vec()), json!(["p-night-desk", "night-desk", "editor", true, false, false]));
    let own = other.get("/api/v1/me").await.found();
    assert_eq!((&own["cases"][0]["case"], &own["cases"][0]["role"]), (&json!("baghdadi-2019"), &json!("editor")));

    let part = json!({ "role": "viewer", "until": "2027-01-01T00:00:00Z" });
    let put = owner.call("PUT", &address, &[("if-match", "\"1\"")], &part).await.found();
    assert_eq!((&put["person"], &put["version"]), (&json!("p-night-desk"), &json!(2)));
    let listed = owner.get(&members).await.found();
    assert_eq!(listed["items"].as_array().unwrap().len(), 2);
    assert_eq!(owner.get(&address).await.found()["until"], "2027-01-01T00:00:00Z");

    let key = [("idempotency-key", "k"), ("if-match", "\"2\"")];
    for _ in 0..2 {
        assert_eq!(owner.call("DELETE", &address, &key, &json!({})).await.status, StatusCode::NO_CONTENT);
    }
    owner.get(&address).await.problem(StatusCode::NOT_FOUND, "not-found");
    assert_eq!(other.get("/api/v1/me").await.found()["cases"], json!([]));
}

#[tokio::test]
async fn nobody_overwrites_the_part_of_a_member_that_was_changed_since_they_read_it() {
    let app = TestApp::with_specimen().await;
    let (owner, _) = (owner(&app).await, app.sign_in("night-desk").await);
    let members = format!("{CASE}/members");
    let given = json!({ "sign_in_name": "night-desk", "role": "viewer" });
    let made = owner.call("POST", &members, &[], &given).await;
    assert_eq!(made.json()["version"], 1);
    let address = made.header("location").to_owned();
    let again = owner.call("POST", &members, &[], &given).await.problem(StatusCode::CONFLICT, "taken");
    assert_eq!((&again["errors"][0]["pointer"], kind(&again)), (&json!("/sign_in_name"), "taken"));
    let (read, number) = tag(&owner, &address).await;
    assert_eq!(number, 1);
    let editor = json!({ "role": "editor" });
    owner.call("PUT", &address, &[], &editor).await.problem(StatusCode::PRECONDITION_REQUIRED, "precondition-required");
    owner.call("PUT", &address, &[("if-match", &read)], &editor).await.found();
    assert_ne!(tag(&owner, &address).await.0, read);
    for (method, body) in [("PUT", json!({ "role": "owner" })), ("DELETE", json!({}))] {
        let late = owner.call(method, &address, &[("if-match", &read)], &body).await;
        let problem = late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed");
        assert_eq!(problem["current_version"], 2, "{method}");
        let unsaid = owner.call(method, &address, &[], &body).await;
        unsaid.problem(StatusCode::PRECONDITION_REQUIRED, "precondition-required");
    }
    assert_eq!(owner.get(&address).await.found()["role"], "editor");
    // Taken away and given anew, it is not what it was.
    owner.call("DELETE", &address, &[("if-match", "\"2\"")], &json!({})).await;
    owner.call("POST", &members, &[], &given).await;
    assert_eq!(tag(&owner, &address).await.1, 4);
    let late = owner.call("PUT", &address, &[("if-match", &read)], &editor).await;
    assert_eq!(late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed")["current_version"], 4);
}

#[tokio::test]
async fn nobody_overwrites_an_account_that_was_changed_since_they_read_it() {
    let app = TestApp::with_specimen().await;
    let (admin, other) = (app.sign_in_admin("admin").await, app.sign_in("night-desk").await);
    let (address, me) = ("/api/v1/people/p-night-desk", "/api/v1/me");
    let (read, number) = tag(&admin, address).await;
    assert_eq!((number, tag(&other, me).await.1), (1, 1));
    let named = json!({ "name": "The night desk" });
    other.call("PUT", me, &[], &named).await.problem(StatusCode::PRECONDITION_REQUIRED, "precondition-required");
    let renamed = other.call("PUT", me, &[("if-match", &tag(&other, me).await.0)], &named).await.found();
    assert_eq!((&renamed["version"], tag(&admin, address).await.1), (&json!(2), 2));
    let closed = json!({ "open": false, "administrator": false });
    let late = admin.call("PUT", address, &[("if-match", &read)], &closed).await;
    assert_eq!(late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed")["current_version"], 2);
    let unsaid = admin.call("PUT", address, &[], &closed).await;
    unsaid.problem(StatusCode::PRECONDITION_REQUIRED, "precondition-required");
    let late = other.call("PUT", me, &[("if-match", &read)], &named).await;
    late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed");
    let now = tag(&admin, address).await.0;
    let key = [("if-match", now.as_str()), ("idempotency-key", "k")];
    let first = admin.call("PUT", address, &key, &closed).await;
    assert_eq!((first.status, &first.json()["version"]), (StatusCode::OK, &json!(3)));
    assert_eq!(admin.call("PUT", address, &key, &closed).await.body, first.body);
    assert_eq!(admin.get(address).await.found()["open"], false);
}

#[tokio::test]
async fn what_a_program_did_to_accounts_is_told_with_the_token_it_came_through() {
    let app = TestApp::with_specimen().await;
    let (boss, second) = (app.sign_in_admin("boss").await, app.sign_in_admin("second").await);
    app.sign_in("night-desk").await;
    let program = app.program(&boss.person, &[Scope::Read, Scope::Admin], None).await;
    let closed = json!({ "open": false, "administrator": false }).to_string();
    let headers = [
        ("authorization", program.authorization()),
        ("content-type", "application/json".to_owned()),
        ("if-match", "\"1\"".to_owned()),
    ];
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    let done = app.send_with("PUT", "/api/v1/people/p-night-desk", &headers, &closed).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let act = async |client: &Client<'_>| client.get("/people/activity").await.texts(".log > li").swap_remove(0);
    assert!(act(&boss).await.contains("boss · through the token “a program”"), "{}", act(&boss).await);
    assert!(act(&second).await.contains("boss · through a token"), "{}", act(&second).await);
}

#[tokio::test]
async fn an_invitation_is_read_under_a_tag_until_it_is_withdrawn() {
    let app = TestApp::with_specimen().await;
    let admin = app.sign_in_admin("admin").await;
    let made = admin.call("POST", "/api/v1/invitations", &[], &json!({ "note": "The night desk" })).await;
    let address = made.header("location").to_owned();
    let (read, number) = tag(&admin, &address).await;
    assert_eq!((number, &admin.get(&address).await.found()["note"]), (1, &json!("The night desk")));
    let late = admin.call("DELETE", &address, &[("if-match", "\"2\"")], &json!({})).await;
    assert_eq!(late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed")["current_version"], 1);
    let gone = admin.call("DELETE", &address, &[("if-match", &read)], &json!({})).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    admin.get(&address).await.problem(StatusCode::NOT_FOUND, "not-found");
    app.sign_in("stranger").await.get(&address).await.problem(StatusCode::NOT_FOUND, "not-found");
}

#[tokio::test]
async fn a_part_that_cannot_be_given_is_refused_by_name_and_the_last_owner_stays() {
    let app = TestApp::with_specimen().await;
    let (owner, _) = (owner(&app).await, app.sign_in("night-desk").await);
    let members = format!("{CASE}/members");
    for (body, expected) in [
        (json!({ "sign_in_name": "nobody", "role": "editor" }), "no_such_person"),
        (json!({ "sign_in_name": "night-desk", "role": "boss" }), "not_one_of"),
        (json!({ "sign_in_name": "night-desk", "role": "editor", "until": "2020-01-01T00:00:00Z" }), "in_the_past"),
        (json!({ "sign_in_name": "night-desk", "role": "editor", "admin": true }), "unknown_field"),
    ] {
        let answer = owner.call("POST", &members, &[], &body).await;
        assert_eq!(kind(&answer.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body")), expected);
    }
    let own = format!("{members}/p-owner");
    let part = json!({ "role": "viewer" });
    owner.call("PUT", &own, &ANY, &part).await.problem(StatusCode::CONFLICT, "last-one");
    owner.call("DELETE", &own, &ANY, &json!({})).await.problem(StatusCode::CONFLICT, "last-one");
    for person in ["p-nobody", "p-night-desk"] {
        for headers in [&ANY[..], &[("if-match", "\"1\"")], &[]] {
            let none = owner.call("PUT", &format!("{members}/{person}"), headers, &part).await;
            none.problem(StatusCode::NOT_FOUND, "not-found");
        }
    }
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::ALL).await;
    editor.get(&members).await.problem(StatusCode::NOT_FOUND, "not-found");
}

#[tokio::test]
async fn who_manages_people_closes_accounts_and_hands_the_managing_on() {
    let app = TestApp::with_specimen().await;
    let (admin, other) = (app.sign_in_admin("admin").await, app.sign_in("night-desk").await);
    let address = "/api/v1/people/p-night-desk";
    let set = async |client: &Client<'_>, address: &str, is_open: bool, is_admin: bool| {
        client.call("PUT", address, &ANY, &json!({ "open": is_open, "administrator": is_admin })).await
    };
    assert_eq!(set(&admin, address, false, false).await.status, StatusCode::OK);
    assert_eq!(admin.get(address).await.found()["open"], false);
    other.get("/api/v1/me").await.problem(StatusCode::UNAUTHORIZED, "sign-in-first");
    let own = "/api/v1/people/p-admin";
    set(&admin, own, true, false).await.problem(StatusCode::CONFLICT, "last-one");
    set(&admin, own, false, true).await.problem(StatusCode::CONFLICT, "last-one");
    assert_eq!(set(&admin, address, true, true).await.status, StatusCode::OK);
    let people = admin.get("/api/v1/people").await.found();
    let is_admin = |person: &Value| person["administrator"].as_bool().unwrap();
    assert!(people["items"].as_array().unwrap().iter().all(is_admin), "{people}");

    let renamed = admin.call("PUT", "/api/v1/me", &ANY, &json!({ "name": "The office" })).await;
    assert_eq!(renamed.status, StatusCode::OK);
    assert_eq!(admin.get("/api/v1/me").await.found()["name"], "The office");
    let stranger = app.sign_in("stranger").await;
    stranger.get("/api/v1/people").await.problem(StatusCode::NOT_FOUND, "not-found");
}

#[tokio::test]
async fn an_invitation_tells_its_link_once_and_the_same_request_gets_the_same_one() {
    let app = TestApp::with_specimen().await;
    let admin = app.sign_in_admin("admin").await;
    let (list, key) = ("/api/v1/invitations", [("idempotency-key", "k")]);
    let made = admin.call("POST", list, &key, &json!({ "note": "The night desk" })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert_eq!(admin.call("POST", list, &key, &json!({ "note": "The night desk" })).await.body, made.body);
    let link = made.json()["invitation"].as_str().unwrap().to_owned();
    app.page(&link).await;
    let listed = admin.get(list).await;
    assert!(!listed.body.contains(link.trim_start_matches("/invites/")), "{}", listed.body);
    let items = listed.found();
    assert_eq!((items["items"].as_array().unwrap().len(), &items["items"][0]["note"]), (1, &json!("The night desk")));
    let withdrawn = admin.call("DELETE", made.header("location"), &[], &json!({})).await;
    assert_eq!(withdrawn.status, StatusCode::NO_CONTENT);
    assert_eq!(app.get(&link).await.status, StatusCode::NOT_FOUND);
    let again = admin.call("DELETE", made.header("location"), &[], &json!({})).await;
    again.problem(StatusCode::NOT_FOUND, "not-found");
}

#[tokio::test]
async fn emergency_access_needs_a_reason_and_stands_in_the_trail_of_the_case() {
    let app = TestApp::with_specimen().await;
    let (owner, admin) = (owner(&app).await, app.sign_in_admin("admin").await);
    let address = "/api/v1/emergency-access";
    let without = admin.call("POST", address, &[], &json!({ "case": "baghdadi-2019" })).await;
    assert_eq!(kind(&without.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body")), "missing");
    let called = json!({ "case": "baghdadi-2019", "why": "The owner cannot be reached." });
    let given = admin.call("POST", address, &[], &called).await;
    assert_eq!((given.status, &given.json()["until"]), (StatusCode::CREATED, &json!("2026-03-01T13:00:00Z")));
    let again = admin.call("POST", address, &[], &called).await;
    assert_eq!(kind(&again.problem(StatusCode::CONFLICT, "taken")), "taken");
    let trail = owner.get(&format!("{CASE}/activity")).await.found();
    let (act, why) = (&trail["items"][0]["member"]["act"], &trail["items"][0]["why"]);
    assert_eq!((act, why), (&json!("emergency"), &json!("The owner cannot be reached.")));
}
