//! What the tests share.

pub mod records;
