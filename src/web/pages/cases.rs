//! Cases: the list, and one case with its timeline.

use std::borrow::Cow;

use askama::Template;
use axum::{extract::State, response::IntoResponse};

use crate::{
    app::App,
    domain::{analysis::Analysis, dossier::Dossier, independence::Origins, timeline::Timeline},
    text::Words,
    web::{
        InCase, Page, PageError, Section, Shell, Visit,
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
/// None of its own; the case is found before.
pub async fn show(State(app): State<App>, case: InCase) -> Result<impl IntoResponse, PageError> {
    let picture = case.picture().await;
    let (analysis, origins) = (&picture.analysis, case.open.origins(&picture));
    let view = View { case: &case, words: case.words(), dossier: case.dossier(), analysis, origins };
    let mut geometry = Geometry::default();
    let asked = filters::asked(&view);
    let timeline = Timeline::among(case.open.material(&picture), case.open.voices(&picture), &asked.view);
    let page = ShowPage {
        trail: Trail::of_case(&case).with(actions::of_case(&case, crate::web::SHEETS)),
        tabs: tabs::tabs(&case, analysis, tabs::View::Timeline),
        head: head::head(&view, &app),
        nothing: head::nothing(&view),
        disagreements: disagreements::disagreements(&view),
        filters: filters::filters(&view, &asked, &timeline),
        chart: chart::chart(&view, &timeline, &mut geometry),
        single: disagreements::single_answers(&view),
        weave: weave::weave(&view),
        shell: case.shell(case.text(&case.dossier().case().title), Section::Cases).drawn_with(&geometry),
    };
    let style = page.shell.style.clone();
    Ok(Page::new(page, &style))
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
