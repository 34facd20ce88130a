//! `openapi`: the description of the REST API.

use clap::Args;

use super::output::print_line;
use crate::api::openapi::document;

/// Options of `openapi`: none.
#[derive(Debug, Args)]
pub(super) struct Openapi {}

impl Openapi {
    #[expect(clippy::unused_self, reason = "every command runs the same way")]
    pub(super) fn run(self) -> anyhow::Result<()> {
        print_line(&serde_json::to_string_pretty(document())?)?;
        Ok(())
    }
}
