//! Challenges: what a program is told whose token, or lack of one, is the reason of a refusal (RFC 6750, section 3).

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};

use super::{ApiError, extract::Caller, problem::Kind};
use crate::admission::TokenRefusal;

/// What a program without a token is asked for.
const ASKED: &str = "Bearer realm=\"Counterpoint\"";

/// The problem for a caller that nobody is signed in for.
pub(super) fn sign_in_first(caller: &Caller) -> Response {
    challenged(caller, Kind::SignInFirst, Some(ASKED.to_owned()))
}

/// The problem for a caller whose token does not lead on.
pub(super) fn refused(caller: &Caller, refusal: TokenRefusal) -> Response {
    let because = |error: &str| Some(format!("{ASKED}, error=\"{error}\""));
    match refusal {
        TokenRefusal::Twofold => challenged(caller, Kind::AmbiguousCaller, because("invalid_request")),
        TokenRefusal::Damaged => challenged(caller, Kind::MistypedToken, because("invalid_token")),
        TokenRefusal::Unknown => challenged(caller, Kind::UnknownToken, because("invalid_token")),
        TokenRefusal::Lacks(scope) => {
            let challenge = format!("{ASKED}, error=\"insufficient_scope\", scope=\"{}\"", scope.word());
            challenged(caller, Kind::InsufficientScope, Some(challenge))
        }
        TokenRefusal::ForCasesAlone => challenged(caller, Kind::TokenForCasesAlone, because("insufficient_scope")),
        TokenRefusal::NoToken => challenged(caller, Kind::NotWithAToken, because("insufficient_scope")),
        TokenRefusal::Held(seconds) => {
            let mut response = challenged(caller, Kind::TooManyTries, None);
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            response
        }
    }
}

fn challenged(caller: &Caller, kind: Kind, challenge: Option<String>) -> Response {
    let mut response = ApiError::new(caller, kind).into_response();
    if let Some(challenge) = challenge.and_then(|challenge| HeaderValue::try_from(challenge).ok()) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}
