//! What only a real browser can tell: following links, focus, layout, scripts, accessibility.

use std::net::Ipv4Addr;

use axum::Router;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::Html;
use axum::routing::get;
use thirtyfour::prelude::*;

use crate::support::browser::{axe_violations, visit};

const FIRST: &str = r#"<!doctype html><html lang="en"><head><title>First</title></head>
    <body><main><h1>First</h1><a href="/second">go on</a></main></body></html>"#;
/// Two faults on purpose: no language, and a picture without words.
const SECOND: &str = r#"<!doctype html><html><head><title>Second</title></head>
    <body><main><h1>Second</h1><img src="data:,"></main></body></html>"#;

/// As strict as the policy of our own pages, to prove that the driver and axe-core work under it.
const POLICY: &str = "default-src 'none'; script-src 'self'; img-src data:; require-trusted-types-for 'script'";

/// Serves two small pages on a free port of the loopback address, until the test's runtime ends.
async fn two_pages() -> String {
    let page = |body: &'static str| get(([(CONTENT_SECURITY_POLICY, POLICY)], Html(body)));
    let router = Router::new().route("/", page(FIRST)).route("/second", page(SECOND));
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
    let address = listener.local_addr().expect("a bound socket has an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}/")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_browser_follows_a_link() {
    visit(async |page| {
        page.goto(two_pages().await).await?;
        page.find(By::LinkText("go on")).await?.click().await?;
        assert_eq!(page.find(By::Css("h1")).await?.text().await?, "Second");
        assert!(page.current_url().await?.path().ends_with("/second"));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn breaks_of_accessibility_rules_are_found_and_named() {
    visit(async |page| {
        let address = two_pages().await;
        page.goto(&address).await?;
        assert_eq!(axe_violations(&page).await?, Vec::<String>::new());
        page.goto(format!("{address}second")).await?;
        let found = axe_violations(&page).await?;
        assert!(found.iter().any(|line| line.starts_with("html-has-lang (serious)")), "{found:#?}");
        assert!(found.iter().any(|line| line.starts_with("image-alt (critical)")), "{found:#?}");
        Ok(())
    })
    .await;
}
