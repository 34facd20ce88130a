//! Questions: the points at issue, with what the claims on them amount to.

use axum::{extract, response::Response};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    claim_filter::ClaimPart,
    etag::answer_of,
    extract::{AtCase, Caller, InCase, Seen},
    listing::{BY_CHANGED, BY_RECORDED, Changes, Listing, answer_in, named},
    over_cases::{OverCases, answer_over},
    paging::{BY_ID, List, Paging},
    query::{AsKnown, OnClock, Query},
    sent::Sent,
    shapes::{LocalisedText, printed},
    writing::{self, Written},
};
use crate::{
    app::{App, Picture},
    domain::{
        analysis::{Analysis, State},
        calendar::Day,
        disagreement::{Kind, Severity, SeverityLabel},
        id::{EventId, QuestionId},
        question::{self, ChoiceOption},
        record::Noun,
    },
    paths,
    store::Named,
};

/// A point at issue about an event. Unit and scope belong to it: another scope is another question.
#[derive(Debug, Serialize, ToSchema)]
pub struct Question {
    /// Its id, unique in the case.
    #[schema(example = "attempt-when")]
    pub id: String,
    /// The event it asks about.
    #[schema(example = "attempt")]
    pub event: String,
    /// The question as asked.
    pub text: LocalisedText,
    /// The kind of answer it takes.
    #[schema(example = "time")]
    pub answer: &'static str,
    /// What is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = LocalisedText, required = false)]
    pub unit: Option<LocalisedText>,
    /// Who is counted, where, over which days.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = LocalisedText, required = false)]
    pub scope: Option<LocalisedText>,
    /// Whether one answer holds (`one`) or several can hold at once (`many`).
    #[schema(example = "one")]
    pub cardinality: &'static str,
    /// The answers that a choice question offers, in the order they are shown; empty for the other kinds.
    pub options: Vec<QuestionOption>,
    /// What the visible claims on it amount to, as things stand or on `as_of`.
    #[schema(example = "contested")]
    pub state: &'static str,
    /// How many claims are visible: public by then, neither retracted nor superseded.
    #[schema(example = 9)]
    pub visible_claims: usize,
    /// The letters of its positions, in order of reporting, not merit. The analysis says what they hold.
    #[schema(example = json!(["A", "B"]))]
    pub positions: Vec<String>,
    /// How severe the disagreement is; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "major")]
    pub severity: Option<&'static str>,
    /// The case it belongs to.
    #[schema(example = "baghdadi-2019")]
    pub case: String,
    /// The number of its newest version: 1 as it was first written down. Its `ETag` begins with it.
    #[schema(example = 1, minimum = 1)]
    pub version: i64,
    /// The moment it was first written down (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub recorded_at: String,
    /// The moment of its newest version (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub changed_at: String,
    /// Where it and its assessments stand.
    pub links: QuestionLinks,
}

/// Where a question and its assessments stand, as paths below the address of the installation.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionLinks {
    /// This question.
    #[serde(rename = "self")]
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/questions/attempt-when")]
    pub itself: String,
    /// The page for people that shows it.
    #[schema(format = "uri-reference", example = "/cases/baghdadi-2019/questions/attempt-when")]
    pub html: String,
    /// Its assessments.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/assessments?question=attempt-when")]
    pub assessments: String,
}

/// An answer that a choice question offers.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionOption {
    /// Its id, unique in the question.
    #[schema(example = "fled")]
    pub id: String,
    /// The answer in words.
    pub name: LocalisedText,
    /// The option of this question that it is a special form of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "alive")]
    pub part_of: Option<String>,
}

/// Which questions are asked for, and as known on which day.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct QuestionFilter {
    /// Only questions about one of these events.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["attempt"]))]
    event: Option<Vec<EventId>>,
    /// Only questions in one of these states.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["contested", "unclear"]))]
    state: Option<Vec<State>>,
    /// Only questions with a disagreement of one of these kinds.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["rival_sources"]))]
    kind: Option<Vec<Kind>>,
    /// Only questions with a disagreement as severe as one of these.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["major"]))]
    severity: Option<Vec<SeverityLabel>>,
    #[param(ignore)]
    part: ClaimPart,
    /// As known on this day (EDTF; of a month or a year the last day). Absent: as things stand.
    #[param(value_type = Option<String>, example = "2019-02-10")]
    as_of: Option<Day>,
}

impl QuestionFilter {
    fn read(query: &mut Query, within: Option<&Seen>) -> Self {
        Self {
            event: query.ids("event", within.map(Seen::dossier)),
            state: query.list("state", State::parse),
            kind: query.list("kind", Kind::parse),
            severity: query.list("severity", SeverityLabel::parse),
            part: ClaimPart::read(query, within),
            as_of: if within.is_some() { query.cut().as_of } else { query.as_of() },
        }
    }

    fn keeps(&self, seen: &Seen, picture: &Picture, number: usize) -> bool {
        let (question, found) = (&seen.dossier().questions()[number], &picture.analysis.questions[number]);
        let has_fitting_claim = || found.visible.iter().any(|claim| self.part.keeps(seen, picture, *claim));
        let is_as_severe = |labels: &Vec<SeverityLabel>| found.severity.is_some_and(|it| labels.contains(&it.label));
        self.event.as_ref().is_none_or(|ids| ids.contains(&question.event))
            && self.state.as_ref().is_none_or(|states| states.contains(&found.state))
            && self.kind.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| found.kinds.contains(kind)))
            && self.severity.as_ref().is_none_or(is_as_severe)
            && (!self.part.asks() || has_fitting_claim())
    }
}

/// By how severe the disagreement is; without one first.
const BY_SEVERITY: &str = "severity";
/// By how many claims are visible.
const BY_CLAIMS: &str = "visible_claims";

impl Listing for QuestionFilter {
    type Item = Question;
    const NOUN: Noun = Noun::Question;
    const SCHEMA: &'static str = "Question";
    const SORTS: &'static [&'static str] = &[BY_ID, BY_SEVERITY, BY_CLAIMS, BY_RECORDED, BY_CHANGED];

    fn ids(seen: &Seen) -> impl Iterator<Item = &str> {
        seen.dossier().questions().iter().map(|question| question.id.as_str())
    }

    fn kept(&self, seen: &Seen, picture: &Picture) -> Vec<usize> {
        (0..seen.dossier().questions().len()).filter(|number| self.keeps(seen, picture, *number)).collect()
    }

    fn shape(seen: &Seen, picture: &Picture, number: usize) -> Question {
        shape(seen, &picture.analysis, number)
    }

    fn as_of(&self) -> Option<Day> {
        self.as_of
    }

    fn named(&self) -> Vec<Named> {
        named(Noun::Event, self.event.as_ref()).into_iter().chain(self.part.named()).collect()
    }

    fn key(&self, _: &Seen, picture: &Picture, number: usize, by: &str) -> i64 {
        let found = &picture.analysis.questions[number];
        match by {
            BY_CLAIMS => i64::try_from(found.visible.len()).unwrap_or(i64::MAX),
            BY_SEVERITY => found.severity.map_or(-1, Severity::thousandths),
            _ => 0,
        }
    }
}

/// List the questions of a case
///
/// Each with what the claims on it amount to. What is asked of claims keeps the questions with a visible claim that
/// fits all of it.
#[utoipa::path(get, path = "/api/v1/cases/{case}/questions", operation_id = "list_questions", tag = "questions",
    params(QuestionFilter, ClaimPart, OnClock, Changes, Paging),
    responses((status = 200, description = "A page of questions.", body = List<Question>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let filter = QuestionFilter::read(&mut query, Some(&within));
    answer_in(&within, query, &filter).await
}

/// List the questions of all cases
///
/// Of every case that the caller may see, in order of case and id. A filter by an id that a case does not have keeps
/// nothing of that case. A page may hold fewer items than `limit`, and is empty only at the
/// end or where looking took too long.
#[utoipa::path(get, path = "/api/v1/questions", operation_id = "list_questions_of_all_cases", tag = "questions",
    params(OverCases, QuestionFilter, ClaimPart, Changes, Paging),
    responses((status = 200, description = "A page of questions.", body = List<Question>)))]
pub(super) async fn list_all(extract::State(app): extract::State<App>, caller: Caller) -> Result<Response, ApiError> {
    let mut query = caller.query();
    let filter = QuestionFilter::read(&mut query, None);
    answer_over(&app, &caller, query, &filter).await
}

/// Read a question
#[utoipa::path(get, path = "/api/v1/cases/{case}/questions/{question}", operation_id = "read_question",
    tag = "questions", params(AsKnown), responses((status = 200, description = "The question.", body = Question)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("question", |id: &QuestionId| within.dossier().question_number(id))?;
    let mut query = within.caller.query();
    let as_of = query.cut().as_of;
    query.finish(&within.caller)?;
    let stamp = within.stamp_of(Noun::Question, within.dossier().questions()[number].id.as_str());
    let known = within.open.picture(as_of);
    Ok(answer_of(&within.caller, stamp, known, |picture| shape(&within, &picture.analysis, number)).await)
}

/// Make a question
///
/// Editors make questions, with their options. Where the body names no id, one is made from the text.
#[utoipa::path(post, path = "/api/v1/cases/{case}/questions", operation_id = "create_question", tag = "questions",
    responses((status = 201, description = "The question was made.", body = Written)))]
pub(super) async fn create(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::create::<question::Question>(&at, &sent).await
}

/// Replace a question
#[utoipa::path(put, path = "/api/v1/cases/{case}/questions/{question}", operation_id = "replace_question", tag = "questions",
    responses((status = 200, description = "The question was replaced.", body = Written)))]
pub(super) async fn replace(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::replace::<question::Question>(&at, &sent, at.segment("question")).await
}

/// Withdraw a question
#[utoipa::path(delete, path = "/api/v1/cases/{case}/questions/{question}", operation_id = "withdraw_question",
    tag = "questions", responses((status = 200, description = "The question no longer stands.", body = Written)))]
pub(super) async fn withdraw(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::withdraw::<question::Question>(&at, &sent, at.segment("question")).await
}

fn shape(within: &Seen, analysis: &Analysis, number: usize) -> Question {
    let question = &within.dossier().questions()[number];
    let found = &analysis.questions[number];
    let newest = within.newest.of(Noun::Question, question.id.as_str());
    Question {
        id: question.id.to_string(),
        event: question.event.to_string(),
        text: (&question.text).into(),
        answer: question.answer.word(),
        unit: question.unit.as_ref().map(Into::into),
        scope: question.scope.as_ref().map(Into::into),
        cardinality: question.cardinality.word(),
        options: question.options.iter().map(option).collect(),
        state: found.state.word(),
        visible_claims: found.visible.len(),
        positions: found.positions.iter().map(|position| position.letter.to_string()).collect(),
        severity: found.severity.map(|severity| severity.label.word()),
        case: within.case().to_string(),
        version: newest.version,
        recorded_at: newest.recorded_at.to_string(),
        changed_at: newest.changed_at.to_string(),
        links: QuestionLinks {
            itself: paths::api_record(within.case(), "questions", &question.id),
            html: paths::question(within.case(), &question.id),
            assessments: paths::api_assessments_of(within.case(), &question.id),
        },
    }
}

fn option(option: &ChoiceOption) -> QuestionOption {
    QuestionOption { id: option.id.to_string(), name: (&option.name).into(), part_of: printed(option.part_of.as_ref()) }
}
