//! The form of a judgement as it is printed.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};

use super::CLAIM;
use crate::{
    domain::assessment::AssessmentStatus,
    paths,
    text::Words,
    web::{
        FormFields, InCase, Page, Section, Shell,
        forms::{
            conflict::Conflict,
            control::{Control, Kind},
            drafts,
            known::Known,
            page::{State, WHY_IF_ANY, wrong},
            view::{Drawing, Field},
            warnings::Warning,
        },
        pages::activity::Since,
        trail::Trail,
    },
};

/// The fields above the claims.
pub(super) const CONTROLS: [Control; 3] = [
    Control::required("status", "assess-status", Kind::Word(statuses)),
    Control::required("reason", "assess-reason", Kind::Localised { is_long: true, takes_any: false }),
    Control::optional("would_settle", "assess-would-settle", Kind::Localised { is_long: true, takes_any: false }),
];

fn statuses(words: Words) -> Vec<(&'static str, String)> {
    AssessmentStatus::ALL.iter().map(|it| (it.word(), words.assessment_status(*it))).collect()
}

#[derive(Template)]
#[template(path = "questions/assessment.html")]
struct AssessmentPage {
    shell: Shell,
    trail: Trail,
    heading: String,
    question: String,
    signed: String,
    action: String,
    draft_address: String,
    revision: i64,
    outdated: Option<Since>,
    is_draft: bool,
    summary_title: String,
    summary: Vec<(String, String)>,
    alike: Vec<(String, String)>,
    warnings: Vec<Warning>,
    conflict: Option<Conflict>,
    fields: Vec<Field>,
    groups: Vec<Group>,
    claims_error: Option<String>,
    reasons: Vec<Field>,
    cancel_url: String,
}

/// The claims of a position.
struct Group {
    heading: String,
    claims: Vec<ClaimBox>,
}

/// A claim that the judgement may rest on.
struct ClaimBox {
    id: String,
    sentence: String,
    is_ticked: bool,
}

/// The answer with the form in `state`, under what was written to the case meanwhile.
pub(super) fn show(page: &InCase, question: usize, state: &State, outdated: Option<Since>) -> Response {
    let words = page.words();
    let asked = &page.dossier().questions()[question];
    let heading = words.say("assess-heading");
    let text = page.text(&asked.text).to_owned();
    let url = page.link(&paths::question(page.case(), &asked.id));
    let drawing = Drawing { words, known: Known::of(page), fields: &state.fields, faults: &state.faults, focus: None };
    let fields: Vec<Field> = CONTROLS.iter().map(|control| drawing.field(control)).collect();
    let reasons = vec![drawing.field(&WHY_IF_ANY)];
    let claims_error = state.faults.get(CLAIM).cloned();
    let mut summary: Vec<(String, String)> = fields.iter().flat_map(|field| wrong(words, field)).collect();
    summary.extend(claims_error.iter().map(|fault| (format!("#g-{CLAIM}"), fault.clone())));
    summary.extend(reasons.iter().flat_map(|field| wrong(words, field)));
    let mut shell = page.shell(&heading, Section::Cases);
    if !summary.is_empty() {
        shell.title = words.plain(words.tell("form-error-title", &[("title", shell.title.into())]));
    }
    let by = page.reader.person().map(|person| person.name.to_string()).unwrap_or_default();
    let status = match (&outdated, summary.is_empty() && state.warnings.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let template = AssessmentPage {
        trail: Trail::of(page, &text).to(url.clone(), &heading),
        signed: words.tell("assess-signed", &[("by", by.into())]),
        action: page.reader.without(&["as_of"]),
        draft_address: drafts::address(&page.reader),
        revision: state.version.unwrap_or(page.open.revision),
        outdated,
        is_draft: state.is_draft,
        summary_title: words.counted("form-faults", summary.len()),
        summary,
        alike: Vec::new(),
        warnings: state.warnings.clone(),
        conflict: None,
        fields,
        groups: groups(page, question, &state.fields),
        claims_error,
        reasons,
        cancel_url: url,
        question: text,
        shell,
        heading,
    };
    Page { status, template, style: String::new() }.into_response()
}

/// The claims of the question by position; those in none stand last.
fn groups(page: &InCase, question: usize, sent: &FormFields) -> Vec<Group> {
    let (words, dossier) = (page.words(), page.dossier());
    let ticked: Vec<&str> = sent.all(CLAIM).collect();
    let mut left: Vec<usize> = dossier.claims_on(question).to_vec();
    let mut group = |heading: String, claims: &[usize]| {
        let own: Vec<usize> = left.iter().copied().filter(|claim| claims.contains(claim)).collect();
        left.retain(|claim| !own.contains(claim));
        let tick = |&claim: &usize| {
            let id = dossier.claims()[claim].id.to_string();
            let said = [
                ("voice", super::super::line::voice(page, claim).into()),
                ("value", words.claim_value_in_sentence(dossier, claim).into()),
            ];
            ClaimBox { is_ticked: ticked.contains(&id.as_str()), sentence: words.tell("claim-sentence", &said), id }
        };
        Group { heading, claims: own.iter().map(tick).collect() }
    };
    let positions = &page.open.analysis().questions[question].positions;
    let mut groups: Vec<Group> = positions
        .iter()
        .map(|position| {
            let letter = words.letter(position.letter);
            group(words.tell("badge-position", &[("letter", letter.into())]), &position.claims)
        })
        .collect();
    groups.push(group(words.say("badge-no-position"), dossier.claims_on(question)));
    groups.retain(|group| !group.claims.is_empty());
    groups
}
