//! The form as it is opened: empty, for a claim to be edited, or with what was typed before and not saved.

use axum::{extract::State, response::Response};
use serde_json::{Map, Value};

use super::{BOUNDS, BY_HAND, LINK, MORE, SHEET, answer, typed::Typed, view};
use crate::{
    app::App,
    domain::{claim::Claim, id::ClaimId, record::Noun},
    web::{
        FormFields, InCase, PageError,
        forms::{edit, page::State as FormState, typed::fields_of},
    },
};

/// What the address of a new claim may fill in.
const ASKED: [&str; 3] = ["question", "document", "excerpt"];

/// The inputs that a record made meanwhile is put into.
const TAKEN: [&str; 5] = ["question", "value", "document", LINK, "retracted.document"];

/// `GET /cases/{case}/claims/new`
///
/// # Errors
/// `Store`.
pub async fn new(State(app): State<App>, page: InCase) -> Result<Response, PageError> {
    let asked = ASKED.iter().filter_map(|name| Some(((*name).to_owned(), page.reader.asked(name)?.to_owned())));
    let mut fields = FormFields { pairs: asked.collect() };
    fields.pairs.push((LINK.to_owned(), String::new()));
    let mut state = FormState::of(fields, None);
    edit::open(&app, &page.reader, &mut state, &TAKEN).await?;
    let typed = Typed::of(&page, &state.fields, None);
    Ok(view::show(&page, None, state, typed).await)
}

/// `GET /cases/{case}/claims/{claim}/edit`
///
/// # Errors
/// `NotFound`, `Store`.
pub async fn edit(State(app): State<App>, page: InCase) -> Result<Response, PageError> {
    let id: ClaimId = page.id("claim")?;
    let number = page.dossier().claim_number(&id).ok_or_else(|| page.not_found())?;
    let fields = fields_of_claim(&page, number);
    let version = edit::version(&app, &page, Noun::Claim, id.as_str()).await?;
    let mut state = FormState::of(fields, Some(version));
    edit::open(&app, &page.reader, &mut state, &TAKEN).await?;
    let typed = Typed::of(&page, &state.fields, Some(&id));
    Ok(view::show(&page, Some(&id), state, typed).await)
}

/// The fields that would have given claim number `number`.
fn fields_of_claim(page: &InCase, number: usize) -> FormFields {
    let claim: &Claim = &page.dossier().claims()[number];
    let kind = page.dossier().questions()[page.dossier().question_of(number)].answer;
    let record = crate::exchange::case_file::Noun::write(claim);
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut pairs: Vec<(String, String)> = ["question", "document", "stance", "excerpt", "group"]
        .into_iter()
        .filter(|name| !record[*name].is_null())
        .map(|name| (name.to_owned(), text(&record[name])))
        .collect();
    let values = claim.value.parts().iter().map(|part| answer::shown(page, kind, part.as_str()));
    pairs.extend(values.map(|value| ("value".to_owned(), value)));
    let links = claim.chain.sources().iter().rev().skip(1);
    pairs.extend(links.map(|id| (LINK.to_owned(), answer::named(page, Noun::Source, id.as_str()))));
    if claim.is_paraphrase {
        pairs.push(("paraphrase".to_owned(), "on".to_owned()));
    }
    if !record["reading"].is_null() {
        pairs.push((BY_HAND.to_owned(), "on".to_owned()));
        for (name, path, _) in BOUNDS {
            let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
            let bound = record.pointer(&pointer).filter(|bound| !bound.is_null());
            pairs.extend(bound.map(|bound| (name.to_owned(), text(bound))));
        }
    }
    pairs.extend(fields_of(MORE, &flat(&record)).pairs);
    FormFields { pairs }
}

/// The record with the fields of its objects beside the others, as the form has them.
pub(super) fn flat(record: &Value) -> Value {
    let mut flat = record.as_object().cloned().unwrap_or_default();
    for object in ["superseded", "retracted"] {
        let Some(Value::Object(inner)) = flat.remove(object) else { continue };
        flat.extend(inner.into_iter().map(|(name, value)| (format!("{object}.{name}"), value)));
    }
    Value::Object(flat as Map<String, Value>)
}

/// The sheet's own controls and the others.
pub(super) fn all_controls() -> Vec<crate::web::forms::control::Control> {
    SHEET.controls.iter().chain(MORE).copied().collect()
}
