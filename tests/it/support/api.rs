//! A client of the API: requests to the router in process, answers taken apart.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use counterpoint::{
    app::App,
    clock::Clock,
    exchange::case_file,
    server::router,
    store::{Actor, ImportMode, Store},
};
use serde_json::Value;
use tower::ServiceExt as _;

use super::{records::moment, repository_path};

/// Where the shipped case stands.
pub const CASE: &str = "/api/v1/cases/baghdadi-2019";

/// The case with every field, sound and open to everybody.
pub fn every_field() -> Value {
    let mut file: Value = serde_json::from_str(include_str!("../../data/every-field.json")).unwrap();
    file["case"]["visibility"] = "public".into();
    // The field of another kind of answer: the file shows how records are written, not a whole case.
    for claim in file["claims"].as_array_mut().unwrap() {
        claim.as_object_mut().unwrap().shift_remove("group");
    }
    file
}

/// A stranger with a program.
pub struct Client {
    router: Router,
    store: Store,
}

/// What the client was told.
#[derive(Debug, PartialEq)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as sent.
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// A header, empty where it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body of a 200.
    #[track_caller]
    pub fn found(self) -> Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/json");
        self.json()
    }

    /// The problem of any other status, with a known kind.
    #[track_caller]
    pub fn problem(self, status: StatusCode, kind: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["type"], format!("/problems/{kind}"), "{problem}");
        assert_eq!(problem["status"], status.as_u16());
        problem
    }
}

impl Client {
    /// A client of an installation with the shipped case.
    pub async fn new() -> Self {
        let client = Self::of_nothing().await;
        let file = std::fs::read_to_string(repository_path("tests/data/baghdadi-2019.json")).unwrap();
        client.import(&file).await;
        client
    }

    /// A client of an installation without cases.
    pub async fn of_nothing() -> Self {
        let store = Store::open_in_memory().await.unwrap();
        let router = router(App::new(store.clone(), Clock::system()));
        Self { router, store }
    }

    /// Brings a case file in.
    pub async fn import(&self, file: &str) {
        let records = case_file::read(file.as_bytes()).unwrap();
        let at = moment("2019-03-03T09:00:00Z");
        self.store.import_case(&Actor::system("import"), records, ImportMode::Merge, at).await.unwrap();
    }

    /// The answer to `GET path`.
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[]).await
    }

    /// The answer to a request without a body.
    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "localhost");
        }
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    /// Every item of a list, page by page, the way `next` leads.
    pub async fn walk(&self, list: &str, limit: usize) -> Vec<Value> {
        let mut items = Vec::new();
        let mut page = format!("{list}?limit={limit}");
        loop {
            let answer = self.get(&page).await;
            let link = answer.header("link").to_owned();
            let body = answer.found();
            let on_page = body["items"].as_array().unwrap();
            assert!(on_page.len() <= limit, "{page}");
            items.extend(on_page.iter().cloned());
            let Some(cursor) = body["next"].as_str() else {
                assert_eq!(link, "", "{page}");
                return items;
            };
            page = format!("{list}?limit={limit}&cursor={cursor}");
            assert_eq!(link, format!("<{page}>; rel=\"next\""));
        }
    }
}
