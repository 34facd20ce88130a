//! The words of dates in three languages, and how a text is cut into them.

mod arabic;
mod english;
mod french;

use std::{collections::HashMap, sync::LazyLock};

use super::{fold, grain::Grain};
use crate::domain::calendar::Day;

/// What a word of a date phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A number in digits: how many digits, and the number.
    Digits(usize, i64),
    /// A number in words, counting or ordering.
    Number(i64),
    /// A date in EDTF, and whether it is approximate.
    Date(Grain, bool),
    /// Hours and minutes, written `06:30`.
    Time(u8, u8),
    Month(u8),
    /// 0 for Monday to 6 for Sunday.
    Weekday(u8),
    /// An EDTF season code, 21 to 24.
    Season(u8),
    Part(Part),
    Unit(Unit),
    /// A number that is part of the unit ("two weeks" in one Arabic word).
    Units(i64, Unit),
    About,
    Before,
    Until,
    After,
    Since,
    Between,
    And,
    Or,
    To,
    /// "ago", after the count.
    Ago,
    /// "il y a", before the count.
    AgoAhead,
    /// "last", before the noun.
    LastAhead,
    /// "last", after the noun.
    LastBehind,
    /// "this", before the noun.
    ThisAhead,
    /// "current", after the noun.
    ThisBehind,
    /// So many days before the anchor: today 0, yesterday 1.
    DaysBack(i64),
    /// "o'clock", and what says the number beside it is an hour.
    Hour,
    /// "at the hour of", before the number.
    HourAhead,
    Am,
    Pm,
    /// "the 1990s": the sign after the number.
    DecadeBehind,
    /// "années 1990": the word before the number.
    DecadeAhead,
    /// "at", "to" or the article by what follows (French `à`, English `a`).
    AtOrTo,
    /// Words that change nothing.
    Filler,
}

/// A third of a month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
}

/// What is counted back from an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// A word that is in no language's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnknownWord(pub usize);

const ENTRY_WORDS_MAX: usize = 4;

static LEXICON: LazyLock<HashMap<String, Word>> = LazyLock::new(|| {
    let entries = english::WORDS.iter().chain(french::WORDS).chain(arabic::WORDS);
    let mut lexicon = HashMap::new();
    for (texts, word) in entries {
        for text in texts.split('|') {
            lexicon.entry(fold::words(text).join(" ")).or_insert(*word);
        }
    }
    lexicon
});

/// The meanings of folded words, longest entries first.
///
/// # Errors
/// [`UnknownWord`] with the index of the first word in no list.
pub(super) fn understand(words: &[String]) -> Result<Vec<Word>, UnknownWord> {
    let mut meanings = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (taken, found) = longest_entry(&words[at..]).ok_or(UnknownWord(at))?;
        meanings.extend(found);
        at += taken;
    }
    Ok(meanings)
}

/// The known spelling nearest to a folded word, if it is near enough to be a slip of the pen.
pub(super) fn nearest(word: &str) -> Option<String> {
    let length = word.chars().count();
    let limit = if length < 4 { return None } else { 1 + usize::from(length > 5) };
    // Numbers and little words are too many and too short: "night" is not a slip for "eight".
    let is_telling = |word: &Word| !matches!(word, Word::Number(_) | Word::Filler | Word::AtOrTo);
    let candidates = LEXICON.iter().filter(|(key, word)| is_telling(word) && !key.contains(' '));
    let measured = candidates.map(|(key, _)| (distance(word, key), key));
    measured.filter(|(distance, _)| *distance <= limit).min().map(|(_, key)| key.clone())
}

fn longest_entry(words: &[String]) -> Option<(usize, Vec<Word>)> {
    for count in (1..=ENTRY_WORDS_MAX.min(words.len())).rev() {
        for (conjunction, first) in stems(&words[0]) {
            if let Some(word) = entry(&first, &words[1..count]) {
                let conjunction = conjunction.then_some(Word::And);
                return Some((count, conjunction.into_iter().chain([word]).collect()));
            }
        }
    }
    number(&words[0]).map(|word| (1, vec![word]))
}

/// The entry that begins with `first` and goes on with `rest`, each with or without its article.
fn entry(first: &str, rest: &[String]) -> Option<Word> {
    let mut spellings = vec![first.to_owned()];
    for word in rest {
        let bare =
            without_article(word).map(|bare| spellings.iter().map(|s| format!("{s} {bare}")).collect::<Vec<_>>());
        spellings = spellings.iter().map(|s| format!("{s} {word}")).collect();
        spellings.extend(bare.unwrap_or_default());
    }
    spellings.iter().find_map(|spelling| LEXICON.get(spelling).copied())
}

/// The spellings under which a word may be listed: as it is, then without Arabic's joined particles and article.
/// The flag tells that the joined particle was "and".
fn stems(word: &str) -> Vec<(bool, String)> {
    let mut stems = vec![(false, word.to_owned())];
    stems.extend(without_article(word).map(|bare| (false, bare)));
    for particle in ['و', 'ب', 'ل', 'ف', 'ك'] {
        let Some(rest) = word.strip_prefix(particle).filter(|rest| rest.chars().count() >= 2) else { continue };
        let is_and = particle == 'و';
        stems.push((is_and, rest.to_owned()));
        stems.extend(without_article(rest).map(|bare| (is_and, bare)));
        // The article loses its alef after the particle "to".
        stems.extend(rest.strip_prefix('ل').filter(|_| particle == 'ل').map(|bare| (false, bare.to_owned())));
    }
    stems
}

fn without_article(word: &str) -> Option<String> {
    word.strip_prefix("ال").filter(|bare| bare.chars().count() >= 3).map(str::to_owned)
}

fn number(word: &str) -> Option<Word> {
    if word == "-" {
        return Some(Word::To);
    }
    if let Some(date) = date(word) {
        return Some(date);
    }
    if let Some((hours, minutes)) = word.split_once(':') {
        let (hours, minutes) = (hours.parse().ok()?, Some(minutes).filter(|m| m.len() == 2)?.parse().ok()?);
        return (hours < 24 && minutes < 60).then_some(Word::Time(hours, minutes));
    }
    let is_number = word.len() <= 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| word.parse().ok().map(|number| Word::Digits(word.len(), number))).flatten()
}

/// A day, month or season of EDTF, as it stands inside a phrase.
fn date(word: &str) -> Option<Word> {
    let plain = word.strip_suffix('~').unwrap_or(word);
    let is_about = plain.len() < word.len();
    if let Some(day) = Day::parse_iso(plain) {
        return Some(Word::Date(Grain::Day(day), is_about));
    }
    let (year, month) = plain.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    let grain = match month {
        1..=12 => Grain::Month(year, month),
        21..=24 => Grain::Season(year, month),
        _ => return None,
    };
    Some(Word::Date(grain, is_about))
}

/// Optimal string alignment: insertions, deletions, replacements and swapped neighbours.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}
