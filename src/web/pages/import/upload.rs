//! What the form of an import sends: a file beside its fields, or the fields alone.

use axum::{
    extract::{FromRequest, Multipart, Request},
    http::{StatusCode, header},
};

use super::TEXT_BYTES_MAX;
use crate::{
    app::App,
    domain::fault::FaultKind,
    exchange::intake::with_plain_ends,
    web::{FormFields, PageError, Reader},
};

/// How much of a form with a file is read, in bytes. What is longer than a text may be is read and let go, so that who
/// sent it is told so: a browser that cannot send to the end shows no answer.
pub const UPLOAD_BYTES_MAX: usize = 256 << 20;
/// The most parts of a form with a file.
const PARTS_MAX: usize = 200;

/// The fields that were sent; the text of a file is the field `text`.
pub struct Upload {
    /// The fields.
    pub form: FormFields,
    /// What keeps the file from being read.
    pub fault: Option<FaultKind>,
}

impl FromRequest<App> for Upload {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
            return Ok(Self::of(FormFields::from_request(request, app).await?, None));
        }
        let (parts, body) = request.into_parts();
        let reader = Reader::of(&parts)?;
        let unreadable = |status| PageError::UnreadableForm(Box::new(reader.clone()), status);
        let request = Request::from_parts(parts, body);
        let mut multipart =
            Multipart::from_request(request, app).await.map_err(|_| unreadable(StatusCode::BAD_REQUEST))?;
        let (mut form, mut file) = (FormFields::default(), None);
        let mut fault = None;
        while let Some(mut part) = multipart.next_field().await.map_err(|error| unreadable(error.status()))? {
            let name = part.name().unwrap_or_default().to_owned();
            let mut bytes = Vec::new();
            while let Some(piece) = part.chunk().await.map_err(|error| unreadable(error.status()))? {
                if bytes.len() + piece.len() > TEXT_BYTES_MAX {
                    (fault, bytes) = (Some(FaultKind::FileTooLarge { max_bytes: TEXT_BYTES_MAX }), Vec::new());
                }
                if fault.is_none() {
                    bytes.extend_from_slice(&piece);
                }
            }
            if name == "file" {
                file = Some(bytes).filter(|bytes| !bytes.is_empty());
                continue;
            }
            let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
            let text = text.ok_or_else(|| unreadable(StatusCode::BAD_REQUEST))?;
            if form.pairs.len() == PARTS_MAX {
                return Err(unreadable(StatusCode::BAD_REQUEST));
            }
            form.pairs.push((name, with_plain_ends(&text).into_owned()));
        }
        let read = Self::of(form, file);
        Ok(Self { fault: fault.or(read.fault), ..read })
    }
}

impl Upload {
    fn of(mut form: FormFields, file: Option<Vec<u8>>) -> Self {
        let mut fault = None;
        if let Some(bytes) = file {
            form.pairs.retain(|(name, _)| name != "text");
            match String::from_utf8(bytes) {
                Ok(text) if text.contains('\0') => fault = Some(FaultKind::ForbiddenCharacter { character: '\0' }),
                Ok(text) => form.pairs.push(("text".to_owned(), with_plain_ends(&text).into_owned())),
                Err(error) => {
                    let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                    let line = before.split(|byte| *byte == b'\n').count();
                    fault = Some(FaultKind::NotUtf8 { line, column: 1 });
                }
            }
        }
        Self { form, fault }
    }
}
