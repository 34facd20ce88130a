//! The history of records, and bringing versions back.

use axum::http::{StatusCode, header};
use counterpoint::{
    app::Security,
    domain::{
        case::{Case, Visibility},
        dossier::Records,
        person::{Flags, Role},
        policy::Rule,
        record::{Noun, Record},
        source::Source,
        text::{Localised, Text},
    },
    outbound::Reach,
    store::{Actor, Change, Editor},
};
use serde_json::{Value, json};

use crate::support::{
    api::CASE,
    app::{Answer, NOW, SHIPPED, TestApp, specimen},
    records::moment,
};

const PLACE: &str = "/cases/baghdadi-2019/places/hajin/history";

fn hajin(name: &str) -> Record {
    let mut place = specimen().places.into_iter().find(|place| place.id.as_str() == "hajin").unwrap();
    place.name = Localised::Plain(Text::name(name).unwrap());
    Record::Place(place)
}

/// Changes the shipped case in the name of somebody, with a reason.
async fn change(app: &TestApp, person: &str, why: &str, change: Change) {
    let editor = Editor {
        actor: Actor::person(&format!("p-{person}").parse().unwrap()),
        at: moment("2026-03-01T11:00:00Z"),
        why: Some(Text::name(why).unwrap()),
        through: None,
    };
    app.store().change_case(&editor, &specimen().case.id, change).await.unwrap();
}

async fn renamed(visibility: Visibility) -> TestApp {
    let mut records: Records = specimen();
    records.case.visibility = visibility;
    let app = TestApp::of(records).await;
    app.sign_in("nadia").await;
    change(&app, "nadia", "Zahra told us", Change { put: vec![hajin("Hajin town")], ..Change::default() }).await;
    app
}

fn versions(page: &Answer) -> Vec<String> {
    page.texts(".vers h2")
}

#[tokio::test]
async fn every_version_shows_what_changed_before_and_after_word_by_word() {
    let app = renamed(Visibility::Public).await;
    let page = app.page(PLACE).await;
    assert_eq!(versions(&page), ["Version 2", "Version 1"]);
    assert!(page.texts(".vers .sec-h p")[0].starts_with("Changed · 1 March 2026, 11:00 (UTC) · an editor"));
    assert!(page.texts(".vers .sec-h p")[1].ends_with("an import"));
    let rows = page.texts("#version-2 tbody th");
    assert!(rows.contains(&"Name".to_owned()), "{rows:?}");
    assert!(page.texts("#version-2 ins").contains(&"Hajin town".to_owned()));
    assert!(page.texts("#version-1 td").iter().any(|text| text.contains("Hajin")));
    let arabic = app.page(&format!("{PLACE}?lang=ar")).await;
    assert!(arabic.texts("#version-2 tbody th").contains(&"الاسم".to_owned()));
    assert_eq!(arabic.text("#version-2 h2"), "الصيغة 2");
}

#[tokio::test]
async fn names_and_reasons_are_for_members_alone() {
    let app = renamed(Visibility::Public).await;
    for address in [PLACE.to_owned(), format!("{SHIPPED}/activity"), "/activity".to_owned()] {
        let page = app.page(&address).await;
        assert!(!page.body.contains("nadia") && !page.body.contains("Zahra"), "{address}");
        let stranger = app.sign_in(&format!("stranger{}", address.len())).await;
        let page = stranger.get(&address).await;
        assert!(!page.body.contains("nadia") && !page.body.contains("Zahra"), "{address}");
        let name = format!("viewer{}", address.len());
        let member = app.sign_in_member(&name, "baghdadi-2019", Role::Viewer, Flags::default()).await;
        let page = member.get(&address).await;
        assert!(page.body.contains("nadia") && page.body.contains("Zahra"), "{address}");
    }
}

#[tokio::test]
async fn an_editor_brings_a_version_back_as_a_new_one_and_nothing_is_lost() {
    let app = renamed(Visibility::Public).await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let page = editor.get(PLACE).await;
    let action = page.attribute("#version-1 form", "action").unwrap();
    assert_eq!(page.count("#version-2 form"), 0);
    let began = page.attribute("#version-1 input[name=began_from]", "value").unwrap();
    let refused = editor.post(&action, &[("began_from", &began), ("why", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text("title").starts_with("Error:"));
    assert_eq!(refused.attribute("[role=alert] a", "href").as_deref(), Some("#why-1"));
    assert_eq!(refused.attribute("#why-1", "aria-invalid").as_deref(), Some("true"));
    let done = editor.post(&action, &[("began_from", &began), ("why", "The old name was right")]).await;
    assert_eq!((done.status, done.header(header::LOCATION.as_str())), (StatusCode::SEE_OTHER, PLACE));
    let page = editor.get(PLACE).await;
    assert_eq!(versions(&page), ["Version 3", "Version 2", "Version 1"]);
    assert!(page.text("#version-3").contains("The old name was right"));
    // Whoever began from what has been written over since is told so.
    let late = editor.post(&action, &[("began_from", &began), ("why", "Once more")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text("[role=alert]").contains("Somebody saved this meanwhile"));
}

#[tokio::test]
async fn what_was_withdrawn_keeps_its_history_and_comes_back() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let mut lone = specimen().places[0].clone();
    lone.id = "lone".parse().unwrap();
    lone.part_of = None;
    change(&app, "editor", "new", Change { put: vec![Record::Place(lone)], ..Change::default() }).await;
    let withdraw = vec![(Noun::Place, "lone".to_owned())];
    change(&app, "editor", "not there", Change { withdraw, ..Change::default() }).await;
    assert_eq!(app.get(&format!("{SHIPPED}/places/lone")).await.status, StatusCode::NOT_FOUND);
    let address = format!("{SHIPPED}/places/lone/history");
    let page = editor.get(&address).await;
    assert!(page.texts(".vers .sec-h p")[0].starts_with("Withdrawn"));
    let action = page.attribute("#version-1 form", "action").unwrap();
    let done = editor.post(&action, &[("began_from", "2"), ("why", "it is there")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    app.page(&format!("{SHIPPED}/places/lone")).await;
    assert!(editor.get(&address).await.texts(".vers .sec-h p")[0].starts_with("Brought back"));
}

#[tokio::test]
async fn a_version_that_no_longer_fits_the_case_is_refused_with_the_reason() {
    let app = TestApp::with_specimen().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let mut root = specimen().places[0].clone();
    root.id = "root".parse().unwrap();
    root.part_of = None;
    let (mut leaf, mut free) = (root.clone(), root.clone());
    leaf.id = "leaf".parse().unwrap();
    leaf.part_of = Some("root".parse().unwrap());
    free.id = "leaf".parse().unwrap();
    let put = |places: Vec<_>| Change { put: places.into_iter().map(Record::Place).collect(), ..Change::default() };
    change(&app, "editor", "a", put(vec![root, leaf])).await;
    change(&app, "editor", "b", put(vec![free])).await;
    let withdraw = vec![(Noun::Place, "root".to_owned())];
    change(&app, "editor", "c", Change { withdraw, ..Change::default() }).await;
    let address = format!("{SHIPPED}/places/leaf/history/1/restore");
    let refused = editor.post(&address, &[("began_from", "2"), ("why", "back")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text("[role=alert] li").contains("root"), "{}", refused.text("[role=alert]"));
}

#[tokio::test]
async fn only_editors_bring_versions_back_and_only_to_who_may_see_the_case_there_is_a_history() {
    let app = renamed(Visibility::Private).await;
    let viewer = app.sign_in_member("viewer", "baghdadi-2019", Role::Viewer, Flags::default()).await;
    let page = viewer.get(PLACE).await;
    assert_eq!((page.status, page.count("main form[method=post]")), (StatusCode::OK, 0));
    let restore = format!("{PLACE}/1/restore");
    let sent = [("began_from", "2"), ("why", "x")];
    assert_eq!(viewer.post(&restore, &sent).await.status, StatusCode::NOT_FOUND);
    let stranger = app.sign_in("stranger").await;
    assert_eq!(stranger.post(&restore, &sent).await.status, StatusCode::NOT_FOUND);
    for address in [PLACE, "/cases/baghdadi-2019/activity", "/cases/baghdadi-2019/history"] {
        assert_eq!(app.get(address).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.get(address).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.get(address).await.body, TestApp::empty().await.get(address).await.body);
    }
}

#[tokio::test]
async fn every_noun_has_its_history_and_its_page_leads_there() {
    let app = TestApp::with_specimen().await;
    let records = specimen();
    for (list, id) in [
        ("claims", records.claims[0].id.to_string()),
        ("sources", records.sources[0].id.to_string()),
        ("documents", records.documents[0].id.to_string()),
        ("questions", records.questions[0].id.to_string()),
        ("places", records.places[0].id.to_string()),
        ("entities", records.entities[0].id.to_string()),
    ] {
        let page = app.page(&format!("{SHIPPED}/{list}/{id}")).await;
        let link = page.attribute(".crumb .hist", "href").unwrap();
        assert_eq!(link, format!("{SHIPPED}/{list}/{id}/history"));
        assert!(!app.page(&link).await.texts(".vers h2").is_empty(), "{link}");
        assert_eq!(app.get(&format!("{SHIPPED}/{list}/never-there/history")).await.status, StatusCode::NOT_FOUND);
    }
    let case = app.page(SHIPPED).await.attribute(".crumb .hist", "href").unwrap();
    assert_eq!(app.page(&case).await.texts(".vers h2"), ["Version 1"]);
    let event = format!("{SHIPPED}/events/{}/history", records.events[0].id);
    assert_eq!(app.page(&event).await.texts(".vers h2"), ["Version 1"]);
}

const SECRET: &str = "Zuhair Secretname";

/// A case with a source that was open under a name nobody should find, was protected, and was written once more since.
async fn protected() -> (TestApp, String) {
    let mut records = specimen();
    let public = std::mem::replace(&mut records.sources[0].name, Localised::Plain(Text::name(SECRET).unwrap()));
    let app = TestApp::of(records.clone()).await;
    records.sources[0].is_protected = true;
    records.sources[0].public_name = Some(public);
    app.import(records.clone()).await;
    records.sources[0].note = Some(Text::name("Met in Secretville").unwrap());
    app.import(records.clone()).await;
    (app, format!("{SHIPPED}/sources/{}/history", records.sources[0].id))
}

#[tokio::test]
async fn the_history_of_a_protected_source_tells_its_name_to_those_alone_who_may_see_it() {
    let (app, address) = protected().await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    for page in [app.page(&address).await, editor.get(&address).await] {
        assert!(!page.body.contains("Secret"));
        assert_eq!(page.count("main form[method=post]"), 0);
    }
    let flags = Flags { see_identity: true, ..Flags::default() };
    let trusted = app.sign_in_member("trusted", "baghdadi-2019", Role::Viewer, flags).await;
    let page = trusted.get(&address).await;
    assert_eq!(versions(&page), ["Version 3", "Version 2", "Version 1"]);
    assert!(page.texts("#version-3 ins").contains(&"Met in Secretville".to_owned()), "{}", page.body);
    assert!(page.joined("#version-2").contains("Protected") && !page.joined("#version-2").contains("Secret"));
    assert!(page.joined("#version-1").contains(SECRET));
    let address = address.trim_end_matches("/history");
    let recorded = format!("{address}?clock=recorded&as_of=2026-03-01");
    assert!(trusted.get(&recorded).await.body.contains(SECRET));
    assert!(!editor.get(&recorded).await.body.contains("Secret"));
}

#[tokio::test]
async fn a_version_of_a_protected_source_comes_back_whole_or_not_at_all() {
    let (app, address) = protected().await;
    let stored = async || {
        let stored = app.store().dossier(&specimen().case.id).await.unwrap().unwrap();
        stored.dossier.sources().iter().find(|source| source.id == specimen().sources[0].id).unwrap().clone()
    };
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let sent = [("began_from", "3"), ("why", "The note was wrong")];
    for number in 1..=2 {
        let refused = editor.post(&format!("{address}/{number}/restore"), &sent).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.text("title").starts_with("Error:"));
        assert!(refused.text("[role=alert] li").contains("Ask an owner of the case"));
        assert!(editor.get(&address).await.joined(&format!("#version-{number} > .q2")).contains("Ask an owner"));
    }
    let before = stored().await;
    assert_eq!(before.name, Localised::Plain(Text::name(SECRET).unwrap()));

    let flags = Flags { see_identity: true, ..Flags::default() };
    let trusted = app.sign_in_member("trusted", "baghdadi-2019", Role::Editor, flags).await;
    let action = trusted.get(&address).await.attribute("#version-2 form", "action").unwrap();
    assert_eq!(trusted.post(&action, &sent).await.status, StatusCode::SEE_OTHER);
    let after = stored().await;
    assert_eq!(after, Source { note: None, ..before.clone() });
    // What it was before it was protected comes back under protection.
    let sent = [("began_from", "4"), ("why", "As at first")];
    let done = trusted.post(&format!("{address}/1/restore"), &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let back = stored().await;
    assert!(back.is_protected && back.public_name == before.public_name, "{back:?}");
    assert!(!app.page(&address).await.body.contains("Secret"));
}

#[tokio::test]
async fn activity_is_newest_first_names_what_changed_and_is_filtered() {
    let app = renamed(Visibility::Public).await;
    let page = app.page(&format!("{SHIPPED}/activity")).await;
    let writes = page.texts(".log > li > p:first-child");
    assert_eq!(writes.len(), 2);
    assert!(writes[0].starts_with("1 March 2026, 11:00 (UTC) · an editor"), "{writes:?}");
    assert_eq!(page.attributes(".log li li a", "href")[0], PLACE);
    assert!(page.texts(".log li li")[0].ends_with("changed"));
    assert!(page.joined(".log > li:nth-child(2)").contains("more records"));
    let count = async |query: &str| app.page(&format!("/activity?{query}")).await.count(".log > li");
    for (query, expected) in [
        ("noun=place", 2),
        ("noun=claim", 1),
        ("case=baghdadi-2019", 2),
        ("case=other", 0),
        ("from=2026-03-02", 0),
        ("from=2026-03-01&to=2026-03-01", 2),
        ("to=2026-02", 0),
        // Who is who is not for outsiders, by a filter neither.
        ("person=p-nadia", 0),
    ] {
        assert_eq!(count(query).await, expected, "{query}");
    }
    let member = app.sign_in_member("member", "baghdadi-2019", Role::Viewer, Flags::default()).await;
    assert_eq!(member.get("/activity?person=p-nadia").await.count(".log > li"), 1);
    let arabic = app.page("/activity?lang=ar").await;
    assert!(arabic.joined(".log").contains("محرّر"));
    assert_eq!(app.page(SHIPPED).await.attribute(".nav a:last-child", "href").unwrap(), format!("{SHIPPED}/activity"));
    assert_eq!(app.page("/").await.attribute(".nav a:last-child", "href").unwrap(), "/activity");
}

#[tokio::test]
async fn older_activity_is_reached_page_by_page_without_gap_or_repeat() {
    let app = TestApp::with_specimen().await;
    app.sign_in("nadia").await;
    for number in 0..60 {
        let put = vec![hajin(&format!("Hajin {number}"))];
        change(&app, "nadia", &format!("change {number}"), Change { put, ..Change::default() }).await;
    }
    let member = app.sign_in_member("member", "baghdadi-2019", Role::Viewer, Flags::default()).await;
    let first = member.get("/activity").await;
    let second = member.get(&first.attribute("a[rel=next]", "href").unwrap()).await;
    // One is that the member came.
    assert_eq!((first.count(".log > li"), second.count(".log > li")), (50, 12));
    assert!(first.joined(".why-q").contains("change 59") && second.joined(".why-q").contains("change 9"));
    assert_eq!(second.count("a[rel=next]"), 0);
}

#[tokio::test]
async fn members_see_where_the_notices_of_a_case_are_sent_and_nobody_reads_the_whole_address() {
    let security = Security { reach: Reach::Anywhere, ..Security::default() };
    let app = TestApp::secured(security, NOW).await.and(specimen()).await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::default()).await;
    let viewer = app.sign_in_member("viewer", "baghdadi-2019", Role::Viewer, Flags::default()).await;
    let body = json!({ "address": "https://hooks.example:8443/services/secret-path" });
    let made = owner.call("POST", &format!("{CASE}/webhooks"), &[], &body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let (hook, id) = (made.header("location").to_owned(), made.json()["id"].clone());
    let any = [("if-match", "*")];
    let elsewhere = json!({ "address": "https://elsewhere.example/?key=secret-query" });
    assert_eq!(owner.call("PUT", &hook, &any, &elsewhere).await.status, StatusCode::OK);
    let paused = json!({ "address": "https://elsewhere.example/?key=secret-query", "paused": true });
    assert_eq!(owner.call("PUT", &hook, &any, &paused).await.status, StatusCode::OK);
    assert_eq!(owner.call("POST", &format!("{hook}/secrets"), &any, &json!({})).await.status, StatusCode::CREATED);
    assert_eq!(owner.call("DELETE", &hook, &any, &json!({})).await.status, StatusCode::OK);

    let told = viewer.get(&format!("{CASE}/activity")).await.found();
    let acts: Vec<Value> =
        told["items"].as_array().unwrap().iter().filter_map(|it| it.get("webhook").cloned()).collect();
    let act = |act: &str, host: &str| json!({ "webhook": id, "act": act, "host": host });
    assert_eq!(
        acts,
        [
            act("removed", "elsewhere.example"),
            act("secret", "elsewhere.example"),
            act("paused", "elsewhere.example"),
            act("changed", "elsewhere.example"),
            act("added", "hooks.example:8443"),
        ]
    );
    let address = format!("{SHIPPED}/activity");
    let page = viewer.get(&address).await;
    let what = page.texts(".log > li > ul > li");
    assert_eq!(what[0], "Webhook removed: notices of this case are no longer sent to elsewhere.example");
    assert_eq!(what[4], "Webhook added: notices of this case are sent to hooks.example:8443");
    assert!(page.texts(".log > li > p")[4].contains("owner"), "{:?}", page.texts(".log > li > p"));
    let arabic = viewer.get(&format!("{address}?lang=ar")).await;
    assert!(arabic.texts(".log > li > ul > li")[4].contains("hooks.example:8443"));
    for member in [&viewer, &owner] {
        for address in [&address, &format!("{CASE}/activity"), &"/activity".to_owned()] {
            assert!(!member.get(address).await.body.contains("secret-"), "{address}");
        }
    }
    for address in [&address, &format!("{CASE}/activity"), &"/activity".to_owned()] {
        assert!(!app.get(address).await.body.contains(".example"), "{address}");
    }
}

#[tokio::test]
async fn members_see_who_was_let_in_and_owners_are_told_of_emergency_access_while_it_lasts() {
    let mut records: Records = specimen();
    records.case.visibility = Visibility::Private;
    let app = TestApp::of(records).await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::default()).await;
    let viewer = app.sign_in_member("viewer", "baghdadi-2019", Role::Viewer, Flags::default()).await;
    let flags = [("role", "editor"), ("assess", "on")];
    owner.post(&format!("{SHIPPED}/members/p-viewer"), &flags).await;
    assert_eq!(owner.get(SHIPPED).await.count(".emg[role=status]"), 0);
    let boss = app.sign_in_admin("boss").await;
    let sent = [("case", "baghdadi-2019"), ("why", "A report of a leak")];
    assert_eq!(boss.post("/people/emergency", &sent).await.status, StatusCode::SEE_OTHER);
    let address = format!("{SHIPPED}/activity");
    for member in [&owner, &viewer] {
        let page = member.get(&address).await;
        assert_eq!(page.count(".log > li"), 5);
        let what = page.texts(".log > li > ul > li");
        assert_eq!(what[0], "Emergency access: boss may read this case until 1 March 2026, 13:00 (UTC)");
        assert_eq!(what[1..3], ["viewer changes every record of this case", "Judges disagreements"]);
        assert_eq!(what[3], "viewer reads in this case");
        assert_eq!(page.text(".why-q"), "Why: A report of a leak");
    }
    let arabic = owner.get(&format!("{address}?lang=ar")).await;
    assert!(arabic.texts(".log > li > ul")[0].starts_with("دخول طارئ"));
    let notice = owner.get(SHIPPED).await.text(".emg[role=status]");
    assert!(notice.contains("boss") && notice.contains("12:00") && notice.contains("A report of a leak"), "{notice}");
    assert_eq!(viewer.get(SHIPPED).await.count(".emg[role=status]"), 0);
    let removed = [("role", "editor"), ("op", "remove")];
    owner.post(&format!("{SHIPPED}/members/p-viewer"), &removed).await;
    let what = owner.get(&address).await.texts(".log > li > ul");
    assert_eq!(what[0], "viewer has no part in this case any more");
    let later = TestApp::over(app.store().clone(), Security::default(), "2026-03-01T13:00:00Z");
    let late = later.sign_in_member("late", "baghdadi-2019", Role::Owner, Flags::default()).await;
    assert_eq!(late.get(SHIPPED).await.count(".emg[role=status]"), 0);
}

#[tokio::test]
async fn who_has_a_part_in_a_case_is_told_to_its_members_alone() {
    let app = renamed(Visibility::Public).await;
    app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::default()).await;
    let stranger = app.sign_in("stranger").await;
    for address in [format!("{SHIPPED}/activity"), "/activity".to_owned()] {
        for page in [app.page(&address).await, stranger.get(&address).await] {
            assert_eq!(page.count(".log > li"), 2, "{address}");
            assert!(!page.body.contains("owns this case"));
        }
    }
}

/// The shipped case, public and strict at first, then private and lenient, by the same hand.
async fn closed_case() -> TestApp {
    let app = TestApp::with_specimen().await;
    app.sign_in("nadia").await;
    let mut case = specimen().case;
    case.visibility = Visibility::Private;
    case.policy = case.policy.with(Rule::Near, 25.0).unwrap();
    change(&app, "nadia", "Not for everybody", Change { put: vec![Record::Case(case)], ..Change::default() }).await;
    app
}

async fn case_of(app: &TestApp) -> Case {
    app.store().dossier(&specimen().case.id).await.unwrap().unwrap().dossier.case().clone()
}

#[tokio::test]
async fn what_an_older_state_said_of_who_may_see_a_case_comes_back_by_no_form() {
    let app = closed_case().await;
    let before = case_of(&app).await;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let then = "clock=recorded&as_of=2026-03-01T10:30Z";
    let texts = [("version", "2"), ("title.en", "Another title"), ("why", "A better title")];
    editor.post(&format!("{SHIPPED}/edit?{then}"), &texts).await;
    let restored = [("began_from", "3"), ("why", "As it was")];
    editor.post(&format!("{SHIPPED}/history/1/restore?{then}"), &restored).await;
    let after = case_of(&app).await;
    assert_eq!((after.visibility, &after.policy), (before.visibility, &before.policy));
}

#[tokio::test]
async fn the_tolerances_of_a_case_come_back_by_its_owners_alone() {
    let app = closed_case().await;
    let lenient = case_of(&app).await.policy;
    let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::default()).await;
    let restore = format!("{SHIPPED}/history/1/restore");
    editor.post(&restore, &[("began_from", "2"), ("why", "As it was")]).await;
    assert_eq!(case_of(&app).await.policy, lenient);
    let done = owner.post(&restore, &[("began_from", "2"), ("why", "As it was")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let after = case_of(&app).await;
    assert_eq!((after.policy, after.visibility), (specimen().case.policy, Visibility::Private));
}
