//! Counts and durations as a reader should see them, from their bounds: "about 500", "at least 70,000", "2 days".

use super::{Words, numbers::Case};
use crate::domain::{
    policy::Rule,
    question::AnswerKind,
    span::{Span, Spans},
};

/// Vague words that are shown as they were read, by their canonical name.
const VAGUE: [&str; 18] = [
    "many",
    "a-couple",
    "a-few",
    "several",
    "a-handful",
    "a-dozen",
    "dozens",
    "several-dozen",
    "scores",
    "tens",
    "hundreds",
    "several-hundred",
    "thousands",
    "tens-of-thousands",
    "hundreds-of-thousands",
    "several-thousand",
    "millions",
    "billions",
];

/// The units of durations: the letter and word of the canonical notation, the message, the seconds. Smallest first.
const UNITS: [(&str, &str, &str, i64); 7] = [
    ("S", "-seconds", "unit-seconds", 1),
    ("M", "-minutes", "unit-minutes", 60),
    ("H", "-hours", "unit-hours", 3_600),
    ("D", "-days", "unit-days", 86_400),
    ("W", "-weeks", "unit-weeks", 7 * 86_400),
    ("M", "-months", "unit-months", 30 * 86_400),
    ("Y", "-years", "unit-years", 365 * 86_400),
];

/// What is being said: the kind of answer, and the notation that tells in which unit a duration was given.
#[derive(Clone, Copy)]
pub(super) struct Measure<'a> {
    pub kind: AnswerKind,
    pub canonical: &'a str,
}

/// How a bound or number is put.
enum Shape {
    Any,
    Exactly(i64),
    Between(i64, i64),
    AtLeast(i64),
    AtMost(i64),
    MoreThan(i64),
    LessThan(i64),
    Nearly(i64),
}

/// What `core` says, read under `rule`, in words that fit inside a sentence.
pub(super) fn value(words: Words, core: &Spans, rule: Option<Rule>, measure: Measure<'_>) -> String {
    if measure.kind == AnswerKind::Count && VAGUE.contains(&measure.canonical) {
        return words.say(&format!("vague-{}", measure.canonical));
    }
    let pieces: Vec<String> = core.pieces().iter().map(|span| piece(words, *span, rule, measure)).collect();
    words.list_or(&pieces)
}

/// How a quantity was read, where its value does not show it: "450–550", "3 or more".
pub(super) fn reading(words: Words, core: &Spans, envelope: &Spans, measure: Measure<'_>) -> Option<String> {
    let is_vague = VAGUE.contains(&measure.canonical);
    if core == envelope && !is_vague {
        return None;
    }
    let bare = Measure { canonical: if is_vague { "" } else { measure.canonical }, ..measure };
    let bounds: Vec<String> = envelope.pieces().iter().map(|span| bounds(words, *span, bare)).collect();
    Some(words.list_or(&bounds))
}

/// Bounds without shades: "450–550", "3 or more", "up to 7".
fn bounds(words: Words, span: Span, measure: Measure<'_>) -> String {
    match (span.lo(), span.upper()) {
        (0, None) => words.say("quantity-any"),
        (lo, None) => words.fill("quantity-or-more", "amount", &amount(words, lo, lo, measure, Case::Nominative)),
        (0, Some(hi @ 1..)) => {
            words.fill("quantity-at-most", "amount", &amount(words, hi, hi, measure, Case::Nominative))
        }
        (lo, Some(hi)) => amount(words, lo, hi, measure, Case::Nominative),
    }
}

fn piece(words: Words, span: Span, rule: Option<Rule>, measure: Measure<'_>) -> String {
    let is_about = matches!(rule, Some(Rule::AboutNumber | Rule::AboutDuration)) || measure.canonical.contains('~');
    let said = |lo: i64, hi: i64, case: Case| {
        let case = if is_about { Case::Genitive } else { case };
        let said = amount(words, lo, hi, measure, case);
        if is_about { words.fill("about", "value", &said) } else { said }
    };
    let bound = |key: &str, n: i64, case: Case| words.fill(key, "amount", &said(n, n, case));
    match shape(span, rule, measure) {
        Shape::Any => words.say("quantity-any"),
        Shape::Exactly(n) => said(n, n, Case::Nominative),
        Shape::Between(lo, hi) => said(lo, hi, Case::Nominative),
        Shape::AtLeast(n) => bound("quantity-at-least", n, Case::Nominative),
        Shape::AtMost(n) => bound("quantity-at-most", n, Case::Nominative),
        Shape::MoreThan(n) => bound("quantity-more-than", n, Case::Genitive),
        Shape::LessThan(n) if measure.kind == AnswerKind::Count => bound("quantity-fewer-than", n, Case::Genitive),
        Shape::LessThan(n) => bound("quantity-less-than", n, Case::Genitive),
        Shape::Nearly(n) => bound("quantity-nearly", n, Case::Genitive),
    }
}

fn shape(span: Span, rule: Option<Rule>, measure: Measure<'_>) -> Shape {
    // The table has no row for "fewer than"; its sign is the one thing that tells it from "at most".
    let is_below = measure.canonical.starts_with('<') && !measure.canonical.starts_with("<=");
    let is_strict = rule == Some(Rule::MoreThan);
    let is_nearly = matches!(rule, Some(Rule::NearlyCore | Rule::NearlyEnvelope));
    match (span.lo(), span.upper()) {
        (lo, None) if is_strict && lo > 0 => Shape::MoreThan(lo - 1),
        (0, Some(hi)) if is_below => Shape::LessThan(hi.saturating_add(1)),
        (_, Some(hi)) if is_nearly => Shape::Nearly(hi.saturating_add(1)),
        (..=0, None) => Shape::Any,
        (lo, None) => Shape::AtLeast(lo),
        (lo, Some(hi)) if lo == hi => Shape::Exactly(lo),
        (..=0, Some(hi)) => Shape::AtMost(hi),
        (lo, Some(hi)) => Shape::Between(lo, hi),
    }
}

fn amount(words: Words, lo: i64, hi: i64, measure: Measure<'_>, case: Case) -> String {
    if measure.kind != AnswerKind::Duration {
        return words.range(lo, hi);
    }
    let (key, seconds) = unit(measure.canonical, lo, hi);
    words.units_range(key, lo / seconds, hi / seconds, case)
}

/// The unit a duration was given in, where its bounds are whole numbers of it; else the largest up to days that they are.
fn unit(canonical: &str, lo: i64, hi: i64) -> (&'static str, i64) {
    let fits = |seconds: i64| lo % seconds == 0 && hi % seconds == 0;
    let (date, time) = canonical.split_once('T').unwrap_or((canonical, ""));
    let is_written = |number: usize, letter: &str, word: &str| {
        let notation = if number < 3 { time } else { date };
        canonical.ends_with(word) || (canonical.contains('P') && notation.contains(letter))
    };
    let written = UNITS.iter().enumerate().find(|(number, (letter, word, ..))| is_written(*number, letter, word));
    if let Some((_, (_, _, key, seconds))) = written.filter(|(_, unit)| fits(unit.3)) {
        return (key, *seconds);
    }
    let largest = UNITS[..4].iter().rev().find(|unit| fits(unit.3)).unwrap_or(&UNITS[0]);
    (largest.2, largest.3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        policy::Policy,
        text::Language,
        value::quantity::{read_count, read_duration},
    };

    #[test]
    fn quantities_are_said_from_their_bounds() {
        let policy = Policy::standard();
        let counts = [
            "2",
            "0",
            "70000",
            "~500",
            ">=70000",
            ">300",
            "<300",
            "<=7",
            "1000..1500",
            "nearly 1000",
            "many",
            "several",
            "dozens",
            "tens-of-thousands",
            ">=~500",
            "a-few-hundred",
        ];
        let durations = [
            "P2D",
            "P1D",
            "P14D",
            "P30D",
            "PT36H",
            "PT90M",
            "P1DT12H",
            "P1D..P3D",
            "P1D..P2D",
            ">=P2D",
            "~P2D",
            "~P11D",
            ">P2D",
            "<P3M",
            "several-weeks",
        ];
        let counts =
            counts.map(|text| (AnswerKind::Count, text, read_count(text, &policy).expect("a value of the table")));
        let durations = durations
            .map(|text| (AnswerKind::Duration, text, read_duration(text, &policy).expect("a value of the table")));
        let table: Vec<String> = counts
            .iter()
            .chain(&durations)
            .flat_map(|(kind, text, read)| {
                let measure = Measure { kind: *kind, canonical: &read.canonical };
                Language::ALL.map(|language| {
                    let words = Words::of(language);
                    let said = value(words, &read.core, read.rule, measure);
                    let reading = reading(words, &read.core, &read.envelope, measure);
                    format!("{text:18} {said} = {}", reading.as_deref().unwrap_or("-"))
                })
            })
            .collect();
        insta::assert_snapshot!(table.join("\n"));
    }
}
