//! A stream of notices: server-sent events (WHATWG HTML, section 9.2), one for each notice.
//!
//! Whoever asked passes the gate again before anything is sent, and every few seconds where nothing is: a session or
//! token that ended, a part in the case that was lost, a case that was hidden end the stream.

use std::{convert::Infallible, time::Duration};

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{
        IntoResponse as _, Response,
        sse::{Event, Sse},
    },
};
use futures_util::stream;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::Instant,
};

use super::{Notice, Wanted, id_of, place_of};
use crate::{
    admission::{Again, CameFrom},
    api::{
        ApiError,
        extract::InCase,
        sent::{once, unreadable},
    },
    app::{App, Pace, Stream, StreamRefusal},
    domain::{access::Identities, access::Viewer, id::CaseId, notice::NoticeKind},
    store::{NoticePlace, NoticesWanted, Store},
};

/// After a write nothing is looked at for so long, so that many writes one after the other are one look.
const PAUSE: Duration = Duration::from_millis(100);
/// After how long a browser that lost the stream asks again.
const RETRY: Duration = Duration::from_secs(3);
/// The most notices read at once.
const READ_MAX: usize = 100;
/// Where a stream was lost: the id of the last notice.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// What one stream knows.
struct Listening {
    store: Store,
    again: Again,
    case: CaseId,
    identities: Identities,
    kinds: Vec<NoticeKind>,
    /// Where it stands: after the last notice sent, or after all that there was to send.
    after: NoticePlace,
    /// Read and not sent yet, the next one last.
    waiting: Vec<(NoticePlace, Event)>,
    /// The revision of the case at which they were read, and where the stream stands once all are sent.
    read: (i64, NoticePlace),
    written: Receiver<CaseId>,
    sent_at: Instant,
    pace: Pace,
    is_new: bool,
    place: Stream,
}

/// Opens a stream.
pub(super) fn open(
    app: &App,
    within: &InCase,
    again: Again,
    origin: CameFrom,
    (wanted, headers): (Wanted, &HeaderMap),
) -> Result<Response, ApiError> {
    let caller = &within.caller;
    let place = app.streams().open(counted_as(again.viewer(), origin)).map_err(|refusal| match refusal {
        StreamRefusal::OfCaller => ApiError::too_many_streams(caller),
        StreamRefusal::OfAll => ApiError::busy(caller),
    })?;
    let lost_at = once(headers, &LAST_EVENT_ID).map(|id| id.ok().and_then(|id| place_of(id, '.')));
    let after = match (lost_at, wanted.since) {
        // It says where it stopped: nothing is left out and nothing comes twice.
        (Some(Some(lost_at)), _) => lost_at,
        (Some(None), _) => {
            return Err(unreadable(caller, "Last-Event-ID", "problem-header-last-event"));
        }
        (None, Some(_)) => wanted.after(),
        (None, None) => NoticePlace { revision: within.open.revision, number: i64::MAX },
    };
    let listening = Listening {
        store: app.store().clone(),
        again,
        case: within.case().clone(),
        identities: within.rights.identities(),
        kinds: wanted.kinds.unwrap_or_default(),
        after,
        waiting: Vec::new(),
        read: (0, after),
        written: app.store().written(),
        sent_at: Instant::now(),
        pace: app.stream_pace(),
        is_new: true,
        place,
    };
    let events = stream::unfold(listening, |mut listening| async move {
        let event = listening.next().await?;
        Some((Ok::<_, Infallible>(event), listening))
    });
    let mut response = Sse::new(events).into_response();
    // A proxy that buffers would hold notices back; not every one knows event streams.
    for (name, value) in [(header::CACHE_CONTROL, "no-store"), (HeaderName::from_static("x-accel-buffering"), "no")] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

/// Whose streams are counted together: those of a person, or of an address where nobody is signed in.
fn counted_as(viewer: &Viewer, origin: CameFrom) -> String {
    match viewer.person() {
        Some(person) => format!("person:{person}"),
        None => origin.counted_as(),
    }
}

impl Listening {
    /// The next event; `None` at the end.
    async fn next(&mut self) -> Option<Event> {
        if std::mem::take(&mut self.is_new) {
            // At once, so that the head of the answer is sent, whatever stands between.
            return Some(Event::default().comment("listening").retry(RETRY));
        }
        loop {
            // Between two notices as well: the receiver may be slow.
            let (revision, rights) = self.again.admit().await.ok()?;
            // Who sees more or less of the case than before is told other notices: they begin anew.
            if rights.identities() != self.identities {
                return None;
            }
            // A write since may have made a source protected, and left less of the notices before it.
            if revision != self.read.0 {
                self.waiting.clear();
            }
            if let Some((place, event)) = self.waiting.pop() {
                self.after = if self.waiting.is_empty() { self.read.1 } else { place };
                self.sent_at = Instant::now();
                return Some(event);
            }
            if revision > self.after.revision || self.after.number < i64::MAX {
                self.read(revision).await?;
            }
            if !self.waiting.is_empty() {
                continue;
            }
            if self.sent_at.elapsed() >= self.pace.silence_max {
                self.sent_at = Instant::now();
                return Some(Event::default().comment("still here"));
            }
            self.wait().await?;
        }
    }

    /// Reads what comes next, the case being at least at `revision`; `None` where the store fails.
    async fn read(&mut self, revision: i64) -> Option<()> {
        let wanted = NoticesWanted {
            after: self.after,
            kinds: self.kinds.clone(),
            identities: self.identities,
            limit: READ_MAX,
        };
        let found = self.store.notices(&self.case, wanted).await;
        let found = found.inspect_err(|error| tracing::warn!(%error, "a stream of notices could not go on")).ok()?;
        let last = found.last().map(|placed| placed.place);
        let is_all = found.len() < READ_MAX;
        let (at, revision) = (revision, revision.max(last.map_or(0, |last| last.revision)));
        let end = if is_all { NoticePlace { revision, number: i64::MAX } } else { last.unwrap_or(self.after) };
        self.read = (at, end);
        if found.is_empty() {
            self.after = end;
        }
        let events = found.iter().map(|placed| {
            let notice = Notice::from(placed);
            let event = Event::default().id(id_of(placed.place)).event(notice.kind);
            let event = event.data(serde_json::to_string(&notice).expect("a notice holds only texts and numbers"));
            (placed.place, event)
        });
        self.waiting = events.collect();
        self.waiting.reverse();
        Some(())
    }

    /// Waits until the case is written, or for a while; `None` where the server stops.
    async fn wait(&mut self) -> Option<()> {
        let until = (Instant::now() + self.pace.look_every).min(self.sent_at + self.pace.silence_max);
        loop {
            tokio::select! {
                () = self.place.stopped() => return None,
                () = tokio::time::sleep_until(until) => return Some(()),
                heard = self.written.recv() => match heard {
                    Ok(case) if case != self.case => {}
                    Ok(_) | Err(RecvError::Lagged(_)) => {
                        tokio::time::sleep(PAUSE).await;
                        self.written = self.store.written();
                        return Some(());
                    }
                    Err(RecvError::Closed) => {
                        tokio::time::sleep_until(until).await;
                        return Some(());
                    }
                },
            }
        }
    }
}
