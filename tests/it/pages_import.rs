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
    assert!(refused.joined("[role=alert]").contains("one of the names"), "{}", refused.joined("[role=alert]"));
    assert!(refused.joined("#sources legend").contains("nobody-at-all"), "{}", refused.joined("#sources"));

    let chain = claim.chain.sources().iter().map(ToString::to_string).collect::<Vec<_>>().join(" > ");
    let table = table.replace("nobody-at-all", &chain);
    let wrong = upload(&table.replace(claim.document.as_str(), "no-such-document"));
    let refused = editor.send("POST", PAGE, &multipart, &wrong).await;
    assert!(refused.joined("[role=alert]").contains("Row 2"), "{}", refused.joined("[role=alert]"));
    assert!(refused.joined("[role=alert]").contains("document"), "{}", refused.joined("[role=alert]"));
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
async fn a_column_that_is_left_out_stays_out_and_of_two_with_one_name_the_chosen_one_comes_in() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let claim = &specimen().claims[0];
    let chain = claim.chain.sources().iter().map(ToString::to_string).collect::<Vec<_>>().join(" > ");
    let table = format!(
        "note,Quote,Quote,value,chain,document,question,stance\nWho she is,No.,So.,{},{chain},{},{},asserts\n",
        claim.value.parts()[0],
        claim.document,
        claim.question,
    );
    let looked = editor.post(PAGE, &[("kind", "table"), ("text", &table), ("op", "preview")]).await;
    assert_eq!(looked.attribute("#column-0 [selected]", "value").as_deref(), Some("note"));
    let chosen =
        with(sent_by(&looked), &[("column-0", ""), ("column-1", ""), ("column-2", "excerpt"), ("op", "preview")]);
    let looked = editor.post(PAGE, &as_pairs(&chosen)).await;
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.joined("[role=alert]"));
    let values =
        ["#column-0", "#column-1", "#column-2"].map(|it| looked.attribute(&format!("{it} [selected]"), "value"));
    assert_eq!(values, ["", "", "excerpt"].map(|it| Some(it.to_owned())));
    let done = editor.post(PAGE, &as_pairs(&with(sent_by(&looked), &[("op", "import")]))).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.joined("main"));
    let newest = app.get("/api/v1/cases/baghdadi-2019/claims?sort=-recorded_at&limit=1").await.found();
    assert_eq!(newest["items"][0]["excerpt"], "So.");
    assert!(newest["items"][0]["note"].is_null(), "{newest}");
}

#[tokio::test]
async fn what_is_no_table_is_told_so_and_makes_no_columns() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let list = format!("[{}0]", "0,".repeat(100_000));
    for (kind, said) in [("", "object"), ("table", "1,000")] {
        let refused = editor.post(PAGE, &[("kind", kind), ("text", &list), ("op", "preview")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.joined("[role=alert]").contains(said), "{}", refused.joined("[role=alert]"));
        assert_eq!(refused.count("#columns"), 0);
    }
}

#[tokio::test]
async fn a_replacement_is_refused_by_name_where_there_can_be_none() {
    let app = TestApp::with_specimen().await;
    let claim = specimen().claims[0].write().to_string();
    let editor = editor(&app).await;
    let fields = [("kind", "lines"), ("text", claim.as_str()), ("mode", "replace"), ("op", "preview")];
    let refused = editor.post(PAGE, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.joined("main"));
    assert!(refused.joined("[role=alert]").contains("owner"), "{}", refused.joined("[role=alert]"));

    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let table = "excerpt,value\nSo.,2019\n";
    let refused = owner.post(PAGE, &[("kind", "table"), ("text", table), ("mode", "replace"), ("op", "preview")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.joined("[role=alert]").contains("cannot be withdrawn"), "{}", refused.joined("[role=alert]"));
}

#[tokio::test]
async fn a_viewer_is_not_offered_an_import() {
    let app = TestApp::with_specimen().await;
    let viewer = app.sign_in_member("viewer", "baghdadi-2019", Role::Viewer, Flags::default()).await;
    assert_eq!(viewer.get(PAGE).await.status, StatusCode::NOT_FOUND);
    assert!(!viewer.get("/cases/baghdadi-2019").await.attributes("a", "href").contains(&PAGE.to_owned()));
}

/// The fields with `name` set to `value`.
fn with(mut fields: Vec<(String, String)>, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

#[tokio::test]
async fn sources_that_a_table_names_and_nobody_knows_are_made_or_known_on_the_page() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let claim = &specimen().claims[0];
    let publisher = claim.chain.sources().last().unwrap();
    let row = |chain: &str, words: &str| {
        format!("{words},{},{chain},{},{},asserts\n", claim.value.parts()[0], claim.document, claim.question)
    };
    let table = format!(
        "excerpt,value,chain,document,question,stance\n{}{}{}",
        row(&format!("Euphrates Post > {publisher}"), "One."),
        row("The Gaurdian", "Two."),
        row(&format!("Unheard Herald > {publisher}"), "Three.")
    );
    let refused = editor.post(PAGE, &[("kind", "table"), ("text", &table), ("op", "preview")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attributes("[role=alert] a", "href"), ["#sources"], "{}", refused.joined("[role=alert]"));
    assert_eq!(refused.texts("#sources legend"), ["Euphrates Post", "The Gaurdian", "Unheard Herald"]);
    assert!(refused.joined("#sources .alk").contains("The Guardian"), "{}", refused.joined("#sources"));
    assert!(refused.attributes("#source-is-1 option", "value").contains(&"is:guardian".to_owned()));

    // Two are settled, one with a name that is not there: its row says so, and the rest is kept.
    let fields = with(
        sent_by(&refused),
        &[
            ("source-is-0", "new"),
            ("source-new-0", "The Euphrates Post"),
            ("source-is-1", "is:guardian"),
            ("source-is-2", "known"),
            ("source-known-2", "nobody"),
            ("why", "The archive"),
            ("op", "preview"),
        ],
    );
    let refused = editor.post(PAGE, &as_pairs(&fields)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.attributes("[role=alert] a", "href").contains(&"#source-known-2".to_owned()));
    let kept = sent_by(&refused);
    for field in [("source-is-0", "new"), ("source-new-0", "The Euphrates Post"), ("source-known-2", "nobody")] {
        assert!(kept.contains(&(field.0.to_owned(), field.1.to_owned())), "{field:?}: {kept:?}");
    }

    let fields = with(kept, &[("source-is-2", "new"), ("source-kind-2", "person"), ("why", "The archive")]);
    let looked = editor.post(PAGE, &as_pairs(&fields)).await;
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.joined("[role=alert]"));
    assert!(looked.joined("#preview .made").contains("The Euphrates Post (Outlet)"), "{}", looked.joined("#preview"));
    assert_eq!(app.get("/api/v1/cases/baghdadi-2019").await.found()["revision"], 1);

    let done = editor.post(PAGE, &as_pairs(&with(sent_by(&looked), &[("op", "import")]))).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.joined("main"));
    assert_eq!(app.get("/api/v1/cases/baghdadi-2019").await.found()["revision"], 2);
    let sources = app.get("/api/v1/cases/baghdadi-2019/sources?limit=200").await.body;
    assert!(sources.contains("The Euphrates Post") && !sources.contains("Gaurdian"), "{sources}");
    let history = editor.get("/cases/baghdadi-2019/activity").await;
    assert!(history.joined("main").contains("The archive"), "{}", history.joined("main"));
}

#[tokio::test]
async fn a_long_file_is_kept_between_the_steps_and_one_that_is_too_long_is_told_so() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let upload = |file: &str| {
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nlines\r\n--x\r\nContent-Disposition: form-data; \
             name=\"file\"; filename=\"t.ndjson\"\r\n\r\n{file}\r\n--x--\r\n"
        )
    };
    let multipart = [("content-type", "multipart/form-data; boundary=x")];
    let mut claim = specimen().claims[0].write();
    claim["id"] = "brought-in".into();
    let long = format!("{claim}{}", "\n".repeat(6 << 20));
    let looked = editor.send("POST", PAGE, &multipart, &upload(&long)).await;
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.joined("main"));
    assert!(looked.body.len() < 200_000 && looked.joined("main").contains("6.3 MB"), "{}", looked.joined("main"));
    let fields = with(sent_by(&looked), &[("op", "import")]);
    let stranger = app.sign_in_member("another", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let refused = stranger.post(PAGE, &as_pairs(&fields)).await;
    assert!(refused.joined("[role=alert]").contains("no longer kept"), "{}", refused.joined("main"));
    let done = editor.post(PAGE, &as_pairs(&fields)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.joined("main"));
    let again = editor.post(PAGE, &as_pairs(&fields)).await;
    assert!(again.joined("[role=alert]").contains("no longer kept"), "{}", again.joined("main"));

    let refused = editor.send("POST", PAGE, &multipart, &upload(&"\n".repeat((64 << 20) + 1))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.joined("[role=alert]").contains("67 MB"), "{}", refused.joined("[role=alert]"));
}
