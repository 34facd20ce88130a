//! What stands around an amount: "at least", "about", "between … and …", and what it does to core and envelope.

use super::{
    amount::{self, Amount, scaled},
    duration,
    lexicon::{Article, Word},
    token::Token,
};
use crate::domain::{
    policy::{Policy, Rule},
    span::Span,
};

/// Why words are no quantity; the later ones say more, and win.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Miss {
    NotUnderstood,
    RangeReversed,
    TooLarge,
}

/// Which side an amount bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Nearly,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Count,
    Duration,
}

impl Kind {
    fn amount(self, tokens: &[Token], policy: &Policy) -> Result<Amount, Miss> {
        match self {
            Self::Count => amount::count(tokens, policy),
            Self::Duration => duration::duration(tokens, policy),
        }
    }

    fn completed(self, left: &[Token], right: &[Token]) -> Option<Vec<Token>> {
        match self {
            Self::Count => amount::with_scale_of(left, right),
            Self::Duration => duration::with_unit_of(left, right),
        }
    }
}

/// An amount or a range of two, perhaps bounding one side only.
#[derive(Debug)]
pub(super) struct Phrase {
    bound: Option<Bound>,
    low: Amount,
    high: Option<Amount>,
}

/// Core and envelope of a bound, `None` where it leaves nothing, and the rule behind it.
type Bounded = (Option<Span>, Option<Span>, Option<Rule>);

/// What a phrase denotes.
pub(super) struct Denotation {
    pub canonical: String,
    pub core: Span,
    pub envelope: Span,
    pub rule: Option<Rule>,
}

/// The phrase that all of `tokens` say.
pub(super) fn phrase(kind: Kind, tokens: &[Token], policy: &Policy) -> Result<Phrase, Miss> {
    let mut rest = tokens;
    let mut bound = None;
    let mut is_about = false;
    loop {
        rest = match rest {
            [Token::Word(Word::Bound(outer)), inner @ ..]
            | [inner @ .., Token::Word(Word::Bound(outer @ (Bound::AtLeast | Bound::AtMost)))] => {
                bound = Some(joined(bound, *outer)?);
                inner
            }
            [inner @ .., Token::Word(Word::SoFar)] => {
                bound = Some(joined(bound, Bound::AtLeast)?);
                inner
            }
            [Token::Word(Word::About), inner @ ..] | [inner @ .., Token::Word(Word::About)] => {
                is_about = true;
                inner
            }
            _ => break,
        };
    }
    let (low, high) = match kind.amount(rest, policy) {
        Ok(amount) => (amount, None),
        Err(miss) => range(kind, rest, policy).map(|(low, high)| (low, Some(high))).map_err(|other| other.max(miss))?,
    };
    // "About" before a range, or at its lower end, speaks of both ends: the notation `~a..b` cannot tell them apart,
    // and neither can a reader of "about 10 to 20".
    let is_about = is_about || (high.is_some() && low.is_about);
    let about = |amount: Amount| Amount { is_about: amount.about.is_some() && (amount.is_about || is_about), ..amount };
    let (low, high) = (about(low), high.map(about));
    Ok(Phrase { bound, low, high })
}

/// Two bounds of one phrase: "at least 300 so far" is one bound, "up to 300 so far" is no bound at all.
fn joined(outer: Option<Bound>, inner: Bound) -> Result<Bound, Miss> {
    match (outer, inner) {
        (None, bound) => Ok(bound),
        (Some(a), b) if a == b => Ok(a),
        (Some(Bound::AtLeast), Bound::MoreThan) | (Some(Bound::MoreThan), Bound::AtLeast) => Ok(Bound::MoreThan),
        (Some(Bound::AtMost), Bound::LessThan) | (Some(Bound::LessThan), Bound::AtMost) => Ok(Bound::LessThan),
        _ => Err(Miss::NotUnderstood),
    }
}

fn range(kind: Kind, tokens: &[Token], policy: &Policy) -> Result<(Amount, Amount), Miss> {
    let (ends, is_between) = match tokens {
        [Token::Word(Word::Between), ends @ ..] => (ends, true),
        [Token::Word(Word::Of), ends @ ..] => (ends, false),
        _ => (tokens, false),
    };
    let mut worst = Miss::NotUnderstood;
    for (at, token) in ends.iter().enumerate() {
        let parts = match token {
            Token::Word(Word::To | Word::Article(Article::A)) => true,
            Token::Word(Word::And) => is_between,
            _ => false,
        };
        if !parts {
            continue;
        }
        match ordered(kind, &ends[..at], &ends[at + 1..], policy) {
            Ok(range) => return Ok(range),
            Err(miss) => worst = worst.max(miss),
        }
    }
    Err(worst)
}

fn ordered(kind: Kind, left: &[Token], right: &[Token], policy: &Policy) -> Result<(Amount, Amount), Miss> {
    let left = kind.completed(without_about(left), without_about(right)).map_or_else(
        || left.to_vec(),
        |completed| [&left[..left.len() - without_about(left).len()], &completed].concat(),
    );
    let (low, high) = (end(kind, &left, policy)?, end(kind, right, policy)?);
    if low.core.lo() > high.core.hi() { Err(Miss::RangeReversed) } else { Ok((low, high)) }
}

/// An end of a range without its "about".
fn without_about(end: &[Token]) -> &[Token] {
    match end {
        [Token::Word(Word::About), words @ ..] => words,
        _ => end,
    }
}

fn end(kind: Kind, tokens: &[Token], policy: &Policy) -> Result<Amount, Miss> {
    let words = without_about(tokens);
    let amount = kind.amount(words, policy)?;
    Ok(Amount { is_about: amount.is_about || words.len() < tokens.len(), ..amount })
}

impl Phrase {
    /// Core, envelope and the one notation for both.
    pub fn denotation(&self, policy: &Policy) -> Result<Denotation, Miss> {
        let (low_envelope, mut rule) = tolerant(&self.low, policy);
        let mut core = self.low.core;
        let mut envelope = low_envelope;
        if let Some(high) = &self.high {
            let (high_envelope, high_rule) = tolerant(high, policy);
            core = Span::new(core.lo(), high.core.hi()).ok_or(Miss::RangeReversed)?;
            envelope = hull(hull(low_envelope, high_envelope), core);
            rule = rule.or(high_rule);
        }
        let (core, envelope, bound_rule) = match self.bound {
            None => (Some(core), Some(envelope), None),
            Some(Bound::AtLeast) => {
                (Span::new(core.lo(), Span::OPEN_HI), Span::new(envelope.lo(), Span::OPEN_HI), None)
            }
            Some(Bound::MoreThan) => self.more_than(core, envelope, policy),
            Some(Bound::AtMost) => (Span::new(0, core.hi()), Span::new(0, envelope.hi()), None),
            Some(Bound::LessThan) => (Span::new(0, before(core.hi())), Span::new(0, envelope.hi()), None),
            Some(Bound::Nearly) => self.nearly(policy)?,
        };
        let (Some(core), Some(envelope)) = (core, envelope) else { return Err(Miss::NotUnderstood) };
        Ok(Denotation { canonical: self.canonical(), core, envelope, rule: bound_rule.or(rule) })
    }

    fn more_than(&self, core: Span, envelope: Span, policy: &Policy) -> Bounded {
        let from = core.lo().saturating_add(1);
        let lowered = scaled(self.low.unit, policy.value(Rule::MoreThan) - 1.0);
        let tolerant_from = envelope.lo().saturating_sub(lowered).clamp(0, from);
        (Span::new(from, Span::OPEN_HI), Span::new(tolerant_from, Span::OPEN_HI), Some(Rule::MoreThan))
    }

    /// "Nearly" needs one number to be near to.
    fn nearly(&self, policy: &Policy) -> Result<Bounded, Miss> {
        let n = self.low.core.lo();
        if self.high.is_some() || self.low.is_about || self.low.core != Span::point(n) || n == 0 {
            return Err(Miss::NotUnderstood);
        }
        let share = |rule| scaled(n, policy.value(rule) / 100.0);
        let from = share(Rule::NearlyCore).min(n - 1);
        let tolerant_from = share(Rule::NearlyEnvelope).min(from);
        Ok((Span::new(from, n - 1), Span::new(tolerant_from, n), Some(Rule::NearlyEnvelope)))
    }

    fn canonical(&self) -> String {
        let bound = match self.bound {
            None => "",
            Some(Bound::AtLeast) => ">=",
            Some(Bound::MoreThan) => ">",
            Some(Bound::AtMost) => "<=",
            Some(Bound::LessThan) => "<",
            Some(Bound::Nearly) => "nearly ",
        };
        let about = |is_about| if is_about { "~" } else { "" };
        let low = format!("{bound}{}{}", about(self.low.is_about), self.low.text);
        match &self.high {
            None => low,
            Some(high) => format!("{low}..{}{}", about(high.is_about && !self.low.is_about), high.text),
        }
    }
}

/// The envelope of an amount, and the rule that made it.
fn tolerant(amount: &Amount, policy: &Policy) -> (Span, Option<Rule>) {
    match amount.about {
        Some((size, rule)) if amount.is_about => {
            let each_side = scaled(size, policy.value(rule));
            let wide = amount.envelope.widen(each_side, each_side);
            (Span::new(wide.lo().max(0), wide.hi()).unwrap_or(wide), Some(rule))
        }
        _ => (amount.envelope, amount.rule),
    }
}

fn hull(a: Span, b: Span) -> Span {
    Span::new(a.lo().min(b.lo()), a.hi().max(b.hi())).unwrap_or(a)
}

/// The point below an upper end; an open end has none below it.
fn before(hi: i64) -> i64 {
    if hi == Span::OPEN_HI { hi } else { hi - 1 }
}
