//! What operations that write share: their bodies, from the tables of fields that read them, the headers they take, and
//! the refusals they may answer with.

use serde_json::{Map, Value, json};

use crate::{
    api::{sent::WHY, tokens, webhooks},
    domain::case::Event,
    exchange::case_file::{Field, Noun, object_schema},
};

/// The body of an operation.
struct Body {
    /// The operation.
    operation: &'static str,
    /// The name of its schema.
    schema: &'static str,
    /// What it is.
    description: &'static str,
    fields: Vec<Field>,
}

fn bodies() -> Vec<Body> {
    let mut bodies = Vec::new();
    bodies.extend(of_record::<Event>(["create_event", "replace_event", "withdraw_event"], ["NewEvent", "EventChange"]));
    bodies.push(Body {
        operation: "create_token",
        schema: "NewToken",
        description: "What the token is for, and until when.",
        fields: tokens::TABLE.to_vec(),
    });
    bodies.push(Body {
        operation: "create_webhook",
        schema: "NewWebhook",
        description: "Where messages are sent, and of what.",
        fields: webhooks::NEW.to_vec(),
    });
    bodies.push(Body {
        operation: "replace_webhook",
        schema: "WebhookChange",
        description: "The webhook as it shall be. What is left out is no longer set.",
        fields: webhooks::CHANGE.to_vec(),
    });
    bodies
}

/// The bodies of the three writes of a noun: made, replaced, withdrawn.
fn of_record<N: Noun>(operations: [&'static str; 3], schemas: [&'static str; 2]) -> [Body; 3] {
    let without_id = || N::FIELDS.iter().filter(|field| field.name != "id").copied();
    let id = N::FIELDS.iter().filter(|field| field.name == "id").map(|id| Field { is_required: false, ..*id });
    let why = Field { is_required: true, ..WHY };
    [
        Body {
            operation: operations[0],
            schema: schemas[0],
            description: "The record, as a case file has it. An id is made where none is given.",
            fields: id.chain(without_id()).chain([WHY]).collect(),
        },
        Body {
            operation: operations[1],
            schema: schemas[1],
            description: "The record as it shall be, as a case file has it, and why. What is left out is no longer set.",
            fields: without_id().chain([why]).collect(),
        },
        Body { operation: operations[2], schema: "Reason", description: "Why.", fields: vec![why] },
    ]
}

/// Describes the body of every operation that takes one.
pub(super) fn add_bodies(document: &mut Value) {
    for Body { operation, schema, description, fields } in bodies() {
        let mut shape = object_schema(&fields);
        shape["description"] = json!(description);
        document["components"]["schemas"][schema] = shape;
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

/// The examples of the fields that must be there.
fn example(fields: &[Field]) -> Value {
    let required = fields.iter().filter(|field| field.is_required);
    let example = |field: &Field| serde_json::from_str(field.example).unwrap_or_default();
    Value::Object(required.map(|field| (field.name.to_owned(), example(field))).collect::<Map<_, _>>())
}

/// The header parameters and the refusals of an operation that writes.
pub(super) fn finish(method: &str, path: &str, operation: &mut Value) {
    let mut parameters = vec![json!({ "$ref": "#/components/parameters/IdempotencyKey" })];
    let takes_body = operation["requestBody"].is_object();
    let is_of_record =
        path.contains("{case}") && matches!(method, "put" | "delete") && operation["responses"]["412"].is_null();
    if is_of_record {
        parameters.push(json!({ "$ref": "#/components/parameters/IfMatch" }));
    }
    if let Some(all) = operation["parameters"].as_array_mut() {
        all.extend(parameters);
    }
    let mut others = vec![("400", "InvalidParameters"), ("401", "SignInFirst"), ("413", "BodyTooLarge")];
    if is_of_record {
        others.extend([("412", "PreconditionFailed"), ("428", "PreconditionRequired")]);
    }
    if takes_body {
        others.push(("415", "UnsupportedMediaType"));
    }
    if method == "post" {
        others.push(("409", "Taken"));
    }
    if path.contains('{') {
        others.push(("404", "NotFound"));
    }
    let always = [
        ("403", "OtherOrigin"),
        ("405", "MethodNotAllowed"),
        ("414", "AddressTooLong"),
        ("422", "InvalidBody"),
        ("500", "Failed"),
        ("503", "Busy"),
    ];
    for (status, name) in others.into_iter().chain(always) {
        operation["responses"][status] = json!({ "$ref": format!("#/components/responses/{name}") });
    }
}
