//! Counts and durations: from words or notation to core and envelope. The unit of a count and its scope belong to the
//! question; nouns for people after a number ("300 people killed", "300 قتيل") are passed over.
//!
//! Both share one grammar, which is also the canonical form. Words in English, Arabic and French are read into it:
//!
//! ```text
//! quantity = [ bound ] [ "~" ] amount [ ".." [ "~" ] amount ]      a "~" before a range widens both its ends
//! bound    = ">=" | ">" | "<=" | "<" | "nearly "                   "nearly" takes one plain amount
//! amount   = number | vague                                        of a count
//!          | iso8601 | vague "-" units                             of a duration: P2D, PT36H, several-weeks
//! vague    = "many" | few | "a-dozen" | "dozens" | "scores" | "tens" | "hundreds" | powers
//!          | few "-" ( "tens" | "dozen" | "hundred" | "thousand" | "million" | "billion" )
//!          | ( "tens" | "hundreds" ) "-of-" powers
//! few      = "a-couple" | "a-few" | "several" | "a-handful"
//! powers   = "thousands" | "millions" | "billions"
//! units    = "seconds" | "minutes" | "hours" | "days" | "weeks" | "months" | "years"
//! ```
//!
//! Decided here, beyond the table of `docs/SEMANTICS.md`:
//! - "Tens of thousands", "several thousand", "millions" follow their smaller siblings; "a few hundred" multiplies.
//! - "About" adds nothing to vague words, which are about something already.
//! - "At least several" bounds by the words' own lower ends, "up to several" by their upper ends.
//! - "Two to three hundred" is 200 to 300: the first number takes the scale or unit of the second.
//! - "About 10 to 20" and "between about 10 and 20" are about at both ends; "10 to about 20" only at the upper one.
//! - قرابة, ما يقرب من and "près de" are "nearly"; نحو, حوالي, زهاء and "environ" are "about"; بضعة, three to nine, is "several".
//! - "More than two days" is, strictly, any second beyond them; two days themselves are admitted as with counts, and the
//!   slack of a case's own table is counted in the unit written. "Nearly two days" takes its percents of the seconds.
//! - A figure "so far" that is also "up to" says nothing, and is refused.

mod amount;
mod duration;
mod lexicon;
mod number;
mod phrase;
#[cfg(test)]
mod tests;
mod token;
mod vague;

use self::{
    lexicon::Word,
    phrase::{Denotation, Kind, Miss, phrase},
    token::{Token, mended, tokens},
};
use super::AxisReading;
use crate::domain::{fault::ValueFault, fold::fold, policy::Policy};

/// The longest text read as a quantity, in bytes.
const TEXT_BYTES_MAX: usize = 1000;

/// The most misspelt words a near reading sets right; with more of them the text is about something else.
const MENDED_WORDS_MAX: usize = 3;

/// Reads a count: `2`, `>=70000`, `~500`, `1000..1500`, or words in English, Arabic or French.
///
/// # Errors
/// `NotUnderstood` with a near reading if there is one, `NumberTooLarge` beyond 10^15, `RangeReversed`.
///
/// ```
/// use counterpoint::domain::{policy::Policy, value::quantity::read_count};
/// let reading = read_count("at least 70,000 people", &Policy::standard()).expect("a count");
/// assert_eq!(reading.canonical, ">=70000");
/// ```
pub fn read_count(text: &str, policy: &Policy) -> Result<AxisReading, ValueFault> {
    read(Kind::Count, text, policy)
}

/// Reads a duration: ISO 8601 (`P2D`, `P1D..P3D`, `>=P2D`, `~P2D`, `PT36H`) or words in English, Arabic or French.
///
/// # Errors
/// `NotUnderstood` with a near reading if there is one, `NumberTooLarge` beyond 10^15 seconds, `RangeReversed`.
///
/// ```
/// use counterpoint::domain::{policy::Policy, value::quantity::read_duration};
/// let reading = read_duration("يومان", &Policy::standard()).expect("a duration");
/// assert_eq!(reading.canonical, "P2D");
/// ```
pub fn read_duration(text: &str, policy: &Policy) -> Result<AxisReading, ValueFault> {
    read(Kind::Duration, text, policy)
}

fn read(kind: Kind, text: &str, policy: &Policy) -> Result<AxisReading, ValueFault> {
    let tokens = Some(text).filter(|text| text.len() <= TEXT_BYTES_MAX).and_then(|text| tokens(&fold(text)));
    let Some(tokens) = tokens else { return Err(fault(kind, Miss::NotUnderstood, None)) };
    match denotation(kind, &tokens, policy) {
        Ok(Denotation { canonical, core, envelope, rule }) => Ok(AxisReading {
            canonical,
            core: core.into(),
            envelope: envelope.into(),
            rule,
            is_uncertain: false,
            is_hull: false,
        }),
        Err(miss) => Err(fault(kind, miss, near(kind, &tokens, policy))),
    }
}

fn denotation(kind: Kind, tokens: &[Token], policy: &Policy) -> Result<Denotation, Miss> {
    phrase(kind, tokens, policy)?.denotation(policy)
}

/// What would be read with misspelt words set right, without words unknown here, or without a sign in front.
fn near(kind: Kind, tokens: &[Token], policy: &Policy) -> Option<String> {
    let known: Vec<Token> = tokens.iter().filter(|token| !matches!(token, Token::Unknown(_))).cloned().collect();
    let unsigned = match tokens {
        [Token::Word(Word::To), rest @ ..] => rest.to_vec(),
        _ => Vec::new(),
    };
    let mended = if tokens.len() - known.len() <= MENDED_WORDS_MAX { mended(tokens) } else { Vec::new() };
    let candidates = [mended, known, unsigned];
    candidates.into_iter().find_map(|tokens| Some(denotation(kind, &tokens, policy).ok()?.canonical))
}

fn fault(kind: Kind, miss: Miss, near: Option<String>) -> ValueFault {
    match (miss, kind) {
        (Miss::TooLarge, _) => ValueFault::NumberTooLarge,
        (Miss::RangeReversed, _) => ValueFault::RangeReversed,
        (Miss::NotUnderstood, Kind::Count) => ValueFault::NotUnderstood { kind: "count", near },
        (Miss::NotUnderstood, Kind::Duration) => ValueFault::NotUnderstood { kind: "duration", near },
    }
}
