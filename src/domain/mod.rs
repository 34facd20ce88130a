//! The domain: pure rules, no database, no web, no clock. This page is the glossary, in reading order.

mod words;

pub mod fault;
pub mod fold;
pub mod id;
pub mod text;

pub mod assessment;
pub mod case;
pub mod chain;
pub mod claim;
pub mod document;
pub mod dossier;
pub mod entity;
pub mod place;
pub mod question;
pub mod source;

pub mod calendar;
pub mod certainty;
pub mod dated;
pub mod near;
pub mod policy;
pub mod reading;
pub mod span;
pub mod tree;
pub mod value;
