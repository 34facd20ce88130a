//! What holds for all operations, in short: each with the places of the document that tell it.

use super::{
    book::{Book, Home, members, text},
    operation::Operation,
};
use crate::{paths, text::Words};

/// Something that holds for all operations.
pub struct Convention {
    /// What it is about.
    pub heading: String,
    /// What holds.
    pub sentence: String,
    /// Where more is told: words of the document, and the address.
    pub links: Vec<(String, String)>,
}

/// All of them, in the order in which somebody who begins needs them.
#[must_use]
pub fn all(book: &Book<'_>, words: Words) -> Vec<Convention> {
    let convention = |heading: &str, sentence: &str, links: Vec<(String, String)>| Convention {
        heading: words.say(heading),
        sentence: words.say(sentence),
        links,
    };
    let shared = |kind: &str, component: &str, name: &str| (name.to_owned(), book.shared_url(kind, component));
    let answer = |component: &str| shared("answer", component, component);
    let operation = |id: &str| operation(book, id);
    vec![
        convention(
            "reference-tokens-heading",
            "reference-tokens",
            [(paths::account_tokens(), book.link(&paths::account_tokens()))]
                .into_iter()
                .chain(operation("create_token"))
                .collect(),
        ),
        convention(
            "reference-lists-heading",
            "reference-lists",
            operation("list_claims").into_iter().chain([shared("header", "Link", "Link")]).collect(),
        ),
        convention(
            "reference-fresh-heading",
            "reference-fresh",
            vec![shared("header", "ETag", "ETag"), shared("parameter", "IfNoneMatch", "If-None-Match")],
        ),
        convention(
            "reference-writes-heading",
            "reference-writes",
            vec![shared("parameter", "IfMatch", "If-Match"), answer("PreconditionFailed")],
        ),
        convention(
            "reference-again-heading",
            "reference-again",
            vec![shared("parameter", "IdempotencyKey", "Idempotency-Key")],
        ),
        convention(
            "reference-problems-heading",
            "reference-problems",
            vec![("Problem".to_owned(), book.shape_url("Problem")), answer("InvalidBody")],
        ),
        convention(
            "reference-limits-heading",
            "reference-limits",
            vec![answer("BodyTooLarge"), answer("TooManyTries")],
        ),
    ]
}

/// The summary of an operation, and where it is told.
fn operation(book: &Book<'_>, id: &str) -> Option<(String, String)> {
    let all = members(&book.document["paths"]).flat_map(|(_, item)| members(item));
    let (_, it) = all.into_iter().find(|(_, it)| it["operationId"] == id)?;
    let home = Home::Noun(text(&it["tags"][0]));
    Some((text(&it["summary"]), book.url(&home, &Operation::anchor(id))))
}
