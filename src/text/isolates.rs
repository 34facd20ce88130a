//! Directional isolates: kept where text of one direction stands in a sentence of the other, dropped elsewhere.

use crate::domain::text::Language;

const FIRST_STRONG: char = '\u{2068}';
const POP: char = '\u{2069}';

/// Drops the isolates that Fluent puts around every argument where they keep nothing apart: most are plain numbers and
/// names in the language of the sentence, and pages, searches and comparisons are better off without the marks.
pub(super) fn tidy(text: String, language: Language) -> String {
    if !text.contains(FIRST_STRONG) {
        return text;
    }
    let mut tidy = String::with_capacity(text.len());
    let mut open: Vec<(usize, char)> = Vec::new();
    for character in text.chars() {
        match character {
            '\u{2066}' | '\u{2067}' | FIRST_STRONG => open.push((tidy.len(), character)),
            POP => {
                let Some((start, opener)) = open.pop() else { continue };
                if opener != FIRST_STRONG || needs_isolation(&tidy[start..], language) {
                    tidy.insert(start, opener);
                    tidy.push(POP);
                }
            }
            other => tidy.push(other),
        }
    }
    tidy
}

/// `text` without any isolate.
pub(super) fn strip(mut text: String) -> String {
    text.retain(|character| !('\u{2066}'..=POP).contains(&character));
    text
}

fn needs_isolation(text: &str, language: Language) -> bool {
    match language {
        Language::English => !text.is_ascii() && text.chars().any(is_right_to_left),
        Language::Arabic => {
            // The cheap question first: a table of all alphabets is slow to ask about every letter.
            let is_foreign = |c: char| !is_right_to_left(c) && c.is_alphabetic();
            let is_wordless = || !text.chars().any(|c| matches!(c, '\u{0621}'..='\u{064A}') || c.is_alphabetic());
            let is_number = || text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':'));
            text.chars().any(is_foreign) || (!is_number() && is_wordless())
        }
    }
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolates_stay_only_around_what_runs_the_other_way() {
        let tidied = |text: &str, language| tidy(text.to_owned(), language);
        assert_eq!(tidied("from \u{2068}10 January\u{2069}", Language::English), "from 10 January");
        assert_eq!(tidied("in \u{2068}هجين\u{2069}", Language::English), "in \u{2068}هجين\u{2069}");
        assert_eq!(tidied("\u{2068}5\u{2069} وثائق", Language::Arabic), "5 وثائق");
        assert_eq!(tidied("عبر \u{2068}The Week\u{2069}", Language::Arabic), "عبر \u{2068}The Week\u{2069}");
        assert_eq!(tidied("\u{2068}112–121\u{2069} يومًا", Language::Arabic), "\u{2068}112–121\u{2069} يومًا");
        assert_eq!(strip("عبر \u{2068}The Week\u{2069}".to_owned()), "عبر The Week");
    }
}
