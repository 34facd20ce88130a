//! Spelling differences that carry no meaning in a date: case, accents, harakat, tatweel, letter variants, digit sets.

use unicode_normalization::UnicodeNormalization;

/// The text in the one spelling the lexicon uses: lower case, without marks, ASCII digits, plain alef, ya and ha.
pub(super) fn fold(text: &str) -> String {
    text.nfkd().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase).map(plain).collect()
}

/// The folded text cut into words: letters, digits with their `:`, and the signs that matter (`/`, `-`, `~`).
///
/// A run of letters and a run of digits are two words (`10th`, `و12`); a date in EDTF stays one word.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for chunk in fold(text).split_whitespace() {
        let chunk = chunk.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '~' | '?' | '%'));
        if is_edtf_like(chunk) {
            words.push(chunk.to_uppercase());
        } else {
            split(chunk, &mut words);
        }
    }
    words
}

fn split(chunk: &str, words: &mut Vec<String>) {
    let chars: Vec<char> = chunk.chars().collect();
    let mut word = String::new();
    for (i, c) in chars.iter().copied().enumerate() {
        let previous = i.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or(' ');
        let next = chars.get(i + 1).copied().unwrap_or(' ');
        let is_between_digits = previous.is_ascii_digit() && next.is_ascii_digit();
        let joins = c.is_alphanumeric() || (matches!(c, ':' | '.') && is_between_digits);
        if !joins
            || (c.is_alphabetic() && previous.is_ascii_digit())
            || (c.is_ascii_digit() && previous.is_alphabetic())
        {
            flush(&mut word, words);
        }
        if joins {
            word.push(if c == '.' { ':' } else { c });
        } else if c == '-' && is_between_digits {
            words.push("-".to_owned());
        } else if c == '~' {
            words.push("~".to_owned());
        }
    }
    flush(&mut word, words);
}

fn flush(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// Whether the word is a date of EDTF inside a phrase ("before 2019-01-10").
fn is_edtf_like(chunk: &str) -> bool {
    chunk.len() >= 7
        && chunk.as_bytes().get(..5).is_some_and(|head| head[..4].iter().all(u8::is_ascii_digit) && head[4] == b'-')
        && edtf_core::Edtf::parse(&chunk.to_uppercase()).is_ok()
}

fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{06D6}'..='\u{06ED}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn plain(c: char) -> char {
    match c {
        '\u{0660}'..='\u{0669}' => digit(c, 0x0660),
        '\u{06F0}'..='\u{06F9}' => digit(c, 0x06F0),
        'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        '–' | '—' | '−' | '‑' | '‐' => '-',
        _ => c,
    }
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit((c as u32).wrapping_sub(zero), 10).unwrap_or(c)
}
