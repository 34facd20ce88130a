//! The table of routes: each with what it needs. There is no way to enter a route without saying that.

use axum::{Router, http::Method, middleware::from_fn_with_state, routing::MethodRouter};

use super::admit::{Gate, Refuse, admit};
use crate::{
    app::App,
    domain::{access::Need, token::Scope},
};

/// What a route needs of whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pass {
    /// Nothing.
    Anyone,
    /// To be signed in, or to have given a program a token.
    SignedIn,
    /// To be signed in with this browser: no token will do. It is about what proves who somebody is.
    Browser,
    /// To manage people.
    Admin,
    /// This much in the case that the path names.
    InCase(Need),
}

impl Pass {
    /// The scope that a token needs for a route of this method; `None` where no token will do.
    #[must_use]
    pub fn scope(self, method: &Method) -> Option<Scope> {
        Some(match self {
            Self::Anyone => Scope::Read,
            Self::SignedIn if method.is_safe() => Scope::Read,
            Self::SignedIn => Scope::Write,
            Self::Browser => return None,
            Self::Admin => Scope::Admin,
            Self::InCase(need) => need.scope(),
        })
    }
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
    takes_tokens: bool,
    routes: Vec<Route>,
    router: Router<App>,
}

impl RouteTable {
    /// A table without routes whose refusals are worded by `refuse`.
    #[must_use]
    pub fn new(refuse: Refuse) -> Self {
        Self { refuse, takes_tokens: false, routes: Vec::new(), router: Router::new() }
    }

    /// The table for programs that carry tokens. Where this is not said, nobody looks at them.
    #[must_use]
    pub fn taking_tokens(self) -> Self {
        Self { takes_tokens: true, ..self }
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
        let gate = Gate { pass, refuse: self.refuse, takes_tokens: self.takes_tokens };
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
