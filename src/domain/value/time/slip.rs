//! Near misses: what the writer of an unreadable time probably meant.

use super::{TimeContext, fold, lexicon, phrase};
use crate::domain::{
    calendar::{Day, days_in_month},
    fault::ValueFault,
};

/// Misspelt words that are replaced in one phrase.
const RESPELT_MAX: usize = 3;

/// The fault of a text that is no time.
pub(super) fn not_understood(near: Option<String>) -> ValueFault {
    ValueFault::NotUnderstood { kind: "time", near }
}

/// Notation that is right but for the calendar: a day that does not exist, an interval written backwards.
pub(super) fn check_calendar(text: &str) -> Result<(), ValueFault> {
    if text.split(['/', ',', '[', ']', 'T']).any(is_no_such_day) {
        return Err(ValueFault::NoSuchDay);
    }
    let backwards = text.split_once('/').map(|(start, end)| format!("{end}/{start}"));
    if backwards.is_some_and(|text| edtf_core::is_valid(&text)) && !text.ends_with("..") && !text.starts_with("..") {
        return Err(ValueFault::RangeReversed);
    }
    let tidy: String = text.split_whitespace().collect::<String>().to_uppercase();
    if tidy != text && edtf_core::is_valid(&tidy) && !text.chars().all(|c| c.is_ascii_digit() || c == ' ') {
        return Err(not_understood(Some(tidy)));
    }
    Ok(())
}

/// Days, months and years in digits, in an order that is not ours: both orders are offered, none is guessed.
pub(super) fn check_digits(text: &str) -> Result<(), ValueFault> {
    let folded = fold::fold(text);
    let chunks: Vec<&str> = folded.split_whitespace().collect();
    for (at, chunk) in chunks.iter().enumerate() {
        let Some(days) = digits_date(chunk.trim_end_matches([',', '،', '.']), chunks.len() == 1) else { continue };
        return Err(not_understood(match days.as_slice() {
            [] => None,
            [day] => Some(replaced(&chunks, at, day)),
            days => Some(format!("[{}]", days.join(","))),
        }));
    }
    Ok(())
}

/// The phrase with one of its words replaced.
fn replaced(chunks: &[&str], at: usize, with: &str) -> String {
    let (before, after) = (&chunks[..at], &chunks[at + 1..]);
    [before, &[with], after].concat().join(" ")
}

/// The dates, in EDTF, that digits parted by signs may be; `None` where the text is something else.
fn digits_date(chunk: &str, is_alone: bool) -> Option<Vec<String>> {
    let fields: Vec<&str> = chunk.split(['/', '.', '-', '\\']).collect();
    let is_digits = |field: &&str| matches!(field.len(), 1..=4) && field.bytes().all(|byte| byte.is_ascii_digit());
    if !fields.iter().all(is_digits) || edtf_core::is_valid(chunk) {
        return None;
    }
    let numbers: Vec<i64> = fields.iter().filter_map(|field| field.parse().ok()).collect();
    let day = |year: i64, month: i64, day: i64| {
        Day::from_civil(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).map(|day| day.to_string())
    };
    let is_year = |field: &str| field.len() == 4;
    let mut days = match (fields.as_slice(), numbers.as_slice()) {
        ([first, _, _], [y, m, d]) if is_year(first) => vec![day(*y, *m, *d)],
        ([_, _, last], [a, b, y]) if is_year(last) => vec![day(*y, *b, *a), day(*y, *a, *b)],
        ([_, _, _], _) => Vec::new(),
        ([first, last], [y, m @ 1..=12] | [m @ 1..=12, y]) if is_alone && is_year(first) != is_year(last) => {
            vec![Some(format!("{y:04}-{m:02}"))]
        }
        _ => return None,
    };
    days.dedup();
    Some(days.into_iter().flatten().collect())
}

/// The phrase with its unknown words replaced by the nearest known ones, if that makes it one.
pub(super) fn respelt(words: &[String], context: &TimeContext<'_>) -> Option<String> {
    let mut words = words.to_vec();
    for _ in 0..RESPELT_MAX {
        match lexicon::understand(&words) {
            Ok(_) => break,
            Err(lexicon::UnknownWord(at)) => words[at] = lexicon::nearest(&words[at])?,
        }
    }
    phrase::is_phrase(&words, context).then(|| spelt(&words))
}

fn is_no_such_day(date: &str) -> bool {
    let date = date.trim_matches(|c: char| !c.is_ascii_digit());
    let fields: Vec<&str> = date.split('-').collect();
    let [year, month, day] = fields.as_slice() else { return false };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return false;
    }
    match (year.parse::<i64>(), month.parse::<u8>(), day.parse::<u8>()) {
        (Ok(year), Ok(month @ 1..=12), Ok(day @ 1..=31)) => day > days_in_month(year, month),
        _ => false,
    }
}

/// Folded words as an editor would write them: names capitalised, "mid" hyphenated.
fn spelt(words: &[String]) -> String {
    let mut text = String::new();
    for word in words {
        let is_joined = text.ends_with('-');
        if !text.is_empty() && !is_joined {
            text.push(' ');
        }
        if is_english_name(word) {
            text.extend(word.chars().take(1).flat_map(char::to_uppercase));
            text.extend(word.chars().skip(1));
        } else {
            text.push_str(word);
        }
        if matches!(word.as_str(), "mid" | "mi") {
            text.push('-');
        }
    }
    text
}

fn is_english_name(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    NAMES.contains(&word)
}
