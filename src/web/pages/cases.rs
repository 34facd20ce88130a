//! Cases: the list, and one case with its timeline.

use askama::Template;
use axum::extract::State;

use crate::{
    app::App,
    paths,
    web::{Page, PageError, Reader, Section, Shell},
};

#[derive(Template)]
#[template(path = "cases/index.html")]
struct IndexPage {
    shell: Shell,
    cases: Vec<(String, String)>,
}

/// The list of cases.
pub async fn index(State(app): State<App>, reader: Reader) -> Result<impl axum::response::IntoResponse, PageError> {
    let failed = |error| PageError::Store(Box::new(reader.clone()), error);
    let cases = app.cases(reader.viewer()).await.map_err(failed)?;
    let cases = cases
        .iter()
        .map(|case| (case.title.to(reader.language).to_owned(), reader.link(&paths::case(&case.id))))
        .collect();
    let shell = Shell::new(&reader, &reader.words().say("nav-cases"), Section::Cases);
    Ok(Page::new(IndexPage { shell, cases }, ""))
}
