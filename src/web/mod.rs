//! Pages: HTML for people. The route table, and what all pages share.

use axum::{
    Router,
    http::Method,
    middleware::from_fn,
    routing::{MethodRouter, get, post},
};

use crate::{
    admission::{Pass, RouteTable},
    app::App,
    domain::{access::Need, record::Noun},
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
    let table = RouteTable::new(error::refuse)
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
        .route(Method::GET, "/activity", Pass::Anyone, get(pages::activity::index))
        .route(Method::GET, "/cases/{case}/activity", reading, get(pages::activity::show));
    let assessment = "/cases/{case}/questions/{question}/assessment";
    let judging = Pass::InCase(Need::Assess);
    let table = table.route(Method::GET, assessment, judging, get(pages::questions::assessment::form)).route(
        Method::POST,
        assessment,
        judging,
        post(pages::questions::assessment::record),
    );
    HISTORIES.iter().fold(table, |table, &noun| histories(table, noun))
}

/// The nouns whose records have a page of their history.
const HISTORIES: [Noun; 8] =
    [Noun::Case, Noun::Place, Noun::Entity, Noun::Source, Noun::Document, Noun::Event, Noun::Question, Noun::Claim];

/// The routes of the history of a noun.
fn histories(table: RouteTable, noun: Noun) -> RouteTable {
    let history = match noun {
        Noun::Case => "/cases/{case}/history".to_owned(),
        noun => format!("/cases/{{case}}/{}/{{{}}}/history", noun.list(), noun.word()),
    };
    let restore = format!("{history}/{{number}}/restore");
    let show = get(async move |app, page| pages::history::show(app, page, noun).await);
    let bring_back = post(async move |app, page, sent| pages::history::restore(app, page, noun, sent).await);
    table.route(Method::GET, &history, Pass::InCase(Need::Read), show).route(
        Method::POST,
        &restore,
        Pass::InCase(Need::Edit),
        bring_back,
    )
}

/// The pages, and the answer where there is none.
pub fn routes() -> Router<App> {
    table().into_router().fallback(error::no_such_page)
}
