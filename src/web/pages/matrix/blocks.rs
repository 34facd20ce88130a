//! What stands below the table: who contradicts whom; and the same answers question by question, for narrow screens.

use std::ops::Range;

use super::{
    cells::{self, Cell, Value},
    grid::row_link,
};
use crate::{
    domain::{
        analysis::Analysis,
        matrix::{Matrix, Pair},
    },
    web::{InCase, said, said::Outcome},
};

/// The most questions named for one pair.
const NAMED_MAX: usize = 4;

/// The answers to one question.
pub struct Block {
    /// The question.
    pub text: String,
    /// Its page.
    pub url: String,
    /// What the answers amount to.
    pub outcome: Outcome,
    /// The answers, and who gives them.
    pub answers: Vec<(Value, String)>,
    /// "2 sources say nothing".
    pub silent: Option<String>,
}

/// The answers of the rows and questions shown, question by question.
pub fn blocks(
    page: &InCase,
    analysis: &Analysis,
    matrix: &Matrix<'_>,
    (rows, questions): (Range<usize>, &[usize]),
) -> Vec<Block> {
    let rows = &matrix.rows[rows];
    let block = |&question: &usize| {
        let (text, url) = said::question_link(page, question);
        let analysis = &analysis.questions[question];
        let mut answers = Vec::new();
        let mut silent = 0;
        for row in rows {
            match cells::cell(page, matrix, analysis, row) {
                Cell::Answers(cell) => {
                    let (who, _) = row_link(page, matrix.grouping(), row);
                    answers.extend(cell.values.into_iter().map(|value| (value, who.clone())));
                }
                _ => silent += 1,
            }
        }
        let key = format!("matrix-silent-{}", matrix.grouping().word());
        let silent = (silent > 0).then(|| page.words().counted(&key, silent));
        Block { text, url, outcome: Outcome::of(page, analysis), answers, silent }
    };
    questions.iter().map(block).collect()
}

/// Two sources that answer the same questions.
pub struct PairLine {
    /// Their names and pages.
    pub names: [(String, String); 2],
    /// "conflict on 2 of 3".
    pub result: String,
    /// Whether they contradict each other anywhere.
    pub is_conflict: bool,
    /// The questions on which they do; else those on which they go together.
    pub questions: Vec<(String, String)>,
    /// "and 3 more".
    pub more: Option<String>,
}

/// Who contradicts whom, among the rows shown.
pub fn pairs(page: &InCase, matrix: &Matrix<'_>, rows: Range<usize>) -> Vec<PairLine> {
    matrix.pairs(rows).iter().map(|pair| pair_line(page, matrix, pair)).collect()
}

fn pair_line(page: &InCase, matrix: &Matrix<'_>, pair: &Pair) -> PairLine {
    let words = page.words();
    let is_conflict = !pair.conflicts.is_empty();
    let (key, questions) =
        if is_conflict { ("matrix-conflict", &pair.conflicts) } else { ("matrix-compatible", &pair.shared) };
    let whole = |number: usize| words.number(i64::try_from(number).unwrap_or(i64::MAX));
    let numbers = [("number", whole(questions.len()).into()), ("of", whole(pair.shared.len()).into())];
    let more = questions.len().saturating_sub(NAMED_MAX);
    let name = |row: usize| row_link(page, matrix.grouping(), &matrix.rows[row]);
    PairLine {
        names: [name(pair.rows.0), name(pair.rows.1)],
        result: words.tell(key, &numbers),
        is_conflict,
        questions: questions.iter().take(NAMED_MAX).map(|&question| said::question_link(page, question)).collect(),
        more: (more > 0).then(|| words.counted("matrix-more-questions", more)),
    }
}
