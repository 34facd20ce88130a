//! Pages: HTML for people. The route table, and what all pages share.

use axum::{Router, routing::get};

use crate::app::App;

pub mod badge;
mod error;
pub mod fact;
mod finished;
pub mod geometry;
mod in_case;
pub mod nodes;
mod page;
pub mod pager;
pub mod pages;
mod reader;
pub mod said;
mod shell;
pub mod tabs;
pub mod trail;

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
        .route("/cases/{case}", get(pages::cases::show))
        .route("/cases/{case}/claims/{claim}", get(pages::claims::show))
        .route("/cases/{case}/questions/{question}", get(pages::questions::show))
        .route("/cases/{case}/matrix", get(pages::matrix::show))
        .route("/cases/{case}/sources", get(pages::sources::index))
        .route("/cases/{case}/sources/{source}", get(pages::sources::show))
        .route("/cases/{case}/documents", get(pages::documents::index))
        .route("/cases/{case}/documents/{document}", get(pages::documents::show))
        .route("/cases/{case}/places", get(pages::places::index))
        .route("/cases/{case}/places/{place}", get(pages::places::show))
        .route("/cases/{case}/entities", get(pages::entities::index))
        .route("/cases/{case}/entities/{entity}", get(pages::entities::show))
}
