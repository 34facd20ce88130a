//! The accept loop: connections with deadlines and limits, ended in good order.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    http::{Request, Response, StatusCode, header},
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
use tower::ServiceExt as _;

use crate::admission::Peer;

/// How long a client may take to send the head of a request; also how long an idle connection is kept.
const HEAD_WAIT: Duration = Duration::from_secs(10);
/// How long open requests may take once the process has been told to stop.
const STOP_WAIT: Duration = Duration::from_secs(10);
/// How long to wait when the machine has no more file handles.
const NO_HANDLE_WAIT: Duration = Duration::from_millis(100);

/// How many connections are taken.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// At a time.
    pub connections: usize,
    /// At a time from one address.
    pub per_address: usize,
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
        let with_peer = move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(Peer(address));
            request
        };
        let service = TowerToHyperService::new(router.clone().map_request(with_peer).map_response(without_length));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_WAIT)
            .serve_connection(TokioIo::new(stream), service);
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

/// An answer of 304 without the length that routes give to `HEAD`: nobody's copy is empty (RFC 9110, section 8.6).
fn without_length<B>(mut response: Response<B>) -> Response<B> {
    if response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    response
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
