//! Durations: ISO 8601 and words, as seconds. A month is 30 days, a year 365.

use std::fmt::Write;

use super::{
    amount::{Amount, exactly, vague_amount},
    lexicon::{Article, Word},
    number::{Decimal, NUMBER_MAX, literal, number},
    phrase::Miss,
    token::Token,
    vague,
};
use crate::domain::policy::{Policy, Rule};

/// A unit of time, the smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    fn seconds(self) -> i64 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3600,
            Self::Day => 86_400,
            Self::Week => 7 * 86_400,
            Self::Month => 30 * 86_400,
            Self::Year => 365 * 86_400,
        }
    }

    /// The letter of ISO 8601; hours and below stand after `T`.
    fn letter(self) -> char {
        match self {
            Self::Second => 'S',
            Self::Minute | Self::Month => 'M',
            Self::Hour => 'H',
            Self::Day => 'D',
            Self::Week => 'W',
            Self::Year => 'Y',
        }
    }

    fn plural(self) -> &'static str {
        match self {
            Self::Second => "seconds",
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Year => "years",
        }
    }

    fn of_letter(letter: char, is_time: bool) -> Option<Self> {
        Some(match (letter, is_time) {
            ('y', false) => Self::Year,
            ('m', false) => Self::Month,
            ('w', false) => Self::Week,
            ('d', false) => Self::Day,
            ('h', true) => Self::Hour,
            ('m', true) => Self::Minute,
            ('s', true) => Self::Second,
            _ => return None,
        })
    }
}

/// So many of each unit, the largest unit first; only the last may have decimals.
type Parts = Vec<(Decimal, Unit)>;

/// The duration that all of `tokens` say.
pub(super) fn duration(tokens: &[Token], policy: &Policy) -> Result<Amount, Miss> {
    if let [Token::Iso(notation)] = tokens {
        return amount(&iso_parts(notation)?);
    }
    if let [said @ .., Token::Word(Word::Time { unit, times: 1, .. })] = tokens
        && let Some(row) = vague::row(said, policy)
    {
        return vague_amount(row, unit.seconds(), unit.plural()).ok_or(Miss::TooLarge);
    }
    if let [Token::Word(Word::Collective(n)), between @ .., Token::Word(Word::Time { unit, times: 1, .. })] = tokens
        && matches!(between, [] | [Token::Word(Word::Of)])
    {
        return Ok(Amount { is_about: true, ..amount(&vec![(Decimal::whole(*n), *unit)])? });
    }
    amount(&word_parts(tokens)?)
}

fn amount(parts: &Parts) -> Result<Amount, Miss> {
    let Some(&(_, smallest)) = parts.last() else { return Err(Miss::NotUnderstood) };
    if !parts.windows(2).all(|pair| pair[0].1 > pair[1].1 && pair[0].0.decimals == 0) {
        return Err(Miss::NotUnderstood);
    }
    let mut seconds = 0_i64;
    for (number, unit) in parts {
        seconds = seconds.saturating_add(number.times(unit.seconds())?);
    }
    if seconds > NUMBER_MAX {
        return Err(Miss::TooLarge);
    }
    let unit = smallest.seconds();
    Ok(Amount { about: Some((unit, Rule::AboutDuration)), ..exactly(seconds, unit, iso(parts)) })
}

fn iso(parts: &Parts) -> String {
    let mut text = "P".to_owned();
    let mut is_time = false;
    for &(Decimal { mantissa, decimals }, unit) in parts {
        if unit <= Unit::Hour && !is_time {
            is_time = true;
            text.push('T');
        }
        let digits = format!("{mantissa:0>width$}", width = decimals as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals as usize);
        let point = if fraction.is_empty() { "" } else { "." };
        // Writing to a string cannot fail.
        let _ = write!(text, "{whole}{point}{fraction}{}", unit.letter());
    }
    text
}

fn iso_parts(notation: &str) -> Result<Parts, Miss> {
    let mut parts = Parts::new();
    let mut number = String::new();
    let mut is_time = false;
    for character in notation.chars().skip(1) {
        match character {
            't' if !is_time && number.is_empty() => is_time = true,
            '0'..='9' | '.' => number.push(character),
            ',' => number.push('.'),
            letter => {
                let unit =
                    Unit::of_letter(letter, is_time).filter(|_| !number.is_empty()).ok_or(Miss::NotUnderstood)?;
                parts.push((literal(&std::mem::take(&mut number), true)?, unit));
            }
        }
    }
    if number.is_empty() && !notation.ends_with('t') { Ok(parts) } else { Err(Miss::NotUnderstood) }
}

fn word_parts(tokens: &[Token]) -> Result<Parts, Miss> {
    let mut parts = Parts::new();
    let mut rest = tokens;
    while !rest.is_empty() {
        if let ([Token::Word(Word::And), half @ ..], Some((last, _))) = (rest, parts.last_mut())
            && matches!(half, [Token::Word(Word::Half)] | [Token::Word(Word::Article(_)), Token::Word(Word::Half)])
            && last.decimals == 0
        {
            // "An hour and a half".
            let halves =
                last.mantissa.checked_mul(10).and_then(|tenths| tenths.checked_add(5)).ok_or(Miss::TooLarge)?;
            *last = Decimal { mantissa: halves, decimals: 1 };
            break;
        }
        if let (false, [Token::Word(Word::And), after @ ..]) = (parts.is_empty(), rest) {
            rest = after;
        }
        let at = (0..rest.len()).find(|&at| unit_at(rest, at).is_some()).ok_or(Miss::NotUnderstood)?;
        let (head, tail) = (&rest[..at], &rest[at + 1..]);
        let (number, unit) = part(head, unit_at(rest, at).ok_or(Miss::NotUnderstood)?)?;
        parts.push((number, unit));
        rest = match (head, tail) {
            // The noun comes first in Arabic: يوم واحد, يومان اثنان.
            ([], [Token::Word(Word::Small(n)), after @ ..]) if *n == number.mantissa => after,
            _ => tail,
        };
    }
    Ok(parts)
}

/// The unit of time at a place; "an" after a number is the French year.
fn unit_at(tokens: &[Token], at: usize) -> Option<Word> {
    match tokens.get(at) {
        Some(Token::Word(word @ (Word::Time { .. } | Word::TwoTimes(_)))) => Some(*word),
        Some(Token::Word(Word::Article(Article::An))) if at > 0 && unit_at(tokens, at + 1).is_none() => {
            Some(Word::Time { unit: Unit::Year, times: 1, is_plural: false })
        }
        _ => None,
    }
}

fn part(head: &[Token], unit: Word) -> Result<(Decimal, Unit), Miss> {
    let (unit, times, is_plural) = match (unit, head) {
        (Word::TwoTimes(unit), []) => return Ok((Decimal::whole(2), unit)),
        (Word::Time { unit, times, is_plural }, _) => (unit, times, is_plural),
        _ => return Err(Miss::NotUnderstood),
    };
    let number = match head {
        // "Days" alone says nothing of how many.
        [] if is_plural => return Err(Miss::NotUnderstood),
        [] | [Token::Word(Word::Article(_))] => Decimal::whole(1),
        [Token::Word(Word::Half)] | [Token::Word(Word::Half), Token::Word(Word::Article(_))] => {
            Decimal { mantissa: 5, decimals: 1 }
        }
        [number_words @ .., Token::Word(Word::Of)] => number(number_words)?,
        _ => number(head)?,
    };
    let mantissa = number.mantissa.checked_mul(times).ok_or(Miss::TooLarge)?;
    Ok((Decimal { mantissa, ..number }, unit))
}

/// `left` with the unit of `right`: "two to three days" begins at two days.
pub(super) fn with_unit_of(left: &[Token], right: &[Token]) -> Option<Vec<Token>> {
    let has_unit = (0..left.len()).any(|at| unit_at(left, at).is_some())
        || left.iter().any(|token| matches!(token, Token::Iso(_)));
    let unit = right.last().filter(|token| matches!(token, Token::Word(Word::Time { .. })))?;
    (!has_unit).then(|| [left, std::slice::from_ref(unit)].concat())
}
