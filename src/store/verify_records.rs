//! Verifying what is shown: the rows that pages are made of against the newest versions, and what is kept of the engine
//! against what it says now.

use std::collections::{BTreeMap, HashMap};

use sqlx::{FromRow, SqliteConnection};

use super::{
    StoreError, analyses, compute,
    dossier::{self, CaseRows},
    identities,
    verify::Check,
};
use crate::{
    credentials::Vault,
    domain::{analysis::Analysis, dossier::Dossier, id::CaseId, record::Noun},
};

pub(super) const CASE_IDS: &str = r#"
    select id
      from "case"
     order by id"#;

/// The newest version of every record of a case.
pub(super) const NEWEST: &str = "
    select noun, id, revision, body, is_withdrawn
      from version
     where case_id = $1
       and number = (select max(newest.number)
                       from version as newest
                      where newest.case_id = version.case_id
                        and newest.noun = version.noun
                        and newest.id = version.id)";

/// The records of a case that were withdrawn, with the revision that did it.
pub(super) const WITHDRAWN: &str = "
    select 'place' as noun, id, withdrawn_at_revision from place where case_id = $1 and withdrawn_at_revision is not null
     union all
    select 'entity', id, withdrawn_at_revision from entity where case_id = $1 and withdrawn_at_revision is not null
     union all
    select 'source', id, withdrawn_at_revision from source where case_id = $1 and withdrawn_at_revision is not null
     union all
    select 'document', id, withdrawn_at_revision from document where case_id = $1 and withdrawn_at_revision is not null
     union all
    select 'event', id, withdrawn_at_revision from event where case_id = $1 and withdrawn_at_revision is not null
     union all
    select 'question', id, withdrawn_at_revision from question where case_id = $1 and withdrawn_at_revision is not null
     union all
    select 'claim', id, withdrawn_at_revision from claim where case_id = $1 and withdrawn_at_revision is not null
     union all
    select 'assessment', id, withdrawn_at_revision
      from assessment
     where case_id = $1
       and withdrawn_at_revision is not null";

/// Flags that read as true and are not 1.
pub(super) const FLAGS: &str = "
    select 'place' as noun, id from place where case_id = $1 and is_unresolved not in (0, 1)
     union all
    select 'claim', id from claim where case_id = $1 and is_paraphrase not in (0, 1)
     union all
    select 'source', id
      from source
     where case_id = $1
       and (is_anonymous not in (0, 1) or is_plural not in (0, 1) or is_protected not in (0, 1))";

/// What is kept of the engine.
pub(super) const ANALYSES: &str = "
    select question_id, body
      from question_analysis
     where case_id = $1";

#[derive(Debug, FromRow)]
struct Newest {
    noun: String,
    id: String,
    revision: i64,
    body: String,
    is_withdrawn: bool,
}

/// Every record against its newest version, and everything kept of the engine against what it says now.
pub(super) async fn records(connection: &mut SqliteConnection, vault: Option<&Vault>) -> (Check, Check) {
    let mut records = Check::of("records, by their newest versions");
    let mut kept = Check::of("questions, by what the engine makes of them now");
    let cases: Vec<String> = match sqlx::query_scalar(CASE_IDS).fetch_all(&mut *connection).await {
        Ok(cases) => cases,
        Err(error) => {
            records.and(Err(error.into()));
            return (records, kept);
        }
    };
    for case in cases {
        let Ok(id) = CaseId::parse(&case) else {
            records.fault(format!("{case}: not an id"));
            continue;
        };
        match of_case(connection, &id, &mut records).await {
            Ok(rows) => {
                let found = analyses_of(connection, &id, rows, vault, &mut kept).await;
                kept.and(found);
            }
            Err(error) => records.and(Err(error)),
        }
    }
    (records, kept)
}

/// Checks the records of a case, and gives back its rows.
async fn of_case(connection: &mut SqliteConnection, case: &CaseId, check: &mut Check) -> Result<CaseRows, StoreError> {
    let rows = dossier::read_shown(connection, case).await?.ok_or(StoreError::Gone)?;
    let mut standing: HashMap<(&'static str, String), String> =
        rows.bodies().into_iter().map(|(noun, id, body)| ((noun.word(), id), body)).collect();
    let withdrawn: Vec<(String, String, i64)> =
        sqlx::query_as(WITHDRAWN).bind(case.as_str()).fetch_all(&mut *connection).await?;
    let gone: HashMap<(&'static str, String), String> = dossier::read_withdrawn(connection, case)
        .await?
        .into_iter()
        .map(|(noun, id, body)| ((noun.word(), id), body))
        .collect();
    let mut withdrawn: HashMap<(String, String), i64> =
        withdrawn.into_iter().map(|(noun, id, at)| ((noun, id), at)).collect();
    let flags: Vec<(String, String)> = sqlx::query_as(FLAGS).bind(case.as_str()).fetch_all(&mut *connection).await?;
    for (noun, id) in flags {
        check.fault(format!("{case}, {noun} {id}: it holds a flag that is none"));
    }
    let newest: Vec<Newest> = sqlx::query_as(NEWEST).bind(case.as_str()).fetch_all(connection).await?;
    for version in newest {
        check.count += 1;
        let named = || format!("{case}, {} {}", version.noun, version.id);
        let Ok(noun) = Noun::parse(&version.noun) else {
            check.fault(format!("{}: no such kind of record", named()));
            continue;
        };
        let shown = standing.remove(&(noun.word(), version.id.clone()));
        if version.is_withdrawn {
            let at = withdrawn.remove(&(version.noun.clone(), version.id.clone()));
            check.expect(shown.is_none() && at == Some(version.revision), || {
                format!("{}: it was withdrawn, and is not, or at another revision", named())
            });
            let is_same = gone.get(&(noun.word(), version.id.clone())).is_none_or(|gone| *gone == version.body);
            check.expect(is_same, || format!("{}: it was withdrawn, and is not what its newest version says", named()));
        } else {
            let is_same = shown.is_some_and(|shown| shown == version.body);
            check.expect(is_same, || format!("{}: it is not what its newest version says", named()));
        }
    }
    let without = standing.into_keys().map(|(noun, id)| (noun.to_owned(), id)).chain(withdrawn.into_keys());
    for (noun, id) in without {
        check.fault(format!("{case}, {noun} {id}: no version says so"));
    }
    Ok(rows)
}

async fn analyses_of(
    connection: &mut SqliteConnection,
    case: &CaseId,
    mut rows: CaseRows,
    vault: Option<&Vault>,
    check: &mut Check,
) -> Result<(), StoreError> {
    let kept: Vec<(String, String)> = sqlx::query_as(ANALYSES).bind(case.as_str()).fetch_all(&mut *connection).await?;
    let kept: BTreeMap<String, String> = kept.into_iter().collect();
    check.count += kept.len() as u64;
    match vault {
        Some(vault) => identities::open_newest(connection, vault, case, rows.sources_mut()).await?,
        // Without the key the engine would count other roots.
        None if rows.sources_mut().iter().any(super::sources::SourceRow::is_protected) => {
            check.fault(format!("{case}: not checked without the key"));
            return Ok(());
        }
        None => {}
    }
    let records = rows.into_records()?;
    let now = compute(move || {
        let dossier = Dossier::of_stored(records).ok()?;
        let analysis = Analysis::of(&dossier, None);
        Some(analyses::rows(&dossier, &analysis).iter().map(analyses::AnalysisRow::printed).collect())
    });
    let now: Option<BTreeMap<String, String>> = now.await;
    let Some(now) = now else {
        check.fault(format!("{case}: its records do not agree with each other"));
        return Ok(());
    };
    let questions = kept.keys().chain(now.keys().filter(|question| !kept.contains_key(*question)));
    for question in questions {
        check.expect(kept.get(question) == now.get(question), || {
            format!("{case}, question {question}: what is kept is not what the engine says now")
        });
    }
    Ok(())
}
