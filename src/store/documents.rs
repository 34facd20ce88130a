//! Documents: their rows, and what each cites.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::columns::{
    Ids, LocalisedRow, Reason, Row, column, ids, localised, optional, optional_text, owned, standing_and_withdrawn,
};
use crate::domain::{
    dated::Dated,
    document::{Document, LanguageTag, WebAddress},
    id::{DocumentId, SourceId},
};

standing_and_withdrawn! {
    DOCUMENTS,
    WITHDRAWN_DOCUMENTS,
    "
    select id, publisher_id, title, published, language, url, text, note,
           coalesce((select string_agg(citation.cited_id, ' ' order by citation.cited_id)
                       from document_citation as citation
                      where citation.case_id = document.case_id
                        and citation.document_id = document.id), '') as cites
      from document
     where case_id = $1"
}

#[derive(Debug, PartialEq, Serialize, Deserialize, FromRow)]
pub(super) struct DocumentRow {
    id: String,
    publisher_id: String,
    #[sqlx(json)]
    title: LocalisedRow,
    published: String,
    language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[sqlx(try_from = "String")]
    cites: Ids,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl Row for DocumentRow {
    const TABLE: &'static str = "document";
    fn id(&self) -> &str {
        &self.id
    }
}

impl From<&Document> for DocumentRow {
    fn from(document: &Document) -> Self {
        Self {
            id: document.id.to_string(),
            publisher_id: document.publisher.to_string(),
            title: (&document.title).into(),
            published: document.published.edtf().to_owned(),
            language: document.language.as_str().to_owned(),
            url: owned(document.url.as_ref().map(WebAddress::as_str)),
            text: owned(document.text.as_ref()),
            cites: Ids::set(&document.cites),
            note: owned(document.note.as_ref()),
        }
    }
}

impl TryFrom<DocumentRow> for Document {
    type Error = Reason;
    fn try_from(row: DocumentRow) -> Result<Self, Reason> {
        Ok(Self {
            id: column("id", DocumentId::parse(&row.id))?,
            publisher: column("publisher_id", SourceId::parse(&row.publisher_id))?,
            title: localised("title", row.title)?,
            published: column("published", Dated::parse(&row.published))?,
            language: column("language", LanguageTag::parse(&row.language))?,
            url: optional("url", row.url, WebAddress::parse)?,
            text: optional_text("text", row.text)?,
            cites: ids("cites", &row.cites, DocumentId::parse)?,
            note: optional_text("note", row.note)?,
        })
    }
}
