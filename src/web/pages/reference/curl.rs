//! How a terminal asks: lines for `curl`, with the examples of the document.

use serde_json::Value;

use super::book::{Book, list, members, text};

/// The lines that the others need before them: where the server is, and who calls.
#[must_use]
pub fn setting(host: &str) -> String {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let is_loopback = ["localhost", "127.0.0.1", "[::1]"].contains(&name);
    let scheme = if is_loopback { "http" } else { "https" };
    format!("SERVER={scheme}://{host}\nTOKEN=cpt_…")
}

/// What asks for an operation.
#[must_use]
pub fn line(book: &Book<'_>, method: &str, path: &str, described: &Value) -> String {
    let mut address = path.to_owned();
    let mut said = Vec::new();
    let is_open = list(&described["security"]).any(|way| way.as_object().is_some_and(serde_json::Map::is_empty));
    let by_token = list(&described["security"]).any(|way| way["bearer"].is_array());
    if !is_open && by_token {
        said.push(r#"-H "Authorization: Bearer $TOKEN""#.to_owned());
    }
    for parameter in list(&described["parameters"]).map(|it| book.resolved(it)) {
        let (name, example) = (text(&parameter["name"]), text(&parameter["example"]));
        match parameter["in"].as_str() {
            Some("path") => address = address.replace(&format!("{{{name}}}"), &example),
            Some("query") if parameter["required"] == true => {
                let joint = if address.contains('?') { '&' } else { '?' };
                address = format!("{address}{joint}{name}={}", example.replace(' ', "+"));
            }
            Some("header") if parameter["required"] == true => said.push(format!("-H '{name}: {example}'")),
            _ => {}
        }
    }
    if let Some((media, content)) = members(&described["requestBody"]["content"]).next() {
        let body = match &content["example"] {
            Value::String(text) => text.clone(),
            body => format!("{body:#}"),
        };
        said.push(format!("-H 'Content-Type: {media}'"));
        said.push(format!("-d '{}'", body.replace('\'', r"'\''")));
    }
    let verb = if method == "get" { String::new() } else { format!(" -X {}", method.to_uppercase()) };
    let asked = format!("curl{verb} \"$SERVER{address}\"");
    std::iter::once(asked).chain(said).collect::<Vec<_>>().join(" \\\n  ")
}
