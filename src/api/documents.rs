//! Documents: what we hold.

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    etag::answer,
    extract::InCase,
    paging::{List, Page, answer_list},
    query::{Query, of_case},
    shapes::{Links, LocalisedText, string},
};
use crate::{
    domain::{
        document::WebAddress,
        id::{DocumentId, SourceId},
    },
    paths,
};

/// Something published that we hold. Lists leave out its text.
#[derive(Debug, Serialize, ToSchema)]
pub struct Document {
    /// Its id, unique in the case.
    #[schema(example = "guardian-2")]
    pub id: String,
    /// The source that published it.
    #[schema(example = "guardian")]
    pub publisher: String,
    /// Its title.
    pub title: LocalisedText,
    /// When it was published (EDTF).
    #[schema(example = "2019-02-16")]
    pub published: String,
    /// The last day on which it may have been published: by then it was public for sure.
    #[schema(format = "date", example = "2019-02-16")]
    pub published_by: String,
    /// The language it is written in (BCP 47).
    #[schema(example = "en")]
    pub language: String,
    /// Where it stands on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, format = "uri", example = "https://example.org/article")]
    pub url: Option<String>,
    /// The text we hold of it; only where a single document is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "The leader is believed to have fled …")]
    pub text: Option<String>,
    /// The documents it cites.
    #[schema(example = json!(["guardian-1"]))]
    pub cites: Vec<String>,
    /// An editor's note.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "Read in the edition of the same evening.")]
    pub note: Option<String>,
    /// Where it stands.
    pub links: Links,
}

/// Which documents are asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DocumentFilter {
    /// Only documents that this source published.
    #[param(value_type = Option<String>, example = "guardian")]
    publisher: Option<SourceId>,
}

impl DocumentFilter {
    fn read(query: &mut Query, within: &InCase) -> Self {
        let sources = || within.dossier().sources().iter().map(|source| source.id.as_str());
        Self { publisher: query.value("publisher", |id| of_case("source", id, sources())) }
    }
}

/// List the documents of a case
///
/// Without their texts: those come with the single document.
#[utoipa::path(get, path = "/api/v1/cases/{case}/documents", operation_id = "list_documents", tag = "documents",
    params(DocumentFilter, Page),
    responses((status = 200, description = "A page of documents.", body = List<Document>)))]
pub async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let filter = DocumentFilter::read(&mut query, &within);
    let page = Page::read(&mut query);
    query.finish(&within.caller)?;
    let documents = within.dossier().documents();
    let keeps = |number: usize| filter.publisher.as_ref().is_none_or(|id| documents[number].publisher == *id);
    let slice = page.cut(documents.iter().map(|document| document.id.as_str()), keeps);
    Ok(answer_list(&within.caller, within.stamp(), slice, |number| shape(&within, number)))
}

/// Read a document
#[utoipa::path(get, path = "/api/v1/cases/{case}/documents/{document}", operation_id = "read_document",
    tag = "documents", responses((status = 200, description = "The document, with its text.", body = Document)))]
pub async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("document", |id: &DocumentId| within.dossier().document_number(id))?;
    within.caller.query().finish(&within.caller)?;
    let text = || string(within.dossier().documents()[number].text.as_ref());
    Ok(answer(&within.caller, within.stamp(), || Document { text: text(), ..shape(&within, number) }))
}

fn shape(within: &InCase, number: usize) -> Document {
    let document = &within.dossier().documents()[number];
    Document {
        id: document.id.to_string(),
        publisher: document.publisher.to_string(),
        title: (&document.title).into(),
        published: document.published.edtf().to_owned(),
        published_by: document.published.last().to_string(),
        language: document.language.as_str().to_owned(),
        url: document.url.as_ref().map(WebAddress::as_str).map(str::to_owned),
        text: None,
        cites: document.cites.iter().map(ToString::to_string).collect(),
        note: string(document.note.as_ref()),
        links: Links::of(within.case(), "documents", &document.id, paths::document(within.case(), &document.id)),
    }
}
