//! Signing in and out.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

use crate::{
    admission::{self, FreshSession, no_session},
    domain::person::{DEMO_EDITOR, SignInName, Stage},
    paths,
    web::{
        FormFields, PageError, Visit,
        field::{Field, FieldFaults, ShortForm},
        short_page::{ShortPage, demo_form},
        visit::{own_path, unkept, with_session},
    },
};

/// `GET /sign-in`
///
/// # Errors
/// None.
pub async fn show(visit: Visit) -> Result<Response, PageError> {
    let next = own_path(visit.reader.asked("next").unwrap_or("/")).to_owned();
    if visit.session.is_some() {
        return Ok(unkept(axum::response::Redirect::to(&next)));
    }
    Ok(page(&visit, &FormFields::default(), &next, &FieldFaults::new()))
}

/// `POST /sign-in`
///
/// # Errors
/// `TooManyTries`, `Store`.
pub async fn send(visit: Visit, form: FormFields) -> Result<Response, PageError> {
    let next = own_path(form.text("next"));
    let typed = (form.text("sign_in_name"), form.text("password"));
    let signed_in = admission::sign_in(&visit.app, visit.caller, &visit.headers, typed).await;
    let Some(fresh) = signed_in.map_err(|trouble| visit.trouble(trouble))? else {
        let faults = vec![("sign_in_name", visit.words().say("fault-sign-in"))];
        return Ok(page(&visit, &form, next, &faults));
    };
    let answer = match fresh.session.stage {
        Stage::Password => visit.to(&paths::sign_in_code(next)),
        Stage::SignedIn => led_to(next),
    };
    Ok(with_session(answer, &fresh))
}

fn page(visit: &Visit, form: &FormFields, next: &str, faults: &FieldFaults) -> Response {
    let words = visit.words();
    let name = Field::sign_in_name(words, "field-sign-in-name").value(form.text("sign_in_name"));
    let password = Field::password(words, "password", "field-password");
    let form = ShortForm::new(&visit.reader, &paths::sign_in_form(), "sign-in-button");
    let form = form.carrying("next", next).with([name, password]).faulty(faults);
    let notice = visit.reader.asked("done").filter(|done| *done == "reset");
    ShortPage::new(visit, "sign-in-heading", form)
        .notice(notice.map(|_| words.say("sign-in-password-set")))
        .demo(demo_form(visit, next))
        .more(words.say("sign-in-help"))
        .answer()
}

/// `GET /sign-in/code`
///
/// # Errors
/// None.
pub async fn show_code(visit: Visit) -> Result<Response, PageError> {
    let next = own_path(visit.reader.asked("next").unwrap_or("/")).to_owned();
    if visit.halfway.is_none() {
        return Ok(visit.to(&paths::sign_in(&next)));
    }
    Ok(code_page(&visit, &next, &FieldFaults::new()))
}

/// `POST /sign-in/code`
///
/// # Errors
/// `TooManyTries`, `Store`.
pub async fn send_code(visit: Visit, form: FormFields) -> Result<Response, PageError> {
    let next = own_path(form.text("next"));
    let Some(halfway) = &visit.halfway else { return Ok(visit.to(&paths::sign_in(next))) };
    let typed = (&halfway.person, form.text("code"));
    let passed = admission::pass_second_factor(&visit.app, visit.caller, &visit.headers, typed).await;
    match passed.map_err(|trouble| visit.trouble(trouble))? {
        Some(fresh) => Ok(with_session(led_to(next), &fresh)),
        None => Ok(code_page(&visit, next, &vec![("code", visit.words().say("fault-second-factor"))])),
    }
}

fn code_page(visit: &Visit, next: &str, faults: &FieldFaults) -> Response {
    let words = visit.words();
    let code = Field::code(words, "code", "field-code").hint(words.say("field-code-hint"));
    let form = ShortForm::new(&visit.reader, "/sign-in/code", "sign-in-button");
    let form = form.carrying("next", next).with([code]).faulty(faults);
    ShortPage::new(visit, "sign-in-code-heading", form).answer()
}

/// `POST /sign-out`
///
/// # Errors
/// `Store`.
pub async fn out(visit: Visit) -> Result<Response, PageError> {
    if let Some(session) = visit.session.as_ref().or(visit.halfway.as_ref()) {
        let editor = visit.app.editor(&session.person.id);
        let ended = visit.app.store().end_session(&editor, &session.person.id, &session.id).await;
        ended.map_err(|error| visit.failed(error))?;
    }
    let mut response = visit.to(&paths::home());
    response.headers_mut().insert(header::SET_COOKIE, no_session());
    let clear = HeaderValue::from_static("\"cache\", \"cookies\", \"storage\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), clear);
    Ok(response)
}

/// `POST /demo/sign-in`: the route exists in a demo on a loopback address alone.
///
/// # Errors
/// `NotFound` from elsewhere, `Store`.
pub async fn as_demo_editor(visit: Visit, form: FormFields) -> Result<Response, PageError> {
    let name = SignInName::parse(DEMO_EDITOR).map_err(|_| visit.not_found())?;
    let editor = visit.app.store().credentials(&name).await.map_err(|error| visit.failed(error))?;
    let editor = editor.filter(|_| visit.app.is_demo() && visit.caller.0.is_loopback());
    let person = editor.ok_or_else(|| visit.not_found())?.person;
    let fresh = FreshSession::of(&person.id, Stage::SignedIn, &visit.headers);
    let begun = visit.app.store().begin_session(&visit.app.editor(&person.id), fresh.session.clone()).await;
    begun.map_err(|error| visit.failed(error))?;
    Ok(with_session(led_to(own_path(form.text("next"))), &fresh))
}

fn led_to(path: &str) -> Response {
    unkept(axum::response::Redirect::to(path))
}
