//! What is wrong with a case file: every fault at its place, with the way out, and no fault that only follows another.

use counterpoint::{
    domain::fault::{Fault, FaultKind as Kind, Path, ValueFault},
    exchange::case_file::{FAULTS_MAX, read_dossier},
};
use serde_json::{Value, json};

/// A small case without a fault.
fn base() -> Value {
    json!({
        "format": "counterpoint/1",
        "case": { "id": "small", "title": "Small", "visibility": "public" },
        "places": [
            { "id": "land", "name": "Land" },
            { "id": "town", "name": "Town", "part_of": "land", "lat": 34.5, "lon": 40.5 },
        ],
        "entities": [
            { "id": "army", "name": "Army", "kind": "organisation" },
            { "id": "guard", "name": "Guard", "kind": "group", "part_of": "army" },
        ],
        "sources": [
            { "id": "paper", "name": "Paper", "kind": "outlet" },
            { "id": "witness", "name": "Witness", "kind": "eyewitness", "may_be": ["clerk"] },
            { "id": "clerk", "name": "Clerk", "kind": "official" },
        ],
        "documents": [
            { "id": "first", "publisher": "paper", "title": "First", "published": "2019-02-07", "language": "en" },
            { "id": "second", "publisher": "paper", "title": "Second", "published": "2019-02-10", "language": "ar",
              "cites": ["first"] },
        ],
        "events": [{ "id": "revolt", "title": "Revolt" }],
        "questions": [
            { "id": "when", "event": "revolt", "text": "When?", "answer": "time" },
            { "id": "where", "event": "revolt", "text": "Where?", "answer": "place" },
            { "id": "dead", "event": "revolt", "text": "How many?", "answer": "count" },
            { "id": "fate", "event": "revolt", "text": "What became of him?", "answer": "choice",
              "options": [{ "id": "fled", "name": "Fled" }, { "id": "dead", "name": "Dead" }] },
        ],
        "claims": [
            claim("when-1", "when", "2018-09"), claim("when-2", "when", "last month"),
            claim("where-1", "where", "near town"), claim("dead-1", "dead", "2"), claim("fate-1", "fate", "fled"),
        ],
        "assessments": [
            { "question": "when", "status": "leaning", "reason": "So.", "by": "Desk", "at": "2019-03-03T09:00:00Z",
              "claims": ["when-1", "when-2"] },
        ],
    })
}

fn claim(id: &str, question: &str, value: &str) -> Value {
    json!({ "id": id, "question": question, "value": value, "stance": "asserts", "chain": ["witness", "paper"],
            "document": "first", "excerpt": "Words." })
}

fn set(file: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match file.pointer_mut(parent).unwrap() {
        Value::Array(items) if key == "-" => items.push(value),
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        object => object[key] = value,
    }
}

fn remove(file: &mut Value, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    file.pointer_mut(parent).unwrap().as_object_mut().unwrap().shift_remove(key).unwrap();
}

fn faults(file: &Value) -> Vec<Fault> {
    read_dossier(file.to_string().as_bytes()).map_or_else(|faults| faults, |_| Vec::new())
}

fn path(text: &str) -> Path {
    text.split('.').filter(|part| !part.is_empty()).fold(Path::root(), |path, part| {
        let mut names = part.split(['[', ']']).filter(|name| !name.is_empty());
        let path = path.field(names.next().unwrap());
        names.fold(path, |path, index| path.index(index.parse().unwrap()))
    })
}

fn unknown(noun: &'static str, id: &str, near: Option<&str>) -> Kind {
    Kind::UnknownReference { noun, id: id.into(), near: near.map(str::to_owned) }
}

fn expected(expected: &'static str) -> Kind {
    Kind::WrongType { expected }
}

fn range(min: &str, max: &str) -> Kind {
    Kind::OutOfRange { min: min.into(), max: max.into() }
}

#[test]
fn the_small_case_has_no_fault() {
    assert_eq!(faults(&base()), []);
}

/// One thing set in the small case: where, what, and the place and kind of the one fault that must come of it.
type Planted = (&'static str, Value, &'static str, Kind);

fn slug(suggestion: &str) -> Kind {
    Kind::NotASlug { suggestion: Some(suggestion.into()) }
}

fn reserved(id: &str) -> Kind {
    Kind::ReservedId { id: id.into(), suggestion: format!("{id}-1") }
}

fn words(given: &str, allowed: &[&str], near: Option<&str>) -> Kind {
    let allowed = allowed.iter().map(|&word| word.into()).collect();
    Kind::NotOneOf { given: given.into(), allowed, near: near.map(str::to_owned) }
}

fn planted_in_case_and_places() -> Vec<Planted> {
    let note = "x".repeat(10_001);
    vec![
        ("/format", json!("counterpoint/2"), "format", Kind::NotThisFormat { given: "counterpoint/2".into() }),
        ("/format", json!(1), "format", expected("string")),
        ("/case", json!([]), "case", expected("object")),
        ("/case/id", json!("Small Case"), "case.id", slug("small-case")),
        ("/case/id", json!("new"), "case.id", reserved("new")),
        ("/case/title", json!({}), "case.title", Kind::Empty),
        ("/case/title", json!({ "en": 1 }), "case.title.en", expected("string")),
        ("/case/policy", json!({ "near-km": 1001 }), "case.policy.near-km", range("0", "1000")),
        ("/case/policy", json!(5), "case.policy", expected("object")),
        ("/places", json!({}), "places", expected("list")),
        ("/places/1", json!("town"), "places[1]", expected("object")),
        ("/places/1/id", json!("Town"), "places[1].id", slug("town")),
        ("/entities/1/id", json!("new"), "entities[1].id", reserved("new")),
        ("/claims/4/id", json!("preview"), "claims[4].id", reserved("preview")),
        ("/places/1/id", json!(null), "places[1].id", expected("string")),
        ("/places/1/lat", json!(90.5), "places[1].lat", range("-90", "90")),
        ("/places/1/lat", json!("34.5"), "places[1].lat", expected("number")),
        ("/places/0/lat", json!(1), "places[0].lat", Kind::NeedsAlso { field: "lon" }),
        ("/places/0/radius_km", json!(-1), "places[0].radius_km", range("0", "20000")),
        ("/places/0/unresolved", json!("yes"), "places[0].unresolved", expected("true or false")),
        ("/places/0/note", json!(" \n"), "places[0].note", Kind::Empty),
        ("/places/0/note", json!(note), "places[0].note", Kind::TooLong { max: 10_000 }),
        ("/places/0/name", json!("La\u{0}nd"), "places[0].name", Kind::ForbiddenCharacter { character: '\u{0}' }),
        ("/places/0/name", json!({ "ar": "\u{2067}ا" }), "places[0].name.ar", Kind::UnbalancedIsolates),
    ]
}

fn planted_in_sources_documents_and_questions() -> Vec<Planted> {
    vec![
        (
            "/entities/0/kind",
            json!("groop"),
            "entities[0].kind",
            words("groop", &["person", "group", "organisation"], Some("group")),
        ),
        (
            "/sources/1/may_be",
            json!(["clerk", "clerk"]),
            "sources[1].may_be[1]",
            Kind::DuplicateId { first: path("sources[1].may_be[0]") },
        ),
        ("/sources/1/may_be", json!("clerk"), "sources[1].may_be", expected("list")),
        (
            "/sources/1/reliability",
            json!("a"),
            "sources[1].reliability",
            words("a", &["A", "B", "C", "D", "E", "F"], Some("A")),
        ),
        ("/sources/1/protected", json!(true), "sources[1].public_name", Kind::ProtectedNeedsPublicName),
        (
            "/documents/0/published",
            json!("2019-02-07/.."),
            "documents[0].published",
            Kind::NotADate { suggestion: None },
        ),
        ("/documents/0/language", json!("English!"), "documents[0].language", Kind::NotALanguage),
        ("/documents/0/url", json!("example.org"), "documents[0].url", Kind::NotAnAddress),
        ("/events/0/utc_offset", json!("3"), "events[0].utc_offset", Kind::NotAnOffset),
        (
            "/questions/0/cardinality",
            json!("on"),
            "questions[0].cardinality",
            words("on", &["one", "many"], Some("one")),
        ),
        (
            "/questions/3/options/1/id",
            json!("fled"),
            "questions[3].options[1].id",
            Kind::DuplicateId { first: path("questions[3].options[0].id") },
        ),
    ]
}

fn planted_in_claims_and_assessments() -> Vec<Planted> {
    vec![
        ("/claims/0/value", json!(7), "claims[0].value", expected("string or list")),
        ("/claims/0/value", json!([]), "claims[0].value", Kind::Empty),
        ("/claims/0/value", json!(["2018", " "]), "claims[0].value[1]", Kind::Empty),
        (
            "/claims/0/stance",
            json!("denied"),
            "claims[0].stance",
            words("denied", &["asserts", "denies"], Some("denies")),
        ),
        ("/claims/0/chain", json!([]), "claims[0].chain", Kind::Empty),
        ("/claims/0/chain", json!(["Paper"]), "claims[0].chain[0]", slug("paper")),
        (
            "/claims/0/chain",
            json!(["paper", "witness", "paper"]),
            "claims[0].chain",
            Kind::ChainRepeats { source: "paper".into() },
        ),
        (
            "/claims/0/excerpt",
            json!("\u{202E}x"),
            "claims[0].excerpt",
            Kind::ForbiddenCharacter { character: '\u{202E}' },
        ),
        ("/claims/0/credibility", json!(7), "claims[0].credibility", range("1", "6")),
        ("/claims/0/credibility", json!(1.5), "claims[0].credibility", expected("whole number")),
        ("/claims/0/reading", json!({ "core": ["2018"] }), "claims[0].reading.core", expected("list of two bounds")),
        (
            "/claims/0/reading",
            json!({ "core": [true, null] }),
            "claims[0].reading.core[0]",
            expected("date, whole number or null"),
        ),
        ("/claims/0/superseded", json!({ "by": "when-2" }), "claims[0].superseded.on", Kind::Missing),
        ("/assessments/0/at", json!("2019-03-03"), "assessments[0].at", Kind::NotATimestamp),
    ]
}

/// Of what only shows between records.
fn planted_between_records() -> Vec<Planted> {
    let value = Kind::Value;
    let unknown_value =
        |noun, id: &str, near: &str| value(ValueFault::Unknown { noun, id: id.into(), near: Some(near.into()) });
    vec![
        (
            "/places/-",
            json!({ "id": "land", "name": "Again" }),
            "places[2].id",
            Kind::DuplicateId { first: path("places[0].id") },
        ),
        (
            "/places/0/part_of",
            json!("town"),
            "places[0].part_of",
            Kind::Cycle { through: vec!["land".into(), "town".into(), "land".into()] },
        ),
        ("/entities/1/part_of", json!("navy"), "entities[1].part_of", unknown("entity", "navy", None)),
        ("/sources/1/same_as", json!("witness"), "sources[1].same_as", Kind::RefersToItself { noun: "source" }),
        ("/sources/1/may_be", json!(["clark"]), "sources[1].may_be[0]", unknown("source", "clark", Some("clerk"))),
        ("/documents/1/cites", json!(["second"]), "documents[1].cites[0]", Kind::RefersToItself { noun: "document" }),
        ("/documents/1/cites", json!(["frist"]), "documents[1].cites[0]", unknown("document", "frist", Some("first"))),
        ("/questions/0/event", json!("revol"), "questions[0].event", unknown("event", "revol", Some("revolt"))),
        (
            "/questions/0/options",
            json!([{ "id": "a", "name": "A" }]),
            "questions[0].options",
            Kind::NotForThisKind { kind: "time".into() },
        ),
        ("/claims/0/chain", json!(["witness"]), "claims[0].chain[0]", Kind::ChainEnd { publisher: "paper".into() }),
        ("/claims/0/relays", json!("dead-1"), "claims[0].relays", Kind::OtherQuestion { question: "when".into() }),
        ("/claims/0/relays", json!("when-1"), "claims[0].relays", Kind::RefersToItself { noun: "claim" }),
        (
            "/claims/0/retracted",
            json!({ "on": "2019-02-06" }),
            "claims[0].retracted.on",
            Kind::RetractedBeforeReport { reported: "2019-02-07".into() },
        ),
        ("/claims/0/group", json!("a"), "claims[0].group", Kind::NotForThisKind { kind: "time".into() }),
        ("/claims/2/value", json!("near twon"), "claims[2].value", unknown_value("place", "twon", "town")),
        (
            "/claims/2/value",
            json!("near land"),
            "claims[2].value",
            value(ValueFault::PlaceWithoutPoint { id: "land".into() }),
        ),
        ("/claims/2/value", json!("91,0"), "claims[2].value", value(ValueFault::NotOnEarth)),
        ("/claims/3/value", json!("5..2"), "claims[3].value", value(ValueFault::RangeReversed)),
        ("/claims/4/value", json!("fed"), "claims[4].value", unknown_value("option", "fed", "fled")),
        (
            "/assessments/0/claims",
            json!(["dead-1"]),
            "assessments[0].claims[0]",
            Kind::OtherQuestion { question: "when".into() },
        ),
    ]
}

#[test]
fn each_fault_stands_at_its_place_with_the_way_out_and_alone() {
    let planted = [
        planted_in_case_and_places(),
        planted_in_sources_documents_and_questions(),
        planted_in_claims_and_assessments(),
        planted_between_records(),
    ];
    for (pointer, value, at, kind) in planted.into_iter().flatten() {
        let mut file = base();
        set(&mut file, pointer, value.clone());
        assert_eq!(faults(&file), [Fault::new(path(at), kind)], "{value} at {pointer}");
    }
}

#[test]
fn a_claim_is_superseded_only_by_a_newer_one_of_the_same_root() {
    type Edits = Vec<(&'static str, Value)>;
    let other_root = Kind::OtherRoot { root: "witness".into(), other: "clerk".into() };
    let earlier = Kind::SupersededByEarlier { by: "2019-02-01".into(), reported: "2019-02-07".into() };
    let circle = Kind::Cycle { through: vec!["when-1".into(), "when-2".into(), "when-1".into()] };
    let clerk = || ("/claims/1/chain", json!(["clerk", "paper"]));
    let cases: Vec<(Edits, Option<Kind>)> = vec![
        (vec![], None),
        (vec![clerk()], Some(other_root)),
        (vec![clerk(), ("/sources/2/same_as", json!("witness"))], None),
        (vec![clerk(), ("/claims/1/relays", json!("when-1"))], None),
        (vec![("/claims/1/reported", json!("2019-02-01"))], Some(earlier)),
        (vec![("/claims/1/reported", json!("2019-02"))], None),
        (vec![("/claims/1/superseded", json!({ "on": "2019-02-11", "by": "when-1" }))], Some(circle)),
    ];
    for (changes, kind) in cases {
        let mut file = base();
        set(&mut file, "/claims/0/superseded", json!({ "on": "2019-02-10", "by": "when-2" }));
        for (pointer, value) in &changes {
            set(&mut file, pointer, value.clone());
        }
        let expected: Vec<Fault> =
            kind.map(|kind| Fault::new(path("claims[0].superseded.by"), kind)).into_iter().collect();
        assert_eq!(faults(&file), expected, "{changes:?}");
    }
}

#[test]
fn a_required_field_that_is_absent_is_named() {
    for (pointer, at) in [
        ("/format", "format"),
        ("/case", "case"),
        ("/case/visibility", "case.visibility"),
        ("/places/0/id", "places[0].id"),
        ("/entities/0/kind", "entities[0].kind"),
        ("/sources/0/name", "sources[0].name"),
        ("/documents/0/publisher", "documents[0].publisher"),
        ("/documents/0/published", "documents[0].published"),
        ("/events/0/title", "events[0].title"),
        ("/questions/0/answer", "questions[0].answer"),
        ("/questions/3/options/0/id", "questions[3].options[0].id"),
        ("/claims/0/value", "claims[0].value"),
        ("/claims/0/chain", "claims[0].chain"),
        ("/claims/0/question", "claims[0].question"),
        ("/assessments/0/claims", "assessments[0].claims"),
    ] {
        let mut file = base();
        remove(&mut file, pointer);
        assert_eq!(faults(&file), [Fault::new(path(at), Kind::Missing)], "without {pointer}");
    }
}

#[test]
fn an_unknown_key_comes_with_the_known_one_that_looks_most_like_it() {
    let cases = [
        ("/claim", "claim", Some("claims")),
        ("/case/titel", "case.titel", Some("title")),
        ("/claims/0/sources", "claims[0].sources", None),
        ("/claims/0/quetsions", "claims[0].quetsions", Some("question")),
        ("/questions/3/options/0/nam", "questions[3].options[0].nam", Some("name")),
        ("/places/0/longitude", "places[0].longitude", None),
    ];
    for (pointer, at, meant) in cases {
        let mut file = base();
        set(&mut file, pointer, json!("x"));
        let found = faults(&file);
        let [Fault { at: place, kind: Kind::UnknownField { near, allowed } }] = &found[..] else { panic!("{found:?}") };
        assert_eq!((place.as_str(), near.as_deref()), (at, meant));
        assert!(meant.is_none_or(|meant| allowed.iter().any(|known| known == meant)));
    }
}

#[test]
fn a_key_that_stands_twice_is_named_wherever_it_stands() {
    let text = base().to_string();
    for (once, at) in [
        (r#""format":"counterpoint/1""#, "format"),
        (r#""visibility":"public""#, "case.visibility"),
        (r#""id":"when-1""#, "claims[0].id"),
    ] {
        let twice = text.replace(once, &format!("{once},{once}"));
        let found = read_dossier(twice.as_bytes()).unwrap_err();
        assert_eq!(found, [Fault::new(path(at), Kind::DuplicateKey)]);
    }
}

#[test]
fn ten_faults_in_ten_places_are_reported_at_once_and_no_others() {
    let mut file = base();
    set(&mut file, "/case/visibility", json!("publik"));
    set(&mut file, "/places/1/id", json!("Town")); // claims[2] is "near town": no fault of its own
    set(&mut file, "/places/1/lat", json!(100));
    set(&mut file, "/entities/1/part_of", json!("navy"));
    remove(&mut file, "/sources/1/name");
    set(&mut file, "/documents/0/publisher", json!("papre"));
    remove(&mut file, "/questions/3/options/0/name"); // fate-1 names this option: no fault of its own
    set(&mut file, "/claims/0/stance", json!("says"));
    set(&mut file, "/claims/0/relays", json!("when-3"));
    set(&mut file, "/claims/3/value", json!("twenty and some"));
    let found = faults(&file);
    let places: Vec<&str> = found.iter().map(|fault| fault.at.as_str()).collect();
    assert_eq!(
        places,
        [
            "case.visibility",
            "claims[0].relays",
            "claims[0].stance",
            "claims[3].value",
            "documents[0].publisher",
            "entities[1].part_of",
            "places[1].id",
            "places[1].lat",
            "questions[3].options[0].name",
            "sources[1].name",
        ]
    );
}

#[test]
fn a_record_that_cannot_be_read_still_has_its_references_checked() {
    let mut file = base();
    remove(&mut file, "/claims/0/value");
    set(&mut file, "/claims/0/document", json!("third"));
    set(&mut file, "/claims/0/chain", json!(["witnes", "paper"]));
    set(&mut file, "/claims/0/superseded", json!({ "on": "soon", "by": "when-9" }));
    let found = faults(&file);
    let places: Vec<&str> = found.iter().map(|fault| fault.at.as_str()).collect();
    assert_eq!(
        places,
        [
            "claims[0].chain[0]",
            "claims[0].document",
            "claims[0].superseded.by",
            "claims[0].superseded.on",
            "claims[0].value"
        ]
    );
    assert_eq!(found[0].kind, unknown("source", "witnes", Some("witness")));
}

#[test]
fn places_in_a_list_are_counted_as_given_beside_records_that_cannot_be_read() {
    let mut file = base();
    set(&mut file, "/claims/0", json!(5));
    set(&mut file, "/claims/1/question", json!("whn"));
    set(&mut file, "/assessments/-", json!({ "question": "wher" }));
    set(&mut file, "/assessments/0", json!(null));
    let places: Vec<String> = faults(&file).iter().map(|fault| fault.at.to_string()).collect();
    let missing = ["at", "by", "claims", "question", "reason", "status"].map(|key| format!("assessments[1].{key}"));
    assert_eq!(places[0], "assessments[0]");
    assert_eq!(places[1..7], missing);
    assert_eq!(places[7..], ["claims[0]", "claims[1].question"]);
}

#[test]
fn lists_beyond_their_limit_are_refused() {
    let cases = [
        ("/sources/1/may_be", "sources[1].may_be", 50),
        ("/documents/1/cites", "documents[1].cites", 100),
        ("/claims/0/value", "claims[0].value", 100),
        ("/claims/0/chain", "claims[0].chain", 20),
        ("/questions/3/options", "questions[3].options", 100),
        ("/events", "events", 10_000),
    ];
    for (pointer, at, max) in cases {
        let mut file = base();
        set(&mut file, pointer, Value::Array(vec![json!("2018"); max + 1]));
        let found = faults(&file);
        assert!(
            found.contains(&Fault::new(path(at), Kind::TooLong { max })),
            "{at}: {:?}",
            &found[..found.len().min(3)]
        );
    }
}

#[test]
fn a_file_with_endless_faults_reports_the_first_and_says_that_there_are_more() {
    let mut file = base();
    file["claims"] = Value::Array((0..2_000).map(|n| claim(&format!("c-{n}"), "whn", "2018")).collect());
    file["events"] = json!(vec![1; 2_000]);
    let found = faults(&file);
    assert_eq!(found.len(), FAULTS_MAX + 1);
    assert_eq!(found[FAULTS_MAX].kind, Kind::MoreFaults { shown: FAULTS_MAX });
}
