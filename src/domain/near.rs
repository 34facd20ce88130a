//! "Did you mean": the known word that looks most like the one given.

/// The longest word compared, in characters: beyond it a slip of the pen is not the problem.
const CHARS_MAX: usize = 100;

/// The known word closest to `given`: at most a third of its letters (of the longer of the two) inserted, left out,
/// replaced or swapped with their neighbour. The first of equally close ones.
///
/// ```
/// use counterpoint::domain::near::nearest;
/// assert_eq!(nearest("probabel", ["certain", "probable"]), Some("probable"));
/// assert_eq!(nearest("zebra", ["certain", "probable"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = letters(given)?;
    known
        .into_iter()
        .filter_map(|word| {
            let letters = letters(word)?;
            let slips_max = given.len().max(letters.len()) / 3;
            // The distance is never less than the difference in length: most of a long list is passed over here.
            if given.len().abs_diff(letters.len()) > slips_max {
                return None;
            }
            let slips = distance(&given, &letters);
            (slips <= slips_max).then_some((slips, word))
        })
        .min_by_key(|&(slips, _)| slips)
        .map(|(_, word)| word)
}

/// How many letters of one text have to be inserted, left out, replaced or swapped with their neighbour to give the
/// other. Only the first letters of very long texts are compared.
#[must_use]
pub fn slips(a: &str, b: &str) -> usize {
    let letters = |text: &str| text.chars().take(CHARS_MAX).collect::<Vec<char>>();
    distance(&letters(a), &letters(b))
}

fn letters(word: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).take(CHARS_MAX + 1).collect();
    (!letters.is_empty() && letters.len() <= CHARS_MAX).then_some(letters)
}

/// Damerau-Levenshtein distance in its restricted form: no part of the word is edited twice.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const IDS: [&str; 4] = ["hajin", "hasakah", "al-keshma", "hamdan"];

    #[test]
    fn a_slip_of_the_pen_finds_the_word_that_was_meant() {
        for (given, meant) in [
            ("hajn", Some("hajin")),
            ("ahjin", Some("hajin")),
            ("HASAKA", Some("hasakah")),
            ("al-kshma", Some("al-keshma")),
            ("baghdad", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(given, IDS), meant, "{given}");
        }
    }

    #[test]
    fn of_equally_close_words_the_first_is_offered() {
        assert_eq!(nearest("case", ["cast", "cash"]), Some("cast"));
    }

    #[test]
    fn a_very_long_word_is_not_compared() {
        assert_eq!(nearest(&"a".repeat(10_000), ["aaa"]), None);
    }
}
