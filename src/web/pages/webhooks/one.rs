//! One address outside that is told of a case, and what it was sent.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};

use super::about;
use crate::{
    credentials::WebhookSecret,
    domain::{
        id::{DeliveryId, WebhookId},
        webhook::{Delivery, DeliveryFault, DeliveryState, Webhook},
    },
    paths,
    store::{SetUpBy, StoreError, WebhookChange},
    text::Words,
    web::{FormFields, InCase, Page, PageError, Section, Shell, Visit, short_page::title, trail::Trail, visit::unkept},
};

/// The most deliveries shown: the newest.
const DELIVERIES_SHOWN_MAX: usize = 100;

#[derive(Template)]
#[template(path = "webhooks/show.html")]
struct WebhookPage {
    shell: Shell,
    trail: Trail,
    heading: String,
    address: String,
    about: Vec<String>,
    refused: Option<String>,
    secret: Option<String>,
    version: i64,
    is_paused: bool,
    action: String,
    test_action: String,
    deliveries: Vec<DeliveryLine>,
}

/// A message in the list.
struct DeliveryLine {
    what: String,
    came: String,
    more: Option<String>,
    action: String,
}

/// `GET /cases/{case}/webhooks/{webhook}`
///
/// # Errors
/// `NotFound`, `Store`.
pub async fn show(visit: Visit, case: InCase) -> Result<Response, PageError> {
    page(&visit, &case, Told::default()).await
}

/// What the page shows beside what is always there.
#[derive(Default)]
struct Told {
    refused: Option<String>,
    /// A secret that was just made.
    secret: Option<String>,
}

async fn page(visit: &Visit, case: &InCase, Told { refused, secret }: Told) -> Result<Response, PageError> {
    let webhook = found(visit, case).await?;
    let deliveries = visit.app.store().deliveries(&webhook.id, None, DELIVERIES_SHOWN_MAX).await;
    let deliveries = deliveries.map_err(|error| visit.failed(error))?;
    let words = visit.words();
    let (list, heading) = (words.say("webhooks-heading"), words.say("webhook-heading"));
    let link = |path: &str| visit.reader.link_as_it_stands(path);
    let template = WebhookPage {
        shell: case.shell(&title(words, &heading, refused.is_some()), Section::Webhooks),
        trail: Trail::of(case, &list).to(link(&paths::webhooks(case.case())), &heading),
        heading,
        about: about(words, &webhook),
        refused,
        secret,
        version: webhook.version,
        is_paused: webhook.paused.is_some(),
        action: link(&paths::webhook(case.case(), &webhook.id)),
        test_action: link(&paths::webhook_tests(case.case(), &webhook.id)),
        deliveries: deliveries.iter().map(|delivery| line(visit, case, delivery)).collect(),
        address: webhook.address,
    };
    let status = if template.refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(unkept(Page { status, template, style: String::new() }.into_response()))
}

/// `POST /cases/{case}/webhooks/{webhook}`: pauses it, goes on, takes it away or makes a new secret, which is shown once,
/// as `op` says. What whoever sends it has seen is what they let go on with their rights: it stands at the version that
/// their page showed.
///
/// # Errors
/// `NotFound`, `Store`.
pub async fn change(visit: Visit, case: InCase, form: FormFields) -> Result<Response, PageError> {
    let webhook = found(&visit, &case).await?;
    let person = &visit.signed_in()?.person.id;
    let (editor, store) = (visit.app.editor(person), visit.app.store());
    let set_up = SetUpBy { person: person.clone(), identities: case.rights.identities() };
    let set = |is_paused| WebhookChange { told: None, is_paused, set_up: set_up.clone() };
    let seen = form.text("version").parse().ok();
    let (done, is_gone) = match form.text("op") {
        "pause" => (store.change_webhook(&editor, case.case(), &webhook.id, None, set(true)).await.map(drop), false),
        "resume" => (store.change_webhook(&editor, case.case(), &webhook.id, seen, set(false)).await.map(drop), false),
        "secret" => {
            let secret = WebhookSecret::random();
            let new = (secret.as_bytes().clone(), set_up.clone());
            let set = store.set_webhook_secret(&editor, case.case(), &webhook.id, seen, new).await;
            return match set {
                Ok(_) => page(&visit, &case, Told { secret: Some(secret.reveal()), refused: None }).await,
                Err(error) => answer(&visit, &case, None, Err(error)).await,
            };
        }
        "remove" => (store.remove_webhook(&editor, case.case(), &webhook.id, None).await, true),
        _ => return Err(visit.not_found()),
    };
    answer(&visit, &case, (!is_gone).then_some(&webhook.id), done).await
}

/// `POST /cases/{case}/webhooks/{webhook}/tests`: sends a test.
///
/// # Errors
/// `NotFound`, `Store`.
pub async fn test(visit: Visit, case: InCase, _: FormFields) -> Result<Response, PageError> {
    let webhook = found(&visit, &case).await?;
    let made = visit.app.store().add_test_delivery(&webhook.id, visit.app.clock().now(), |_| String::new()).await;
    answer(&visit, &case, Some(&webhook.id), made.map(drop)).await
}

/// `POST /cases/{case}/webhooks/{webhook}/deliveries/{delivery}/attempts`: sends a delivery again.
///
/// # Errors
/// `NotFound`, `Store`.
pub async fn send_again(visit: Visit, case: InCase, _: FormFields) -> Result<Response, PageError> {
    let webhook = found(&visit, &case).await?;
    let delivery: DeliveryId = case.id("delivery")?;
    let done = visit.app.store().send_again(&webhook.id, &delivery, visit.app.clock().now(), |_| String::new()).await;
    answer(&visit, &case, Some(&webhook.id), done.map(drop)).await
}

async fn found(visit: &Visit, case: &InCase) -> Result<Webhook, PageError> {
    let id: WebhookId = case.id("webhook")?;
    let webhook = visit.app.store().webhook(case.case(), &id).await.map_err(|error| visit.failed(error))?;
    webhook.ok_or_else(|| visit.not_found())
}

/// Back to the page of the webhook, or to the list where it is gone.
async fn answer(
    visit: &Visit,
    case: &InCase,
    webhook: Option<&WebhookId>,
    done: Result<(), StoreError>,
) -> Result<Response, PageError> {
    match done {
        Ok(()) => Ok(visit.to(&match webhook {
            Some(webhook) => paths::webhook(case.case(), webhook),
            None => paths::webhooks(case.case()),
        })),
        Err(StoreError::Gone) => Err(visit.not_found()),
        Err(StoreError::Paused(_)) => {
            let refused = Some(visit.words().say("webhook-is-paused"));
            page(visit, case, Told { refused, secret: None }).await
        }
        Err(StoreError::OtherVersion(_)) => {
            let refused = Some(visit.words().say("webhook-outdated"));
            page(visit, case, Told { refused, secret: None }).await
        }
        Err(error) => Err(visit.failed(error)),
    }
}

fn line(visit: &Visit, case: &InCase, delivery: &Delivery) -> DeliveryLine {
    let words = visit.words();
    let made_at = words.moment(delivery.made_at);
    let what = match delivery.revision {
        Some(revision) => words
            .tell("delivery-of-revision", &[("revision", words.number(revision).into()), ("moment", made_at.into())]),
        None => words.tell("delivery-of-test", &[("moment", made_at.into())]),
    };
    let path = paths::delivery_attempts(case.case(), &delivery.webhook, &delivery.id);
    DeliveryLine {
        what,
        came: came(words, delivery),
        more: delivery.due_at.filter(|_| delivery.attempts > 0).map(|at| {
            words.tell(
                "delivery-next",
                &[
                    ("n", i64::from(delivery.attempts).into()),
                    ("number", words.number(i64::from(delivery.attempts)).into()),
                    ("moment", words.moment(at).into()),
                ],
            )
        }),
        action: visit.reader.link_as_it_stands(&path),
    }
}

/// What came of a delivery so far.
fn came(words: Words, delivery: &Delivery) -> String {
    if delivery.state == DeliveryState::Delivered {
        let status = delivery.status.unwrap_or_default();
        return words.tell("delivery-delivered", &[("status", status.to_string().into())]);
    }
    match (delivery.fault, delivery.status) {
        (None, _) => words.say("delivery-waiting"),
        (Some(DeliveryFault::Status), status) => {
            words.tell("delivery-fault-status", &[("status", status.unwrap_or_default().to_string().into())])
        }
        (Some(DeliveryFault::Timeout), _) => words.say("delivery-fault-timeout"),
        (Some(DeliveryFault::Connection), _) => words.say("delivery-fault-connection"),
        (Some(DeliveryFault::Certificate), _) => words.say("delivery-fault-certificate"),
        (Some(DeliveryFault::Unsigned), _) => words.say("delivery-fault-unsigned"),
        (Some(DeliveryFault::AddressRefused), _) => words.say("delivery-fault-address"),
        (Some(DeliveryFault::Rights), _) => words.say("delivery-fault-rights"),
    }
}
