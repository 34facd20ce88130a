//! One case with all its records, in a fixed number of queries and one snapshot.
//!
//! Lists of ids come as one joined column of their record: a row costs far more than its bytes, so two queries of
//! 1,000 rows are dearer than one. The whole case is read because every view needs it; finished pages are cached by
//! revision, so this runs once for each revision that somebody looks at.

use std::collections::HashMap;

use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use super::{
    Store, StoreError,
    assessments::{self, AssessmentRow},
    cases::{self, CaseRow, RuleRow},
    claims::{self, ClaimRow},
    columns::{Reason, Row},
    compute,
    documents::{self, DocumentRow},
    entities::{self, EntityRow},
    events::{self, EventRow},
    places::{self, PlaceRow},
    questions::{self, OptionRow, QuestionRow},
    sources::{self, SourceRow},
};
use crate::domain::{
    case::Case,
    dossier::{Dossier, Records},
    id::CaseId,
};

/// A case as the database holds it.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The number of writes it has seen.
    pub revision: i64,
    /// The moment of the last of them.
    pub changed_at: jiff::Timestamp,
    /// All its records, checked and read.
    pub dossier: Dossier,
    /// The queries it took to load. The same for every case, whatever its size; the log shows it and a test holds it.
    pub queries: usize,
}

impl Store {
    /// A case with all its records, `None` where there is no such case.
    ///
    /// # Errors
    /// `Corrupt` where a row holds what its type cannot, `Busy`, `Database`.
    pub async fn dossier(&self, case: &CaseId) -> Result<Option<Stored>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let rows = read(&mut snapshot, case).await?;
        snapshot.commit().await?;
        let Some(rows) = rows else { return Ok(None) };
        tracing::debug!(queries = rows.queries, claims = rows.claims.len(), "case read");
        compute(move || rows.into_stored()).await.map(Some)
    }
}

/// The rows of one case.
pub(super) struct CaseRows {
    pub(super) case: CaseRow,
    pub(super) places: Vec<PlaceRow>,
    pub(super) entities: Vec<EntityRow>,
    pub(super) sources: Vec<SourceRow>,
    pub(super) documents: Vec<DocumentRow>,
    pub(super) events: Vec<EventRow>,
    pub(super) questions: Vec<QuestionRow>,
    pub(super) claims: Vec<ClaimRow>,
    pub(super) assessments: Vec<AssessmentRow>,
    pub(super) queries: usize,
}

/// The rows of a case that stand. The connection is in a transaction, so all queries see the same moment.
pub(super) async fn read(connection: &mut SqliteConnection, case: &CaseId) -> Result<Option<CaseRows>, StoreError> {
    let mut reads = Reads { connection, case, queries: 0 };
    let Some(mut row) = reads.rows::<CaseRow>(cases::CASE).await?.pop() else { return Ok(None) };
    row.policy = reads.rows::<RuleRow>(cases::CASE_POLICY).await?;
    let mut rows = CaseRows {
        case: row,
        places: reads.rows(places::PLACES).await?,
        entities: reads.rows(entities::ENTITIES).await?,
        sources: reads.rows(sources::SOURCES).await?,
        documents: reads.rows(documents::DOCUMENTS).await?,
        events: reads.rows(events::EVENTS).await?,
        questions: reads.rows(questions::QUESTIONS).await?,
        claims: reads.rows(claims::CLAIMS).await?,
        assessments: reads.rows(assessments::ASSESSMENTS).await?,
        queries: 0,
    };
    let mut options: HashMap<String, Vec<OptionRow>> = HashMap::new();
    for option in reads.rows::<OptionRow>(questions::QUESTION_OPTIONS).await? {
        options.entry(option.question_id.clone()).or_default().push(option);
    }
    for question in &mut rows.questions {
        question.options = options.remove(question.id()).unwrap_or_default();
    }
    rows.queries = reads.queries;
    Ok(Some(rows))
}

/// Queries about one case, counted.
struct Reads<'c> {
    connection: &'c mut SqliteConnection,
    case: &'c CaseId,
    queries: usize,
}

impl Reads<'_> {
    async fn rows<R: Row>(&mut self, sql: &'static str) -> Result<Vec<R>, StoreError> {
        self.queries += 1;
        decode(&sqlx::query(sql).bind(self.case.as_str()).fetch_all(&mut *self.connection).await?)
    }
}

/// Rows as the database gives them to rows as we know them; one that does not fit is named.
pub(super) fn decode<R: Row>(rows: &[SqliteRow]) -> Result<Vec<R>, StoreError> {
    let decode = |row: &SqliteRow| {
        R::from_row(row).map_err(|error| match error {
            sqlx::Error::ColumnDecode { index, .. } => {
                let id = row.try_get("id").unwrap_or_default();
                StoreError::Corrupt {
                    table: R::TABLE,
                    id,
                    reason: format!("{}: cannot be decoded", index.trim_matches('"')),
                }
            }
            error => StoreError::Database(error),
        })
    };
    rows.iter().map(decode).collect()
}

/// Rows to records; one that does not fit is named.
pub(super) fn records<R: Row, T: TryFrom<R, Error = Reason>>(rows: Vec<R>) -> Result<Vec<T>, StoreError> {
    rows.into_iter().map(record).collect()
}

fn record<R: Row, T: TryFrom<R, Error = Reason>>(row: R) -> Result<T, StoreError> {
    let id = row.id().to_owned();
    T::try_from(row).map_err(|Reason(reason)| StoreError::Corrupt { table: R::TABLE, id, reason })
}

impl CaseRows {
    /// The case itself, as it stands.
    pub(super) fn case(&self) -> Result<Case, StoreError> {
        record(self.case.clone())
    }

    pub(super) fn revision(&self) -> i64 {
        self.case.revision
    }

    pub(super) fn into_records(self) -> Result<Records, StoreError> {
        Ok(Records {
            case: record(self.case)?,
            places: records(self.places)?,
            entities: records(self.entities)?,
            sources: records(self.sources)?,
            documents: records(self.documents)?,
            events: records(self.events)?,
            questions: records(self.questions)?,
            claims: records(self.claims)?,
            assessments: records(self.assessments)?,
        })
    }

    pub(super) fn into_stored(self) -> Result<Stored, StoreError> {
        let (revision, queries, id) = (self.case.revision, self.queries, self.case.id().to_owned());
        let corrupt = |reason| StoreError::Corrupt { table: CaseRow::TABLE, id: id.clone(), reason };
        let changed_at = self.case.changed_at().map_err(|Reason(reason)| corrupt(reason))?;
        // They were checked on the way in: somebody else wrote, or a reader of values became stricter.
        let dossier = Dossier::build(self.into_records()?).map_err(|faults| {
            let first = faults.first().map(|fault| fault.at.to_string()).unwrap_or_default();
            corrupt(format!("{} faults between records, the first at {first}", faults.len()))
        })?;
        Ok(Stored { revision, changed_at, dossier, queries })
    }
}
