//! Pages asked for in process: the shipped case in a database in memory, and a document to select from.

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use counterpoint::{app::App, clock::Clock, server};
use scraper::{Html, Selector};
use tower::ServiceExt;

/// The answer to one request.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its text.
    pub body: String,
}

