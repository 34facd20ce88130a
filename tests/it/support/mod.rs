//! What several test files share. Only what two of them use comes here.

use std::path::{Path, PathBuf};

pub mod api;
pub mod app;
pub mod browser;
pub mod checker;
pub mod client;
pub mod command;
pub mod generated;
pub mod log;
pub mod page;
pub mod program;
pub mod python;
pub mod receiver;
pub mod records;
pub mod sketch;
pub mod stream;
pub mod visitor;

/// A path inside the repository, given from its root.
pub fn repository_path(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every file below a folder of the repository, as sorted paths from its root with `/` between the parts.
///
/// A folder that is not there yet has no files.
pub fn files_below(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(repository_path(&folder)) else { continue };
        for entry in entries {
            let entry = entry.expect("the entries of a folder of the repository can be read");
            let path = format!("{folder}/{}", entry.file_name().display());
            if entry.path().is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}
