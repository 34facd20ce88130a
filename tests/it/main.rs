//! One test binary for everything that is tested from outside: rules of the repository, store, pages, API, commands, browser.
//!
//! A file is named for what it tests: `store_<noun>`, `pages_<noun>`, `api_<noun>`, `cli_<command>`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say so and stop")]

mod analysis_specimen;
mod architecture;
mod browser;
mod cli_settings;
mod engine_brute_force;
mod engine_drift;
mod engine_properties;
mod engine_rules;
mod exchange_case_file;
mod exchange_case_file_faults;
mod pages_documents;
mod pages_entities;
mod pages_matrix;
mod pages_places;
mod pages_sources;
mod repository;
mod store_cases;
mod store_import;
mod support;
