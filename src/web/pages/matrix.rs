//! Sources x questions: who answers what, and whose answers cannot both be true.

use askama::Template;
use axum::response::IntoResponse;

use crate::{
    domain::{
        analysis::Analysis,
        as_known,
        matrix::{self, Grouping, Matrix},
    },
    exchange::formats::Format,
    paths,
    web::{
        InCase, Page, PageError, Section, Shell,
        downloads::Downloads,
        pager,
        pager::Pager,
        tabs::{self, Tab, View},
        trail::Trail,
    },
};

mod blocks;
mod cells;
mod grid;

use blocks::{Block, PairLine};
use cells::Cell;
use grid::{Grid, Orientation};

/// The most days offered to look back to; the last ones.
const DAYS_MAX: usize = 60;

/// A link among several of which one is chosen.
struct Choice {
    name: String,
    count: String,
    url: String,
    is_current: bool,
}

/// An entry of a selection.
struct Entry {
    value: String,
    name: String,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "matrix/show.html")]
struct MatrixPage {
    shell: Shell,
    trail: Trail,
    verdict: String,
    tabs: Vec<Tab>,
    questions: Vec<Choice>,
    orientations: Vec<Choice>,
    groupings: Vec<Entry>,
    days: Vec<Entry>,
    carried: Vec<(String, String)>,
    grid: Option<Grid>,
    blocks: Vec<Block>,
    pairs: Vec<PairLine>,
    pairs_note: String,
    row_pager: Pager,
    column_pager: Pager,
    empty: Option<Empty>,
}

/// Why there is nothing in the table, and the way out.
struct Empty {
    heading: String,
    explanation: String,
    way_out: String,
    url: String,
}

/// `/cases/{case}/matrix`
///
/// # Errors
/// None of its own: [`InCase`] refuses what the reader may not see.
pub async fn show(page: InCase) -> Result<impl IntoResponse, PageError> {
    let picture = page.picture().await;
    let analysis = &picture.analysis;
    let grouping = page.reader.asked("group").and_then(|word| Grouping::parse(word).ok()).unwrap_or(Grouping::Root);
    let mut matrix = Matrix::of(page.open.study(), analysis, grouping);
    let all = matrix.columns.len();
    let disputed = analysis.counts.contested;
    if page.reader.asked("show") == Some("disputed") {
        matrix.columns.truncate(disputed);
    }
    let rows = matrix::page(pager::asked(&page.reader, "page"), matrix.rows.len());
    let columns = matrix::page(pager::asked(&page.reader, "column_page"), matrix.columns.len());
    let orientation = Orientation::asked(&page.reader);
    let empty = empty(&page, &matrix);
    let shown = (rows.2.clone(), &matrix.columns[columns.2.clone()]);
    let template = MatrixPage {
        shell: page
            .shell(&page.words().say("matrix-title"), Section::Cases)
            .offering(Downloads::some_of_case(&page, &[Format::MatrixSheet, Format::MatrixLines])),
        trail: Trail::of(&page, &page.words().say("matrix-crumb")),
        tabs: tabs::tabs(&page, analysis, View::Matrix),
        verdict: verdict(&page, analysis),
        questions: question_choices(&page, all, disputed),
        orientations: orientation_choices(&page, orientation),
        groupings: groupings(&page, grouping),
        days: days(&page),
        carried: page.reader.carried(&["group", "as_of", "page", "column_page"]),
        grid: empty.is_none().then(|| grid::grid(&page, analysis, &matrix, orientation, shown.clone())),
        blocks: if empty.is_none() { blocks::blocks(&page, analysis, &matrix, shown.clone()) } else { Vec::new() },
        pairs: blocks::pairs(&page, &matrix, rows.2.clone()),
        pairs_note: page.words().say(&format!("matrix-pairs-note-{}", grouping.word())),
        row_pager: Pager::at(&page.reader, "page", rows, matrix.rows.len()),
        column_pager: Pager::at(&page.reader, "column_page", columns, matrix.columns.len()),
        empty,
    };
    Ok(Page::new(template, ""))
}

fn verdict(page: &InCase, analysis: &Analysis) -> String {
    let words = page.words();
    let questions = words.questions(analysis.counts.questions);
    let disputed = words.counted("matrix-disputed", analysis.counts.contested);
    words.tell("matrix-verdict", &[("disputed", disputed.into()), ("questions", questions.into())])
}

fn question_choices(page: &InCase, all: usize, disputed: usize) -> Vec<Choice> {
    let shown = page.reader.asked("show").unwrap_or_default();
    let choice = |key: &str, value: &str, count: usize| Choice {
        name: page.words().say(key),
        count: count.to_string(),
        url: without_pages(page, "show", value),
        is_current: shown == value || (value.is_empty() && shown != "disputed"),
    };
    vec![choice("matrix-all", "", all), choice("matrix-only-disputed", "disputed", disputed)]
}

fn orientation_choices(page: &InCase, orientation: Orientation) -> Vec<Choice> {
    let choice = |key: &str, value: &str, of: Orientation| Choice {
        name: page.words().say(key),
        count: String::new(),
        url: page.reader.with("rows", value),
        is_current: orientation == of,
    };
    vec![
        choice("matrix-rows-sources", "", Orientation::SourcesDown),
        choice("matrix-rows-questions", "questions", Orientation::QuestionsDown),
    ]
}

/// This page with `name` set to `value`, from the first row and column on.
fn without_pages(page: &InCase, name: &str, value: &str) -> String {
    let query = page.reader.carried(&[name, "page", "column_page"]);
    let set = (!value.is_empty()).then(|| (name.to_owned(), value.to_owned()));
    let query: Vec<(String, String)> = query.into_iter().chain(set).collect();
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    let path = page.reader.path();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn groupings(page: &InCase, chosen: Grouping) -> Vec<Entry> {
    let entry = |grouping: &Grouping| Entry {
        value: grouping.word().to_owned(),
        name: page.words().say(&format!("matrix-group-{}", grouping.word())),
        is_current: *grouping == chosen,
    };
    Grouping::ALL.iter().map(entry).collect()
}

/// The days on which the picture changed, the last first.
fn days(page: &InCase) -> Vec<Entry> {
    let words = page.words();
    let chosen = page.reader.as_of;
    let mut days = as_known::days(page.dossier());
    days.reverse();
    days.truncate(DAYS_MAX);
    if let Some(day) = chosen.filter(|day| !days.contains(day)) {
        days.push(day);
        days.sort_unstable_by(|a, b| b.cmp(a));
    }
    let now = Entry { value: String::new(), name: words.say("matrix-now"), is_current: chosen.is_none() };
    let entry = |day| Entry { value: format!("{day}"), name: words.short_date(day), is_current: chosen == Some(day) };
    std::iter::once(now).chain(days.into_iter().map(entry)).collect()
}

fn empty(page: &InCase, matrix: &Matrix<'_>) -> Option<Empty> {
    let words = page.words();
    let empty = |key: &str, way_out: String, url: String| Empty {
        heading: words.say(&format!("matrix-{key}-heading")),
        explanation: words.say(&format!("matrix-{key}-explanation")),
        way_out,
        url,
    };
    if matrix.rows.is_empty() {
        return Some(match page.reader.as_of {
            None => empty("no-claims", words.say("list-empty-way-out"), page.link(&paths::case(page.case()))),
            Some(_) => empty("not-yet", words.say("trail-as-things-stand"), page.reader.without(&["as_of"])),
        });
    }
    matrix
        .columns
        .is_empty()
        .then(|| empty("no-disputed", words.say("matrix-show-all"), without_pages(page, "show", "")))
}
