//! Readings: how a value is understood, on its own or as part of a claim. The JSON of `counterpoint read`.

use axum::{extract::State, response::Response};
use serde::Serialize;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    etag::{Stamp, answer},
    extract::Caller,
    query::{ParameterKind, Query},
};
use crate::{
    app::{App, OpenCase},
    domain::{
        calendar::{Day, UtcOffset},
        claim::{HandBound, HandReading, ValueText},
        dated::Dated,
        dossier::Dossier,
        fault::FaultKind,
        id::CaseId,
        policy::Policy,
        question::{AnswerKind, Cardinality},
        reading::{self, Lexicon},
        text::Text,
        tree::Tree,
        value::place::Gazetteer,
    },
    exchange::reading::to_json,
};

/// The kinds of answer that can be read without a question.
pub const KINDS: [AnswerKind; 4] = [AnswerKind::Time, AnswerKind::Count, AnswerKind::Duration, AnswerKind::Place];

/// How a value is understood.
#[derive(Debug, ToSchema)]
pub struct Reading {
    /// The value as given.
    #[schema(example = "mid-September 2018")]
    pub text: String,
    /// The value in its one notation.
    #[schema(example = "2018-09-11~/2018-09-20~")]
    pub canonical: String,
    /// The notation says the core only: read again, it reaches less or more far than the words. Keep the words.
    #[schema(example = false)]
    pub canonical_is_core_only: bool,
    /// The row of the tolerance table that was used; null where none was.
    #[schema(required, example = "part-of-month-days")]
    pub rule: Option<String>,
    /// The version of the tolerance table; `+case` where a case sets rules itself.
    #[schema(example = "1")]
    pub policy: String,
    /// The notation doubts the value (EDTF `?`).
    #[schema(example = false)]
    pub uncertain: bool,
    /// The words read strictly, first and last; absent for a place.
    #[schema(value_type = Vec<Bound>, required = false, min_items = 2, max_items = 2, example = json!(["2018-09-11", "2018-09-20"]))]
    pub core: Value,
    /// The same widened by the tolerance table; absent for a place.
    #[schema(value_type = Vec<Bound>, required = false, min_items = 2, max_items = 2, example = json!(["2018-09-06", "2018-09-25"]))]
    pub envelope: Value,
    /// The pieces of a core that is not one interval.
    #[schema(value_type = Vec<Vec<Bound>>, required = false, example = json!([["2018-09-11", "2018-09-12"], ["2018-09-14", "2018-09-20"]]))]
    pub pieces: Value,
    /// The areas that a place means.
    #[schema(value_type = Vec<Area>, required = false)]
    pub areas: Value,
}

/// A bound: a date or date-time for a time, a whole number for a count, seconds for a duration; null where open.
#[derive(Debug, ToSchema)]
#[serde(untagged)]
#[schema(examples("2018-09-11"))]
pub enum Bound {
    /// A date, or a date-time with its offset.
    Date(String),
    /// A number.
    Number(i64),
    /// Open on this side.
    Open(()),
}

/// An area that a place means: a place of the case, or a circle.
#[derive(Debug, ToSchema)]
pub struct Area {
    /// The place of the case, or the one that the circle is measured from; null for bare coordinates.
    #[schema(required, example = "hajin")]
    pub place: Option<String>,
    /// Degrees north of the centre of the circle.
    #[schema(required = false, example = 34.6894)]
    pub lat: f64,
    /// Degrees east of the centre of the circle.
    #[schema(required = false, example = 40.8308)]
    pub lon: f64,
    /// The radius of the circle in kilometres.
    #[schema(required = false, example = 12.0)]
    pub radius_km: f64,
}

/// Bounds of a value that an editor set by hand.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandBounds {
    /// The strict bounds: dates or date-times of a time, whole numbers of a count, seconds of a duration; null is open.
    #[schema(value_type = Vec<Bound>, min_items = 2, max_items = 2, example = json!(["2018-09-10", "2018-09-20"]))]
    core: Value,
    /// The tolerant bounds, which contain the strict ones; the strict ones when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Vec<Bound>, required = false, min_items = 2, max_items = 2, example = json!(["2018-09-05", null]))]
    envelope: Option<Value>,
}

impl From<&HandReading> for HandBounds {
    fn from(reading: &HandReading) -> Self {
        let bound = |bound: &HandBound| match bound {
            HandBound::Date(text) => text.as_str().into(),
            HandBound::Number(number) => (*number).into(),
            HandBound::Open => Value::Null,
        };
        let bounds = |bounds: &[HandBound; 2]| bounds.iter().map(bound).collect();
        Self { core: bounds(&reading.core), envelope: reading.envelope.as_ref().map(bounds) }
    }
}

/// How the value of a claim was read. The reading is of the value: a denial leaves everything else.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClaimReading {
    /// The value in its one notation.
    #[schema(example = "2018-09-11~/2018-09-20~")]
    canonical: String,
    /// The notation says the core only: read again, it reaches less or more far than the words. Keep the words.
    #[schema(example = false)]
    canonical_is_core_only: bool,
    /// The words read strictly, first and last; absent where the answer is no date, number or duration, or several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Vec<Bound>, required = false, min_items = 2, max_items = 2, example = json!(["2018-09-11", "2018-09-20"]))]
    core: Option<Value>,
    /// The same widened by the tolerance table.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Vec<Bound>, required = false, min_items = 2, max_items = 2, example = json!(["2018-09-06", "2018-09-25"]))]
    envelope: Option<Value>,
    /// The areas that a place means.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Vec<Area>, required = false)]
    areas: Option<Value>,
    /// The row of the tolerance table that was used; null where none was.
    #[schema(required, example = "part-of-month-days")]
    rule: Option<String>,
    /// The version of the tolerance table; `+case` where the case sets rules itself.
    #[schema(example = "1")]
    policy: String,
    /// An editor set the bounds.
    #[schema(example = false)]
    by_hand: bool,
}

impl ClaimReading {
    /// How claim number `claim` was read.
    #[must_use]
    pub fn of(dossier: &Dossier, claim: usize) -> Self {
        let reading = dossier.reading(claim);
        let lexicon = dossier.lexicon(dossier.question_of(claim), &[], None);
        let mut json = to_json("", reading, &lexicon);
        // Several answers at once are several sets, and the first of them is not the value.
        let is_one = reading.members.len() == 1;
        let canonical_is_core_only = json["canonical_is_core_only"] == Value::Bool(true);
        let mut part = |name: &str| json.get_mut(name).filter(|_| is_one).map(Value::take);
        Self {
            canonical: reading.canonical.clone(),
            canonical_is_core_only,
            core: part("core"),
            envelope: part("envelope"),
            areas: part("areas"),
            rule: reading.rule.map(|rule| rule.name().to_owned()),
            policy: lexicon.policy.version(),
            by_hand: reading.is_by_hand,
        }
    }
}

/// What is to be read, and against what.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReadingRequest {
    /// The kind of answer: `time`, `count`, `duration` or `place`.
    #[param(value_type = String, example = "time")]
    kind: Option<AnswerKind>,
    /// The value as somebody would write it, in English, Arabic, French or notation.
    #[param(value_type = String, example = "mid-September 2018")]
    text: Option<Text>,
    /// The day that relative words such as "last month" count from (EDTF).
    #[param(value_type = Option<String>, example = "2019-02-07")]
    anchor: Option<Day>,
    /// The case whose places and tolerance table are used.
    #[param(value_type = Option<String>, example = "baghdadi-2019")]
    case: Option<CaseId>,
}

impl ReadingRequest {
    fn read(query: &mut Query) -> Self {
        let request = Self {
            kind: query.value("kind", kind),
            text: query.value("text", Text::name),
            anchor: query.value("anchor", Dated::parse).map(|dated| dated.last()),
            case: query.value("case", CaseId::parse),
        };
        query.need("kind");
        query.need("text");
        request
    }
}

/// Read a value
///
/// How a value is understood, before anything is made of it: the same JSON as `counterpoint read`.
#[utoipa::path(get, path = "/api/v1/readings", operation_id = "read_value", tag = "readings", params(ReadingRequest),
    responses((status = 200, description = "How the value is understood.", body = Reading)))]
pub(super) async fn show(State(app): State<App>, caller: Caller) -> Result<Response, ApiError> {
    let mut query = caller.query();
    let request = ReadingRequest::read(&mut query);
    let open = match &request.case {
        None => None,
        Some(id) => {
            let opened = app.open_case(caller.viewer(), id).await.map_err(|error| ApiError::store(&caller, error))?;
            opened.map(|(open, _)| open)
        }
    };
    if let (Some(id), None) = (&request.case, &open) {
        let kind = FaultKind::UnknownReference { noun: "case", id: id.to_string(), near: None };
        query.refuse("case", ParameterKind::Value(kind));
    }
    let standard = (Policy::standard(), Tree::default());
    let lexicon = lexicon(&request, open.as_deref(), &standard);
    let is_case_known = request.case.is_some() == open.is_some();
    let reading = match (&request.kind, &request.text) {
        (Some(_), Some(text)) if is_case_known => match reading::read(&ValueText::One(text.clone()), &lexicon) {
            Ok(reading) => Some((text, reading)),
            Err((_, fault)) => {
                query.refuse("text", ParameterKind::Value(FaultKind::Value(fault)));
                None
            }
        },
        _ => None,
    };
    query.finish(&caller)?;
    let stamp = open.as_ref().map_or_else(Stamp::default, |open| {
        Stamp::default().with(&open.revision).with(&open.changed_at.as_microsecond())
    });
    Ok(answer(&caller, stamp, || reading.map(|(text, reading)| to_json(text.as_str(), &reading, &lexicon))))
}

fn lexicon<'a>(
    request: &ReadingRequest,
    open: Option<&'a OpenCase>,
    (policy, tree): &'a (Policy, Tree),
) -> Lexicon<'a> {
    Lexicon {
        kind: request.kind.unwrap_or(AnswerKind::Time),
        cardinality: Cardinality::One,
        policy: open.map_or(policy, |open| &open.dossier().case().policy),
        anchor: request.anchor,
        utc_offset: UtcOffset::UTC,
        gazetteer: open.map_or(Gazetteer { places: &[], tree }, |open| open.dossier().gazetteer()),
        ids: &[],
        tree,
    }
}

fn kind(word: &str) -> Result<AnswerKind, FaultKind> {
    let found = KINDS.into_iter().find(|kind| kind.word() == word);
    found.ok_or_else(|| FaultKind::not_one_of(word, KINDS.map(AnswerKind::word)))
}
