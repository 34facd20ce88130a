//! Cases through the API: which there are, what is hidden, what has not changed.

use axum::http::StatusCode;

use crate::support::{
    api::CASE,
    app::{TestApp, records_of},
};

/// A case file of one name and visibility, with nothing in it.
fn empty_case(id: &str, visibility: &str) -> String {
    format!(r#"{{"format":"counterpoint/1","case":{{"id":"{id}","title":"{id}","visibility":"{visibility}"}}}}"#)
}

#[tokio::test]
async fn a_case_leads_to_all_its_lists() {
    let client = TestApp::with_specimen().await;
    let listed = client.get("/api/v1/cases").await.found();
    let case = client.get(listed["items"][0]["links"]["self"].as_str().unwrap()).await.found();
    assert_eq!(case["title"]["en"], "The attempt against al-Baghdadi, 2018–19");
    assert_eq!(case["revision"], 1);
    for (name, link) in case["links"].as_object().unwrap().iter().filter(|(name, _)| *name != "html") {
        let list = client.get(link.as_str().unwrap()).await.found();
        // Nobody has assessed anything in the shipped case.
        let is_empty = ["self", "analysis", "assessments"].contains(&name.as_str());
        assert!(is_empty || !list["items"].as_array().unwrap().is_empty(), "{name}");
    }
}

#[tokio::test]
async fn every_record_of_every_list_stands_at_its_own_address_and_lists_have_them_all_in_order() {
    let client = TestApp::with_specimen().await;
    let file: serde_json::Value = serde_json::from_str(include_str!("../data/baghdadi-2019.json")).unwrap();
    for noun in ["events", "questions", "claims", "sources", "documents", "places", "entities"] {
        let items = client.walk(&format!("{CASE}/{noun}"), 4).await;
        let ids: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        let mut expected: Vec<&str> =
            file[noun].as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap()).collect();
        expected.sort_unstable();
        assert_eq!(ids, expected, "{noun}");
        for item in &items {
            let mut alone = client.get(item["links"]["self"].as_str().unwrap()).await.found();
            if noun == "documents" {
                alone.as_object_mut().unwrap().remove("text");
            }
            let mut item = item.clone();
            item.as_object_mut().unwrap().sort_keys();
            alone.as_object_mut().unwrap().sort_keys();
            assert_eq!(alone, item);
        }
    }
}

#[tokio::test]
async fn a_page_goes_on_where_it_ended_when_something_was_inserted_before_it() {
    let client = TestApp::empty().await;
    for id in ["b", "d", "f"] {
        client.import(records_of(empty_case(id, "public"))).await;
    }
    let first = client.get("/api/v1/cases?limit=2").await.found();
    client.import(records_of(empty_case("a", "public"))).await;
    client.import(records_of(empty_case("e", "public"))).await;
    let next = first["next"].as_str().unwrap();
    let second = client.get(&format!("/api/v1/cases?limit=2&cursor={next}")).await.found();
    let ids: Vec<&str> = second["items"].as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["e", "f"]);
    assert_eq!(second["next"], serde_json::Value::Null);
}

#[tokio::test]
async fn a_case_one_may_not_see_looks_exactly_like_one_that_is_not_there() {
    let (with, without) = (TestApp::with_specimen().await, TestApp::with_specimen().await);
    with.import(records_of(empty_case("hidden", "private"))).await;
    with.import(records_of(empty_case("house", "internal"))).await;
    let addresses = ["", "/claims", "/claims/when-1", "/analysis", "/claims?limit=0", "/events?foo=1"];
    for id in ["hidden", "house"] {
        for address in addresses {
            let path = format!("/api/v1/cases/{id}{address}");
            for headers in [&[][..], &[("accept-language", "ar")], &[("if-none-match", "*")]] {
                let there = with.send("GET", &path, headers).await;
                assert_eq!(there, without.send("GET", &path, headers).await);
                let text = there.body.replace(id, "nobody");
                let missing = with.send("GET", &path.replace(id, "nobody"), headers).await;
                assert_eq!(text, missing.body);
                there.problem(StatusCode::NOT_FOUND, "not-found");
            }
        }
        let reading = format!("/api/v1/readings?kind=count&text=2&case={id}");
        assert_eq!(with.get(&reading).await, without.get(&reading).await);
    }
    assert_eq!(with.get("/api/v1/cases").await, without.get("/api/v1/cases").await);
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let client = TestApp::with_specimen().await;
    for path in ["/api/v1/cases".to_owned(), format!("{CASE}/claims"), format!("{CASE}/analysis?as_of=2019-02-10")] {
        let first = client.get(&path).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 10, "{tag}");
        assert_eq!(first.header("cache-control"), "no-cache");
        let again = client.send("GET", &path, &[("if-none-match", &tag)]).await;
        assert_eq!(
            (again.status, again.body.as_str(), again.header("etag")),
            (StatusCode::NOT_MODIFIED, "", tag.as_str())
        );
        let other = client.send("GET", &path, &[("if-none-match", "\"another\"")]).await;
        assert_eq!((other.status, other.body), (StatusCode::OK, first.body));
        let elsewhere = client.send("GET", &format!("{CASE}/places"), &[("if-none-match", &tag)]).await;
        assert_eq!(elsewhere.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn what_has_changed_is_sent_anew() {
    let client = TestApp::with_specimen().await;
    let path = format!("{CASE}/claims/when-1");
    let tag = client.get(&path).await.header("etag").to_owned();
    let file = include_str!("../data/baghdadi-2019.json").replace("10 January.", "the tenth of January.");
    client.import(records_of(file)).await;
    let again = client.send("GET", &path, &[("if-none-match", &tag)]).await.found();
    assert_eq!(again["excerpt"], "Officials believe it took place on the tenth of January.");
}
