//! Somebody outside who is told: a server on this machine that keeps what it is sent.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU16, Ordering},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use counterpoint::{
    app::{App, Security},
    clock::Clock,
    delivery::Courier,
    outbound::Reach,
};
use hyper::server::conn::http1;
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::{ServerConfig, pki_types::PrivateKeyDer};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::{
    app::{NOW, TestApp},
    records::moment,
};

/// A receiver that answers with a status of the test's choice.
#[derive(Clone)]
pub struct Receiver {
    /// Where it listens.
    pub address: String,
    status: Arc<AtomicU16>,
    received: Arc<Mutex<Vec<Received>>>,
}

/// Somebody who vouches for receivers.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// Its certificate, as the settings take it.
    pub pem: String,
}

impl Authority {
    /// An authority that nobody knows yet.
    pub fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut about = CertificateParams::new(Vec::new()).unwrap();
        about.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = about.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(about, key), pem }
    }

    /// What a server called `localhost` shows.
    fn server(&self) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let about = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let certificate = about.signed_by(&key, &self.issuer).unwrap();
        let secret = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = config.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], secret);
        Arc::new(config.unwrap())
    }
}

/// A message as it came.
#[derive(Debug, Clone)]
pub struct Received {
    pub headers: HeaderMap,
    pub body: String,
}

impl Received {
    /// The body.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The name of the message.
    pub fn id(&self) -> &str {
        self.headers["webhook-id"].to_str().unwrap()
    }
}

impl Receiver {
    /// Listens, and takes everything.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver = Self::at(format!("http://{}/hook?of=test", listener.local_addr().unwrap()));
        let router = receiver.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        receiver
    }

    /// Listens over TLS under the name `localhost`, with a certificate of `authority`.
    pub async fn start_over_tls(authority: &Authority) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver = Self::at(format!("https://localhost:{}/hook", listener.local_addr().unwrap().port()));
        let service = TowerToHyperService::new(receiver.router());
        let tls = TlsAcceptor::from(authority.server());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // Whoever does not trust the certificate hangs up.
                let Ok(stream) = tls.accept(stream).await else { continue };
                let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service.clone());
                tokio::spawn(connection);
            }
        });
        receiver
    }

    fn at(address: String) -> Self {
        Self { address, status: Arc::new(AtomicU16::new(204)), received: Arc::default() }
    }

    fn router(&self) -> Router {
        Router::new().fallback(take).with_state(self.clone())
    }

    /// Answers with `status` from now on.
    pub fn answer_with(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    /// What came so far.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

/// Makes the attempts that are due of the webhooks of `app`, to anywhere, and says how many there were.
pub async fn send_due(app: &TestApp) -> usize {
    let security = Security { reach: Reach::Anywhere, ..Security::default() };
    let app = App::secured(app.store().clone(), Clock::fixed(moment(NOW)), security);
    Courier::new(app).send_due().await.unwrap()
}

async fn take(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> Response {
    let body = String::from_utf8(body.to_vec()).unwrap();
    receiver.received.lock().unwrap().push(Received { headers, body });
    let status = StatusCode::from_u16(receiver.status.load(Ordering::SeqCst)).unwrap();
    if status.is_redirection() {
        return (status, [(header::LOCATION, "/elsewhere")]).into_response();
    }
    (status, "x".repeat(100_000)).into_response()
}
