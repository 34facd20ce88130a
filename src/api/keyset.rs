//! Lists that follow time, on or back: pages by the place of their last item, which inserts do not move.

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use utoipa::IntoParams;

use super::{
    etag::{Stamp, answer},
    extract::Caller,
    paging::{List, Page, next_link},
    query::{ParameterKind, Query},
};

/// Which page of a list that goes back in time is asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes the parameters that `read` reads")]
pub struct BackPage {
    /// Where the last page ended: the `next` of that page, as it came. Absent: from the newest on.
    #[param(value_type = Option<String>, example = "MTI")]
    cursor: Option<String>,
    /// The most items of the page, 1 to 200; 50 when absent.
    #[param(value_type = Option<usize>, minimum = 1, maximum = 200, example = 50)]
    limit: usize,
}

/// Reads `cursor` with `place`, and `limit`.
pub(super) fn read<T>(query: &mut Query, place: impl FnOnce(&str) -> Option<T>) -> (Option<T>, usize) {
    let cursor = query.read("cursor", |cursor| {
        let text = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        text.and_then(|text| place(&text)).ok_or(ParameterKind::NotACursor)
    });
    (cursor, Page::read_limit(query))
}

/// The answer with what was `found`, one item more than a page holds where there are more; `place` writes the place of an
/// item.
pub(super) fn answer_placed<T, S: Serialize>(
    caller: &Caller,
    stamp: Stamp,
    (mut found, limit): (Vec<T>, usize),
    place: impl Fn(&T) -> String,
    shape: impl FnMut(&T) -> S,
) -> Response {
    let has_more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| has_more).map(|last| URL_SAFE_NO_PAD.encode(place(last)));
    let link = next.as_deref().and_then(|cursor| HeaderValue::try_from(next_link(caller, cursor)).ok());
    let mut response = answer(caller, stamp, || List::of(found.iter().map(shape).collect(), next));
    if let Some(link) = link {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}
