//! Writing records: made, replaced, withdrawn, the same way for every noun. The body is a record of the case file, read
//! by its reader; the store checks it against the case.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    ApiError,
    added::Added,
    extract::AtCase,
    placed,
    problem::ProblemFault,
    resources,
    sent::{Condition, NOT_STANDING, Sent, WHY},
    shapes::Links,
};
use crate::{
    app::ids,
    domain::{
        access::Identities,
        dossier::Dossier,
        fault::{Fault, FaultKind},
        id::CaseId,
        intake,
        record::{Noun, Record, RecordId},
        text::Text,
    },
    exchange::case_file::{self, Faults, Json},
    paths,
    store::{Change, ImportOutcome, StoreError},
};

/// How often another id is tried where the one made from the name was taken in between.
pub(super) const TRIES_MAX: usize = 5;

/// A noun whose records the API writes.
pub(super) trait Resource: case_file::Noun {
    /// The noun.
    const NOUN: Noun;
    /// The fields that the API adds to its records, and those that name one: a body of `PUT` may bring them back.
    const ADDED: &'static [&'static str];

    /// The record of this id, as the case file has it.
    fn find<'a>(dossier: &'a Dossier, id: &str) -> Option<&'a Self>;

    /// The record among those of other nouns.
    fn into_record(self) -> Record;

    /// Whether [`Resource::is_protected`] ever holds.
    const MAY_BE_PROTECTED: bool = false;

    /// Whether nothing of it may be changed by those who may not see identities.
    fn is_protected(&self) -> bool {
        false
    }
}

/// What a write did. The same request again, with the same `Idempotency-Key`, is answered the same.
#[derive(Debug, Serialize, ToSchema)]
pub struct Written {
    /// The id of the record.
    #[schema(example = "hajin")]
    pub id: String,
    /// The version it is at now: `If-Match` of the next write.
    #[schema(example = 2, minimum = 1)]
    pub version: i64,
    /// The number of writes the case has seen now.
    #[schema(example = 13, minimum = 0)]
    pub revision: i64,
    /// Whether anything was written: a record that was so already is left alone.
    #[schema(example = true)]
    pub changed: bool,
    /// Where the record stands.
    pub links: Links,
}

/// Makes a record.
///
/// # Errors
/// `InvalidBody`, `Taken`, those of the store.
pub(super) async fn create<R: Resource>(at: &AtCase, sent: &Sent) -> Result<Response, ApiError> {
    at.caller.query().finish(&at.caller)?;
    if let Some(outcome) = before(sent).await? {
        return Ok(made_in(at.case(), &outcome));
    }
    let body = Body::of(sent, false)?;
    if member(&body.json, "id").is_none() {
        return create_named::<R>(at, sent, &body).await;
    }
    let record = complete(at, sent, body.read::<R>(sent, &body.json)?).await?;
    let id = (R::NOUN, Record::id(&record));
    match make(at, sent, record, body.why).await {
        Ok(outcome) => Ok(made_in(at.case(), &outcome)),
        Err(StoreError::Taken(_)) => Err(taken(at, &free_id::<R>(at, &id.1).await?)),
        Err(error) => Err(failed(at, &id, true, error).await),
    }
}

/// What this write did when it came before: it is answered so, whatever became since of what it names.
pub(super) async fn before(sent: &Sent) -> Result<Option<ImportOutcome>, ApiError> {
    sent.store().written_before().await.map_err(|error| ApiError::store(&sent.caller, error))
}

/// Makes a record whose id is made from what names it.
async fn create_named<R: Resource>(at: &AtCase, sent: &Sent, body: &Body) -> Result<Response, ApiError> {
    let stem = stem(at, R::NOUN, sent.body()).await?;
    let mut tried = stem.clone();
    for _ in 0..TRIES_MAX {
        let json = with_id(&body.json, &free_id::<R>(at, &tried).await?);
        let record = complete(at, sent, body.read::<R>(sent, &json)?).await?;
        let id = (R::NOUN, Record::id(&record));
        match make(at, sent, record, body.why.clone()).await {
            Ok(outcome) => return Ok(made_in(at.case(), &outcome)),
            // Somebody else took it in between; many who write the like at once would go on taking it from each other.
            Err(StoreError::Taken(_)) => tried = ids::apart(&stem),
            Err(error) => return Err(failed(at, &id, true, error).await),
        }
    }
    Err(ApiError::store(&at.caller, StoreError::Busy))
}

async fn make(at: &AtCase, sent: &Sent, record: Record, why: Option<Text>) -> Result<ImportOutcome, StoreError> {
    let began_from = vec![((record.noun(), record.id()), 0)];
    let change = Change { put: vec![record], began_from, ..Change::default() };
    sent.store().change_case(&sent.editor(why), at.case(), change).await
}

/// Puts a record in the place of the one called `id`.
///
/// # Errors
/// `NotFound`, `InvalidBody`, `PreconditionRequired`, `PreconditionFailed`, those of the store.
pub(super) async fn replace<R: Resource>(at: &AtCase, sent: &Sent, id: &str) -> Result<Response, ApiError> {
    at.caller.query().finish(&at.caller)?;
    if let Some(outcome) = before(sent).await? {
        return Ok(written_in(at.case(), &outcome));
    }
    let Began { at, version } = &began_from::<R>(at, sent, id).await?;
    let body = Body::of_record::<R>(at, sent, id)?;
    let record = complete(at, sent, body.read::<R>(sent, &body.json)?).await?;
    put::<R>(at, sent, record, *version, body.why).await
}

/// Puts `record` in the place of the one with its id, which the caller saw at the version `began`.
///
/// # Errors
/// As [`replace`].
pub(super) async fn put<R: Resource>(
    at: &AtCase,
    sent: &Sent,
    record: Record,
    began: i64,
    why: Option<Text>,
) -> Result<Response, ApiError> {
    let named = (R::NOUN, Record::id(&record));
    let id = named.1.as_str();
    let change = Change { put: vec![record], began_from: vec![(named.clone(), began)], ..Change::default() };
    let outcome = sent.store().change_case(&sent.editor(why), at.case(), change).await;
    match outcome {
        Ok(outcome) => Ok(written_in(at.case(), &outcome)),
        Err(StoreError::Outdated { .. } | StoreError::Taken(_)) => Err(outdated::<R>(at, id).await?),
        Err(error) => Err(failed(at, &named, true, error).await),
    }
}

/// Withdraws the record called `id`: it keeps its versions, and no longer stands.
///
/// # Errors
/// `NotFound`, `InvalidBody` without a reason, `PreconditionRequired`, `PreconditionFailed`, those of the store.
pub(super) async fn withdraw<R: Resource>(at: &AtCase, sent: &Sent, id: &str) -> Result<Response, ApiError> {
    at.caller.query().finish(&at.caller)?;
    if let Some(outcome) = before(sent).await?.filter(ImportOutcome::is_change) {
        return Ok(written_in(at.case(), &outcome));
    }
    let Began { at, version } = &began_from::<R>(at, sent, id).await?;
    let why = sent.why()?;
    let named = (R::NOUN, id.to_owned());
    let change =
        Change { withdraw: vec![named.clone()], began_from: vec![(named.clone(), *version)], ..Change::default() };
    let outcome = sent.store().change_case(&sent.editor(Some(why)), at.case(), change).await;
    match outcome {
        Ok(outcome) if outcome.is_change() => Ok(written_in(at.case(), &outcome)),
        Ok(_) => Err(ApiError::not_found(&at.caller)),
        Err(StoreError::Outdated { .. } | StoreError::Taken(_)) => Err(outdated::<R>(at, id).await?),
        Err(error) => Err(failed(at, &named, false, error).await),
    }
}

/// A body: the fields of a record, and why it is written.
pub(super) struct Body {
    pub(super) json: Json,
    pub(super) why: Option<Text>,
    /// What is wrong beside the record.
    faults: Vec<ProblemFault>,
}

impl Body {
    /// The body that was sent; a change of what is there needs a reason.
    pub(super) fn of(sent: &Sent, needs_why: bool) -> Result<Self, ApiError> {
        let mut json = sent.json()?;
        let mut read = Ok(None);
        if let Json::Object(members) = &mut json {
            let (given, rest): (Vec<_>, Vec<_>) =
                std::mem::take(members).into_iter().partition(|(key, _)| key == WHY.name);
            *members = rest;
            read = reason(&given, needs_why);
        }
        let told = |kind| ProblemFault::at(&format!("/{}", WHY.name), &kind, sent.caller.words());
        let faults = read.as_ref().err().cloned().map(told).into_iter().collect();
        Ok(Self { json, why: read.unwrap_or_default(), faults })
    }

    /// The body of a record that the address calls `id`: it names no other, and may bring back what was read of it.
    pub(super) fn of_record<R: Resource>(at: &AtCase, sent: &Sent, id: &str) -> Result<Self, ApiError> {
        let mut body = Self::of(sent, true)?;
        let named = [("id", id), ("case", at.case().as_str())];
        let (own, contradictions) = sent.without_added(body.json, Added { fields: R::ADDED, named: &named });
        body.faults.extend(contradictions);
        Ok(Self { json: with_id(&own, id), ..body })
    }

    /// The record in `json`, which is that of the body or made of it.
    pub(super) fn read<R: case_file::Noun>(&self, sent: &Sent, json: &Json) -> Result<R, ApiError> {
        self.read_with(sent, json, (Vec::new(), Vec::new()))
    }

    /// The same, with faults that were found before and those that stand behind all others.
    pub(super) fn read_with<R: case_file::Noun>(
        &self,
        sent: &Sent,
        json: &Json,
        (found, behind): (Vec<Fault>, Vec<ProblemFault>),
    ) -> Result<R, ApiError> {
        let mut faults = Faults::default();
        faults.extend(found);
        match case_file::read_record_in::<R>(json, &mut faults) {
            Some(record) if faults.count() + self.faults.len() + behind.len() == 0 => Ok(record),
            _ => {
                let words = sent.caller.words();
                let own = faults.into_list();
                let own = own.iter().map(|fault| ProblemFault::at(fault.at.pointer(), &fault.kind, words));
                Err(ApiError::body(&sent.caller, own.chain(self.faults.iter().cloned()).chain(behind).collect()))
            }
        }
    }
}

/// Why a record is written, of the members that say so.
fn reason(given: &[(String, Json)], is_needed: bool) -> Result<Option<Text>, FaultKind> {
    match given {
        [] if is_needed => Err(FaultKind::Missing),
        [] => Ok(None),
        [(_, Json::String(text))] => Text::name(text).map(Some),
        [_] => Err(FaultKind::WrongType { expected: "string" }),
        _ => Err(FaultKind::DuplicateKey),
    }
}

pub(super) fn member<'a>(json: &'a Json, name: &str) -> Option<&'a Json> {
    let Json::Object(members) = json else { return None };
    members.iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// The record with its id in front.
pub(super) fn with_id(json: &Json, id: &str) -> Json {
    let Json::Object(members) = json else { return json.clone() };
    let rest = members.iter().filter(|(key, _)| key != "id").cloned();
    Json::Object([("id".to_owned(), Json::String(id.to_owned()))].into_iter().chain(rest).collect())
}

/// The record that was sent, with what the caller may not see of the one that is there.
async fn complete<R: Resource>(at: &AtCase, sent: &Sent, record: R) -> Result<Record, ApiError> {
    let mut record = record.into_record();
    if R::MAY_BE_PROTECTED && at.rights.identities() == Identities::Hidden {
        let within = at.opened().await?;
        let faults = intake::complete_record(&mut record, within.open.whole().dossier());
        if !faults.is_empty() {
            return Err(sent.refused(&faults));
        }
    }
    Ok(record)
}

/// A write that may begin.
pub(super) struct Began {
    /// The caller at the case, looked at after the version: what changes from now on makes the version pass.
    pub(super) at: AtCase,
    /// The version of the record that it began from.
    pub(super) version: i64,
}

/// Where a write of the record begins.
pub(super) async fn began_from<R: Resource>(at: &AtCase, sent: &Sent, id: &str) -> Result<Began, ApiError> {
    let stands = standing_version::<R>(at, id).await?;
    let at = at.again().await?;
    if R::MAY_BE_PROTECTED && is_closed::<R>(&at, id).await? {
        return Err(ApiError::not_found(&at.caller));
    }
    let version = match (&sent.condition, stands) {
        (Condition::None, Some(_)) => return Err(ApiError::unconditional(&at.caller)),
        (Condition::None, None) => return Err(ApiError::not_found(&at.caller)),
        (_, None) if !sent.may_come_again() => return Err(ApiError::not_found(&at.caller)),
        // Nothing is written to what does not stand; a repeated request is answered before that is found.
        (_, None) => NOT_STANDING,
        // Nor to a version that was guessed, though it may be made in a moment: that one was not looked at.
        (Condition::Versions(named), Some(standing)) if !named.name(standing) => NOT_STANDING,
        (Condition::Versions(_) | Condition::Any, Some(standing)) => standing,
    };
    Ok(Began { at, version })
}

/// Whether the caller may not write it, since they may not see all of it.
async fn is_closed<R: Resource>(at: &AtCase, id: &str) -> Result<bool, ApiError> {
    if at.rights.identities() == Identities::Shown {
        return Ok(false);
    }
    let within = at.opened().await?;
    Ok(R::find(within.dossier(), id).is_some_and(R::is_protected))
}

/// The version that a record stands at, `None` where it does not stand.
async fn standing_version<R: Resource>(at: &AtCase, id: &str) -> Result<Option<i64>, ApiError> {
    let version = at.app().store().standing_version(at.case(), R::NOUN, id).await;
    version.map_err(|error| ApiError::store(&at.caller, error))
}

/// The answer where the record is at another version than the write began from, or does not stand.
async fn outdated<R: Resource>(at: &AtCase, id: &str) -> Result<ApiError, ApiError> {
    let stands = standing_version::<R>(at, id).await?;
    Ok(stands.map_or_else(|| ApiError::not_found(&at.caller), |version| ApiError::outdated(&at.caller, version)))
}

async fn free_id<R: Resource>(at: &AtCase, stem: &str) -> Result<String, ApiError> {
    let free = at.app().store().free_id(at.case(), R::NOUN, stem).await;
    free.map_err(|error| ApiError::store(&at.caller, error))
}

/// What the id of a new record begins with.
async fn stem(at: &AtCase, noun: Noun, body: &[u8]) -> Result<String, ApiError> {
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    Ok(match noun {
        Noun::Claim => ids::stem_of_claim(at.opened().await?.open.whole().dossier(), &value),
        noun => ids::stem(noun, &value),
    })
}

fn taken(at: &AtCase, free: &str) -> ApiError {
    let detail = at.caller.words().tell("problem-id-taken", &[("free", free.into())]);
    let (pointer, near) = (Some("/id".to_owned()), Some(free.to_owned()));
    ApiError::taken(&at.caller, ProblemFault { pointer, kind: "taken", detail, near, ..ProblemFault::default() })
}

/// The answer where the store refused or failed. Where faults belong is told by the case as it stands.
async fn failed(at: &AtCase, id: &RecordId, is_put: bool, error: StoreError) -> ApiError {
    let StoreError::Faults(found) = error else { return ApiError::store(&at.caller, error) };
    match at.opened().await {
        Ok(within) => ApiError::body(&at.caller, placed::faults(&within, id, is_put, found).await),
        Err(error) => error,
    }
}

/// The answer where a record was made in `case`.
pub(super) fn made_in(case: &CaseId, outcome: &ImportOutcome) -> Response {
    let written = receipt(case, outcome);
    created(&written.links.itself.clone(), written)
}

/// The answer where something was made that stands at `location`.
pub(super) fn created(location: &str, body: impl Serialize) -> Response {
    let location = HeaderValue::try_from(location);
    let mut response = (StatusCode::CREATED, axum::Json(body)).into_response();
    if let Ok(location) = location {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// The same where what was made was `told` already, by this request or one before it with its key. `location`: where in
/// it the address stands, as a JSON Pointer.
pub(super) fn created_as_told(told: String, location: &str) -> Response {
    let value: Value = serde_json::from_str(&told).unwrap_or_default();
    let address = value.pointer(location).and_then(Value::as_str).map(HeaderValue::try_from);
    let mut response = (StatusCode::CREATED, told).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(Ok(address)) = address {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}

/// The answer to a record that was replaced or withdrawn.
pub(super) fn written_in(case: &CaseId, outcome: &ImportOutcome) -> Response {
    axum::Json(receipt(case, outcome)).into_response()
}

/// What a write of one record of `case` did.
pub(super) fn receipt(case: &CaseId, outcome: &ImportOutcome) -> Written {
    let ((noun, id), version) = outcome.versions.first().cloned().expect("a write of a record names its version");
    let html = resources::page(noun, case, &id);
    let links = match noun {
        Noun::Case => Links { itself: paths::api_case(case), html },
        noun => Links::of(case, noun.list(), &id, html),
    };
    Written { id, version, revision: outcome.revision, changed: outcome.is_change(), links }
}
