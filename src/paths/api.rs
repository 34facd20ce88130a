//! The addresses of the REST API.

use std::fmt::Display;

use super::API;
use crate::domain::id::{CaseId, DeliveryId, PersonId, QuestionId, SourceId, TokenId, WebhookId};

/// A case, by the API.
#[must_use]
pub fn api_case(case: &CaseId) -> String {
    format!("{API}/cases/{case}")
}

/// What the claims of a case amount to, by the API.
#[must_use]
pub fn api_analysis(case: &CaseId) -> String {
    format!("{API}/cases/{case}/analysis")
}

/// Where records are brought into a case.
#[must_use]
pub fn api_import(case: &CaseId) -> String {
    format!("{}/import", api_case(case))
}

/// One's own tokens, by the API.
#[must_use]
pub fn api_tokens() -> String {
    format!("{API}/tokens")
}

/// One of them.
#[must_use]
pub fn api_token(token: &TokenId) -> String {
    format!("{API}/tokens/{token}")
}

/// A list of a case, by the API; `noun` is its name in the case file, such as `claims`.
#[must_use]
pub fn api_list(case: &CaseId, noun: &str) -> String {
    format!("{API}/cases/{case}/{noun}")
}

/// A record of a list of a case, by the API.
#[must_use]
pub fn api_record(case: &CaseId, noun: &str, id: impl Display) -> String {
    format!("{API}/cases/{case}/{noun}/{id}")
}

/// Whoever calls, by the API.
pub const API_ME: &str = "/api/v1/me";

/// A person, by the API.
#[must_use]
pub fn api_person(person: &PersonId) -> String {
    format!("{API}/people/{person}")
}

/// An invitation, by the API.
#[must_use]
pub fn api_invitation(invitation: &str) -> String {
    format!("{API}/invitations/{invitation}")
}

/// The assessments of a question, by the API.
#[must_use]
pub fn api_assessments_of(case: &CaseId, question: &QuestionId) -> String {
    format!("{API}/cases/{case}/assessments?question={question}")
}

/// What there is to take out of a case, by the API.
#[must_use]
pub fn api_exports(case: &CaseId) -> String {
    format!("{API}/cases/{case}/exports")
}

/// A case in the format that `name` names, such as `claims.csv`.
#[must_use]
pub fn api_export(case: &CaseId, name: &str) -> String {
    format!("{API}/cases/{case}/exports/{name}")
}

/// A question in the format that `name` names.
#[must_use]
pub fn api_question_export(case: &CaseId, question: &QuestionId, name: &str) -> String {
    format!("{API}/cases/{case}/questions/{question}/exports/{name}")
}

/// What changes in a case, as Atom (`atom`) or JSON Feed (`json`).
#[must_use]
pub fn api_case_feed(case: &CaseId, kind: &str) -> String {
    format!("{API}/cases/{case}/feed.{kind}")
}

/// What changes about a question.
#[must_use]
pub fn api_question_feed(case: &CaseId, question: &QuestionId, kind: &str) -> String {
    format!("{API}/cases/{case}/questions/{question}/feed.{kind}")
}

/// What changes about a source.
#[must_use]
pub fn api_source_feed(case: &CaseId, source: &SourceId, kind: &str) -> String {
    format!("{API}/cases/{case}/sources/{source}/feed.{kind}")
}

/// A message to a webhook, by the API.
#[must_use]
pub fn api_delivery(case: &CaseId, webhook: &WebhookId, delivery: &DeliveryId) -> String {
    format!("{API}/cases/{case}/webhooks/{webhook}/deliveries/{delivery}")
}
