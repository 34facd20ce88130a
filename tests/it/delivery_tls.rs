//! Webhooks over TLS: to receivers that somebody vouches for whom this installation trusts, and to no other.

use axum::http::StatusCode;
use counterpoint::{
    app::{App, Security},
    clock::Clock,
    delivery::Courier,
    domain::person::{Flags, Role},
    outbound::{Authorities, Reach},
};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{
    api::CASE,
    app::{NOW, TestApp, specimen},
    client::Client,
    receiver::{Authority, Receiver},
    records::moment,
};

/// A case with a webhook that leads to `receiver`, and a test on its way there.
async fn told(app: &TestApp, receiver: &Receiver) -> (String, Value) {
    let owner = owner(app).await;
    let hook = json!({ "address": receiver.address });
    let made = owner.call("POST", &format!("{CASE}/webhooks"), &[], &hook).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let hook = made.header("location").to_owned();
    let sent = owner.call("POST", &format!("{hook}/tests"), &[], &json!({})).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    (sent.header("location").to_owned(), sent.json())
}

async fn owner(app: &TestApp) -> Client<'_> {
    app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await
}

async fn app() -> TestApp {
    TestApp::secured(Security { reach: Reach::Anywhere, ..Security::default() }, NOW).await.and(specimen()).await
}

/// Sends what is due some minutes after it was asked for, trusting these authorities too.
async fn send(app: &TestApp, authorities: Authorities, minutes: i64) -> usize {
    let security = Security { reach: Reach::Anywhere, authorities, ..Security::default() };
    let clock = Clock::fixed(moment(NOW) + SignedDuration::from_mins(minutes));
    Courier::new(App::secured(app.store().clone(), clock, security)).send_due().await.unwrap()
}

#[tokio::test]
async fn a_receiver_with_a_certificate_of_a_trusted_authority_is_told_and_one_of_a_stranger_is_not() {
    let (house, stranger) = (Authority::new(), Authority::new());
    let receiver = Receiver::start_over_tls(&house).await;
    let app = app().await;
    let (delivery, _) = told(&app, &receiver).await;
    let owner = app.sign_in_member("second", "baghdadi-2019", Role::Owner, Flags::ALL).await;

    // Neither the system nor another authority vouches for it.
    for (minutes, authorities) in
        [(0, Authorities::default()), (10, Authorities::read(stranger.pem.as_bytes()).unwrap())]
    {
        assert_eq!(send(&app, authorities, minutes).await, 1);
        assert!(receiver.received().is_empty());
        let read = owner.get(&delivery).await.found();
        assert_eq!((&read["state"], &read["fault"]), (&json!("waiting"), &json!("certificate")), "{read}");
        assert!(read["due_at"].is_string() && read.get("status").is_none(), "{read}");
    }
    let page = owner.get(owner.get(&delivery).await.found()["links"]["html"].as_str().unwrap()).await;
    assert!(page.joined("main").contains("is not one that this installation trusts"), "{}", page.joined("main"));

    let both = format!("{}{}", stranger.pem, house.pem);
    assert_eq!(send(&app, Authorities::read(both.as_bytes()).unwrap(), 120).await, 1);
    assert_eq!(receiver.received().len(), 1);
    assert_eq!(receiver.received()[0].json()["type"], "webhook.test");
    assert_eq!(owner.get(&delivery).await.found()["state"], "delivered");
}

#[tokio::test]
async fn a_certificate_for_another_name_is_not_taken() {
    let house = Authority::new();
    let mut receiver = Receiver::start_over_tls(&house).await;
    receiver.address = receiver.address.replace("localhost", "127.0.0.1");
    let app = app().await;
    let (delivery, _) = told(&app, &receiver).await;
    let owner = app.sign_in_member("second", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    assert_eq!(send(&app, Authorities::read(house.pem.as_bytes()).unwrap(), 0).await, 1);
    assert!(receiver.received().is_empty());
    assert_eq!(owner.get(&delivery).await.found()["fault"], "certificate");
}
