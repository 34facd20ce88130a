//! The pages, one file for each noun: handlers, view structs, nothing else.

pub mod account;
pub mod activity;
pub mod cases;
pub mod claims;
pub mod documents;
pub mod entities;
pub mod events;
pub mod history;
pub mod import;
pub mod invitations;
pub mod matrix;
pub mod members;
pub mod people;
pub mod people_activity;
pub mod places;
pub mod questions;
pub mod reference;
pub mod setup;
pub mod sign_in;
pub mod sources;
pub mod webhooks;
