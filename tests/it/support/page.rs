//! Pages asked for in process: a case in a database in memory, and answers to select from.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use counterpoint::{
    app::App,
    clock::Clock,
    exchange::case_file,
    server,
    store::{Actor, ImportMode, Store},
};
use scraper::{Html, Selector};
use tower::ServiceExt;

use super::{records::moment, repository_path};

/// The pages of one case.
pub struct Pages {
    router: Router,
}

/// One page.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its text.
    pub body: String,
}

impl Pages {
    /// The pages of the shipped case.
    pub async fn of_the_shipped_case() -> Self {
        Self::of(&std::fs::read(repository_path("tests/data/baghdadi-2019.json")).unwrap()).await
    }

    /// The pages of the case in a case file.
    pub async fn of(file: &[u8]) -> Self {
        let store = Store::open_in_memory().await.unwrap();
        let records = case_file::read(file).unwrap();
        let now = moment("2019-03-03T09:00:00Z");
        store.import_case(&Actor::system("import"), records, ImportMode::Merge, now).await.unwrap();
        Self { router: server::router(App::new(store, Clock::fixed(now))) }
    }

    /// The routes, to be served to a browser.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// The page at `address`.
    pub async fn page(&self, address: &str) -> Answer {
        let request = Request::get(address).header(header::HOST, "localhost").body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 16 << 20).await.unwrap();
        Answer { status, body: String::from_utf8(bytes.to_vec()).unwrap() }
    }
}

impl Answer {
    /// The texts of all that `selector` finds, white space and directional marks put in order.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).unwrap();
        document.select(&selector).map(|element| tidy(&element.text().collect::<String>())).collect()
    }

    /// The text of all that `selector` finds, in one piece.
    pub fn text(&self, selector: &str) -> String {
        self.texts(selector).join(" ")
    }

    /// How many things `selector` finds.
    pub fn count(&self, selector: &str) -> usize {
        self.texts(selector).len()
    }

    /// The attribute `name` of the first thing `selector` finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let document = Html::parse_document(&self.body);
        let first = document.select(&Selector::parse(selector).unwrap()).next()?;
        first.value().attr(name).map(str::to_owned)
    }
}

fn tidy(text: &str) -> String {
    let bare: String = text.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The ids in the list `list` of the shipped case.
pub fn shipped_ids(list: &str) -> Vec<String> {
    let file = std::fs::read(repository_path("tests/data/baghdadi-2019.json")).unwrap();
    let case: serde_json::Value = serde_json::from_slice(&file).unwrap();
    case[list].as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

/// Complains of a page that could not be made whole: a message without words, an empty heading, a style attribute.
pub fn assert_whole(answer: &Answer, address: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    for flaw in ["Unknown localization", "style=\"", "<dd></dd>", "<dt></dt>"] {
        assert!(!answer.body.contains(flaw), "{address} holds {flaw}");
    }
    for (selector, what) in [("h1", "title"), ("h2", "heading"), ("h3", "heading"), ("dd", "value"), ("main a", "link")]
    {
        assert!(answer.texts(selector).iter().all(|text| !text.is_empty()), "{address} has an empty {what}");
    }
    assert_eq!(answer.count("h1"), 1, "{address}");
    let ids: Vec<String> = ids(answer);
    let mut distinct = ids.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(ids.len(), distinct.len(), "{address} gives an id twice: {ids:?}");
}

fn ids(answer: &Answer) -> Vec<String> {
    let document = Html::parse_document(&answer.body);
    let all = Selector::parse("[id]").unwrap();
    document.select(&all).filter_map(|element| element.value().attr("id").map(str::to_owned)).collect()
}
