//! One case with all its records, in a fixed number of queries and one snapshot.
//!
//! Lists of ids come as one joined column of their record: a row costs far more than its bytes, so two queries of
//! 1,000 rows are dearer than one. The whole case is read because every view needs it; finished pages are cached by
//! revision, so this runs once for each revision that somebody looks at.

use std::collections::HashMap;

use sqlx::{Connection as _, Row as _, SqliteConnection, sqlite::SqliteRow};

use super::{
    Store, StoreError,
    assessments::{self, AssessmentRow},
    bases,
    cases::{self, CaseRow, RuleRow},
    claims::{self, ClaimRow},
    columns::{Reason, Row},
    compute,
    documents::{self, DocumentRow},
    entities::{self, EntityRow},
    events::{self, EventRow},
    identities,
    places::{self, PlaceRow},
    plan::Known,
    questions::{self, OptionRow, QuestionRow},
    sources::{self, SourceRow},
};
use crate::{
    credentials::Vault,
    domain::{
        assessment::{Assessment, Basis},
        case::Case,
        claim::Claim,
        dossier::{Dossier, ReadBefore, Records},
        fault::Fault,
        id::{CaseId, QuestionId},
        record::Noun,
    },
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
    /// What its assessments were made of, by their keys.
    pub bases: HashMap<String, Basis>,
    /// The queries it took to load. The same for every case, whatever its size; the log shows it and a test holds it.
    pub queries: usize,
}

impl Store {
    /// A case with all its records, `None` where there is no such case.
    ///
    /// # Errors
    /// `Corrupt` where a row holds what its type cannot, `Busy`, `TookTooLong`, `Database`.
    pub async fn dossier(&self, case: &CaseId) -> Result<Option<Stored>, StoreError> {
        let (case, vault) = (case.clone(), self.vault.clone());
        let rows = self.readers.read(|connection| Box::pin(read_at_once(connection, vault, case))).await?;
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
    pub(super) bases: HashMap<String, Basis>,
    pub(super) queries: usize,
}

/// The rows of a case, in one snapshot.
pub(super) async fn read_at_once(
    connection: &mut SqliteConnection,
    vault: Vault,
    case: CaseId,
) -> Result<Option<CaseRows>, StoreError> {
    let mut snapshot = connection.begin().await?;
    let rows = read(&mut snapshot, &vault, &case).await?;
    snapshot.commit().await?;
    Ok(rows)
}

/// The rows of a case that stand, those of protected sources opened. The connection is in a transaction, so all queries
/// see the same moment.
pub(super) async fn read(
    connection: &mut SqliteConnection,
    vault: &Vault,
    case: &CaseId,
) -> Result<Option<CaseRows>, StoreError> {
    let Some(mut rows) = read_shown(connection, case).await? else { return Ok(None) };
    identities::open_newest(connection, vault, case, &mut rows.sources).await?;
    rows.queries += 1;
    Ok(Some(rows))
}

/// The queries for the lists of a case.
struct Lists {
    places: &'static str,
    entities: &'static str,
    sources: &'static str,
    documents: &'static str,
    events: &'static str,
    questions: &'static str,
    claims: &'static str,
    assessments: &'static str,
}

/// Of the records that stand.
const STANDING: Lists = Lists {
    places: places::PLACES,
    entities: entities::ENTITIES,
    sources: sources::SOURCES,
    documents: documents::DOCUMENTS,
    events: events::EVENTS,
    questions: questions::QUESTIONS,
    claims: claims::CLAIMS,
    assessments: assessments::ASSESSMENTS,
};

/// Of those that were withdrawn.
const WITHDRAWN: Lists = Lists {
    places: places::WITHDRAWN_PLACES,
    entities: entities::WITHDRAWN_ENTITIES,
    sources: sources::WITHDRAWN_SOURCES,
    documents: documents::WITHDRAWN_DOCUMENTS,
    events: events::WITHDRAWN_EVENTS,
    questions: questions::WITHDRAWN_QUESTIONS,
    claims: claims::WITHDRAWN_CLAIMS,
    assessments: assessments::WITHDRAWN_ASSESSMENTS,
};

/// The rows of a case that stand, those of protected sources as everybody may see them.
pub(super) async fn read_shown(
    connection: &mut SqliteConnection,
    case: &CaseId,
) -> Result<Option<CaseRows>, StoreError> {
    read_lists(connection, case, &STANDING).await
}

/// The rows of the records of a case that were withdrawn, as everybody may see them, each as the body of a version.
pub(super) async fn read_withdrawn(
    connection: &mut SqliteConnection,
    case: &CaseId,
) -> Result<Vec<(Noun, String, String)>, StoreError> {
    let rows = read_lists(connection, case, &WITHDRAWN).await?;
    let mut bodies = rows.map(|rows| rows.bodies()).unwrap_or_default();
    bodies.retain(|(noun, ..)| *noun != Noun::Case);
    Ok(bodies)
}

async fn read_lists(
    connection: &mut SqliteConnection,
    case: &CaseId,
    lists: &Lists,
) -> Result<Option<CaseRows>, StoreError> {
    let Some(mut rows) = read_frame(&mut *connection, case, lists).await? else { return Ok(None) };
    let mut reads = Reads { connection, case, queries: rows.queries };
    rows.claims = reads.rows(lists.claims).await?;
    rows.assessments = reads.rows(lists.assessments).await?;
    rows.queries = reads.queries + 1;
    rows.bases = bases::read(connection, case, rows.case.revision).await?;
    Ok(Some(rows))
}

/// The rows of a case but those of what is said on its questions: claims, assessments and what those were made of.
async fn read_frame(
    connection: &mut SqliteConnection,
    case: &CaseId,
    lists: &Lists,
) -> Result<Option<CaseRows>, StoreError> {
    let mut reads = Reads { connection, case, queries: 0 };
    let Some(mut row) = reads.rows::<CaseRow>(cases::CASE).await?.pop() else { return Ok(None) };
    row.policy = reads.rows::<RuleRow>(cases::CASE_POLICY).await?;
    let mut rows = CaseRows {
        case: row,
        places: reads.rows(lists.places).await?,
        entities: reads.rows(lists.entities).await?,
        sources: reads.rows(lists.sources).await?,
        documents: reads.rows(lists.documents).await?,
        events: reads.rows(lists.events).await?,
        questions: reads.rows(lists.questions).await?,
        claims: Vec::new(),
        assessments: Vec::new(),
        bases: HashMap::new(),
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

/// The records of a case that stand, but for what is said on its questions; those of protected sources whole.
pub(super) async fn frame(
    connection: &mut SqliteConnection,
    vault: &Vault,
    case: &CaseId,
) -> Result<Option<Records>, StoreError> {
    let Some(mut rows) = read_frame(connection, case, &STANDING).await? else { return Ok(None) };
    identities::open_newest(connection, vault, case, &mut rows.sources).await?;
    rows.into_records().map(Some)
}

/// What is said on some questions and stands: claims and assessments.
pub(super) async fn said_on(
    connection: &mut SqliteConnection,
    case: &CaseId,
    questions: &[&QuestionId],
) -> Result<(Vec<Claim>, Vec<Assessment>), StoreError> {
    let ids: Vec<&str> = questions.iter().map(|id| id.as_str()).collect();
    let ids = serde_json::Value::from(ids).to_string();
    let on = |sql: &'static str| sqlx::query(sql).bind(case.as_str()).bind(ids.as_str());
    let claims: Vec<ClaimRow> = decode(&on(claims::CLAIMS_ON).fetch_all(&mut *connection).await?)?;
    let assessments: Vec<AssessmentRow> = decode(&on(assessments::ASSESSMENTS_ON).fetch_all(connection).await?)?;
    Ok((records(claims)?, records(assessments)?))
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

    /// Of its records those that not everybody who writes may change: the case, its sources and its assessments.
    pub(super) fn guarded(&self) -> Result<Records, StoreError> {
        Ok(Records {
            sources: records(self.sources.clone())?,
            assessments: records(self.assessments.clone())?,
            ..Records::of(self.case()?)
        })
    }

    pub(super) fn revision(&self) -> i64 {
        self.case.revision
    }

    pub(super) fn sources_mut(&mut self) -> &mut [SourceRow] {
        &mut self.sources
    }

    /// Every row as the body of a version.
    pub(super) fn bodies(&self) -> Vec<(Noun, String, String)> {
        fn add<R: Row>(bodies: &mut Vec<(Noun, String, String)>, noun: Noun, rows: &[R]) {
            bodies.extend(rows.iter().map(|row| (noun, row.id().to_owned(), row.body())));
        }
        let mut bodies = Vec::new();
        add(&mut bodies, Noun::Case, std::slice::from_ref(&self.case));
        add(&mut bodies, Noun::Place, &self.places);
        add(&mut bodies, Noun::Entity, &self.entities);
        add(&mut bodies, Noun::Source, &self.sources);
        add(&mut bodies, Noun::Document, &self.documents);
        add(&mut bodies, Noun::Event, &self.events);
        add(&mut bodies, Noun::Question, &self.questions);
        add(&mut bodies, Noun::Claim, &self.claims);
        add(&mut bodies, Noun::Assessment, &self.assessments);
        bodies
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

    pub(super) fn into_known(mut self) -> Result<Known, StoreError> {
        let (revision, bases) = (self.revision(), std::mem::take(&mut self.bases));
        Ok(Known { revision, records: self.into_records()?, bases, read: ReadBefore::default(), outlines: None })
    }

    pub(super) fn into_stored(self) -> Result<Stored, StoreError> {
        let (revision, queries) = (self.case.revision, self.queries);
        let bases = self.bases.clone();
        let changed_at = self.case.changed_at().map_err(|Reason(reason)| StoreError::Corrupt {
            table: CaseRow::TABLE,
            id: self.case.id().to_owned(),
            reason,
        })?;
        let dossier =
            Dossier::of_stored(self.into_records()?).map_err(|(records, faults)| unsound(&records, &faults))?;
        Ok(Stored { revision, changed_at, dossier, bases, queries })
    }
}

/// Records that do not hang together: somebody else wrote to the database, or a reader of values became stricter. Names
/// the first of them and the kind of its fault, never its content.
fn unsound(records: &Records, faults: &[Fault]) -> StoreError {
    let at = faults.first().map_or("", |fault| fault.at.as_str());
    let (table, id) = named(records, at).unwrap_or((CaseRow::TABLE, records.case.id.to_string()));
    let field = at.split_once("].").map_or(at, |(_, field)| field);
    let kind = faults.first().map(|fault| format!("{:?}", fault.kind)).unwrap_or_default();
    let kind: String = kind.trim_start_matches("Value(").chars().take_while(char::is_ascii_alphanumeric).collect();
    let reason = match faults.len() {
        0 | 1 => format!("{field}: {kind}"),
        count => format!("{field}: {kind}, and {} more faults in the case", count - 1),
    };
    StoreError::Corrupt { table, id, reason }
}

/// The table and the id of the record at `claims[12].chain[0]`. The number is that of the lists in order of id, in which
/// the database gives them.
fn named(records: &Records, at: &str) -> Option<(&'static str, String)> {
    let (list, rest) = at.split_once('[')?;
    let number: usize = rest.split_once(']')?.0.parse().ok()?;
    Some(match list {
        "places" => (PlaceRow::TABLE, records.places.get(number)?.id.to_string()),
        "entities" => (EntityRow::TABLE, records.entities.get(number)?.id.to_string()),
        "sources" => (SourceRow::TABLE, records.sources.get(number)?.id.to_string()),
        "documents" => (DocumentRow::TABLE, records.documents.get(number)?.id.to_string()),
        "events" => (EventRow::TABLE, records.events.get(number)?.id.to_string()),
        "questions" => (QuestionRow::TABLE, records.questions.get(number)?.id.to_string()),
        "claims" => (ClaimRow::TABLE, records.claims.get(number)?.id.to_string()),
        _ => return None,
    })
}
