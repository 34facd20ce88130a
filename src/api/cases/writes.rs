//! Writing cases: made by whoever is signed in, who then owns it; changed by its editors, and by its owners in who may see
//! it and how its claims are read.

use axum::response::Response;

use crate::{
    api::{
        ApiError,
        extract::{AtCase, InCase},
        problem::ProblemFault,
        sent::Sent,
        writing::{self, Began, Body, Resource, TRIES_MAX, Written, began_from, member, with_id},
    },
    app::ids,
    credentials,
    domain::{
        access::Need,
        case::Case,
        dossier::Dossier,
        fault::{Fault, FaultKind, Path},
        record::{Noun, Record},
    },
    exchange::case_file::{self, Faults, Field, Json},
    store::StoreError,
};

/// The fields that say who may see a case and how its claims are read: for its owners to set.
const OWNERS_ONLY: [&str; 2] = ["visibility", "policy"];

impl Resource for Case {
    const NOUN: Noun = Noun::Case;
    const ADDED: &'static [&'static str] =
        &["id", "policy_version", "revision", "changed_at", "version", "recorded_at", "links"];

    fn find<'a>(dossier: &'a Dossier, id: &str) -> Option<&'a Self> {
        Some(dossier.case()).filter(|case| case.id.as_str() == id)
    }

    fn into_record(self) -> Record {
        Record::Case(self)
    }
}

/// The fields of a change: what owners alone set may be left out, and then stays.
pub(in crate::api) fn change_fields() -> Vec<Field> {
    let fields = <Case as case_file::Noun>::FIELDS.iter().filter(|field| field.name != "id");
    fields
        .map(|field| Field { is_required: field.is_required && !OWNERS_ONLY.contains(&field.name), ..*field })
        .collect()
}

/// Make a case
///
/// Whoever is signed in makes cases, and owns those they make. The id is made from the title, with letters from chance: no
/// id that somebody finds taken tells of a case they may not see.
#[utoipa::path(post, path = "/api/v1/cases", operation_id = "create_case", tag = "cases",
    responses((status = 201, description = "The case was made.", body = Written)))]
pub(in crate::api) async fn create(sent: Sent) -> Result<Response, ApiError> {
    let caller = &sent.caller;
    caller.query().finish(caller)?;
    let body = Body::of(&sent, false)?;
    let value = serde_json::from_slice(sent.body()).unwrap_or_default();
    let stem = ids::stem(Noun::Case, &value);
    let owner = caller.viewer().person().ok_or_else(|| ApiError::not_found(caller))?;
    for _ in 0..TRIES_MAX {
        let case = new_case(&sent, &body, &format!("{stem}-{}", credentials::letters(5)))?;
        match sent.store().create_case(&sent.editor(body.why.clone()), case, owner.clone()).await {
            Ok(outcome) => return Ok(writing::made_in(&outcome.case.clone(), &outcome)),
            Err(StoreError::Taken(_)) => {}
            Err(error) => return Err(ApiError::store(caller, error)),
        }
    }
    Err(ApiError::store(caller, StoreError::Busy))
}

/// The case that was sent, under this id; it may name none itself.
fn new_case(sent: &Sent, body: &Body, id: &str) -> Result<Case, ApiError> {
    let mut found = Vec::new();
    if member(&body.json, "id").is_some() {
        let fields = <Case as case_file::Noun>::FIELDS.iter().map(|field| field.name);
        let allowed = fields.filter(|name| *name != "id").map(str::to_owned).collect();
        let kind = FaultKind::UnknownField { near: None, allowed };
        found.push(Fault::new(Path::root().field("id"), kind));
    }
    body.read_with(sent, &with_id(&body.json, id), (found, Vec::new()))
}

/// Replace a case
///
/// Editors change its title and its summary. Who may see it (`visibility`) and how its claims are read (`policy`) are for
/// its owners: left out, they stay; where anybody else sends others than there are, that is a fault (`owners_only`).
#[utoipa::path(put, path = "/api/v1/cases/{case}", operation_id = "replace_case", tag = "cases",
    responses((status = 200, description = "The case was replaced.", body = Written)))]
pub(in crate::api) async fn replace(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    at.caller.query().finish(&at.caller)?;
    if let Some(outcome) = writing::before(&sent).await? {
        return Ok(writing::written_in(at.case(), &outcome));
    }
    let id = at.case().as_str();
    let Began { at, version } = &began_from::<Case>(&at, &sent, id).await?;
    let body = Body::of_record::<Case>(at, &sent, id)?;
    let within = at.opened().await?;
    let json = with_what_stays(&within, &body.json, &sent)?;
    let case: Case = body.read_with(&sent, &json, (Vec::new(), owners_only(&within, &json)))?;
    writing::put::<Case>(at, &sent, case.into_record(), *version, body.why).await
}

/// The body with what it leaves out of what owners alone set, as it stands.
fn with_what_stays(within: &InCase, json: &Json, sent: &Sent) -> Result<Json, ApiError> {
    let Json::Object(members) = json else { return Ok(json.clone()) };
    let standing = case_file::Noun::write(within.dossier().case()).to_string();
    let standing = Json::parse(standing.as_bytes()).map_err(|fault| sent.refused(&[fault]))?;
    let left_out = OWNERS_ONLY.into_iter().filter(|name| member(json, name).is_none());
    let kept = left_out.filter_map(|name| Some((name.to_owned(), member(&standing, name)?.clone())));
    Ok(Json::Object(members.iter().cloned().chain(kept).collect()))
}

/// What the caller would set that is for owners alone.
fn owners_only(within: &InCase, json: &Json) -> Vec<ProblemFault> {
    if within.rights.allow(Need::Own) {
        return Vec::new();
    }
    // Alone, so that faults elsewhere in the body do not hide it; what cannot be read is a fault of its own.
    let now = within.dossier().case();
    let others = [("id", now.id.as_str()), ("title", "-")].map(|(name, text)| (name, Json::String(text.to_owned())));
    let rules = OWNERS_ONLY.into_iter().filter_map(|name| Some((name, member(json, name)?.clone())));
    let alone = Json::Object(others.into_iter().chain(rules).map(|(name, json)| (name.to_owned(), json)).collect());
    let mut unread = Faults::default();
    let Some(case) = case_file::read_record_in::<Case>(&alone, &mut unread) else { return Vec::new() };
    if unread.count() > 0 {
        return Vec::new();
    }
    let is_other = [case.visibility != now.visibility, case.policy != now.policy];
    let fault = |name: &str| ProblemFault {
        pointer: Some(format!("/{name}")),
        kind: "owners_only",
        detail: within.caller.words().say("problem-owners-only"),
        ..ProblemFault::default()
    };
    OWNERS_ONLY.into_iter().zip(is_other).filter(|(_, is_other)| *is_other).map(|(name, _)| fault(name)).collect()
}
