//! Stories of forms that are sent otherwise than their page asks: nothing is accepted that the page does not ask for.

use axum::http::StatusCode;
use counterpoint::domain::{
    case::Visibility,
    dossier::Records,
    person::{Flags, Role},
};

use crate::support::{
    app::{Answer, NOW, SHIPPED, TestApp, specimen},
    client::Client,
    records::{moment, plain},
};

/// The name that only those with the right may see.
const IDENTITY: &str = "Samir al-Obaid";
const PUBLIC: &str = "A resident of Hajin";

fn form(path: &str) -> String {
    format!("{SHIPPED}/{path}")
}

/// The shipped case, with the eyewitness protected.
fn guarded() -> Records {
    let mut records = specimen();
    let witness = records.sources.iter_mut().find(|source| source.id.as_str() == "hamdan").unwrap();
    witness.name = plain(IDENTITY);
    witness.is_protected = true;
    witness.public_name = Some(plain(PUBLIC));
    witness.note = None;
    records
}

async fn member<'a>(app: &'a TestApp, name: &str, role: Role, flags: Flags) -> Client<'a> {
    app.sign_in_member(name, "baghdadi-2019", role, flags).await
}

fn seeing() -> Flags {
    Flags { see_identity: true, ..Flags::default() }
}

#[track_caller]
fn led_to(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.joined(".esum, h1, .fnt"));
    answer.header("location").to_owned()
}

#[tokio::test]
async fn an_address_fills_in_records_and_names_and_nothing_else() {
    let mut records = specimen();
    records.case.visibility = Visibility::Private;
    let app = TestApp::of(records).await;
    let owner = member(&app, "owner", Role::Owner, Flags::default()).await;
    // A link that somebody is sent would else make a case public with the next change of a tolerance.
    let page = owner.get(&form("policy?lang=en&put=visibility%3A0%3Apublic")).await;
    assert_eq!(page.attribute("#f-visibility option[selected]", "value").as_deref(), Some("private"));
    let page = owner.get(&form("policy?lang=en&put=why%3A0%3Aroutine")).await;
    assert_ne!(page.attribute("#f-why", "value").as_deref(), Some("routine"));
    let page = owner.get(&form("sources/new?lang=en&protected=on&reliability=A&name.en=A%20driver")).await;
    assert_eq!(page.attribute("#f-name-en", "value").as_deref(), Some("A driver"));
    assert_eq!(page.count("#f-protected[checked]") + page.count("#f-reliability option[value=A][selected]"), 0);
    let page = owner.get(&form("claims/new?lang=en&put=excerpt%3A0%3Aforged")).await;
    assert!(!page.text("#f-excerpt").contains("forged"));
    // What comes back from making a record is put in.
    let page = owner.get(&form("documents/new?lang=en&put=publisher%3A0%3Aguardian")).await;
    assert_eq!(page.attribute("#f-publisher option[selected]", "value").as_deref(), Some("guardian"));
}

#[tokio::test]
async fn nobody_signs_with_the_name_of_somebody_else() {
    let app = TestApp::with_specimen().await;
    let nadia = app.sign_in("nadia").await;
    let other = app.sign_in("karim").await;
    for forged in ["nadia", "Nadia", " NADIA ", "nádia", "nаdia"] {
        let refused = other.post("/account/name?lang=en", &[("name", forged)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{forged}");
        assert!(refused.text(".er").contains("Somebody else here has this name"), "{forged}");
    }
    // One's own name may be written another way.
    assert_eq!(nadia.post("/account/name", &[("name", "Nadia")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(other.post("/account/name", &[("name", "Karim of the desk")]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_source_ceases_to_be_protected_only_by_a_second_word() {
    let app = TestApp::of(guarded()).await;
    let editor = member(&app, "editor", Role::Editor, seeing()).await;
    let address = form("sources/hamdan/edit?lang=en");
    let opened = editor.get(&address).await;
    assert_eq!(opened.count("#f-protected[checked]"), 1);
    let open = [
        ("version", "1"),
        ("name", IDENTITY),
        ("kind", "eyewitness"),
        ("public_name", PUBLIC),
        ("why", "He spoke openly"),
    ];
    let asked = editor.post(&address, &open).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        asked.joined(".fwn").contains("shows who it is to everybody who may see this case"),
        "{}",
        asked.joined(".fwn")
    );
    assert!(!app.page(&form("sources/hamdan")).await.body.contains(IDENTITY));
    // The word is for this alone: that somebody saw another warning says nothing about it.
    let still = editor.post(&address, &[&open[..], &[("confirmed", "like")]].concat()).await;
    assert_eq!(still.status, StatusCode::UNPROCESSABLE_ENTITY);
    let confirmed = asked.attributes("[name=confirmed]", "value");
    let confirmed: Vec<(&str, &str)> = confirmed.iter().map(|value| ("confirmed", value.as_str())).collect();
    led_to(&editor.post(&address, &[&open[..], &confirmed[..]].concat()).await);
    assert!(app.page(&form("sources/hamdan")).await.body.contains(IDENTITY));
}

#[tokio::test]
async fn protecting_a_source_whose_id_names_it_says_so_first() {
    let app = TestApp::with_specimen().await;
    let editor = member(&app, "editor", Role::Editor, seeing()).await;
    let address = form("sources/hamdan/edit?lang=en");
    let typed = [
        ("version", "1"),
        ("name.en", "Jumah Hamdi Hamdan"),
        ("kind", "eyewitness"),
        ("protected", "on"),
        ("public_name.en", PUBLIC),
        ("why", "He asked for it"),
    ];
    let asked = editor.post(&address, &typed).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.joined(".fwn").contains("keeps its id “hamdan”"), "{}", asked.joined(".fwn"));
}

#[tokio::test]
async fn drafts_are_kept_of_forms_and_of_no_other_address() {
    let app = TestApp::with_specimen().await;
    let editor = member(&app, "editor", Role::Editor, Flags::default()).await;
    for address in [SHIPPED, "/cases/baghdadi-2019/sources/guardian", "/cases/x", "/cases/baghdadi-2019/newer"] {
        let refused = editor.post("/drafts", &[("note", "x"), ("draft-address", address)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
    }
    for number in 0..110 {
        let address = form(&format!("places/new?at={number}"));
        let kept = editor.post("/drafts", &[("note", "by the river"), ("draft-address", &address)]).await;
        assert_eq!(kept.status, StatusCode::NO_CONTENT);
    }
    // The newest stands; with many, others went.
    assert!(editor.get(&form("places/new?at=109")).await.body.contains("by the river"));
    let mut found = 0;
    for number in 0..110 {
        found += usize::from(editor.get(&form(&format!("places/new?at={number}"))).await.body.contains("by the river"));
    }
    assert_eq!(found, 100);
}

/// All that is kept of drafts.
async fn kept(app: &TestApp, client: &Client<'_>, address: &str) -> String {
    let kept = app.store().draft(&client.person, address, moment(NOW)).await;
    format!("{:?}", kept.unwrap())
}

#[tokio::test]
async fn no_draft_of_any_form_says_who_a_protected_source_is() {
    let app = TestApp::of(guarded()).await;
    let editor = member(&app, "editor", Role::Owner, Flags::ALL).await;
    // The form of the source itself: also once the tick is taken away, and also its note.
    let own = form("sources/hamdan/edit");
    for ticked in [&[("protected", "on")][..], &[][..]] {
        let typed = [
            ("name", IDENTITY),
            ("note", "Samir's brother"),
            ("register", "samir"),
            ("may_be", "official"),
            ("public_name", PUBLIC),
            ("kind", "eyewitness"),
        ];
        let fields = [&typed[..], ticked, &[("draft-address", own.as_str())]].concat();
        assert_eq!(editor.post("/drafts", &fields).await.status, StatusCode::NO_CONTENT);
        let kept = kept(&app, &editor, &own).await;
        assert!(!kept.to_lowercase().contains("samir") && kept.contains(PUBLIC), "{kept}");
    }
    // Every other form that names sources has ids in their place.
    for (path, name) in [
        ("claims/new", "link"),
        ("claims/attempt-when-hamdan/edit", "link"),
        ("documents/new", "publisher"),
        ("sources/new", "part_of"),
        ("sources/new", "speaks_for"),
        ("sources/guardian/edit", "same_as"),
        ("sources/guardian/edit", "may_be"),
    ] {
        let address = form(path);
        let fields = [(name, " samir  al-obaid "), ("note", "kept"), ("draft-address", &address)];
        assert_eq!(editor.post("/drafts", &fields).await.status, StatusCode::NO_CONTENT);
        let kept = kept(&app, &editor, &address).await;
        assert!(!kept.to_lowercase().contains("samir") && kept.contains("hamdan"), "{path} {name}: {kept}");
    }
    // The form still shows the name to who may see it.
    let page = editor.get(&form("claims/new?lang=en")).await;
    assert_eq!(page.attribute("#f-link-2", "value").as_deref(), Some(IDENTITY));
}

#[tokio::test]
async fn a_form_that_waits_for_a_protected_source_forgets_its_name() {
    let app = TestApp::with_specimen().await;
    let contributor = member(&app, "contributor", Role::Contributor, Flags::default()).await;
    let address = form("claims/new?lang=en");
    let there = led_to(&contributor.post(&address, &[("link", IDENTITY), ("op", "new:source:link:0")]).await);
    let typed =
        [("name.en", IDENTITY), ("kind", "eyewitness"), ("protected", "on"), ("public_name.en", "A second resident")];
    let back = led_to(&contributor.post(&there, &typed).await);
    let kept = kept(&app, &contributor, &form("claims/new")).await;
    assert!(!kept.contains("Samir"), "{kept}");
    let page = contributor.get(&back).await;
    assert_eq!(page.attribute("#f-link-2", "value").as_deref(), Some("A second resident"));
}

#[tokio::test]
async fn a_text_that_names_a_protected_source_is_warned_of_and_only_to_those_who_may_know() {
    let app = TestApp::of(guarded()).await;
    let seeing = member(&app, "seeing", Role::Editor, seeing()).await;
    let blind = member(&app, "blind", Role::Editor, Flags::default()).await;
    let address = form("events/new?lang=en");
    let typed = |title: &'static str| [("title.en", title), ("note", "as SAMIR AL-OBAID told us")];
    let asked = seeing.post(&address, &typed("A quarrel")).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.joined(".fwn").contains("This names a protected source"), "{}", asked.joined(".fwn"));
    assert_eq!(asked.attribute("[name=confirmed]", "value").as_deref(), Some("names"));
    led_to(&seeing.post(&address, &[&typed("A quarrel")[..], &[("confirmed", "names")]].concat()).await);
    led_to(&blind.post(&address, &typed("Another day")).await);
    // The reason of a change is a text as well; one that says nothing new is asked about nothing.
    let edit = form("places/hajin/edit?lang=en");
    let typed = [("version", "1"), ("name.en", "Hajin town"), ("why", "Samir al-Obaid said so")];
    let asked = seeing.post(&edit, &typed).await;
    assert!(asked.joined(".fwn").contains("This names a protected source"));
    // A claim in whose words the name stands.
    let claim = [
        ("question", "attempt-when"),
        ("value", "mid-September 2018"),
        ("stance", "asserts"),
        ("document", "memo-1"),
        ("link", "hamdan"),
        ("excerpt", "Samir al-Obaid said it was mid-September"),
    ];
    let asked = seeing.post(&form("claims/new?lang=en"), &claim).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.joined(".fwn").contains("This names a protected source"));
    led_to(&seeing.post(&form("claims/new?lang=en"), &[&claim[..], &[("confirmed", "names")]].concat()).await);
}

#[tokio::test]
async fn no_record_is_called_like_a_page() {
    let app = TestApp::with_specimen().await;
    let owner = member(&app, "owner", Role::Owner, Flags::default()).await;
    for (path, id) in
        [("places/new", "new"), ("events/new", "new"), ("claims/new", "preview"), ("sources/new", "preview")]
    {
        let typed = [("name.en", "Old mill"), ("title.en", "Old mill"), ("id", id), ("kind", "person")];
        let refused = owner.post(&form(&format!("{path}?lang=en")), &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        let said = refused.joined(".esum li");
        assert!(said.contains(&format!("No record can be called “{id}”")), "{said}");
        assert!(said.contains(&format!("{id}-1")), "{said}");
    }
    // An id that would be made from the name is made another.
    let made = led_to(&owner.post(&form("places/new?lang=en"), &[("name.en", "Preview")]).await);
    assert_eq!(made, form("places/place-preview?lang=en"));
}

#[tokio::test]
async fn what_was_typed_when_a_session_grew_too_old_is_on_the_page_it_was_typed_on() {
    let app = TestApp::with_specimen().await;
    let owner = app.sign_in_admin("owner").await;
    app.join(&owner, "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let old = owner.left_alone().await;
    let withdrawing = form("claims/when-7/withdraw?lang=en");
    let restoring = form("events/attempt/history/1/restore?lang=en");
    for (sent_to, field, text, page, shown) in [
        (withdrawing.clone(), "why", "Counted twice", withdrawing.clone(), "#f-why"),
        (restoring, "why", "The first was right", form("events/attempt/history?typed=1"), "#why-1"),
        (form("members?lang=en"), "sign_in_name", "karim", form("members"), "#f-sign_in_name"),
        ("/people/invites".to_owned(), "note", "For the night desk", "/people".to_owned(), "#f-note"),
        ("/people/emergency".to_owned(), "why", "A lawyer asks", "/people".to_owned(), "#f-why"),
        ("/account/name".to_owned(), "name", "Nadia K.", "/account".to_owned(), "#f-name"),
    ] {
        // The page of history shows a form for what is not the newest.
        if shown == "#why-1" {
            let edit = [("version", "1"), ("title.en", "An attempt on him"), ("why", "its name")];
            led_to(&owner.post(&form("events/attempt/edit"), &edit).await);
        }
        let answer = old.post(&sent_to, &[(field, text), ("password", "not to be kept"), ("began_from", "2")]).await;
        let to = led_to(&answer);
        let next: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
        assert!(to.starts_with(&format!("/sign-in?next={next}")), "{to}");
        let again = owner.get(&page).await;
        assert_eq!(again.status, StatusCode::OK, "{page}");
        assert_eq!(again.attribute(shown, "value").as_deref(), Some(text), "{page}");
        let is_of_people = !sent_to.contains("/withdraw");
        let kept = kept(&app, &owner, sent_to.split('?').next().unwrap()).await;
        assert!(!is_of_people || !kept.contains("not to be kept"), "{kept}");
    }
    // Sent again it is done, and no longer kept.
    led_to(&owner.post("/account/name", &[("name", "Nadia K.")]).await);
    led_to(&owner.post("/account/name", &[("name", "Nadia")]).await);
    assert_eq!(owner.get("/account").await.attribute("#f-name", "value").as_deref(), Some("Nadia"));
}

#[tokio::test]
async fn who_saved_first_is_named_with_the_moment_and_the_way_to_the_versions() {
    let app = TestApp::with_specimen().await;
    let first = member(&app, "first", Role::Editor, Flags::default()).await;
    let second = member(&app, "second", Role::Editor, Flags::default()).await;
    let address = form("events/attempt/edit?lang=en");
    let typed = |title: &'static str| [("version", "1"), ("title.en", title), ("why", "its name")];
    led_to(&first.post(&address, &typed("An attempt on him")).await);
    let late = second.post(&address, &typed("The attempt on his life")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.joined(".fwn").contains("Last saved by first, 1 March 2026, 12:00 (UTC)."), "{}", late.joined(".fwn"));
    let history = form("events/attempt/history?lang=en");
    assert!(late.attributes(".fwn a", "href").contains(&history));
    // The same where it was to be withdrawn.
    let late = second.post(&form("claims/when-7/withdraw?lang=en"), &[("version", "7"), ("why", "twice")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.joined(".esum").contains("Last saved by"), "{}", late.joined(".esum"));
}

#[tokio::test]
async fn after_withdrawing_one_stands_where_the_record_stood_and_is_told_the_way_back() {
    let app = TestApp::with_specimen().await;
    let editor = member(&app, "editor", Role::Editor, Flags::default()).await;
    let withdrawn = [("version", "1"), ("why", "Counted twice")];
    let to = led_to(&editor.post(&form("claims/when-7/withdraw?lang=en"), &withdrawn).await);
    assert!(to.starts_with(&form("questions/attempt-when?withdrawn=claim%3Awhen-7")), "{to}");
    let page = editor.get(&to).await;
    assert!(page.text(".told").contains("Claim “when-7” was withdrawn. It can be brought back from its history."));
    assert_eq!(page.attribute(".told a", "href"), Some(form("claims/when-7/history?lang=en")));
    led_to(&editor.post(&form("places/new"), &[("name.en", "Old mill")]).await);
    let to = led_to(&editor.post(&form("places/old-mill/withdraw"), &withdrawn).await);
    assert!(to.starts_with(&form("places?withdrawn=")), "{to}");
    assert_eq!(editor.get(&to).await.count(".told"), 1);
    // Nothing is said of what stands, nor to those who cannot bring it back.
    assert_eq!(editor.get(&form("places?withdrawn=place%3Ahajin")).await.count(".told"), 0);
    assert_eq!(app.page(&to).await.count(".told"), 0);
}
