//! Who is let in: the levels of a case, the parts people have in it, sessions that are over.

use axum::http::{StatusCode, header};
use counterpoint::domain::{
    case::Visibility,
    person::{Flags, Role},
};

use crate::support::app::{TestApp, specimen};

/// The shipped case with another level.
async fn with_level(visibility: Visibility) -> TestApp {
    let mut records = specimen();
    records.case.visibility = visibility;
    TestApp::of(records).await
}

const CASE: &str = "/cases/baghdadi-2019";

#[tokio::test]
async fn a_private_case_is_there_for_its_members_alone() {
    let app = with_level(Visibility::Private).await;
    let member = app.sign_in_member("member", "baghdadi-2019", Role::Viewer, Flags::default()).await;
    let stranger = app.sign_in("stranger").await;
    let admin = app.sign_in_admin("admin").await;
    for address in [CASE, "/api/v1/cases/baghdadi-2019", "/cases/baghdadi-2019/matrix"] {
        assert_eq!(member.get(address).await.status, StatusCode::OK, "{address}");
        for outsider in [&stranger, &admin] {
            assert_eq!(outsider.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
        assert_eq!(app.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert!(member.get("/").await.body.contains("/cases/baghdadi-2019"));
    assert!(!stranger.get("/").await.body.contains("/cases/baghdadi-2019"));
    assert!(!app.get("/").await.body.contains("/cases/baghdadi-2019"));
}

#[tokio::test]
async fn an_internal_case_is_there_for_everybody_who_is_signed_in() {
    let app = with_level(Visibility::Internal).await;
    let somebody = app.sign_in("somebody").await;
    assert_eq!(somebody.get(CASE).await.status, StatusCode::OK);
    assert_eq!(app.get(CASE).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_signed_in_browser_is_sent_is_not_kept_anywhere() {
    let app = with_level(Visibility::Public).await;
    let somebody = app.sign_in("somebody").await;
    for address in ["/", CASE, "/api/v1/cases"] {
        let answer = somebody.get(address).await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{address}");
    }
}
