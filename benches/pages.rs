//! The case page, from request to finished bytes: `cargo bench --bench pages`.
//!
//! Targets: under 1 ms for the shipped case, 30 ms for a generated case of 10,000 claims; 60 kB compressed.

use axum::{Router, body::Body, http::Request};
use counterpoint::{
    app::App,
    clock::Clock,
    exchange::case_file,
    server,
    store::{Editor, ImportMode, Store},
};
use tower::ServiceExt as _;

mod large_case;
mod lcg;

fn main() {
    divan::main();
}

fn served(bytes: &[u8]) -> (tokio::runtime::Runtime, Router) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let router = runtime.block_on(async {
        let store = Store::open_in_memory().await.expect("opens");
        let records = case_file::read(bytes).expect("sound");
        let now = "2026-11-20T10:00:00Z".parse().expect("a moment");
        store.import_case(&Editor::system("import", now), records, ImportMode::Merge).await.expect("imports");
        server::router(App::new(store, Clock::fixed(now)))
    });
    (runtime, router)
}

fn get(runtime: &tokio::runtime::Runtime, router: &Router, address: &str) -> usize {
    runtime.block_on(async {
        let request = Request::get(address).header("host", "127.0.0.1").body(Body::empty()).expect("a request");
        let answer = router.clone().oneshot(request).await.expect("an answer");
        assert!(answer.status().is_success(), "{address}: {}", answer.status());
        axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("a body").len()
    })
}

/// The addresses of one page, each asked for the first time: nothing finished can be sent.
fn anew(address: &str) -> impl FnMut() -> String {
    let (between, mut number) = (if address.contains('?') { '&' } else { '?' }, 0_u32);
    move || {
        number += 1;
        format!("{address}{between}n={number}")
    }
}

const SHIPPED: [&str; 5] = [
    "/cases/baghdadi-2019",
    "/cases/baghdadi-2019?lang=ar",
    "/cases/baghdadi-2019?as_of=2019-02-10",
    "/cases/baghdadi-2019/matrix",
    "/cases/baghdadi-2019/questions/attempt-when",
];

#[divan::bench(args = SHIPPED)]
fn shipped_case_made_anew(bencher: divan::Bencher<'_, '_>, address: &str) {
    let (runtime, router) = served(include_bytes!("../tests/data/baghdadi-2019.json"));
    get(&runtime, &router, address);
    let next = anew(address);
    bencher.with_inputs(next).bench_local_refs(|address| get(&runtime, &router, address));
}

#[divan::bench(args = SHIPPED)]
fn shipped_case_sent_again(bencher: divan::Bencher<'_, '_>, address: &str) {
    let (runtime, router) = served(include_bytes!("../tests/data/baghdadi-2019.json"));
    get(&runtime, &router, address);
    bencher.bench_local(|| get(&runtime, &router, address));
}

#[divan::bench(args = ["/cases/large", "/cases/large?as_of=2019-06-30", "/cases/large/matrix"], sample_count = 20)]
fn ten_thousand_claims_made_anew(bencher: divan::Bencher<'_, '_>, address: &str) {
    let (runtime, router) = served(&large_case::case_file(10_000, 100));
    get(&runtime, &router, address);
    let next = anew(address);
    bencher.with_inputs(next).bench_local_refs(|address| get(&runtime, &router, address));
}
