//! Who asks: the session behind the cookie of a browser.

use std::net::{IpAddr, Ipv4Addr};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use jiff::SignedDuration;

use super::{CameFrom, Peer};
use crate::{
    app::App,
    credentials::Secret,
    domain::{access::Viewer, id::PersonId, person::Stage},
    store::{Session, StoreError},
};

/// The cookie of a session. Browsers take the prefix only over TLS or loopback, for the whole host, for it alone
/// (RFC 6265bis, section 4.1.3.2).
pub const SESSION_COOKIE: &str = "__Host-cp";

/// The session of a request, where one is good. Stands in its extensions.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Session);

/// The session of somebody whose password was right and whose second factor is still to come. Stands in the extensions
/// of a request; it opens nothing but the page that asks for the second factor.
#[derive(Debug, Clone)]
pub struct Halfway(pub Session);

/// Whose session a request carries that is over for its age alone: nobody is signed in with it, but what they sent may
/// be kept for them. Stands in the extensions.
#[derive(Debug, Clone)]
pub struct TooOld(pub PersonId);

/// How long somebody may take for the second factor.
const HALFWAY_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// How often it is noted that a session is used.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Finds out who asks, for everything that comes after: the [`App`], a [`CameFrom`] and a [`Viewer`] always, a [`SignedIn`],
/// a [`Halfway`] or a [`TooOld`] where there is one.
pub async fn identify(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |Peer(address)| *address);
    let caller = CameFrom::of(&app, peer, request.headers());
    request.extensions_mut().insert(caller);
    let viewer = match session(&app, request.headers()).await {
        Ok(Some(session)) if !app.is_good(&session) => {
            if session.stage == Stage::SignedIn && app.is_too_old(&session) {
                request.extensions_mut().insert(TooOld(session.person.id));
            }
            Viewer::Anonymous
        }
        Ok(Some(session)) if session.stage == Stage::SignedIn => {
            let viewer = Viewer::Person { id: session.person.id.clone(), is_admin: session.person.is_admin };
            request.extensions_mut().insert(SignedIn(session));
            viewer
        }
        Ok(halfway) => {
            if let Some(session) = halfway {
                request.extensions_mut().insert(Halfway(session));
            }
            Viewer::Anonymous
        }
        Err(error) => {
            tracing::error!(%error, "a session could not be looked up");
            return axum::http::StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    request.extensions_mut().insert(app);
    let is_for_nobody_else = viewer != Viewer::Anonymous || !request.method().is_safe();
    request.extensions_mut().insert(viewer);
    let mut response = next.run(request).await;
    if is_for_nobody_else {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Who the cookie of a browser stands for at this moment. Looking is no use of a session: it does not last longer.
pub(super) async fn viewer_now(app: &App, headers: &HeaderMap) -> Result<Viewer, StoreError> {
    let Some(digest) = session_digest(headers) else { return Ok(Viewer::Anonymous) };
    let session = app.store().session(&digest).await?;
    let session = session.filter(|session| app.is_good(session) && session.stage == Stage::SignedIn);
    Ok(session.map_or(Viewer::Anonymous, |session| Viewer::Person {
        id: session.person.id.clone(),
        is_admin: session.person.is_admin,
    }))
}

/// The session of the cookie: one that is over as well, which opens nothing.
async fn session(app: &App, headers: &HeaderMap) -> Result<Option<Session>, StoreError> {
    let Some(digest) = session_digest(headers) else { return Ok(None) };
    let Some(session) = app.store().session(&digest).await? else { return Ok(None) };
    if !app.is_good(&session) {
        return Ok(Some(session));
    }
    let now = app.clock().now();
    if session.stage == Stage::Password && now.duration_since(session.created_at) > HALFWAY_LIFE {
        return Ok(None);
    }
    if now.duration_since(session.seen_at) >= SEEN_EVERY {
        let store = app.store().clone();
        // Nobody waits for it: a busy writer must not hold up reading.
        tokio::spawn(async move {
            if let Err(error) = store.see_session(digest, now).await {
                tracing::warn!(%error, "it could not be noted that a session is used");
            }
        });
    }
    Ok(Some(session))
}

/// The digest of the session cookie, as the database keeps it; `None` where there is none, more than one, or one that
/// cannot be ours.
#[must_use]
pub fn session_digest(headers: &HeaderMap) -> Option<String> {
    let mut carried = session_cookies(headers);
    let secret = carried.next().and_then(Secret::parse)?;
    carried.next().is_none().then(|| secret.digest().hex())
}

/// Whether a request carries a session cookie, good or not.
#[must_use]
pub fn has_session_cookie(headers: &HeaderMap) -> bool {
    session_cookies(headers).next().is_some()
}

fn session_cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .filter(|(name, _)| *name == SESSION_COOKIE)
        .map(|(_, secret)| secret)
}
