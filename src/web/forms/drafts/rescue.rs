//! A form that was sent with a session that grew too old while it was filled in: what was typed is kept, and signing in
//! leads to the page with the form, which shows it. No password and no code is ever kept.

use axum::{
    extract::{FromRequest as _, Request},
    http::Method,
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};

use super::{address, is_of_a_form, is_own, keep};
use crate::{
    admission::TooOld,
    app::App,
    paths,
    web::{FormFields, PageError, Reader},
};

/// The query parameter by which a page of history is asked for the reason typed for restoring this version.
pub const TYPED: &str = "typed";

/// A form whose page has another address than it is sent to.
struct Apart {
    /// Where its page is.
    page: String,
    /// The fields that are kept; the others are chosen again, or secret.
    kept: &'static [&'static str],
}

/// The form that is sent to `path`, where its page is elsewhere.
fn apart(path: &str) -> Option<Apart> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let (page, kept): (String, &[&str]) = match *parts.as_slice() {
        ["cases", .., "history", number, "restore"] => {
            let history = path.strip_suffix(&format!("/{number}/restore"))?;
            (format!("{history}?{TYPED}={number}"), &["why"])
        }
        ["cases", case, "members"] => (format!("/cases/{case}/members"), &["sign_in_name", "role"]),
        ["cases", case, "members", _] => (format!("/cases/{case}/members"), &[]),
        ["people", "invites"] => (paths::people(), &["note"]),
        ["people", "emergency"] => (paths::people(), &["case", "why"]),
        ["people", ..] => (paths::people(), &[]),
        ["account", "name"] => (paths::account(), &["name"]),
        ["account", "password" | "sessions"] => (paths::account(), &[]),
        _ => return None,
    };
    Some(Apart { page, kept })
}

/// The page of the form that is sent to `path`, where that is another; nobody can open what only takes forms.
#[must_use]
pub fn page_of(path: &str) -> Option<String> {
    apart(path).map(|apart| apart.page)
}

/// Keeps what was sent too late, and leads to signing in.
pub async fn rescue(request: Request, next: Next) -> Response {
    let app = request.extensions().get::<App>().cloned();
    let person = request.extensions().get::<TooOld>().map(|TooOld(person)| person.clone());
    let sent_to = request.uri().path_and_query().map_or("/", |it| it.as_str()).to_owned();
    let apart = apart(request.uri().path());
    let is_form = request.method() == Method::POST && (apart.is_some() || is_of_a_form(&sent_to));
    let (Some(person), Some(app)) = (person.filter(|_| is_form), app) else { return next.run(request).await };
    let (parts, body) = request.into_parts();
    let reader = match Reader::of(&parts) {
        Ok(reader) => reader,
        Err(error) => return error.into_response(),
    };
    let mut fields = match FormFields::from_request(Request::from_parts(parts, body), &()).await {
        Ok(fields) => fields,
        Err(error) => return error.into_response(),
    };
    if let Some(apart) = &apart {
        fields.pairs.retain(|(name, _)| apart.kept.contains(&name.as_str()));
    }
    if !fields.pairs.is_empty()
        && let Err(error) = keep(&app, &person, &address(&reader), &fields).await
    {
        return PageError::Store(Box::new(reader), error).into_response();
    }
    // An address too long to come back to, or one that is not ours, is not led to.
    let back = match apart {
        Some(apart) => apart.page,
        None if is_own(&sent_to) => sent_to,
        None => paths::home(),
    };
    Redirect::to(&reader.link_as_it_stands(&paths::sign_in(&back))).into_response()
}
