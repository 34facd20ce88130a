//! One test binary for everything that is tested from outside: rules of the repository, store, pages, API, commands, browser.
//!
//! A file is named for what it tests: `store_<noun>`, `pages_<noun>`, `api_<noun>`, `cli_<command>`.

mod analysis_specimen;
mod architecture;
mod browser;
mod engine_brute_force;
mod engine_drift;
mod engine_properties;
mod engine_rules;
mod repository;
mod support;
