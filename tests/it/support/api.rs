//! The API asked in process: its lists walked, its answers taken apart.

use axum::http::StatusCode;
use counterpoint::api::openapi::document;
use serde_json::Value;

use super::app::{Answer, TestApp};

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

/// Complains of an answer that is not what the description says.
#[track_caller]
pub fn assert_described(path: &str, method: &str, status: &str, body: &Value) {
    let mut schema =
        document()["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"].clone();
    schema["components"] = document()["components"].clone();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(body).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{method} {path}: {faults:?}\n{body:#}");
}

impl Answer {
    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The body of a 200.
    #[track_caller]
    pub fn found(self) -> Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/json");
        self.json()
    }

    /// The problem of any other status, with a known kind.
    #[track_caller]
    pub fn problem(self, status: StatusCode, kind: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["type"], format!("/problems/{kind}"), "{problem}");
        assert_eq!(problem["status"], status.as_u16());
        problem
    }
}

impl TestApp {
    /// Every item of a list, page by page, the way `next` leads.
    pub async fn walk(&self, list: &str, limit: usize) -> Vec<Value> {
        let mut items = Vec::new();
        let separator = if list.contains('?') { '&' } else { '?' };
        let list = &format!("{list}{separator}limit={limit}");
        let mut page = list.clone();
        loop {
            let answer = self.get(&page).await;
            let link = answer.header("link").to_owned();
            let body = answer.found();
            let on_page = body["items"].as_array().unwrap();
            assert!(on_page.len() <= limit, "{page}");
            items.extend(on_page.iter().cloned());
            let Some(cursor) = body["next"].as_str() else {
                assert!(!link.contains("rel=\"next\""), "{page}: {link}");
                return items;
            };
            page = format!("{list}&cursor={cursor}");
            assert!(link.starts_with(&format!("<{page}>; rel=\"next\"")), "{link}");
            let is_next_alone = link == format!("<{page}>; rel=\"next\"");
            assert!(is_next_alone || link.ends_with(&format!("<{list}>; rel=\"first\"")), "{link}");
        }
    }
}
