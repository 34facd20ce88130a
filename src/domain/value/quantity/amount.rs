//! One amount: a number or vague words, in the unit of a count or of time, before "about" or "at least" act on it.

use super::{
    lexicon::{Article, Word},
    number::{Decimal, number, whole_number},
    phrase::Miss,
    token::Token,
    vague,
};
use crate::domain::{
    policy::{Policy, Rule},
    span::Span,
};

/// What an amount denotes, and what the words around it need to know.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub core: Span,
    pub envelope: Span,
    /// One of what is counted, on the axis: 1, or the seconds of the smallest unit written.
    pub unit: i64,
    /// What "about" multiplies and by which rule; vague words are about something already.
    pub about: Option<(i64, Rule)>,
    /// Said with "about" by itself: "une vingtaine".
    pub is_about: bool,
    /// The amount in the canonical grammar.
    pub text: String,
    pub rule: Option<Rule>,
}

/// The whole number at or below `value`.
#[expect(clippy::cast_possible_truncation, reason = "a cast from float saturates, and policy values are small")]
pub(super) fn floor(value: f64) -> i64 {
    value.floor() as i64
}

/// `factor` times `number`, rounded down.
#[expect(clippy::cast_precision_loss, reason = "numbers stay below 10^15, where a float holds every whole number")]
pub(super) fn scaled(number: i64, factor: f64) -> i64 {
    floor(number as f64 * factor)
}

/// The count that all of `tokens` say.
pub(super) fn count(tokens: &[Token], policy: &Policy) -> Result<Amount, Miss> {
    let is_people = |token: &Token| *token == Token::Word(Word::People);
    if let [first, Token::Word(Word::Small(n @ 1..=2))] = tokens {
        // The noun comes first in Arabic: شخص واحد, شخصان اثنان.
        let is_noun_first = if *n == 1 { is_people(first) } else { *first == Token::Word(Word::TwoPeople) };
        if is_noun_first {
            return Ok(counted(*n));
        }
    }
    let nouns = tokens.iter().rev().take_while(|token| is_people(token)).count();
    let (said, nouns) = tokens.split_at(tokens.len() - nouns);
    let said = match said {
        [before @ .., Token::Word(Word::Of)] if !nouns.is_empty() => before,
        _ => said,
    };
    match said {
        [Token::Word(Word::TwoPeople)] => Ok(counted(2)),
        [Token::Word(Word::No)] if !nouns.is_empty() => Ok(counted(0)),
        [Token::Word(Word::Article(_))] if !nouns.is_empty() => Ok(counted(1)),
        [Token::Word(Word::Collective(n))] => Ok(Amount { is_about: true, ..counted(*n) }),
        [Token::Word(Word::Half), rest @ ..] => half(rest).map(counted),
        [coefficient @ .., Token::Word(Word::Dozen { .. })] if whole_number(coefficient).is_ok_and(|n| n > 1) => {
            number(coefficient)?.times(12).map(counted)
        }
        _ => match (whole_number(said), vague::row(said, policy)) {
            (Ok(n), _) => Ok(counted(n)),
            (_, Some(row)) => vague_amount(row, 1, "").ok_or(Miss::TooLarge),
            (Err(miss), None) => Err(miss),
        },
    }
}

/// "Half a million".
fn half(rest: &[Token]) -> Result<i64, Miss> {
    match rest {
        [Token::Word(Word::Scale { by, .. })]
        | [Token::Word(Word::Article(Article::A) | Word::Of), Token::Word(Word::Scale { by, .. })] => Ok(by / 2),
        _ => Err(Miss::NotUnderstood),
    }
}

fn counted(n: i64) -> Amount {
    let mut step = 1;
    while n != 0 && n % (step * 10) == 0 {
        step *= 10;
    }
    Amount { about: Some((step.max(2), Rule::AboutNumber)), ..exactly(n, 1, n.to_string()) }
}

/// `at` points on the axis.
pub(super) fn exactly(at: i64, unit: i64, text: String) -> Amount {
    Amount { core: Span::point(at), envelope: Span::point(at), unit, about: None, is_about: false, text, rule: None }
}

/// Vague words in units of `unit` points; `None` beyond the axis.
pub(super) fn vague_amount(row: vague::Row, unit: i64, unit_name: &str) -> Option<Amount> {
    let span = |(lo, hi): (i64, i64)| {
        let hi = if hi == Span::OPEN_HI { Some(hi) } else { hi.checked_mul(unit) };
        Span::new(lo.checked_mul(unit)?, hi?)
    };
    let text = if unit_name.is_empty() { row.name } else { format!("{}-{unit_name}", row.name) };
    Some(Amount { core: span(row.core)?, envelope: span(row.envelope)?, rule: row.rule, ..exactly(0, unit, text) })
}

/// `left` with the scale of `right`: "two to three hundred" begins at two hundred, "500 to 2 thousand" at 500.
pub(super) fn with_scale_of(left: &[Token], right: &[Token]) -> Option<Vec<Token>> {
    let nouns = right.iter().rev().take_while(|token| **token == Token::Word(Word::People)).count();
    let (last, coefficient) = right[..right.len() - nouns].split_last()?;
    let is_scale =
        |token: &Token| matches!(token, Token::Word(Word::Scale { .. } | Word::Hundred { .. } | Word::Dozen { .. }));
    if !is_scale(last) || left.iter().any(is_scale) {
        return None;
    }
    let (low, high) = (number(left).ok()?, number(coefficient).ok()?);
    is_below(low, high).then(|| [left, std::slice::from_ref(last)].concat())
}

fn is_below(a: Decimal, b: Decimal) -> bool {
    let scaled = |x: Decimal, other: Decimal| 10_i128.checked_pow(other.decimals)?.checked_mul(x.mantissa.into());
    matches!((scaled(a, b), scaled(b, a)), (Some(a), Some(b)) if a < b)
}
