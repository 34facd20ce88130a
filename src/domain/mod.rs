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

pub mod extent;
pub mod position;

pub mod calendar;
pub mod certainty;
pub mod dated;
pub mod near;
pub mod policy;
pub mod reading;
pub mod span;
pub mod tree;
pub mod value;
