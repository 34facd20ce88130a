//! Assessments in a case file.

use serde_json::Value;

use super::{Field, Noun, Shape};
use crate::{
    domain::{
        assessment::{Assessment, AssessmentStatus},
        fault::FaultKind,
        id::{ClaimId, QuestionId},
        text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, Text},
    },
    exchange::case_file::{reader::Fields, table::ASSESSED_CLAIMS_MAX, write::Object},
};

impl Noun for Assessment {
    const NAME: &'static str = "assessment";
    const LIST: &'static str = "assessments";
    const FIELDS: &'static [Field] = &[
        Field::required("question", Shape::Reference("question"), "The question judged.", r#""attempt-when""#),
        Field::required(
            "status",
            Shape::Word(|| AssessmentStatus::ALL.iter().map(|word| word.word()).collect()),
            "The judgement.",
            r#""leaning""#,
        ),
        Field::required(
            "reason",
            Shape::Localised(NOTE_CHARS_MAX),
            "Why.",
            r#""Two roots that do not know each other say September.""#,
        ),
        Field::optional(
            "would_settle",
            Shape::Localised(NOTE_CHARS_MAX),
            "What would settle it.",
            r#""The record of the court.""#,
        ),
        Field::required(
            "by",
            Shape::Text(NAME_CHARS_MAX),
            "Who judged: a role or a name the editor chose.",
            r#""Desk editor""#,
        ),
        Field::required("at", Shape::Moment, "When.", r#""2019-03-03T09:00:00Z""#),
        Field::required(
            "claims",
            Shape::References { noun: "claim", max: ASSESSED_CLAIMS_MAX, is_set: true },
            "The claims the judgement rests on.",
            r#"["when-1", "when-2"]"#,
        ),
    ];

    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let question = fields.text("question", QuestionId::parse);
        let status = fields.text("status", AssessmentStatus::parse).unwrap_or(AssessmentStatus::Unresolved);
        let reason = fields.sure_localised("reason", Text::note);
        let would_settle = fields.localised("would_settle", Text::note);
        let by = fields.sure_text("by", Text::name);
        let at = fields.text("at", |text| text.parse().map_err(|_| FaultKind::NotATimestamp)).unwrap_or_default();
        let claims = fields.read("claims", |spot| spot.set(ASSESSED_CLAIMS_MAX, ClaimId::parse));
        Some(Self { question: question?, status, reason: reason?, would_settle, by: by?, at, claims: claims? })
    }

    fn write(&self) -> Value {
        let mut claims: Vec<&ClaimId> = self.claims.iter().collect();
        claims.sort();
        Object::new()
            .text("question", &self.question)
            .text("status", self.status.word())
            .localised("reason", &self.reason)
            .maybe_localised("would_settle", self.would_settle.as_ref())
            .text("by", &self.by)
            .text("at", self.at)
            .value("claims", claims.into_iter().map(ClaimId::as_str).collect())
            .finish()
    }
}
