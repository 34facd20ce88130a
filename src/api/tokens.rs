//! Tokens: what programs carry in the name of a person. Whoever is signed in with a browser manages their own here; no
//! token makes, lists or ends one.

use axum::{
    extract::{Extension, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ApiError, challenge,
    etag::{Stamp, answer},
    extract::{Caller, Segments},
    paging::{List, Page, answer_list},
    problem::Kind,
    sent::{FIRST_VERSION, Sent},
    shapes::Links,
    writing::created_as_told,
};
use crate::{
    admission::{self, TokenRefusal, Trouble, askable, fresh_token, may_make_token},
    app::App,
    domain::{
        fault::FaultKind,
        id::{PersonId, TokenId},
        text::{NAME_CHARS_MAX, Text},
        token::{self, Askable, NewToken, Reach, Scope, TOKEN_CASES_MAX, expiry},
    },
    exchange::case_file::{Field, Fields, Json, Shape, Spot},
    paths,
    store::StoreError,
};

/// The fields of a new token.
pub(super) const TABLE: &[Field] = &[
    Field::required(
        "name",
        Shape::Text(NAME_CHARS_MAX),
        "What you call it, so that you can tell your tokens apart.",
        r#""Newsroom import""#,
    ),
    Field::required(
        "scopes",
        Shape::Words(|| Scope::ALL.iter().map(|scope| scope.word()).collect()),
        "What it may be used for, one word or more.",
        r#"["read", "write"]"#,
    ),
    Field::required(
        "cases",
        Shape::ReferencesOrNull { noun: "case", max: TOKEN_CASES_MAX },
        "The ids of the cases it is for; null: all that you may see, now and later.",
        r#"["baghdadi-2019"]"#,
    ),
    Field::required(
        "expires_at",
        Shape::Moment,
        "When it ends, at most 366 days from now.",
        r#""2026-06-01T00:00:00Z""#,
    ),
    Field::required(
        PASSWORD,
        Shape::Text(PASSWORD_CHARS_MAX),
        "The password of your account: what is left of a session does not make something that outlives it.",
        r#""lantern rivet meadow quartz""#,
    ),
];
/// The field that is never kept, not even as a digest.
const PASSWORD: &str = "password";
/// The longest password that is looked at, in characters.
const PASSWORD_CHARS_MAX: usize = 1024;

/// A token, without the secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct Token {
    /// Its id: random.
    #[schema(example = "t-3f9a0c2b7d1e4f5a6b7c")]
    pub id: String,
    /// What you call it.
    #[schema(example = "Newsroom import")]
    pub name: String,
    /// What it may be used for.
    #[schema(example = json!(["read", "write"]))]
    pub scopes: Vec<&'static str>,
    /// The ids of the cases it is for; null: all that you may see.
    #[schema(required, example = json!(["baghdadi-2019"]))]
    pub cases: Option<Vec<String>>,
    /// When it was made (RFC 3339).
    #[schema(format = "date-time", example = "2026-03-01T12:00:00Z")]
    pub created_at: String,
    /// From when on it is of no use (RFC 3339).
    #[schema(format = "date-time", example = "2026-06-01T00:00:00Z")]
    pub expires_at: String,
    /// When it was last used, to the minute (RFC 3339); null: never.
    #[schema(required, format = "date-time", example = "2026-03-01T12:30:00Z")]
    pub used_at: Option<String>,
    /// Where it stands.
    pub links: Links,
}

/// A token that was just made, with its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeToken {
    /// The secret, for `Authorization: Bearer …`. Store it now: it is not shown again.
    #[schema(example = "cpt_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg42xJXw")]
    pub secret: String,
    /// The token.
    pub token: Token,
}

/// List your tokens
///
/// Those of whoever is signed in that nobody revoked, those that have run out included, in order of id.
#[utoipa::path(get, path = "/api/v1/tokens", operation_id = "list_tokens", tag = "tokens", params(Page),
    responses((status = 200, description = "A page of tokens.", body = List<Token>)))]
pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Response, ApiError> {
    let mut query = caller.query();
    let page = Page::read(&mut query);
    query.finish(&caller)?;
    let mut tokens = own(&app, &caller).await?;
    tokens.sort_by(|a, b| a.id.cmp(&b.id));
    let stamp = tokens.iter().fold(Stamp::default(), stamped);
    let slice = page.cut(tokens.iter().map(|token| token.id.as_str()), |_| true);
    Ok(answer_list(&caller, stamp, slice, |number| shape(&tokens[number])))
}

/// Read one of your tokens
///
/// What it may be used for and when it was last used; never its secret.
#[utoipa::path(get, path = "/api/v1/tokens/{token}", operation_id = "read_token", tag = "tokens",
    responses((status = 200, description = "The token.", body = Token)))]
pub(super) async fn show(State(app): State<App>, caller: Caller, params: Segments) -> Result<Response, ApiError> {
    caller.query().finish(&caller)?;
    let id = named(&caller, &params)?;
    let token = own(&app, &caller).await?.into_iter().find(|token| token.id == id);
    let token = token.ok_or_else(|| ApiError::not_found(&caller))?;
    Ok(answer(&caller, stamped(Stamp::default().at_version(FIRST_VERSION), &token), || shape(&token)))
}

/// Make a token
///
/// For whoever is signed in and knows their password. The secret stands in this answer alone.
#[utoipa::path(post, path = "/api/v1/tokens", operation_id = "create_token", tag = "tokens",
    responses((status = 201, description = "The token was made.", body = MadeToken)))]
pub(super) async fn create(from: Extension<admission::CameFrom>, sent: Sent) -> Result<Response, ApiError> {
    let caller = &sent.caller;
    caller.query().finish(caller)?;
    let askable = askable(sent.app(), caller.viewer()).await.map_err(|error| ApiError::store(caller, error))?;
    let (asked, password) = sent.read(TABLE, |fields| {
        let password = fields.text(PASSWORD, password);
        Some((read(fields, &askable)?, password?))
    })?;
    let person = caller.viewer().person().ok_or_else(|| ApiError::not_found(caller))?;
    match may_make_token(sent.app(), from.0, person, &password).await {
        Ok(true) => {}
        Ok(false) => return Err(sent.refused_as(PASSWORD, "wrong_password", "fault-own-password")),
        Err(Trouble::Held { seconds }) => return Ok(challenge::refused(caller, TokenRefusal::Held(seconds))),
        Err(Trouble::Hashing(_)) => return Err(ApiError::busy(caller)),
        Err(Trouble::Store(error)) => return Err(ApiError::store(caller, error)),
    }
    let (token, secret) = fresh_token(sent.app(), person, asked);
    let made = MadeToken { secret: secret.reveal().to_owned(), token: shape(&token) };
    let told = serde_json::to_string(&made).expect("a token is texts and lists of them");
    let kept = sent.store_without(PASSWORD).add_token(&sent.editor(None), secret.digest().hex(), token, told).await;
    let told = kept.map_err(|error| match error {
        StoreError::TooMany(_) => ApiError::new(caller, Kind::TooManyTokens),
        error => ApiError::store(caller, error),
    })?;
    Ok(made_of(told))
}

/// Revoke one of your tokens
///
/// From then on it is of no use.
#[utoipa::path(delete, path = "/api/v1/tokens/{token}", operation_id = "revoke_token", tag = "tokens",
    responses((status = 204, description = "The token is of no use any more.")))]
pub(super) async fn revoke(params: Segments, sent: Sent) -> Result<Response, ApiError> {
    let caller = &sent.caller;
    caller.query().finish(caller)?;
    sent.nothing()?;
    let id = named(caller, &params)?;
    if !sent.is_of_first_version() {
        let is_there = own(sent.app(), caller).await?.iter().any(|token| token.id == id);
        let outdated = || ApiError::outdated(caller, FIRST_VERSION);
        return Err(if is_there { outdated() } else { ApiError::not_found(caller) });
    }
    let person = caller.viewer().person().ok_or_else(|| ApiError::not_found(caller))?;
    let revoked = sent.store().revoke_token(&sent.editor(None), person, &id).await;
    revoked.map_err(|error| ApiError::store(caller, error))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The answer with what a person is told of their new token: now, or when the request came first.
fn made_of(told: String) -> Response {
    created_as_told(told, "/token/links/self")
}

/// A password as it was typed; a longer one than is looked at is nobody's.
fn password(text: &str) -> Result<String, FaultKind> {
    let is_short = text.chars().nth(PASSWORD_CHARS_MAX).is_none();
    is_short.then(|| text.to_owned()).ok_or(FaultKind::TooLong { max: PASSWORD_CHARS_MAX })
}

fn read(fields: &mut Fields<'_, '_>, askable: &Askable) -> Option<NewToken> {
    let name = fields.text("name", Text::name);
    let scopes = fields.read("scopes", |spot| {
        let scopes = filled(spot)?.list(Scope::ALL.len(), |spot| spot.text(|word| askable.scope(word)))?;
        Some(scopes.into_iter().collect())
    });
    let cases = fields.read("cases", |spot| {
        if *spot.json == Json::Null {
            return Some(None);
        }
        let cases = filled(spot)?.list(TOKEN_CASES_MAX, |spot| spot.text(|id| askable.case(id)))?;
        Some(Some(cases.into_iter().collect()))
    });
    let moment = |text: &str| text.parse().map_err(|_| FaultKind::NotATimestamp);
    let expires_at = fields.text("expires_at", |text| moment(text).and_then(|end| expiry(end, askable.now)));
    Some(NewToken { name: name?, reach: Reach { scopes: scopes?, cases: cases? }, expires_at: expires_at? })
}

/// The place, unless an empty list stands there.
pub(super) fn filled<'r, 'f>(mut spot: Spot<'r, 'f>) -> Option<Spot<'r, 'f>> {
    match spot.json {
        Json::List(items) if items.is_empty() => spot.refuse(FaultKind::Empty),
        _ => Some(spot),
    }
}

/// The tokens of whoever is signed in.
async fn own(app: &App, caller: &Caller) -> Result<Vec<token::Token>, ApiError> {
    let person: &PersonId = caller.viewer().person().ok_or_else(|| ApiError::not_found(caller))?;
    app.store().tokens_of(person).await.map_err(|error| ApiError::store(caller, error))
}

fn named(caller: &Caller, params: &Segments) -> Result<TokenId, ApiError> {
    TokenId::parse(params.named("token")).map_err(|_| ApiError::not_found(caller))
}

fn stamped(stamp: Stamp, token: &token::Token) -> Stamp {
    let used_at = token.used_at.map(|at| at.to_string()).unwrap_or_default();
    stamp.with(&token.id).with(&used_at)
}

fn shape(token: &token::Token) -> Token {
    let cases = token.reach.cases.as_ref();
    Token {
        id: token.id.to_string(),
        name: token.name.to_string(),
        scopes: token.reach.scopes.words(),
        cases: cases.map(|cases| cases.iter().map(ToString::to_string).collect()),
        created_at: token.created_at.to_string(),
        expires_at: token.expires_at.to_string(),
        used_at: token.used_at.map(|at| at.to_string()),
        links: Links { itself: paths::api_token(&token.id), html: paths::account_tokens() },
    }
}
