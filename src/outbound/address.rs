//! Addresses: which of them something may be sent to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::Url;

use crate::domain::webhook::{ADDRESS_BYTES_MAX, AddressFault};

/// How far this program may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// To public addresses over https.
    #[default]
    Public,
    /// Anywhere, also over http: for tests, and receivers beside the server.
    Anywhere,
}

/// The URL of a receiver, as far as it can be judged without asking for the addresses of its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookAddress(Url);

impl HookAddress {
    /// Reads a URL.
    ///
    /// # Errors
    /// Every [`AddressFault`] but `Unknown`; `NotPublic` where the host is an address and not a public one, in whatever
    /// way it is written.
    pub fn parse(input: &str, reach: Reach) -> Result<Self, AddressFault> {
        let input = input.trim();
        if input.len() > ADDRESS_BYTES_MAX {
            return Err(AddressFault::TooLong);
        }
        let mut url = Url::parse(input).map_err(|_| AddressFault::NotAnAddress)?;
        match (url.scheme(), reach) {
            ("https", _) | ("http", Reach::Anywhere) => {}
            ("http", Reach::Public) => return Err(AddressFault::NotHttps),
            _ => return Err(AddressFault::NotAnAddress),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressFault::HasCredentials);
        }
        // What follows a # is never sent.
        url.set_fragment(None);
        let address = Self(url);
        if address.0.as_str().len() > ADDRESS_BYTES_MAX {
            return Err(AddressFault::TooLong);
        }
        match address.literal() {
            Some(ip) if reach == Reach::Public && !is_public(ip) => Err(AddressFault::NotPublic),
            _ => Ok(address),
        }
    }

    /// The URL, as it is sent to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(super) fn url(&self) -> &Url {
        &self.0
    }

    /// The address that stands in the place of a name.
    fn literal(&self) -> Option<IpAddr> {
        let host = self.0.host_str()?;
        host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host).parse().ok()
    }

    /// Whether its name leads to public addresses alone, at present.
    ///
    /// # Errors
    /// `Unknown`, `NotPublic`.
    pub async fn check(&self, reach: Reach) -> Result<(), AddressFault> {
        if reach == Reach::Anywhere || self.literal().is_some() {
            return Ok(());
        }
        let (Some(host), Some(port)) = (self.0.host_str(), self.0.port_or_known_default()) else {
            return Err(AddressFault::NotAnAddress);
        };
        let found = tokio::net::lookup_host((host, port)).await.map_err(|_| AddressFault::Unknown)?;
        let found: Vec<SocketAddr> = found.collect();
        match found.as_slice() {
            [] => Err(AddressFault::Unknown),
            all if all.iter().all(|address| is_public(address.ip())) => Ok(()),
            _ => Err(AddressFault::NotPublic),
        }
    }
}

/// Whether an address is one of the public network (IANA special-purpose registries for IPv4 and IPv6, RFC 6890): not
/// of this machine, a private network or a shared one, nor of those that carry such an address inside.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = matches!(
        (a, b, c),
        // This network, private use, loopback; multicast, reserved, broadcast.
        (0 | 10 | 127 | 224.., ..)
            // Shared by carriers (RFC 6598), link-local, private use.
            | (100, 64..=127, _) | (169, 254, _) | (172, 16..=31, _) | (192, 168, _)
            // Protocol assignments, documentation, AS112 and its like, relays of 6to4, AMT.
            | (192, 0, 0 | 2) | (192, 31, 196) | (192, 52, 193) | (192, 88, 99) | (192, 175, 48)
            // Benchmarks, documentation.
            | (198, 18 | 19, _) | (198, 51, 100) | (203, 0, 113)
    );
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    // Of global unicast (2000::/3) alone: that leaves out loopback, mapped (::ffff:0:0/96), compatible, NAT64
    // (64:ff9b::/96 and 64:ff9b:1::/48), discard, unique local, link-local, site-local and multicast.
    let is_global_unicast = a & 0xe000 == 0x2000;
    // Of it, protocol assignments with Teredo and ORCHID (2001::/23), documentation (2001:db8::/32, 3fff::/20), 6to4.
    let is_special = match a {
        0x2001 => b < 0x0200 || b == 0x0db8,
        0x2002 => true,
        0x3fff => b < 0x1000,
        _ => false,
    };
    is_global_unicast && !is_special
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    #[test]
    fn only_addresses_of_the_public_network_are_public() {
        for address in [
            "127.0.0.1",
            "127.255.255.254",
            "0.0.0.0",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.127.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "192.88.99.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:10::1",
            "2001:db8::1",
            "3fff::1",
            "5f00::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450::1",
            "2001:200::1",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn an_address_is_https_to_a_public_host_however_that_is_written() {
        use AddressFault::{HasCredentials, NotAnAddress, NotHttps, NotPublic, TooLong};
        for (written, expected) in [
            ("https://hooks.example/a?b=c", None),
            ("https://8.8.8.8:8443/", None),
            ("http://hooks.example/", Some(NotHttps)),
            ("ftp://hooks.example/", Some(NotAnAddress)),
            ("file:///etc/passwd", Some(NotAnAddress)),
            ("hooks.example", Some(NotAnAddress)),
            ("https://", Some(NotAnAddress)),
            ("https://me:secret@hooks.example/", Some(HasCredentials)),
            ("https://me@hooks.example/", Some(HasCredentials)),
            ("https://127.0.0.1/", Some(NotPublic)),
            ("https://127.1/", Some(NotPublic)),
            ("https://2130706433/", Some(NotPublic)),
            ("https://0x7f000001/", Some(NotPublic)),
            ("https://017700000001/", Some(NotPublic)),
            ("https://[::1]/", Some(NotPublic)),
            ("https://[::ffff:10.0.0.1]/", Some(NotPublic)),
            ("https://１２７.0.0.1/", Some(NotPublic)),
        ] {
            assert_eq!(HookAddress::parse(written, Reach::Public).err(), expected, "{written}");
        }
        let long = format!("https://hooks.example/{}", "a".repeat(ADDRESS_BYTES_MAX));
        assert_eq!(HookAddress::parse(&long, Reach::Public).err(), Some(TooLong));
        assert!(HookAddress::parse("http://127.0.0.1:9/", Reach::Anywhere).is_ok());
    }

    #[tokio::test]
    async fn a_name_that_leads_to_this_machine_is_found_out() {
        let address = HookAddress::parse("https://localhost/", Reach::Public).unwrap();
        assert_eq!(address.check(Reach::Public).await, Err(AddressFault::NotPublic));
        assert_eq!(address.check(Reach::Anywhere).await, Ok(()));
    }
}
