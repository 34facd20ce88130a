//! Case files: the shipped case, its canonical form, and files nobody should have written.

use counterpoint::{
    domain::{
        case::Event,
        claim::Claim,
        dossier::{Dossier, Records},
        fault::FaultKind,
        id::SourceId,
        place::Place,
    },
    exchange::case_file::{self, read, read_dossier, read_record, write},
};
use proptest::prelude::*;
use serde_json::{Value, json};

const SPECIMEN: &str = include_str!("../data/baghdadi-2019.json");

#[test]
fn the_shipped_case_is_read_without_a_fault() {
    let dossier = read_dossier(SPECIMEN.as_bytes()).unwrap();
    assert_eq!((dossier.claims().len(), dossier.questions().len()), (71, 15));
}

#[test]
fn export_then_import_then_export_is_the_same_file() {
    let dossier = read_dossier(SPECIMEN.as_bytes()).unwrap();
    let exported = write(dossier.records());
    let again = read_dossier(exported.as_bytes()).unwrap();
    assert_eq!(again.records(), dossier.records());
    assert_eq!(write(again.records()), exported);
    assert!(exported.starts_with("{\n \"format\": \"counterpoint/1\",\n \"case\": {\n  \"id\": \"baghdadi-2019\","));
    assert!(exported.contains("\"ar\": \"هجين\"") && exported.ends_with("}\n"));
    assert!(exported.contains("\"radius_km\": 2,\n") || exported.contains("\"radius_km\": 2\n"));
}

#[test]
fn the_canonical_form_says_everything_that_the_shipped_file_says() {
    let exported = write(&read(SPECIMEN.as_bytes()).unwrap());
    let said = |text: &str| comparable(serde_json::from_str(text).unwrap());
    assert_eq!(said(&exported), said(SPECIMEN));
}

/// Lists of records in order of id, nothing that is the default.
fn comparable(mut file: Value) -> Value {
    for list in file.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
        list.sort_by_key(|record| record["id"].to_string());
        for record in list {
            let record = record.as_object_mut().unwrap();
            record.retain(|_, value| *value != json!(false) && *value != json!([]));
            for list in ["may_be", "cites"] {
                if let Some(Value::Array(ids)) = record.get_mut(list) {
                    ids.sort_by_key(ToString::to_string);
                }
            }
        }
    }
    file
}

#[test]
fn a_case_with_nothing_in_it_is_a_case() {
    let file = r#"{"format":"counterpoint/1","case":{"id":"fresh","title":"New","visibility":"private"}}"#;
    let dossier = read_dossier(file.as_bytes()).unwrap();
    assert_eq!(
        write(dossier.records()),
        "{\n \"format\": \"counterpoint/1\",\n \"case\": {\n  \"id\": \"fresh\",\n  \"title\": \"New\",\n  \"visibility\": \"private\"\n }\n}\n"
    );
}

#[test]
fn one_record_is_read_as_a_form_or_the_api_sends_it() {
    let place: Place = read_record(br#"{"id":"hajin","name":"Hajin","lat":34.0,"lon":40.5}"#).unwrap();
    assert_eq!(place.id.as_str(), "hajin");
    let faults = read_record::<Event>(br#"{"id":"Revolt","utc_offset":"three"}"#).unwrap_err();
    let places: Vec<&str> = faults.iter().map(|fault| fault.at.as_str()).collect();
    assert_eq!(places, ["id", "title", "utc_offset"]);
}

#[test]
fn lists_whose_order_means_nothing_are_sorted_and_the_others_are_not() {
    let source = |id: &str, more: &str| format!(r#"{{"id":"{id}","name":"{id}","kind":"person"{more}}}"#);
    let file = format!(
        r#"{{"format":"counterpoint/1","case":{{"id":"c","title":"T","visibility":"public"}},"sources":[{},{},{}]}}"#,
        source("z", r#","may_be":["b","a"]"#),
        source("b", ""),
        source("a", ""),
    );
    let dossier = read_dossier(file.as_bytes()).unwrap();
    let ids: Vec<&str> = dossier.sources().iter().map(|source| source.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "z"]);
    let may_be: Vec<&str> = dossier.sources()[2].may_be.iter().map(SourceId::as_str).collect();
    assert_eq!(may_be, ["a", "b"]);
}

fn schema() -> jsonschema::Validator {
    jsonschema::draft202012::options().should_validate_formats(true).build(&case_file::schema()).unwrap()
}

#[test]
fn the_shipped_case_and_its_canonical_form_keep_to_the_schema() {
    let schema = schema();
    let canonical = write(&read(SPECIMEN.as_bytes()).unwrap());
    for text in [SPECIMEN, &canonical] {
        let file: Value = serde_json::from_str(text).unwrap();
        let errors: Vec<String> = schema.iter_errors(&file).map(|e| format!("{}: {e}", e.instance_path)).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let schema = schema();
    let specimen: Value = serde_json::from_str(SPECIMEN).unwrap();
    let planted = [
        ("/format", json!("counterpoint/2")),
        ("/case/visibility", json!("secret")),
        ("/case/policy", json!({"near-miles": 3})),
        ("/case/policy", json!({"near-km": -1})),
        ("/places/0/id", json!("Syria!")),
        ("/places/0/name", json!({})),
        ("/places/0/name", json!("  ")),
        ("/places/0/lat", json!(34.5)),
        ("/places/3/lat", json!(91)),
        ("/sources/0/kind", json!("newspaper")),
        ("/sources/0/protected", json!(true)),
        ("/documents/0/language", json!("English language")),
        ("/documents/0/url", json!("ftp://example.org")),
        ("/questions/0/options", json!([{"id": "a", "name": "A"}])),
        ("/claims/0/chain", json!([])),
        ("/claims/0/value", json!([])),
        ("/claims/0/credibility", json!(7)),
        ("/claims/0/reading", json!({"core": [1]})),
        ("/claims/0/nots", json!("x")),
    ];
    for (pointer, value) in planted {
        let mut file = specimen.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        file.pointer_mut(parent).unwrap()[key] = value.clone();
        assert!(!schema.is_valid(&file), "the schema takes {value} at {pointer}");
        assert!(read_dossier(file.to_string().as_bytes()).is_err(), "the reader takes {value} at {pointer}");
    }
}

#[test]
fn every_key_of_a_full_record_is_in_the_schema_and_the_other_way_round() {
    let full: Value = serde_json::from_str(include_str!("../data/every-field.json")).unwrap();
    let records = read(full.to_string().as_bytes()).unwrap();
    let written: Value = serde_json::from_str(&write(&records)).unwrap();
    assert_eq!(written, full, "what is written is what was read");
    same_keys(&written, &case_file::schema(), "");
}

/// The keys of `value` are, in order, the properties of `schema`; and so on inside.
fn same_keys(value: &Value, schema: &Value, at: &str) {
    match (value, &schema["properties"], &schema["items"]) {
        (Value::Object(members), Value::Object(properties), _) => {
            let (keys, known): (Vec<_>, Vec<_>) = (members.keys().collect(), properties.keys().collect());
            if !at.ends_with("policy") {
                assert_eq!(keys, known, "at {at}");
            }
            members.iter().for_each(|(key, value)| same_keys(value, &properties[key], &format!("{at}.{key}")));
        }
        (Value::Array(items), _, items_schema) => same_keys(&items[0], items_schema, &format!("{at}[0]")),
        _ => {}
    }
}

#[test]
fn every_field_of_the_schema_is_described_with_an_example_that_keeps_to_it() {
    fn check(schema: &Value, at: &str) {
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            if at.ends_with("policy") {
                continue;
            }
            let at = format!("{at}.{name}");
            assert!(field["description"].as_str().is_some_and(|text| text.ends_with('.')), "{at} has no description");
            let example = &field["examples"][0];
            assert!(!example.is_null(), "{at} has no example");
            assert!(jsonschema::validator_for(field).unwrap().is_valid(example), "the example of {at}: {example}");
            check(field, &at);
            check(&field["items"], &at);
        }
    }
    check(&case_file::schema(), "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 64 } else { 1_000 }))]

    #[test]
    fn a_damaged_file_gives_faults_and_never_a_panic(cut in 0..SPECIMEN.len(), at in 0..SPECIMEN.len(), byte: u8) {
        let mut bytes = SPECIMEN.as_bytes().to_vec();
        bytes[at] = byte;
        let _ = read_dossier(&bytes);
        prop_assert!(read_dossier(&SPECIMEN.as_bytes()[..cut]).is_err());
    }

    #[test]
    fn any_json_is_read_without_a_panic(value in any_json()) {
        let _ = read_dossier(value.to_string().as_bytes());
        let _ = read_record::<Claim>(value.to_string().as_bytes());
    }

    #[test]
    fn a_file_with_any_json_in_one_field_is_read_without_a_panic(value in any_json(), number in 0_usize..10_000) {
        let mut file: Value = serde_json::from_str(SPECIMEN).unwrap();
        let lists = ["places", "entities", "sources", "documents", "events", "questions", "claims"];
        let list = file[lists[number % lists.len()]].as_array_mut().unwrap();
        let length = list.len();
        let record = list[number % length].as_object_mut().unwrap();
        let key = record.keys().nth(number % record.len()).unwrap().clone();
        record.insert(key, value);
        let _ = read_dossier(file.to_string().as_bytes());
    }

    #[test]
    fn what_is_written_is_what_was_read(file in any_file()) {
        let records = read(file.to_string().as_bytes()).map_err(|faults| TestCaseError::fail(format!("{faults:?}")))?;
        let written = write(&records);
        let again = read(written.as_bytes()).map_err(|faults| TestCaseError::fail(format!("{faults:?}")))?;
        prop_assert_eq!(write(&again), written);
        prop_assert_eq!(in_order(again), in_order(records));
    }
}

/// The records as a dossier keeps them, for comparing.
fn in_order(mut records: Records) -> Records {
    records.places.sort_by(|a, b| a.id.cmp(&b.id));
    records.sources.sort_by(|a, b| a.id.cmp(&b.id));
    records.sources.iter_mut().for_each(|source| source.may_be.sort());
    records.claims.sort_by(|a, b| a.id.cmp(&b.id));
    records
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        let key = prop_oneof![".{0,6}", "id|name|case|claims|places|value|chain|en|ar|core|reading|lat|format"];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..6).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_text() -> impl Strategy<Value = Value> {
    let word =
        "[A-Za-zءأبي\u{200c}é\"\\\\]{1,8}( [0-9ا-ي]{1,5})?".prop_filter("says something", |t| !t.trim().is_empty());
    prop_oneof![
        word.clone().prop_map(Value::from),
        word.clone().prop_map(|en| json!({ "en": en })),
        (word.clone(), word).prop_map(|(en, ar)| json!({ "ar": ar, "en": en })),
    ]
}

fn any_file() -> impl Strategy<Value = Value> {
    let place = (any_text(), -90.0..90.0_f64, -180.0..180.0_f64, prop::option::of(0.0..20_000.0_f64), any::<bool>());
    let source = (any_text(), any::<[bool; 3]>(), prop::collection::btree_set("[a-z0-9-]{1,6}", 0..4));
    let bound = prop_oneof![Just(Value::Null), any::<i64>().prop_map(Value::from), Just(json!("2018-09"))];
    let claim = (
        prop::collection::vec("[a-z0-9-]{1,9}", 1..4),
        any::<bool>(),
        prop::option::of((bound.clone(), bound)),
        prop::option::of(1..=6_i64),
        "[ -~\n]{1,30}x",
    );
    (
        prop::collection::hash_map("[a-z0-9-]{1,6}", place, 0..6),
        prop::collection::hash_map("[a-z0-9-]{1,6}", source, 0..6),
        prop::collection::hash_map("[a-z0-9-]{1,6}", claim, 0..6),
        any_text(),
    )
        .prop_map(|(places, sources, claims, title)| {
            let places = places.into_iter().map(|(id, (name, lat, lon, radius_km, unresolved))| {
                let mut place = json!({ "id": id, "name": name, "lat": lat, "lon": lon, "unresolved": unresolved });
                if let Some(km) = radius_km {
                    place["radius_km"] = json!(km);
                }
                place
            });
            let sources = sources.into_iter().map(|(id, (name, [anonymous, plural, protected], may_be))| {
                let (kind, may_be): (_, Vec<String>) = ("person", may_be.into_iter().rev().collect());
                json!({ "id": id, "name": name, "kind": kind, "anonymous": anonymous, "plural": plural,
                        "protected": protected, "may_be": may_be })
            });
            let claims = claims.into_iter().map(|(id, (value, is_list, core, credibility, excerpt))| {
                let mut claim = json!({ "id": id, "question": "q", "stance": "denies", "chain": [id], "document": "d",
                        "excerpt": excerpt, "reported": "2019-02" });
                claim["value"] = if is_list { json!(value) } else { json!(value[0]) };
                if let Some((lo, hi)) = core {
                    claim["reading"] = json!({ "core": [lo, hi] });
                }
                if let Some(digit) = credibility {
                    claim["credibility"] = json!(digit);
                }
                claim
            });
            json!({ "format": "counterpoint/1", "case": { "id": "c", "title": title, "visibility": "public" },
                    "places": places.collect::<Vec<_>>(), "sources": sources.collect::<Vec<_>>(),
                    "claims": claims.collect::<Vec<_>>() })
        })
}

#[test]
fn a_record_of_every_noun_with_every_field_makes_a_dossier() {
    let mut file: Value = serde_json::from_str(include_str!("../data/every-field.json")).unwrap();
    // The one field that only answers in words take, on a claim whose bounds only other answers take.
    file["claims"][0].as_object_mut().unwrap().remove("group");
    let dossier: Dossier = read_dossier(file.to_string().as_bytes()).unwrap();
    assert_eq!(dossier.records().assessments.len(), 1);
}

#[test]
fn a_file_of_another_kind_is_named_as_such() {
    let kinds = |bytes: &[u8]| read(bytes).unwrap_err().into_iter().map(|fault| fault.kind).collect::<Vec<_>>();
    assert_eq!(kinds(b"[]"), [FaultKind::WrongType { expected: "object" }]);
    assert!(matches!(kinds(b"PK\x03\x04")[..], [FaultKind::NotJson { line: 1, column: 1, .. }]));
    assert!(matches!(kinds(b"\xff\xfe{\0")[..], [FaultKind::NotUtf8 { line: 1, column: 1 }]));
}
