//! Cases: the list, and one case with its timeline.

use std::borrow::Cow;

use askama::Template;
use axum::{extract::State, response::IntoResponse};

use crate::{
    app::App,
    domain::{
        access::Need, analysis::Analysis, as_known::Clock, dossier::Dossier, independence::Origins, record::Noun,
        timeline::Timeline,
    },
    store::{DayWritten, Emergency},
    text::Words,
    web::{
        InCase, Page, PageError, Section, Shell, Visit,
        downloads::Downloads,
        forms::actions,
        geometry::Geometry,
        tabs::{self, Tab},
        trail::Trail,
    },
};

mod chart;
mod disagreements;
mod filters;
pub mod form;
mod head;
mod home;
mod lanes;
mod marks;
mod reports;
mod table;
mod verdict;
mod weave;

use lanes::Row;

/// The most days on which a case was written that its page leads to.
const DAYS_WRITTEN_MAX: u32 = 4;

/// What every part of the page of a case is made from.
struct View<'a> {
    case: &'a InCase,
    words: Words,
    dossier: &'a Dossier,
    analysis: &'a Analysis,
    origins: &'a Origins,
}

impl View<'_> {
    fn question(&self, question: usize) -> &str {
        self.case.text(&self.dossier.questions()[question].text)
    }

    fn question_url(&self, question: usize) -> String {
        self.case.link(&crate::paths::question(self.case.case(), &self.dossier.questions()[question].id))
    }

    fn claim_url(&self, claim: usize) -> String {
        self.case.link(&crate::paths::claim(self.case.case(), &self.dossier.claims()[claim].id))
    }

    /// "5 documents", never broken in two.
    fn documents(&self, number: usize) -> String {
        self.words.documents(number).replace(' ', "\u{a0}")
    }

    fn source(&self, source: usize) -> Cow<'_, str> {
        self.words.source(self.dossier, source)
    }
}

#[derive(Template)]
#[template(path = "cases/show.html")]
struct ShowPage {
    shell: Shell,
    trail: Trail,
    tabs: Vec<Tab>,
    head: head::Head,
    emergencies: Vec<(String, Option<String>)>,
    nothing: Option<head::Nothing>,
    disagreements: disagreements::Disagreements,
    filters: filters::Filters,
    chart: chart::Chart,
    single: disagreements::SingleAnswers,
    weave: weave::Weave,
}

/// A case: what its sources disagree about, and when.
///
/// # Errors
/// `Store`; the case is found before.
pub async fn show(State(app): State<App>, case: InCase) -> Result<impl IntoResponse, PageError> {
    let written = days_written(&app, &case).await?;
    let picture = case.picture().await;
    let (analysis, origins) = (&picture.analysis, case.open.origins(&picture));
    let view = View { case: &case, words: case.words(), dossier: case.dossier(), analysis, origins };
    let mut geometry = Geometry::default();
    let asked = filters::asked(&view);
    let timeline = Timeline::among(case.open.material(&picture), case.open.voices(&picture), &asked.view);
    let page = ShowPage {
        trail: Trail::of_case(&case).with(actions::of_case(&case, crate::web::SHEETS)).with_history(
            &case,
            Noun::Case,
            "",
        ),
        tabs: tabs::tabs(&case, analysis, tabs::View::Timeline),
        head: head::head(&view, &app, &written),
        emergencies: emergencies(&app, &case).await?,
        nothing: head::nothing(&view),
        disagreements: disagreements::disagreements(&view),
        filters: filters::filters(&view, &asked, &timeline),
        chart: chart::chart(&view, &timeline, &mut geometry),
        single: disagreements::single_answers(&view),
        weave: weave::weave(&view),
        shell: case
            .shell(case.text(&case.dossier().case().title), Section::Cases)
            .offering(Downloads::of_case(&case))
            .drawn_with(&geometry),
    };
    let style = page.shell.style.clone();
    Ok(Page::new(page, &style))
}

/// The last days on which the case was written, where the reader looks by that clock.
async fn days_written(app: &App, case: &InCase) -> Result<Vec<DayWritten>, PageError> {
    if case.reader.clock == Clock::Reported {
        return Ok(Vec::new());
    }
    let written = app.store().days_written(case.case(), DAYS_WRITTEN_MAX).await;
    written.map_err(|error| PageError::Store(Box::new(case.reader.clone()), error))
}

/// Emergency access in force, which is announced to the owners of the case: who reads it since when until when, and why.
async fn emergencies(app: &App, case: &InCase) -> Result<Vec<(String, Option<String>)>, PageError> {
    if !case.rights.allow(Need::Own) {
        return Ok(Vec::new());
    }
    let words = case.words();
    let found = app.store().emergencies(case.case(), app.clock().now()).await;
    let found = found.map_err(|error| PageError::Store(Box::new(case.reader.clone()), error))?;
    let said = |it: Emergency| {
        let moments = [("from", words.moment(it.from).into()), ("until", words.moment(it.until).into())];
        let said: Vec<_> = [("name", it.name.as_str().into())].into_iter().chain(moments).collect();
        (words.tell("case-emergency", &said), it.why.map(|why| why.to_string()))
    };
    Ok(found.into_iter().map(said).collect())
}

/// The list of cases.
///
/// # Errors
/// `Store`.
pub async fn index(visit: Visit) -> Result<impl IntoResponse, PageError> {
    let page = home::page(&visit).await.map_err(|error| visit.failed(error))?;
    let style = page.shell.style.clone();
    Ok(Page::new(page, &style))
}
