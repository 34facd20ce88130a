//! What a reader sees when there is no page: a plain sentence, never a cause, a type name or SQL.

use askama::Template;
use axum::{
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};

use super::{Page, Reader, Section, Shell, forms::drafts};
use crate::{admission::Refusal, paths, store::StoreError};

/// Why there is no page.
#[derive(Debug)]
pub enum PageError {
    /// There is no such thing, or nothing the reader may see.
    NotFound(Box<Reader>),
    /// `as_of` is not a date.
    UnreadableDay(Box<Reader>),
    /// `clock` names a clock that there is not.
    UnknownClock(Box<Reader>),
    /// A form was not sent as browsers send them.
    UnreadableForm(Box<Reader>, StatusCode),
    /// There were too many wrong secrets; the next may come in so many seconds.
    TooManyTries(Box<Reader>, i64),
    /// The store failed; the log has the cause.
    Store(Box<Reader>, StoreError),
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    shell: Shell,
    heading: String,
    explanation: String,
    way_out: String,
    way_out_url: String,
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut wait = None;
        let (status, key, reader) = match self {
            Self::NotFound(reader) => (StatusCode::NOT_FOUND, "not-found", reader),
            Self::UnreadableDay(reader) => (StatusCode::BAD_REQUEST, "unreadable-day", reader),
            Self::UnknownClock(reader) => (StatusCode::BAD_REQUEST, "unknown-clock", reader),
            Self::UnreadableForm(reader, status) => (status, "unreadable-form", reader),
            Self::TooManyTries(reader, seconds) => {
                wait = Some(seconds);
                (StatusCode::TOO_MANY_REQUESTS, "too-many-tries", reader)
            }
            Self::Store(reader, StoreError::Busy) => (StatusCode::SERVICE_UNAVAILABLE, "busy", reader),
            Self::Store(reader, error @ StoreError::TookTooLong) => {
                tracing::warn!(%error, path = paths::loggable(reader.path()), "a page could not be made in time");
                (StatusCode::SERVICE_UNAVAILABLE, "busy", reader)
            }
            Self::Store(reader, StoreError::Full) => (StatusCode::SERVICE_UNAVAILABLE, "cannot-save", reader),
            Self::Store(reader, error) => {
                tracing::error!(%error, path = paths::loggable(reader.path()), "a page could not be made");
                (StatusCode::INTERNAL_SERVER_ERROR, "failed", reader)
            }
        };
        let words = reader.words();
        let heading = words.say(&format!("error-{key}-heading"));
        let way_out_url = match status {
            StatusCode::TOO_MANY_REQUESTS => reader.link_as_it_stands(&paths::home()),
            _ if key == "unreadable-form" => reader.with("", ""),
            StatusCode::BAD_REQUEST => reader.without(if key == "unknown-clock" { &["clock"] } else { &["as_of"] }),
            StatusCode::NOT_FOUND => reader.link_as_it_stands(&paths::home()),
            _ => reader.with("", ""),
        };
        let template = ErrorPage {
            shell: Shell::new(&reader, &heading, Section::Cases),
            explanation: words.say(&format!("error-{key}-explanation")),
            way_out: words.say(&format!("error-{key}-way-out")),
            heading,
            way_out_url,
        };
        let mut response = Page { status, template, style: String::new() }.into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            // In seconds; for room on the disk somebody has to do something.
            wait = Some(if key == "busy" { 2 } else { 30 });
        }
        if let Some(seconds) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// The answer for every path without a page.
pub async fn no_such_page(reader: Reader) -> PageError {
    PageError::NotFound(Box::new(reader))
}

/// Words a refusal at the gate.
pub fn refuse(parts: &Parts, refusal: Refusal) -> Response {
    let reader = match Reader::of(parts) {
        Ok(reader) => Box::new(reader),
        Err(error) => return error.into_response(),
    };
    match refusal {
        // No page looks at tokens, so none is refused for one.
        Refusal::NotFound | Refusal::Token(_) => PageError::NotFound(reader).into_response(),
        Refusal::SignInFirst => {
            let here = || parts.uri.path_and_query().map_or("/", |next| next.as_str()).to_owned();
            let page = drafts::page_of(parts.uri.path()).filter(|_| !parts.method.is_safe());
            Redirect::to(&reader.link_as_it_stands(&paths::sign_in(&page.unwrap_or_else(here)))).into_response()
        }
        Refusal::Store(error) => PageError::Store(reader, error).into_response(),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use axum::{extract::FromRequestParts as _, http::Request};

    use super::*;

    #[tokio::test]
    async fn a_store_that_cannot_answer_now_says_when_to_try_again() {
        let (mut parts, ()) = Request::new(()).into_parts();
        let reader = Reader::from_request_parts(&mut parts, &()).await.unwrap();
        for (error, status, seconds) in [
            (StoreError::Busy, 503, Some("2")),
            (StoreError::TookTooLong, 503, Some("2")),
            (StoreError::Full, 503, Some("30")),
            (StoreError::Taken("id"), 500, None),
        ] {
            let answer = PageError::Store(Box::new(reader.clone()), error).into_response();
            let told = answer.headers().get(header::RETRY_AFTER).and_then(|seconds| seconds.to_str().ok());
            assert_eq!((answer.status().as_u16(), told), (status, seconds));
        }
    }
}
