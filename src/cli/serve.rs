//! `serve`: the cases of a database, until the process is told to stop.

use std::{io::ErrorKind, net::SocketAddr, path::PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use jiff::SignedDuration;
use tokio::net::TcpListener;

use super::{block_on, output::print_line, place::Place};
use crate::{
    app::{App, Pace, Security},
    clock::Clock,
    config::{
        CONNECTIONS_MAX, CONNECTIONS_PER_ADDRESS_MAX, Config, LISTEN, Network, SESSION_HOURS, SESSION_IDLE_MINUTES,
        SessionLives,
    },
    credentials::{Cost, Hasher, SetupCode},
    delivery::Courier,
    outbound::{Authorities, Reach},
    paths, server,
    store::{Editor, Store},
};

/// Options of `serve`.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Where to listen.
    #[arg(long, env = "COUNTERPOINT_LISTEN", default_value = LISTEN)]
    listen: SocketAddr,
    /// A name it is called by, as behind a proxy; several with commas. On a loopback address only its own names and
    /// these are answered; on another address any name, unless some are given.
    #[arg(long, env = "COUNTERPOINT_HOSTS", value_delimiter = ',')]
    host: Vec<String>,
    #[command(flatten)]
    place: Place,
    /// The most connections at a time.
    #[arg(long, env = "COUNTERPOINT_CONNECTIONS_MAX", default_value_t = CONNECTIONS_MAX)]
    connections_max: usize,
    /// The most connections from one address; behind a proxy all come from one.
    #[arg(long, env = "COUNTERPOINT_CONNECTIONS_PER_ADDRESS_MAX", default_value_t = CONNECTIONS_PER_ADDRESS_MAX)]
    connections_per_address_max: usize,
    /// Minutes without a request after which somebody has to sign in again.
    #[arg(long, env = "COUNTERPOINT_SESSION_IDLE_MINUTES", default_value_t = SESSION_IDLE_MINUTES)]
    session_idle_minutes: u32,
    /// Hours after which somebody has to sign in again in any case.
    #[arg(long, env = "COUNTERPOINT_SESSION_HOURS", default_value_t = SESSION_HOURS)]
    session_hours: u32,
    /// A proxy in front, as an address or a network; several with commas. What it says of who called is believed
    /// (X-Forwarded-For), nobody else's is.
    #[arg(long, env = "COUNTERPOINT_PROXIES", value_delimiter = ',')]
    proxy: Vec<Network>,
    /// Webhooks may lead to private addresses too, and over http: for receivers on this machine or in its network.
    #[arg(long, env = "COUNTERPOINT_WEBHOOKS_PRIVATE", default_value_t = false, action = clap::ArgAction::Set,
        num_args = 0..=1, default_missing_value = "true")]
    webhooks_private: bool,
    /// A file of certificates in PEM of authorities that vouch for receivers of webhooks, beside those whom the system
    /// trusts: for a network with an authority of its own.
    #[arg(long, env = "COUNTERPOINT_WEBHOOKS_CA")]
    webhooks_ca: Option<PathBuf>,
}

impl Serve {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let config = Config {
            listen: self.listen,
            hosts: self.host,
            data: self.place.data,
            key_file: self.place.key_file,
            connections_max: self.connections_max,
            connections_per_address_max: self.connections_per_address_max,
            session_lives: SessionLives {
                idle: SignedDuration::from_mins(self.session_idle_minutes.into()),
                whole: SignedDuration::from_hours(self.session_hours.into()),
            },
            proxies: self.proxy,
            webhooks_private: self.webhooks_private,
            webhooks_ca: self.webhooks_ca,
        };
        block_on(async {
            let listener = listen(&config).await?;
            let store = open_store(&config).await?;
            let address = listener.local_addr()?;
            print_line(&format!("Counterpoint listens on http://{address}"))?;
            if !address.ip().is_loopback() && config.proxies.is_empty() {
                print_line(NO_SIGN_IN)?;
            }
            offer_setup(&store, address).await?;
            serve(listener, store, &config, Kind::Real).await
        })
    }
}

/// Said where browsers cannot reach a server that listens on another address than a loopback one (RFC 6265bis: a
/// `Secure` cookie needs https or a loopback address).
const NO_SIGN_IN: &str = "Signing in works over https alone, or on this machine: put a proxy that speaks TLS in front, \
     and name it with --proxy.";

/// Whether a server is for work or for looking around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Real,
    /// Anybody may sign in as the demo editor.
    Demo,
}

/// Where nobody has an account, prints the code that makes the first one. An earlier code is no longer good.
async fn offer_setup(store: &Store, address: SocketAddr) -> anyhow::Result<()> {
    if store.has_people().await? {
        return Ok(());
    }
    let code = SetupCode::random();
    store.set_setup_code(&Editor::system("serve", Clock::system().now()), code.digest().hex()).await?;
    print_line(&format!(
        "Nobody has an account yet. Open http://{address}{} and type this code, which works once:\n  {}",
        paths::setup(),
        code.reveal()
    ))
}

/// Takes the port.
pub(super) async fn listen(config: &Config) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(config.listen).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "another program listens on {} already; end it or choose another port, such as --listen {}:{}",
            config.listen,
            config.listen.ip(),
            config.listen.port().wrapping_add(1),
        ),
        Err(error) => Err(error).with_context(|| format!("cannot listen on {}", config.listen)),
    }
}

/// Opens the database of `config`, making folder and file where there are none.
pub(super) async fn open_store(config: &Config) -> anyhow::Result<Store> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("the folder {} cannot be made", config.data.display()))?;
    let file = config.database();
    let opened = Store::open_with_key_file(&file, &config.key()).await;
    opened.with_context(|| format!("the database {} cannot be opened", file.display()))
}

/// Serves until the process is told to stop, then puts everything into the database file.
pub(super) async fn serve(listener: TcpListener, store: Store, config: &Config, kind: Kind) -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("COUNTERPOINT_LOG").unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let security = Security {
        hasher: Hasher::new(Cost::standard()),
        session_lives: config.session_lives,
        proxies: config.proxies.clone(),
        is_demo: kind == Kind::Demo,
        reach: if config.webhooks_private { Reach::Anywhere } else { Reach::Public },
        authorities: authorities(config)?,
        stream_pace: Pace::default(),
    };
    let app = App::secured(store.clone(), Clock::system(), security);
    let limits = server::Limits {
        connections: config.connections_max,
        per_address: config.connections_per_address_max,
        untaken: server::UNTAKEN_WAIT,
    };
    let hosts = server::Hosts::of(config.listen.ip(), &config.hosts);
    let streams = app.streams().clone();
    let courier = tokio::spawn(Courier::new(app.clone()).run());
    let stop = async move {
        asked_to_stop().await;
        // Nothing else would end them.
        streams.stop();
    };
    server::serve(listener, server::only_for(hosts, server::router(app)), limits, stop).await;
    // What is under way is sent again by the next process: a message has the same id each time.
    courier.abort();
    store.close().await;
    Ok(())
}

/// The authorities of the file that the settings name.
fn authorities(config: &Config) -> anyhow::Result<Authorities> {
    let Some(file) = &config.webhooks_ca else { return Ok(Authorities::default()) };
    let pem = std::fs::read(file).with_context(|| format!("the certificates {} cannot be read", file.display()))?;
    Authorities::read(&pem).with_context(|| format!("the certificates {} cannot be used", file.display()))
}

/// Ends with Ctrl-C, or with SIGTERM as containers send it.
async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            }
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
