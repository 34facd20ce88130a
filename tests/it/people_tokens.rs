//! The page of one's own tokens.

use axum::http::StatusCode;
use counterpoint::{
    app::Security,
    domain::{
        case::Visibility,
        person::{Flags, Role},
        token::Scope,
    },
};

use crate::support::{
    app::{TestApp, specimen},
    page::assert_whole,
    visitor::PASSWORD,
};

const TOKENS: &str = "/account/tokens";

fn desk<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", "desk"),
        ("scope", "read"),
        ("scope", "write"),
        ("where", "all"),
        ("expires", "2026-04-01"),
        ("password", PASSWORD),
    ]
}

#[tokio::test]
async fn a_token_is_made_on_the_page_and_shown_there_once() {
    let app = TestApp::with_specimen().await;
    let own = app.sign_in("owner").await;
    assert_eq!(own.get("/account").await.count(&format!("main a[href='{TOKENS}']")), 1);
    assert_whole(&own.get(TOKENS).await, TOKENS);
    let made = own.post(TOKENS, &desk()).await;
    assert_whole(&made, TOKENS);
    assert_eq!(made.header("cache-control"), "no-store");
    let secret = made.attribute(".once input[readonly]", "value").unwrap();
    assert_eq!(made.text(".once code"), format!("Authorization: Bearer {secret}"));
    assert!(made.text(".once label").contains("“desk”"));
    let bearer = format!("Bearer {secret}");
    let answer = app.send("GET", "/api/v1/cases", &[("authorization", &bearer)]).await;
    assert_eq!(answer.status, StatusCode::OK);
    let later = own.get(TOKENS).await;
    assert_eq!((later.count(".once"), later.body.contains(&secret)), (0, false));
    assert_eq!(later.texts(".scs li"), ["Read", "Write"]);
    let line = later.text(".ppl > li");
    assert!(line.contains("In all cases you may see") && line.contains("Ends 1 April 2026, 23:59 (UTC)."), "{line}");
    assert_whole(&own.get(&format!("{TOKENS}?lang=ar")).await, TOKENS);
}

#[tokio::test]
async fn every_fault_is_told_at_once_and_what_was_typed_is_kept() {
    let app = TestApp::with_specimen().await;
    let own = app.sign_in("owner").await;
    let nothing = own.post(TOKENS, &[("name", " "), ("where", "chosen"), ("expires", "")]).await;
    assert_eq!((nothing.status.as_u16(), nothing.count("[role=alert] a")), (422, 5));
    assert!(nothing.text("title").starts_with("Error: "));
    for target in nothing.attributes("[role=alert] a", "href") {
        assert_eq!(nothing.count(&format!("main {target}")), 1, "{target}");
    }
    let fields = [
        ("name", "مكتب"),
        ("scope", "admin"),
        ("scope", "assess"),
        ("where", "chosen"),
        ("case", "baghdadi-2019"),
        ("case", "hush"),
        ("expires", "2030-01-01"),
        ("password", PASSWORD),
    ];
    let wrong = own.post(&format!("{TOKENS}?lang=ar"), &fields).await;
    assert_eq!((wrong.status.as_u16(), wrong.count("[role=alert] a")), (422, 3));
    assert_eq!(wrong.attribute("input[name=name]", "value").as_deref(), Some("مكتب"));
    assert_eq!(wrong.attribute("input[name=expires]", "value").as_deref(), Some("2030-01-01"));
    assert_eq!(wrong.attributes("input[name=scope][checked]", "value"), ["assess"]);
    assert_eq!(wrong.attributes("input[name=case][checked]", "value"), ["baghdadi-2019"]);
    assert_eq!(wrong.attributes("input[name=where][checked]", "value"), ["chosen"]);
    assert_eq!(app.store().tokens_of(&own.person).await.unwrap(), []);
}

#[tokio::test]
async fn a_session_alone_makes_no_token_and_a_wrong_password_is_not_told_back() {
    let app = TestApp::with_specimen().await;
    let own = app.sign_in("owner").await;
    let asked = own.get(TOKENS).await;
    assert_eq!(asked.attribute("input[name=password]", "autocomplete").as_deref(), Some("current-password"));
    let mut wrong = desk();
    wrong.pop();
    for password in ["", "not my password"] {
        let sent: Vec<_> = wrong.iter().copied().chain([("password", password)]).collect();
        let refused = own.post(TOKENS, &sent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.texts("[role=alert] a"), ["Your password: This is not your password."]);
        assert_eq!(refused.attribute("input[name=name]", "value").as_deref(), Some("desk"));
        assert!(!refused.body.contains("not my password"));
    }
    assert_eq!(app.store().tokens_of(&own.person).await.unwrap(), []);
    for _ in 2..10 {
        own.post(TOKENS, &wrong).await;
    }
    let held = own.post(TOKENS, &desk()).await;
    assert_eq!((held.status, held.count(".once")), (StatusCode::TOO_MANY_REQUESTS, 0));
}

#[tokio::test]
async fn somebody_is_offered_the_cases_they_may_see_and_no_scope_they_have_no_use_for() {
    let mut private = specimen();
    private.case.id = "hush".parse().unwrap();
    private.case.visibility = Visibility::Private;
    let app = TestApp::with_specimen().await.and(private).await;
    let (own, boss) = (app.sign_in("owner").await, app.sign_in_admin("boss").await);
    assert_eq!(own.get(TOKENS).await.attributes("input[name=case]", "value"), ["baghdadi-2019"]);
    assert_eq!(own.get(TOKENS).await.count("input[name=scope]"), Scope::ALL.len() - 1);
    assert_eq!(boss.get(TOKENS).await.count("input[name=scope]"), Scope::ALL.len());
    app.join(&own, "hush", Role::Viewer, Flags::default()).await;
    assert_eq!(own.get(TOKENS).await.attributes("input[name=case]", "value"), ["baghdadi-2019", "hush"]);
    let fields = [
        ("name", "x"),
        ("scope", "read"),
        ("where", "chosen"),
        ("case", "hush"),
        ("expires", "2026-04-01"),
        ("password", PASSWORD),
    ];
    assert_eq!(own.post(TOKENS, &fields).await.status, StatusCode::OK);
    assert_eq!(own.get(TOKENS).await.count(".cas li"), 1);
}

#[tokio::test]
async fn a_token_is_revoked_by_whose_it_is_and_by_nobody_else() {
    let app = TestApp::with_specimen().await;
    let (own, boss) = (app.sign_in("owner").await, app.sign_in_admin("boss").await);
    let program = app.program(&own.person, &[Scope::Read], None).await;
    assert_eq!(boss.get(TOKENS).await.count(".ppl > li"), 0, "somebody else's tokens are shown");
    let revoke = own.get(TOKENS).await.attribute(".ppl form", "action").unwrap();
    assert_eq!(revoke, format!("{TOKENS}/{}", program.id));
    assert_eq!(boss.post(&revoke, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(program.get("/api/v1/cases").await.status, StatusCode::OK);
    assert_eq!(own.post(&revoke, &[]).await.header("location"), TOKENS);
    assert_eq!(program.get("/api/v1/cases").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(own.get(TOKENS).await.count(".ppl > li"), 0);
    assert_eq!(own.post(&revoke, &[]).await.status, StatusCode::NOT_FOUND);
    let acts = boss.get("/people/activity").await.joined(".log");
    assert!(acts.contains("Token made") && acts.contains("Token revoked"), "{acts}");
}

#[tokio::test]
async fn a_token_that_has_run_out_is_listed_as_such_and_fifty_are_enough_for_anybody() {
    let app = TestApp::with_account("owner").await;
    let own = app.signed_in("owner").await;
    own.post(TOKENS, &desk()).await;
    let later = TestApp::over(app.store().clone(), Security::default(), "2026-05-01T00:00:00Z");
    let visitor = later.visitor();
    visitor.sign_in("owner", PASSWORD).await;
    let line = visitor.get(TOKENS).await.text(".ppl > li");
    assert!(line.contains("Ended 1 April 2026, 23:59 (UTC). It is of no use any more."), "{line}");
    // So much later the first session was forgotten.
    let own = app.signed_in("owner").await;
    for _ in 0..49 {
        assert_eq!(own.post(TOKENS, &desk()).await.status, StatusCode::OK);
    }
    let refused = own.post(TOKENS, &desk()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text("[role=alert]").starts_with("You have 50 tokens"));
    assert_eq!(refused.attribute("input[name=name]", "value").as_deref(), Some("desk"));
}

#[tokio::test]
async fn a_link_that_sets_a_new_password_ends_the_tokens_and_a_new_password_of_ones_own_does_not() {
    use counterpoint::{credentials::Secret, store::Invite};

    use crate::support::{app::NOW, records::moment, visitor::OTHER_PASSWORD};
    let app = TestApp::with_account("owner").await;
    let own = app.signed_in("owner").await;
    let person = "p-owner".parse().unwrap();
    let program = app.program(&person, &[Scope::Read], None).await;
    let fields = [("password", PASSWORD), ("new_password", OTHER_PASSWORD), ("new_password_again", OTHER_PASSWORD)];
    assert_eq!(own.post("/account/password", &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(program.get("/api/v1/cases").await.status, StatusCode::OK);
    let (secret, made_at) = (Secret::random(), moment(NOW));
    let invite = Invite {
        id: "i-1".to_owned(),
        is_admin: false,
        note: None,
        resets: Some(person.clone()),
        made_at,
        expires_at: moment("2026-03-08T12:00:00Z"),
    };
    let editor = counterpoint::store::Editor::system("terminal", made_at);
    app.store().add_invite(&editor, &secret, invite).await.unwrap();
    let fields = [("new_password", PASSWORD), ("new_password_again", PASSWORD)];
    assert_eq!(app.visitor().post(&format!("/invites/{}", secret.reveal()), &fields).await.status, 303);
    assert_eq!(program.get("/api/v1/cases").await.status, StatusCode::UNAUTHORIZED);
}
