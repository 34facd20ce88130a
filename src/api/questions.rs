//! Questions: the points at issue, with what the claims on them amount to.

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    etag::answer_of,
    extract::InCase,
    paging::{List, Page, answer_list},
    query::{AsKnown, OnClock, of_case},
    shapes::{Links, LocalisedText, printed},
};
use crate::{
    domain::{
        analysis::{Analysis, State},
        calendar::Day,
        id::{EventId, QuestionId},
        question::ChoiceOption,
    },
    paths,
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
    /// Where it stands.
    pub links: Links,
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
    /// Only questions about this event.
    #[param(value_type = Option<String>, example = "attempt")]
    event: Option<EventId>,
    /// Only questions in this state.
    #[param(value_type = Option<String>, example = "contested")]
    state: Option<State>,
    /// As known on this day (EDTF; of a month or a year the last day). Absent: as things stand.
    #[param(value_type = Option<String>, example = "2019-02-10")]
    as_of: Option<Day>,
}

/// List the questions of a case
///
/// Each with what the claims on it amount to.
#[utoipa::path(get, path = "/api/v1/cases/{case}/questions", operation_id = "list_questions", tag = "questions",
    params(QuestionFilter, OnClock, Page),
    responses((status = 200, description = "A page of questions.", body = List<Question>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let events = || within.dossier().events().iter().map(|event| event.id.as_str());
    let filter = QuestionFilter {
        event: query.value("event", |id| of_case("event", id, events())),
        state: query.value("state", State::parse),
        as_of: query.cut().as_of,
    };
    let page = Page::read(&mut query);
    query.finish(&within.caller)?;
    let picture = within.open.picture(filter.as_of).await;
    let analysis = &picture.analysis;
    let questions = within.dossier().questions();
    let keeps = |number: usize| {
        filter.event.as_ref().is_none_or(|event| questions[number].event == *event)
            && filter.state.is_none_or(|state| analysis.questions[number].state == state)
    };
    let slice = page.cut(questions.iter().map(|question| question.id.as_str()), keeps);
    Ok(answer_list(&within.caller, within.stamp(), slice, |number| shape(&within, analysis, number)))
}

/// Read a question
#[utoipa::path(get, path = "/api/v1/cases/{case}/questions/{question}", operation_id = "read_question",
    tag = "questions", params(AsKnown), responses((status = 200, description = "The question.", body = Question)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("question", |id: &QuestionId| within.dossier().question_number(id))?;
    let mut query = within.caller.query();
    let as_of = query.cut().as_of;
    query.finish(&within.caller)?;
    let known = within.open.picture(as_of);
    Ok(answer_of(&within.caller, within.stamp(), known, |picture| shape(&within, &picture.analysis, number)).await)
}

fn shape(within: &InCase, analysis: &Analysis, number: usize) -> Question {
    let question = &within.dossier().questions()[number];
    let found = &analysis.questions[number];
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
        links: Links::of(within.case(), "questions", &question.id, paths::question(within.case(), &question.id)),
    }
}

fn option(option: &ChoiceOption) -> QuestionOption {
    QuestionOption { id: option.id.to_string(), name: (&option.name).into(), part_of: printed(option.part_of.as_ref()) }
}
