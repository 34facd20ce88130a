//! No other site can make somebody's browser write: every unsafe route with every `Sec-Fetch-Site` and `Origin`.

use axum::http::{Method, StatusCode};
use counterpoint::{app::Security, domain::token::Scope, server};

use crate::support::app::{NOW, TestApp};

const SITES: [Option<&str>; 7] = [
    None,
    Some("same-origin"),
    Some("none"),
    Some("same-site"),
    Some("cross-site"),
    Some(""),
    Some("same-origin, none"),
];
const ORIGINS: [Option<&str>; 9] = [
    None,
    Some("https://cases.example"),
    Some("http://cases.example"),
    Some("https://cases.example:8443"),
    Some("https://evil.example"),
    Some("https://cases.example.evil.example"),
    Some("null"),
    Some(""),
    Some("https://cases.example https://evil.example"),
];
const BEARER: &str = "Bearer cpt_0000000000000000000000000000000000000000000000000";

/// Every route that is not for reading, its names filled in.
fn unsafe_routes() -> Vec<(Method, String)> {
    let routes = server::routes().into_iter().filter(|route| !route.method.is_safe());
    let routes = routes.map(|route| (route.method, route.path.replace(['{', '}'], "")));
    // In a demo alone.
    routes.chain([(Method::POST, "/demo/sign-in".to_owned())]).collect()
}

async fn is_refused(app: &TestApp, (method, path): &(Method, String), headers: &[(&str, &str)]) -> bool {
    let mut all = vec![("host", "cases.example")];
    all.extend(headers);
    app.send(method.as_str(), path, &all).await.status == StatusCode::FORBIDDEN
}

#[tokio::test]
async fn a_write_comes_from_a_page_of_ours_or_is_refused() {
    let app = TestApp::secured(Security { is_demo: true, ..Security::default() }, NOW).await;
    let routes = unsafe_routes();
    assert!(routes.len() >= 15, "the tables are not read: {routes:?}");
    for route in &routes {
        for (site, origin) in SITES.iter().flat_map(|site| ORIGINS.iter().map(move |origin| (*site, *origin))) {
            for has_cookie in [true, false] {
                let passes = match (site, origin) {
                    (Some(site), _) => site == "same-origin" || site == "none",
                    (None, Some(origin)) => origin == "https://cases.example",
                    (None, None) => false,
                };
                let mut headers = vec![("content-type", "application/x-www-form-urlencoded")];
                headers.extend(site.map(|site| ("sec-fetch-site", site)));
                headers.extend(origin.map(|origin| ("origin", origin)));
                if has_cookie {
                    headers.push(("cookie", "__Host-cp=x"));
                }
                let refused = is_refused(&app, route, &headers).await;
                assert_eq!(refused, !passes, "{route:?} {headers:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_program_with_a_token_and_without_our_cookie_is_asked_nothing_more() {
    let app = TestApp::empty().await;
    for route in &unsafe_routes() {
        for more in [&[][..], &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")]] {
            let mut headers = vec![("authorization", BEARER), ("content-type", "application/json")];
            headers.extend(more);
            assert!(!is_refused(&app, route, &headers).await, "{route:?} {headers:?}");
            headers.push(("cookie", "a=b; __Host-cp=x"));
            assert!(is_refused(&app, route, &headers).await, "{route:?} {headers:?}");
        }
    }
}

#[tokio::test]
async fn a_program_that_says_nothing_passes_unless_it_sends_what_a_form_can_send() {
    let app = TestApp::empty().await;
    for route in &unsafe_routes() {
        for (kind, refused) in [
            ("application/json", false),
            ("application/x-www-form-urlencoded", true),
            ("multipart/form-data; boundary=x", true),
            ("Text/Plain; charset=utf-8", true),
        ] {
            assert_eq!(is_refused(&app, route, &[("content-type", kind)]).await, refused, "{route:?} {kind}");
        }
    }
}

#[tokio::test]
async fn a_header_that_stands_twice_is_refused_and_plain_http_is_ours_on_loopback_alone() {
    let app = TestApp::empty().await;
    let send = async |headers: &[(&str, &str)]| app.send("POST", "/sign-out", headers).await.status;
    let twice = [("sec-fetch-site", "same-origin"), ("sec-fetch-site", "same-origin")];
    assert_eq!(send(&twice).await, StatusCode::FORBIDDEN);
    for (host, origin, expected) in [
        ("localhost:8080", "http://localhost:8080", StatusCode::SEE_OTHER),
        ("127.0.0.1:8080", "http://127.0.0.1:8080", StatusCode::SEE_OTHER),
        ("[::1]:8080", "http://[::1]:8080", StatusCode::SEE_OTHER),
        ("localhost:8080", "http://localhost:9090", StatusCode::FORBIDDEN),
        ("192.0.2.1", "http://192.0.2.1", StatusCode::FORBIDDEN),
        ("127.evil.example", "http://127.evil.example", StatusCode::FORBIDDEN),
    ] {
        assert_eq!(send(&[("host", host), ("origin", origin)]).await, expected, "{host} {origin}");
    }
}

#[tokio::test]
async fn reading_is_never_refused_and_changes_nothing() {
    let app = TestApp::empty().await;
    for method in ["GET", "HEAD"] {
        let answer = app.send(method, "/", &[("sec-fetch-site", "cross-site"), ("origin", "null")]).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_write_of_the_api_is_judged_by_where_it_comes_from_and_by_what_it_carries() {
    let app = TestApp::with_specimen().await;
    let own = app.sign_in("owner").await;
    let program = app.program(&own.person, &[Scope::Read], None).await;
    let (cookie, bearer) = (own.cookie(), program.authorization());
    let routes: Vec<_> = unsafe_routes().into_iter().filter(|(_, path)| path.starts_with("/api/")).collect();
    assert!(!routes.is_empty(), "the API does not write");
    for (method, path) in &routes {
        for (site, origin) in SITES.iter().flat_map(|site| ORIGINS.iter().map(move |origin| (*site, *origin))) {
            for (has_cookie, has_bearer) in [(false, false), (false, true), (true, false), (true, true)] {
                let mut headers = vec![("host", "cases.example"), ("content-type", "application/json")];
                headers.extend(site.map(|site| ("sec-fetch-site", site)));
                headers.extend(origin.map(|origin| ("origin", origin)));
                headers.extend(has_cookie.then_some(("cookie", cookie.as_str())));
                headers.extend(has_bearer.then_some(("authorization", bearer.as_str())));
                let answer = app.send(method.as_str(), path, &headers).await;
                let kind = answer.json()["type"].as_str().unwrap_or_default().to_owned();
                let is_ours = match (site, origin) {
                    (Some(site), _) => site == "same-origin" || site == "none",
                    (None, Some(origin)) => origin == "https://cases.example",
                    (None, None) => !has_cookie,
                };
                let what = format!("{method} {path} {headers:?}: {}", answer.body);
                match (has_cookie, has_bearer) {
                    (false, true) => assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}"),
                    _ if !is_ours => assert_eq!(kind, "/problems/other-origin", "{what}"),
                    (false, false) => assert_eq!(kind, "/problems/sign-in-first", "{what}"),
                    (true, true) => assert_eq!(kind, "/problems/ambiguous-caller", "{what}"),
                    // Whoever is signed in there is asked for what they may and what they sent.
                    (true, false) => assert!(
                        !["/problems/other-origin", "/problems/sign-in-first"].contains(&kind.as_str()),
                        "{what}"
                    ),
                }
                if (has_cookie, has_bearer) == (false, true) {
                    let kinds = ["/problems/insufficient-scope", "/problems/not-with-a-token"];
                    assert!(kinds.contains(&kind.as_str()), "{what}");
                }
            }
        }
    }
}
