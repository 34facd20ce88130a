//! The list of cases and the page of a case, as a reader finds them.

use std::fmt::Write as _;

use axum::http::StatusCode;
use counterpoint::exchange::case_file;

use crate::support::{
    app::{SPECIMEN, TestApp},
    records::case,
};

const CASE: &str = "/cases/baghdadi-2019";

#[tokio::test]
async fn a_case_says_at_a_glance_how_much_is_disputed() {
    let page = TestApp::with_specimen().await.page(CASE).await;
    assert_eq!(page.text("h1"), "The attempt against al-Baghdadi, 2018–19");
    assert!(page.text(".lede").starts_with("Sources disagree on 7 of the 15 questions in this case."));
    assert_eq!(page.text(".lede b"), "7 of the 15 questions");
    assert_eq!(page.count(".head .qbar i"), 15);
    assert_eq!(page.count(".head .qbar .d"), 7);
    let label = &page.attributes(".head .qbar", "aria-label")[0];
    assert!(label.starts_with("7 disputed, 5 from one source"), "{label}");
    assert!(page.texts(".facts span").contains(&"0 of 7 disagreements assessed".to_owned()));
    assert!(page.text(".about").contains("two reports of a revolt"));
}

#[tokio::test]
async fn the_four_most_severe_disagreements_are_cards_and_lead_to_the_others() {
    let page = TestApp::with_specimen().await.page(CASE).await;
    assert_eq!(page.count(".diffs:not(.solo) .diff"), 4);
    assert_eq!(page.count(".alsos li"), 3);
    let listed = page.texts(".alsos li");
    assert!(listed.contains(&"When did it happen?112–121 days apartRival sources".to_owned()), "{listed:#?}");
    let links = page.attributes(".diff h3 a, .alsos a", "href");
    assert!(links.contains(&format!("{CASE}/questions/attempt-when")), "{links:#?}");
}

#[tokio::test]
async fn the_timeline_shows_a_lane_for_each_account_and_how_far_apart_two_are() {
    let page = TestApp::with_specimen().await.page(CASE).await;
    let lanes = page.texts(".grp:first-child .lane .v");
    assert_eq!(lanes, ["10 January 2019", "Mid-September 2018", "September 2018"]);
    assert_eq!(page.text(".dim a"), "112–121 days apart");
    let marks = page.attributes(".grp:first-child .mk", "class");
    let shapes: Vec<&str> = marks.iter().filter_map(|class| class.split(' ').nth(1)).collect();
    assert_eq!(shapes, ["mk-exact", "mk-approx", "mk-range"]);
    assert!(page.text(".grp:first-child .lane:first-child .who").ends_with("5 documents"));
    assert!(page.count(".lane") < 40, "a lane is an account, not a claim");
    assert!(page.attributes(".grp:first-child .v a", "href")[0].starts_with(&format!("{CASE}/claims/when-1")));
}

#[tokio::test]
async fn the_same_timeline_stands_in_a_table() {
    let page = TestApp::with_specimen().await.page(CASE).await;
    assert_eq!(page.count("#tbl tbody tr"), page.count("#tl > ol .lane"));
    let rows = page.texts("#tbl tbody tr");
    assert!(rows.iter().any(|row| row.contains("Mid-September 2018") && row.contains("11–20 September 2018")));
}

#[tokio::test]
async fn filters_narrow_the_timeline_and_say_what_they_hide() {
    let app = TestApp::with_specimen().await;
    let page = app.page(&format!("{CASE}?question=attempt-where")).await;
    assert_eq!(page.texts(".grp-h h3"), ["Where did it happen?"]);
    assert_eq!(page.text(".fl-n"), "62 claims are hidden by the filters. Clear the filters");
    let page = app.page(&format!("{CASE}?source=hamdan&state=one_source")).await;
    assert!(page.texts("#tl .lane .who").iter().all(|who| who.is_empty() || who.contains("Hamdan")));
    assert_eq!(page.attributes("[name=source] option[selected]", "value"), ["hamdan"]);
    let page = app.page(&format!("{CASE}?from=2018-12-01&to=2018-12-31")).await;
    assert_eq!(page.texts("#tl .lane .v"), ["14 December 2018", "Reported"]);
    let page = app.page(&format!("{CASE}?lanes=source")).await;
    assert!(page.texts(".grp-h h3").contains(&"Jumah Hamdi Hamdan".to_owned()));
    let page = app.page(&format!("{CASE}?lanes=question")).await;
    assert!(page.texts(".lane .v").contains(&"When did it happen?".to_owned()));
}

#[tokio::test]
async fn filters_that_hide_everything_are_named() {
    let page = TestApp::with_specimen().await.page(&format!("{CASE}?question=attempt-where&source=the-sun")).await;
    assert_eq!(page.text(".bx h3"), "No claims match these filters");
    assert_eq!(
        page.text(".bx [dir=auto]"),
        "71 claims are hidden by Question: Where did it happen? and Source: The Sun."
    );
    assert_eq!(page.attributes(".bx .btn", "href"), [CASE]);
    assert_eq!(page.count("#tl"), 0);
}

#[tokio::test]
async fn a_filter_day_that_cannot_be_read_is_left_aside_and_said() {
    let page = TestApp::with_specimen().await.page(&format!("{CASE}?from=soon")).await;
    assert!(page.text("[role=alert]").starts_with("Write days as 2019-02-10."));
    assert!(page.count("#tl .lane") > 10);
}

#[tokio::test]
async fn the_past_shows_what_was_not_yet_known_as_outlines() {
    let page = TestApp::with_specimen().await.page(&format!("{CASE}?as_of=2019-02-10")).await;
    assert_eq!(page.text(".known b"), "As known on 10 February 2019.");
    assert!(page.text(".lede").starts_with("Sources disagree on one of the 11 questions"));
    assert_eq!(page.count(".tl-grid .now"), 1);
    let ghosts = page.texts(".ghost .v");
    assert!(ghosts.contains(&"Mid-September 2018".to_owned()), "{ghosts:#?}");
    assert!(page.texts(".ghost .who").iter().all(|who| who.ends_with("Not yet known")));
    assert!(
        page.attributes(".lane .v a, .diff a, .tabs a", "href").iter().all(|url| url.ends_with("as_of=2019-02-10"))
    );
}

#[tokio::test]
async fn the_days_to_cut_at_tell_how_the_case_grew() {
    let page = TestApp::with_specimen().await.page(&format!("{CASE}?as_of=2019-02-17")).await;
    let days = page.texts(".steps a b");
    assert_eq!((days.first().unwrap().as_str(), days.last().unwrap().as_str()), ("7 Feb 2019", "Today"));
    assert_eq!(page.text(".steps [aria-current]"), "17 Feb 201934 claims4 disputed");
    assert_eq!(page.attributes(".steps a:last-child", "href"), [CASE]);
}

#[tokio::test]
async fn before_the_first_report_nothing_was_known() {
    let page = TestApp::with_specimen().await.page(&format!("{CASE}?as_of=2019-02-01")).await;
    assert_eq!(page.text(".bx h2"), "Nothing was known on 1 February 2019");
    assert_eq!(page.attributes(".bx a", "href"), [format!("{CASE}?as_of=2019-02-07")]);
    assert_eq!(page.count("#tl"), 0);
}

#[tokio::test]
async fn where_the_claims_come_from_shows_the_one_channel_they_passed() {
    let page = TestApp::with_specimen().await.page(CASE).await;
    assert_eq!(page.count(".strand:not(.wh)"), 4);
    assert!(page.texts(".strand:not(.wh):nth-child(2) .root a").contains(&"Jumah Hamdi Hamdan".to_owned()));
    assert_eq!(page.count(".root.none"), 1, "unattributed reports are no root");
    assert!(page.text(".note").starts_with("All 5 accounts that were passed on reached us only through the Guardian."));
}

#[tokio::test]
async fn answers_that_rest_on_one_source_stand_apart() {
    let page = TestApp::with_specimen().await.page(CASE).await;
    let answers = page.texts(".solo .diff .big");
    assert!(answers.contains(&"Executed".to_owned()) && answers.len() == 7, "{answers:#?}");
}

#[tokio::test]
async fn arabic_readers_get_the_same_page_from_right_to_left() {
    let page = TestApp::with_specimen().await.page(&format!("{CASE}?lang=ar")).await;
    assert_eq!(page.attributes("html", "dir"), ["rtl"]);
    assert!(page.text(".lede").starts_with("تختلف المصادر في 7 من أصل 15 سؤالًا"));
    assert_eq!(page.text(".dim a"), "112 إلى 121 يومًا بينهما");
    assert!(page.attributes(".diff a, .lane .v a", "href").iter().all(|url| url.ends_with("lang=ar")));
    assert_eq!(page.texts(".diffs .pl li:first-child .pb")[0], "أ");
}

#[tokio::test]
async fn readers_of_arabic_can_turn_the_axis_round() {
    let app = TestApp::with_specimen().await;
    let page = app.page(&format!("{CASE}?lang=ar")).await;
    let turned = &page.attributes(".tl-n a", "href")[0];
    assert_eq!(turned, &format!("{CASE}?lang=ar&axis=ltr"));
    assert_eq!(app.page(turned).await.attributes("#tl", "dir"), ["ltr"]);
    assert_eq!(app.page(&format!("{CASE}?axis=ltr")).await.attributes("#tl", "dir"), Vec::<String>::new());
}

#[tokio::test]
async fn nothing_stands_inline_but_the_one_style_block_of_the_header() {
    let app = TestApp::with_specimen().await;
    for address in ["/", CASE] {
        let page = app.page(address).await;
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("style-src 'self' 'sha256-"), "{policy}");
        assert_eq!(page.count("[style], script:not([src]), [onclick]"), 0);
        assert_eq!(page.count("style"), 1);
    }
}

#[tokio::test]
async fn the_list_says_where_the_disagreements_are_and_who_waits() {
    let app = TestApp::with_specimen().await;
    let page = app.page("/").await;
    assert_eq!(page.text("h1"), "7 disagreements in 1 case");
    assert_eq!(page.text(".lede"), "7 are still waiting for an editor’s assessment.");
    assert_eq!(page.text(".cu"), "2 hours ago");
    assert_eq!(page.text(".cr"), "20 sources");
    assert_eq!(page.count(".spk .x"), 1);
    assert_eq!(page.count(".wt li"), 5);
    assert_eq!(page.attributes(".ct a", "href"), [CASE]);
}

#[tokio::test]
async fn the_list_is_searched_whatever_the_spelling() {
    let app = TestApp::with_specimen().await;
    for (asked, found) in [("BAGHDADI", 1), ("attempt%202018", 1), ("hajin", 0)] {
        assert_eq!(app.page(&format!("/?q={asked}")).await.count(".ct"), found, "{asked}");
    }
    assert_eq!(app.page("/?lang=ar&q=الانقلاب").await.count(".ct"), 1);
    let page = app.page("/?q=hajin&lang=en").await;
    assert_eq!(page.attributes(".bx a", "href"), ["/?lang=en"]);
}

#[tokio::test]
async fn an_empty_list_says_what_to_do() {
    let page = TestApp::empty().await.page("/").await;
    assert_eq!(page.text("h1"), "No cases yet");
    assert_eq!(page.text(".bx code"), "counterpoint import FILE");
}

#[tokio::test]
async fn a_case_without_claims_says_so() {
    let mut records = case("quiet");
    records.claims.clear();
    records.assessments.clear();
    let page = TestApp::empty().await.and(records).await.page("/cases/quiet").await;
    assert_eq!(page.text(".bx h2"), "No claims yet");
    assert_eq!(TestApp::empty().await.get("/cases/quiet").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_large_case_sends_a_bounded_page() {
    let app = TestApp::empty().await.and(large()).await;
    let page = app.page("/cases/large").await;
    assert!(page.count(".lane") <= 41, "{} lanes", page.count(".lane"));
    assert!(page.count(".mk") <= 400);
    assert!(page.body.len() < 400_000, "{} bytes before compression", page.body.len());
}

/// The shipped case with every claim repeated by many more sources.
fn large() -> counterpoint::domain::dossier::Records {
    let text = std::str::from_utf8(SPECIMEN).unwrap();
    let mut file: serde_json::Value = serde_json::from_str(text).unwrap();
    file["case"]["id"] = "large".into();
    let (sources, claims) = (file["sources"].as_array().unwrap().len(), file["claims"].as_array().unwrap().clone());
    let mut id = String::new();
    for round in 0..20 {
        id.clear();
        write!(id, "person-{round}").unwrap();
        let person = serde_json::json!({ "id": id, "kind": "person", "name": format!("Person {round} of {sources}") });
        file["sources"].as_array_mut().unwrap().push(person);
        for claim in &claims {
            let mut claim = claim.clone();
            claim["id"] = format!("{}-{round}", claim["id"].as_str().unwrap()).into();
            let publisher = claim["chain"].as_array().unwrap().last().unwrap().clone();
            claim["chain"] = serde_json::json!([id, publisher]);
            claim.as_object_mut().unwrap().remove("relays");
            file["claims"].as_array_mut().unwrap().push(claim);
        }
    }
    case_file::read(file.to_string().as_bytes()).unwrap()
}

#[tokio::test]
async fn the_head_of_a_case_counts_documents_as_its_tab_does() {
    let page = TestApp::with_specimen().await.get("/cases/baghdadi-2019?lang=en").await;
    let head = page.joined("main");
    assert!(head.contains("14 documents") && head.contains("19 of 20 sources"), "{head}");
    assert!(!head.contains("13 documents 0 of"), "{head}");
}
