//! The product in process: a store in memory, a clock that stands still, the router. Pages are asked by selector
//! (more in `page`), the API in JSON (more in `api`).

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use counterpoint::{
    app::{App, Security},
    clock::Clock,
    credentials::{Cost, Hasher},
    domain::dossier::Records,
    exchange::case_file,
    server,
    store::{Editor, ImportMode, Store},
};
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt as _;

use super::records::moment;

/// The shipped case, as a file.
pub const SPECIMEN: &[u8] = include_bytes!("../../data/baghdadi-2019.json");
/// The shipped case, as a page.
pub const SHIPPED: &str = "/cases/baghdadi-2019";
/// When everything in the store was written.
pub const WRITTEN: &str = "2026-03-01T10:00:00Z";
/// What the clock shows.
pub const NOW: &str = "2026-03-01T12:00:00Z";

/// The product without a port. All clones are the same.
#[derive(Clone)]
pub struct TestApp {
    router: Router,
    store: Store,
}

impl TestApp {
    /// Without a case.
    pub async fn empty() -> Self {
        Self::secured(Security::default(), NOW).await
    }

    /// Without a case, as it is served to people; passwords are checked at the least cost.
    pub async fn secured(security: Security, now: &str) -> Self {
        let store = Store::open_in_memory().await.unwrap();
        Self::over(store, security, now)
    }

    /// The same over a store that is there, at another moment.
    pub fn over(store: Store, security: Security, now: &str) -> Self {
        let security = Security { hasher: Hasher::new(Cost::for_tests()), ..security };
        let app = App::secured(store.clone(), Clock::fixed(moment(now)), security);
        Self { router: server::router(app), store }
    }

    /// With the shipped case.
    pub async fn with_specimen() -> Self {
        Self::of(specimen()).await
    }

    /// With one case.
    pub async fn of(records: Records) -> Self {
        Self::empty().await.and(records).await
    }

    /// With one case more.
    pub async fn and(self, records: Records) -> Self {
        self.import(records).await;
        self
    }

    /// Brings a case in, or a change of it.
    pub async fn import(&self, records: Records) {
        let editor = Editor::system("import", moment(WRITTEN));
        self.store.import_case(&editor, records, ImportMode::Merge).await.unwrap();
    }

    /// The routes, to be served to a browser.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// The answer to a reader.
    pub async fn get(&self, address: &str) -> Answer {
        self.send("GET", address, &[]).await
    }

    /// A page that must be there.
    pub async fn page(&self, address: &str) -> Answer {
        let answer = self.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        answer
    }

    /// The answer to a request without a body.
    pub async fn send(&self, method: &str, address: &str, headers: &[(&str, &str)]) -> Answer {
        self.send_with(method, address, headers, "").await
    }

    /// The answer to a request.
    pub async fn send_with(&self, method: &str, address: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let (status, headers, body) = self.bytes(method, address, headers, body).await;
        Answer { status, headers, body: String::from_utf8(body).unwrap() }
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// How many bytes the page at `address` takes on its way.
    pub async fn bytes_compressed(&self, address: &str) -> usize {
        let (_, headers, body) = self.bytes("GET", address, &[("accept-encoding", "gzip")], "").await;
        assert_eq!(headers[header::CONTENT_ENCODING], "gzip");
        body.len()
    }

    async fn bytes(
        &self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> (StatusCode, HeaderMap, Vec<u8>) {
        let mut request = Request::builder().method(method).uri(address);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header(header::HOST, "localhost");
        }
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let response = self.router().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
    }
}

/// The records of the shipped case.
pub fn specimen() -> Records {
    records_of(SPECIMEN)
}

/// The records in a case file.
pub fn records_of(file: impl AsRef<[u8]>) -> Records {
    case_file::read(file.as_ref()).unwrap()
}

/// What came back.
#[derive(Debug, PartialEq)]
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

    /// The text of all that `selector` finds, in one piece.
    pub fn joined(&self, selector: &str) -> String {
        self.texts(selector).join(" ")
    }

    /// An attribute of each element that `selector` finds and that has it.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.each(selector, |element| element.attr(name).map(str::to_owned))
    }

    /// An attribute of the first element that `selector` finds and that has it.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.attributes(selector, name).into_iter().next()
    }

    /// A header, empty where it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
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
    let bare: String = text.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
