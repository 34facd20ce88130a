//! The judgements that a change would make stale: told before it is made as notices tell it afterwards.

use axum::http::StatusCode;
use counterpoint::domain::person::{Flags, Role};
use serde_json::{Value, json};

use crate::support::{
    api::{CASE, assert_described},
    app::{NOW, SHIPPED, TestApp},
    client::Client,
};

const PREVIEWS: &str = "/api/v1/cases/baghdadi-2019/claims/previews";

async fn owner(app: &TestApp) -> Client<'_> {
    app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await
}

/// The judgement that somebody signs on when the attempt was, resting on its first claim.
async fn judged(client: &Client<'_>) -> Value {
    let judgement =
        json!({ "question": "attempt-when", "status": "leaning", "reason": "Two roots.", "claims": ["when-1"] });
    let signed = client.call("POST", &format!("{CASE}/assessments"), &[("if-match", "*")], &judgement).await;
    assert_eq!(signed.status, StatusCode::CREATED, "{}", signed.body);
    signed.json()
}

/// A claim of January 2017.
fn later() -> Value {
    json!({ "question": "attempt-when", "value": "January 2017", "chain": ["guardian"], "document": "guardian-1",
            "excerpt": "in our words", "stance": "asserts" })
}

/// The judgements that an answer says would go stale, question by question.
fn stale(told: &Value) -> Vec<&Value> {
    told["questions"].as_array().unwrap().iter().flat_map(|it| it["stale_assessments"].as_array().unwrap()).collect()
}

/// How many judgements the newest write made stale, by its notices.
async fn went_stale(app: &TestApp, since: i64) -> usize {
    let listed = app.get(&format!("{CASE}/notices?since={since}&kinds=assessment_went_stale")).await.found();
    listed["items"].as_array().unwrap().len()
}

/// The record of a claim, to be brought in in a line.
async fn line(client: &Client<'_>, id: &str, field: &str, value: &str) -> String {
    let newest = client.get(&format!("{CASE}/claims/{id}/versions?limit=1")).await.found();
    let mut record = newest["items"][0]["record"].clone();
    record[field] = value.into();
    json!({ "claim": record }).to_string()
}

#[tokio::test]
async fn a_preview_says_which_judgement_the_claim_would_make_stale_and_why() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let signed = judged(&owner).await;
    let told = owner.call("POST", PREVIEWS, &[], &later()).await.found();
    assert_described("/api/v1/cases/{case}/claims/previews", "post", "200", &told);
    let expected = json!({ "assessment": signed["id"], "by": "owner", "signed_at": NOW,
                           "because": ["claims_added", "positions_added"] });
    assert_eq!(stale(&told), [&expected]);
    let sentences = |told: &Value| -> Vec<(String, String)> {
        let all = told["questions"][0]["sentences"].as_array().unwrap().iter();
        let own = all.filter(|line| line["about"] == "assessment");
        own.map(|line| (line["text"].as_str().unwrap().to_owned(), line["more"].as_str().unwrap().to_owned())).collect()
    };
    let said = sentences(&told);
    assert_eq!(said.len(), 1);
    assert!(said[0].0.replace(['\u{2068}', '\u{2069}'], "").contains("owner signed on 1 March 2026"), "{said:?}");
    assert_eq!(said[0].1, "1 claim would count that it did not weigh.");
    let arabic = owner.call("POST", PREVIEWS, &[("accept-language", "ar")], &later()).await.found();
    assert_eq!(sentences(&arabic)[0].1, "سيُحتسب ادعاء واحد لم يؤخذ فيه بالحسبان.");

    // Written, notices tell it; and what is stale already is told of no other claim.
    owner.call("POST", &format!("{CASE}/claims"), &[], &later()).await;
    assert_eq!(went_stale(&app, 2).await, 1);
    let mut again = later();
    again["value"] = "February 2017".into();
    assert_eq!(stale(&owner.call("POST", PREVIEWS, &[], &again).await.found()), Vec::<&Value>::new());
}

#[tokio::test]
async fn what_is_said_before_a_write_is_what_its_notices_say() {
    for (id, field, value, is_stale) in [
        ("when-1", "excerpt", "Said otherwise.", true),
        ("when-1", "value", "January 2017", true),
        ("when-2", "note", "Looked at again.", false),
        ("when-2", "value", "January 2017", true),
        ("where-1", "excerpt", "Said otherwise.", false),
    ] {
        let app = TestApp::with_specimen().await;
        let owner = owner(&app).await;
        judged(&owner).await;
        let mut record = owner.get(&format!("{CASE}/claims/{id}")).await.found();
        record[field] = value.into();
        let previewed = owner.call("POST", PREVIEWS, &[], &record).await.found();
        let line = line(&owner, id, field, value).await;
        let import = async |query: &str| {
            let address = format!("{CASE}/import{query}");
            owner.send("POST", &address, &[("content-type", "application/x-ndjson")], &line).await.found()
        };
        let tried = import("?dry_run=true").await;
        assert_eq!(stale(&tried["difference"]), stale(&previewed), "{id} {field}");
        assert_eq!(stale(&previewed).len(), usize::from(is_stale), "{id} {field}");
        assert_eq!(import("").await["changed"], true);
        assert_eq!(went_stale(&app, 2).await, usize::from(is_stale), "{id} {field}");
    }
}

#[tokio::test]
async fn a_judgement_that_the_import_itself_signs_anew_does_not_go_stale() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    judged(&owner).await;
    let anew = json!({ "assessment": { "question": "attempt-when", "status": "settled", "reason": "Now.", "by": "owner",
                                       "at": "2026-03-02T12:00:00Z", "claims": ["when-1"] } });
    let lines = format!("{}\n{anew}", line(&owner, "when-1", "excerpt", "Said otherwise.").await);
    let import = async |query: &str| {
        let address = format!("{CASE}/import{query}");
        owner.send("POST", &address, &[("content-type", "application/x-ndjson")], &lines).await.found()
    };
    assert_eq!(stale(&import("?dry_run=true").await["difference"]), Vec::<&Value>::new());
    import("").await;
    assert_eq!(went_stale(&app, 2).await, 0);
}

#[tokio::test]
async fn the_pages_say_it_too_before_a_claim_is_saved_and_before_one_is_withdrawn() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    judged(&owner).await;
    let typed = [
        ("question", "attempt-when"),
        ("value", "January 2017"),
        ("stance", "asserts"),
        ("document", "guardian-1"),
        ("link", ""),
        ("excerpt", "In January 2017."),
        ("op", "check"),
    ];
    for (lang, signed, why) in [
        ("en", "that owner signed on 1 March 2026 would go stale", "1 claim would count that it did not weigh."),
        ("ar", "owner", "سيُحتسب ادعاء واحد لم يؤخذ فيه بالحسبان."),
    ] {
        let form = owner.post(&format!("{SHIPPED}/claims/new?lang={lang}"), &typed).await;
        let withdrawal = owner.get(&format!("{SHIPPED}/claims/when-10/withdraw?lang={lang}")).await;
        let (saved, withdrawn) = (form.joined(".eff"), withdrawal.joined(".eff"));
        assert!(saved.contains(signed) && saved.contains(why), "{lang}: {saved}");
        assert!(withdrawn.contains(signed), "{lang}: {withdrawn}");
    }
}
