//! Pages: HTML for people. The route table, and what all pages share.

use axum::{Router, routing::get};

use crate::app::App;

mod error;
mod finished;
pub mod geometry;
mod in_case;
mod page;
pub mod pages;
mod reader;
mod shell;

pub use error::PageError;
pub use in_case::InCase;
pub use page::Page;
pub use reader::Reader;
pub use shell::{Section, Shell};

/// The pages.
pub fn routes(app: &App) -> Router<App> {
    let finished = axum::middleware::from_fn_with_state(app.clone(), finished::serve);
    Router::new()
        .merge(of_a_case().route_layer(finished))
        .route("/", get(pages::cases::index))
        .fallback(error::no_such_page)
}

/// The pages within a case: made once for each revision.
fn of_a_case() -> Router<App> {
    Router::new()
        .route("/cases/{case}/claims/{claim}", get(pages::claims::show))
        .route("/cases/{case}/questions/{question}", get(pages::questions::show))
}
