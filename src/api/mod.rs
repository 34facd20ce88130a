//! The REST API: JSON for programs. The route table, and what all resources share.
//!
//! Shapes are types of their own, with the field names of the case file where it has them. Reading is all there is so
//! far; writes come as further methods on the same resources.

use axum::{Router, routing::any};
use utoipa::OpenApi as _;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{app::App, paths};

pub mod analysis;
pub mod cases;
pub mod claims;
pub mod documents;
pub mod entities;
mod etag;
pub mod events;
mod extract;
mod kinds;
pub mod openapi;
mod paging;
pub mod places;
mod problem;
mod query;
pub mod questions;
pub mod readings;
mod shapes;
pub mod sources;

pub use problem::{ApiError, explain, is_api, is_problem, refusal};

/// The API, without state.
pub fn routes() -> Router<App> {
    let (router, _) = described().split_for_parts();
    // After the routes: the answer to other methods is set on those that are there.
    router
        .method_not_allowed_fallback(problem::method_not_allowed)
        .route("/api", any(problem::no_such_address))
        .route("/api/", any(problem::no_such_address))
        .route("/api/{*rest}", any(problem::no_such_address))
}

/// Every route with its description: the one table that feeds the router and the document.
fn described() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(openapi::Frame::openapi())
        .routes(routes!(cases::list))
        .routes(routes!(cases::show))
        .routes(routes!(events::list))
        .routes(routes!(events::show))
        .routes(routes!(questions::list))
        .routes(routes!(questions::show))
        .routes(routes!(claims::list))
        .routes(routes!(claims::show))
        .routes(routes!(sources::list))
        .routes(routes!(sources::show))
        .routes(routes!(documents::list))
        .routes(routes!(documents::show))
        .routes(routes!(places::list))
        .routes(routes!(places::show))
        .routes(routes!(entities::list))
        .routes(routes!(entities::show))
        .routes(routes!(analysis::show))
        .routes(routes!(readings::show))
        .routes(routes!(openapi::show))
}

/// Where the API begins; what is below it is answered by the API.
const ROOT: &str = paths::API_ROOT;
