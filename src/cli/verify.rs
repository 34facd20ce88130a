//! `verify`: whether a database is whole and unchanged.

use anyhow::{Context as _, anyhow, bail};
use clap::Args;

use super::{block_on, output::print_text, place::Place};
use crate::{
    config::Config,
    store::{self, Check, Verification},
};

/// Options of `verify`. It only reads, and works beside a running server.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// An entry of the audit trail that was noted earlier, as `NUMBER:HASH`: the trail must still go through it.
    #[arg(long, value_parser = entry)]
    entry: Option<(i64, String)>,
    #[command(flatten)]
    place: Place,
}

fn entry(text: &str) -> anyhow::Result<(i64, String)> {
    let parts = text.split_once(':').and_then(|(number, hash)| Some((number.parse().ok()?, hash.to_ascii_lowercase())));
    parts.ok_or_else(|| anyhow!("write it as counterpoint verify printed it, NUMBER:HASH"))
}

impl Verify {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let file = Config::database_in(&self.place.data);
        if !file.exists() {
            bail!("there is no database {}", file.display());
        }
        let key_file = self.place.key_file.unwrap_or_else(|| Config::key_in(&self.place.data));
        let verification = block_on(async {
            let verified = store::verify(&file, &key_file, self.entry).await;
            verified.with_context(|| format!("the database {} cannot be read", file.display()))
        })?;
        print_text(&told(&verification))?;
        let faulty = verification.checks.iter().filter(|check| !check.is_well()).count();
        match faulty {
            0 => Ok(()),
            1 => bail!("1 check found faults"),
            faulty => bail!("{faulty} checks found faults"),
        }
    }
}

fn told(verification: &Verification) -> String {
    let mut lines = vec![format!("well   SQLite {}", verification.sqlite_version)];
    lines.extend(verification.checks.iter().flat_map(line));
    if let Some((number, hash)) = &verification.last_entry {
        lines.push(format!("The last entry of the audit trail is {number}:{hash}"));
        lines.push(
            "Note it outside this machine; --entry with it shows later that nothing before it was rewritten.".into(),
        );
    }
    lines.join("\n") + "\n"
}

fn line(check: &Check) -> Vec<String> {
    let verdict = if check.is_well() { "well " } else { "FAULT" };
    let mut lines = vec![format!("{verdict}  {} {}", check.count, check.what)];
    lines.extend(check.faults.iter().map(|fault| format!("         {fault}")));
    if check.more > 0 {
        lines.push(format!("         and {} more", check.more));
    }
    lines
}
