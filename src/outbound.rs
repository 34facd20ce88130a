//! Outbound: what this program sends out, and where it may: to addresses of the public network alone, unless the
//! operator allows others. Everything else behind such an address is somebody else's machine inside (server-side
//! request forgery, SSRF).
//!
//! An address is checked when it is saved, to say so at once, and again whenever a connection is made: a name may lead
//! elsewhere by then (DNS rebinding).

mod address;
mod authorities;
mod client;

pub use address::{HookAddress, Reach, is_public};
pub use authorities::{Authorities, AuthoritiesFault};
pub use client::{Answered, Message, Outbound, SendFault};
