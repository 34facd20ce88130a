//! Stories of entities: the tree, and one with the claims that name it.

use crate::support::{
    app::{SHIPPED, TestApp, specimen},
    page::assert_whole_in_both_languages,
};

#[tokio::test]
async fn every_entity_of_the_shipped_case_renders_in_both_languages() {
    let pages = TestApp::with_specimen().await;
    assert_whole_in_both_languages(&pages, &format!("{SHIPPED}/entities")).await;
    for entity in specimen().entities {
        assert_whole_in_both_languages(&pages, &format!("{SHIPPED}/entities/{}", entity.id)).await;
    }
}

#[tokio::test]
async fn a_group_shows_the_claims_that_name_its_parts() {
    let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/entities/isis?lang=en")).await;
    assert_eq!(answer.texts(".lede"), ["6 claims name it or a part of it."]);
    assert_eq!(answer.texts(".onq h3"), ["Who took part?"]);
    assert_eq!(answer.attributes(".said use", "href"), ["#i-two"; 6]);
}

#[tokio::test]
async fn an_entity_that_nobody_names_says_so() {
    let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/entities/al-baghdadi?lang=en")).await;
    assert_eq!(answer.texts(".lede"), ["No claim names it or a part of it."]);
}

#[tokio::test]
async fn an_unknown_entity_is_not_found() {
    assert_eq!(TestApp::with_specimen().await.get(&format!("{SHIPPED}/entities/nobody")).await.status, 404);
}
