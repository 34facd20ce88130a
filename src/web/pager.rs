//! Paging: long lists a hundred at a time, by links.

use std::ops::Range;

use super::Reader;

/// The most entries of one page of a list.
pub const ENTRIES_MAX: usize = 100;

/// Where a page of a list stands, and the way to its neighbours.
pub struct Pager {
    /// What is shown: "1–100 of 2,000".
    pub shown: String,
    /// The page before.
    pub earlier_url: Option<String>,
    /// The page after.
    pub later_url: Option<String>,
    /// The entries shown.
    pub range: Range<usize>,
}

impl Pager {
    /// The page of `count` entries that the query parameter `page` asks for.
    #[must_use]
    pub fn of(reader: &Reader, count: usize) -> Self {
        let pages = count.div_ceil(ENTRIES_MAX).max(1);
        let number = asked(reader, "page").min(pages);
        let range = (number - 1) * ENTRIES_MAX..(number * ENTRIES_MAX).min(count);
        Self::at(reader, "page", (number, pages, range), count)
    }

    /// The page `number` of `pages`, which the query parameter `name` chooses.
    #[must_use]
    pub fn at(
        reader: &Reader,
        name: &'static str,
        (number, pages, range): (usize, usize, Range<usize>),
        count: usize,
    ) -> Self {
        let words = reader.words();
        let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let shown = words.range(whole(range.start + 1), whole(range.end));
        let of = words.number(whole(count));
        let to = |number: usize| reader.with(name, &number.to_string());
        Self {
            shown: words.tell("pager-shown", &[("shown", shown.into()), ("of", of.into())]),
            earlier_url: (number > 1).then(|| to(number - 1)),
            later_url: (number < pages).then(|| to(number + 1)),
            range,
        }
    }

    /// Whether there is more than one page.
    #[must_use]
    pub fn is_needed(&self) -> bool {
        self.earlier_url.is_some() || self.later_url.is_some()
    }
}

/// The number of a page that the query parameter `name` asks for, from 1.
#[must_use]
pub fn asked(reader: &Reader, name: &str) -> usize {
    reader.asked(name).and_then(|number| number.parse().ok()).filter(|&number| number > 0).unwrap_or(1)
}
