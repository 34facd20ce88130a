//! The REST API: JSON for programs. The route table, and what all resources share.
//!
//! Shapes are types of their own, with the field names of the case file where it has them. Writes are
//! further methods on the same resources.

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
};

pub mod activity;
mod added;
pub mod analysis;
pub mod assessments;
pub mod cases;
mod challenge;
mod claim_filter;
pub mod claims;
pub mod consequences;
pub mod documents;
pub mod entities;
mod etag;
pub mod events;
pub mod exports;
mod extract;
pub mod feeds;
pub mod import;
pub mod invitations;
mod keyset;
mod kinds;
mod listed_ids;
mod listing;
pub mod members;
pub mod notices;
pub mod openapi;
mod over_cases;
mod paging;
pub mod people;
mod placed;
pub mod places;
pub mod previews;
mod problem;
mod query;
pub mod questions;
pub mod readings;
mod received;
mod resources;
mod sent;
mod shapes;
pub mod sources;
mod tags;
pub mod tokens;
pub mod versions;
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
    people(records(Described::new()))
        .routes(Pass::Anyone, routes!(readings::show))
        .routes(Pass::Anyone, routes!(openapi::show))
}

/// The routes of cases and their records.
fn records(described: Described) -> Described {
    let [reading, adding, editing] = [Need::Read, Need::Contribute, Need::Edit].map(Pass::InCase);
    described
        .routes(Pass::Anyone, routes!(cases::list))
        .routes(Pass::SignedIn, routes!(cases::writes::create))
        .routes(reading, routes!(cases::show))
        .routes(editing, routes!(cases::writes::replace))
        .routes(reading, routes!(events::list))
        .routes(reading, routes!(events::show))
        .routes(editing, routes!(import::import))
        .routes(editing, routes!(events::create))
        .routes(editing, routes!(events::replace))
        .routes(editing, routes!(events::withdraw))
        .routes(reading, routes!(questions::list))
        .routes(reading, routes!(questions::show))
        .routes(editing, routes!(questions::create))
        .routes(editing, routes!(questions::replace))
        .routes(editing, routes!(questions::withdraw))
        .routes(reading, routes!(claims::list))
        .routes(reading, routes!(claims::show))
        .routes(adding, routes!(claims::create))
        .routes(editing, routes!(claims::replace))
        .routes(editing, routes!(claims::withdraw))
        .routes(reading, routes!(sources::list))
        .routes(reading, routes!(sources::show))
        .routes(adding, routes!(sources::create))
        .routes(editing, routes!(sources::replace))
        .routes(editing, routes!(sources::withdraw))
        .routes(reading, routes!(documents::list))
        .routes(reading, routes!(documents::show))
        .routes(Pass::Anyone, routes!(questions::list_all))
        .routes(Pass::Anyone, routes!(claims::list_all))
        .routes(Pass::Anyone, routes!(sources::list_all))
        .routes(Pass::Anyone, routes!(documents::list_all))
        .routes(adding, routes!(documents::create))
        .routes(editing, routes!(documents::replace))
        .routes(editing, routes!(documents::withdraw))
        .routes(reading, routes!(places::list))
        .routes(reading, routes!(places::show))
        .routes(adding, routes!(places::create))
        .routes(editing, routes!(places::replace))
        .routes(editing, routes!(places::withdraw))
        .routes(reading, routes!(entities::list))
        .routes(reading, routes!(entities::show))
        .routes(adding, routes!(entities::create))
        .routes(editing, routes!(entities::replace))
        .routes(editing, routes!(entities::withdraw))
        .routes(reading, routes!(assessments::list))
        .routes(reading, routes!(assessments::show))
        .routes(Pass::InCase(Need::Assess), routes!(assessments::create))
        .routes(reading, routes!(analysis::show))
        .routes(reading, routes!(versions::of_case))
        .routes(editing, routes!(versions::restore_case))
        .routes(reading, routes!(versions::of_record))
        .routes(editing, routes!(versions::restore))
        .routes(reading, routes!(activity::list))
        .routes(adding, routes!(previews::create))
        .routes(Pass::InCase(exports::NEED), routes!(exports::list))
        .routes(Pass::InCase(exports::NEED), routes!(exports::show))
        .routes(Pass::InCase(exports::NEED), routes!(exports::show_question))
        .routes(reading, routes!(feeds::case_atom))
        .routes(reading, routes!(feeds::case_json))
        .routes(reading, routes!(feeds::question_atom))
        .routes(reading, routes!(feeds::question_json))
        .routes(reading, routes!(feeds::source_atom))
        .routes(reading, routes!(feeds::source_json))
}

/// The routes of people and of who may do what.
fn people(described: Described) -> Described {
    let owning = Pass::InCase(Need::Own);
    described
        .routes(owning, routes!(members::list))
        .routes(owning, routes!(members::create))
        .routes(owning, routes!(members::show))
        .routes(owning, routes!(members::replace))
        .routes(owning, routes!(members::remove))
        .routes(Pass::Admin, routes!(people::list))
        .routes(Pass::Admin, routes!(people::show))
        .routes(Pass::Admin, routes!(people::replace))
        .routes(Pass::Admin, routes!(people::enter))
        .routes(Pass::Admin, routes!(invitations::list))
        .routes(Pass::Admin, routes!(invitations::create))
        .routes(Pass::Admin, routes!(invitations::show))
        .routes(Pass::Admin, routes!(invitations::withdraw))
        .routes(Pass::SignedIn, routes!(people::me))
        .routes(Pass::SignedIn, routes!(people::rename))
        .routes(Pass::Browser, routes!(tokens::list))
        .routes(Pass::Browser, routes!(tokens::create))
        .routes(Pass::Browser, routes!(tokens::show))
        .routes(Pass::Browser, routes!(tokens::revoke))
        .routes(Pass::InCase(Need::Read), routes!(notices::list))
        .routes(owning, routes!(webhooks::list))
        .routes(owning, routes!(webhooks::create))
        .routes(owning, routes!(webhooks::show))
        .routes(owning, routes!(webhooks::replace))
        .routes(owning, routes!(webhooks::remove))
        .routes(owning, routes!(webhooks::create_secret))
        .routes(owning, routes!(webhooks::deliveries::list))
        .routes(owning, routes!(webhooks::deliveries::show))
        .routes(owning, routes!(webhooks::deliveries::test))
        .routes(owning, routes!(webhooks::deliveries::send_again))
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
