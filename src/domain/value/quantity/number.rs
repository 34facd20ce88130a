//! Numbers in digits and in words.
//!
//! Separators: groups of three digits are thousands, whichever of `,` `.` `'` or space parts them ("70.000" is seventy
//! thousand, as in most of Europe: nobody reports a count to three decimals). Before a scale word a single point
//! followed by three digits is a decimal point ("1.234 million"). Anything else after one point or comma is decimals.

use super::{
    lexicon::{Article, Word},
    phrase::Miss,
    token::Token,
};

pub(super) const MILLION: i64 = 1_000_000;
/// The largest number that is counted.
pub(super) const NUMBER_MAX: i64 = 1_000 * MILLION * MILLION;

/// A decimal number: `mantissa` divided by ten to the power of `decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    pub mantissa: i64,
    pub decimals: u32,
}

impl Decimal {
    pub fn whole(mantissa: i64) -> Self {
        Self { mantissa, decimals: 0 }
    }

    /// The number times `factor`, if that is a whole number within [`NUMBER_MAX`].
    pub fn times(self, factor: i64) -> Result<i64, Miss> {
        let product = i128::from(self.mantissa) * i128::from(factor);
        let divisor = 10_i128.checked_pow(self.decimals).ok_or(Miss::NotUnderstood)?;
        if product % divisor != 0 {
            return Err(Miss::NotUnderstood);
        }
        within_limit(product / divisor)
    }
}

fn within_limit(number: i128) -> Result<i64, Miss> {
    i64::try_from(number).ok().filter(|&number| number <= NUMBER_MAX).ok_or(Miss::TooLarge)
}

/// The whole number that all of `tokens` spell.
pub(super) fn whole_number(tokens: &[Token]) -> Result<i64, Miss> {
    number(tokens)?.times(1)
}

/// The number that all of `tokens` spell.
pub(super) fn number(tokens: &[Token]) -> Result<Decimal, Miss> {
    let mut sum = Sum::default();
    let mut rest = tokens;
    // "A hundred" is a hundred; "a" alone is no number.
    if let [Token::Word(Word::Article(Article::A)), after @ ..] = rest
        && matches!(after.first(), Some(Token::Word(Word::Hundred { .. } | Word::Scale { .. })))
    {
        rest = after;
    }
    if let [Token::Digits(digits)] = rest {
        return literal(digits, false);
    }
    while let [first, after @ ..] = rest {
        match first {
            Token::Word(Word::And) if sum.has_started && !sum.after_and && !after.is_empty() => sum.after_and = true,
            Token::Digits(digits) => sum.add_digits(digits, after)?,
            Token::Word(word) => sum.add_word(*word)?,
            _ => return Err(Miss::NotUnderstood),
        }
        rest = after;
    }
    if sum.has_started {
        within_limit(sum.total + i128::from(sum.group)).map(Decimal::whole)
    } else {
        Err(Miss::NotUnderstood)
    }
}

/// A number in words while it is read: `total` is finished, `group` still waits for its scale.
#[derive(Default)]
struct Sum {
    total: i128,
    group: i64,
    last_scale: Option<i64>,
    has_started: bool,
    after_and: bool,
    has_group: bool,
    decimals: u32,
}

impl Sum {
    fn add_digits(&mut self, digits: &str, after: &[Token]) -> Result<(), Miss> {
        let is_scaled = matches!(after.first(), Some(Token::Word(Word::Scale { .. } | Word::Hundred { .. })));
        let Decimal { mantissa, decimals } = literal(digits, is_scaled)?;
        if self.has_group || (decimals > 0 && !is_scaled) || self.last_scale.is_some_and(|scale| mantissa >= scale) {
            return Err(Miss::NotUnderstood);
        }
        self.group = mantissa;
        self.decimals = decimals;
        self.advance()
    }

    fn add_word(&mut self, word: Word) -> Result<(), Miss> {
        match word {
            Word::Small(n) => {
                self.group = small_added(self.group, self.has_group, n, self.after_and).ok_or(Miss::NotUnderstood)?;
            }
            Word::Hundred { is_plural } => {
                self.group = match (self.has_group, self.group) {
                    // "Hundreds" and "thousands" alone are no number.
                    (false, _) if !is_plural => 100,
                    (true, 1..=99) => Decimal { mantissa: self.group, decimals: self.decimals }.times(100)?,
                    _ => return Err(Miss::NotUnderstood),
                };
                self.decimals = 0;
            }
            Word::Scale { by, is_plural } if self.has_group || !is_plural => return self.scale(by),
            Word::TwoOf(scale) if !self.has_group => {
                self.group = 2;
                return self.scale(scale);
            }
            _ => return Err(Miss::NotUnderstood),
        }
        self.advance()
    }

    fn advance(&mut self) -> Result<(), Miss> {
        // Once a number has begun with "zero" nothing can follow.
        if self.has_started && self.total == 0 && self.group == 0 {
            return Err(Miss::NotUnderstood);
        }
        (self.has_started, self.has_group, self.after_and) = (true, true, false);
        Ok(())
    }

    fn scale(&mut self, by: i64) -> Result<(), Miss> {
        if self.last_scale.is_some_and(|last| by >= last) || (self.has_group && self.group == 0) {
            return Err(Miss::NotUnderstood);
        }
        let group = if self.has_group || self.group > 0 { self.group } else { 1 };
        self.total += i128::from(Decimal { mantissa: group, decimals: self.decimals }.times(by)?);
        (self.group, self.has_group, self.decimals, self.last_scale) = (0, false, 0, Some(by));
        (self.has_started, self.after_and) = (true, false);
        Ok(())
    }
}

/// The group with `n` added as the three languages do: "twenty five", "soixante dix", "quatre vingt dix", "خمسة وعشرون".
fn small_added(group: i64, has_group: bool, n: i64, after_and: bool) -> Option<i64> {
    if !has_group {
        return Some(n);
    }
    let below_hundred = group % 100;
    let fits = match (below_hundred, n) {
        (0, 1..=99) => group > 0,
        (4, 20) if !after_and => return Some(group - 4 + 80),
        (10, 7..=9) | (60 | 80, 10..=19) => !after_and,
        (20..=90, 1..=9) => !after_and && below_hundred % 10 == 0,
        (1..=9, 20..=90) => after_and && n % 10 == 0,
        _ => false,
    };
    fits.then_some(group + n)
}

/// A number in digits; `is_scaled` when a scale word follows.
pub(super) fn literal(written: &str, is_scaled: bool) -> Result<Decimal, Miss> {
    let groups: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).collect();
    let separators: Vec<char> = written.chars().filter(|c| !c.is_ascii_digit()).collect();
    // A space was dropped with its piece: "70 000" arrives as one run of digits.
    let is_thousands = |groups: &[&str]| {
        (1..=3).contains(&groups[0].len())
            && !groups[0].starts_with('0')
            && groups[1..].iter().all(|group| group.len() == 3)
    };
    let (whole, decimals) = match separators.as_slice() {
        [] => (written.to_owned(), ""),
        ['.'] if is_scaled => (groups[0].to_owned(), groups[1]),
        all if all.iter().all(|c| c == &all[0]) && is_thousands(&groups) => (groups.concat(), ""),
        ['.' | ','] => (groups[0].to_owned(), groups[1]),
        [first, middle @ .., last]
            if middle.iter().all(|c| c == first) && last != first && is_thousands(&groups[..groups.len() - 1]) =>
        {
            (groups[..groups.len() - 1].concat(), groups[groups.len() - 1])
        }
        _ => return Err(Miss::NotUnderstood),
    };
    let decimals = decimals.trim_end_matches('0');
    let digits = format!("{whole}{decimals}");
    let digits = digits.trim_start_matches('0');
    if digits.len() > 18 {
        return Err(if decimals.is_empty() { Miss::TooLarge } else { Miss::NotUnderstood });
    }
    let mantissa = if digits.is_empty() { 0 } else { digits.parse().map_err(|_| Miss::TooLarge)? };
    let decimals = u32::try_from(decimals.len()).map_err(|_| Miss::NotUnderstood)?;
    Ok(Decimal { mantissa, decimals })
}
