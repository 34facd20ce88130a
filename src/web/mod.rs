//! Pages: HTML for people. The route table, and what all pages share.

use axum::{
    Router,
    http::Method,
    middleware::from_fn,
    routing::{MethodRouter, get},
};

use crate::{
    admission::{Pass, RouteTable},
    app::App,
    domain::access::Need,
};

pub mod badge;
mod error;
pub mod fact;
mod finished;
pub mod form;
pub mod geometry;
mod in_case;
pub mod nodes;
mod page;
pub mod pager;
pub mod pages;
pub mod reader;
pub mod said;
mod shell;
pub mod tabs;
pub mod trail;

pub use error::PageError;
pub use form::FormFields;
pub use in_case::InCase;
pub use page::Page;
pub use reader::Reader;
pub use shell::{Section, Shell};

/// The pages, each with what it needs.
#[must_use]
pub fn table() -> RouteTable {
    let read = |handler: MethodRouter<App>| handler.route_layer(from_fn(finished::serve));
    let reading = Pass::InCase(Need::Read);
    RouteTable::new(error::refuse)
        .route(Method::GET, "/", Pass::Anyone, get(pages::cases::index))
        .route(Method::GET, "/cases/{case}", reading, read(get(pages::cases::show)))
        .route(Method::GET, "/cases/{case}/claims/{claim}", reading, read(get(pages::claims::show)))
        .route(Method::GET, "/cases/{case}/questions/{question}", reading, read(get(pages::questions::show)))
        .route(Method::GET, "/cases/{case}/matrix", reading, read(get(pages::matrix::show)))
        .route(Method::GET, "/cases/{case}/sources", reading, read(get(pages::sources::index)))
        .route(Method::GET, "/cases/{case}/sources/{source}", reading, read(get(pages::sources::show)))
        .route(Method::GET, "/cases/{case}/documents", reading, read(get(pages::documents::index)))
        .route(Method::GET, "/cases/{case}/documents/{document}", reading, read(get(pages::documents::show)))
        .route(Method::GET, "/cases/{case}/places", reading, read(get(pages::places::index)))
        .route(Method::GET, "/cases/{case}/places/{place}", reading, read(get(pages::places::show)))
        .route(Method::GET, "/cases/{case}/entities", reading, read(get(pages::entities::index)))
        .route(Method::GET, "/cases/{case}/entities/{entity}", reading, read(get(pages::entities::show)))
}

/// The pages, and the answer where there is none.
pub fn routes() -> Router<App> {
    table().into_router().fallback(error::no_such_page)
}
