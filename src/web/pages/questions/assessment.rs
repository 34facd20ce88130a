//! The form in which somebody judges a disagreement, signed with their name and the moment. Its fields are drawn and its
//! drafts kept as those of every other form; the claims it rests on are its own.

use std::collections::BTreeMap;

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    app::App,
    domain::{
        assessment::{Assessment, AssessmentStatus, standing},
        fault::FaultKind,
        id::{ClaimId, QuestionId},
        person::Person,
        record::{Noun, Record},
        text::{Localised, Text},
    },
    exchange::case_file,
    paths,
    store::{Change, Editor, StoreError},
    web::{
        FormFields, InCase, PageError,
        forms::{
            drafts,
            edit::{self, failed},
            faults::sentence,
            ops::OP,
            page::{State as FormState, WHY_IF_ANY},
            warnings::{Asked, Warning, unseen},
        },
        pages::activity::{self, Since},
    },
};

mod view;

/// The field that holds the revision of the case that the form was made from.
const REVISION: &str = "revision";
/// The field of the claims that the judgement rests on.
const CLAIM: &str = "claim";

/// `GET /cases/{case}/questions/{question}/assessment`
///
/// # Errors
/// `NotFound` where the case holds no such question, `Store`.
pub async fn form(State(app): State<App>, page: InCase) -> Result<Response, PageError> {
    let question = question(&page)?;
    let mut state = FormState::of(begun(&page, question), None);
    edit::open(&app, &page.reader, &mut state, &[]).await?;
    // A draft goes on from the case as it was when it was begun, so that a change in between is told.
    let began_from = state.fields.first(REVISION).and_then(|revision| revision.parse().ok());
    state.version = began_from.or(Some(page.open.revision));
    Ok(view::show(&page, question, &state, None))
}

/// `POST /cases/{case}/questions/{question}/assessment`
///
/// # Errors
/// `NotFound` where the case holds no such question, `Store`.
pub async fn record(State(app): State<App>, page: InCase, sent: FormFields) -> Result<Response, PageError> {
    let number = question(&page)?;
    let is_outdated = sent.text(REVISION) != page.open.revision.to_string();
    let is_discarded = sent.text(OP) == "discard";
    let mut sent = Sent { app, page, number, state: FormState::of(sent, None) };
    if is_discarded {
        drafts::drop_here(&sent.app, &sent.page.reader).await?;
        return Ok(Redirect::to(&sent.page.reader.without(&[])).into_response());
    }
    let (person, at) = (sent.person()?.clone(), sent.app.clock().now());
    let judged = match read(&sent.page, number, &sent.state.fields, (person.name, at)) {
        Ok(judged) => judged,
        Err(faults) => {
            sent.state.faults = faults;
            return sent.show(None).await;
        }
    };
    if is_outdated {
        return sent.outdated().await;
    }
    let began_from = vec![((Noun::Assessment, judged.key()), 0)];
    let why = why(&sent.state.fields).ok().flatten();
    sent.state.warnings = warnings_of(&sent, &judged, why.as_ref());
    if !sent.state.warnings.is_empty() {
        return sent.show(None).await;
    }
    let editor = Editor { at, why, ..sent.app.editor(&person.id) };
    let at_revision = Some(sent.page.open.revision);
    let change = Change { put: vec![Record::Assessment(judged)], began_from, at_revision, ..Change::default() };
    match sent.app.store().change_case(&editor, sent.page.case(), change).await {
        Ok(_) => sent.saved().await,
        Err(StoreError::Faults(found)) => {
            let words = sent.page.words();
            let sentences: Vec<String> = found.iter().map(|fault| words.fault(fault)).collect();
            sent.state.faults.insert(CLAIM.to_owned(), sentences.join(" "));
            sent.show(None).await
        }
        Err(StoreError::OtherVersion(_) | StoreError::Taken(_)) => sent.outdated().await,
        Err(error) => Err(failed(&sent.page.reader, error)),
    }
}

/// What is to be told before a judgement is saved.
fn warnings_of(sent: &Sent, judged: &Assessment, why: Option<&Text>) -> Vec<Warning> {
    let asked = Asked {
        noun: Noun::Assessment,
        controls: &view::CONTROLS,
        before: None,
        after: &case_file::Noun::write(judged),
        why: why.map(Text::as_str).unwrap_or_default(),
    };
    unseen(&sent.page, &sent.state.fields, &asked)
}

/// A form that was sent.
struct Sent {
    app: App,
    page: InCase,
    /// The question, by number.
    number: usize,
    state: FormState,
}

impl Sent {
    fn person(&self) -> Result<&Person, PageError> {
        self.page.reader.person().ok_or_else(|| self.page.not_found())
    }

    /// Shows the form again, under what was written to the case since it was made: saving once more is then a decision.
    async fn outdated(mut self) -> Result<Response, PageError> {
        let began = self.state.fields.text(REVISION).parse().unwrap_or_default();
        let opened = self.app.open_case(self.page.reader.viewer(), self.page.case()).await;
        let opened = opened.map_err(|error| failed(&self.page.reader, error))?;
        let Some((open, rights)) = opened else { return Err(self.page.not_found()) };
        self.page = self.page.reopened(open, rights);
        // The question may have gone with what was written.
        self.number = question(&self.page)?;
        let since = activity::since(&self.app, &self.page, began).await;
        let since = since.map_err(|error| failed(&self.page.reader, error))?;
        self.show(Some(since)).await
    }

    /// Keeps what is typed, and shows the form again.
    async fn show(mut self, outdated: Option<Since>) -> Result<Response, PageError> {
        let revision = if outdated.is_some() || self.state.fields.first(REVISION).is_none() {
            self.page.open.revision.to_string()
        } else {
            self.state.fields.text(REVISION).to_owned()
        };
        self.state.fields.pairs.retain(|(name, _)| name != REVISION);
        self.state.version = revision.parse().ok();
        self.state.fields.pairs.push((REVISION.to_owned(), revision));
        drafts::keep_here(&self.app, &self.page.reader, &self.state.fields).await?;
        Ok(view::show(&self.page, self.number, &self.state, outdated))
    }

    async fn saved(self) -> Result<Response, PageError> {
        drafts::drop_here(&self.app, &self.page.reader).await?;
        let id = &self.page.dossier().questions()[self.number].id;
        Ok(Redirect::to(&self.page.reader.link_as_it_stands(&paths::question(self.page.case(), id))).into_response())
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
    if let Err(kind) = why(sent) {
        faults.insert(WHY_IF_ANY.name.to_owned(), sentence(words, &kind));
    }
    let status = match sent.text("status") {
        "" => Err(FaultKind::Missing),
        word => AssessmentStatus::parse(word),
    };
    let status = status.map_err(|kind| faults.insert("status".to_owned(), sentence(words, &kind))).ok();
    let mut localised = |base: &str| {
        let mut part = |tag: &str| {
            let name = format!("{base}.{tag}");
            let typed = sent.text(&name).trim().to_owned();
            let read = (!typed.is_empty()).then(|| Text::note(&typed)).transpose();
            read.map_err(|kind| faults.insert(name, sentence(words, &kind))).ok().flatten()
        };
        let (en, ar) = (part("en"), part("ar"));
        (en.is_some() || ar.is_some()).then_some(Localised::By { en, ar })
    };
    let (reason, would_settle) = (localised("reason"), localised("would_settle"));
    if reason.is_none() {
        let is_noted = faults.keys().any(|name: &String| name.starts_with("reason"));
        if !is_noted {
            faults.insert("reason".to_owned(), words.say("assess-reason-missing"));
        }
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

/// The change note, where there is one.
fn why(sent: &FormFields) -> Result<Option<Text>, FaultKind> {
    let typed = sent.text(WHY_IF_ANY.name).trim();
    (!typed.is_empty()).then(|| Text::name(typed)).transpose()
}
