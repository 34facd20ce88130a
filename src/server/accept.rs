//! The accept loop: connections with deadlines and limits, ended in good order.

use std::{
    collections::HashMap,
    convert::Infallible,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    http::{HeaderValue, Request, Response, StatusCode, header},
};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_io_timeout::TimeoutStream;
use tower::{ServiceExt as _, service_fn};

use super::heads::{Followed, Heads};
use crate::admission::Peer;

/// How long a client may take to send the head of a request; also how long an idle connection is kept.
const HEAD_WAIT: Duration = Duration::from_secs(10);
/// How long open requests may take once the process has been told to stop.
const STOP_WAIT: Duration = Duration::from_secs(10);
/// How long to wait when the machine has no more file handles.
const NO_HANDLE_WAIT: Duration = Duration::from_millis(100);

/// How long an answer waits for a client that takes nothing of it, as served. It stays in memory meanwhile, and the
/// connection in its place.
pub const UNTAKEN_WAIT: Duration = Duration::from_secs(30);

/// How many connections are taken, and how long.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// At a time.
    pub connections: usize,
    /// At a time from one address.
    pub per_address: usize,
    /// How long an answer waits for a client that takes nothing of it.
    pub untaken: Duration,
}

/// Takes connections until `stop` ends, then lets open requests finish.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(limits.connections));
    let callers = Callers { open: Arc::default(), max: limits.per_address };
    let mut stop = std::pin::pin!(stop);
    loop {
        let taken = tokio::select! {
            taken = take(&listener, &places) => taken,
            () = &mut stop => break,
        };
        let Some((stream, address, place)) = taken else { continue };
        let Some(caller) = callers.enter(address) else { continue };
        let (heads, router) = (Heads::default(), router.clone());
        let mut stream = TimeoutStream::new(Followed::new(stream, heads.clone()));
        stream.set_write_timeout(Some(limits.untaken));
        let service = service_fn(move |request| answer(router.clone(), Peer(address), &heads, request));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_WAIT)
            .serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(service));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A client that breaks off is its own business.
            drop(connection.await);
            drop((place, caller));
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(STOP_WAIT) => tracing::warn!("some requests were still open and were cut"),
    }
}

/// The answer to a request with what is known of its connection.
fn answer(
    router: Router,
    peer: Peer,
    heads: &Heads,
    mut request: Request<Incoming>,
) -> impl Future<Output = Result<Response<Body>, Infallible>> + use<> {
    let extensions = request.extensions_mut();
    extensions.insert(peer);
    heads.next().map(|in_chunks| extensions.insert(in_chunks));
    let is_last = request.headers().contains_key(header::TRANSFER_ENCODING);
    async move {
        let mut response = router.oneshot(request).await?;
        if response.status() == StatusCode::NOT_MODIFIED {
            // Routes give it to `HEAD`, but nobody's copy is empty (RFC 9110, section 8.6).
            response.headers_mut().remove(header::CONTENT_LENGTH);
        }
        if is_last {
            // What stands behind a body in chunks is never taken for a request (RFC 9112, section 6.1).
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        Ok(response)
    }
}

async fn take(listener: &TcpListener, places: &Arc<Semaphore>) -> Option<(TcpStream, IpAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, address)) => {
            drop(stream.set_nodelay(true));
            Some((stream, address.ip(), place))
        }
        Err(error) => {
            tracing::warn!(%error, "a connection could not be taken");
            tokio::time::sleep(NO_HANDLE_WAIT).await;
            None
        }
    }
}

/// How many connections each address has open.
struct Callers {
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
    max: usize,
}

/// One open connection; leaves the count when dropped.
struct Caller {
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
    address: IpAddr,
}

impl Callers {
    fn enter(&self, address: IpAddr) -> Option<Caller> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_default();
        if *count >= self.max {
            return None;
        }
        *count += 1;
        Some(Caller { open: Arc::clone(&self.open), address })
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}
