//! The gate: requests that mean two things are refused before anything reads them (trust.md, section 1.6).

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::heads::InChunks;

/// What a loopback address is called.
pub(super) const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];
/// The longest path and query together, in bytes.
const ADDRESS_BYTES_MAX: usize = 8_000;

/// Lets a request through, or refuses it with a sentence.
pub(super) async fn check(request: Request, next: Next) -> Response {
    let is_in_chunks = request.extensions().get::<InChunks>().is_some();
    match fault(request.headers(), request.uri(), is_in_chunks) {
        Some((status, sentence)) => (status, sentence).into_response(),
        None => next.run(request).await,
    }
}

/// The names a server answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hosts {
    /// Any.
    Any,
    /// These, in lower case and without a port.
    Only(Vec<String>),
}

impl Hosts {
    /// The names of a server that listens on `address` and is called by `names` too.
    #[must_use]
    pub fn of(address: IpAddr, names: &[String]) -> Self {
        let names = names.iter().map(|name| name.trim().to_ascii_lowercase()).filter(|name| !name.is_empty());
        let mut names: Vec<String> = names.collect();
        if address.is_loopback() {
            names.extend(LOOPBACK.map(str::to_owned));
            // Another address of the loopback network, such as 127.0.0.2, is called by itself too.
            names.push(if address.is_ipv6() { format!("[{address}]") } else { address.to_string() });
        }
        if names.is_empty() { Self::Any } else { Self::Only(names) }
    }

    fn admit(&self, host: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(names) => names.contains(&without_port(host).to_ascii_lowercase()),
        }
    }
}

pub(super) fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port))
            if port.bytes().all(|b| b.is_ascii_digit()) && (!name.contains(':') || name.ends_with(']')) =>
        {
            name
        }
        _ => host,
    }
}

/// Refuses a request that calls the server by another name than one of `hosts`.
pub(super) async fn check_host(State(hosts): State<Arc<Hosts>>, request: Request, next: Next) -> Response {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    // A request may name the host in its address too, and then that is the one that counts (RFC 9112, section 3.2.2).
    let called = [named, request.uri().authority().map(axum::http::uri::Authority::as_str)];
    if called.iter().flatten().any(|host| !hosts.admit(host)) || called == [None, None] {
        return (StatusCode::BAD_REQUEST, "This server is not called by that name.\n").into_response();
    }
    next.run(request).await
}

fn fault(headers: &HeaderMap, uri: &Uri, is_in_chunks: bool) -> Option<(StatusCode, &'static str)> {
    // What the headers say by now is not all that was sent.
    if headers.contains_key(header::TRANSFER_ENCODING) && !is_in_chunks {
        let sentence = "Send either Content-Length or Transfer-Encoding, and that once, as: chunked.\n";
        return Some((StatusCode::BAD_REQUEST, sentence));
    }
    let mut hosts = headers.get_all(header::HOST).iter();
    let is_one_host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().is_ok_and(is_host),
        (None, None) => uri.host().is_some(),
        _ => false,
    };
    if !is_one_host {
        return Some((StatusCode::BAD_REQUEST, "A request needs exactly one Host.\n"));
    }
    let length = uri.path().len() + uri.query().map_or(0, str::len);
    (length > ADDRESS_BYTES_MAX).then_some((StatusCode::URI_TOO_LONG, "The address is too long.\n"))
}

/// A host name or address with an optional port, and nothing else.
fn is_host(host: &str) -> bool {
    !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b))
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::Hosts;

    #[test]
    fn a_server_on_loopback_answers_to_loopback_names_and_its_own_alone() {
        let hosts = Hosts::of(Ipv4Addr::LOCALHOST.into(), &["Cases.example".to_owned()]);
        for host in ["localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]", "[::1]:8080", "cases.example:443"] {
            assert!(hosts.admit(host), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "127.0.0.2", "::1", ""] {
            assert!(!hosts.admit(host), "{host}");
        }
    }

    #[test]
    fn elsewhere_any_name_will_do_unless_some_are_given() {
        let everywhere = Ipv4Addr::UNSPECIFIED.into();
        assert_eq!(Hosts::of(everywhere, &[]), Hosts::Any);
        assert_eq!(Hosts::of(everywhere, &[String::new()]), Hosts::Any);
        let hosts = Hosts::of(everywhere, &["cases.example".to_owned()]);
        assert!(hosts.admit("cases.example") && !hosts.admit("localhost"));
    }
}
