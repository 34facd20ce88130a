//! Counterpoint keeps track of who says what, how it reached us, and where the accounts cannot all be true.

pub mod domain;
pub mod exchange;
pub mod store;
