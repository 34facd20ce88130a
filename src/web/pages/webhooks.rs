//! The addresses outside that are told of a case. For its owners alone.

use askama::Template;
use axum::response::{IntoResponse as _, Response};

use crate::{
    admission::random_id,
    credentials::WebhookSecret,
    domain::{
        access::Identities,
        fault::FaultKind,
        id::WebhookId,
        notice::NoticeKind,
        webhook::{Pause, WEBHOOKS_OF_A_CASE_MAX, Webhook},
    },
    outbound::HookAddress,
    paths,
    store::{NewWebhook, SetUpBy, StoreError},
    text::Words,
    web::{
        FormFields, InCase, Page, PageError, Section, Shell, Visit,
        field::Field,
        short_page::{status, title},
        trail::Trail,
        visit::unkept,
    },
};

mod one;

pub use one::{change, send_again, show, test};

#[derive(Template)]
#[template(path = "webhooks/index.html")]
struct WebhooksPage {
    shell: Shell,
    trail: Trail,
    heading: String,
    faults: Vec<(String, String, String)>,
    secret: Option<String>,
    webhooks: Vec<WebhookLine>,
    is_full: bool,
    action: String,
    address: Field,
    kinds: Vec<(&'static str, String, bool)>,
}

/// A webhook in the list.
struct WebhookLine {
    address: String,
    about: Vec<String>,
    url: String,
}

/// What a page shows beside what is always there.
#[derive(Default)]
struct Told {
    fault: Option<String>,
    secret: Option<String>,
    typed: FormFields,
}

/// `GET /cases/{case}/webhooks`
///
/// # Errors
/// `Store`.
pub async fn index(visit: Visit, case: InCase) -> Result<Response, PageError> {
    page(&visit, &case, Told::default()).await
}

/// `POST /cases/{case}/webhooks`: makes a webhook and shows its secret, once.
///
/// # Errors
/// `NotFound` where a kind is none of the choices, `Store`.
///
/// # Panics
/// Never: a random id is a slug.
pub async fn add(visit: Visit, case: InCase, form: FormFields) -> Result<Response, PageError> {
    let kinds: Result<Vec<NoticeKind>, _> = form.all("kinds").map(NoticeKind::parse).collect();
    let kinds = kinds.map_err(|_| visit.not_found())?;
    let reach = visit.app.reach();
    let read = async {
        let address = HookAddress::parse(form.text("address"), reach)?;
        address.check(reach).await.map(|()| address)
    };
    let address = match read.await {
        Ok(address) => address,
        Err(fault) => {
            let fault = Some(visit.words().fault_kind(&FaultKind::NotAReceiver(fault)));
            return page(&visit, &case, Told { fault, typed: form, ..Told::default() }).await;
        }
    };
    let (secret, person) = (WebhookSecret::random(), visit.signed_in()?.person.id.clone());
    let new = NewWebhook {
        id: WebhookId::parse(&random_id("h")).expect("a random id is a slug"),
        case: case.case().clone(),
        address: address.as_str().to_owned(),
        kinds,
        set_up: SetUpBy { person: person.clone(), identities: case.rights.identities() },
        secret: secret.as_bytes().clone(),
    };
    match visit.app.store().add_webhook(&visit.app.editor(&person), new).await {
        Ok(_) => page(&visit, &case, Told { secret: Some(secret.reveal()), ..Told::default() }).await,
        Err(StoreError::TooMany(_)) => {
            let fault = Some(visit.words().say("webhooks-full"));
            page(&visit, &case, Told { fault, typed: form, ..Told::default() }).await
        }
        Err(error) => Err(visit.failed(error)),
    }
}

async fn page(visit: &Visit, case: &InCase, told: Told) -> Result<Response, PageError> {
    let words = visit.words();
    let webhooks = visit.app.store().webhooks(case.case()).await.map_err(|error| visit.failed(error))?;
    let heading = words.say("webhooks-heading");
    let mut address = Field::text(words, "address", "webhook-address").value(told.typed.text("address"));
    (address.dir, address.kind, address.fault) = ("ltr", "url", told.fault);
    let address = address.hint(words.say("webhook-address-hint"));
    let fault = address.fault.clone();
    let faults: Vec<_> = fault.map(|fault| (address.id.clone(), address.label.clone(), fault)).into_iter().collect();
    let ticked: Vec<&str> = told.typed.all("kinds").collect();
    let kind = |kind: &NoticeKind| (kind.word(), words.say(kind_message(*kind)), ticked.contains(&kind.word()));
    let template = WebhooksPage {
        shell: case.shell(&title(words, &heading, !faults.is_empty()), Section::Webhooks),
        trail: Trail::of(case, &heading),
        heading,
        secret: told.secret,
        is_full: webhooks.len() >= WEBHOOKS_OF_A_CASE_MAX,
        webhooks: webhooks.iter().map(|webhook| line(visit, case, webhook)).collect(),
        action: visit.reader.link_as_it_stands(&paths::webhooks(case.case())),
        kinds: NoticeKind::ALL.iter().map(kind).collect(),
        address,
        faults,
    };
    let status = status(&template.faults);
    Ok(unkept(Page { status, template, style: String::new() }.into_response()))
}

fn line(visit: &Visit, case: &InCase, webhook: &Webhook) -> WebhookLine {
    WebhookLine {
        address: webhook.address.clone(),
        about: about(visit.words(), webhook),
        url: visit.reader.link_as_it_stands(&paths::webhook(case.case(), &webhook.id)),
    }
}

/// What a webhook is told of, whether it is told who protected sources are, and how it stands.
fn about(words: Words, webhook: &Webhook) -> Vec<String> {
    let identities = match webhook.identities {
        Identities::Shown => "webhook-identities-shown",
        Identities::Hidden => "webhook-identities-hidden",
    };
    vec![told_of(words, webhook), words.say(identities), standing(words, webhook)]
}

/// What a webhook is told of.
fn told_of(words: Words, webhook: &Webhook) -> String {
    if webhook.kinds.is_all() {
        return words.say("webhook-all-kinds");
    }
    let known = webhook.kinds.known.iter().map(|kind| words.say(kind_message(*kind)));
    let kinds: Vec<String> = known.chain(webhook.kinds.others.iter().cloned()).collect();
    words.tell("webhook-some-kinds", &[("kinds", words.list(&kinds).into())])
}

/// How a webhook stands.
fn standing(words: Words, webhook: &Webhook) -> String {
    let said = |key: &str, at| words.tell(key, &[("moment", words.moment(at).into())]);
    if !webhook.can_sign {
        return words.say("webhook-cannot-sign");
    }
    match (webhook.paused, webhook.failing_since) {
        (Some((Pause::Asked, at)), _) => said("webhook-paused-asked", at),
        (Some((Pause::Failing, at)), _) => said("webhook-paused-failing", at),
        (Some((Pause::Rights, at)), _) => said("webhook-paused-rights", at),
        (None, Some(since)) => said("webhook-failing", since),
        (None, None) => words.say("webhook-well"),
    }
}

/// The message that names a kind of notice.
fn kind_message(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::QuestionBecameContested => "notice-question-became-contested",
        NoticeKind::QuestionNoLongerContested => "notice-question-no-longer-contested",
        NoticeKind::QuestionStateChanged => "notice-question-state-changed",
        NoticeKind::PositionAppeared => "notice-position-appeared",
        NoticeKind::PositionVanished => "notice-position-vanished",
        NoticeKind::PositionGainedRoot => "notice-position-gained-root",
        NoticeKind::PositionLostRoot => "notice-position-lost-root",
        NoticeKind::AssessmentWentStale => "notice-assessment-went-stale",
        NoticeKind::AssessmentSigned => "notice-assessment-signed",
        NoticeKind::ClaimAdded => "notice-claim-added",
        NoticeKind::ClaimChanged => "notice-claim-changed",
        NoticeKind::ClaimWithdrawn => "notice-claim-withdrawn",
        NoticeKind::CaseChanged => "notice-case-changed",
    }
}
