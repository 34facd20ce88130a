//! New tokens: what pages and API share in making one.

use super::{CameFrom, Trouble, check_password, random_id};
use crate::{
    app::App,
    credentials::ApiToken,
    domain::{
        access::Viewer,
        id::{PersonId, TokenId},
        token::{Askable, NewToken, Token},
    },
    store::StoreError,
};

/// What a person who is signed in may ask of a new token.
///
/// # Errors
/// As [`App::cases`].
pub async fn askable(app: &App, viewer: &Viewer) -> Result<Askable, StoreError> {
    let cases = app.cases(viewer).await?.into_iter().map(|case| case.id).collect();
    Ok(Askable { is_admin: viewer.is_admin(), cases, now: app.clock().now() })
}

/// Whether whoever asks for a token knows the password of the account: what is left of a session is not enough for something
/// that outlives it. In a demo, where anybody is let in without one, nothing is asked.
///
/// # Errors
/// `Held`, `Hashing`, `Store`.
pub async fn may_make_token(app: &App, caller: CameFrom, person: &PersonId, password: &str) -> Result<bool, Trouble> {
    if app.is_demo() {
        return Ok(true);
    }
    let Some(known) = app.store().credentials_of(person).await? else { return Ok(false) };
    Ok(check_password(app, caller, known.person.sign_in_name.as_str(), password).await?.is_some())
}

/// A token of `person` that is about to be kept, and its secret, for them alone.
///
/// # Panics
/// Never: a random id is a slug.
#[must_use]
pub fn fresh_token(app: &App, person: &PersonId, asked: NewToken) -> (Token, ApiToken) {
    let NewToken { name, reach, expires_at } = asked;
    let token = Token {
        id: TokenId::parse(&random_id("t")).expect("a random id is a slug"),
        person: person.clone(),
        name,
        reach,
        created_at: app.clock().now(),
        expires_at,
        used_at: None,
        revoked_at: None,
    };
    (token, ApiToken::random())
}
