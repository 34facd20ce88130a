//! Readings: how a claim's value was understood, whatever the kind of answer.

use super::{
    calendar::{DAY_SECONDS, Day, UtcOffset},
    claim::{HandBound, HandReading, ValueText},
    fault::{FaultKind, ValueFault},
    policy::{Policy, Rule},
    question::{AnswerKind, Cardinality},
    span::{Span, Spans},
    tree::Tree,
    value::{
        AxisReading,
        choice::{self, Nodes},
        place::{self, Area, Gazetteer},
        quantity,
        time::{self, TimeContext},
    },
};

/// The set of answers that one part of a value denotes.
#[derive(Debug, Clone, PartialEq)]
pub enum Sets {
    /// Points of an axis: seconds for times and durations, numbers for counts.
    Axis {
        /// The words read strictly.
        core: Spans,
        /// The core widened by the policy.
        envelope: Spans,
    },
    /// One of these areas; core and envelope alike.
    Areas(Vec<Area>),
    /// One of these entities or options, or a part of one; core and envelope alike.
    Nodes(Nodes),
    /// Free words, never compared.
    Words,
}

/// How a claim's value was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The value in its one notation.
    pub canonical: String,
    /// What it denotes: one set, or, on a question with many answers, one set for each answer given.
    pub members: Vec<Sets>,
    /// The row of the tolerance table that was used.
    pub rule: Option<Rule>,
    /// An editor set the bounds.
    pub is_by_hand: bool,
    /// The notation doubts the value (EDTF `?`).
    pub is_uncertain: bool,
    /// Core and envelope are the hull of a set with more pieces than are kept.
    pub is_hull: bool,
}

/// What a value is read against.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon<'a> {
    /// The kind of answer the question takes.
    pub kind: AnswerKind,
    /// Whether several answers can hold at once.
    pub cardinality: Cardinality,
    /// The tolerance table.
    pub policy: &'a Policy,
    /// The day that relative words count from.
    pub anchor: Option<Day>,
    /// The offset of times without one.
    pub utc_offset: UtcOffset,
    /// The places of the case.
    pub gazetteer: Gazetteer<'a>,
    /// The ids of the entities of the case, or of the options of the question, numbered as in `tree`.
    pub ids: &'a [&'a str],
    /// Their part-of tree.
    pub tree: &'a Tree,
}

/// Reads a value; a fault comes with the number of the part that caused it.
///
/// # Errors
/// What the reader of the answer kind says of the first part that cannot be read.
pub fn read(value: &ValueText, lexicon: &Lexicon<'_>) -> Result<Reading, (usize, ValueFault)> {
    let parts = value.parts();
    let takes_lists =
        matches!(lexicon.kind, AnswerKind::Time | AnswerKind::Place | AnswerKind::Entity | AnswerKind::Choice);
    if parts.len() > 1 && !takes_lists && lexicon.cardinality == Cardinality::One {
        return Err((1, ValueFault::ListOnOneAnswer));
    }
    let mut readings = Vec::with_capacity(parts.len());
    for (number, part) in parts.iter().enumerate() {
        readings.push(read_part(part.as_str(), lexicon).map_err(|fault| (number, fault))?);
    }
    if readings.len() == 1 {
        return Ok(readings.swap_remove(0));
    }
    Ok(join(readings, lexicon))
}

fn read_part(text: &str, lexicon: &Lexicon<'_>) -> Result<Reading, ValueFault> {
    let policy = lexicon.policy;
    match lexicon.kind {
        AnswerKind::Time => {
            let context = TimeContext { anchor: lexicon.anchor, utc_offset: lexicon.utc_offset, policy };
            time::read(text, &context).map(axis)
        }
        AnswerKind::Duration => quantity::read_duration(text, policy).map(axis),
        AnswerKind::Count => quantity::read_count(text, policy).map(axis),
        AnswerKind::Place => {
            let reading = place::read(text, &lexicon.gazetteer, policy)?;
            Ok(plain(reading.canonical, Sets::Areas(reading.areas), reading.rule))
        }
        AnswerKind::Entity => nodes(text, "entity", lexicon),
        AnswerKind::Choice => nodes(text, "option", lexicon),
        AnswerKind::Text => Ok(plain(text.to_owned(), Sets::Words, None)),
    }
}

fn axis(reading: AxisReading) -> Reading {
    let AxisReading { canonical, core, envelope, rule, is_uncertain, is_hull } = reading;
    Reading { canonical, members: vec![Sets::Axis { core, envelope }], rule, is_by_hand: false, is_uncertain, is_hull }
}

fn nodes(text: &str, noun: &'static str, lexicon: &Lexicon<'_>) -> Result<Reading, ValueFault> {
    let node = choice::read(text, noun, lexicon.ids)?;
    Ok(plain(lexicon.ids[node].to_owned(), Sets::Nodes(Nodes::new(vec![node], lexicon.tree)), None))
}

fn plain(canonical: String, sets: Sets, rule: Option<Rule>) -> Reading {
    Reading { canonical, members: vec![sets], rule, is_by_hand: false, is_uncertain: false, is_hull: false }
}

/// Several parts: all of them where answers add up, else one of them.
fn join(readings: Vec<Reading>, lexicon: &Lexicon<'_>) -> Reading {
    let canonical = readings.iter().map(|r| r.canonical.as_str()).collect::<Vec<_>>().join(", ");
    let rule = readings.iter().find_map(|r| r.rule);
    let is_uncertain = readings.iter().any(|r| r.is_uncertain);
    let is_hull = readings.iter().any(|r| r.is_hull);
    let parts: Vec<Sets> = readings.into_iter().flat_map(|r| r.members).collect();
    let members = match lexicon.cardinality {
        Cardinality::Many => parts,
        Cardinality::One => parts.into_iter().reduce(|a, b| either(a, b, lexicon.tree)).into_iter().collect(),
    };
    Reading { canonical, members, rule, is_by_hand: false, is_uncertain, is_hull }
}

fn either(a: Sets, b: Sets, tree: &Tree) -> Sets {
    match (a, b) {
        (Sets::Axis { core, envelope }, Sets::Axis { core: other_core, envelope: other_envelope }) => {
            Sets::Axis { core: core.union(&other_core), envelope: envelope.union(&other_envelope) }
        }
        (Sets::Areas(mut areas), Sets::Areas(others)) => {
            areas.extend(others);
            Sets::Areas(areas)
        }
        (Sets::Nodes(nodes), Sets::Nodes(others)) => {
            Sets::Nodes(Nodes::new(nodes.named().iter().chain(others.named()).copied().collect(), tree))
        }
        (first, _) => first,
    }
}

/// The reading of words nobody parsed, for bounds set by hand to be put over.
#[must_use]
pub fn words_alone(value: &ValueText) -> Reading {
    let canonical = value.parts().iter().map(super::text::Text::as_str).collect::<Vec<_>>().join(", ");
    plain(canonical, Sets::Words, None)
}

/// Puts bounds set by hand over a reading.
///
/// # Errors
/// The part at fault (`core` or `envelope`) and why: `ReadingNotForKind`, `NotADate`, `BoundsReversed`,
/// `EnvelopeSmaller`, `WrongType`.
pub fn set_by_hand(
    reading: Reading,
    hand: &HandReading,
    lexicon: &Lexicon<'_>,
) -> Result<Reading, (&'static str, FaultKind)> {
    if !matches!(lexicon.kind, AnswerKind::Time | AnswerKind::Duration | AnswerKind::Count) {
        return Err(("core", FaultKind::ReadingNotForKind { kind: lexicon.kind.word() }));
    }
    let core = hand_span(&hand.core, lexicon).map_err(|kind| ("core", kind))?;
    let envelope = match &hand.envelope {
        None => core,
        Some(bounds) => hand_span(bounds, lexicon).map_err(|kind| ("envelope", kind))?,
    };
    if envelope.intersect(core) != Some(core) {
        return Err(("envelope", FaultKind::EnvelopeSmaller));
    }
    let members = vec![Sets::Axis { core: core.into(), envelope: envelope.into() }];
    Ok(Reading { members, rule: None, is_by_hand: true, is_hull: false, ..reading })
}

fn hand_span(bounds: &[HandBound; 2], lexicon: &Lexicon<'_>) -> Result<Span, FaultKind> {
    let lo = hand_bound(&bounds[0], lexicon)?.map_or(lowest(lexicon.kind), Span::lo);
    let hi = hand_bound(&bounds[1], lexicon)?.map_or(Span::OPEN_HI, Span::hi);
    Span::new(lo, hi).ok_or(FaultKind::BoundsReversed)
}

fn hand_bound(bound: &HandBound, lexicon: &Lexicon<'_>) -> Result<Option<Span>, FaultKind> {
    match (bound, lexicon.kind) {
        (HandBound::Open, _) => Ok(None),
        (HandBound::Date(text), AnswerKind::Time) => {
            let reading = time::read_edtf(text.as_str(), lexicon.utc_offset)
                .map_err(|_| FaultKind::NotADate { suggestion: None })?;
            Ok(reading.core.hull())
        }
        (HandBound::Date(_), _) => Err(FaultKind::WrongType { expected: "number" }),
        (HandBound::Number(_), AnswerKind::Time) => Err(FaultKind::WrongType { expected: "date" }),
        (HandBound::Number(number), _) if *number < 0 => {
            Err(FaultKind::OutOfRange { min: "0".into(), max: "1000000000000000".into() })
        }
        (HandBound::Number(number), _) => Ok(Some(Span::point(*number))),
    }
}

/// The least possible answer: counts and durations begin at 0, times nowhere.
#[must_use]
pub fn lowest(kind: AnswerKind) -> i64 {
    if kind == AnswerKind::Time { Span::OPEN_LO } else { 0 }
}

/// All possible answers on the axis of `kind`.
#[must_use]
pub fn axis_domain(kind: AnswerKind) -> Span {
    Span::new(lowest(kind), Span::OPEN_HI).unwrap_or(Span::ALL)
}

/// Whether a span of seconds begins and ends with whole days where clocks are `offset` ahead of UTC.
#[must_use]
pub fn is_whole_days(span: Span, offset: UtcOffset) -> bool {
    let at_midnight = |second: i64| second.saturating_add(offset.seconds()).rem_euclid(DAY_SECONDS) == 0;
    span.lower().is_none_or(at_midnight) && span.upper().is_none_or(|hi| at_midnight(hi.saturating_add(1)))
}
