//! The members of a case: its owners say who may do what.

use axum::http::StatusCode;
use counterpoint::domain::{
    case::Visibility,
    person::{Flags, Role},
};

use crate::support::app::{TestApp, specimen};

const CASE: &str = "/cases/baghdadi-2019";
const MEMBERS: &str = "/cases/baghdadi-2019/members";

async fn private() -> TestApp {
    let mut records = specimen();
    records.case.visibility = Visibility::Private;
    TestApp::of(records).await
}

#[tokio::test]
async fn an_owner_adds_changes_and_removes_members_and_it_counts_at_once() {
    let app = private().await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::default()).await;
    let guest = app.sign_in("guest").await;
    assert_eq!(guest.get(CASE).await.status, StatusCode::NOT_FOUND);
    let fields = [("sign_in_name", "Guest"), ("role", "viewer"), ("assess", "on")];
    assert_eq!(owner.post(MEMBERS, &fields).await.header("location"), MEMBERS);
    assert_eq!(guest.get(CASE).await.status, StatusCode::OK);
    assert_eq!(guest.get(MEMBERS).await.status, StatusCode::NOT_FOUND);
    let page = owner.get(&format!("{MEMBERS}?lang=ar")).await;
    assert_eq!(page.count(".ppl > li"), 2);
    assert_eq!(page.text("[action^='/cases/baghdadi-2019/members/p-guest'] option[selected]"), "قارئ: يقرأ");
    assert_eq!(page.count("[action^='/cases/baghdadi-2019/members/p-guest'] input[name=assess][checked]"), 1);
    owner.post(&format!("{MEMBERS}/p-guest"), &[("role", "owner")]).await;
    assert_eq!(guest.get(MEMBERS).await.status, StatusCode::OK);
    owner.post(&format!("{MEMBERS}/p-guest"), &[("role", "owner"), ("op", "remove")]).await;
    assert_eq!(guest.get(CASE).await.status, StatusCode::NOT_FOUND);
    assert_eq!(owner.post(&format!("{MEMBERS}/p-guest"), &[("role", "owner")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_last_owner_of_a_case_stays() {
    let app = private().await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::default()).await;
    for fields in [&[("role", "editor")][..], &[("role", "owner"), ("op", "remove")]] {
        let answer = owner.post(&format!("{MEMBERS}/p-owner?lang=ar"), fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text("[role=alert]").contains("يجب أن يبقى للقضية مالك"));
    }
    let second = app.sign_in_member("second", "baghdadi-2019", Role::Owner, Flags::default()).await;
    owner.post(&format!("{MEMBERS}/p-owner"), &[("role", "editor")]).await;
    assert_eq!(owner.get(MEMBERS).await.status, StatusCode::NOT_FOUND);
    assert_eq!(second.get(MEMBERS).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_name_that_nobody_signs_in_with_comes_back_with_what_was_chosen() {
    let app = private().await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::default()).await;
    for name in ["nobody", "no body", ""] {
        let answer = owner.post(MEMBERS, &[("sign_in_name", name), ("role", "editor"), ("export", "on")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(answer.text("title").starts_with("Error: "));
        assert_eq!(answer.count("input[name=sign_in_name][aria-invalid]"), 1);
        assert_eq!(answer.attribute("input[name=sign_in_name]", "value").as_deref(), Some(name));
        assert_eq!(answer.text(".fds option[selected]"), "Editor: changes every record");
        assert_eq!(answer.count(".fds input[name=export][checked]"), 1);
    }
}

#[tokio::test]
async fn members_are_for_owners_alone() {
    let app = private().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::ALL).await;
    let admin = app.sign_in_admin("admin").await;
    for other in [&editor, &admin] {
        assert_eq!(other.get(MEMBERS).await.status, StatusCode::NOT_FOUND);
        let answer = other.post(MEMBERS, &[("sign_in_name", "editor"), ("role", "owner")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    assert!(!editor.get(CASE).await.body.contains(MEMBERS));
    let refused = app.get(MEMBERS).await;
    assert_eq!(refused.header("location"), "/sign-in?next=%2Fcases%2Fbaghdadi-2019%2Fmembers");
}

#[tokio::test]
async fn a_part_that_ends_by_itself_ends_however_often_it_is_changed_on_the_page() {
    let app = private().await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::default()).await;
    app.sign_in("guest").await;
    let fields = [("sign_in_name", "guest"), ("role", "viewer"), ("until", "2026-12-31")];
    assert_eq!(owner.post(MEMBERS, &fields).await.header("location"), MEMBERS);
    let of_guest = "[action^='/cases/baghdadi-2019/members/p-guest']";
    let until = async || {
        let page = owner.get(MEMBERS).await;
        page.attribute(&format!("{of_guest} input[name=until]"), "value").unwrap()
    };
    assert_eq!(until().await, "2026-12-31");
    let told = owner.get("/api/v1/cases/baghdadi-2019/members/p-guest").await.json();
    assert!(told["until"].as_str().unwrap().starts_with("2026-12-31T23:59:59"), "the day is in it: {told}");
    let change = format!("{MEMBERS}/p-guest");
    owner.post(&change, &[("role", "viewer"), ("assess", "on"), ("until", "2026-12-31")]).await;
    assert_eq!(until().await, "2026-12-31");
    // A moment that an integration set, within the day, stays while the day that is shown is not changed.
    let part = serde_json::json!({ "role": "viewer", "until": "2026-12-24T15:00:00Z" });
    let any = [("if-match", "*")];
    let set = owner.call("PUT", "/api/v1/cases/baghdadi-2019/members/p-guest", &any, &part).await;
    assert_eq!(set.status, StatusCode::OK, "{}", set.body);
    owner.post(&change, &[("role", "editor"), ("until", "2026-12-24")]).await;
    let told = owner.get("/api/v1/cases/baghdadi-2019/members/p-guest").await.json();
    assert_eq!((&told["role"], &told["until"]), (&"editor".into(), &"2026-12-24T15:00:00Z".into()));
    owner.post(&change, &[("role", "editor"), ("until", "")]).await;
    assert_eq!(until().await, "");
    for day in ["2026-02-28", "soon"] {
        let refused = owner.post(&change, &[("role", "owner"), ("until", day)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert!(refused.text("title").starts_with("Error: "));
        assert!(refused.joined("[role=alert]").contains("1 March 2026"), "{}", refused.joined("[role=alert]"));
        let place = refused.attribute("[role=alert] a", "href").unwrap();
        assert_eq!(refused.attribute(&format!("{of_guest} {place}"), "value").as_deref(), Some(day));
        assert_eq!(refused.attribute(&format!("{of_guest} option[selected]"), "value").as_deref(), Some("owner"));
    }
    let told = owner.get("/api/v1/cases/baghdadi-2019/members/p-guest").await.json();
    assert_eq!(told["role"], "editor");
}
