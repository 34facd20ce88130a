//! The report track: the days on which the claims became public, on the same axis.

use super::View;
use crate::{
    domain::timeline::{Axis, Report},
    paths,
    web::geometry::Geometry,
};

/// Days that get a line of words; of more, those with the most claims, the first and the last.
const WORDED_MAX: usize = 8;
/// Days without words, drawn as a square.
const SQUARES_MAX: usize = 60;

/// A day of reports.
pub(super) struct ReportMark {
    pub class: String,
    pub url: Option<String>,
    pub day: String,
    /// "The Guardian", "4 documents"; `None` for a square without words.
    pub what: Option<String>,
    pub claims: String,
}

pub(super) fn reports(view: &View<'_>, reports: &[Report], axis: &Axis, geometry: &mut Geometry) -> Vec<ReportMark> {
    let worded = worded(reports);
    let mut row = 0;
    let mut marks = Vec::new();
    for (number, report) in reports.iter().enumerate() {
        let is_worded = worded.contains(&number);
        if !is_worded && marks.len() >= SQUARES_MAX {
            continue;
        }
        row += usize::from(is_worded);
        marks.push(mark(view, report, is_worded.then_some(row), axis, geometry));
    }
    marks
}

fn worded(reports: &[Report]) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..reports.len()).collect();
    let is_end = |number: usize| number == 0 || number + 1 == reports.len();
    numbers.sort_by_key(|&number| (!is_end(number), std::cmp::Reverse(reports[number].claims), number));
    numbers.truncate(WORDED_MAX);
    numbers
}

fn mark(view: &View<'_>, report: &Report, row: Option<usize>, axis: &Axis, geometry: &mut Geometry) -> ReportMark {
    let (words, case) = (view.words, view.case.case());
    let at = axis.percent(axis.noon(report.day));
    let known = if report.is_known { "" } else { " off" };
    let side = if at < 45.0 { " rp-e" } else { "" };
    let late = if axis.is_beyond(report.day) { " late" } else { "" };
    let line = row.map_or("r0".to_owned(), |row| format!("r{row}"));
    let (what, path) = match report.documents.as_slice() {
        [document] => {
            let record = &view.dossier.documents()[*document];
            let publisher = view.dossier.source_number(&record.publisher);
            let publisher = publisher.map(|publisher| view.source(publisher).into_owned()).unwrap_or_default();
            (publisher, paths::document(case, &record.id))
        }
        several => (words.documents(several.len()), paths::documents(case)),
    };
    ReportMark {
        class: format!("{line}{side}{late}{known} {}", geometry.at(at)),
        url: row.map(|_| view.case.link(&path)),
        day: words.short_date(report.day),
        what: row.map(|_| what),
        claims: words.claims(report.claims),
    }
}
