//! The analysis of a case: what its claims amount to, question by question. The JSON of `counterpoint analyze`.

use std::sync::Arc;

use axum::response::Response;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    ApiError,
    etag::answer_of,
    extract::InCase,
    query::{AsKnown, Cut},
};
use crate::{
    app::Picture,
    domain::as_known::{Clock, Recorded},
    exchange::analysis::{Frame, to_json},
    text::explanation::wordings,
};

/// What the claims of a case amount to. It never picks a winner.
#[derive(Debug, ToSchema)]
pub struct Analysis {
    /// The case.
    #[schema(example = "baghdadi-2019")]
    pub case: String,
    /// The day it is as known on, or the day or moment our records stood so; null as things stand.
    #[schema(required, example = "2019-02-10")]
    pub as_of: Option<String>,
    /// The clock that `as_of` cuts on: when claims became public (`reported`) or when we wrote them down (`recorded`).
    #[schema(example = "reported")]
    pub clock: String,
    /// The version of the tolerance table; `+case` where the case sets rules itself.
    #[schema(example = "1")]
    pub policy: String,
    /// The number of writes the case has seen, by the moment our records are looked at from.
    #[schema(example = 1)]
    pub revision: u64,
    /// The totals.
    pub counts: Counts,
    /// The questions, in order of id.
    pub questions: Vec<QuestionAnalysis>,
}

/// How many claims and questions there are, by state.
#[derive(Debug, ToSchema)]
pub struct Counts {
    /// Visible claims.
    #[schema(example = 71)]
    pub claims: u64,
    /// Questions, whatever their state.
    #[schema(example = 17)]
    pub questions: u64,
    /// Questions with two or more positions.
    #[schema(example = 7)]
    pub contested: u64,
    /// Questions with one position and one root.
    #[schema(example = 6)]
    pub one_source: u64,
    /// Questions with one position, and perhaps one root, perhaps more.
    #[schema(example = 2)]
    pub unclear: u64,
    /// Questions with one position and two or more independent roots.
    #[schema(example = 1)]
    pub corroborated: u64,
    /// Questions with one position and only unattributed reports.
    #[schema(example = 1)]
    pub untraceable: u64,
    /// Questions to which nobody commits an answer.
    #[schema(example = 0)]
    pub unanswered: u64,
}

/// What the visible claims on one question amount to.
#[derive(Debug, ToSchema)]
pub struct QuestionAnalysis {
    /// The question.
    #[schema(example = "attempt-when")]
    pub question: String,
    /// The event it asks about.
    #[schema(example = "attempt")]
    pub event: String,
    /// The state.
    #[schema(example = "contested")]
    pub state: String,
    /// How many claims are visible.
    #[schema(example = 9)]
    pub visible_claims: u64,
    /// The visible claims that commit to nothing; they are in every position and support none.
    #[schema(example = json!([]))]
    pub non_committal: Vec<String>,
    /// Pairs of claims nothing can be said about.
    #[schema(value_type = Vec<Vec<String>>, example = json!([["who-1", "who-2"]]))]
    pub undetermined: Value,
    /// The positions, by letter: in order of reporting, not merit.
    pub positions: Vec<Position>,
    /// On a corroborated question with many answers: the answers that have two or more independent roots.
    #[schema(example = json!(["tunisians"]))]
    pub corroborated: Vec<String>,
    /// How far apart the furthest two positions are; null where that cannot be measured.
    #[schema(required)]
    pub gap: Option<Gap>,
    /// How severe the disagreement is; null where there is none.
    #[schema(required)]
    pub severity: Option<Severity>,
    /// The kinds of disagreement, sorted by name.
    #[schema(example = json!(["lost_in_relay", "rival_sources"]))]
    pub kinds: Vec<String>,
    /// A smallest set of claims that cannot all be true, in order of report.
    #[schema(example = json!(["when-1", "when-2"]))]
    pub witness: Vec<String>,
    /// How many positions there would be if every word were read strictly.
    #[schema(example = 3)]
    pub strict_positions: u64,
    /// What a reader should be warned of, sorted by name.
    #[schema(example = json!(["circular"]))]
    pub warnings: Vec<String>,
    /// Why the question is in its state, as a sentence; null where there is nothing to explain.
    #[schema(required)]
    pub explanation: Option<Sentence>,
}

/// Claims on one question that can all be true together.
#[derive(Debug, ToSchema)]
pub struct Position {
    /// Its letter.
    #[schema(example = "A")]
    pub letter: String,
    /// Its claims, sorted.
    #[schema(example = json!(["when-1", "when-3"]))]
    pub claims: Vec<String>,
    /// Those in no other position.
    #[schema(example = json!(["when-1"]))]
    pub exclusive: Vec<String>,
    /// What stands behind it.
    pub support: Support,
    /// How many independent roots stand behind its exclusive claims.
    pub exclusive_support: SupportRange,
    /// What its claims leave possible together.
    pub value: PositionValue,
}

/// What stands behind a position. Roots count, not articles.
#[derive(Debug, ToSchema)]
pub struct Support {
    /// At least this many independent roots.
    #[schema(example = 1)]
    pub min: u64,
    /// At most this many.
    #[schema(example = 2)]
    pub max: u64,
    /// The roots. A circle of relays goes by its first member, and `circular` is set.
    #[schema(example = json!(["regional-intelligence"]))]
    pub roots: Vec<String>,
    /// The first outlets on the chains.
    #[schema(example = json!(["guardian"]))]
    pub channels: Vec<String>,
    /// How many documents.
    #[schema(example = 3)]
    pub documents: u64,
    /// Among the roots is a circle of relays: reports that only lead back to each other, without an origin. Absent
    /// where there is none.
    #[schema(required = false, example = true)]
    pub circular: Option<bool>,
}

/// A number of independent roots, as far as it is known.
#[derive(Debug, ToSchema)]
pub struct SupportRange {
    /// At least this many.
    #[schema(example = 1)]
    pub min: u64,
    /// At most this many.
    #[schema(example = 2)]
    pub max: u64,
}

/// What the claims of a position leave possible together. Which fields there are depends on the kind of answer.
#[derive(Debug, ToSchema)]
pub struct PositionValue {
    /// In words.
    pub text: Sentence,
    /// The first date or date-time of a time; null where open.
    #[schema(required = false, example = "2018-09-11")]
    pub earliest: Option<String>,
    /// The last date or date-time of a time; null where open.
    #[schema(required = false, example = "2018-09-20")]
    pub latest: Option<String>,
    /// The least number of a count, or seconds of a duration; null where open.
    #[schema(required = false, example = 2)]
    pub low: Option<i64>,
    /// The greatest number of a count, or seconds of a duration; null where open.
    #[schema(required = false, example = 2)]
    pub high: Option<i64>,
    /// The places, entities or options it names.
    #[schema(value_type = Vec<String>, required = false, example = json!(["hajin"]))]
    pub nodes: Value,
    /// Those that it denies.
    #[schema(value_type = Vec<String>, required = false, example = json!(["al-keshma"]))]
    pub except: Value,
}

/// How far apart two positions are: the least and the most it can be.
#[derive(Debug, ToSchema)]
#[serde(untagged)]
#[schema(examples(json!({ "days": [112, 121] })))]
pub enum Gap {
    /// Between days.
    Days {
        /// The least and the most days.
        #[schema(value_type = Vec<i64>, min_items = 2, max_items = 2, example = json!([112, 121]))]
        days: Value,
    },
    /// Between moments.
    Seconds {
        /// The least and the most seconds.
        #[schema(value_type = Vec<i64>, min_items = 2, max_items = 2, example = json!([3600, 7200]))]
        seconds: Value,
    },
    /// Between numbers.
    Quantity {
        /// The larger divided by the smaller; null where the smaller may be 0.
        #[schema(required, example = 5.0)]
        ratio: Option<f64>,
        /// The larger less the smaller; null where open.
        #[schema(required, example = 8)]
        difference: Option<i64>,
    },
    /// Between places.
    Distance {
        /// The least and the most kilometres; null where a place has no coordinates.
        #[schema(value_type = Option<Vec<f64>>, required, min_items = 2, max_items = 2, example = json!([18.9, 34.9]))]
        km: Value,
        /// Kilometres between the centres; null where a place has none.
        #[schema(required, example = 26.9)]
        centres_km: Option<f64>,
        /// The smallest place that both lie in.
        #[schema(required, example = "abu-kamal-district")]
        common: Option<String>,
    },
}

/// How severe a disagreement is.
#[derive(Debug, ToSchema)]
pub struct Severity {
    /// From 0 to 1.
    #[schema(example = 0.75)]
    pub score: f64,
    /// In a word.
    #[schema(example = "major")]
    pub label: String,
}

/// A sentence in both languages.
#[derive(Debug, ToSchema)]
pub struct Sentence {
    /// In English.
    #[schema(example = "September 2018")]
    pub en: String,
    /// In Arabic.
    #[schema(example = "أيلول 2018")]
    pub ar: String,
}

/// Analyse a case
///
/// What its claims amount to: positions, support, gaps, severity and an explanation for every question.
#[utoipa::path(get, path = "/api/v1/cases/{case}/analysis", operation_id = "read_analysis", tag = "analysis",
    params(AsKnown), responses((status = 200, description = "The analysis.", body = Analysis)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let Cut { clock, as_of, recorded } = query.cut();
    query.finish(&within.caller)?;
    let open = Arc::clone(&within.open);
    let answering = async move {
        let known = within.open.picture(as_of);
        let whole = |picture: Arc<Picture>| whole(&within, &picture, clock, recorded.as_ref());
        answer_of(&within.caller, within.stamp_of_all(), known, whole).await
    };
    Ok(open.work(answering).await)
}

fn whole(within: &InCase, picture: &Picture, clock: Clock, recorded: Option<&Recorded>) -> Value {
    let (dossier, analysis) = (within.dossier(), &picture.analysis);
    let wordings = wordings(dossier, analysis);
    let (origins, revision) = (within.open.origins(picture), within.open.revision);
    to_json(analysis, &Frame { dossier, origins, revision, recorded, clock, wordings: &wordings })
}
