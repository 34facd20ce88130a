//! Documents: what we hold.

use axum::{extract::State, response::Response};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    etag::answer,
    extract::{AtCase, Caller, InCase, Seen},
    listing::{BY_CHANGED, BY_RECORDED, Changes, Listing, answer_in, in_order, named},
    over_cases::{OverCases, answer_over},
    paging::{BY_ID, List, Paging},
    query::Query,
    sent::Sent,
    shapes::{Links, LocalisedText, string},
    writing::{self, Written},
};
use crate::{
    app::{App, Picture},
    domain::{
        calendar::Day,
        dated::Dated,
        document::{self, Document as Record, WebAddress},
        dossier::Dossier,
        id::{DocumentId, EventId, QuestionId, SourceId},
        record::Noun,
    },
    paths,
    store::Named,
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
    /// The case it belongs to.
    #[schema(example = "baghdadi-2019")]
    pub case: String,
    /// The number of its newest version: 1 as it was first written down. Its `ETag` begins with it.
    #[schema(example = 1, minimum = 1)]
    pub version: i64,
    /// The moment it was first written down (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub recorded_at: String,
    /// The moment of its newest version (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub changed_at: String,
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
    /// Only documents that one of these sources published.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["guardian"]))]
    publisher: Option<Vec<SourceId>>,
    /// Only documents with a claim that has one of these sources on its chain.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["sdf-official"]))]
    source: Option<Vec<SourceId>>,
    /// Only documents with a claim on one of these questions.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["attempt-when"]))]
    question: Option<Vec<QuestionId>>,
    /// Only documents with a claim about one of these events.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["attempt"]))]
    event: Option<Vec<EventId>>,
    /// Only documents that were public for sure on this day or later, by their `published_by` (EDTF; of a month or a
    /// year the first day).
    #[param(value_type = Option<String>, example = "2019-02")]
    published_from: Option<Day>,
    /// Only documents that were public for sure on this day or earlier (EDTF; of a month or a year the last day).
    #[param(value_type = Option<String>, example = "2019-02-16")]
    published_to: Option<Day>,
}

impl DocumentFilter {
    fn read(query: &mut Query, within: Option<&Seen>) -> Self {
        let dossier = within.map(Seen::dossier);
        let filter = Self {
            publisher: query.ids("publisher", dossier),
            source: query.ids("source", dossier),
            question: query.ids("question", dossier),
            event: query.ids("event", dossier),
            published_from: query.value("published_from", Dated::parse).map(|dated| dated.first()),
            published_to: query.value("published_to", Dated::parse).map(|dated| dated.last()),
        };
        in_order(query, "published_to", filter.published_from, filter.published_to);
        filter
    }

    /// Whether claim number `number` is one that the document is asked to hold.
    fn keeps_claim(&self, dossier: &Dossier, number: usize) -> bool {
        let (claim, question) = (&dossier.claims()[number], &dossier.questions()[dossier.question_of(number)]);
        let is_on_chain = |id: &SourceId| claim.chain.sources().contains(id);
        self.source.as_ref().is_none_or(|ids| ids.iter().any(is_on_chain))
            && self.question.as_ref().is_none_or(|ids| ids.contains(&question.id))
            && self.event.as_ref().is_none_or(|ids| ids.contains(&question.event))
    }

    fn keeps(&self, document: &Record) -> bool {
        let published = document.published.last();
        self.publisher.as_ref().is_none_or(|ids| ids.contains(&document.publisher))
            && self.published_from.is_none_or(|from| published >= from)
            && self.published_to.is_none_or(|to| published <= to)
    }
}

/// By the day by which a document was public for sure.
const BY_PUBLISHED: &str = "published_by";

impl Listing for DocumentFilter {
    type Item = Document;
    const NOUN: Noun = Noun::Document;
    const SCHEMA: &'static str = "Document";
    const SORTS: &'static [&'static str] = &[BY_ID, BY_PUBLISHED, BY_RECORDED, BY_CHANGED];

    fn ids(seen: &Seen) -> impl Iterator<Item = &str> {
        seen.dossier().documents().iter().map(|document| document.id.as_str())
    }

    fn kept(&self, seen: &Seen, _: &Picture) -> Vec<usize> {
        let (dossier, documents) = (seen.dossier(), seen.dossier().documents());
        let asks = self.source.is_some() || self.question.is_some() || self.event.is_some();
        let mut holds = vec![!asks; documents.len()];
        for claim in (0..dossier.claims().len()).filter(|claim| asks && self.keeps_claim(dossier, *claim)) {
            holds[dossier.document_of(claim)] = true;
        }
        (0..documents.len()).filter(|number| holds[*number] && self.keeps(&documents[*number])).collect()
    }

    fn shape(seen: &Seen, _: &Picture, number: usize) -> Document {
        shape(seen, number)
    }

    fn named(&self) -> Vec<Named> {
        let sources = [&self.publisher, &self.source].map(|ids| named(Noun::Source, ids.as_ref()));
        let others = [named(Noun::Question, self.question.as_ref()), named(Noun::Event, self.event.as_ref())];
        sources.into_iter().chain(others).flatten().collect()
    }

    fn key(&self, seen: &Seen, _: &Picture, number: usize, by: &str) -> i64 {
        if by == BY_PUBLISHED { seen.dossier().documents()[number].published.last().number() } else { 0 }
    }
}

/// List the documents of a case
///
/// Without their texts: those come with the single document.
#[utoipa::path(get, path = "/api/v1/cases/{case}/documents", operation_id = "list_documents", tag = "documents",
    params(DocumentFilter, Changes, Paging),
    responses((status = 200, description = "A page of documents.", body = List<Document>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let filter = DocumentFilter::read(&mut query, Some(&within));
    answer_in(&within, query, &filter).await
}

/// List the documents of all cases
///
/// Of every case that the caller may see, in order of case and id, without their texts. A filter by an id that a case
/// does not have keeps nothing of that case. A page may hold fewer items than `limit`, and is empty only at the
/// end or where looking took too long.
#[utoipa::path(get, path = "/api/v1/documents", operation_id = "list_documents_of_all_cases", tag = "documents",
    params(OverCases, DocumentFilter, Changes, Paging),
    responses((status = 200, description = "A page of documents.", body = List<Document>)))]
pub(super) async fn list_all(State(app): State<App>, caller: Caller) -> Result<Response, ApiError> {
    let mut query = caller.query();
    let filter = DocumentFilter::read(&mut query, None);
    answer_over(&app, &caller, query, &filter).await
}

/// Read a document
#[utoipa::path(get, path = "/api/v1/cases/{case}/documents/{document}", operation_id = "read_document",
    tag = "documents", responses((status = 200, description = "The document, with its text.", body = Document)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("document", |id: &DocumentId| within.dossier().document_number(id))?;
    within.caller.query().finish(&within.caller)?;
    let stamp = within.stamp_of(Noun::Document, within.dossier().documents()[number].id.as_str());
    let text = || string(within.dossier().documents()[number].text.as_ref());
    Ok(answer(&within.caller, stamp, || Document { text: text(), ..shape(&within, number) }))
}

/// Make a document
///
/// Contributors make documents. Where the body names no id, one is made from the title.
#[utoipa::path(post, path = "/api/v1/cases/{case}/documents", operation_id = "create_document", tag = "documents",
    responses((status = 201, description = "The document was made.", body = Written)))]
pub(super) async fn create(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::create::<document::Document>(&at, &sent).await
}

/// Replace a document
#[utoipa::path(put, path = "/api/v1/cases/{case}/documents/{document}", operation_id = "replace_document", tag = "documents",
    responses((status = 200, description = "The document was replaced.", body = Written)))]
pub(super) async fn replace(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::replace::<document::Document>(&at, &sent, at.segment("document")).await
}

/// Withdraw a document
#[utoipa::path(delete, path = "/api/v1/cases/{case}/documents/{document}", operation_id = "withdraw_document",
    tag = "documents", responses((status = 200, description = "The document no longer stands.", body = Written)))]
pub(super) async fn withdraw(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::withdraw::<document::Document>(&at, &sent, at.segment("document")).await
}

fn shape(within: &Seen, number: usize) -> Document {
    let document = &within.dossier().documents()[number];
    let newest = within.newest.of(Noun::Document, document.id.as_str());
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
        case: within.case().to_string(),
        version: newest.version,
        recorded_at: newest.recorded_at.to_string(),
        changed_at: newest.changed_at.to_string(),
        links: Links::of(within.case(), "documents", &document.id, paths::document(within.case(), &document.id)),
    }
}
