//! `health`: whether a server answers. For the health check of a container, which has no other client.

use std::{
    io::{Read as _, Write as _},
    net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
    time::Duration,
};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::{config::LISTEN, paths};

/// How long the server may take.
const WAIT: Duration = Duration::from_secs(3);

/// Options of `health`.
#[derive(Debug, Args)]
pub(super) struct Health {
    /// Where the server listens.
    #[arg(long, env = "COUNTERPOINT_LISTEN", default_value = LISTEN)]
    listen: SocketAddr,
}

impl Health {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let address = reachable(self.listen);
        let mut stream = TcpStream::connect_timeout(&address, WAIT).with_context(|| format!("{address} is silent"))?;
        stream.set_read_timeout(Some(WAIT))?;
        write!(stream, "GET {} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n", paths::HEALTH)?;
        let mut answer = [0_u8; 12];
        stream.read_exact(&mut answer).with_context(|| format!("{address} does not answer"))?;
        if answer != *b"HTTP/1.1 200" {
            bail!("{address} is not well");
        }
        Ok(())
    }
}

/// A server that listens on every address of the machine is asked on loopback.
fn reachable(listen: SocketAddr) -> SocketAddr {
    match listen {
        SocketAddr::V4(at) if at.ip().is_unspecified() => (Ipv4Addr::LOCALHOST, at.port()).into(),
        SocketAddr::V6(at) if at.ip().is_unspecified() => (Ipv6Addr::LOCALHOST, at.port()).into(),
        listen => listen,
    }
}
