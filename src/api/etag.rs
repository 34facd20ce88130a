//! Entity tags: what an answer depends on, hashed, so that a caller who holds it already is told so.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::extract::Caller;

/// How many bytes of the hash a tag shows: enough that two never meet.
const TAG_BYTES: usize = 18;

/// What an answer depends on besides the address and the program. Bodies hold both languages, so the language is no
/// part of it; what the caller may see is.
#[derive(Debug, Clone, Default)]
pub struct Stamp {
    version: Option<i64>,
    hash: Sha256,
}

impl Stamp {
    /// The stamp with one thing more that the answer depends on.
    #[must_use]
    pub fn with(mut self, part: &impl ToString) -> Self {
        self.hash.update(part.to_string());
        self.hash.update([0]);
        self
    }

    /// The stamp of a record at version `number`: its tag begins with the number, which is what a write compares.
    #[must_use]
    pub fn at_version(self, number: i64) -> Self {
        Self { version: Some(number), ..self.with(&number) }
    }

    fn tag(self, caller: &Caller) -> String {
        let version = self.version.map(|number| format!("{number}-")).unwrap_or_default();
        let whole = self.with(&caller.path).with(&caller.raw_query).with(&env!("CARGO_PKG_VERSION"));
        format!("\"{version}{}\"", URL_SAFE_NO_PAD.encode(&whole.hash.finalize()[..TAG_BYTES]))
    }
}

/// The answer with its tag; 304 where the caller holds it, and then `body` is never made.
pub fn answer<T: Serialize>(caller: &Caller, stamp: Stamp, body: impl FnOnce() -> T) -> Response {
    let tag = stamp.tag(caller);
    let response = (!caller.holds(&tag)).then(|| axum::Json(body()).into_response());
    tagged(&tag, response)
}

/// The same, where the body is made of what is `known`, which is found out only where the caller does not hold the
/// answer.
pub async fn answer_of<K, T: Serialize>(
    caller: &Caller,
    stamp: Stamp,
    known: impl Future<Output = K>,
    body: impl FnOnce(K) -> T,
) -> Response {
    let tag = stamp.tag(caller);
    let response = if caller.holds(&tag) { None } else { Some(axum::Json(body(known.await)).into_response()) };
    tagged(&tag, response)
}

/// The same, where the answer is no JSON. What could not be made has no tag: it is not what the stamp is of.
pub async fn answer_made(caller: &Caller, stamp: Stamp, made: impl Future<Output = Response>) -> Response {
    let tag = stamp.tag(caller);
    if caller.holds(&tag) {
        return tagged(&tag, None);
    }
    let response = made.await;
    if response.status().is_success() { tagged(&tag, Some(response)) } else { response }
}

/// The answer with its tag, or that the caller holds it.
fn tagged(tag: &str, response: Option<Response>) -> Response {
    let mut response = response.unwrap_or_else(|| StatusCode::NOT_MODIFIED.into_response());
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    #[tokio::test]
    async fn what_could_not_be_made_does_not_carry_the_tag_of_what_can() {
        let (parts, ()) = Request::builder().uri("/feed.atom").body(()).expect("a sound address").into_parts();
        let caller = Caller::of(&parts);
        for (status, is_tagged) in [(StatusCode::OK, true), (StatusCode::SERVICE_UNAVAILABLE, false)] {
            let made = async move { status.into_response() };
            let response = answer_made(&caller, Stamp::default(), made).await;
            assert_eq!(response.headers().contains_key(header::ETAG), is_tagged, "{status}");
        }
    }
}
