//! Assessments: the editors' signed judgements on disagreements, with what became of what they were made of.

use axum::response::Response;
use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    etag::answer,
    extract::InCase,
    listing::{Changes, SORTS, key},
    paging::{List, Page, Paging, Row, answer_page},
    placed,
    sent::{Condition, Sent, WHY},
    shapes::{Links, LocalisedText},
    writing::{Written, before, created},
};
use crate::{
    domain::{
        assessment::{Assessment as Record, AssessmentStatus, Changes as Since, standing},
        fault::FaultKind,
        id::{ClaimId, QuestionId},
        person::Person,
        record::{Noun, Record as AnyRecord},
        text::{Localised, Text},
    },
    exchange::case_file::{ASSESSED_CLAIMS_MAX, Field, Json, Noun as _},
    paths,
    store::{Change, ImportOutcome, Newest, StoreError},
};

/// How many bytes of the hash of its key the id of an assessment shows: enough that two of a case never meet.
const ID_BYTES: usize = 10;

/// An editor's signed judgement on a disagreement, kept apart from the evidence.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assessment {
    /// Its id in this API: case files give assessments none. It stays.
    #[schema(example = "b997ff21d6ed5c3dbdde")]
    pub id: String,
    /// The question judged.
    #[schema(example = "attempt-when")]
    pub question: String,
    /// The judgement.
    #[schema(example = "leaning")]
    pub status: &'static str,
    /// Why.
    pub reason: LocalisedText,
    /// What would settle it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = LocalisedText, required = false)]
    pub would_settle: Option<LocalisedText>,
    /// Who judged, as they sign.
    #[schema(example = "Desk editor")]
    pub by: String,
    /// When (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub at: String,
    /// The claims it rests on, in order of id.
    #[schema(example = json!(["when-1", "when-2"]))]
    pub claims: Vec<String>,
    /// Whether it is the newest of its editor on the question; the earlier ones are kept and no longer stand.
    #[schema(example = true)]
    pub standing: bool,
    /// Whether the editors whose judgements stand on the question differ in their status.
    #[schema(example = false)]
    pub dissent: bool,
    /// Whether what it was made of has changed since; absent where that is not known, as for one that was imported.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = bool, required = false, example = true)]
    pub stale: Option<bool>,
    /// What has changed since: empty where nothing has.
    #[schema(example = json!(["claims_added", "positions_added"]))]
    pub stale_because: Vec<&'static str>,
    /// The claims behind `claims_added`, `claims_gone` and `claims_edited`.
    pub changes: AssessmentChanges,
    /// The case it belongs to.
    #[schema(example = "baghdadi-2019")]
    pub case: String,
    /// The number of its newest version: 1 as it was signed. Its `ETag` begins with it.
    #[schema(example = 1, minimum = 1)]
    pub version: i64,
    /// The moment it was first written down (RFC 3339): that of an import may be long after `at`.
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub recorded_at: String,
    /// The moment of its newest version (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub changed_at: String,
    /// Where it stands.
    pub links: AssessmentLinks,
}

/// The claims that changed since an assessment was made.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct AssessmentChanges {
    /// Claims in the positions of its question that were not there.
    #[schema(example = json!(["when-3"]))]
    pub added: Vec<String>,
    /// Claims that are in no position any more: withdrawn, retracted or superseded.
    #[schema(example = json!([]))]
    pub gone: Vec<String>,
    /// Claims it rests on that were changed and are still there.
    #[schema(example = json!([]))]
    pub edited: Vec<String>,
}

/// Where an assessment stands, as paths below the address of the installation.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssessmentLinks {
    /// This assessment.
    #[serde(rename = "self")]
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/assessments/b997ff21d6ed5c3dbdde")]
    pub itself: String,
    /// The page for people that shows it: that of its question.
    #[schema(format = "uri-reference", example = "/cases/baghdadi-2019/questions/attempt-when")]
    pub html: String,
    /// The question judged.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/questions/attempt-when")]
    pub question: String,
}

/// Which assessments are asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AssessmentFilter {
    /// Only assessments of one of these questions.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["attempt-when"]))]
    question: Option<Vec<QuestionId>>,
}

/// The name of the shape of an assessment in the document.
pub(super) const SCHEMA: &str = "Assessment";

/// The fields of a new assessment; who judges and when is whoever sends it, and now.
pub(super) const FIELDS: &[Field] =
    &[Record::FIELDS[0], Record::FIELDS[1], Record::FIELDS[2], Record::FIELDS[3], Record::FIELDS[6], WHY];

/// What was judged, unsigned.
struct Judged {
    question: QuestionId,
    status: AssessmentStatus,
    reason: Localised,
    would_settle: Option<Localised>,
    claims: Vec<ClaimId>,
    why: Option<Text>,
}

/// List the assessments of a case
///
/// Those that stand and the earlier ones of the same editors, in order of id.
#[utoipa::path(get, path = "/api/v1/cases/{case}/assessments", operation_id = "list_assessments", tag = "assessments",
    params(AssessmentFilter, Changes, Paging),
    responses((status = 200, description = "A page of assessments.", body = List<Assessment>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let filter = AssessmentFilter { question: query.ids("question", Some(within.dossier())) };
    let changes = Changes::read(&mut query, Some(within.revision()));
    let page = Page::sorted(&mut query, SORTS, SCHEMA);
    query.finish(&within.caller)?;
    let all = by_id(&within);
    let row = |(number, (id, judged)): (usize, &'_ (String, &Record))| {
        let newest = newest(&within, judged);
        let is_asked = filter.question.as_ref().is_none_or(|questions| questions.contains(&judged.question));
        let place = key(&newest, page.sort().by).unwrap_or_default();
        (is_asked && changes.keeps(&newest)).then(|| (number, place, id.clone()))
    };
    let rows: Vec<(usize, i64, String)> = all.iter().enumerate().filter_map(row).collect();
    let rows = rows.iter().map(|(number, place, id)| Row { key: *place, case: "", id, place: (0, *number) });
    let slice = page.cut_rows(rows.collect());
    let mut about = changes.about(&within, &page, Noun::Assessment);
    for gone in about.withdrawn.iter_mut().flatten() {
        gone.id = id_of(&gone.id);
    }
    let stamp = within.stamp_of_all();
    Ok(answer_page(&within.caller, stamp, Some(&page), (slice, about), |(_, number)| shape(&within, &all[number])))
}

/// Read an assessment
#[utoipa::path(get, path = "/api/v1/cases/{case}/assessments/{assessment}", operation_id = "read_assessment",
    tag = "assessments", responses((status = 200, description = "The assessment.", body = Assessment)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let asked = within.segment("assessment");
    let found = by_id(&within).into_iter().find(|(id, _)| id == asked);
    let found = found.ok_or_else(|| ApiError::not_found(&within.caller))?;
    within.caller.query().finish(&within.caller)?;
    let stamp = within.stamp_of(Noun::Assessment, &found.1.key());
    Ok(answer(&within.caller, stamp, || shape(&within, &found)))
}

/// The answer to a judgement that was signed.
fn made(within: &InCase, outcome: &ImportOutcome) -> Result<Response, ApiError> {
    let not_found = || ApiError::not_found(&within.caller);
    let ((_, key), version) = outcome.versions.first().ok_or_else(not_found)?;
    let question: QuestionId = key.split('/').next().unwrap_or_default().parse().map_err(|_| not_found())?;
    let id = id_of(key);
    let links = Links::of(within.case(), Noun::Assessment.list(), &id, paths::question(within.case(), &question));
    let (revision, changed) = (outcome.revision, outcome.is_change());
    let written = Written { id, version: *version, revision, changed, links };
    Ok(created(&written.links.itself.clone(), written))
}

/// Make an assessment
///
/// Those who may judge disagreements sign with their own name, now. Whoever judges again replaces what they said before,
/// which stays in the history. A judgement is of what was read: `If-Match` says which revision of the case that was, by the
/// tag of its analysis or of its assessments.
#[utoipa::path(post, path = "/api/v1/cases/{case}/assessments", operation_id = "create_assessment", tag = "assessments",
    responses((status = 201, description = "The assessment was made.", body = Written)))]
pub(super) async fn create(within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    if let Some(outcome) = before(&sent).await? {
        return made(&within, &outcome);
    }
    let at_revision = match &sent.condition {
        Condition::None => return Err(ApiError::unconditional(&within.caller)),
        Condition::Any => None,
        Condition::Versions(named) => Some(named.begun_from(Some(within.open.revision))),
    };
    let Judged { question, status, reason, would_settle, claims, why } = read(&sent)?;
    let (person, at) = (signing(&sent).await?, sent.app().clock().now());
    let judged = Record { question, status, reason, would_settle, by: person.name, at, claims };
    let named = (Noun::Assessment, judged.key());
    let began_from = vec![(named.clone(), 0)];
    let change = Change { put: vec![AnyRecord::Assessment(judged)], began_from, at_revision, ..Change::default() };
    match sent.store().change_case(&sent.editor(why), within.case(), change).await {
        Ok(outcome) => made(&within, &outcome),
        Err(StoreError::Faults(found)) => {
            Err(ApiError::body(&within.caller, placed::faults(&within, &named, true, found).await))
        }
        Err(StoreError::OtherVersion(current)) => Err(ApiError::outdated(&within.caller, current)),
        Err(error) => Err(ApiError::store(&within.caller, error)),
    }
}

fn read(sent: &Sent) -> Result<Judged, ApiError> {
    sent.read(FIELDS, |fields| {
        let question = fields.text("question", QuestionId::parse);
        let status = fields.text("status", AssessmentStatus::parse);
        let reason = fields.localised("reason", Text::note);
        let would_settle = fields.localised("would_settle", Text::note);
        let claims = fields.read("claims", |mut spot| {
            let is_empty = matches!(spot.json, Json::List(items) if items.is_empty());
            if is_empty { spot.refuse(FaultKind::Empty) } else { spot.set(ASSESSED_CLAIMS_MAX, ClaimId::parse) }
        });
        let why = fields.text(WHY.name, Text::name);
        Some(Judged { question: question?, status: status?, reason: reason?, would_settle, claims: claims?, why })
    })
}

/// Whoever sent it, with the name they sign with.
async fn signing(sent: &Sent) -> Result<Person, ApiError> {
    let caller = &sent.caller;
    let person = caller.viewer().person().ok_or_else(|| ApiError::not_found(caller))?;
    let known = sent.app().store().credentials_of(person).await.map_err(|error| ApiError::store(caller, error))?;
    known.map(|known| known.person).ok_or_else(|| ApiError::not_found(caller))
}

/// The id of the assessment with this key.
pub(super) fn id_of(key: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(key.as_bytes())[..ID_BYTES])
}

/// The assessments of the case by id, in order.
fn by_id(within: &InCase) -> Vec<(String, &Record)> {
    let all = within.dossier().records().assessments.iter();
    let mut all: Vec<(String, &Record)> = all.map(|it| (id_of(&it.key()), it)).collect();
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all
}

/// Versions go by the key of an assessment, which this API does not show.
fn newest(within: &InCase, assessment: &Record) -> Newest {
    within.newest.of(Noun::Assessment, &assessment.key())
}

fn shape(within: &InCase, (id, assessment): &(String, &Record)) -> Assessment {
    let newest = newest(within, assessment);
    let (current, _) = standing(&within.dossier().records().assessments, &assessment.question);
    let changes = within.open.changes_since(assessment);
    let ids = |ids: &[ClaimId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let question = paths::api_record(within.case(), Noun::Question.list(), &assessment.question);
    Assessment {
        id: id.clone(),
        question: assessment.question.to_string(),
        status: assessment.status.word(),
        reason: (&assessment.reason).into(),
        would_settle: assessment.would_settle.as_ref().map(Into::into),
        by: assessment.by.to_string(),
        at: assessment.at.to_string(),
        claims: ids(&assessment.claims),
        standing: current.iter().any(|it| it.key() == assessment.key()),
        dissent: current.iter().any(|it| it.status != current[0].status),
        stale: changes.as_ref().map(|changes| !changes.is_none()),
        stale_because: changes.as_ref().map(reasons).unwrap_or_default(),
        changes: changes.map_or_else(AssessmentChanges::default, |changes| AssessmentChanges {
            added: ids(&changes.added),
            gone: ids(&changes.gone),
            edited: ids(&changes.edited),
        }),
        case: within.case().to_string(),
        version: newest.version,
        recorded_at: newest.recorded_at.to_string(),
        changed_at: newest.changed_at.to_string(),
        links: AssessmentLinks {
            itself: paths::api_record(within.case(), Noun::Assessment.list(), id),
            html: paths::question(within.case(), &assessment.question),
            question,
        },
    }
}

/// The words for what changed since an assessment was made.
pub(super) const STALE_BECAUSE: [&str; 5] =
    ["claims_added", "claims_gone", "claims_edited", "positions_added", "positions_gone"];

pub(super) fn reasons(changes: &Since) -> Vec<&'static str> {
    let is_so = [
        !changes.added.is_empty(),
        !changes.gone.is_empty(),
        !changes.edited.is_empty(),
        changes.positions_new > 0,
        changes.positions_lost > 0,
    ];
    STALE_BECAUSE.into_iter().zip(is_so).filter(|(_, is_so)| *is_so).map(|(word, _)| word).collect()
}
