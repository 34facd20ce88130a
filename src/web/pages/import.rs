//! Bringing records into a case: something is chosen, what would follow is shown, and only then it is written. What was
//! chosen travels with the form from step to step; what is too long for that is kept in memory for a while, for whoever
//! chose it.

use std::sync::Arc;

use axum::response::{IntoResponse as _, Response};

use crate::{
    app::intake::{Intake, PlacedFault, Refused, bring_in, try_out},
    domain::{fault::FaultKind, text::Text},
    exchange::{
        case_file::FILE_BYTES_MAX,
        intake::{self, Columns, Form, Given, Mapping, Read, Reader},
    },
    paths,
    store::{Editor, ImportMode, StoreError, compute},
    web::{FormFields, InCase, Page, PageError, Visit, visit::unkept},
};

mod naming;
mod shown;
mod upload;

use naming::Said;
use shown::{Column, Preview, Shown};
pub use upload::{UPLOAD_BYTES_MAX, Upload};

/// The longest text that is brought in on a page, in bytes: as by the API.
pub const TEXT_BYTES_MAX: usize = FILE_BYTES_MAX;
/// A longer text does not travel with the form, in bytes.
const TRAVELS_BYTES_MAX: usize = 256 << 10;
/// How many rows of a table are shown.
const ROWS_SHOWN: usize = 6;
/// The fields that may stand in every row without a column.
const CONSTANTS: [&str; 3] = ["question", "document", "stance"];

/// The form that was chosen, or else the one that the text looks like.
fn form_of(form: &FormFields, text: &str) -> Form {
    let chosen = Form::ALL.into_iter().find(|kind| kind.word() == form.text("kind"));
    chosen.unwrap_or_else(|| match text.trim_start().strip_prefix('{') {
        // A list in JSON is nothing that is brought in, and no table either.
        None if text.trim_start().starts_with('[') => Form::File,
        Some(rest) if rest.trim_start().starts_with("\"format\"") => Form::File,
        Some(_) => Form::Lines,
        None => Form::Table,
    })
}

/// `GET /cases/{case}/import`
pub async fn show(visit: Visit, case: InCase) -> Response {
    answer(Shown::of(&visit, &case, &FormFields::default(), &Chosen::default()))
}

/// What was chosen to be brought in.
#[derive(Default)]
struct Chosen {
    text: Arc<str>,
    /// The name under which it is kept, where it is too long to travel with the form.
    kept: Option<String>,
}

impl Chosen {
    /// The text that was sent, or else the one that is kept. Whether it is no longer kept.
    fn of(visit: &Visit, case: &InCase, form: &mut FormFields) -> Result<(Self, bool), PageError> {
        let (person, uploads) = (&visit.signed_in()?.person.id, visit.app.uploads());
        let sent = form.pairs.iter_mut().find(|(name, text)| name == "text" && !text.trim().is_empty());
        if let Some((_, text)) = sent {
            let text: Arc<str> = std::mem::take(text).into();
            let is_long = text.len() > TRAVELS_BYTES_MAX;
            let kept = is_long.then(|| uploads.keep(person, case.case(), &text));
            return Ok((Self { text, kept }, false));
        }
        let Some(kept) = form.first("kept").filter(|kept| !kept.is_empty()) else {
            return Ok((Self::default(), false));
        };
        let text = uploads.text(person, case.case(), kept);
        let is_gone = text.is_none();
        Ok((Self { kept: text.is_some().then(|| kept.to_owned()), text: text.unwrap_or_default() }, is_gone))
    }
}

/// `POST /cases/{case}/import`: shows what would follow, or brings it in, as `op` says.
///
/// # Errors
/// `Store`.
pub async fn send(visit: Visit, case: InCase, Upload { mut form, fault }: Upload) -> Result<Response, PageError> {
    let (chosen, is_gone) = Chosen::of(&visit, &case, &mut form)?;
    let mut shown = Shown::of(&visit, &case, &form, &chosen);
    if is_gone {
        shown.gone();
        return Ok(answer(shown));
    }
    if let Some(kind) = fault.or_else(|| chosen.text.trim().is_empty().then_some(FaultKind::Empty)) {
        shown.refuse_text(&kind);
        return Ok(answer(shown));
    }
    let why = match Some(form.text("why")).filter(|why| !why.trim().is_empty()).map(Text::name) {
        Some(Err(kind)) => {
            shown.refuse_why(&kind);
            None
        }
        Some(Ok(why)) => Some(why),
        None => None,
    };
    let mode = if form.text("mode") == "replace" { ImportMode::Replace } else { ImportMode::Merge };
    if mode == ImportMode::Replace && !shown.may_replace(&case, form_of(&form, &chosen.text)) {
        return Ok(answer(shown));
    }
    let Some(given) = read(&case, &form, &chosen, &mut shown).await else { return Ok(answer(shown)) };
    let is_meant = form.text("op") == "import" && !shown.is_faulty();
    let at_revision = form.text("revision").parse().ok().filter(|_| is_meant);
    let intake = Intake { given, mode, at_revision, told: String::new() };
    let done = if is_meant {
        let person = &visit.signed_in()?.person.id;
        let editor = Editor { why, ..visit.app.editor(person) };
        match bring_in(visit.app.store(), &editor, &case.open, case.rights, intake).await {
            Ok(_) => {
                chosen.kept.iter().for_each(|kept| visit.app.uploads().drop(person, case.case(), kept));
                return Ok(visit.to(&paths::case(case.case())));
            }
            Err(Refused::Store(StoreError::OtherVersion(_))) => {
                shown.outdated();
                let Some(given) = read(&case, &form, &chosen, &mut shown).await else { return Ok(answer(shown)) };
                try_out(
                    &visit.app,
                    &case.open,
                    case.rights,
                    Intake { given, mode, at_revision: None, told: String::new() },
                )
                .await
            }
            Err(refused) => Err(refused),
        }
    } else {
        try_out(&visit.app, &case.open, case.rights, intake).await
    };
    match done {
        Ok(tried) => shown.previewed(Preview::of(&case, &tried)),
        Err(Refused::Faults(faults)) => shown.refuse(&faults, &case),
        Err(Refused::Store(StoreError::OtherVersion(_))) => shown.outdated(),
        Err(Refused::Store(error)) => return Err(visit.failed(error)),
    }
    Ok(answer(shown))
}

/// What was chosen, read; `None` where the columns of a table are at fault.
async fn read(case: &InCase, form: &FormFields, chosen: &Chosen, shown: &mut Shown) -> Option<Given> {
    let (kind, said) = (form_of(form, &chosen.text), naming::said(form, case.dossier()));
    let mapping = match kind {
        Form::Table => mapping(case, form, &chosen.text, &said, shown),
        Form::File | Form::Lines => Mapping::default(),
    };
    let (open, text) = (Arc::clone(&case.open), Arc::clone(&chosen.text));
    let read = compute(move || {
        let mut reader = Reader::of(kind, open.dossier(), mapping, text.len());
        reader.feed(text.as_bytes());
        reader.finish()
    });
    match read.await {
        Ok(Read { given, made, unknown, .. }) => {
            if kind == Form::Table {
                shown.named(case, form, &said, (&made, &unknown));
            }
            Some(given)
        }
        Err(faults) => {
            shown.refuse_columns(&faults);
            None
        }
    }
}

/// Which column of a table is which field, as it was chosen, and what is `said` of the names of sources.
fn mapping(case: &InCase, form: &FormFields, text: &str, said: &Said, shown: &mut Shown) -> Mapping {
    let heads = intake::heads(text.as_bytes(), ROWS_SHOWN);
    let chosen = chosen(form, heads.first().map(Vec::as_slice).unwrap_or_default());
    let constants =
        CONSTANTS.iter().map(|&field| (field.to_owned(), form.text(&constant_name(field)).trim().to_owned()));
    // A column goes before what stands in every row.
    let constants = constants.filter(|(field, value)| !value.is_empty() && !chosen.contains(&Some(field.clone())));
    let constants = constants.collect();
    shown.columns = Column::all(case.words(), &heads, &chosen);
    Mapping { columns: Columns::Each(chosen), constants, sources: said.sources.clone() }
}

fn constant_name(field: &str) -> String {
    format!("default-{field}")
}

/// The field of each column: as chosen, and where nothing is chosen yet as its name suggests.
fn chosen(form: &FormFields, header: &[String]) -> Vec<Option<String>> {
    let fields = intake::fields();
    let is_chosen = form.first("column-0").is_some();
    let mut taken: Vec<String> = Vec::new();
    let field = |(number, name): (usize, &String)| {
        let field = if is_chosen {
            Some(form.text(&format!("column-{number}")).to_owned()).filter(|field| fields.contains(field))
        } else {
            guessed(name, &fields).filter(|field| !taken.contains(field))
        };
        taken.extend(field.clone());
        field
    };
    header.iter().enumerate().map(field).collect()
}

/// The field that a column is probably meant to be.
fn guessed(name: &str, fields: &[String]) -> Option<String> {
    const MEANT: &[(&str, &str)] = &[
        ("answer", "value"),
        ("quote", "excerpt"),
        ("quotation", "excerpt"),
        ("words", "excerpt"),
        ("source", "chain"),
        ("sources", "chain"),
        ("said_by", "chain"),
        ("date", "reported"),
        ("published", "reported"),
        ("notes", "note"),
        ("comment", "note"),
        ("السؤال", "question"),
        ("الجواب", "value"),
        ("القيمة", "value"),
        ("المصدر", "chain"),
        ("المصادر", "chain"),
        ("السلسلة", "chain"),
        ("الوثيقة", "document"),
        ("الاقتباس", "excerpt"),
        ("ملاحظة", "note"),
    ];
    let name = name.trim().to_lowercase().replace([' ', '-'], "_");
    let meant = MEANT.iter().find(|(word, _)| *word == name).map_or(name.as_str(), |(_, field)| *field);
    fields.iter().find(|field| *field == meant).cloned()
}

fn answer(shown: Shown) -> Response {
    let status = shown.status();
    unkept(Page { status, template: shown, style: String::new() }.into_response())
}

/// Where a fault is and what it is, in one sentence.
fn sentence(case: &InCase, fault: &PlacedFault) -> String {
    let words = case.words();
    let PlacedFault { place, record, kind, is_veiled } = fault;
    let said = if *is_veiled { words.veiled_fault(kind) } else { words.fault_kind(kind) };
    let fault = ("fault", said.as_str().into());
    let number = |number: usize| number.to_string();
    let pointer = place.pointer.as_deref().unwrap_or_default();
    match (place.row, &place.column, place.line) {
        (Some(row), Some(column), _) => {
            words.tell("import-at-cell", &[("row", number(row).into()), ("column", column.as_str().into()), fault])
        }
        (Some(row), None, _) => words.tell("import-at-row", &[("row", number(row).into()), fault]),
        (_, _, Some(line)) => {
            words.tell("import-at-line", &[("line", number(line).into()), ("place", pointer.into()), fault])
        }
        _ if place.other.is_some() => {
            let name = record.as_ref().map_or_else(|| case.case().to_string(), |(_, id)| id.clone());
            words.tell("import-at-place", &[("place", name.into()), fault])
        }
        _ if pointer.is_empty() => said.clone(),
        _ => words.tell("import-at-place", &[("place", pointer.into()), fault]),
    }
}
