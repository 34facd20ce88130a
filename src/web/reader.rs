//! The reader: in which language, and as known on which day of which clock, somebody looks at a page. All of it stands
//! in the URL.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};

use super::PageError;
use crate::admission::SignedIn;
use crate::domain::{
    access::Viewer,
    as_known::{Clock, Recorded},
    calendar::Day,
    dated::Dated,
    person::Person,
    text::Language,
};
use crate::text::Words;

/// The query parameter that chooses a language.
const LANGUAGE: &str = "lang";
/// The query parameter that cuts at a day or a moment.
pub const AS_OF: &str = "as_of";
/// The query parameter that chooses the clock `as_of` cuts on.
pub const CLOCK: &str = "clock";
/// The longest query a page takes, in bytes.
const QUERY_BYTES_MAX: usize = 2_000;

/// Somebody who looks at a page.
#[derive(Debug, Clone)]
pub struct Reader {
    /// In this language.
    pub language: Language,
    /// As known on this day, by what was reported; `None`: as things stand, or as they stood in our records.
    pub as_of: Option<Day>,
    /// As our records stood at this moment; `None`: as they stand.
    pub recorded: Option<Recorded>,
    /// The clock they chose.
    pub clock: Clock,
    viewer: Viewer,
    person: Option<Person>,
    is_language_chosen: bool,
    host: String,
    path: String,
    query: Vec<(String, String)>,
    /// What every link to another page carries along, written once: a page has hundreds of them.
    carried_on: String,
}

impl Reader {
    /// The words of the reader's language.
    #[must_use]
    pub fn words(&self) -> Words {
        Words::of(self.language)
    }

    /// Who the reader is.
    #[must_use]
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The person, where the reader is signed in.
    #[must_use]
    pub fn person(&self) -> Option<&Person> {
        self.person.as_ref()
    }

    /// The value of a query parameter, `None` where it is absent or blank.
    #[must_use]
    pub fn asked(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).filter(|v| !v.is_empty())
    }

    /// The path of this page.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The host this page was asked of, with its port.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Where this page is, for somebody who has it on paper: host, path and query.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}{}", self.host, self.with("", ""))
    }

    /// What distinguishes this page from others of its path: the host it was asked of, which stands on paper, language
    /// and query.
    #[must_use]
    pub fn variant(&self) -> String {
        format!("{}?{}@{}", self.language.tag(), encode(self.query.iter().cloned()), self.host)
    }

    /// Where signing in leads back to: this page, or the list of cases from pages that are about signing in.
    #[must_use]
    pub fn way_back(&self) -> String {
        let is_about_it = ["/sign-in", "/setup", "/invites/"].iter().any(|start| self.path.starts_with(start));
        if is_about_it { "/".to_owned() } else { self.with("", "") }
    }

    /// A link to another page, in the same language and as known on the same day of the same clock.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        joined(path, &self.carried_on)
    }

    /// This page by another clock, on the day it is on.
    #[must_use]
    pub fn by_clock(&self, clock: Clock) -> String {
        self.with(CLOCK, if clock == Clock::Reported { "" } else { clock.word() })
    }

    /// A link to another page, in the same language, as things stand.
    #[must_use]
    pub fn link_as_it_stands(&self, path: &str) -> String {
        address(path, self.kept().filter(|(name, _)| name == LANGUAGE))
    }

    /// This page with one query parameter set, or left out where `value` is empty.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> String {
        let set = (!value.is_empty()).then(|| (name.to_owned(), value.to_owned()));
        address(&self.path, self.kept().filter(|(known, _)| known != name).chain(set))
    }

    /// This page without the query parameters `names`.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> String {
        address(&self.path, self.kept().filter(|(known, _)| !names.contains(&known.as_str())))
    }

    /// This page in another language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> String {
        let chosen = (LANGUAGE.to_owned(), language.tag().to_owned());
        address(&self.path, self.kept().filter(|(name, _)| name != LANGUAGE).chain([chosen]))
    }

    /// The query parameters that a form of this page has to carry along as hidden fields, but `names`.
    #[must_use]
    pub fn carried(&self, names: &[&str]) -> Vec<(String, String)> {
        self.kept().filter(|(known, _)| !names.contains(&known.as_str())).collect()
    }

    fn kept(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let keeps =
            move |(name, value): &&(String, String)| !value.is_empty() && (name != LANGUAGE || self.is_language_chosen);
        self.query.iter().filter(keeps).cloned()
    }
}

fn address(path: &str, query: impl Iterator<Item = (String, String)>) -> String {
    joined(path, &encode(query))
}

fn joined(path: &str, query: &str) -> String {
    if query.is_empty() {
        return path.to_owned();
    }
    // A query stands before an anchor (RFC 3986, section 3).
    let (path, anchor) = path.find('#').map_or((path, ""), |start| path.split_at(start));
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}{query}{anchor}")
}

fn encode(query: impl Iterator<Item = (String, String)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish()
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        Self::of(parts)
    }
}

impl Reader {
    /// The reader behind a request.
    ///
    /// # Errors
    /// `UnknownClock`, `UnreadableDay`.
    pub fn of(parts: &Parts) -> Result<Self, PageError> {
        let raw = parts.uri.query().unwrap_or_default();
        let query: Vec<(String, String)> = if raw.len() > QUERY_BYTES_MAX {
            Vec::new()
        } else {
            form_urlencoded::parse(raw.as_bytes()).into_owned().collect()
        };
        let asked = |name: &str| query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let chosen = asked(LANGUAGE).and_then(language_called);
        let mut reader = Self {
            language: chosen.unwrap_or_else(|| preferred_language(&parts.headers)),
            as_of: None,
            recorded: None,
            clock: Clock::Reported,
            viewer: parts.extensions.get().cloned().unwrap_or(Viewer::Anonymous),
            person: parts.extensions.get::<SignedIn>().map(|SignedIn(session)| session.person.clone()),
            is_language_chosen: chosen.is_some(),
            host: parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned(),
            path: parts.uri.path().to_owned(),
            query,
            carried_on: String::new(),
        };
        let goes_on = |(name, _): &(String, String)| matches!(name.as_str(), LANGUAGE | AS_OF | CLOCK);
        reader.carried_on = encode(reader.kept().filter(goes_on));
        let Ok(clock) = Clock::parse(reader.asked(CLOCK).unwrap_or(Clock::Reported.word())) else {
            return Err(PageError::UnknownClock(Box::new(reader)));
        };
        let Some(asked) = reader.asked(AS_OF) else { return Ok(Self { clock, ..reader }) };
        let (as_of, recorded) = match clock {
            Clock::Reported => (Dated::parse(asked).ok().map(|day| day.last()), None),
            Clock::Recorded => (None, Recorded::parse(asked).ok()),
        };
        if as_of.is_none() && recorded.is_none() {
            return Err(PageError::UnreadableDay(Box::new(reader)));
        }
        Ok(Self { as_of, recorded, clock, ..reader })
    }
}

fn language_called(tag: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}

/// The first language of `Accept-Language` (RFC 9110, section 12.5.4) that we speak; browsers list them in order of
/// preference. English where there is none.
fn preferred_language(headers: &HeaderMap) -> Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let primary = |range: &str| range.split([';', '-']).next().unwrap_or_default().trim().to_ascii_lowercase();
    accepted.split(',').find_map(|range| language_called(&primary(range))).unwrap_or(Language::English)
}
