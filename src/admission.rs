//! Admission: who asks, and whether they may. Every route is entered in a table together with what it needs, and
//! passes here before its handler runs; pages and API share it, each with its own words of refusal.
//!
//! What somebody may not see is answered like what does not exist. Somebody who is not signed in is asked to sign in
//! wherever that could help, whether or not there is anything behind the address.

mod admit;
mod identify;
mod table;

pub use admit::{Admitted, Refusal, Refuse};
pub use identify::{SESSION_COOKIE, SignedIn, TooOld, identify, session_digest};
pub use table::{Pass, Route, RouteTable};
