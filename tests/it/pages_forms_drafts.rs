//! Stories of what is typed and not saved: rows, records made in between, closed tabs, sessions that end.

use axum::http::StatusCode;
use counterpoint::domain::person::{Flags, Role};

use crate::support::{
    app::{Answer, SHIPPED, TestApp},
    client::Client,
};

async fn editor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await
}

#[track_caller]
fn led_to(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.joined(".esum, h1, .fnt"));
    answer.header("location").to_owned()
}

fn form(path: &str) -> String {
    format!("{SHIPPED}/{path}")
}

#[tokio::test]
async fn a_form_that_was_refused_is_there_again_in_a_new_tab_until_it_is_discarded() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    let address = form("places/new?lang=en");
    client.post(&address, &[("name.en", ""), ("note", "by the river")]).await;
    let again = client.get(&address).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(again.text(".fnt p:first-child").starts_with("You have an unsaved draft here"));
    assert!(again.body.contains("by the river"));
    // It is nobody else's.
    let other = app.sign_in_member("other", "baghdadi-2019", Role::Editor, Flags::default()).await;
    assert_eq!(other.get(&address).await.count(".fnt"), 0);
    assert_eq!(led_to(&client.post(&address, &[("op", "discard")]).await), address);
    let empty = client.get(&address).await;
    assert_eq!(empty.count(".fnt"), 0);
    assert!(!empty.body.contains("by the river"));
}

#[tokio::test]
async fn what_was_saved_is_no_draft_any_more() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    let address = form("places/new?lang=en");
    client.post(&address, &[("name.en", "")]).await;
    led_to(&client.post(&address, &[("name.en", "Old mill")]).await);
    assert_eq!(client.get(&address).await.count(".fnt"), 0);
}

#[tokio::test]
async fn a_script_keeps_what_is_typed_for_forms_of_cases_alone() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    let address = form("places/new");
    let kept = client.post("/drafts", &[("name.en", "Half a na"), ("draft-address", &address)]).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    assert_eq!(client.get(&address).await.attribute("#f-name-en", "value").as_deref(), Some("Half a na"));
    for elsewhere in ["/sign-in", "//example.org/cases/", "https://example.org/"] {
        let refused = client.post("/drafts", &[("draft-address", elsewhere)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{elsewhere}");
    }
}

#[tokio::test]
async fn a_form_sent_after_the_session_grew_too_old_is_there_after_signing_in() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    let old = client.left_alone().await;
    let address = form("sources/new?lang=en");
    let answer = old.post(&address, &[("name.en", "A driver"), ("kind", "person")]).await;
    let next = led_to(&answer);
    assert_eq!(next, "/sign-in?next=%2Fcases%2Fbaghdadi-2019%2Fsources%2Fnew%3Flang%3Den&lang=en");
    // Nothing was saved with it, and signed in again the form shows it.
    assert_eq!(client.get(&form("sources/a-driver")).await.status, StatusCode::NOT_FOUND);
    let again = client.get(&address).await;
    assert!(again.text(".fnt p:first-child").starts_with("You have an unsaved draft here"));
    assert_eq!(again.attribute("#f-name-en", "value").as_deref(), Some("A driver"));
    assert_eq!(again.attribute("#f-kind option[selected]", "value").as_deref(), Some("person"));
}

#[tokio::test]
async fn a_form_of_somebody_who_signed_out_is_not_kept() {
    let app = TestApp::with_specimen().await;
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    let nobody = app.send_with("POST", &form("sources/new"), &headers, "name.en=A+driver").await;
    assert_eq!(nobody.header("location"), "/sign-in?next=%2Fcases%2Fbaghdadi-2019%2Fsources%2Fnew");
}

#[tokio::test]
async fn a_record_that_is_missing_is_made_in_between_and_filled_in() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    let address = form("documents/new?lang=en");
    let typed =
        [("title.en", "Radio report"), ("published", "2019-03"), ("language", "ar"), ("op", "new:source:publisher:0")];
    let there = led_to(&client.post(&address, &typed).await);
    assert!(there.starts_with(&form("sources/new?return=")), "{there}");
    let made = client.post(&there, &[("name.en", "Radio of the valley"), ("kind", "outlet")]).await;
    let back = led_to(&made);
    let again = client.get(&back).await;
    assert_eq!(again.attribute("#f-publisher option[selected]", "value").as_deref(), Some("radio-of-the-valley"));
    assert_eq!(again.attribute("#f-title-en", "value").as_deref(), Some("Radio report"));
    // Nobody left the form, so nothing speaks of a draft.
    assert_eq!(again.count(".fnt"), 0);
    let typed = [
        ("publisher", "radio-of-the-valley"),
        ("title.en", "Radio report"),
        ("published", "2019-03"),
        ("language", "ar"),
    ];
    assert_eq!(led_to(&client.post(&back, &typed).await), form("documents/radio-report?lang=en"));
}

#[tokio::test]
async fn nobody_is_led_to_another_site_after_saving() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    for elsewhere in ["https%3A%2F%2Fexample.org%2F", "%2F%2Fexample.org", "%2Fcases%2F%5C..%2Fx"] {
        let address = form(&format!("places/new?return={elsewhere}"));
        let name = format!("Mill {}", elsewhere.len());
        let to = led_to(&client.post(&address, &[("name.en", &name), ("confirmed", "like")]).await);
        assert!(to.starts_with(&form("places/mill")), "{to}");
    }
}

#[tokio::test]
async fn options_are_added_moved_and_removed_without_a_script() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    let address = form("questions/new?lang=en");
    let row = |name: &'static str| {
        [
            ("options.id", ""),
            ("options.name", ""),
            ("options.name.en", name),
            ("options.name.ar", ""),
            ("options.part_of", ""),
        ]
    };
    let send = async |rows: &[&'static str], op: &str| {
        let mut typed = vec![("text.en", "What became of him?"), ("answer", "choice"), ("op", op)];
        typed.extend(rows.iter().flat_map(|name| row(name)));
        client.post(&address, &typed).await
    };
    let names = |answer: &Answer| answer.attributes("[name='options.name.en']", "value");
    assert_eq!(names(&send(&["He fled", "He was held"], "insert:options:1").await), ["He fled", "", "He was held"]);
    assert_eq!(names(&send(&["He fled", "He was held"], "up:options:1").await), ["He was held", "He fled"]);
    let removed = send(&["He fled", "He was held"], "remove:options:0").await;
    assert_eq!(names(&removed), ["He was held"]);
    assert_eq!(removed.attribute("[name='options.id']", "value").as_deref(), Some("he-was-held"));
    assert_eq!(removed.attribute("#f-text-en", "value").as_deref(), Some("What became of him?"));
    let events = crate::support::page::shipped_ids("events");
    let mut typed = vec![
        ("event", events[0].as_str()),
        ("text.en", "Where is his brother now, and who says so?"),
        ("answer", "choice"),
    ];
    typed.extend(row("He fled"));
    typed.extend(row("He was held"));
    let page = led_to(&client.post(&address, &typed).await);
    assert_eq!(client.get(&page).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_question_that_claims_answer_keeps_the_kind_of_answer_they_have() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    let question = "attempt-where";
    let events = crate::support::page::shipped_ids("events");
    let typed = [
        ("version", "1"),
        ("event", events[0].as_str()),
        ("text.en", "Where did it happen?"),
        ("answer", "count"),
        ("why", "A try"),
    ];
    let answer = client.post(&form(&format!("questions/{question}/edit?lang=en")), &typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let links = answer.attributes(".esum a", "href");
    assert!(links.iter().all(|link| link.starts_with(&form("claims/"))), "{links:?}");
}

#[tokio::test]
async fn whoever_makes_a_case_owns_it_and_it_is_private_at_first() {
    let app = TestApp::with_specimen().await;
    let maker = app.sign_in("maker").await;
    let stranger = app.sign_in("stranger").await;
    let opened = maker.get("/cases/new?lang=en").await;
    assert_eq!(opened.attribute("#f-visibility option[selected]", "value").as_deref(), Some("private"));
    let typed = [("title.en", "The bridge at Tabqa"), ("visibility", "private")];
    let case = led_to(&maker.post("/cases/new", &typed).await);
    assert!(case.starts_with("/cases/the-bridge-at-tabqa-"), "{case}");
    assert_eq!(stranger.get(&case).await.status, StatusCode::NOT_FOUND);
    for path in ["edit", "policy", "sources/new", "events/new"] {
        assert_eq!(maker.get(&format!("{case}/{path}")).await.status, StatusCode::OK, "{path}");
    }
    let rules = format!("{case}/policy?lang=en");
    let typed = [("version", "1"), ("visibility", "public"), ("policy.near-km", "٥"), ("why", "Small places")];
    led_to(&maker.post(&rules, &typed).await);
    assert_eq!(stranger.get(&case).await.status, StatusCode::OK);
    assert_eq!(maker.get(&rules).await.attribute("#f-policy-near-km", "value").as_deref(), Some("5"));
    let wide = maker
        .post(&rules, &[("version", "2"), ("visibility", "public"), ("policy.near-km", "99999"), ("why", "x")])
        .await;
    assert_eq!(wide.attributes(".esum a", "href"), ["#f-policy-near-km"]);
    // The texts are still there: the two forms leave each other alone.
    assert_eq!(maker.get(&case).await.text("h1"), "The bridge at Tabqa");
    assert_eq!(app.get("/cases/new").await.header("location"), "/sign-in?next=%2Fcases%2Fnew");
}

#[tokio::test]
async fn an_editor_changes_the_texts_of_a_case_and_only_an_owner_who_sees_it() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    assert_eq!(client.get(&form("policy")).await.status, StatusCode::NOT_FOUND);
    let typed = [("version", "1"), ("title.en", "A revolt on the river"), ("why", "Shorter")];
    led_to(&client.post(&form("edit"), &typed).await);
    assert_eq!(client.get(SHIPPED).await.text("h1"), "A revolt on the river");
    assert_eq!(app.get(SHIPPED).await.status, StatusCode::OK);
}

#[tokio::test]
async fn of_a_protected_source_neither_draft_nor_id_says_who_it_is() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    let address = form("sources/new?lang=en");
    let mut typed = vec![("name.en", "Jane Realname"), ("kind", "eyewitness"), ("protected", "on")];
    let refused = client.post(&address, &typed).await;
    assert_eq!(refused.attributes(".esum a", "href"), ["#f-public_name-en"]);
    // The page in hand still has it, the draft has not.
    assert_eq!(refused.attribute("#f-name-en", "value").as_deref(), Some("Jane Realname"));
    let draft = client.get(&address).await;
    assert!(!draft.body.contains("Realname"));
    assert_eq!(draft.attribute("#f-protected", "checked").as_deref(), Some(""));
    typed.push(("public_name.en", "A resident of the valley"));
    let page = led_to(&client.post(&address, &typed).await);
    assert!(page.starts_with(&form("sources/source-")), "{page}");
    let seen = client.get(&page).await;
    assert_eq!(seen.text("h1"), "A resident of the valley");
    // Whoever may not see who it is cannot change it either.
    let path = page.split('?').next().unwrap();
    assert_eq!(client.get(&format!("{path}/edit")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(seen.count(".acts"), 0);
    let trusted = Flags { see_identity: true, ..Flags::default() };
    let trusted = app.sign_in_member("trusted", "baghdadi-2019", Role::Editor, trusted).await;
    let opened = trusted.get(&format!("{path}/edit")).await;
    assert_eq!(opened.attribute("#f-name-en", "value").as_deref(), Some("Jane Realname"));
}

#[tokio::test]
async fn an_edit_keeps_the_links_its_editor_may_not_see() {
    let app = TestApp::with_specimen().await;
    let trusted = Flags { see_identity: true, ..Flags::default() };
    let trusted = app.sign_in_member("trusted", "baghdadi-2019", Role::Editor, trusted).await;
    let protected =
        [("name.en", "Jane Realname"), ("kind", "person"), ("protected", "on"), ("public_name.en", "A driver")];
    let page = led_to(&trusted.post(&form("sources/new"), &protected).await);
    let hidden = page.rsplit('/').next().unwrap().to_owned();
    let open = [("name.en", "Convoy drivers"), ("kind", "person"), ("may_be", hidden.as_str()), ("same_as", &hidden)];
    led_to(&trusted.post(&form("sources/new"), &open).await);
    let client = editor(&app).await;
    let address = form("sources/convoy-drivers/edit?lang=en");
    let opened = client.get(&address).await;
    assert!(!opened.body.contains("selected>A driver"));
    let typed = [
        ("version", "1"),
        ("name.en", "Drivers of the convoy"),
        ("kind", "person"),
        ("may_be", "guardian"),
        ("why", "Clearer"),
    ];
    led_to(&client.post(&address, &typed).await);
    let after = trusted.get(&address).await;
    assert_eq!(after.attribute("#f-same_as option[selected]", "value"), Some(hidden.clone()));
    let may_be = after.attributes("[name=may_be] option[selected]", "value");
    assert_eq!(may_be.iter().filter(|id| **id == hidden || *id == "guardian").count(), 2, "{may_be:?}");
}

#[tokio::test]
async fn pages_show_what_may_be_done_to_those_who_may() {
    let app = TestApp::with_specimen().await;
    let client = editor(&app).await;
    let contributor = app.sign_in_member("contributor", "baghdadi-2019", Role::Contributor, Flags::default()).await;
    for (path, editors, contributors) in [
        ("sources?lang=en", vec!["New source"], vec!["New source"]),
        ("documents?lang=en", vec!["New document"], vec!["New document"]),
        ("places?lang=en", vec!["New place"], vec!["New place"]),
        ("sources/guardian?lang=en", vec!["Edit", "Withdraw…"], vec![]),
        ("places/hajin?lang=en", vec!["Edit", "Withdraw…"], vec![]),
        (
            "questions/attempt-where?lang=en",
            vec!["Add a claim", "Edit", "Withdraw…", "Edit event"],
            vec!["Add a claim"],
        ),
        ("claims/when-6?lang=en", vec!["Edit", "Withdraw…"], vec![]),
        ("?lang=en", vec!["New document", "New event", "New question", "Edit case", "Import"], vec!["New document"]),
    ] {
        let address = format!("{SHIPPED}/{path}").replace("/?", "?");
        assert_eq!(client.get(&address).await.texts(".acts a"), editors, "{path}");
        assert_eq!(contributor.get(&address).await.texts(".acts a"), contributors, "{path}");
        assert_eq!(app.get(&address).await.count(".acts"), 0, "{path}");
    }
}

#[tokio::test]
async fn every_form_is_whole_in_both_languages() {
    let app = TestApp::with_specimen().await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let lists = ["sources", "documents", "places", "entities", "events", "questions"];
    let mut addresses = vec!["/cases/new".to_owned(), form("edit"), form("policy")];
    for list in lists {
        let id = crate::support::page::shipped_ids(list).remove(0);
        addresses.extend(
            ["new".to_owned(), format!("{id}/edit"), format!("{id}/withdraw")].map(|it| form(&format!("{list}/{it}"))),
        );
    }
    for address in addresses {
        for language in ["en", "ar"] {
            let address = format!("{address}?lang={language}");
            crate::support::page::assert_whole(&owner.get(&address).await, &address);
        }
    }
}
