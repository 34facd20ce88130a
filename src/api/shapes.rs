//! Shapes that several resources share.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{
        id::CaseId,
        text::{Localised, Text},
    },
    paths,
};

/// A text in one unnamed language, or by language.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
#[schema(examples(json!({ "en": "Hajin", "ar": "هجين" })))]
pub enum LocalisedText {
    /// One text whose language is not stated.
    Plain(String),
    /// The text in English, Arabic or both.
    By {
        /// The English text.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = String, required = false, example = "Hajin")]
        en: Option<String>,
        /// The Arabic text.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = String, required = false, example = "هجين")]
        ar: Option<String>,
    },
}

impl From<&Localised> for LocalisedText {
    fn from(text: &Localised) -> Self {
        match text {
            Localised::Plain(text) => Self::Plain(text.to_string()),
            Localised::By { en, ar } => Self::By { en: string(en.as_ref()), ar: string(ar.as_ref()) },
        }
    }
}

/// Where a resource stands, as paths below the address of the installation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Links {
    /// This resource.
    #[serde(rename = "self")]
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/places/hajin")]
    pub itself: String,
    /// The page for people that shows it.
    #[schema(format = "uri-reference", example = "/cases/baghdadi-2019/places/hajin")]
    pub html: String,
}

impl Links {
    /// The links of a record of the list `noun` of a case.
    pub(super) fn of(case: &CaseId, noun: &str, id: impl std::fmt::Display, html: String) -> Self {
        Self { itself: paths::api_record(case, noun, id), html }
    }
}

/// The text of an optional field.
pub(super) fn string(text: Option<&Text>) -> Option<String> {
    text.map(Text::to_string)
}

/// The text of an optional id or other thing that prints as one string.
pub(super) fn printed(thing: Option<&impl ToString>) -> Option<String> {
    thing.map(ToString::to_string)
}
