//! People's own words: the one type for every name and text that reaches the product, and its two-language form.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::fault::FaultKind;

/// The longest name or title, in characters.
pub const NAME_CHARS_MAX: usize = 300;
/// The longest note, excerpt, reason or summary, in characters.
pub const NOTE_CHARS_MAX: usize = 10_000;
/// The longest stored text of a document, in characters.
pub const DOCUMENT_CHARS_MAX: usize = 1_000_000;

/// A text a person wrote: NFC, trimmed, not empty, without control characters or bidirectional overrides,
/// directional isolates balanced. ZWNJ and ZWJ stay: Persian and Arabic need them.
/// A copy is cheap: records are copied whole where a case is changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Arc<str>);

impl Text {
    /// Reads a name or title: one line, at most [`NAME_CHARS_MAX`] characters.
    ///
    /// # Errors
    /// `Empty`, `TooLong`, `ForbiddenCharacter` or `UnbalancedIsolates`.
    pub fn name(input: &str) -> Result<Self, FaultKind> {
        Self::parse(input, NAME_CHARS_MAX, char::is_control)
    }

    /// Reads a note, excerpt or reason: at most [`NOTE_CHARS_MAX`] characters, line breaks allowed.
    ///
    /// # Errors
    /// As [`Text::name`].
    pub fn note(input: &str) -> Result<Self, FaultKind> {
        Self::parse(input, NOTE_CHARS_MAX, is_control_in_lines)
    }

    /// Reads the stored text of a document: at most [`DOCUMENT_CHARS_MAX`] characters, line breaks allowed.
    ///
    /// # Errors
    /// As [`Text::name`].
    pub fn document(input: &str) -> Result<Self, FaultKind> {
        Self::parse(input, DOCUMENT_CHARS_MAX, is_control_in_lines)
    }

    fn parse(input: &str, max: usize, is_forbidden: impl Fn(char) -> bool) -> Result<Self, FaultKind> {
        let text: String = input.trim().nfc().collect();
        if text.is_empty() {
            return Err(FaultKind::Empty);
        }
        let mut depth = 0_i32;
        for character in text.chars() {
            match character {
                '\u{2066}'..='\u{2068}' => depth += 1,
                '\u{2069}' => depth -= 1,
                '\u{202A}'..='\u{202E}' => return Err(FaultKind::ForbiddenCharacter { character }),
                c if is_forbidden(c) => return Err(FaultKind::ForbiddenCharacter { character }),
                _ => {}
            }
            if depth < 0 {
                return Err(FaultKind::UnbalancedIsolates);
            }
        }
        if depth != 0 {
            return Err(FaultKind::UnbalancedIsolates);
        }
        if text.chars().count() > max {
            return Err(FaultKind::TooLong { max });
        }
        Ok(Self(text.into()))
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_control_in_lines(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\r')
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The languages of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English, written left to right.
    English,
    /// Arabic, written right to left.
    Arabic,
}

impl Language {
    /// Both languages, English first.
    pub const ALL: [Self; 2] = [Self::English, Self::Arabic];

    /// The BCP 47 tag: `en` or `ar`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Arabic => "ar",
        }
    }
}

/// A text in one unnamed language, or in English, Arabic or both.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Localised {
    /// One text whose language is not stated.
    Plain(Text),
    /// The text by language; at least one of the two is there.
    By {
        /// The English text.
        en: Option<Text>,
        /// The Arabic text.
        ar: Option<Text>,
    },
}

impl Localised {
    /// The text for a reader of `language`: that language's, else whatever there is.
    #[must_use]
    pub fn to(&self, language: Language) -> &str {
        match self {
            Self::Plain(text) => text.as_str(),
            Self::By { en, ar } => {
                let (first, second) = match language {
                    Language::English => (en, ar),
                    Language::Arabic => (ar, en),
                };
                first.as_ref().or(second.as_ref()).map_or("", Text::as_str)
            }
        }
    }
}
