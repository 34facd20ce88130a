//! Cutting a folded text into numbers, fixed phrases and ISO 8601 durations.

use super::lexicon::{self, PHRASE_WORDS_MAX, Word};
use crate::domain::near::nearest;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits with their separators, as written.
    Digits(String),
    /// Something that begins like an ISO 8601 duration.
    Iso(String),
    Word(Word),
    /// A word or sign that means nothing here.
    Unknown(String),
}

/// The most pieces a quantity is cut into; a longer text is not a quantity, and reading it would only cost time.
const PIECES_MAX: usize = 40;

/// The tokens of a folded text, or `None` when there are too many for a quantity.
pub(super) fn tokens(folded: &str) -> Option<Vec<Token>> {
    let pieces = pieces(folded)?;
    let mut tokens = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let (next, taken) = token(&pieces[at..]);
        at += taken;
        tokens.extend(next);
    }
    Some(tokens)
}

/// The words that no phrase of the lexicon begins with, replaced by the known phrases they look most like: "at leest"
/// by "at least" as a whole, before each word by itself.
pub(super) fn mended(tokens: &[Token]) -> Vec<Token> {
    let mut right = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let mut runs = (1..=PHRASE_WORDS_MAX.min(tokens.len() - at)).rev();
        let found = runs.find_map(|length| Some((mend(&tokens[at..at + length])?, length)));
        let (mended, taken) = found.unwrap_or_else(|| (tokens[at].clone(), 1));
        right.push(mended);
        at += taken;
    }
    right
}

/// The known phrase that a run of unknown words looks most like.
fn mend(run: &[Token]) -> Option<Token> {
    let words: Option<Vec<&str>> = run
        .iter()
        .map(|token| match token {
            Token::Unknown(word) => Some(word.as_str()),
            _ => None,
        })
        .collect();
    nearest(&words?.join(" "), lexicon::known()).and_then(lexicon::meaning).map(Token::Word)
}

/// The longest phrase of the lexicon that the pieces begin with, else their first piece as what it looks like.
fn token(pieces: &[String]) -> (Vec<Token>, usize) {
    for length in (1..=pieces.len().min(PHRASE_WORDS_MAX)).rev() {
        if let Some(word) = lexicon::meaning(&pieces[..length].join(" ")) {
            return (vec![Token::Word(word)], length);
        }
    }
    let first = &pieces[0];
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        return (vec![Token::Digits(first.clone())], 1);
    }
    if looks_iso(first) {
        return (vec![Token::Iso(first.clone())], 1);
    }
    // The Arabic "and" is written together with the word after it.
    if let Some(word) = first.strip_prefix('و') {
        let mut rest = pieces.to_vec();
        word.clone_into(&mut rest[0]);
        if let (mut tokens, taken) = token_of_known(&rest)
            && !tokens.is_empty()
        {
            tokens.insert(0, Token::Word(Word::And));
            return (tokens, taken);
        }
    }
    (vec![Token::Unknown(first.clone())], 1)
}

fn token_of_known(pieces: &[String]) -> (Vec<Token>, usize) {
    (1..=pieces.len().min(PHRASE_WORDS_MAX))
        .rev()
        .find_map(|length| Some((vec![Token::Word(lexicon::meaning(&pieces[..length].join(" "))?)], length)))
        .unwrap_or_default()
}

fn looks_iso(piece: &str) -> bool {
    piece.strip_prefix('p').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit() || c == 't') && rest.chars().any(|c| c.is_ascii_digit())
    })
}

fn pieces(folded: &str) -> Option<Vec<String>> {
    let characters: Vec<char> = folded.chars().collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(&first) = characters.get(at) {
        if first == ' ' {
            at += 1;
            continue;
        }
        let length = piece_length(&characters[at..]);
        let piece: String = characters[at..at + length].iter().collect();
        at += length;
        // A hyphen inside a word joins two words: "twenty-five", `a-few`.
        let is_inner_hyphen = piece == "-"
            && at >= 2
            && characters[at - 2].is_alphabetic()
            && characters.get(at).is_some_and(|c| c.is_alphabetic());
        if !is_inner_hyphen {
            pieces.push(piece.replace(' ', ""));
        }
        if pieces.len() > PIECES_MAX {
            return None;
        }
    }
    Some(pieces)
}

fn piece_length(rest: &[char]) -> usize {
    let is = |at: usize, test: fn(char) -> bool| rest.get(at).is_some_and(|&c| test(c));
    let first = rest[0];
    if first.is_ascii_digit() {
        return digits_length(rest);
    }
    if first == 'p' && is(1, |c| c.is_ascii_digit() || c == 't') {
        let is_iso = |at: usize| {
            is(at, |c| c.is_ascii_alphanumeric())
                || (is(at, |c| matches!(c, '.' | ',')) && is(at + 1, |c| c.is_ascii_digit()))
        };
        return (1..=rest.len()).find(|&at| !is_iso(at)).unwrap_or(1);
    }
    if first.is_alphabetic() {
        let length = (1..=rest.len()).find(|&at| !is(at, char::is_alphabetic)).unwrap_or(1);
        // "d'années" is two words, "jusqu'à" one.
        if !is(length, |c| c == '\'') {
            return length;
        }
        return if first == 'd' && length == 1 {
            2
        } else {
            (length + 1..=rest.len()).find(|&at| !is(at, char::is_alphabetic)).unwrap_or(length)
        };
    }
    if matches!((first, rest.get(1)), ('>' | '<', Some('=')) | ('.', Some('.'))) {
        // Three dots are two: an ellipsis between two numbers is a range.
        return if first == '.' && is(2, |c| c == '.') { 3 } else { 2 };
    }
    1
}

/// Digits with separators between them. A space separates only groups of three: "70 000".
fn digits_length(rest: &[char]) -> usize {
    let digits = |from: usize| rest[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut length = digits(0);
    let first_group = length;
    let mut is_spaced = None;
    loop {
        let group = rest.get(length + 1..).map_or(0, |_| digits(length + 1));
        let taken = match rest.get(length) {
            Some('.' | ',' | '\'') => group > 0 && is_spaced != Some(true),
            Some(' ') => first_group <= 3 && group == 3 && is_spaced != Some(false),
            _ => false,
        };
        if !taken {
            return length;
        }
        is_spaced = Some(rest[length] == ' ');
        length += 1 + group;
    }
}
