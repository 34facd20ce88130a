//! Tabs: the views of a case, each with how much it holds.

use super::{InCase, said};
use crate::{
    domain::{analysis::Analysis, matrix},
    paths,
};

/// A view of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The page of the case itself.
    Timeline,
    /// Sources x questions.
    Matrix,
    /// The documents.
    Documents,
    /// The places.
    Places,
    /// The people and groups.
    Entities,
}

/// A way to a view.
pub struct Tab {
    /// Its address.
    pub url: String,
    /// Its name.
    pub name: String,
    /// How much it holds.
    pub count: String,
    /// Whether the page is this view.
    pub is_current: bool,
}

/// The views of the case, `current` marked.
#[must_use]
pub fn tabs(page: &InCase, analysis: &Analysis, current: View) -> Vec<Tab> {
    let (words, dossier, case) = (page.words(), page.dossier(), page.case());
    let number = |count: usize| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    let (rows, columns) = matrix::size(page.open.study(), analysis);
    let sizes = [("sources", number(rows).into()), ("questions", number(columns).into())];
    let documents = (0..dossier.documents().len()).filter(|&document| said::is_out(page, document)).count();
    let tab = |view: View, key: &str, path: &str, count: String| Tab {
        url: page.link(path),
        name: words.say(key),
        count,
        is_current: view == current,
    };
    vec![
        tab(View::Timeline, "tab-timeline", &paths::case(case), number(analysis.counts.claims)),
        tab(View::Matrix, "matrix-crumb", &paths::matrix(case), words.tell("tab-matrix-size", &sizes)),
        tab(View::Documents, "nav-documents", &paths::documents(case), number(documents)),
        tab(View::Places, "nav-places", &paths::places(case), number(dossier.places().len())),
        tab(View::Entities, "nav-entities", &paths::entities(case), number(dossier.entities().len())),
    ]
}
