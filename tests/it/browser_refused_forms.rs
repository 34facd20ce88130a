//! Every form as it comes back when it is refused, in a real browser: with faults, where somebody saved first, under a
//! warning, and the step after the password. Nothing is refused by the content policy, breaks a rule or sticks out.

use std::time::Duration;

use counterpoint::domain::person::{Flags, Role};
use thirtyfour::prelude::*;

use crate::{
    browser_every_page::flaws,
    people_accounts::switch_on,
    support::{
        app::{SHIPPED, TestApp},
        browser::{Visitor, serve_to, serve_with, visit_as},
        client::Client,
    },
};

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(20);
const STEP: Duration = Duration::from_millis(50);
/// The forms that are refused as they are opened: something is missing, at least why.
const REFUSED: [&str; 17] = [
    "claims/new",
    "claims/when-7/edit",
    "claims/when-7/withdraw",
    "sources/new",
    "sources/guardian/edit",
    "documents/new",
    "documents/memo-1/edit",
    "places/new",
    "places/hajin/edit",
    "entities/new",
    "events/new",
    "events/attempt/edit",
    "questions/new",
    "questions/attempt-when/edit",
    "questions/attempt-when/assessment",
    "edit",
    "policy",
];
/// Sends the form of the page as it is, without what the browser itself would check.
const SEND: &str = "const form = document.querySelector('main form[method=post]');
    const button = form.querySelector('[data-save], .btn.pri'); form.noValidate = true; form.requestSubmit(button);";

/// Sends the form of the page that is open, and waits until `selector` stands on the one that comes back.
async fn send(page: &WebDriver, selector: &str) -> WebDriverResult<()> {
    page.execute(SEND, vec![]).await?;
    page.query(By::Css(selector)).wait(PATIENCE, STEP).first().await.map(drop)
}

/// A page, the path it is named by, and what is wrong with it.
struct Seen<'a> {
    page: &'a WebDriver,
    language: &'static str,
    found: Vec<String>,
}

impl Seen<'_> {
    async fn open(&self, site: &str, path: &str) -> WebDriverResult<()> {
        let joint = if path.contains('?') { '&' } else { '?' };
        self.page.goto(format!("{site}{path}{joint}lang={}", self.language)).await
    }

    async fn look(&mut self, path: &str) -> WebDriverResult<()> {
        // A browser logs every answer of 4xx; that one was asked for.
        let is_own = |flaw: &String| !flaw.contains("the server responded with a status of 4");
        let flaws = flaws(self.page, path).await?.into_iter().filter(is_own);
        self.found.extend(flaws.map(|flaw| format!("{path}: {flaw}")));
        Ok(())
    }
}

/// Somebody opens an edit, somebody else saves first, and the first one sends theirs.
async fn conflict(seen: &mut Seen<'_>, site: &str, other: &Client<'_>) -> WebDriverResult<()> {
    for (path, field) in [("events/attempt/edit", "title.en"), ("claims/when-7/edit", "value")] {
        let address = format!("{SHIPPED}/{path}");
        seen.open(site, &address).await?;
        let opened = other.get(&address).await;
        let fields: Vec<(String, String)> = ["version", "question", "document", "link", "excerpt", field]
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), value(&opened, name)?)))
            .collect();
        let mut typed: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        typed.retain(|(name, _)| *name != field);
        let new = if field == "value" { "10 January 2019" } else { "An attempt on him" };
        typed.extend([(field, new), ("stance", "asserts"), ("why", "It was so"), ("confirmed", "like")]);
        let saved = other.post(&address, &typed).await;
        assert_eq!(saved.status, 303, "{}", saved.joined(".esum, .fwn"));
        seen.page.find(By::Css("#f-why")).await?.send_keys("Another name").await?;
        send(seen.page, ".cmp").await?;
        seen.look(&format!("{path}, where somebody saved first")).await?;
    }
    Ok(())
}

/// What stands in the input called `name`.
fn value(page: &crate::support::app::Answer, name: &str) -> Option<String> {
    let chosen = page.attribute(&format!("select[name='{name}'] option[selected]"), "value");
    let typed = page.attribute(&format!("input[name='{name}']"), "value");
    chosen.or(typed).or_else(|| page.texts(&format!("textarea[name='{name}']")).pop())
}

async fn look_at_refused_forms(visitor: Visitor, language: &'static str) {
    visit_as(visitor, async |page| {
        let app = TestApp::with_specimen().await;
        let owner = app.sign_in_admin("owner").await;
        app.join(&owner, "baghdadi-2019", Role::Owner, Flags::ALL).await;
        let other = app.sign_in_member("other", "baghdadi-2019", Role::Editor, Flags::default()).await;
        let site = serve_to(&app, &owner).await;
        let mut seen = Seen { page: &page, language, found: Vec::new() };
        let of_case = REFUSED.map(|path| format!("{SHIPPED}/{path}"));
        for path in of_case.iter().map(String::as_str).chain(["/cases/new"]) {
            seen.open(&site, path).await?;
            send(&page, ".esum").await?;
            seen.look(path).await?;
        }
        // A warning, and a record like one that is there.
        for (path, field, typed) in
            [("sources/hamdan/edit", "#f-public_name-en", "A resident"), ("places/new", "#f-name-en", "Hajin")]
        {
            seen.open(&site, &format!("{SHIPPED}/{path}")).await?;
            page.find(By::Css(field)).await?.send_keys(typed).await?;
            page.execute("document.querySelector('#f-protected')?.click()", vec![]).await?;
            page.find(By::Css("#f-why")).await?.send_keys("It was asked for").await?;
            send(&page, ".fwn").await?;
            seen.look(path).await?;
        }
        conflict(&mut seen, &site, &other).await?;
        app.add_account("halfway", false).await;
        switch_on(&app.signed_in("halfway").await).await;
        let halfway = app.visitor();
        halfway.sign_in("halfway", crate::support::visitor::PASSWORD).await;
        let site = serve_with(&app, &format!("__Host-cp={}", halfway.cookie().unwrap_or_default())).await;
        seen.open(&site, "/sign-in/code").await?;
        seen.look("/sign-in/code").await?;
        send(&page, "[role=alert]").await?;
        seen.look("/sign-in/code, with a wrong code").await?;
        let found = seen.found;
        assert!(found.is_empty(), "{found:#?}");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_refused_form_on_a_phone_breaks_a_rule() {
    look_at_refused_forms(Visitor::WITH_A_PHONE, "en").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_refused_form_in_arabic_at_a_desk_in_the_dark_breaks_a_rule() {
    look_at_refused_forms(Visitor::AT_A_DESK.in_the_dark(), "ar").await;
}
