//! Stories of webhooks: who is told what, signed, once it is committed, and what happens where nobody listens.

use std::{path::Path, time::Duration};

use counterpoint::{
    app::{App, Security},
    clock::Clock,
    credentials::{Vault, WebhookSecret},
    delivery::Courier,
    domain::{
        access::Identities,
        id::{CaseId, DeliveryId, PersonId, WebhookId},
        notice::NoticeKind,
        person::{Flags, Membership, Role},
        record::Noun,
        webhook::{Delivery, DeliveryFault, DeliveryState, Pause, Webhook},
    },
    outbound::Reach,
    store::{Change, Editor, ImportMode, NewWebhook, SetUpBy, Store, WebhookChange},
};
use jiff::{SignedDuration, Timestamp};
use sqlx::{ConnectOptions as _, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::support::{
    app::{NOW, TestApp},
    log::Log,
    receiver::Receiver,
    records::{case, claim, moment},
};

/// A case that is told of, and who is told.
struct Story {
    app: TestApp,
    receiver: Receiver,
    secret: WebhookSecret,
}

const HOOK: &str = "h-1";

fn hook() -> WebhookId {
    HOOK.parse().unwrap()
}

fn baghdadi() -> CaseId {
    "baghdadi".parse().unwrap()
}

fn editor(at: Timestamp) -> Editor {
    Editor::system("test", at)
}

fn set_up(person: &PersonId) -> SetUpBy {
    SetUpBy { person: person.clone(), identities: Identities::Hidden }
}

impl Story {
    async fn begin() -> Self {
        Self::of(&[]).await
    }

    /// With a webhook that an owner made for these kinds.
    async fn of(kinds: &[NoticeKind]) -> Self {
        Self::with(TestApp::empty().await, kinds).await
    }

    /// In a file, with somebody else who is connected to it.
    async fn in_file(folder: &Path) -> (Self, SqliteConnection) {
        let file = folder.join("counterpoint.db");
        let database = Store::open(&file, Vault::ephemeral()).await.unwrap();
        let story = Self::with(TestApp::over(database, Security::default(), NOW), &[]).await;
        (story, SqliteConnectOptions::new().filename(&file).connect().await.unwrap())
    }

    async fn with(app: TestApp, kinds: &[NoticeKind]) -> Self {
        let app = app.and(case("baghdadi")).await;
        let owner = app.sign_in_member("owner", "baghdadi", Role::Owner, Flags::ALL).await;
        let (receiver, secret) = (Receiver::start().await, WebhookSecret::random());
        let new = NewWebhook {
            id: hook(),
            case: baghdadi(),
            address: receiver.address.clone(),
            kinds: kinds.to_vec(),
            set_up: set_up(&owner.person),
            secret: secret.as_bytes().clone(),
        };
        app.store().add_webhook(&editor(moment(NOW)), new).await.unwrap();
        Self { app, receiver, secret }
    }

    /// A courier at a moment.
    fn courier(&self, at: Timestamp) -> Courier {
        self.courier_by(Clock::fixed(at), Reach::Anywhere)
    }

    /// A second webhook, of the same owner, that leads to `receiver`.
    async fn told_too(&self, receiver: &Receiver) {
        let new = NewWebhook {
            id: "h-2".parse().unwrap(),
            case: baghdadi(),
            address: receiver.address.clone(),
            kinds: Vec::new(),
            set_up: set_up(&self.webhook().await.made_by),
            secret: self.secret.as_bytes().clone(),
        };
        self.app.store().add_webhook(&editor(moment(NOW)), new).await.unwrap();
    }

    fn courier_by(&self, clock: Clock, reach: Reach) -> Courier {
        let security = Security { reach, ..Security::default() };
        Courier::new(App::secured(self.app.store().clone(), clock, security))
    }

    /// Somebody says something more, at the moment `at`.
    async fn say(&self, id: &str, at: Timestamp) {
        let mut records = case("baghdadi");
        records.claims = vec![claim(id, "when", "2019-02-11")];
        let outcome = self.app.store().import_case(&editor(at), records, ImportMode::Merge).await;
        assert!(outcome.unwrap().is_change());
    }

    async fn webhook(&self) -> Webhook {
        self.app.store().webhook(&baghdadi(), &hook()).await.unwrap().unwrap()
    }

    async fn deliveries(&self) -> Vec<Delivery> {
        self.app.store().deliveries(&hook(), None, 100).await.unwrap()
    }
}

#[tokio::test]
async fn what_a_write_changed_is_told_signed_and_holds_ids_alone() {
    let story = Story::begin().await;
    story.say("later", moment(NOW)).await;
    assert_eq!(story.receiver.received().len(), 0, "the write does not wait for anybody");
    assert_eq!(story.deliveries().await.len(), 1, "the delivery is committed with the write");
    assert_eq!(story.courier_by(Clock::system(), Reach::Anywhere).send_due().await.unwrap(), 1);
    let [received] = &story.receiver.received()[..] else { panic!("not one message") };
    let verifier = standardwebhooks::Webhook::new(&story.secret.reveal()).unwrap();
    verifier.verify(received.body.as_bytes(), &received.headers).unwrap();
    assert!(verifier.verify(b"{}", &received.headers).is_err());
    assert_eq!(received.headers["content-type"], "application/json");
    assert!(received.headers["user-agent"].to_str().unwrap().starts_with("Counterpoint/"));
    let message = received.json();
    assert_eq!(message["type"], "case.revised");
    assert_eq!((&message["data"]["case"], &message["data"]["revision"]), (&"baghdadi".into(), &2.into()));
    let kinds: Vec<&str> =
        message["data"]["notices"].as_array().unwrap().iter().map(|notice| notice["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"claim_added"), "{kinds:?}");
    assert!(!received.body.contains("2019-02-11"), "no text of a claim is sent: {}", received.body);
    let [delivery] = &story.deliveries().await[..] else { panic!("not one delivery") };
    assert_eq!((delivery.state, delivery.status, delivery.attempts), (DeliveryState::Delivered, Some(204), 1));
    assert_eq!(story.courier(moment(NOW)).send_due().await.unwrap(), 0, "it is sent once");
}

#[tokio::test]
async fn a_receiver_that_fails_is_tried_again_ever_later_under_the_same_name_and_then_given_up() {
    let story = Story::begin().await;
    story.receiver.answer_with(500);
    let mut now = moment(NOW);
    story.say("later", now).await;
    let mut waits = Vec::new();
    while story.courier(now).send_due().await.unwrap() == 1 {
        let [delivery] = &story.deliveries().await[..] else { panic!("not one delivery") };
        assert_eq!((delivery.status, delivery.fault), (Some(500), Some(DeliveryFault::Status)));
        let Some(due_at) = delivery.due_at else { break };
        assert_eq!(story.courier(due_at - SignedDuration::from_millis(1)).send_due().await.unwrap(), 0);
        waits.push(due_at.duration_since(now).as_secs());
        now = due_at;
    }
    let expected = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    assert_eq!(waits.len(), expected.len());
    for (wait, least) in waits.iter().zip(expected) {
        assert!((least..=least * 6 / 5).contains(wait), "{waits:?}");
    }
    let received = story.receiver.received();
    assert_eq!(received.len(), 10);
    assert!(received.iter().all(|message| message.id() == received[0].id()));
    assert_eq!(story.deliveries().await[0].state, DeliveryState::GivenUp);
    assert_eq!(story.webhook().await.failures, 10);
}

#[tokio::test]
async fn a_webhook_that_takes_nothing_for_five_days_is_paused_and_says_so() {
    let story = Story::begin().await;
    story.receiver.answer_with(410);
    let begun = moment(NOW);
    for (id, days) in [("one", 0), ("two", 4), ("three", 6)] {
        let at = begun + SignedDuration::from_hours(24 * days);
        assert_eq!(story.webhook().await.paused, None, "{id}");
        story.say(id, at).await;
        story.courier(at).send_due().await.unwrap();
    }
    let paused_at = begun + SignedDuration::from_hours(24 * 6);
    assert_eq!(story.webhook().await.paused, Some((Pause::Failing, paused_at)));
    let made = story.deliveries().await.len();
    story.say("four", paused_at).await;
    assert_eq!(story.deliveries().await.len(), made, "nothing is put in line while it is paused");
    assert_eq!(story.courier(paused_at + SignedDuration::from_hours(99)).send_due().await.unwrap(), 0);
    story.receiver.answer_with(200);
    let change = WebhookChange { told: None, is_paused: false, set_up: set_up(&story.webhook().await.made_by) };
    story.app.store().change_webhook(&editor(paused_at), &baghdadi(), &hook(), None, change).await.unwrap();
    story.courier(paused_at + SignedDuration::from_hours(99)).send_due().await.unwrap();
    let webhook = story.webhook().await;
    assert_eq!((webhook.paused, webhook.failures, webhook.failing_since), (None, 0, None));
}

#[tokio::test]
async fn where_a_process_ends_before_it_has_sent_another_sends_once_the_lease_is_over() {
    let story = Story::begin().await;
    let now = moment(NOW);
    story.say("later", now).await;
    let lost = story.app.store().lease_deliveries(now, SignedDuration::from_secs(60), (10, 10)).await.unwrap();
    assert_eq!(lost.len(), 1);
    assert_eq!(story.courier(now + SignedDuration::from_secs(59)).send_due().await.unwrap(), 0);
    assert_eq!(story.courier(now + SignedDuration::from_secs(60)).send_due().await.unwrap(), 1);
    assert_eq!(story.receiver.received().len(), 1);
}

#[tokio::test]
async fn of_two_couriers_at_the_same_moment_one_sends() {
    let story = Story::begin().await;
    let now = moment(NOW);
    for number in 0..4 {
        story.say(&format!("c-{number}"), now).await;
    }
    let (one, other) = (story.courier(now), story.courier(now));
    let (one, other) = tokio::join!(one.send_due(), other.send_due());
    assert_eq!(one.unwrap() + other.unwrap(), 4);
    let mut ids: Vec<String> = story.receiver.received().iter().map(|message| message.id().to_owned()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), story.receiver.received().len()), (4, 4));
}

#[tokio::test]
async fn whoever_owns_the_case_no_more_is_told_nothing_more() {
    let story = Story::begin().await;
    let now = moment(NOW);
    story.say("later", now).await;
    let membership = Membership {
        case: baghdadi(),
        person: "p-owner".parse().unwrap(),
        role: Role::Editor,
        flags: Flags::ALL,
        until: None,
        is_emergency: false,
    };
    story.app.sign_in_member("heir", "baghdadi", Role::Owner, Flags::ALL).await;
    story.app.store().set_membership(&editor(now), membership).await.unwrap();
    story.courier(now).send_due().await.unwrap();
    assert_eq!(story.receiver.received().len(), 0);
    assert_eq!(story.webhook().await.paused.map(|(why, _)| why), Some(Pause::Rights));
    assert_eq!(story.deliveries().await[0].fault, Some(DeliveryFault::Rights));
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_a_private_address_not_reached() {
    let story = Story::begin().await;
    story.receiver.answer_with(307);
    let now = moment(NOW);
    story.say("later", now).await;
    story.courier(now).send_due().await.unwrap();
    assert_eq!(story.receiver.received().len(), 1);
    assert_eq!(story.deliveries().await[0].status, Some(307));
    let later = now + SignedDuration::from_secs(60);
    story.courier_by(Clock::fixed(later), Reach::Public).send_due().await.unwrap();
    assert_eq!(story.receiver.received().len(), 1);
    assert_eq!(story.deliveries().await[0].fault, Some(DeliveryFault::AddressRefused));
}

#[tokio::test]
async fn a_webhook_is_told_only_of_the_kinds_it_asked_for() {
    let story = Story::of(&[NoticeKind::ClaimWithdrawn]).await;
    let now = moment(NOW);
    story.say("later", now).await;
    assert!(story.deliveries().await.is_empty());
    let withdraw = vec![(Noun::Claim, "later".to_owned())];
    let change = Change { withdraw, ..Change::default() };
    story.app.store().change_case(&editor(now), &baghdadi(), change).await.unwrap();
    story.courier(now).send_due().await.unwrap();
    let notices = story.receiver.received()[0].json()["data"]["notices"].clone();
    assert_eq!(notices.as_array().unwrap().len(), 1, "{notices}");
    assert_eq!((&notices[0]["kind"], &notices[0]["claim"]), (&"claim_withdrawn".into(), &"later".into()));
}

#[tokio::test]
async fn a_test_and_a_delivery_sent_again_reach_the_receiver() {
    let story = Story::begin().await;
    let now = moment(NOW);
    let database = story.app.store();
    let tell = |delivery: &Delivery| delivery.id.to_string();
    let id: DeliveryId = database.add_test_delivery(&hook(), now, tell).await.unwrap().parse().unwrap();
    story.courier(now).send_due().await.unwrap();
    database.send_again(&hook(), &id, now, tell).await.unwrap();
    story.courier(now).send_due().await.unwrap();
    let received = story.receiver.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].json()["type"], "webhook.test");
    assert_eq!(received[0].id(), received[1].id());
    assert_eq!(database.delivery(&hook(), &id).await.unwrap().unwrap().attempts, 2);
    database.forget_deliveries(now + SignedDuration::from_hours(24 * 31)).await.unwrap();
    assert!(story.deliveries().await.is_empty());
}

#[tokio::test]
async fn where_nothing_can_be_written_the_courier_waits_before_it_asks_again() {
    let folder = tempfile::tempdir().unwrap();
    let (story, mut beside) = Story::in_file(folder.path()).await;
    story.say("later", moment(NOW)).await;
    let refuse = "create trigger refuse before update on delivery begin select raise(abort, 'no room'); end";
    sqlx::query(refuse).execute(&mut beside).await.unwrap();
    let (log, _guard) = Log::listen();
    let running = story.courier(moment(NOW)).run();
    assert!(tokio::time::timeout(Duration::from_secs(2), running).await.is_err());
    assert_eq!(log.text().matches("could not be read and will be tried again").count(), 1, "{}", log.text());
}

#[tokio::test]
async fn a_kind_that_a_newer_program_knows_stops_neither_writes_nor_other_deliveries() {
    let folder = tempfile::tempdir().unwrap();
    let (story, mut beside) = Story::in_file(folder.path()).await;
    let (now, other) = (moment(NOW), Receiver::start().await);
    story.told_too(&other).await;
    let mut set = async |kinds: &'static str| {
        let query = sqlx::query("update webhook set kinds = $1 where id = 'h-1'").bind(kinds);
        query.execute(&mut beside).await.unwrap();
    };
    set(r#"["claim_added", "rumour_heard"]"#).await;
    story.say("one", now).await;
    assert_eq!(story.courier(now).send_due().await.unwrap(), 2, "the kinds that are known are told");
    let told: Vec<&str> = vec!["claim_added", "rumour_heard"];
    assert_eq!(story.webhook().await.kinds.words().collect::<Vec<_>>(), told);
    set(r#"["rumour_heard"]"#).await;
    story.say("two", now).await;
    assert_eq!(story.courier(now).send_due().await.unwrap(), 1, "no other kind is told in its place");
    assert_eq!((story.receiver.received().len(), other.received().len()), (1, 2));

    set("[]").await;
    story.say("three", now).await;
    set(r#"{"of": "no program"}"#).await;
    story.courier(now).send_due().await.unwrap();
    assert_eq!(other.received().len(), 3, "what cannot be read holds up nothing else");
    let given_up = story.deliveries().await.iter().filter(|it| it.state == DeliveryState::GivenUp).count();
    assert_eq!(given_up, 1);
    story.say("four", now).await;
}

#[tokio::test]
async fn no_receiver_takes_all_the_places_from_the_others() {
    let (story, other, now) = (Story::begin().await, Receiver::start().await, moment(NOW));
    for number in 0..6 {
        story.say(&format!("c-{number}"), now).await;
    }
    story.told_too(&other).await;
    story.say("last", now).await;
    let hour = SignedDuration::from_hours(1);
    let slow = story.app.store().lease_deliveries(now, hour, (6, 4)).await.unwrap();
    let of_first = slow.iter().filter(|due| due.webhook == hook()).count();
    assert_eq!((slow.len(), of_first), (5, 4), "four of the first webhook, and the one of the other");
    assert_eq!(story.app.store().next_due(now, 4).await.unwrap(), Some(now + hour), "nothing else until one is done");
    assert_eq!(story.courier(now).send_due().await.unwrap(), 0);
    assert_eq!(story.courier(now + hour).send_due().await.unwrap(), 5);
    assert_eq!(story.courier(now + hour).send_due().await.unwrap(), 3);
    assert_eq!((story.receiver.received().len(), other.received().len()), (7, 1));
}
