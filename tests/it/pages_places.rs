//! Stories of places: the tree, and one with the claims that name it.

use crate::support::{
    app::{SHIPPED, TestApp, specimen},
    page::assert_whole_in_both_languages,
    records::{case, place},
};

#[tokio::test]
async fn every_place_of_the_shipped_case_renders_in_both_languages() {
    let pages = TestApp::with_specimen().await;
    assert_whole_in_both_languages(&pages, &format!("{SHIPPED}/places")).await;
    for place in specimen().places {
        assert_whole_in_both_languages(&pages, &format!("{SHIPPED}/places/{}", place.id)).await;
    }
}

#[tokio::test]
async fn each_place_stands_under_the_one_it_lies_in_and_counts_what_names_its_parts() {
    let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/places?lang=en")).await;
    let names = answer.texts(".ls .nm");
    let expected =
        ["Syria", "Deir ez-Zor Governorate", "Abu Kamal District", "al-Keshma", "al-Baghuz Fawqani", "Hajin"];
    assert_eq!(names, expected);
    assert_eq!(answer.texts(".ls .fg"), ["9 claims", "9 claims", "9 claims", "4 claims", "0 claims", "5 claims"]);
}

#[tokio::test]
async fn a_place_shows_the_claims_near_it_with_their_positions() {
    let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/places/hajin?lang=en")).await;
    assert_eq!(answer.texts(".lede"), ["5 claims name it or a part of it."]);
    assert_eq!(answer.texts(".said .pb"), ["A", "A", "A", "A", "A"]);
    assert!(answer.texts(".meta dd").iter().any(|fact| fact.contains("34.6894, 40.8308")));
}

#[tokio::test]
async fn a_name_nobody_has_placed_is_explained() {
    let mut records = specimen();
    let mut unplaced = place("somewhere");
    unplaced.is_unresolved = true;
    records.places.push(unplaced);
    let answer = TestApp::of(records).await.get(&format!("{SHIPPED}/places/somewhere?lang=en")).await;
    assert!(answer.texts(".note")[0].starts_with("Nobody has settled yet which place this name means."));
}

#[tokio::test]
async fn ten_thousand_places_are_shown_a_hundred_at_a_time() {
    let mut records = case("wide");
    records.places.extend((0..10_000).map(|number| place(&format!("place-{number}"))));
    let pages = TestApp::of(records).await;
    let first = pages.get("/cases/wide/places?lang=en").await;
    assert_eq!(first.texts(".ls li").len(), 100);
    assert_eq!(first.attributes(".pages a", "rel"), ["next"]);
    let last = pages.get("/cases/wide/places?lang=en&page=999").await;
    assert_eq!(last.attributes(".pages a", "rel"), ["prev"]);
}

#[tokio::test]
async fn a_case_without_places_says_so() {
    let mut records = specimen();
    records.places.clear();
    records.claims.retain(|claim| claim.question.as_str() != "attempt-where");
    records.questions.retain(|question| question.id.as_str() != "attempt-where");
    records.assessments.clear();
    let answer = TestApp::of(records).await.get(&format!("{SHIPPED}/places?lang=en")).await;
    assert_eq!(answer.texts(".bx h2"), ["No places yet"]);
}

#[tokio::test]
async fn an_unknown_place_is_not_found() {
    assert_eq!(TestApp::with_specimen().await.get(&format!("{SHIPPED}/places/nowhere")).await.status, 404);
}
