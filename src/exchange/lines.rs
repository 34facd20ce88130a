//! Records line by line: NDJSON, each line one record in the form of the case file.

use super::case_file::Noun;

/// The records, one on each line, in the order given.
#[must_use]
pub fn write<'a, N: Noun + 'a>(records: impl IntoIterator<Item = &'a N>) -> String {
    let mut lines = String::new();
    for record in records {
        lines.push_str(&record.write().to_string());
        lines.push('\n');
    }
    lines
}
