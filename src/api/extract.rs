//! Who calls: the language of the answer, the case the caller may see, the ids of the path.

use std::{cmp::Reverse, collections::HashMap, convert::Infallible, ops::Deref, str::FromStr, sync::Arc};

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderMap, header, request::Parts},
};
use jiff::Timestamp;

use super::{ApiError, etag::Stamp, query::Query, tags::Tags};
use crate::{
    admission::Pass,
    app::{App, Entrance, OpenCase},
    domain::{
        access::{Identities, Need, Rights, Viewer},
        dossier::Dossier,
        id::CaseId,
        record::Noun,
        text::Language,
    },
    store::{NewestVersions, StoreError},
    text::Words,
};

/// A program that calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The language of the sentences it is told.
    pub language: Language,
    /// The path it asked for.
    pub path: String,
    /// The query, as sent.
    pub raw_query: String,
    /// Who calls, as far as rights go.
    viewer: Viewer,
    /// The entity tags it holds already; `None` where it names none, or nothing that can be read.
    held: Option<Tags>,
}

impl Caller {
    /// Who calls, as far as rights go.
    #[must_use]
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The words of the caller's language.
    #[must_use]
    pub fn words(&self) -> Words {
        Words::of(self.language)
    }

    /// The parameters of the query.
    #[must_use]
    pub fn query(&self) -> Query {
        Query::parse(&self.path, &self.raw_query)
    }

    /// Whether the caller holds the answer called `tag` already.
    #[must_use]
    pub fn holds(&self, tag: &str) -> bool {
        self.held.as_ref().is_some_and(|held| held.name_weakly(tag))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

impl Caller {
    /// The caller behind a request.
    #[must_use]
    pub fn of(parts: &Parts) -> Self {
        Self {
            language: language_asked_for(&parts.headers),
            path: parts.uri.path().to_owned(),
            raw_query: parts.uri.query().unwrap_or_default().to_owned(),
            viewer: parts.extensions.get().cloned().unwrap_or(Viewer::Anonymous),
            held: Tags::of(&parts.headers, &header::IF_NONE_MATCH),
        }
    }
}

/// The language of `Accept-Language` (RFC 9110, section 12.5.4) that we speak and that weighs most; English where there
/// is none.
fn language_asked_for(headers: &HeaderMap) -> Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut spoken: Vec<(u32, Language)> = accepted.split(',').filter_map(weighed).collect();
    spoken.sort_by_key(|(weight, _)| Reverse(*weight));
    spoken.first().map_or(Language::English, |(_, language)| *language)
}

/// A language range with its weight in thousandths.
fn weighed(range: &str) -> Option<(u32, Language)> {
    let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
    let primary = tag.split('-').next().unwrap_or_default().trim().to_ascii_lowercase();
    let language = Language::ALL.into_iter().find(|language| language.tag() == primary)?;
    let weight = parameters.trim().strip_prefix("q=").map_or(Some(1.0), |weight| weight.trim().parse::<f64>().ok())?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 1 before")]
    let weight = (weight.clamp(0.0, 1.0) * 1_000.0) as u32;
    (weight > 0).then_some((weight, language))
}

/// What stands in the segments of the path that vary, by name.
#[derive(Debug, Clone)]
pub struct Segments(HashMap<String, String>);

impl Segments {
    /// What stands in the one called `name`; nothing where the route has none.
    #[must_use]
    pub fn named(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Segments {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        // Bytes that are no UTF-8 are no id: the same answer as for an id that names nothing.
        let params = RawPathParams::from_request_parts(parts, state).await;
        let params = params.map_err(|_| ApiError::not_found(&Caller::of(parts)))?;
        Ok(Self(params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()))
    }
}

/// A case as a caller may see it.
pub struct Seen {
    /// The case, as it stands or as it stood in our records at the moment the caller asks for.
    pub open: Arc<OpenCase>,
    /// What the caller may do in it.
    pub rights: Rights,
    /// The newest version of each of its records.
    pub newest: Arc<NewestVersions>,
}

impl Seen {
    /// The case that `open` is to somebody with these rights.
    ///
    /// # Errors
    /// As [`OpenCase::newest`].
    pub async fn of(app: &App, open: Arc<OpenCase>, rights: Rights) -> Result<Self, StoreError> {
        let newest = open.newest(app.store()).await?;
        Ok(Self { open, rights, newest })
    }

    /// The records of the case.
    #[must_use]
    pub fn dossier(&self) -> &Dossier {
        self.open.dossier()
    }

    /// The id of the case.
    #[must_use]
    pub fn case(&self) -> &CaseId {
        &self.open.dossier().case().id
    }

    /// `stamp` with what an answer about the case depends on. Who a protected source is makes a difference only where
    /// there is one: two who see the same hold the same tag.
    #[must_use]
    pub fn stamp(&self, stamp: Stamp) -> Stamp {
        let is_anybody_protected = || self.dossier().sources().iter().any(|source| source.is_protected);
        let stamp = stamp.with(&self.open.revision).with(&self.open.changed_at.as_microsecond());
        stamp.with(&(self.rights.identities() == Identities::Shown && is_anybody_protected()))
    }
}

/// A caller in a case that it was admitted to.
pub struct InCase {
    /// Who calls.
    pub caller: Caller,
    /// The case as it may see it.
    seen: Seen,
    /// The number of writes the case has seen by now.
    revision: i64,
    segments: Segments,
    app: App,
}

impl Deref for InCase {
    type Target = Seen;

    fn deref(&self) -> &Seen {
        &self.seen
    }
}

impl InCase {
    /// The app.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The number of writes the case has seen by now, also where it is looked at as it stood earlier.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// What the answer depends on.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        self.seen.stamp(Stamp::default().with(&self.revision))
    }

    /// What an answer about one record depends on, and the version of the record.
    #[must_use]
    pub fn stamp_of(&self, noun: Noun, id: &str) -> Stamp {
        self.stamp().at_version(self.newest.of(noun, id).version)
    }

    /// What an answer about the whole case depends on. Its tag begins with the revision that was looked at, which is what
    /// a judgement on it is compared with.
    #[must_use]
    pub fn stamp_of_all(&self) -> Stamp {
        self.stamp().at_version(self.open.revision)
    }

    /// What stands in the segment of the path called `name`.
    #[must_use]
    pub fn segment(&self, name: &str) -> &str {
        self.segments.named(name)
    }

    /// The number of the record that the path names.
    ///
    /// # Errors
    /// `NotFound` where the segment is no id or names nothing.
    pub fn number<T: FromStr>(&self, segment: &str, find: impl FnOnce(&T) -> Option<usize>) -> Result<usize, ApiError> {
        let id: Option<T> = self.segment(segment).parse().ok();
        id.as_ref().and_then(find).ok_or_else(|| ApiError::not_found(&self.caller))
    }
}

impl FromRequestParts<App> for InCase {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let at_case = AtCase::from_request_parts(parts, app).await?;
        // What else the query says, and whether the resource takes a cut at all, is for the handler to judge.
        // A write begins from what stands now.
        let recorded = if parts.method.is_safe() { at_case.caller.query().cut().recorded } else { None };
        at_case.enter(recorded.map(|at| at.moment)).await
    }
}

/// A caller at a case that it was admitted to and that was not read yet: a write may not need to.
#[derive(Clone)]
pub struct AtCase {
    /// Who calls.
    pub caller: Caller,
    /// What the caller may do in it.
    pub rights: Rights,
    entrance: Entrance,
    need: Need,
    segments: Segments,
    app: App,
}

impl AtCase {
    /// The id of the case.
    #[must_use]
    pub fn case(&self) -> &CaseId {
        &self.entrance.case
    }

    /// The app.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// What stands in the segment of the path called `name`.
    #[must_use]
    pub fn segment(&self, name: &str) -> &str {
        self.segments.named(name)
    }

    /// The same caller at the case as it is now: a body may come in for as long as it takes to protect a source, or to
    /// take a part in the case from somebody.
    ///
    /// # Errors
    /// `NotFound` where the caller may no longer do what they were admitted to, those of the store.
    pub async fn again(&self) -> Result<Self, ApiError> {
        let entrance = still_admitted(&self.app, &self.caller, &self.entrance, self.need).await?;
        Ok(Self { rights: entrance.rights, entrance, ..self.clone() })
    }

    /// The case as it stands now.
    ///
    /// # Errors
    /// As [`AtCase::again`].
    pub async fn opened(&self) -> Result<InCase, ApiError> {
        self.again().await?.enter(None).await
    }

    /// The case as it stands now, or as it stood in our records at a moment.
    async fn enter(self, recorded: Option<Timestamp>) -> Result<InCase, ApiError> {
        let Self { caller, rights, entrance, segments, app, .. } = self;
        let failed = |error| ApiError::store(&caller, error);
        let open = app.open(&entrance).await.map_err(failed)?.ok_or_else(|| ApiError::not_found(&caller))?;
        let revision = open.revision;
        let open = match recorded {
            None => open,
            Some(at) => app.recorded_case(&open, rights, at).await.map_err(failed)?,
        };
        let seen = Seen::of(&app, open, rights).await.map_err(failed)?;
        Ok(InCase { caller, seen, revision, segments, app })
    }
}

impl FromRequestParts<App> for AtCase {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let caller = Caller::of(parts);
        let (entrance, need) = admitted(parts).ok_or_else(|| ApiError::not_found(&caller))?;
        let segments = Segments::from_request_parts(parts, app).await?;
        Ok(Self { rights: entrance.rights, caller, entrance, need, segments, app: app.clone() })
    }
}

/// The way into its case that a request was admitted by, and what it needs there.
fn admitted(parts: &Parts) -> Option<(Entrance, Need)> {
    let Some(Pass::InCase(need)) = parts.extensions.get() else { return None };
    Some((parts.extensions.get::<Entrance>()?.clone(), *need))
}

/// The way in that is open now to who came in by `entrance` for `need`.
async fn still_admitted(app: &App, caller: &Caller, entrance: &Entrance, need: Need) -> Result<Entrance, ApiError> {
    let now = app.entrance(caller.viewer(), &entrance.case).await.map_err(|error| ApiError::store(caller, error))?;
    now.filter(|now| now.rights.allow(need)).ok_or_else(|| ApiError::not_found(caller))
}

/// Looks again, when the body of a request is there, whether its sender is still admitted. What is in no case is looked
/// at once.
///
/// # Errors
/// As [`AtCase::again`].
pub(super) async fn check_still_admitted(app: &App, caller: &Caller, parts: &Parts) -> Result<(), ApiError> {
    let Some((entrance, need)) = admitted(parts) else { return Ok(()) };
    still_admitted(app, caller, &entrance, need).await.map(drop)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_language_that_weighs_most_is_spoken() {
        for (accepted, expected) in [
            ("", Language::English),
            ("de", Language::English),
            ("ar", Language::Arabic),
            ("ar-IQ, en;q=0.5", Language::Arabic),
            ("en;q=0.2, ar;q=0.9", Language::Arabic),
            ("ar;q=0, en;q=0.1", Language::English),
            ("fr, AR;q=0.1", Language::Arabic),
            ("ar;q=x", Language::English),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accepted))]);
            assert_eq!(language_asked_for(&headers), expected, "{accepted}");
        }
    }
}
