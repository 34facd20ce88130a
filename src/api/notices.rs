//! Notices: what each write changed in meaning, as a list and as a stream that goes on.

use std::collections::BTreeMap;

use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    extract::InCase,
    keyset::{self, answer_placed},
    paging::{LIMIT, List},
    query::Query,
};
use crate::{
    admission::{Again, CameFrom},
    app::App,
    domain::{
        analysis::State as QuestionState,
        fault::FaultKind,
        notice::{Changed, NoticeKind},
        record::Noun,
    },
    store::{NoticePlace, NoticesWanted, PlacedNotice},
};

mod stream;

/// One thing of meaning that a write changed. What does not belong to its kind is left out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notice {
    /// Its id: the revision and its number among the notices of that revision. Later ones are larger, part by part.
    #[schema(example = "7.2")]
    pub id: String,
    /// What kind of thing it says.
    #[schema(example = "position_gained_root")]
    pub kind: &'static str,
    /// The revision of the case that it tells of.
    #[schema(example = 7, minimum = 1)]
    pub revision: i64,
    /// The moment of the write (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub at: String,
    /// The id of the question concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "when")]
    pub question: Option<String>,
    /// The letter of the position concerned, as it is after the write.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "B")]
    pub position: Option<String>,
    /// Its letter before the write: letters shift when an earlier report comes in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "A")]
    pub position_before: Option<String>,
    /// The id of the source that the position gained or lost as a root.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "sdf")]
    pub root: Option<String>,
    /// The state of the question after the write.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "contested")]
    pub state: Option<&'static str>,
    /// Its state before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "one_source")]
    pub state_before: Option<&'static str>,
    /// The id of the claim concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "when-1")]
    pub claim: Option<String>,
    /// When the judgement concerned was signed (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub signed_at: Option<String>,
    /// How many records the write added, updated and withdrew; with `case_changed` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = RecordCounts, required = false)]
    pub changed: Option<RecordCounts>,
}

/// Numbers of records by the name of their list; lists without any are left out.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordCounts {
    /// Those that were not there.
    #[schema(example = json!({ "documents": 1 }))]
    pub added: BTreeMap<&'static str, usize>,
    /// Those that were there and differed.
    #[schema(example = json!({ "sources": 2 }))]
    pub updated: BTreeMap<&'static str, usize>,
    /// Those that no longer stand.
    #[schema(example = json!({}))]
    pub withdrawn: BTreeMap<&'static str, usize>,
}

impl From<&PlacedNotice> for Notice {
    fn from(PlacedNotice { place, at, notice }: &PlacedNotice) -> Self {
        Self {
            id: id_of(*place),
            kind: notice.kind.word(),
            revision: place.revision,
            at: at.to_string(),
            question: super::shapes::printed(notice.question.as_ref()),
            position: super::shapes::printed(notice.position.as_ref()),
            position_before: super::shapes::printed(notice.position_before.as_ref()),
            root: super::shapes::printed(notice.root.as_ref()),
            state: notice.state.map(QuestionState::word),
            state_before: notice.state_before.map(QuestionState::word),
            claim: super::shapes::printed(notice.claim.as_ref()),
            signed_at: super::shapes::printed(notice.signed_at.as_ref()),
            changed: notice.changed.as_ref().map(Into::into),
        }
    }
}

impl From<&Changed> for RecordCounts {
    fn from(Changed { added, updated, withdrawn }: &Changed) -> Self {
        let by_list = |counts: &BTreeMap<Noun, usize>| counts.iter().map(|(noun, n)| (noun.list(), *n)).collect();
        Self { added: by_list(added), updated: by_list(updated), withdrawn: by_list(withdrawn) }
    }
}

/// The id of a notice: what `Last-Event-ID` says of a stream.
fn id_of(place: NoticePlace) -> String {
    format!("{}.{}", place.revision, place.number)
}

/// Reads the id of a notice, its parts with `separator` between.
fn place_of(id: &str, separator: char) -> Option<NoticePlace> {
    let (revision, number) = id.split_once(separator)?;
    let part = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
    Some(NoticePlace { revision: part(revision)?, number: part(number)? })
}

/// Which notices are asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Where the last page ended: the `next` of that page, as it came. Absent: from the beginning, or from `since` on.
    #[param(value_type = Option<String>, example = "Ny0y")]
    cursor: Option<NoticePlace>,
    /// The most notices of the page, 1 to 200; 50 when absent. A stream has no pages and takes no limit.
    #[param(value_type = Option<usize>, minimum = 1, maximum = 200, example = 50)]
    limit: usize,
    /// Only those of revisions after this one. A stream where it is absent begins with the next write.
    #[param(value_type = Option<i64>, minimum = 0, example = 6)]
    since: Option<i64>,
    /// Only these kinds, with commas between; all when absent.
    #[param(value_type = Option<String>, example = "question_became_contested,position_appeared")]
    kinds: Option<Vec<NoticeKind>>,
}

impl Wanted {
    fn read(query: &mut Query, is_stream: bool) -> Self {
        let (cursor, limit) = if is_stream { (None, LIMIT) } else { keyset::read(query, |text| place_of(text, '-')) };
        let since = query.value("since", |since| match since.parse() {
            Ok(revision @ 0..) => Ok(revision),
            _ => Err(FaultKind::OutOfRange { min: "0".to_owned(), max: i64::MAX.to_string() }),
        });
        let kinds = query.list("kinds", NoticeKind::parse);
        Self { cursor, limit, since, kinds }
    }

    /// The place after which it begins.
    fn after(&self) -> NoticePlace {
        // After the last notice of that revision, whatever its number.
        let since = self.since.map(|revision| NoticePlace { revision, number: i64::MAX });
        self.cursor.into_iter().chain(since).max().unwrap_or_default()
    }
}

/// List what changed
///
/// What each write changed in meaning, the earliest first: positions that appeared, vanished, gained or lost a root,
/// questions that became contested, judgements that went stale. Every revision has at least one notice. With
/// `Accept: text/event-stream` the answer goes on with every write (server-sent events): `id` is the id of a notice,
/// `event` its kind, `data` the notice. `Last-Event-ID` resumes after that notice. A stream ends when its caller may
/// not see the case any more.
#[utoipa::path(get, path = "/api/v1/cases/{case}/notices", operation_id = "list_notices", tag = "notices",
    params(Wanted), responses(
        (status = 200, description = "A page of notices, or the stream of them.", body = List<Notice>),
    ))]
pub(super) async fn list(
    State(app): State<App>,
    within: InCase,
    again: Again,
    origin: axum::Extension<CameFrom>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let is_stream = wants_stream(&headers);
    let mut query = within.caller.query();
    let wanted = Wanted::read(&mut query, is_stream);
    query.finish(&within.caller)?;
    if is_stream {
        return stream::open(&app, &within, again, *origin, (wanted, &headers));
    }
    let limit = wanted.limit;
    let mut found = app
        .store()
        .notices(
            within.case(),
            NoticesWanted {
                after: wanted.after(),
                kinds: wanted.kinds.unwrap_or_default(),
                identities: within.rights.identities(),
                limit: limit + 1,
            },
        )
        .await
        .map_err(|error| ApiError::store(&within.caller, error))?;
    // A write since the case was opened has another entity tag.
    found.retain(|placed| placed.place.revision <= within.open.revision);
    let place = |last: &PlacedNotice| format!("{}-{}", last.place.revision, last.place.number);
    Ok(answer_placed(&within.caller, within.stamp(), (found, limit), place, |placed| Notice::from(placed)))
}

/// Whether the caller asks for a stream (RFC 9110, section 12.5.1): as browsers do, by naming it with any weight but
/// none.
fn wants_stream(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut ranges = accepted.flat_map(|value| value.split(','));
    ranges.any(|range| {
        let mut parts = range.split(';').map(str::trim);
        let is_stream = parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("text/event-stream"));
        let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
        is_stream && weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|weight| weight > 0.0))
    })
}
