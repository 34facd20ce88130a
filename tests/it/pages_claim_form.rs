//! Stories of the form for a claim, without a script: what it shows, what it keeps, what it refuses, what follows.

use axum::http::StatusCode;
use counterpoint::domain::{
    person::{Flags, Role},
    text::Text,
};

use crate::support::{
    app::{Answer, SHIPPED, TestApp, specimen},
    client::Client,
};

/// A claim that opens a disagreement: mid-September against 10 January.
const EARLIER: [(&str, &str); 6] = [
    ("question", "attempt-when"),
    ("value", "mid-September 2018"),
    ("stance", "asserts"),
    ("document", "moroccan-site-1"),
    ("link", "The Guardian"),
    ("excerpt", "جرت في منتصف أيلول/سبتمبر 2018"),
];

fn form(path: &str) -> String {
    format!("{SHIPPED}/claims/{path}")
}

async fn contributor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("contributor", "baghdadi-2019", Role::Contributor, Flags::default()).await
}

async fn editor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await
}

/// The shipped case without the accounts of another date than 10 January.
async fn undisputed() -> TestApp {
    let mut records = specimen();
    let is_later = |id: &str| ["when-6", "when-7", "when-8", "when-9", "when-10"].contains(&id);
    records.claims.retain(|claim| !is_later(claim.id.as_str()));
    TestApp::of(records).await
}

#[track_caller]
fn led_to(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.joined(".esum, h1, .fnt"));
    answer.header("location").to_owned()
}

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().chain(more).copied().collect()
}

fn without<'a>(fields: &[(&'a str, &'a str)], name: &str) -> Vec<(&'a str, &'a str)> {
    fields.iter().filter(|(known, _)| *known != name).copied().collect()
}

/// What is typed into the links, in order.
fn links(answer: &Answer) -> Vec<String> {
    answer.attributes("[name=link]", "value")
}

#[tokio::test]
async fn a_new_form_asks_the_four_questions_and_says_what_is_still_missing() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let page = client.get(&form("new?lang=en")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.text("h1"), "Add a claim");
    assert_eq!(
        page.texts(".st1 > legend"),
        ["1Which question does it answer?", "2What is the answer?", "3How did it reach us?", "4Which words back it?"]
    );
    assert_eq!(page.attributes("optgroup", "label").len(), 5);
    assert_eq!(page.text("[data-live=outlook]"), "Choose a question and type an answer to see what would follow.");
    assert_eq!(page.count("option[value=new]"), 0, "a contributor asks no new questions");
    assert_eq!(editor(&app).await.get(&form("new")).await.count("option[value=new]"), 1);
}

#[tokio::test]
async fn it_says_what_would_follow_before_anything_is_saved() {
    let app = undisputed().await;
    let client = contributor(&app).await;
    let page = client.post(&form("new?lang=en"), &with(&EARLIER, &[("link", ""), ("op", "check")])).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text("#f-value-read").contains("Understood as 11–20 September 2018, approximate"));
    assert_eq!(page.count(".mini .mk"), 2);
    assert_eq!(page.count(".mini .mgap"), 1);
    assert_eq!(page.text(".miss"), "someone not yet named");
    let effects = page.joined(".eff");
    for said in ["Opens a disagreement on “When did it happen?”", "112 to 121 days before", "No independent root yet."]
    {
        assert!(effects.contains(said), "{said}: {effects}");
    }
    assert!(!client.get(&format!("{SHIPPED}?lang=en")).await.body.contains("September 2018"), "nothing was saved");
}

#[tokio::test]
async fn a_claim_that_is_saved_opens_the_disagreement_it_said_it_would() {
    let app = undisputed().await;
    let client = contributor(&app).await;
    let sent = with(&EARLIER, &[("link", "Jumah Hamdi Hamdan"), ("op", "save")]);
    let page = led_to(&client.post(&form("new?lang=en"), &sent).await);
    assert_eq!(page, form("attempt-when-hamdan?lang=en"));
    let claim = client.get(&page).await;
    assert!(claim.text("h1").contains("mid-September 2018"), "{}", claim.text("h1"));
    let question = client.get(&format!("{SHIPPED}/questions/attempt-when?lang=en")).await;
    assert!(question.joined("main").contains("121 days"), "{}", question.joined("main"));
}

#[tokio::test]
async fn a_claim_may_join_a_position() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let sent = [
        ("question", "attempt-when"),
        ("value", "10 January 2019"),
        ("document", "memo-1"),
        ("link", "sdf-official"),
        ("excerpt", "on 10 January"),
        ("paraphrase", "on"),
        ("op", "check"),
    ];
    let page = client.post(&form("new?lang=en"), &sent).await;
    assert!(page.joined(".eff").contains("Joins position"), "{}", page.joined(".eff"));
    assert!(page.joined(".eff").contains("already heard on this question: no new root"), "{}", page.joined(".eff"));
    assert_eq!(page.count(".okl.not"), 0, "what is told in our words is not looked up");
    assert_eq!(links(&page), ["An SDF military official"], "an id is shown by its name");
}

#[tokio::test]
async fn every_operation_on_the_way_keeps_everything_typed() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let typed = with(&EARLIER, &[("link", "al-jazeera"), ("link", "somebody"), ("certainty", "believed")]);
    for (op, expected) in [
        ("insert:1", vec!["", "The Guardian", "Al Jazeera", "somebody"]),
        ("insert:2", vec!["The Guardian", "", "Al Jazeera", "somebody"]),
        ("up:3", vec!["Al Jazeera", "The Guardian", "somebody"]),
        ("up:2", vec!["The Guardian", "Al Jazeera", "somebody"]),
        ("remove:3", vec!["The Guardian", "somebody"]),
        ("remove:9", vec!["The Guardian", "Al Jazeera", "somebody"]),
        ("append", vec!["The Guardian", "Al Jazeera", "somebody", ""]),
        ("unstated:4", vec!["The Guardian", "Al Jazeera", "Not stated"]),
        ("check", vec!["The Guardian", "Al Jazeera", "somebody"]),
        ("bounds", vec!["The Guardian", "Al Jazeera", "somebody"]),
        ("more", vec!["The Guardian", "Al Jazeera", "somebody"]),
    ] {
        let page = client.post(&form("new?lang=en"), &with(&typed, &[("op", op)])).await;
        assert_eq!(page.status, StatusCode::OK, "{op}");
        assert_eq!(page.count(".esum"), 0, "{op}");
        assert_eq!(links(&page), expected, "{op}");
        assert_eq!(page.attribute("#f-value", "value").as_deref(), Some("mid-September 2018"), "{op}");
        assert_eq!(page.attribute("#f-question option[selected]", "value").as_deref(), Some("attempt-when"), "{op}");
        assert_eq!(page.attribute("#f-document option[selected]", "value").as_deref(), Some("moroccan-site-1"), "{op}");
        assert_eq!(page.text("#f-excerpt"), EARLIER[5].1, "{op}");
        assert_eq!(page.attribute("#f-certainty", "value").as_deref(), Some("believed"), "{op}");
        assert_eq!(page.attribute("details.fdt", "open").as_deref(), Some(""), "{op}");
    }
}

#[tokio::test]
async fn all_faults_are_told_at_once_beside_their_fields() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let sent = [
        ("question", "attempt-when"),
        ("value", "30 February 2019"),
        ("document", "memo-1"),
        ("link", "The Gaurdian"),
        ("link", ""),
        ("excerpt", ""),
        ("superseded.by", "when-2"),
        ("op", "save"),
    ];
    let page = client.post(&form("new?lang=en"), &sent).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: Add a claim"), "{}", page.text("title"));
    assert_eq!(
        page.attributes(".esum a", "href"),
        ["#f-value", "#f-link-2", "#f-link-3", "#f-excerpt", "#f-superseded-on"]
    );
    let told = page.texts(".esum li");
    assert!(told[0].contains("The calendar has no such day"), "{told:?}");
    assert!(
        told[1].starts_with("Link 2: There is no source called “The Gaurdian”. Did you mean “The Guardian”?"),
        "{told:?}"
    );
    assert_eq!(told[2], "Link 3: Name the person or group, or mark it “not stated”.");
    for field in ["#f-value", "#f-link-2", "#f-link-3", "#f-excerpt", "#f-superseded-on"] {
        assert_eq!(page.attribute(field, "aria-invalid").as_deref(), Some("true"), "{field}");
        assert!(page.attribute(field, "aria-describedby").unwrap().contains("-error"), "{field}");
    }
    assert_eq!(page.texts("[value='new:source:link:0']"), ["Make a new source “The Gaurdian”"]);
    assert_eq!(links(&page), ["The Gaurdian", ""]);
}

#[tokio::test]
async fn what_is_not_chosen_or_not_there_is_a_fault_of_its_field() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let nothing = client.post(&form("new?lang=en"), &[("op", "save")]).await;
    assert_eq!(nothing.attributes(".esum a", "href"), ["#f-question", "#f-value", "#f-document", "#f-excerpt"]);
    let mut sent = without(&EARLIER, "document");
    sent.extend([("document", "a lost page"), ("op", "save")]);
    let page = client.post(&form("new?lang=en"), &sent).await;
    assert_eq!(page.attributes(".esum a", "href"), ["#f-document"]);
    assert!(page.text(".esum li").contains("There is no document called “a lost page”"));
    assert_eq!(page.attribute("#f-document option[selected]", "value").as_deref(), Some("a lost page"));
}

#[tokio::test]
async fn the_words_are_looked_up_in_the_stored_text_of_the_document() {
    let mut records = specimen();
    let document = records.documents.iter_mut().find(|document| document.id.as_str() == "memo-1").unwrap();
    document.text = Some(Text::document("They fled.\n\nIt took place on\n10 January, officials said.").unwrap());
    let app = TestApp::of(records).await;
    let client = contributor(&app).await;
    let mut sent = without(&without(&EARLIER, "document"), "excerpt");
    sent.extend([("document", "memo-1"), ("op", "check")]);
    let place = "Daesh leader flees coup attempt by own fighters";
    for (excerpt, mark, expected) in [
        ("They fled", "", format!("Found in paragraph 1 of {place}")),
        ("officials said", "", format!("Found in paragraph 3 of {place}")),
        ("place on 10 January", "", format!("Found in paragraph 2 of {place}")),
        ("on 11 January", "not", format!("Not found in the stored text of {place}.")),
    ] {
        let page = client.post(&form("new?lang=en"), &with(&sent, &[("excerpt", excerpt)])).await;
        assert!(page.text("[data-live=excerpt]").starts_with(&expected), "{}", page.text("[data-live=excerpt]"));
        assert_eq!(page.attribute(".okl", "class").unwrap().trim_start_matches("okl").trim(), mark);
    }
    let save = with(&without(&sent, "op"), &[("excerpt", "on 11 January"), ("op", "save")]);
    led_to(&client.post(&form("new?lang=en"), &save).await);
}

#[tokio::test]
async fn every_kind_of_question_has_an_answer_of_its_own_kind() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    for (question, value, label, understood) in [
        ("attempt-where", "near Hajin", "Place, as the source puts it", "Understood as"),
        ("attempt-duration", "2 days", "Duration, as the source puts it", "Understood as"),
        ("attempt-killed", "at least 10", "Number", "Understood as"),
        ("attempt-leader", "no such person", "Who, by name", "There is no entity called “no such person”"),
    ] {
        let sent = [("question", question), ("value", value), ("op", "check")];
        let page = client.post(&form("new?lang=en"), &sent).await;
        assert!(page.text("label[for=f-value]").starts_with(label), "{question}: {}", page.text("label[for=f-value]"));
        assert!(page.text("#f-value-read").starts_with(understood), "{question}: {}", page.text("#f-value-read"));
    }
    let options = client.post(&form("new?lang=en"), &[("question", "attempt-fate"), ("value", "executed")]).await;
    assert_eq!(options.attributes("[type=checkbox][name=value]", "value"), ["executed", "at-large"]);
    assert_eq!(options.attributes("[name=value][checked]", "value"), ["executed"]);
}

#[tokio::test]
async fn bounds_set_by_hand_stand_over_the_words() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let bounds = [("bounds", "on"), ("core.lo", "2018-09-12"), ("core.hi", "2018-09-14")];
    let page = client.post(&form("new?lang=en"), &with(&with(&EARLIER, &bounds), &[("op", "check")])).await;
    assert!(page.text("#f-value-read").contains("12–14 September 2018"), "{}", page.text("#f-value-read"));
    let reversed = [("bounds", "on"), ("core.lo", "2018-09-14"), ("core.hi", "soon"), ("op", "save")];
    let refused = client.post(&form("new?lang=en"), &with(&EARLIER, &reversed)).await;
    assert_eq!(refused.attributes(".esum a", "href"), ["#f-core-hi"], "{}", refused.joined(".esum"));
}

#[tokio::test]
async fn beside_each_link_stands_what_is_on_record_of_it() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let typed = [("question", "attempt-when"), ("document", "memo-1"), ("link", "The Guardian"), ("op", "check")];
    let page = client.post(&form("new?lang=en"), &typed).await;
    let facts = page.texts(".lk-f span");
    assert!(facts[0].starts_with("Published by") && facts[0].ends_with("8 February 2019"), "{facts:?}");
    assert_eq!(facts[1], "Outlet");
    assert_eq!(facts[2], "Outlet");
    // The document in hand cites one of the Guardian's.
    assert!(facts[3].starts_with("Published “") && facts[3].contains("2019"), "{facts:?}");
    let page = client.post(&form("new?lang=en"), &[&typed[..2], &[("link", "hamdan"), ("op", "check")]].concat()).await;
    assert_eq!(page.texts(".lk-f span")[2..], ["Eyewitness, named"]);
}

#[tokio::test]
async fn words_that_name_a_day_can_be_said_to_mean_it_and_others_are_told_that_they_name_none() {
    let app = TestApp::with_specimen().await;
    let client = contributor(&app).await;
    let typed =
        |value: &'static str, op: &'static str| with(&without(&EARLIER, "value"), &[("value", value), ("op", op)]);
    let page = client.post(&form("new?lang=en"), &typed("about 10 January 2019", "check")).await;
    assert_eq!(page.text("[value=stated]"), "It is an exact day");
    let page = client.post(&form("new?lang=en"), &typed("about 10 January 2019", "stated")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.attribute("#f-core-lo", "value").as_deref(), Some("2019-01-10"));
    assert_eq!(page.attribute("#f-core-hi", "value").as_deref(), Some("2019-01-10"));
    assert_eq!(page.attribute("#f-envelope-lo", "value").as_deref(), Some(""));
    assert!(page.text("[data-live=understood]").contains("Understood as 10 January 2019"));
    assert_eq!(page.count("[value=stated]"), 0);
    let page = client.post(&form("new?lang=en"), &typed("mid-September 2018", "stated")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.joined(".esum li").contains("These words name no single day"));
    // What is a day already needs no word, nor does what is no time.
    assert_eq!(client.post(&form("new?lang=en"), &typed("10 January 2019", "check")).await.count("[value=stated]"), 0);
}
