//! Where a request comes from: the address of the connection, or, behind a proxy of ours, what that proxy says.

use std::net::IpAddr;

use axum::http::HeaderMap;

use crate::app::App;

/// The address at the other end of the connection. The accept loop puts it into the extensions of every request.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// The address a request comes from. Stands in the extensions of an identified request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CameFrom(pub IpAddr);

impl CameFrom {
    /// The address behind `peer`: read from the end of `X-Forwarded-For`, where each proxy adds who called it, as far as
    /// proxies of ours wrote it. What stands before that anybody may have made up.
    #[must_use]
    pub fn of(app: &App, peer: IpAddr, headers: &HeaderMap) -> Self {
        let values = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let named: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
        let mut caller = peer.to_canonical();
        for name in named.into_iter().rev() {
            match name.parse::<IpAddr>() {
                Ok(address) if app.is_proxy(caller) => caller = address.to_canonical(),
                _ => break,
            }
        }
        Self(caller)
    }

    /// What tries and open streams are counted by: the address, or the network of 64 bits that one customer has in IPv6.
    #[must_use]
    pub fn counted_as(self) -> String {
        match self.0 {
            IpAddr::V4(address) => format!("address:{address}"),
            IpAddr::V6(address) => format!("address:{:x?}", &address.segments()[..4]),
        }
    }
}
