//! Admission of an answer that goes on for long: whoever asked passes the same gate again before anything more is sent.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};

use super::{Pass, Refusal, admit::case_of, bearer::is_token_good, identify::viewer_now};
use crate::{
    app::{App, Entrance},
    domain::access::{Rights, Viewer},
};

/// A request as it was admitted, to be admitted again.
#[derive(Clone)]
pub struct Again {
    parts: Parts,
    app: App,
    viewer: Viewer,
}

impl FromRequestParts<App> for Again {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let viewer = parts.extensions.get().cloned().unwrap_or(Viewer::Anonymous);
        Ok(Self { parts: parts.clone(), app: app.clone(), viewer })
    }
}

impl Again {
    /// Who asked.
    #[must_use]
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The revision of the case by now and what they may do in it. The case itself is not read.
    ///
    /// # Errors
    /// `SignInFirst` where they are no longer who they were; `NotFound` where the route is not about a case, or they may
    /// not do that there any more. `Store`.
    pub async fn admit(&mut self) -> Result<(i64, Rights), Refusal> {
        let is_same = match &self.viewer {
            Viewer::Token { token, .. } => is_token_good(&self.app, token).await.map_err(Refusal::Store)?,
            viewer => viewer_now(&self.app, &self.parts.headers).await.map_err(Refusal::Store)? == *viewer,
        };
        if !is_same {
            return Err(Refusal::SignInFirst);
        }
        let Some(Pass::InCase(need)) = self.parts.extensions.get().copied() else { return Err(Refusal::NotFound) };
        let case = case_of(&mut self.parts).await?;
        match self.app.entrance(&self.viewer, &case).await.map_err(Refusal::Store)? {
            Some(Entrance { revision, rights, .. }) if rights.allow(need) => Ok((revision, rights)),
            _ => Err(Refusal::NotFound),
        }
    }
}
