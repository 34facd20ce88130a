//! The REST API: JSON for programs. The route table, and what all resources share.
//!
//! Shapes are types of their own, with the field names of the case file where it has them. Reading is all there is so
//! far; writes come as further methods on the same resources.

use axum::{Router, http::Method, routing::any};
use utoipa::{OpenApi as _, openapi::PathItem};
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouter},
    routes,
};

use crate::{
    admission::{Pass, RouteTable},
    app::App,
    domain::access::Need,
    paths,
};

pub mod analysis;
pub mod cases;
mod challenge;
mod claim_filter;
pub mod claims;
pub mod documents;
pub mod entities;
mod etag;
pub mod events;
pub mod exports;
mod extract;
pub mod feeds;
pub mod import;
mod kinds;
mod listing;
pub mod notices;
pub mod openapi;
mod paging;
mod placed;
pub mod places;
mod problem;
mod query;
pub mod questions;
pub mod readings;
mod received;
mod sent;
mod shapes;
pub mod sources;
pub mod tokens;
pub mod webhooks;
mod writing;

pub use problem::{ApiError, explain, is_api, is_problem, refusal};

/// The API.
pub fn routes() -> Router<App> {
    // After the routes: the answer to other methods is set on those that are there.
    Router::from(described().router)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .route("/api", any(problem::no_such_address))
        .route("/api/", any(problem::no_such_address))
        .route("/api/{*rest}", any(problem::no_such_address))
}

/// Every route of the API with what it needs.
#[must_use]
pub fn table() -> RouteTable {
    described().table
}

/// Every route with its description and what it needs: the one table that feeds the router and the document.
fn described() -> Described {
    let (reading, editing) = (Pass::InCase(Need::Read), Pass::InCase(Need::Edit));
    let owning = Pass::InCase(Need::Own);
    Described::new()
        .routes(Pass::Anyone, routes!(cases::list))
        .routes(reading, routes!(cases::show))
        .routes(reading, routes!(events::list))
        .routes(reading, routes!(events::show))
        .routes(editing, routes!(import::import))
        .routes(editing, routes!(events::create))
        .routes(editing, routes!(events::replace))
        .routes(editing, routes!(events::withdraw))
        .routes(reading, routes!(questions::list))
        .routes(reading, routes!(questions::show))
        .routes(reading, routes!(claims::list))
        .routes(reading, routes!(claims::show))
        .routes(reading, routes!(sources::list))
        .routes(reading, routes!(sources::show))
        .routes(reading, routes!(documents::list))
        .routes(reading, routes!(documents::show))
        .routes(Pass::Anyone, routes!(questions::list_all))
        .routes(Pass::Anyone, routes!(claims::list_all))
        .routes(Pass::Anyone, routes!(sources::list_all))
        .routes(Pass::Anyone, routes!(documents::list_all))
        .routes(reading, routes!(places::list))
        .routes(reading, routes!(places::show))
        .routes(reading, routes!(entities::list))
        .routes(reading, routes!(entities::show))
        .routes(reading, routes!(analysis::show))
        .routes(Pass::Browser, routes!(tokens::list))
        .routes(Pass::Browser, routes!(tokens::create))
        .routes(Pass::Browser, routes!(tokens::show))
        .routes(Pass::Browser, routes!(tokens::revoke))
        .routes(Pass::InCase(exports::NEED), routes!(exports::list))
        .routes(Pass::InCase(exports::NEED), routes!(exports::show))
        .routes(Pass::InCase(exports::NEED), routes!(exports::show_question))
        .routes(reading, routes!(feeds::case_atom))
        .routes(reading, routes!(feeds::case_json))
        .routes(reading, routes!(feeds::question_atom))
        .routes(reading, routes!(feeds::question_json))
        .routes(reading, routes!(feeds::source_atom))
        .routes(reading, routes!(feeds::source_json))
        .routes(reading, routes!(notices::list))
        .routes(owning, routes!(webhooks::list))
        .routes(owning, routes!(webhooks::create))
        .routes(owning, routes!(webhooks::show))
        .routes(owning, routes!(webhooks::replace))
        .routes(owning, routes!(webhooks::remove))
        .routes(owning, routes!(webhooks::deliveries::list))
        .routes(owning, routes!(webhooks::deliveries::show))
        .routes(owning, routes!(webhooks::deliveries::test))
        .routes(owning, routes!(webhooks::deliveries::send_again))
        .routes(Pass::Anyone, routes!(readings::show))
        .routes(Pass::Anyone, routes!(openapi::show))
}

/// Routes with their descriptions.
struct Described {
    table: RouteTable,
    router: OpenApiRouter<App>,
}

impl Described {
    fn new() -> Self {
        let router = OpenApiRouter::with_openapi(openapi::Frame::openapi());
        Self { table: RouteTable::new(problem::refuse).taking_tokens(), router }
    }

    fn routes(mut self, pass: Pass, (schemas, paths, handler): UtoipaMethodRouter<App>) -> Self {
        let (path, item) = paths.paths.iter().next().expect("a described handler has a path");
        let method = methods(item).next().expect("a described handler has a method");
        let gated = self.table.enter(method, path, pass, handler);
        self.router = self.router.routes((schemas, paths, gated));
        self
    }
}

/// The methods that an address is described with.
fn methods(item: &PathItem) -> impl Iterator<Item = Method> {
    let described = [
        (Method::GET, item.get.is_some()),
        (Method::POST, item.post.is_some()),
        (Method::PUT, item.put.is_some()),
        (Method::PATCH, item.patch.is_some()),
        (Method::DELETE, item.delete.is_some()),
    ];
    described.into_iter().filter(|(_, is_described)| *is_described).map(|(method, _)| method)
}

/// Where the API begins; what is below it is answered by the API.
const ROOT: &str = paths::API_ROOT;
