//! The product in process: a store in memory, a clock that stands still, the router, and pages asked by selector.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use counterpoint::{
    app::App,
    clock::Clock,
    domain::dossier::Records,
    exchange::case_file,
    server,
    store::{Actor, ImportMode, Store},
};
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt as _;

use super::records::moment;

/// The shipped case.
pub const SPECIMEN: &[u8] = include_bytes!("../../data/baghdadi-2019.json");
/// When everything in the store was written.
pub const WRITTEN: &str = "2026-03-01T10:00:00Z";
/// What the clock shows.
pub const NOW: &str = "2026-03-01T12:00:00Z";

/// The product without a port.
pub struct TestApp {
    router: Router,
    store: Store,
}

impl TestApp {
    /// Without a case.
    pub async fn empty() -> Self {
        let store = Store::open_in_memory().await.unwrap();
        let router = server::router(App::new(store.clone(), Clock::fixed(moment(NOW))));
        Self { router, store }
    }

    /// With the shipped case.
    pub async fn with_specimen() -> Self {
        Self::empty().await.and(case_file::read(SPECIMEN).unwrap()).await
    }

    /// With one case more.
    pub async fn and(self, records: Records) -> Self {
        let actor = Actor::system("import");
        self.store.import_case(&actor, records, ImportMode::Merge, moment(WRITTEN)).await.unwrap();
        self
    }

    /// The answer to a reader.
    pub async fn get(&self, address: &str) -> Answer {
        let request = Request::get(address).header(header::HOST, "counterpoint.test").body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, headers, body: String::from_utf8(body.to_vec()).unwrap() }
    }

    /// A page that must be there.
    pub async fn page(&self, address: &str) -> Answer {
        let answer = self.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        answer
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// The text of each element that `selector` finds, as a reader sees it: without isolates, spaces run together.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.each(selector, |element| Some(read(element)))
    }

    /// The text of the one element that `selector` finds.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let mut found = self.texts(selector);
        assert_eq!(found.len(), 1, "{selector}: {found:#?}");
        found.remove(0)
    }

    /// An attribute of each element that `selector` finds and that has it.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.each(selector, |element| element.attr(name).map(str::to_owned))
    }

    /// How many elements `selector` finds.
    pub fn count(&self, selector: &str) -> usize {
        self.texts(selector).len()
    }

    fn each(&self, selector: &str, of: impl Fn(ElementRef<'_>) -> Option<String>) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        page.select(&Selector::parse(selector).unwrap()).filter_map(of).collect()
    }
}

fn read(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    let bare = text.replace(['\u{2068}', '\u{2069}'], "");
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
