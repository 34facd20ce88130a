//! Scope: how far a change can reach. What is said on one question is compared with nothing that is said on another
//! (`semantics.md`), so a change of claims needs to be checked and analysed on their questions alone, however large the
//! case has become.

use std::collections::BTreeSet;

use sqlx::SqliteConnection;

use super::{Change, StoreError, columns::column};
use crate::domain::{
    id::{CaseId, QuestionId},
    record::{Noun, Record},
};

/// The questions of the claims among `$2` that stand.
pub(super) const CLAIMS_ASK: &str = "
    select distinct question_id
      from claim
     where case_id = $1
       and id in (select item.value from json_each($2) as item)
       and withdrawn_at_revision is null";

/// The questions of the assessments among `$2` that stand.
pub(super) const ASSESSMENTS_JUDGE: &str = "
    select distinct question_id
      from assessment
     where case_id = $1
       and id in (select item.value from json_each($2) as item)
       and withdrawn_at_revision is null";

/// How far a change can reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Scope {
    /// What is said on these questions, before or after.
    Questions(BTreeSet<QuestionId>),
    /// The whole case.
    Whole,
}

impl Scope {
    /// The scope of `change`, as the database stands.
    ///
    /// # Errors
    /// `Corrupt`, `Database`.
    pub(super) async fn of(
        connection: &mut SqliteConnection,
        case: &CaseId,
        change: &Change,
    ) -> Result<Self, StoreError> {
        let mut questions = BTreeSet::new();
        for record in &change.put {
            match record {
                Record::Claim(claim) => questions.insert(claim.question.clone()),
                Record::Assessment(assessment) => questions.insert(assessment.question.clone()),
                // Nothing leads yet to what was never there.
                Record::Document(_) | Record::Event(_) if is_new(change, record) => true,
                _ => return Ok(Self::Whole),
            };
        }
        if change.withdraw.iter().any(|(noun, _)| !matches!(noun, Noun::Claim | Noun::Assessment)) {
            return Ok(Self::Whole);
        }
        for (noun, sql) in [(Noun::Claim, CLAIMS_ASK), (Noun::Assessment, ASSESSMENTS_JUDGE)] {
            let put =
                change.put.iter().filter(|record| record.noun() == noun && !is_new(change, record)).map(Record::id);
            let gone = change.withdraw.iter().filter(|(of, _)| *of == noun).map(|(_, id)| id.clone());
            let ids: Vec<String> = put.chain(gone).collect();
            if ids.is_empty() {
                continue;
            }
            let ids = serde_json::Value::from(ids).to_string();
            let asked: Vec<String> =
                sqlx::query_scalar(sql).bind(case.as_str()).bind(ids).fetch_all(&mut *connection).await?;
            for id in asked {
                let question = column("question_id", QuestionId::parse(&id));
                let corrupt = |reason: super::Reason| StoreError::Corrupt { table: noun.word(), id, reason: reason.0 };
                questions.insert(question.map_err(corrupt)?);
            }
        }
        Ok(Self::Questions(questions))
    }
}

/// Whether the record has no versions: the change began from none, and that was checked.
fn is_new(change: &Change, record: &Record) -> bool {
    let named = (record.noun(), record.id());
    change.began_from.iter().any(|(id, version)| *id == named && *version == 0)
}
