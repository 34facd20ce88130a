//! What a form sends: pairs of name and value in the order of its fields, read strictly.
//!
//! `axum::Form` turns bytes that are not UTF-8 into U+FFFD and lets NUL through. No browser sends either, so a form
//! with one is refused as a whole; other characters that no text may hold are faults of their field, found by the type
//! that the field is parsed into ([`Text`](crate::domain::text::Text) and the like).

use std::borrow::Cow;

use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use percent_encoding::percent_decode;

use super::{PageError, Reader};
use crate::domain::{access::Viewer, text::DOCUMENT_CHARS_MAX};

/// The media type of forms.
const FORM: &str = "application/x-www-form-urlencoded";
/// The longest form of somebody signed in, in bytes: the longest text of a document in the script that takes most (a
/// character is four bytes of UTF-8, each sent as `%XX`), and some more.
const BYTES_MAX: usize = DOCUMENT_CHARS_MAX * 4 * 3 + (1 << 20);
/// The longest form of anybody else, in bytes.
const BYTES_MAX_ANONYMOUS: usize = 64 << 10;
/// The most fields of a form.
const FIELDS_MAX: usize = 5_000;

/// The fields of a form that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormFields {
    /// Names and values, in order; a name may stand several times. Lines of a value end with `\n`.
    pub pairs: Vec<(String, String)>,
}

impl FormFields {
    /// The first value called `name`, also where it is blank; `None` where there is none.
    #[must_use]
    pub fn first(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// The first value called `name`, blank where there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.first(name).unwrap_or_default()
    }

    /// Every value called `name`, in order.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a box called `name` is ticked.
    #[must_use]
    pub fn is_ticked(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// Reads `name=value&…`; `None` where it is not UTF-8, holds NUL or has too many fields.
    #[must_use]
    pub fn parse(body: &[u8]) -> Option<Self> {
        let fields = body.split(|byte| *byte == b'&').filter(|field| !field.is_empty());
        let mut pairs = Vec::new();
        for field in fields {
            let (name, value) = match field.iter().position(|byte| *byte == b'=') {
                Some(end) => (&field[..end], &field[end + 1..]),
                None => (field, &[][..]),
            };
            if pairs.len() == FIELDS_MAX {
                return None;
            }
            pairs.push((decode(name)?, decode(value)?));
        }
        Some(Self { pairs })
    }
}

/// The text of a name or a value. Browsers end every line with CR LF (URL standard, section 5.2); we keep LF.
fn decode(encoded: &[u8]) -> Option<String> {
    let spaced: Cow<'_, [u8]> = if encoded.contains(&b'+') {
        encoded.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect()
    } else {
        encoded.into()
    };
    let text = percent_decode(&spaced).decode_utf8().ok()?;
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() };
    (!text.contains('\0')).then_some(text)
}

impl<S: Send + Sync> FromRequest<S> for FormFields {
    type Rejection = PageError;

    async fn from_request(request: Request, _: &S) -> Result<Self, PageError> {
        let (parts, body) = request.into_parts();
        let refuse = |status| match Reader::of(&parts) {
            Ok(reader) => PageError::UnreadableForm(Box::new(reader), status),
            Err(error) => error,
        };
        if !is_form(&parts.headers) {
            return Err(refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let is_signed_in = matches!(parts.extensions.get(), Some(Viewer::Person { .. }));
        let max = if is_signed_in { BYTES_MAX } else { BYTES_MAX_ANONYMOUS };
        let body = to_bytes(body, max).await.map_err(|_| refuse(StatusCode::PAYLOAD_TOO_LARGE))?;
        Self::parse(&body).ok_or_else(|| refuse(StatusCode::BAD_REQUEST))
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let mut parts = kind.split(';').map(|part| part.trim().to_ascii_lowercase());
    parts.next().is_some_and(|kind| kind == FORM)
        && parts.all(|parameter| matches!(parameter.as_str(), "charset=utf-8" | "charset=\"utf-8\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(body: &str) -> Option<Vec<(String, String)>> {
        FormFields::parse(body.as_bytes()).map(|form| form.pairs)
    }

    #[test]
    fn fields_keep_their_order_and_may_stand_several_times() {
        let form = FormFields::parse("b=1&a=x+y%2Bz&b=&c&b=%D9%85".as_bytes()).unwrap_or_default();
        assert_eq!(form.all("b").collect::<Vec<_>>(), ["1", "", "م"]);
        assert_eq!((form.first("a"), form.first("c"), form.first("d")), (Some("x y+z"), Some(""), None));
        assert!(form.is_ticked("c") && !form.is_ticked("d"));
    }

    #[test]
    fn lines_end_in_one_way() {
        assert_eq!(pairs("a=1%0D%0A2%0D3%0A4"), Some(vec![("a".to_owned(), "1\n2\n3\n4".to_owned())]));
    }

    #[test]
    fn what_no_browser_sends_is_refused() {
        for body in ["a=%FF", "%C3=1", "a=%00", "a=%ED%A0%80", "a=%C0%80"] {
            assert_eq!(pairs(body), None, "{body}");
        }
        assert_eq!(pairs(&"a&".repeat(FIELDS_MAX + 1)), None);
        assert_eq!(pairs(""), Some(Vec::new()));
    }
}
