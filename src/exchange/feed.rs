//! Feeds: what changed, for those who follow a case, a question or a source. Atom (RFC 4287) and JSON Feed 1.1.

use atom_syndication::{Content, Entry as AtomEntry, Feed as AtomFeed, FixedDateTime, Generator, Link, Person, Text};
use jiff::Timestamp;
use serde_json::{Value, json};

/// Whoever is named as the author of a feed: RFC 4287 wants one, and who wrote a change is nobody's business here.
const AUTHOR: &str = "Counterpoint";

/// A feed; addresses in it are absolute.
#[derive(Debug, Clone)]
pub struct Feed {
    /// Its name, which never changes: a `tag:` URI (RFC 4151).
    pub id: String,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of the language it is written in.
    pub language: &'static str,
    /// When what it tells of last changed.
    pub updated: Timestamp,
    /// The page it belongs to.
    pub page: String,
    /// Its own address.
    pub itself: String,
    /// The changes, the newest first.
    pub entries: Vec<Entry>,
}

/// A change.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name, which never changes.
    pub id: String,
    /// The change in a line.
    pub title: String,
    /// All that changed, a line each.
    pub lines: Vec<String>,
    /// Where it is shown.
    pub page: String,
    /// When it was written.
    pub at: Timestamp,
}

/// The feed as Atom.
#[must_use]
pub fn to_atom(feed: &Feed) -> String {
    let link = |rel: &str, href: &str, kind: &str| Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(kind.to_owned()),
        ..Link::default()
    };
    let entry = |entry: &Entry| AtomEntry {
        id: entry.id.clone(),
        title: Text::plain(entry.title.clone()),
        updated: moment(entry.at),
        published: Some(moment(entry.at)),
        links: vec![link("alternate", &entry.page, "text/html")],
        content: Some(Content {
            value: Some(entry.lines.join("\n")),
            content_type: Some("text".to_owned()),
            ..Content::default()
        }),
        ..AtomEntry::default()
    };
    let atom = AtomFeed {
        id: feed.id.clone(),
        title: Text::plain(feed.title.clone()),
        updated: moment(feed.updated),
        authors: vec![Person { name: AUTHOR.to_owned(), ..Person::default() }],
        generator: Some(Generator {
            value: AUTHOR.to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            ..Generator::default()
        }),
        links: vec![link("self", &feed.itself, "application/atom+xml"), link("alternate", &feed.page, "text/html")],
        lang: Some(feed.language.to_owned()),
        entries: feed.entries.iter().map(entry).collect(),
        ..AtomFeed::default()
    };
    atom.to_string()
}

/// The feed as JSON Feed 1.1.
#[must_use]
pub fn to_json(feed: &Feed) -> Value {
    let item = |entry: &Entry| {
        json!({
            "id": entry.id,
            "url": entry.page,
            "title": entry.title,
            "content_text": entry.lines.join("\n"),
            "date_published": entry.at.to_string(),
            "date_modified": entry.at.to_string(),
            "language": feed.language,
        })
    };
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.itself,
        "authors": [{ "name": AUTHOR }],
        "language": feed.language,
        "items": feed.entries.iter().map(item).collect::<Vec<_>>(),
    })
}

fn moment(at: Timestamp) -> FixedDateTime {
    at.to_string().parse().unwrap_or_default()
}
