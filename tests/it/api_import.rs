//! Records brought into a case through the API: whole files, lines and tables; tried, done, refused.

use axum::http::StatusCode;
use counterpoint::{
    domain::{
        dossier::Records,
        person::{Flags, Role},
    },
    exchange::case_file,
};
use serde_json::{Value, json};

use crate::support::{
    app::{Answer, TestApp, specimen},
    client::Client,
};

const IMPORT: &str = "/api/v1/cases/baghdadi-2019/import";
const ANALYSIS: &str = "/api/v1/cases/baghdadi-2019/analysis";
const FILE: &str = "application/json";
const LINES: &str = "application/x-ndjson";

impl Client<'_> {
    /// The answer to a body sent to be brought in.
    async fn bring(&self, address: &str, kind: &str, body: &str) -> Answer {
        self.send("POST", address, &[("content-type", kind)], body).await
    }
}

async fn editor(app: &TestApp) -> Client<'_> {
    app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await
}

async fn owner(app: &TestApp) -> Client<'_> {
    app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::ALL).await
}

/// Only the case of the specimen.
fn empty() -> Records {
    Records::of(specimen().case)
}

fn kinds(problem: &Value) -> Vec<(&str, &str)> {
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|it| (it["pointer"].as_str().unwrap_or("-"), it["kind"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn a_file_brought_into_an_empty_case_is_the_case_that_the_terminal_brings_in() {
    let app = TestApp::of(empty()).await;
    let owner = owner(&app).await;
    let file = case_file::write(&specimen());
    let done = owner.bring(IMPORT, FILE, &file).await.found();
    assert_eq!((&done["changed"], &done["revision"], &done["dry_run"]), (&json!(true), &json!(2), &json!(false)));
    assert_eq!(done["added"]["claim"], json!(specimen().claims.len()));
    let case = "baghdadi-2019".parse().unwrap();
    let stored = app.store().dossier(&case).await.unwrap().unwrap();
    assert_eq!(case_file::write(stored.dossier.records()), file);

    let again = owner.bring(IMPORT, FILE, &file).await.found();
    assert_eq!((&again["changed"], &again["revision"]), (&json!(false), &json!(2)));
    assert_eq!(again["unchanged"], {
        let mut all = done["added"].clone();
        all["case"] = json!(1);
        all
    });
}

#[tokio::test]
async fn a_dry_run_writes_nothing_and_tells_what_the_import_then_does() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let activity = async || owner.get("/cases/baghdadi-2019/activity").await.joined("main");
    let (before, log) = (app.get(ANALYSIS).await.found(), activity().await);
    // Half of the claims go, the others stay.
    let mut records = specimen();
    let mut number = 0;
    records.claims.retain(|claim| {
        number += 1;
        number % 3 > 0 || claim.superseded.is_some()
    });
    records.assessments.clear();
    records.claims.iter_mut().for_each(|claim| {
        (claim.superseded, claim.relays) = (None, None);
    });
    let file = case_file::write(&records);
    let address = format!("{IMPORT}?mode=replace&dry_run=true");
    let tried = owner.bring(&address, FILE, &file).await.found();
    assert_eq!(app.get(ANALYSIS).await.found(), before);
    assert_eq!(activity().await, log);

    let done = owner.bring(&format!("{IMPORT}?mode=replace"), FILE, &file).await.found();
    for counts in ["added", "updated", "unchanged", "left", "withdrawn", "changed"] {
        assert_eq!(tried[counts], done[counts], "{counts}");
    }
    assert_eq!((&tried["revision"], &done["revision"]), (&json!(1), &json!(2)));
    let after = app.get(ANALYSIS).await.found();
    let difference = &tried["difference"];
    assert_eq!(difference["contested_before"], before["counts"]["contested"]);
    assert_eq!(difference["contested_after"], after["counts"]["contested"]);
    let found = |analysis: &Value, id: &Value| -> Value {
        let questions = analysis["questions"].as_array().unwrap();
        questions.iter().find(|question| question["question"] == *id).unwrap().clone()
    };
    let told = difference["questions"].as_array().unwrap();
    assert!(!told.is_empty());
    for question in told {
        let (was, is) = (found(&before, &question["question"]), found(&after, &question["question"]));
        assert_eq!((&question["state_before"], &question["state_after"]), (&was["state"], &is["state"]));
        assert!(!question["sentences"].as_array().unwrap().is_empty(), "{question}");
        for position in question["positions"].as_array().unwrap() {
            for (side, letter) in [(&was, "letter_before"), (&is, "letter_after")] {
                let letters: Vec<&Value> =
                    side["positions"].as_array().unwrap().iter().map(|it| &it["letter"]).collect();
                assert!(position[letter].is_null() || letters.contains(&&position[letter]), "{position}");
            }
        }
        let fate =
            |fate: &str| question["positions"].as_array().unwrap().iter().filter(|it| it["fate"] == fate).count();
        let count = |side: &Value| side["positions"].as_array().unwrap().len();
        assert_eq!(count(&was) + fate("opened"), count(&is) + fate("ended"), "{question}");
    }
    for question in after["questions"].as_array().unwrap() {
        let is_told = told.iter().any(|told| told["question"] == question["question"]);
        let was = found(&before, &question["question"]);
        assert!(is_told || was["state"] == question["state"], "{question}");
    }
}

#[tokio::test]
async fn lines_are_claims_or_records_under_their_noun_and_faults_name_their_line() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let records = specimen();
    let claim = |number: usize| case_file::Noun::write(&records.claims[number]);
    let mut new = claim(0);
    new["id"] = json!("brought-in");
    let lines = format!("\n{new}\n{{\"event\":{{\"id\":\"flight\",\"title\":\"The flight\"}}}}\r\n{}", claim(1));
    let done = editor.bring(IMPORT, LINES, &lines).await.found();
    assert_eq!(
        (&done["added"], &done["unchanged"]),
        (&json!({"event": 1, "claim": 1}), &json!({"case": 1, "claim": 1}))
    );

    let mut astray = claim(2);
    astray["chain"][0] = json!("nobody-at-all");
    let lines =
        format!("{}\n{astray}\nnot json\n{{\"source\":{{\"id\":\"x\"}}}}\n{{\"sources\":{{\"id\":\"y\"}}}}", claim(1));
    let refused = editor.bring(IMPORT, LINES, &lines).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let expected = [
        ("/2/chain/0", "unknown_reference"),
        ("/3", "not_json"),
        ("/4/source/kind", "missing"),
        ("/4/source/name", "missing"),
        ("/5/sources", "unknown_field"),
    ];
    assert_eq!(kinds(&problem), expected);
    assert_eq!(problem["errors"][4]["near"], "source");
    assert_eq!(problem["errors"][0]["line"], 2);
    assert_eq!(app.get("/api/v1/cases/baghdadi-2019").await.found()["revision"], 2);

    // Found in the case as a whole, and led back to its line.
    let refused = editor.bring(IMPORT, LINES, &format!("{}\n\n{astray}", claim(1))).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!(kinds(&problem), [("/3/chain/0", "unknown_reference")]);
    assert_eq!(problem["errors"][0]["line"], 3);
}

#[tokio::test]
async fn ten_thousand_claims_come_in_line_by_line() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let claim = case_file::Noun::write(&specimen().claims[0]);
    let lines = (0..10_000).map(|number| {
        let mut claim = claim.clone();
        claim["id"] = json!(format!("many-{number}"));
        format!("{claim}\n")
    });
    let done = editor.bring(IMPORT, LINES, &lines.collect::<String>()).await.found();
    assert_eq!((&done["added"]["claim"], &done["revision"]), (&json!(10_000), &json!(2)));
}

#[tokio::test]
async fn what_is_for_owners_is_refused_to_editors_by_name() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let mut file: Value = serde_json::from_str(&case_file::write(&specimen())).unwrap();
    let question = specimen().questions[0].id.to_string();
    file["case"]["visibility"] = json!("private");
    let claim = specimen().claims.iter().find(|claim| claim.question.as_str() == question).unwrap().id.to_string();
    let signed = json!({
        "question": question, "status": "settled", "reason": "So it is.", "by": "Somebody else",
        "at": "2019-03-03T09:00:00Z", "claims": [claim],
    });
    let mut all = file["assessments"].as_array().cloned().unwrap_or_default();
    let number = all.len();
    all.push(signed);
    file["assessments"] = json!(all);
    let refused = editor.bring(IMPORT, FILE, &file.to_string()).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let at = format!("/assessments/{number}");
    assert_eq!(kinds(&problem), [("/case/visibility", "owners_only"), (at.as_str(), "owners_only")]);
    let refused = editor.bring(&format!("{IMPORT}?mode=replace"), FILE, &file.to_string()).await;
    let problem = refused.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    assert_eq!(
        (&problem["errors"][0]["parameter"], &problem["errors"][0]["kind"]),
        (&json!("mode"), &json!("owners_only"))
    );

    let owner = owner(&app).await;
    let done = owner.bring(IMPORT, FILE, &file.to_string()).await.found();
    assert_eq!((&done["updated"]["case"], &done["added"]["assessment"]), (&json!(1), &json!(1)));
}

#[tokio::test]
async fn who_a_source_is_stays_hidden_and_whole_from_an_importer_who_may_not_see_it() {
    let mut records = specimen();
    let used = records.claims[0].chain.sources()[0].clone();
    let other = records.sources.iter().position(|source| source.id != used).unwrap();
    let secret = records.sources.iter_mut().find(|source| source.id == used).unwrap();
    secret.is_protected = true;
    secret.name = crate::support::records::plain("Somebody secret");
    secret.public_name = Some(crate::support::records::plain("A resident"));
    records.sources[other].may_be = vec![used.clone()];
    let app = TestApp::of(records).await;
    let case = "baghdadi-2019".parse().unwrap();
    let whole = app.store().dossier(&case).await.unwrap().unwrap().dossier;
    let owner = app.sign_in_member("owner", "baghdadi-2019", Role::Owner, Flags::default()).await;
    let shown =
        counterpoint::domain::edition::Edition::of(whole.clone(), counterpoint::domain::access::Identities::Hidden);
    let file = case_file::write(shown.study().dossier().records());
    assert!(!file.contains("Somebody secret"));
    for mode in ["merge", "replace"] {
        let done = owner.bring(&format!("{IMPORT}?mode={mode}"), FILE, &file).await.found();
        assert_eq!(done["changed"], json!(false), "{done}");
    }
    let after = app.store().dossier(&case).await.unwrap().unwrap().dossier;
    assert_eq!(after.records(), whole.records());

    let opened = file.replace("\"A resident\"", "\"Another resident\"");
    let refused = owner.bring(IMPORT, FILE, &opened).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!(problem["errors"][0]["kind"], "see_identity_only");
    let mut without: Value = serde_json::from_str(&file).unwrap();
    without["sources"].as_array_mut().unwrap().retain(|source| source["id"] != json!(used.as_str()));
    let refused = owner.bring(&format!("{IMPORT}?mode=replace"), FILE, &without.to_string()).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert!(kinds(&problem).contains(&("/sources", "see_identity_only")), "{problem}");
    assert!(!problem.to_string().contains("Somebody secret"));
}

#[tokio::test]
async fn a_request_is_done_once_from_the_revision_it_names_and_says_why() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let line = r#"{"event":{"id":"flight","title":"The flight"}}"#;
    let headers = [
        ("content-type", LINES),
        ("if-match", "\"1\""),
        ("idempotency-key", "k-1"),
        ("counterpoint-why", "The%20archive%20%D8%B9"),
    ];
    let done = editor.send("POST", IMPORT, &headers, line).await.found();
    assert_eq!(editor.send("POST", IMPORT, &headers, line).await.found(), done);
    assert_eq!(app.get("/api/v1/cases/baghdadi-2019").await.found()["revision"], 2);
    let other = editor.send("POST", IMPORT, &headers, &line.replace("The flight", "Another")).await;
    other.problem(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused");
    let late = editor.send("POST", IMPORT, &[headers[0], headers[1]], &line.replace("flight", "late")).await;
    assert_eq!(late.problem(StatusCode::PRECONDITION_FAILED, "precondition-failed")["current_version"], 2);
    let history = editor.get("/cases/baghdadi-2019/events/flight/history").await;
    assert!(history.joined("main").contains("The archive ع"), "{}", history.joined("main"));
    for (name, value) in [("if-match", "\"1-abc\""), ("counterpoint-why", "%ff")] {
        let refused = editor.send("POST", IMPORT, &[("content-type", LINES), (name, value)], line).await;
        refused.problem(StatusCode::BAD_REQUEST, "invalid-header");
    }
}

#[tokio::test]
async fn whatever_is_sent_in_bulk_is_refused_by_name() {
    let app = TestApp::with_specimen().await;
    let owner = owner(&app).await;
    let other = case_file::write(&specimen()).replace("\"baghdadi-2019\"", "\"another\"");
    for (kind, body, pointer, fault) in [
        (FILE, "", "", "not_json"),
        (FILE, "[]", "", "wrong_type"),
        (FILE, &other, "/case/id", "other_case"),
        (LINES, "[]", "/1", "wrong_type"),
        (LINES, "{\"id\":\"a\\u0000\"}", "/1/chain", "missing"),
        (LINES, &"[".repeat(100), "/1", "too_deep"),
        (LINES, &format!("{{\"note\":\"{}\"}}", "x".repeat(17 << 20)), "/1", "file_too_large"),
    ] {
        let answer = owner.bring(IMPORT, kind, body).await;
        let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        assert_eq!(kinds(&problem)[0], (pointer, fault));
    }
    for kind in ["text/plain", "application/json; charset=latin1", "multipart/form-data"] {
        let answer = owner.bring(IMPORT, kind, "{}").await;
        answer.problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type");
    }
    let large = "\n".repeat((64 << 20) + 1);
    owner.bring(IMPORT, LINES, &large).await.problem(StatusCode::PAYLOAD_TOO_LARGE, "body-too-large");
    for query in ["mode=all", "dry_run=yes", "modus=merge", "mode=merge&mode=merge"] {
        let answer = owner.bring(&format!("{IMPORT}?{query}"), FILE, "{}").await;
        answer.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
    }
    let all_wrong = "{}\n".repeat(400);
    let problem =
        owner.bring(IMPORT, LINES, &all_wrong).await.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!(kinds(&problem).last().unwrap().1, "more_faults");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 1_001);
}

const TABLE: &str = "text/csv";

#[tokio::test]
async fn an_exported_table_of_claims_comes_in_again_and_changes_nothing() {
    let mut records = specimen();
    records.claims[0].note = Some(crate::support::records::note("=HYPERLINK(\"x\")\nsecond line, with \"quotes\""));
    records.claims[1].note = Some(crate::support::records::note("'=an apostrophe"));
    let app = TestApp::of(records).await;
    let editor = editor(&app).await;
    let table = app.get("/api/v1/cases/baghdadi-2019/exports/claims.csv").await;
    assert_eq!(table.status, StatusCode::OK);
    assert!(table.body.contains("\"'=HYPERLINK"), "a formula is kept from starting");
    let done = editor.bring(IMPORT, TABLE, &table.body).await.found();
    assert_eq!((&done["changed"], &done["revision"]), (&json!(false), &json!(1)), "{done}");
    assert_eq!(done["unchanged"]["claim"], json!(specimen().claims.len()));
}

#[tokio::test]
async fn a_table_takes_names_of_sources_and_constants_and_gives_each_row_an_id_of_its_own() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let claim = &specimen().claims[0];
    let source =
        specimen().sources.iter().find(|source| source.id == *claim.chain.sources().last().unwrap()).unwrap().clone();
    let name = source.name.to(counterpoint::domain::text::Language::English).to_owned();
    let only = specimen()
        .sources
        .iter()
        .filter(|it| it.name.to(counterpoint::domain::text::Language::English) == name)
        .count();
    assert_eq!(only, 1);
    let address = format!(
        "{IMPORT}?map=excerpt:Quote&map=value:Answer&map=chain:Said+by&default=question:{}&default=document:{}&default=stance:asserts",
        claim.question, claim.document,
    );
    let answer = claim.value.parts()[0].to_string();
    let table = format!("\u{FEFF}Quote;Answer;Said by;Checked by\r\n\"So; it was\nsaid.\";{answer};{name};me\r\n\r\n");
    let done = editor.bring(&address, TABLE, &table).await.found();
    assert_eq!((&done["added"], &done["ignored_columns"]), (&json!({"claim": 1}), &json!(["Checked by"])), "{done}");
    let again = editor.bring(&address, TABLE, &table).await.found();
    assert_eq!((&again["changed"], &again["unchanged"]["claim"]), (&json!(false), &json!(1)));

    let wrong = format!("{}a;b\r\nx;{answer};nobody known;y\r\n", table.replace(&name, &format!("{name}x")));
    let refused = editor.bring(&address, TABLE, &wrong).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let expected = [("/2/chain/0", "unknown_reference"), ("/4", "cell_count"), ("/5/chain/0", "unknown_reference")];
    assert_eq!(kinds(&problem), expected, "{problem}");
    let first = &problem["errors"][0];
    assert_eq!((&first["row"], &first["column"], &first["near"]), (&json!(2), &json!("Said by"), &json!(name)));

    for (query, parameter, kind) in [
        ("map=excerpt:Quotes", "map", "not_one_of"),
        ("map=excerp:Quote", "map", "not_one_of"),
        ("map=Quote", "map", "not_a_pair"),
        ("default=stanc:asserts", "default", "not_one_of"),
        ("map=value:Answer&default=value:x", "default", "duplicate_key"),
    ] {
        let refused = editor.bring(&format!("{IMPORT}?{query}"), TABLE, &table).await;
        let problem = refused.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
        let error = &problem["errors"][0];
        assert_eq!((&error["parameter"], &error["kind"]), (&json!(parameter), &json!(kind)), "{query}");
    }
    for body in [&b"\xff"[..], b"a,\"b", b""] {
        let body = String::from_utf8_lossy(body).into_owned();
        let answer = editor.bring(IMPORT, TABLE, &body).await;
        assert!(answer.status.is_success() || answer.status.is_client_error(), "{body}");
    }
}

#[tokio::test]
async fn sources_that_a_table_names_and_the_case_does_not_know_are_made_or_known_as_the_sender_says() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let claim = &specimen().claims[0];
    let publisher = claim.chain.sources().last().unwrap();
    let address = format!(
        "{IMPORT}?default=question:{}&default=document:{}&default=stance:asserts",
        claim.question, claim.document
    );
    let answer = claim.value.parts()[0].to_string();
    let row = |chain: &str, words: &str| format!("{words},{answer},{chain}\n");
    let table = format!(
        "excerpt,value,chain\n{}{}{}",
        row(&format!("Euphrates Post > {publisher}"), "One."),
        row(&format!("Euphrates Post > {publisher}"), "Two."),
        row("The Gaurdian", "Three.")
    );
    let problem = editor.bring(&address, TABLE, &table).await;
    let problem = problem.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    let expected = ["/2/chain/0", "/3/chain/0", "/4/chain/0"].map(|at| (at, "unknown_reference"));
    assert_eq!(kinds(&problem), expected);

    let said = format!("{address}&new_source=outlet:Euphrates+Post&new_source=outlet:The+Gaurdian");
    let chained = table.replace("The Gaurdian", &format!("The Gaurdian > {publisher}"));
    let tried = editor.bring(&format!("{said}&dry_run=true"), TABLE, &chained).await.found();
    let made = tried["new_sources"].as_array().unwrap();
    assert_eq!((made.len(), &made[0]["name"], &made[0]["alike"]), (2, &json!("Euphrates Post"), &json!([])), "{tried}");
    assert!(made[1]["alike"].as_array().unwrap().contains(&json!("guardian")), "{tried}");
    assert_eq!(app.get("/api/v1/cases/baghdadi-2019").await.found()["revision"], 1);

    // One of them is an old acquaintance, the other gets a better name; all of it is one write.
    let said = format!("{address}&new_source=outlet:Euphrates+Post+>+The+Euphrates+Post&source=guardian:The+Gaurdian");
    let done = editor.bring(&said.replace('>', "%3E"), TABLE, &table).await.found();
    assert_eq!((&done["added"], &done["revision"]), (&json!({"source": 1, "claim": 3}), &json!(2)), "{done}");
    let id = done["new_sources"][0]["id"].as_str().unwrap();
    let source = app.get(&format!("/api/v1/cases/baghdadi-2019/sources/{id}")).await.found();
    assert_eq!((&source["name"], &source["kind"]), (&json!("The Euphrates Post"), &json!("outlet")));
    let claims = app.get(&format!("/api/v1/cases/baghdadi-2019/claims?source={id}")).await.found();
    assert_eq!(claims["items"].as_array().unwrap().len(), 2);
    let again = editor.bring(&said.replace('>', "%3E"), TABLE, &table).await.found();
    assert_eq!((&again["changed"], &again["new_sources"]), (&json!(false), &json!([])), "{again}");

    for (query, parameter, kind) in [
        ("new_source=paper:X", "new_source", "not_one_of"),
        ("new_source=outlet", "new_source", "not_a_pair"),
        ("new_source=outlet:", "new_source", "empty"),
        ("source=nobody:X", "source", "unknown_reference"),
        ("source=guardian:X&new_source=outlet:X", "new_source", "duplicate_key"),
    ] {
        let refused = editor.bring(&format!("{address}&{query}"), TABLE, &table).await;
        let problem = refused.problem(StatusCode::BAD_REQUEST, "invalid-parameters");
        let error = &problem["errors"][0];
        assert_eq!((&error["parameter"], &error["kind"]), (&json!(parameter), &json!(kind)), "{query}");
    }
}

#[tokio::test]
async fn a_table_of_two_thousand_rows_comes_in_and_its_faults_name_their_rows() {
    let app = TestApp::with_specimen().await;
    let editor = editor(&app).await;
    let claim = &specimen().claims[0];
    let chain: Vec<String> = claim.chain.sources().iter().map(ToString::to_string).collect();
    let address = format!(
        "{IMPORT}?default=question:{}&default=document:{}&default=stance:asserts&default=chain:{}",
        claim.question,
        claim.document,
        chain.join("+%3E+")
    );
    let answer = claim.value.parts()[0].to_string();
    let rows = (0..2_000).map(|number| format!("\"He said,\nnumber {number}\",{answer}\r\n"));
    let rows = rows.collect::<Vec<String>>().concat();
    let table = format!("excerpt,value\r\n{rows}");
    let wrong = format!("{table}one cell\r\n");
    let refused = editor.bring(&address, TABLE, &wrong).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert_eq!(kinds(&problem), [("/2002", "cell_count")]);
    let done = editor.bring(&address, TABLE, &table).await.found();
    assert_eq!((&done["added"]["claim"], &done["revision"]), (&json!(2_000), &json!(2)));
}
