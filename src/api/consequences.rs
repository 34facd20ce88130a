//! What a change would do to what the case amounts to, as JSON: the same for one claim and for a whole import.

use serde::Serialize;
use utoipa::ToSchema;

use super::{assessments, shapes::printed};
use crate::{
    domain::{
        analysis::{Letter, Warning},
        consequence::{self, Act, Consequence},
        disagreement::Kind,
        id::SourceId,
        independence::Range,
        judged::Stale,
        shift::Shift,
    },
    text::{
        Words,
        consequences::{Line, Mark, Sides},
    },
};

/// What would become of one question.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionShift {
    /// The question.
    #[schema(example = "attempt-when")]
    pub question: String,
    /// What would become of its state.
    #[schema(example = "opens_disagreement")]
    pub turn: &'static str,
    /// Its state now.
    #[schema(example = "one_source")]
    pub state_before: &'static str,
    /// Its state then.
    #[schema(example = "contested")]
    pub state_after: &'static str,
    /// The positions that would appear, vanish, or be made of something else: by the letter they would have, then those
    /// that would vanish by the letter they have.
    pub positions: Vec<PositionShift>,
    /// Of a preview of one claim: the claims whose own record would differ, that would come, or go.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Vec<ClaimEffect>, required = false)]
    pub claims: Option<Vec<ClaimEffect>>,
    /// The kinds of disagreement that would begin.
    #[schema(example = json!(["rival_sources"]))]
    pub kinds_begun: Vec<&'static str>,
    /// The kinds of disagreement that would end.
    #[schema(example = json!([]))]
    pub kinds_ended: Vec<&'static str>,
    /// What a reader would be newly warned of.
    #[schema(example = json!([]))]
    pub warnings_begun: Vec<&'static str>,
    /// What a reader would no longer be warned of.
    #[schema(example = json!([]))]
    pub warnings_ended: Vec<&'static str>,
    /// The assessments that would go stale, the newest first: what they are of would have changed.
    pub stale_assessments: Vec<StaleAssessment>,
    /// The same for people, in the language asked for, the most important first.
    pub sentences: Vec<ChangeSentence>,
}

/// What would become of one position.
#[derive(Debug, Serialize, ToSchema)]
pub struct PositionShift {
    /// Whether it stays (`kept`), appears (`opened`) or vanishes (`ended`).
    #[schema(example = "opened")]
    pub fate: &'static str,
    /// Its letter now; absent where it appears.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "A")]
    pub letter_before: Option<String>,
    /// Its letter then; absent where it vanishes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "B")]
    pub letter_after: Option<String>,
    /// How many claims it would have that it does not have.
    #[schema(example = 2)]
    pub claims_gained: usize,
    /// How many claims it would no longer have.
    #[schema(example = 0)]
    pub claims_lost: usize,
    /// The roots it would go back to and does not.
    #[schema(example = json!(["sdf"]))]
    pub roots_gained: Vec<String>,
    /// The roots it would no longer go back to.
    #[schema(example = json!([]))]
    pub roots_lost: Vec<String>,
    /// How many independent roots stand behind it now; absent where it appears.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = RootRange, required = false)]
    pub support_before: Option<RootRange>,
    /// How many would; absent where it vanishes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = RootRange, required = false)]
    pub support_after: Option<RootRange>,
}

/// An assessment that would go stale.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaleAssessment {
    /// The assessment.
    #[schema(example = "0f3a9c1d2e4b5a6f7c8d")]
    pub assessment: String,
    /// Who signed it: the name or role they signed with.
    #[schema(example = "Night desk")]
    pub by: String,
    /// When it was signed (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub signed_at: String,
    /// Why it would go stale, as `stale_because` of an assessment says it.
    #[schema(example = json!(["claims_added", "positions_added"]))]
    pub because: Vec<&'static str>,
}

impl From<&Stale> for StaleAssessment {
    fn from(stale: &Stale) -> Self {
        Self {
            assessment: assessments::id_of(&stale.key),
            by: stale.by.to_string(),
            signed_at: stale.signed_at.to_string(),
            because: assessments::reasons(&stale.changes),
        }
    }
}

/// How many independent roots there are, at least and at most.
#[derive(Debug, Serialize, ToSchema)]
pub struct RootRange {
    /// At least.
    #[schema(example = 1)]
    pub min: usize,
    /// At most.
    #[schema(example = 2)]
    pub max: usize,
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

/// What a sentence may be about.
pub(super) const ABOUT: [&str; 9] =
    ["state", "conflict", "position", "root", "no_root", "fits", "repeat", "warning", "assessment"];

/// A sentence of what would follow.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeSentence {
    /// What it is about: `state`, `conflict`, `position`, `root`, `no_root`, `fits`, `repeat`, `warning` or
    /// `assessment`.
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

impl QuestionShift {
    /// What `found` says, without what happens to each claim.
    pub(super) fn of(words: Words, sides: Sides<'_>, found: &Consequence) -> Self {
        Self {
            question: found.question.to_string(),
            turn: found.turn.word(),
            state_before: found.state_before().word(),
            state_after: found.state_after().word(),
            positions: found.shifts.iter().filter(|shift| !shift.is_unmoved()).map(PositionShift::from).collect(),
            claims: None,
            kinds_begun: found.kinds_begun.iter().copied().map(Kind::word).collect(),
            kinds_ended: found.kinds_ended.iter().copied().map(Kind::word).collect(),
            warnings_begun: found.warnings_begun.iter().copied().map(Warning::word).collect(),
            warnings_ended: found.warnings_ended.iter().copied().map(Warning::word).collect(),
            stale_assessments: found.stale.iter().map(Into::into).collect(),
            sentences: words.consequence(sides, found).into_iter().map(ChangeSentence::from).collect(),
        }
    }

    /// The same with what happens to each claim; the one numbered `nameless` after the change has no id yet.
    pub(super) fn with_claims(self, sides: Sides<'_>, found: &Consequence, nameless: Option<usize>) -> Self {
        let effect = |effect: &consequence::Effect| ClaimEffect {
            claim: match effect.act {
                Act::Leaves => Some(sides.before.claims()[effect.claim].id.to_string()),
                _ if Some(effect.claim) == nameless => None,
                _ => Some(sides.after.claims()[effect.claim].id.to_string()),
            },
            act: effect.act.word(),
            positions: effect.stands.iter().map(Letter::to_string).collect(),
            conflicts: effect.conflicts.iter().map(|conflict| conflict.letter.to_string()).collect(),
        };
        Self { claims: Some(found.effects.iter().map(effect).collect()), ..self }
    }
}

impl From<&Shift> for PositionShift {
    fn from(shift: &Shift) -> Self {
        let named = |ids: &[SourceId]| ids.iter().map(SourceId::to_string).collect();
        let range = |range: Range| RootRange { min: range.min, max: range.max };
        Self {
            fate: shift.fate.word(),
            letter_before: printed(shift.before.as_ref()),
            letter_after: printed(shift.after.as_ref()),
            claims_gained: shift.gained.len(),
            claims_lost: shift.lost.len(),
            roots_gained: named(&shift.roots_gained),
            roots_lost: named(&shift.roots_lost),
            support_before: shift.support_before.map(range),
            support_after: shift.support_after.map(range),
        }
    }
}

impl From<Line> for ChangeSentence {
    fn from(Line { mark, head, rest }: Line) -> Self {
        let about = match mark {
            Mark::State => "state",
            Mark::Conflict => "conflict",
            Mark::Position(_) => "position",
            Mark::Root => "root",
            Mark::NoRoot => "no_root",
            Mark::Fits => "fits",
            Mark::Repeat => "repeat",
            Mark::Warning => "warning",
            Mark::Assessment => "assessment",
        };
        Self { about, text: head, more: rest }
    }
}
