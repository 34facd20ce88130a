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
    extract::InCase,
    placed,
    sent::Sent,
    writing::{member, with_id},
};
use crate::{
    app::OpenCase,
    domain::{
        analysis::Warning,
        candidate::{Candidate, Trial},
        claim::Claim,
        consequence::{self, Shift},
        disagreement::Kind,
        fault::Fault,
        record::Noun,
    },
    exchange::case_file::{self, Faults},
    text::{
        Words,
        consequences::{Line, Mark, Sides},
    },
};

/// What would follow if the claim were written now.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClaimPreview {
    /// What would follow for the question of the claim; then, where it would leave another one, for that.
    pub consequences: Vec<Consequence>,
}

/// What would follow for one question.
#[derive(Debug, Serialize, ToSchema)]
pub struct Consequence {
    /// The question.
    #[schema(example = "attempt-when")]
    pub question: String,
    /// What would become of its state.
    #[schema(example = "opens_disagreement")]
    pub turn: &'static str,
    /// Its state now.
    #[schema(example = "one_source")]
    pub state_before: &'static str,
    /// Its state afterwards.
    #[schema(example = "contested")]
    pub state_after: &'static str,
    /// What would become of its positions: by the letter they would have, then the ended ones by the letter they had.
    pub positions: Vec<PositionShift>,
    /// The claims whose own record would differ, that would come, or go, with the positions they could not hold together
    /// with.
    pub claims: Vec<ClaimEffect>,
    /// The kinds of disagreement that would be new.
    #[schema(example = json!(["rival_sources"]))]
    pub kinds_begun: Vec<&'static str>,
    /// The kinds of disagreement that would be gone.
    #[schema(example = json!([]))]
    pub kinds_ended: Vec<&'static str>,
    /// What a reader would be newly warned of.
    #[schema(example = json!([]))]
    pub warnings_begun: Vec<&'static str>,
    /// What a reader would no longer be warned of.
    #[schema(example = json!([]))]
    pub warnings_ended: Vec<&'static str>,
    /// The same for people, in the language asked for, the most important first.
    pub sentences: Vec<PreviewSentence>,
}

/// What would become of a position.
#[derive(Debug, Serialize, ToSchema)]
pub struct PositionShift {
    /// Whether it stands before and after (`kept`), only after (`opened`) or only before (`ended`).
    #[schema(example = "opened")]
    pub fate: &'static str,
    /// The letter it has now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "A")]
    pub before: Option<String>,
    /// The letter it would have.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "B")]
    pub after: Option<String>,
}

/// What would happen to a claim.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClaimEffect {
    /// The claim; absent for the one that is tried where it has no id yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "when-1")]
    pub claim: Option<String>,
    /// Whether it would be counted now (`enters`), be counted otherwise (`changes`) or no longer (`leaves`).
    #[schema(example = "enters")]
    pub act: &'static str,
    /// The letters of the positions it would be in.
    #[schema(example = json!(["B"]))]
    pub positions: Vec<String>,
    /// The letters of the positions it could not hold together with.
    #[schema(example = json!(["A"]))]
    pub conflicts: Vec<String>,
}

/// A sentence of what would follow.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviewSentence {
    /// What it is about: `state`, `conflict`, `position`, `root`, `no_root`, `fits`, `repeat` or `warning`.
    #[schema(example = "conflict")]
    pub about: &'static str,
    /// What would follow.
    #[schema(example = "It cannot hold together with position A.")]
    pub text: String,
    /// Why, or what it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "They are 92 days apart.")]
    pub more: Option<String>,
}

/// Ask what would follow from a claim
///
/// As if it were saved now: nothing is written. The body is that of a new claim; with the `id` of one that is there it is
/// tried in its place. It is found on what the caller may see, as in the form for a claim.
#[utoipa::path(post, path = "/api/v1/cases/{case}/claims/previews", operation_id = "preview_claim", tag = "claims",
    responses((status = 200, description = "What would follow.", body = ClaimPreview)))]
pub(super) async fn create(within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    let json = sent.json()?;
    let has_id = member(&json, "id").is_some();
    let mut faults = Faults::default();
    let json = if has_id { json } else { with_id(&json, STAND_IN) };
    let claim = match case_file::read_record_in::<Claim>(&json, &mut faults) {
        Some(claim) if faults.count() == 0 => claim,
        _ => return Err(sent.refused(&faults.into_list())),
    };
    let named = (Noun::Claim, claim.id.to_string());
    let mut candidate = Candidate::of(&claim);
    if !has_id {
        candidate.id = None;
    }
    let (open, words) = (Arc::clone(&within.open), within.caller.words());
    let tried = within.open.work(async move { tried(&open, words, &candidate) }).await;
    let consequences = tried.map_err(|found| refused(&within, &sent, &named, &found))?;
    let mut response = axum::Json(ClaimPreview { consequences }).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The id of a claim that has none, while it is read.
const STAND_IN: &str = "candidate";

/// Faults of the claim at their place in it, those of others at their records.
fn refused(within: &InCase, sent: &Sent, named: &(Noun, String), found: &[Fault]) -> ApiError {
    let is_of_others =
        |fault: &&Fault| Noun::ALL.iter().any(|noun| fault.at.as_str().starts_with(&format!("{}[", noun.list())));
    let (others, own): (Vec<&Fault>, Vec<&Fault>) = found.iter().partition(is_of_others);
    if own.is_empty() {
        let others: Vec<Fault> = others.into_iter().cloned().collect();
        return ApiError::body(&within.caller, placed::faults(within, named, false, &others));
    }
    sent.refused(&own.into_iter().cloned().collect::<Vec<_>>())
}

fn tried(open: &OpenCase, words: Words, candidate: &Candidate) -> Result<Vec<Consequence>, Vec<Fault>> {
    let before = open.study();
    let trial = candidate.trial(before, before.dossier().records().clone())?;
    let sides = Sides::of(before.dossier(), &trial);
    let shape = |found: &consequence::Consequence| {
        Some(Consequence {
            question: question(&trial, found, open)?,
            turn: found.turn.word(),
            state_before: found.state_before().word(),
            state_after: found.state_after().word(),
            positions: found.shifts.iter().map(shift).collect(),
            claims: found.effects.iter().map(|effect| self::effect(open, &trial, candidate, effect)).collect(),
            kinds_begun: found.kinds_begun.iter().copied().map(Kind::word).collect(),
            kinds_ended: found.kinds_ended.iter().copied().map(Kind::word).collect(),
            warnings_begun: found.warnings_begun.iter().copied().map(Warning::word).collect(),
            warnings_ended: found.warnings_ended.iter().copied().map(Warning::word).collect(),
            sentences: words.consequence(sides, found).into_iter().map(sentence).collect(),
        })
    };
    Ok(trial.consequences.iter().filter_map(shape).collect())
}

fn question(trial: &Trial, found: &consequence::Consequence, open: &OpenCase) -> Option<String> {
    let after = found.after.as_ref().map(|after| &trial.study.dossier().questions()[after.question]);
    let before = || found.before.as_ref().map(|before| &open.dossier().questions()[before.question]);
    Some(after.or_else(before)?.id.to_string())
}

fn shift(shift: &Shift) -> PositionShift {
    PositionShift {
        fate: shift.fate.word(),
        before: shift.before.map(|letter| letter.to_string()),
        after: shift.after.map(|letter| letter.to_string()),
    }
}

fn effect(open: &OpenCase, trial: &Trial, candidate: &Candidate, effect: &consequence::Effect) -> ClaimEffect {
    let dossier = if effect.act == consequence::Act::Leaves { open.dossier() } else { trial.study.dossier() };
    let is_tried = effect.act != consequence::Act::Leaves && effect.claim == trial.claim && candidate.id.is_none();
    ClaimEffect {
        claim: (!is_tried).then(|| dossier.claims()[effect.claim].id.to_string()),
        act: effect.act.word(),
        positions: effect.stands.iter().map(ToString::to_string).collect(),
        conflicts: effect.conflicts.iter().map(|conflict| conflict.letter.to_string()).collect(),
    }
}

fn sentence(Line { mark, head, rest }: Line) -> PreviewSentence {
    let about = match mark {
        Mark::State => "state",
        Mark::Conflict => "conflict",
        Mark::Position(_) => "position",
        Mark::Root => "root",
        Mark::NoRoot => "no_root",
        Mark::Fits => "fits",
        Mark::Repeat => "repeat",
        Mark::Warning => "warning",
    };
    PreviewSentence { about, text: head, more: rest }
}
