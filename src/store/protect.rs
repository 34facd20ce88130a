//! Protecting: what was open before and is so no longer. Once a source is protected, its older versions are sealed as
//! well, and so are those of other sources that lead to it: their bodies become what everybody may see.
//!
//! Their commitments stay, because they are to the whole. What a version was sealed with is never opened to everybody
//! again: a source that ceases to be protected is open from its next version on.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use sqlx::{FromRow, SqliteConnection};

use super::{
    StoreError,
    bulk::{ADD_MAY_BE, CLEAR_MAY_BE},
    columns::Row as _,
    identities::{self, Blob, Place},
    notices,
    sources::SourceRow,
};
use crate::{credentials::Vault, domain::id::CaseId};

/// The protected sources of a case, withdrawn ones too, each with its public name.
pub(super) const PROTECTED: &str = "
    select id, public_name
      from source
     where case_id = $1
       and is_protected = 1";

/// Every version of every source, with what is sealed of it.
pub(super) const VERSIONS: &str = "
    select version.id, version.number, version.body, version.salt, identity.sealed
      from version
      left join protected_identity as identity
        on identity.case_id = version.case_id
       and identity.source_id = version.id
       and identity.number = version.number
     where version.case_id = $1
       and version.noun = 'source'
     order by version.id, version.number";

/// Leaves of the versions in `$2` what everybody may see.
pub(super) const HIDE_VERSIONS: &str = "
    update version
       set body = item.value ->> 'body', salt = null
      from jsonb_each($2) as item
     where version.case_id = $1
       and version.noun = 'source'
       and version.id = item.value ->> 'id'
       and version.number = item.value ->> 'number'";

/// Leaves of the sources in `$2` what everybody may see.
pub(super) const HIDE_SOURCES: &str = "
    update source
       set name = item.value -> 'name', is_protected = item.value ->> 'is_protected',
           public_name = item.value -> 'public_name', part_of = item.value ->> 'part_of',
           speaks_for = item.value ->> 'speaks_for', same_as = item.value ->> 'same_as',
           register = item.value ->> 'register', reliability = item.value ->> 'reliability',
           note = item.value ->> 'note'
      from jsonb_each($2) as item
     where source.case_id = $1
       and source.id = item.value ->> 'id'";

#[derive(Debug, FromRow)]
struct Version {
    id: String,
    number: i64,
    body: String,
    salt: Option<String>,
    sealed: Option<String>,
}

/// A body that takes the place of another.
#[derive(Debug, Serialize)]
struct Shown {
    id: String,
    number: i64,
    body: String,
}

/// The ids of the protected sources of a case with their public names, as JSON.
pub(super) async fn protected(
    connection: &mut SqliteConnection,
    case: &CaseId,
) -> Result<HashMap<String, String>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(PROTECTED).bind(case.as_str()).fetch_all(connection).await?;
    Ok(rows.into_iter().collect())
}

/// Seals whatever older versions tell of sources that are protected now and were not before the write.
pub(super) async fn seal_older(
    connection: &mut SqliteConnection,
    vault: &Vault,
    case: &CaseId,
    before: &HashMap<String, String>,
) -> Result<(), StoreError> {
    let now = protected(connection, case).await?;
    if now.keys().all(|id| before.contains_key(id)) {
        return Ok(());
    }
    notices::veil(connection, case).await?;
    let hidden: HashSet<String> = now.keys().cloned().collect();
    let versions: Vec<Version> = sqlx::query_as(VERSIONS).bind(case.as_str()).fetch_all(&mut *connection).await?;
    let (mut bodies, mut sealed, mut newest) = (Vec::new(), Vec::new(), HashMap::new());
    for version in versions {
        let row = SourceRow::from_body(&version.body)?;
        let row = match now.get(&version.id) {
            Some(public_name) => row.protected_as(public_name)?,
            None => row,
        };
        let body = row.public(&hidden)?.body();
        let is_changed = body != version.body;
        if is_changed {
            let place = Place { case: case.as_str(), source: &version.id, number: version.number, body: &version.body };
            let (salt, whole) = match (&version.salt, &version.sealed) {
                (Some(salt), _) => (salt.clone(), version.body.clone()),
                (None, Some(sealed)) => place.open(vault, sealed)?,
                // Redacted: there is nothing to keep.
                (None, None) => continue,
            };
            let place = Place { body: &body, ..place };
            let sealed_now = place.seal(vault, &salt, &whole);
            sealed.push(Blob { id: version.id.clone(), number: version.number, sealed: sealed_now });
            bodies.push(Shown { id: version.id.clone(), number: version.number, body: body.clone() });
        }
        newest.insert(version.id, (is_changed, body));
    }
    let of_sources = newest.into_values().filter(|(is_changed, _)| *is_changed).map(|(_, body)| body);
    let of_sources = format!("[{}]", of_sources.collect::<Vec<_>>().join(","));
    let bodies = serde_json::to_string(&bodies).expect("rows hold only strings and numbers");
    for (sql, rows) in
        [(HIDE_VERSIONS, &bodies), (HIDE_SOURCES, &of_sources), (CLEAR_MAY_BE, &of_sources), (ADD_MAY_BE, &of_sources)]
    {
        sqlx::query(sql).bind(case.as_str()).bind(rows).execute(&mut *connection).await?;
    }
    identities::keep(connection, case, sealed).await
}
