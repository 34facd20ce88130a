//! Signing in: the password first, then, where somebody has one, the second factor.
//!
//! Unknown people, disabled people and wrong passwords are told the same after the same time.

use axum::http::HeaderMap;
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{CameFrom, FreshSession, Guess, Tries, Trouble};
use crate::{
    app::App,
    credentials::{RecoveryCode, TotpSecret},
    domain::{
        id::PersonId,
        person::{Person, SignInName, Stage},
    },
    store::{Actor, Credentials, Editor, SecondFactor, SecondProof},
};

impl App {
    /// `person` as the one who writes now.
    #[must_use]
    pub fn editor(&self, person: &PersonId) -> Editor {
        Editor { actor: Actor::person(person), at: self.clock().now(), why: None, through: None }
    }
}

/// Begins a session for whoever signs in with `name` and `password`; `None` where they do not fit. Its stage says
/// whether the second factor is still to come.
///
/// # Errors
/// `Held`, `Hashing`, `Store`.
pub async fn sign_in(
    app: &App,
    caller: CameFrom,
    headers: &HeaderMap,
    (name, password): (&str, &str),
) -> Result<Option<FreshSession>, Trouble> {
    let Some(credentials) = check_password(app, caller, name, password).await? else { return Ok(None) };
    let is_halfway = credentials.second_factor.is_some_and(|factor| factor.is_confirmed);
    let stage = if is_halfway { Stage::Password } else { Stage::SignedIn };
    let fresh = FreshSession::of(&credentials.person.id, stage, headers);
    app.store().begin_session(&app.editor(&credentials.person.id), fresh.session.clone()).await?;
    app.store().forget_sessions(app.clock().now(), app.session_lives().idle).await?;
    Ok(Some(fresh))
}

/// What proves the person who signs in with `name`, where `password` is theirs and their account is open.
///
/// # Errors
/// `Held`, `Hashing`, `Store`.
pub async fn check_password(
    app: &App,
    caller: CameFrom,
    name: &str,
    password: &str,
) -> Result<Option<Credentials>, Trouble> {
    let guess = Guess::count(app, caller, Tries::Password(name)).await?;
    let credentials = match SignInName::parse(name) {
        Ok(name) => app.store().credentials(&name).await?,
        Err(_) => None,
    };
    let credentials = credentials.filter(|it| it.person.disabled_at.is_none());
    let kept = credentials.as_ref().map(|it| it.password.as_str());
    if !app.hasher().verify(kept, password).await? {
        return Ok(None);
    }
    guess.was_right(app).await?;
    Ok(credentials)
}

/// Begins the session of somebody whose password was right, with a code of their app or a recovery code; `None` where
/// it is not theirs or was used.
///
/// # Errors
/// `Held`, `Store`.
pub async fn pass_second_factor(
    app: &App,
    caller: CameFrom,
    headers: &HeaderMap,
    (person, typed): (&Person, &str),
) -> Result<Option<FreshSession>, Trouble> {
    let guess = Guess::count(app, caller, Tries::SecondFactor(person.sign_in_name.as_str())).await?;
    let Some(proof) = second_proof(app, person, typed).await? else { return Ok(None) };
    let fresh = FreshSession::of(&person.id, Stage::SignedIn, headers);
    let editor = app.editor(&person.id);
    let is_good = app.store().pass_second_factor(&editor, &person.id, proof, fresh.session.clone()).await?;
    if !is_good {
        return Ok(None);
    }
    guess.was_right(app).await?;
    Ok(Some(fresh))
}

/// What `typed` proves: a code of the app of `person`, or the shape of a recovery code, which the store has yet to find.
///
/// # Errors
/// `Store`.
pub async fn second_proof(app: &App, person: &Person, typed: &str) -> Result<Option<SecondProof>, Trouble> {
    let factor = app.store().credentials_of(&person.id).await?.and_then(|it| it.second_factor);
    let Some(factor) = factor.filter(|factor| factor.is_confirmed) else { return Ok(None) };
    let secret = totp_secret(app, &person.id, &factor);
    let step = secret.and_then(|secret| secret.check(typed, app.clock().now(), factor.last_step));
    Ok(match step {
        Some(step) => Some(SecondProof::Step(step)),
        None => RecoveryCode::parse(typed).ok().map(|code| SecondProof::RecoveryCode(code.digest().hex())),
    })
}

/// The secret of a second factor; `None`, and a line in the log, where the key file does not open it.
#[must_use]
pub fn totp_secret(app: &App, person: &PersonId, factor: &SecondFactor) -> Option<TotpSecret> {
    let sealed = STANDARD.decode(&factor.sealed).ok()?;
    match app.store().vault().open(&sealed, &context(person)) {
        Ok(bytes) => TotpSecret::from_bytes(&bytes),
        Err(error) => {
            tracing::error!(%error, "a second factor could not be opened with the key file");
            None
        }
    }
}

/// A secret as the store keeps it.
#[must_use]
pub fn seal_totp_secret(app: &App, person: &PersonId, secret: &TotpSecret) -> String {
    STANDARD.encode(app.store().vault().seal(secret.as_bytes(), &context(person)))
}

fn context(person: &PersonId) -> String {
    format!("second_factor/{person}")
}
