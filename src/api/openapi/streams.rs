//! What is said of the operation whose answer may go on: the stream of notices.

use serde_json::{Value, json};

/// Describes the stream beside the list.
pub(super) fn add_stream(document: &mut Value) {
    let path = crate::paths::API.to_owned() + "/cases/{case}/notices";
    let notice = document["paths"][&path]["get"]["responses"]["200"]["content"]["application/json"]["example"]["items"]
        [0]
    .clone();
    let event = |name: &str| notice[name].as_str().unwrap_or_default().to_owned();
    let operation = &mut document["paths"][&path]["get"];
    operation["responses"]["200"]["content"]["text/event-stream"] = json!({
        "schema": { "type": "string" },
        "example": format!("id: {}\nevent: {}\ndata: {notice}\n\n", event("id"), event("kind")),
    });
    operation["responses"]["429"] = json!({ "$ref": "#/components/responses/TooManyStreams" });
    if let Some(parameters) = operation["parameters"].as_array_mut() {
        parameters.push(json!({
            "name": "Last-Event-ID", "in": "header", "required": false,
            "description": "Where a stream was lost: the id of the last notice. The stream goes on after it. A page of the list \
                does not look at it.",
            "schema": { "type": "string" }, "example": "7.2",
        }));
    }
}
