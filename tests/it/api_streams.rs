//! Streams of notices: when they say that they are there, what they leave out, and when they end.

use std::time::Duration;

use axum::http::StatusCode;
use counterpoint::{
    app::{Pace, Security},
    domain::{
        case::Visibility,
        chain::Chain,
        dossier::Records,
        person::{Flags, Role},
        source::Source,
        token::Scope,
    },
    outbound::Reach,
    store::{Editor, PartBefore},
};
use serde_json::{Value, json};

use crate::support::{
    api::CASE,
    app::{NOW, TestApp, specimen},
    records::{case, claim, moment, plain},
    stream::listen,
};

const LIST: &str = "/api/v1/cases/baghdadi/notices";

/// A server whose streams do soon what they do by themselves, and that sends to this machine.
fn quick() -> Security {
    let pace = Pace { look_every: Duration::from_millis(20), silence_max: Duration::from_millis(60) };
    Security { stream_pace: pace, reach: Reach::Anywhere, ..Security::default() }
}

fn records(visibility: Visibility) -> Records {
    let mut records = case("baghdadi");
    records.case.visibility = visibility;
    records
}

async fn app(visibility: Visibility) -> TestApp {
    TestApp::secured(quick(), NOW).await.and(records(visibility)).await
}

#[tokio::test]
async fn a_stream_says_that_it_is_still_there_and_never_later_than_promised() {
    let app = app(Visibility::Public).await;
    let mut stream = listen(&app, LIST, &[]).await;
    assert!(stream.next().await.unwrap().contains("retry:"));
    for _ in 0..3 {
        assert_eq!(stream.next().await.unwrap(), ": still here\n\n");
    }
    app.import({
        let mut records = records(Visibility::Public);
        records.claims = vec![claim("later", "when", "2019-02-11")];
        records
    })
    .await;
    loop {
        let sent = stream.next().await.unwrap();
        if sent != ": still here\n\n" {
            assert!(sent.contains("2.1"), "{sent}");
            break;
        }
    }
    assert_eq!(Pace::default().silence_max, Duration::from_secs(15), "as docs/API.md promises");
}

#[tokio::test]
async fn a_part_in_the_case_that_is_lost_ends_a_stream_though_nobody_writes() {
    let app = app(Visibility::Private).await;
    app.sign_in_member("owner", "baghdadi", Role::Owner, Flags::ALL).await;
    let member = app.sign_in_member("member", "baghdadi", Role::Viewer, Flags::default()).await;
    let mut stream = listen(&app, LIST, &[("cookie", &member.cookie())]).await;
    assert_eq!(stream.status, StatusCode::OK);
    stream.next().await;
    let editor = Editor::system("test", moment(NOW));
    app.store()
        .remove_membership(&editor, &"baghdadi".parse().unwrap(), &member.person, PartBefore::Any)
        .await
        .unwrap();
    assert!(stream.ends().await);
}

#[tokio::test]
async fn a_token_that_is_revoked_ends_its_stream_and_no_other() {
    let app = app(Visibility::Private).await;
    let owner = app.sign_in_member("owner", "baghdadi", Role::Owner, Flags::ALL).await;
    let [revoked, other] = [(); 2].map(|()| app.program(&owner.person, &[Scope::Read], None));
    let (revoked, other) = (revoked.await, other.await);
    let mut ended = listen(&app, LIST, &[("authorization", &revoked.authorization())]).await;
    let mut going_on = listen(&app, LIST, &[("authorization", &other.authorization())]).await;
    ended.next().await;
    going_on.next().await;
    let gone = owner.send("DELETE", &format!("/api/v1/tokens/{}", revoked.id), &[], "").await;
    assert!(gone.status.is_success(), "{}", gone.body);
    assert!(ended.ends().await);
    assert_eq!(going_on.next().await.unwrap(), ": still here\n\n");
}

/// The case with a source of no other name, and a claim that goes back to it; protected or not yet.
pub fn with_witness(is_protected: bool) -> Records {
    let mut records = records(Visibility::Public);
    let find = |source: &&mut Source| source.id.as_str() == "officials";
    let witness = records.sources.iter_mut().find(find).unwrap();
    witness.name = plain("Karim Secretname");
    (witness.part_of, witness.speaks_for, witness.same_as, witness.may_be) = (None, None, None, Vec::new());
    witness.is_protected = is_protected;
    witness.public_name = is_protected.then(|| plain("an official"));
    let mut seen = claim("seen", "when", "2019-02-11");
    seen.chain = Chain::new(vec!["officials".parse().unwrap(), "guardian".parse().unwrap()]).unwrap();
    records.claims = vec![claim("said", "when", "2019-02-11"), seen];
    records.assessments.clear();
    records
}

#[tokio::test]
async fn older_notices_lead_nobody_to_a_source_that_becomes_protected() {
    let mut before = with_witness(false);
    before.claims.truncate(1);
    let app = TestApp::secured(quick(), NOW).await.and(before).await.and(with_witness(false)).await;
    let of_roots = |page: &Value| -> Vec<Value> {
        let items = page["items"].as_array().unwrap().iter();
        items.filter(|notice| notice["kind"] == "position_gained_root").map(|notice| notice["root"].clone()).collect()
    };
    let everything = format!("{LIST}?since=1&limit=200");
    assert_eq!(of_roots(&app.get(&everything).await.found()), [json!("officials")], "it is told while it is no secret");

    app.import(with_witness(true)).await;
    let insider = app.sign_in_member("insider", "baghdadi", Role::Viewer, Flags::ALL).await;
    assert_eq!(of_roots(&insider.get(&everything).await.found()), [json!("officials")]);
    let outside = app.get(&everything).await;
    assert!(!outside.body.contains("position_gained_root") && !outside.body.contains("\"root\""), "{}", outside.body);
    let revisions = |page: &Value| -> Vec<i64> {
        let mut all: Vec<i64> =
            page["items"].as_array().unwrap().iter().map(|it| it["revision"].as_i64().unwrap()).collect();
        all.dedup();
        all
    };
    assert_eq!(revisions(&outside.found()), [2, 3], "every revision is still told");
    let asked = app.get(&format!("{LIST}?kinds=position_gained_root")).await.found();
    assert_eq!(asked["items"], json!([]));
    // Whoever lost a stream before that resumes it after.
    let mut resumed = listen(&app, LIST, &[("last-event-id", "1.200")]).await;
    resumed.next().await;
    loop {
        let (_, kind, notice) = resumed.notice().await;
        assert!(kind != "position_gained_root" && notice.get("root").is_none(), "{notice}");
        if notice["revision"] == 3 {
            break;
        }
    }
}

#[tokio::test]
async fn what_was_read_before_a_source_became_protected_is_not_sent_after_it() {
    let mut before = with_witness(false);
    before.claims.truncate(1);
    let app = TestApp::secured(quick(), NOW).await.and(before).await.and(with_witness(false)).await;
    let mut stream = listen(&app, &format!("{LIST}?since=0"), &[]).await;
    stream.next().await;
    let mut last = stream.notice().await.0;
    app.import(with_witness(true)).await;
    loop {
        let (id, kind, notice) = stream.notice().await;
        let place = |id: &str| id.split('.').map(|part| part.parse::<i64>().unwrap()).collect::<Vec<_>>();
        assert!(place(&id) > place(&last), "nothing comes twice: {id} after {last}");
        assert!(kind != "position_gained_root" && notice.get("root").is_none(), "{notice}");
        if notice["revision"] == 3 {
            break;
        }
        last = id;
    }
}

#[tokio::test]
async fn a_judgement_that_a_later_claim_makes_stale_is_told_by_list_stream_and_webhook() {
    let app = TestApp::secured(quick(), NOW).await.and(specimen()).await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let receiver = crate::support::receiver::Receiver::start().await;
    let hook = json!({ "address": receiver.address, "kinds": ["assessment_went_stale"] });
    assert_eq!(owner.call("POST", &format!("{CASE}/webhooks"), &[], &hook).await.status, StatusCode::CREATED);
    let judgement =
        json!({ "question": "attempt-when", "status": "leaning", "reason": "Two roots.", "claims": ["when-1"] });
    let signed = owner.call("POST", &format!("{CASE}/assessments"), &[("if-match", "*")], &judgement).await;
    assert_eq!(signed.status, StatusCode::CREATED, "{}", signed.body);
    let mut stream = listen(&app, &format!("{CASE}/notices?kinds=assessment_went_stale"), &[]).await;
    stream.next().await;

    let later = json!({ "question": "attempt-when", "value": "January 2017", "chain": ["guardian"],
                        "document": "guardian-1", "excerpt": "in our words", "stance": "asserts" });
    assert_eq!(owner.call("POST", &format!("{CASE}/claims"), &[], &later).await.status, StatusCode::CREATED);
    let listed = app.get(&format!("{CASE}/notices?since=1&kinds=assessment_went_stale")).await.found();
    let [told] = &listed["items"].as_array().unwrap()[..] else { panic!("{listed}") };
    assert_eq!((&told["question"], &told["revision"]), (&json!("attempt-when"), &json!(3)));
    assert_eq!(told["signed_at"], NOW);
    loop {
        // What is no notice may come before.
        let sent = stream.next().await.unwrap();
        if let Some(data) = sent.lines().find_map(|line| line.strip_prefix("data:")) {
            assert_eq!(&serde_json::from_str::<Value>(data).unwrap(), told);
            break;
        }
    }
    assert_eq!(crate::support::receiver::send_due(&app).await, 1);
    let [message] = &receiver.received()[..] else { panic!("not one message") };
    assert_eq!(message.json()["data"]["notices"], json!([told]));

    // What is stale already does not go stale again.
    let mut again = later.clone();
    again["value"] = json!("February 2017");
    assert_eq!(owner.call("POST", &format!("{CASE}/claims"), &[], &again).await.status, StatusCode::CREATED);
    assert_eq!(crate::support::receiver::send_due(&app).await, 0);
}
