//! Cases: matters under study.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ApiError,
    etag::{Stamp, answer},
    extract::{Caller, InCase},
    paging::{List, Page, answer_list},
    shapes::{Links, LocalisedText},
};
use crate::{app::App, domain::id::CaseId, paths, store};

/// What the list of cases says of one.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseSummary {
    /// Its id.
    #[schema(example = "baghdadi-2019")]
    pub id: String,
    /// Its title.
    pub title: LocalisedText,
    /// Who may see it: everybody (`public`), everybody signed in (`internal`) or its members (`private`).
    #[schema(example = "public")]
    pub visibility: &'static str,
    /// The number of writes it has seen.
    #[schema(example = 1, minimum = 0)]
    pub revision: i64,
    /// The moment of the last of them (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub changed_at: String,
    /// Where it stands.
    pub links: Links,
}

/// A matter under study.
#[derive(Debug, Serialize, ToSchema)]
pub struct Case {
    /// Its id.
    #[schema(example = "baghdadi-2019")]
    pub id: String,
    /// Its title.
    pub title: LocalisedText,
    /// What it is about, in a few sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = LocalisedText, required = false)]
    pub summary: Option<LocalisedText>,
    /// Who may see it: everybody (`public`), everybody signed in (`internal`) or its members (`private`).
    #[schema(example = "public")]
    pub visibility: &'static str,
    /// The rules of the tolerance table that the case sets itself, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false, example = json!({ "near-km": 5.0 }))]
    pub policy: BTreeMap<&'static str, f64>,
    /// The version of the tolerance table that its claims are read with; `+case` where the case sets rules itself.
    #[schema(example = "1")]
    pub policy_version: String,
    /// The number of writes it has seen.
    #[schema(example = 1, minimum = 0)]
    pub revision: i64,
    /// The moment of the last of them (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub changed_at: String,
    /// Its lists, and where it stands.
    pub links: CaseLinks,
}

/// Where a case, its analysis and its lists stand, as paths below the address of the installation.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseLinks {
    /// This case.
    #[serde(rename = "self")]
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019")]
    pub itself: String,
    /// The page for people that shows it.
    #[schema(format = "uri-reference", example = "/cases/baghdadi-2019")]
    pub html: String,
    /// What its claims amount to.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/analysis")]
    pub analysis: String,
    /// Its events.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/events")]
    pub events: String,
    /// Its questions.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/questions")]
    pub questions: String,
    /// Its claims.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/claims")]
    pub claims: String,
    /// Its sources.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/sources")]
    pub sources: String,
    /// Its documents.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/documents")]
    pub documents: String,
    /// Its places.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/places")]
    pub places: String,
    /// Its entities.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/entities")]
    pub entities: String,
}

/// List the cases
///
/// The cases that the caller may see, in order of id.
#[utoipa::path(get, path = "/api/v1/cases", operation_id = "list_cases", tag = "cases", params(Page),
    responses((status = 200, description = "A page of cases.", body = List<CaseSummary>)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Response, ApiError> {
    let mut query = caller.query();
    let page = Page::read(&mut query);
    query.finish(&caller)?;
    let cases = app.cases(caller.viewer()).await.map_err(|error| ApiError::store(&caller, error))?;
    let stamp = cases.iter().fold(Stamp::default(), |stamp, case| {
        stamp.with(&case.id).with(case.revision).with(case.changed_at.as_microsecond())
    });
    let slice = page.cut(cases.iter().map(|case| case.id.as_str()), |_| true);
    Ok(answer_list(&caller, stamp, slice, |number| summary(&cases[number])))
}

/// Read a case
///
/// A case that does not exist and one that the caller may not see give the same answer.
#[utoipa::path(get, path = "/api/v1/cases/{case}", operation_id = "read_case", tag = "cases",
    responses((status = 200, description = "The case.", body = Case)))]
pub async fn show(within: InCase) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    Ok(answer(&within.caller, within.stamp(), || shape(&within)))
}

fn summary(case: &store::CaseSummary) -> CaseSummary {
    CaseSummary {
        id: case.id.to_string(),
        title: (&case.title).into(),
        visibility: case.visibility.word(),
        revision: case.revision,
        changed_at: case.changed_at.to_string(),
        links: Links { itself: paths::api_case(&case.id), html: paths::case(&case.id) },
    }
}

fn shape(within: &InCase) -> Case {
    let case = within.dossier().case();
    Case {
        id: case.id.to_string(),
        title: (&case.title).into(),
        summary: case.summary.as_ref().map(Into::into),
        visibility: case.visibility.word(),
        policy: case.policy.overrides().iter().map(|(rule, value)| (rule.name(), *value)).collect(),
        policy_version: case.policy.version(),
        revision: within.open.revision,
        changed_at: within.open.changed_at.to_string(),
        links: links(&case.id),
    }
}

fn links(case: &CaseId) -> CaseLinks {
    let list = |noun| paths::api_list(case, noun);
    CaseLinks {
        itself: paths::api_case(case),
        html: paths::case(case),
        analysis: paths::api_analysis(case),
        events: list("events"),
        questions: list("questions"),
        claims: list("claims"),
        sources: list("sources"),
        documents: list("documents"),
        places: list("places"),
        entities: list("entities"),
    }
}
