//! Verifying the audit trail: entries, versions, what is sealed, and the revisions of cases. `docs/AUDIT.md` says what
//! must hold.

use futures_util::TryStreamExt as _;
use sqlx::{FromRow, SqliteConnection};

use super::{
    StoreError,
    audit::{self, Canonical, NO_HASH},
    commitment,
    identities::Place,
    verify::Check,
};
use crate::credentials::Vault;

/// Entries after number `$1`, some at a time.
pub(super) const ENTRIES: &str = "
    select number, at, actor, action, case_id, revision, changed, why, why_salt, why_commitment, hash
      from audit_entry
     where number > $1
     order by number
     limit 1000";

/// Every version with what is sealed of it.
pub(super) const VERSIONS: &str = "
    select version.case_id, version.noun, version.id, version.number, version.body, version.is_withdrawn, version.salt,
           version.commitment, identity.sealed,
           exists (select 1
                     from audit_entry
                    where audit_entry.case_id = version.case_id
                      and audit_entry.revision = version.revision) as has_entry
      from version
      left join protected_identity as identity
        on version.noun = 'source'
       and identity.case_id = version.case_id
       and identity.source_id = version.id
       and identity.number = version.number
     order by version.case_id, version.noun, version.id, version.number";

/// What is sealed and belongs to no version that needs it.
pub(super) const UNUSED: &str = "
    select case_id, source_id, number
      from protected_identity as identity
     where not exists (select 1
                         from version
                        where version.case_id = identity.case_id
                          and version.noun = 'source'
                          and version.id = identity.source_id
                          and version.number = identity.number
                          and version.salt is null)";

/// Every case with its entries that brought it to a revision, or stand at one.
pub(super) const CASE_ENTRIES: &str = r#"
    select "case".id, "case".revision, "case".changed_at, audit_entry.revision as brought, audit_entry.at,
           audit_entry.action
      from "case"
      left join audit_entry
        on audit_entry.case_id = "case".id
       and audit_entry.revision is not null
     order by "case".id, audit_entry.number"#;

#[derive(Debug, FromRow)]
struct Entry {
    number: i64,
    at: i64,
    actor: String,
    action: String,
    case_id: Option<String>,
    revision: Option<i64>,
    changed: String,
    why: Option<String>,
    why_salt: Option<String>,
    why_commitment: Option<String>,
    hash: String,
}

/// The chain of entries from the first to the last, and which that is.
pub(super) async fn entries(
    connection: &mut SqliteConnection,
    noted: Option<&(i64, String)>,
) -> (Check, Option<(i64, String)>) {
    let mut check = Check::of("entries of the audit trail");
    let mut last = None;
    let found = chain(connection, noted, &mut check, &mut last).await;
    check.and(found);
    (check, last)
}

async fn chain(
    connection: &mut SqliteConnection,
    noted: Option<&(i64, String)>,
    check: &mut Check,
    last: &mut Option<(i64, String)>,
) -> Result<(), StoreError> {
    let mut is_noted_there = noted.is_none();
    let mut after = i64::MIN;
    loop {
        let entries: Vec<Entry> = sqlx::query_as(ENTRIES).bind(after).fetch_all(&mut *connection).await?;
        let Some(newest) = entries.last() else { break };
        after = newest.number;
        for entry in entries {
            check.count += 1;
            let (number, before) = last.take().unwrap_or_else(|| (0, NO_HASH.to_owned()));
            check.expect(entry.number == number + 1, || format!("entry {} follows entry {number}", entry.number));
            entry_faults(connection, &entry, &before, check).await?;
            is_noted_there |= noted.is_some_and(|(number, hash)| *number == entry.number && *hash == entry.hash);
            *last = Some((entry.number, entry.hash));
        }
    }
    let head: Vec<(i64, String)> = sqlx::query_as(audit::HEAD).fetch_all(connection).await?;
    check.expect(head.iter().eq(last.iter()), || "the last entry is not the one that was written last".to_owned());
    check.expect(is_noted_there, || "the trail does not go through the entry that was noted".to_owned());
    Ok(())
}

async fn entry_faults(
    connection: &mut SqliteConnection,
    entry: &Entry,
    before: &str,
    check: &mut Check,
) -> Result<(), StoreError> {
    let versions = match (&entry.case_id, entry.revision) {
        (Some(case), Some(revision)) => Some(audit::versions(connection, case, revision).await?),
        _ => None,
    };
    let said = Canonical {
        number: entry.number,
        at: entry.at,
        actor: &entry.actor,
        action: &entry.action,
        case: entry.case_id.as_deref(),
        revision: entry.revision,
        changed: &entry.changed,
        why_commitment: entry.why_commitment.as_deref(),
        versions: versions.as_deref(),
    };
    check.expect(said.hash(before) == entry.hash, || {
        format!("entry {}: its hash is not that of what it and its versions say after the entry before", entry.number)
    });
    let is_committed = match (&entry.why, &entry.why_salt, &entry.why_commitment) {
        (Some(why), Some(salt), Some(kept)) => commitment::digest([salt.as_str(), why]) == *kept,
        (None, None, _) => true,
        _ => false,
    };
    check.expect(is_committed, || format!("entry {}: its note is not the one it was written with", entry.number));
    Ok(())
}

#[derive(Debug, FromRow)]
struct Version {
    case_id: String,
    noun: String,
    id: String,
    number: i64,
    body: String,
    is_withdrawn: bool,
    salt: Option<String>,
    commitment: String,
    sealed: Option<String>,
    has_entry: bool,
}

/// Every version against its commitment, and everything sealed.
pub(super) async fn versions(connection: &mut SqliteConnection, vault: Option<&Vault>) -> (Check, Check) {
    let (mut versions, mut sealed) = (Check::of("versions of records"), Check::of("sealed identities"));
    let found = every_version(&mut *connection, vault, &mut versions, &mut sealed).await;
    versions.and(found);
    let found = unused(connection, &mut sealed).await;
    sealed.and(found);
    (versions, sealed)
}

async fn every_version(
    connection: &mut SqliteConnection,
    vault: Option<&Vault>,
    check: &mut Check,
    sealed: &mut Check,
) -> Result<(), StoreError> {
    let mut rows = sqlx::query_as::<_, Version>(VERSIONS).fetch(connection);
    let mut before: Option<(String, String, String, i64)> = None;
    while let Some(version) = rows.try_next().await? {
        check.count += 1;
        let Version { case_id, noun, id, number, .. } = &version;
        let named = format!("{case_id}, {noun} {id}, version {number}");
        let next = match &before {
            Some((case, of, record, last)) if (case, of, record) == (case_id, noun, id) => last + 1,
            _ => 1,
        };
        check.expect(*number == next, || format!("{named}: it should be number {next}"));
        check.expect(version.has_entry, || format!("{named}: no entry of the audit trail brought it"));
        version_faults(&version, &named, vault, check, sealed);
        before = Some((version.case_id, version.noun, version.id, version.number));
    }
    Ok(())
}

fn version_faults(version: &Version, named: &str, vault: Option<&Vault>, check: &mut Check, sealed: &mut Check) {
    let Version { case_id: case, id: source, number, body, is_withdrawn, .. } = version;
    let is_committed =
        |salt: &str, whole: &str| commitment::of_version(salt, whole, *is_withdrawn) == version.commitment;
    let changed = || format!("{named}: it is not what was written");
    match (&version.salt, &version.sealed) {
        (Some(salt), _) => check.expect(is_committed(salt, body), changed),
        (None, None) => check.fault(format!("{named}: its salt is gone, and nothing is sealed of it")),
        (None, Some(blob)) => {
            sealed.count += 1;
            let Some(vault) = vault else {
                return sealed.fault(format!("{named}: without the key it is not known what is sealed of it"));
            };
            match (Place { case, source, number: *number, body }).open(vault, blob) {
                Ok((salt, whole)) => check.expect(is_committed(&salt, &whole), changed),
                Err(error) => sealed.fault(format!("{named}: {error}")),
            }
        }
    }
}

async fn unused(connection: &mut SqliteConnection, check: &mut Check) -> Result<(), StoreError> {
    let found: Vec<(String, String, i64)> = sqlx::query_as(UNUSED).fetch_all(connection).await?;
    for (case, source, number) in found {
        check.fault(format!("{case}, source {source}, version {number}: sealed for a version that does not need it"));
    }
    Ok(())
}

#[derive(Debug, FromRow)]
struct CaseEntry {
    id: String,
    revision: i64,
    changed_at: i64,
    brought: Option<i64>,
    at: Option<i64>,
    action: Option<String>,
}

impl CaseEntry {
    /// Whether it brought the case to its revision; else it stands at the one there was.
    fn is_write(&self) -> bool {
        self.action.as_deref().is_some_and(audit::brings_revision)
    }
}

/// The revision of every case against the entries that brought it there.
pub(super) async fn cases(connection: &mut SqliteConnection) -> Check {
    let mut check = Check::of("cases, by the entries that brought them to their revision");
    let found = revisions(connection, &mut check).await;
    check.and(found);
    check
}

async fn revisions(connection: &mut SqliteConnection, check: &mut Check) -> Result<(), StoreError> {
    let rows: Vec<CaseEntry> = sqlx::query_as(CASE_ENTRIES).fetch_all(connection).await?;
    for case in rows.chunk_by(|a, b| a.id == b.id) {
        check.count += 1;
        let (mut revision, mut is_in_order) = (0, true);
        for row in case.iter().filter(|row| row.brought.is_some()) {
            revision += i64::from(row.is_write());
            is_in_order &= row.brought == Some(revision);
        }
        check.expect(is_in_order && revision == case[0].revision, || {
            format!("{}: its entries do not lead to its revision one by one", case[0].id)
        });
        let last = case.iter().rfind(|row| row.is_write()).and_then(|row| row.at);
        check.expect(last == Some(case[0].changed_at), || {
            format!("{}: its last entry was made at another moment than its last change", case[0].id)
        });
    }
    Ok(())
}
