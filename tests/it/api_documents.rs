//! Documents through the API.

use crate::support::{
    api::{CASE, every_field},
    app::{TestApp, records_of},
};

#[tokio::test]
async fn the_text_of_a_document_comes_with_the_document_alone() {
    let client = TestApp::empty().await;
    client.import(records_of(every_field().to_string())).await;
    let list = client.get("/api/v1/cases/every-field/documents").await.found();
    let documents = list["items"].as_array().unwrap();
    assert!(documents.iter().all(|document| document.get("text").is_none()));
    let mut texts = 0;
    for document in documents {
        texts += usize::from(client.get(document["links"]["self"].as_str().unwrap()).await.found()["text"].is_string());
    }
    assert!(texts > 0);
}

#[tokio::test]
async fn documents_can_be_asked_for_by_publisher() {
    let client = TestApp::with_specimen().await;
    let page = client.get(&format!("{CASE}/documents?publisher=guardian")).await.found();
    let ids: Vec<&str> = page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["guardian-1", "guardian-2"]);
}
