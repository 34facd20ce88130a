//! Deliveries that wait: what they hold is told with the rights of the moment at which they are sent.

use counterpoint::{
    app::{App, Security},
    clock::Clock,
    delivery::Courier,
    domain::{
        case::Visibility,
        person::{Flags, Role},
    },
    outbound::Reach,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::{
    api_streams::with_witness,
    support::{
        app::{NOW, TestApp},
        client::Client,
        receiver::Receiver,
        records::moment,
    },
};

const CASE: &str = "/api/v1/cases/baghdadi";
/// An owner who does not see who protected sources are.
const OUTSIDE: Flags = Flags { see_identity: false, ..Flags::ALL };

fn reaching_anywhere() -> Security {
    Security { reach: Reach::Anywhere, ..Security::default() }
}

/// Makes the attempts that are due at a moment.
async fn send_due(app: &TestApp, at: Timestamp) {
    let app = App::secured(app.store().clone(), Clock::fixed(at), reaching_anywhere());
    Courier::new(app).send_due().await.unwrap();
}

/// A receiver that takes nothing, told of the case with the rights of an owner.
async fn told(owner: &Client<'_>) -> Receiver {
    let receiver = Receiver::start().await;
    receiver.answer_with(500);
    let hook = json!({ "address": receiver.address });
    let made = owner.call("POST", &format!("{CASE}/webhooks"), &[], &hook).await;
    assert_eq!(made.status, 201, "{}", made.body);
    receiver
}

/// The roots that the messages say were gained, of those after the first `passed`; the messages have to be there.
fn roots(receiver: &Receiver, passed: usize) -> Vec<Value> {
    let taken = receiver.received();
    assert!(taken.len() > passed, "nothing was sent");
    let notices = taken[passed..].iter().flat_map(|message| {
        let told = message.json();
        assert!(!message.body.contains("Secretname"), "{told}");
        told["data"]["notices"].as_array().cloned().unwrap_or_default()
    });
    notices.filter_map(|notice| notice.get("root").cloned()).collect()
}

#[tokio::test]
async fn what_waits_is_sent_with_the_rights_of_the_moment_and_leads_to_nobody_who_was_protected_meanwhile() {
    let mut before = with_witness(false);
    before.claims.truncate(1);
    let app = TestApp::secured(reaching_anywhere(), NOW).await.and(before).await;
    let insider = app.sign_in_member("insider", "baghdadi", Role::Owner, Flags::ALL).await;
    let outsider = app.sign_in_member("outsider", "baghdadi", Role::Owner, OUTSIDE).await;
    let (inside, outside) = (told(&insider).await, told(&outsider).await);
    app.import(with_witness(false)).await;
    let at = |hours: i64| moment(NOW) + SignedDuration::from_hours(hours);
    send_due(&app, at(0)).await;
    for receiver in [&inside, &outside] {
        assert_eq!(roots(receiver, 0), ["officials"], "it is told while it is no secret");
    }

    app.import(with_witness(true)).await;
    let passed = [&inside, &outside].map(|receiver| receiver.received().len());
    send_due(&app, at(1)).await;
    assert_eq!(roots(&inside, passed[0]), ["officials"]);
    assert_eq!(roots(&outside, passed[1]), Vec::<Value>::new());
    let said: Vec<i64> = outside.received()[passed[1]..]
        .iter()
        .map(|message| message.json()["data"]["revision"].as_i64().unwrap())
        .collect();
    assert!(said.contains(&2), "that something changed is still told: {said:?}");

    // Whoever no longer sees identities is told no more of them, though the message is the one that waited.
    app.join(&insider, "baghdadi", Role::Owner, OUTSIDE).await;
    let passed = inside.received().len();
    send_due(&app, at(3)).await;
    assert_eq!(roots(&inside, passed), Vec::<Value>::new());
    // With the right it comes back: they saw it when they set the webhook up.
    app.join(&insider, "baghdadi", Role::Owner, Flags::ALL).await;
    let passed = inside.received().len();
    send_due(&app, at(12)).await;
    assert_eq!(roots(&inside, passed), ["officials"]);
}

#[tokio::test]
async fn what_waits_of_a_case_that_was_made_private_is_sent_to_nobody_who_has_no_part_in_it() {
    let mut before = with_witness(false);
    before.claims.truncate(1);
    let app = TestApp::secured(reaching_anywhere(), NOW).await.and(before).await;
    let leaving = app.sign_in_member("leaving", "baghdadi", Role::Owner, Flags::ALL).await;
    let staying = app.sign_in_member("staying", "baghdadi", Role::Owner, Flags::ALL).await;
    let (left, stayed) = (told(&leaving).await, told(&staying).await);
    let mut private = with_witness(false);
    private.case.visibility = Visibility::Private;
    app.import(private).await;
    send_due(&app, moment(NOW)).await;
    let member = format!("{CASE}/members/{}", leaving.person);
    let gone = staying.call("DELETE", &member, &[("if-match", "*")], &json!({})).await;
    assert_eq!(gone.status, 204, "{}", gone.body);
    let passed = [&left, &stayed].map(|receiver| receiver.received().len());
    assert_eq!(passed, [1, 1]);
    send_due(&app, moment(NOW) + SignedDuration::from_hours(1)).await;
    assert_eq!([&left, &stayed].map(|receiver| receiver.received().len()), [1, 2]);
}
