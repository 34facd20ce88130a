//! Counterpoint keeps track of who says what, how it reached us, and where the accounts cannot all be true.
//!
//! The crate in reading order: [`domain`] holds the rules, [`text`] the words, [`exchange`] the formats.

pub mod domain;
pub mod exchange;
pub mod store;
pub mod text;
