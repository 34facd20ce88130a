//! Members, accounts and invitations through the API: by those who may, once, and never the last one.

use axum::http::StatusCode;
use counterpoint::domain::person::{Flags, Role};
use serde_json::{Value, json};

use crate::support::{api::CASE, app::TestApp, client::Client};

async fn owner(app: &TestApp) -> Client<'_> {
    app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await
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
    let put = owner.call("PUT", &address, &[], &part).await;
    assert_eq!((put.status, put.body.as_str()), (StatusCode::NO_CONTENT, ""));
    let listed = owner.get(&members).await.found();
    assert_eq!(listed["items"].as_array().unwrap().len(), 2);
    assert_eq!(owner.get(&address).await.found()["until"], "2027-01-01T00:00:00Z");

    let key = [("idempotency-key", "k")];
    for _ in 0..2 {
        assert_eq!(owner.call("DELETE", &address, &key, &json!({})).await.status, StatusCode::NO_CONTENT);
    }
    owner.get(&address).await.problem(StatusCode::NOT_FOUND, "not-found");
    assert_eq!(other.get("/api/v1/me").await.found()["cases"], json!([]));
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
    owner.call("PUT", &own, &[], &part).await.problem(StatusCode::CONFLICT, "last-one");
    owner.call("DELETE", &own, &[], &json!({})).await.problem(StatusCode::CONFLICT, "last-one");
    let nobody = owner.call("PUT", &format!("{members}/p-nobody"), &[], &part).await;
    nobody.problem(StatusCode::NOT_FOUND, "not-found");
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::ALL).await;
    editor.get(&members).await.problem(StatusCode::NOT_FOUND, "not-found");
}

#[tokio::test]
async fn who_manages_people_closes_accounts_and_hands_the_managing_on() {
    let app = TestApp::with_specimen().await;
    let (admin, other) = (app.sign_in_admin("admin").await, app.sign_in("night-desk").await);
    let address = "/api/v1/people/p-night-desk";
    let set = async |client: &Client<'_>, address: &str, is_open: bool, is_admin: bool| {
        client.call("PUT", address, &[], &json!({ "open": is_open, "administrator": is_admin })).await
    };
    assert_eq!(set(&admin, address, false, false).await.status, StatusCode::NO_CONTENT);
    assert_eq!(admin.get(address).await.found()["open"], false);
    other.get("/api/v1/me").await.problem(StatusCode::UNAUTHORIZED, "sign-in-first");
    let own = "/api/v1/people/p-admin";
    set(&admin, own, true, false).await.problem(StatusCode::CONFLICT, "last-one");
    set(&admin, own, false, true).await.problem(StatusCode::CONFLICT, "last-one");
    assert_eq!(set(&admin, address, true, true).await.status, StatusCode::NO_CONTENT);
    let people = admin.get("/api/v1/people").await.found();
    let is_admin = |person: &Value| person["administrator"].as_bool().unwrap();
    assert!(people["items"].as_array().unwrap().iter().all(is_admin), "{people}");

    let renamed = admin.call("PUT", "/api/v1/me", &[], &json!({ "name": "The office" })).await;
    assert_eq!(renamed.status, StatusCode::NO_CONTENT);
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
    assert_eq!(kind(&again.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body")), "taken");
    let trail = owner.get(&format!("{CASE}/activity")).await.found();
    let (act, why) = (&trail["items"][0]["member"]["act"], &trail["items"][0]["why"]);
    assert_eq!((act, why), (&json!("emergency"), &json!("The owner cannot be reached.")));
}
