//! The client: one POST, no redirects, no proxy, no cookies, no retries, and connections to addresses that may be
//! reached alone.

use std::{error::Error, fmt, io, net::SocketAddr, sync::Once, time::Duration};

use reqwest::{
    Client,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{CONTENT_TYPE, HeaderValue},
    redirect,
};

use super::{
    address::{HookAddress, Reach, is_public},
    authorities::Authorities,
};
use crate::domain::webhook::AddressFault;

/// How long a receiver may take, from asking for its address to the end of its answer.
const SEND_WAIT: Duration = Duration::from_secs(10);
/// The bytes of an answer that are read, so that the connection can be used again; what they say does not matter.
const ANSWER_BYTES_MAX: usize = 1_024;

/// What sends. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Outbound {
    /// `None` where it could not be made: there are no certificates to trust on this machine.
    client: Option<Client>,
    reach: Reach,
}

/// What is sent.
#[derive(Debug)]
pub struct Message<'m> {
    /// Where to.
    pub address: &'m str,
    /// Headers beside those of every message.
    pub headers: [(&'static str, String); 3],
    /// JSON.
    pub body: String,
}

/// The receiver answered with this status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered(pub u16);

/// Why there was no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendFault {
    /// It leads where nothing may be sent.
    Refused,
    /// It took too long.
    Timeout,
    /// Nobody who is trusted vouches for the receiver: its certificate is of another authority or name, or is over.
    Certificate,
    /// There was no connection, or it broke.
    Connection,
}

/// A name that leads to an address that may not be reached.
#[derive(Debug)]
struct NotPublic;

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name leads to no public address")
    }
}

impl Error for NotPublic {}

/// Asks the system for the addresses of a name, and keeps those that are public.
#[derive(Debug, Clone, Copy)]
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let is_any = !found.is_empty();
            let public: Vec<SocketAddr> = found.into_iter().filter(|address| is_public(address.ip())).collect();
            match (public.is_empty(), is_any) {
                (false, _) => Ok(Box::new(public.into_iter()) as Addrs),
                (true, true) => Err(NotPublic.into()),
                (true, false) => Err(io::Error::from(io::ErrorKind::NotFound).into()),
            }
        })
    }
}

impl Outbound {
    /// What sends as far as `reach`, to receivers that `authorities` vouch for, or those whom the system trusts.
    #[must_use]
    pub fn new(reach: Reach, authorities: &Authorities) -> Self {
        static PROVIDER: Once = Once::new();
        // Somebody in the same process may have chosen one before: then that is it.
        PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
        let client = Client::builder()
            .user_agent(concat!("Counterpoint/", env!("CARGO_PKG_VERSION")))
            .tls_certs_merge(authorities.certificates())
            .timeout(SEND_WAIT)
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy();
        let client = match reach {
            Reach::Public => client.https_only(true).dns_resolver(PublicOnly),
            Reach::Anywhere => client,
        };
        let client = client.build().inspect_err(|error| tracing::error!(%error, "nothing can be sent to webhooks"));
        Self { client: client.ok(), reach }
    }

    /// How far it sends.
    #[must_use]
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// Sends a message and waits for the status of the answer.
    ///
    /// # Errors
    /// `Refused`, `Timeout`, `Certificate`, `Connection`.
    pub async fn post(&self, message: Message<'_>) -> Result<Answered, SendFault> {
        let Some(client) = &self.client else { return Err(SendFault::Certificate) };
        // A host that is an address is never asked for by name: it is judged here.
        let address = HookAddress::parse(message.address, self.reach).map_err(|fault| match fault {
            AddressFault::Unknown => SendFault::Connection,
            _ => SendFault::Refused,
        })?;
        let json = HeaderValue::from_static("application/json");
        let request = client.post(address.url().clone()).header(CONTENT_TYPE, json).body(message.body);
        let request = message.headers.into_iter().fold(request, |request, (name, value)| request.header(name, value));
        let mut response = request.send().await.map_err(|error| fault_of(&error))?;
        let status = response.status().as_u16();
        let mut read = 0;
        while read < ANSWER_BYTES_MAX {
            match response.chunk().await {
                Ok(Some(chunk)) => read += chunk.len(),
                // The status was all there is to know.
                Ok(None) | Err(_) => break,
            }
        }
        Ok(Answered(status))
    }
}

fn fault_of(error: &reqwest::Error) -> SendFault {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(at) = cause {
        if at.is::<NotPublic>() {
            return SendFault::Refused;
        }
        if matches!(at.downcast_ref(), Some(rustls::Error::InvalidCertificate(_))) {
            return SendFault::Certificate;
        }
        // An I/O error names as its source that of the error it holds, and not that error.
        let held = at.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        cause = held.map(|held| held as &(dyn Error + 'static)).or_else(|| at.source());
    }
    if error.is_timeout() { SendFault::Timeout } else { SendFault::Connection }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    async fn post(reach: Reach, address: &str) -> Result<Answered, SendFault> {
        let headers =
            [("webhook-id", String::new()), ("webhook-timestamp", String::new()), ("webhook-signature", String::new())];
        Outbound::new(reach, &Authorities::default()).post(Message { address, headers, body: "{}".to_owned() }).await
    }

    #[tokio::test]
    async fn nothing_is_sent_to_this_machine_by_address_or_by_name() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        for host in ["127.0.0.1", "localhost", "[::1]", "2130706433"] {
            assert_eq!(
                post(Reach::Public, &format!("https://{host}:{port}/")).await,
                Err(SendFault::Refused),
                "{host}"
            );
        }
        let waited = tokio::time::timeout(Duration::from_millis(50), listener.accept()).await;
        assert!(waited.is_err(), "somebody connected");
    }

    #[tokio::test]
    async fn a_receiver_that_is_not_there_is_a_fault_of_the_connection() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        drop(listener);
        assert_eq!(post(Reach::Anywhere, &address).await, Err(SendFault::Connection));
    }
}
