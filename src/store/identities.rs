//! Identities: who protected sources are. The table `source` and the versions hold what everybody may see of them; the
//! whole stands sealed here, each for its place and for the body that stands there.

use std::collections::HashMap;

use data_encoding::BASE64;
use serde::Serialize;
use sqlx::{Row as _, SqliteConnection};

use super::{StoreError, columns::Row as _, commitment::digest, sources::SourceRow};
use crate::{credentials::Vault, domain::id::CaseId};

/// The number of each version of a source that revision `$2` brought.
pub(super) const NEW_NUMBERS: &str = "
    select id, number
      from version
     where case_id = $1
       and revision = $2
       and noun = 'source'";

/// Keeps what is sealed, in the place of what was sealed there before.
pub(super) const SEAL: &str = "
    insert into protected_identity (case_id, source_id, number, sealed)
    select $1, item.value ->> 'id', item.value ->> 'number', item.value ->> 'sealed'
      from jsonb_each($2) as item
     where true
        on conflict (case_id, source_id, number) do update
       set sealed = excluded.sealed";

/// What is sealed of the newest version of each source.
pub(super) const NEWEST: &str = "
    select identity.source_id as id, identity.number, identity.sealed, version.body
      from protected_identity as identity
      join version
        on version.case_id = identity.case_id
       and version.noun = 'source'
       and version.id = identity.source_id
       and version.number = identity.number
     where identity.case_id = $1
       and identity.number = (select max(newest.number)
                                from version as newest
                               where newest.case_id = identity.case_id
                                 and newest.noun = 'source'
                                 and newest.id = identity.source_id)
     order by identity.source_id";

/// A version of a source of which not everybody may see all.
pub(super) struct Identity {
    /// The source.
    pub(super) id: String,
    /// What the commitment of the version begins with.
    pub(super) salt: String,
    /// The whole row, as JSON.
    pub(super) whole: String,
    /// What everybody may see of it, as JSON: the body of the version.
    pub(super) body: String,
}

/// Where something sealed stands: the version of a source, with the body that everybody may see.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) case: &'a str,
    pub(super) source: &'a str,
    pub(super) number: i64,
    pub(super) body: &'a str,
}

impl Place<'_> {
    /// The digest of the body is part of it, so that a body that was changed is noticed.
    fn context(self) -> String {
        let Self { case, source, number, body } = self;
        format!("protected_identity/{case}/{source}/{number}/{}", digest([body]))
    }

    /// What is kept of a version there: its salt, then its whole body.
    pub(super) fn seal(self, vault: &Vault, salt: &str, whole: &str) -> String {
        BASE64.encode(&vault.seal([salt, whole].concat().as_bytes(), &self.context()))
    }

    /// Salt and whole body of what was sealed there.
    ///
    /// # Errors
    /// `Corrupt` where it does not open: another key, another place, another body, or changed.
    pub(super) fn open(self, vault: &Vault, sealed: &str) -> Result<(String, String), StoreError> {
        let corrupt = |reason: &str| StoreError::Corrupt {
            table: "protected_identity",
            id: format!("{}, version {}", self.source, self.number),
            reason: reason.to_owned(),
        };
        let sealed = BASE64.decode(sealed.as_bytes()).map_err(|_| corrupt("sealed: NotBase64"))?;
        let opened = vault.open(&sealed, &self.context()).map_err(|fault| corrupt(&format!("sealed: {fault:?}")))?;
        let opened = str::from_utf8(&opened).map_err(|_| corrupt("sealed: NotUtf8"))?;
        let (salt, whole) = opened.split_at_checked(SALT_DIGITS).ok_or_else(|| corrupt("sealed: TooShort"))?;
        Ok((salt.to_owned(), whole.to_owned()))
    }
}

const SALT_DIGITS: usize = 32;

/// Something sealed, as [`SEAL`] takes it.
#[derive(Debug, Serialize)]
pub(super) struct Blob {
    pub(super) id: String,
    pub(super) number: i64,
    pub(super) sealed: String,
}

/// Seals the identities of the versions that `revision` brought.
pub(super) async fn keep_new(
    connection: &mut SqliteConnection,
    vault: &Vault,
    case: &CaseId,
    revision: i64,
    identities: &[Identity],
) -> Result<(), StoreError> {
    let numbers: Vec<(String, i64)> =
        sqlx::query_as(NEW_NUMBERS).bind(case.as_str()).bind(revision).fetch_all(&mut *connection).await?;
    let numbers: HashMap<String, i64> = numbers.into_iter().collect();
    let seal = |identity: &Identity| {
        let number = numbers[&identity.id];
        let place = Place { case: case.as_str(), source: &identity.id, number, body: &identity.body };
        Blob { id: identity.id.clone(), number, sealed: place.seal(vault, &identity.salt, &identity.whole) }
    };
    keep(connection, case, identities.iter().map(seal).collect()).await
}

/// Keeps what is sealed.
pub(super) async fn keep(
    connection: &mut SqliteConnection,
    case: &CaseId,
    sealed: Vec<Blob>,
) -> Result<(), StoreError> {
    let sealed = serde_json::to_string(&sealed).expect("rows hold only strings and numbers");
    sqlx::query(SEAL).bind(case.as_str()).bind(sealed).execute(connection).await?;
    Ok(())
}

/// Puts the whole rows of protected sources in the place of what everybody may see of them. `rows` are in order of id.
pub(super) async fn open_newest(
    connection: &mut SqliteConnection,
    vault: &Vault,
    case: &CaseId,
    rows: &mut [SourceRow],
) -> Result<(), StoreError> {
    for sealed in sqlx::query(NEWEST).bind(case.as_str()).fetch_all(connection).await? {
        let (id, body): (String, String) = (sealed.try_get("id")?, sealed.try_get("body")?);
        let place = Place { case: case.as_str(), source: &id, number: sealed.try_get("number")?, body: &body };
        // One that is not there has been withdrawn.
        let Ok(at) = rows.binary_search_by(|row| row.id().cmp(&id)) else { continue };
        let (_, whole) = place.open(vault, sealed.try_get("sealed")?)?;
        rows[at] = SourceRow::from_body(&whole)?;
    }
    Ok(())
}
