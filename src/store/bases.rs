//! What assessments were made of: the positions of their questions when they were written, so that it shows when those
//! change.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use super::{
    StoreError,
    columns::{Reason, column},
};
use crate::domain::{
    analysis::Study,
    assessment::{Assessment, Basis, POSITIONS_MAX},
    id::{CaseId, ClaimId},
    independence::Tally,
};

/// Keeps the positions that assessments were made of.
pub(super) const KEEP: &str = "
    insert into assessment_basis (case_id, assessment_id, revision, positions)
    select $1, item.value ->> 'assessment_id', $3, item.value -> 'positions'
      from jsonb_each($2) as item
     where true
        on conflict (case_id, assessment_id) do update
       set revision = excluded.revision, positions = excluded.positions";

/// What assessments were made of by a revision, and which of the claims they rest on were written since.
pub(super) const BASES: &str = "
    select assessment_id as id, revision, positions,
           coalesce((select string_agg(claim.claim_id, ' ' order by claim.claim_id)
                       from assessment_claim as claim
                      where claim.case_id = assessment_basis.case_id
                        and claim.assessment_id = assessment_basis.assessment_id
                        and exists (select 1
                                      from version
                                     where version.case_id = claim.case_id
                                       and version.noun = 'claim'
                                       and version.id = claim.claim_id
                                       and version.revision > assessment_basis.revision
                                       and version.revision <= $2)), '') as edited
      from assessment_basis
     where case_id = $1
       and revision <= $2";

/// What one assessment was made of.
#[derive(Debug, Serialize)]
pub(super) struct BasisRow {
    assessment_id: String,
    positions: Positions,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
struct Positions(Vec<Vec<String>>);

/// What the assessments whose keys are `judged` are made of, as things stand.
pub(super) fn rows(study: &Study<'_>, judged: &HashSet<String>) -> Vec<BasisRow> {
    let dossier = study.dossier();
    let mut tally = Tally::new(dossier, study.origins());
    let mut row = |assessment: &Assessment| {
        let question = dossier.question_number(&assessment.question)?;
        let found = study.question(question, None, &mut tally);
        let ids = |claims: &Vec<usize>| claims.iter().map(|&claim| dossier.claims()[claim].id.to_string()).collect();
        let positions = found.positions.iter().take(POSITIONS_MAX).map(|position| ids(&position.claims)).collect();
        Some(BasisRow { assessment_id: assessment.key(), positions: Positions(positions) })
    };
    let assessments = dossier.records().assessments.iter().filter(|assessment| judged.contains(&assessment.key()));
    assessments.filter_map(&mut row).collect()
}

/// Keeps `rows`, in the transaction of the write that brought the assessments.
pub(super) async fn keep(
    connection: &mut SqliteConnection,
    case: &CaseId,
    revision: i64,
    rows: Vec<BasisRow>,
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = serde_json::to_string(&rows).expect("rows hold only texts and lists of them");
    sqlx::query(KEEP).bind(case.as_str()).bind(rows).bind(revision).execute(connection).await?;
    Ok(())
}

/// What the assessments of a case were made of, by their keys, as it was recorded by a revision.
pub(super) async fn read(
    connection: &mut SqliteConnection,
    case: &CaseId,
    revision: i64,
) -> Result<HashMap<String, Basis>, StoreError> {
    let rows = sqlx::query(BASES).bind(case.as_str()).bind(revision).fetch_all(connection).await?;
    rows.iter().map(basis).collect()
}

fn basis(row: &SqliteRow) -> Result<(String, Basis), StoreError> {
    let id: String = row.try_get("id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "assessment_basis", id: id.clone(), reason };
    let held: Positions = serde_json::from_str(row.try_get("positions")?)
        .map_err(|_| corrupt(Reason("positions: cannot be decoded".to_owned())))?;
    let claim = |id: &str| column("positions", ClaimId::parse(id)).map_err(corrupt);
    let position = |ids: &Vec<String>| ids.iter().map(|id| claim(id)).collect::<Result<Vec<_>, _>>();
    let edited: String = row.try_get("edited")?;
    let basis = Basis {
        positions: held.0.iter().map(position).collect::<Result<_, _>>()?,
        edited: edited.split_ascii_whitespace().map(claim).collect::<Result<_, _>>()?,
    };
    Ok((id, basis))
}
