//! The gate before a handler: finds what whoever asks may do in the case of the path, or refuses. An admitted request
//! has the [`Entrance`] of its case in its extensions.

use axum::{
    RequestPartsExt as _,
    extract::{RawPathParams, Request, State},
    http::{HeaderValue, header, request::Parts},
    middleware::Next,
    response::Response,
};

use super::{
    Pass, TokenRefusal,
    bearer::{self, check_reach},
};
use crate::{
    app::{App, Entrance},
    domain::{
        access::{Need, Rights, Viewer},
        id::CaseId,
    },
    store::StoreError,
};

/// The handler of the route was asked. Stands in the extensions of the answer, which never leave the process.
#[derive(Debug, Clone, Copy)]
pub struct Passed;

/// Why a request does not pass.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such thing, or nothing they may see or do.
    NotFound,
    /// They are not signed in, and that might help.
    SignInFirst,
    /// The token is the reason. Tables that take no tokens never say so.
    Token(TokenRefusal),
    /// The store failed.
    Store(StoreError),
}

impl From<TokenRefusal> for Refusal {
    fn from(refusal: TokenRefusal) -> Self {
        Self::Token(refusal)
    }
}

/// Why what [`super::identify`] puts there is there.
const IDENTIFIED: &str = "every request is identified before it is admitted";

/// Words a refusal.
pub type Refuse = fn(&Parts, Refusal) -> Response;

/// What the gate of one route knows.
#[derive(Clone, Copy)]
pub(super) struct Gate {
    pub(super) pass: Pass,
    pub(super) refuse: Refuse,
    pub(super) takes_tokens: bool,
}

pub(super) async fn admit(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let is_for_nobody_else = gate.takes_tokens && parts.headers.contains_key(header::AUTHORIZATION);
    let mut response = match check(gate, &mut parts).await {
        Ok(entrance) => {
            parts.extensions.insert(gate.pass);
            if let Some(entrance) = entrance {
                parts.extensions.insert(entrance);
            }
            let mut response = next.run(Request::from_parts(parts, body)).await;
            response.extensions_mut().insert(Passed);
            response
        }
        Err(refusal) => (gate.refuse)(&parts, refusal),
    };
    if is_for_nobody_else {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

async fn check(gate: Gate, parts: &mut Parts) -> Result<Option<Entrance>, Refusal> {
    if gate.takes_tokens {
        let app = parts.extensions.get::<App>().cloned().expect(IDENTIFIED);
        if let Some(viewer) = bearer::viewer(&app, parts).await? {
            parts.extensions.insert(viewer);
        }
    }
    let viewer = parts.extensions.get::<Viewer>().cloned().unwrap_or(Viewer::Anonymous);
    if let Some(reach) = viewer.reach() {
        check_reach(gate.pass, &parts.method, reach)?;
    }
    match gate.pass {
        Pass::InCase(need) => in_case(parts, &viewer, need).await.map(Some),
        Pass::SignedIn | Pass::Browser | Pass::Admin if viewer == Viewer::Anonymous => Err(Refusal::SignInFirst),
        Pass::Admin if !viewer.is_admin() => Err(Refusal::NotFound),
        Pass::Anyone | Pass::SignedIn | Pass::Browser | Pass::Admin => Ok(None),
    }
}

async fn in_case(parts: &mut Parts, viewer: &Viewer, need: Need) -> Result<Entrance, Refusal> {
    // Before anything is looked up, so that the answer tells nothing of what there is.
    if *viewer == Viewer::Anonymous && !Rights::READER.allow(need) {
        return Err(Refusal::SignInFirst);
    }
    let app = parts.extensions.get::<App>().cloned().expect(IDENTIFIED);
    let case = case_of(parts).await?;
    let entrance = app.entrance(viewer, &case).await.map_err(Refusal::Store)?;
    entrance.filter(|entrance| entrance.rights.allow(need)).ok_or(Refusal::NotFound)
}

/// The case that the path names.
pub(super) async fn case_of(parts: &mut Parts) -> Result<CaseId, Refusal> {
    let params = parts.extract::<RawPathParams>().await.map_err(|_| Refusal::NotFound)?;
    let case = params.iter().find(|(name, _)| *name == "case").and_then(|(_, id)| CaseId::parse(id).ok());
    case.ok_or(Refusal::NotFound)
}
