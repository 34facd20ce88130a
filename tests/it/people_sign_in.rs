//! Setting up, signing in and out, sessions that end.

use axum::http::StatusCode;
use counterpoint::{
    app::Security,
    credentials::{SetupCode, Vault},
    domain::person::{Flags, Role},
    store::{AccountChange, Editor, Store},
};
use sqlx::{ConnectOptions as _, sqlite::SqliteConnectOptions};

use crate::support::{
    app::{NOW, TestApp},
    records::moment,
    visitor::{OTHER_PASSWORD, PASSWORD},
};

async fn with_setup_code() -> (TestApp, String) {
    let app = TestApp::empty().await;
    let code = SetupCode::random();
    app.store().set_setup_code(&Editor::system("test", moment(NOW)), code.digest().hex()).await.unwrap();
    (app, code.reveal())
}

fn account<'a>(code: &'a str, password: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("code", code),
        ("sign_in_name", "Desk@Example.org"),
        ("name", "مكتب الليل"),
        ("new_password", password),
        ("new_password_again", password),
    ]
}

#[tokio::test]
async fn the_code_of_the_first_start_makes_one_account_that_manages_people() {
    let (app, code) = with_setup_code().await;
    let first = app.visitor();
    assert_eq!(first.get("/setup").await.status, StatusCode::OK);
    let typed = code.to_lowercase().replace('-', " ");
    let answer = first.post("/setup", &account(&typed, PASSWORD)).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"), "{}", answer.body);
    assert_eq!(first.get("/people").await.status, StatusCode::OK);
    assert_eq!(first.get("/account").await.text(".me"), "مكتب الليل");
    for again in [app.get("/setup").await, app.visitor().post("/setup", &account(&code, PASSWORD)).await] {
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(app.signed_in("desk@example.org").await.get("/people").await.status, StatusCode::OK);
}

#[tokio::test]
async fn setting_up_tells_every_fault_at_once_and_keeps_what_was_typed_but_passwords() {
    let (app, _) = with_setup_code().await;
    let other = SetupCode::random().reveal();
    for (language, error) in [("en", "Error:"), ("ar", "خطأ:")] {
        let fields = [
            ("code", other.as_str()),
            ("sign_in_name", "night desk"),
            ("name", "a\u{202E}b"),
            ("new_password", "short"),
            ("new_password_again", "other"),
        ];
        let answer = app.visitor().post(&format!("/setup?lang={language}"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text("title").starts_with(error), "{}", answer.text("title"));
        assert_eq!(answer.count("[role=alert] a"), 4);
        assert_eq!(answer.count("input[aria-invalid]"), 4);
        for link in answer.attributes("[role=alert] a", "href") {
            assert_eq!(answer.count(&format!("input{link}")), 1, "{link}");
        }
        assert_eq!(answer.attribute("input[name=sign_in_name]", "value").as_deref(), Some("night desk"));
        assert_eq!(answer.attribute("input[name=new_password]", "value").as_deref(), Some(""));
    }
    assert!(!app.store().has_people().await.unwrap());
}

#[tokio::test]
async fn signing_in_leads_back_to_where_it_was_asked_for() {
    let app = TestApp::with_account("editor").await;
    let asked = app.get("/account?lang=ar").await;
    assert_eq!(asked.header("location"), "/sign-in?next=%2Faccount%3Flang%3Dar&lang=ar");
    let page = app.get(asked.header("location")).await;
    assert_eq!(page.attribute("html", "dir").as_deref(), Some("rtl"));
    assert_eq!(page.attribute("input[name=next]", "value").as_deref(), Some("/account?lang=ar"));
    assert_eq!(page.header("cache-control"), "no-store");
    for (next, led_to) in [
        ("/account?lang=ar", "/account?lang=ar"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/\t/evil.example", "/"),
        ("", "/"),
    ] {
        let visitor = app.visitor();
        let fields = [("sign_in_name", " EDITOR "), ("password", PASSWORD), ("next", next)];
        let answer = visitor.post("/sign-in", &fields).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, led_to), "{next:?}");
        assert!(visitor.is_signed_in().await);
    }
}

#[tokio::test]
async fn the_cookie_is_for_this_host_alone_new_each_time_and_out_of_reach_of_scripts() {
    let app = TestApp::with_account("editor").await;
    let visitor = app.visitor();
    let first = visitor.sign_in("editor", PASSWORD).await.header("set-cookie").to_owned();
    for part in ["__Host-cp=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
        assert!(first.contains(part), "{first}");
    }
    assert!(!first.contains("Domain") && !first.contains("Max-Age"), "{first}");
    let stale = visitor.at(&app);
    visitor.sign_in("editor", PASSWORD).await;
    assert_ne!(stale.cookie(), visitor.cookie());
    assert!(!stale.is_signed_in().await, "the session that was replaced goes on");
}

#[tokio::test]
async fn unknown_and_disabled_people_and_wrong_passwords_are_told_the_same() {
    let app = TestApp::with_account("editor").await;
    let disabled = app.add_account("former", false).await;
    app.add_account("boss", true).await;
    app.store()
        .change_account(&Editor::system("test", moment(NOW)), &disabled, vec![AccountChange::Disable], None)
        .await
        .unwrap();
    let wrong = app.visitor().sign_in("editor", OTHER_PASSWORD).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.joined("[role=alert] a"), "Sign-in name: Sign-in name and password do not fit together.");
    for (name, password) in [("former", PASSWORD), ("nobody", PASSWORD), ("no body", PASSWORD), ("editor", "")] {
        let answer = app.visitor().sign_in(name, password).await;
        assert_eq!(answer.status, wrong.status);
        assert_eq!(answer.body.replace(name, "NAME"), wrong.body.replace("editor", "NAME"), "{name}");
        assert_eq!(answer.header("set-cookie"), "");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_and_clears_the_browser() {
    let app = TestApp::with_account("editor").await;
    let visitor = app.signed_in("editor").await;
    let stolen = visitor.at(&app);
    let page = visitor.get("/?lang=ar").await;
    assert_eq!(page.text(".top form button"), "خروج");
    assert_eq!(page.attribute(".top form", "action").as_deref(), Some("/sign-out?lang=ar"));
    let answer = visitor.post("/sign-out", &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(answer.header("clear-site-data"), "\"cache\", \"cookies\", \"storage\"");
    assert_eq!(visitor.cookie(), None);
    assert!(!stolen.is_signed_in().await);
    assert_eq!(app.get("/").await.text(".top-end .btn:last-child"), "Sign in");
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_a_request_and_after_twelve_hours_in_any_case() {
    let app = TestApp::with_account("editor").await;
    let visitor = app.signed_in("editor").await;
    let at = |now| TestApp::over(app.store().clone(), Security::default(), now);
    assert!(!visitor.at(&at("2026-03-01T12:31:00Z")).is_signed_in().await);
    // Used again and again it lasts longer.
    for now in ["2026-03-01T12:29:00Z", "2026-03-01T12:58:00Z"] {
        let later = at(now);
        assert!(visitor.at(&later).is_signed_in().await, "{now}");
        seen(&later, now).await;
    }
    assert!(!visitor.at(&at("2026-03-01T13:29:00Z")).is_signed_in().await);
    let digest = counterpoint::credentials::Secret::parse(&visitor.cookie().unwrap()).unwrap().digest().hex();
    app.store().see_session(digest, moment("2026-03-02T00:00:00Z")).await.unwrap();
    assert!(visitor.at(&at("2026-03-02T00:00:00Z")).is_signed_in().await);
    assert!(!visitor.at(&at("2026-03-02T00:01:00Z")).is_signed_in().await);
}

/// Waits until it is noted that the session was used at `now`.
async fn seen(app: &TestApp, now: &str) {
    let (id, now) = ("p-editor".parse().unwrap(), moment(now));
    for _ in 0..500 {
        if app.store().sessions_of(&id, now, moment("2026-01-01T00:00:00Z")).await.unwrap().len() == 1 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("it was not noted that the session was used");
}

#[tokio::test]
async fn ten_wrong_passwords_hold_an_account_up_and_no_other_one() {
    let app = TestApp::with_account("editor").await;
    app.add_account("other", false).await;
    for name in ["editor", "EDITOR "].repeat(5) {
        assert_eq!(app.visitor().sign_in(name, "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let held = app.visitor().post("/sign-in?lang=ar", &[("sign_in_name", "editor"), ("password", PASSWORD)]).await;
    assert_eq!((held.status, held.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "900"));
    assert_eq!(held.text("h1"), "محاولات خاطئة كثيرة");
    assert!(app.signed_in("other").await.is_signed_in().await);
    let later = TestApp::over(app.store().clone(), Security::default(), "2026-03-01T12:15:00Z");
    assert!(later.signed_in("editor").await.is_signed_in().await);
}

#[tokio::test]
async fn thirty_wrong_passwords_hold_an_address_up_and_the_word_of_a_stranger_on_it_counts_nothing() {
    let app = TestApp::with_account("editor").await;
    for number in 0..30 {
        assert_eq!(app.visitor().sign_in(&format!("nobody{number}"), "wrong").await.status.as_u16(), 422);
    }
    assert_eq!(app.visitor().sign_in("editor", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    let send = async |app: &TestApp, forwarded: &str| {
        let headers = [
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("x-forwarded-for", forwarded),
        ];
        let body = format!("sign_in_name=editor&password={}", PASSWORD.replace(' ', "+"));
        app.send_with("POST", "/sign-in", &headers, &body).await.status
    };
    assert_eq!(send(&app, "192.0.2.7").await, StatusCode::TOO_MANY_REQUESTS);
    let security = || Security { proxies: vec!["127.0.0.0/8".parse().unwrap()], ..Security::default() };
    let behind = TestApp::over(app.store().clone(), security(), NOW);
    assert_eq!(send(&behind, "192.0.2.7").await, StatusCode::SEE_OTHER);
    assert_eq!(send(&behind, "192.0.2.7, 127.0.0.1").await, StatusCode::SEE_OTHER, "a second proxy of ours");
    for made_up in ["192.0.2.7, unknown", "unknown", ""] {
        assert_eq!(send(&behind, made_up).await, StatusCode::TOO_MANY_REQUESTS, "{made_up}");
    }
}

#[tokio::test]
async fn a_form_that_no_browser_sends_is_refused_in_words() {
    let app = TestApp::with_account("editor").await;
    for (kind, body, status) in [
        ("application/json", "{}".to_owned(), 415),
        ("application/x-www-form-urlencoded; charset=latin1", "a=b".to_owned(), 415),
        ("application/x-www-form-urlencoded", "sign_in_name=%FF".to_owned(), 400),
        ("application/x-www-form-urlencoded", "sign_in_name=a%00b".to_owned(), 400),
        ("application/x-www-form-urlencoded", format!("a={}", "x".repeat(70_000)), 413),
    ] {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", kind)];
        let answer = app.send_with("POST", "/sign-in", &headers, &body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.text("h1").as_str()),
            (status, "This form cannot be read"),
            "{kind}"
        );
    }
}

#[tokio::test]
async fn rights_that_change_count_from_the_next_request() {
    let app = TestApp::with_specimen().await;
    let client = app.sign_in_member("member", "baghdadi-2019", Role::Viewer, Flags::default()).await;
    let members = "/cases/baghdadi-2019/members";
    assert_eq!(client.get(members).await.status, StatusCode::NOT_FOUND);
    let membership = counterpoint::domain::person::Membership {
        case: "baghdadi-2019".parse().unwrap(),
        person: client.person.clone(),
        role: Role::Owner,
        flags: Flags::default(),
        until: None,
        is_emergency: false,
    };
    app.store().set_membership(&Editor::system("test", moment(NOW)), membership).await.unwrap();
    assert_eq!(client.get(members).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_is_forgotten_once_nothing_that_was_typed_in_it_can_be_claimed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("counterpoint.db");
    let store = Store::open(&file, Vault::ephemeral()).await.unwrap();
    let mut beside = SqliteConnectOptions::new().filename(&file).connect().await.unwrap();
    let mut sessions = Vec::new();
    TestApp::over(store.clone(), Security::default(), NOW).add_account("editor", false).await;
    // Unused it lasts half an hour, and what was typed in it is kept for 30 days.
    for now in [NOW, "2026-03-31T12:29:59Z", "2026-03-31T12:30:00Z"] {
        let app = TestApp::over(store.clone(), Security::default(), now);
        app.signed_in("editor").await;
        let count: i64 = sqlx::query_scalar("select count(*) from session").fetch_one(&mut beside).await.unwrap();
        sessions.push(count);
    }
    assert_eq!(sessions, [1, 2, 2]);
}
