//! What is taken out: whole, in the formats that others publish, and never more than the caller may see.

use axum::http::StatusCode;
use counterpoint::{
    domain::{
        assessment::AssessmentStatus,
        case::Visibility,
        claim::Claim,
        dossier::Records,
        person::{Flags, Role},
        source::{Source, SourceKind},
        text::Text,
    },
    exchange::{
        case_file::{self, read_record},
        sheets::{MARK, Sheet},
    },
};
use serde_json::{Value, json};

use crate::support::{
    api::{CASE, every_field},
    app::{TestApp, records_of, specimen},
    records::{case, moment, plain},
};

/// What a stranger might write in the hope that somebody's program runs it.
const HOSTILE: &str =
    "=HYPERLINK(\"http://evil.example\") </script><script>alert(1)</script> ]]> | *b* [x](javascript:1) <!--";

pub async fn taken(app: &TestApp, name: &str) -> String {
    let answer = app.get(&format!("{CASE}/exports/{name}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{name}: {}", answer.body);
    answer.body
}

/// The rows of a table by the names of their columns.
pub fn rows(table: &str) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_reader(table.strip_prefix(MARK).expect("a byte order mark").as_bytes());
    let names = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        names.iter().zip(&row).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

pub fn of(row: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    row.iter().map(|(name, cell)| (name.as_str(), cell.as_str()))
}

#[tokio::test]
async fn what_there_is_to_take_out_is_listed_and_is_there() {
    let app = TestApp::with_specimen().await;
    let list = app.get(&format!("{CASE}/exports")).await.found();
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 12);
    for item in items {
        let answer = app.get(item["href"].as_str().unwrap()).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (StatusCode::OK, item["media_type"].as_str().unwrap())
        );
        assert!(!answer.body.is_empty(), "{item}");
    }
}

#[tokio::test]
async fn the_case_file_comes_in_again_elsewhere_and_is_the_same_there() {
    let app = TestApp::with_specimen().await;
    let file = taken(&app, "case.json").await;
    assert_eq!(file, case_file::write(&specimen()));
    let elsewhere = TestApp::of(records_of(&file)).await;
    assert_eq!(taken(&elsewhere, "case.json").await, file);
}

#[tokio::test]
async fn the_public_view_of_a_protected_source_comes_in_again_elsewhere() {
    let mut records = specimen();
    let source = records.sources.iter_mut().find(|source| source.id.as_str() == "hamdan").unwrap();
    source.is_protected = true;
    source.public_name = Some(plain("A resident"));
    let app = TestApp::of(records).await;
    for name in
        ["case.json", "sources.csv", "brief.md", "claims.jsonld", "timelinejs.json", "timeline.svg", "matrix.csv"]
    {
        let body = taken(&app, name).await;
        assert!(!body.contains("Hamdan") && body.contains("A resident"), "{name}");
    }
    let file = taken(&app, "case.json").await;
    let elsewhere = TestApp::of(records_of(&file)).await;
    assert_eq!(taken(&elsewhere, "case.json").await, file);
    let flags = Flags { see_identity: true, export: true, ..Flags::default() };
    let member = app.sign_in_member("member", "baghdadi-2019", Role::Viewer, flags).await;
    let brief = member.get(&format!("{CASE}/exports/brief.md")).await.body;
    assert!(brief.contains("Hamdan") && brief.contains("This text names protected sources."));
}

#[test]
fn tables_and_lines_are_read_back_as_the_records_they_were() {
    for records in [case("every"), specimen(), records_of(every_field().to_string())] {
        round_trip(&records.claims);
        round_trip(&records.sources);
    }
}

#[track_caller]
fn round_trip<N: case_file::Noun + PartialEq + std::fmt::Debug>(records: &[N]) {
    let sheet = Sheet::of::<N>();
    let table = rows(&sheet.write(records));
    assert_eq!(table.len(), records.len());
    for (row, record) in table.iter().zip(records) {
        let read: N = read_record(sheet.record(of(row)).to_string().as_bytes()).unwrap();
        assert_eq!(read, *record, "{row:?}");
    }
    for (line, record) in counterpoint::exchange::lines::write(records).lines().zip(records) {
        assert_eq!(read_record::<N>(line.as_bytes()).unwrap(), *record);
    }
}

#[test]
fn odd_values_come_back_from_a_table_as_they_were() {
    let claim = |value: Value, reading: Value| {
        json!({ "id": "c", "question": "q", "value": value, "stance": "asserts", "chain": ["a", "b"], "document": "d",
                "excerpt": "=1+1\nsecond line; with \"quotes\"", "reading": reading })
    };
    for file in [
        claim(json!("-5"), json!({ "core": [-5, null] })),
        claim(json!(["a;b", "c\\d", "+e"]), json!({ "core": ["2018", "2019"], "envelope": ["2017-01-01", null] })),
        claim(json!(["only"]), json!({ "core": ["2018-09-01T10:00:00+03:00", "2018-09-02"] })),
        claim(json!("'tis; so"), json!({ "core": [null, 7] })),
    ] {
        let record: Claim = read_record(file.to_string().as_bytes()).unwrap();
        round_trip(&[record]);
    }
}

#[tokio::test]
async fn no_cell_of_any_table_starts_a_formula() {
    let app = hostile().await;
    for name in ["claims.csv", "sources.csv", "matrix.csv"] {
        let table = taken(&app, name).await;
        let mut found = 0;
        for (_, cell) in rows(&table).into_iter().flatten() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']),
                "{name}: {cell}"
            );
            found += usize::from(cell.starts_with("'="));
        }
        assert!(found > 0, "{name}");
    }
}

/// The shipped case with a hostile title, source, document, question and excerpt.
async fn hostile() -> TestApp {
    let mut records: Records = specimen();
    records.case.title = plain(HOSTILE);
    records.case.summary = Some(plain(HOSTILE));
    records.sources.iter_mut().for_each(|source: &mut Source| source.name = plain(HOSTILE));
    records.documents.iter_mut().for_each(|document| document.title = plain(HOSTILE));
    records.questions.iter_mut().for_each(|question| question.text = plain(HOSTILE));
    records.claims.iter_mut().for_each(|claim| claim.excerpt = Text::note(HOSTILE).unwrap());
    TestApp::of(records).await
}

#[tokio::test]
async fn nothing_that_people_wrote_becomes_markup_in_any_format() {
    let app = hostile().await;
    for name in ["brief.html", "timeline.svg", "claims.jsonld", "timelinejs.json"] {
        let body = taken(&app, name).await;
        assert!(!body.contains("<script") && !body.contains("</script"), "{name}");
    }
    for feed in ["feed.atom", "feed.json"] {
        let body = app.get(&format!("{CASE}/{feed}")).await.body;
        assert!(feed == "feed.json" || !body.contains("<script"), "{feed}");
    }
    let brief = taken(&app, "brief.md").await;
    assert!(!brief.contains("*b*") && brief.contains(r"\*b\*"), "{brief}");
    for markup in ["<script", "[x", "| "] {
        let mut found = brief.match_indices(markup).peekable();
        assert!(found.peek().is_some(), "{markup}");
        assert!(found.all(|(at, _)| brief[..at].ends_with('\\')), "{markup} in\n{brief}");
    }
    let timeline: Value = serde_json::from_str(&taken(&app, "timelinejs.json").await).unwrap();
    let text = timeline["events"][0]["text"]["text"].as_str().unwrap();
    assert!(text.contains("&lt;script&gt;") && !text.contains("<script"), "{text}");
    let drawing = taken(&app, "timeline.svg").await;
    assert!(!drawing.contains("href") && !drawing.contains("<style") && !drawing.contains("]]>"));
    scraper_finds_well_formed(&drawing);
    scraper_finds_well_formed(&app.get(&format!("{CASE}/feed.atom")).await.body);
}

/// Well-formed XML: every element is closed by its own name, and no bare `&` or `<` stands in text.
#[track_caller]
fn scraper_finds_well_formed(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml.strip_prefix("<?xml").map_or(xml, |rest| &rest[rest.find("?>").unwrap() + 2..]);
    while let Some(start) = rest.find('<') {
        let text = &rest[..start];
        for (at, _) in text.match_indices('&') {
            let end = text[at..].find(';').unwrap_or_else(|| panic!("a bare ampersand: {text}"));
            assert!(end <= 6 && !text[at..at + end].contains(' '), "a bare ampersand: {text}");
        }
        let end = start + rest[start..].find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        let name = tag.split([' ', '\n', '/']).find(|part| !part.is_empty()).unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else {
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[tokio::test]
async fn the_timeline_is_what_timelinejs_reads() {
    let schema: Value = serde_json::from_str(include_str!("../data/timelinejs.schema.json")).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for (app, path) in
        [(TestApp::with_specimen().await, CASE), (TestApp::of(ancient()).await, "/api/v1/cases/baghdadi-2019")]
    {
        for query in ["", "?lang=ar", "?as_of=2019-02-10"] {
            let answer = app.get(&format!("{path}/exports/timelinejs.json{query}")).await;
            let timeline: Value = serde_json::from_str(&answer.body).unwrap();
            let faults: Vec<String> =
                validator.iter_errors(&timeline).map(|it| format!("{}: {it}", it.instance_path)).collect();
            assert!(faults.is_empty(), "{query}\n{}", faults.join("\n"));
            let ids: Vec<&Value> =
                timeline["events"].as_array().unwrap().iter().map(|event| &event["unique_id"]).collect();
            assert_eq!(ids.iter().collect::<std::collections::HashSet<_>>().len(), ids.len());
            assert!(!ids.is_empty());
        }
    }
}

/// The shipped case, where somebody puts it before the common era.
fn ancient() -> Records {
    let mut records = specimen();
    let claim = records.claims.iter_mut().find(|claim| claim.id.as_str() == "when-1").unwrap();
    claim.value = counterpoint::domain::claim::ValueText::One(Text::name("-0043-03-15").unwrap());
    records
}

#[tokio::test]
async fn years_before_the_common_era_are_negative_and_there_is_no_year_zero() {
    let app = TestApp::of(ancient()).await;
    let timeline: Value = serde_json::from_str(&taken(&app, "timelinejs.json").await).unwrap();
    let event = timeline["events"].as_array().unwrap().iter().find(|event| event["unique_id"] == "when-1").unwrap();
    // EDTF counts a year 0, so that its -0043 is 44 BCE.
    assert_eq!(event["start_date"]["year"], -44);
    assert!(event["display_date"].as_str().unwrap().contains("44 BCE"), "{event}");
}

#[tokio::test]
async fn an_uncertain_date_is_told_in_words() {
    let app = TestApp::with_specimen().await;
    let timeline: Value = serde_json::from_str(&taken(&app, "timelinejs.json").await).unwrap();
    let events = timeline["events"].as_array().unwrap();
    let event =
        events.iter().find(|event| event["display_date"].as_str().unwrap().starts_with("Mid-September")).unwrap();
    assert_eq!((&event["start_date"]["day"], &event["end_date"]["day"]), (&json!(11), &json!(20)));
    assert_eq!(timeline["eras"][0]["text"]["headline"], "112–121 days apart");
}

#[tokio::test]
async fn the_linked_data_keeps_to_the_vocabulary() {
    let vocabulary: Value = serde_json::from_str(include_str!("../data/schema-org.json")).unwrap();
    let mut records = specimen();
    records.assessments = case("every").assessments;
    records.assessments[0].question = "attempt-when".parse().unwrap();
    records.assessments[0].claims = vec!["when-1".parse().unwrap()];
    // What the same editor said before no longer stands.
    let mut earlier = records.assessments[0].clone();
    earlier.at = moment("2019-01-01T00:00:00Z");
    earlier.status = AssessmentStatus::Settled;
    records.assessments.push(earlier);
    // Somebody is a person wherever they stand, also where they publish.
    let publisher = records.documents[0].publisher.clone();
    records.sources.iter_mut().find(|source| source.id == publisher).unwrap().kind = SourceKind::Official;
    let app = TestApp::of(records).await;
    let graph: Value = serde_json::from_str(&taken(&app, "claims.jsonld").await).unwrap();
    assert_eq!(graph["@context"], "https://schema.org");
    let nodes = graph["@graph"].as_array().unwrap();
    for node in nodes {
        check(&vocabulary, node);
    }
    let official =
        nodes.iter().find(|node| node["@id"].as_str().is_some_and(|id| id.ends_with("/claims/when-1"))).unwrap();
    assert_eq!(official["author"]["name"], "Regional intelligence officials");
    assert!(official["appearance"].as_array().unwrap().len() > 1);
    assert_eq!(official["firstAppearance"]["@id"], official["appearance"][0]["@id"]);
    let all = graph.to_string();
    let of_person =
        format!("{{\"@type\":\"Person\",\"@id\":\"http://localhost/cases/baghdadi-2019/sources/{publisher}\"");
    assert!(all.contains(&of_person), "{of_person}");
    assert!(!all.contains(&of_person.replace("Person", "Organization")));
    let reviews: Vec<&Value> = nodes.iter().filter(|node| node["@type"] == "ClaimReview").collect();
    let [review] = reviews.as_slice() else { panic!("{reviews:?}") };
    assert_eq!(review["author"], json!({ "@type": "Person", "name": "the editor on duty" }));
    assert_eq!(review["reviewRating"], json!({ "@type": "Rating", "alternateName": "Leaning" }));
    assert_eq!(review["itemReviewed"][0]["@id"], official["@id"]);
}

#[tokio::test]
async fn answers_in_a_cell_of_the_matrix_are_told_apart_where_one_holds_a_semicolon() {
    let mut records = specimen();
    for option in records.questions.iter_mut().flat_map(|question| &mut question.options) {
        option.name = plain("so; or so");
    }
    let app = TestApp::of(records).await;
    let table = taken(&app, "matrix.csv").await;
    assert!(table.contains("so\\; or so") && !table.contains("so; or so"), "{table}");
}

#[tokio::test]
async fn nothing_is_reviewed_that_no_editor_judged() {
    let app = TestApp::with_specimen().await;
    let graph: Value = serde_json::from_str(&taken(&app, "claims.jsonld").await).unwrap();
    assert!(graph["@graph"].as_array().unwrap().iter().all(|node| node["@type"] == "Claim"));
}

/// Every property stands on a type that has it, and what stands in it is of a type that may.
fn check(vocabulary: &Value, node: &Value) {
    let types = |kind: &str| -> Vec<String> {
        let above = vocabulary["supertypes"][kind].as_array().unwrap_or_else(|| panic!("no type {kind}"));
        [kind.to_owned()].into_iter().chain(above.iter().map(|it| it.as_str().unwrap().to_owned())).collect()
    };
    let own = types(node["@type"].as_str().unwrap());
    let among = |list: &Value, name: &str| list.as_array().unwrap().iter().any(|it| it == name);
    for (name, value) in node.as_object().unwrap().iter().filter(|(name, _)| !name.starts_with('@')) {
        let property = &vocabulary["properties"][name];
        assert!(property.is_object(), "no property {name}");
        assert!(own.iter().any(|kind| among(&property["domains"], kind)), "{name} on {}", node["@type"]);
        let values = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        for value in values {
            if value.is_object() {
                let kinds = types(value["@type"].as_str().unwrap());
                assert!(kinds.iter().any(|kind| among(&property["ranges"], kind)), "{name}: {value}");
                check(vocabulary, &value);
            } else {
                let plain = ["Text", "URL", "Date", "DateTime"];
                assert!(
                    value.is_string() && plain.iter().any(|kind| among(&property["ranges"], kind)),
                    "{name}: {value}"
                );
            }
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_held_is_not_sent_again_and_its_tag_says_language_and_rights() {
    let app = TestApp::with_specimen().await;
    let address = format!("{CASE}/exports/brief.md");
    let first = app.get(&address).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"'), "{tag}");
    let again = app.send("GET", &address, &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let arabic = app.send("GET", &address, &[("if-none-match", &tag), ("accept-language", "ar")]).await;
    assert_eq!((arabic.status, arabic.header("content-language")), (StatusCode::OK, "ar"));
    assert_eq!(arabic.header("vary"), "accept-language");
    let asked = app.get(&format!("{address}?lang=ar")).await;
    assert_eq!(asked.body, arabic.body);
    let flags = Flags { see_identity: true, export: true, ..Flags::default() };
    let member = app.sign_in_member("member", "baghdadi-2019", Role::Viewer, flags).await;
    // Nobody is protected here: both see the same.
    assert_eq!(member.get(&address).await.header("etag"), tag);
}

#[tokio::test]
async fn a_file_is_named_in_the_script_of_its_title() {
    let app = TestApp::with_specimen().await;
    let named =
        async |address: &str| app.get(&format!("{CASE}/{address}")).await.header("content-disposition").to_owned();
    let table = named("exports/claims.csv").await;
    assert!(
        table.starts_with("attachment; filename=\"baghdadi-2019-claims.csv\"; filename*=UTF-8''The%20attempt"),
        "{table}"
    );
    assert!(table.ends_with("%20-%20claims.csv"), "{table}");
    let arabic = named("exports/claims.csv?lang=ar").await;
    assert!(arabic.contains("filename*=UTF-8''%D9%85%D8%AD"), "{arabic}");
    assert!(named("exports/brief.html").await.starts_with("inline; "));
    assert!(named("questions/attempt-when/exports/brief.md").await.contains("filename=\"attempt-when-brief.md\""));
}

#[tokio::test]
async fn what_cannot_be_asked_is_named() {
    let app = TestApp::with_specimen().await;
    let problem = async |address: &str| app.get(&format!("{CASE}/{address}")).await;
    let kind = |problem: &Value| (problem["errors"][0]["parameter"].clone(), problem["errors"][0]["kind"].clone());
    let invalid = StatusCode::BAD_REQUEST;
    let wrong = problem("exports/claims.csv?language=ar").await.problem(invalid, "invalid-parameters");
    assert_eq!(kind(&wrong), (json!("language"), json!("unknown_parameter")));
    let wrong = problem("exports/claims.csv?lang=de").await.problem(invalid, "invalid-parameters");
    assert_eq!(
        (kind(&wrong), &wrong["errors"][0]["allowed"]),
        ((json!("lang"), json!("not_one_of")), &json!(["en", "ar"]))
    );
    let wrong = problem("exports/case.json?as_of=2019-02-10").await.problem(invalid, "invalid-parameters");
    assert_eq!(kind(&wrong), (json!("as_of"), json!("recorded_clock_only")));
    let wrong = problem("feed.atom?as_of=2019-02-10").await.problem(invalid, "invalid-parameters");
    assert_eq!(kind(&wrong), (json!("as_of"), json!("unknown_parameter")));
    for address in
        ["exports/claims.xlsx", "questions/attempt-when/exports/case.json", "questions/nothing/exports/brief.md"]
    {
        problem(address).await.problem(StatusCode::NOT_FOUND, "not-found");
    }
}

#[tokio::test]
async fn an_earlier_day_holds_what_was_known_then() {
    let app = TestApp::with_specimen().await;
    let then = taken(&app, "claims.csv?as_of=2019-02-07").await;
    let now = taken(&app, "claims.csv").await;
    assert!(rows(&then).len() < rows(&now).len() && !rows(&then).is_empty());
    let brief = taken(&app, "brief.md?as_of=2019-02-10").await;
    assert!(brief.contains("As known on 10 February 2019") && brief.contains("?as_of=2019-02-10"), "{brief}");
    let before = app.get(&format!("{CASE}/exports/case.json?clock=recorded&as_of=2020-01-01")).await.body;
    assert!(records_of(&before).claims.is_empty());
}

#[tokio::test]
async fn a_brief_says_who_said_what_how_it_came_and_what_it_is() {
    let app = TestApp::with_specimen().await;
    let brief = taken(&app, "brief.md").await;
    for said in [
        "# The attempt against al-Baghdadi",
        "Sources disagree on **7 of the 15 questions**",
        "112 to 121 days apart",
        "Jumah Hamdi Hamdan → The Guardian",
        "## Not disputed, but resting on one source",
        "## Who the sources are",
        "### What nobody says they saw",
        "#### Editor’s judgement, kept apart from the evidence",
        "**Revision:** 1",
        "<http://localhost/cases/baghdadi-2019>",
    ] {
        assert!(brief.contains(said), "{said} is not in\n{brief}");
    }
    let page = app.get(&format!("{CASE}/questions/attempt-when/exports/brief.html?lang=ar")).await;
    assert_eq!(page.attribute("html", "dir").as_deref(), Some("rtl"));
    assert_eq!(page.count("script") + page.count("style"), 0);
    assert_eq!(page.attributes("link", "href"), ["/static/counterpoint.css", "/static/brief.css"]);
    assert!(page.count("blockquote") > 3 && page.count(".b-jud") == 1 && page.count(".b-foot") == 1);
    assert!(page.header("content-security-policy").contains("style-src 'self'"));
}

#[tokio::test]
async fn taking_out_a_case_that_is_not_public_needs_the_flag() {
    let mut records = specimen();
    records.case.visibility = Visibility::Private;
    let app = TestApp::of(records).await;
    let address = format!("{CASE}/exports/claims.csv");
    let member = app.sign_in_member("reader", "baghdadi-2019", Role::Owner, Flags::default()).await;
    assert_eq!(member.get(&address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(member.get("/cases/baghdadi-2019").await.count(".dl a[href*=exports]"), 0);
    assert_eq!(member.get(&format!("{CASE}/feed.atom")).await.status, StatusCode::OK);
    let with =
        app.sign_in_member("taker", "baghdadi-2019", Role::Viewer, Flags { export: true, ..Flags::default() }).await;
    assert_eq!(with.get(&address).await.status, StatusCode::OK);
    assert_eq!(with.get("/cases/baghdadi-2019").await.count(".dl a[href*=exports]"), 12);
}

#[tokio::test]
async fn every_page_that_offers_something_leads_to_it_on_the_same_day() {
    let app = TestApp::with_specimen().await;
    for page in ["", "/questions/attempt-when", "/matrix", "/sources", "/sources/guardian"] {
        for query in ["", "?lang=ar&as_of=2019-02-10", "?clock=recorded&as_of=2026-03-02"] {
            let shown = app.page(&format!("/cases/baghdadi-2019{page}{query}")).await;
            let links = shown.attributes(".dl a", "href");
            assert!(!links.is_empty(), "{page}");
            for link in links {
                assert_eq!(app.get(&link).await.status, StatusCode::OK, "{link}");
            }
        }
    }
    let feeds = app.page("/cases/baghdadi-2019").await.attributes("link[rel=alternate][type*=atom]", "href");
    assert_eq!(feeds, [format!("{CASE}/feed.atom")]);
    let printed = app.page("/cases/baghdadi-2019?as_of=2019-02-10").await.texts(".pf");
    assert_eq!(printed[0], "As known on 10 February 2019, by when claims were reported. Revision 1.");
    assert_eq!(printed[1], "localhost/cases/baghdadi-2019?as_of=2019-02-10");
}
