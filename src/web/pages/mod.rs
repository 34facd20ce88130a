//! The pages, one file for each noun: handlers, view structs, nothing else.

pub mod cases;
pub mod claims;
pub mod questions;
