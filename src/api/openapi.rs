//! The description of the API: OpenAPI 3.1, from the same table as the routes. What every operation shares is added here.

use std::sync::LazyLock;

use axum::response::Response;
use data_encoding::HEXLOWER;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use utoipa::OpenApi;

use super::{
    ApiError, assessments, cases, claims, documents, entities,
    etag::{Stamp, answer},
    events,
    extract::Caller,
    listing::{Listing, SORTS},
    places, questions, sources,
};
use crate::domain::record::Noun;

mod bulk;
mod example;
mod exports;
mod security;
mod streams;
mod words;
mod writes;

/// The head of the document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Counterpoint",
        description = "Who says what, how it reached us, and where the accounts cannot all be true. \
            docs/API.md states the conventions: names, lists, errors, versions and limits.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    servers((url = "/", description = "This installation.")),
    components(schemas(super::problem::Problem)),
    tags(
        (name = "cases", description = "Matters under study."),
        (name = "analysis", description = "What the claims of a case amount to."),
        (name = "events", description = "What is said to have happened."),
        (name = "questions", description = "The points at issue about an event."),
        (name = "assessments", description = "The editors' signed judgements, apart from the evidence."),
        (name = "claims", description = "One answer to one question each, as it reached us."),
        (name = "sources", description = "Whoever speaks or relays."),
        (name = "documents", description = "What we hold."),
        (name = "places", description = "The places that answers name."),
        (name = "entities", description = "The people, groups and organisations that answers name."),
        (name = "history", description = "What was written, by whom, when and why, and the way back."),
        (name = "members", description = "Who has which part in a case. For its owners."),
        (name = "people", description = "Who has an account, who is invited, and who calls."),
        (name = "tokens", description = "What programs carry in the name of a person: your own."),
        (name = "exports", description = "A case or a disagreement taken out, in the formats that others read."),
        (name = "feeds", description = "What changes, for those who follow a case, a question or a source."),
        (name = "notices", description = "What each write changed in meaning."),
        (name = "webhooks", description = "Addresses outside that are told of a case."),
        (name = "readings", description = "How a value is understood."),
        (name = "description", description = "This document."),
    )
)]
pub(super) struct Frame;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    // utoipa's types always have string keys, so this cannot fail; an empty document would fail every test.
    let mut document = serde_json::to_value(super::described().router.into_openapi()).unwrap_or_default();
    rename_lists(&mut document);
    words::list(&mut document);
    add_shared_parts(&mut document);
    tidy_schema(&mut document["components"]["schemas"]);
    writes::add_bodies(&mut document);
    bulk::describe(&mut document);
    for (path, item) in object(&mut document, "paths") {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            finish_operation(method, path, operation);
        }
    }
    security::add(&mut document, super::table().routes());
    example::add_to_answers(&mut document);
    streams::add_stream(&mut document);
    document
});

/// What its entity tag is made of: the document never changes while the program runs.
static DIGEST: LazyLock<String> = LazyLock::new(|| HEXLOWER.encode(&Sha256::digest(document().to_string())));

/// The document.
#[must_use]
pub fn document() -> &'static Value {
    &DOCUMENT
}

/// The fields of the shape called `schema`.
#[must_use]
pub(super) fn fields_of(schema: &str) -> Vec<String> {
    let fields = document()["components"]["schemas"][schema]["properties"].as_object();
    fields.into_iter().flat_map(|fields| fields.keys().cloned()).collect()
}

/// Read the description of the API
///
/// This document: OpenAPI 3.1, generated from the code that answers.
#[utoipa::path(get, path = "/api/v1/openapi.json", operation_id = "read_description", tag = "description",
    responses((status = 200, description = "The OpenAPI document.", body = Object)))]
pub(super) async fn show(caller: Caller) -> Result<Response, ApiError> {
    caller.query().finish(&caller)?;
    Ok(answer(&caller, Stamp::default().with(&*DIGEST), document))
}

fn object<'a>(value: &'a mut Value, key: &str) -> impl Iterator<Item = (&'a String, &'a mut Value)> {
    value.get_mut(key).and_then(Value::as_object_mut).into_iter().flatten()
}

/// `List_Claim` becomes `ClaimList`, a list of references to `Claim`: generated clients name their types after these.
fn rename_lists(document: &mut Value) {
    let schemas = document["components"]["schemas"].take();
    let renamed = schemas.as_object().into_iter().flatten().map(|(name, schema)| {
        let mut schema = schema.clone();
        let Some(item) = name.strip_prefix("List_") else { return (name.clone(), schema) };
        let shown = if is_selectable(item) { format!("{item}Item") } else { item.to_owned() };
        schema["properties"]["items"]["items"] = json!({ "$ref": format!("#/components/schemas/{shown}") });
        (format!("{item}List"), schema)
    });
    let mut renamed: Map<String, Value> = renamed.collect();
    for list in LISTS {
        let mut item = renamed[list.item].clone();
        let description = item["description"].as_str().unwrap_or_default();
        item["description"] =
            json!(format!("{description} As a list shows it: with all fields, or with those asked for with `fields`."));
        item.as_object_mut().and_then(|item| item.remove("required"));
        renamed.insert(format!("{}Item", list.item), item);
    }
    document["components"]["schemas"] = Value::Object(renamed);
    rename_references(document);
}

/// Whether the fields of an item can be chosen where it is listed.
fn is_selectable(item: &str) -> bool {
    LISTS.iter().any(|list| list.item == item)
}

fn rename_references(value: &mut Value) {
    match value {
        Value::Object(members) => members.iter_mut().for_each(|(key, value)| match value {
            Value::String(target) if key == "$ref" => {
                if let Some((folder, item)) = target.split_once("List_") {
                    *target = format!("{folder}{item}List");
                }
            }
            value => rename_references(value),
        }),
        Value::Array(items) => items.iter_mut().for_each(rename_references),
        _ => {}
    }
}

/// A list whose items can be put in order and asked for in part.
struct ListOf {
    operation: &'static str,
    item: &'static str,
    sorts: &'static [&'static str],
}

/// The list that `L` answers.
const fn list_of<L: Listing>(operation: &'static str) -> ListOf {
    ListOf { operation, item: L::SCHEMA, sorts: L::SORTS }
}

const LISTS: &[ListOf] = &[
    ListOf { operation: "list_cases", item: "CaseSummary", sorts: cases::SORTS },
    list_of::<events::Events>("list_events"),
    list_of::<questions::QuestionFilter>("list_questions"),
    list_of::<claims::ClaimFilter>("list_claims"),
    list_of::<sources::SourceFilter>("list_sources"),
    list_of::<documents::DocumentFilter>("list_documents"),
    list_of::<places::Places>("list_places"),
    list_of::<entities::EntityFilter>("list_entities"),
    ListOf { operation: "list_assessments", item: assessments::SCHEMA, sorts: SORTS },
];

/// The headers of answers.
fn shared_headers() -> Value {
    json!({
        "ETag": {
            "description": "Names this answer; send it back as If-None-Match. That of a single record begins with the number of its version.",
            "schema": { "type": "string" }, "example": "\"3-mC5x0m0cW4h5zVn3gqk1Jb4a\"",
        },
        "Link": {
            "description": "The pages beside this one (RFC 8288): rel=\"next\", rel=\"prev\" in lists of one case, rel=\"first\".",
            "schema": { "type": "string" },
            "example": "</api/v1/cases/baghdadi-2019/claims?limit=50&cursor=Pi5SNzBJ>; rel=\"next\", </api/v1/cases/baghdadi-2019/claims?limit=50>; rel=\"first\"",
        },
        "Location": {
            "description": "The address of what was made, where it has one of its own.",
            "schema": { "type": "string", "format": "uri-reference" },
            "example": "/api/v1/cases/baghdadi-2019/claims/attempt-when-guardian",
        },
        "RetryAfter": {
            "description": "After how many seconds to try again.",
            "schema": { "type": "integer" }, "example": 2,
        },
    })
}

/// What operations refer to: header parameters, headers and problems.
fn add_shared_parts(document: &mut Value) {
    let components = &mut document["components"];
    components["parameters"] = json!({
        "IfNoneMatch": {
            "name": "If-None-Match", "in": "header", "required": false,
            "description": "Entity tags of answers that the caller holds; where one of them is still right, the answer is 304.",
            "schema": { "type": "string" }, "example": "\"3-mC5x0m0cW4h5zVn3gqk1Jb4a\"",
        },
        "AcceptLanguage": {
            "name": "Accept-Language", "in": "header", "required": false,
            "description": "The language of the sentences of a problem, and of exports and feeds that are not asked for by lang: en or ar; \
                en when absent. Other answers hold both.",
            "schema": { "type": "string" }, "example": "ar",
        },
    });
    writes::add_parameters(&mut components["parameters"]);
    components["headers"] = shared_headers();
    components["responses"] = json!({
        "NotModified": {
            "description": "The caller holds the answer already.",
            "headers": { "ETag": { "$ref": "#/components/headers/ETag" } },
        },
        "InvalidParameters": problem("The query has faults: all are listed.", "invalid-parameters", 400),
        "SignInFirst": problem("The caller is not signed in, and that might help.", "sign-in-first", 401),
        "NotFound": problem("There is no such thing, or nothing the caller may see.", "not-found", 404),
        "InvalidBody": problem("The body has faults: all are listed. Or its Idempotency-Key stood for another request.", "invalid-body", 422),
        "UnsupportedMediaType": problem("The body is of another media type or encoding than is read here, or compressed.", "unsupported-media-type", 415),
        "BodyTooLarge": problem("The body is longer than is read here.", "body-too-large", 413),
        "PreconditionFailed": problem("The record is at another version by now: current_version.", "precondition-failed", 412),
        "PreconditionRequired": problem("If-Match is missing.", "precondition-required", 428),
        "Taken": problem("What must be unique is there already.", "taken", 409),
        "WebhookPaused": problem("The webhook is paused: nothing is sent to it.", "webhook-paused", 409),
        "LastOne": problem("Somebody must be left who can: the last one stays.", "last-one", 409),
        "MethodNotAllowed": problem("The address does not take this method; Allow lists those it takes.", "method-not-allowed", 405),
        "AddressTooLong": problem("Path and query have more than 8,000 bytes.", "address-too-long", 414),
        "TooManyStreams": problem("The caller has as many streams open as one may. Or too many wrong tokens came from this address.", "too-many-streams", 429),
        "Failed": problem("The fault is ours.", "failed", 500),
        "Busy": problem("Too many requests at this moment (busy), or no room on the disk (cannot-save).", "busy", 503),
    });
    for name in ["Busy", "TooManyStreams"] {
        components["responses"][name]["headers"] =
            json!({ "Retry-After": { "$ref": "#/components/headers/RetryAfter" } });
    }
}

fn problem(description: &str, kind: &str, status: u16) -> Value {
    let words = crate::text::Words::of(crate::domain::text::Language::English);
    let mut example = json!({
        "type": crate::paths::problem(kind),
        "title": words.say(&format!("problem-{kind}-title")),
        "status": status,
        "detail": words.say(&format!("problem-{kind}-detail")),
        "instance": "/api/v1/cases",
    });
    if kind == "invalid-parameters" {
        let detail = words.say("parameter-unknown");
        example["errors"] = json!([{
            "parameter": "limt", "kind": "unknown_parameter", "detail": detail,
            "allowed": ["cursor", "limit"], "near": "limit",
        }]);
    }
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    json!({
        "description": description,
        "content": { "application/problem+json": { "schema": schema, "example": example } },
    })
}

/// What utoipa leaves to be said better. In OpenAPI 3.1 schemas are JSON Schema: it knows `examples`, not `example`, and
/// nothing but `null` has the type `null`. A description stands at the field, not at one of its alternatives.
fn tidy_schema(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if members.len() == 1 && members.get("default") == Some(&Value::Null) {
                members.clear();
                members.insert("type".to_owned(), json!("null"));
            }
            if let Some(example) = members.remove("example") {
                members.insert("examples".to_owned(), json!([example]));
            }
            if members.get("oneOf").is_some_and(|of| of[1]["type"] == "null") && !members.contains_key("description") {
                let description = members["oneOf"][0]["description"].take();
                members["oneOf"][0].as_object_mut().and_then(|of| of.remove("description"));
                members.insert("description".to_owned(), description);
            }
            let below = members.iter_mut().filter(|(key, _)| key.as_str() != "examples");
            below.for_each(|(_, value)| tidy_schema(value));
        }
        Value::Array(items) => items.iter_mut().for_each(tidy_schema),
        _ => {}
    }
}

/// The parameters in the path, with what they mean.
const PATH_PARAMETERS: &[(&str, &str, &str)] = &[
    ("case", "The id of the case.", "baghdadi-2019"),
    ("event", "The id of the event.", "attempt"),
    ("question", "The id of the question.", "attempt-when"),
    ("claim", "The id of the claim.", "when-1"),
    ("source", "The id of the source.", "guardian"),
    ("document", "The id of the document.", "guardian-1"),
    ("place", "The id of the place.", "hajin"),
    ("entity", "The id of the entity.", "isis"),
    ("list", "The list that the record is in.", "claims"),
    ("record", "The id of the record.", "when-1"),
    ("assessment", "The id of the assessment.", "b997ff21d6ed5c3dbdde"),
    ("person", "The id of the person.", "p-4f0c1d2e3a4b5c6d7e8f"),
    ("invitation", "The id of the invitation.", "i-4f0c1d2e3a4b5c6d7e8f"),
    ("token", "The id of the token.", "t-3f9a0c2b7d1e4f5a6b7c"),
    ("webhook", "The id of the webhook.", "h-3f2a9c01d4b8e6f7a1c2"),
    ("delivery", "The id of the delivery.", "d-k3m9t2x7q4w8z5r6y1ab"),
];

/// Whether what stands at `path` is for those alone who are signed in, or are more than that.
fn is_of_people(path: &str) -> bool {
    ["/members", "/people", "/invitations", "/me", "/emergency-access"].iter().any(|part| path.contains(part))
}

/// What every operation shares: the parameters of its path, its headers, and the answers that are no 200.
fn finish_operation(method: &str, path: &str, operation: &mut Value) {
    let id = json!({ "type": "string", "pattern": "^[a-z0-9-]{1,80}$" });
    let lists = json!({ "type": "string", "enum": super::versions::lists().map(Noun::list).collect::<Vec<_>>() });
    let in_path = PATH_PARAMETERS.iter().filter(|(name, ..)| path.contains(&format!("{{{name}}}")));
    let export = exports::parameter(path);
    let mut parameters: Vec<Value> = in_path
        .map(|(name, description, example)| {
            json!({
                "name": name, "in": "path", "required": true, "description": description, "example": example,
                "schema": if *name == "list" { lists.clone() } else { id.clone() },
            })
        })
        .chain(export)
        .collect();
    parameters.extend(operation["parameters"].take().as_array().cloned().unwrap_or_default());
    let is_list = parameters.iter().any(|parameter| parameter["name"] == "cursor");
    if method == "get" {
        parameters.push(json!({ "$ref": "#/components/parameters/IfNoneMatch" }));
    }
    parameters.push(json!({ "$ref": "#/components/parameters/AcceptLanguage" }));
    operation["parameters"] = json!(parameters);
    exports::list_media_types(path, operation);
    exports::describe_feeds(operation);
    if method != "get" {
        return writes::finish(method, path, operation);
    }
    let responses = &mut operation["responses"];
    responses["200"]["headers"] = json!({ "ETag": { "$ref": "#/components/headers/ETag" } });
    if is_list {
        responses["200"]["headers"]["Link"] = json!({ "$ref": "#/components/headers/Link" });
    }
    let mut others = vec![
        ("304", "NotModified"),
        ("400", "InvalidParameters"),
        ("405", "MethodNotAllowed"),
        ("414", "AddressTooLong"),
    ];
    if path.contains('{') || is_of_people(path) {
        others.extend([("401", "SignInFirst"), ("404", "NotFound")]);
    }
    for (status, name) in others.into_iter().chain([("500", "Failed"), ("503", "Busy")]) {
        responses[status] = json!({ "$ref": format!("#/components/responses/{name}") });
    }
}
