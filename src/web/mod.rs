//! Pages: HTML for people. The route table, and what all pages share.

use axum::{Router, routing::get};

use crate::app::App;

pub mod badge;
mod error;
pub mod geometry;
mod in_case;
mod page;
pub mod pager;
pub mod pages;
mod reader;
pub mod said;
mod shell;
pub mod trail;

pub use error::PageError;
pub use in_case::InCase;
pub use page::Page;
pub use reader::Reader;
pub use shell::{Section, Shell};

/// The pages, without state.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(pages::cases::index))
        .route("/cases/{case}/matrix", get(pages::matrix::show))
        .route("/cases/{case}/sources", get(pages::sources::index))
        .route("/cases/{case}/sources/{source}", get(pages::sources::show))
        .fallback(error::no_such_page)
}
