//! A visit: what pages about people are given. Beside the reader, who is signed in and how, and where from.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};

use super::{PageError, Reader};
use crate::{
    admission::{CameFrom, FreshSession, Halfway, SignedIn, Trouble},
    app::App,
    store::{Session, StoreError},
    text::Words,
};

/// Somebody who opens a page about people, or sends a form of one.
pub struct Visit {
    /// Who looks, and how.
    pub reader: Reader,
    /// The app.
    pub app: App,
    /// Where from.
    pub caller: CameFrom,
    /// With what.
    pub headers: HeaderMap,
    /// Their session, where they are signed in.
    pub session: Option<Session>,
    /// Their session, where the second factor is still to come.
    pub halfway: Option<Session>,
}

impl Visit {
    /// The words of the reader.
    #[must_use]
    pub fn words(&self) -> Words {
        self.reader.words()
    }

    /// The session of somebody signed in.
    ///
    /// # Errors
    /// `NotFound` where nobody is; routes for people signed in do not come so far.
    pub fn signed_in(&self) -> Result<&Session, PageError> {
        self.session.as_ref().ok_or_else(|| self.not_found())
    }

    /// The answer where there is no such thing.
    #[must_use]
    pub fn not_found(&self) -> PageError {
        PageError::NotFound(Box::new(self.reader.clone()))
    }

    /// The answer where the store failed.
    #[must_use]
    pub fn failed(&self, error: StoreError) -> PageError {
        PageError::Store(Box::new(self.reader.clone()), error)
    }

    /// The answer where a secret was not looked at.
    #[must_use]
    pub fn trouble(&self, trouble: Trouble) -> PageError {
        let reader = Box::new(self.reader.clone());
        match trouble {
            Trouble::Held { seconds } => PageError::TooManyTries(reader, seconds),
            Trouble::Store(error) => PageError::Store(reader, error),
            Trouble::Hashing(error) => {
                tracing::warn!(%error, "a password was not checked");
                PageError::Store(reader, StoreError::Busy)
            }
        }
    }

    /// On to `path`, a path of ours that may have a query, in the same language.
    #[must_use]
    pub fn to(&self, path: &str) -> Response {
        Redirect::to(&self.reader.link_as_it_stands(path)).into_response()
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let reader = Reader::of(parts)?;
        let caller = parts.extensions.get().copied().expect("every request is identified before it is answered");
        Ok(Self {
            reader,
            app: app.clone(),
            caller,
            headers: parts.headers.clone(),
            session: parts.extensions.get().map(|SignedIn(session)| session.clone()),
            halfway: parts.extensions.get().map(|Halfway(session)| session.clone()),
        })
    }
}

/// The answer, with the cookie of a new session.
#[must_use]
pub fn with_session(mut response: Response, fresh: &FreshSession) -> Response {
    response.headers_mut().insert(header::SET_COOKIE, fresh.cookie.clone());
    response
}

/// The answer, with a sign that nobody may keep it.
#[must_use]
pub fn unkept(answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Where somebody is led after signing in: `next` where it is a path of ours, else the list of cases. Browsers drop
/// tabs and line breaks and read `\` as `/`, and `//` begins another host; so no path holds any of them.
#[must_use]
pub fn own_path(next: &str) -> &str {
    let is_own = next.starts_with('/')
        && !next.starts_with("//")
        && next.len() <= 2_000
        && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_own { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn only_paths_of_ours_are_led_to() {
        for path in ["/", "/cases/a?lang=ar#x", "/cases/a//b"] {
            assert_eq!(own_path(path), path);
        }
        for other in
            ["", "//evil.example", "/\\evil.example", "https://evil.example/", "\t//e", "/\t/e", "/a\\b", "x", "/م"]
        {
            assert_eq!(own_path(other), "/", "{other}");
        }
    }
}
