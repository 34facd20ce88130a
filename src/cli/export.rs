//! `export`: a case of a database as a case file, in canonical form.

use anyhow::Context as _;
use clap::Args;

use super::{block_on, input::read_stored, output::print_text, place::Place};
use crate::{domain::id::CaseId, exchange::case_file};

/// Options of `export`. The file holds the names of protected sources: it is for those who run the database and
/// have its key.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The id of the case.
    case: String,
    #[command(flatten)]
    place: Place,
}

impl Export {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let missing = format!("there is no case called {}", self.case);
        let id = CaseId::parse(&self.case).map_err(|_| anyhow::anyhow!("{missing}"))?;
        let stored = block_on(read_stored(&id, self.place))?;
        print_text(&case_file::write(stored.context(missing)?.dossier.records()))
    }
}
