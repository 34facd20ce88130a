//! The form for a claim in a real browser: what would follow is shown while somebody types, and keys save.

use std::time::Duration;

use counterpoint::domain::person::{Flags, Role};
use thirtyfour::prelude::*;

use crate::support::{
    app::{SHIPPED, TestApp, specimen},
    browser::{Visitor, axe_violations, serve_to, sideways, visit, visit_as},
    records::note,
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

/// Marks the first words of the stored text of a document.
const MARK: &str = "const range = document.createRange(); const words = document.querySelector('.orig').firstChild;
    range.setStart(words, 0); range.setEnd(words, 20); getSelection().removeAllRanges(); getSelection().addRange(range);
    return getSelection().toString();";

/// A document with a stored text, whose first claim is far enough down.
async fn with_a_text() -> String {
    let mut records = specimen();
    let memo = records.documents.iter_mut().find(|document| document.id.as_str() == "memo-1").unwrap();
    memo.text = Some(note("The leader of the group fled an attempt by his own fighters, officials said."));
    let app = TestApp::of(records).await;
    let client = app.sign_in_member("judge", "baghdadi-2019", Role::Contributor, Flags::ALL).await;
    format!("{}{SHIPPED}", serve_to(&app, &client).await)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_begins_a_claim_from_the_marked_words_and_another_judges() {
    visit(async |page| {
        let case = with_a_text().await;
        let press = async |key: &str| page.find(By::Css("body")).await?.send_keys(key).await;
        let arrived = async |selector: &'static str| {
            page.query(By::Css(selector)).wait(PATIENCE, Duration::from_millis(100)).first().await
        };
        page.goto(format!("{case}/documents/memo-1?lang=en")).await?;
        let marked: String = page.execute(MARK, vec![]).await?.convert()?;
        press("n").await?;
        let excerpt = arrived("#f-excerpt").await?;
        assert_eq!(excerpt.prop("value").await?.unwrap_or_default(), marked.trim());
        assert_eq!(page.find(By::Css("#f-document")).await?.prop("value").await?.as_deref(), Some("memo-1"));
        // Without marked words it is a claim from this document all the same.
        page.goto(format!("{case}/documents/memo-1?lang=en")).await?;
        press("n").await?;
        assert_eq!(arrived("#f-excerpt").await?.prop("value").await?.as_deref(), Some(""));
        assert_eq!(page.find(By::Css("#f-document")).await?.prop("value").await?.as_deref(), Some("memo-1"));
        page.goto(format!("{case}/questions/attempt-when?lang=en")).await?;
        let keys = page.find(By::Css("[data-keys-list]")).await?.text().await?;
        assert!(keys.contains("A assess") && keys.contains("N new claim"), "{keys}");
        press("a").await?;
        arrived("#f-status").await?;
        assert!(page.current_url().await?.path().ends_with("/questions/attempt-when/assessment"));
        // Switched off with the other single keys, they are letters.
        page.goto(format!("{case}/questions/attempt-when?lang=en")).await?;
        page.find(By::Css("[data-keys-switch]")).await?.click().await?;
        press("a").await?;
        press("n").await?;
        assert!(page.current_url().await?.path().ends_with("/questions/attempt-when"));
        Ok(())
    })
    .await;
}
