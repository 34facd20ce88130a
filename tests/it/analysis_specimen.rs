//! The shipped case gives the analysis that was agreed on before the engine was written.

use counterpoint::{
    domain::independence::Origins,
    domain::{
        analysis::Study,
        as_known::Clock,
        calendar::Day,
        dossier::Dossier,
        explanation::{Sentence, Wording},
    },
    exchange::{
        analysis::{Frame, to_json},
        case_file,
    },
};
use serde_json::Value;

fn specimen() -> Dossier {
    case_file::read_dossier(include_bytes!("../data/baghdadi-2019.json")).unwrap()
}

fn analysis(as_of: Option<&str>) -> Value {
    let dossier = specimen();
    let analysis = Study::new(&dossier).analysis(as_of.map(|day| Day::parse_iso(day).unwrap()));
    let wordings: Vec<Wording> = analysis
        .questions
        .iter()
        .map(|question| Wording { positions: vec![Sentence::default(); question.positions.len()], explanation: None })
        .collect();
    let (origins, wordings) = (&Origins::of(&dossier), &wordings);
    let frame = Frame { dossier: &dossier, origins, revision: 0, recorded: None, clock: Clock::Reported, wordings };
    to_json(&analysis, &frame)
}

/// Everything in `expected` stands in `found`; questions are matched by their id.
pub fn assert_contains(found: &Value, expected: &Value, path: &str) {
    match expected {
        Value::Object(fields) => {
            for (key, value) in fields {
                let Some(at) = found.get(key) else { panic!("{path}.{key} is missing") };
                assert_contains(at, value, &format!("{path}.{key}"));
            }
        }
        Value::Array(items) if path.ends_with(".questions") => {
            let found = found.as_array().unwrap();
            assert_eq!(found.len(), items.len(), "{path}");
            for item in items {
                let id = &item["question"];
                let question = found.iter().find(|question| question["question"] == *id).unwrap();
                assert_contains(question, item, &format!("{path}[{id}]"));
            }
        }
        Value::Array(items) => {
            let found = found.as_array().unwrap_or_else(|| panic!("{path} is {found}"));
            assert_eq!(found.len(), items.len(), "{path}: {found:?}");
            for (number, (at, item)) in found.iter().zip(items).enumerate() {
                assert_contains(at, item, &format!("{path}[{number}]"));
            }
        }
        other => assert_eq!(found, other, "{path}"),
    }
}

#[test]
fn the_shipped_case_gives_the_agreed_analysis() {
    let expected: Value = serde_json::from_str(include_str!("../data/expected.json")).unwrap();
    assert_contains(&analysis(None), &expected, "");
}

#[test]
fn the_shipped_case_as_known_between_the_two_reports_gives_the_agreed_analysis() {
    let expected: Value = serde_json::from_str(include_str!("../data/expected-2019-02-10.json")).unwrap();
    assert_contains(&analysis(Some("2019-02-10")), &expected, "");
}
