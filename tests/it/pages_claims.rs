//! The page of a claim, as a reader sees it.

use axum::http::StatusCode;

use crate::support::{
    app::{Answer, SHIPPED, TestApp, records_of},
    page::{assert_whole, shipped_ids},
};

async fn claim(claim: &str, query: &str) -> Answer {
    TestApp::with_specimen().await.get(&format!("{SHIPPED}/claims/{claim}?lang=en{query}")).await
}

/// The value beside `name` in the tables of the page.
fn row(page: &Answer, name: &str) -> Option<String> {
    let names = page.texts("dt");
    let values = page.texts("dd");
    names.iter().position(|known| known == name).map(|place| values[place].clone())
}

#[tokio::test]
async fn every_claim_of_the_shipped_case_is_shown_whole_in_both_languages() {
    let pages = TestApp::with_specimen().await;
    for id in shipped_ids("claims") {
        for query in ["lang=en", "lang=ar", "lang=en&as_of=2019-02-10"] {
            let address = format!("{SHIPPED}/claims/{id}?{query}");
            assert_whole(&pages.get(&address).await, &address);
        }
    }
}

#[tokio::test]
async fn a_claim_nobody_made_is_not_found() {
    for id in ["no-such-claim", "attempt-when", "%00"] {
        let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/claims/{id}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
    let elsewhere = TestApp::with_specimen().await.get("/cases/no-such-case/claims/when-1").await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_claim_is_a_sentence_with_its_reading() {
    let page = claim("when-6", "").await;
    assert_eq!(page.joined("h1"), "An SDF military official, through the Guardian: mid-September 2018");
    assert_eq!(row(&page, "Notation").as_deref(), Some("2018-09-11~/2018-09-20~"));
    assert_eq!(row(&page, "Strictly").as_deref(), Some("11–20 September 2018"));
    assert_eq!(row(&page, "With tolerance").as_deref(), Some("6–25 September 2018"));
    assert!(row(&page, "Rule").unwrap().contains("5 days"));
    assert!(page.joined(".words").contains("mid-September 2018 (English)"), "{}", page.joined(".words"));
    assert!(page.joined(".posl").ends_with("Mid-September 2018"), "{}", page.joined(".posl"));
}

#[tokio::test]
async fn the_chain_leads_from_the_root_to_the_claim() {
    let page = claim("when-4", "").await;
    let names = page.texts(".claim-s .ch li > b");
    assert_eq!(
        names,
        ["Regional intelligence officials", "The Guardian", "Al Jazeera", "Syrian news site (name not kept)"]
    );
    assert_eq!(page.count(".claim-s .ch .root"), 1);
    assert!(page.joined(".claim-s .ch .leaf:last-child").contains("This claim"));
}

#[tokio::test]
async fn a_claim_stands_beside_those_it_contradicts_and_those_it_repeats() {
    let page = claim("when-6", "").await;
    let conflicts = page.texts(".rel:has(.no) .pl li");
    assert_eq!(conflicts.len(), 5, "{conflicts:?}");
    assert!(conflicts[0].contains("10 January 2019"), "{conflicts:?}");
    let others = page.joined(".rel");
    for heading in ["Cannot both be true with", "Says the same as", "Fits, and says more than", "Retold by"] {
        assert!(others.contains(heading), "{heading}: {others}");
    }
}

#[tokio::test]
async fn a_hop_that_turned_an_answer_round_shows_the_words_of_both() {
    let page = claim("accused-2", "").await;
    let sides = page.texts(".loss blockquote");
    assert_eq!(sides, ["ISIS did not directly accuse him.", "ISIS has now explicitly implicated him."]);
    assert!(page.joined(".loss-c").contains("The answer changed."));
}

#[tokio::test]
async fn a_reservation_that_was_dropped_is_named() {
    let page = claim("when-2", "").await;
    assert!(page.joined(".loss-c").contains("A reservation was dropped"), "{}", page.joined(".loss-c"));
    assert_eq!(row(&claim("when-1", "").await, "Certainty").as_deref(), Some("Probable (“believed”)"));
}

#[tokio::test]
async fn words_given_to_another_speaker_show_who_said_them_first() {
    let page = claim("when-10", "").await;
    assert!(page.joined(".loss-c").contains("What an SDF military official said is given to Jumah Hamdi Hamdan."));
    assert!(page.joined(".loss").contains("It began in the middle of September."), "{}", page.joined(".loss"));
}

#[tokio::test]
async fn original_words_keep_their_language() {
    let page = claim("killed-7", "").await;
    assert_eq!(page.joined(".words q"), "العديد من الضحايا");
    assert_eq!(page.attribute(".words q", "lang").as_deref(), Some("ar"));
}

#[tokio::test]
async fn a_claim_that_denies_fits_more_than_one_position() {
    let page = claim("whereabouts-8", "").await;
    assert_eq!(row(&page, "Stance").as_deref(), Some("Denies"));
    assert!(page.joined(".lede").contains("fits more than one position"));
    assert_eq!(page.count(".posl li"), 2);
}

#[tokio::test]
async fn a_claim_of_the_second_report_was_not_known_before_it() {
    let page = claim("when-6", "&as_of=2019-02-10").await;
    assert!(page.joined(".lede").contains("not yet known"), "{}", page.joined(".lede"));
    assert_eq!(page.count(".rel"), 0);
}

#[tokio::test]
async fn keys_lead_to_the_claims_before_and_after() {
    let page = claim("when-6", "").await;
    assert!(page.attribute("a[data-key=j]", "href").is_some());
    assert!(page.attribute("a[data-key=k]", "href").is_some());
    assert!(page.attribute("a[rel=prev]", "href").unwrap().contains("/claims/when-"));
}

#[tokio::test]
async fn a_protected_source_shows_its_public_name_only() {
    let file = std::fs::read(crate::support::repository_path("tests/data/baghdadi-2019.json")).unwrap();
    let mut case: serde_json::Value = serde_json::from_slice(&file).unwrap();
    for source in case["sources"].as_array_mut().unwrap() {
        if source["id"] == "hamdan" {
            source["protected"] = true.into();
            source["public_name"] = "A resident of the enclave".into();
            source["note"] = "Lives at a place we do not print".into();
        }
    }
    let pages = TestApp::of(records_of(case.to_string())).await;
    for address in
        ["claims/when-8", "claims/when-10", "claims/killed-7", "questions/attempt-when", "questions/whereabouts"]
    {
        let page = pages.get(&format!("{SHIPPED}/{address}?lang=en")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("A resident of the enclave"), "{address}");
        for secret in ["Jumah", "do not print"] {
            assert!(!page.body.contains(secret), "{address} holds {secret}");
        }
    }
}

/// The shipped case with the fields of `change` set on the claim called `id`.
async fn changed(id: &str, change: serde_json::Value) -> TestApp {
    let file = std::fs::read(crate::support::repository_path("tests/data/baghdadi-2019.json")).unwrap();
    let mut case: serde_json::Value = serde_json::from_slice(&file).unwrap();
    let claims = case["claims"].as_array_mut().unwrap();
    let claim = claims.iter_mut().find(|claim| claim["id"] == id).unwrap();
    for (name, value) in change.as_object().unwrap() {
        claim[name] = value.clone();
    }
    TestApp::of(records_of(case.to_string())).await
}

#[tokio::test]
async fn a_withdrawn_claim_is_kept_and_no_longer_counted() {
    let pages =
        changed("when-1", serde_json::json!({"retracted": {"on": "2019-02-20", "document": "guardian-2"}})).await;
    let page = pages.get(&format!("{SHIPPED}/claims/when-1?lang=en")).await;
    assert_whole(&page, "when-1");
    assert!(page.joined(".lede").contains("has withdrawn this claim"), "{}", page.joined(".lede"));
    assert_eq!(row(&page, "Withdrawn").as_deref(), Some("on 20 February 2019"));
    let question = pages.get(&format!("{SHIPPED}/questions/attempt-when?lang=en")).await;
    assert!(question.joined(".qlist").contains("No longer counted"), "{}", question.joined(".qlist"));
}

#[tokio::test]
async fn bounds_set_by_hand_are_said_to_be() {
    let reading =
        serde_json::json!({"reading": {"core": ["2018-09-10", "2018-09-15"], "envelope": ["2018-09-08", null]}});
    let pages = changed("when-6", reading).await;
    let page = pages.get(&format!("{SHIPPED}/claims/when-6?lang=en")).await;
    assert_whole(&page, "when-6");
    assert_eq!(row(&page, "Strictly").as_deref(), Some("10–15 September 2018"));
    assert_eq!(row(&page, "Rule").as_deref(), Some("An editor set these bounds."));
    let question = pages.get(&format!("{SHIPPED}/questions/attempt-when?lang=en")).await;
    assert_whole(&question, "attempt-when");
}
