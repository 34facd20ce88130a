//! The second clock: a case as our records stood at a moment, from the versions of its records.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use sqlx::{Connection as _, FromRow, Row as _, SqliteConnection, sqlite::SqliteRow};

use super::{
    Store, StoreError, bases,
    cases::CaseRow,
    columns::{LocalisedRow, Row},
    compute,
    dossier::{CaseRows, Stored},
    identities::Place,
    protect::PROTECTED,
    sources::SourceRow,
};
use crate::{
    credentials::Vault,
    domain::{assessment::Basis, calendar::Day, id::CaseId, record::Noun},
};

/// The days on which somebody wrote are counted in microseconds of the trail.
const DAY_MICROS: i64 = 86_400_000_000;

/// The revision a case had been brought to at a moment.
pub(super) const REVISION_AT: &str = "
    select revision, at
      from audit_entry
     where case_id = $1
       and revision is not null
       and at <= $2
     order by revision desc, number
     limit 1";

/// The newest version of every record by a revision, unless it withdraws the record, with what is sealed of it.
pub(super) const VERSIONS_AT: &str = "
    select it.noun, it.id, it.number, it.body, identity.sealed
      from version as it
      left join protected_identity as identity
        on it.noun = 'source'
       and identity.case_id = it.case_id
       and identity.source_id = it.id
       and identity.number = it.number
     where it.case_id = $1
       and it.revision <= $2
       and it.is_withdrawn = 0
       and it.number = (select max(other.number)
                       from version as other
                      where other.case_id = it.case_id
                        and other.noun = it.noun
                        and other.id = it.id
                        and other.revision <= $2)
     order by it.noun, it.id";

/// The days on which a case was written, newest first, each with the number of writes.
pub(super) const DAYS_WRITTEN: &str = "
    select at / $2 as day, count(*) as writes
      from audit_entry as entry
     where case_id = $1
       and number = (select min(first.number)
                                   from audit_entry as first
                                  where first.case_id = entry.case_id
                                    and first.revision = entry.revision)
     group by at / $2
     order by day desc
     limit $3";

/// A day on which somebody wrote to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayWritten {
    /// The day, in UTC.
    pub day: Day,
    /// The number of writes.
    pub writes: usize,
}

impl Store {
    /// The revision that `case` stood at in our records at `at`; `None` where nothing was recorded yet.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn revision_at(&self, case: &CaseId, at: jiff::Timestamp) -> Result<Option<i64>, StoreError> {
        let query = sqlx::query(REVISION_AT).bind(case.to_string()).bind(at.as_microsecond());
        Ok(self.row(query).await?.map(|row| row.try_get("revision")).transpose()?)
    }

    /// A case as our records stood at `at`, in a fixed number of queries; `None` where nothing was recorded yet.
    ///
    /// Protected sources are whole in it, for an [`crate::domain::edition::Edition`] to leave out what a viewer may not
    /// see. A source that is protected as things stand is protected in it too, under the public name it has now: what
    /// was written down before it was protected is no way around that.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn dossier_recorded(&self, case: &CaseId, at: jiff::Timestamp) -> Result<Option<Stored>, StoreError> {
        let (case, vault) = (case.clone(), self.vault.clone());
        let read = self.readers.read(|connection| Box::pin(read_at_once(connection, vault, case, at))).await?;
        let Some(read) = read else { return Ok(None) };
        compute(move || read.into_rows()?.into_stored()).await.map(Some)
    }

    /// The last days on which `case` was written, in order, at most `most`.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn days_written(&self, case: &CaseId, most: u32) -> Result<Vec<DayWritten>, StoreError> {
        let query = sqlx::query(DAYS_WRITTEN).bind(case.to_string()).bind(DAY_MICROS).bind(most);
        let rows = self.rows(query).await?;
        let day = |row: &SqliteRow| Ok((row.try_get("day")?, row.try_get("writes")?));
        let mut days = rows.iter().map(day).collect::<Result<Vec<(i64, i64)>, StoreError>>()?;
        days.reverse();
        let day =
            |(day, writes)| DayWritten { day: Day::from_number(day), writes: usize::try_from(writes).unwrap_or(0) };
        Ok(days.into_iter().map(day).collect())
    }
}

/// What was read of a case at a moment, still as JSON.
struct Recorded {
    revision: i64,
    written_at: i64,
    versions: Vec<(String, String, String)>,
    protected: Vec<(String, Option<String>)>,
    bases: HashMap<String, Basis>,
}

/// A version as it is read.
#[derive(FromRow)]
struct VersionThen {
    noun: String,
    id: String,
    number: i64,
    body: String,
    sealed: Option<String>,
}

impl VersionThen {
    /// Its noun, its id and its whole body.
    fn opened(self, vault: &Vault, case: &CaseId) -> Result<(String, String, String), StoreError> {
        let Self { noun, id, number, body, sealed } = self;
        let Some(sealed) = sealed else { return Ok((noun, id, body)) };
        let (_, whole) = Place { case: case.as_str(), source: &id, number, body: &body }.open(vault, &sealed)?;
        Ok((noun, id, whole))
    }
}

/// What was recorded, in one snapshot.
async fn read_at_once(
    connection: &mut SqliteConnection,
    vault: Vault,
    case: CaseId,
    at: jiff::Timestamp,
) -> Result<Option<Recorded>, StoreError> {
    let mut snapshot = connection.begin().await?;
    let read = read_recorded(&mut snapshot, &vault, &case, at).await?;
    snapshot.commit().await?;
    Ok(read)
}

async fn read_recorded(
    connection: &mut SqliteConnection,
    vault: &Vault,
    case: &CaseId,
    at: jiff::Timestamp,
) -> Result<Option<Recorded>, StoreError> {
    let at = sqlx::query_as(REVISION_AT).bind(case.as_str()).bind(at.as_microsecond());
    let Some((revision, written_at)) = at.fetch_optional(&mut *connection).await? else { return Ok(None) };
    let versions: Vec<VersionThen> =
        sqlx::query_as(VERSIONS_AT).bind(case.as_str()).bind(revision).fetch_all(&mut *connection).await?;
    let versions = versions.into_iter().map(|it| it.opened(vault, case)).collect::<Result<_, _>>()?;
    let protected = sqlx::query_as(PROTECTED).bind(case.as_str()).fetch_all(&mut *connection).await?;
    let bases = bases::read(connection, case, revision).await?;
    Ok(Some(Recorded { revision, written_at, versions, protected, bases }))
}

impl Recorded {
    const QUERIES: usize = 4;

    fn into_rows(self) -> Result<CaseRows, StoreError> {
        let mut bodies: HashMap<String, Vec<(String, String)>> = HashMap::new();
        for (noun, id, body) in self.versions {
            bodies.entry(noun).or_default().push((id, body));
        }
        let mut of = |noun: Noun| bodies.remove(noun.word()).unwrap_or_default();
        let gone =
            || StoreError::Corrupt { table: "version", id: Noun::Case.word().to_owned(), reason: "missing".to_owned() };
        let case: CaseRow = rows(of(Noun::Case))?.pop().ok_or_else(gone)?;
        Ok(CaseRows {
            case: case.at(self.revision, self.written_at),
            places: rows(of(Noun::Place))?,
            entities: rows(of(Noun::Entity))?,
            sources: protected(rows(of(Noun::Source))?, &self.protected)?,
            documents: rows(of(Noun::Document))?,
            events: rows(of(Noun::Event))?,
            questions: rows(of(Noun::Question))?,
            claims: rows(of(Noun::Claim))?,
            assessments: rows(of(Noun::Assessment))?,
            bases: self.bases,
            queries: Self::QUERIES,
        })
    }
}

fn rows<R: Row + DeserializeOwned>(bodies: Vec<(String, String)>) -> Result<Vec<R>, StoreError> {
    bodies.into_iter().map(|(id, body)| version_row(&id, &body)).collect()
}

/// The row that a version keeps.
pub(super) fn version_row<R: Row + DeserializeOwned>(id: &str, body: &str) -> Result<R, StoreError> {
    serde_json::from_str(body).map_err(|error| {
        let reason = format!("version: {:?} in column {}", error.classify(), error.column());
        StoreError::Corrupt { table: R::TABLE, id: id.to_owned(), reason }
    })
}

/// The sources, those protected as things stand under the public names they have now.
fn protected(mut sources: Vec<SourceRow>, now: &[(String, Option<String>)]) -> Result<Vec<SourceRow>, StoreError> {
    for source in &mut sources {
        if let Some((_, name)) = now.iter().find(|(id, _)| id == source.id()) {
            source.protect(public_name(source.id(), name.as_deref())?);
        }
    }
    Ok(sources)
}

/// The public name in a column of the table.
pub(super) fn public_name(id: &str, held: Option<&str>) -> Result<Option<LocalisedRow>, StoreError> {
    let corrupt = |_| StoreError::Corrupt { table: "source", id: id.to_owned(), reason: "public_name".to_owned() };
    held.map(|name| serde_json::from_str(name).map_err(corrupt)).transpose()
}
