//! The form for a claim in a real browser: what would follow is shown while somebody types, and keys save.

use std::time::Duration;

use counterpoint::domain::person::{Flags, Role};
use thirtyfour::prelude::*;

use crate::support::{
    app::{SHIPPED, TestApp},
    browser::{Visitor, axe_violations, serve_to, sideways, visit, visit_as},
};

/// How long the page may take to show what would follow.
const PATIENCE: Duration = Duration::from_secs(20);

/// Serves the shipped case to a contributor: the browser is handed the session that tests make.
async fn signed_in() -> String {
    let app = TestApp::with_specimen().await;
    let client = app.sign_in_member("contributor", "baghdadi-2019", Role::Contributor, Flags::default()).await;
    format!("{}{SHIPPED}", serve_to(&app, &client).await)
}

/// Waits until the element that `selector` finds says `words`.
async fn until_said(page: &WebDriver, selector: &str, words: &str) -> WebDriverResult<()> {
    let said = page.query(By::Css(selector)).with_text(thirtyfour::stringmatch::StringMatch::new(words).partial());
    said.wait(PATIENCE, Duration::from_millis(100)).first().await.map(drop)
}

async fn fill(page: &WebDriver, selector: &str, text: &str) -> WebDriverResult<()> {
    let field = page.find(By::Css(selector)).await?;
    field.clear().await?;
    field.send_keys(text).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_would_follow_is_shown_while_somebody_types_and_a_key_saves() {
    visit(async |page| {
        let case = signed_in().await;
        page.goto(format!("{case}/claims/new?lang=en&question=attempt-when&document=memo-1")).await?;
        fill(&page, "#f-value", "mid-September 2018").await?;
        until_said(&page, "[data-live=understood]", "Understood as 11–20 September 2018").await?;
        until_said(&page, "[data-live=outlook]", "112 to 121 days before").await?;
        until_said(&page, ".miss", "someone not yet named").await?;
        let place = "return getComputedStyle(document.querySelector('.mini .mk-approx')).getPropertyValue('--s')";
        let place: String = page.execute(place, vec![]).await?.convert()?;
        assert!(place.trim().parse::<f64>().is_ok_and(|place| place > 0.0), "{place}");
        assert_eq!(axe_violations(&page).await?, Vec::<String>::new());
        fill(&page, "#f-link-2", "Jumah Hamdi Hamdan").await?;
        until_said(&page, "[data-live=outlook]", "already heard on this question").await?;
        fill(&page, "#f-excerpt", "in mid-September").await?;
        page.find(By::Css("#f-excerpt")).await?.send_keys(Key::Control + Key::Enter).await?;
        page.query(By::Css("h1"))
            .with_text(thirtyfour::stringmatch::StringMatch::new("mid-September").partial())
            .wait(PATIENCE, Duration::from_millis(100))
            .first()
            .await?;
        assert!(page.current_url().await?.path().ends_with("/claims/attempt-when-hamdan"));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_question_asks_for_another_answer_and_a_key_moves_a_link_up() {
    visit(async |page| {
        let case = signed_in().await;
        page.goto(format!("{case}/claims/new?lang=en")).await?;
        page.find(By::Css("#f-question option[value=attempt-fate]")).await?.click().await?;
        page.query(By::Css("[type=checkbox][value=executed]"))
            .wait(PATIENCE, Duration::from_millis(100))
            .first()
            .await?;
        fill(&page, "#f-link-2", "Hamdan").await?;
        page.find(By::Css("[value='insert:2']")).await?.click().await?;
        let second = page.query(By::Css("#f-link-3")).wait(PATIENCE, Duration::from_millis(100)).first().await?;
        second.send_keys("Al Jazeera").await?;
        second.send_keys(Key::Alt + Key::Up).await?;
        let moved = page.query(By::Css("#f-link-2")).with_attribute("value", "Al Jazeera");
        moved.wait(PATIENCE, Duration::from_millis(100)).first().await?;
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_form_keeps_the_accessibility_rules_and_its_width() {
    for visitor in [Visitor::AT_A_DESK, Visitor::WITH_A_PHONE.in_the_dark()] {
        visit_as(visitor, async |page| {
            let case = signed_in().await;
            for language in ["en", "ar"] {
                page.goto(format!("{case}/claims/new?lang={language}&question=attempt-when")).await?;
                page.find(By::Css("button[data-save]")).await?.click().await?;
                page.query(By::Css(".esum")).wait(PATIENCE, Duration::from_millis(100)).first().await?;
                assert_eq!(axe_violations(&page).await?, Vec::<String>::new());
                let sideways = sideways(&page).await?;
                assert!(sideways <= 0, "{language}: scrolls sideways by {sideways} pixels");
            }
            Ok(())
        })
        .await;
    }
}
