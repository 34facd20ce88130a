//! The pages, one file for each noun: handlers, view structs, nothing else.

pub mod activity;
pub mod cases;
pub mod claims;
pub mod documents;
pub mod entities;
pub mod history;
pub mod matrix;
pub mod places;
pub mod questions;
pub mod sources;
