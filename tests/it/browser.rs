//! What only a real browser can tell: following links, focus, layout, scripts, accessibility.

use std::net::Ipv4Addr;

use axum::Router;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::Html;
use axum::routing::get;
use thirtyfour::prelude::*;

use crate::support::browser::{Visitor, axe_violations, complaints, visit, visit_as};

const FIRST: &str = r#"<!doctype html><html lang="en"><head><title>First</title></head>
    <body><main><h1>First</h1><a href="/second">go on</a></main></body></html>"#;
/// Two faults on purpose: no language, and a picture without words.
const SECOND: &str = r#"<!doctype html><html><head><title>Second</title></head>
    <body><main><h1>Second</h1><img src="data:,"></main></body></html>"#;

const SCRIPTED: &str = r#"<!doctype html><html lang="en"><head><title>still</title>
    <script>document.title = "scripted"</script></head><body><a href="/">back</a></body></html>"#;
/// As strict as the policy of our own pages, to prove that the driver and axe-core work under it.
const POLICY: &str = "default-src 'none'; script-src 'self'; img-src data:; require-trusted-types-for 'script'";

/// Serves a few small pages on a free port of the loopback address, until the test's runtime ends.
async fn small_pages() -> String {
    let page = |body: &'static str| get(([(CONTENT_SECURITY_POLICY, POLICY)], Html(body)));
    let router = Router::new()
        .route("/", page(FIRST))
        .route("/second", page(SECOND))
        .route("/scripted", get(Html(SCRIPTED)))
        .route("/refused", page(SCRIPTED));
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
    let address = listener.local_addr().expect("a bound socket has an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}/")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_browser_follows_a_link() {
    visit(async |page| {
        page.goto(small_pages().await).await?;
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
        let address = small_pages().await;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_a_content_policy_refuses_is_complained_of() {
    visit(async |page| {
        let address = small_pages().await;
        page.goto(&address).await?;
        let _ = complaints(&page).await?;
        page.goto(format!("{address}refused")).await?;
        assert_eq!(page.title().await?, "still");
        let found = complaints(&page).await?;
        assert!(found.iter().any(|line| line.contains("Content Security Policy")), "{found:#?}");
        Ok(())
    })
    .await;
}

/// What the page knows of its visitor: width, whether dark is preferred, and its title, which a script changes.
async fn seen_by(visitor: Visitor) -> Option<(u32, bool, String)> {
    let mut seen = None;
    visit_as(visitor, async |page| {
        page.goto(format!("{}scripted", small_pages().await)).await?;
        let ask = "return [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, document.title]";
        seen = Some(page.execute(ask, Vec::new()).await?.convert()?);
        page.find(By::LinkText("back")).await?.click().await?;
        assert_eq!(page.title().await?, "First");
        Ok(())
    })
    .await;
    seen
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn visitors_differ_in_screen_light_and_scripts() {
    for (visitor, expected) in [
        (Visitor::AT_A_DESK, (1280, false, "scripted")),
        (Visitor::WITH_A_PHONE.in_the_dark(), (390, true, "scripted")),
        (Visitor::WITH_A_PHONE.without_scripts(), (390, false, "still")),
    ] {
        if let Some((width, dark, title)) = seen_by(visitor).await {
            assert_eq!((width, dark, title.as_str()), expected);
        }
    }
}
