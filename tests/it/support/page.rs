//! What every page must be: whole, and in both languages.

use axum::http::StatusCode;
use scraper::{Html, Selector};

use super::app::{Answer, SPECIMEN, TestApp};

/// The ids in the list `list` of the shipped case.
pub fn shipped_ids(list: &str) -> Vec<String> {
    let case: serde_json::Value = serde_json::from_slice(SPECIMEN).unwrap();
    case[list].as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

/// Complains of a page at `path` that is not whole in one of the languages.
pub async fn assert_whole_in_both_languages(app: &TestApp, path: &str) {
    for language in ["en", "ar"] {
        let joint = if path.contains('?') { '&' } else { '?' };
        let address = format!("{path}{joint}lang={language}");
        assert_whole(&app.get(&address).await, &address);
    }
}

/// Complains of a page that could not be made whole: a message without words, an empty heading, a style attribute.
pub fn assert_whole(answer: &Answer, address: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    for flaw in ["Unknown localization", "style=\"", "<dd></dd>", "<dt></dt>"] {
        assert!(!answer.body.contains(flaw), "{address} holds {flaw}");
    }
    for (selector, what) in [("h1", "title"), ("h2", "heading"), ("h3", "heading"), ("dd", "value"), ("main a", "link")]
    {
        assert!(answer.texts(selector).iter().all(|text| !text.is_empty()), "{address} has an empty {what}");
    }
    assert_eq!(answer.count("h1"), 1, "{address}");
    let ids = answer.attributes("[id]", "id");
    let mut distinct = ids.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(ids.len(), distinct.len(), "{address} gives an id twice: {ids:?}");
}

/// What a browser would send of a form that nobody touched.
pub fn sent_by(page: &Answer) -> Vec<(String, String)> {
    let html = Html::parse_document(&page.body);
    let controls = Selector::parse("form[data-form] :is(input, select, textarea)[name]").unwrap();
    let option = Selector::parse("option[selected]").unwrap();
    let mut sent = Vec::new();
    for control in html.select(&controls) {
        let name = control.attr("name").unwrap().to_owned();
        if name == "why" {
            continue;
        }
        let value = match control.value().name() {
            "select" => control.select(&option).next().and_then(|it| it.attr("value")).unwrap_or_default().to_owned(),
            "textarea" => control.text().collect::<String>(),
            _ if matches!(control.attr("type"), Some("checkbox" | "radio")) && control.attr("checked").is_none() => {
                continue;
            }
            _ => control.attr("value").unwrap_or_default().to_owned(),
        };
        sent.push((name, value));
    }
    sent
}
