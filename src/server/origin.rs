//! The origin rule: no other site can make somebody's browser write (trust.md, section 2).
//!
//! Reading changes nothing and is not asked. What writes is asked in this order:
//! 1. A bearer token without our cookie passes: no browser adds one by itself.
//! 2. `Sec-Fetch-Site` passes as `same-origin`, or as `none`, which is the person's own doing; anything else is refused.
//! 3. Without it, `Origin` must be ours. Over plain HTTP that is a loopback name alone, where browsers trust it.
//! 4. Without both, our cookie is refused. Without our cookie nobody's rights are used: a program passes, but not what
//!    a form of a page can send, so that no page signs a browser in as somebody else.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::gate::LOOPBACK;
use crate::admission::has_session_cookie;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// What a form of a page can send without asking (Fetch standard, CORS-safelisted request-header).
const FORMS: [&str; 3] = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

/// Lets a request through that writes nothing or comes from a page of ours, or refuses it with a sentence.
pub(super) async fn check(request: Request, next: Next) -> Response {
    if request.method().is_safe() || passes(request.headers()) {
        return next.run(request).await;
    }
    let sentence = "This did not come from a page of this server. Open the page here and try again; away from this \
                    machine that needs https.\n";
    (StatusCode::FORBIDDEN, sentence).into_response()
}

fn passes(headers: &HeaderMap) -> bool {
    let has_cookie = has_session_cookie(headers);
    if !has_cookie && has_bearer(headers) {
        return true;
    }
    match (said(headers, &SITE), said(headers, &header::ORIGIN)) {
        (Said::Once(site), _) => matches!(site, "same-origin" | "none"),
        (Said::Unreadable, _) | (Said::Nothing, Said::Unreadable) => false,
        (Said::Nothing, Said::Once(origin)) => is_ours(origin, headers),
        (Said::Nothing, Said::Nothing) => !has_cookie && !is_form(headers),
    }
}

/// What one header says.
enum Said<'a> {
    Nothing,
    Once(&'a str),
    /// Twice, or not in ASCII.
    Unreadable,
}

fn said<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Said<'a> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Said::Nothing,
        (Some(value), None) => value.to_str().map_or(Said::Unreadable, Said::Once),
        (Some(_), Some(_)) => Said::Unreadable,
    }
}

fn has_bearer(headers: &HeaderMap) -> bool {
    let Said::Once(value) = said(headers, &header::AUTHORIZATION) else { return false };
    value.split_once(' ').is_some_and(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer") && !token.is_empty())
}

fn is_ours(origin: &str, headers: &HeaderMap) -> bool {
    let Said::Once(host) = said(headers, &header::HOST) else { return false };
    match origin.split_once("://") {
        Some(("https", named)) => named.eq_ignore_ascii_case(host),
        Some(("http", named)) => named.eq_ignore_ascii_case(host) && is_loopback(host),
        _ => false,
    }
}

fn is_loopback(host: &str) -> bool {
    let name = super::gate::without_port(host).to_ascii_lowercase();
    LOOPBACK.contains(&name.as_str()) || name.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

fn is_form(headers: &HeaderMap) -> bool {
    match said(headers, &header::CONTENT_TYPE) {
        Said::Nothing => false,
        Said::Unreadable => true,
        Said::Once(kind) => {
            let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            FORMS.contains(&kind.as_str())
        }
    }
}
