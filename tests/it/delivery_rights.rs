//! Whose rights a webhook has: never more than whoever set it up last could see themselves, by the way they came.

use axum::http::StatusCode;
use counterpoint::{
    app::Security,
    domain::{
        chain::Chain,
        dossier::Records,
        person::{Flags, Role},
        source::Source,
        token::Scope,
    },
    outbound::Reach,
};
use serde_json::{Value, json};

use crate::support::{
    app::{NOW, TestApp},
    receiver::{Receiver, send_due},
    records::{case, claim, plain},
};

const HOOKS: &str = "/api/v1/cases/baghdadi/webhooks";
/// Who the protected source is: told as a root to those who see identities.
const IDENTITY: &str = "sdf";
/// Answers that a newspaper gives: each a position, which gains the protected source as a root once that says it too.
const ANSWERS: [(&str, &str); 3] = [("one", "2019-02-11"), ("two", "2019-03-11"), ("three", "2019-04-11")];

/// A case with a protected source that speaks for [`IDENTITY`], and answers that it has not given yet; and with those
/// that it gives in `said`, a claim each.
fn records(said: &[&str]) -> Records {
    let mut records = case("baghdadi");
    let find = |source: &&mut Source| source.id.as_str() == "officials";
    let secret = records.sources.iter_mut().find(find).unwrap();
    secret.name = plain("Karim Secretname");
    secret.speaks_for = Some(IDENTITY.parse().unwrap());
    (secret.part_of, secret.same_as, secret.may_be) = (None, None, Vec::new());
    secret.public_name = Some(plain("an official"));
    records.assessments.clear();
    records.claims = ANSWERS.iter().map(|(name, answer)| claim(&format!("paper-{name}"), "when", answer)).collect();
    for name in said {
        let (_, answer) = ANSWERS.iter().find(|(known, _)| known == name).unwrap();
        let mut claim = claim(name, "when", answer);
        claim.chain = Chain::new(vec!["officials".parse().unwrap(), "guardian".parse().unwrap()]).unwrap();
        records.claims.push(claim);
    }
    records
}

async fn app() -> TestApp {
    let security = Security { reach: Reach::Anywhere, ..Security::default() };
    TestApp::secured(security, NOW).await.and(records(&[])).await
}

/// The roots that the newest message named.
fn roots(receiver: &Receiver) -> Vec<Value> {
    let all = receiver.received();
    let message = all.last().expect("nothing was received").json();
    let notices = message["data"]["notices"].as_array().unwrap().clone();
    notices.iter().filter_map(|notice| notice.get("root").cloned()).collect()
}

/// The roots that are told once the protected source gives the answer `id` too.
async fn told(app: &TestApp, receiver: &Receiver, id: &str) -> Vec<Value> {
    app.import(records(&[id])).await;
    assert_eq!(send_due(app).await, 1);
    let roots = roots(receiver);
    assert!(!roots.is_empty(), "nothing was told of a root");
    roots
}

#[tokio::test]
async fn a_program_without_the_scope_sets_up_nothing_that_tells_who_protected_sources_are() {
    for (scopes, is_shown) in [(&[Scope::Own][..], false), (&[Scope::Own, Scope::SeeIdentity], true)] {
        let (app, receiver) = (app().await, Receiver::start().await);
        let owner = app.sign_in_member("owner", "baghdadi", Role::Owner, Flags::ALL).await;
        let program = app.program(&owner.person, scopes, None).await;
        let made = program.send("POST", HOOKS, &json!({ "address": receiver.address }).to_string()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let roots = told(&app, &receiver, "one").await;
        assert_eq!(roots.contains(&json!(IDENTITY)), is_shown, "{scopes:?}: {roots:?}");
        let read = owner.get(made.header("location")).await.found();
        assert_eq!(read["see_identity"], is_shown);
    }
}

#[tokio::test]
async fn an_owner_who_may_not_see_them_is_not_told_by_the_webhook_of_one_who_may() {
    for is_secret_alone in [false, true] {
        let (app, first, second) = (app().await, Receiver::start().await, Receiver::start().await);
        let seeing = app.sign_in_member("seeing", "baghdadi", Role::Owner, Flags::ALL).await;
        let blind = app.sign_in_member("blind", "baghdadi", Role::Owner, Flags::default()).await;
        let made = seeing.call("POST", HOOKS, &[], &json!({ "address": first.address })).await;
        let (hook, any) = (made.header("location").to_owned(), [("if-match", "*")]);
        assert!(told(&app, &first, "one").await.contains(&json!(IDENTITY)));
        let (method, address, body, receiver) = if is_secret_alone {
            ("POST", format!("{hook}/secrets"), json!({}), &first)
        } else {
            ("PUT", hook.clone(), json!({ "address": second.address }), &second)
        };
        let taken = blind.call(method, &address, &any, &body).await;
        assert!(taken.status.is_success(), "{}", taken.body);
        let roots = told(&app, receiver, "two").await;
        assert!(!roots.contains(&json!(IDENTITY)), "{roots:?}");
        let read = blind.get(&hook).await.found();
        assert_eq!((&read["made_by"], &read["see_identity"]), (&json!("p-blind"), &json!(false)));
        let back = seeing.call("PUT", &hook, &any, &json!({ "address": first.address })).await;
        assert_eq!(back.status, StatusCode::OK, "{}", back.body);
        assert!(told(&app, &first, "three").await.contains(&json!(IDENTITY)));
    }
}

#[tokio::test]
async fn on_the_page_too_whoever_changes_a_webhook_is_whose_rights_it_has() {
    let (app, receiver) = (app().await, Receiver::start().await);
    let seeing = app.sign_in_member("seeing", "baghdadi", Role::Owner, Flags::ALL).await;
    let blind = app.sign_in_member("blind", "baghdadi", Role::Owner, Flags::default()).await;
    let list = "/cases/baghdadi/webhooks";
    seeing.post(list, &[("address", &receiver.address)]).await;
    let hook = seeing.get(list).await.attribute("main .ppl a", "href").unwrap();
    assert!(told(&app, &receiver, "one").await.contains(&json!(IDENTITY)));
    assert!(seeing.get(&hook).await.joined("main").contains("told who protected sources are"));
    for op in ["pause", "resume"] {
        assert!(blind.post(&hook, &[("op", op)]).await.status.is_redirection());
    }
    assert!(!told(&app, &receiver, "two").await.contains(&json!(IDENTITY)));
    assert!(seeing.get(&hook).await.joined("main").contains("not told who protected sources are"));
    seeing.post(&hook, &[("op", "secret")]).await;
    assert!(told(&app, &receiver, "three").await.contains(&json!(IDENTITY)));
}

#[tokio::test]
async fn whoever_lost_the_right_to_see_them_is_told_no_more_by_their_webhook() {
    let (app, receiver) = (app().await, Receiver::start().await);
    let owner = app.sign_in_member("owner", "baghdadi", Role::Owner, Flags::ALL).await;
    owner.call("POST", HOOKS, &[], &json!({ "address": receiver.address })).await;
    assert!(told(&app, &receiver, "one").await.contains(&json!(IDENTITY)));
    app.join(&owner, "baghdadi", Role::Owner, Flags::default()).await;
    assert!(!told(&app, &receiver, "two").await.contains(&json!(IDENTITY)));
}
