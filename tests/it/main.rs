//! One test binary for everything that is tested from outside: rules of the repository, store, pages, API, commands, browser.
//!
//! A file is named for what it tests: `store_<noun>`, `pages_<noun>`, `api_<noun>`, `cli_<command>`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say so and stop")]

mod analysis_specimen;
mod architecture;
mod browser;
mod exchange_case_file;
mod exchange_case_file_faults;
mod pages_cases;
mod repository;
mod store_cases;
mod store_import;
mod support;
mod text_faults;
mod text_messages;
mod text_specimen;
mod timeline_specimen;
