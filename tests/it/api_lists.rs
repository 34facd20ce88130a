//! Lists of the API: in any order, by any filter, over one case or all, kept in step by a script.

use axum::http::StatusCode;
use counterpoint::{
    domain::record::{Noun, Record},
    store::{Change, Editor},
};
use serde_json::{Value, json};

use crate::support::{
    api::CASE,
    app::{SPECIMEN, TestApp, records_of, specimen},
    records::moment,
};

/// When an editor changes something later.
const LATER: &str = "2026-03-01T11:00:00Z";

fn ids(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["id"].as_str().unwrap()).collect()
}

async fn listed(client: &TestApp, address: &str) -> Vec<String> {
    let page = client.get(address).await.found();
    ids(page["items"].as_array().unwrap()).into_iter().map(str::to_owned).collect()
}

/// One claim is changed and one withdrawn, later.
async fn changed_later(client: &TestApp) {
    let mut claim = specimen().claims.into_iter().find(|claim| claim.id.as_str() == "when-1").unwrap();
    claim.is_paraphrase = !claim.is_paraphrase;
    let change = Change {
        put: vec![Record::Claim(claim)],
        withdraw: vec![(Noun::Claim, "when-4".to_owned())],
        ..Change::default()
    };
    let case = "baghdadi-2019".parse().unwrap();
    client.store().change_case(&Editor::system("test", moment(LATER)), &case, change).await.unwrap();
}

/// The shipped case under another id.
fn copy(id: &str, visibility: &str) -> String {
    let mut file: Value = serde_json::from_slice(SPECIMEN).unwrap();
    file["case"]["id"] = id.into();
    file["case"]["visibility"] = visibility.into();
    file.to_string()
}

#[tokio::test]
async fn a_list_in_another_order_has_every_item_once_page_by_page() {
    let client = TestApp::with_specimen().await;
    for (order, key) in [("reported_by", "reported_by"), ("-reported_by", "reported_by"), ("-id", "id")] {
        let items = client.walk(&format!("{CASE}/claims?sort={order}"), 7).await;
        let keys: Vec<(&str, &str)> =
            items.iter().map(|item| (item[key].as_str().unwrap(), item["id"].as_str().unwrap())).collect();
        let mut expected = keys.clone();
        expected.sort_unstable();
        expected.dedup();
        if order.starts_with('-') {
            expected.reverse();
        }
        assert_eq!(keys, expected, "{order}");
        assert_eq!(items.len(), specimen().claims.len(), "{order}");
    }
    let severe = client.walk(&format!("{CASE}/questions?sort=-severity"), 3).await;
    assert_eq!(severe[0]["severity"], "major");
    assert!(severe.last().unwrap()["severity"].is_null());
}

#[tokio::test]
async fn a_sorted_page_goes_on_where_it_ended_when_something_was_inserted() {
    let client = TestApp::with_specimen().await;
    let all = client.walk(&format!("{CASE}/claims?sort=-reported_by"), 200).await;
    let first = client.get(&format!("{CASE}/claims?sort=-reported_by&limit=5")).await.found();
    let mut file: Value = serde_json::from_slice(SPECIMEN).unwrap();
    for (id, at) in [("aaa-new", 0), ("zzz-old", all.len() - 1)] {
        let claims = file["claims"].as_array_mut().unwrap();
        let mut new = claims.iter().find(|claim| claim["id"] == all[at]["id"]).unwrap().clone();
        new["id"] = id.into();
        claims.push(new);
    }
    client.import(records_of(file.to_string())).await;
    let cursor = first["next"].as_str().unwrap();
    let rest = client.get(&format!("{CASE}/claims?sort=-reported_by&limit=200&cursor={cursor}")).await.found();
    let rest = ids(rest["items"].as_array().unwrap());
    let expected = ids(&all[5..]);
    assert!(!rest.contains(&"aaa-new") && rest.contains(&"zzz-old"));
    assert_eq!(rest.into_iter().filter(|id| *id != "zzz-old").collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_cursor_of_another_list_is_refused_by_name() {
    let client = TestApp::with_specimen().await;
    let first = client.get(&format!("{CASE}/claims?limit=2&stance=asserts")).await.found();
    let cursor = first["next"].as_str().unwrap();
    client.get(&format!("{CASE}/claims?limit=9&stance=asserts&fields=id&cursor={cursor}")).await.found();
    for other in [
        format!("{CASE}/claims?cursor={cursor}"),
        format!("{CASE}/claims?stance=denies&cursor={cursor}"),
        format!("{CASE}/claims?stance=asserts&sort=-id&cursor={cursor}"),
        format!("{CASE}/questions?cursor={cursor}"),
        format!("/api/v1/claims?stance=asserts&cursor={cursor}"),
    ] {
        let problem = client.get(&other).await.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
        let told = (&problem["errors"][0]["parameter"], &problem["errors"][0]["kind"]);
        assert!(told == (&json!("cursor"), &json!("cursor_of_another_list")), "{other}: {problem}");
    }
}

#[tokio::test]
async fn the_links_of_a_page_lead_on_back_and_to_the_first() {
    let client = TestApp::with_specimen().await;
    let list = format!("{CASE}/claims?source=guardian&sort=reported_by&limit=3");
    let first = client.get(&list).await;
    let link = |header: &str, relation: &str| {
        let all: Vec<String> = header.split(", ").map(str::to_owned).collect();
        let found = all.into_iter().find(|link| link.ends_with(&format!("rel=\"{relation}\"")))?;
        Some(found.strip_prefix('<')?.split_once('>')?.0.to_owned())
    };
    assert!(link(first.header("link"), "prev").is_none());
    let second = client.get(&link(first.header("link"), "next").unwrap()).await;
    let back = client.get(&link(second.header("link"), "prev").unwrap()).await;
    assert_eq!(back.json()["items"], first.json()["items"]);
    assert_eq!(back.json()["next"], first.json()["next"]);
    assert_eq!(link(second.header("link"), "first").unwrap(), list);
}

#[tokio::test]
async fn lists_are_filtered_by_state_kind_severity_and_days() {
    type Keeps = fn(&Value) -> bool;
    let client = TestApp::with_specimen().await;
    let filters: [(&str, &str, Keeps); 9] = [
        ("questions", "state=contested,unclear", |it| it["state"] == "contested" || it["state"] == "unclear"),
        ("questions", "severity=major", |it| it["severity"] == "major"),
        ("claims", "question=attempt-when,attempt-where&stance=asserts", |it| {
            ["attempt-when", "attempt-where"].contains(&it["question"].as_str().unwrap()) && it["stance"] == "asserts"
        }),
        ("claims", "reported_from=2019-02&reported_to=2019-02-10", |it| {
            ("2019-02-01"..="2019-02-10").contains(&it["reported_by"].as_str().unwrap())
        }),
        ("documents", "published_from=2019-02-10", |it| it["published_by"].as_str().unwrap() >= "2019-02-10"),
        ("documents", "publisher=guardian", |it| it["publisher"] == "guardian"),
        ("sources", "kind=official,person", |it| it["kind"] == "official" || it["kind"] == "person"),
        ("claims", "recorded_to=2026-02-28", |_| false),
        ("claims", "recorded_from=2026-03-01T10:00:01Z", |_| false),
    ];
    for (noun, query, keeps) in filters {
        let all = client.walk(&format!("{CASE}/{noun}"), 200).await;
        let expected: Vec<&str> =
            ids(&all).into_iter().zip(&all).filter(|(_, it)| keeps(it)).map(|(id, _)| id).collect();
        let found = listed(&client, &format!("{CASE}/{noun}?limit=200&{query}")).await;
        assert!(expected.len() < all.len(), "{query}");
        assert_eq!(found, expected, "{query}");
        assert!(!found.is_empty() || query.starts_with("recorded"), "{query}");
    }
    let recorded = listed(&client, &format!("{CASE}/claims?limit=200&recorded_from=2026-03&recorded_to=2026-03")).await;
    assert_eq!(recorded.len(), specimen().claims.len());
    let analysis = client.get(&format!("{CASE}/analysis")).await.found();
    let rivals: Vec<&str> = analysis["questions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["kinds"].as_array().unwrap().contains(&json!("rival_sources")))
        .map(|it| it["question"].as_str().unwrap())
        .collect();
    assert!(!rivals.is_empty());
    assert_eq!(listed(&client, &format!("{CASE}/questions?kind=rival_sources&limit=200")).await, rivals);
    let claims = client.walk(&format!("{CASE}/claims?kind=rival_sources"), 200).await;
    assert!(claims.iter().all(|claim| rivals.contains(&claim["question"].as_str().unwrap())) && !claims.is_empty());
}

#[tokio::test]
async fn questions_are_found_by_the_claims_on_them_and_sources_by_where_they_speak() {
    let client = TestApp::with_specimen().await;
    let claims = client.walk(&format!("{CASE}/claims"), 200).await;
    let on = |keeps: &dyn Fn(&Value) -> bool, field: &str| {
        let mut found: Vec<String> =
            claims.iter().filter(|it| keeps(it)).map(|it| it[field].as_str().unwrap().to_owned()).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let by_hamdan = on(&|it| it["root"] == "hamdan" && it["visible"] == true, "question");
    assert_eq!(listed(&client, &format!("{CASE}/questions?root=hamdan&limit=200")).await, by_hamdan);
    let holding = on(&|it| it["question"] == "attempt-when", "document");
    assert_eq!(listed(&client, &format!("{CASE}/documents?question=attempt-when&limit=200")).await, holding);
    let speaking = listed(&client, &format!("{CASE}/sources?question=attempt-when&limit=200")).await;
    let is_on_chain = |source: &String| {
        claims
            .iter()
            .any(|it| it["question"] == "attempt-when" && it["chain"].as_array().unwrap().contains(&json!(source)))
    };
    assert!(!speaking.is_empty() && speaking.iter().all(is_on_chain));
}

#[tokio::test]
async fn a_script_that_keeps_the_revision_is_told_what_changed_and_what_is_gone() {
    let client = TestApp::with_specimen().await;
    let before = client.get(&format!("{CASE}/claims")).await.found();
    assert_eq!((&before["revision"], before.get("withdrawn")), (&json!(1), None));
    changed_later(&client).await;
    for since in ["1", LATER, "2026-03-01T10:00:01Z"] {
        let now = client.get(&format!("{CASE}/claims?changed_since={since}")).await.found();
        assert_eq!(ids(now["items"].as_array().unwrap()), ["when-1"], "{since}");
        let claim = &now["items"][0];
        assert_eq!((&claim["version"], &claim["changed_at"]), (&json!(2), &json!(LATER)));
        assert_eq!(claim["recorded_at"], "2026-03-01T10:00:00Z");
        let gone = json!([{ "case": "baghdadi-2019", "id": "when-4", "version": 2, "changed_at": LATER }]);
        assert_eq!((&now["withdrawn"], &now["revision"]), (&gone, &json!(2)), "{since}");
    }
    let none = client.get(&format!("{CASE}/claims?changed_since=2")).await.found();
    assert_eq!((&none["items"], &none["withdrawn"]), (&json!([]), &json!([])));
    let newest = client.get(&format!("{CASE}/claims?sort=-changed_at&limit=1")).await.found();
    assert_eq!(ids(newest["items"].as_array().unwrap()), ["when-1"]);
    let then = format!("{CASE}/claims/when-1?clock=recorded&as_of=2026-03-01T10:30:00Z");
    assert_eq!(client.get(&then).await.found()["version"], 1);
}

#[tokio::test]
async fn a_list_over_all_cases_has_what_the_caller_may_see_and_nothing_else() {
    let client = TestApp::with_specimen().await;
    client.import(records_of(copy("another", "public"))).await;
    client.import(records_of(copy("hidden", "private"))).await;
    for noun in ["claims", "questions", "sources", "documents"] {
        let one = client.walk(&format!("{CASE}/{noun}"), 200).await;
        let all = client.walk(&format!("/api/v1/{noun}"), 30).await;
        let cases: Vec<&str> = all.iter().map(|item| item["case"].as_str().unwrap()).collect();
        assert_eq!(all.len(), 2 * one.len(), "{noun}");
        assert!(cases.is_sorted() && cases.iter().all(|case| ["another", "baghdadi-2019"].contains(case)), "{noun}");
        assert_eq!(ids(&all[one.len()..]), ids(&one), "{noun}");
        let named = client.walk(&format!("/api/v1/{noun}?case=baghdadi-2019"), 200).await;
        assert_eq!(named, one, "{noun}");
    }
    let backwards = client.walk("/api/v1/questions?sort=-id", 7).await;
    assert_eq!(backwards[0]["case"], "baghdadi-2019");
    assert_eq!(backwards.len(), 2 * specimen().questions.len());
    let problem = client.get("/api/v1/claims?case=hidden,nowhere,another&changed_since=3&sort=x").await;
    let problem = problem.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    let faults: Vec<(&str, &str)> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| (fault["parameter"].as_str().unwrap(), fault["kind"].as_str().unwrap()))
        .collect();
    let expected = [
        ("changed_since", "not_a_moment"),
        ("sort", "not_one_of"),
        ("case", "unknown_reference"),
        ("case", "unknown_reference"),
    ];
    assert_eq!(faults, expected);
}

/// So many cases with a claim each: more than one request looks through where it finds something in them.
const MANY: usize = 64;

/// A case with one claim, which denies its value where `denies`.
fn small(id: &str, source: &str, denies: bool) -> Value {
    let stance = if denies { "denies" } else { "asserts" };
    json!({ "format": "counterpoint/1",
        "case": { "id": id, "title": id, "visibility": "public" },
        "sources": [{ "id": source, "name": source, "kind": "outlet" }],
        "documents": [{ "id": "d", "publisher": source, "title": "D", "published": "2019", "language": "en" }],
        "events": [{ "id": "e", "title": "E", "utc_offset": "+00:00" }],
        "questions": [{ "id": "q", "event": "e", "text": "Q?", "answer": "text", "cardinality": "one" }],
        "claims": [{ "id": "c", "question": "q", "value": "v", "stance": stance, "chain": [source], "document": "d",
                     "excerpt": "v" }] })
}

async fn with_many_cases() -> TestApp {
    let client = TestApp::empty().await;
    for number in 0..MANY {
        let source = if number == MANY - 2 { "rare" } else { "common" };
        client.import(records_of(small(&format!("case-{number:02}"), source, number == MANY - 2).to_string())).await;
    }
    client
}

#[tokio::test]
async fn a_rare_filter_over_many_cases_finds_at_once_what_there_is() {
    let client = with_many_cases().await;
    let last = json!(format!("case-{:02}", MANY - 2));
    // The first by an index, the others by looking through every case.
    for filter in ["source=rare", "stance=denies", "root=rare&reported_to=2019", "sort=-id&stance=denies"] {
        let page = client.get(&format!("/api/v1/claims?{filter}")).await.found();
        let items = page["items"].as_array().unwrap();
        assert_eq!((items.len(), &items[0]["case"]), (1, &last), "{filter}");
    }
    // In another order no more than twenty cases are put, of those that may have it.
    let page = client.get("/api/v1/claims?source=rare&sort=-changed_at").await.found();
    assert_eq!(page["items"][0]["case"], last);
    let problem = client.get("/api/v1/claims?sort=-changed_at").await;
    problem.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    for (filter, count) in [("publisher=rare", 1), ("publisher=nobody", 0), ("recorded_from=2090", 0)] {
        let page = client.get(&format!("/api/v1/documents?{filter}")).await.found();
        assert_eq!((page["items"].as_array().unwrap().len(), &page["next"]), (count, &Value::Null), "{filter}");
    }
    assert!(listed(&client, "/api/v1/sources?event=nothing").await.is_empty());
    assert_eq!(client.walk("/api/v1/questions?source=common", 50).await.len(), MANY - 1);
}

#[tokio::test]
async fn no_page_over_many_cases_is_empty_but_the_last() {
    let client = with_many_cases().await;
    for list in ["claims?limit=7", "claims?stance=asserts&limit=200", "claims?stance=denies", "sources?kind=person"] {
        let (mut address, mut count) = (format!("/api/v1/{list}"), 0);
        loop {
            let page = client.get(&address).await.found();
            let items = page["items"].as_array().unwrap().len();
            count += items;
            let Some(cursor) = page["next"].as_str() else { break };
            assert_ne!(items, 0, "{address}");
            address = format!("/api/v1/{list}&cursor={cursor}");
        }
        let all = if list.contains("denies") {
            1
        } else if list.contains("person") {
            0
        } else {
            MANY - usize::from(list.contains("asserts"))
        };
        assert_eq!(count, all, "{list}");
    }
}

#[tokio::test]
async fn what_was_withdrawn_is_told_once_over_all_pages_of_all_cases() {
    let client = TestApp::with_specimen().await;
    client.import(records_of(copy("another", "public"))).await;
    client.import(records_of(copy("zebra", "public"))).await;
    changed_later(&client).await;
    let (mut told, mut items) = (Vec::new(), 0);
    let mut address = "/api/v1/claims?changed_since=2026-03-01&limit=9".to_owned();
    loop {
        let page = client.get(&address).await.found();
        told.extend(page["withdrawn"].as_array().unwrap().iter().map(|gone| gone["id"].as_str().unwrap().to_owned()));
        items += page["items"].as_array().unwrap().len();
        let Some(cursor) = page["next"].as_str() else { break };
        address = format!("/api/v1/claims?changed_since=2026-03-01&limit=9&cursor={cursor}");
    }
    assert_eq!((told, items), (vec!["when-4".to_owned()], 3 * specimen().claims.len() - 1));
    let later = client.get("/api/v1/claims?changed_since=2026-03-01T10:30:00Z").await.found();
    assert_eq!(
        (ids(later["items"].as_array().unwrap()), later["withdrawn"].as_array().unwrap().len()),
        (vec!["when-1"], 1)
    );
}

#[tokio::test]
async fn items_can_be_asked_for_in_part() {
    let client = TestApp::with_specimen().await;
    let page = client.get(&format!("{CASE}/claims?fields=id,version&limit=3")).await.found();
    for item in page["items"].as_array().unwrap() {
        assert_eq!(item.as_object().unwrap().keys().collect::<Vec<_>>(), ["id", "version"]);
    }
    let answer = client.get(&format!("{CASE}/claims?fields=id,versoin,,x")).await;
    let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    let kinds: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["not_one_of", "empty", "not_one_of"]);
    assert_eq!(problem["errors"][0]["near"], "version");
    assert!(problem["errors"][0]["allowed"].as_array().unwrap().contains(&json!("excerpt")));
}

#[tokio::test]
async fn a_range_that_ends_before_it_begins_is_refused() {
    let client = TestApp::with_specimen().await;
    let query = "reported_from=2019-03&reported_to=2019-02&recorded_from=2026&recorded_to=2025";
    let answer = client.get(&format!("{CASE}/claims?{query}")).await;
    let problem = answer.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    let told: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|it| it["parameter"].as_str().unwrap()).collect();
    assert_eq!(told, ["reported_to", "recorded_to"]);
}

#[tokio::test]
async fn the_tag_of_a_record_begins_with_its_version() {
    let client = TestApp::with_specimen().await;
    changed_later(&client).await;
    for (id, version) in [("when-1", "\"2-"), ("when-2", "\"1-")] {
        assert!(client.get(&format!("{CASE}/claims/{id}")).await.header("etag").starts_with(version), "{id}");
    }
}
