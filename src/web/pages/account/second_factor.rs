//! The second factor of one's own account: switched on in two steps, so that nobody is locked out by a picture that was
//! not scanned, and switched off with the password and a code.

use askama::Template;
use axum::response::{IntoResponse as _, Response};

use crate::{
    admission::{FreshSession, Guess, Tries, seal_totp_secret, second_proof, totp_secret},
    credentials::{QrPicture, RecoveryCode, TotpSecret},
    domain::person::{Person, Stage},
    paths,
    web::{
        FormFields, Page, PageError, Section, Shell, Visit,
        field::{Field, FieldFaults, ShortForm},
        short_page::{ShortPage, status, title},
        visit::{unkept, with_session},
    },
};

/// What apps call this product.
const ISSUER: &str = "Counterpoint";

/// How far the second factor of somebody is.
enum State {
    Off,
    Offered(TotpSecret),
    On,
}

#[derive(Template)]
#[template(path = "people/second_factor.html")]
struct OfferPage {
    shell: Shell,
    heading: String,
    faults: Vec<(String, String, String)>,
    qr_path: String,
    qr_size: u32,
    secret: String,
    form: ShortForm,
}

#[derive(Template)]
#[template(path = "people/recovery_codes.html")]
struct CodesPage {
    shell: Shell,
    heading: String,
    codes: Vec<String>,
    account_url: String,
}

/// `GET /account/second-factor`
///
/// # Errors
/// `Store`.
pub async fn show(visit: Visit) -> Result<Response, PageError> {
    page(&visit, &FieldFaults::new()).await
}

/// `POST /account/second-factor`: begins, confirms or takes away, as `step` says.
///
/// # Errors
/// `TooManyTries`, `Store`.
pub async fn send(visit: Visit, form: FormFields) -> Result<Response, PageError> {
    match form.text("step") {
        "confirm" => confirm(&visit, &form).await,
        "remove" => remove(&visit, &form).await,
        _ => offer(&visit, &form).await,
    }
}

async fn offer(visit: &Visit, form: &FormFields) -> Result<Response, PageError> {
    let person = &visit.signed_in()?.person;
    if !super::is_own_password(visit, form.text("password")).await? {
        return page(visit, &vec![("password", visit.words().say("fault-own-password"))]).await;
    }
    let sealed = seal_totp_secret(&visit.app, &person.id, &TotpSecret::random());
    let offered = visit.app.store().offer_second_factor(&visit.app.editor(&person.id), &person.id, sealed).await;
    offered.map_err(|error| visit.failed(error))?;
    Ok(visit.to(&paths::account_second_factor()))
}

async fn confirm(visit: &Visit, form: &FormFields) -> Result<Response, PageError> {
    let person = &visit.signed_in()?.person;
    let State::Offered(secret) = state(visit).await? else { return page(visit, &FieldFaults::new()).await };
    let guess = count(visit, person).await?;
    let Some(step) = secret.check(form.text("code"), visit.app.clock().now(), None) else {
        return page(visit, &vec![("code", visit.words().say("fault-second-factor"))]).await;
    };
    let codes = RecoveryCode::ten();
    let digests = codes.iter().map(|code| code.digest().hex()).collect();
    let fresh = FreshSession::of(&person.id, Stage::SignedIn, &visit.headers);
    let (store, editor) = (visit.app.store(), visit.app.editor(&person.id));
    let confirmed = store.confirm_second_factor(&editor, &person.id, step, digests, fresh.session.clone()).await;
    if !confirmed.map_err(|error| visit.failed(error))? {
        return Ok(visit.to(&paths::account_second_factor()));
    }
    guess.was_right(&visit.app).await.map_err(|trouble| visit.trouble(trouble))?;
    let heading = visit.words().say("recovery-codes-heading");
    let template = CodesPage {
        shell: Shell::new(&visit.reader, &heading, Section::Account),
        heading,
        codes: codes.iter().map(RecoveryCode::reveal).collect(),
        account_url: visit.reader.link_as_it_stands(&paths::account()),
    };
    Ok(with_session(unkept(Page::new(template, "")), &fresh))
}

async fn remove(visit: &Visit, form: &FormFields) -> Result<Response, PageError> {
    let person = &visit.signed_in()?.person;
    if !super::is_own_password(visit, form.text("password")).await? {
        return page(visit, &vec![("password", visit.words().say("fault-own-password"))]).await;
    }
    let guess = count(visit, person).await?;
    let proof = second_proof(&visit.app, person, form.text("code")).await.map_err(|trouble| visit.trouble(trouble))?;
    let fresh = FreshSession::of(&person.id, Stage::SignedIn, &visit.headers);
    let is_removed = match proof {
        Some(proof) => {
            let (store, editor) = (visit.app.store(), visit.app.editor(&person.id));
            let removed = store.drop_second_factor(&editor, &person.id, proof, fresh.session.clone()).await;
            removed.map_err(|error| visit.failed(error))?
        }
        None => false,
    };
    if !is_removed {
        return page(visit, &vec![("code", visit.words().say("fault-second-factor"))]).await;
    }
    guess.was_right(&visit.app).await.map_err(|trouble| visit.trouble(trouble))?;
    Ok(with_session(visit.to(&paths::account()), &fresh))
}

async fn count(visit: &Visit, person: &Person) -> Result<Guess, PageError> {
    let tries = Tries::SecondFactor(person.sign_in_name.as_str());
    Guess::count(&visit.app, visit.caller, tries).await.map_err(|trouble| visit.trouble(trouble))
}

async fn state(visit: &Visit) -> Result<State, PageError> {
    let person = &visit.signed_in()?.person.id;
    let credentials = visit.app.store().credentials_of(person).await.map_err(|error| visit.failed(error))?;
    Ok(match credentials.and_then(|it| it.second_factor) {
        Some(factor) if factor.is_confirmed => State::On,
        Some(factor) => totp_secret(&visit.app, person, &factor).map_or(State::Off, State::Offered),
        None => State::Off,
    })
}

async fn page(visit: &Visit, faults: &FieldFaults) -> Result<Response, PageError> {
    let words = visit.words();
    let form =
        |step, button| ShortForm::new(&visit.reader, &paths::account_second_factor(), button).carrying("step", step);
    let password = Field::password(words, "password", "field-own-password");
    match state(visit).await? {
        State::Off => {
            let form = form("offer", "second-factor-begin").with([password]).faulty(faults);
            Ok(ShortPage::new(visit, "second-factor-heading", form).lede(words.say("second-factor-lede")).answer())
        }
        State::On => {
            let left = visit.app.store().recovery_codes_left(&visit.signed_in()?.person.id).await;
            let left = usize::try_from(left.map_err(|error| visit.failed(error))?).unwrap_or(0);
            let code = Field::code(words, "code", "field-code").hint(words.say("field-code-hint"));
            let form = form("remove", "second-factor-remove").with([password, code]).faulty(faults);
            let page = ShortPage::new(visit, "second-factor-heading", form).lede(words.say("second-factor-is-on"));
            Ok(page.notice(Some(words.counted("recovery-codes-left", left))).answer())
        }
        State::Offered(secret) => offered(visit, &secret, form("confirm", "second-factor-confirm"), faults),
    }
}

fn offered(visit: &Visit, secret: &TotpSecret, form: ShortForm, faults: &FieldFaults) -> Result<Response, PageError> {
    let (words, person) = (visit.words(), &visit.signed_in()?.person);
    let code = Field::code(words, "code", "field-app-code").hint(words.say("field-app-code-hint"));
    let form = form.with([code]).faulty(faults);
    let address = secret.address(ISSUER, person.sign_in_name.as_str());
    let picture = QrPicture::of(&address).ok_or_else(|| visit.not_found())?;
    let (faults, heading) = (form.faults(), words.say("second-factor-scan"));
    let template = OfferPage {
        shell: Shell::new(&visit.reader, &title(words, &heading, !faults.is_empty()), Section::Account),
        heading,
        qr_path: picture.path.to_string(),
        qr_size: picture.size,
        secret: secret.reveal(),
        form,
        faults,
    };
    Ok(unkept(Page { status: status(&template.faults), template, style: String::new() }.into_response()))
}
