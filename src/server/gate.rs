//! The gate: requests that mean two things are refused before anything reads them (trust.md, section 1.6).

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// The longest path and query together, in bytes.
const ADDRESS_BYTES_MAX: usize = 8_000;

/// Lets a request through, or refuses it with a sentence.
pub(super) async fn check(request: Request, next: Next) -> Response {
    match fault(request.headers(), request.uri()) {
        Some((status, sentence)) => (status, sentence).into_response(),
        None => next.run(request).await,
    }
}

fn fault(headers: &HeaderMap, uri: &Uri) -> Option<(StatusCode, &'static str)> {
    // hyper drops Content-Length beside Transfer-Encoding before anybody can see that both were sent, and a proxy in
    // front may have believed the other one. Nothing here takes a body of unknown length yet, so none is taken.
    if headers.contains_key(header::TRANSFER_ENCODING) {
        return Some((StatusCode::BAD_REQUEST, "Send a Content-Length instead of a Transfer-Encoding.\n"));
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
