//! What a program sends to be written: its body, the version it began from, the key it may be sent with again.

use axum::{
    body::{Bytes, to_bytes},
    extract::{FromRequest, Request},
    http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts},
};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::{
    ApiError,
    added::Added,
    extract::{Caller, check_still_admitted},
    problem::ProblemFault,
    tags::{Tag, Tags},
};
use crate::{
    app::App,
    domain::{
        fault::{Fault, FaultKind, Path},
        id::PersonId,
        text::{NAME_CHARS_MAX, Text},
    },
    exchange::case_file::{Field, Fields, Json, Shape},
    store::{Editor, Receipt, Store},
};

/// The longest body of one record, in bytes: the text of a document is the longest of its fields.
pub const RECORD_BYTES_MAX: usize = 16 << 20;
/// The longest `Idempotency-Key`, in characters.
pub const KEY_CHARS_MAX: usize = 255;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The version of what is never changed once it is made.
pub const FIRST_VERSION: i64 = 1;

/// The field beside those of a record that says why it is written.
pub const WHY: Field = Field::optional(
    "why",
    Shape::Text(NAME_CHARS_MAX),
    "Why, in a line: it stands in the history beside the change.",
    r#""The second report names the village.""#,
);

/// The version that no record is at: what a write begins from that may not go on.
pub const NOT_STANDING: i64 = -1;

/// The version that a write began from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Nothing was said.
    None,
    /// Whichever there is (`If-Match: *`).
    Any,
    /// One of these.
    Versions(Versions),
}

/// The versions that the tags of a condition begin with: none where only tags are named that none of ours can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions(Vec<i64>);

impl Versions {
    /// These.
    #[must_use]
    pub fn of(versions: Vec<i64>) -> Self {
        Self(versions)
    }

    /// The one that a write goes on from, where what it changes was at `current` when it was looked at. No write goes on
    /// from a version that was guessed, though it may be made in a moment: that one was not looked at. The store compares
    /// once more within its transaction, so that nothing that was written in between is lost.
    #[must_use]
    pub fn begun_from(&self, current: Option<i64>) -> i64 {
        current.filter(|current| self.0.contains(current)).unwrap_or(NOT_STANDING)
    }

    /// Whether versions are named, and `version` is none of them.
    #[must_use]
    pub fn differ_from(&self, version: i64) -> bool {
        !self.0.is_empty() && !self.0.contains(&version)
    }

    /// Whether `version` is one of them.
    #[must_use]
    pub fn name(&self, version: i64) -> bool {
        self.0.contains(&version)
    }
}

/// A write that a program sent. What needs no body may come without one.
pub struct Sent {
    /// Who sent it.
    pub caller: Caller,
    /// What it began from.
    pub condition: Condition,
    app: App,
    person: PersonId,
    body: Bytes,
    receipt: Option<Receipt>,
    /// What its key stands for beside the body.
    head: Sha256,
}

impl Sent {
    /// The store, which writes once where the request may come again.
    #[must_use]
    pub fn store(&self) -> Store {
        self.app.store().once(self.receipt.clone())
    }

    /// The same for a body whose field `secret` may not be kept, not even as part of a digest: its key stands for the rest.
    #[must_use]
    pub fn store_without(&self, secret: &str) -> Store {
        let mut rest: serde_json::Value = serde_json::from_slice(&self.body).unwrap_or_default();
        rest.as_object_mut().map(|members| members.shift_remove(secret));
        let digest = digest(self.head.clone(), rest.to_string().as_bytes());
        self.app.store().once(self.receipt.clone().map(|receipt| Receipt { digest, ..receipt }))
    }

    /// Whether it has a key, so that it may have been done already.
    #[must_use]
    pub fn may_come_again(&self) -> bool {
        self.receipt.is_some()
    }

    /// Whoever sent it, as the one who writes.
    #[must_use]
    pub fn editor(&self, why: Option<Text>) -> Editor {
        Editor { why, through: self.caller.viewer().token().cloned(), ..self.app.editor(&self.person) }
    }

    /// Whoever sent it.
    #[must_use]
    pub fn person(&self) -> &PersonId {
        &self.person
    }

    /// The app.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The body, as sent.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// Where it is none.
    pub fn json(&self) -> Result<Json, ApiError> {
        Json::parse(&self.body).map_err(|fault| self.refused(&[fault]))
    }

    /// What the body says, an object with the fields of `table`.
    ///
    /// # Errors
    /// Every fault of it, at its place.
    pub fn read<T>(
        &self,
        table: &'static [Field],
        read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
    ) -> Result<T, ApiError> {
        self.read_beside(Added { fields: &[], named: &[] }, table, read)
    }

    /// Why it is done, where that alone is said.
    ///
    /// # Errors
    /// Where it is not said.
    pub fn why(&self) -> Result<Text, ApiError> {
        const TABLE: &[Field] = &[Field { is_required: true, ..WHY }];
        if self.body.is_empty() {
            return Err(self.refused_at(WHY.name, FaultKind::Missing));
        }
        self.read(TABLE, |fields| fields.text(WHY.name, Text::name))
    }

    /// That nothing is said: an empty body, or an empty object.
    ///
    /// # Errors
    /// Where something is.
    pub fn nothing(&self) -> Result<(), ApiError> {
        if self.body.is_empty() { Ok(()) } else { self.read(&[], |_| Some(())) }
    }

    /// The answer to a body whose field `name` is at fault in a way that records cannot be; `key` is the message.
    #[must_use]
    pub fn refused_as(&self, name: &str, kind: &'static str, key: &str) -> ApiError {
        let (pointer, detail) = (Some(format!("/{name}")), self.caller.words().say(key));
        ApiError::body(&self.caller, vec![ProblemFault { pointer, kind, detail, ..ProblemFault::default() }])
    }

    /// The answer to a body whose field `name` must be unique and is there already; `key` is the message.
    #[must_use]
    pub fn taken(&self, name: &str, key: &str) -> ApiError {
        let (pointer, detail) = (Some(format!("/{name}")), self.caller.words().say(key));
        ApiError::taken(&self.caller, ProblemFault { pointer, kind: "taken", detail, ..ProblemFault::default() })
    }

    /// Whether it may begin from the version of what is never changed.
    #[must_use]
    pub fn is_of_first_version(&self) -> bool {
        !matches!(&self.condition, Condition::Versions(named) if !named.name(FIRST_VERSION))
    }

    /// The answer to a body with these faults.
    #[must_use]
    pub fn refused(&self, faults: &[Fault]) -> ApiError {
        self.refused_with(Vec::new(), faults)
    }

    /// The answer to a body with a fault in the field `name`.
    #[must_use]
    pub fn refused_at(&self, name: &str, kind: FaultKind) -> ApiError {
        self.refused(&[Fault::new(Path::root().field(name), kind)])
    }
}

impl FromRequest<App> for Sent {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &App) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        let caller = Caller::of(&parts);
        let person = caller.viewer().person().cloned().ok_or_else(|| ApiError::not_found(&caller))?;
        let condition = condition(&caller, &parts.headers)?;
        let key = key(&caller, &parts.headers)?;
        let body = to_bytes(body, RECORD_BYTES_MAX).await.map_err(|_| ApiError::too_large(&caller))?;
        check_still_admitted(app, &caller, &parts).await?;
        let is_readable = is_json(&parts.headers) && is_plain(&parts.headers);
        if !body.is_empty() && !is_readable {
            return Err(ApiError::media_type(&caller));
        }
        let head = head(&parts);
        let receipt = key.map(|key| {
            let (person, digest) = (person.clone(), digest(head.clone(), &body));
            Receipt { person, key, digest, at: app.clock().now() }
        });
        Ok(Self { caller, condition, app: app.clone(), person, body, receipt, head })
    }
}

/// What `If-Match` says (RFC 9110, section 13.1.1). The tag of a record begins with the number of its version, and a
/// write is compared with that alone: the rest of the tag tells what other records make of it. A weak tag never matches.
fn condition(caller: &Caller, headers: &HeaderMap) -> Result<Condition, ApiError> {
    if !headers.contains_key(header::IF_MATCH) {
        return Ok(Condition::None);
    }
    match Tags::of(headers, &header::IF_MATCH) {
        Some(Tags::Any) => Ok(Condition::Any),
        Some(Tags::These(tags)) => Ok(Condition::Versions(Versions(tags.iter().filter_map(version).collect()))),
        None => Err(unreadable(caller, "If-Match", "problem-header-if-match")),
    }
}

/// The version that a strong tag of ours begins with.
fn version(tag: &Tag) -> Option<i64> {
    let number = tag.opaque.split(|byte| *byte == b'-').next().filter(|_| !tag.is_weak)?;
    number_of(number).filter(|number| *number > 0)
}

/// The number that these digits are.
pub(super) fn number_of(digits: &[u8]) -> Option<i64> {
    let digits = std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    digits.parse().ok()
}

/// The `Idempotency-Key`, with or without the quotes of a structured field (RFC 9651).
pub(super) fn key(caller: &Caller, headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    let Some(said) = once(headers, &IDEMPOTENCY_KEY) else { return Ok(None) };
    let bare = |said: &str| {
        let key = said.strip_prefix('"').and_then(|said| said.strip_suffix('"')).unwrap_or(said);
        let is_fit = (1..=KEY_CHARS_MAX).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
        is_fit.then(|| key.to_owned())
    };
    match said.ok().and_then(bare) {
        Some(key) => Ok(Some(key)),
        None => Err(unreadable(caller, "Idempotency-Key", "problem-header-key")),
    }
}

/// The one value of a header; an error where it stands twice or is not ASCII.
pub(super) fn once<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<Result<&'a str, ()>> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    Some(if values.next().is_some() { Err(()) } else { value.to_str().map_err(|_| ()) })
}

pub(super) fn unreadable(caller: &Caller, name: &'static str, needed: &str) -> ApiError {
    let words = caller.words();
    let detail = words.tell("problem-header-unreadable", &[("needed", words.say(needed).into())]);
    ApiError::header(caller, ProblemFault::of_header(name, "unreadable_header", detail))
}

/// The one charset that is read.
pub(super) const UTF8: (&str, &str) = ("charset", "utf-8");

/// What `Content-Type` says, in lower case (RFC 9110, section 8.3.1): parameters have no order.
pub(super) struct MediaType {
    pub(super) name: String,
    parameters: Vec<(String, String)>,
}

impl MediaType {
    /// Whether nothing else is said of it than these `known` parameters say.
    pub(super) fn has_only(&self, known: &[(&str, &str)]) -> bool {
        self.parameters.iter().all(|(name, value)| known.contains(&(name.as_str(), value.as_str())))
    }
}

/// The media type of a body; `None` where there is none, or more than one.
pub(super) fn media_type(headers: &HeaderMap) -> Option<MediaType> {
    let said = once(headers, &header::CONTENT_TYPE)?.ok()?.to_ascii_lowercase();
    let mut parts = said.split(';').map(str::trim);
    let name = parts.next()?.to_owned();
    let parameters = parts.filter(|part| !part.is_empty()).map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
        (name.to_owned(), bare.to_owned())
    });
    Some(MediaType { name, parameters: parameters.collect() })
}

fn is_json(headers: &HeaderMap) -> bool {
    media_type(headers).is_some_and(|kind| kind.name == "application/json" && kind.has_only(&[UTF8]))
}

/// Whether a body is sent as it is, not compressed (RFC 9110, section 8.4): what it unpacks to would have no bound.
pub(super) fn is_plain(headers: &HeaderMap) -> bool {
    match once(headers, &header::CONTENT_ENCODING) {
        None => true,
        Some(said) => said.is_ok_and(|said| said.trim().eq_ignore_ascii_case("identity")),
    }
}

/// All lines of a header, as the one list that they are (RFC 9110, section 5.3).
pub(super) fn lines(headers: &HeaderMap, name: &HeaderName) -> Vec<u8> {
    headers.get_all(name).iter().map(HeaderValue::as_bytes).collect::<Vec<_>>().join(&b", "[..])
}

/// What a key stands for beside the body: with it, everything that the answer depends on.
fn head(parts: &Parts) -> Sha256 {
    let address = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let condition = lines(&parts.headers, &header::IF_MATCH);
    let mut digest = Sha256::new();
    for part in [parts.method.as_str().as_bytes(), address.as_bytes(), &condition] {
        add(&mut digest, part);
    }
    digest
}

fn digest(mut head: Sha256, body: &[u8]) -> String {
    add(&mut head, body);
    HEXLOWER.encode(&head.finalize())
}

fn add(digest: &mut Sha256, part: &[u8]) {
    digest.update(part.len().to_be_bytes());
    digest.update(part);
}
