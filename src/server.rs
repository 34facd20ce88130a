//! The server: all routes together, what stands around every answer, and the loop that takes connections.
//!
//! `axum::serve` has no deadline for headers or bodies and takes any number of connections: a slow client held one
//! past 40 seconds when we tried. The loop here has both limits (trust.md, section 1.5).

use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{Next, map_response},
    response::Response,
    routing::get,
};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, limit::RequestBodyLimitLayer,
    set_header::SetResponseHeaderLayer, timeout::TimeoutLayer,
};

use crate::{
    admission::{Pass, Route, RouteTable, identify},
    api,
    app::App,
    exchange::case_file,
    paths, web,
};

mod accept;
mod bodies;
mod gate;
mod heads;
mod origin;

pub use accept::{Limits, UNTAKEN_WAIT, serve};
pub use gate::Hosts;

/// The largest body of a request to the API, in bytes.
const BODY_BYTES_MAX: usize = 64 << 20;
/// How long an answer may take.
const ANSWER_WAIT: std::time::Duration = std::time::Duration::from_secs(30);

/// All routes.
pub fn router(app: App) -> Router {
    let answers = plain()
        .into_router()
        .nest(paths::STATIC, memory_serve::load!().index_file(None).into_router())
        .merge(api::routes().layer(RequestBodyLimitLayer::new(BODY_BYTES_MAX)))
        .merge(web::routes(&app))
        .layer(axum::Extension(web::ApiDocument(api::openapi::document())))
        .layer(axum::middleware::from_fn_with_state(app.clone(), identify))
        .with_state(app);
    let answers = HEADERS.iter().fold(answers, |answers, (name, value)| {
        let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
        answers.layer(SetResponseHeaderLayer::if_not_present(name, value))
    });
    answers
        .layer(CompressionLayer::new())
        .layer(RequestBodyLimitLayer::new(web::BODY_BYTES_MAX))
        .layer(axum::middleware::from_fn(bodies::check))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_WAIT))
        .layer(CatchPanicLayer::new())
        .layer(axum::middleware::from_fn(origin::check))
        .layer(axum::middleware::from_fn(gate::check))
        .layer(axum::middleware::from_fn(problems))
        .layer(map_response(not_modified))
}

/// An answer of 304 varies by what the whole one would (RFC 9110, section 15.4.5), which may be compressed.
async fn not_modified(mut response: Response) -> Response {
    if response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

/// Every route of the server with what it needs, but for stylesheets, scripts and pictures.
#[must_use]
pub fn routes() -> Vec<Route> {
    [plain().routes(), web::table().routes(), api::table().routes()].concat()
}

/// What is neither a page nor an answer of the API.
fn plain() -> RouteTable {
    RouteTable::new(web::refuse)
        .route(Method::GET, paths::HEALTH, Pass::Anyone, get(async || "well\n"))
        .route(Method::GET, paths::SCHEMA, Pass::Anyone, get(schema))
        .route(Method::GET, &paths::problem("{kind}"), Pass::Anyone, get(api::explain))
}

/// The routes for requests to one of `hosts` alone. A page on another site could otherwise lead its own name to this
/// machine and read what is served here (DNS rebinding).
pub fn only_for(hosts: Hosts, routes: Router) -> Router {
    routes
        .layer(axum::middleware::from_fn_with_state(std::sync::Arc::new(hosts), gate::check_host))
        .layer(axum::middleware::from_fn(problems))
}

/// What stands around the routes refuses and fails in plain text. To a program of the API it is a problem like any other.
async fn problems(request: Request, next: Next) -> Response {
    let path = Some(request.uri().path()).filter(|path| api::is_api(path)).map(str::to_owned);
    let response = next.run(request).await;
    let status = response.status();
    match path {
        Some(path) if (status.is_client_error() || status.is_server_error()) && !api::is_problem(&response) => {
            api::refusal(status, &path)
        }
        _ => response,
    }
}

/// What every answer says unless it says otherwise (trust.md, section 3).
const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
];

/// The JSON Schema of the case file.
async fn schema() -> ([(HeaderName, &'static str); 1], String) {
    let schema = case_file::schema();
    ([(header::CONTENT_TYPE, "application/schema+json")], format!("{schema:#}\n"))
}
