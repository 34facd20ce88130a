//! Webhooks whose secret cannot be opened: nothing is lost, whoever looks is told, and a new secret mends it.

use axum::http::StatusCode;
use counterpoint::{
    app::Security,
    credentials::Vault,
    domain::person::{Flags, Role},
    outbound::Reach,
    store::Store,
};
use serde_json::{Value, json};
use sqlx::{ConnectOptions as _, sqlite::SqliteConnectOptions};

use crate::support::{
    api::CASE,
    app::{NOW, TestApp, specimen},
    client::Client,
    receiver::{Receiver, send_due},
};

/// An installation, a webhook of it whose secret somebody damaged, and a delivery that waits.
struct Damaged {
    _folder: tempfile::TempDir,
    app: TestApp,
    receiver: Receiver,
    hook: String,
    delivery: String,
}

impl Damaged {
    async fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("counterpoint.db");
        let store = Store::open(&file, Vault::ephemeral()).await.unwrap();
        let security = Security { reach: Reach::Anywhere, ..Security::default() };
        let app = TestApp::over(store, security, NOW).and(specimen()).await;
        let receiver = Receiver::start().await;
        let maker = app.sign_in_member("maker", "baghdadi-2019", Role::Owner, Flags::ALL).await;
        let body = json!({ "address": receiver.address });
        let made = maker.call("POST", &format!("{CASE}/webhooks"), &[], &body).await;
        let hook = made.header("location").to_owned();
        assert_eq!(maker.get(&hook).await.found()["can_sign"], true);
        let mut beside = SqliteConnectOptions::new().filename(&file).connect().await.unwrap();
        sqlx::query("update webhook set secret = 'ZGFtYWdlZA=='").execute(&mut beside).await.unwrap();
        let asked = maker.call("POST", &format!("{hook}/tests"), &[], &json!({})).await;
        assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.body);
        let delivery = asked.header("location").to_owned();
        drop(maker);
        Self { _folder: folder, app, receiver, hook, delivery }
    }

    async fn owner(&self) -> Client<'_> {
        self.app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await
    }

    /// Tries the delivery, which fails for want of a signature.
    async fn fail(&self) {
        assert_eq!(send_due(&self.app).await, 1);
        assert!(self.receiver.received().is_empty(), "nothing goes out unsigned");
    }

    fn assert_signed_with(&self, secret: &str) {
        let [received] = &self.receiver.received()[..] else { panic!("not one message") };
        // It is signed at the moment of sending, which here is long ago.
        let signature = received.headers["webhook-signature"].to_str().unwrap();
        let seconds = received.headers["webhook-timestamp"].to_str().unwrap().parse().unwrap();
        let verifier = standardwebhooks::Webhook::new(secret).unwrap();
        assert_eq!(verifier.sign(received.id(), seconds, received.body.as_bytes()).unwrap(), signature);
    }
}

#[tokio::test]
async fn a_secret_that_does_not_open_is_told_its_deliveries_kept_and_sent_under_a_new_one() {
    let story = Damaged::begin().await;
    let owner = story.owner().await;
    let read = owner.get(&story.hook).await;
    let tag = read.header("etag").to_owned();
    assert_eq!(read.found()["can_sign"], false);
    story.fail().await;
    let failed = owner.get(&story.delivery).await.found();
    assert_eq!((&failed["state"], &failed["fault"]), (&json!("waiting"), &json!("unsigned")), "{failed}");
    assert!(failed["due_at"].is_string(), "it is tried again: {failed}");

    let address = format!("{}/secrets", story.hook);
    let key = [("idempotency-key", "one")];
    let made = owner.call("POST", &address, &key, &json!({})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert_eq!(owner.call("POST", &address, &key, &json!({})).await.body, made.body, "asked twice, made once");
    let secret = made.json()["secret"].as_str().unwrap().to_owned();
    let now = owner.get(&story.hook).await;
    assert_ne!(now.header("etag"), tag);
    assert_eq!((&now.json()["can_sign"], &now.json()["version"]), (&json!(true), &made.json()["version"]));
    assert!(!now.body.contains("whsec_"));
    let again = owner.call("POST", &format!("{}/attempts", story.delivery), &[], &json!({})).await;
    assert_eq!(again.status, StatusCode::CREATED, "{}", again.body);
    assert_eq!(send_due(&story.app).await, 1);
    story.assert_signed_with(&secret);
    assert_eq!(owner.get(&story.delivery).await.found()["state"], "delivered");
}

#[tokio::test]
async fn the_page_of_a_webhook_says_that_it_cannot_sign_and_makes_a_new_secret() {
    let story = Damaged::begin().await;
    let owner = story.owner().await;
    story.fail().await;
    let hook: Value = owner.get(&story.hook).await.found();
    let path = hook["links"]["html"].as_str().unwrap();
    let page = owner.get(path).await;
    for said in ["its secret cannot be opened", "the message cannot be signed"] {
        assert!(page.joined("main").contains(said), "{}", page.joined("main"));
    }
    let made = owner.post(path, &[("op", "secret")]).await;
    let secret = made.text(".once code");
    assert!(secret.starts_with("whsec_"), "{}", made.body);
    let page = owner.get(path).await;
    assert!(!page.body.contains("whsec_") && !page.joined("main").contains("cannot be opened"));
    let attempts = page.attribute("main .ppl form", "action").unwrap();
    assert!(owner.post(&attempts, &[]).await.status.is_redirection());
    assert_eq!(send_due(&story.app).await, 1);
    story.assert_signed_with(&secret);
}

#[tokio::test]
async fn nobody_but_owners_makes_a_secret() {
    let story = Damaged::begin().await;
    let editor = story.app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::ALL).await;
    let asked = editor.call("POST", &format!("{}/secrets", story.hook), &[], &json!({})).await;
    asked.problem(StatusCode::NOT_FOUND, "not-found");
}
