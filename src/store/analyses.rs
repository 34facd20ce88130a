//! What the engine makes of each question, kept by every write: its state, and its positions with their support.
//!
//! The claims of a position are kept as a digest: a question can have thousands of positions of hundreds of claims.

use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;

use super::StoreError;
use crate::domain::{
    analysis::{Analysis, Position},
    dossier::Dossier,
    id::CaseId,
    independence::Range,
};

/// Adds what is new or differs.
pub(super) const KEEP: &str = "
    insert into question_analysis (case_id, question_id, revision, body)
    select $1, item.value ->> 'question_id', $3, item.value -> 'body'
      from jsonb_each($2) as item
     where true
        on conflict (case_id, question_id) do update
       set revision = excluded.revision, body = excluded.body
     where question_analysis.body <> excluded.body";

/// Drops what belongs to questions that no longer stand.
pub(super) const DROP: &str = "
    delete from question_analysis
     where case_id = $1
       and question_id not in (select item.value ->> 'question_id' from jsonb_each($2) as item)";

/// What the engine makes of one question.
#[derive(Debug, Serialize)]
pub(super) struct AnalysisRow {
    question_id: String,
    body: Body,
}

#[derive(Debug, Serialize)]
struct Body {
    state: &'static str,
    claims: usize,
    positions: Vec<PositionBody>,
}

#[derive(Debug, Serialize)]
struct PositionBody {
    /// SHA-256 of the ids of its claims, in order, one on each line.
    claims: String,
    support: [usize; 2],
    exclusive_support: [usize; 2],
}

/// What the engine makes of every question of a case as things stand.
pub(super) fn rows(dossier: &Dossier, analysis: &Analysis) -> Vec<AnalysisRow> {
    let row = |found: &crate::domain::analysis::QuestionAnalysis| AnalysisRow {
        question_id: dossier.questions()[found.question].id.to_string(),
        body: Body {
            state: found.state.word(),
            claims: found.visible.len(),
            positions: found.positions.iter().map(|position| position_body(dossier, position)).collect(),
        },
    };
    analysis.questions.iter().map(row).collect()
}

fn position_body(dossier: &Dossier, position: &Position) -> PositionBody {
    let mut hash = Sha256::new();
    for &claim in &position.claims {
        hash.update(dossier.claims()[claim].id.as_str());
        hash.update("\n");
    }
    let claims = hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    let range = |range: Range| [range.min, range.max];
    PositionBody {
        claims,
        support: range(position.support.range),
        exclusive_support: range(position.exclusive_support),
    }
}

impl AnalysisRow {
    /// The question and the body as the database keeps it.
    pub(super) fn printed(&self) -> (String, String) {
        let body = serde_json::to_string(&self.body).expect("a body holds only strings and numbers");
        (self.question_id.clone(), body)
    }
}

/// The rows as JSON, as they are kept.
pub(super) fn json(rows: &[AnalysisRow]) -> String {
    serde_json::to_string(rows).expect("rows hold only strings and numbers")
}

/// Keeps `rows`, as [`json`] gives them, in the transaction of the write they follow from. Where they are of the whole
/// case, no others stay.
pub(super) async fn keep(
    connection: &mut SqliteConnection,
    case: &CaseId,
    revision: i64,
    (rows, is_whole): (&str, bool),
) -> Result<(), StoreError> {
    if is_whole {
        sqlx::query(DROP).bind(case.as_str()).bind(rows).execute(&mut *connection).await?;
    }
    sqlx::query(KEEP).bind(case.as_str()).bind(rows).bind(revision).execute(&mut *connection).await?;
    Ok(())
}
