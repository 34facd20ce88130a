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

/// Describes the feeds in JSON (JSON Feed 1.1).
pub(super) fn describe_feeds(operation: &mut Value) {
    // Indexing would put an answer where there is none.
    let Some(contents) = operation.pointer_mut("/responses/200/content") else { return };
    let Some(content) = contents.get_mut("application/feed+json") else { return };
    let text = |description: &str, example: &str| json!({ "type": "string", "description": description, "examples": [example] });
    let item = json!({
        "type": "object", "required": ["id", "url", "title", "content_text", "date_modified"],
        "properties": {
            "id": text("A tag: URI that does not change.", "tag:localhost,2026-03-01:cases/baghdadi-2019/revisions/1"),
            "url": text("The page that shows the case after the write.", "http://localhost:8080/cases/baghdadi-2019"),
            "title": text("What changed, in a line.", "Records added"),
            "content_text": text("What changed, a line for each.", "Records added"),
            "date_modified": text("The moment of the write (RFC 3339).", "2026-03-01T10:00:00Z"),
        },
    });
    let version = "https://jsonfeed.org/version/1.1";
    content["schema"] = json!({
        "type": "object", "description": "A feed, as JSON Feed 1.1 has it.", "required": ["version", "title", "items"],
        "properties": {
            "version": text("The version of the format.", version),
            "title": text("What the feed is of.", "Activity in “The attempt”"),
            "items": { "type": "array", "description": "The newest first.", "items": item, "examples": [[]] },
        },
    });
    content["example"] = json!({ "version": version, "title": "Activity in “The attempt”", "items": [] });
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
