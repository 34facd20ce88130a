//! The table of routes: each with what it needs. There is no way to enter a route without saying that.

use axum::{Router, http::Method, middleware::from_fn_with_state, routing::MethodRouter};

use super::admit::{Gate, Refuse, admit};
use crate::{app::App, domain::access::Need};

/// What a route needs of whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pass {
    /// Nothing.
    Anyone,
    /// To be signed in.
    SignedIn,
    /// To manage people.
    Admin,
    /// This much in the case that the path names.
    InCase(Need),
}

/// A route, as the table lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Its method; a route of GET answers HEAD too.
    pub method: Method,
    /// Its path, with names in braces for what varies.
    pub path: String,
    /// What it needs.
    pub pass: Pass,
}

/// Routes, each with what it needs, and the router that keeps to it.
pub struct RouteTable {
    refuse: Refuse,
    routes: Vec<Route>,
    router: Router<App>,
}

impl RouteTable {
    /// A table without routes whose refusals are worded by `refuse`.
    #[must_use]
    pub fn new(refuse: Refuse) -> Self {
        Self { refuse, routes: Vec::new(), router: Router::new() }
    }

    /// The table with a route more.
    #[must_use]
    pub fn route(mut self, method: Method, path: &str, pass: Pass, handler: MethodRouter<App>) -> Self {
        let gated = self.enter(method, path, pass, handler);
        self.router = self.router.route(path, gated);
        self
    }

    /// Enters a route that another router is going to hold, and gives back its handler behind the gate.
    pub fn enter(&mut self, method: Method, path: &str, pass: Pass, handler: MethodRouter<App>) -> MethodRouter<App> {
        let gate = Gate { pass, refuse: self.refuse };
        self.routes.push(Route { method, path: path.to_owned(), pass });
        handler.route_layer(from_fn_with_state(gate, admit))
    }

    /// The routes.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The router.
    pub fn into_router(self) -> Router<App> {
        self.router
    }
}
