//! Cases: matters under study.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    etag::{Stamp, answer},
    extract::{Caller, InCase, Seen},
    listing::{BY_CHANGED, Since},
    paging::{About, BY_ID, List, Page, Paging, Row, answer_page},
    shapes::{Links, LocalisedText},
};
use crate::{
    app::App,
    domain::{case::Visibility, id::CaseId, record::Noun},
    paths, store,
};

pub mod writes;

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
    /// The number of its newest version: 1 as it was first written down. Its `ETag` begins with it.
    #[schema(example = 1, minimum = 1)]
    pub version: i64,
    /// The moment it was first written down (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub recorded_at: String,
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
    /// The judgements on its disagreements.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/assessments")]
    pub assessments: String,
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

/// Which cases are asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CaseFilter {
    /// Only cases that everybody, everybody signed in, or only their members may see.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["public"]))]
    visibility: Option<Vec<Visibility>>,
    /// Only cases that were written to at this moment or later: a date-time with its offset (RFC 3339), or an EDTF date,
    /// whose first day begins in UTC.
    #[param(value_type = Option<String>, example = "2019-01-01T00:00:00Z")]
    changed_since: Option<Since>,
}

/// The orders of the list of cases.
pub const SORTS: &[&str] = &[BY_ID, BY_CHANGED];

/// List the cases
///
/// The cases that the caller may see.
#[utoipa::path(get, path = "/api/v1/cases", operation_id = "list_cases", tag = "cases", params(CaseFilter, Paging),
    responses((status = 200, description = "A page of cases.", body = List<CaseSummary>)))]
pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Response, ApiError> {
    let mut query = caller.query();
    let filter = CaseFilter {
        visibility: query.list("visibility", Visibility::parse),
        changed_since: query.read("changed_since", |text| Since::parse(text, None)),
    };
    let page = Page::sorted(&mut query, SORTS, "CaseSummary");
    query.finish(&caller)?;
    let mut cases = app.cases(caller.viewer()).await.map_err(|error| ApiError::store(&caller, error))?;
    cases.retain(|case| {
        let is_later = |since: Since| matches!(since, Since::Moment(moment) if case.changed_at >= moment);
        filter.visibility.as_ref().is_none_or(|levels| levels.contains(&case.visibility))
            && filter.changed_since.is_none_or(is_later)
    });
    let stamp = cases.iter().fold(Stamp::default(), |stamp, case| {
        stamp.with(&case.id).with(&case.revision).with(&case.changed_at.as_microsecond())
    });
    let is_by_id = page.sort().by == BY_ID;
    let rows = cases.iter().enumerate().map(|(number, case)| Row {
        key: if is_by_id { 0 } else { case.changed_at.as_microsecond() },
        case: "",
        id: case.id.as_str(),
        place: (0, number),
    });
    let slice = page.cut_rows(rows.collect());
    let changed_at = cases.iter().map(|case| case.changed_at).max().map(|moment| moment.to_string());
    let about = About { changed_at, ..About::default() };
    Ok(answer_page(&caller, stamp, Some(&page), (slice, about), |(_, number)| summary(&cases[number])))
}

/// Read a case
///
/// A case that does not exist and one that the caller may not see give the same answer.
#[utoipa::path(get, path = "/api/v1/cases/{case}", operation_id = "read_case", tag = "cases",
    responses((status = 200, description = "The case.", body = Case)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    Ok(answer(&within.caller, within.stamp_of(Noun::Case, within.case().as_str()), || shape(&within)))
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

fn shape(within: &Seen) -> Case {
    let case = within.dossier().case();
    let newest = within.newest.of(Noun::Case, case.id.as_str());
    Case {
        id: case.id.to_string(),
        title: (&case.title).into(),
        summary: case.summary.as_ref().map(Into::into),
        visibility: case.visibility.word(),
        policy: case.policy.overrides().iter().map(|(rule, value)| (rule.name(), *value)).collect(),
        policy_version: case.policy.version(),
        revision: within.open.revision,
        changed_at: within.open.changed_at.to_string(),
        version: newest.version,
        recorded_at: newest.recorded_at.to_string(),
        links: links(&case.id),
    }
}

fn links(case: &CaseId) -> CaseLinks {
    let list = |noun| paths::api_list(case, noun);
    CaseLinks {
        itself: paths::api_case(case),
        html: paths::case(case),
        analysis: paths::api_analysis(case),
        assessments: list("assessments"),
        events: list("events"),
        questions: list("questions"),
        claims: list("claims"),
        sources: list("sources"),
        documents: list("documents"),
        places: list("places"),
        entities: list("entities"),
    }
}
