//! Every page there is, in a real browser, for somebody who may do everything: no complaint of the browser (above all
//! none that the content policy refused something), no break of an accessibility rule, nothing that sticks out.

use axum::http::Method;
use counterpoint::{
    credentials::{SetupCode, WebhookSecret},
    domain::{
        access::Identities,
        person::{Flags, Role},
    },
    store::{Editor, NewWebhook, SetUpBy},
    web,
};
use thirtyfour::prelude::*;

use crate::{
    browser_shipped_case::PAGES,
    support::{
        app::{NOW, SHIPPED, TestApp},
        browser::{Visitor, axe_violations, complaints, serve, serve_to, sideways, visit_as},
        records::moment,
    },
};

/// The webhook that the owner made.
const WEBHOOK: &str = "h-newsroom";

/// What stands for the names in braces.
fn filled(path: &str, secret: &str) -> String {
    let ids = [
        ("{case}", "baghdadi-2019"),
        ("{claim}", "accused-2"),
        ("{question}", "attempt-when"),
        ("{source}", "hamdan"),
        ("{document}", "moroccan-site-1"),
        ("{place}", "hajin"),
        ("{entity}", "al-baghdadi"),
        ("{event}", "attempt"),
        ("{webhook}", WEBHOOK),
        ("{noun}", "claims"),
        ("{secret}", secret),
    ];
    let path = ids.iter().fold(path.to_owned(), |path, (name, id)| path.replace(name, id));
    assert!(!path.contains('{'), "no id is known for {path}");
    path
}

/// Every address of the pages that can be opened.
fn every_address(secret: &str) -> Vec<String> {
    let table = web::table();
    let opened = table.routes().iter().filter(|route| route.method == Method::GET);
    opened.map(|route| filled(&route.path, secret)).collect()
}

/// Somebody who manages people and owns the shipped case; their site, and all its addresses.
async fn owned() -> (String, Vec<String>) {
    let app = TestApp::with_specimen().await;
    let client = app.sign_in_admin("owner").await;
    app.join(&client, "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let new = NewWebhook {
        id: WEBHOOK.parse().unwrap(),
        case: "baghdadi-2019".parse().unwrap(),
        address: "https://newsroom.example/hook".to_owned(),
        kinds: Vec::new(),
        set_up: SetUpBy { person: client.person.clone(), identities: Identities::Hidden },
        secret: WebhookSecret::random().as_bytes().clone(),
    };
    app.store().add_webhook(&Editor::system("test", moment(NOW)), new).await.unwrap();
    let invited = client.post("/people/invites?lang=en", &[("note", "for the night desk")]).await;
    let (_, secret) = invited.body.split_once("/invites/").unwrap();
    let secret: String = secret.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    let addresses = every_address(&secret);
    assert!(addresses.len() > 50, "the table has lost its routes: {addresses:#?}");
    (serve_to(&app, &client).await, addresses)
}

/// An installation that nobody has an account on yet.
async fn unowned() -> String {
    let app = TestApp::empty().await;
    let digest = SetupCode::random().digest().hex();
    app.store().set_setup_code(&Editor::system("test", moment(NOW)), digest).await.unwrap();
    serve(app.router()).await
}

/// All that is wrong with the page that is open at `path`.
pub async fn flaws(page: &WebDriver, path: &str) -> WebDriverResult<Vec<String>> {
    // The pages for readers are asked by their own test; axe-core takes most of a second.
    let is_asked_elsewhere = PAGES.contains(&path);
    let mut found = if is_asked_elsewhere { vec![] } else { axe_violations(page).await? };
    let sideways = sideways(page).await?;
    if sideways > 0 {
        found.push(format!("scrolls sideways by {sideways} pixels"));
    }
    found.extend(complaints(page).await?);
    Ok(found)
}

async fn look_at_every_page(visitor: Visitor, language: &str) {
    visit_as(visitor, async |page| {
        let (owned, mut paths) = owned().await;
        // Nobody may set up what somebody owns.
        paths.retain(|path| path != "/setup");
        paths.push(format!("{SHIPPED}/claims/new?question=attempt-when&document=memo-1"));
        let unowned = unowned().await;
        let apart = ["/setup", "/sign-in"].map(|path| (&unowned, path.to_owned()));
        let mut found = Vec::new();
        for (site, path) in paths.into_iter().map(|path| (&owned, path)).chain(apart) {
            let joint = if path.contains('?') { '&' } else { '?' };
            page.goto(format!("{site}{path}{joint}lang={language}")).await?;
            found.extend(flaws(&page, &path).await?.into_iter().map(|flaw| format!("{path}: {flaw}")));
        }
        assert!(found.is_empty(), "{found:#?}");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_on_a_phone_is_refused_anything_or_breaks_a_rule() {
    look_at_every_page(Visitor::WITH_A_PHONE, "en").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_in_arabic_in_the_dark_is_refused_anything_or_breaks_a_rule() {
    look_at_every_page(Visitor::WITH_A_PHONE.in_the_dark(), "ar").await;
}
