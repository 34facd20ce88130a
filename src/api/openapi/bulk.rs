//! The bodies and headers of the operation that brings many records in.

use serde_json::{Value, json};

/// The operation.
const OPERATION: &str = "import_records";

/// Describes what is sent to be brought in.
pub(super) fn describe(document: &mut Value) {
    for (_, path) in super::object(document, "paths") {
        let operations = path.as_object_mut().into_iter().flatten();
        for (_, operation) in operations.filter(|(_, operation)| operation["operationId"] == OPERATION) {
            operation["requestBody"] = body();
            if let Some(parameters) = operation["parameters"].as_array_mut() {
                parameters.extend(headers());
            }
            operation["responses"]["412"] = json!({ "$ref": "#/components/responses/PreconditionFailed" });
        }
    }
}

fn body() -> Value {
    json!({
        "required": true,
        "description": "At most 64 MiB in UTF-8. A case file (application/json): the id of its case must be that of the \
            address. Or one record on each line (application/x-ndjson): a claim as a case file has it, or another record \
            under the name of its noun, such as {\"source\": {…}}. Or claims as a table (text/csv): the header names fields, \
            or the parameter map says which column is which field.",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "description": "A case file: /schema/counterpoint-1.json describes it.",
                    "required": ["format", "case"],
                    "properties": {
                        "format": { "const": "counterpoint/1", "description": "The format.", "examples": ["counterpoint/1"] },
                        "case": {
                            "type": "object", "description": "The case.",
                            "examples": [{ "id": "baghdadi-2019", "title": "The attack", "visibility": "public" }],
                        },
                    },
                },
                "example": {
                    "format": "counterpoint/1",
                    "case": { "id": "baghdadi-2019", "title": "The attack", "visibility": "public" },
                },
            },
            "application/x-ndjson": {
                "schema": { "type": "string", "description": "Records, one on each line.", "examples": ["{\"event\": {}}"] },
                "example": "{\"event\": {\"id\": \"flight\", \"title\": \"The flight\"}}\n",
            },
            "text/csv": {
                "schema": { "type": "string", "description": "Claims, one in each row.", "examples": ["question,value"] },
                "example": "question,value,chain,document,excerpt\nattempt-when,2018-09,guardian,guardian-1,In September.\n",
            },
        },
    })
}

fn headers() -> [Value; 2] {
    [
        json!({
            "name": "If-Match", "in": "header", "required": false,
            "description": "The revision that the case must be at, in quotes, or several with commas between of which it must be at one: \
                where somebody has written anything of it since, nothing is brought in.",
            "schema": { "type": "string", "pattern": "^(\\*|\"[0-9]+\"( *, *\"[0-9]+\")*)$" }, "example": "\"12\"",
        }),
        json!({
            "name": "Counterpoint-Why", "in": "header", "required": false,
            "description": "Why, in a line of UTF-8, percent-encoded: it stands in the history of every record brought in.",
            "schema": { "type": "string" }, "example": "The%20archive%20of%202018",
        }),
    ]
}
