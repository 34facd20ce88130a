//! Problems: every error as `application/problem+json` (RFC 9457), in the caller's language, all faults at once.

use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    challenge,
    extract::{Caller, Segments},
    kinds,
    query::ParameterFault,
};
use crate::{
    admission::Refusal,
    domain::{fault::FaultKind, text::Language},
    paths,
    store::StoreError,
    text::Words,
};

/// The media type of a problem.
const PROBLEM_JSON: &str = "application/problem+json";

/// What is wrong, for programs and for people.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// The kind of problem: an identifier that does not change. It leads to a page that says what it means.
    #[schema(format = "uri-reference", example = "/problems/invalid-parameters")]
    pub r#type: String,
    /// The kind in a few words, in the language asked for.
    #[schema(example = "The parameters cannot be read")]
    pub title: String,
    /// The status of the answer.
    #[schema(example = 400)]
    pub status: u16,
    /// What happened and what to do, in the language asked for.
    #[schema(example = "The query has faults. Each of them is listed in “errors”.")]
    pub detail: String,
    /// The path asked for.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/claims")]
    pub instance: String,
    /// Every fault of the request; absent where the request as a whole is at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<ProblemFault>,
    /// The version that the record is at by now, where it is not the one that the caller began from.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = i64, required = false, example = 3)]
    pub current_version: Option<i64>,
}

/// One fault of a request: of a parameter, of a header, at a place in the body, or of another record that would no
/// longer agree with the case.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct ProblemFault {
    /// The parameter of the query at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "limit")]
    pub parameter: Option<String>,
    /// The header at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "If-Match")]
    pub header: Option<&'static str>,
    /// The place in the body at fault, as a JSON Pointer (RFC 6901); empty for the whole body.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "/chain/0")]
    pub pointer: Option<String>,
    /// The line of an NDJSON body at fault, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = i64, required = false, example = 12)]
    pub line: Option<usize>,
    /// The row of a CSV body at fault, as a spreadsheet numbers it: the header is row 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = i64, required = false, example = 12)]
    pub row: Option<usize>,
    /// The name of the column of a CSV body at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "chain")]
    pub column: Option<String>,
    /// The address of another record that would be at fault after this write.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "/api/v1/cases/baghdadi-2019/claims/g-sdf-when")]
    pub record: Option<String>,
    /// The kind of fault: a word that does not change.
    #[schema(example = "out_of_range")]
    pub kind: &'static str,
    /// What is wrong and what would be right, in the language asked for.
    #[schema(example = "This must be from 1 to 200.")]
    pub detail: String,
    /// What would be accepted, where that is a short list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, example = json!(["cursor", "limit"]))]
    pub allowed: Vec<String>,
    /// The accepted word that looks most like the one given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "limit")]
    pub near: Option<String>,
}

/// The kinds of problem: the last part of `type`, and of the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    NotFound,
    SignInFirst,
    AmbiguousCaller,
    MistypedToken,
    UnknownToken,
    InsufficientScope,
    TokenForCasesAlone,
    NotWithAToken,
    TooManyTries,
    InvalidParameters,
    InvalidBody,
    UnsupportedMediaType,
    BodyTooLarge,
    MethodNotAllowed,
    PreconditionFailed,
    PreconditionRequired,
    KeyReused,
    Taken,
    LastOne,
    TooManyTokens,
    WebhookPaused,
    OtherOrigin,
    BadRequest,
    InvalidHeader,
    AddressTooLong,
    TooManyStreams,
    Busy,
    CannotSave,
    Failed,
}

impl Kind {
    const ALL: [Self; 29] = [
        Self::NotFound,
        Self::SignInFirst,
        Self::AmbiguousCaller,
        Self::MistypedToken,
        Self::UnknownToken,
        Self::InsufficientScope,
        Self::TokenForCasesAlone,
        Self::NotWithAToken,
        Self::TooManyTries,
        Self::InvalidParameters,
        Self::InvalidBody,
        Self::UnsupportedMediaType,
        Self::BodyTooLarge,
        Self::MethodNotAllowed,
        Self::PreconditionFailed,
        Self::PreconditionRequired,
        Self::KeyReused,
        Self::Taken,
        Self::LastOne,
        Self::TooManyTokens,
        Self::WebhookPaused,
        Self::OtherOrigin,
        Self::BadRequest,
        Self::InvalidHeader,
        Self::AddressTooLong,
        Self::TooManyStreams,
        Self::Busy,
        Self::CannotSave,
        Self::Failed,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::SignInFirst => "sign-in-first",
            Self::AmbiguousCaller => "ambiguous-caller",
            Self::MistypedToken => "mistyped-token",
            Self::UnknownToken => "unknown-token",
            Self::InsufficientScope => "insufficient-scope",
            Self::TokenForCasesAlone => "token-for-cases-alone",
            Self::NotWithAToken => "not-with-a-token",
            Self::TooManyTries => "too-many-tries",
            Self::InvalidParameters => "invalid-parameters",
            Self::InvalidBody => "invalid-body",
            Self::UnsupportedMediaType => "unsupported-media-type",
            Self::BodyTooLarge => "body-too-large",
            Self::PreconditionFailed => "precondition-failed",
            Self::PreconditionRequired => "precondition-required",
            Self::KeyReused => "idempotency-key-reused",
            Self::Taken => "taken",
            Self::LastOne => "last-one",
            Self::TooManyTokens => "too-many-tokens",
            Self::WebhookPaused => "webhook-paused",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::OtherOrigin => "other-origin",
            Self::BadRequest => "bad-request",
            Self::InvalidHeader => "invalid-header",
            Self::AddressTooLong => "address-too-long",
            Self::TooManyStreams => "too-many-streams",
            Self::Busy => "busy",
            Self::CannotSave => "cannot-save",
            Self::Failed => "failed",
        }
    }

    /// The messages of its title and its detail.
    fn messages(self) -> [String; 2] {
        ["title", "detail"].map(|part| format!("problem-{}-{part}", self.word()))
    }

    fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInFirst | Self::MistypedToken | Self::UnknownToken => StatusCode::UNAUTHORIZED,
            Self::OtherOrigin | Self::InsufficientScope | Self::TokenForCasesAlone | Self::NotWithAToken => {
                StatusCode::FORBIDDEN
            }
            Self::TooManyTries | Self::TooManyStreams => StatusCode::TOO_MANY_REQUESTS,
            Self::AmbiguousCaller | Self::InvalidParameters | Self::BadRequest | Self::InvalidHeader => {
                StatusCode::BAD_REQUEST
            }
            Self::InvalidBody | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
            Self::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::Taken | Self::LastOne | Self::TooManyTokens | Self::WebhookPaused => StatusCode::CONFLICT,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::AddressTooLong => StatusCode::URI_TOO_LONG,
            Self::Busy | Self::CannotSave => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// After how many seconds the same request may succeed.
    fn retry_after(self) -> Option<&'static str> {
        match self {
            Self::Busy => Some("2"),
            // Somebody has to make room.
            Self::CannotSave | Self::TooManyStreams => Some("30"),
            _ => None,
        }
    }
}

/// What each kind of problem means: the text at the address of one, in the language asked for.
pub async fn explain(caller: Caller, kind: Segments) -> Response {
    let asked = kind.named("kind");
    let words = caller.words();
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.word() == asked) else {
        let kinds: Vec<String> = Kind::ALL.iter().map(|kind| paths::problem(kind.word())).collect();
        return (StatusCode::NOT_FOUND, kinds.join("\n") + "\n").into_response();
    };
    let [title, detail] = kind.messages().map(|key| words.plain(words.say(&key)));
    let varies = [
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(caller.language.tag())),
        (header::VARY, HeaderValue::from_static("accept-language")),
    ];
    (varies, format!("{title} ({})\n\n{detail}\n", kind.status().as_u16())).into_response()
}

/// Why there is no answer but a problem.
#[derive(Debug)]
pub struct ApiError {
    kind: Kind,
    language: Language,
    path: String,
    faults: Vec<ProblemFault>,
    current_version: Option<i64>,
}

impl ApiError {
    /// A problem of this kind.
    pub(super) fn new(caller: &Caller, kind: Kind) -> Self {
        Self { kind, language: caller.language, path: caller.path.clone(), faults: Vec::new(), current_version: None }
    }

    /// There is no such thing, or nothing the caller may see.
    #[must_use]
    pub fn not_found(caller: &Caller) -> Self {
        Self::new(caller, Kind::NotFound)
    }

    /// The query has these faults.
    #[must_use]
    pub fn parameters(caller: &Caller, faults: Vec<ParameterFault>) -> Self {
        let faults = faults.into_iter().map(|fault| kinds::told(fault, caller.words())).collect();
        Self { faults, ..Self::new(caller, Kind::InvalidParameters) }
    }

    /// The caller has as many streams open as one may.
    #[must_use]
    pub fn too_many_streams(caller: &Caller) -> Self {
        Self::new(caller, Kind::TooManyStreams)
    }

    /// Nothing is sent to a webhook that is paused.
    #[must_use]
    pub fn webhook_paused(caller: &Caller) -> Self {
        Self::new(caller, Kind::WebhookPaused)
    }

    /// The server cannot answer now, and may a little later.
    #[must_use]
    pub fn busy(caller: &Caller) -> Self {
        Self::new(caller, Kind::Busy)
    }

    /// The body has these faults.
    #[must_use]
    pub fn body(caller: &Caller, faults: Vec<ProblemFault>) -> Self {
        Self { faults, ..Self::new(caller, Kind::InvalidBody) }
    }

    /// A header cannot be read.
    #[must_use]
    pub fn header(caller: &Caller, fault: ProblemFault) -> Self {
        Self { faults: vec![fault], ..Self::new(caller, Kind::InvalidHeader) }
    }

    /// The body is of another media type than those read here.
    #[must_use]
    pub fn media_type(caller: &Caller) -> Self {
        Self::new(caller, Kind::UnsupportedMediaType)
    }

    /// The body is longer than is read here.
    #[must_use]
    pub fn too_large(caller: &Caller) -> Self {
        Self::new(caller, Kind::BodyTooLarge)
    }

    /// The record is at another version by now than the caller began from.
    #[must_use]
    pub fn outdated(caller: &Caller, current: i64) -> Self {
        Self { current_version: Some(current), ..Self::new(caller, Kind::PreconditionFailed) }
    }

    /// The write needs to say which version it began from.
    #[must_use]
    pub fn unconditional(caller: &Caller) -> Self {
        Self::new(caller, Kind::PreconditionRequired)
    }

    /// What must be unique is there already.
    #[must_use]
    pub fn taken(caller: &Caller, fault: ProblemFault) -> Self {
        Self { faults: vec![fault], ..Self::new(caller, Kind::Taken) }
    }

    /// The store failed; the cause goes to the log, here, once.
    #[must_use]
    pub fn store(caller: &Caller, error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::new(caller, Kind::Busy),
            StoreError::TookTooLong => {
                tracing::warn!(%error, path = paths::loggable(&caller.path), "an answer of the API could not be made in time");
                Self::new(caller, Kind::Busy)
            }
            StoreError::Full => Self::new(caller, Kind::CannotSave),
            StoreError::OtherVersion(current) => Self::outdated(caller, current),
            StoreError::KeyReused => Self::new(caller, Kind::KeyReused),
            StoreError::Last(_) => Self::new(caller, Kind::LastOne),
            StoreError::Gone => Self::not_found(caller),
            error => {
                tracing::error!(%error, path = paths::loggable(&caller.path), "an answer of the API could not be made");
                Self::new(caller, Kind::Failed)
            }
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let Self { kind, language, path, faults, current_version } = self;
        let (status, words) = (kind.status(), Words::of(language));
        let [title, detail] = kind.messages().map(|message| words.say(&message));
        let problem = Problem {
            r#type: paths::problem(kind.word()),
            title,
            status: status.as_u16(),
            detail,
            instance: path,
            errors: faults,
            current_version,
        };
        let headers: [(HeaderName, HeaderValue); 4] = [
            (header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON)),
            (header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag())),
            (header::VARY, HeaderValue::from_static("accept-language")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        ];
        // After the body: `Json` names its own content type.
        let mut response = (status, Json(problem)).into_response();
        for (name, value) in headers {
            response.headers_mut().insert(name, value);
        }
        if kind == Kind::UnsupportedMediaType {
            // What would have been taken (RFC 9110, section 15.5.16).
            response.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        }
        if let Some(seconds) = kind.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
        }
        response
    }
}

impl ProblemFault {
    /// What is wrong at a place in the body.
    #[must_use]
    pub fn at(pointer: &str, kind: &FaultKind, words: Words) -> Self {
        let (allowed, near) = match kind {
            FaultKind::NotOneOf { allowed, near, .. } | FaultKind::UnknownField { allowed, near } => {
                (allowed.clone(), near.clone())
            }
            FaultKind::UnknownReference { near, .. } => (Vec::new(), near.clone()),
            FaultKind::NotASlug { suggestion } => (Vec::new(), suggestion.clone()),
            _ => (Vec::new(), None),
        };
        let detail = words.fault_kind(kind);
        Self {
            pointer: Some(pointer.to_owned()),
            kind: kinds::of_fault(kind),
            detail,
            allowed,
            near,
            ..Self::default()
        }
    }

    /// What is wrong with a header.
    #[must_use]
    pub fn of_header(name: &'static str, kind: &'static str, detail: String) -> Self {
        Self { header: Some(name), kind, detail, ..Self::default() }
    }
}

/// Words a refusal at the gate.
pub fn refuse(parts: &Parts, refusal: Refusal) -> Response {
    let caller = Caller::of(parts);
    match refusal {
        Refusal::NotFound => ApiError::not_found(&caller).into_response(),
        Refusal::SignInFirst => challenge::sign_in_first(&caller),
        Refusal::Token(refusal) => challenge::refused(&caller, refusal),
        Refusal::Store(error) => ApiError::store(&caller, error).into_response(),
    }
}

/// The answer for an address that the API does not have.
pub async fn no_such_address(caller: Caller) -> ApiError {
    ApiError::not_found(&caller)
}

/// The answer for a method that an address does not take; axum adds `Allow`.
pub async fn method_not_allowed(caller: Caller) -> ApiError {
    ApiError::new(&caller, Kind::MethodNotAllowed)
}

/// Whether `response` is a problem of this API.
#[must_use]
pub fn is_problem(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM_JSON)
}

/// Whether the API answers for `path`. Its reference are pages for people.
#[must_use]
pub fn is_api(path: &str) -> bool {
    let is_below = |root| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    is_below(paths::API_ROOT) && !is_below(paths::API_DOCS)
}

/// The problem for a request that the server refuses or fails before the API sees it. It is told in English: nothing
/// of such a request is read.
#[must_use]
pub fn refusal(status: StatusCode, path: &str) -> Response {
    let kind = match status {
        StatusCode::FORBIDDEN => Kind::OtherOrigin,
        StatusCode::PAYLOAD_TOO_LARGE => Kind::BodyTooLarge,
        StatusCode::URI_TOO_LONG => Kind::AddressTooLong,
        StatusCode::SERVICE_UNAVAILABLE => Kind::Busy,
        status if status.is_server_error() => Kind::Failed,
        _ => Kind::BadRequest,
    };
    // An address that is too long is not worth repeating.
    let path = if kind == Kind::AddressTooLong { paths::API_ROOT } else { path };
    ApiError { kind, language: Language::English, path: path.to_owned(), faults: Vec::new(), current_version: None }
        .into_response()
}

#[cfg(test)]
mod tests;
