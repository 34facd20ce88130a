//! A form that was sent: buttons that change rows, records made for it elsewhere, and saving.

use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use serde_json::{Map, Value};

use super::{
    Sheet, alike,
    conflict::{self, Conflict},
    control::Kind,
    drafts,
    edit::{self, failed},
    elsewhere, faults,
    known::{self, Known},
    ops::Op,
    page::{State as FormState, VERSION},
    typed, warnings,
};
use crate::{
    app::{App, ids},
    domain::{
        access::Identities,
        fault::FaultKind,
        id::PersonId,
        intake,
        record::{Noun, Record},
        text::Text,
    },
    paths,
    store::{Change, Editor, StoreError},
    web::{FormFields, InCase, PageError},
};

/// `POST /cases/{case}/{list}/new`
pub async fn create(
    State(app): State<App>,
    page: InCase,
    sheet: &'static Sheet,
    fields: FormFields,
) -> Result<Response, PageError> {
    Sent { app, page, sheet, id: None }.answer(fields).await
}

/// `POST /cases/{case}/{list}/{id}/edit`
pub async fn change(
    State(app): State<App>,
    page: InCase,
    sheet: &'static Sheet,
    fields: FormFields,
) -> Result<Response, PageError> {
    let id = edit::record_id(&page, sheet)?;
    edit::shown_record(&page, sheet, &id)?;
    Sent { app, page, sheet, id: Some(id) }.answer(fields).await
}

/// A form that was sent, for a new record or for the one called `id`.
struct Sent {
    app: App,
    page: InCase,
    sheet: &'static Sheet,
    id: Option<String>,
}

/// What is to be saved.
struct Candidate {
    id: String,
    json: Value,
    record: Record,
    why: Option<Text>,
}

impl Sent {
    async fn answer(self, mut fields: FormFields) -> Result<Response, PageError> {
        if self.sheet.controls.iter().any(|control| matches!(control.kind, Kind::Options)) {
            typed::name_options(&mut fields);
        }
        let op = Op::of(&fields);
        let version = fields.first(VERSION).and_then(|version| version.parse().ok());
        let mut state = FormState::of(fields, self.id.as_ref().map(|_| version.unwrap_or_default()));
        match op {
            Op::Discard => self.discard().await,
            Op::New(noun, name, row) => self.make_elsewhere(state, noun, &name, row).await,
            Op::Insert(..) | Op::Remove(..) | Op::Up(..) => {
                let focus = op.apply(self.sheet.controls, &mut state.fields);
                state.focus = focus.map(|(name, row)| (name.to_owned(), row));
                self.show(state).await
            }
            Op::Save | Op::Another => self.save(state, op == Op::Another).await,
        }
    }

    fn person(&self) -> Result<&PersonId, PageError> {
        self.page.reader.viewer().person().ok_or_else(|| self.page.not_found())
    }

    /// Keeps what is typed, and shows the form again.
    async fn show(self, state: FormState) -> Result<Response, PageError> {
        self.keep(&state).await?;
        Ok(edit::frame(&self.page, self.sheet, self.id.as_deref()).show(&state))
    }

    async fn keep(&self, state: &FormState) -> Result<(), PageError> {
        let mut fields = state.fields.clone();
        fields.pairs.retain(|(name, _)| name != VERSION);
        fields.pairs.extend(state.version.map(|version| (VERSION.to_owned(), version.to_string())));
        drafts::keep_here(&self.app, &self.page.reader, &fields).await
    }

    async fn discard(self) -> Result<Response, PageError> {
        drafts::drop_here(&self.app, &self.page.reader).await?;
        Ok(Redirect::to(&self.page.reader.without(&["put"])).into_response())
    }

    /// Keeps what is typed, and leads to the form for a record that it lacks.
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
        let Some(candidate) = self.candidate(&mut state).await? else { return self.show(state).await };
        if !self.is_meant(&mut state, &candidate) {
            return self.show(state).await;
        }
        if let Some(id) = self.id.clone()
            && state.version != Some(edit::version(&self.app, &self.page, self.sheet.noun, &id).await?)
        {
            // What the form does not ask for was read here: it has to be what the editor began from.
            return self.outdated(state, &id, &candidate.json).await;
        }
        let Candidate { id, json, record, why } = candidate;
        let editor = Editor { why, ..self.app.editor(self.person()?) };
        let began_from = vec![((self.sheet.noun, id.clone()), state.version.unwrap_or_default())];
        let change = Change { put: vec![record], began_from, ..Change::default() };
        match self.app.store().change_case(&editor, self.page.case(), change).await {
            Ok(_) => self.saved(&json, &id, is_followed).await,
            Err(StoreError::Faults(found)) => {
                let placed = faults::of_case(&self.page, self.sheet.noun, &id, true, &found);
                (state.faults, state.elsewhere) = (placed.own, placed.elsewhere);
                self.show(state).await
            }
            Err(StoreError::Taken(_)) => {
                let free = self.free_id(&id).await?;
                state.faults.insert("id".to_owned(), faults::taken(self.page.words(), &free));
                self.show(state).await
            }
            Err(StoreError::Outdated { .. }) => self.outdated(state, &id, &json).await,
            Err(error) => Err(failed(&self.page.reader, error)),
        }
    }

    /// Whether nothing is left to be told before it is saved; what is, is noted.
    fn is_meant(&self, state: &mut FormState, candidate: &Candidate) -> bool {
        let before = self.id.as_ref().and_then(|id| (self.sheet.write)(self.page.dossier(), id));
        if !warnings::is_confirmed(&state.fields, "like") {
            state.alike = alike::records(&self.page, self.sheet.noun, &candidate.json, before.as_ref());
        }
        let asked = warnings::Asked {
            noun: self.sheet.noun,
            controls: self.sheet.controls,
            before: before.as_ref(),
            after: &candidate.json,
            why: candidate.why.as_ref().map(Text::as_str).unwrap_or_default(),
        };
        state.warnings = warnings::unseen(&self.page, &state.fields, &asked);
        !state.is_doubtful()
    }

    /// What is to be saved; `None` where something is wrong with it, which is then noted.
    async fn candidate(&self, state: &mut FormState) -> Result<Option<Candidate>, PageError> {
        let (words, known) = (self.page.words(), Known::of(&self.page));
        let base = match &self.id {
            Some(id) => edit::shown_record(&self.page, self.sheet, id)?,
            None => Value::Object(Map::new()),
        };
        let Value::Object(shown) = base else { return Err(self.page.not_found()) };
        let mut json = typed::record(self.sheet.controls, &state.fields, shown, known);
        let id = match &self.id {
            Some(id) => id.clone(),
            None => self.new_id(&state.fields, &json).await?,
        };
        json["id"] = Value::from(id.clone());
        let read = (self.sheet.read)(json.to_string().as_bytes()).and_then(|mut record| {
            let is_hidden = self.page.rights.identities() == Identities::Hidden;
            let stored = self.page.open.whole().dossier();
            let faults = if is_hidden { intake::complete_record(&mut record, stored) } else { Vec::new() };
            if faults.is_empty() { Ok(record) } else { Err(faults) }
        });
        if let Err(found) = &read {
            state.faults = faults::of_record(words, found).own;
        }
        for name in typed::both_kinds(self.sheet.controls, &state.fields) {
            state.faults.insert(name.to_owned(), words.say("form-both-kinds"));
        }
        let why = match (state.fields.first("why").unwrap_or_default().trim(), &self.id) {
            ("", None) => Ok(None),
            ("", Some(_)) => Err(FaultKind::Missing),
            (why, _) => Text::name(why).map(Some),
        };
        if let Err(kind) = &why {
            state.faults.insert("why".to_owned(), faults::sentence(words, kind));
        }
        Ok(match (read, why) {
            (Ok(record), Ok(why)) if !state.has_faults() => Some(Candidate { id, json, record, why }),
            _ => None,
        })
    }

    /// The id that was typed, or one that is free and made from the name.
    async fn new_id(&self, fields: &FormFields, record: &Value) -> Result<String, PageError> {
        if let Some(id) = fields.first("id").map(str::trim).filter(|id| !id.is_empty()) {
            return Ok(id.to_owned());
        }
        self.free_id(&ids::stem(self.sheet.noun, record)).await
    }

    async fn free_id(&self, stem: &str) -> Result<String, PageError> {
        let free = self.app.store().free_id(self.page.case(), self.sheet.noun, stem).await;
        free.map_err(|error| failed(&self.page.reader, error))
    }

    /// Back to where the record was asked for, or on to it.
    async fn saved(self, json: &Value, id: &str, is_followed: bool) -> Result<Response, PageError> {
        drafts::drop_here(&self.app, &self.page.reader).await?;
        let reader = &self.page.reader;
        let back = reader.asked(drafts::RETURN).filter(|address| drafts::is_own(address));
        if let Some(back) = back.filter(|_| json["protected"] == Value::Bool(true)) {
            let names = match &json["name"] {
                Value::Object(by) => by.values().filter_map(Value::as_str).map(str::to_owned).collect(),
                name => Vec::from_iter(name.as_str().map(str::to_owned)),
            };
            drafts::forget_names(&self.app, reader, back, id, &names).await?;
        }
        let to = match (back, reader.asked(drafts::AT)) {
            (Some(back), Some(at)) => drafts::with_query(back, &[("put", &format!("{at}:{id}"))]),
            (Some(back), None) => back.to_owned(),
            (None, _) if is_followed => paths::new_record(self.page.case(), self.sheet.list()),
            (None, _) => known::record_path(&self.page, self.sheet.noun, id),
        };
        Ok(Redirect::to(&edit::in_language(reader, &to)).into_response())
    }

    /// Somebody else saved first: shows what they saved beside what was typed. Saving once more is then a decision.
    async fn outdated(self, mut state: FormState, id: &str, typed: &Value) -> Result<Response, PageError> {
        let opened = self.app.open_case(self.page.reader.viewer(), self.page.case()).await;
        let opened = opened.map_err(|error| failed(&self.page.reader, error))?;
        let Some((open, rights)) = opened else { return Err(self.page.not_found()) };
        let page = self.page.reopened(open, rights);
        let stored = edit::shown_record(&page, self.sheet, id)?;
        state.version = Some(edit::version(&self.app, &page, self.sheet.noun, id).await?);
        let known = Known::of(&page);
        let differences = conflict::differences(page.words(), self.sheet.controls, &stored, typed, known);
        let url = known.url(self.sheet.noun, id);
        let (by, history_url) = conflict::last_saved(&self.app, &page, self.sheet.noun, id).await?;
        state.conflict = Some(Conflict { differences, url, by, history_url });
        Self { app: self.app, page, sheet: self.sheet, id: self.id }.show(state).await
    }
}
