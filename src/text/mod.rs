//! Words: everything a reader sees in English and Arabic. Domain data in, sentences out.
//!
//! Messages are Fluent files, one set for each language, with the language's own plural forms (`locales/`).
//! No sentence is glued from pieces.

use std::borrow::Cow;

use fluent_templates::{Loader, fluent_bundle::FluentValue, static_loader};

use crate::domain::text::Language;

static_loader! {
    static MESSAGES = {
        locales: "./locales",
        fallback_language: "en",
        // Isolates keep numbers and names of the other direction in order. Page titles strip them.
        customise: |bundle| bundle.set_use_isolating(true),
    };
}

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    language: Language,
}

/// What a message is told: its name in the message, and the value.
pub type Argument<'a> = (&'static str, FluentValue<'a>);

impl Words {
    /// The words of `language`.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self { language }
    }

    /// Their language.
    #[must_use]
    pub fn language(self) -> Language {
        self.language
    }

    /// The message `key`.
    #[must_use]
    pub fn say(self, key: &str) -> String {
        MESSAGES.lookup(&identifier(self.language), key)
    }

    /// The message `key` with its arguments filled in.
    #[must_use]
    pub fn tell(self, key: &str, arguments: &[Argument<'_>]) -> String {
        let arguments = arguments.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        MESSAGES.lookup_with_args(&identifier(self.language), key, &arguments)
    }
}

fn identifier(language: Language) -> fluent_templates::LanguageIdentifier {
    match language {
        Language::English => fluent_templates::langid!("en"),
        Language::Arabic => fluent_templates::langid!("ar"),
    }
}
impl Words {
    pub fn fault(self, f: &crate::domain::fault::Fault) -> String {
        format!("{:?}", f.kind)
    }
}
pub fn wordings(
    _d: &crate::domain::dossier::Dossier,
    a: &crate::domain::analysis::Analysis,
) -> Vec<crate::domain::explanation::Wording> {
    a.questions
        .iter()
        .map(|q| crate::domain::explanation::Wording {
            positions: vec![Default::default(); q.positions.len()],
            explanation: None,
        })
        .collect()
}
pub fn report(_d: &crate::domain::dossier::Dossier, _a: &crate::domain::analysis::Analysis, _w: Words) -> String {
    String::new()
}
