//! Tables brought into a case through the API: what a column is, what makes a row the same claim, what is no table.

use axum::http::StatusCode;
use counterpoint::domain::person::{Flags, Role};
use serde_json::{Value, json};

use crate::support::{
    app::{TestApp, specimen},
    client::Client,
    records::plain,
};

const IMPORT: &str = "/api/v1/cases/baghdadi-2019/import";
const TABLE: (&str, &str) = ("content-type", "text/csv");

/// An address that says of every row what all rows have in common.
fn address() -> String {
    let claim = &specimen().claims[0];
    let chain: Vec<String> = claim.chain.sources().iter().map(ToString::to_string).collect();
    format!(
        "{IMPORT}?default=question:{}&default=document:{}&default=stance:asserts&default=chain:{}",
        claim.question,
        claim.document,
        chain.join("+%3E+")
    )
}

fn answer() -> String {
    specimen().claims[0].value.parts()[0].to_string()
}

async fn owner(app: &TestApp) -> Client<'_> {
    app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await
}

fn kinds(problem: &Value) -> Vec<(&str, &str)> {
    let at = |it: &'_ Value| {
        it["pointer"].as_str().map_or(it["parameter"].as_str().unwrap_or("-").to_owned(), str::to_owned)
    };
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|it| (at(it).leak() as &str, it["kind"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn a_name_that_two_columns_have_is_no_field_until_one_of_them_is_called_otherwise() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let value = answer();
    for (header, query, at) in [
        ("Quote,Quote,value", "&map=excerpt:Quote", "map"),
        ("excerpt,value,value", "", "map"),
        ("value,excerpt,value", "", "map"),
    ] {
        let row = header.replace("value", &value);
        let refused =
            owner.send("POST", &format!("{}{query}", address()), &[TABLE], &format!("{header}\n{row}\n")).await;
        let problem = refused.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
        assert_eq!(kinds(&problem), [(at, "ambiguous")], "{header}");
    }
    // Columns that are no field may be called as they are.
    let done =
        owner.send("POST", &address(), &[TABLE], &format!("Seen,excerpt,value,Seen\nx,So.,{value},y\n")).await.found();
    assert_eq!((&done["added"]["claim"], &done["ignored_columns"]), (&json!(1), &json!(["Seen", "Seen"])));
}

#[tokio::test]
async fn a_row_says_the_same_however_its_lines_end_and_its_letters_are_put_together() {
    let mut records = specimen();
    let claim = records.claims[0].clone();
    let publisher = claim.chain.sources().last().unwrap().clone();
    records.sources.iter_mut().find(|source| source.id == publisher).unwrap().name = plain("Caf\u{e9} du Monde");
    let app = TestApp::of(records).await;
    let owner = owner(&app).await;
    let address = format!(
        "{IMPORT}?default=question:{}&default=document:{}&default=stance:asserts",
        claim.question, claim.document
    );
    let row = |excerpt: &str, chain: &str| format!("excerpt,value,chain\n\"{excerpt}\",{},{chain}\n", answer());
    let first = row("A caf\u{e9}\nby the river.", "Caf\u{e9} du Monde");
    let done = owner.send("POST", &address, &[TABLE], &first).await.found();
    assert_eq!(done["added"], json!({ "claim": 1 }), "{done}");
    for (excerpt, chain) in [
        ("A caf\u{e9}\r\nby the river.", "Caf\u{e9} du Monde"),
        ("A caf\u{e9}\nby the river. ", "Caf\u{e9} du Monde "),
        ("A cafe\u{301}\nby the river.", "Cafe\u{301} du Monde"),
        ("A cafe\u{301}\r\nby the river.", publisher.as_str()),
    ] {
        let again = owner.send("POST", &address, &[TABLE], &row(excerpt, chain)).await.found();
        assert_eq!((&again["changed"], &again["unchanged"]["claim"]), (&json!(false), &json!(1)), "{excerpt:?}");
    }
    let said = format!("{address}&new_source=outlet:Cafe%CC%81+de+Flore");
    let flore = row("Elsewhere.", &format!("Caf\u{e9} de Flore > {publisher}"));
    let done = owner.send("POST", &said, &[TABLE], &flore).await.found();
    assert_eq!(done["new_sources"][0]["name"], json!("Caf\u{e9} de Flore"), "{done}");
}

#[tokio::test]
async fn a_body_without_a_record_is_refused_and_a_table_replaces_nothing() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    for mode in ["merge", "replace"] {
        for body in ["", "\n \n"] {
            let lines = [("content-type", "application/x-ndjson")];
            let refused = owner.send("POST", &format!("{IMPORT}?mode={mode}"), &lines, body).await;
            let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
            assert_eq!(kinds(&problem), [("", "empty")], "{mode}");
        }
    }
    for body in ["", "excerpt,value\n", "excerpt,value\r\n,\r\n"] {
        let refused = owner.send("POST", &address(), &[TABLE], body).await;
        let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        assert_eq!(kinds(&problem), [("", "empty")], "{body:?}");
    }
    let table = format!("excerpt,value\nSo.,{}\n", answer());
    let refused = owner.send("POST", &format!("{}&mode=replace", address()), &[TABLE], &table).await;
    let problem = refused.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    assert_eq!(kinds(&problem), [("mode", "not_one_of")]);
    assert_eq!(app.get("/api/v1/cases/baghdadi-2019").await.found()["revision"], 1);
}

#[tokio::test]
async fn a_row_of_too_many_cells_is_refused_by_name() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let wide = ",".repeat(8 << 20);
    for (table, query, row) in [(wide.clone(), "&map=note:Note", "/1"), (format!("excerpt,value\n{wide}\n"), "", "/2")]
    {
        let refused = owner.send("POST", &format!("{}{query}", address()), &[TABLE], &table).await;
        let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        assert_eq!(kinds(&problem), [(row, "too_many_cells")]);
    }
}

#[tokio::test]
async fn the_parameters_of_a_media_type_have_no_order_and_a_missing_one_is_what_is_told() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let table = format!("excerpt,value\nSo.,{}\n", answer());
    let address = format!("{}&dry_run=true", address());
    for kind in [
        "text/csv; header=present; charset=utf-8",
        "text/csv;charset=utf-8;header=present",
        "text/csv; charset=\"UTF-8\" ; header=present;",
        "TEXT/CSV",
    ] {
        owner.send("POST", &address, &[("content-type", kind)], &table).await.found();
    }
    for kind in [
        "text/csv; charset=latin1",
        "text/csv; header=absent",
        "text/csv; charset=utf-8; charset=latin1",
        "text/csv; columns=3",
        "text/csv; charset",
        "application/x-www-form-urlencoded",
    ] {
        let refused = owner.send("POST", &address, &[("content-type", kind)], &table).await;
        refused.problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type");
    }
    let refused = owner.send("POST", &address, &[], &table).await;
    refused.problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type");
    let event = r#"{"title":"The flight"}"#;
    for (kind, status) in [
        ("application/json;charset=\"utf-8\"", StatusCode::CREATED),
        ("application/json; header=present", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ] {
        let made = owner.send("POST", "/api/v1/cases/baghdadi-2019/events", &[("content-type", kind)], event).await;
        assert_eq!(made.status, status, "{kind}");
    }
}
