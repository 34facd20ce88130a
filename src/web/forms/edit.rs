//! A form as it is opened: empty, filled in with the record, or with what was typed before and not saved.

use axum::{extract::State, response::Response};
use serde_json::Value;

use super::{
    Sheet,
    control::{Control, Kind},
    drafts,
    known::{self, Known},
    ops,
    page::{Frame, State as FormState, VERSION, WHY, WHY_IF_ANY},
    typed,
};
use crate::{
    app::App,
    domain::{access::Identities, id::check_slug, record::Noun},
    paths,
    store::StoreError,
    web::{FormFields, InCase, PageError, Reader},
};

/// The id of a record: chosen once, when it is made.
pub const ID: Control = Control::optional("id", "form-id", Kind::Code).explained("form-id-hint").in_details();

/// `GET /cases/{case}/{list}/new`
///
/// # Errors
/// `Store`.
pub async fn new(State(app): State<App>, page: InCase, sheet: &'static Sheet) -> Result<Response, PageError> {
    let mut state = FormState::of(asked_for(&page.reader, sheet.controls), None);
    open(&app, &page.reader, &mut state, &takes(sheet.controls)).await?;
    Ok(frame(&page, sheet, None).show(&state))
}

/// `GET /cases/{case}/{list}/{id}/edit`
///
/// # Errors
/// `NotFound`, `Store`.
pub async fn edit(State(app): State<App>, page: InCase, sheet: &'static Sheet) -> Result<Response, PageError> {
    let id = record_id(&page, sheet)?;
    let record = shown_record(&page, sheet, &id)?;
    let version = version(&app, &page, sheet.noun, &id).await?;
    let mut state = FormState::of(typed::fields_of(sheet.controls, &record), Some(version));
    open(&app, &page.reader, &mut state, &takes(sheet.controls)).await?;
    Ok(frame(&page, sheet, Some(&id)).show(&state))
}

/// The inputs of a form that name records: an address can fill them in and no others, so that nobody is led to save what
/// somebody else chose.
#[must_use]
pub fn takes(controls: &[Control]) -> Vec<&'static str> {
    let is_naming = |control: &&Control| matches!(control.kind, Kind::Reference(_) | Kind::References(_));
    controls.iter().filter(is_naming).map(|control| control.name).collect()
}

/// Puts what was typed before and not saved into a form, and the record that was made for it meanwhile, where its input
/// is one of those in `takes`.
///
/// # Errors
/// `Store`.
pub async fn open(app: &App, reader: &Reader, state: &mut FormState, takes: &[&str]) -> Result<(), PageError> {
    let Some(person) = reader.viewer().person() else { return Ok(()) };
    let kept = drafts::kept(app, person, &drafts::address(reader)).await.map_err(|error| failed(reader, error))?;
    let is_return = reader.asked("put").is_some();
    if let Some(draft) = kept {
        state.version = draft.first(VERSION).and_then(|version| version.parse().ok()).or(state.version);
        state.fields = draft;
        // Whoever comes back from making a record for the form has not left it.
        state.is_draft = !is_return;
    }
    if let Some([name, row, id]) = reader.asked("put").map(|put| put.split(':').collect::<Vec<_>>()).as_deref()
        && let Ok(row) = row.parse::<usize>()
        && row < ROWS_MAX
        && takes.contains(name)
        && check_slug(id).is_ok()
    {
        ops::put(&mut state.fields, name, row, id);
        state.focus = Some(((*name).to_owned(), row));
    }
    Ok(())
}

/// The most rows that an address may make a form grow to.
const ROWS_MAX: usize = 200;

/// What the address of a new form fills in: names, and what it refers to.
fn asked_for(reader: &Reader, controls: &[Control]) -> FormFields {
    let asked = |name: String| reader.asked(&name).map(str::to_owned).map(|value| (name, value));
    let names = controls.iter().flat_map(|control| match control.kind {
        Kind::Localised { .. } => vec![format!("{}.en", control.name), format!("{}.ar", control.name)],
        Kind::Reference(_) => vec![control.name.to_owned()],
        _ => Vec::new(),
    });
    FormFields { pairs: names.filter_map(asked).collect() }
}

/// The id in the address of a form.
///
/// # Errors
/// `NotFound` where it is none.
pub fn record_id(page: &InCase, sheet: &Sheet) -> Result<String, PageError> {
    if sheet.noun == Noun::Case { Ok(page.case().to_string()) } else { page.id(sheet.noun.word()) }
}

/// The record as whoever edits it may see it.
///
/// # Errors
/// `NotFound` where there is none, or its identity is protected and the editor may not see that.
pub fn shown_record(page: &InCase, sheet: &Sheet, id: &str) -> Result<Value, PageError> {
    let record = (sheet.write)(page.dossier(), id).ok_or_else(|| page.not_found())?;
    let is_hidden = record["protected"] == Value::Bool(true) && page.rights.identities() == Identities::Hidden;
    if is_hidden { Err(page.not_found()) } else { Ok(record) }
}

/// The version the record was at when the case was read.
///
/// # Errors
/// `Store`.
pub async fn version(app: &App, page: &InCase, noun: Noun, id: &str) -> Result<i64, PageError> {
    let version = app.store().version_at(page.case(), noun, id, page.open.revision).await;
    version.map_err(|error| failed(&page.reader, error))
}

/// The answer where the store failed.
#[must_use]
pub fn failed(reader: &Reader, error: StoreError) -> PageError {
    PageError::Store(Box::new(reader.clone()), error)
}

/// What stands around the form for a new record, or for the record `id`.
#[must_use]
pub fn frame<'a>(page: &'a InCase, sheet: &'static Sheet, id: Option<&str>) -> Frame<'a> {
    let words = page.words();
    let title = words.say(sheet.titles[usize::from(id.is_some())]);
    let back = page.reader.asked(drafts::RETURN).filter(|address| drafts::is_own(address));
    let cancel = match (back, id) {
        (Some(back), _) => back.to_owned(),
        (None, Some(id)) => known::record_path(page, sheet.noun, id),
        (None, None) => list_path(page, sheet.noun),
    };
    let mut controls = sheet.controls.to_vec();
    if id.is_none() {
        controls.push(ID);
    }
    let is_withdrawable = sheet.noun != Noun::Case;
    let withdraw = id.filter(|_| is_withdrawable).map(|id| paths::withdraw_record(page.case(), sheet.list(), id));
    Frame {
        reader: &page.reader,
        known: Known::of(page),
        shell: page.shell(&title, sheet.section),
        trail: sheet.trail(page, id, &title),
        lede: id.map(|id| Known::of(page).name(sheet.noun, id)),
        title,
        notes: sheet.notes.iter().map(|note| words.say(note)).collect(),
        controls,
        why: if id.is_some() { WHY } else { WHY_IF_ANY },
        has_another: id.is_none() && back.is_none(),
        cancel_url: back.map_or_else(|| page.reader.link_as_it_stands(&cancel), |back| in_language(&page.reader, back)),
        withdraw_url: withdraw.map(|path| page.reader.link_as_it_stands(&path)),
    }
}

/// An address that may have a query of its own, in the language of the reader.
#[must_use]
pub fn in_language(reader: &Reader, address: &str) -> String {
    match reader.asked("lang") {
        Some(language) => drafts::with_query(address, &[("lang", language)]),
        None => address.to_owned(),
    }
}

/// The list a record stands in, or the page of its case.
#[must_use]
pub fn list_path(page: &InCase, noun: Noun) -> String {
    match noun {
        Noun::Place => paths::places(page.case()),
        Noun::Entity => paths::entities(page.case()),
        Noun::Source => paths::sources(page.case()),
        Noun::Document => paths::documents(page.case()),
        _ => paths::case(page.case()),
    }
}
