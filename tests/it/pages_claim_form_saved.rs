//! Stories of claims saved, changed and withdrawn in the form, and of what is kept until then.

use axum::http::StatusCode;
use counterpoint::domain::{
    person::{Flags, Role},
    text::{Localised, Text},
};

use crate::support::{
    app::{Answer, SHIPPED, TestApp, specimen},
    client::Client,
};

const KILLED: [(&str, &str); 7] = [
    ("question", "attempt-killed"),
    ("value", "about 12"),
    ("stance", "asserts"),
    ("document", "memo-1"),
    ("link", "Jumah Hamdi Hamdan"),
    ("excerpt", "a dozen were killed"),
    ("paraphrase", "on"),
];

fn form(path: &str) -> String {
    format!("{SHIPPED}/claims/{path}")
}

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().chain(more).copied().collect()
}

async fn contributor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("contributor", "baghdadi-2019", Role::Contributor, Flags::default()).await
}

async fn editor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await
}

#[track_caller]
fn led_to(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.joined(".esum, h1, .fnt"));
    answer.header("location").to_owned()
}

/// What the API tells of a claim.
async fn claim(app: &TestApp, id: &str) -> serde_json::Value {
    let answer = app.get(&format!("/api/v1/cases/baghdadi-2019/claims/{id}")).await;
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn another_begins_with_the_same_document_and_names_the_one_that_was_saved() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let next = led_to(&client.post(&form("new?lang=en"), &with(&KILLED, &[("op", "another")])).await);
    let page = client.get(&next).await;
    assert_eq!(page.status, StatusCode::OK, "{next}");
    assert!(page.text("[data-saved]").contains("Jumah Hamdi Hamdan"), "{}", page.text("[data-saved]"));
    assert_eq!(page.attribute("[data-saved] a", "href"), Some(form("attempt-killed-hamdan?lang=en")));
    assert_eq!(page.attribute("#f-document option[selected]", "value").as_deref(), Some("memo-1"));
    assert_eq!(page.attribute("#f-value", "value").as_deref(), Some(""));
    assert_eq!(page.attributes("[name=link]", "value"), [""]);
    assert!(page.joined(".lk-f").contains("Published by Middle East Monitor"));
    let stored = claim(&app, "attempt-killed-hamdan").await;
    assert_eq!(stored["chain"], serde_json::json!(["hamdan", "memo"]), "root first, the publisher last");
}

#[tokio::test]
async fn whoever_is_not_stated_is_one_source_of_the_case_and_never_a_root() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let mut sent = KILLED.to_vec();
    sent[4].1 = "not stated";
    let looked = client.post(&form("new?lang=en"), &with(&sent, &[("op", "check")])).await;
    assert!(looked.joined(".eff").contains("no root is counted"), "{}", looked.joined(".eff"));
    led_to(&client.post(&form("new?lang=en"), &with(&sent, &[("op", "save")])).await);
    sent[4].1 = "غير مذكور";
    led_to(&client.post(&form("new?lang=ar"), &with(&sent, &[("op", "save")])).await);
    for id in ["attempt-killed-not-stated", "attempt-killed-not-stated-2"] {
        assert_eq!(claim(&app, id).await["chain"], serde_json::json!(["not-stated", "memo"]));
    }
    let source = client.get(&format!("{SHIPPED}/sources/not-stated?lang=en")).await;
    assert_eq!(source.text("h1"), "Not stated");
}

#[tokio::test]
async fn a_source_is_made_without_losing_the_form() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let mut sent = KILLED.to_vec();
    sent[4].1 = "A doctor in Hajin";
    let there = led_to(&client.post(&form("new?lang=en"), &with(&sent, &[("op", "new:source:link:0")])).await);
    let asked = client.get(&there).await;
    assert_eq!(asked.attribute("#f-name-en", "value").as_deref(), Some("A doctor in Hajin"));
    let back = led_to(&client.post(&there, &[("name.en", "A doctor in Hajin"), ("kind", "eyewitness")]).await);
    let page = client.get(&back).await;
    assert_eq!(page.attributes("[name=link]", "value"), ["A doctor in Hajin"]);
    assert_eq!(page.attribute("#f-value", "value").as_deref(), Some("about 12"));
    assert_eq!(page.text("#f-excerpt"), "a dozen were killed");
    assert!(
        page.joined(".eff").contains("Goes back to a doctor in Hajin")
            || page.joined(".eff").contains("A doctor in Hajin")
    );
}

#[tokio::test]
async fn what_was_typed_and_not_saved_is_found_again() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    client.post(&form("new?lang=en"), &with(&KILLED, &[("op", "append")])).await;
    let page = client.get(&form("new?lang=en")).await;
    assert_eq!(page.text(".fnt p:first-child"), "You have an unsaved draft here. It is shown below.");
    assert_eq!(page.attributes("[name=link]", "value"), ["Jumah Hamdi Hamdan", ""]);
    assert!(page.text("[data-live=outlook] .say").contains("someone not yet named"), "a draft is tried as well");
    led_to(&client.post(&form("new?lang=en"), &[("op", "discard")]).await);
    assert_eq!(client.get(&form("new?lang=en")).await.attributes("[name=link]", "value"), [""]);
}

#[tokio::test]
async fn an_edit_that_touches_nothing_changes_nothing_of_any_claim() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    for id in crate::support::page::shipped_ids("claims") {
        let address = form(&format!("{id}/edit?lang=en"));
        let opened = client.get(&address).await;
        assert_eq!(opened.text(".eff"), "Nothing changes on this question.", "{id}");
        let mut sent = crate::support::page::sent_by(&opened);
        sent.push(("why".to_owned(), "Nothing changed".to_owned()));
        let pairs: Vec<(&str, &str)> = sent.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        led_to(&client.post(&address, &pairs).await);
        let again = client.get(&address).await;
        assert_eq!(again.attribute("[name=version]", "value").as_deref(), Some("1"), "{id}");
    }
}

#[tokio::test]
async fn two_editors_at_once_see_both_versions_of_a_claim() {
    let app = TestApp::with_specimen().await;
    let first = editor(&app).await;
    let second = app.sign_in_member("second", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let address = form("when-6/edit?lang=en");
    let opened = crate::support::page::sent_by(&first.get(&address).await);
    let change = |value: &str| {
        let mut sent = opened.clone();
        sent.iter_mut().filter(|(name, _)| name == "value").for_each(|(_, held)| value.clone_into(held));
        sent.push(("why".to_owned(), "Read anew".to_owned()));
        sent
    };
    let send = async |client: &Client<'_>, sent: &[(String, String)]| {
        let pairs: Vec<(&str, &str)> = sent.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        client.post(&address, &pairs).await
    };
    led_to(&send(&first, &change("September 2018")).await);
    let answer = send(&second, &change("late September 2018")).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.texts(".cmp tbody th"), ["Answer"]);
    assert_eq!(answer.texts(".cmp tbody td"), ["September 2018", "late September 2018"]);
    assert_eq!(answer.attribute("#f-value", "value").as_deref(), Some("late September 2018"));
    assert_eq!(answer.attribute("[name=version]", "value").as_deref(), Some("2"));
    let without_why = first.post(&address, &with(&KILLED, &[("version", "2")])).await;
    assert_eq!(without_why.attributes(".esum a", "href"), ["#f-why"]);
}

#[tokio::test]
async fn a_withdrawal_says_what_would_follow_and_what_stands_in_its_way() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    let asked = client.get(&form("left-4/withdraw?lang=en")).await;
    assert_eq!(asked.text("#pvh"), "If you withdraw this now");
    assert!(asked.count(".eff li") > 0);
    let address = form("left-4/withdraw?lang=en");
    led_to(&client.post(&address, &[("version", "1"), ("why", "Taken twice")]).await);
    assert_eq!(client.get(&form("left-4")).await.status, StatusCode::NOT_FOUND);
    let records = specimen();
    let relayed = records.claims.iter().find_map(|claim| claim.relays.clone()).unwrap();
    let held = client.get(&form(&format!("{relayed}/withdraw?lang=en"))).await;
    assert_eq!(held.texts(".fwn h2"), ["Other records still refer to it"]);
    assert_eq!(held.count(".eff"), 0);
}

#[tokio::test]
async fn a_script_is_told_what_would_follow_and_nothing_is_changed_by_asking() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let answer = client.post(&form("preview?lang=en"), &KILLED).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.attributes("[data-live]", "data-live"), ["understood", "excerpt", "outlook"]);
    assert!(answer.text("[data-live=outlook] .say").contains("Jumah Hamdi Hamdan"));
    assert_eq!(answer.count("html, form"), 1, "a fragment: the parser of this test adds the page around it");
    assert_eq!(client.get(&form("new?lang=en")).await.count(".fnt"), 0, "not even a draft is kept");
    let viewer = app.sign_in_member("viewer", "baghdadi-2019", Role::Viewer, Flags::default()).await;
    assert_eq!(viewer.post(&form("preview"), &KILLED).await.status, StatusCode::NOT_FOUND);
    assert_eq!(viewer.get(&form("new")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(client.get(&form("when-6/edit")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn it_speaks_arabic_and_reads_arabic_dates() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let mut sent = KILLED.to_vec();
    (sent[0].1, sent[1].1, sent[4].1) = ("attempt-when", "منتصف أيلول 2018", "جمعة حمدي حمدان");
    let page = client.post(&form("new?lang=ar"), &with(&sent, &[("op", "check")])).await;
    assert_eq!(page.text("h1"), "إضافة ادعاء");
    assert_eq!(page.attribute("html", "dir").as_deref(), Some("rtl"));
    assert!(page.joined(".eff").contains("112 إلى 121"), "{}", page.joined(".eff"));
    sent[1].1 = "30 شباط 2019";
    let refused = client.post(&form("new?lang=ar"), &with(&sent, &[("op", "save")])).await;
    assert!(refused.text("title").starts_with("خطأ: إضافة ادعاء"), "{}", refused.text("title"));
}

#[tokio::test]
async fn the_id_of_a_claim_says_nothing_of_a_protected_source() {
    let mut records = specimen();
    let source = records.sources.iter_mut().find(|source| source.id.as_str() == "hamdan").unwrap();
    source.is_protected = true;
    source.public_name = Some(Localised::Plain(Text::name("A resident").unwrap()));
    let app = TestApp::of(records).await;
    let client = contributor(&app).await;
    let mut sent = KILLED.to_vec();
    sent[4].1 = "A resident";
    let looked = client.post(&form("new?lang=en"), &with(&sent, &[("op", "check")])).await;
    assert!(looked.text(".say").contains("a resident") || looked.text(".say").contains("A resident"));
    assert!(!looked.body.contains("Jumah"));
    let page = led_to(&client.post(&form("new?lang=en"), &with(&sent, &[("op", "save")])).await);
    assert_eq!(page, form("attempt-killed-memo?lang=en"));
}

#[tokio::test]
async fn pages_lead_to_the_form_with_what_they_are_about() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    for (path, link, chosen) in [
        ("questions/attempt-where", "claims/new?question=attempt-where&lang=en", "#f-question"),
        ("documents/memo-1", "claims/new?document=memo-1&lang=en", "#f-document"),
    ] {
        let page = client.get(&format!("{SHIPPED}/{path}?lang=en")).await;
        let link = format!("{SHIPPED}/{link}");
        assert!(page.attributes(".acts a", "href").contains(&link), "{:?}", page.attributes(".acts a", "href"));
        let opened = client.get(&link).await;
        assert_eq!(opened.count(&format!("{chosen} option[selected]:not([value=''])")), 1);
    }
    let case = client.get(&format!("{SHIPPED}?lang=en")).await;
    assert_eq!(case.texts(".top .pri"), ["Add a claim"]);
    assert_eq!(app.get(SHIPPED).await.count(".top .pri"), 0);
}
