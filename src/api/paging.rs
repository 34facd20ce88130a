//! Lists: pages by the id they end with, so that inserts neither repeat nor skip what is listed.

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    etag::{Stamp, answer},
    extract::Caller,
    query::{ParameterKind, Query},
};
use crate::domain::{fault::FaultKind, id::check_slug};

/// The most items of a page.
pub const LIMIT_MAX: usize = 200;
/// The items of a page where the caller does not say.
pub const LIMIT: usize = 50;

/// Which page of a list is asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Page {
    /// Where the last page ended: the `next` of that page, as it came. Absent: from the beginning.
    #[param(value_type = Option<String>, example = "d2hlbi0x")]
    pub cursor: Option<String>,
    /// The most items of the page, 1 to 200; 50 when absent.
    #[param(value_type = Option<usize>, minimum = 1, maximum = 200, example = 50)]
    pub limit: usize,
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<T> {
    /// The items, in order of id.
    pub items: Vec<T>,
    /// The cursor of the next page; null on the last one.
    #[schema(required, example = "d2hlbi0x")]
    pub next: Option<String>,
}

/// The records of a page, by number, and where the next page begins.
pub struct Slice {
    numbers: Vec<usize>,
    next: Option<String>,
}

impl Page {
    /// Reads the parameters `cursor` and `limit`.
    pub fn read(query: &mut Query) -> Self {
        let cursor = query.read("cursor", |cursor| {
            let id = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            id.filter(|id| check_slug(id).is_ok()).ok_or(ParameterKind::NotACursor)
        });
        let limit = query.value("limit", |limit| match limit.parse() {
            Ok(limit @ 1..=LIMIT_MAX) => Ok(limit),
            _ => Err(FaultKind::OutOfRange { min: "1".to_owned(), max: LIMIT_MAX.to_string() }),
        });
        Self { cursor, limit: limit.unwrap_or(LIMIT) }
    }

    /// The page of `ids`, which are in order; `keeps` says of a number whether its record is listed at all.
    pub fn cut<'a>(&self, ids: impl Iterator<Item = &'a str>, mut keeps: impl FnMut(usize) -> bool) -> Slice {
        let is_later = |id: &str| self.cursor.as_deref().is_none_or(|last| id > last);
        let mut listed = ids.enumerate().filter(|(number, id)| is_later(id) && keeps(*number));
        let page: Vec<(usize, &str)> = listed.by_ref().take(self.limit).collect();
        let next = listed.next().and(page.last()).map(|(_, last)| URL_SAFE_NO_PAD.encode(last));
        Slice { numbers: page.into_iter().map(|(number, _)| number).collect(), next }
    }
}

/// The answer with a page of a list, and the address of the next one (RFC 8288).
pub fn answer_list<T: Serialize>(
    caller: &Caller,
    stamp: Stamp,
    slice: Slice,
    shape: impl FnMut(usize) -> T,
) -> Response {
    let Slice { numbers, next } = slice;
    let link = next.as_deref().and_then(|cursor| HeaderValue::try_from(next_link(caller, cursor)).ok());
    let mut response = answer(caller, stamp, || List { items: numbers.into_iter().map(shape).collect(), next });
    if let Some(link) = link {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

/// This page's address with another cursor; the rest of the query as it was sent.
pub fn next_link(caller: &Caller, cursor: &str) -> String {
    let kept = caller.raw_query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
    let query: Vec<String> = kept.map(str::to_owned).chain([format!("cursor={cursor}")]).collect();
    format!("<{}?{}>; rel=\"next\"", caller.path, query.join("&"))
}
