//! Stories of sources x questions.

use crate::support::{
    app::{SHIPPED, TestApp},
    page::assert_whole_in_both_languages,
    records::{case, case_of_claims, claim, outlet, question},
};
use counterpoint::domain::{chain::Chain, question::AnswerKind};

#[tokio::test]
async fn the_disputed_questions_come_first_under_a_red_rule() {
    let pages = TestApp::with_specimen().await;
    let answer = pages.get(&format!("{SHIPPED}/matrix?lang=en")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.texts(".mx thead th").len(), 1 + 8 + 1, "8 of 15 questions, between the names and the sums");
    assert_eq!(answer.texts(".mx thead .dq").len(), 7);
    assert_eq!(answer.texts(".mx tfoot .out").len(), 7);
    let next = pages.get(&format!("{SHIPPED}/matrix?lang=en&column_page=2")).await;
    assert_eq!(next.texts(".mx thead th").len(), 1 + 7 + 1);
    assert!(next.texts(".mx thead .dq").is_empty());
}

#[tokio::test]
async fn silence_is_a_dot_with_words_for_those_who_do_not_see_it() {
    let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/matrix?lang=en")).await;
    let silence = answer.texts(".mx .nil");
    assert!(silence.len() > 20 && silence.iter().all(|cell| cell == "·says nothing"));
}

#[tokio::test]
async fn a_retelling_that_changed_the_words_is_marked_beside_them() {
    let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/matrix?lang=en")).await;
    let changed = answer.texts(".mx small.chg");
    assert!(changed.contains(&"changed in the retelling by the Jerusalem Post".to_owned()), "{changed:?}");
}

#[tokio::test]
async fn what_cannot_be_traced_stands_in_a_group_of_its_own() {
    let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/matrix?lang=en")).await;
    assert_eq!(answer.texts(".mx .gh th"), ["Cannot be traced to anyone; not counted as a root"]);
    assert_eq!(answer.texts(".mx .gh + tr th a"), ["Unattributed reports of US custody"]);
}

#[tokio::test]
async fn who_contradicts_whom_is_counted_over_the_questions_both_answer() {
    let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/matrix?lang=en")).await;
    let pairs = answer.texts(".pw .nm");
    assert_eq!(pairs[0], "Jumah Hamdi Hamdan and Regional intelligence officials");
    assert_eq!(answer.texts(".pw .res")[0], "conflict on 3 of 6");
}

#[tokio::test]
async fn every_view_of_the_table_renders_in_both_languages() {
    let pages = TestApp::with_specimen().await;
    for query in [
        "",
        "?group=outlet",
        "?group=document&page=2",
        "?rows=questions",
        "?rows=questions&column_page=2",
        "?show=disputed",
        "?as_of=2019-02-10",
        "?as_of=2019-02-10&show=disputed&rows=questions",
        "?as_of=2018",
        "?page=99&column_page=nonsense&group=nonsense&rows=nonsense",
    ] {
        assert_whole_in_both_languages(&pages, &format!("{SHIPPED}/matrix{query}")).await;
    }
}

#[tokio::test]
async fn filters_that_hide_everything_say_so_and_lead_out() {
    let pages = TestApp::with_specimen().await;
    let early = pages.get(&format!("{SHIPPED}/matrix?lang=en&as_of=2018")).await;
    assert_eq!(early.texts(".bx h2"), ["Nothing was known on this day"]);
    assert_eq!(early.attributes(".bx a", "href"), [format!("{SHIPPED}/matrix?lang=en")]);

    let pages = TestApp::of(case_of_claims("small", 1)).await;
    let calm = pages.get("/cases/small/matrix?lang=en&show=disputed").await;
    assert_eq!(calm.texts(".bx h2"), ["No question is disputed"]);
    assert_eq!(calm.attributes(".bx a", "href"), ["/cases/small/matrix?lang=en"]);
}

#[tokio::test]
async fn a_case_of_ten_thousand_claims_stays_small() {
    let mut records = case("large");
    records.assessments.clear();
    records.claims.clear();
    for number in 0..100 {
        records.questions.push(question(&format!("question-{number}"), AnswerKind::Count));
        records.sources.push(outlet(&format!("outlet-{number}")));
    }
    for number in 0..10_000 {
        let mut said =
            claim(&format!("claim-{number}"), &format!("question-{}", number % 100), &(number % 7).to_string());
        let publisher = records.documents.iter().find(|d| d.id == said.document).unwrap().publisher.clone();
        said.chain = Chain::new(vec![format!("outlet-{}", number / 100).parse().unwrap(), publisher]).unwrap();
        records.claims.push(said);
    }
    let pages = TestApp::of(records).await;
    let answer = pages.get("/cases/large/matrix?lang=en").await;
    assert_eq!(answer.status, 200);
    assert!(answer.texts(".mx thead th").len() <= 14 && answer.texts(".mx tbody tr").len() <= 12);
    let size = pages.bytes_compressed("/cases/large/matrix?lang=en").await;
    assert!(size < 60_000, "{size} bytes");
}

#[tokio::test]
async fn an_unknown_case_has_no_table() {
    assert_eq!(TestApp::with_specimen().await.get("/cases/nowhere/matrix").await.status, 404);
}
