//! Finished pages: to readers who are not signed in, a page of a case is the same bytes for the same revision, language,
//! path and query, so it is made once. A browser that has it already is told so (RFC 9110, section 13.1.2).

use axum::{
    body::{Body, to_bytes},
    extract::{Extension, FromRequestParts as _, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

use super::InCase;
use crate::{
    app::{App, FinishedPage},
    domain::access::Viewer,
};

/// The largest page, in bytes. A page beyond it is a mistake and is not kept.
const PAGE_BYTES_MAX: usize = 4 << 20;

/// Answers in place of the handlers below where the page is finished or known.
pub async fn serve(Extension(app): Extension<App>, request: Request, next: Next) -> Response {
    let is_for_nobody_in_particular = request.extensions().get() == Some(&Viewer::Anonymous);
    let (mut parts, body) = request.into_parts();
    let place = match InCase::from_request_parts(&mut parts, &app).await {
        Ok(place) => place,
        Err(error) => return error.into_response(),
    };
    if !is_for_nobody_in_particular {
        return place.open.work(next.run(Request::from_parts(parts, body))).await;
    }
    let name =
        format!("{}/{}/{}{}", env!("CARGO_PKG_VERSION"), place.revision, place.reader.path(), place.reader.variant());
    let tag = entity_tag(&name);
    let asked = parts.headers.clone();
    if let Some(page) = app.pages().get(&name) {
        return if_new(&asked, &tag, send(page, &tag));
    }
    let answer = place.open.work(next.run(Request::from_parts(parts, body))).await;
    let answer = keep(&app, name, &tag, answer).await;
    // Whoever names a page that is not there learns that, whatever they hold (RFC 9110, section 13.2.1).
    if answer.status() == StatusCode::OK { if_new(&asked, &tag, answer) } else { answer }
}

async fn keep(app: &App, name: String, tag: &str, answer: Response) -> Response {
    let policy = answer.headers().get(header::CONTENT_SECURITY_POLICY).cloned();
    let Some(policy) = policy.filter(|_| answer.status() == StatusCode::OK) else { return answer };
    match to_bytes(answer.into_body(), PAGE_BYTES_MAX).await {
        Ok(html) => {
            let page = FinishedPage { policy, html };
            app.pages().insert(name, page.clone());
            send(page, tag)
        }
        Err(error) => {
            tracing::error!(%error, "a page is too large");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The answer, or that the browser has it already.
fn if_new(asked: &HeaderMap, tag: &str, answer: Response) -> Response {
    if is_known(asked, tag) { (StatusCode::NOT_MODIFIED, headers(tag)).into_response() } else { answer }
}

fn send(page: FinishedPage, tag: &str) -> Response {
    let mut response = Response::new(Body::from(page.html));
    *response.headers_mut() = headers(tag);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, page.policy);
    response
}

fn headers(tag: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers
}

/// Weak, since the bytes on the way may be compressed.
fn entity_tag(name: &str) -> String {
    format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(&Sha256::digest(name.as_bytes())[..15]))
}

fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    known.flat_map(|value| value.split(',')).any(|known| matches!(known.trim(), "*") || known.trim() == tag)
}
