//! Drafts: what is typed and not saved outlives a closed tab and a session that grew too old.

use axum::{extract::State, http::StatusCode};

use crate::{
    app::App,
    domain::id::PersonId,
    store::StoreError,
    web::{FormFields, PageError, Reader},
};

mod rescue;
mod sealed;

pub use rescue::{TYPED, page_of, rescue};

/// The query parameter that names the form that waits for this one.
pub const RETURN: &str = "return";
/// The query parameter that names the input of that form which waits for the new record.
pub const AT: &str = "at";
/// The field under which a script says whose fields it sends.
const ADDRESS: &str = "draft-address";
/// The longest address a draft is kept for, in bytes.
pub const ADDRESS_BYTES_MAX: usize = 1_900;

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

/// Keeps what `person` typed, but nothing that says who a protected source is: drafts are not sealed.
///
/// # Errors
/// As [`crate::store::Store::keep_draft`].
pub async fn keep(app: &App, person: &PersonId, address: &str, fields: &FormFields) -> Result<(), StoreError> {
    let fields = sealed::fit_to_keep(app, person, address, fields).await?;
    app.store().keep_draft(person, address, &fields, app.clock().now()).await
}

/// Forgets, in the form at `address`, that the source `id` is called one of `names`: it was made for that form, and is
/// protected.
///
/// # Errors
/// As [`keep_here`].
pub async fn forget_names(
    app: &App,
    reader: &Reader,
    address: &str,
    id: &str,
    names: &[String],
) -> Result<(), PageError> {
    let failed = |error| PageError::Store(Box::new(reader.clone()), error);
    let person = person(reader)?;
    let Some(mut fields) = kept(app, person, address).await.map_err(failed)? else { return Ok(()) };
    sealed::name_by_id(&mut fields.pairs, names.iter().map(|name| (name.as_str(), id)));
    app.store().keep_draft(person, address, &fields.pairs, app.clock().now()).await.map_err(failed)
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

/// What the reader sent to `address` with a session that was too old, and has not sent again; empty where nothing.
///
/// # Errors
/// `Store`.
pub async fn typed_before(app: &App, reader: &Reader, address: &str) -> Result<FormFields, PageError> {
    let Some(person) = reader.viewer().person() else { return Ok(FormFields::default()) };
    let found = kept(app, person, address).await.map_err(|error| PageError::Store(Box::new(reader.clone()), error))?;
    Ok(found.unwrap_or_default())
}

/// The last parts of the addresses of forms that drafts are kept of.
const FORMS: [&str; 5] = ["new", "edit", "policy", "withdraw", "assessment"];

/// Whether an address is that of a form of a case.
fn is_of_a_form(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    is_own(address) && path.rsplit('/').next().is_some_and(|last| FORMS.contains(&last))
}

/// `POST /drafts`: a script keeps what is typed while it is typed.
///
/// # Errors
/// `Store`.
pub async fn autosave(State(app): State<App>, reader: Reader, fields: FormFields) -> Result<StatusCode, PageError> {
    let address = fields.first(ADDRESS).filter(|address| is_of_a_form(address));
    let (Some(address), Some(person)) = (address, reader.viewer().person()) else {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY);
    };
    match keep(&app, person, address, &fields).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error) => Err(PageError::Store(Box::new(reader), error)),
    }
}
