//! Sources through the API: of a protected one, nothing but the public name.

use axum::http::StatusCode;
use serde_json::json;

use crate::support::{
    api::{CASE, every_field},
    app::{TestApp, records_of},
};

/// The file with every field, public, its protected witness said to be the same as a named source.
fn protected_file() -> String {
    let mut file = every_field();
    let sources = file["sources"].as_array_mut().unwrap();
    let witness = sources.iter_mut().find(|source| source["id"] == "a-witness").unwrap();
    assert_eq!(witness["protected"], true);
    witness["name"] = json!("Her secret name");
    witness["note"] = json!("Her secret village");
    witness["register"] = json!("her-secret-register");
    file.to_string()
}

#[tokio::test]
async fn the_identity_of_a_protected_source_appears_nowhere() {
    let client = TestApp::empty().await;
    client.import(records_of(protected_file())).await;
    let case = client.get("/api/v1/cases/every-field").await.found();
    let mut addresses: Vec<String> =
        case["links"].as_object().unwrap().values().map(|link| link.as_str().unwrap().to_owned()).collect();
    addresses.retain(|address| address.starts_with("/api"));
    for list in addresses.clone() {
        let body = client.get(&list).await.json();
        for item in body["items"].as_array().into_iter().flatten() {
            addresses.push(item["links"]["self"].as_str().unwrap().to_owned());
        }
        addresses.push(format!("{list}?secret=secret"));
    }
    assert!(addresses.len() > 20, "{addresses:?}");
    for address in addresses.iter().filter(|address| !address.contains('?')) {
        let answer = client.get(address).await;
        assert!(!answer.body.to_lowercase().contains("secret"), "{address}: {}", answer.body);
        assert!(!format!("{:?}", answer.headers).contains("secret"), "{address}");
    }
    let witness = client.get("/api/v1/cases/every-field/sources/a-witness").await.found();
    let mut fields: Vec<&str> = witness.as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    let own = ["anonymous", "id", "kind", "links", "name", "plural", "protected"];
    let of_every_record = ["case", "changed_at", "recorded_at", "version"];
    let mut expected = [&own[..], &of_every_record].concat();
    expected.sort_unstable();
    assert_eq!(fields, expected);
    assert_eq!(witness["name"]["en"], "A resident");
}

#[tokio::test]
async fn an_answer_does_not_depend_on_the_name_of_a_protected_source() {
    let (one, other) = (TestApp::empty().await, TestApp::empty().await);
    one.import(records_of(protected_file())).await;
    other.import(records_of(protected_file().replace("Her secret", "Another"))).await;
    for path in ["/sources", "/sources/a-witness", "/claims", "/analysis"] {
        let path = format!("/api/v1/cases/every-field{path}");
        assert_eq!(one.get(&path).await, other.get(&path).await, "{path}");
    }
}

#[tokio::test]
async fn sources_can_be_asked_for_by_kind() {
    let client = TestApp::with_specimen().await;
    let page = client.get(&format!("{CASE}/sources?kind=official")).await.found();
    let sources = page["items"].as_array().unwrap();
    assert_eq!(sources.len(), 4);
    assert!(sources.iter().all(|source| source["kind"] == "official"));
    let problem = client.get(&format!("{CASE}/sources?kind=offical")).await;
    let problem = problem.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    assert_eq!(problem["errors"][0]["near"], "official");
    assert!(problem["errors"][0]["allowed"].as_array().unwrap().contains(&json!("eyewitness")));
}
