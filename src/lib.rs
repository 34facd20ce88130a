//! Counterpoint keeps track of who says what, how it reached us, and where the accounts cannot all be true.
//!
//! The crate in reading order: [`domain`] holds the rules, [`credentials`] what proves who somebody is, [`store`] the
//! database, [`text`] the words, [`exchange`] the formats, [`outbound`] where may be sent to; [`app`] is what every request is given, [`admission`] says who
//! may, [`server`] puts the routes together, [`web`] answers with pages, [`api`] with JSON, [`delivery`] sends what others asked to be told, [`cli`] answers a
//! terminal.

pub mod domain;

pub mod credentials;
pub mod exchange;
pub mod store;
pub mod text;

pub mod admission;
pub mod app;
pub mod clock;
pub mod config;
pub mod outbound;
pub mod paths;

pub mod api;
pub mod web;

pub mod cli;
pub mod delivery;
pub mod server;
