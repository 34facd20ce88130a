//! The domain: pure rules, no database, no web, no clock. This page is the glossary, in reading order.

// The records: what editors enter, one file for each noun.
pub mod assessment;
pub mod case;
pub mod chain;
pub mod claim;
pub mod document;
pub mod entity;
pub mod place;
pub mod question;
pub mod record;
pub mod source;

// Who works on it, and who may see it.
pub mod access;
pub mod person;
pub mod token;

// Who is told of it.
pub mod webhook;

// A case as a whole: its records checked against each other, and what follows from them.
pub mod account;
pub mod analysis;
pub mod as_known;
pub mod candidate;
pub mod comparison;
pub mod consequence;
pub mod difference;
pub mod disagreement;
pub mod dossier;
pub mod drift;
pub mod edition;
pub mod explanation;
pub mod fragility;
pub mod highlight;
pub mod independence;
pub mod intake;
pub mod judged;
pub mod matrix;
pub mod notice;
pub mod outline;
pub mod position;
pub mod referrers;
pub mod retelling;
pub mod shift;
pub mod standing;
pub mod steps;
pub mod timeline;

// What a claim says: values read as typed, and the answers they leave possible.
pub mod certainty;
pub mod extent;
pub mod policy;
pub mod reading;
pub mod value;

// The ground everything stands on.
mod bits;
pub mod calendar;
pub mod dated;
pub mod fault;
pub mod fold;
pub mod id;
pub mod likeness;
pub mod near;
pub mod numbers;
mod sorting;
pub mod span;
pub mod text;
pub mod tree;
mod words;
