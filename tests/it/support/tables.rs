//! A server in the test's own process, over a database in memory.

use axum::{Router, body::Body};
use counterpoint::{
    app::App,
    clock::Clock,
    domain::dossier::Records,
    exchange::case_file,
    server,
    store::{Actor, ImportMode, Store},
};
use scraper::{Html, Selector};
use tower::ServiceExt as _;

use super::records::moment;

/// The shipped case.
pub const SHIPPED: &str = "/cases/baghdadi-2019";

/// Pages over some cases.
pub struct Pages {
    router: Router,
}

/// An answer.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The page as sent.
    pub html: String,
    page: Html,
}

impl Pages {
    /// Pages over the shipped case.
    pub async fn of_shipped_case() -> Self {
        Self::of(shipped()).await
    }

    /// Pages over `records`.
    pub async fn of(records: Records) -> Self {
        let store = Store::open_in_memory().await.unwrap();
        let at = moment("2019-03-03T09:00:00Z");
        store.import_case(&Actor::system("import"), records, ImportMode::Merge, at).await.unwrap();
        Self { router: server::router(App::new(store, Clock::fixed(at))) }
    }

    /// How many bytes the page at `path` takes on its way.
    pub async fn bytes_compressed(&self, path: &str) -> usize {
        let request = axum::http::Request::get(path).header("host", "localhost").header("accept-encoding", "gzip");
        let answer = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.headers()["content-encoding"], "gzip");
        axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().len()
    }

    /// The page at `path`.
    pub async fn get(&self, path: &str) -> Answer {
        let request = axum::http::Request::get(path).header("host", "localhost").body(Body::empty()).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let html = String::from_utf8(body.to_vec()).unwrap();
        Answer { status, page: Html::parse_document(&html), html }
    }

    /// The page at `path` in both languages, each whole and without a missing message.
    pub async fn get_in_both_languages(&self, path: &str) {
        for language in ["en", "ar"] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let answer = self.get(&format!("{path}{joint}lang={language}")).await;
            assert_eq!(answer.status, 200, "{path} in {language}");
            assert!(!answer.html.contains("Unknown localization"), "{path} in {language} lacks a message");
            assert!(!answer.html.contains(" style="), "{path} has an inline style");
            assert_eq!(answer.texts("main h1").len(), 1, "{path} in {language}");
        }
    }
}

impl Answer {
    /// The texts of what `selector` selects, white space folded.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let text = |element: scraper::ElementRef<'_>| {
            let text: String = element.text().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        self.page.select(&selector).map(text).collect()
    }

    /// The attribute `name` of what `selector` selects.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.page.select(&selector).filter_map(|element| element.value().attr(name)).map(str::to_owned).collect()
    }
}

/// The records of the shipped case.
pub fn shipped() -> Records {
    read(include_str!("../../data/baghdadi-2019.json"))
}

fn read(json: &str) -> Records {
    case_file::read(json.as_bytes()).unwrap()
}
