//! Programs: the token that a request carries in `Authorization: Bearer …` (RFC 6750, section 2.1), and the scope that
//! each route needs of it. No other way of carrying one is read: not in an address, not in a body.

use axum::http::{Method, header, request::Parts};
use jiff::SignedDuration;

use super::{CameFrom, Pass, Refusal, Trouble, guess::count_wrong_token, has_session_cookie};
use crate::{
    app::App,
    credentials::ApiToken,
    domain::{
        access::Viewer,
        id::TokenId,
        token::{Reach, Scope},
    },
    store::StoreError,
};

/// How often it is noted that a token is used.
const USED_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Why a request with a token does not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenRefusal {
    /// It carries more than one proof of who asks: two headers, or a token and a session cookie.
    Twofold,
    /// The token was cut or mistyped: its checksum says so, without a look at the database.
    Damaged,
    /// No token of ours, or one that has run out, was revoked, or belongs to a closed account: one answer for all.
    Unknown,
    /// Too many wrong tokens came from there; the next is looked at in so many seconds.
    Held(i64),
    /// It lacks this scope. Told before anything is looked up, so that it tells nothing of what there is.
    Lacks(Scope),
    /// It is for chosen cases, and this is outside cases.
    ForCasesAlone,
    /// No token does this: it is for a browser that somebody is signed in with.
    NoToken,
}

/// Whoever asks with a token; `None` where the request carries none.
pub(super) async fn viewer(app: &App, parts: &Parts) -> Result<Option<Viewer>, Refusal> {
    let mut brought = parts.headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = brought.next() else { return Ok(None) };
    // Whichever of two was looked at, somebody could mean the other.
    if brought.next().is_some() {
        return Err(TokenRefusal::Twofold.into());
    }
    let carried = carried(value.as_bytes());
    if carried == Carried::Nothing {
        return Ok(None);
    }
    if has_session_cookie(&parts.headers) {
        return Err(TokenRefusal::Twofold.into());
    }
    let token = match carried {
        Carried::Text(text) => ApiToken::parse(text).ok(),
        Carried::Nothing | Carried::Garbled => None,
    };
    let refused = match token {
        Some(token) => match known(app, &token).await.map_err(Refusal::Store)? {
            Some(viewer) => return Ok(Some(viewer)),
            None => TokenRefusal::Unknown,
        },
        None => TokenRefusal::Damaged,
    };
    let caller: CameFrom = parts.extensions.get().copied().expect("every request is identified before it is admitted");
    Err(match count_wrong_token(app, caller).await {
        Ok(()) => refused.into(),
        Err(Trouble::Held { seconds }) => TokenRefusal::Held(seconds).into(),
        Err(Trouble::Store(error)) => Refusal::Store(error),
        Err(Trouble::Hashing(_)) => Refusal::Store(StoreError::Busy),
    })
}

/// What a value of `Authorization` carries, as far as tokens go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Carried<'a> {
    /// Something else, such as the password of a proxy in front.
    Nothing,
    /// What stands after `Bearer`.
    Text(&'a str),
    /// What was meant to be a token: no text, or one of ours that stands there in another way. It is not passed over, or
    /// its bearer would be nobody without being told.
    Garbled,
}

fn carried(value: &[u8]) -> Carried<'_> {
    let Ok(value) = str::from_utf8(value) else { return Carried::Garbled };
    let (scheme, rest) = value.split_once(' ').unwrap_or((value, ""));
    if scheme.eq_ignore_ascii_case("bearer") {
        return Carried::Text(rest.trim_matches(' '));
    }
    if value.contains(ApiToken::PREFIX) { Carried::Garbled } else { Carried::Nothing }
}

/// Whoever carries this token, where it is of use; notes that it was used.
async fn known(app: &App, token: &ApiToken) -> Result<Option<Viewer>, StoreError> {
    let Some((token, person)) = app.store().token(&token.digest().hex()).await? else { return Ok(None) };
    let now = app.clock().now();
    if !token.is_good(now) || person.disabled_at.is_some() {
        return Ok(None);
    }
    if token.used_at.is_none_or(|used_at| now.duration_since(used_at) >= USED_EVERY) {
        note_use(app, token.id.clone(), now);
    }
    Ok(Some(Viewer::Token { id: person.id, token: token.id, is_admin: person.is_admin, reach: token.reach }))
}

/// Whether a token is still of use: for answers that last longer than a moment.
///
/// # Errors
/// `Corrupt`, `Busy`, `Database`.
pub async fn is_token_good(app: &App, token: &TokenId) -> Result<bool, StoreError> {
    let known = app.store().token_called(token).await?;
    Ok(known.is_some_and(|(token, person)| token.is_good(app.clock().now()) && person.disabled_at.is_none()))
}

/// Nobody waits for it: a busy writer must not hold up reading.
fn note_use(app: &App, token: TokenId, now: jiff::Timestamp) {
    let store = app.store().clone();
    tokio::spawn(async move {
        if let Err(error) = store.use_token(token, now).await {
            tracing::warn!(%error, "it could not be noted that a token is used");
        }
    });
}

/// Whether a token that reaches so far may knock at a route. What it opens there, the rights of its person say.
pub(super) fn check_reach(pass: Pass, method: &Method, reach: &Reach) -> Result<(), TokenRefusal> {
    let scope = pass.scope(method).ok_or(TokenRefusal::NoToken)?;
    if !reach.scopes.has(scope) {
        return Err(TokenRefusal::Lacks(scope));
    }
    let is_outside_cases = match pass {
        Pass::InCase(_) => false,
        // What reads outside cases lists those that the token is for.
        Pass::Anyone | Pass::SignedIn => !method.is_safe(),
        Pass::Admin | Pass::Browser => true,
    };
    if is_outside_cases && reach.cases.is_some() { Err(TokenRefusal::ForCasesAlone) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_after_the_word_bearer_and_missed_nowhere_else() {
        for (value, expected) in [
            ("Bearer cpt_1", Carried::Text("cpt_1")),
            ("bearer  cpt_1 ", Carried::Text("cpt_1")),
            ("Bearer", Carried::Text("")),
            ("Basic dXNlcjpwYXNz", Carried::Nothing),
            ("", Carried::Nothing),
            ("Token cpt_1", Carried::Garbled),
            ("cpt_1", Carried::Garbled),
        ] {
            assert_eq!(carried(value.as_bytes()), expected, "{value}");
        }
        assert_eq!(carried(b"Bearer \xFF"), Carried::Garbled);
    }
}
