//! Every setting, its default and its check. `docs/CONFIGURATION.md` lists them; a test keeps that list complete.

use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    str::FromStr,
};

use jiff::SignedDuration;

/// What one server process is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where it listens.
    pub listen: SocketAddr,
    /// The names it is called by, beside those of a loopback address; none on another address: any name.
    pub hosts: Vec<String>,
    /// The folder of its database.
    pub data: PathBuf,
    /// The most connections at a time.
    pub connections_max: usize,
    /// The most connections from one address.
    pub connections_per_address_max: usize,
    /// The file of the key that seals what must be read again; `None`: `counterpoint.key` in the folder of the database.
    pub key_file: Option<PathBuf>,
    /// How long sessions last.
    pub session_lives: SessionLives,
    /// The proxies in front, whose word on who called is taken.
    pub proxies: Vec<Network>,
    /// Whether webhooks may lead to private addresses, and over http.
    pub webhooks_private: bool,
    /// A file of certificates of authorities that vouch for receivers of webhooks, beside those whom the system trusts.
    pub webhooks_ca: Option<PathBuf>,
}

/// Where the server listens unless told otherwise.
pub const LISTEN: &str = "127.0.0.1:8080";
/// The folder of the database unless told otherwise.
pub const DATA: &str = "data";
/// The most connections at a time unless told otherwise.
pub const CONNECTIONS_MAX: usize = 1_024;
/// The most connections from one address unless told otherwise: a proxy in front needs more.
pub const CONNECTIONS_PER_ADDRESS_MAX: usize = 256;

/// Minutes without a request after which a session ends, unless told otherwise.
pub const SESSION_IDLE_MINUTES: u32 = 30;
/// Hours after which a session ends in any case, unless told otherwise.
pub const SESSION_HOURS: u32 = 12;

/// How long sessions last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLives {
    /// Without a request.
    pub idle: SignedDuration,
    /// At most, from signing in.
    pub whole: SignedDuration,
}

/// Addresses that begin alike: one address, or a network such as `10.0.0.0/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    /// Whether `address` is one of them.
    #[must_use]
    pub fn holds(&self, address: IpAddr) -> bool {
        let is_alike = |own: u128, other: u128, bits: u32| {
            u32::from(self.prefix) == 0 || (own ^ other) >> (bits - u32::from(self.prefix)) == 0
        };
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => is_alike(own.to_bits().into(), other.to_bits().into(), 32),
            (IpAddr::V6(own), IpAddr::V6(other)) => is_alike(own.to_bits(), other.to_bits(), 128),
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FAULT: &str = "write an address such as 10.0.0.7, or a network such as 10.0.0.0/8";
        let (address, prefix) = text.trim().split_once('/').map_or((text.trim(), None), |(a, p)| (a, Some(p)));
        let address: IpAddr = address.parse().map_err(|_| FAULT)?;
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(bits), str::parse).map_err(|_| FAULT)?;
        if prefix > bits { Err(FAULT) } else { Ok(Self { address, prefix }) }
    }
}

impl Default for SessionLives {
    fn default() -> Self {
        Self {
            idle: SignedDuration::from_mins(SESSION_IDLE_MINUTES.into()),
            whole: SignedDuration::from_hours(SESSION_HOURS.into()),
        }
    }
}

impl Config {
    /// The file of the database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        Self::database_in(&self.data)
    }

    /// The file of the key.
    #[must_use]
    pub fn key(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| Self::key_in(&self.data))
    }

    /// The file of the key of a database in the folder `data`, unless told otherwise.
    #[must_use]
    pub fn key_in(data: &Path) -> PathBuf {
        data.join("counterpoint.key")
    }

    /// What a server is told that listens on `listen` and has its database in the folder `data`.
    #[must_use]
    pub fn plain(listen: SocketAddr, data: PathBuf) -> Self {
        Self {
            listen,
            hosts: Vec::new(),
            data,
            connections_max: CONNECTIONS_MAX,
            connections_per_address_max: CONNECTIONS_PER_ADDRESS_MAX,
            key_file: None,
            session_lives: SessionLives::default(),
            proxies: Vec::new(),
            webhooks_private: false,
            webhooks_ca: None,
        }
    }

    /// The file of a database in the folder `data`.
    #[must_use]
    pub fn database_in(data: &Path) -> PathBuf {
        data.join("counterpoint.db")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    #[test]
    fn a_network_holds_the_addresses_that_begin_alike() {
        for (network, address, expected) in [
            ("10.0.0.7", "10.0.0.7", true),
            ("10.0.0.7", "10.0.0.8", false),
            ("10.0.0.0/8", "10.255.1.2", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("10.0.0.0/8", "::ffff:10.1.2.3", true),
            ("0.0.0.0/0", "192.0.2.1", true),
            ("0.0.0.0/0", "2001:db8::1", false),
            ("2001:db8::/32", "2001:db8:1::1", true),
            ("2001:db8::/32", "2001:db9::1", false),
        ] {
            let network: Network = network.parse().unwrap();
            assert_eq!(network.holds(address.parse().unwrap()), expected, "{network:?} {address}");
        }
        for text in ["", "proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129"] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
    }
}
