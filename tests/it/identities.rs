//! Who a protected source is: members with the right see it marked, everybody else sees the public name alone.

use counterpoint::domain::person::{Flags, Role};

use crate::support::{
    app::TestApp,
    records::{case, plain},
};

const SOURCE: &str = "/cases/baghdadi/sources/officials";

async fn app() -> TestApp {
    let mut records = case("baghdadi");
    let secret = records.sources.iter_mut().find(|source| source.id.as_str() == "officials").unwrap();
    secret.name = plain("Karim Secretname");
    secret.public_name = Some(plain("an official"));
    TestApp::of(records).await
}

fn pages() -> [&'static str; 9] {
    [
        SOURCE,
        "/cases/baghdadi/sources",
        "/cases/baghdadi",
        "/cases/baghdadi/matrix",
        "/cases/baghdadi/claims/c-01",
        "/cases/baghdadi/questions/where",
        "/cases/baghdadi/documents/report",
        "/api/v1/cases/baghdadi/sources",
        "/api/v1/cases/baghdadi/sources/officials",
    ]
}

#[tokio::test]
async fn a_member_with_the_right_sees_the_name_with_a_mark_and_what_everybody_else_sees() {
    let app = app().await;
    let flags = Flags { see_identity: true, ..Flags::default() };
    let trusted = app.sign_in_member("trusted", "baghdadi", Role::Viewer, flags).await;
    let page = trusted.get(&format!("{SOURCE}?lang=en")).await;
    assert_eq!(page.texts("h1"), ["Karim Secretname (protected; everybody else sees: an official)"]);
    let facts = page.joined(".meta dd");
    assert!(facts.contains("protected; shown to you because you may see identities in this case."), "{facts}");
    let source = trusted.get("/api/v1/cases/baghdadi/sources/officials").await.json();
    assert_eq!((&source["name"], &source["public_name"]), (&"Karim Secretname".into(), &"an official".into()));
    assert_eq!(source["note"], "Speaks often.");
    for page in pages().iter().filter(|page| !page.ends_with("matrix")) {
        let body = trusted.get(page).await.body;
        assert!(body.contains("Karim Secretname"), "{page} hides the name");
        let is_marked = body.contains("everybody else sees") || body.contains("public_name");
        assert!(is_marked, "{page} does not say that the name is protected");
    }
}

#[tokio::test]
async fn nobody_else_sees_the_name_whatever_their_part_in_the_case() {
    let app = app().await;
    let all_but = Flags { see_identity: false, ..Flags::ALL };
    let owner = app.sign_in_member("owner", "baghdadi", Role::Owner, all_but).await;
    let stranger = app.sign_in("stranger").await;
    for page in pages() {
        for answer in [owner.get(page).await, stranger.get(page).await, app.get(page).await] {
            assert!(!answer.body.contains("Secretname") && !answer.body.contains("public_name"), "{page}");
        }
    }
    assert_eq!(owner.get(SOURCE).await.texts("h1"), ["an official"]);
}
