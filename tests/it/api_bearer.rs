//! Programs with tokens: what they are told, how often they may be wrong, what is left of them in logs and files.

use axum::http::StatusCode;
use counterpoint::{
    admission::is_token_good,
    app::{App, Security},
    clock::Clock,
    credentials::{ApiToken, Vault},
    domain::{
        case::Visibility,
        person::{Flags, Role},
        token::Scope,
    },
    store::{AccountChange, Editor, Store},
};
use serde_json::Value;

use crate::support::{
    api::CASE,
    app::{NOW, TestApp, specimen},
    client::Client,
    log::Log,
    program::Program,
    records::moment,
    visitor::PASSWORD,
};

async fn private_case() -> TestApp {
    let mut records = specimen();
    records.case.visibility = Visibility::Private;
    TestApp::of(records).await
}

/// Somebody who owns the shipped case.
async fn owner(app: &TestApp) -> Client<'_> {
    app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await
}

/// What a program is told of its token, whole but for the address.
fn told(answer: &crate::support::app::Answer) -> (StatusCode, String, Value) {
    let mut problem = answer.json();
    problem["instance"] = Value::Null;
    (answer.status, answer.header("www-authenticate").to_owned(), problem)
}

#[tokio::test]
async fn a_token_opens_a_private_case_to_a_program_until_it_runs_out_or_is_revoked() {
    let app = private_case().await;
    let owner = owner(&app).await;
    let program = app.program(&owner.person, &[Scope::Read], None).await;
    let answer = program.get(CASE).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.found()["id"], "baghdadi-2019");
    assert_eq!(app.get(CASE).await.status, StatusCode::NOT_FOUND);
    assert_eq!(program.get("/api/v1/cases").await.found()["items"].as_array().unwrap().len(), 1);

    for (now, status) in [("2027-03-02T11:59:59Z", 200), ("2027-03-02T12:00:00Z", 401)] {
        let later = TestApp::over(app.store().clone(), Security::default(), now);
        assert_eq!(program.at(&later).get(CASE).await.status, status, "{now}");
    }
    app.store().revoke_token(&Editor::system("test", moment(NOW)), &owner.person, &program.id).await.unwrap();
    program.get(CASE).await.problem(StatusCode::UNAUTHORIZED, "unknown-token");
}

#[tokio::test]
async fn an_answer_that_lasts_can_ask_whether_the_token_still_holds() {
    let test = private_case().await;
    let owner = owner(&test).await;
    let program = test.program(&owner.person, &[Scope::Read], None).await;
    let app = App::new(test.store().clone(), Clock::fixed(moment(NOW)));
    assert!(is_token_good(&app, &program.id).await.unwrap());
    test.store().revoke_token(&Editor::system("test", moment(NOW)), &owner.person, &program.id).await.unwrap();
    assert!(!is_token_good(&app, &program.id).await.unwrap());
}

#[tokio::test]
async fn closing_an_account_ends_its_tokens_for_good() {
    let app = private_case().await;
    let owner = owner(&app).await;
    app.sign_in_admin("boss").await;
    let program = app.program(&owner.person, &[Scope::Read], None).await;
    let editor = Editor::system("test", moment(NOW));
    app.store().change_account(&editor, &owner.person, vec![AccountChange::Disable], None).await.unwrap();
    program.get(CASE).await.problem(StatusCode::UNAUTHORIZED, "unknown-token");
    app.store().change_account(&editor, &owner.person, vec![AccountChange::Enable], None).await.unwrap();
    program.get(CASE).await.problem(StatusCode::UNAUTHORIZED, "unknown-token");
    assert_eq!(app.store().tokens_of(&owner.person).await.unwrap(), []);
}

#[tokio::test]
async fn a_token_that_is_of_no_use_is_told_the_same_whatever_became_of_it() {
    let app = private_case().await;
    let (owner, closed) = (owner(&app).await, app.sign_in("closed").await);
    app.sign_in_admin("boss").await;
    let editor = Editor::system("test", moment(NOW));
    let [expired, revoked] =
        [app.program(&owner.person, &[Scope::Read], None).await, app.program(&owner.person, Scope::ALL, None).await];
    let orphan = app.program(&closed.person, Scope::ALL, None).await;
    app.store().revoke_token(&editor, &owner.person, &revoked.id).await.unwrap();
    app.store().change_account(&editor, &closed.person, vec![AccountChange::Disable], None).await.unwrap();
    let late = TestApp::over(app.store().clone(), Security::default(), "2028-01-01T00:00:00Z");
    let unknown = format!("Bearer {}", ApiToken::random().reveal());
    let unknown = told(&late.send("GET", CASE, &[("authorization", &unknown)]).await);
    assert_eq!(unknown.0, StatusCode::UNAUTHORIZED);
    assert_eq!(unknown.1, "Bearer realm=\"Counterpoint\", error=\"invalid_token\"");
    for program in [expired, revoked, orphan] {
        assert_eq!(told(&program.at(&late).get(CASE).await), unknown);
    }
}

#[tokio::test]
async fn what_is_no_whole_token_is_told_so_in_the_language_asked_for() {
    let app = TestApp::with_specimen().await;
    let right = ApiToken::random().reveal().to_owned();
    let changed = format!("{}{}", &right[..52], if right.ends_with('x') { 'y' } else { 'x' });
    for value in [
        "Bearer".to_owned(),
        "Bearer cpt_".to_owned(),
        format!("Bearer {}", &right[..52]),
        format!("bearer {changed}"),
        format!("Token {right}"),
        right.clone(),
        "Bearer ghp_something".to_owned(),
    ] {
        let answer = app.send("GET", CASE, &[("authorization", &value), ("accept-language", "ar")]).await;
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"Counterpoint\", error=\"invalid_token\"");
        let problem = answer.problem(StatusCode::UNAUTHORIZED, "mistyped-token");
        assert_eq!(problem["title"], "الرمز مكتوب خطأ", "{value}");
    }
    // A proxy in front may have a password of its own.
    assert_eq!(app.send("GET", CASE, &[("authorization", "Basic dXNlcjpwYXNz")]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn two_proofs_of_who_asks_are_refused() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let program = app.program(&owner.person, Scope::ALL, None).await;
    let (bearer, cookie) = (program.authorization(), owner.cookie());
    for second in [("authorization", bearer.as_str()), ("cookie", &cookie), ("cookie", "__Host-cp=x")] {
        let answer = app.send("GET", CASE, &[("authorization", &bearer), second]).await;
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"Counterpoint\", error=\"invalid_request\"");
        answer.problem(StatusCode::BAD_REQUEST, "ambiguous-caller");
    }
    assert_eq!(app.send("GET", CASE, &[("authorization", &bearer), ("cookie", "other=1")]).await.status, 200);
}

#[tokio::test]
async fn thirty_wrong_tokens_from_one_address_hold_up_wrong_ones_and_nobody_else() {
    let app = TestApp::with_specimen().await;
    app.add_account("editor", false).await;
    let owner = owner(&app).await;
    let program = app.program(&owner.person, &[Scope::Read], None).await;
    let wrong = async |app: &TestApp| {
        let value = format!("Bearer {}", ApiToken::random().reveal());
        app.send("GET", "/api/v1/cases", &[("authorization", &value)]).await
    };
    for _ in 0..30 {
        wrong(&app).await.problem(StatusCode::UNAUTHORIZED, "unknown-token");
    }
    let held = wrong(&app).await;
    assert_eq!(held.header("retry-after"), "900");
    held.problem(StatusCode::TOO_MANY_REQUESTS, "too-many-tries");
    assert_eq!(app.send("GET", CASE, &[("authorization", "Bearer cpt_x")]).await.status, 429);
    assert_eq!(program.get(CASE).await.status, StatusCode::OK, "a right token is held up");
    assert_eq!(app.visitor().sign_in("editor", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let later = TestApp::over(app.store().clone(), Security::default(), "2026-03-01T12:15:01Z");
    wrong(&later).await.problem(StatusCode::UNAUTHORIZED, "unknown-token");
}

/// When a token was last used, once the note of it is there; the note is made beside the answer.
async fn used_at(app: &TestApp, program: &Program<'_>, client: &Client<'_>, expected: &str) -> String {
    let mut found = String::new();
    for _ in 0..1_000 {
        let tokens = app.store().tokens_of(&client.person).await.unwrap();
        let token = tokens.into_iter().find(|token| token.id == program.id).unwrap();
        found = token.used_at.map_or_else(|| "never".to_owned(), |at| at.to_string());
        if found == expected {
            break;
        }
        tokio::task::yield_now().await;
    }
    found
}

#[tokio::test]
async fn the_last_use_of_a_token_is_noted_to_the_minute() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let program = app.program(&owner.person, &[Scope::Read], None).await;
    assert_eq!(used_at(&app, &program, &owner, "never").await, "never");
    for (now, expected) in [
        ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"),
        ("2026-03-01T12:00:59Z", "2026-03-01T12:00:00Z"),
        ("2026-03-01T12:01:00Z", "2026-03-01T12:01:00Z"),
    ] {
        let then = TestApp::over(app.store().clone(), Security::default(), now);
        assert_eq!(program.at(&then).get(CASE).await.status, StatusCode::OK);
        assert_eq!(used_at(&app, &program, &owner, expected).await, expected, "{now}");
    }
}

#[tokio::test]
async fn a_token_for_one_case_knows_of_no_other_not_even_a_public_one() {
    let mut other = specimen();
    other.case.id = "other-case".parse().unwrap();
    let app = TestApp::with_specimen().await.and(other).await;
    let owner = owner(&app).await;
    let program = app.program(&owner.person, Scope::ALL, Some(&["other-case"])).await;
    let listed = program.get("/api/v1/cases").await.found();
    let ids: Vec<&Value> = listed["items"].as_array().unwrap().iter().map(|case| &case["id"]).collect();
    assert_eq!(ids, ["other-case"]);
    assert_eq!(program.get("/api/v1/cases/other-case/claims").await.status, StatusCode::OK);
    let hidden = program.get(CASE).await;
    let nothing = program.get("/api/v1/cases/nothing-here").await;
    assert_eq!(told(&hidden), told(&nothing));
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn emergency_access_is_for_a_person_and_not_for_their_programs() {
    let app = private_case().await;
    let boss = app.sign_in_admin("boss").await;
    let program = app.program(&boss.person, Scope::ALL, None).await;
    let sent = [("case", "baghdadi-2019"), ("why", "A report of a leak")];
    assert_eq!(boss.post("/people/emergency", &sent).await.status, StatusCode::SEE_OTHER);
    assert_eq!(boss.get(CASE).await.status, StatusCode::OK);
    assert_eq!(program.get(CASE).await.status, StatusCode::NOT_FOUND);
    assert_eq!(program.get("/api/v1/cases").await.found()["items"], serde_json::json!([]));
}

#[tokio::test]
async fn a_part_that_ends_by_itself_is_for_the_programs_of_its_person_too() {
    let app = private_case().await;
    let (owner, desk) = (owner(&app).await, app.sign_in("desk").await);
    let program = app.program(&desk.person, Scope::ALL, None).await;
    let part = serde_json::json!({ "sign_in_name": "desk", "role": "editor", "until": "2026-12-01T00:00:00Z" });
    assert_eq!(owner.call("POST", &format!("{CASE}/members"), &[], &part).await.status, StatusCode::CREATED);
    assert_eq!(program.get(CASE).await.status, StatusCode::OK);
    let own = program.get("/api/v1/me").await.found();
    assert_eq!(own["cases"][0]["until"], "2026-12-01T00:00:00Z");
    let why = serde_json::json!({ "why": "It was said twice." }).to_string();
    let withdrawn = program.send("DELETE", &format!("{CASE}/claims/when-1"), &why).await;
    assert_eq!(withdrawn.status, StatusCode::PRECONDITION_REQUIRED, "it may write: {}", withdrawn.body);
    let later = TestApp::over(app.store().clone(), Security::default(), "2026-12-01T00:00:00Z");
    assert_eq!(program.at(&later).get(CASE).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_token_in_an_address_is_no_token() {
    let app = private_case().await;
    let owner = owner(&app).await;
    let program = app.program(&owner.person, Scope::ALL, None).await;
    for name in ["access_token", "token"] {
        let address = format!("/api/v1/cases?{name}={}", program.secret);
        let problem = app.get(&address).await.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
        assert_eq!(problem["errors"][0]["kind"], "unknown_parameter");
        assert!(!problem.to_string().contains(&program.secret), "{problem}");
    }
    // Nor does a page look at one.
    let bearer = [("authorization", program.authorization())];
    let bearer: Vec<(&str, &str)> = bearer.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(app.send("GET", "/cases/baghdadi-2019", &bearer).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.send("GET", "/account", &bearer).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn no_token_reaches_the_log_wherever_it_stood_and_whatever_went_wrong() {
    let (log, _guard) = Log::listen();
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let program = app.program(&owner.person, Scope::ALL, None).await;
    let ask = async || {
        let secret = &program.secret;
        program.get(CASE).await;
        let wrong = format!("Bearer {}", ApiToken::random().reveal());
        app.send("GET", CASE, &[("authorization", &wrong)]).await;
        for address in [format!("{CASE}?token={secret}"), format!("/api/v1/cases/{secret}"), format!("/cases/{secret}")]
        {
            app.get(&address).await;
        }
        for address in ["/api/v1/cases/a".to_owned(), format!("/api/v1/cases?{secret}")] {
            app.send("GET", &address.replace("/a", &format!("/a%2F{secret}")), &[]).await;
        }
    };
    ask().await;
    app.store().close().await;
    ask().await;
    app.get(&format!("/api/v1/cases/a/claims/{}", program.secret)).await;
    let log = log.text();
    assert!(log.contains("could not be made"), "nothing went wrong: {log}");
    assert!(!log.contains("cpt_") && !log.contains(&program.secret[4..20]), "{log}");
}

#[tokio::test]
async fn the_database_file_holds_the_digest_of_a_token_and_nothing_of_the_token() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counterpoint.db");
    let store = Store::open(&path, Vault::ephemeral()).await.unwrap();
    let app = TestApp::over(store.clone(), Security::default(), NOW);
    let owner = app.sign_in("owner").await;
    let fields =
        [("name", "desk"), ("scope", "read"), ("where", "all"), ("expires", "2026-04-01"), ("password", PASSWORD)];
    let made = owner.post("/account/tokens", &fields).await;
    let secret = made.attribute(".once input", "value").unwrap();
    assert_eq!(app.send("GET", "/api/v1/cases", &[("authorization", &format!("Bearer {secret}"))]).await.status, 200);
    let holds = |needle: &str| {
        let files = std::fs::read_dir(folder.path()).unwrap();
        files
            .map(|file| std::fs::read(file.unwrap().path()).unwrap())
            .any(|bytes| bytes.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle.as_bytes())))
    };
    let digest = ApiToken::parse(&secret).unwrap().digest().hex();
    for _closed in [false, true] {
        assert!(holds(&digest), "the search finds nothing");
        assert!(!holds("cpt_") && !holds(&secret[4..24]) && !holds(&secret[29..]));
        store.close().await;
    }
}
