//! The heads of requests, followed as they arrive beside hyper.
//!
//! hyper drops a `Content-Length` that stands beside a `Transfer-Encoding`, so nobody behind it can see that both were
//! sent. What stands in front may have believed the other one, and what one of the two takes for a body the other takes
//! for the next request (RFC 9112, section 11.2). So the stream itself is read along: a head, the bytes of its body, the
//! next head, with the parser that hyper uses. Where that fails nothing more is told, and a body in chunks is refused.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use httparse::{EMPTY_HEADER, Request, Status};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::Sleep,
};

/// The longest head that is followed, in bytes. hyper takes longer ones; behind one of those no body comes in chunks.
const HEAD_BYTES_MAX: usize = 64 << 10;
/// The most headers of a request: as many as hyper takes.
const HEADERS_MAX: usize = 100;
/// How long a client that is still sending may take to notice the answer. A connection closed with bytes unread is reset,
/// and the answer may be lost (RFC 9112, section 9.6).
const LINGER_WAIT: Duration = Duration::from_secs(2);
/// How much is let go at once, in bytes.
const LET_GO_BYTES: usize = 8 << 10;

/// In the extensions of a request whose head said once that its body comes in chunks, and nothing else of its length.
#[derive(Debug, Clone, Copy)]
pub(super) struct InChunks;

/// What the heads on one connection said. Cheap to clone; all clones are of the same connection.
#[derive(Debug, Clone, Default)]
pub(super) struct Heads(Arc<Mutex<Told>>);

#[derive(Debug, Default)]
struct Told {
    /// How many requests were handed on.
    handed_on: u64,
    /// Which head announced a body in chunks as it should; nothing is followed behind it.
    in_chunks: Option<u64>,
}

impl Heads {
    /// What the head of the next request said; to be asked once for each, in order.
    pub(super) fn next(&self) -> Option<InChunks> {
        let mut told = self.told();
        let number = told.handed_on;
        told.handed_on += 1;
        (told.in_chunks == Some(number)).then_some(InChunks)
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection whose heads are followed.
#[derive(Debug)]
pub(super) struct Followed {
    stream: TcpStream,
    reader: HeadReader,
    /// Until when what still arrives is let go.
    lingering: Option<Pin<Box<Sleep>>>,
}

impl Followed {
    pub(super) fn new(stream: TcpStream, heads: Heads) -> Self {
        Self { stream, reader: HeadReader { at: At::default(), count: 0, heads }, lingering: None }
    }
}

impl AsyncRead for Followed {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        ready!(Pin::new(&mut this.stream).poll_read(cx, buf))?;
        this.reader.follow(&buf.filled()[before..]);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Followed {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(cx, buf)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    /// Ends the answer. Where the client may still be sending, what arrives is let go until it stops, or for
    /// [`LINGER_WAIT`].
    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.lingering.is_none() {
            ready!(Pin::new(&mut this.stream).poll_shutdown(cx))?;
            if this.reader.is_between_requests() {
                return Poll::Ready(Ok(()));
            }
        }
        let until = this.lingering.get_or_insert_with(|| Box::pin(tokio::time::sleep(LINGER_WAIT)));
        let mut bytes = [0; LET_GO_BYTES];
        // The clock comes first: who sends without a pause would have all of the time of this task.
        while until.as_mut().poll(cx).is_pending() {
            let mut let_go = ReadBuf::new(&mut bytes);
            match Pin::new(&mut this.stream).poll_read(cx, &mut let_go) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Ok(())) if !let_go.filled().is_empty() => {}
                // It has ended, or broken off.
                Poll::Ready(_) => break,
            }
        }
        Poll::Ready(Ok(()))
    }
}

/// Where in the stream of requests something stands.
#[derive(Debug)]
enum At {
    /// In a head, of which this much has come.
    Head(Vec<u8>),
    /// In a body that has so many bytes left.
    Body(u64),
    /// Behind the last head that is followed.
    Beyond,
}

impl Default for At {
    fn default() -> Self {
        Self::Head(Vec::new())
    }
}

/// Reads heads out of a stream of requests.
#[derive(Debug)]
struct HeadReader {
    at: At,
    /// How many heads were read.
    count: u64,
    heads: Heads,
}

impl HeadReader {
    fn follow(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            bytes = match &mut self.at {
                At::Beyond => return,
                At::Body(left) => {
                    let passed = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
                    *left -= passed as u64;
                    if *left == 0 {
                        self.at = At::default();
                    }
                    &bytes[passed..]
                }
                At::Head(head) => {
                    let (is_whole, rest) = take_head(head, bytes);
                    if is_whole {
                        let body = BodyOf::said_in(head);
                        self.enter(body);
                    } else if head.len() > HEAD_BYTES_MAX {
                        self.at = At::Beyond;
                    }
                    rest
                }
            };
        }
    }

    fn enter(&mut self, body: BodyOf) {
        let number = self.count;
        self.count += 1;
        self.at = match body {
            BodyOf::Bytes(0) => At::default(),
            BodyOf::Bytes(length) => At::Body(length),
            BodyOf::Chunks => {
                self.heads.told().in_chunks = Some(number);
                At::Beyond
            }
            BodyOf::Unclear => At::Beyond,
        };
    }

    /// Whether nothing of another request has come, as far as is known.
    fn is_between_requests(&self) -> bool {
        matches!(&self.at, At::Head(head) if head.is_empty())
    }
}

/// Moves bytes to `head` up to the blank line that ends it; whether that came, and what stands behind it. Blank lines
/// before a head are passed over (RFC 9112, section 2.2).
fn take_head<'a>(head: &mut Vec<u8>, bytes: &'a [u8]) -> (bool, &'a [u8]) {
    for (index, &byte) in bytes.iter().enumerate() {
        if head.is_empty() && matches!(byte, b'\r' | b'\n') {
            continue;
        }
        head.push(byte);
        if byte == b'\n' && (head.ends_with(b"\n\n") || head.ends_with(b"\n\r\n")) {
            return (true, &bytes[index + 1..]);
        }
        if head.len() > HEAD_BYTES_MAX {
            break;
        }
    }
    (false, &[])
}

/// What a head says of the body behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BodyOf {
    /// It has so many bytes.
    Bytes(u64),
    /// It comes in chunks, and nothing else is said.
    Chunks,
    /// Two things at once, something unknown, or no head of a request.
    Unclear,
}

impl BodyOf {
    fn said_in(head: &[u8]) -> Self {
        let mut headers = [EMPTY_HEADER; HEADERS_MAX];
        let mut request = Request::new(&mut headers);
        if !matches!(request.parse(head), Ok(Status::Complete(length)) if length == head.len()) {
            return Self::Unclear;
        }
        let values = |name: &str| {
            let named = request.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
            named.map(|header| header.value).collect::<Vec<_>>()
        };
        let (lengths, encodings) = (values("content-length"), values("transfer-encoding"));
        match (lengths.as_slice(), encodings.as_slice()) {
            // Behind it another protocol would begin.
            _ if request.method == Some("CONNECT") => Self::Unclear,
            ([], []) => Self::Bytes(0),
            ([first, rest @ ..], []) if rest.iter().all(|length| length == first) => {
                length(first).map_or(Self::Unclear, Self::Bytes)
            }
            // HTTP/1.0 knows no chunks.
            ([], [encoding]) if encoding.eq_ignore_ascii_case(b"chunked") && request.version == Some(1) => Self::Chunks,
            _ => Self::Unclear,
        }
    }
}

/// A length in decimal digits, and nothing beside them.
fn length(value: &[u8]) -> Option<u64> {
    let digits = std::str::from_utf8(value).ok().filter(|value| value.bytes().all(|byte| byte.is_ascii_digit()))?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of as many requests, where the stream comes in pieces of so many bytes.
    fn told(stream: &str, requests: usize, piece: usize) -> Vec<bool> {
        let heads = Heads::default();
        let mut reader = HeadReader { at: At::default(), count: 0, heads: heads.clone() };
        for piece in stream.as_bytes().chunks(piece) {
            reader.follow(piece);
        }
        (0..requests).map(|_| heads.next().is_some()).collect()
    }

    #[test]
    fn a_body_in_chunks_is_told_of_the_request_that_announced_it_however_the_stream_is_cut() {
        let stream = "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n\
             POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 45\r\nContent-Length: 45\r\n\r\n\
             POST /b HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n\
             \nDELETE /c HTTP/1.0\nHost: a\n\n\
             POST /d HTTP/1.1\r\nhost: a\r\ntransfer-encoding:  Chunked \r\nExpect: 100-continue\r\n\r\n\
             3\r\nabc\r\n0\r\n\r\n\
             POST /e HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        for piece in [1, 2, 3, 7, 64, 4_096] {
            assert_eq!(told(stream, 5, piece), [false, false, false, true, false], "{piece}");
        }
    }

    #[test]
    fn a_head_that_says_two_things_or_is_none_is_unclear_and_ends_the_following() {
        for lines in [
            "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 0",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked, chunked",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked, identity",
            "POST / HTTP/1.1\r\nTransfer-Encoding: identity",
            "POST / HTTP/1.1\r\nTransfer-Encoding: \"chunked\"",
            "POST / HTTP/1.1\r\nTransfer-Encoding:",
            "POST / HTTP/1.1\r\nTransfer-Encoding : chunked",
            "POST / HTTP/1.1\r\nTransfer-Encoding:\r\n chunked",
            "POST / HTTP/1.1\r\nX: y\r\n Transfer-Encoding: chunked",
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked",
            "POST / HTTP/2.0\r\nTransfer-Encoding: chunked",
            "POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4",
            "POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 03",
            "POST / HTTP/1.1\r\nContent-Length: 3, 3",
            "POST / HTTP/1.1\r\nContent-Length: +3",
            "POST / HTTP/1.1\r\nContent-Length: -3",
            "POST / HTTP/1.1\r\nContent-Length: 0x3",
            "POST / HTTP/1.1\r\nContent-Length:",
            "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999",
            "CONNECT a:443 HTTP/1.1\r\nHost: a:443",
            "PRI * HTTP/2.0",
            "POST /",
        ] {
            let head = format!("{lines}\r\n\r\n");
            assert_eq!(BodyOf::said_in(head.as_bytes()), BodyOf::Unclear, "{head:?}");
            let next = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
            assert_eq!(told(&format!("{head}{next}"), 2, 4_096), [false, false], "{head:?}");
        }
    }

    #[test]
    fn a_head_that_is_too_long_to_be_followed_ends_the_following() {
        let long = format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(HEAD_BYTES_MAX));
        let next = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        for piece in [1, 4_096, usize::MAX] {
            assert_eq!(told(&format!("{long}{next}"), 2, piece), [false, false]);
        }
        assert_eq!(told(next, 1, 1), [true]);
    }
}
