//! Phrases: "between 3 and 5 January", "قبل أسبوعين", "mi-septembre 2018". A phrase becomes notation, then a reading.

use super::{
    TimeContext, fold,
    grain::Grain,
    lexicon::{self, Word},
    point::Point,
    read_notation,
    settle::{Settled, settle},
    slip,
    tolerance::{Reach, widen},
};
use crate::domain::{calendar::Day, fault::ValueFault, policy::Rule, value::AxisReading};

/// The grammar of a whole phrase.
#[derive(Debug, Clone, Copy)]
enum Phrase {
    At(Point),
    /// Strictly before the point.
    Before(Point),
    /// Before the point or within it.
    Until(Point),
    /// Strictly after the point.
    After(Point),
    /// Within the point or after it.
    Since(Point),
    Between(Point, Point),
    /// One of the two.
    Either(Point, Point),
}

/// A phrase in notation, with the tolerance that notation cannot say.
struct Notation {
    canonical: String,
    rule: Option<Rule>,
    before: Reach,
    after: Reach,
}

/// Reads a phrase.
pub(super) fn read(text: &str, context: &TimeContext<'_>) -> Result<AxisReading, ValueFault> {
    slip::check_digits(text)?;
    let words = fold::words(text);
    let phrase = match lexicon::understand(&words) {
        Ok(meanings) => parse(&meanings).ok_or_else(|| slip::not_understood(None))?,
        Err(_) => return Err(slip::not_understood(slip::respelt(&words, context))),
    };
    let notation = write(phrase, context)?;
    let reading = read_notation(&notation.canonical, context)?.ok_or_else(|| slip::not_understood(None))?;
    Ok(widened(reading, &notation, context))
}

/// Whether the words make a phrase that can be read, from the anchor or, without one, from any day.
pub(super) fn is_phrase(words: &[String], context: &TimeContext<'_>) -> bool {
    let context = TimeContext { anchor: context.anchor.or(Some(Day::from_number(0))), ..*context };
    let phrase = lexicon::understand(words).ok().and_then(|meanings| parse(&meanings));
    phrase.is_some_and(|phrase| write(phrase, &context).is_ok())
}

fn widened(reading: AxisReading, notation: &Notation, context: &TimeContext<'_>) -> AxisReading {
    let Some(rule) = notation.rule else { return reading };
    let pieces = reading.envelope.pieces();
    let envelope =
        pieces.iter().map(|span| widen(*span, notation.before, notation.after, context.utc_offset)).collect();
    AxisReading { envelope, rule: Some(rule), ..reading }
}

fn parse(words: &[Word]) -> Option<Phrase> {
    let words = normal(words);
    let start = words.iter().position(|word| !matches!(word, Word::Filler | Word::And))?;
    let words = &words[start..];
    let (head, rest) = words.split_first()?;
    if let Some(between) = words.iter().position(|word| *word == Word::Between) {
        let (shared, rest) = (&words[..between], &words[between + 1..]);
        return split(rest, shared, |word| matches!(word, Word::And | Word::To)).map(|(a, b)| Phrase::Between(a, b));
    }
    let range = if *head == Word::Since { rest } else { words };
    if let Some((start, end)) = split(range, &[], |word| matches!(word, Word::To | Word::Until)) {
        return Some(Phrase::Between(start, end));
    }
    if let Some((one, other)) = split(words, &[], |word| *word == Word::Or) {
        return Some(Phrase::Either(one, other));
    }
    match head {
        Word::Before => ago(rest).or_else(|| Point::gather(rest).map(Phrase::Before)),
        Word::Since => ago(rest).or_else(|| Point::gather(rest).map(Phrase::Since)),
        Word::Until => Point::gather(rest).map(Phrase::Until),
        Word::After => Point::gather(rest).map(Phrase::After),
        _ => Point::gather(words).map(Phrase::At),
    }
}

/// "قبل أسبوعين" is two weeks ago, though its first word is "before".
fn ago(rest: &[Word]) -> Option<Phrase> {
    let words: Vec<Word> = [Word::AgoAhead].iter().chain(rest).copied().collect();
    Point::gather(&words).filter(Point::is_only_ago).map(Phrase::At)
}

/// The first place to cut at which both sides are points. `shared` words stand before both.
fn split(words: &[Word], shared: &[Word], is_cut: impl Fn(&Word) -> bool) -> Option<(Point, Point)> {
    let gather = |side: &[Word]| Point::gather(&[shared, side].concat());
    let cuts = words.iter().enumerate().filter(|(_, word)| is_cut(word)).map(|(at, _)| at);
    cuts.filter(|at| *at > 0).find_map(|at| Some((gather(&words[..at])?, gather(&words[at + 1..])?)))
}

/// The words with compound numbers added up and the French `à` decided.
fn normal(words: &[Word]) -> Vec<Word> {
    let mut normal: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let (taken, word) = match rest {
            [Word::Number(units @ 1..=9), Word::And, Word::Number(tens @ (20 | 30)), ..] => {
                (3, Word::Number(units + tens))
            }
            [Word::Number(units @ 1..=9), Word::Number(10), ..] => (2, Word::Number(units + 10)),
            [Word::Number(tens @ (10 | 20 | 30)), Word::Number(units @ 1..=9), ..] => (2, Word::Number(units + tens)),
            [Word::AtOrTo, Word::Time(..) | Word::Unit(_), ..]
            | [Word::AtOrTo, Word::Digits(..) | Word::Number(_), Word::Hour, ..] => (1, Word::Filler),
            [Word::AtOrTo | Word::To, ..] if normal.iter().all(|word| *word == Word::Filler) => (1, Word::Filler),
            [Word::AtOrTo, ..] => (1, Word::To),
            [word, ..] => (1, *word),
            [] => break,
        };
        normal.push(word);
        at += taken;
    }
    normal
}

fn write(phrase: Phrase, context: &TimeContext<'_>) -> Result<Notation, ValueFault> {
    let mark = |settled: &Settled| if settled.is_about { "~" } else { "" };
    let reach = |settled: &Settled| settled.reach.map_or(Reach::NONE, |(_, reach)| reach);
    let rule = |settled: &Settled| settled.reach.map(|(rule, _)| rule);
    let one = |point: &Point| settle(point, context);
    Ok(match phrase {
        Phrase::At(point) => {
            let point = one(&point)?;
            let canonical = between(point.lo, point.hi, mark(&point), mark(&point));
            Notation { canonical, rule: rule(&point), before: reach(&point), after: reach(&point) }
        }
        Phrase::Before(point) => {
            let point = one(&point)?;
            let canonical = format!("../{}{}", point.lo.previous(), mark(&point));
            Notation { canonical, rule: rule(&point), before: Reach::NONE, after: reach(&point) }
        }
        Phrase::Until(point) => {
            let point = one(&point)?;
            let canonical = format!("../{}{}", point.hi, mark(&point));
            Notation { canonical, rule: rule(&point), before: Reach::NONE, after: reach(&point) }
        }
        Phrase::After(point) => {
            let point = one(&point)?;
            let canonical = format!("{}{}/..", point.hi.next(), mark(&point));
            Notation { canonical, rule: rule(&point), before: reach(&point), after: Reach::NONE }
        }
        Phrase::Since(point) => {
            let point = one(&point)?;
            let canonical = format!("{}{}/..", point.lo, mark(&point));
            Notation { canonical, rule: rule(&point), before: reach(&point), after: Reach::NONE }
        }
        Phrase::Between(start, end) => {
            let (start, end) = settle_pair(start, end, context)?;
            if start.lo.first_day() > end.hi.last_day() {
                return Err(ValueFault::RangeReversed);
            }
            let canonical = between(start.lo, end.hi, mark(&start), mark(&end));
            Notation { canonical, rule: rule(&start).or(rule(&end)), before: reach(&start), after: reach(&end) }
        }
        Phrase::Either(one, other) => {
            let (one, other) = settle_pair(one, other, context)?;
            let is_unit = |settled: &Settled| {
                settled.lo == settled.hi && settled.reach.is_none() && !matches!(settled.lo, Grain::Minute(..))
            };
            if !is_unit(&one) || !is_unit(&other) {
                return Err(slip::not_understood(None));
            }
            let canonical = format!("[{}{},{}{}]", one.lo, mark(&one), other.lo, mark(&other));
            Notation { canonical, rule: None, before: Reach::NONE, after: Reach::NONE }
        }
    })
}

fn between(lo: Grain, hi: Grain, lo_mark: &str, hi_mark: &str) -> String {
    if lo == hi { format!("{lo}{lo_mark}") } else { format!("{lo}{lo_mark}/{hi}{hi_mark}") }
}

/// Resolves both ends of a range: what one end leaves out is what the other says, then what the anchor says.
fn settle_pair(mut start: Point, mut end: Point, context: &TimeContext<'_>) -> Result<(Settled, Settled), ValueFault> {
    if end.clock.is_some() && !end.has_date() {
        end = Point { clock: end.clock, is_about: end.is_about, ..start };
    } else if start.clock.is_some() && !start.has_date() {
        start = Point { clock: start.clock, is_about: start.is_about, ..end };
    }
    borrow(&mut end, &start);
    if end.year.is_none() && is_plain(&end) && start.year.is_some() && end.month.is_some() {
        let is_next_year = start.month > end.month;
        end.year = start.year.map(|year| year + i64::from(is_next_year));
    }
    let settled_end = settle(&end, context)?;
    borrow(&mut start, &end);
    if start.year.is_none() && is_plain(&start) {
        let last = settled_end.hi.first_day().civil();
        if start.month.is_none() {
            start.month = Some(last.month);
        }
        let is_year_before = start.month > Some(last.month);
        start.year = Some(last.year - i64::from(is_year_before));
    }
    Ok((settle(&start, context)?, settled_end))
}

/// A day alone takes the month and year of the other end, a month alone the year if it is the same or later.
fn borrow(point: &mut Point, other: &Point) {
    if is_plain(point) && point.day.is_some() && point.month.is_none() && other.month.is_some() {
        point.month = other.month;
        point.year = point.year.or(other.year);
    }
}

/// Whether the point is made of calendar fields alone.
fn is_plain(point: &Point) -> bool {
    let Point { date, season, weekday, days_back, ago, relative, named, .. } = point;
    (point.month.is_some() || point.day.is_some())
        && date.is_none()
        && season.is_none()
        && weekday.is_none()
        && days_back.is_none()
        && ago.is_none()
        && relative.is_none()
        && named.is_none()
}
