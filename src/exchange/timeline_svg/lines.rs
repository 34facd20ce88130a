//! Text in lines: a drawing does not wrap by itself.

/// How many characters a text shows; isolates take no room.
pub(super) fn shown(text: &str) -> usize {
    text.chars().filter(|c| !is_mark(*c)).count()
}

/// The lines of a text, of at most `chars` characters each; a last one ends in an ellipsis where there would be more
/// than `most`. An isolate that goes on in the next line is closed and opened again, or the rest of the drawing would be
/// inside it.
pub(super) fn wrapped(text: &str, chars: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace().flat_map(|word| pieces(word, chars)) {
        let line = lines.last_mut().expect("there is a first line");
        if line.is_empty() {
            *line = word;
        } else if shown(line) + 1 + shown(&word) <= chars {
            line.push(' ');
            line.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while shown(last) >= chars {
                last.pop();
            }
            last.push('…');
        }
    }
    let mut open: Vec<char> = Vec::new();
    lines.into_iter().map(|line| balanced(&line, &mut open)).collect()
}

/// A word in pieces that fit in a line.
fn pieces(word: &str, chars: usize) -> Vec<String> {
    if shown(word) <= chars {
        return vec![word.to_owned()];
    }
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(chars).map(|piece| piece.iter().collect()).collect()
}

/// A line with the isolates that are `open` before it, and none behind it.
fn balanced(line: &str, open: &mut Vec<char>) -> String {
    let mut whole: String = open.iter().collect();
    whole.push_str(line);
    for c in line.chars().filter(|c| is_mark(*c)) {
        if c == END {
            open.pop();
        } else {
            open.push(c);
        }
    }
    whole.extend(std::iter::repeat_n(END, open.len()));
    whole
}

/// What ends an isolate.
const END: char = '\u{2069}';

fn is_mark(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_parted_between_words_and_only_one_too_long_is_cut() {
        assert_eq!(wrapped("one two  three", 7, 9), ["one two", "three"]);
        assert_eq!(wrapped("abcdefgh i", 3, 9), ["abc", "def", "gh", "i"]);
        assert_eq!(wrapped("one two three", 5, 2), ["one", "two…"]);
        assert_eq!(wrapped("abcde fghij klm", 5, 2), ["abcde", "fghi…"]);
        assert_eq!(wrapped("", 5, 2), [""]);
    }

    #[test]
    fn what_is_isolated_stays_so_on_every_line() {
        assert_eq!(
            wrapped("says \u{2068}one two\u{2069} so", 8, 9),
            ["says \u{2068}one\u{2069}", "\u{2068}two\u{2069} so"]
        );
    }
}
