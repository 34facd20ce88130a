//! What a message says: made when it is sent, of what whoever set the webhook up saw then and may see at that moment.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    api::notices::Notice,
    app::App,
    credentials::WebhookSecret,
    domain::{
        access::{Identities, Need, Rights, Viewer},
        notice::NOTICES_OF_A_WRITE_MAX,
    },
    paths,
    store::{Due, NoticePlace, NoticesWanted, StoreError},
};

/// What becomes of a delivery that is due.
pub(super) enum Made {
    /// This is sent.
    Message {
        /// JSON.
        body: String,
        /// Its name, the moment of sending, its signature.
        headers: [(&'static str, String); 3],
    },
    /// There is nothing in it for its receiver.
    Nothing,
    /// The key file does not open the secret that it would be signed with.
    Unsigned,
    /// Whoever set the webhook up does not own the case any more.
    NotAllowed,
}

/// The type of a message about what a write changed.
const CASE_REVISED: &str = "case.revised";
/// The type of a test.
const TEST: &str = "webhook.test";

/// The message of `due`.
pub(super) async fn of(app: &App, due: &Due) -> Result<Made, StoreError> {
    let Some(identities) = identities(app, due).await? else { return Ok(Made::NotAllowed) };
    let (kind, data) = match due.revision {
        None => (TEST, json!({ "case": due.case.as_str(), "webhook": due.webhook.as_str() })),
        Some(revision) => match told(app, due, revision, identities).await? {
            Some(data) => (CASE_REVISED, data),
            None => return Ok(Made::Nothing),
        },
    };
    let body = json!({ "type": kind, "timestamp": due.made_at.to_string(), "data": data }).to_string();
    let Some(secret) = due.secret.clone().map(WebhookSecret::from_bytes) else { return Ok(Made::Unsigned) };
    Ok(Made::Message { headers: headers(&secret, due, app.clock().now(), &body), body })
}

/// Which identities are told: those that whoever set the webhook up saw then and may see now. `None` where they may not
/// be told at all.
async fn identities(app: &App, due: &Due) -> Result<Option<Identities>, StoreError> {
    let account = app.store().credentials_of(&due.made_by).await?;
    if account.is_none_or(|account| account.person.disabled_at.is_some()) {
        return Ok(None);
    }
    let viewer = Viewer::Person { id: due.made_by.clone(), is_admin: false };
    let rights = app.entrance(&viewer, &due.case).await?.map(|entrance| entrance.rights);
    let now = rights.filter(|rights| rights.allow(Need::Own)).map(Rights::identities);
    // Hidden comes before shown.
    Ok(now.map(|now| now.min(due.identities)))
}

async fn told(app: &App, due: &Due, revision: i64, identities: Identities) -> Result<Option<Value>, StoreError> {
    let Some(kinds) = due.kinds.wanted() else { return Ok(None) };
    let after = NoticePlace { revision, number: 0 };
    let wanted = NoticesWanted { after, kinds: kinds.to_vec(), identities, limit: NOTICES_OF_A_WRITE_MAX + 1 };
    let notices = app.store().notices(&due.case, wanted).await?;
    let notices = notices.iter().take_while(|placed| placed.place.revision == revision);
    let notices: Vec<Notice> = notices.map(Notice::from).collect();
    Ok((!notices.is_empty()).then(|| {
        json!({
            "case": due.case.as_str(),
            "revision": revision,
            "notices": notices,
            "links": { "case": paths::api_case(&due.case), "notices": paths::api_list(&due.case, "notices") },
        })
    }))
}

fn headers(secret: &WebhookSecret, due: &Due, now: Timestamp, body: &str) -> [(&'static str, String); 3] {
    let (id, seconds) = (format!("msg_{}", due.id), now.as_second());
    let signature = secret.sign(&id, seconds, body);
    [("webhook-id", id), ("webhook-timestamp", seconds.to_string()), ("webhook-signature", signature)]
}
