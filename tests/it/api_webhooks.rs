//! Webhooks through the API and on their page: made, changed, tried and taken away by the owners of a case.

use axum::http::StatusCode;
use counterpoint::{
    app::Security,
    domain::person::{Flags, Role},
    outbound::Reach,
};
use serde_json::json;

use crate::support::{
    api::CASE,
    app::{NOW, SHIPPED, TestApp, specimen},
    client::Client,
    receiver::{Receiver, send_due},
    records::moment,
};

fn hooks() -> String {
    format!("{CASE}/webhooks")
}

/// An installation where webhooks may lead to this machine.
async fn reaching_anywhere() -> TestApp {
    let security = Security { reach: Reach::Anywhere, ..Security::default() };
    TestApp::secured(security, NOW).await.and(specimen()).await
}

async fn owner(app: &TestApp) -> Client<'_> {
    app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await
}

#[tokio::test]
async fn a_webhook_is_made_read_changed_and_taken_away_and_its_secret_told_once() {
    let app = reaching_anywhere().await;
    let owner = owner(&app).await;
    let body = json!({ "address": "https://hooks.example/a", "kinds": ["position_appeared"] });
    let made = owner.call("POST", &hooks(), &[("idempotency-key", "one")], &body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let address = made.header("location").to_owned();
    assert!(made.json()["secret"].as_str().unwrap().starts_with("whsec_"));
    let again = owner.call("POST", &hooks(), &[("idempotency-key", "one")], &body).await;
    assert_eq!(again.body, made.body, "a repeated request is answered the same and makes nothing");
    let listed = owner.get(&hooks()).await.found();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert!(!listed.to_string().contains("whsec_"));

    let read = owner.get(&address).await;
    let tag = read.header("etag").to_owned();
    assert_eq!(read.found()["kinds"], json!(["position_appeared"]));
    let change = json!({ "address": "https://hooks.example/b", "paused": true });
    let unconditional = owner.call("PUT", &address, &[], &change).await;
    unconditional.problem(StatusCode::PRECONDITION_REQUIRED, "precondition-required");
    assert_eq!(owner.call("PUT", &address, &[("if-match", &tag)], &change).await.found()["version"], 2);
    let stale = owner.call("PUT", &address, &[("if-match", &tag)], &change).await;
    assert_eq!(stale.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed")["current_version"], 2);
    let read = owner.get(&address).await.found();
    assert_eq!((&read["paused_because"], &read["kinds"]), (&json!("asked"), &json!(null)));
    assert_eq!(owner.send("DELETE", &address, &[("if-match", "\"2\"")], "").await.status, StatusCode::OK);
    owner.get(&address).await.problem(StatusCode::NOT_FOUND, "not-found");
}

#[tokio::test]
async fn an_address_inside_and_a_kind_nobody_knows_are_refused_where_they_stand() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    for (body, pointer, kind) in [
        (json!({ "address": "https://127.0.0.1/" }), "/address", "address_not_public"),
        (json!({ "address": "https://[::ffff:10.0.0.1]/" }), "/address", "address_not_public"),
        (json!({ "address": "https://localhost/" }), "/address", "address_not_public"),
        (json!({ "address": "http://hooks.example/" }), "/address", "not_https"),
        (json!({ "address": "https://me:secret@hooks.example/" }), "/address", "address_with_credentials"),
        (json!({ "address": "hooks" }), "/address", "not_an_address"),
        (json!({ "address": "https://8.8.8.8/", "kinds": ["rumour"] }), "/kinds/0", "not_one_of"),
        (json!({ "address": "https://8.8.8.8/", "kinds": [] }), "/kinds", "empty"),
        (json!({ "kinds": ["claim_added"] }), "/address", "missing"),
    ] {
        let refused = owner.call("POST", &hooks(), &[], &body).await;
        let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        let fault = &problem["errors"][0];
        assert_eq!((&fault["pointer"], &fault["kind"]), (&json!(pointer), &json!(kind)), "{body}");
    }
    assert_eq!(owner.get(&hooks()).await.found()["items"], json!([]));
}

#[tokio::test]
async fn deliveries_are_listed_and_sent_again() {
    let (app, receiver) = (reaching_anywhere().await, Receiver::start().await);
    let owner = owner(&app).await;
    let made = owner.call("POST", &hooks(), &[], &json!({ "address": receiver.address })).await;
    let hook = made.header("location").to_owned();
    let test = owner.call("POST", &format!("{hook}/tests"), &[], &json!({})).await;
    assert_eq!(test.status, StatusCode::CREATED, "{}", test.body);
    let delivery = test.header("location").to_owned();
    assert_eq!(owner.get(&delivery).await.found()["state"], "waiting");
    assert_eq!(send_due(&app).await, 1);
    assert_eq!(owner.get(&delivery).await.found()["status"], 204);
    let again = owner.send("POST", &format!("{delivery}/attempts"), &[], "").await;
    assert_eq!((again.status, &again.json()["state"]), (StatusCode::CREATED, &json!("waiting")));
    assert_eq!(send_due(&app).await, 1);
    assert_eq!(receiver.received().len(), 2);
    let with_key = |key: &'static str| [("idempotency-key", key)];
    let test = owner.send("POST", &format!("{hook}/tests"), &with_key("k-1"), "").await;
    let again = owner.send("POST", &format!("{delivery}/attempts"), &with_key("k-2"), "").await;
    assert_eq!((&test.json()["state"], &again.json()["state"]), (&json!("waiting"), &json!("waiting")));
    assert_eq!(send_due(&app).await, 2);
    let repeated = async || {
        for (address, key, first) in [("tests", "k-1", &test), ("attempts", "k-2", &again)] {
            let address = if address == "tests" { format!("{hook}/tests") } else { format!("{delivery}/attempts") };
            let told = owner.send("POST", &address, &with_key(key), "").await;
            assert_eq!((told.status, told.header("location")), (StatusCode::CREATED, first.header("location")));
            assert_eq!(told.body, first.body);
        }
    };
    repeated().await;
    assert_eq!(send_due(&app).await, 0);
    let first = owner.get(&format!("{hook}/deliveries?limit=1")).await.found();
    let next = first["next"].as_str().unwrap();
    let second = owner.get(&format!("{hook}/deliveries?limit=1&cursor={next}")).await.found();
    assert_eq!(second["next"], json!(null));
    assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
    let refused = owner.get(&format!("{hook}/deliveries?cursor=eA")).await;
    refused.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    app.store().forget_deliveries(moment("2027-01-01T00:00:00Z")).await.unwrap();
    repeated().await;
}

#[tokio::test]
async fn an_owner_adds_tries_pauses_and_takes_away_an_address_on_its_page() {
    let (app, receiver) = (reaching_anywhere().await, Receiver::start().await);
    let owner = owner(&app).await;
    let list = format!("{SHIPPED}/webhooks");
    let refused = owner.post(&list, &[("address", "nowhere"), ("kinds", "claim_added")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.joined("title").starts_with("Error:"), "{}", refused.joined("title"));
    assert_eq!(refused.count("[role=alert] a[href='#f-address']"), 1);
    assert!(refused.body.contains("value=\"nowhere\""), "what was typed is kept");
    assert_eq!(refused.count("input[value=claim_added][checked]"), 1);
    let added = owner.post(&list, &[("address", &receiver.address)]).await;
    assert!(added.joined(".once").contains("whsec_"));
    let page = owner.get(&list).await;
    assert!(!page.body.contains("whsec_"));
    let hook = page.attribute("main .ppl a", "href").unwrap();
    assert!(owner.post(&format!("{hook}/tests"), &[]).await.status.is_redirection());
    send_due(&app).await;
    let shown = owner.get(&hook).await;
    assert!(shown.joined("main").contains("Taken, with status 204"), "{}", shown.joined("main"));
    let attempts = shown.attribute("main .ppl form", "action").unwrap();
    assert!(owner.post(&attempts, &[]).await.status.is_redirection());
    assert!(owner.post(&hook, &[("op", "pause")]).await.status.is_redirection());
    assert_eq!(send_due(&app).await, 0, "nothing is sent during a pause");
    assert_eq!(owner.get(&hook).await.count("main .ppl form"), 0);
    for address in [&attempts, &format!("{hook}/tests")] {
        let refused = owner.post(address, &[]).await;
        assert_eq!((refused.status, refused.count("[role=alert]")), (StatusCode::CONFLICT, 1), "{address}");
    }
    assert!(owner.get(&hook).await.joined("main").contains("Paused since"));
    assert!(owner.post(&hook, &[("op", "remove")]).await.status.is_redirection());
    assert_eq!(owner.get(&hook).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_pause_takes_nothing_back_and_a_secret_is_made_from_the_version_that_was_read() {
    let app = reaching_anywhere().await;
    let owner = owner(&app).await;
    let made = owner.call("POST", &hooks(), &[], &json!({ "address": "https://hooks.example/a" })).await;
    let hook = made.header("location").to_owned();
    let page = format!("{SHIPPED}/webhooks/{}", made.json()["id"].as_str().unwrap());
    owner.get(&page).await;
    let change = json!({ "address": "https://hooks.example/b", "kinds": ["claim_added"] });
    assert_eq!(owner.call("PUT", &hook, &[("if-match", "\"1\"")], &change).await.status, StatusCode::OK);
    for op in ["pause", "resume"] {
        assert!(owner.post(&page, &[("op", op)]).await.status.is_redirection());
    }
    let read = owner.get(&hook).await.found();
    assert_eq!((&read["address"], &read["kinds"]), (&json!("https://hooks.example/b"), &json!(["claim_added"])));
    // Whoever lets it go on or makes it a secret lends it their rights: for the address that they saw.
    assert_eq!(owner.get(&page).await.attribute("main input[name=version]", "value").as_deref(), Some("4"));
    for op in ["resume", "secret"] {
        let refused = owner.post(&page, &[("op", op), ("version", "1")]).await;
        assert_eq!((refused.status, refused.count("[role=alert]")), (StatusCode::CONFLICT, 1), "{op}");
        assert_eq!(refused.count(".once"), 0);
    }
    let secrets = format!("{hook}/secrets");
    let stale = owner.call("POST", &secrets, &[("if-match", "\"2\"")], &json!({})).await;
    assert_eq!(stale.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed")["current_version"], 4);
    let set = owner.call("POST", &secrets, &[("if-match", "\"4\"")], &json!({})).await;
    assert_eq!((set.status, &set.json()["version"]), (StatusCode::CREATED, &json!(5)));
    assert_eq!(owner.call("POST", &secrets, &[], &json!({})).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn during_a_pause_nothing_is_promised_to_be_sent_and_what_waited_comes_after_it() {
    let (app, receiver) = (reaching_anywhere().await, Receiver::start().await);
    let owner = owner(&app).await;
    let made = owner.call("POST", &hooks(), &[], &json!({ "address": receiver.address })).await;
    let hook = made.header("location").to_owned();
    let (tests, any) = (format!("{hook}/tests"), [("if-match", "*")]);
    let waiting = owner.send("POST", &tests, &[], "").await.header("location").to_owned();
    let paused = json!({ "address": receiver.address, "paused": true });
    assert_eq!(owner.call("PUT", &hook, &any, &paused).await.status, StatusCode::OK);
    for address in [tests, format!("{waiting}/attempts")] {
        owner.send("POST", &address, &[], "").await.problem(StatusCode::CONFLICT, "webhook-paused");
    }
    assert_eq!(owner.get(&format!("{hook}/deliveries")).await.found()["items"].as_array().unwrap().len(), 1);
    owner.call("PUT", &hook, &any, &json!({ "address": receiver.address })).await;
    assert_eq!(send_due(&app).await, 1);
    assert_eq!(owner.get(&waiting).await.found()["state"], "delivered");
}

#[tokio::test]
async fn a_delivery_of_what_is_no_longer_asked_for_stays_as_it_was() {
    let (app, receiver) = (reaching_anywhere().await, Receiver::start().await);
    let owner = owner(&app).await;
    let made = owner.call("POST", &hooks(), &[], &json!({ "address": receiver.address })).await;
    let hook = made.header("location").to_owned();
    let title = json!({ "title": "Another title", "why": "A better one." });
    let changed = owner.call("PUT", CASE, &[("if-match", "*")], &title).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    assert_eq!(send_due(&app).await, 1);
    let listed = owner.get(&format!("{hook}/deliveries")).await.found();
    let delivery = listed["items"][0]["links"]["self"].as_str().unwrap().to_owned();
    let narrowed = json!({ "address": receiver.address, "kinds": ["claim_withdrawn"] });
    assert_eq!(owner.call("PUT", &hook, &[("if-match", "*")], &narrowed).await.status, StatusCode::OK);
    let again = owner.send("POST", &format!("{delivery}/attempts"), &[], "").await;
    assert_eq!(again.status, StatusCode::CREATED, "{}", again.body);
    send_due(&app).await;
    assert_eq!(receiver.received().len(), 1);
    let read = owner.get(&delivery).await.found();
    assert_eq!((&read["state"], &read["attempts"]), (&json!("delivered"), &json!(1)));
}
