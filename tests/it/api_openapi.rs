//! The description of the API: whole, true, and the one that is committed.

use std::collections::{BTreeMap, BTreeSet};

use counterpoint::{
    api::openapi::document,
    credentials::Secret,
    domain::person::{Flags, INVITE_LIFE, Role},
    exchange::case_file,
    store::{Editor, Invite},
};
use serde_json::{Value, json};

use crate::support::{
    api::every_field,
    app::{NOW, TestApp, records_of, specimen},
    client::Client,
    records::moment,
    repository_path,
};

/// The operations that read: path, and what is said of `GET`.
fn operations() -> impl Iterator<Item = (&'static String, &'static Value)> {
    all_operations().filter(|(method, ..)| *method == "get").map(|(_, path, operation)| (path, operation))
}

/// All operations: method, path, and what is said of them.
fn all_operations() -> impl Iterator<Item = (&'static String, &'static String, &'static Value)> {
    let paths = document()["paths"].as_object().unwrap().iter();
    paths.flat_map(|(path, item)| item.as_object().unwrap().iter().map(move |(method, op)| (method, path, op)))
}

/// Whether no token will do, so that there is nothing that the examples could name.
fn needs_browser(operation: &Value) -> bool {
    operation["security"].as_array().unwrap().iter().all(|way| way["bearer"].is_null() && *way != json!({}))
}

/// The shape of the answer; `None` for what is taken out in a media type of its own.
fn answer_in_json(operation: &Value) -> Option<&Value> {
    if operation["parameters"].as_array().unwrap().iter().any(|parameter| parameter["name"] == "export") {
        return None;
    }
    operation["responses"]["200"]["content"].get("application/json").map(|content| &content["schema"])
}

fn resolved(schema: &Value) -> &Value {
    let Some(target) = schema["$ref"].as_str() else { return schema };
    document().pointer(&target[1..]).unwrap_or_else(|| panic!("{target} is not there"))
}

/// A schema of the document as JSON Schema on its own, in which objects have no fields but those described.
fn closed(schema: &Value) -> Value {
    let mut closed = schema.clone();
    closed["components"] = document()["components"].clone();
    close(&mut closed);
    closed
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if members.get("properties").is_some_and(Value::is_object) && !members.contains_key("additionalProperties")
            {
                members.insert("additionalProperties".to_owned(), json!(false));
            }
            members.iter_mut().filter(|(key, _)| !key.starts_with("example")).for_each(|(_, value)| close(value));
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

#[track_caller]
fn assert_valid(schema: &Value, instance: &Value, what: &str) {
    let validator = jsonschema::draft202012::new(&closed(schema)).unwrap();
    let faults: Vec<String> = validator.iter_errors(instance).map(|e| format!("{}: {e}", e.instance_path)).collect();
    assert!(faults.is_empty(), "{what}\n{}\n{instance:#}", faults.join("\n"));
}

/// An example as it stands in an address; of a list its items with commas between them.
fn text_of(example: &Value) -> String {
    match example {
        Value::Array(items) => items.iter().map(text_of).collect::<Vec<_>>().join(","),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The address of an operation with the examples of its path, and of the query where a parameter is required or asked.
fn address(path: &str, operation: &Value, asked: Option<&str>) -> String {
    let (mut address, mut query) = (path.to_owned(), Vec::new());
    for parameter in operation["parameters"].as_array().unwrap().iter().map(resolved) {
        let name = parameter["name"].as_str().unwrap();
        let example = text_of(&parameter["example"]);
        if parameter["in"] == "path" {
            address = address.replace(&format!("{{{name}}}"), &example);
        } else if parameter["in"] == "query" && (parameter["required"] == true || asked == Some(name)) {
            query.push(format!("{name}={}", example.replace(' ', "+")));
        }
    }
    format!("{address}?{}", query.join("&"))
}

/// The shipped case with the assessment that the examples name.
async fn whole() -> TestApp {
    let mut records = specimen();
    let file = json!({
        "question": "attempt-when", "status": "leaning", "reason": "Two roots.", "by": "Desk editor",
        "at": "2019-03-03T09:00:00Z", "claims": [records.claims.iter().find(|it| it.question.as_str() == "attempt-when").unwrap().id.as_str()],
    });
    records.assessments.push(case_file::read_record(file.to_string().as_bytes()).unwrap());
    TestApp::of(records).await
}

/// The person that the examples name: an owner of the shipped case who manages people, and has invited somebody.
async fn owner(app: &TestApp) -> Client<'_> {
    let client = app.sign_in_admin("4f0c1d2e3a4b5c6d7e8f").await;
    app.join(&client, "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let editor = Editor::system("test", moment(NOW));
    let invite = Invite {
        id: "i-4f0c1d2e3a4b5c6d7e8f".to_owned(),
        is_admin: false,
        note: None,
        resets: None,
        made_at: editor.at,
        expires_at: editor.at + INVITE_LIFE,
    };
    app.store().add_invite(&editor, &Secret::random(), invite).await.unwrap();
    client
}

#[test]
fn the_committed_description_is_the_one_in_force() {
    let committed = std::fs::read_to_string(repository_path("docs/openapi.json")).unwrap_or_default();
    let current = format!("{:#}\n", document());
    assert!(
        committed == current,
        "docs/openapi.json is not what the code says. If the change is meant, write it anew and review it:\n    \
         cargo run -- openapi > docs/openapi.json"
    );
}

#[test]
fn every_operation_is_told_in_full() {
    let mut ids = BTreeSet::new();
    let tags: Vec<&Value> = document()["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).collect();
    for (method, path, operation) in all_operations() {
        assert!(ids.insert(operation["operationId"].as_str().unwrap()), "{path}");
        assert!(operation["summary"].is_string() && tags.contains(&&operation["tags"][0]), "{path}");
        for parameter in operation["parameters"].as_array().unwrap().iter().map(resolved) {
            assert!(parameter["description"].is_string() && !parameter["example"].is_null(), "{path}: {parameter}");
            assert_valid(&parameter["schema"], &parameter["example"], &format!("{path}: {}", parameter["name"]));
        }
        for (status, response) in operation["responses"].as_object().unwrap() {
            let response = resolved(response);
            assert!(response["description"].is_string(), "{path} {status}");
            for (_, content) in response["content"].as_object().into_iter().flatten() {
                assert!(!content["example"].is_null(), "{path} {status}");
                if path != "/api/v1/openapi.json" || status != "200" {
                    assert_valid(&content["schema"], &content["example"], &format!("{path} {status}"));
                }
            }
            for (_, header) in response["headers"].as_object().into_iter().flatten() {
                assert!(resolved(header)["description"].is_string());
            }
        }
        let always = ["400", "405", "414", "500", "503"];
        let own: &[&str] = if method == "get" { &["200", "304"] } else { &["403", "413", "422"] };
        let missing = |status: &&str| operation["responses"][*status].is_null();
        assert!(!always.iter().chain(own).any(missing), "{method} {path}");
        for (_, content) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
            assert_valid(&content["schema"], &content["example"], &format!("the body of {method} {path}"));
        }
        assert!(!path.contains('{') || operation["responses"]["404"].is_object(), "{path}");
    }
    assert_eq!(document()["openapi"], "3.1.0");
    assert_eq!(document()["info"]["license"]["name"], "MIT OR Apache-2.0");
}

#[test]
fn every_component_is_used_and_every_wait_says_how_long() {
    let text = document().to_string();
    for (kind, components) in document()["components"].as_object().unwrap() {
        for (name, component) in components.as_object().unwrap() {
            let reference = format!("\"#/components/{kind}/{name}\"");
            let may_be_alone = ["securitySchemes", "schemas"].contains(&kind.as_str());
            assert!(may_be_alone || text.contains(&reference), "nothing refers to {reference}");
            let status = component["content"]["application/problem+json"]["example"]["status"].as_u64();
            let waits = matches!(status, Some(429 | 503));
            assert!(!waits || component["headers"]["Retry-After"].is_object(), "{name} does not say how long to wait");
        }
    }
    let notices = &document()["paths"]["/api/v1/cases/{case}/notices"]["get"]["responses"];
    let refused = resolved(&notices["429"])["description"].as_str().unwrap();
    assert!(refused.contains("streams") && refused.contains("wrong tokens"), "{refused}");
    let of = |schema: &str, field: &str| &document()["components"]["schemas"][schema]["properties"][field];
    for (schema, field) in [
        ("ClaimEffect", "act"),
        ("ChangeSentence", "about"),
        ("TableSource", "kind"),
        ("WithdrawnRecord", "noun"),
        ("QuestionShift", "kinds_begun"),
        ("QuestionShift", "kinds_ended"),
        ("QuestionShift", "warnings_begun"),
        ("QuestionShift", "warnings_ended"),
    ] {
        let described = of(schema, field);
        assert!(described["enum"].is_array() || described["items"]["enum"].is_array(), "{schema}.{field}");
    }
}

#[test]
fn every_field_has_a_description_and_an_example_that_fits() {
    for (name, schema) in document()["components"]["schemas"].as_object().unwrap() {
        assert!(schema["description"].is_string(), "{name}");
        let alternatives = schema["oneOf"].as_array().into_iter().flatten();
        for object in std::iter::once(schema).chain(alternatives) {
            for (field, described) in object["properties"].as_object().into_iter().flatten() {
                let place = format!("{name}.{field}");
                assert!(described["description"].is_string(), "{place} has no description");
                for example in described["examples"].as_array().into_iter().flatten() {
                    assert_valid(described, example, &place);
                }
                assert!(has_example(described), "{place} has no example");
            }
        }
    }
}

/// An example of its own, or of the shape that stands there.
fn has_example(schema: &Value) -> bool {
    let schema = resolved(schema);
    let alternatives = schema["oneOf"].as_array().into_iter().flatten();
    schema["examples"].is_array()
        || schema["properties"].is_object()
        || schema["items"].is_object() && has_example(&schema["items"])
        || alternatives.into_iter().any(has_example)
}

#[tokio::test]
async fn every_operation_answers_as_described_whatever_it_is_asked() {
    let app = whole().await;
    let client = owner(&app).await;
    let is_whole = |path: &&String| !path.ends_with("openapi.json");
    for (path, operation) in
        operations().filter(|(path, op)| is_whole(path) && !path.contains("{webhook}") && !needs_browser(op))
    {
        let Some(schema) = answer_in_json(operation) else { continue };
        let parameters = operation["parameters"].as_array().unwrap().iter().map(resolved);
        let asked = parameters.filter(|parameter| parameter["in"] == "query").map(|p| p["name"].as_str());
        // A cursor is one only in the list that gave it out.
        let asked = asked.filter(|name| *name != Some("cursor"));
        for asked in asked.chain([None]) {
            let address = address(path, operation, asked);
            assert_valid(schema, &client.get(&address).await.found(), &address);
        }
    }
}

#[tokio::test]
async fn every_record_of_the_case_with_every_field_is_as_described() {
    let app = whole().await;
    app.import(records_of(every_field().to_string())).await;
    let client = owner(&app).await;
    app.join(&client, "every-field", Role::Owner, Flags::ALL).await;
    for case in ["every-field", "baghdadi-2019"] {
        for (path, operation) in operations() {
            let Some(schema) = answer_in_json(operation) else { continue };
            if path.contains("{case}") && path.matches('{').count() == 1 {
                let address = format!("{}?", path.replace("{case}", case));
                let address = if operation["parameters"].to_string().contains("cursor") {
                    format!("{address}limit=200")
                } else {
                    address
                };
                assert_valid(schema, &client.get(&address).await.found(), &address);
            }
        }
    }
}

#[tokio::test]
async fn the_parameters_described_are_the_ones_taken() {
    let app = whole().await;
    let client = owner(&app).await;
    for (path, operation) in operations() {
        let described: BTreeSet<&str> = operation["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .map(resolved)
            .filter(|parameter| parameter["in"] == "query")
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        let address = format!("{}&no-such-thing=1", address(path, operation, None));
        let problem = client.get(&address).await.json();
        let taken: BTreeSet<&str> = problem["errors"][0]["allowed"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|name| name.as_str().unwrap())
            .collect();
        assert_eq!(described, taken, "{path}");
    }
}

#[test]
fn every_operation_says_who_may_call_it() {
    let ways = &document()["components"]["securitySchemes"];
    for (method, path, operation) in all_operations() {
        let needed = operation["security"].as_array().unwrap_or_else(|| panic!("{method} {path} says nothing"));
        for (way, scopes) in needed.iter().flat_map(|way| way.as_object().unwrap()) {
            assert!(ways[way].is_object(), "{method} {path}: {way}");
            assert_eq!(scopes.as_array().unwrap().len(), usize::from(way == "bearer"), "{method} {path}");
        }
        assert!(
            !operation["responses"]["401"].is_null() && !operation["responses"]["429"].is_null(),
            "{method} {path}"
        );
    }
    let of = |method: &str, path: &str| &document()["paths"][path][method]["security"];
    let case = "/api/v1/cases/{case}";
    assert_eq!(*of("get", case), json!([{}, { "bearer": ["read"] }, { "session": [] }]));
    assert_eq!(*of("post", &format!("{case}/events")), json!([{ "bearer": ["write"] }, { "session": [] }]));
    assert_eq!(*of("post", "/api/v1/tokens"), json!([{ "session": [] }]));
}

#[tokio::test]
async fn no_route_is_left_out_of_the_description() {
    // Routes are added in one place, with `routes!`, which describes them; a plain `.route(` would not.
    let table = std::fs::read_to_string(repository_path("src/api/mod.rs")).unwrap();
    let plain: Vec<&str> = table.lines().filter(|line| line.contains(".route(")).map(str::trim).collect();
    assert!(plain.iter().all(|line| line.contains("any(problem::no_such_address)")), "{plain:?}");
    assert_eq!(counterpoint::api::table().routes().len(), all_operations().count());
    let mut handlers: BTreeMap<String, usize> = BTreeMap::new();
    for path in crate::support::files_below("src/api") {
        let text = std::fs::read_to_string(repository_path(&path)).unwrap();
        *handlers.entry("described".to_owned()).or_default() += text.matches("#[utoipa::path(").count();
    }
    assert_eq!(handlers["described"], all_operations().count());
}

#[tokio::test]
async fn the_server_and_the_terminal_give_the_same_description() {
    let served = TestApp::empty().await.get("/api/v1/openapi.json").await.found();
    assert_eq!(&served, document());
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_counterpoint")).arg("openapi").output().unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), *document());
}
