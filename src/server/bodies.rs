//! The bodies of requests, in pieces worth holding.

use std::{
    mem,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
};

use axum::{
    BoxError,
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use hyper::body::{Frame, SizeHint};

/// How long a piece is at least, in bytes, but for the last one.
const PIECE_BYTES: usize = 64 << 10;

/// Hands the body on in pieces of [`PIECE_BYTES`], and refuses what turns out not to be sound HTTP: a chunk without its
/// length, an end that never came.
pub(super) async fn check(request: Request, next: Next) -> Response {
    let is_broken = Arc::new(AtomicBool::new(false));
    let request = request.map(|body| Body::new(Gathered { body, held: Vec::new(), is_broken: Arc::clone(&is_broken) }));
    let response = next.run(request).await;
    if is_broken.load(Ordering::Relaxed) {
        return (StatusCode::BAD_REQUEST, "The body is not sound: its chunks, or its length.\n").into_response();
    }
    response
}

/// A body whose pieces are gathered. Each piece that arrives keeps all of the buffer that it was read into, and a client
/// may send byte by byte.
struct Gathered {
    body: Body,
    held: Vec<u8>,
    is_broken: Arc<AtomicBool>,
}

impl HttpBody for Gathered {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        while let Some(frame) = ready!(Pin::new(&mut this.body).poll_frame(cx)) {
            match frame.map(Frame::into_data) {
                Ok(Ok(piece)) => {
                    if this.held.is_empty() && piece.len() >= PIECE_BYTES {
                        return Poll::Ready(Some(Ok(Frame::data(piece))));
                    }
                    this.held.extend_from_slice(&piece);
                    if this.held.len() >= PIECE_BYTES {
                        break;
                    }
                }
                // Trailers; nobody asks for any.
                Ok(Err(_)) => {}
                Err(error) => {
                    this.is_broken.store(true, Ordering::Relaxed);
                    return Poll::Ready(Some(Err(error.into())));
                }
            }
        }
        let held = mem::take(&mut this.held);
        Poll::Ready((!held.is_empty()).then(|| Ok(Frame::data(held.into()))))
    }

    fn is_end_stream(&self) -> bool {
        self.held.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (rest, held) = (self.body.size_hint(), self.held.len() as u64);
        let mut hint = SizeHint::new();
        hint.set_lower(rest.lower() + held);
        if let Some(upper) = rest.upper() {
            hint.set_upper(upper + held);
        }
        hint
    }
}
