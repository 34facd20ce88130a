//! `counterpoint analyze`, `read` and `schema`: the engine from a terminal.

use serde_json::{Value, json};

use crate::support::command::counterpoint;

fn analysis(arguments: &[&str]) -> Value {
    let said = counterpoint(&[&["analyze", "tests/data/baghdadi-2019.json"], arguments].concat());
    assert!(said.is_success, "{}", said.err);
    serde_json::from_str(&said.out).unwrap()
}

#[test]
fn the_shipped_case_is_printed_with_its_words_in_both_languages() {
    let found = analysis(&[]);
    assert_eq!(found["counts"]["contested"], 7);
    let when = found["questions"].as_array().unwrap().iter().find(|q| q["question"] == "attempt-when").unwrap();
    assert_eq!(when["positions"][0]["value"]["text"]["en"], "10 January 2019");
    assert!(when["positions"][1]["value"]["text"]["ar"].as_str().unwrap().contains("أيلول/سبتمبر"));
    assert!(when["explanation"]["en"].as_str().unwrap().contains("112"));
}

#[test]
fn as_of_cuts_at_a_day_and_says_so() {
    let found = analysis(&["--as-of", "2019-02-10"]);
    assert_eq!((&found["as_of"], &found["counts"]["claims"]), (&json!("2019-02-10"), &json!(22)));
}

#[test]
fn the_report_names_positions_roots_and_channels() {
    let said = counterpoint(&["analyze", "tests/data/baghdadi-2019.json", "--format", "text"]);
    assert!(said.is_success, "{}", said.err);
    insta::assert_snapshot!(said.out);
}

#[test]
fn a_value_is_read_in_three_languages() {
    for text in ["mid-September 2018", "منتصف شهر شتنبر من سنة 2018", "mi-septembre 2018"] {
        let said = counterpoint(&["read", "time", text]);
        let reading: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(reading["canonical"], "2018-09-11~/2018-09-20~", "{text}");
        assert_eq!(reading["core"], json!(["2018-09-11", "2018-09-20"]));
        assert_eq!(reading["envelope"], json!(["2018-09-06", "2018-09-25"]));
    }
    let many: Value = serde_json::from_str(&counterpoint(&["read", "count", "العديد"]).out).unwrap();
    assert_eq!((&many["core"], &many["envelope"]), (&json!([10, null]), &json!([3, null])));
}

#[test]
fn relative_words_count_from_the_anchor_and_need_one() {
    let said = counterpoint(&["read", "time", "الشهر الماضي", "--anchor", "2019-02-08"]);
    let reading: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(reading["core"], json!(["2019-01-01", "2019-01-31"]));
    let said = counterpoint(&["read", "time", "last month"]);
    assert!(!said.is_success && !said.err.is_empty());
}

#[test]
fn a_place_is_read_with_the_places_of_a_case() {
    let case = "tests/data/baghdadi-2019.json";
    let said = counterpoint(&["read", "place", "near hajin", "--case", case]);
    let reading: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&reading["rule"], &reading["areas"][0]["radius_km"]), (&json!("near-km"), &json!(10.0)));
    let said = counterpoint(&["read", "place", "hajjin", "--case", case]);
    assert!(!said.is_success && said.err.contains("hajin"), "{}", said.err);
}

#[test]
fn the_schema_is_printed() {
    let schema: Value = serde_json::from_str(&counterpoint(&["schema"]).out).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn a_case_that_is_not_there_is_not_looked_for_in_a_new_database() {
    let folder = std::env::temp_dir().join(format!("counterpoint-absent-{}", std::process::id()));
    let data = folder.to_str().unwrap();
    for command in [vec!["export", "nothing", "--data", data], vec!["analyze", "nothing", "--data", data]] {
        let said = counterpoint(&command);
        assert!(!said.is_success && said.err.contains("called nothing"), "{command:?}: {}", said.err);
        assert!(!folder.exists(), "{command:?} made {data}");
    }
}

#[test]
fn a_faulty_file_that_is_only_read_is_not_said_to_leave_things_unchanged() {
    let file = "tests/data/first-try.json";
    for command in [vec!["analyze", file], vec!["read", "count", "2", "--case", file]] {
        let said = counterpoint(&command);
        assert!(!said.is_success && said.err.contains("14 faults:"), "{command:?}: {}", said.err);
        assert!(!said.err.contains("changed"), "{command:?}: {}", said.err);
    }
}
