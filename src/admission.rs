//! Admission: who asks, and whether they may. Every route is entered in a table together with what it needs, and
//! passes here before its handler runs; pages and API share it, each with its own words of refusal.
//!
//! A program that calls the API may carry a token of somebody. How far it reaches is checked here, before anything is
//! looked up, and again by the rights that handlers are given.
//!
//! What somebody may not see is answered like what does not exist. Somebody who is not signed in is asked to sign in
//! wherever that could help, whether or not there is anything behind the address.

mod admit;
mod again;
mod bearer;
mod came_from;
mod fresh;
mod guess;
mod identify;
mod new_token;
mod sign_in;
mod table;

pub use admit::{Passed, Refusal, Refuse};
pub use again::Again;
pub use bearer::{TokenRefusal, is_token_good};
pub use came_from::{CameFrom, Peer};
pub use fresh::{FreshSession, no_session, random_id};
pub use guess::{Guess, Tries, Trouble};
pub use identify::{Halfway, SESSION_COOKIE, SignedIn, TooOld, has_session_cookie, identify, session_digest};
pub use new_token::{askable, fresh_token, may_make_token};
pub use sign_in::{check_password, pass_second_factor, seal_totp_secret, second_proof, sign_in, totp_secret};
pub use table::{Pass, Route, RouteTable};
