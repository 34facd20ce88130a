//! Who asks: the session behind the cookie of a browser.

use std::fmt::Write as _;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use sha2::{Digest as _, Sha256};

use crate::{
    app::App,
    domain::{access::Viewer, id::PersonId, person::Stage},
    store::Session,
};

/// The cookie of a session. Browsers take the prefix only over TLS or loopback, for the whole host, for it alone
/// (RFC 6265bis, section 4.1.3.2).
pub const SESSION_COOKIE: &str = "__Host-cp";

/// The session of a request, where one is good. Stands in its extensions.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Session);

/// Whose session a request carries that is over for its age alone: nobody is signed in with it, but what they sent may
/// be kept for them. Stands in the extensions.
#[derive(Debug, Clone)]
pub struct TooOld(pub PersonId);

/// Finds out who asks, for everything that comes after: the [`App`] and a [`Viewer`] always, a [`SignedIn`] where there
/// is one.
pub async fn identify(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let viewer = match session(&app, request.headers()).await {
        Ok(Some(session)) if !app.is_good(&session) => {
            if app.is_too_old(&session) {
                request.extensions_mut().insert(TooOld(session.person.id));
            }
            Viewer::Anonymous
        }
        Ok(Some(session)) => {
            let viewer = Viewer::Person { id: session.person.id.clone(), is_admin: session.person.is_admin };
            request.extensions_mut().insert(SignedIn(session));
            viewer
        }
        Ok(None) => Viewer::Anonymous,
        Err(error) => {
            tracing::error!(%error, "a session could not be looked up");
            return axum::http::StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    request.extensions_mut().insert(app);
    let is_signed_in = viewer != Viewer::Anonymous;
    request.extensions_mut().insert(viewer);
    let mut response = next.run(request).await;
    if is_signed_in {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

async fn session(app: &App, headers: &HeaderMap) -> Result<Option<Session>, crate::store::StoreError> {
    let Some(digest) = session_digest(headers) else { return Ok(None) };
    let session = app.store().session(&digest).await?;
    Ok(session.filter(|session| session.stage == Stage::SignedIn))
}

/// The digest of the session cookie, as the database keeps it; `None` where there is none or more than one.
#[must_use]
pub fn session_digest(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut secrets = cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .filter(|(name, _)| *name == SESSION_COOKIE)
        .map(|(_, secret)| secret);
    let secret = secrets.next().filter(|secret| !secret.is_empty())?;
    secrets.next().is_none().then(|| {
        Sha256::digest(secret.as_bytes()).iter().fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    })
}
