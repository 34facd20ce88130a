//! The cells of the matrix: what one source answers to one question, and what all of it amounts to.

use crate::{
    domain::{
        analysis::QuestionAnalysis,
        independence::Range,
        matrix::{Answer, Matrix, Row},
    },
    paths,
    web::{InCase, badge::Badge, said, said::Outcome},
};

/// The most values shown in one cell.
const ANSWERS_MAX: usize = 3;

/// One cell.
pub enum Cell {
    /// The source says nothing.
    Silence,
    /// What it says.
    Answers(Answers),
    /// What all answers amount to.
    Outcome(Outcome),
    /// How many independent roots stand behind each position.
    Roots(Vec<(Option<String>, String)>),
    /// Sentences about a row or a column.
    Notes(Vec<String>),
}

/// The values in a cell.
pub struct Answers {
    /// The class of its colour: `x-a`, or empty.
    pub tone: &'static str,
    /// The values.
    pub values: Vec<Value>,
    /// "2 other answers", and where they are.
    pub more: Option<(String, String)>,
}

/// A value in a cell.
pub struct Value {
    /// Its badges.
    pub badges: Vec<Badge>,
    /// The value.
    pub text: String,
    /// The claim that gives it.
    pub url: String,
    /// How it was read.
    pub reading: Option<String>,
    /// It is not what the source said: who retold it so, and whether that contradicts what the source said.
    pub changed: Option<(String, bool)>,
}

/// What `row` says to the question of `analysis`.
pub fn cell(page: &InCase, matrix: &Matrix<'_>, analysis: &QuestionAnalysis, row: &Row) -> Cell {
    let answers = matrix.answers(row, analysis.question);
    if answers.is_empty() {
        return Cell::Silence;
    }
    let values: Vec<Value> = answers.iter().take(ANSWERS_MAX).map(|answer| value(page, analysis, answer)).collect();
    let more = answers.len().saturating_sub(ANSWERS_MAX);
    let (_, url) = said::question_link(page, analysis.question);
    Cell::Answers(Answers {
        tone: tone(&values),
        values,
        more: (more > 0).then(|| (page.words().counted("matrix-more-answers", more), url)),
    })
}

fn value(page: &InCase, analysis: &QuestionAnalysis, answer: &Answer) -> Value {
    let (dossier, words) = (page.dossier(), page.words());
    let claim = answer.claims[0];
    let changed = answer.change.map(|change| {
        let by = words.source_in_sentence(dossier, change.by);
        let key = if change.is_conflict { "matrix-changed" } else { "matrix-reworded" };
        (words.tell(key, &[("source", by.into())]), change.is_conflict)
    });
    Value {
        badges: Badge::of_claim(words, analysis, claim),
        text: words.claim_value(dossier, claim),
        url: page.link(&paths::claim(page.case(), &dossier.claims()[claim].id)),
        reading: words.reading(dossier, claim),
        changed,
    }
}

/// The colour of a cell: that of the one position all its values are in.
fn tone(values: &[Value]) -> &'static str {
    let tones: Vec<&str> = values.iter().flat_map(|value| &value.badges).map(|badge| badge.tone).collect();
    if tones.iter().any(|tone| *tone != tones[0]) {
        return "";
    }
    match tones.first() {
        Some(&"a") => "x-a",
        Some(&"b") => "x-b",
        Some(&"c") => "x-c",
        _ => "",
    }
}

/// How many independent roots stand behind each position on the question of `analysis`.
pub fn roots(page: &InCase, analysis: &QuestionAnalysis) -> Cell {
    let words = page.words();
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let range = |range: Range| words.range(whole(range.min), whole(range.max));
    let positions = analysis.positions.iter().take(ANSWERS_MAX + 1);
    Cell::Roots(
        positions
            .map(|position| {
                let letter = analysis.is_contested().then(|| words.letter(position.letter));
                (letter, range(position.support.range))
            })
            .collect(),
    )
}

/// How much `row` says, and how much of it is contradicted.
pub fn sum(page: &InCase, matrix: &Matrix<'_>, row: &Row) -> Cell {
    let words = page.words();
    let mut notes = vec![words.counted("matrix-answers", row.answered())];
    let contradicted = matrix.contradicted(row);
    if contradicted > 0 {
        notes.push(words.counted("matrix-contradicted", contradicted));
    }
    Cell::Notes(notes)
}
