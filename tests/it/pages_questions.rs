//! The page of a question, as a reader sees it.

use axum::http::StatusCode;

use crate::support::{
    app::{Answer, SHIPPED, TestApp, records_of},
    page::{assert_whole, shipped_ids},
};

async fn question(question: &str, query: &str) -> Answer {
    TestApp::with_specimen().await.get(&format!("{SHIPPED}/questions/{question}?lang=en{query}")).await
}

#[tokio::test]
async fn every_question_of_the_shipped_case_is_shown_whole_in_both_languages() {
    let pages = TestApp::with_specimen().await;
    for id in shipped_ids("questions") {
        for query in ["lang=en", "lang=ar", "lang=en&as_of=2019-02-10", "lang=ar&as_of=2018-01-01"] {
            let address = format!("{SHIPPED}/questions/{id}?{query}");
            assert_whole(&pages.get(&address).await, &address);
        }
    }
}

#[tokio::test]
async fn a_question_nobody_asked_is_not_found() {
    for id in ["no-such-question", "NOT AN ID", "when-1"] {
        let address = format!("{SHIPPED}/questions/{}?lang=en", id.replace(' ', "%20"));
        let answer = TestApp::with_specimen().await.get(&address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
}

#[tokio::test]
async fn the_date_of_the_attempt_is_disputed_by_112_to_121_days() {
    let page = question("attempt-when", "").await;
    assert_eq!(page.joined("h1"), "When did it happen?");
    assert!(page.joined(".lede").contains("112 to 121 days apart"), "{}", page.joined(".lede"));
    assert!(page.joined(".crumb").contains("of 7"), "{}", page.joined(".crumb"));
    assert_eq!(page.joined(".st-dis"), "Disputed");
    assert!(
        page.joined(".stl").contains("since 17 February 2019, with the report of the Guardian"),
        "{}",
        page.joined(".stl")
    );
    assert_eq!(page.joined(".rl-p"), "112 days at least, 121 at most");
    assert_eq!(page.texts(".pos h2 > span:last-child"), ["10 January 2019", "Mid-September 2018"]);
    assert_eq!(page.texts(".sup"), ["1 independent root", "2 independent roots"]);
    assert!(page.joined(".pos.b .rd").contains("Read as 11–20 September 2018"), "{}", page.joined(".pos.b .rd"));
}

#[tokio::test]
async fn a_ruler_places_its_marks_through_one_style_block() {
    let page = question("attempt-when", "").await;
    assert_eq!(page.count(".ruler .mk-exact"), 1);
    assert_eq!(page.count(".ruler .mk-approx"), 1);
    assert!(page.joined("style").contains("--s:"));
}

#[tokio::test]
async fn five_reports_of_one_root_stand_on_one_tree() {
    let page = question("attempt-when", "").await;
    assert_eq!(page.count(".pos.a .ch .root"), 1);
    assert_eq!(page.count(".pos.a .ch .leaf"), 5);
    assert_eq!(page.count(".pos.a .ch.d1"), 4);
    let branch = page.texts(".pos.a .ch.d1").into_iter().find(|branch| branch.contains("Al Jazeera")).unwrap();
    assert!(branch.contains("Syrian news site"), "{branch}");
    assert!(page.joined(".pos.a .ch.d0").contains("7 February 2019, 28 days after the day named"));
}

#[tokio::test]
async fn two_villages_are_drawn_to_scale_with_their_distance() {
    let page = question("attempt-where", "").await;
    assert_eq!(page.count(".dist circle.dist-c"), 2);
    assert_eq!(page.joined(".dist .pill"), "19–35 km apart");
    assert!(page.joined(".why").contains("Abu Kamal District"), "{}", page.joined(".why"));
}

#[tokio::test]
async fn what_was_lost_in_relay_stands_beside_the_original() {
    let page = question("accused", "").await;
    let sides = page.texts(".loss blockquote");
    assert_eq!(sides, ["ISIS did not directly accuse him.", "ISIS has now explicitly implicated him."]);
    assert!(page.joined(".kinds").contains("Lost in relay"));
    assert!(page.joined(".loss-c").contains("The answer changed."));
}

#[tokio::test]
async fn words_given_to_another_speaker_are_told_apart() {
    let page = question("attempt-when", "").await;
    let moved = page.joined("[aria-labelledby=changed-in-relay]");
    assert!(moved.contains("What an SDF military official said is given to Jumah Hamdi Hamdan."), "{moved}");
}

#[tokio::test]
async fn a_range_of_roots_is_never_one_number() {
    let page = question("attempt-killed", "").await;
    assert!(page.texts(".sup").contains(&"1 to 2 independent roots".to_owned()), "{:?}", page.texts(".sup"));
    assert!(page.joined(".pos.a .roots").contains("may be the same people as"), "{}", page.joined(".pos.a .roots"));
}

#[tokio::test]
async fn a_shared_claim_is_marked_and_support_without_it_is_said() {
    let page = question("whereabouts", "").await;
    assert!(page.joined(".pos.c").contains("fits positions A and C"), "{}", page.joined(".pos.c"));
    assert!(page.joined(".pos.c .roots").contains("Without the claims it shares"), "{}", page.joined(".pos.c .roots"));
}

#[tokio::test]
async fn a_question_with_one_answer_says_what_it_rests_on() {
    let page = question("attempt-duration", "").await;
    assert_eq!(page.joined(".st-one"), "One source");
    assert_eq!(page.count(".why") + page.count(".ass"), 0);
    assert_eq!(page.texts(".pos h2 > span:last-child"), ["2 days"]);
    let untraceable = question("us-delay", "").await;
    assert_eq!(untraceable.joined(".st-none"), "Cannot be traced");
}

#[tokio::test]
async fn a_question_with_many_answers_names_those_that_are_corroborated() {
    let page = question("attempt-fighters", "").await;
    assert_eq!(page.joined(".st-two"), "Corroborated");
    assert!(page.joined(".lede").contains("Named by two or more independent roots"), "{}", page.joined(".lede"));
}

#[tokio::test]
async fn claims_that_share_one_day_only_are_said_to() {
    let page = question("fled-when", "").await;
    assert!(page.joined(".tt").contains("On one point only: 10 January 2019"), "{}", page.joined(".tt"));
}

#[tokio::test]
async fn between_the_two_reports_nothing_was_disputed_yet() {
    let page = question("attempt-when", "&as_of=2019-02-10").await;
    assert_eq!(page.count(".st-dis"), 0);
    assert!(page.joined(".known").contains("As known on 10 February 2019"), "{}", page.joined(".known"));
    assert!(page.joined(".qlist").contains("Not yet known"), "{}", page.joined(".qlist"));
    let link = page.attribute(".leaf a", "href").unwrap();
    assert!(link.contains("as_of=2019-02-10"), "{link}");
}

#[tokio::test]
async fn before_the_first_report_the_page_says_that_nothing_was_known() {
    let page = question("attempt-when", "&as_of=2018-01-01").await;
    assert!(page.joined(".lede").contains("No report had answered this question by then."), "{}", page.joined(".lede"));
    assert_eq!(page.count(".pos"), 0);
}

#[tokio::test]
async fn nobody_has_assessed_the_shipped_disagreements() {
    let page = question("attempt-when", "").await;
    assert!(page.joined(".ass").contains("No editor has assessed this yet."));
    assert_eq!(page.count(".ass button, .ass .btn"), 0);
}

#[tokio::test]
async fn a_judgement_stands_with_its_reason_and_on_days_after_it_alone() {
    let file = std::fs::read(crate::support::repository_path("tests/data/baghdadi-2019.json")).unwrap();
    let mut case: serde_json::Value = serde_json::from_slice(&file).unwrap();
    case["assessments"] = serde_json::json!([{
        "question": "attempt-when", "status": "leaning", "reason": {"en": "Two roots for September.", "ar": "مصدران لأيلول."},
        "would_settle": {"en": "A dated document", "ar": "وثيقة مؤرخة"}, "by": "An editor", "at": "2019-03-01T10:00:00Z",
        "claims": ["when-1", "when-6"]
    }]);
    let pages = TestApp::of(records_of(case.to_string())).await;
    let page = pages.get(&format!("{SHIPPED}/questions/attempt-when?lang=en")).await;
    assert_eq!(page.joined(".ass h2"), "Leaning");
    let box_text = page.joined(".ass");
    for part in
        ["Two roots for September.", "A dated document", "An editor, 1 March 2019", "Nothing has changed since."]
    {
        assert!(box_text.contains(part), "{part}: {box_text}");
    }
    let earlier = pages.get(&format!("{SHIPPED}/questions/attempt-when?lang=en&as_of=2019-02-28")).await;
    assert!(earlier.joined(".ass").contains("No editor has assessed this yet."));
}

#[tokio::test]
async fn the_arabic_page_runs_from_right_to_left_and_writes_ranges_in_words() {
    let pages = TestApp::with_specimen().await;
    let page = pages.get(&format!("{SHIPPED}/questions/attempt-when?lang=ar")).await;
    assert_eq!(page.attribute("html", "dir").as_deref(), Some("rtl"));
    assert_eq!(page.joined(".rl-p"), "112 يومًا على الأقل، و121 على الأكثر");
    assert_eq!(page.texts(".pos h2 .pb"), ["أ", "ب"]);
}

/// A question of its own kind with one claim for each value, each of another source.
async fn asked(answer: &str, values: &[&str]) -> Answer {
    let sources: Vec<_> = (0..values.len())
        .map(|n| serde_json::json!({"id": format!("s{n}"), "name": format!("Agency {n}"), "kind": "outlet"}))
        .collect();
    let documents: Vec<_> = (0..values.len())
        .map(|n| serde_json::json!({"id": format!("d{n}"), "publisher": format!("s{n}"), "title": "Report", "published": "2020-01-01", "language": "en"}))
        .collect();
    let claims: Vec<_> = values
        .iter()
        .enumerate()
        .map(|(n, value)| serde_json::json!({"id": format!("c{n}"), "question": "q", "value": value, "stance": "asserts", "chain": [format!("s{n}")], "document": format!("d{n}"), "excerpt": "Words."}))
        .collect();
    let case = serde_json::json!({
        "format": "counterpoint/1", "case": {"id": "case", "title": "A case", "visibility": "public"}, "places": [], "entities": [],
        "sources": sources, "documents": documents, "events": [{"id": "e", "title": "An event", "utc_offset": "+08:00"}],
        "questions": [{"id": "q", "event": "e", "text": "What?", "answer": answer}], "claims": claims, "assessments": []
    });
    let pages = TestApp::of(records_of(case.to_string())).await;
    let page = pages.get("/cases/case/questions/q?lang=en").await;
    assert_whole(&page, answer);
    page
}

#[tokio::test]
async fn rulers_of_every_reach_are_drawn() {
    let clock = asked("time", &["2014-03-08T01:19+08:00", "2014-03-08T06:30/2014-03-08T07:00"]).await;
    assert!(clock.joined(".rl-m").contains(":00"), "{}", clock.joined(".rl-m"));
    let days = asked("time", &["2014-03-08", "2014-03-20/.."]).await;
    assert_eq!(days.count(".ruler .mk-after"), 1);
    let ages = asked("time", &["-0043-03-15", "Y-170000002", "2014"]).await;
    assert!(ages.count(".rl-m span") <= 9, "{}", ages.joined(".rl-m"));
    let numbers = asked("count", &["2", ">=70000", "~500"]).await;
    assert!(numbers.joined(".rl-m").contains("10,000"), "{}", numbers.joined(".rl-m"));
    let lengths = asked("duration", &["P2D", "PT3H"]).await;
    assert!(
        lengths.joined(".rl-m").contains("hours") || lengths.joined(".rl-m").contains("day"),
        "{}",
        lengths.joined(".rl-m")
    );
}

#[tokio::test]
async fn more_than_three_positions_are_stacked() {
    let page = asked("count", &["1", "20", "300", "4000", "50000"]).await;
    assert_eq!(page.count(".poss.stack .pos"), 5);
    assert_eq!(page.texts(".pos h2 .pb"), ["A", "B", "C", "D", "E"]);
}

#[tokio::test]
async fn time_mirrors_in_arabic_and_numbers_do_not() {
    let pages = TestApp::with_specimen().await;
    let time = pages.get(&format!("{SHIPPED}/questions/attempt-when?lang=ar")).await;
    assert_eq!(time.count(".ruler [dir=ltr]"), 0);
    let number = pages.get(&format!("{SHIPPED}/questions/attempt-killed?lang=ar")).await;
    assert_eq!(number.count(".ruler > [dir=ltr]"), 1);
}
