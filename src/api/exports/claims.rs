//! Claims, sources and the matrix as lines and tables.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::content::Content;
use crate::{
    domain::{
        account, as_known,
        claim::Claim,
        matrix::{Answer, Grouping, Matrix, Row},
        source::Source,
    },
    exchange::{
        cells, lines,
        sheets::{self, Sheet},
    },
};

/// The claims as a table, of the whole case or of one question.
pub(super) fn claim_sheet(content: &Content<'_>, question: Option<usize>) -> String {
    Sheet::of::<Claim>().write(claims(content, question))
}

/// The claims line by line.
pub(super) fn claim_lines(content: &Content<'_>, question: Option<usize>) -> String {
    lines::write(claims(content, question))
}

/// All claims, in order of id; on an earlier day those that were visible.
fn claims<'a>(content: &'a Content<'_>, question: Option<usize>) -> impl Iterator<Item = &'a Claim> {
    let dossier = content.dossier();
    let as_of = content.known.as_of;
    let is_known = move |claim: &usize| as_of.is_none() || as_known::is_visible(dossier, *claim, as_of);
    let is_asked = move |claim: &usize| question.is_none_or(|question| dossier.question_of(*claim) == question);
    (0..dossier.claims().len()).filter(is_known).filter(is_asked).map(|claim| &dossier.claims()[claim])
}

/// The sources as a table, each with its counts.
pub(super) fn source_sheet(content: &Content<'_>) -> String {
    Sheet::of::<Source>().write_beside(&SOURCE_COUNTS, sources(content))
}

/// The sources line by line, each with its counts.
pub(super) fn source_lines(content: &Content<'_>) -> String {
    lines::write_beside(&SOURCE_COUNTS, sources(content))
}

/// What is counted of a source: the visible claims that go back to it, those of others that passed through it, and the
/// documents that it published.
const SOURCE_COUNTS: [&str; 3] = ["said", "relayed", "published"];

/// All sources, in order of id; on an earlier day those known of, as their accounts stood.
fn sources<'a>(content: &Content<'a>) -> Vec<(&'a Source, [usize; 3])> {
    let (dossier, as_of) = (content.dossier(), content.known.as_of);
    let mut published = vec![0; dossier.sources().len()];
    let documents = dossier.documents().iter().filter(|it| as_of.is_none_or(|as_of| it.published.last() <= as_of));
    for source in documents.filter_map(|document| dossier.source_number(&document.publisher)) {
        published[source] += 1;
    }
    let accounts = account::accounts(dossier, content.analysis, content.origins);
    let sources = dossier.sources().iter().zip(accounts).zip(published).zip(as_known::sources(dossier, as_of));
    let known = sources.filter(|(_, is_known)| *is_known);
    known.map(|(((it, account), published), _)| (it, [account.said.len(), account.relayed.len(), published])).collect()
}

/// Who answers which question, as a table: a row for each root, a column for each question, the disputed ones first.
pub(super) fn matrix_sheet(content: &Content<'_>) -> String {
    let matrix = matrix(content);
    let questions = content.dossier().questions();
    let ids = matrix.columns.iter().map(|&question| questions[question].id.to_string());
    let head: Vec<String> = ["source", "name"].map(str::to_owned).into_iter().chain(ids).collect();
    let row = |row: &Row| {
        let (id, name) = subject(content, row);
        let cell = |&question: &usize| {
            let answers = matrix.answers(row, question);
            let said: Vec<String> = answers.iter().map(|answer| said(content, answer)).collect();
            said.iter().map(|answer| cells::item(answer)).collect::<Vec<_>>().join(cells::ITEM)
        };
        [id.unwrap_or_default(), name].into_iter().chain(matrix.columns.iter().map(cell)).collect()
    };
    sheets::print([head].into_iter().chain(matrix.rows.iter().map(row)))
}

/// The same, one root on each line, with the claims behind each answer.
pub(super) fn matrix_lines(content: &Content<'_>) -> String {
    let matrix = matrix(content);
    let mut lines = String::new();
    for row in &matrix.rows {
        let (id, name) = subject(content, row);
        let answers: Map<String, Value> = matrix
            .columns
            .iter()
            .map(|&question| (question, matrix.answers(row, question)))
            .filter(|(_, answers)| !answers.is_empty())
            .map(|(question, answers)| {
                let id = content.dossier().questions()[question].id.to_string();
                (id, answers.iter().map(|it| answer(content, it)).collect())
            })
            .collect();
        let line = json!({ "source": id, "name": name, "traceable": !row.is_untraceable, "answers": answers });
        let _ = writeln!(lines, "{line}");
    }
    lines
}

fn matrix<'a>(content: &'a Content<'_>) -> Matrix<'a> {
    Matrix::of(content.study, content.analysis, Grouping::Root)
}

/// The id and the name of whoever a row speaks for; a circle of reports is nobody.
fn subject(content: &Content<'_>, row: &Row) -> (Option<String>, String) {
    if row.is_circular {
        return (None, content.words.say("root-circular"));
    }
    let id = content.dossier().sources()[row.subject].id.to_string();
    (Some(id), content.plain(content.source(row.subject)))
}

fn said(content: &Content<'_>, answer: &Answer) -> String {
    content.plain(content.words.claim_value(content.dossier(), answer.claims[0]))
}

fn answer(content: &Content<'_>, answer: &Answer) -> Value {
    let dossier = content.dossier();
    let ids: Vec<&str> = answer.claims.iter().map(|&claim| dossier.claims()[claim].id.as_str()).collect();
    let first = answer.claims[0];
    let letters: Vec<String> = content.analysis.questions[dossier.question_of(first)]
        .positions_of(first)
        .map(|position| position.letter.to_string())
        .collect();
    json!({ "value": said(content, answer), "positions": letters, "claims": ids })
}
