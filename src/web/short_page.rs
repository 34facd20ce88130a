//! A page that is one short form: setting up, signing in, a one-time link.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};

use super::{Page, Section, Shell, Visit, field::ShortForm, visit::unkept};
use crate::{paths, text::Words};

/// A page that is one short form.
#[derive(Template)]
#[template(path = "people/form.html")]
pub struct ShortPage {
    shell: Shell,
    heading: String,
    lede: Option<String>,
    notice: Option<String>,
    faults: Vec<(String, String, String)>,
    form: ShortForm,
    demo: Option<ShortForm>,
    more: Vec<String>,
}

impl ShortPage {
    /// A page headed by the message `heading`.
    #[must_use]
    pub fn new(visit: &Visit, heading: &str, form: ShortForm) -> Self {
        let heading = visit.words().say(heading);
        let faults = form.faults();
        let title = title(visit.words(), &heading, !faults.is_empty());
        let shell = Shell::new(&visit.reader, &title, Section::Account);
        Self { shell, heading, lede: None, notice: None, faults, form, demo: None, more: Vec::new() }
    }

    /// The page with a sentence below its heading.
    #[must_use]
    pub fn lede(self, lede: String) -> Self {
        Self { lede: Some(lede), ..self }
    }

    /// The page with a sentence on what has happened.
    #[must_use]
    pub fn notice(self, notice: Option<String>) -> Self {
        Self { notice, ..self }
    }

    /// The page with a sentence below the form.
    #[must_use]
    pub fn more(mut self, more: String) -> Self {
        self.more.push(more);
        self
    }

    /// The page with a way to sign in as the demo editor.
    #[must_use]
    pub fn demo(self, demo: Option<ShortForm>) -> Self {
        Self { demo, ..self }
    }

    /// The answer: that nothing was done where the form has faults.
    #[must_use]
    pub fn answer(self) -> Response {
        let status = status(&self.faults);
        unkept(Page { status, template: self, style: String::new() }.into_response())
    }
}

/// The title of a page, as it is said where its form has faults.
#[must_use]
pub fn title(words: Words, heading: &str, is_faulty: bool) -> String {
    if is_faulty { words.tell("people-error-title", &[("title", heading.into())]) } else { heading.to_owned() }
}

/// The status of a page with these faults.
#[must_use]
pub fn status<T>(faults: &[T]) -> StatusCode {
    if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// The form that signs in as the demo editor, where this is a demo and nobody is signed in.
#[must_use]
pub fn demo_form(visit: &Visit, next: &str) -> Option<ShortForm> {
    let is_offered = visit.app.is_demo() && visit.caller.0.is_loopback() && visit.session.is_none();
    is_offered.then(|| ShortForm::new(&visit.reader, &paths::demo_sign_in(), "demo-continue").carrying("next", next))
}
