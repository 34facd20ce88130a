//! What the commands share: files, cases of a database, faults as sentences.

use std::{io::Read as _, path::Path};

use anyhow::{Context as _, bail};

use super::{place::Place, serve::open_store};
use crate::{
    clock::Clock,
    config::{Config, LISTEN},
    domain::{dossier::Dossier, fault::Fault, id::CaseId, text::Language},
    exchange::case_file,
    store::{Editor, ImportMode, ImportOutcome, Store, StoreError, Stored},
    text::Words,
};

/// The bytes of a file, or of standard input for `-`.
pub(super) fn read_input(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).context("standard input cannot be read")?;
        return Ok(bytes);
    }
    std::fs::read(file).with_context(|| format!("the file {} cannot be read", file.display()))
}

/// Opens the database at `place`.
pub(super) async fn open(place: Place) -> anyhow::Result<Store> {
    let listen = LISTEN.parse().context("the default address")?;
    let config = Config { key_file: place.key_file, ..Config::plain(listen, place.data) };
    open_store(&config).await
}

/// What a refused import leaves behind.
const UNCHANGED: &str = "; nothing was changed";

/// Every fault of a file on a line of its own, with its place and the way out.
fn refuse<T>(name: &str, faults: &[Fault], outcome: &str) -> anyhow::Result<T> {
    let words = Words::of(Language::English);
    let lines: Vec<String> = faults
        .iter()
        .map(|fault| {
            let place = if fault.at.as_str().is_empty() { "the file" } else { fault.at.as_str() };
            format!("  {place}: {}", words.fault(fault))
        })
        .collect();
    let count = faults.len();
    let noun = if count == 1 { "fault" } else { "faults" };
    bail!("{name} has {count} {noun}{outcome}:\n{}", lines.join("\n"))
}

/// Brings a case file into the database.
pub(super) async fn import_bytes(
    store: &Store,
    bytes: &[u8],
    name: &str,
    mode: ImportMode,
) -> anyhow::Result<ImportOutcome> {
    let records = match case_file::read(bytes) {
        Ok(records) => records,
        // A file that is no whole case by itself may still have more faults than its fields show.
        Err(faults) => match case_file::read_dossier(bytes) {
            Err(all) => return refuse(name, &all, UNCHANGED),
            Ok(_) => return refuse(name, &faults, UNCHANGED),
        },
    };
    let editor = Editor::system("import", Clock::system().now());
    match store.import_case(&editor, records, mode).await {
        Ok(outcome) => Ok(outcome),
        Err(StoreError::Faults(faults)) => refuse(name, &faults, UNCHANGED),
        Err(error) => Err(error).with_context(|| format!("{name} could not be brought in")),
    }
}

/// A case from a file, or from the database where the argument is an id and no such file exists.
pub(super) fn case_of(file_or_case: &str, place: Place) -> anyhow::Result<(Dossier, i64)> {
    let path = Path::new(file_or_case);
    if file_or_case != "-"
        && !path.exists()
        && let Ok(id) = CaseId::parse(file_or_case)
    {
        return super::block_on(stored_case(id, place));
    }
    let bytes = read_input(path)?;
    match case_file::read_dossier(&bytes) {
        Ok(dossier) => Ok((dossier, 0)),
        Err(faults) => refuse(file_or_case, &faults, ""),
    }
}

/// A case of the database at `place`. Where there is no database, none is made.
pub(super) async fn read_stored(id: &CaseId, place: Place) -> anyhow::Result<Option<Stored>> {
    if !Config::database_in(&place.data).exists() {
        return Ok(None);
    }
    let store = open(place).await?;
    let stored = store.dossier(id).await;
    store.close().await;
    Ok(stored?)
}

async fn stored_case(id: CaseId, place: Place) -> anyhow::Result<(Dossier, i64)> {
    let stored = read_stored(&id, place).await?;
    let stored = stored.with_context(|| format!("there is no file and no case called {id}"))?;
    Ok((stored.dossier, stored.revision))
}
