//! Records brought into a case on a page: chosen, looked at, written.

use axum::http::StatusCode;
use counterpoint::{
    domain::person::{Flags, Role},
    exchange::case_file::Noun as _,
};

use scraper::{ElementRef, Html, Selector};

use crate::support::{
    app::{Answer, TestApp, specimen},
    client::Client,
};

const PAGE: &str = "/cases/baghdadi-2019/import";

async fn editor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await
}

/// What the form of the page would send, but for its button and the reason.
fn sent_by(page: &Answer) -> Vec<(String, String)> {
    let html = Html::parse_document(&page.body);
    let controls = Selector::parse("main form :is(input, select)[name]").unwrap();
    let option = Selector::parse("option[selected]").unwrap();
    let value = |control: &ElementRef<'_>| match control.value().name() {
        "select" => control.select(&option).next().and_then(|it| it.attr("value")).unwrap_or_default().to_owned(),
        _ => control.attr("value").unwrap_or_default().to_owned(),
    };
    let all = html.select(&controls).map(|control| (control.attr("name").unwrap().to_owned(), value(&control)));
    all.collect()
}

fn as_pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn a_line_is_looked_at_and_then_brought_in() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let case = editor.get("/cases/baghdadi-2019").await;
    assert!(case.attributes(".acts a", "href").contains(&PAGE.to_owned()));
    assert_eq!(editor.get(PAGE).await.status, StatusCode::OK);

    let mut claim = specimen().claims[0].write();
    claim["id"] = "brought-in".into();
    let looked = editor.post(PAGE, &[("kind", "lines"), ("text", &claim.to_string()), ("op", "preview")]).await;
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.joined("main"));
    assert!(looked.joined("#preview").contains("Claim"), "{}", looked.joined("#preview"));
    assert_eq!(app.get("/api/v1/cases/baghdadi-2019").await.found()["revision"], 1);

    let mut fields = sent_by(&looked);
    fields.retain(|(name, _)| name != "op");
    fields.push(("op".to_owned(), "import".to_owned()));
    let done = editor.post(PAGE, &as_pairs(&fields)).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/cases/baghdadi-2019"));
    assert_eq!(app.get("/api/v1/cases/baghdadi-2019/claims/brought-in").await.status, StatusCode::OK);

    // Somebody wrote since it was looked at: it is shown anew.
    let late = editor.post(PAGE, &as_pairs(&fields)).await;
    assert!(late.status.is_success() && late.count("[role=alert]") == 1, "{}", late.joined("main"));
}

#[tokio::test]
async fn the_columns_of_a_file_are_guessed_chosen_and_its_faults_name_row_and_column() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let claim = &specimen().claims[0];
    let table = format!(
        "Quote,Answer,Sources,document,question,stance\r\n\"Said.\",{},nobody-at-all,{},{},asserts\r\n",
        claim.value.parts()[0],
        claim.document,
        claim.question,
    );
    let upload = |file: &str| {
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n\r\n--x\r\nContent-Disposition: form-data; \
             name=\"file\"; filename=\"t.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--x--\r\n"
        )
    };
    let multipart = [("content-type", "multipart/form-data; boundary=x")];
    let refused = editor.send("POST", PAGE, &multipart, &upload(&table)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.joined("main"));
    assert!(refused.text("title").starts_with("Error:"));
    assert!(refused.joined("[role=alert]").contains("Row 2"), "{}", refused.joined("[role=alert]"));
    assert!(refused.joined("[role=alert]").contains("Sources"));

    let chain = claim.chain.sources().iter().map(ToString::to_string).collect::<Vec<_>>().join(" > ");
    let table = table.replace("nobody-at-all", &chain);
    let looked = editor.send("POST", PAGE, &multipart, &upload(&table)).await;
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.joined("main"));
    let sent = sent_by(&looked);
    assert!(sent.contains(&("column-0".to_owned(), "excerpt".to_owned())), "{sent:?}");
    assert!(sent.contains(&("column-2".to_owned(), "chain".to_owned())), "{sent:?}");

    let arabic = editor.post(&format!("{PAGE}?lang=ar"), &as_pairs(&sent)).await;
    assert_eq!((arabic.status, arabic.attribute("html", "dir").as_deref()), (StatusCode::OK, Some("rtl")));
    for (fields, said) in [(vec![("text", "")], "Choose"), (vec![("kind", "file"), ("text", "{")], "JSON")] {
        let refused = editor.post(PAGE, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.joined("[role=alert]").contains(said), "{}", refused.joined("[role=alert]"));
    }
}

#[tokio::test]
async fn a_viewer_is_not_offered_an_import() {
    let app = TestApp::with_specimen().await;
    let viewer = app.sign_in_member("viewer", "baghdadi-2019", Role::Viewer, Flags::default()).await;
    assert_eq!(viewer.get(PAGE).await.status, StatusCode::NOT_FOUND);
    assert!(!viewer.get("/cases/baghdadi-2019").await.attributes("a", "href").contains(&PAGE.to_owned()));
}
