//! Feeds: what changed in a case, about a question or about a source, for those who follow it.
//!
//! An entry is a write of the case's recorded history, told by what differs between the case before and after it, both
//! as the reader may see them: what they may not see changes nothing, and who wrote is not told.

mod changes;

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use jiff::{SignedDuration, Timestamp};

use self::changes::lines;
use super::{
    ApiError,
    etag::answer_made,
    exports::{InLanguage, in_words, installation::Installation, language, worded},
    extract::InCase,
};
use crate::{
    app::App,
    domain::{
        as_known::Clock,
        id::{CaseId, QuestionId, SourceId},
        record::Noun,
        text::Language,
    },
    exchange::feed::{Entry, Feed, to_atom, to_json},
    paths,
    store::{ActivityFilter, StoreError},
    text::Words,
};

/// The newest writes of the case that a feed looks at; one of a question or a source at as many that concern it beside.
const WRITES_MAX: usize = 50;
/// The same where a case is large: each write takes the case as it stood then.
const WRITES_OF_LARGE_MAX: usize = 10;
/// From this many claims on a case is large.
const CLAIMS_LARGE: usize = 1_000;
/// The most changes told of one write.
const LINES_MAX: usize = 40;

/// What a feed is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum About {
    Case,
    Question(QuestionId),
    Source(SourceId),
}

/// In which format a feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Atom,
    Json,
}

/// Follow a case
///
/// What changes in it, as Atom (RFC 4287).
#[utoipa::path(get, path = "/api/v1/cases/{case}/feed.atom", operation_id = "follow_case_atom", tag = "feeds",
    params(InLanguage), responses((status = 200, description = "The feed.", body = String,
        content_type = "application/atom+xml", example = "<feed xmlns=\"http://www.w3.org/2005/Atom\">…</feed>")))]
pub(super) async fn case_atom(
    State(app): State<App>,
    installation: Installation,
    within: InCase,
) -> Result<Response, ApiError> {
    feed(app, installation, within, About::Case, Kind::Atom).await
}

/// Follow a case in JSON
///
/// What changes in it, as JSON Feed 1.1.
#[utoipa::path(get, path = "/api/v1/cases/{case}/feed.json", operation_id = "follow_case_json", tag = "feeds",
    params(InLanguage), responses((status = 200, description = "The feed.", body = String,
        content_type = "application/feed+json", example = "{\"version\": \"https://jsonfeed.org/version/1.1\"}")))]
pub(super) async fn case_json(
    State(app): State<App>,
    installation: Installation,
    within: InCase,
) -> Result<Response, ApiError> {
    feed(app, installation, within, About::Case, Kind::Json).await
}

/// Follow a question
///
/// What changes about it, as Atom (RFC 4287).
#[utoipa::path(get, path = "/api/v1/cases/{case}/questions/{question}/feed.atom", operation_id = "follow_question_atom",
    tag = "feeds", params(InLanguage), responses((status = 200, description = "The feed.", body = String,
        content_type = "application/atom+xml", example = "<feed xmlns=\"http://www.w3.org/2005/Atom\">…</feed>")))]
pub(super) async fn question_atom(
    State(app): State<App>,
    installation: Installation,
    within: InCase,
) -> Result<Response, ApiError> {
    let about = question(&within)?;
    feed(app, installation, within, about, Kind::Atom).await
}

/// Follow a question in JSON
///
/// What changes about it, as JSON Feed 1.1.
#[utoipa::path(get, path = "/api/v1/cases/{case}/questions/{question}/feed.json", operation_id = "follow_question_json",
    tag = "feeds", params(InLanguage), responses((status = 200, description = "The feed.", body = String,
        content_type = "application/feed+json", example = "{\"version\": \"https://jsonfeed.org/version/1.1\"}")))]
pub(super) async fn question_json(
    State(app): State<App>,
    installation: Installation,
    within: InCase,
) -> Result<Response, ApiError> {
    let about = question(&within)?;
    feed(app, installation, within, about, Kind::Json).await
}

/// Follow a source
///
/// What changes about it and what it says or relays, as Atom (RFC 4287).
#[utoipa::path(get, path = "/api/v1/cases/{case}/sources/{source}/feed.atom", operation_id = "follow_source_atom",
    tag = "feeds", params(InLanguage), responses((status = 200, description = "The feed.", body = String,
        content_type = "application/atom+xml", example = "<feed xmlns=\"http://www.w3.org/2005/Atom\">…</feed>")))]
pub(super) async fn source_atom(
    State(app): State<App>,
    installation: Installation,
    within: InCase,
) -> Result<Response, ApiError> {
    let about = source(&within)?;
    feed(app, installation, within, about, Kind::Atom).await
}

/// Follow a source in JSON
///
/// What changes about it and what it says or relays, as JSON Feed 1.1.
#[utoipa::path(get, path = "/api/v1/cases/{case}/sources/{source}/feed.json", operation_id = "follow_source_json",
    tag = "feeds", params(InLanguage), responses((status = 200, description = "The feed.", body = String,
        content_type = "application/feed+json", example = "{\"version\": \"https://jsonfeed.org/version/1.1\"}")))]
pub(super) async fn source_json(
    State(app): State<App>,
    installation: Installation,
    within: InCase,
) -> Result<Response, ApiError> {
    let about = source(&within)?;
    feed(app, installation, within, about, Kind::Json).await
}

fn question(within: &InCase) -> Result<About, ApiError> {
    let number = within.number("question", |id: &QuestionId| within.dossier().question_number(id))?;
    Ok(About::Question(within.dossier().questions()[number].id.clone()))
}

fn source(within: &InCase) -> Result<About, ApiError> {
    let number = within.number("source", |id: &SourceId| within.dossier().source_number(id))?;
    Ok(About::Source(within.dossier().sources()[number].id.clone()))
}

async fn feed(
    app: App,
    installation: Installation,
    within: InCase,
    about: About,
    kind: Kind,
) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let language = language(&mut query).unwrap_or(within.caller.language);
    query.finish(&within.caller)?;
    let stamp = worded(within.stamp(), language, &installation);
    let open = Arc::clone(&within.open);
    let answering = async move {
        let caller = &within.caller;
        let making = async {
            match made(&app, &installation, &within, &about, (language, kind)).await {
                Ok(feed) => printed(&feed, kind),
                Err(error) => ApiError::store(caller, error).into_response(),
            }
        };
        in_words(answer_made(caller, stamp, making).await, language)
    };
    Ok(open.work(answering).await)
}

fn printed(feed: &Feed, kind: Kind) -> Response {
    let (media_type, body) = match kind {
        Kind::Atom => ("application/atom+xml; charset=utf-8", to_atom(feed)),
        Kind::Json => ("application/feed+json", format!("{:#}\n", to_json(feed))),
    };
    ([(header::CONTENT_TYPE, HeaderValue::from_static(media_type))], body).into_response()
}

async fn made(
    app: &App,
    installation: &Installation,
    within: &InCase,
    about: &About,
    (language, kind): (Language, Kind),
) -> Result<Feed, StoreError> {
    let (case, words) = (within.case(), Words::of(language));
    let title = within.dossier().case().title.to(language).to_owned();
    let name = match about {
        About::Case => title.clone(),
        About::Question(id) => {
            let number = within.dossier().question_number(id).unwrap_or_default();
            within.dossier().questions()[number].text.to(language).to_owned()
        }
        About::Source(id) => {
            let number = within.dossier().source_number(id).unwrap_or_default();
            words.source(within.dossier(), number).into_owned()
        }
    };
    let heading = words.tell("activity-heading-case", &[("name", name.into())]);
    let (page, itself, place) = addresses(case, about, kind);
    let entries = entries(app, installation, within, about, words).await?;
    Ok(Feed {
        // A tag names a day on which its host was somebody's (RFC 4151); it must not move, or the feed would be another.
        id: format!("tag:{},2026:{place}", installation.host),
        title: words.plain(heading),
        language: language.tag(),
        updated: entries.first().map_or(within.open.changed_at, |entry| entry.at),
        page: format!("{}{page}", installation.base),
        itself: format!("{}{itself}", installation.base),
        entries,
    })
}

/// The page, the address of the feed, and the name of what it is about.
fn addresses(case: &CaseId, about: &About, kind: Kind) -> (String, String, String) {
    let ending = if kind == Kind::Atom { "atom" } else { "json" };
    match about {
        About::Case => (paths::case(case), paths::api_case_feed(case, ending), format!("cases/{case}")),
        About::Question(id) => (
            paths::question(case, id),
            paths::api_question_feed(case, id, ending),
            format!("cases/{case}/questions/{id}"),
        ),
        About::Source(id) => {
            (paths::source(case, id), paths::api_source_feed(case, id, ending), format!("cases/{case}/sources/{id}"))
        }
    }
}

/// The newest writes that changed something of what the feed is about, the newest first.
async fn entries(
    app: &App,
    installation: &Installation,
    within: &InCase,
    about: &About,
    words: Words,
) -> Result<Vec<Entry>, StoreError> {
    let case = within.case().clone();
    let is_large = within.dossier().claims().len() >= CLAIMS_LARGE;
    let most = if is_large { WRITES_OF_LARGE_MAX } else { WRITES_MAX };
    let mut entries = Vec::new();
    for (revision, at) in writes(app, &case, about, most).await? {
        if entries.len() == most {
            break;
        }
        let now = app.recorded_case(&within.open, within.rights, at).await?;
        let before = at - SignedDuration::from_micros(1);
        let before = app.recorded_case(&within.open, within.rights, before).await?;
        let told = lines(words, about, &before, &now);
        if !told.is_empty() {
            entries.push(entry(installation, (&case, about), words, (at, revision), told));
        }
    }
    Ok(entries)
}

/// The writes that a feed looks at, the newest first: the newest of the case, any of which may have changed a state, and
/// those that concern what the feed is about, however long ago.
async fn writes(app: &App, case: &CaseId, about: &About, most: usize) -> Result<Vec<(i64, Timestamp)>, StoreError> {
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    // Nobody is named, so that acts on members and webhooks are not among them.
    let filter = ActivityFilter { cases: vec![case.clone()], ..ActivityFilter::default() };
    let newest = app.store().activity(&filter, most).await?;
    let mut writes: Vec<(i64, Timestamp)> = newest.iter().map(|write| (write.place.revision, write.at)).collect();
    let concerning = match about {
        About::Case => Vec::new(),
        About::Question(id) => app.store().writes_concerning(case, Noun::Question, id.as_str(), most).await?,
        About::Source(id) => app.store().writes_concerning(case, Noun::Source, id.as_str(), most).await?,
    };
    writes.extend(concerning);
    writes.sort_unstable_by(|one, other| other.cmp(one));
    // What was written at one moment can only be told together.
    writes.dedup_by_key(|(_, at)| *at);
    Ok(writes)
}

fn entry(
    installation: &Installation,
    (case, about): (&CaseId, &About),
    words: Words,
    (at, revision): (Timestamp, i64),
    mut lines: Vec<String>,
) -> Entry {
    let (page, _, place) = addresses(case, about, Kind::Atom);
    let count = lines.len();
    let title = match count {
        1 => lines[0].clone(),
        count => {
            let more = words.counted("feed-more", count - 1);
            words.tell("feed-first-and-more", &[("first", lines[0].as_str().into()), ("more", more.into())])
        }
    };
    if count > LINES_MAX {
        lines.truncate(LINES_MAX);
        lines.push(words.counted("feed-more", count - LINES_MAX));
    }
    let day = at.strftime("%Y-%m-%d");
    let query = format!("clock={}&as_of={at}", Clock::Recorded.word());
    Entry {
        id: format!("tag:{},{day}:{place}/revisions/{revision}", installation.host),
        title: words.plain(title),
        lines: lines.into_iter().map(|line| words.plain(line)).collect(),
        page: format!("{}{page}?{query}", installation.base),
        at,
    }
}
