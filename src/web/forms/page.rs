//! The page of a form: title, what is wrong, what was found, the fields, why, the buttons.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};

use super::{
    conflict::Conflict,
    control::{Control, Kind},
    drafts,
    known::Known,
    view::{Drawing, Field},
    warnings::Warning,
};
use crate::{
    text::Words,
    web::{FormFields, Page, Reader, Shell, trail::Trail},
};

/// The field in which somebody says why they change something.
pub const WHY: Control = Control::required("why", "form-why", Kind::Line).explained("form-why-hint");
/// The same where they need not say.
pub const WHY_IF_ANY: Control = Control::optional("why", "form-why", Kind::Line).explained("form-why-hint");
/// The field that holds the version an edit began from.
pub const VERSION: &str = "version";
/// The field by which somebody says that they have seen a warning.
pub const CONFIRMED: &str = "confirmed";

/// What a form shows beside its fields, and how it was answered.
#[derive(Debug, Default)]
pub struct State {
    /// What is typed.
    pub fields: FormFields,
    /// The version of the record that the edit began from; `None` for a new one.
    pub version: Option<i64>,
    /// What is wrong, in sentences, by the place in the record.
    pub faults: BTreeMap<String, String>,
    /// What is wrong elsewhere, with where that is.
    pub elsewhere: Vec<(String, String)>,
    /// Records that look like this one: name and address.
    pub alike: Vec<(String, String)>,
    /// What is to be told before it is saved.
    pub warnings: Vec<Warning>,
    /// What somebody else saved in between.
    pub conflict: Option<Conflict>,
    /// Whether the fields come from a draft.
    pub is_draft: bool,
    /// The input that the reader goes on with.
    pub focus: Option<(String, usize)>,
}

impl State {
    /// A form filled in with `fields`.
    #[must_use]
    pub fn of(fields: FormFields, version: Option<i64>) -> Self {
        Self { fields, version, ..Self::default() }
    }

    /// Whether it was refused.
    #[must_use]
    pub fn has_faults(&self) -> bool {
        !self.faults.is_empty() || !self.elsewhere.is_empty()
    }

    /// Whether somebody has to say once more that they mean it.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        !self.alike.is_empty() || !self.warnings.is_empty()
    }

    /// The message of the button that saves.
    fn save_key(&self) -> &'static str {
        match (&self.conflict, self.is_doubtful()) {
            (Some(_), _) => "form-outdated-save",
            (None, true) => "form-save-anyway",
            (None, false) => "form-save",
        }
    }

    fn status(&self) -> StatusCode {
        if self.conflict.is_some() {
            StatusCode::CONFLICT
        } else if self.has_faults() || self.is_doubtful() {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        }
    }
}

/// What stands around the fields of a form.
pub struct Frame<'a> {
    pub reader: &'a Reader,
    pub known: Known<'a>,
    pub shell: Shell,
    pub trail: Trail,
    pub title: String,
    pub lede: Option<String>,
    /// What is to be known while filling it in.
    pub notes: Vec<String>,
    pub controls: Vec<Control>,
    pub why: Control,
    /// Whether one of the kind after another can be made.
    pub has_another: bool,
    pub cancel_url: String,
    /// Where the record can be withdrawn.
    pub withdraw_url: Option<String>,
}

#[derive(Template)]
#[template(path = "forms/form.html")]
struct FormPage {
    shell: Shell,
    trail: Trail,
    title: String,
    lede: Option<String>,
    notes: Vec<String>,
    action: String,
    draft_address: String,
    version: Option<i64>,
    is_draft: bool,
    summary_title: String,
    /// Address and sentence of what is wrong.
    summary: Vec<(String, String)>,
    alike: Vec<(String, String)>,
    warnings: Vec<Warning>,
    conflict: Option<Conflict>,
    fields: Vec<Field>,
    details: Vec<Field>,
    is_detail_open: bool,
    /// The field that asks why.
    reasons: Vec<Field>,
    /// The words of the button at the end.
    save: String,
    has_another: bool,
    cancel_url: String,
    withdraw_url: Option<String>,
}

impl Frame<'_> {
    /// The answer with the form in `state`.
    #[must_use]
    pub fn show(self, state: &State) -> Response {
        let words = self.reader.words();
        let focus = state.focus.as_ref().map(|(name, row)| (name.as_str(), *row));
        let (fields, faults) = (&state.fields, &state.faults);
        let drawing = Drawing { words, known: self.known, fields, faults, focus };
        let drawn = self.controls.iter().map(|control| drawing.field(control));
        let (details, fields): (Vec<Field>, Vec<Field>) = drawn.partition(|field| field.is_detail);
        let reasons = vec![drawing.field(&self.why)];
        let all = fields.iter().chain(&details).chain(&reasons);
        let mut summary: Vec<(String, String)> = all.flat_map(|field| wrong(words, field)).collect();
        summary.extend(state.elsewhere.iter().map(|(sentence, url)| (url.clone(), sentence.clone())));
        let mut shell = self.shell;
        if state.has_faults() {
            shell.title = words.plain(words.tell("form-error-title", &[("title", shell.title.into())]));
        }
        let is_wrong = |field: &Field| !wrong(words, field).is_empty();
        let template = FormPage {
            shell,
            trail: self.trail,
            title: self.title,
            lede: self.lede,
            notes: self.notes,
            action: self.reader.without(&["put", "as_of"]),
            draft_address: drafts::address(self.reader),
            version: state.version,
            is_draft: state.is_draft,
            summary_title: words.counted("form-faults", summary.len()),
            summary,
            alike: state.alike.clone(),
            warnings: state.warnings.clone(),
            conflict: state.conflict.clone(),
            is_detail_open: details.iter().any(is_wrong),
            fields,
            details,
            reasons,
            save: words.say(state.save_key()),
            has_another: self.has_another,
            cancel_url: self.cancel_url,
            withdraw_url: self.withdraw_url,
        };
        Page { status: state.status(), template, style: String::new() }.into_response()
    }
}

/// What is wrong with a field: the anchors of its inputs, and a sentence that names the field with each.
#[must_use]
pub fn wrong(words: Words, field: &Field) -> Vec<(String, String)> {
    let entry = |anchor: &str, label: &str, fault: &str| {
        let sentence = words.tell("form-fault", &[("field", label.into()), ("fault", fault.into())]);
        (format!("#{anchor}"), sentence)
    };
    let inputs = field.rows.iter().flat_map(|row| &row.inputs);
    let of_inputs = inputs.filter_map(|input| Some(entry(&input.id, &field.label, input.error.as_ref()?)));
    let of_group = field.error.as_ref().map(|fault| entry(&format!("g-{}", field.name), &field.label, fault));
    of_group.into_iter().chain(of_inputs).collect()
}
