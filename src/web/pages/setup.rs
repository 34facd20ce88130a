//! Setting up: the code that the first start prints makes the first account.

use axum::response::Response;

use crate::{
    admission::{FreshSession, Guess, Tries},
    credentials::SetupCode,
    domain::person::Stage,
    paths,
    store::{NewAccount, StoreError},
    web::{
        FormFields, PageError, Visit,
        field::{Field, FieldFaults, ShortForm},
        new_account,
        short_page::ShortPage,
        visit::with_session,
    },
};

/// `GET /setup`
///
/// # Errors
/// `NotFound` once somebody has an account.
pub async fn show(visit: Visit) -> Result<Response, PageError> {
    refuse_if_done(&visit).await?;
    Ok(page(&visit, &FormFields::default(), &FieldFaults::new()))
}

/// `POST /setup`
///
/// # Errors
/// `NotFound` once somebody has an account, `TooManyTries`, `Store`.
pub async fn send(visit: Visit, form: FormFields) -> Result<Response, PageError> {
    refuse_if_done(&visit).await?;
    let guess = Guess::count(&visit.app, visit.caller, Tries::Link).await.map_err(|trouble| visit.trouble(trouble))?;
    let mut faults = FieldFaults::new();
    let digest = SetupCode::parse(form.text("code")).map(|code| code.digest().hex()).unwrap_or_default();
    if visit.app.store().is_setup_code(&digest).await.map_err(|error| visit.failed(error))? {
        guess.was_right(&visit.app).await.map_err(|trouble| visit.trouble(trouble))?;
    } else {
        faults.push(("code", visit.words().say("fault-setup-code")));
    }
    let chosen = new_account::read(&visit, &form).await?.map_err(|found| faults.extend(found));
    let Some((mut person, password)) = chosen.ok().filter(|_| faults.is_empty()) else {
        return Ok(page(&visit, &form, &faults));
    };
    person.is_admin = true;
    let fresh = FreshSession::of(&person.id, Stage::SignedIn, &visit.headers);
    let editor = visit.app.editor(&person.id);
    let account = NewAccount { person, password, session: fresh.session.clone() };
    match visit.app.store().add_first_person(&editor, &digest, account).await {
        Ok(()) => Ok(with_session(visit.to(&paths::home()), &fresh)),
        Err(StoreError::Gone) => Err(visit.not_found()),
        Err(error) => Err(visit.failed(error)),
    }
}

async fn refuse_if_done(visit: &Visit) -> Result<(), PageError> {
    let is_done = visit.app.store().has_people().await.map_err(|error| visit.failed(error))?;
    if is_done { Err(visit.not_found()) } else { Ok(()) }
}

fn page(visit: &Visit, form: &FormFields, faults: &FieldFaults) -> Response {
    let words = visit.words();
    let code = Field::code(words, "code", "field-setup-code")
        .hint(words.say("field-setup-code-hint"))
        .value(form.text("code"));
    let fields = std::iter::once(code).chain(new_account::fields(words, form));
    let form = ShortForm::new(&visit.reader, &paths::setup(), "setup-button").with(fields).faulty(faults);
    ShortPage::new(visit, "setup-heading", form).lede(words.say("setup-lede")).answer()
}
