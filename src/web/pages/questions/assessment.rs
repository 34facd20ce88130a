//! The form in which somebody judges a disagreement, signed with their name and the moment.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    app::App,
    domain::{
        assessment::{Assessment, AssessmentStatus, standing},
        fault::FaultKind,
        id::{ClaimId, QuestionId},
        record::{Noun, Record},
        text::{Language, Localised, Text},
    },
    paths,
    store::{Actor, Change, Editor, StoreError},
    web::{FormFields, InCase, Page, PageError, Section, Shell, trail::Trail},
};

#[derive(Template)]
#[template(path = "questions/assessment.html")]
struct AssessmentPage {
    shell: Shell,
    trail: Trail,
    heading: String,
    question: String,
    signed: String,
    revision: i64,
    notice: Option<String>,
    faults: Vec<(String, String)>,
    status: Vec<(&'static str, String, bool)>,
    status_error: Option<String>,
    texts: Vec<TextField>,
    groups: Vec<Group>,
    claims_error: Option<String>,
    cancel_url: String,
}

/// A text in one language.
struct TextField {
    name: &'static str,
    label: String,
    lang: &'static str,
    value: String,
    error: Option<String>,
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

/// The names of the text fields: field, language, message of the label.
const TEXTS: [(&str, Language, &str); 4] = [
    ("reason.en", Language::English, "assess-reason-en"),
    ("reason.ar", Language::Arabic, "assess-reason-ar"),
    ("would_settle.en", Language::English, "assess-would-settle-en"),
    ("would_settle.ar", Language::Arabic, "assess-would-settle-ar"),
];

/// `GET /cases/{case}/questions/{question}/assessment`
///
/// # Errors
/// `NotFound` where the case holds no such question.
pub async fn form(page: InCase) -> Result<Response, PageError> {
    let question = question(&page)?;
    Ok(show(&page, question, &begun(&page, question), StatusCode::OK, &BTreeMap::new(), None))
}

/// `POST /cases/{case}/questions/{question}/assessment`
///
/// # Errors
/// `NotFound` where the case holds no such question, `Store`.
pub async fn record(State(app): State<App>, page: InCase, sent: FormFields) -> Result<Response, PageError> {
    let number = question(&page)?;
    let words = page.words();
    let person = page.reader.person().ok_or_else(|| page.not_found())?;
    let at = app.clock().now();
    let judged = read(&page, number, &sent, (person.name.clone(), at));
    let judged = match judged {
        Ok(judged) => judged,
        Err(faults) => return Ok(show(&page, number, &sent, StatusCode::UNPROCESSABLE_ENTITY, &faults, None)),
    };
    if sent.text("revision") != page.open.revision.to_string() {
        let notice = words.say("assess-outdated");
        return Ok(show(&page, number, &sent, StatusCode::CONFLICT, &BTreeMap::new(), Some(notice)));
    }
    let began_from = vec![((Noun::Assessment, judged.key()), 0)];
    let editor = Editor { actor: Actor::person(&person.id), at, why: None };
    let change = Change { put: vec![Record::Assessment(judged)], withdraw: Vec::new(), began_from };
    match app.store().change_case(&editor, page.case(), change).await {
        Ok(_) => {
            let id = &page.dossier().questions()[number].id;
            Ok(Redirect::to(&page.reader.link_as_it_stands(&paths::question(page.case(), id))).into_response())
        }
        Err(StoreError::Faults(found)) => {
            let sentences: Vec<String> = found.iter().map(|fault| words.fault(fault)).collect();
            let faults = BTreeMap::from([("claim".to_owned(), sentences.join(" "))]);
            Ok(show(&page, number, &sent, StatusCode::UNPROCESSABLE_ENTITY, &faults, None))
        }
        Err(StoreError::Outdated { .. } | StoreError::Taken(_)) => {
            let notice = words.say("assess-outdated");
            Ok(show(&page, number, &sent, StatusCode::CONFLICT, &BTreeMap::new(), Some(notice)))
        }
        Err(error) => Err(PageError::Store(Box::new(page.reader.clone()), error)),
    }
}

fn question(page: &InCase) -> Result<usize, PageError> {
    let id: QuestionId = page.id("question")?;
    page.dossier().question_number(&id).ok_or_else(|| page.not_found())
}

/// What the form begins with: what its reader judged last.
fn begun(page: &InCase, question: usize) -> FormFields {
    let dossier = page.dossier();
    let id = &dossier.questions()[question].id;
    let name = page.reader.person().map(|person| person.name.as_str().to_owned());
    let (current, _) = standing(&dossier.records().assessments, id);
    let Some(last) = current.into_iter().find(|it| Some(it.by.as_str()) == name.as_deref()) else {
        return FormFields::default();
    };
    let mut pairs = vec![("status".to_owned(), last.status.word().to_owned())];
    for (base, text) in [("reason", Some(&last.reason)), ("would_settle", last.would_settle.as_ref())] {
        let (en, ar) = match text {
            Some(Localised::Plain(text)) => (Some(text), None),
            Some(Localised::By { en, ar }) => (en.as_ref(), ar.as_ref()),
            None => (None, None),
        };
        for (tag, text) in [("en", en), ("ar", ar)] {
            pairs.extend(text.map(|text| (format!("{base}.{tag}"), text.to_string())));
        }
    }
    pairs.extend(last.claims.iter().map(|claim| ("claim".to_owned(), claim.to_string())));
    FormFields { pairs }
}

/// The judgement as it was sent.
///
/// # Errors
/// Every fault, by field.
fn read(
    page: &InCase,
    question: usize,
    sent: &FormFields,
    (by, at): (Text, jiff::Timestamp),
) -> Result<Assessment, BTreeMap<String, String>> {
    let (words, dossier) = (page.words(), page.dossier());
    let mut faults = BTreeMap::new();
    let status = match sent.text("status") {
        "" => Err(FaultKind::Missing),
        word => AssessmentStatus::parse(word),
    };
    let status = status.map_err(|kind| faults.insert("status".to_owned(), words.fault_kind(&kind))).ok();
    let mut localised = |base: &str| {
        let mut part = |tag: &str| {
            let name = format!("{base}.{tag}");
            let typed = sent.text(&name).trim().to_owned();
            let read = (!typed.is_empty()).then(|| Text::note(&typed)).transpose();
            read.map_err(|kind| faults.insert(name, words.fault_kind(&kind))).ok().flatten()
        };
        let (en, ar) = (part("en"), part("ar"));
        (en.is_some() || ar.is_some()).then_some(Localised::By { en, ar })
    };
    let (reason, would_settle) = (localised("reason"), localised("would_settle"));
    if reason.is_none() {
        faults.entry("reason.en".to_owned()).or_insert_with(|| words.say("assess-reason-missing"));
    }
    let of_question = |id: &ClaimId| dossier.claim_number(id).is_some_and(|it| dossier.question_of(it) == question);
    let ticked = sent.all("claim").filter_map(|id| ClaimId::parse(id).ok()).filter(of_question);
    let claims: std::collections::BTreeSet<ClaimId> = ticked.collect();
    if claims.is_empty() {
        faults.insert("claim".to_owned(), words.say("assess-claims-missing"));
    }
    match (status, reason) {
        (Some(status), Some(reason)) if faults.is_empty() => Ok(Assessment {
            question: dossier.questions()[question].id.clone(),
            status,
            reason,
            would_settle,
            by,
            at,
            claims: claims.into_iter().collect(),
        }),
        _ => Err(faults),
    }
}

fn show(
    page: &InCase,
    question: usize,
    sent: &FormFields,
    status: StatusCode,
    faults: &BTreeMap<String, String>,
    notice: Option<String>,
) -> Response {
    let words = page.words();
    let asked = &page.dossier().questions()[question];
    let heading = words.say("assess-heading");
    let text = page.text(&asked.text).to_owned();
    let url = page.link(&paths::question(page.case(), &asked.id));
    let mut shell = page.shell(&heading, Section::Cases);
    if !faults.is_empty() {
        shell.title = words.plain(words.tell("history-error-title", &[("title", shell.title.into())]));
    }
    let by = page.reader.person().map(|person| person.name.to_string()).unwrap_or_default();
    let field = |(name, language, label): (&'static str, Language, &str)| TextField {
        name,
        label: words.say(label),
        lang: language.tag(),
        value: sent.text(name).to_owned(),
        error: faults.get(name).cloned(),
    };
    let chosen = sent.text("status");
    let offered = |it: &AssessmentStatus| (it.word(), words.assessment_status(*it), it.word() == chosen);
    let template = AssessmentPage {
        trail: Trail::of(page, &text).to(url.clone(), &heading),
        signed: words.tell("assess-signed", &[("by", by.into())]),
        revision: page.open.revision,
        notice,
        faults: faults.iter().map(|(name, fault)| (format!("#f-{}", name.replace('.', "-")), fault.clone())).collect(),
        status: AssessmentStatus::ALL.iter().map(offered).collect(),
        status_error: faults.get("status").cloned(),
        texts: TEXTS.map(field).into(),
        groups: groups(page, question, sent),
        claims_error: faults.get("claim").cloned(),
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
    let ticked: Vec<&str> = sent.all("claim").collect();
    let mut left: Vec<usize> = dossier.claims_on(question).to_vec();
    let mut group = |heading: String, claims: &[usize]| {
        let own: Vec<usize> = left.iter().copied().filter(|claim| claims.contains(claim)).collect();
        left.retain(|claim| !own.contains(claim));
        let tick = |&claim: &usize| {
            let id = dossier.claims()[claim].id.to_string();
            let said = [
                ("voice", super::line::voice(page, claim).into()),
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
