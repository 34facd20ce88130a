//! One-time links: each makes an account, or lets somebody choose a new password.

use axum::{extract::RawPathParams, response::Response};

use crate::{
    admission::{FreshSession, Guess, Tries},
    credentials::Secret,
    domain::person::Stage,
    paths,
    store::{Invite, NAME_TAKEN, NewAccount, StoreError},
    web::{
        FormFields, PageError, Visit,
        field::{Field, FieldFaults, ShortForm},
        new_account,
        short_page::ShortPage,
        visit::with_session,
    },
};

/// A link that may be used.
struct Link {
    path: String,
    digest: String,
    invite: Invite,
}

/// `GET /invites/{secret}`
///
/// # Errors
/// `NotFound` where there is no such link to use, `TooManyTries`, `Store`.
pub async fn show(visit: Visit, params: RawPathParams) -> Result<Response, PageError> {
    let link = link(&visit, &params).await?;
    Ok(page(&visit, &link, &FormFields::default(), &FieldFaults::new()))
}

/// `POST /invites/{secret}`
///
/// # Errors
/// As [`show`].
pub async fn send(visit: Visit, params: RawPathParams, form: FormFields) -> Result<Response, PageError> {
    let link = link(&visit, &params).await?;
    if link.invite.resets.is_some() { reset(&visit, &link, &form).await } else { accept(&visit, &link, &form).await }
}

async fn accept(visit: &Visit, link: &Link, form: &FormFields) -> Result<Response, PageError> {
    let (person, password) = match new_account::read(visit, form).await? {
        Ok(chosen) => chosen,
        Err(faults) => return Ok(page(visit, link, form, &faults)),
    };
    let fresh = FreshSession::of(&person.id, Stage::SignedIn, &visit.headers);
    let editor = visit.app.editor(&person.id);
    let account = NewAccount { person, password, session: fresh.session.clone() };
    match visit.app.store().accept_invite(&editor, &link.digest, account).await {
        Ok(()) => Ok(with_session(visit.to(&paths::home()), &fresh)),
        Err(StoreError::Taken(NAME_TAKEN)) => {
            let faults = vec![("name", visit.words().say("fault-name-taken"))];
            Ok(page(visit, link, form, &faults))
        }
        Err(StoreError::Taken(_)) => {
            let faults = vec![("sign_in_name", visit.words().say("fault-sign-in-name-taken"))];
            Ok(page(visit, link, form, &faults))
        }
        Err(StoreError::Gone) => Err(visit.not_found()),
        Err(error) => Err(visit.failed(error)),
    }
}

async fn reset(visit: &Visit, link: &Link, form: &FormFields) -> Result<Response, PageError> {
    let person = link.invite.resets.as_ref().ok_or_else(|| visit.not_found())?;
    let credentials = visit.app.store().credentials_of(person).await.map_err(|error| visit.failed(error))?;
    let person = credentials.ok_or_else(|| visit.not_found())?.person;
    let known = [person.sign_in_name.as_str(), person.name.as_str()];
    let password = match new_account::new_password(visit.words(), form, &known).await {
        Ok(password) => password,
        Err(faults) => return Ok(page(visit, link, form, &faults)),
    };
    let hash = visit.app.hasher().hash(password).await.map_err(|error| visit.trouble(error.into()))?;
    match visit.app.store().reset_password(visit.app.clock().now(), &link.digest, hash).await {
        Ok(()) => Ok(visit.to("/sign-in?done=reset")),
        Err(StoreError::Gone) => Err(visit.not_found()),
        Err(error) => Err(visit.failed(error)),
    }
}

async fn link(visit: &Visit, params: &RawPathParams) -> Result<Link, PageError> {
    let guess = Guess::count(&visit.app, visit.caller, Tries::Link).await.map_err(|trouble| visit.trouble(trouble))?;
    let secret = params.iter().find(|(name, _)| *name == "secret").and_then(|(_, text)| Secret::parse(text));
    let secret = secret.ok_or_else(|| visit.not_found())?;
    let digest = secret.digest().hex();
    let invite = visit.app.store().invite(&digest, visit.app.clock().now()).await;
    let invite = invite.map_err(|error| visit.failed(error))?.ok_or_else(|| visit.not_found())?;
    guess.was_right(&visit.app).await.map_err(|trouble| visit.trouble(trouble))?;
    Ok(Link { path: paths::invitation(&secret.reveal()), digest, invite })
}

fn page(visit: &Visit, link: &Link, form: &FormFields, faults: &FieldFaults) -> Response {
    let words = visit.words();
    let until = [("moment", words.moment(link.invite.expires_at).into())];
    if link.invite.resets.is_some() {
        let form = ShortForm::new(&visit.reader, &link.path, "reset-button");
        let form = form.with(Field::new_password(words)).faulty(faults);
        return ShortPage::new(visit, "reset-heading", form).lede(words.tell("link-until", &until)).answer();
    }
    let fields = new_account::fields(words, form);
    let form = ShortForm::new(&visit.reader, &link.path, "invitation-button").with(fields).faulty(faults);
    ShortPage::new(visit, "invitation-heading", form).lede(words.tell("link-until", &until)).answer()
}
