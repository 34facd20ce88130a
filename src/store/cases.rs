//! Cases: their rows, their own tolerance rules, their list.

use serde::{Deserialize, Serialize};
use sqlx::{FromRow, SqliteConnection};

use super::{
    StoreError,
    columns::{LocalisedRow, Reason, Row, column, localised, moment, optional_localised},
};
use crate::domain::{
    case::{Case, Visibility},
    id::CaseId,
    policy::{Policy, Rule},
    text::Localised,
};

/// Which revision a case stands at, and who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The number of writes it has seen.
    pub revision: i64,
    /// Who may see it.
    pub visibility: Visibility,
}

/// What a list of cases shows of one.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseSummary {
    /// Its id.
    pub id: CaseId,
    /// Its title.
    pub title: Localised,
    /// Who may see it.
    pub visibility: Visibility,
    /// The number of writes it has seen.
    pub revision: i64,
    /// The moment of the last of them.
    pub changed_at: jiff::Timestamp,
}

pub(super) const CASES: &str = r#"
    select id, title, null as summary, visibility, revision, changed_at
      from "case"
     order by id"#;

pub(super) const CASE: &str = r#"
    select id, title, summary, visibility, revision, changed_at
      from "case"
     where id = $1"#;

pub(super) const CASE_POLICY: &str = "
    select rule, value
      from case_policy
     where case_id = $1
     order by rule";

pub(super) const STANDING: &str = r#"
    select revision, visibility
      from "case"
     where id = $1"#;

/// The revision that a case is at, within the transaction under way.
///
/// # Errors
/// `Gone` where there is no such case. `Database`.
pub(super) async fn revision(connection: &mut SqliteConnection, case: &CaseId) -> Result<i64, StoreError> {
    let standing: Option<(i64, String)> =
        sqlx::query_as(STANDING).bind(case.as_str()).fetch_optional(connection).await?;
    standing.map(|(revision, _)| revision).ok_or(StoreError::Gone)
}

pub(super) const SET_REVISION: &str = r#"
    update "case"
       set revision = $2,
           changed_at = $3
     where id = $1"#;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromRow)]
pub(super) struct CaseRow {
    id: String,
    #[sqlx(json)]
    title: LocalisedRow,
    #[sqlx(json(nullable))]
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<LocalisedRow>,
    visibility: String,
    #[sqlx(skip)]
    pub(super) policy: Vec<RuleRow>,
    #[serde(skip)]
    pub(super) revision: i64,
    #[serde(skip)]
    changed_at: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromRow)]
pub(super) struct RuleRow {
    rule: String,
    value: f64,
}

impl Row for CaseRow {
    const TABLE: &'static str = "case";
    fn id(&self) -> &str {
        &self.id
    }
}

impl Row for RuleRow {
    const TABLE: &'static str = "case_policy";
    fn id(&self) -> &str {
        &self.rule
    }
}

impl From<&Case> for CaseRow {
    fn from(case: &Case) -> Self {
        let rule = |(rule, value): (&Rule, &f64)| RuleRow { rule: rule.name().to_owned(), value: *value };
        Self {
            id: case.id.to_string(),
            title: (&case.title).into(),
            summary: case.summary.as_ref().map(Into::into),
            visibility: case.visibility.word().to_owned(),
            policy: case.policy.overrides().iter().map(rule).collect(),
            revision: 0,
            changed_at: 0,
        }
    }
}

impl TryFrom<CaseRow> for Case {
    type Error = Reason;
    fn try_from(row: CaseRow) -> Result<Self, Reason> {
        let mut policy = Policy::standard();
        for RuleRow { rule, value } in row.policy {
            let set = Rule::named(&rule).and_then(|rule| policy.with(rule, value));
            policy = set.ok_or_else(|| Reason("case_policy: OutOfRange".to_owned()))?;
        }
        Ok(Self {
            id: column("id", CaseId::parse(&row.id))?,
            title: localised("title", row.title)?,
            summary: optional_localised("summary", row.summary)?,
            visibility: column("visibility", Visibility::parse(&row.visibility))?,
            policy,
        })
    }
}

impl CaseRow {
    /// The row as it stood at `revision`, written at `changed_at`.
    pub(super) fn at(self, revision: i64, changed_at: i64) -> Self {
        Self { revision, changed_at, ..self }
    }

    pub(super) fn changed_at(&self) -> Result<jiff::Timestamp, Reason> {
        moment("changed_at", self.changed_at)
    }
}

impl TryFrom<CaseRow> for CaseSummary {
    type Error = Reason;
    fn try_from(row: CaseRow) -> Result<Self, Reason> {
        let (revision, changed_at) = (row.revision, row.changed_at()?);
        let Case { id, title, visibility, .. } = row.try_into()?;
        Ok(Self { id, title, visibility, revision, changed_at })
    }
}
