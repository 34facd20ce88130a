//! One spelling for comparison: what differs only in case, accents, vowel marks or the kind of space becomes the same.
//! Only for reading words; what a person typed is kept as typed.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text in the one spelling that words are compared in.
///
/// Lower case; no accents, harakat or tatweel; ا for أ إ آ ٱ, ي for ى and ئ, و for ؤ, ه for ة; ASCII digits for both
/// Arabic sets; one plain space for every run of white space; `-`, `'`, `>=`, `<=` and `~` for their typographic forms.
///
/// ```
/// assert_eq!(counterpoint::domain::fold::fold("  Près de ٧٠\u{a0}ألفاً"), "pres de 70 الفا");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let letters = text.nfd().filter(|&c| !is_combining_mark(c) && !is_invisible(c)).flat_map(char::to_lowercase);
    for character in letters {
        match character {
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            '≥' => folded.push_str(">="),
            '≤' => folded.push_str("<="),
            '…' => folded.push_str("..."),
            c => folded.push(fold_char(c)),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Tatweel, joiners, directional marks and soft hyphens: they change how a word looks, not which word it is.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn fold_char(c: char) -> char {
    match c {
        '٠'..='٩' => ascii_digit(c, '٠'),
        '۰'..='۹' => ascii_digit(c, '۰'),
        'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        '٫' => '.',
        '٬' | '،' => ',',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '’' | '‘' | 'ʼ' => '\'',
        '≈' | '∼' | '～' => '~',
        c => c,
    }
}

fn ascii_digit(digit: char, zero: char) -> char {
    u32::from(digit).checked_sub(u32::from(zero)).and_then(|value| char::from_digit(value, 10)).unwrap_or(digit)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_word_fold_to_the_same_text() {
        for (a, b) in [
            ("  Près de ٧٠\u{a0}ألفاً", "pres de 70 الفا"),
            ("أَلْفًا", "الفا"),
            ("إلى", "الي"),
            ("مئة", "ميه"),
            ("قتــلى", "قتلي"),
            ("PRÈS", "pres"),
            ("۷۰٬۰۰۰", "70,000"),
            ("10–20", "10-20"),
            ("70\u{202f}000", "70 000"),
            ("≥ 3", ">= 3"),
            ("\u{200f}", ""),
        ] {
            assert_eq!(fold(a), b);
        }
    }
}
