//! The history of a record: every state it has had, with who wrote it, when and why.

use sqlx::{Row as _, sqlite::SqliteRow};

use super::{
    Store, StoreError,
    assessments::AssessmentRow,
    cases::CaseRow,
    claims::ClaimRow,
    columns::{LocalisedRow, Reason, Row, column, moment, optional_text, text},
    documents::DocumentRow,
    entities::EntityRow,
    events::EventRow,
    places::PlaceRow,
    questions::QuestionRow,
    recorded::{public_name, version_row},
    sources::SourceRow,
};
use crate::domain::{
    id::{CaseId, PersonId},
    record::{Noun, Record},
    text::Text,
};

/// The versions of a record from one on back, each with the entry of the trail that brought it: the first at its
/// revision, since acts that write no version, such as on members, name the revision they were done at.
pub(super) const HISTORY: &str = "
    select version.id, version.number, version.body, version.is_withdrawn, audit_entry.at, audit_entry.actor,
           audit_entry.why, person.id as person_id, person.name as person_name
      from version
      join audit_entry
        on audit_entry.case_id = version.case_id
       and audit_entry.revision = version.revision
       and audit_entry.number = (select min(first.number)
                                   from audit_entry as first
                                  where first.case_id = version.case_id
                                    and first.revision = version.revision)
      left join person
        on audit_entry.actor = 'person:' || person.id
     where version.case_id = $1
       and version.noun = $2
       and version.id = $3
       and version.number <= $4
     order by version.number desc
     limit $5";

/// What is to be known of a source as things stand, whether or not it still stands.
pub(super) const IS_PROTECTED: &str = "
    select is_protected, public_name
      from source
     where case_id = $1
       and id = $2";

/// The ids that the assessments of a question have ever had.
pub(super) const ASSESSMENTS_OF: &str = "
    select distinct id
      from version
     where case_id = $1
       and noun = 'assessment'
       and id >= $2 || '/'
       and id < $2 || '0'
     order by id";

/// Who wrote something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// A part of the system, such as `import`.
    System(String),
    /// Somebody with an account: who, and the name they sign with.
    Person(PersonId, Text),
}

/// A state that a record has had.
#[derive(Debug, Clone)]
pub struct Version {
    /// 1 for its first state.
    pub number: i64,
    /// What it said.
    pub record: Record,
    /// Whether this state withdrew it.
    pub is_withdrawn: bool,
    /// Who wrote it.
    pub author: Author,
    /// When.
    pub at: jiff::Timestamp,
    /// Why, in their words.
    pub why: Option<Text>,
}

impl Store {
    /// The versions of a record, newest first, from number `from` on back, at most `most`. None: there never was such
    /// a record. A source that is protected as things stand is protected in all of them, under the public name it has
    /// now.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn history(
        &self,
        case: &CaseId,
        (noun, id): (Noun, &str),
        from: i64,
        most: u32,
    ) -> Result<Vec<Version>, StoreError> {
        let query =
            sqlx::query(HISTORY).bind(case.to_string()).bind(noun.word()).bind(id.to_owned()).bind(from).bind(most);
        let rows = self.rows(query).await?;
        let protection = if noun == Noun::Source { self.protection(case, id).await? } else { None };
        rows.iter().map(|row| version(noun, row, protection.as_ref())).collect()
    }

    /// The keys of all assessments that a question has ever had.
    ///
    /// # Errors
    /// `Busy`, `TookTooLong`, `Database`.
    pub async fn assessments_ever(&self, case: &CaseId, question: &str) -> Result<Vec<String>, StoreError> {
        let query = sqlx::query(ASSESSMENTS_OF).bind(case.to_string()).bind(question.to_owned());
        let rows = self.rows(query).await?;
        Ok(rows.iter().map(|row| row.try_get("id")).collect::<Result<_, _>>()?)
    }

    /// The public name of a source that is protected as things stand.
    async fn protection(&self, case: &CaseId, id: &str) -> Result<Option<Option<LocalisedRow>>, StoreError> {
        let query = sqlx::query(IS_PROTECTED).bind(case.to_string()).bind(id.to_owned());
        let Some(row) = self.row(query).await? else { return Ok(None) };
        let is_protected: bool = row.try_get("is_protected")?;
        let name: Option<String> = row.try_get("public_name")?;
        is_protected.then(|| public_name(id, name.as_deref())).transpose()
    }
}

fn version(noun: Noun, row: &SqliteRow, protection: Option<&Option<LocalisedRow>>) -> Result<Version, StoreError> {
    let id: String = row.try_get("id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "version", id: id.clone(), reason };
    Ok(Version {
        number: row.try_get("number")?,
        record: decode(noun, &id, row.try_get("body")?, protection)?,
        is_withdrawn: row.try_get("is_withdrawn")?,
        author: author(row).map_err(corrupt)?,
        at: moment("at", row.try_get("at")?).map_err(corrupt)?,
        why: optional_text("why", row.try_get("why")?).map_err(corrupt)?,
    })
}

/// Reads who wrote out of a row that holds the actor and the person, where it was one.
pub(super) fn author(row: &SqliteRow) -> Result<Author, Reason> {
    let held = |error: sqlx::Error| Reason(format!("actor: {error}"));
    let (id, name): (Option<String>, Option<String>) =
        (row.try_get("person_id").map_err(held)?, row.try_get("person_name").map_err(held)?);
    let actor: String = row.try_get("actor").map_err(held)?;
    Ok(match id.zip(name) {
        Some((id, name)) => Author::Person(column("person_id", PersonId::parse(&id))?, text("name", &name)?),
        None => Author::System(actor.strip_prefix("system:").unwrap_or(&actor).to_owned()),
    })
}

/// The record that the body of a version holds, as everybody may see it. Whoever may see more of a protected source
/// needs what is sealed of that version: this is the one place to open it.
fn decode(noun: Noun, id: &str, body: &str, protection: Option<&Option<LocalisedRow>>) -> Result<Record, StoreError> {
    fn of<R, T>(id: &str, body: &str) -> Result<T, StoreError>
    where
        R: Row + serde::de::DeserializeOwned,
        T: TryFrom<R, Error = Reason>,
    {
        record(id, version_row::<R>(id, body)?)
    }
    fn record<R: Row, T: TryFrom<R, Error = Reason>>(id: &str, row: R) -> Result<T, StoreError> {
        T::try_from(row).map_err(|Reason(reason)| StoreError::Corrupt { table: "version", id: id.to_owned(), reason })
    }
    Ok(match noun {
        Noun::Case => Record::Case(of::<CaseRow, _>(id, body)?),
        Noun::Place => Record::Place(of::<PlaceRow, _>(id, body)?),
        Noun::Entity => Record::Entity(of::<EntityRow, _>(id, body)?),
        Noun::Source => {
            let mut row: SourceRow = version_row(id, body)?;
            if let Some(name) = protection {
                row.protect(name.clone());
            }
            Record::Source(record(id, row)?)
        }
        Noun::Document => Record::Document(of::<DocumentRow, _>(id, body)?),
        Noun::Event => Record::Event(of::<EventRow, _>(id, body)?),
        Noun::Question => Record::Question(of::<QuestionRow, _>(id, body)?),
        Noun::Claim => Record::Claim(of::<ClaimRow, _>(id, body)?),
        Noun::Assessment => Record::Assessment(of::<AssessmentRow, _>(id, body)?),
    })
}
