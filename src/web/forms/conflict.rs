//! Two editors at once: what somebody else saved beside what was typed, field by field. Nothing is merged.

use serde_json::Value;

use super::{
    control::{Control, Kind},
    edit,
    known::Known,
};
use crate::{
    app::App,
    domain::record::Noun,
    text::Words,
    web::{
        InCase, PageError,
        pages::history::{author, names},
    },
};

/// What somebody else saved since an edit began.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// The fields that differ.
    pub differences: Vec<Difference>,
    /// Where the record is seen as it stands.
    pub url: String,
    /// Who saved it last, and when, in a sentence.
    pub by: String,
    /// Where its versions are.
    pub history_url: String,
}

/// Who saved a record last, and when, in a sentence; and where its versions are.
///
/// # Errors
/// `Store`.
pub async fn last_saved(app: &App, page: &InCase, noun: Noun, id: &str) -> Result<(String, String), PageError> {
    let found = app.store().history(page.case(), (noun, id), (i64::MAX, 1), page.rights.identities()).await;
    let newest = found.map_err(|error| edit::failed(&page.reader, error))?.pop();
    let by = newest.map(|version| {
        let moment = page.words().moment(version.at);
        let said = [("by", author(page, &version.author).into()), ("moment", moment.into())];
        page.words().tell("form-outdated-by", &said)
    });
    let history = page.reader.link_as_it_stands(&names::history(page, noun, id));
    Ok((by.unwrap_or_else(|| page.words().say("form-outdated-history")), history))
}

/// A field that differs.
#[derive(Debug, Clone)]
pub struct Difference {
    pub label: String,
    /// What is stored now.
    pub stored: String,
    /// What was typed.
    pub typed: String,
}

/// The fields in which `typed` differs from what is `stored` now.
#[must_use]
pub fn differences(
    words: Words,
    controls: &[Control],
    stored: &Value,
    typed: &Value,
    known: Known<'_>,
) -> Vec<Difference> {
    let differs = |control: &&Control| stored[control.name] != typed[control.name];
    let difference = |control: &Control| Difference {
        label: words.say(control.label),
        stored: said(words, control, &stored[control.name], known),
        typed: said(words, control, &typed[control.name], known),
    };
    controls.iter().filter(differs).map(difference).collect()
}

/// A value of the case file as a reader would say it.
#[must_use]
pub fn said(words: Words, control: &Control, value: &Value, known: Known<'_>) -> String {
    let separator = words.say("list-separator");
    match (control.kind, value) {
        (Kind::Flag, value) => words.say(if value == &Value::Bool(true) { "form-yes" } else { "form-no" }),
        (_, Value::Null) => words.say("form-nothing"),
        (Kind::Reference(noun) | Kind::References(noun), Value::String(id)) => known.name(noun, id),
        (Kind::Word(named), Value::String(word)) => {
            let called = named(words).into_iter().find(|(known, _)| known == word);
            called.map_or_else(|| word.clone(), |(_, name)| name)
        }
        (_, Value::String(text)) => text.clone(),
        (_, Value::Array(items)) => {
            let items: Vec<String> = items.iter().map(|item| said(words, control, item, known)).collect();
            items.join(&separator)
        }
        (Kind::Options, Value::Object(option)) => {
            option.get("name").map_or_else(String::new, |name| said(words, control, name, known))
        }
        (Kind::Policy, Value::Object(rules)) => {
            rules.iter().map(|(rule, value)| format!("{rule}: {value}")).collect::<Vec<_>>().join(&separator)
        }
        (_, Value::Object(by)) => {
            let texts = by.values().filter_map(Value::as_str);
            texts.collect::<Vec<_>>().join(" / ")
        }
        (_, other) => other.to_string(),
    }
}
