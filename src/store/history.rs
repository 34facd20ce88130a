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
    identities::Place,
    places::PlaceRow,
    questions::QuestionRow,
    recorded::{public_name, version_row},
    sources::SourceRow,
};
use crate::{
    credentials::Vault,
    domain::{
        access::Identities,
        id::{CaseId, PersonId, TokenId},
        record::{Noun, Record},
        text::Text,
    },
};

/// The versions of a record from one on back, each with the entry of the trail that brought it: the first at its
/// revision, since acts that write no version, such as on members, name the revision they were done at.
pub(super) const HISTORY: &str = "
    select version.id, version.number, version.revision, version.body, version.is_withdrawn, audit_entry.at, audit_entry.actor,
           audit_entry.why, person.id as person_id, person.name as person_name, version.salt is not null as is_open,
           identity.sealed, token.id as through, token.name as through_name
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
      left join token
        on token.id = audit_entry.changed ->> 'through'
      left join protected_identity as identity
        on version.noun = 'source'
       and identity.case_id = version.case_id
       and identity.source_id = version.id
       and identity.number = version.number
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

/// The token that a write came through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Through {
    /// Which.
    pub token: TokenId,
    /// What its person calls it: for them alone.
    pub name: Text,
}

/// A state that a record has had.
#[derive(Debug, Clone)]
pub struct Version {
    /// 1 for its first state.
    pub number: i64,
    /// The number of writes the case had seen with it.
    pub revision: i64,
    /// What it said, as far as the reader may know.
    pub record: Record,
    /// Whether that is all of it.
    pub is_whole: bool,
    /// Whether this state withdrew it.
    pub is_withdrawn: bool,
    /// Who wrote it.
    pub author: Author,
    /// The token that it came through; `None` where somebody was there in person.
    pub through: Option<Through>,
    /// When.
    pub at: jiff::Timestamp,
    /// Why, in their words.
    pub why: Option<Text>,
}

impl Store {
    /// The versions of a record, newest first, from number `from` on back, at most `most`. None: there never was such
    /// a record. Without identities a source that is protected as things stand is protected in all of them, under the
    /// public name it has now; with them every version says what it said.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn history(
        &self,
        case: &CaseId,
        (noun, id): (Noun, &str),
        (from, most): (i64, u32),
        identities: Identities,
    ) -> Result<Vec<Version>, StoreError> {
        let query =
            sqlx::query(HISTORY).bind(case.to_string()).bind(noun.word()).bind(id.to_owned()).bind(from).bind(most);
        let rows = self.rows(query).await?;
        if noun != Noun::Source {
            return rows.iter().map(|row| version(row, decode(noun, id, row.try_get("body")?)?, true)).collect();
        }
        let seen = match identities {
            Identities::Shown => Seen::Whole { vault: &self.vault, case, id },
            Identities::Hidden => Seen::Public(self.protection(case, id).await?),
        };
        rows.iter().map(|row| seen.version(row)).collect()
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

    /// How a source is protected as things stand.
    async fn protection(&self, case: &CaseId, id: &str) -> Result<Protection, StoreError> {
        let query = sqlx::query(IS_PROTECTED).bind(case.to_string()).bind(id.to_owned());
        let Some(row) = self.row(query).await? else { return Ok(Protection::default()) };
        let name: Option<String> = row.try_get("public_name")?;
        Ok(Protection { is_protected: row.try_get("is_protected")?, public_name: public_name(id, name.as_deref())? })
    }
}

/// Whether a source is protected as things stand, and its public name.
#[derive(Default)]
struct Protection {
    is_protected: bool,
    public_name: Option<LocalisedRow>,
}

/// How the versions of a source are read.
enum Seen<'a> {
    /// With what is sealed of them.
    Whole { vault: &'a Vault, case: &'a CaseId, id: &'a str },
    /// As everybody may see them.
    Public(Protection),
}

impl Seen<'_> {
    fn version(&self, row: &SqliteRow) -> Result<Version, StoreError> {
        let (body, sealed): (&str, Option<&str>) = (row.try_get("body")?, row.try_get("sealed")?);
        // What is neither open nor sealed was redacted: the rest of it is not what it said.
        let is_kept = row.try_get::<bool, _>("is_open")? || sealed.is_some();
        match self {
            Self::Whole { vault, case, id } => {
                let place = Place { case: case.as_str(), source: id, number: row.try_get("number")?, body };
                let opened = sealed.map(|sealed| place.open(vault, sealed)).transpose()?;
                let whole = opened.as_ref().map_or(body, |(_, whole)| whole);
                version(row, decode(Noun::Source, id, whole)?, is_kept)
            }
            Self::Public(protection) => {
                let id: &str = row.try_get("id")?;
                let mut source: SourceRow = version_row(id, body)?;
                if protection.is_protected {
                    source.protect(protection.public_name.clone());
                }
                let is_whole = is_kept && sealed.is_none() && !protection.is_protected;
                version(row, Record::Source(record(id, source)?), is_whole)
            }
        }
    }
}

fn version(row: &SqliteRow, record: Record, is_whole: bool) -> Result<Version, StoreError> {
    let id: String = row.try_get("id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "version", id: id.clone(), reason };
    Ok(Version {
        number: row.try_get("number")?,
        revision: row.try_get("revision")?,
        record,
        is_whole,
        is_withdrawn: row.try_get("is_withdrawn")?,
        author: author(row).map_err(corrupt)?,
        through: through(row).map_err(corrupt)?,
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

/// Reads the token that a write came through out of a row that holds its id and its name.
pub(super) fn through(row: &SqliteRow) -> Result<Option<Through>, Reason> {
    let held = |error: sqlx::Error| Reason(format!("through: {error}"));
    let (id, name): (Option<String>, Option<String>) =
        (row.try_get("through").map_err(held)?, row.try_get("through_name").map_err(held)?);
    let Some((id, name)) = id.zip(name) else { return Ok(None) };
    Ok(Some(Through { token: column("through", TokenId::parse(&id))?, name: text("through_name", &name)? }))
}

/// The record that a body holds.
fn decode(noun: Noun, id: &str, body: &str) -> Result<Record, StoreError> {
    fn of<R, T>(id: &str, body: &str) -> Result<T, StoreError>
    where
        R: Row + serde::de::DeserializeOwned,
        T: TryFrom<R, Error = Reason>,
    {
        record(id, version_row::<R>(id, body)?)
    }
    Ok(match noun {
        Noun::Case => Record::Case(of::<CaseRow, _>(id, body)?),
        Noun::Place => Record::Place(of::<PlaceRow, _>(id, body)?),
        Noun::Entity => Record::Entity(of::<EntityRow, _>(id, body)?),
        Noun::Source => Record::Source(of::<SourceRow, _>(id, body)?),
        Noun::Document => Record::Document(of::<DocumentRow, _>(id, body)?),
        Noun::Event => Record::Event(of::<EventRow, _>(id, body)?),
        Noun::Question => Record::Question(of::<QuestionRow, _>(id, body)?),
        Noun::Claim => Record::Claim(of::<ClaimRow, _>(id, body)?),
        Noun::Assessment => Record::Assessment(of::<AssessmentRow, _>(id, body)?),
    })
}

fn record<R: Row, T: TryFrom<R, Error = Reason>>(id: &str, row: R) -> Result<T, StoreError> {
    T::try_from(row).map_err(|Reason(reason)| StoreError::Corrupt { table: "version", id: id.to_owned(), reason })
}
