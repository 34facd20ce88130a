//! What a program sends to be brought into a case: a body of many records, read as it arrives.

use axum::{
    body::{Body, HttpBody as _},
    extract::Request,
    http::{HeaderMap, HeaderName, header, request::Parts},
};
use data_encoding::HEXLOWER;
use futures_util::StreamExt as _;
use percent_encoding::percent_decode;
use sha2::{Digest as _, Sha256};

use super::{
    ApiError,
    extract::{Caller, InCase, check_still_admitted},
    kinds,
    problem::ProblemFault,
    sent::{self, Versions},
    tags::Tags,
};
use crate::{
    app::App,
    domain::{fault::FaultKind, text::Text},
    exchange::{
        case_file::FILE_BYTES_MAX,
        intake::{Form, Mapping, MappingFault, Read, Reader},
    },
    store::{Editor, Receipt, compute},
};

/// The longest body of records brought in, in bytes. The server takes no longer one anywhere.
pub const BULK_BYTES_MAX: usize = FILE_BYTES_MAX;
/// How much of a body is read at once, in bytes, beside the tasks of the server.
const PIECE_BYTES: usize = 256 << 10;

/// Says why records are brought in: UTF-8, percent-encoded (RFC 3986), since headers are ASCII. A parameter of the
/// address would stand in the logs of every proxy.
const WHY: HeaderName = HeaderName::from_static("counterpoint-why");

/// The form of a body that `Content-Type` names, where it is one of ours in UTF-8 and not compressed.
pub(super) fn form_of(headers: &HeaderMap) -> Option<Form> {
    let kind = sent::media_type(headers).filter(|_| sent::is_plain(headers))?;
    match kind.name.as_str() {
        "application/json" if kind.has_only(&[sent::UTF8]) => Some(Form::File),
        "application/x-ndjson" if kind.has_only(&[sent::UTF8]) => Some(Form::Lines),
        // Whether the first row names the columns (RFC 4180, section 3): here it always does.
        "text/csv" if kind.has_only(&[sent::UTF8, ("header", "present")]) => Some(Form::Table),
        _ => None,
    }
}

/// What the headers say.
pub(super) struct Head {
    /// The revision the case must be at.
    pub(super) at_revision: Option<i64>,
    /// Whoever sent it, as the one who writes.
    pub(super) editor: Editor,
    /// The request, where it may come again.
    pub(super) receipt: Option<Receipt>,
}

/// A body of many records that a program sent.
pub(super) struct Received {
    /// What it gives, or what is wrong with what is said of a table.
    pub(super) read: Result<Read, Vec<MappingFault>>,
    pub(super) head: Head,
    pub(super) app: App,
}

impl Received {
    /// Reads a request whose body has this form; a table by its mapping.
    ///
    /// # Errors
    /// Where a header cannot be read, or the body is too long.
    pub(super) async fn of(within: &InCase, how: (Form, Mapping), request: Request) -> Result<Self, ApiError> {
        let (caller, app) = (&within.caller, within.app().clone());
        let (parts, body) = request.into_parts();
        let person = caller.viewer().person().cloned().ok_or_else(|| ApiError::not_found(caller))?;
        let at_revision = at_revision(caller, &parts.headers, within.open.revision)?;
        let why = why(caller, &parts.headers)?;
        let key = sent::key(caller, &parts.headers)?;
        let mut digest = digest_of(&parts);
        let read = read(within, body, how, &mut digest).await?;
        check_still_admitted(&app, caller, &parts).await?;
        let digest = HEXLOWER.encode(&digest.finalize());
        let receipt = key.map(|key| Receipt { person: person.clone(), key, digest, at: app.clock().now() });
        let editor = Editor { why, through: caller.viewer().token().cloned(), ..app.editor(&person) };
        Ok(Self { read, head: Head { at_revision, editor, receipt }, app })
    }
}

/// What a body gives.
async fn read(
    within: &InCase,
    body: Body,
    (form, mapping): (Form, Mapping),
    digest: &mut Sha256,
) -> Result<Result<Read, Vec<MappingFault>>, ApiError> {
    let expected = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX).min(BULK_BYTES_MAX);
    let mut reader = Reader::of(form, within.dossier(), mapping, expected);
    let (mut stream, mut length, mut waiting) = (body.into_data_stream(), 0, Vec::new());
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|_| ApiError::too_large(&within.caller))?;
        length += piece.len();
        if length > BULK_BYTES_MAX {
            return Err(ApiError::too_large(&within.caller));
        }
        digest.update(&piece);
        waiting.extend_from_slice(&piece);
        if waiting.len() >= PIECE_BYTES {
            reader = fed(reader, std::mem::take(&mut waiting)).await;
        }
    }
    Ok(compute(move || {
        reader.feed(&waiting);
        reader.finish()
    })
    .await)
}

/// Reads a piece beside the tasks of the server.
async fn fed(mut reader: Reader, piece: Vec<u8>) -> Reader {
    compute(move || {
        reader.feed(&piece);
        reader
    })
    .await
}

/// What `If-Match` says of the case, which is at `current`: revisions in quotes, of which it must be at one. An entity tag
/// of the case names a version of its own record and is not taken; a weak tag never matches.
fn at_revision(caller: &Caller, headers: &HeaderMap, current: i64) -> Result<Option<i64>, ApiError> {
    if !headers.contains_key(header::IF_MATCH) {
        return Ok(None);
    }
    let unreadable = || sent::unreadable(caller, "If-Match", "problem-header-revision");
    let tags = match Tags::of(headers, &header::IF_MATCH).ok_or_else(unreadable)? {
        Tags::Any => return Ok(None),
        Tags::These(tags) => tags,
    };
    let strong = tags.iter().filter(|tag| !tag.is_weak);
    let revisions: Option<Vec<i64>> = strong.map(|tag| sent::number_of(&tag.opaque)).collect();
    Ok(Some(Versions::of(revisions.ok_or_else(unreadable)?).begun_from(Some(current))))
}

fn why(caller: &Caller, headers: &HeaderMap) -> Result<Option<Text>, ApiError> {
    let Some(said) = sent::once(headers, &WHY) else { return Ok(None) };
    let Some(said) = said.ok().and_then(|said| percent_decode(said.as_bytes()).decode_utf8().ok()) else {
        return Err(sent::unreadable(caller, "Counterpoint-Why", "problem-header-why"));
    };
    let refused = |kind: FaultKind| {
        let detail = caller.words().fault_kind(&kind);
        ApiError::header(caller, ProblemFault::of_header("Counterpoint-Why", kinds::of_fault(&kind), detail))
    };
    Text::name(&said).map(Some).map_err(refused)
}

/// The digest of everything that the answer depends on but the body, which follows.
fn digest_of(parts: &Parts) -> Sha256 {
    let address = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let header = |name: &HeaderName| sent::lines(&parts.headers, name);
    let (condition, kind, why) = (header(&header::IF_MATCH), header(&header::CONTENT_TYPE), header(&WHY));
    let mut digest = Sha256::new();
    for part in [parts.method.as_str().as_bytes(), address.as_bytes(), &condition, &kind, &why] {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    }
    digest
}
