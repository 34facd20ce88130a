//! Stories of forms: what is made, changed and refused, and that nothing typed is ever lost.

use axum::http::StatusCode;
use counterpoint::domain::person::{Flags, Role};

use crate::support::{
    app::{Answer, SHIPPED, TestApp},
    client::Client,
    page::sent_by,
};

/// What a document needs.
const DOCUMENT: [(&str, &str); 4] = [
    ("publisher", "guardian"),
    ("title.en", "A third report from the river"),
    ("published", "2019-02-20"),
    ("language", "en"),
];

async fn contributor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("contributor", "baghdadi-2019", Role::Contributor, Flags::default()).await
}

async fn editor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await
}

/// The address that a form led on to.
#[track_caller]
fn led_to(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.joined(".esum, h1, .fnt"));
    answer.header("location").to_owned()
}

fn form(path: &str) -> String {
    format!("{SHIPPED}/{path}")
}

#[tokio::test]
async fn a_source_is_made_with_an_id_from_its_name_and_shown() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let answer = client.post(&form("sources/new"), &[("name.en", "A resident of Raqqa"), ("kind", "eyewitness")]).await;
    let page = led_to(&answer);
    assert_eq!(page, form("sources/a-resident-of-raqqa"));
    assert_eq!(client.get(&page).await.text("h1"), "A resident of Raqqa");
}

#[tokio::test]
async fn a_name_in_arabic_makes_a_readable_id() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let answer = client.post(&form("places/new?lang=ar"), &[("name.ar", "الباغوز")]).await;
    let page = led_to(&answer);
    assert_eq!(page, form("places/albaghwz?lang=ar"));
    assert_eq!(client.get(&page).await.text("h1"), "الباغوز");
}

#[tokio::test]
async fn all_faults_are_shown_at_once_beside_their_fields_and_everything_typed_is_kept() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let typed = [
        ("publisher", "guardian"),
        ("title.ar", "عنوان"),
        ("published", "yesterday"),
        ("url", "ftp://x"),
        ("note", "a\nb"),
    ];
    let answer = client.post(&form("documents/new?lang=en"), &typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text("title").starts_with("Error: New document"), "{}", answer.text("title"));
    assert_eq!(answer.text(".esum h2"), "3 things to fix");
    assert_eq!(answer.attributes(".esum a", "href"), ["#f-published", "#f-language", "#f-url"]);
    for field in ["#f-published", "#f-language", "#f-url"] {
        assert_eq!(answer.attribute(field, "aria-invalid").as_deref(), Some("true"), "{field}");
        let described = answer.attribute(field, "aria-describedby").unwrap();
        assert!(described.ends_with("-error"), "{described}");
    }
    assert_eq!(answer.attribute("#f-title-ar", "value").as_deref(), Some("عنوان"));
    assert_eq!(answer.attribute("#f-published", "value").as_deref(), Some("yesterday"));
    assert_eq!(answer.attribute("#f-publisher option[selected]", "value").as_deref(), Some("guardian"));
    assert!(answer.body.contains("\na\nb</textarea>"));
    let arabic = client.post(&form("documents/new?lang=ar"), &typed).await;
    assert!(arabic.text("title").starts_with("خطأ: وثيقة جديدة"), "{}", arabic.text("title"));
}

#[tokio::test]
async fn a_reference_that_is_not_there_is_a_fault_of_its_field() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let mut typed = DOCUMENT.to_vec();
    typed.extend([("cites", ""), ("cites", "guardian-9")]);
    let answer = client.post(&form("documents/new?lang=en"), &typed).await;
    assert_eq!(answer.attributes(".esum a", "href"), ["#f-cites-1"]);
    assert!(answer.text(".esum li").contains("There is no document called “guardian-9”"));
}

#[tokio::test]
async fn every_edit_asks_why_and_keeps_a_version() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    let address = form("sources/guardian/edit?lang=en");
    let opened = client.get(&address).await;
    assert_eq!(opened.status, StatusCode::OK);
    assert_eq!(opened.attribute("[name=version]", "value").as_deref(), Some("1"));
    assert_eq!(opened.attribute("#f-name-en", "value").as_deref(), Some("The Guardian"));
    let typed = [("version", "1"), ("name.en", "The Guardian (London)"), ("name.ar", "الغارديان"), ("kind", "outlet")];
    let refused = client.post(&address, &typed).await;
    assert_eq!(refused.attributes(".esum a", "href"), ["#f-why"]);
    let mut typed = typed.to_vec();
    typed.push(("why", "Told apart from its Sunday sister"));
    let page = led_to(&client.post(&address, &typed).await);
    assert_eq!(page, form("sources/guardian?lang=en"));
    assert_eq!(client.get(&page).await.text("h1"), "The Guardian (London)");
    assert_eq!(client.get(&address).await.attribute("[name=version]", "value").as_deref(), Some("2"));
}

#[tokio::test]
async fn what_the_form_does_not_ask_for_stays_as_it_was() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    for list in ["sources", "documents", "places", "entities", "questions", "events"] {
        for id in crate::support::page::shipped_ids(list) {
            let address = form(&format!("{list}/{id}/edit?lang=en"));
            let opened = client.get(&address).await;
            assert_eq!(opened.status, StatusCode::OK, "{address}");
            let mut typed = sent_by(&opened);
            typed.push(("why".to_owned(), "Nothing changed".to_owned()));
            let pairs: Vec<(&str, &str)> = typed.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let answer = client.post(&address, &pairs).await;
            led_to(&answer);
            // Nothing differed, so nothing was written.
            let again = client.get(&address).await;
            assert_eq!(again.attribute("[name=version]", "value").as_deref(), Some("1"), "{address}");
        }
    }
}

#[tokio::test]
async fn an_id_that_was_used_before_is_refused_with_one_that_is_free() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let mut typed = DOCUMENT.to_vec();
    typed.push(("id", "guardian-1"));
    let answer = client.post(&form("documents/new?lang=en"), &typed).await;
    assert!(answer.text(".esum li").contains("“guardian-1-2” is free"), "{}", answer.text(".esum li"));
    assert_eq!(answer.attribute("details", "open").as_deref(), Some(""));
    typed.pop();
    typed.push(("id", "new"));
    let answer = client.post(&form("documents/new?lang=en"), &typed).await;
    assert!(answer.text(".esum li").contains("No record can be called “new”"));
}

#[tokio::test]
async fn two_editors_at_once_see_both_versions_and_nothing_is_merged_silently() {
    let app = TestApp::with_specimen().await;
    let first = editor(&app).await;
    let second = app.sign_in_member("second", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let address = form("places/hajin/edit?lang=en");
    let theirs = [("version", "1"), ("name.en", "Hajin town"), ("lat", "34.69"), ("lon", "40.83"), ("why", "Clearer")];
    led_to(&first.post(&address, &theirs).await);
    let mine = [("version", "1"), ("name.en", "Hajin"), ("lat", "34.7"), ("lon", "40.83"), ("why", "Better point")];
    let answer = second.post(&address, &mine).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.texts(".cmp tbody th"), ["Name", "Latitude"]);
    assert_eq!(answer.texts(".cmp tbody td"), ["Hajin town", "Hajin", "34.69", "34.7"]);
    assert_eq!(answer.attribute("#f-lat", "value").as_deref(), Some("34.7"));
    assert_eq!(answer.attribute("[name=version]", "value").as_deref(), Some("2"));
    // Saving once more is a decision.
    let mut again = mine.to_vec();
    again[0] = ("version", "2");
    led_to(&second.post(&address, &again).await);
    assert_eq!(first.get(&form("places/hajin")).await.text("h1"), "Hajin");
}

#[tokio::test]
async fn what_looks_like_an_existing_record_is_warned_about_once() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    for (path, typed) in [
        ("sources/new?lang=en", vec![("name.en", "the guardain"), ("kind", "outlet")]),
        ("places/new?lang=en", vec![("name.ar", "الكشمة")]),
    ] {
        let answer = client.post(&form(path), &typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert_eq!(answer.texts(".fwn li").len(), 1, "{path}: {:?}", answer.texts(".fwn li"));
        assert_eq!(answer.count(".esum"), 0);
        let mut sure = typed;
        sure.push(("confirmed", "like"));
        led_to(&client.post(&form(path), &sure).await);
    }
    let mut typed = DOCUMENT.to_vec();
    let url = app.get("/api/v1/cases/baghdadi-2019/documents/guardian-1").await.body;
    let url: serde_json::Value = serde_json::from_str(&url).unwrap();
    let url = format!("{}/?utm_source=x#top", url["url"].as_str().unwrap());
    typed.push(("url", &url));
    let answer = client.post(&form("documents/new?lang=en"), &typed).await;
    assert_eq!(answer.attributes(".fwn li a", "href"), [form("documents/guardian-1?lang=en")]);
}

#[tokio::test]
async fn a_contributor_adds_and_an_editor_changes_and_nobody_else_does_either() {
    let app = TestApp::with_specimen().await;
    let contributor = contributor(&app).await;
    let editor = editor(&app).await;
    let viewer = app.sign_in_member("viewer", "baghdadi-2019", Role::Viewer, Flags::default()).await;
    let status = async |client: &Client<'_>, path: &str| client.get(&form(path)).await.status.as_u16();
    for path in ["sources/new", "documents/new", "places/new", "entities/new"] {
        assert_eq!(status(&contributor, path).await, 200, "{path}");
        assert_eq!(status(&editor, path).await, 200, "{path}");
        assert_eq!(status(&viewer, path).await, 404, "{path}");
    }
    for path in ["events/new", "questions/new", "sources/guardian/edit", "places/hajin/withdraw"] {
        assert_eq!(status(&contributor, path).await, 404, "{path}");
        assert_eq!(status(&editor, path).await, 200, "{path}");
    }
    let nobody = app.get(&form("sources/new")).await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    assert!(nobody.header("location").starts_with("/sign-in?next="));
}

#[tokio::test]
async fn what_is_referred_to_is_not_withdrawn_and_its_referrers_are_named() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    let asked = client.get(&form("sources/guardian/withdraw?lang=en")).await;
    assert_eq!(asked.texts(".fwn h2"), ["Other records still refer to it"]);
    assert!(asked.count(".fwn li a") > 3);
    let refused = client.post(&form("sources/guardian/withdraw?lang=en"), &[("version", "1"), ("why", "Gone")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text("title").starts_with("Error: "));
    led_to(&client.post(&form("places/new"), &[("name.en", "Nowhere in particular")]).await);
    let address = form("places/nowhere-in-particular/withdraw?lang=en");
    let without = client.post(&address, &[("version", "1"), ("why", " ")]).await;
    assert_eq!(without.attributes(".esum a", "href"), ["#f-why"]);
    led_to(&client.post(&address, &[("version", "1"), ("why", "Made by mistake")]).await);
    assert_eq!(client.get(&form("places/nowhere-in-particular")).await.status, StatusCode::NOT_FOUND);
}
