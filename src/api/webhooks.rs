//! Webhooks: addresses outside that are told of a case. For its owners alone.

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ApiError,
    added::Added,
    etag::{Stamp, answer},
    extract::InCase,
    paging::List,
    problem::ProblemFault,
    sent::{Condition, Sent},
    shapes::Links,
    tokens::filled,
    writing::created,
};
use crate::{
    admission::random_id,
    app::App,
    credentials::WebhookSecret,
    domain::{
        access::Identities,
        fault::FaultKind,
        id::WebhookId,
        notice::NoticeKind,
        webhook::{self, ADDRESS_BYTES_MAX, WEBHOOKS_OF_A_CASE_MAX},
    },
    exchange::case_file::{Field, Fields, Shape},
    outbound::HookAddress,
    paths,
    store::{NewWebhook, SetUpBy, StoreError, WebhookChange},
};

pub mod deliveries;

/// The fields of a new webhook.
pub(super) const NEW: &[Field] = &[ADDRESS, KINDS];
/// The fields of a webhook that is changed.
pub(super) const CHANGE: &[Field] = &[
    ADDRESS,
    KINDS,
    Field::optional(
        "paused",
        Shape::Flag,
        "Whether it is told nothing for now. What waited before is sent once it goes on; what is written during a pause is not.",
        "true",
    ),
];

/// The fields of a webhook that a change may bring back.
pub(super) const ADDED: &[&str] = &[
    "id",
    "made_by",
    "see_identity",
    "made_at",
    "can_sign",
    "paused_because",
    "paused_at",
    "failures",
    "version",
    "links",
];

const ADDRESS: Field = Field::required(
    "address",
    Shape::Text(ADDRESS_BYTES_MAX),
    "The URL that messages are posted to: https, to the public network, unless the installation allows others.",
    r#""https://hooks.example/counterpoint""#,
);
const KINDS: Field = Field::optional(
    "kinds",
    Shape::Words(|| NoticeKind::ALL.iter().map(|kind| kind.word()).collect()),
    "The kinds of notice it is told; all when absent.",
    r#"["question_became_contested", "position_appeared"]"#,
);

/// An address outside that is told of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct Webhook {
    /// Its id.
    #[schema(example = "h-3f2a9c01d4b8e6f7a1c2")]
    pub id: String,
    /// The URL that messages are posted to.
    #[schema(format = "uri", example = "https://hooks.example/counterpoint")]
    pub address: String,
    /// The kinds of notice it is told; all when absent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, example = json!(["question_became_contested"]))]
    pub kinds: Vec<String>,
    /// The id of whoever set it up last: made it, changed it or made a new secret. It is told for as long as they own the case.
    #[schema(example = "p-7k2m")]
    pub made_by: String,
    /// Whether it is told who protected sources are: they saw it by the way they came then (a token needs the scope
    /// `see_identity`). It is told so only as long as they may see it.
    #[schema(example = false)]
    pub see_identity: bool,
    /// When it was made (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub made_at: String,
    /// Whether its messages can be signed. False: its secret cannot be opened with the key file of the installation. Then
    /// nothing is sent, and deliveries fail (`unsigned`) until a new secret is made or the key file is put right.
    #[schema(example = true)]
    pub can_sign: bool,
    /// Whether it is told nothing at present.
    #[schema(example = true)]
    pub paused: bool,
    /// Why: somebody asked for it (`asked`), it took no message for 5 days (`failing`), whoever made it does not own the
    /// case any more (`rights`). Absent: it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "failing")]
    pub paused_because: Option<&'static str>,
    /// Since when (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, format = "date-time", example = "2019-03-09T09:00:00Z")]
    pub paused_at: Option<String>,
    /// How many attempts failed since the last that did not.
    #[schema(example = 0, minimum = 0)]
    pub failures: u32,
    /// The version it is at: `If-Match` of a change.
    #[schema(example = 1, minimum = 1)]
    pub version: i64,
    /// Where it stands.
    pub links: Links,
}

/// What a write did to a webhook. The same request again, with the same `Idempotency-Key`, is answered the same.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookWritten {
    /// Its id.
    #[schema(example = "h-3f2a9c01d4b8e6f7a1c2")]
    pub id: String,
    /// The version it is at now; absent where it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = i64, required = false, example = 1, minimum = 1)]
    pub version: Option<i64>,
    /// What its messages are signed with (Standard Webhooks): told here, where it is made, and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    pub secret: Option<String>,
    /// Where it stands.
    pub links: Links,
}

/// List the webhooks of a case
///
/// For its owners. A case has 20 at most, so there is one page.
#[utoipa::path(get, path = "/api/v1/cases/{case}/webhooks", operation_id = "list_webhooks", tag = "webhooks",
    responses((status = 200, description = "The webhooks, in order of id.", body = List<Webhook>)))]
pub(super) async fn list(State(app): State<App>, within: InCase) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    let found = app.store().webhooks(within.case()).await.map_err(|error| ApiError::store(&within.caller, error))?;
    let items: Vec<Webhook> = found.iter().map(shape).collect();
    let stamp = items.iter().fold(Stamp::default(), stamped);
    Ok(answer(&within.caller, stamp, || List::of(items, None)))
}

/// Read a webhook
///
/// For the owners of the case. Its secret is never told again.
#[utoipa::path(get, path = "/api/v1/cases/{case}/webhooks/{webhook}", operation_id = "read_webhook", tag = "webhooks",
    responses((status = 200, description = "The webhook.", body = Webhook)))]
pub(super) async fn show(State(app): State<App>, within: InCase) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    let webhook = shape(&found(&app, &within).await?);
    let stamp = stamped(Stamp::default().at_version(webhook.version), &webhook);
    Ok(answer(&within.caller, stamp, || webhook))
}

/// Make a webhook
///
/// Owners of the case make them. The answer holds its secret, this once.
#[utoipa::path(post, path = "/api/v1/cases/{case}/webhooks", operation_id = "create_webhook", tag = "webhooks",
    responses((status = 201, description = "The webhook was made.", body = WebhookWritten)))]
pub(super) async fn create(within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    let (address, kinds, _) = read(&sent, NEW, Added { fields: &[], named: &[] }).await?;
    let new = NewWebhook {
        id: WebhookId::parse(&random_id("h")).expect("a random id is a slug"),
        case: within.case().clone(),
        address,
        kinds,
        set_up: set_up(&within, &sent),
        secret: WebhookSecret::random().as_bytes().clone(),
    };
    let made = sent.store().add_webhook(&sent.editor(None), new).await.map_err(|error| match error {
        StoreError::TooMany(_) => {
            let max = WEBHOOKS_OF_A_CASE_MAX.to_string();
            let detail = within.caller.words().tell("problem-webhooks-full", &[("max", max.into())]);
            ApiError::taken(&within.caller, ProblemFault { kind: "too_many", detail, ..ProblemFault::default() })
        }
        error => ApiError::store(&within.caller, error),
    })?;
    let secret = WebhookSecret::from_bytes(made.secret).reveal();
    let written = written(&within, &made.id, Some(1), Some(secret));
    Ok(created(&written.links.itself.clone(), written))
}

/// Replace a webhook
///
/// Its address, the kinds it is told, and whether it is paused. Its secret stays. From then on it is told with the rights
/// of whoever sends this.
#[utoipa::path(put, path = "/api/v1/cases/{case}/webhooks/{webhook}", operation_id = "replace_webhook",
    tag = "webhooks", responses((status = 200, description = "The webhook was replaced.", body = WebhookWritten)))]
pub(super) async fn replace(State(app): State<App>, within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    let (webhook, began) = (id(&within)?, began_from(&app, &within, &sent).await?);
    let (address, kinds, is_paused) =
        read(&sent, CHANGE, Added { fields: ADDED, named: &[("id", webhook.as_str())] }).await?;
    let change = WebhookChange { told: Some((address, kinds)), is_paused, set_up: set_up(&within, &sent) };
    let changed = sent.store().change_webhook(&sent.editor(None), within.case(), &webhook, began, change).await;
    let version = changed.map_err(|error| ApiError::store(&within.caller, error))?;
    Ok(axum::Json(written(&within, &webhook, Some(version), None)).into_response())
}

/// Make a new secret for a webhook
///
/// It takes the place of the one there was: every message sent from now on is signed with it, also those that waited or
/// are sent again. With `If-Match` it is made where the webhook is at that version alone. From then on it is told with the
/// rights of whoever sends this. The answer holds the secret, this once.
#[utoipa::path(post, path = "/api/v1/cases/{case}/webhooks/{webhook}/secrets", operation_id = "create_webhook_secret",
    tag = "webhooks", responses((status = 201, description = "The secret was made.", body = WebhookWritten)))]
pub(super) async fn create_secret(within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    sent.nothing()?;
    let (webhook, began) = (id(&within)?, version_said(within.app(), &within, &sent).await);
    let secret = (WebhookSecret::random().as_bytes().clone(), set_up(&within, &sent));
    let made = sent.store().set_webhook_secret(&sent.editor(None), within.case(), &webhook, began, secret).await;
    let (version, secret) = made.map_err(|error| ApiError::store(&within.caller, error))?;
    let written = written(&within, &webhook, Some(version), Some(WebhookSecret::from_bytes(secret).reveal()));
    Ok(created(&written.links.itself.clone(), written))
}

/// Take a webhook away
///
/// With its secret and its deliveries.
#[utoipa::path(delete, path = "/api/v1/cases/{case}/webhooks/{webhook}", operation_id = "remove_webhook",
    tag = "webhooks", responses((status = 200, description = "The webhook is gone.", body = WebhookWritten)))]
pub(super) async fn remove(State(app): State<App>, within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    sent.nothing()?;
    let (webhook, began) = (id(&within)?, began_from(&app, &within, &sent).await?);
    let removed = sent.store().remove_webhook(&sent.editor(None), within.case(), &webhook, began).await;
    removed.map_err(|error| ApiError::store(&within.caller, error))?;
    Ok(axum::Json(written(&within, &webhook, None, None)).into_response())
}

/// What the body says: where to, what of, and whether it is paused.
async fn read(
    sent: &Sent,
    table: &'static [Field],
    added: Added<'_>,
) -> Result<(String, Vec<NoticeKind>, bool), ApiError> {
    let reach = sent.app().reach();
    let has_pause = table.len() == CHANGE.len();
    let (address, kinds, is_paused) = sent.read_beside(added, table, |fields: &mut Fields<'_, '_>| {
        let address = fields.text("address", |text| HookAddress::parse(text, reach).map_err(FaultKind::NotAReceiver));
        let kinds = fields.read("kinds", |spot| filled(spot)?.set(NoticeKind::ALL.len(), NoticeKind::parse));
        let is_paused = has_pause && fields.flag("paused");
        Some((address?, kinds.unwrap_or_default(), is_paused))
    })?;
    // Only an address that reads well is asked for.
    address.check(reach).await.map_err(|fault| sent.refused_at("address", FaultKind::NotAReceiver(fault)))?;
    Ok((address.as_str().to_owned(), kinds, is_paused))
}

/// With whose rights it is told from now on: theirs, as far as they have them by the way they come.
fn set_up(within: &InCase, sent: &Sent) -> SetUpBy {
    SetUpBy { person: sent.person().clone(), identities: within.rights.identities() }
}

fn id(within: &InCase) -> Result<WebhookId, ApiError> {
    within.segment("webhook").parse().map_err(|_| ApiError::not_found(&within.caller))
}

/// The webhook that the path names.
async fn found(app: &App, within: &InCase) -> Result<webhook::Webhook, ApiError> {
    let webhook = app.store().webhook(within.case(), &id(within)?).await;
    let webhook = webhook.map_err(|error| ApiError::store(&within.caller, error))?;
    webhook.ok_or_else(|| ApiError::not_found(&within.caller))
}

/// The version that a write began from, `None`: whichever there is.
async fn began_from(app: &App, within: &InCase, sent: &Sent) -> Result<Option<i64>, ApiError> {
    if sent.condition == Condition::None {
        found(app, within).await?;
        return Err(ApiError::unconditional(&within.caller));
    }
    Ok(version_said(app, within, sent).await)
}

/// The version that a write says it began from; `None`: whichever there is.
async fn version_said(app: &App, within: &InCase, sent: &Sent) -> Option<i64> {
    let Condition::Versions(named) = &sent.condition else { return None };
    let current = found(app, within).await.ok().map(|webhook| webhook.version);
    Some(named.begun_from(current))
}

fn written(within: &InCase, id: &WebhookId, version: Option<i64>, secret: Option<String>) -> WebhookWritten {
    let links = Links::of(within.case(), "webhooks", id, paths::webhook(within.case(), id));
    WebhookWritten { id: id.to_string(), version, secret, links }
}

fn shape(webhook: &webhook::Webhook) -> Webhook {
    Webhook {
        id: webhook.id.to_string(),
        address: webhook.address.clone(),
        kinds: webhook.kinds.words().map(str::to_owned).collect(),
        made_by: webhook.made_by.to_string(),
        see_identity: webhook.identities == Identities::Shown,
        made_at: webhook.made_at.to_string(),
        can_sign: webhook.can_sign,
        paused: webhook.paused.is_some(),
        paused_because: webhook.paused.map(|(why, _)| why.word()),
        paused_at: webhook.paused.map(|(_, at)| at.to_string()),
        failures: webhook.failures,
        version: webhook.version,
        links: Links::of(&webhook.case, "webhooks", &webhook.id, paths::webhook(&webhook.case, &webhook.id)),
    }
}

fn stamped(stamp: Stamp, webhook: &Webhook) -> Stamp {
    stamp
        .with(&webhook.id)
        .with(&webhook.version)
        .with(&webhook.failures)
        .with(&webhook.can_sign)
        .with(&webhook.paused_because.unwrap_or_default())
}
