//! Examples of whole answers, put together from the examples of their fields.

use serde_json::{Map, Value, json};

/// How deep shapes are followed: none of ours comes near.
const DEPTH_MAX: usize = 12;

/// Gives every answer of JSON an example.
pub(super) fn add_to_answers(document: &mut Value) {
    let schemas = document["components"]["schemas"].clone();
    for (_, path) in super::object(document, "paths") {
        for (_, operation) in path.as_object_mut().into_iter().flatten() {
            for status in ["200", "201"] {
                let Some(answer) = operation["responses"].get_mut(status) else { continue };
                // What is taken out in a media type of its own brings its own example.
                let content = answer["content"].get_mut("application/json");
                let Some(content) = content.filter(|content| content.get("example").is_none()) else { continue };
                let example = composed(&content["schema"], &schemas, DEPTH_MAX);
                content["example"] = example;
            }
        }
    }
}

/// The example of `schema`: its own, else what its parts give.
fn composed(schema: &Value, schemas: &Value, depth: usize) -> Value {
    if let Some(example) = schema["examples"].get(0) {
        return example.clone();
    }
    let Some(depth) = depth.checked_sub(1) else { return Value::Null };
    if let Some(name) = schema["$ref"].as_str().and_then(|target| target.rsplit('/').next()) {
        return composed(&schemas[name], schemas, depth);
    }
    let alternatives = schema["oneOf"].as_array().or(schema["anyOf"].as_array()).into_iter().flatten();
    if let Some(first) = alternatives.into_iter().find(|alternative| alternative["type"] != "null") {
        return composed(first, schemas, depth);
    }
    if let Some(properties) = schema["properties"].as_object() {
        let fields = properties.iter().map(|(name, field)| (name.clone(), composed(field, schemas, depth)));
        return Value::Object(fields.collect::<Map<_, _>>());
    }
    if schema.get("items").is_some() {
        return json!([composed(&schema["items"], schemas, depth)]);
    }
    if schema["type"] == "object" { json!({}) } else { Value::Null }
}
