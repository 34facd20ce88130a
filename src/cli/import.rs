//! `import`: a case file into a database.

use std::path::PathBuf;

use clap::Args;

use super::{
    block_on,
    input::{import_bytes, open, read_input},
    output::print_text,
    place::Place,
};
use crate::store::{Counts, ImportMode, ImportOutcome};

/// Options of `import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The case file (`counterpoint/1`), or - for standard input.
    file: PathBuf,
    /// Withdraw the records of the case that the file does not mention.
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    place: Place,
}

impl Import {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let bytes = read_input(&self.file)?;
        let mode = if self.replace { ImportMode::Replace } else { ImportMode::Merge };
        let name = self.file.display().to_string();
        let outcome = block_on(async {
            let store = open(self.place).await?;
            let outcome = import_bytes(&store, &bytes, &name, mode).await;
            store.close().await;
            outcome
        })?;
        print_text(&told(&outcome))
    }
}

fn told(outcome: &ImportOutcome) -> String {
    if !outcome.is_change() {
        let left = left_alone(outcome);
        return format!("{}: nothing changed, still revision {}\n{left}", outcome.case, outcome.revision);
    }
    let mut lines = vec![format!("{}: revision {}", outcome.case, outcome.revision)];
    for (verb, counts) in [("added", &outcome.added), ("updated", &outcome.updated), ("unchanged", &outcome.unchanged)]
    {
        if counts.total() > 0 {
            lines.push(format!("  {verb}: {}", counted(counts)));
        }
    }
    if !outcome.withdrawn.is_empty() {
        let names: Vec<String> = outcome.withdrawn.iter().map(|(noun, id)| format!("{} {id}", noun.word())).collect();
        lines.push(format!("  withdrawn: {}", names.join(", ")));
    }
    lines.join("\n") + "\n" + left_alone(outcome).as_str()
}

fn counted(counts: &Counts) -> String {
    counts.iter().map(|(noun, count)| format!("{count} {}", noun.word())).collect::<Vec<_>>().join(", ")
}

fn left_alone(outcome: &ImportOutcome) -> String {
    if outcome.left_named.is_empty() {
        return String::new();
    }
    let mut names: Vec<String> = outcome.left_named.iter().map(|(noun, id)| format!("{} {id}", noun.word())).collect();
    let more = outcome.left.total() - names.len();
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    format!("  not mentioned and left as they are (--replace withdraws them): {}\n", names.join(", "))
}
