//! New sessions and their cookies.

use axum::http::{HeaderMap, HeaderValue, header};

use super::{SESSION_COOKIE, session_digest};
use crate::{
    credentials::Secret,
    domain::{id::PersonId, person::Stage},
    store::NewSession,
};

/// The longest name of a browser that is kept, in characters.
const BROWSER_CHARS_MAX: usize = 60;

/// A session that is about to begin in the browser of a request, and the cookie for it.
pub struct FreshSession {
    /// What the store keeps.
    pub session: NewSession,
    /// What the browser is given.
    pub cookie: HeaderValue,
}

impl FreshSession {
    /// A session of `person`, in place of the one the request carries.
    ///
    /// # Panics
    /// Never: the secret is base64url.
    #[must_use]
    pub fn of(person: &PersonId, stage: Stage, headers: &HeaderMap) -> Self {
        let secret = Secret::random();
        let session = NewSession {
            digest: secret.digest().hex(),
            id: random_id("s"),
            person: person.clone(),
            stage,
            browser: browser(headers),
            replaces: session_digest(headers),
        };
        let text = format!("{SESSION_COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax", secret.reveal());
        let mut cookie = HeaderValue::try_from(text).expect("base64url is allowed in a header");
        cookie.set_sensitive(true);
        Self { session, cookie }
    }
}

/// The cookie that makes a browser forget its session.
#[must_use]
pub fn no_session() -> HeaderValue {
    HeaderValue::from_static("__Host-cp=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

/// An id that tells nothing: `prefix`, a hyphen and 80 random bits.
#[must_use]
pub fn random_id(prefix: &str) -> String {
    format!("{prefix}-{}", &Secret::random().digest().hex()[..20])
}

/// What a browser calls itself, as a person would say it: "Firefox, Linux".
fn browser(headers: &HeaderMap) -> String {
    let said = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(part, _)| said.contains(part)).map(|(_, name)| *name);
    // Most call themselves by the names of others too, so the order matters.
    let program = find(&[
        ("Firefox/", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (program, system) {
        (Some(program), Some(system)) => format!("{program}, {system}"),
        (Some(program), None) => program.to_owned(),
        (None, _) => said.chars().take(BROWSER_CHARS_MAX).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_as_people_name_it() {
        for (said, expected) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            ("curl/8.5.0", "curl/8.5.0"),
        ] {
            let headers = HeaderMap::from_iter([(header::USER_AGENT, HeaderValue::from_static(said))]);
            assert_eq!(browser(&headers), expected);
        }
    }
}
