//! New tokens: what pages and API share in making one.

use super::random_id;
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
