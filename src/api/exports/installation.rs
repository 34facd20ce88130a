//! The address of this installation, as the caller wrote it: exports and feeds are read elsewhere, where a path leads
//! nowhere.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};

use crate::{admission::Peer, app::App};

/// The address of the installation.
#[derive(Debug, Clone)]
pub struct Installation {
    /// Scheme, host and port, without a slash at the end.
    pub base: String,
    /// The host alone, which names feeds.
    pub host: String,
}

impl FromRequestParts<App> for Installation {
    type Rejection = Infallible;

    /// The host is the one that was asked, which the gate has looked at. The server itself speaks plain HTTP; that a
    /// proxy in front speaks TLS is believed where the proxy is one of ours.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let said = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let host = said(header::HOST.as_str()).unwrap_or("localhost");
        let is_proxied = parts.extensions.get::<Peer>().is_some_and(|Peer(peer)| app.is_proxy(*peer));
        let is_https = is_proxied && said("x-forwarded-proto") == Some("https");
        let scheme = if is_https { "https" } else { "http" };
        let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
        let name = name.map_or(host, |(name, _)| name);
        Ok(Self { base: format!("{scheme}://{host}"), host: name.to_owned() })
    }
}
