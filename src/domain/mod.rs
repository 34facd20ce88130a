//! The domain: pure rules, no database, no web, no clock. This page is the glossary, in reading order.

pub mod calendar;
pub mod certainty;
pub mod fault;
pub mod fold;
pub mod id;
pub mod near;
pub mod policy;
pub mod span;
pub mod text;
pub mod value;
