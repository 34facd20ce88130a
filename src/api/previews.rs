//! What would follow if a claim were written: found by trying it, and written nowhere.

use std::sync::Arc;

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ApiError,
    added::Added,
    consequences::QuestionShift,
    extract::InCase,
    placed,
    sent::Sent,
    writing::{Resource as _, member, with_id},
};
use crate::{
    app::OpenCase,
    domain::{candidate::Candidate, claim::Claim, fault::Fault, record::Noun},
    exchange::case_file::{self, Faults, Json},
    text::{Words, consequences::Sides},
};

/// What would follow if the claim were written now.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClaimPreview {
    /// What would become of the question of the claim; then, where it would leave another one, of that.
    pub questions: Vec<QuestionShift>,
}

/// Ask what would follow from a claim
///
/// As if it were saved now: nothing is written. The body is that of a new claim; with the `id` of one that is there it is
/// tried in its place. It is found on what the caller may see, as in the form for a claim.
#[utoipa::path(post, path = "/api/v1/cases/{case}/claims/previews", operation_id = "preview_claim", tag = "claims",
    responses((status = 200, description = "What would follow.", body = ClaimPreview)))]
pub(super) async fn create(within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    let (claim, has_id) = read(&within, &sent)?;
    let named = (Noun::Claim, claim.id.to_string());
    let mut candidate = Candidate::of(&claim);
    if !has_id {
        candidate.id = None;
    }
    let (open, words) = (Arc::clone(&within.open), within.caller.words());
    let tried = within.open.work(async move { tried(&open, words, &candidate) }).await;
    let questions = match tried {
        Ok(questions) => questions,
        Err(found) => return Err(refused(&within, &sent, &named, found).await),
    };
    let mut response = axum::Json(ClaimPreview { questions }).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The claim that was sent, and whether it has an id. Where that is the id of one that is there, it may come as it was
/// read.
fn read(within: &InCase, sent: &Sent) -> Result<(Claim, bool), ApiError> {
    let json = sent.json()?;
    let (json, contradictions, has_id) = match member(&json, "id") {
        None => (with_id(&json, STAND_IN), Vec::new(), false),
        Some(Json::String(id)) if Claim::find(within.dossier(), id).is_some() => {
            let id = id.clone();
            let named = [("id", id.as_str()), ("case", within.case().as_str())];
            let (own, contradictions) = sent.without_added(json, Added { fields: Claim::ADDED, named: &named });
            (with_id(&own, &id), contradictions, true)
        }
        Some(_) => (json, Vec::new(), true),
    };
    let mut faults = Faults::default();
    match case_file::read_record_in::<Claim>(&json, &mut faults) {
        Some(claim) if faults.count() + contradictions.len() == 0 => Ok((claim, has_id)),
        _ => Err(sent.refused_with(contradictions, &faults.into_list())),
    }
}

/// The id of a claim that has none, while it is read.
const STAND_IN: &str = "candidate";

/// Faults of the claim at their place in it, those of others at their records.
async fn refused(within: &InCase, sent: &Sent, named: &(Noun, String), found: Vec<Fault>) -> ApiError {
    let is_of_others =
        |fault: &Fault| Noun::ALL.iter().any(|noun| fault.at.as_str().starts_with(&format!("{}[", noun.list())));
    let (others, own): (Vec<Fault>, Vec<Fault>) = found.into_iter().partition(is_of_others);
    if own.is_empty() {
        return ApiError::body(&within.caller, placed::faults(within, named, false, others).await);
    }
    sent.refused(&own)
}

fn tried(open: &OpenCase, words: Words, candidate: &Candidate) -> Result<Vec<QuestionShift>, Vec<Fault>> {
    let before = open.study();
    let trial = candidate.trial(before, before.dossier().records().clone())?;
    let trial = trial.with_judged(before.dossier(), &open.judged());
    let sides = Sides::of(before.dossier(), &trial);
    let nameless = candidate.id.is_none().then_some(trial.claim);
    let change = |found| QuestionShift::of(words, sides, found).with_claims(sides, found, nameless);
    Ok(trial.consequences.iter().map(change).collect())
}
