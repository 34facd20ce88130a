//! The table of the matrix, with sources or questions down.

use std::ops::Range;

use super::cells::{self, Cell};
use crate::{
    domain::{
        analysis::Analysis,
        matrix::{Grouping, Matrix, Row},
    },
    paths,
    web::{InCase, Reader, said, said::Outcome},
};

/// What the rows of the table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// Sources.
    SourcesDown,
    /// Questions.
    QuestionsDown,
}

impl Orientation {
    /// What the reader asks for.
    pub fn asked(reader: &Reader) -> Self {
        if reader.asked("rows") == Some("questions") { Self::QuestionsDown } else { Self::SourcesDown }
    }
}

/// The head of a row or a column.
#[derive(Clone, Default)]
pub struct Head {
    /// What stands there.
    pub text: String,
    /// Its page; empty where there is none.
    pub url: String,
    /// What else is to be known.
    pub small: Option<String>,
    /// A question that is disputed.
    pub is_disputed: bool,
}

/// A row of the table.
pub struct Line {
    /// Its head.
    pub head: Head,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// Rows under one heading.
pub struct Body {
    /// The heading.
    pub title: Option<String>,
    /// The rows.
    pub lines: Vec<Line>,
}

/// The table.
pub struct Grid {
    /// What stands in the corner.
    pub corner: String,
    /// The class of its width.
    pub width: String,
    /// The heads of the columns.
    pub heads: Vec<Head>,
    /// The rows.
    pub bodies: Vec<Body>,
    /// What the columns amount to.
    pub feet: Vec<Line>,
    /// How many columns, with that of the heads.
    pub span: usize,
}

/// The table of the rows and questions shown.
pub fn grid(
    page: &InCase,
    analysis: &Analysis,
    matrix: &Matrix<'_>,
    orientation: Orientation,
    (rows, questions): (Range<usize>, &[usize]),
) -> Grid {
    let rows: Vec<&Row> = matrix.rows[rows].iter().collect();
    let table = Table { page, analysis, matrix, questions };
    match orientation {
        Orientation::SourcesDown => table.sources_down(&rows),
        Orientation::QuestionsDown => table.questions_down(&rows),
    }
}

struct Table<'t, 'm> {
    page: &'t InCase,
    analysis: &'t Analysis,
    matrix: &'t Matrix<'m>,
    questions: &'t [usize],
}

impl Table<'_, '_> {
    fn sources_down(&self, rows: &[&Row]) -> Grid {
        let words = self.page.words();
        let mut heads: Vec<Head> = self.questions.iter().map(|&question| self.question_head(question)).collect();
        heads.push(Head { text: words.say("matrix-in-this-case"), ..Head::default() });
        let (untraceable, traced): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.is_untraceable);
        let body = |title: Option<String>, rows: Vec<&Row>| Body {
            title,
            lines: rows.into_iter().map(|row| self.source_line(row)).collect(),
        };
        let title = words.say("matrix-untraceable");
        let bodies = [body(None, traced), body(Some(title), untraceable)];
        let foot = |key: &str, cell: &dyn Fn(usize) -> Cell| Line {
            head: Head { text: words.say(key), ..Head::default() },
            cells: self.questions.iter().map(|&question| cell(question)).chain([Cell::Notes(Vec::new())]).collect(),
        };
        let feet = vec![
            foot("matrix-outcome", &|question| self.outcome(question)),
            foot("matrix-roots", &|question| cells::roots(self.page, &self.analysis.questions[question])),
        ];
        let corner = words.say(&format!("matrix-corner-{}", self.matrix.grouping().word()));
        Self::finished(corner, heads, bodies.into_iter().filter(|body| !body.lines.is_empty()).collect(), feet)
    }

    fn questions_down(&self, rows: &[&Row]) -> Grid {
        let words = self.page.words();
        let ours = ["matrix-outcome", "matrix-roots"].map(|key| Head { text: words.say(key), ..Head::default() });
        let heads = ours.into_iter().chain(rows.iter().map(|row| self.source_head(row))).collect();
        let line = |&question: &usize| {
            let analysis = &self.analysis.questions[question];
            let answers = rows.iter().map(|row| cells::cell(self.page, self.matrix, analysis, row));
            let ours = [self.outcome(question), cells::roots(self.page, analysis)];
            Line { head: self.question_head(question), cells: ours.into_iter().chain(answers).collect() }
        };
        let body = Body { title: None, lines: self.questions.iter().map(line).collect() };
        let sums = rows.iter().map(|row| cells::sum(self.page, self.matrix, row));
        let blank = || Cell::Notes(Vec::new());
        let foot = Line {
            head: Head { text: words.say("matrix-in-this-case"), ..Head::default() },
            cells: [blank(), blank()].into_iter().chain(sums).collect(),
        };
        Self::finished(words.say("matrix-corner-question"), heads, vec![body], vec![foot])
    }

    fn finished(corner: String, heads: Vec<Head>, bodies: Vec<Body>, feet: Vec<Line>) -> Grid {
        Grid { corner, width: format!("n{}", heads.len()), span: heads.len() + 1, heads, bodies, feet }
    }

    fn source_line(&self, row: &Row) -> Line {
        let answers = self
            .questions
            .iter()
            .map(|&question| cells::cell(self.page, self.matrix, &self.analysis.questions[question], row));
        Line { head: self.source_head(row), cells: answers.chain([cells::sum(self.page, self.matrix, row)]).collect() }
    }

    fn outcome(&self, question: usize) -> Cell {
        Cell::Outcome(Outcome::of(self.page, &self.analysis.questions[question]))
    }

    fn question_head(&self, question: usize) -> Head {
        let (text, url) = said::question_link(self.page, question);
        Head { text, url, small: None, is_disputed: self.analysis.questions[question].is_contested() }
    }

    fn source_head(&self, row: &Row) -> Head {
        let (text, url) = row_link(self.page, self.matrix.grouping(), row);
        Head { text, url, small: Some(self.row_note(row)), is_disputed: false }
    }

    /// "Group, unnamed · the Guardian, 7 February 2019".
    fn row_note(&self, row: &Row) -> String {
        let (dossier, words) = (self.page.dossier(), self.page.words());
        let first = row.claims().min_by_key(|&claim| (dossier.reported_by(claim), claim)).unwrap_or_default();
        let document = &dossier.documents()[dossier.document_of(first)];
        let date = words.dated(dossier.claims()[first].reported.as_ref().unwrap_or(&document.published));
        let publisher = dossier.chain_of(first).last().copied().unwrap_or_default();
        if self.matrix.grouping() == Grouping::Document {
            let through = words.source(dossier, publisher).into_owned();
            return words.tell("matrix-row-document", &[("source", through.into()), ("date", date.into())]);
        }
        let channel = self.matrix.origins().channel(first);
        if row.is_circular {
            let through = words.source(dossier, channel).into_owned();
            return words.tell("matrix-row-document", &[("source", through.into()), ("date", date.into())]);
        }
        let kind = words.source_kind(&dossier.sources()[row.subject]);
        if channel == row.subject || self.matrix.grouping() == Grouping::Outlet {
            return words.tell("matrix-row-alone", &[("kind", kind.into()), ("date", date.into())]);
        }
        let through = words.source_in_sentence(dossier, channel);
        words.tell("matrix-row-through", &[("kind", kind.into()), ("source", through.into()), ("date", date.into())])
    }
}

/// The name and the page of a row.
pub fn row_link(page: &InCase, grouping: Grouping, row: &Row) -> (String, String) {
    match grouping {
        _ if row.is_circular => (page.words().say("root-circular"), page.link(&paths::sources(page.case()))),
        Grouping::Document => said::document_link(page, row.subject),
        Grouping::Root | Grouping::Outlet => said::source_link(page, row.subject),
    }
}
