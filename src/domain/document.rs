//! Documents: what we hold.

use std::sync::Arc;

use super::{
    dated::Dated,
    fault::FaultKind,
    id::{DocumentId, SourceId},
    text::{Localised, Text},
};

/// A BCP 47 language tag, such as `ar` or `en-GB`: letters and digits in groups of 1 to 8, the first of letters only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LanguageTag(Arc<str>);

impl LanguageTag {
    /// Reads a tag of at most 35 characters (RFC 5646, section 4.4.1).
    ///
    /// # Errors
    /// `NotALanguage`.
    pub fn parse(input: &str) -> Result<Self, FaultKind> {
        let mut groups = input.split('-');
        let is_language = |g: &str| (2..=8).contains(&g.len()) && g.bytes().all(|b| b.is_ascii_alphabetic());
        let is_subtag = |g: &str| (1..=8).contains(&g.len()) && g.bytes().all(|b| b.is_ascii_alphanumeric());
        let fits = input.len() <= 35 && groups.next().is_some_and(is_language) && groups.all(is_subtag);
        if fits { Ok(Self(input.into())) } else { Err(FaultKind::NotALanguage) }
    }

    /// The tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the language is written from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        let primary = self.0.split('-').next().unwrap_or_default().to_ascii_lowercase();
        matches!(primary.as_str(), "ar" | "fa" | "he" | "ur" | "ps" | "ckb" | "sd" | "ug" | "yi" | "dv" | "syr")
    }
}

/// The address of a document on the web: `http` or `https`, at most 2,000 characters, without spaces.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WebAddress(Arc<str>);

impl WebAddress {
    /// Reads an address.
    ///
    /// # Errors
    /// `NotAnAddress`, `TooLong`.
    pub fn parse(input: &str) -> Result<Self, FaultKind> {
        if input.chars().count() > 2_000 {
            return Err(FaultKind::TooLong { max: 2_000 });
        }
        let rest = input.strip_prefix("https://").or_else(|| input.strip_prefix("http://"));
        let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
        let has_bad_character = input.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c));
        if host.is_empty() || host.contains('@') || has_bad_character {
            return Err(FaultKind::NotAnAddress);
        }
        Ok(Self(input.into()))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Something published that we hold: an article, a broadcast, a post.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its id, unique in the case.
    pub id: DocumentId,
    /// The source that published it.
    pub publisher: SourceId,
    /// Its title.
    pub title: Localised,
    /// When it was published.
    pub published: Dated,
    /// The language it is written in.
    pub language: LanguageTag,
    /// Where it stands on the web.
    pub url: Option<WebAddress>,
    /// The text we hold of it.
    pub text: Option<Text>,
    /// The documents it cites.
    pub cites: Vec<DocumentId>,
    /// An editor's note.
    pub note: Option<Text>,
}
