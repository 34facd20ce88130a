//! Deliveries: what a webhook was sent, and what is still to be.

use axum::{extract::State, response::Response};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::found;
use crate::{
    api::{
        ApiError,
        etag::{Stamp, answer},
        extract::InCase,
        keyset::{self, BackPage, answer_placed},
        paging::List,
        sent::Sent,
        shapes::{Links, printed},
        writing::created_as_told,
    },
    app::App,
    domain::{
        id::{CaseId, DeliveryId},
        webhook,
    },
    paths,
    store::StoreError,
};

/// A message to a webhook.
#[derive(Debug, Serialize, ToSchema)]
pub struct Delivery {
    /// Its id; with `msg_` before it the `webhook-id` of every attempt.
    #[schema(example = "d-k3m9t2x7q4w8z5r6y1ab")]
    pub id: String,
    /// The revision of the case that it tells of; absent: it is a test.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = i64, required = false, example = 7, minimum = 1)]
    pub revision: Option<i64>,
    /// How far it has come: an attempt is due or under way (`waiting`), it was taken (`delivered`), or there will be no
    /// further attempt unless somebody asks for one (`given_up`).
    #[schema(example = "delivered")]
    pub state: &'static str,
    /// The moment of the write that it tells of, or when the test was asked for (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub made_at: String,
    /// How many attempts were made.
    #[schema(example = 1, minimum = 0)]
    pub attempts: u32,
    /// When the next attempt is due (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, format = "date-time", example = "2019-03-03T09:05:00Z")]
    pub due_at: Option<String>,
    /// When the last attempt was made (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, format = "date-time", example = "2019-03-03T09:00:01Z")]
    pub tried_at: Option<String>,
    /// The HTTP status that the last attempt was answered with.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = u16, required = false, example = 204)]
    pub status: Option<u16>,
    /// Why the last attempt failed: another status than 200 to 299 (`status`), no answer within 10 seconds (`timeout`),
    /// no connection (`connection`), a certificate of the receiver that nobody who is trusted vouches for (`certificate`),
    /// an address where nothing may be sent (`address_refused`), a secret that cannot be opened (`unsigned`: make a new
    /// one), whoever made the webhook does not own the case any more (`rights`).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "timeout")]
    pub fault: Option<&'static str>,
    /// Where it stands.
    pub links: Links,
}

/// List the deliveries of a webhook
///
/// The newest first. Those that need no further attempt are forgotten after 30 days.
#[utoipa::path(get, path = "/api/v1/cases/{case}/webhooks/{webhook}/deliveries", operation_id = "list_deliveries",
    tag = "webhooks", params(BackPage),
    responses((status = 200, description = "A page of deliveries.", body = List<Delivery>)))]
pub(in crate::api) async fn list(State(app): State<App>, within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let (after, limit) = keyset::read(&mut query, place_of);
    query.finish(&within.caller)?;
    let webhook = found(&app, &within).await?;
    let found = app.store().deliveries(&webhook.id, after, limit + 1).await;
    let found = found.map_err(|error| ApiError::store(&within.caller, error))?;
    let shaped: Vec<Delivery> = found.iter().map(|delivery| shape(within.case(), delivery)).collect();
    let stamp = shaped.iter().fold(Stamp::default(), stamped);
    let place = |last: &webhook::Delivery| format!("{}-{}", last.made_at.as_microsecond(), last.id);
    Ok(answer_placed(&within.caller, stamp, (found, limit), place, |delivery| shape(within.case(), delivery)))
}

/// Read a delivery
#[utoipa::path(get, path = "/api/v1/cases/{case}/webhooks/{webhook}/deliveries/{delivery}",
    operation_id = "read_delivery", tag = "webhooks",
    responses((status = 200, description = "The delivery.", body = Delivery)))]
pub(in crate::api) async fn show(State(app): State<App>, within: InCase) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    let delivery = shape(within.case(), &delivery(&app, &within).await?);
    let stamp = stamped(Stamp::default(), &delivery);
    Ok(answer(&within.caller, stamp, || delivery))
}

/// Send a test to a webhook
///
/// A message of the type `webhook.test`. The answer is its delivery, which waits to be sent. Nothing is sent during a pause
/// (409).
#[utoipa::path(post, path = "/api/v1/cases/{case}/webhooks/{webhook}/tests", operation_id = "create_webhook_test",
    tag = "webhooks", responses((status = 201, description = "The test waits to be sent.", body = Delivery)))]
pub(in crate::api) async fn test(State(app): State<App>, within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    sent.nothing()?;
    if let Some(told) = told_before(&within, &sent).await? {
        return Ok(line(told));
    }
    let webhook = found(&app, &within).await?;
    let made = sent.store().add_test_delivery(&webhook.id, app.clock().now(), tell(&within)).await;
    made.map(line).map_err(|error| refused(&within, error))
}

/// Send a delivery again
///
/// At once, whatever came of it before, under the same `webhook-id`; not during a pause (409). Where nothing of the kinds
/// that are asked for now, and that may be told now, is left in it, it is not sent and stays as it was.
#[utoipa::path(post, path = "/api/v1/cases/{case}/webhooks/{webhook}/deliveries/{delivery}/attempts",
    operation_id = "create_delivery_attempt", tag = "webhooks",
    responses((status = 201, description = "The delivery waits to be sent.", body = Delivery)))]
pub(in crate::api) async fn send_again(
    State(app): State<App>,
    within: InCase,
    sent: Sent,
) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    sent.nothing()?;
    if let Some(told) = told_before(&within, &sent).await? {
        return Ok(line(told));
    }
    let delivery = delivery(&app, &within).await?;
    let done = sent.store().send_again(&delivery.webhook, &delivery.id, app.clock().now(), tell(&within)).await;
    done.map(line).map_err(|error| refused(&within, error))
}

fn refused(within: &InCase, error: StoreError) -> ApiError {
    match error {
        StoreError::Paused(_) => ApiError::webhook_paused(&within.caller),
        error => ApiError::store(&within.caller, error),
    }
}

/// The answer with a delivery that was put in line.
fn line(told: String) -> Response {
    created_as_told(told, "/links/self")
}

/// What was told of a delivery that this request put in line when it came first: much may have become of it since.
async fn told_before(within: &InCase, sent: &Sent) -> Result<Option<String>, ApiError> {
    sent.store().told_in_line().await.map_err(|error| ApiError::store(&within.caller, error))
}

/// What is told of a delivery that was put in line.
fn tell(within: &InCase) -> impl FnOnce(&webhook::Delivery) -> String + Send + 'static {
    let case = within.case().clone();
    move |delivery| serde_json::to_string(&shape(&case, delivery)).expect("a delivery is texts and numbers")
}

/// The delivery that the path names.
async fn delivery(app: &App, within: &InCase) -> Result<webhook::Delivery, ApiError> {
    let not_found = || ApiError::not_found(&within.caller);
    let (webhook, id) = (found(app, within).await?, within.segment("delivery").parse().map_err(|_| not_found())?);
    let delivery = app.store().delivery(&webhook.id, &id).await;
    delivery.map_err(|error| ApiError::store(&within.caller, error))?.ok_or_else(not_found)
}

fn place_of(cursor: &str) -> Option<(Timestamp, DeliveryId)> {
    let (micros, id) = cursor.split_once('-')?;
    Some((Timestamp::from_microsecond(micros.parse().ok()?).ok()?, id.parse().ok()?))
}

fn shape(case: &CaseId, delivery: &webhook::Delivery) -> Delivery {
    let itself = paths::api_delivery(case, &delivery.webhook, &delivery.id);
    Delivery {
        id: delivery.id.to_string(),
        revision: delivery.revision,
        state: delivery.state.word(),
        made_at: delivery.made_at.to_string(),
        attempts: delivery.attempts,
        due_at: printed(delivery.due_at.as_ref()),
        tried_at: printed(delivery.tried_at.as_ref()),
        status: delivery.status,
        fault: delivery.fault.map(webhook::DeliveryFault::word),
        links: Links { itself, html: paths::webhook(case, &delivery.webhook) },
    }
}

fn stamped(stamp: Stamp, delivery: &Delivery) -> Stamp {
    let due = delivery.due_at.as_deref().unwrap_or_default();
    stamp.with(&delivery.id).with(&delivery.state).with(&delivery.attempts).with(&due)
}
