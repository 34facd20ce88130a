//! Questions: their rows, and the options of each.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::columns::{
    LocalisedRow, Reason, Row, column, localised, optional, optional_localised, owned, standing_and_withdrawn,
};
use crate::domain::{
    id::{EventId, OptionId, QuestionId},
    question::{AnswerKind, Cardinality, ChoiceOption, Question},
};

standing_and_withdrawn! {
    QUESTIONS,
    WITHDRAWN_QUESTIONS,
    "
    select id, event_id, text, answer, unit, scope, cardinality
      from question
     where case_id = $1"
}

pub(super) const QUESTION_OPTIONS: &str = "
    select question_id, id, name, part_of
      from question_option
     where case_id = $1
     order by question_id, position";

#[derive(Debug, PartialEq, Serialize, Deserialize, FromRow)]
pub(super) struct QuestionRow {
    id: String,
    event_id: String,
    #[sqlx(json)]
    text: LocalisedRow,
    answer: String,
    #[sqlx(json(nullable))]
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<LocalisedRow>,
    #[sqlx(json(nullable))]
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<LocalisedRow>,
    cardinality: String,
    #[sqlx(skip)]
    pub(super) options: Vec<OptionRow>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, FromRow)]
pub(super) struct OptionRow {
    #[serde(skip)]
    pub(super) question_id: String,
    id: String,
    #[sqlx(json)]
    name: LocalisedRow,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<String>,
}

impl Row for QuestionRow {
    const TABLE: &'static str = "question";
    fn id(&self) -> &str {
        &self.id
    }
}

impl Row for OptionRow {
    const TABLE: &'static str = "question_option";
    fn id(&self) -> &str {
        &self.id
    }
}

impl From<&Question> for QuestionRow {
    fn from(question: &Question) -> Self {
        let option = |option: &ChoiceOption| OptionRow {
            question_id: question.id.to_string(),
            id: option.id.to_string(),
            name: (&option.name).into(),
            part_of: owned(option.part_of.as_ref()),
        };
        Self {
            id: question.id.to_string(),
            event_id: question.event.to_string(),
            text: (&question.text).into(),
            answer: question.answer.word().to_owned(),
            unit: question.unit.as_ref().map(Into::into),
            scope: question.scope.as_ref().map(Into::into),
            cardinality: question.cardinality.word().to_owned(),
            options: question.options.iter().map(option).collect(),
        }
    }
}

impl TryFrom<QuestionRow> for Question {
    type Error = Reason;
    fn try_from(row: QuestionRow) -> Result<Self, Reason> {
        Ok(Self {
            id: column("id", QuestionId::parse(&row.id))?,
            event: column("event_id", EventId::parse(&row.event_id))?,
            text: localised("text", row.text)?,
            answer: column("answer", AnswerKind::parse(&row.answer))?,
            unit: optional_localised("unit", row.unit)?,
            scope: optional_localised("scope", row.scope)?,
            cardinality: column("cardinality", Cardinality::parse(&row.cardinality))?,
            options: row.options.into_iter().map(ChoiceOption::try_from).collect::<Result<_, _>>()?,
        })
    }
}

impl TryFrom<OptionRow> for ChoiceOption {
    type Error = Reason;
    fn try_from(row: OptionRow) -> Result<Self, Reason> {
        Ok(Self {
            id: column("option", OptionId::parse(&row.id))?,
            name: localised("option", row.name)?,
            part_of: optional("option", row.part_of, OptionId::parse)?,
        })
    }
}
