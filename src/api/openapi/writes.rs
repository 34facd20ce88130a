//! What operations that write share: their bodies, from the tables of fields that read them, the headers they take, and
//! the refusals they may answer with.

use serde_json::{Map, Value, json};

use crate::{
    api::{
        assessments, cases::writes::change_fields, invitations, members, people, sent::WHY, tokens, versions, webhooks,
        writing::Resource,
    },
    domain::{
        case::{Case, Event},
        claim::Claim,
        document::Document,
        entity::Entity,
        place::Place,
        question::Question,
        source::Source,
    },
    exchange::case_file::{Field, Noun, object_schema},
};

/// The body of an operation.
struct Body {
    /// The operation.
    operation: String,
    /// The name of its schema.
    schema: String,
    /// What it is.
    description: &'static str,
    fields: Vec<Field>,
    /// What it may bring back of what was read.
    added: Option<Added>,
}

/// The fields that a body may bring back.
struct Added {
    /// The schema of what was read.
    schema: String,
    fields: &'static [&'static str],
}

impl Added {
    fn of(schema: &str, fields: &'static [&'static str]) -> Self {
        Self { schema: schema.to_owned(), fields }
    }
}

fn bodies() -> Vec<Body> {
    let mut bodies = Vec::new();
    bodies.extend(of_case());
    bodies.extend(others());
    bodies.push(preview());
    bodies.extend(of_record::<Place>("Place"));
    bodies.extend(of_record::<Entity>("Entity"));
    bodies.extend(of_record::<Source>("Source"));
    bodies.extend(of_record::<Document>("Document"));
    bodies.extend(of_record::<Event>("Event"));
    bodies.extend(of_record::<Question>("Question"));
    bodies.extend(of_record::<Claim>("Claim"));
    bodies.push(Body {
        operation: "create_token".to_owned(),
        schema: "NewToken".to_owned(),
        description: "What the token is for, and until when.",
        fields: tokens::TABLE.to_vec(),
        added: None,
    });
    bodies.push(Body {
        operation: "create_webhook".to_owned(),
        schema: "NewWebhook".to_owned(),
        description: "Where messages are sent, and of what.",
        fields: webhooks::NEW.to_vec(),
        added: None,
    });
    bodies.push(Body {
        operation: "replace_webhook".to_owned(),
        schema: "WebhookChange".to_owned(),
        description: "The webhook as it shall be. What is left out is no longer set.",
        fields: webhooks::CHANGE.to_vec(),
        added: Some(Added::of("Webhook", webhooks::ADDED)),
    });
    bodies
}

/// The bodies that are no records.
fn others() -> impl Iterator<Item = Body> {
    let bodies: [(&str, &str, &str, &[Field]); 9] = [
        ("create_assessment", "NewAssessment", "A judgement; its sender signs it, now.", assessments::FIELDS),
        ("restore_version", "Restoring", "Which version shall stand again, and why.", versions::FIELDS),
        ("restore_case_version", "Restoring", "Which version shall stand again, and why.", versions::FIELDS),
        ("create_member", "NewPart", "A part in the case, and who is to have it.", members::NAMED_PART),
        ("set_member", "Part", "A part in the case.", members::PART),
        ("set_person", "Account", "What those who manage people set of an account.", people::ACCOUNT),
        ("set_me", "OwnAccount", "What everybody sets of their own account.", people::OWN),
        ("create_emergency_access", "EmergencyCall", "A case, and why it must be read.", people::EMERGENCY),
        ("create_invitation", "NewInvitationFor", "Whom the invitation is for.", invitations::FIELDS),
    ];
    bodies.into_iter().map(|(operation, schema, description, fields)| Body {
        operation: operation.to_owned(),
        schema: schema.to_owned(),
        description,
        fields: fields.to_vec(),
        added: match operation {
            "set_member" => Some(Added::of("Member", members::ADDED)),
            "set_person" => Some(Added::of("Person", people::ADDED_TO_ACCOUNT)),
            "set_me" => Some(Added::of("Me", people::ADDED_TO_OWN)),
            _ => None,
        },
    })
}

/// A claim as it would be written; that of one that is there is named by its id.
fn preview() -> Body {
    let fields =
        Claim::FIELDS.iter().map(|field| Field { is_required: field.is_required && field.name != "id", ..*field });
    Body {
        operation: "preview_claim".to_owned(),
        schema: "ClaimPreviewed".to_owned(),
        description: "The claim, as a case file has it. With the id of one that is there, it would take its place.",
        fields: fields.collect(),
        added: Some(Added::of("Claim", Claim::ADDED)),
    }
}

fn of_case() -> [Body; 2] {
    let made = <Case as Noun>::FIELDS.iter().filter(|field| field.name != "id").copied();
    let why = Field { is_required: true, ..WHY };
    [
        Body {
            operation: "create_case".to_owned(),
            schema: "NewCase".to_owned(),
            description: "The case, as a case file has it, without an id.",
            fields: made.chain([WHY]).collect(),
            added: None,
        },
        Body {
            operation: "replace_case".to_owned(),
            schema: "CaseChange".to_owned(),
            description: "The case as it shall be, and why. A summary that is left out is no longer set; who may see the \
                case and how its claims are read stay where they are left out.",
            fields: change_fields().into_iter().chain([why]).collect(),
            added: Some(Added::of("Case", Case::ADDED)),
        },
    ]
}

/// The bodies of the three writes of a noun: made, replaced, withdrawn. `shape` is what its schema is called.
fn of_record<N: Resource>(shape: &str) -> [Body; 3] {
    let operation = |act: &str| format!("{act}_{}", N::NAME);
    let without_id = || N::FIELDS.iter().filter(|field| field.name != "id").copied();
    let id = N::FIELDS.iter().filter(|field| field.name == "id").map(|id| Field { is_required: false, ..*id });
    let why = Field { is_required: true, ..WHY };
    [
        Body {
            operation: operation("create"),
            schema: format!("New{shape}"),
            description: "The record, as a case file has it. An id is made where none is given.",
            fields: id.chain(without_id()).chain([WHY]).collect(),
            added: None,
        },
        Body {
            operation: operation("replace"),
            schema: format!("{shape}Change"),
            description: "The record as it shall be, as a case file has it, and why. What is left out is no longer set.",
            fields: without_id().chain([why]).collect(),
            added: Some(Added::of(shape, N::ADDED)),
        },
        Body {
            operation: operation("withdraw"),
            schema: "Reason".to_owned(),
            description: "Why.",
            fields: vec![why],
            added: None,
        },
    ]
}

/// Describes the body of every operation that takes one.
pub(super) fn add_bodies(document: &mut Value) {
    for Body { operation, schema, description, fields, added } in bodies() {
        let mut shape = object_schema(&fields);
        shape["description"] = json!(description);
        let schemas = &mut document["components"]["schemas"];
        for (name, field) in added.iter().flat_map(|added| brought_back(schemas, added)) {
            // The id of a claim that is tried says in whose place.
            if shape["properties"][name].is_null() {
                shape["properties"][name] = field;
            }
        }
        debug_assert!(schemas.get(&schema).is_none_or(|other| *other == shape), "two schemas are called {schema}");
        schemas[&schema] = shape;
        let example = example(&fields);
        let reference = json!({ "$ref": format!("#/components/schemas/{schema}") });
        for (_, path) in super::object(document, "paths") {
            let found = path.as_object_mut().into_iter().flatten().find(|(_, op)| op["operationId"] == operation);
            if let Some((_, op)) = found {
                op["requestBody"] = json!({
                    "required": true, "description": description,
                    "content": { "application/json": { "schema": reference, "example": example } },
                });
            }
        }
    }
}

/// The fields that a body may bring back, as they are described where they are read.
fn brought_back(schemas: &mut Value, added: &Added) -> Vec<(&'static str, Value)> {
    let read = &mut schemas[&added.schema]["properties"];
    let field = |name: &&'static str| {
        debug_assert!(read[*name].is_object(), "{} has no {name}", added.schema);
        read[*name]["readOnly"] = json!(true);
        (*name, read[*name].clone())
    };
    added.fields.iter().map(field).collect()
}

/// The examples of the fields that must be there.
fn example(fields: &[Field]) -> Value {
    let required = fields.iter().filter(|field| field.is_required);
    let example = |field: &Field| serde_json::from_str(field.example).unwrap_or_default();
    Value::Object(required.map(|field| (field.name.to_owned(), example(field))).collect::<Map<_, _>>())
}

/// The header parameters that writes take.
pub(super) fn add_parameters(parameters: &mut Value) {
    let of_writes = json!({
        "IfMatch": {
            "name": "If-Match", "in": "header", "required": true,
            "description": "The version that the write begins from: the entity tag of the record as it was read, its version \
                in quotes, or * for whichever there is; several with commas between, where it must be one of them. Where \
                the record is at another version, nothing is written. For an \
                assessment it is the revision of the case: the tag of its analysis or of its assessments.",
            "schema": { "type": "string" }, "example": "\"2\"",
        },
        "IfMatchIfAny": {
            "name": "If-Match", "in": "header", "required": false,
            "description": "The entity tag of what is to go, as it was read, or *. It is never changed: its version is 1 for as long \
                as it is there.",
            "schema": { "type": "string" }, "example": "\"1\"",
        },
        "IfMatchIfKnown": {
            "name": "If-Match", "in": "header", "required": false,
            "description": "The version that the write begins from, in quotes: where it is at another one, nothing is written. Left \
                out, or *: whichever there is.",
            "schema": { "type": "string" }, "example": "\"2\"",
        },
        "IdempotencyKey": {
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "A key of the caller's choice for this one request, such as a random UUID. The same request with \
                the same key is done once within 24 hours, and answered the same.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$" },
            "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
        },
    });
    if let (Some(all), Value::Object(own)) = (parameters.as_object_mut(), of_writes) {
        all.extend(own);
    }
}

/// The parameter of a write that must say what it began from.
const IF_MATCH: &str = "IfMatch";
/// That of one that may, since what it is about is never changed.
const IF_MATCH_IF_ANY: &str = "IfMatchIfAny";

/// That of one that may, since it takes nothing away that somebody else wrote.
const IF_MATCH_IF_KNOWN: &str = "IfMatchIfKnown";

/// The parameter that says what a write began from; `None` where nothing is there before.
fn condition(method: &str, path: &str) -> Option<&'static str> {
    let is_new_of_old = path.ends_with("/versions") || path.ends_with("/assessments");
    match method {
        "delete" if !path.contains("{case}") => Some(IF_MATCH_IF_ANY),
        "put" | "delete" => Some(IF_MATCH),
        _ if path.ends_with("/secrets") => Some(IF_MATCH_IF_KNOWN),
        _ => is_new_of_old.then_some(IF_MATCH),
    }
}

/// The header parameters and the refusals of an operation that writes.
pub(super) fn finish(method: &str, path: &str, operation: &mut Value) {
    let is_write = !path.ends_with("/previews");
    let mut parameters = Vec::new();
    if is_write {
        parameters.push(json!({ "$ref": "#/components/parameters/IdempotencyKey" }));
    }
    let condition = condition(method, path);
    if let Some(name) = condition {
        parameters.push(json!({ "$ref": format!("#/components/parameters/{name}") }));
    }
    if let Some(all) = operation["parameters"].as_array_mut() {
        all.extend(parameters);
    }
    // What takes no body refuses any, each as it is.
    let mut others = vec![("400", "InvalidParameters"), ("401", "SignInFirst"), ("413", "BodyTooLarge")];
    others.push(("415", "UnsupportedMediaType"));
    others.extend(condition.map(|_| ("412", "PreconditionFailed")));
    if condition == Some(IF_MATCH) {
        others.push(("428", "PreconditionRequired"));
    }
    if path.contains("/people/{") || path.contains("/members/") {
        others.push(("409", "LastOne"));
    } else if path.ends_with("/tests") || path.ends_with("/attempts") {
        others.push(("409", "WebhookPaused"));
    } else if method == "post" && is_write || path == crate::paths::API_ME {
        others.push(("409", "Taken"));
    }
    if path.contains('{') || super::is_of_people(path) {
        others.push(("404", "NotFound"));
    }
    let always = [
        ("405", "MethodNotAllowed"),
        ("414", "AddressTooLong"),
        ("422", "InvalidBody"),
        ("500", "Failed"),
        ("503", "Busy"),
    ];
    if operation["responses"]["201"].is_object() {
        operation["responses"]["201"]["headers"]["Location"] = json!({ "$ref": "#/components/headers/Location" });
    }
    for (status, name) in others.into_iter().chain(always) {
        operation["responses"][status] = json!({ "$ref": format!("#/components/responses/{name}") });
    }
}
