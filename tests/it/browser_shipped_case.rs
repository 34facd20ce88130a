//! The shipped case in a real browser: layout, accessibility, keys, and everything without scripts.

use thirtyfour::prelude::*;

use crate::support::{
    app::TestApp,
    browser::{Visitor, axe_violations, serve, sideways, visit, visit_as},
};

async fn shipped_case() -> String {
    serve(TestApp::with_specimen().await.router()).await
}

/// Pages for readers.
pub const PAGES: [&str; 14] = [
    "/",
    "/cases/baghdadi-2019",
    "/cases/baghdadi-2019?as_of=2019-02-10",
    "/cases/baghdadi-2019/matrix",
    "/cases/baghdadi-2019/questions/attempt-when",
    "/cases/baghdadi-2019/questions/whereabouts",
    "/cases/baghdadi-2019/claims/accused-2",
    "/cases/baghdadi-2019/sources",
    "/cases/baghdadi-2019/sources/hamdan",
    "/cases/baghdadi-2019/documents",
    "/cases/baghdadi-2019/documents/moroccan-site-1",
    "/cases/baghdadi-2019/places/hajin",
    "/cases/baghdadi-2019/entities",
    "/no-such-page",
];

fn in_arabic(path: &str) -> String {
    format!("{path}{}lang=ar", if path.contains('?') { '&' } else { '?' })
}

/// Asks every page for breaks of accessibility rules and for what sticks out at the side.
async fn look_at_every_page(visitor: Visitor) {
    visit_as(visitor, async |page| {
        let site = shipped_case().await;
        let mut found = Vec::new();
        for path in PAGES.iter().flat_map(|path| [(*path).to_owned(), in_arabic(path)]) {
            page.goto(format!("{site}{path}")).await?;
            found.extend(axe_violations(&page).await?.into_iter().map(|line| format!("{path}: {line}")));
            let sideways = sideways(&page).await?;
            if sideways > 0 {
                found.push(format!("{path}: scrolls sideways by {sideways} pixels"));
            }
        }
        assert_eq!(found, Vec::<String>::new());
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_at_a_desk_keeps_the_accessibility_rules_and_its_width() {
    look_at_every_page(Visitor::AT_A_DESK).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_on_a_phone_in_the_dark_keeps_the_accessibility_rules_and_its_width() {
    look_at_every_page(Visitor::WITH_A_PHONE.in_the_dark()).await;
}

/// The text of whatever has the focus.
async fn focused(page: &WebDriver) -> WebDriverResult<String> {
    page.active_element().await?.text().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_move_between_claims_disagreements_and_report_days() {
    visit(async |page| {
        let site = shipped_case().await;
        page.goto(format!("{site}/cases/baghdadi-2019")).await?;
        let body = page.find(By::Css("body")).await?;
        body.send_keys("j").await?;
        let first = focused(&page).await?;
        page.active_element().await?.send_keys("j").await?;
        let second = focused(&page).await?;
        assert!(!first.is_empty() && first != second, "{first:?} then {second:?}");
        page.active_element().await?.send_keys("k").await?;
        assert_eq!(focused(&page).await?, first);
        page.active_element().await?.send_keys("d").await?;
        assert_ne!(focused(&page).await?, first);
        page.active_element().await?.send_keys("[").await?;
        assert!(page.current_url().await?.query().unwrap_or_default().contains("as_of="));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn marks_stand_where_the_style_block_of_the_page_puts_them() {
    visit(async |page| {
        let site = shipped_case().await;
        page.goto(format!("{site}/cases/baghdadi-2019/questions/attempt-when")).await?;
        let apart = "const m = [...document.querySelectorAll('.mk')].map(e => e.getBoundingClientRect().left);
                     return Math.max(...m) - Math.min(...m)";
        let apart: f64 = page.execute(apart, vec![]).await?.convert()?;
        assert!(apart > 300.0, "the two dates are {apart} pixels apart: the content policy refused the style block");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn filters_work_without_scripts() {
    visit_as(Visitor::AT_A_DESK.without_scripts(), async |page| {
        let site = shipped_case().await;
        page.goto(format!("{site}/cases/baghdadi-2019")).await?;
        let all = page.find_all(By::Css(".lane")).await?.len();
        page.find(By::Css("form.bar select[name=source] option[value=hamdan]")).await?.click().await?;
        page.find(By::Css("form.bar button")).await?.click().await?;
        assert!(page.current_url().await?.query().unwrap_or_default().contains("source=hamdan"));
        let some = page.find_all(By::Css(".lane")).await?.len();
        assert!(0 < some && some < all, "{some} of {all} lanes");
        Ok(())
    })
    .await;
}
