//! Amounts without a number: "several", "dozens", "tens of thousands", "many", and the rows they stand for.

use super::{
    amount::floor,
    lexicon::{Article, Word},
    number::MILLION,
    token::Token,
};
use crate::domain::{
    policy::{Policy, Rule},
    span::Span,
};

/// A word for a small or large number that names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vague {
    Couple,
    Few,
    Several,
    Handful,
    Scores,
    Many,
}

/// What such words denote.
pub(super) struct Row {
    /// The keyword of the count grammar.
    pub name: String,
    pub core: (i64, i64),
    pub envelope: (i64, i64),
    pub rule: Option<Rule>,
}

impl Row {
    fn new(name: impl Into<String>, core: (i64, i64), envelope: (i64, i64)) -> Self {
        Self { name: name.into(), core, envelope, rule: None }
    }

    /// "Hundreds" from `by` = 100: two to ten of them, tolerantly up to twenty.
    fn plural(name: impl Into<String>, by: i64) -> Self {
        Self::new(name, (2 * by, 10 * by - 1), (2 * by, 20 * by - 1))
    }

    fn times(self, by: i64, name: &str) -> Self {
        let times = |(lo, hi): (i64, i64)| (lo * by, hi * by);
        Self { name: format!("{}-{name}", self.name), core: times(self.core), envelope: times(self.envelope), ..self }
    }
}

/// The row that all of `tokens` name.
pub(super) fn row(tokens: &[Token], policy: &Policy) -> Option<Row> {
    let words: Vec<Word> = tokens
        .iter()
        .map(|token| match token {
            Token::Word(word) => Some(*word),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let words: Vec<Word> = words.into_iter().filter(|word| *word != Word::Of).collect();
    Some(match words.as_slice() {
        [Word::Vague(vague)] => vague_row(*vague, policy),
        [Word::Dozen { is_plural: false }]
        | [Word::Article(Article::A) | Word::Small(1), Word::Dozen { is_plural: false }] => {
            Row::new("a-dozen", (12, 12), (10, 14))
        }
        [Word::Dozen { is_plural: true }] => Row::new("dozens", (24, 99), (24, 199)),
        [Word::Tens] => Row::new("tens", (20, 99), (20, 199)),
        [Word::Hundred { is_plural: true }] => Row::plural("hundreds", 100),
        [Word::Scale { by, is_plural: true }] => Row::plural(plural_name(*by), *by),
        [Word::Tens, Word::Scale { by, .. }] => {
            Row::new(format!("tens-of-{}", plural_name(*by)), (20 * by, 100 * by - 1), (20 * by, 200 * by - 1))
        }
        [Word::Hundred { is_plural: true }, Word::Scale { by, .. }] => {
            Row::plural(format!("hundreds-of-{}", plural_name(*by)), 100 * by)
        }
        [Word::Vague(vague), ten_fold] => several_of(*vague, *ten_fold, policy)?,
        _ => return None,
    })
}

fn vague_row(vague: Vague, policy: &Policy) -> Row {
    match vague {
        Vague::Couple => Row::new("a-couple", (2, 2), (1, 3)),
        Vague::Few => Row::new("a-few", (3, 5), (2, 6)),
        Vague::Several => Row::new("several", (3, 9), (2, 10)),
        Vague::Handful => Row::new("a-handful", (3, 6), (2, 7)),
        Vague::Scores => Row::new("scores", (40, 99), (40, 199)),
        Vague::Many => {
            let core = floor(policy.value(Rule::ManyCore));
            let envelope = floor(policy.value(Rule::ManyEnvelope)).min(core);
            Row { rule: Some(Rule::ManyEnvelope), ..Row::new("many", (core, Span::OPEN_HI), (envelope, Span::OPEN_HI)) }
        }
    }
}

/// "Several dozen" and its like. The table has rows for "several"; the other words multiply.
fn several_of(vague: Vague, of: Word, policy: &Policy) -> Option<Row> {
    let (by, name) = match of {
        Word::Tens => (10, "tens"),
        Word::Dozen { .. } => (12, "dozen"),
        Word::Hundred { .. } => (100, "hundred"),
        Word::Scale { by, .. } => (by, singular_name(by)),
        _ => return None,
    };
    match (vague, of) {
        (Vague::Scores | Vague::Many, _) => None,
        (Vague::Several, Word::Dozen { .. }) => Some(Row::new("several-dozen", (36, 99), (36, 199))),
        (Vague::Several, _) => Some(Row::new(format!("several-{name}"), (3 * by, 9 * by), (3 * by, 20 * by - 1))),
        _ => Some(vague_row(vague, policy).times(by, name)),
    }
}

fn singular_name(by: i64) -> &'static str {
    match by {
        1000 => "thousand",
        MILLION => "million",
        _ => "billion",
    }
}

fn plural_name(by: i64) -> &'static str {
    match by {
        1000 => "thousands",
        MILLION => "millions",
        _ => "billions",
    }
}
