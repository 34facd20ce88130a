//! The form that was sent: buttons that change rows, records made for it elsewhere, a look at what would follow, saving.

use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use serde_json::{Map, Value};

use super::{
    BOUNDS, BY_HAND, EDITING, SHEET,
    chain::ChainOp,
    live::{self, Fragment},
    open,
    outlook::NamedDay,
    typed::Typed,
    view,
};
use crate::{
    app::{App, ids},
    domain::{
        access::Need,
        claim::Claim,
        fault::{Fault, FaultKind, Path},
        id::{self, ClaimId, PersonId},
        record::{Noun, Record},
        text::Text,
    },
    exchange::case_file,
    paths,
    store::{Change, Editor, StoreError},
    web::{
        FormFields, InCase, Page, PageError,
        forms::{
            conflict::{self, Conflict},
            drafts,
            edit::{self, failed},
            elsewhere, faults,
            known::{self, Known},
            ops::{OP, Op},
            page::{State as FormState, VERSION},
            warnings,
        },
        geometry::Geometry,
    },
};

/// `POST /cases/{case}/claims/new`
///
/// # Errors
/// `Store`.
pub async fn create(State(app): State<App>, page: InCase, fields: FormFields) -> Result<Response, PageError> {
    Box::pin(Sent { app, page, id: None }.answer(fields)).await
}

/// `POST /cases/{case}/claims/{claim}/edit`
///
/// # Errors
/// `NotFound`, `Store`.
pub async fn change(State(app): State<App>, page: InCase, fields: FormFields) -> Result<Response, PageError> {
    let id: ClaimId = page.id("claim")?;
    page.dossier().claim_number(&id).ok_or_else(|| page.not_found())?;
    Box::pin(Sent { app, page, id: Some(id) }.answer(fields)).await
}

/// `POST /cases/{case}/claims/preview`: what a script shows while somebody types. Changes nothing.
///
/// # Errors
/// None of its own.
pub async fn preview(page: InCase, fields: FormFields) -> Result<Response, PageError> {
    let id: Option<ClaimId> = fields.first(EDITING).and_then(|id| id.parse().ok());
    let id = id.filter(|id| page.dossier().claim_number(id).is_some());
    let typed = Typed::of(&page, &fields, id.as_ref());
    let (live, _) = live::live(&page, &fields, &typed, &mut Geometry::default()).await;
    Ok(Page::new(Fragment { words: page.words(), live }, "").into_response())
}

/// A form that was sent, for a new claim or for the one called `id`.
struct Sent {
    app: App,
    page: InCase,
    id: Option<ClaimId>,
}

impl Sent {
    async fn answer(self, fields: FormFields) -> Result<Response, PageError> {
        let version = fields.first(VERSION).and_then(|version| version.parse().ok());
        let op = fields.first(OP).unwrap_or_default().to_owned();
        let asks_new = fields.first("question") == Some(view::NEW_QUESTION);
        let mut state = FormState::of(fields, self.id.as_ref().map(|_| version.unwrap_or_default()));
        if asks_new && op != "discard" {
            state.fields.pairs.retain(|(name, _)| name != "question");
            if self.page.rights.allow(Need::Edit) {
                return self.make_elsewhere(state, Noun::Question, "question", 0).await;
            }
        }
        if let Some(op) = ChainOp::of(&op) {
            let row = op.apply(self.page.words(), &mut state.fields);
            state.focus = row.map(|row| (super::LINK.to_owned(), row));
            return self.show(state).await;
        }
        match op.as_str() {
            "check" => {
                state.focus = Some(("value".to_owned(), 0));
                self.show(state).await
            }
            "bounds" => {
                state.fields.pairs.push((BY_HAND.to_owned(), "on".to_owned()));
                state.focus = Some(("core.lo".to_owned(), 0));
                self.show(state).await
            }
            "stated" => self.set_day(state).await,
            "more" => {
                state.focus = Some(("value".to_owned(), state.fields.all("value").count()));
                state.fields.pairs.push(("value".to_owned(), String::new()));
                self.show(state).await
            }
            _ => match Op::of(&state.fields) {
                Op::Discard => self.discard().await,
                Op::New(noun, name, row) => self.make_elsewhere(state, noun, &name, row).await,
                op => Box::pin(self.save(state, op == Op::Another)).await,
            },
        }
    }

    fn person(&self) -> Result<&PersonId, PageError> {
        self.page.reader.viewer().person().ok_or_else(|| self.page.not_found())
    }

    /// Keeps what is typed, and shows the form again.
    async fn show(self, state: FormState) -> Result<Response, PageError> {
        let typed = Typed::of(&self.page, &state.fields, self.id.as_ref());
        self.show_typed(state, typed).await
    }

    async fn show_typed(self, state: FormState, typed: Typed) -> Result<Response, PageError> {
        self.keep(&state).await?;
        Ok(view::show(&self.page, self.id.as_ref(), state, typed).await)
    }

    async fn keep(&self, state: &FormState) -> Result<(), PageError> {
        let mut fields = state.fields.clone();
        fields.pairs.retain(|(name, _)| name != VERSION);
        fields.pairs.extend(state.version.map(|version| (VERSION.to_owned(), version.to_string())));
        drafts::keep_here(&self.app, &self.page.reader, &fields).await
    }

    async fn discard(self) -> Result<Response, PageError> {
        drafts::drop_here(&self.app, &self.page.reader).await?;
        Ok(Redirect::to(&self.page.reader.without(&["put", "saved"])).into_response())
    }

    /// Sets the bounds by hand to the day that the words name, or says that they name none.
    async fn set_day(self, mut state: FormState) -> Result<Response, PageError> {
        let typed = Typed::of(&self.page, &state.fields, self.id.as_ref());
        if let Some(NamedDay::Day(day)) = live::named_day(&self.page, &typed).await {
            let pairs = &mut state.fields.pairs;
            pairs.retain(|(name, _)| BOUNDS.iter().all(|(bound, ..)| name != bound));
            let set = [(BY_HAND, "on".to_owned()), ("core.lo", day.to_string()), ("core.hi", day.to_string())];
            pairs.extend(set.map(|(name, value)| (name.to_owned(), value)));
            state.focus = Some(("core.lo".to_owned(), 0));
        } else {
            state.faults.insert("value[0]".to_owned(), self.page.words().say("claim-form-no-day"));
            state.focus = Some(("value".to_owned(), 0));
        }
        self.show(state).await
    }

    /// Keeps what is typed, and leads to the form for a record that it lacks, with the name that was typed.
    async fn make_elsewhere(
        self,
        mut state: FormState,
        noun: Noun,
        name: &str,
        row: usize,
    ) -> Result<Response, PageError> {
        let Some(there) = elsewhere::address(&self.page, &state.fields, noun, (name, row)) else {
            let here = drafts::address(&self.page.reader);
            state.elsewhere.push((self.page.words().say("form-too-many-open"), here));
            return self.show(state).await;
        };
        self.keep(&state).await?;
        Ok(Redirect::to(&edit::in_language(&self.page.reader, &there)).into_response())
    }

    async fn save(self, mut state: FormState, is_followed: bool) -> Result<Response, PageError> {
        let mut typed = Typed::of(&self.page, &state.fields, self.id.as_ref());
        // Faults of the value show only where it is read: a trial tells them beside those of the record.
        let found = live::faults(&self.page, &typed).await;
        typed.note_faults(&self.page, &found);
        let why = self.why(&state.fields, &mut typed);
        let id = self.record_id(&state.fields, &mut typed).await?;
        let claim = read(&typed.json, &id);
        let (Ok(claim), true) = (claim, typed.faults.is_empty()) else {
            state.faults = typed.faults.clone();
            return self.show_typed(state, typed).await;
        };
        state.warnings = self.warnings(&state.fields, &typed, why.as_ref());
        if !state.warnings.is_empty() {
            return self.show_typed(state, typed).await;
        }
        let editor = Editor { why, ..self.app.editor(self.person()?) };
        let put = [Record::Claim(claim)].into_iter().chain(typed.brings.clone().map(Record::Source)).collect();
        let began_from = vec![((Noun::Claim, id.clone()), state.version.unwrap_or_default())];
        let change = Change { put, began_from, ..Change::default() };
        match self.app.store().change_case(&editor, self.page.case(), change).await {
            Ok(_) => self.saved(&id, typed.document, is_followed).await,
            Err(StoreError::Faults(found)) => {
                typed.note_faults(&self.page, &own(&found));
                state.elsewhere = faults::of_case(&self.page, Noun::Claim, &id, true, &found).elsewhere;
                state.faults = typed.faults.clone();
                self.show_typed(state, typed).await
            }
            Err(StoreError::Taken(_)) => {
                let free = self.free_id(&id).await?;
                state.faults.insert("id".to_owned(), faults::taken(self.page.words(), &free));
                self.show_typed(state, typed).await
            }
            Err(StoreError::Outdated { .. }) => self.outdated(state, typed, &id).await,
            Err(error) => Err(failed(&self.page.reader, error)),
        }
    }

    /// What is to be told before it is saved.
    fn warnings(&self, fields: &FormFields, typed: &Typed, why: Option<&Text>) -> Vec<warnings::Warning> {
        let before = self.id.as_ref().and_then(|id| (SHEET.write)(self.page.dossier(), id.as_str()));
        let asked = warnings::Asked {
            noun: Noun::Claim,
            controls: &open::all_controls(),
            before: before.as_ref(),
            after: &Value::Object(typed.json.clone()),
            why: why.map(Text::as_str).unwrap_or_default(),
        };
        warnings::unseen(&self.page, fields, &asked)
    }

    /// Why, where it was said. An edit without a reason is noted as a fault.
    fn why(&self, fields: &FormFields, typed: &mut Typed) -> Option<Text> {
        let why = match (fields.text("why").trim(), &self.id) {
            ("", None) => Ok(None),
            ("", Some(_)) => Err(FaultKind::Missing),
            (why, _) => Text::name(why).map(Some),
        };
        why.unwrap_or_else(|kind| {
            typed.note("why", faults::sentence(self.page.words(), &kind));
            None
        })
    }

    /// The id that was typed, or one that is free and made from the question and whoever would know. The name of a
    /// protected source leaves no trace in it.
    async fn record_id(&self, fields: &FormFields, typed: &mut Typed) -> Result<String, PageError> {
        if let Some(id) = &self.id {
            return Ok(id.to_string());
        }
        let words = self.page.words();
        if let Some(given) = super::typed::filled(fields.first("id")) {
            if let Err(kind) = id::check_slug(given).and_then(|()| id::check_unreserved(given)) {
                typed.note("id", faults::sentence(words, &kind));
            }
            return Ok(given.to_owned());
        }
        let claim = Value::Object(typed.json.clone());
        self.free_id(&ids::stem_of_claim(self.page.open.whole().dossier(), &claim)).await
    }

    async fn free_id(&self, stem: &str) -> Result<String, PageError> {
        let free = self.app.store().free_id(self.page.case(), Noun::Claim, stem).await;
        free.map_err(|error| failed(&self.page.reader, error))
    }

    /// On to the claim, or to another from the same document.
    async fn saved(self, id: &str, document: Option<usize>, is_followed: bool) -> Result<Response, PageError> {
        drafts::drop_here(&self.app, &self.page.reader).await?;
        let page = &self.page;
        let document = document.map(|number| page.dossier().documents()[number].id.to_string()).unwrap_or_default();
        let to = if is_followed && self.id.is_none() {
            let path = paths::new_record(page.case(), SHEET.list());
            drafts::with_query(&path, &[("document", &document), ("saved", id)])
        } else {
            known::record_path(page, Noun::Claim, id)
        };
        Ok(Redirect::to(&edit::in_language(&page.reader, &to)).into_response())
    }

    /// Somebody else saved first: shows what they saved beside what was typed. Saving once more is then a decision.
    async fn outdated(self, mut state: FormState, typed: Typed, id: &str) -> Result<Response, PageError> {
        let opened = self.app.open_case(self.page.reader.viewer(), self.page.case()).await;
        let opened = opened.map_err(|error| failed(&self.page.reader, error))?;
        let Some((open, rights)) = opened else { return Err(self.page.not_found()) };
        let page = self.page.reopened(open, rights);
        let stored = edit::shown_record(&page, SHEET, id)?;
        state.version = Some(edit::version(&self.app, &page, Noun::Claim, id).await?);
        let (known, controls) = (Known::of(&page), open::all_controls());
        let ours = Value::Object(typed.json);
        let differences =
            conflict::differences(page.words(), &controls, &open::flat(&stored), &open::flat(&ours), known);
        let (by, history_url) = conflict::last_saved(&self.app, &page, Noun::Claim, id).await?;
        state.conflict = Some(Conflict { differences, url: known.url(Noun::Claim, id), by, history_url });
        Self { app: self.app, page, id: self.id }.show(state).await
    }
}

fn read(json: &Map<String, Value>, id: &str) -> Result<Claim, Vec<Fault>> {
    let mut json = json.clone();
    json.insert("id".to_owned(), id.into());
    case_file::read_record(&serde_json::to_vec(&json).unwrap_or_default())
}

/// The faults of the record that was put first in its list, at their places in it.
fn own(faults: &[Fault]) -> Vec<Fault> {
    let inside = |fault: &Fault| {
        let rest = fault.at.as_str().strip_prefix("claims[0].")?;
        Some(Fault::new(Path::root().field(rest), fault.kind.clone()))
    };
    faults.iter().filter_map(inside).collect()
}
