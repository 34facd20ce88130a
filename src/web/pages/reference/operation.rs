//! What one method does at one address: what it takes, what it answers, and how a terminal asks for it.

use serde_json::Value;

use super::{
    book::{Book, example, list, members, text},
    curl,
    described::{Kind, Prose},
    shape::{Field, component},
};

/// What one method does at one address.
pub struct Operation {
    /// The fragment of its place on the page.
    pub anchor: String,
    /// The name that generated clients give it.
    pub id: String,
    /// `GET`, `POST` …
    pub method: String,
    /// The address, with names in braces.
    pub path: String,
    /// What it does, in a line.
    pub summary: String,
    /// The rest of what is to be said.
    pub description: Option<Prose>,
    /// Who may call it, each way with the scopes it needs; an empty one: anybody.
    pub callers: Vec<String>,
    /// What it takes beside what many operations take.
    pub parameters: Vec<Field>,
    /// What many operations take.
    pub shared_parameters: Vec<Link>,
    /// What may be sent.
    pub bodies: Vec<Content>,
    /// What it answers beside what many operations answer.
    pub answers: Vec<Answer>,
    /// What many operations answer.
    pub shared_answers: Vec<Link>,
    /// A line for a terminal.
    pub curl: String,
}

/// A name of something that is told elsewhere.
pub struct Link {
    /// What stands before the name: a status; otherwise empty.
    pub status: String,
    /// The name.
    pub name: String,
    /// Where it is told.
    pub url: String,
    /// Whether it must be there.
    pub is_required: bool,
}

/// What is sent or answered, in one form.
pub struct Content {
    /// The media type.
    pub media: String,
    /// What kind of value it is.
    pub kind: Kind,
    /// One value.
    pub example: Option<String>,
}

/// One status that an operation answers.
pub struct Answer {
    /// The status.
    pub status: String,
    /// When it comes.
    pub description: Prose,
    /// The headers it has; each is told elsewhere.
    pub headers: Vec<Link>,
    /// What it holds.
    pub contents: Vec<Content>,
}

impl Operation {
    /// The operation as the document describes it.
    #[must_use]
    pub fn of(book: &Book<'_>, path: &str, method: &str, described: &Value) -> Self {
        let id = text(&described["operationId"]);
        let (shared, own): (Vec<&Value>, Vec<&Value>) =
            list(&described["parameters"]).partition(|it| it["$ref"].is_string());
        let field = |it: &&Value| Field::of(book, &text(&it["name"]), it, it["required"] == true);
        let shared_parameter = |it: &&Value| {
            let parameter = book.resolved(it);
            let name = text(&parameter["name"]);
            let url = book.shared_url("parameter", component(it));
            Link { status: String::new(), url, name, is_required: parameter["required"] == true }
        };
        let mut responses: Vec<_> = members(&described["responses"]).collect();
        responses.sort_by_key(|(status, _)| *status);
        let (common, special): (Vec<_>, Vec<_>) = responses.into_iter().partition(|(_, it)| it["$ref"].is_string());
        let mut bodies = contents(book, &described["requestBody"]);
        if let Some(asked) = bodies.first_mut() {
            // It stands in the line for a terminal.
            asked.example = None;
        }
        Self {
            anchor: Self::anchor(&id),
            id,
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: text(&described["summary"]),
            description: described["description"].is_string().then(|| Prose::of(&described["description"])),
            callers: list(&described["security"]).map(caller).collect(),
            parameters: own.iter().map(field).collect(),
            shared_parameters: shared.iter().map(shared_parameter).collect(),
            bodies,
            answers: special.into_iter().map(|(status, it)| Answer::of(book, status, it)).collect(),
            shared_answers: common.into_iter().map(|(status, it)| shared_answer(book, status, it)).collect(),
            curl: curl::line(book, method, path, described),
        }
    }

    /// The fragment of the operation called `id`.
    #[must_use]
    pub fn anchor(id: &str) -> String {
        format!("op-{id}")
    }
}

impl Answer {
    fn of(book: &Book<'_>, status: &str, response: &Value) -> Self {
        let header = |(name, it): (&str, &'_ Value)| Link {
            status: String::new(),
            name: name.to_owned(),
            url: book.shared_url("header", component(it)),
            is_required: true,
        };
        Self {
            status: status.to_owned(),
            description: Prose::of(&response["description"]),
            headers: members(&response["headers"]).map(header).collect(),
            contents: contents(book, response),
        }
    }
}

/// A way to say who calls, with the scopes it needs; empty: nobody needs to.
fn caller(way: &Value) -> String {
    let ways = members(way).map(|(name, scopes)| format!("{name} {}", text(scopes)).trim_end().to_owned());
    ways.collect::<Vec<_>>().join(" + ")
}

fn contents(book: &Book<'_>, holder: &Value) -> Vec<Content> {
    let content = |(media, content): (&str, &Value)| Content {
        media: media.to_owned(),
        kind: Kind::of(book, &content["schema"]),
        example: example(&content["example"]),
    };
    members(&holder["content"]).map(content).collect()
}

fn shared_answer(book: &Book<'_>, status: &str, response: &Value) -> Link {
    let name = component(response);
    let url = book.shared_url("answer", name);
    Link { status: status.to_owned(), name: name.to_owned(), url, is_required: false }
}
