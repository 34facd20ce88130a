//! Assessments: their rows, and the claims each rests on.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::columns::{
    Ids, LocalisedRow, Reason, Row, column, ids, localised, moment, optional_localised, standing_and_withdrawn, text,
};
use crate::domain::{
    assessment::{Assessment, AssessmentStatus},
    id::{ClaimId, QuestionId},
};

standing_and_withdrawn! {
    ASSESSMENTS,
    WITHDRAWN_ASSESSMENTS,
    ASSESSMENTS_ON,
    "
    select id, question_id, status, reason, would_settle, judged_by, judged_at,
           coalesce((select string_agg(basis.claim_id, ' ' order by basis.claim_id)
                       from assessment_claim as basis
                      where basis.case_id = assessment.case_id
                        and basis.assessment_id = assessment.id), '') as claims
      from assessment
     where case_id = $1"
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow)]
pub(super) struct AssessmentRow {
    id: String,
    question_id: String,
    status: String,
    #[sqlx(json)]
    reason: LocalisedRow,
    #[sqlx(json(nullable))]
    #[serde(skip_serializing_if = "Option::is_none")]
    would_settle: Option<LocalisedRow>,
    judged_by: String,
    judged_at: i64,
    #[sqlx(try_from = "String")]
    claims: Ids,
}

impl Row for AssessmentRow {
    const TABLE: &'static str = "assessment";
    fn id(&self) -> &str {
        &self.id
    }
}

impl From<&Assessment> for AssessmentRow {
    fn from(assessment: &Assessment) -> Self {
        Self {
            id: assessment.key(),
            question_id: assessment.question.to_string(),
            status: assessment.status.word().to_owned(),
            reason: (&assessment.reason).into(),
            would_settle: assessment.would_settle.as_ref().map(Into::into),
            judged_by: assessment.by.to_string(),
            judged_at: assessment.at.as_microsecond(),
            claims: Ids::set(&assessment.claims),
        }
    }
}

impl TryFrom<AssessmentRow> for Assessment {
    type Error = Reason;
    fn try_from(row: AssessmentRow) -> Result<Self, Reason> {
        Ok(Self {
            question: column("question_id", QuestionId::parse(&row.question_id))?,
            status: column("status", AssessmentStatus::parse(&row.status))?,
            reason: localised("reason", row.reason)?,
            would_settle: optional_localised("would_settle", row.would_settle)?,
            by: text("judged_by", &row.judged_by)?,
            at: moment("judged_at", row.judged_at)?,
            claims: ids("claims", &row.claims, ClaimId::parse)?,
        })
    }
}
