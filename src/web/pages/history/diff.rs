//! What changed in a text, word by word.

use std::time::Duration;

use similar::{Algorithm, ChangeTag, TextDiff};

/// A text longer than this is not compared word by word, in bytes.
const TEXT_BYTES_MAX: usize = 64 << 10;
/// The longest run of words that stayed, in characters; of a longer one the middle is left out.
const SAME_CHARS_MAX: usize = 240;
/// How long a comparison may take before it is done more coarsely.
const COMPARISON_MAX: Duration = Duration::from_millis(50);

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether the other side does not have them.
    pub is_changed: bool,
}

/// What stood before and what stands after, each as runs of words that stayed and words that did not.
#[must_use]
pub fn words(before: &str, after: &str) -> [Vec<Run>; 2] {
    let whole = |text: &str| {
        let run = Run { text: text.to_owned(), is_changed: true };
        if text.is_empty() { Vec::new() } else { vec![run] }
    };
    if before.is_empty() || after.is_empty() || before.len() + after.len() > TEXT_BYTES_MAX {
        return [whole(before), whole(after)];
    }
    let mut comparison = TextDiff::configure();
    comparison.algorithm(Algorithm::Myers).timeout(COMPARISON_MAX);
    let difference = comparison.diff_unicode_words(before, after);
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for change in difference.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                push(&mut old, change.value(), false);
                push(&mut new, change.value(), false);
            }
            ChangeTag::Delete => push(&mut old, change.value(), true),
            ChangeTag::Insert => push(&mut new, change.value(), true),
        }
    }
    [old, new].map(|runs| runs.into_iter().map(shortened).collect())
}

fn push(runs: &mut Vec<Run>, text: &str, is_changed: bool) {
    match runs.last_mut() {
        Some(last) if last.is_changed == is_changed => last.text.push_str(text),
        _ => runs.push(Run { text: text.to_owned(), is_changed }),
    }
}

fn shortened(run: Run) -> Run {
    let chars = run.text.chars().count();
    if run.is_changed || chars <= SAME_CHARS_MAX {
        return run;
    }
    let half = SAME_CHARS_MAX / 2;
    let start: String = run.text.chars().take(half).collect();
    let end: String = run.text.chars().skip(chars - half).collect();
    Run { text: format!("{start} … {end}"), ..run }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(runs: &[Run]) -> String {
        runs.iter().map(|run| if run.is_changed { format!("[{}]", run.text) } else { run.text.clone() }).collect()
    }

    #[test]
    fn words_that_changed_are_told_from_those_that_stayed_in_both_scripts() {
        for (before, after, expected) in [
            ("two were killed", "many were killed", ["[two] were killed", "[many] were killed"]),
            ("قُتل اثنان في هجين", "قُتل كثيرون في هجين", ["قُتل [اثنان] في هجين", "قُتل [كثيرون] في هجين"]),
            ("", "new", ["", "[new]"]),
            ("old", "", ["[old]", ""]),
        ] {
            let [old, new] = words(before, after);
            assert_eq!([marked(&old), marked(&new)], expected);
        }
    }

    #[test]
    fn of_a_long_text_what_stayed_is_shortened() {
        let long = "word ".repeat(200);
        let [old, new] = words(&format!("{long}old"), &format!("{long}new"));
        assert!(marked(&old).chars().count() < 300 && marked(&old).ends_with("[old]"), "{}", marked(&old));
        assert!(marked(&new).ends_with("[new]"));
    }
}
