//! What the form of an import sends: a file beside its fields, or the fields alone.

use axum::{
    extract::{FromRequest, Multipart, Request},
    http::{StatusCode, header},
};

use super::TEXT_BYTES_MAX;
use crate::{
    app::App,
    domain::fault::FaultKind,
    web::{FormFields, PageError, Reader},
};

/// The longest form with a file, in bytes: the longest text and some more for what stands around it.
pub const UPLOAD_BYTES_MAX: usize = TEXT_BYTES_MAX + (1 << 20);
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
        while let Some(part) = multipart.next_field().await.map_err(|error| unreadable(error.status()))? {
            let name = part.name().unwrap_or_default().to_owned();
            let bytes = part.bytes().await.map_err(|error| unreadable(error.status()))?;
            if name == "file" {
                file = Some(bytes.to_vec()).filter(|bytes| !bytes.is_empty());
                continue;
            }
            let text = String::from_utf8(bytes.to_vec()).ok().filter(|text| !text.contains('\0'));
            let text = text.ok_or_else(|| unreadable(StatusCode::BAD_REQUEST))?;
            if form.pairs.len() == PARTS_MAX {
                return Err(unreadable(StatusCode::BAD_REQUEST));
            }
            form.pairs.push((name, text.replace("\r\n", "\n")));
        }
        Ok(Self::of(form, file))
    }
}

impl Upload {
    fn of(mut form: FormFields, file: Option<Vec<u8>>) -> Self {
        let mut fault = None;
        if let Some(bytes) = file {
            form.pairs.retain(|(name, _)| name != "text");
            match String::from_utf8(bytes) {
                Ok(text) if text.contains('\0') => fault = Some(FaultKind::ForbiddenCharacter { character: '\0' }),
                Ok(text) => form.pairs.push(("text".to_owned(), text.replace("\r\n", "\n"))),
                Err(error) => {
                    let line =
                        1 + error.as_bytes()[..error.utf8_error().valid_up_to()].split(|it| *it == b'\n').count() - 1;
                    fault = Some(FaultKind::NotUtf8 { line, column: 1 });
                }
            }
        }
        if form.text("text").len() > TEXT_BYTES_MAX {
            form.pairs.retain(|(name, _)| name != "text");
            fault = Some(FaultKind::FileTooLarge { max_bytes: TEXT_BYTES_MAX });
        }
        Self { form, fault }
    }
}
