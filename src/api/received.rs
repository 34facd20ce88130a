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
    extract::{Caller, InCase},
    kinds,
    problem::ProblemFault,
    query::{ParameterFault, ParameterKind},
    sent,
};
use crate::{
    app::App,
    domain::{fault::FaultKind, text::Text},
    exchange::{
        case_file::FILE_BYTES_MAX,
        intake::{self, Given, Lines, MadeSource, Mapping, MappingFault, MappingPart, Rows, Table},
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

/// The form of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A whole case file.
    File,
    /// Records line by line.
    Lines,
    /// Claims as a table.
    Table,
}

impl Form {
    /// The form that `Content-Type` names, where it is one of ours in UTF-8 and not compressed.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        if !sent::is_plain(headers) {
            return None;
        }
        let kind = sent::once(headers, &header::CONTENT_TYPE).and_then(Result::ok).unwrap_or_default();
        let (kind, parameters) = kind.split_once(';').unwrap_or((kind, ""));
        let charset = parameters.trim().to_ascii_lowercase().replace('"', "");
        // `header` says of a table whether its first row names the columns (RFC 4180, section 3): here it always does.
        if !matches!(charset.as_str(), "" | "charset=utf-8" | "header=present" | "charset=utf-8; header=present") {
            return None;
        }
        match kind.trim().to_ascii_lowercase().as_str() {
            "application/json" => Some(Self::File),
            "application/x-ndjson" => Some(Self::Lines),
            "text/csv" => Some(Self::Table),
            _ => None,
        }
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
    pub(super) given: Given,
    /// What is to be told of it beside.
    pub(super) beside: Beside,
    pub(super) head: Head,
    pub(super) app: App,
}

impl Received {
    /// Reads a request; a table by `mapping`.
    ///
    /// # Errors
    /// Where a header cannot be read, the body is of another form than those read here, or too long, and where the mapping
    /// does not fit the table.
    pub(super) async fn of(within: &InCase, mapping: Mapping, request: Request) -> Result<Self, ApiError> {
        let (caller, app) = (&within.caller, within.app().clone());
        let (parts, body) = request.into_parts();
        let person = caller.viewer().person().cloned().ok_or_else(|| ApiError::not_found(caller))?;
        let form = Form::of(&parts.headers).ok_or_else(|| ApiError::media_type(caller))?;
        let at_revision = at_revision(caller, &parts.headers)?;
        let why = why(caller, &parts.headers)?;
        let key = sent::key(caller, &parts.headers)?;
        let mut digest = digest_of(&parts);
        let (given, beside) = read(within, body, (form, mapping), &mut digest).await?;
        let digest = HEXLOWER.encode(&digest.finalize());
        let receipt = key.map(|key| Receipt { person: person.clone(), key, digest, at: app.clock().now() });
        let editor = Editor { why, through: caller.viewer().token().cloned(), ..app.editor(&person) };
        Ok(Self { given, beside, head: Head { at_revision, editor, receipt }, app })
    }
}

/// What a body is read by.
enum Reader {
    /// A whole file: its bytes are held once, until all have come.
    File(Vec<u8>),
    Rows(Box<Rows>),
    Lines(Box<Lines>),
}

/// What was read of a body.
#[derive(Default)]
pub(super) struct Beside {
    /// Of a table the columns that are no field.
    pub(super) ignored: Vec<String>,
    /// Of a table the sources that are made of names.
    pub(super) made: Vec<MadeSource>,
}

/// What a body gives, and what is to be told of it.
async fn read(
    within: &InCase,
    body: Body,
    (form, mapping): (Form, Mapping),
    digest: &mut Sha256,
) -> Result<(Given, Beside), ApiError> {
    let case = within.open.whole().dossier().case().clone();
    let into = case.id.clone();
    let expected = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX).min(BULK_BYTES_MAX);
    let mut reader = match form {
        Form::File => Reader::File(Vec::with_capacity(expected)),
        Form::Lines => Reader::Lines(Box::new(Lines::of(case))),
        Form::Table => Reader::Rows(Box::new(Rows::of(within.dossier(), mapping))),
    };
    let (mut stream, mut length, mut waiting) = (body.into_data_stream(), 0, Vec::new());
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|_| ApiError::too_large(&within.caller))?;
        length += piece.len();
        if length > BULK_BYTES_MAX {
            return Err(ApiError::too_large(&within.caller));
        }
        digest.update(&piece);
        match &mut reader {
            Reader::File(bytes) => bytes.extend_from_slice(&piece),
            Reader::Lines(_) | Reader::Rows(_) => waiting.extend_from_slice(&piece),
        }
        if waiting.len() >= PIECE_BYTES {
            reader = fed(reader, std::mem::take(&mut waiting)).await;
        }
    }
    let reader = fed(reader, waiting).await;
    let read = compute(move || match reader {
        Reader::File(bytes) => Ok((intake::file(bytes, &into), Beside::default())),
        Reader::Lines(lines) => Ok((lines.finish(), Beside::default())),
        Reader::Rows(rows) => rows.finish().map(|Table { given, ignored, made, .. }| (given, Beside { ignored, made })),
    });
    read.await.map_err(|faults| ApiError::parameters(&within.caller, faults.into_iter().map(of_mapping).collect()))
}

fn of_mapping(MappingFault { part, kind }: MappingFault) -> ParameterFault {
    let name = match part {
        MappingPart::Column => "map",
        MappingPart::Constant => "default",
        MappingPart::Source => "source",
        MappingPart::NewSource => "new_source",
    };
    ParameterFault { name: name.to_owned(), kind: ParameterKind::Value(kind) }
}

/// Reads the lines or rows of a piece beside the tasks of the server.
async fn fed(mut reader: Reader, piece: Vec<u8>) -> Reader {
    if piece.is_empty() {
        return reader;
    }
    compute(move || {
        match &mut reader {
            Reader::File(_) => {}
            Reader::Lines(lines) => lines.feed(&piece),
            Reader::Rows(rows) => rows.feed(&piece),
        }
        reader
    })
    .await
}

/// What `If-Match` says: the revision of the case, in quotes. An entity tag of the case names a version of its own
/// record and is not taken.
fn at_revision(caller: &Caller, headers: &HeaderMap) -> Result<Option<i64>, ApiError> {
    let Some(said) = sent::once(headers, &header::IF_MATCH) else { return Ok(None) };
    let revision = said.ok().and_then(|said| {
        let number = said.trim().strip_prefix('"')?.strip_suffix('"')?;
        number.parse().ok().filter(|revision: &i64| *revision >= 0)
    });
    let unreadable = || sent::unreadable(caller, "If-Match", "problem-header-revision");
    revision.map(Some).ok_or_else(unreadable)
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
    let header = |name: &HeaderName| parts.headers.get(name).map(|said| said.as_bytes().to_vec()).unwrap_or_default();
    let (condition, kind, why) = (header(&header::IF_MATCH), header(&header::CONTENT_TYPE), header(&WHY));
    let mut digest = Sha256::new();
    for part in [parts.method.as_str().as_bytes(), address.as_bytes(), &condition, &kind, &why] {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    }
    digest
}
