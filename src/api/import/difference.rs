//! What an import would make of the questions, as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    api::shapes::LocalisedText,
    domain::{
        consequence::Shift,
        difference::{Difference, QuestionDifference, Roots},
        dossier::Dossier,
        independence::Range,
        text::Language,
    },
    text::{Words, consequences::Sides},
};

/// What would become of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseDifference {
    /// How many questions are contested now.
    #[schema(example = 7)]
    pub contested_before: usize,
    /// How many would be.
    #[schema(example = 9)]
    pub contested_after: usize,
    /// The questions for which anything would follow, in order of id.
    pub questions: Vec<QuestionChange>,
}

/// What would become of one question.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionChange {
    /// The question.
    #[schema(example = "attempt-when")]
    pub question: String,
    /// What becomes of its state.
    #[schema(example = "opens_disagreement")]
    pub turn: &'static str,
    /// Its state now.
    #[schema(example = "one_source")]
    pub state_before: &'static str,
    /// Its state then.
    #[schema(example = "contested")]
    pub state_after: &'static str,
    /// The positions that would appear, vanish, or be made of something else.
    pub positions: Vec<PositionChange>,
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
    /// The same in sentences, the most important first.
    pub sentences: Vec<LocalisedText>,
}

/// What would become of one position.
#[derive(Debug, Serialize, ToSchema)]
pub struct PositionChange {
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

impl CaseDifference {
    pub(super) fn of(before: &Dossier, after: &Dossier, difference: &Difference) -> Self {
        let sides = Sides { before, after, unnamed: &[] };
        Self {
            contested_before: difference.before.contested,
            contested_after: difference.after.contested,
            questions: difference.questions.iter().map(|question| QuestionChange::of(sides, question)).collect(),
        }
    }
}

impl QuestionChange {
    fn of(sides: Sides<'_>, question: &QuestionDifference) -> Self {
        let consequence = &question.consequence;
        let moved = consequence.shifts.iter().zip(&question.roots);
        let moved = moved.filter(|(shift, roots)| !shift.is_unmoved() || **roots != Roots::default());
        Self {
            question: question.question.to_string(),
            turn: consequence.turn.word(),
            state_before: consequence.state_before().word(),
            state_after: consequence.state_after().word(),
            positions: moved.map(|(shift, roots)| PositionChange::of(shift, roots)).collect(),
            kinds_begun: consequence.kinds_begun.iter().map(|kind| kind.word()).collect(),
            kinds_ended: consequence.kinds_ended.iter().map(|kind| kind.word()).collect(),
            warnings_begun: consequence.warnings_begun.iter().map(|warning| warning.word()).collect(),
            warnings_ended: consequence.warnings_ended.iter().map(|warning| warning.word()).collect(),
            sentences: sentences(sides, question),
        }
    }
}

impl PositionChange {
    fn of(shift: &Shift, roots: &Roots) -> Self {
        let named = |ids: &[crate::domain::id::SourceId]| ids.iter().map(ToString::to_string).collect();
        let range = |range: Option<Range>| range.map(|range| RootRange { min: range.min, max: range.max });
        Self {
            fate: shift.fate.word(),
            letter_before: shift.before.map(|letter| letter.to_string()),
            letter_after: shift.after.map(|letter| letter.to_string()),
            claims_gained: shift.gained.len(),
            claims_lost: shift.lost.len(),
            roots_gained: named(&roots.gained),
            roots_lost: named(&roots.lost),
            support_before: range(shift.support_before),
            support_after: range(shift.support_after),
        }
    }
}

fn sentences(sides: Sides<'_>, question: &QuestionDifference) -> Vec<LocalisedText> {
    let said = |language| {
        let lines = Words::of(language).consequence(sides, &question.consequence);
        lines.into_iter().flat_map(|line| [Some(line.head), line.rest]).flatten().collect::<Vec<_>>()
    };
    let both = said(Language::English).into_iter().zip(said(Language::Arabic));
    both.map(|(en, ar)| LocalisedText::By { en: Some(en), ar: Some(ar) }).collect()
}
