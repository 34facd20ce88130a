//! Cells of tables for spreadsheets: a text in a cell never starts a formula, and can be read back.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, whatever its quotes, and some skip a
//! tab or a line break before it or fold the full-width forms. Such a cell gets an apostrophe in front, which
//! spreadsheets show as nothing. A cell that begins with an apostrophe gets one more, so that nothing is ambiguous.

use std::borrow::Cow;

/// What stands in front of a text that would start a formula.
const GUARD: char = '\'';
/// Between the items of a list in one cell.
pub const ITEM: &str = "; ";
/// Between the sources of a chain in one cell, root first.
pub const LINK: &str = " > ";

/// `text` as it may stand in a cell.
#[must_use]
pub fn neutral(text: &str) -> Cow<'_, str> {
    if text.starts_with(is_guarded) { format!("{GUARD}{text}").into() } else { text.into() }
}

/// The text that [`neutral`] was given, from the cell it gave; of any other cell the cell itself.
#[must_use]
pub fn original(cell: &str) -> &str {
    cell.strip_prefix(GUARD).filter(|text| text.starts_with(is_guarded)).unwrap_or(cell)
}

fn is_guarded(first: char) -> bool {
    matches!(first, GUARD | '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '−')
}

/// Items as one text: `a; b`. A semicolon within an item is written `\;` and a backslash `\\`. A list of one item
/// ends in a semicolon, so that it can be told from a single text.
#[must_use]
pub fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [only] => format!("{};", item(only.as_ref())),
        items => items.iter().map(|it| item(it.as_ref())).collect::<Vec<_>>().join(ITEM),
    }
}

/// One item of a list, or a text that is no list where a list may stand.
#[must_use]
pub fn item(text: &str) -> String {
    text.replace('\\', r"\\").replace(';', r"\;")
}

/// The items of a cell, and whether it is a list: [`list`] read back. Spaces around items, and items that are empty,
/// go away.
#[must_use]
pub fn items(cell: &str) -> (Vec<String>, bool) {
    let (mut items, mut open, mut is_list) = (Vec::new(), String::new(), false);
    let mut characters = cell.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some(escaped @ ('\\' | ';')) => open.push(escaped),
                Some(other) => open.extend(['\\', other]),
                None => open.push('\\'),
            },
            ';' => {
                is_list = true;
                items.push(std::mem::take(&mut open));
            }
            other => open.push(other),
        }
    }
    items.push(open);
    let items = items.iter().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
    (items, is_list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_starts_a_formula_and_every_cell_can_be_read_back() {
        for text in ["=1+1", "+49 30", "-5", "@SUM(A1)", "\tx", "\rx", "\n=x", "＝1", "－5", "−5", "'tis", "''", "'=1"]
        {
            let cell = neutral(text);
            assert!(cell.starts_with('\''), "{text}");
            assert_eq!(original(&cell), text);
        }
        for text in ["", "2", "mid-September", "a=b", "12 > 5", "هجين", "2018-09/.."] {
            assert_eq!(neutral(text), text);
            assert_eq!(original(text), text);
        }
        // Somebody's own apostrophe before a word was no guard.
        assert_eq!(original("'quoted"), "'quoted");
    }

    #[test]
    fn lists_and_single_texts_are_read_back_as_what_they_were() {
        let said = |items: &[&str]| items.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
        for list_of in [&["a", "b"][..], &["only"], &["a;b", r"c\d"], &[r"\;", ";"]] {
            assert_eq!(items(&list(list_of)), (said(list_of), true));
        }
        for single in ["a", "he said; she said", r"back\slash", r"\;"] {
            assert_eq!(items(&item(single)), (said(&[single]), false));
        }
    }
}
