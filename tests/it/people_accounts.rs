//! One's own account, the second factor, and the accounts of an installation.

use axum::http::StatusCode;
use counterpoint::{
    app::Security,
    credentials::Secret,
    domain::{
        case::Visibility,
        person::{Flags, Role},
    },
    store::{Editor, Invite},
};
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

use crate::support::{
    app::{Answer, NOW, TestApp, specimen},
    records::moment,
    visitor::{OTHER_PASSWORD, PASSWORD, Visitor},
};

const SECOND_FACTOR: &str = "/account/second-factor";

/// The code that an app with this secret shows at `now` (RFC 6238).
fn code(secret: &str, now: &str) -> String {
    let secret = BASE32_NOPAD.decode(secret.replace(' ', "").as_bytes()).unwrap();
    let mut mac = Hmac::<Sha1>::new_from_slice(&secret).unwrap();
    mac.update(&(moment(now).as_second() / 30).to_be_bytes());
    let hash: [u8; 20] = mac.finalize().into_bytes().into();
    let start = usize::from(hash[19] & 0xf);
    let word = u32::from_be_bytes(hash[start..start + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", word % 1_000_000)
}

/// Switches the second factor on; the secret and the recovery codes.
pub async fn switch_on(visitor: &Visitor<'_>) -> (String, Vec<String>) {
    let begun = visitor.post(SECOND_FACTOR, &[("password", PASSWORD)]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let page = visitor.get(SECOND_FACTOR).await;
    assert_eq!((page.status, page.count("svg.qr path")), (StatusCode::OK, 1));
    let secret = page.text("code");
    let wrong = visitor.post(SECOND_FACTOR, &[("step", "confirm"), ("code", "000000")]).await;
    assert_eq!((wrong.status, wrong.count("[role=alert] a")), (StatusCode::UNPROCESSABLE_ENTITY, 1));
    assert_eq!(wrong.text("code"), secret, "another secret than the one that was scanned");
    let done = visitor.post(SECOND_FACTOR, &[("step", "confirm"), ("code", &code(&secret, NOW))]).await;
    assert_eq!((done.status, done.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(visitor.is_signed_in().await);
    (secret, done.texts(".once li"))
}

#[tokio::test]
async fn with_a_second_factor_the_password_alone_opens_nothing() {
    let app = TestApp::secured(Security::default(), NOW).await;
    app.add_account("editor", false).await;
    let (secret, codes) = switch_on(&app.signed_in("editor").await).await;
    assert_eq!(codes.len(), 10);
    let later = "2026-03-01T12:01:00Z";
    let app = TestApp::over(app.store().clone(), Security::default(), later);
    let visitor = app.visitor();
    let fields = [("sign_in_name", "editor"), ("password", PASSWORD), ("next", "/account?lang=ar")];
    let halfway = visitor.post("/sign-in?lang=ar", &fields).await;
    let next = halfway.header("location").to_owned();
    assert_eq!(next, "/sign-in/code?next=%2Faccount%3Flang%3Dar&lang=ar");
    assert!(!visitor.is_signed_in().await);
    let page = visitor.get(&next).await;
    assert_eq!((page.status, page.text("h1").as_str()), (StatusCode::OK, "خطوة أخرى"));
    let thief = visitor.at(&app);
    let send = async |visitor: &Visitor<'_>, code: &str| {
        visitor.post("/sign-in/code", &[("code", code), ("next", "/account?lang=ar")]).await
    };
    assert_eq!(send(&visitor, "123456").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send(&visitor, &code(&secret, NOW)).await.status, StatusCode::UNPROCESSABLE_ENTITY, "a used code");
    let right = code(&secret, later);
    let answer = send(&visitor, &right).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/account?lang=ar"));
    assert!(visitor.is_signed_in().await);
    assert_eq!(send(&thief, &right).await.header("location"), "/sign-in?next=%2Faccount%3Flang%3Dar");
    assert!(!thief.is_signed_in().await);
    // The same code lets nobody else in.
    let second = app.visitor();
    second.sign_in("editor", PASSWORD).await;
    assert_eq!(send(&second, &right).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A recovery code does, once, in whatever spelling.
    let typed = codes[3].to_lowercase().replace('-', " ");
    assert_eq!(send(&second, &typed).await.status, StatusCode::SEE_OTHER);
    assert!(second.is_signed_in().await);
    let third = app.visitor();
    third.sign_in("editor", PASSWORD).await;
    assert_eq!(send(&third, &codes[3]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(second.get(SECOND_FACTOR).await.text("[role=status]"), "9 recovery codes are left.");
}

#[tokio::test]
async fn codes_are_held_up_apart_from_passwords_and_a_right_password_forgives_none() {
    let app = TestApp::with_account("editor").await;
    switch_on(&app.signed_in("editor").await).await;
    for _ in 0..9 {
        let visitor = app.visitor();
        visitor.sign_in("editor", PASSWORD).await;
        assert_eq!(visitor.post("/sign-in/code", &[("code", "000000")]).await.status.as_u16(), 422);
    }
    let visitor = app.visitor();
    visitor.sign_in("editor", PASSWORD).await;
    assert_eq!(visitor.post("/sign-in/code", &[("code", "000000")]).await.status.as_u16(), 422);
    assert_eq!(visitor.post("/sign-in/code", &[("code", "000000")]).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn the_second_factor_is_switched_off_with_password_and_code_alone() {
    let app = TestApp::with_account("editor").await;
    let visitor = app.signed_in("editor").await;
    let refused = visitor.post(SECOND_FACTOR, &[("password", OTHER_PASSWORD)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (_, codes) = switch_on(&visitor).await;
    let remove = async |password: &str, code: &str| {
        visitor.post(SECOND_FACTOR, &[("step", "remove"), ("password", password), ("code", code)]).await
    };
    assert_eq!(remove(OTHER_PASSWORD, &codes[0]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(remove(PASSWORD, "000000").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(remove(PASSWORD, &codes[0]).await.header("location"), "/account");
    assert!(app.signed_in("editor").await.is_signed_in().await);
}

#[tokio::test]
async fn a_new_password_asks_for_the_old_one_and_ends_all_other_sessions() {
    let app = TestApp::with_account("editor").await;
    let (own, other) = (app.signed_in("editor").await, app.signed_in("editor").await);
    let before = own.at(&app);
    let set = async |old: &str, new: &str, again: &str| {
        own.post("/account/password", &[("password", old), ("new_password", new), ("new_password_again", again)]).await
    };
    for (old, new, again, faults) in [
        (OTHER_PASSWORD, OTHER_PASSWORD, OTHER_PASSWORD, 1),
        (PASSWORD, "the editor the editor", "the editor the editor", 1),
        (PASSWORD, OTHER_PASSWORD, PASSWORD, 1),
        ("", "", "", 2),
    ] {
        let answer = set(old, new, again).await;
        assert_eq!((answer.status.as_u16(), answer.count("[role=alert] a")), (422, faults), "{old} {new}");
        assert!(answer.text("title").starts_with("Error: "));
    }
    assert_eq!(set(PASSWORD, OTHER_PASSWORD, OTHER_PASSWORD).await.status, StatusCode::SEE_OTHER);
    assert!(own.is_signed_in().await);
    assert!(!other.is_signed_in().await && !before.is_signed_in().await);
    assert_eq!(app.visitor().sign_in("editor", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.visitor().sign_in("editor", OTHER_PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all_others_at_once() {
    let app = TestApp::with_account("editor").await;
    app.add_account("stranger", false).await;
    let own = app.signed_in("editor").await;
    let others = [app.signed_in("editor").await, app.signed_in("editor").await];
    let stranger = app.signed_in("stranger").await;
    let page = own.get("/account").await;
    assert_eq!(page.count(".ppl > li"), 3);
    assert_eq!(page.texts(".ppl b"), ["This browser"]);
    let id = page.attribute(".ppl input[name=session]", "value").unwrap();
    assert!(stranger.post("/account/sessions", &[("session", &id)]).await.status.is_redirection());
    assert_eq!(own.get("/account").await.count(".ppl > li"), 3, "somebody else ended a session");
    own.post("/account/sessions", &[("session", &id)]).await;
    assert_eq!(own.get("/account").await.count(".ppl > li"), 2);
    own.post("/account/sessions", &[]).await;
    assert_eq!(own.get("/account").await.count(".ppl > li"), 1);
    for other in &others {
        assert!(!other.is_signed_in().await);
    }
    assert!(own.is_signed_in().await && stranger.is_signed_in().await);
}

#[tokio::test]
async fn a_name_is_changed_and_a_bad_one_comes_back() {
    let app = TestApp::with_account("editor").await;
    let own = app.signed_in("editor").await;
    let bad = own.post("/account/name", &[("name", "a\u{202E}b")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bad.attribute("input[name=name]", "value").as_deref(), Some("a\u{202E}b"));
    own.post("/account/name", &[("name", " مكتب ")]).await;
    assert_eq!(own.get("/account").await.text(".me"), "مكتب");
}

/// The link that a page shows once.
fn link(page: &Answer) -> String {
    let link = page.text(".once code");
    link.strip_prefix("http://localhost").unwrap_or_else(|| panic!("{link}")).to_owned()
}

#[tokio::test]
async fn an_invite_makes_one_account_within_seven_days_unless_it_is_withdrawn() {
    let app = TestApp::empty().await;
    app.add_account("boss", true).await;
    let boss = app.signed_in("boss").await;
    let made = boss.post("/people/invites", &[("note", "for the night desk")]).await;
    let link = link(&made);
    assert_eq!(boss.get("/people").await.count(".once"), 0, "the link is shown again");
    let guest = app.visitor();
    let page = guest.get(&format!("{link}?lang=ar")).await;
    assert_eq!((page.text("h1").as_str(), page.header("cache-control")), ("أنت مدعو", "no-store"));
    let fields = |name| {
        [("sign_in_name", name), ("name", "Guest"), ("new_password", PASSWORD), ("new_password_again", PASSWORD)]
    };
    let taken = guest.post(&link, &fields("boss")).await;
    assert_eq!((taken.status.as_u16(), taken.count("[role=alert] a")), (422, 1));
    assert_eq!(guest.post(&link, &fields("guest")).await.status, StatusCode::SEE_OTHER);
    assert!(guest.is_signed_in().await);
    assert_eq!(guest.get("/people").await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.visitor().post(&link, &fields("second")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get("/invites/unknown").await.status, StatusCode::NOT_FOUND);

    let other = self::link(&boss.post("/people/invites", &[("is_admin", "on")]).await);
    let late = TestApp::over(app.store().clone(), Security::default(), "2026-03-08T12:00:01Z");
    assert_eq!(late.get(&other).await.status, StatusCode::NOT_FOUND);
    let listed = boss.get("/people").await;
    let withdraw = listed.attribute("form[action^='/people/invites/']", "action").unwrap();
    boss.post(&withdraw, &[]).await;
    assert_eq!(app.get(&other).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_from_the_terminal_sets_a_new_password_once_and_ends_the_sessions() {
    let app = TestApp::with_account("editor").await;
    let before = app.signed_in("editor").await;
    let secret = Secret::random();
    let invite = Invite {
        id: "i-1".to_owned(),
        is_admin: false,
        note: None,
        resets: Some("p-editor".parse().unwrap()),
        made_at: moment(NOW),
        expires_at: moment("2026-03-08T12:00:00Z"),
    };
    app.store().add_invite(&Editor::system("terminal", moment(NOW)), &secret, invite).await.unwrap();
    let link = format!("/invites/{}", secret.reveal());
    let visitor = app.visitor();
    assert_eq!(visitor.get(&link).await.text("h1"), "Choose a new password");
    let send = async |password: &str| {
        visitor.post(&link, &[("new_password", password), ("new_password_again", password)]).await
    };
    assert_eq!(send("the editor the editor").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send(OTHER_PASSWORD).await.header("location"), "/sign-in?done=reset");
    assert_eq!(visitor.get("/sign-in?done=reset").await.count("[role=status]"), 1);
    assert_eq!(send(PASSWORD).await.status, StatusCode::NOT_FOUND);
    assert!(!before.is_signed_in().await && !visitor.is_signed_in().await);
    assert_eq!(visitor.sign_in("editor", OTHER_PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn closing_an_account_ends_its_sessions_and_the_last_who_manages_people_stays() {
    let app = TestApp::with_account("editor").await;
    app.add_account("boss", true).await;
    let (boss, editor) = (app.signed_in("boss").await, app.signed_in("editor").await);
    boss.post("/people/p-editor", &[("op", "disable")]).await;
    assert!(!editor.is_signed_in().await);
    assert_eq!(app.visitor().sign_in("editor", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for op in ["disable", "take-admin"] {
        let answer = boss.post("/people/p-boss?lang=ar", &[("op", op)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text("[role=alert]").contains("يجب أن يبقى"), "{op}");
    }
    boss.post("/people/p-editor", &[("op", "enable")]).await;
    boss.post("/people/p-editor", &[("op", "give-admin")]).await;
    assert_eq!(app.signed_in("editor").await.get("/people").await.status, StatusCode::OK);
    boss.post("/people/p-boss", &[("op", "take-admin")]).await;
    assert!(!boss.is_signed_in().await, "a session goes on with rights that were taken");
}

#[tokio::test]
async fn emergency_access_opens_a_private_case_for_an_hour_and_says_why_in_its_trail() {
    let mut records = specimen();
    records.case.visibility = Visibility::Private;
    let app = TestApp::of(records).await;
    app.add_account("boss", true).await;
    let boss = app.signed_in("boss").await;
    let case = "/cases/baghdadi-2019";
    assert_eq!(boss.get(case).await.status, StatusCode::NOT_FOUND);
    let enter = async |case: &str, why: &str| boss.post("/people/emergency", &[("case", case), ("why", why)]).await;
    for (id, why, faults) in [("", "", 2), ("no-such-case", "a leak", 1), ("baghdadi-2019", " ", 1)] {
        let answer = enter(id, why).await;
        assert_eq!((answer.status.as_u16(), answer.count("[role=alert] a")), (422, faults), "{id} {why}");
    }
    assert_eq!(enter("baghdadi-2019", "A report of a leak").await.header("location"), case);
    assert_eq!(boss.get(case).await.status, StatusCode::OK);
    assert_eq!(boss.get("/cases/baghdadi-2019/members").await.status, StatusCode::NOT_FOUND);
    assert_eq!(enter("baghdadi-2019", "again").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let later = TestApp::over(app.store().clone(), Security::default(), "2026-03-01T13:00:00Z");
    assert_eq!(later.signed_in("boss").await.get(case).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_part_given_after_emergency_access_is_announced_as_no_emergency() {
    let mut records = specimen();
    records.case.visibility = Visibility::Private;
    let app = TestApp::of(records).await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::default()).await;
    let boss = app.sign_in_admin("boss").await;
    let sent = [("case", "baghdadi-2019"), ("why", "A report of a leak")];
    assert_eq!(boss.post("/people/emergency", &sent).await.status, StatusCode::SEE_OTHER);
    let case = "/cases/baghdadi-2019";
    assert_eq!(owner.get(case).await.count(".emg[role=status]"), 1);
    let address = "/api/v1/cases/baghdadi-2019/members/p-boss";
    let part = serde_json::json!({ "role": "viewer", "until": "2026-12-01T00:00:00Z" });
    let given = owner.call("PUT", address, &[("if-match", "*")], &part).await;
    assert_eq!(given.status, StatusCode::OK, "{}", given.body);
    assert_eq!(owner.get(case).await.count(".emg[role=status]"), 0);
    assert_eq!(boss.get(case).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_manages_people_sees_what_was_done_to_accounts_newest_first_without_gap_or_repeat() {
    let app = TestApp::empty().await;
    app.add_account("boss", true).await;
    let boss = app.signed_in("boss").await;
    for number in 0..60 {
        boss.post("/people/invites", &[("note", &format!("number {number}"))]).await;
    }
    let address = "/people/activity";
    assert_eq!(boss.get("/people").await.count(&format!("main a[href='{address}']")), 1);
    let first = boss.get(address).await;
    let next = first.attribute("a[rel=next]", "href").unwrap();
    let second = boss.get(&next).await;
    assert_eq!((first.status, first.count(".log > li"), second.count("a[rel=next]")), (StatusCode::OK, 50, 0));
    let all = [first.texts(".log > li"), second.texts(".log > li")].concat();
    assert_eq!(all.iter().filter(|act| act.ends_with("Invite made")).count(), 60);
    assert!(all.iter().any(|act| act.contains("boss") && act.ends_with("Signed in")), "{all:#?}");
    assert!(all.last().unwrap().contains("Account made"), "{all:#?}");
    assert!(boss.get("/people/activity?lang=ar").await.joined(".log").contains("أُنشئت دعوة"));
    let other = app.sign_in("other").await;
    assert_eq!(other.get(address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(address).await.status, StatusCode::SEE_OTHER);
}
