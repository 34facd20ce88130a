//! Records line by line: NDJSON, each line one record in the form of the case file.

use super::case_file::Noun;
use serde_json::Value;

/// The records, one on each line, in the order given.
#[must_use]
pub fn write<'a, N: Noun + 'a>(records: impl IntoIterator<Item = &'a N>) -> String {
    write_beside(&[], records.into_iter().map(|record| (record, [])))
}

/// The same with fields called `names` behind those of each record, and in them what stands beside it.
#[must_use]
pub fn write_beside<'a, N: Noun + 'a, const C: usize>(
    names: &[&str; C],
    records: impl IntoIterator<Item = (&'a N, [usize; C])>,
) -> String {
    let mut lines = String::new();
    for (record, beside) in records {
        let mut line = record.write();
        if let Value::Object(fields) = &mut line {
            fields.extend(names.iter().zip(beside).map(|(&name, number)| (name.to_owned(), Value::from(number))));
        }
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    lines
}
