//! Highlights: where the excerpts of claims stand in the stored text of a document.
//!
//! An excerpt is found where the text says exactly the same, whatever the spaces and line breaks between its words.

use std::ops::Range;

/// One excerpt, found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    number: usize,
    range: Range<usize>,
}

/// A piece of a paragraph, in reading order. Marks are properly nested: where two overlap, one is cut in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Words.
    Words(&'t str),
    /// The mark of excerpt `number` begins, or goes on after a cut.
    Open {
        /// The number of the excerpt, as given.
        number: usize,
        /// It begins here.
        is_first: bool,
    },
    /// The mark that was opened last ends, or is cut.
    Close {
        /// The number of the excerpt.
        number: usize,
        /// It ends here.
        is_last: bool,
    },
}

/// A stored text with the places of the excerpts in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked<'t> {
    text: &'t str,
    found: Vec<Found>,
    /// The excerpts that do not stand in the text, by number.
    pub missing: Vec<usize>,
}

impl<'t> Marked<'t> {
    /// Finds `excerpts` in `text`: each at its first occurrence.
    #[must_use]
    pub fn new(text: &'t str, excerpts: &[&str]) -> Self {
        let folded = Folded::of(text);
        let mut marked = Self { text, found: Vec::new(), missing: Vec::new() };
        for (number, excerpt) in excerpts.iter().enumerate() {
            match folded.find(excerpt) {
                Some(range) => marked.found.push(Found { number, range }),
                None => marked.missing.push(number),
            }
        }
        // The longer first where two begin together, so that the shorter lies inside.
        marked.found.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end), found.number));
        marked
    }

    /// The paragraphs of the text, by their bytes: no longer than `bytes_max`, none empty.
    #[must_use]
    pub fn paragraphs(&self, bytes_max: usize) -> Vec<Range<usize>> {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let end = start + line.len();
            let mut at = start;
            while end - at > bytes_max {
                let cut = cut_before(self.text, at, at + bytes_max);
                paragraphs.push(at..cut);
                at = cut;
            }
            if !self.text[at..end].trim().is_empty() {
                paragraphs.push(at..end);
            }
            start = end;
        }
        paragraphs
    }

    /// The excerpts that begin in `paragraph`, by number, in order of the text.
    pub fn beginning_in(&self, paragraph: &Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let paragraph = paragraph.clone();
        self.found.iter().filter(move |found| paragraph.contains(&found.range.start)).map(|found| found.number)
    }

    /// The words of `paragraph` with its marks.
    #[must_use]
    pub fn pieces(&self, paragraph: &Range<usize>) -> Vec<Piece<'t>> {
        let end = paragraph.start + self.text[paragraph.clone()].trim_end().len();
        let here: Vec<&Found> =
            self.found.iter().filter(|found| found.range.start < end && found.range.end > paragraph.start).collect();
        let mut bounds: Vec<usize> = here.iter().flat_map(|found| [found.range.start, found.range.end]).collect();
        bounds.extend([paragraph.start, end]);
        bounds.retain(|bound| (paragraph.start..=end).contains(bound));
        bounds.sort_unstable();
        bounds.dedup();
        let mut writer = Writer { pieces: Vec::new(), open: Vec::new(), from: paragraph.start };
        for (index, &bound) in bounds.iter().enumerate() {
            writer.close(bound, bound == end);
            if bound == end {
                break;
            }
            for found in here.iter().filter(|found| found.range.start.max(paragraph.start) == bound) {
                writer.open(found);
            }
            let next = bounds.get(index + 1).copied().unwrap_or(end);
            writer.pieces.push(Piece::Words(&self.text[bound..next]));
        }
        writer.pieces
    }
}

struct Writer<'t, 'm> {
    pieces: Vec<Piece<'t>>,
    open: Vec<&'m Found>,
    from: usize,
}

impl<'m> Writer<'_, 'm> {
    fn open(&mut self, found: &'m Found) {
        self.pieces.push(Piece::Open { number: found.number, is_first: found.range.start >= self.from });
        self.open.push(found);
    }

    /// Ends every mark that ends at `bound`; those opened later that go on are cut and go on. At the end of the
    /// paragraph all are closed.
    fn close(&mut self, bound: usize, is_end: bool) {
        let keep = |found: &&Found| found.range.end > bound && !is_end;
        let Some(first) = self.open.iter().position(|found| !keep(found)) else { return };
        let cut = self.open.split_off(first);
        for found in cut.iter().rev() {
            self.pieces.push(Piece::Close { number: found.number, is_last: found.range.end <= bound });
        }
        for found in cut.into_iter().filter(keep) {
            self.pieces.push(Piece::Open { number: found.number, is_first: false });
            self.open.push(found);
        }
    }
}

/// The last space in `text[from..to]`, else the last boundary of a character.
fn cut_before(text: &str, from: usize, to: usize) -> usize {
    let to = (from + 1..=to).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    text[from..to].rfind(char::is_whitespace).filter(|&at| at > 0).map_or(to, |at| from + at)
}

/// A text with every run of white space made one space, and where each of its bytes comes from.
struct Folded {
    text: String,
    origin: Vec<usize>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len() + 1) };
        for (at, character) in text.char_indices() {
            let is_space = character.is_whitespace();
            if is_space && (folded.text.is_empty() || folded.text.ends_with(' ')) {
                continue;
            }
            let kept = if is_space { ' ' } else { character };
            folded.origin.extend((0..kept.len_utf8()).map(|byte| at + byte));
            folded.text.push(kept);
        }
        folded
    }

    fn find(&self, excerpt: &str) -> Option<Range<usize>> {
        let wanted = excerpt.split_whitespace().collect::<Vec<_>>().join(" ");
        if wanted.is_empty() {
            return None;
        }
        let start = self.text.find(&wanted)?;
        let last = start + wanted.len() - 1;
        Some(self.origin[start]..self.origin[last] + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Marked, Piece};

    fn shown(text: &str, excerpts: &[&str]) -> Vec<String> {
        let marked = Marked::new(text, excerpts);
        let paragraphs = marked.paragraphs(1_000);
        paragraphs
            .iter()
            .map(|paragraph| {
                let pieces = marked.pieces(paragraph);
                pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::Words(words) => (*words).to_owned(),
                        Piece::Open { number, is_first } => format!("{}{number}<", if *is_first { "" } else { "+" }),
                        Piece::Close { number, is_last } => format!(">{number}{}", if *is_last { "" } else { "+" }),
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn an_excerpt_is_found_whatever_the_spaces_and_breaks_between_its_words() {
        assert_eq!(
            shown("He  fled to\u{a0}the\ndesert.", &["fled to the desert"]),
            ["He  0<fled to\u{a0}the>0+", "+0<desert>0."]
        );
    }

    #[test]
    fn an_excerpt_within_another_lies_inside_of_it_and_an_overlap_is_cut() {
        assert_eq!(
            shown("fled in early January", &["in early January", "fled in early January"]),
            ["1<fled 0<in early January>0>1"]
        );
        assert_eq!(shown("a b c d", &["a b c", "b c d"]), ["0<a 1<b c>1+>0+1< d>1"]);
    }

    #[test]
    fn what_the_text_does_not_say_is_missing() {
        let marked = Marked::new("الكشمة قرب الباغوز", &["قرب الباغوز", "Hajin"]);
        assert_eq!(marked.missing, [1]);
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_at_a_space() {
        let marked = Marked::new("one two three\n\nfour", &[]);
        assert_eq!(marked.paragraphs(9), [0..7, 7..14, 15..19]);
    }
}
