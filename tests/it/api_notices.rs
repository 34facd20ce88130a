//! Being told, through the front door: the list of notices and the stream that goes on.

use axum::http::StatusCode;
use counterpoint::{
    app::{STREAMS_OF_A_CALLER_MAX, Security},
    domain::{
        case::Visibility,
        dossier::Records,
        person::{Flags, Role},
        source::Source,
    },
    outbound::Reach,
};
use serde_json::{Value, json};

use crate::support::{
    app::{Answer, NOW, TestApp},
    receiver::{Receiver, send_due},
    records::{case, case_of_claims, claim, plain},
    stream::listen,
};

const LIST: &str = "/api/v1/cases/baghdadi/notices";

fn records(visibility: Visibility) -> Records {
    let mut records = case("baghdadi");
    records.case.visibility = visibility;
    records
}

/// The same with one claim more.
fn with_claim(visibility: Visibility, id: &str) -> Records {
    let mut records = records(visibility);
    records.claims = vec![claim(id, "when", "2019-02-11")];
    records
}

fn kinds(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|notice| notice["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn every_write_has_notices_and_they_are_walked_by_revision_and_kind() {
    let app = TestApp::of(records(Visibility::Public)).await.and(with_claim(Visibility::Public, "later")).await;
    let all = app.walk(LIST, 2).await;
    let revisions: Vec<i64> = all.iter().map(|notice| notice["revision"].as_i64().unwrap()).collect();
    assert!(revisions.is_sorted() && revisions.contains(&1) && revisions.contains(&2), "{revisions:?}");
    let since = app.get(&format!("{LIST}?since=1")).await.found();
    assert!(kinds(&since).contains(&"claim_added"), "{since}");
    assert!(since["items"].as_array().unwrap().iter().all(|notice| notice["revision"] == 2));
    let added = app.get(&format!("{LIST}?since=1&kinds=claim_added,claim_withdrawn")).await.found();
    assert_eq!(kinds(&added), ["claim_added"]);
    assert_eq!(added["items"][0]["claim"], "later");
    assert_eq!(kinds(&app.get(&format!("{LIST}?since=2")).await.found()), [""; 0]);
}

#[tokio::test]
async fn a_query_that_means_nothing_is_refused() {
    let app = TestApp::of(records(Visibility::Public)).await;
    for query in ["since=-1", "since=x", "kinds=nothing", "kinds=", "cursor=x", "limit=0", "as_of=2019"] {
        app.get(&format!("{LIST}?{query}")).await.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    }
    let headers = [("accept", "text/event-stream"), ("last-event-id", "x")];
    app.send("GET", LIST, &headers).await.problem(StatusCode::BAD_REQUEST, "invalid-header");
}

#[tokio::test]
async fn a_stream_tells_of_every_write_and_resumes_after_the_notice_it_stopped_at() {
    let app = TestApp::of(records(Visibility::Public)).await;
    let mut live = listen(&app, LIST, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(live.status, StatusCode::OK);
    assert_eq!(live.headers["content-type"], "text/event-stream");
    assert!(!live.headers.contains_key("content-encoding"), "a compressor would hold notices back");
    assert!(live.next().await.unwrap().contains("retry:"));
    app.import(with_claim(Visibility::Public, "later")).await;
    let first = live.notice().await;
    assert_eq!(first.0, "2.1");
    assert_eq!((&first.2["id"], &first.2["kind"]), (&"2.1".into(), &first.1.clone().into()));
    drop(live);
    app.import(with_claim(Visibility::Public, "latest")).await;
    let mut resumed = listen(&app, LIST, &[("last-event-id", "2.1")]).await;
    resumed.next().await;
    let expected: Vec<String> = app.get(&format!("{LIST}?since=1&limit=200")).await.found()["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|notice| notice["id"].as_str().unwrap().to_owned())
        .collect();
    for id in &expected[1..] {
        assert_eq!(&resumed.notice().await.0, id);
    }
}

#[tokio::test]
async fn a_stream_ends_before_it_tells_somebody_what_they_may_not_see_any_more() {
    let app = TestApp::of(records(Visibility::Private)).await;
    app.sign_in_member("owner", "baghdadi", Role::Owner, Flags::ALL).await;
    let member = app.sign_in_member("member", "baghdadi", Role::Viewer, Flags::default()).await;
    let mut stream = listen(&app, LIST, &[("cookie", &member.cookie())]).await;
    stream.next().await;
    app.import(with_claim(Visibility::Private, "one")).await;
    assert_eq!(stream.notice().await.0, "2.1");
    let now = counterpoint::store::Editor::system("test", crate::support::records::moment(crate::support::app::NOW));
    let case = "baghdadi".parse().unwrap();
    let any = counterpoint::store::PartBefore::Any;
    app.store().remove_membership(&now, &case, &member.person, any).await.unwrap();
    app.import(with_claim(Visibility::Private, "two")).await;
    while let Some(sent) = stream.next().await {
        assert!(!sent.contains("id: 3.") && !sent.contains("id:3."), "{sent}");
    }
}

#[tokio::test]
async fn a_stream_ends_with_the_session_and_with_the_case() {
    let app = TestApp::of(records(Visibility::Public)).await;
    let reader = app.sign_in("reader").await;
    let mut of_reader = listen(&app, LIST, &[("cookie", &reader.cookie())]).await;
    let mut of_anybody = listen(&app, LIST, &[]).await;
    of_reader.next().await;
    of_anybody.next().await;
    assert!(reader.post("/sign-out", &[]).await.status.is_redirection());
    app.import(with_claim(Visibility::Public, "one")).await;
    assert_eq!(of_reader.next().await, None, "whoever signed out hears nothing more");
    assert_eq!(of_anybody.notice().await.0, "2.1");
    app.import(records(Visibility::Private)).await;
    while let Some(sent) = of_anybody.next().await {
        assert!(!sent.contains("\"revision\":3"), "{sent}");
    }
}

#[tokio::test]
async fn nobody_has_more_than_a_few_streams() {
    let app = TestApp::of(records(Visibility::Public)).await;
    let mut open = Vec::new();
    for _ in 0..STREAMS_OF_A_CALLER_MAX {
        let stream = listen(&app, LIST, &[]).await;
        assert_eq!(stream.status, StatusCode::OK);
        open.push(stream);
    }
    let headers = [("accept", "text/event-stream")];
    let refused = app.send("GET", LIST, &headers).await;
    assert_eq!(refused.header("retry-after"), "30");
    refused.problem(StatusCode::TOO_MANY_REQUESTS, "too-many-streams");
    assert_eq!(app.get(LIST).await.status, StatusCode::OK, "the list is no stream");
    drop(open);
    assert_eq!(listen(&app, LIST, &[]).await.status, StatusCode::OK);
}

/// The world in which the protected source speaks for `spoken_for`: a change that brings a claim of it, as told to
/// everybody and to somebody who sees who it is.
async fn told_of_protected(spoken_for: Option<&str>) -> (Answer, Vec<Value>) {
    let change = |records: &mut Records| {
        let find = |source: &&mut Source| source.id.as_str() == "officials";
        let secret = records.sources.iter_mut().find(find).unwrap();
        secret.name = plain("Karim Secretname");
        secret.speaks_for = spoken_for.map(|id| id.parse().unwrap());
        (secret.part_of, secret.same_as, secret.may_be) = (None, None, Vec::new());
        secret.public_name = Some(plain("an official"));
    };
    let mut before = records(Visibility::Public);
    change(&mut before);
    let mut after = records(Visibility::Public);
    after.claims = vec![claim("secret", "when", "2019-01-10")];
    change(&mut after);
    let chain = after.claims[0].chain.sources().to_vec();
    let spoken = [vec!["officials".parse().unwrap()], chain[chain.len() - 1..].to_vec()].concat();
    after.claims[0].chain = counterpoint::domain::chain::Chain::new(spoken).unwrap();
    let app = TestApp::of(before).await.and(after).await;
    let insider = app.sign_in_member("insider", "baghdadi", Role::Viewer, Flags::ALL).await;
    let seen = insider.get(LIST).await.found()["items"].as_array().unwrap().clone();
    (app.get(LIST).await, seen)
}

#[tokio::test]
async fn who_a_protected_source_speaks_for_is_told_to_nobody_who_may_not_know() {
    let (named, seen) = told_of_protected(Some("sdf")).await;
    let (unnamed, _) = told_of_protected(None).await;
    assert_eq!(named.body, unnamed.body);
    assert!(!named.body.contains("Secretname"));
    assert_ne!(Value::from(seen), named.json()["items"], "who may know is told the roots as they are");
}

#[tokio::test]
async fn whoever_asks_for_some_kinds_is_told_that_a_write_had_more_than_is_listed() {
    let security = Security { reach: Reach::Anywhere, ..Security::default() };
    let app = TestApp::secured(security, NOW).await.and(records(Visibility::Public)).await;
    let owner = app.sign_in_member("owner", "baghdadi", Role::Owner, Flags::ALL).await;
    let receiver = Receiver::start().await;
    let hook = json!({ "address": receiver.address, "kinds": ["claim_withdrawn"] });
    let made = owner.call("POST", "/api/v1/cases/baghdadi/webhooks", &[], &hook).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let few = Records { claims: case_of_claims("baghdadi", 10).claims, ..records(Visibility::Public) };
    app.import(few).await;
    assert_eq!(send_due(&app).await, 0, "all that it brought is listed");
    let many = Records { claims: case_of_claims("baghdadi", 250).claims, ..records(Visibility::Public) };
    app.import(many).await;
    let listed = app.get(&format!("{LIST}?since=1&kinds=claim_withdrawn")).await.found();
    assert_eq!(kinds(&listed), ["case_changed"]);
    assert_eq!(listed["items"][0]["changed"]["added"]["claims"], 240);
    assert_eq!(send_due(&app).await, 1);
    let told = receiver.received()[0].json()["data"]["notices"].clone();
    assert_eq!(told[0]["kind"], "case_changed", "{told}");
}
