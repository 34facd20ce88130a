//! Words: everything a reader sees in English and Arabic. Domain data in, sentences out.
//!
//! Messages are Fluent files, one set for each language, with the language's own plural forms (`locales/`).
//! No sentence is glued from pieces. In reading order: [`labels`] for closed sets of words, [`dates`] and [`numbers`],
//! [`values`] for what claims say, [`gaps`] and [`support`] for what they amount to, [`explanation`], [`faults`],
//! [`report`] for terminals.

use std::borrow::Cow;

use fluent_templates::{Loader, fluent_bundle::FluentValue, static_loader};

use crate::domain::text::Language;

pub mod dates;
pub mod explanation;
pub mod faults;
pub mod gaps;
mod isolates;
pub mod labels;
mod moments;
pub mod numbers;
mod places;
mod quantities;
pub mod report;
pub mod support;
mod times;
pub mod values;

#[cfg(test)]
mod messages_tests;

static_loader! {
    static MESSAGES = {
        locales: "./locales",
        fallback_language: "en",
        // Isolates keep names of the other direction in order. `isolates::tidy` drops those that keep nothing apart.
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
        isolates::tidy(&MESSAGES.lookup_with_args(&identifier(self.language), key, &arguments), self.language)
    }

    /// `text` without directional isolates: for page titles, terminals and other places that show text bare.
    #[must_use]
    pub fn plain(self, text: String) -> String {
        isolates::strip(text)
    }

    /// The message `key` with one text filled in.
    fn fill(self, key: &str, name: &'static str, text: &str) -> String {
        self.tell(key, &[(name, text.into())])
    }
}

fn identifier(language: Language) -> fluent_templates::LanguageIdentifier {
    match language {
        Language::English => fluent_templates::langid!("en"),
        Language::Arabic => fluent_templates::langid!("ar"),
    }
}
