//! Words: everything a reader sees in English and Arabic. Domain data in, sentences out.
//!
//! Messages are Fluent files, one set for each language, with the language's own plural forms (`locales/`).
//! No sentence is glued from pieces. In reading order: [`labels`] for closed sets of words, [`dates`] and [`numbers`],
//! [`values`] for what claims say, [`understanding`] for how they were read, [`gaps`] and [`support`] for what they
//! amount to, [`consequences`] for what would follow, [`explanation`], [`faults`], [`report`] for terminals.

use std::{borrow::Cow, collections::HashMap};

use fluent_templates::{Loader, fluent_bundle::FluentValue, static_loader};

use crate::domain::text::Language;

pub mod consequences;
pub mod dates;
pub mod explanation;
pub mod faults;
pub mod gaps;
mod isolates;
pub mod labels;
mod moments;
pub mod numbers;
mod places;
mod positions;
mod quantities;
pub mod report;
mod sentences;
pub mod support;
mod times;
pub mod understanding;
pub mod values;
pub mod verdict;

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
        self.look_up(key, None)
    }

    /// The message `key` with its arguments filled in.
    ///
    /// The argument `n` is a number that only picks the plural form: print another one beside it, such as `number`.
    #[must_use]
    pub fn tell(self, key: &str, arguments: &[Argument<'_>]) -> String {
        let filled = arguments.iter().map(|(name, value)| {
            let value = match (*name, value) {
                ("n", FluentValue::Number(number)) => self.plural(number.value),
                _ => value.clone(),
            };
            (Cow::Borrowed(*name), value)
        });
        isolates::tidy(self.look_up(key, Some(&filled.collect())), self.language)
    }

    /// Both languages have every message, so none has to be negotiated: that took as long as the message itself.
    fn look_up(self, key: &str, filled: Option<&HashMap<Cow<'static, str>, FluentValue<'_>>>) -> String {
        let language = identifier(self.language);
        let found = MESSAGES.lookup_single_language(&language, key, filled);
        found.unwrap_or_else(|_| MESSAGES.lookup_complete(&language, key, filled))
    }

    /// `text` without directional isolates: for page titles, terminals and other places that show text bare.
    #[must_use]
    pub fn plain(self, text: String) -> String {
        isolates::strip(text)
    }

    /// The number that picks the plural form for `number`. The Arabic forms look at the last two digits alone, which
    /// the plural rules of `intl_pluralrules` 7.0 leave out: 121 would be said like 100.
    fn plural(self, number: f64) -> FluentValue<'static> {
        let last_two = number % 100.0;
        match self.language {
            Language::Arabic if number >= 100.0 => if last_two < 3.0 { 100.0 } else { last_two }.into(),
            _ => number.into(),
        }
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
