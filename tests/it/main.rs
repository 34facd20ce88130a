//! One test binary for everything that is tested from outside: rules of the repository, store, pages, API, commands, browser.
//!
//! A file is named for what it tests: `store_<noun>`, `pages_<noun>`, `api_<noun>`, `cli_<command>`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say so and stop")]

mod admission;
mod analysis_specimen;
mod api_analysis;
mod api_cases;
mod api_claims;
mod api_documents;
mod api_openapi;
mod api_problems;
mod api_questions;
mod api_readings;
mod api_sources;
mod app_pictures;
mod architecture;
mod browser;
mod browser_shipped_case;
mod circular_reports;
mod cli_analyze;
mod cli_demo;
mod cli_import;
mod cli_settings;
mod consequence_properties;
mod consequence_specimen;
mod engine_brute_force;
mod engine_denials;
mod engine_doubles;
mod engine_drift;
mod engine_properties;
mod engine_rules;
mod exchange_case_file;
mod exchange_case_file_faults;
mod pages_cases;
mod pages_claims;
mod pages_documents;
mod pages_entities;
mod pages_finished;
mod pages_history;
mod pages_matrix;
mod pages_places;
mod pages_questions;
mod pages_recorded;
mod pages_sources;
mod repository;
mod server_hosts;
mod store_cases;
mod store_import;
mod support;
mod text_consequences;
mod text_faults;
mod text_messages;
mod text_positions;
mod text_specimen;
mod timeline_specimen;
mod two_worlds;
