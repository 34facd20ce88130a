//! `schema`: the JSON Schema of the case file.

use clap::Args;

use super::output::print_line;

use crate::exchange::case_file::schema;

/// Options of `schema`: none.
#[derive(Debug, Args)]
pub(super) struct Schema {}

impl Schema {
    #[expect(clippy::unused_self, reason = "every command runs the same way")]
    pub(super) fn run(self) -> anyhow::Result<()> {
        print_line(&serde_json::to_string_pretty(&schema())?)?;
        Ok(())
    }
}
