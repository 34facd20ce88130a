//! Which answers can be true together: the distinct values on a question against each other.

use crate::{
    domain::{
        analysis::{QuestionAnalysis, Study},
        comparison::{Relation, relation},
        extent::{Denotation, Extent},
        question::AnswerKind,
    },
    web::{InCase, badge::Badge},
};

/// The most values that are set against each other.
const VALUES_MAX: usize = 8;
/// The most claims that are searched for distinct values.
const CLAIMS_MAX: usize = 1_000;

/// The table.
pub struct Together {
    /// The values, each a row and a column.
    pub heads: Vec<Head>,
    /// For each value but the first the cells against those before it.
    pub rows: Vec<Row>,
    /// How many values are left out, in words.
    pub left_out: Option<String>,
}

/// A value of the table.
#[derive(Clone)]
pub struct Head {
    /// The positions it is in.
    pub badges: Vec<Badge>,
    /// What it says.
    pub value: String,
}

/// A row of the table.
pub struct Row {
    /// Its value.
    pub head: Head,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The columns it leaves empty.
    pub rest: Vec<()>,
}

/// How two values go together.
pub struct Cell {
    /// `no`, `yes` or empty.
    pub class: &'static str,
    /// Its symbol.
    pub symbol: Option<&'static str>,
    /// In words.
    pub answer: String,
}

/// The table of `analysis`; `None` where there is one value only, or none.
#[must_use]
pub fn table(page: &InCase, study: &Study<'_>, analysis: &QuestionAnalysis) -> Option<Together> {
    let words = page.words();
    let mut values = distinct(study, analysis);
    if values.len() < 2 {
        return None;
    }
    let left_out = values.len().saturating_sub(VALUES_MAX);
    values.truncate(VALUES_MAX);
    let head = |&claim: &usize| Head {
        badges: Badge::competing(words, analysis, claim),
        value: words.claim_value(page.dossier(), claim),
    };
    let row = |number: usize| Row {
        head: head(&values[number]),
        cells: values[..number].iter().map(|&other| cell(page, study, values[number], other)).collect(),
        rest: vec![(); values.len() - 1 - number],
    };
    Some(Together {
        heads: values[..values.len() - 1].iter().map(head).collect(),
        rows: (1..values.len()).map(row).collect(),
        left_out: (left_out > 0).then(|| words.counted("question-values-left-out", left_out)),
    })
}

/// One claim for each distinct value and stance, in order of the first position that holds it, then of report.
#[must_use]
pub fn distinct(study: &Study<'_>, analysis: &QuestionAnalysis) -> Vec<usize> {
    let dossier = study.dossier();
    let is_committal = |claim: &&usize| analysis.non_committal.binary_search(claim).is_err();
    let mut claims: Vec<usize> = analysis.visible.iter().filter(is_committal).copied().collect();
    let first_letter = |claim: usize| analysis.positions_of(claim).next().map(|position| position.letter);
    claims.sort_by_key(|&claim| (first_letter(claim), study.rank(claim)));
    let mut values: Vec<usize> = Vec::new();
    for claim in claims.into_iter().take(CLAIMS_MAX) {
        let same = |&other: &usize| {
            let (a, b) = (dossier.reading(claim), dossier.reading(other));
            a.members == b.members
                && dossier.claims()[claim].stance == dossier.claims()[other].stance
                && (a.canonical == b.canonical || dossier.questions()[analysis.question].answer != AnswerKind::Text)
        };
        if !values.iter().any(same) {
            values.push(claim);
        }
    }
    values
}

fn cell(page: &InCase, study: &Study<'_>, a: usize, b: usize) -> Cell {
    let relation = relation(study, a, b);
    let (class, symbol) = match relation {
        Relation::Conflict => ("no", Some("i-neq")),
        Relation::Agree | Relation::Refines | Relation::RefinedBy | Relation::Overlap => ("yes", Some("i-ok")),
        Relation::WithinTolerance | Relation::MeetAtOnePoint | Relation::Undetermined => ("", None),
    };
    let words = page.words();
    let answer = match relation {
        Relation::Conflict => words.say("question-together-no"),
        Relation::WithinTolerance => words.say("question-together-tolerance"),
        Relation::Undetermined => words.say("question-together-undetermined"),
        Relation::MeetAtOnePoint => match meeting_point(page, study, a, b) {
            Some(point) => words.tell("question-together-one-point", &[("point", point.into())]),
            None => words.say("question-together-yes"),
        },
        _ => words.say("question-together-yes"),
    };
    Cell { class, symbol, answer }
}

/// The one day or number that two claims share.
#[must_use]
pub fn meeting_point(page: &InCase, study: &Study<'_>, a: usize, b: usize) -> Option<String> {
    let (Extent::Axis(first), Extent::Axis(second)) = (&study.extents(a)?.core, &study.extents(b)?.core) else {
        return None;
    };
    let dossier = page.dossier();
    let shared = Denotation::Axis(first.intersect(second));
    Some(page.words().denotation(dossier, dossier.question_of(a), &shared))
}
