//! One's own account: the name, the password, the browsers that are signed in.

use askama::Template;
use axum::response::{IntoResponse as _, Response};

use crate::{
    admission::{FreshSession, check_password},
    domain::{person::Stage, text::Text},
    paths,
    store::{Session, StoreError},
    web::{
        FormFields, Page, PageError, Section, Shell, Visit,
        field::{Field, FieldFaults, ShortForm},
        forms::drafts,
        new_account,
        short_page::{status, title},
        visit::{unkept, with_session},
    },
};

pub mod second_factor;
pub mod tokens;

#[derive(Template)]
#[template(path = "people/account.html")]
struct AccountPage {
    shell: Shell,
    heading: String,
    known_as: String,
    faults: Vec<(String, String, String)>,
    name: ShortForm,
    password: ShortForm,
    second_factor: String,
    second_factor_url: String,
    tokens_url: String,
    sessions_action: String,
    sessions: Vec<SessionLine>,
}

/// A browser that is signed in.
struct SessionLine {
    id: String,
    browser: String,
    since: String,
    is_own: bool,
}

/// `GET /account`
///
/// # Errors
/// `Store`.
pub async fn show(visit: Visit) -> Result<Response, PageError> {
    let typed = drafts::typed_before(&visit.app, &visit.reader, &paths::account_name()).await?;
    page(&visit, typed.first("name"), &FieldFaults::new()).await
}

/// `POST /account/name`
///
/// # Errors
/// `Store`.
pub async fn rename(visit: Visit, form: FormFields) -> Result<Response, PageError> {
    let person = &visit.signed_in()?.person.id;
    match Text::name(form.text("name")) {
        Ok(name) => match visit.app.store().rename_person(&visit.app.editor(person), person, name, None).await {
            Ok(_) => {
                drafts::drop_here(&visit.app, &visit.reader).await?;
                Ok(visit.to(&paths::account()))
            }
            Err(StoreError::Taken(_)) => {
                let faults = vec![("name", visit.words().say("fault-name-taken"))];
                page(&visit, Some(form.text("name")), &faults).await
            }
            Err(error) => Err(visit.failed(error)),
        },
        Err(fault) => {
            let faults = vec![("name", visit.words().fault_kind(&fault))];
            page(&visit, Some(form.text("name")), &faults).await
        }
    }
}

/// `POST /account/password`
///
/// # Errors
/// `TooManyTries`, `Store`.
pub async fn set_password(visit: Visit, form: FormFields) -> Result<Response, PageError> {
    let person = &visit.signed_in()?.person;
    let known = [person.sign_in_name.as_str(), person.name.as_str()];
    let mut faults = FieldFaults::new();
    if !is_own_password(&visit, form.text("password")).await? {
        faults.push(("password", visit.words().say("fault-own-password")));
    }
    let chosen = new_account::new_password(visit.words(), &form, &known).await;
    let chosen = chosen.map_err(|found| faults.extend(found));
    let Some(password) = chosen.ok().filter(|_| faults.is_empty()) else { return page(&visit, None, &faults).await };
    let hash = visit.app.hasher().hash(password).await.map_err(|error| visit.trouble(error.into()))?;
    let fresh = FreshSession::of(&person.id, Stage::SignedIn, &visit.headers);
    let editor = visit.app.editor(&person.id);
    let set = visit.app.store().set_password(&editor, &person.id, hash, Some(fresh.session.clone())).await;
    set.map_err(|error| visit.failed(error))?;
    Ok(with_session(visit.to(&paths::account()), &fresh))
}

/// `POST /account/sessions`: ends the one called `session`, or all others where that is blank.
///
/// # Errors
/// `Store`.
pub async fn end_sessions(visit: Visit, form: FormFields) -> Result<Response, PageError> {
    let own = visit.signed_in()?;
    let (store, editor) = (visit.app.store(), visit.app.editor(&own.person.id));
    let ended = match form.text("session") {
        "" => store.end_other_sessions(&editor, &own.person.id, &own.id).await,
        id => store.end_session(&editor, &own.person.id, id).await,
    };
    match ended {
        // Ended in the meantime: what was wanted is so.
        Ok(()) | Err(StoreError::Gone) => Ok(visit.to(&paths::account())),
        Err(error) => Err(visit.failed(error)),
    }
}

/// Whether `typed` is the password of whoever is signed in.
async fn is_own_password(visit: &Visit, typed: &str) -> Result<bool, PageError> {
    let name = visit.signed_in()?.person.sign_in_name.as_str();
    let checked = check_password(&visit.app, visit.caller, name, typed).await;
    Ok(checked.map_err(|trouble| visit.trouble(trouble))?.is_some())
}

async fn page(visit: &Visit, name: Option<&str>, faults: &FieldFaults) -> Result<Response, PageError> {
    let (words, own) = (visit.words(), visit.signed_in()?);
    let app = &visit.app;
    let (now, lives) = (app.clock().now(), app.session_lives());
    let sessions = app.store().sessions_of(&own.person.id, now - lives.idle, now - lives.whole).await;
    let sessions = sessions.map_err(|error| visit.failed(error))?;
    let credentials = app.store().credentials_of(&own.person.id).await.map_err(|error| visit.failed(error))?;
    let has_second_factor = credentials.and_then(|it| it.second_factor).is_some_and(|factor| factor.is_confirmed);
    let heading = words.say("account-heading");
    let name = new_account::name_field(words).value(name.unwrap_or(own.person.name.as_str()));
    let password = Field::password(words, "password", "field-old-password");
    let passwords = std::iter::once(password).chain(Field::new_password(words));
    let name = ShortForm::new(&visit.reader, &paths::account_name(), "account-save-name").with([name]).faulty(faults);
    let password = ShortForm::new(&visit.reader, &paths::account_password(), "account-set-password");
    let password = password.with(passwords).faulty(faults);
    let faults: Vec<_> = name.faults().into_iter().chain(password.faults()).collect();
    let template = AccountPage {
        shell: Shell::new(&visit.reader, &title(words, &heading, !faults.is_empty()), Section::Account),
        known_as: words.tell("account-known-as", &[("name", own.person.sign_in_name.as_str().into())]),
        heading,
        name,
        password,
        second_factor: words.say(if has_second_factor { "second-factor-is-on" } else { "second-factor-is-off" }),
        second_factor_url: visit.reader.link_as_it_stands(&paths::account_second_factor()),
        tokens_url: visit.reader.link_as_it_stands(&paths::account_tokens()),
        sessions_action: visit.reader.link_as_it_stands(&paths::account_sessions()),
        sessions: sessions.iter().map(|session| line(visit, own, session)).collect(),
        faults,
    };
    Ok(unkept(Page { status: status(&template.faults), template, style: String::new() }.into_response()))
}

fn line(visit: &Visit, own: &Session, session: &Session) -> SessionLine {
    let words = visit.words();
    let moments = [("since", words.moment(session.created_at).into()), ("seen", words.moment(session.seen_at).into())];
    let browser = if session.browser.is_empty() { words.say("session-no-browser") } else { session.browser.clone() };
    SessionLine {
        id: session.id.clone(),
        browser,
        since: words.tell("session-since", &moments),
        is_own: session.id == own.id,
    }
}
