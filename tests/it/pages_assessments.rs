//! Judgements on disagreements: signed in a form, several beside each other, stale once what they rest on changes.

use axum::http::StatusCode;
use counterpoint::{
    domain::{
        person::{Flags, Role},
        record::Record,
        text::Text,
    },
    store::{Change, Editor},
};

use serde_json::json;

use crate::support::{
    app::{Answer, SHIPPED, TestApp, specimen},
    client::Client,
    records::moment,
};

const QUESTION: &str = "/cases/baghdadi-2019/questions/attempt-when";
const FORM: &str = "/cases/baghdadi-2019/questions/attempt-when/assessment";

async fn assessor<'a>(app: &'a TestApp, name: &str) -> Client<'a> {
    let flags = Flags { assess: true, ..Flags::default() };
    app.sign_in_member(name, "baghdadi-2019", Role::Viewer, flags).await
}

async fn judge(client: &Client<'_>, status: &str, reason: &str) -> Answer {
    let revision = client.get(FORM).await.attribute("input[name=revision]", "value").unwrap();
    let sent = [
        ("revision", revision.as_str()),
        ("status", status),
        ("reason.en", reason),
        ("claim", "when-1"),
        ("claim", "when-6"),
    ];
    client.post(FORM, &sent).await
}

#[tokio::test]
async fn somebody_who_may_judge_signs_a_judgement_and_it_stands_beside_the_evidence() {
    let app = TestApp::with_specimen().await;
    let client = assessor(&app, "nadia").await;
    assert_eq!(client.get(QUESTION).await.attribute(".ass a.btn", "href").as_deref(), Some(FORM));
    let form = client.get(FORM).await;
    assert!(form.texts(".ass-f h2").len() >= 2, "the claims stand by position");
    assert_eq!(form.count("input[name=claim][checked]"), 0);
    let done = judge(&client, "leaning", "Two roots for September.").await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, QUESTION));
    let page = app.page(QUESTION).await;
    let shown = page.joined(".ass");
    for part in ["Leaning", "Two roots for September.", "nadia, 1 March 2026", "when-1", "Nothing has changed since."] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(page.count(".ass a.btn"), 0);
    let again = client.get(FORM).await;
    assert_eq!(again.text("textarea[name='reason.en']"), "Two roots for September.");
    assert_eq!(again.count("input[name=claim][checked]"), 2);
    let history = app.page(&format!("{QUESTION}/history")).await;
    assert!(history.joined(".h2").contains("Assessment by nadia"));
    let arabic = client.get(&format!("{FORM}?lang=ar")).await;
    assert_eq!(arabic.text("h1"), "تقييم خلاف");
}

#[tokio::test]
async fn everything_wrong_with_a_judgement_is_said_at_once_and_what_was_typed_is_kept() {
    let app = TestApp::with_specimen().await;
    let client = assessor(&app, "nadia").await;
    let refused = client.post(FORM, &[("revision", "1"), ("would_settle.ar", "وثيقة مؤرخة")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text("title").starts_with("Error:"));
    let links = refused.attributes("[role=alert] a", "href");
    assert_eq!(links, ["#f-status", "#f-reason-en", "#g-claim"]);
    for link in links {
        assert_eq!(refused.count(&link), 1, "{link}");
    }
    assert_eq!(refused.text("textarea[name='would_settle.ar']"), "وثيقة مؤرخة");
    // It is there again in a new tab, until it is discarded.
    let again = client.get(FORM).await;
    assert!(again.text(".fnt p:first-child").starts_with("You have an unsaved draft here"));
    assert_eq!(again.text("textarea[name='would_settle.ar']"), "وثيقة مؤرخة");
    assert_eq!(client.post(FORM, &[("op", "discard")]).await.header("location"), FORM);
    assert_eq!(client.get(FORM).await.count(".fnt"), 0);
    // Written to meanwhile: shown again, and saved the second time.
    let sent = [("revision", "0"), ("status", "settled"), ("reason.ar", "سبب"), ("claim", "when-1")];
    let late = client.post(FORM, &sent).await;
    assert_eq!(
        (late.status, late.attribute("input[name=revision]", "value").as_deref()),
        (StatusCode::CONFLICT, Some("1"))
    );
    assert!(late.text("[role=alert] .log").contains("an import"));
    let none = app.sign_in_member("viewer", "baghdadi-2019", Role::Owner, Flags::default()).await;
    assert_eq!(none.get(FORM).await.status, StatusCode::NOT_FOUND);
    assert_eq!(none.post(FORM, &sent).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_judgement_on_a_case_that_was_changed_meanwhile_is_told_who_changed_what_and_when() {
    let app = TestApp::with_specimen().await;
    let client = assessor(&app, "nadia").await;
    let editor = app.sign_in_member("samir", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let sent = [("revision", "1"), ("status", "settled"), ("reason.en", "One root"), ("claim", "when-1")];
    let place = json!({ "name": "The bridge", "why": "Zahra told us" });
    editor.call("POST", "/api/v1/cases/baghdadi-2019/places", &[], &place).await;
    let late = client.post(FORM, &sent).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let told = late.texts("[role=alert] .log > li");
    assert_eq!(told.len(), 1, "only what was written since: {told:?}");
    for part in ["1 March 2026, 12:00 (UTC)", "samir", "Place The bridge added", "Zahra told us"] {
        assert!(told[0].contains(part), "{part}: {told:?}");
    }
    assert_eq!(late.attributes("[role=alert] .act a", "href"), ["/cases/baghdadi-2019/activity"]);
    assert_eq!(late.text("textarea[name='reason.en']"), "One root");
    let again: Vec<_> = [("revision", "2")].into_iter().chain(sent.into_iter().skip(1)).collect();
    assert_eq!(client.post(FORM, &again).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_judgement_sent_after_the_session_grew_too_old_is_there_after_signing_in_and_is_saved_with_its_note() {
    let app = TestApp::with_specimen().await;
    let client = assessor(&app, "nadia").await;
    let old = client.left_alone().await;
    let sent = [("revision", "1"), ("status", "settled"), ("reason.en", "One root"), ("claim", "when-1")];
    let answer = old.post(FORM, &sent).await;
    assert!(answer.header("location").starts_with("/sign-in?next="), "{:?}", answer.headers);
    let again = client.get(FORM).await;
    assert_eq!(again.text("textarea[name='reason.en']"), "One root");
    assert_eq!(again.attributes("input[name=claim][checked]", "value"), ["when-1"]);
    let noted = sent.into_iter().chain([("why", "Agreed on the phone")]).collect::<Vec<_>>();
    assert_eq!(client.post(FORM, &noted).await.status, StatusCode::SEE_OTHER);
    assert_eq!(client.get(FORM).await.count(".fnt"), 0);
    assert!(client.get("/activity").await.joined(".why-q").contains("Agreed on the phone"));
}

#[tokio::test]
async fn a_judgement_is_stale_once_a_claim_it_rests_on_or_a_position_changes() {
    let app = TestApp::with_specimen().await;
    let client = assessor(&app, "nadia").await;
    judge(&client, "leaning", "Two roots for September.").await;
    let editor = Editor::system("test", moment("2026-03-01T13:00:00Z"));
    let put = async |id: &str, edit: fn(&mut counterpoint::domain::claim::Claim)| {
        let mut claim = specimen().claims.into_iter().find(|claim| claim.id.as_str() == id).unwrap();
        edit(&mut claim);
        let change = Change { put: vec![Record::Claim(claim)], ..Change::default() };
        app.store().change_case(&editor, &specimen().case.id, change).await.unwrap();
    };
    put("when-6", |claim| claim.note = Some(Text::note("Checked again").unwrap())).await;
    let page = app.page(QUESTION).await;
    assert_eq!(page.text(".stale"), "Stale: what it rests on has changed. 1 claim changed: when-6.");
    assert!(app.page(SHIPPED).await.texts(".facts span").contains(&"1 assessment is stale".to_owned()));
    assert!(app.page("/").await.joined(".ca").contains("1 assessment is stale"));
    put("when-2", |claim| claim.id = "when-new".parse().unwrap()).await;
    let stale = app.page(QUESTION).await.text(".stale");
    assert!(stale.contains("1 claim added: when-new.") && stale.contains("made of other claims"), "{stale}");
    let arabic = app.page(&format!("{QUESTION}?lang=ar")).await.text(".stale");
    assert!(arabic.contains("when-new"), "{arabic}");
    // As our records stood when it was signed, nothing had changed.
    let then = app.page(&format!("{QUESTION}?clock=recorded&as_of=2026-03-01T12:30:00Z")).await;
    assert_eq!(then.count(".stale"), 0);
    assert!(then.joined(".ass").contains("Two roots for September."));
}

#[tokio::test]
async fn editors_who_differ_are_shown_beside_each_other_and_the_earlier_judgement_of_each_is_kept() {
    let app = TestApp::with_specimen().await;
    let mut records = specimen();
    let judgement = |by: &str, at: &str, status: &str| {
        let file = serde_json::json!({"question": "attempt-when", "status": status, "reason": by, "by": by, "at": at, "claims": ["when-1"]});
        counterpoint::exchange::case_file::read_record::<counterpoint::domain::assessment::Assessment>(
            file.to_string().as_bytes(),
        )
        .unwrap()
    };
    records.assessments = vec![
        judgement("The day desk", "2026-01-01T10:00:00Z", "unresolved"),
        judgement("The day desk", "2026-01-02T10:00:00Z", "leaning"),
        judgement("The night desk", "2026-01-01T12:00:00Z", "leaning"),
    ];
    app.import(records.clone()).await;
    let page = app.page(QUESTION).await;
    assert_eq!(page.texts(".ass h2"), ["Leaning", "Leaning"]);
    assert_eq!(page.count(".differ"), 0);
    assert_eq!(page.texts(".ass details li"), ["Unresolved (The day desk, 1 January 2026)"]);
    records.assessments.push(judgement("The night desk", "2026-01-03T10:00:00Z", "settled"));
    app.import(records).await;
    let page = app.page(QUESTION).await;
    assert_eq!(page.text(".differ"), "Editors differ.");
    assert_eq!(page.texts(".ass h2"), ["Settled", "Leaning"]);
    assert!(app.page(&format!("{QUESTION}?lang=ar")).await.text(".differ").contains("اختلف"));
}
