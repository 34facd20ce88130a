//! Drafts: what is typed and not saved outlives a closed tab and a session that grew too old.

use axum::{
    extract::{FromRequest as _, Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};

use super::{ops::OP, page::CONFIRMED};
use crate::{
    admission::TooOld,
    app::App,
    domain::id::PersonId,
    paths,
    store::StoreError,
    web::{FormFields, PageError, Reader},
};

/// The query parameter that names the form that waits for this one.
pub const RETURN: &str = "return";
/// The query parameter that names the input of that form which waits for the new record.
pub const AT: &str = "at";
/// The field under which a script says whose fields it sends.
const ADDRESS: &str = "draft-address";
/// The longest address a draft is kept for, in bytes.
pub const ADDRESS_BYTES_MAX: usize = 1_900;
/// The fields of a source that say who it is.
const IDENTIFYING: [&str; 7] = ["name", "note", "register", "part_of", "speaks_for", "same_as", "may_be"];

/// What a form is kept under: its path, and which form waits for it.
#[must_use]
pub fn address(reader: &Reader) -> String {
    let waiting: Vec<(&str, &str)> =
        [RETURN, AT].into_iter().filter_map(|name| Some((name, reader.asked(name)?))).collect();
    with_query(reader.path(), &waiting)
}

/// An address with parameters more.
#[must_use]
pub fn with_query(address: &str, parameters: &[(&str, &str)]) -> String {
    if parameters.is_empty() {
        return address.to_owned();
    }
    let joint = if address.contains('?') { '&' } else { '?' };
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    format!("{address}{joint}{query}")
}

/// Whether an address is one of our own pages of cases: nobody is ever led elsewhere.
#[must_use]
pub fn is_own(address: &str) -> bool {
    address.starts_with("/cases/")
        && address.len() <= ADDRESS_BYTES_MAX
        && !address.contains(['\\', '\r', '\n', '\t', '#'])
}

/// Keeps what `person` typed.
///
/// # Errors
/// As [`crate::store::Store::keep_draft`].
pub async fn keep(app: &App, person: &PersonId, address: &str, fields: &FormFields) -> Result<(), StoreError> {
    app.store().keep_draft(person, address, &fit_to_keep(fields), app.clock().now()).await
}

/// Keeps what the reader typed into the form they are at.
///
/// # Errors
/// `NotFound` where nobody is signed in, `Store`.
pub async fn keep_here(app: &App, reader: &Reader, fields: &FormFields) -> Result<(), PageError> {
    let kept = keep(app, person(reader)?, &address(reader), fields).await;
    kept.map_err(|error| PageError::Store(Box::new(reader.clone()), error))
}

/// Drops what the reader typed into the form they are at.
///
/// # Errors
/// As [`keep_here`].
pub async fn drop_here(app: &App, reader: &Reader) -> Result<(), PageError> {
    let dropped = app.store().drop_draft(person(reader)?, &address(reader)).await;
    dropped.map_err(|error| PageError::Store(Box::new(reader.clone()), error))
}

fn person(reader: &Reader) -> Result<&PersonId, PageError> {
    reader.viewer().person().ok_or_else(|| PageError::NotFound(Box::new(reader.clone())))
}

/// What `person` typed and did not save.
///
/// # Errors
/// As [`crate::store::Store::draft`].
pub async fn kept(app: &App, person: &PersonId, address: &str) -> Result<Option<FormFields>, StoreError> {
    let pairs = app.store().draft(person, address, app.clock().now()).await?;
    Ok(pairs.map(|pairs| FormFields { pairs }))
}

/// The fields without which button was pressed; and of a protected source nothing that says who it is, since drafts
/// are not sealed.
fn fit_to_keep(fields: &FormFields) -> Vec<(String, String)> {
    let is_protected = fields.is_ticked("protected");
    let identifies = |name: &str| IDENTIFYING.contains(&name.split('.').next().unwrap_or(name));
    let is_kept = |(name, _): &&(String, String)| {
        let is_ours = matches!(name.as_str(), OP | CONFIRMED | ADDRESS);
        !is_ours && (!is_protected || !identifies(name))
    };
    fields.pairs.iter().filter(is_kept).cloned().collect()
}

/// `POST /drafts`: a script keeps what is typed while it is typed.
///
/// # Errors
/// `Store`.
pub async fn autosave(State(app): State<App>, reader: Reader, fields: FormFields) -> Result<StatusCode, PageError> {
    let address = fields.first(ADDRESS).filter(|address| is_own(address));
    let (Some(address), Some(person)) = (address, reader.viewer().person()) else {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY);
    };
    match keep(&app, person, address, &fields).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error) => Err(PageError::Store(Box::new(reader), error)),
    }
}

/// A form sent with a session that grew too old while it was filled in: kept as a draft, and on to signing in. Signed
/// in again, the form shows it.
pub async fn rescue(request: Request, next: Next) -> Response {
    let app = request.extensions().get::<App>().cloned();
    let person = request.extensions().get::<TooOld>().map(|TooOld(person)| person.clone());
    let address = request.uri().path_and_query().map_or("/", |it| it.as_str()).to_owned();
    // A script that asks what would follow keeps nothing.
    let is_asking = request.uri().path().ends_with("/claims/preview");
    let is_form = request.method() == Method::POST && is_own(&address) && !is_asking;
    let (Some(person), Some(app)) = (person.filter(|_| is_form), app) else { return next.run(request).await };
    let (parts, body) = request.into_parts();
    let reader = match Reader::of(&parts) {
        Ok(reader) => reader,
        Err(error) => return error.into_response(),
    };
    let fields = match FormFields::from_request(Request::from_parts(parts, body), &()).await {
        Ok(fields) => fields,
        Err(error) => return error.into_response(),
    };
    match keep(&app, &person, &self::address(&reader), &fields).await {
        Ok(()) => Redirect::to(&reader.link_as_it_stands(&paths::sign_in(&address))).into_response(),
        Err(error) => PageError::Store(Box::new(reader), error).into_response(),
    }
}
