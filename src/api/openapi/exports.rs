//! What is taken out: its names and media types, from the one list of formats.

use serde_json::{Map, Value, json};

use crate::exchange::formats::Format;

fn formats(path: &str) -> &'static [Format] {
    if path.contains("{question}") { &Format::OF_QUESTION } else { &Format::OF_CASE }
}

/// The parameter that names an export, where `path` takes one.
pub(super) fn parameter(path: &str) -> Option<Value> {
    let names: Vec<&str> = formats(path).iter().map(|format| format.name()).collect();
    path.contains("{export}").then(|| {
        json!({
            "name": "export", "in": "path", "required": true, "description": "The name of the export.",
            "example": Format::ClaimSheet.name(), "schema": { "type": "string", "enum": names },
        })
    })
}

/// Lists every media type that an export may have.
pub(super) fn list_media_types(path: &str, operation: &mut Value) {
    if !path.contains("{export}") {
        return;
    }
    let content: Map<String, Value> = formats(path)
        .iter()
        .map(|format| {
            let media_type = format.media_type().split(';').next().unwrap_or_default().to_owned();
            (media_type, json!({ "schema": { "type": ["string", "object"] }, "example": example(*format) }))
        })
        .collect();
    operation["responses"]["200"]["content"] = Value::Object(content);
}

/// How an export begins.
fn example(format: Format) -> Value {
    match format {
        Format::CaseFile | Format::TimelineJs => json!({ "format": "counterpoint/1" }),
        Format::ClaimLines => "{\"id\":\"when-1\",\"question\":\"when\",\"value\":\"2019-01-10\"}\n".into(),
        Format::SourceLines | Format::MatrixLines => "{\"source\":\"guardian\",\"answers\":{}}\n".into(),
        Format::ClaimSheet | Format::SourceSheet | Format::MatrixSheet => {
            "\u{FEFF}\"id\",\"question\",\"value\"\r\n\"when-1\",\"when\",\"2019-01-10\"\r\n".into()
        }
        Format::JsonLd => json!({ "@context": "https://schema.org", "@graph": [] }),
        Format::TimelineSvg => "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>".into(),
        Format::BriefMarkdown => "# The attempt\n".into(),
        Format::BriefHtml => "<!doctype html>\n<html lang=\"en\" dir=\"ltr\"></html>".into(),
    }
}
