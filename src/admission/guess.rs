//! Throttle: every secret that somebody brings is counted as a try before it is looked at, and a token after it turned
//! out wrong (trust.md, section 3).

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::CameFrom;
use crate::{
    app::App,
    credentials::HashingError,
    store::{StoreError, Tried},
};

/// The most wrong secrets for one account in 15 minutes.
const PER_ACCOUNT_MAX: i64 = 10;
/// The most from one address.
const PER_ADDRESS_MAX: i64 = 30;

/// What is tried.
#[derive(Debug, Clone, Copy)]
pub enum Tries<'a> {
    /// The password of whoever signs in with this name, whether there is such an account or not.
    Password(&'a str),
    /// A code or recovery code of the account of this name. Counted apart from its password: whoever knows the password
    /// could otherwise have its tries forgiven.
    SecondFactor(&'a str),
    /// A link or code that belongs to nobody yet: counted by address alone, or anybody could hold it up for everybody.
    Link,
}

/// Why a secret was not looked at.
#[derive(Debug)]
pub enum Trouble {
    /// There were too many wrong ones; the next may come in so many seconds.
    Held {
        /// How long to wait.
        seconds: i64,
    },
    /// Too many passwords are being checked, or the process is stopping.
    Hashing(HashingError),
    /// The store failed.
    Store(StoreError),
}

impl Trouble {
    fn held(free_at: jiff::Timestamp, now: jiff::Timestamp) -> Self {
        Self::Held { seconds: free_at.duration_since(now).as_secs().max(1) }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<HashingError> for Trouble {
    fn from(error: HashingError) -> Self {
        Self::Hashing(error)
    }
}

/// A secret that may be looked at, counted as wrong unless it turns out right.
#[must_use]
pub struct Guess {
    account: String,
    address: String,
}

impl Guess {
    /// Counts a try.
    ///
    /// # Errors
    /// `Held`, `Store`.
    pub async fn count(app: &App, caller: CameFrom, tries: Tries<'_>) -> Result<Self, Trouble> {
        let account = match tries {
            Tries::Password(name) => format!("password:{}", name.trim().to_lowercase()),
            Tries::SecondFactor(name) => format!("second-factor:{}", name.trim().to_lowercase()),
            Tries::Link => String::new(),
        };
        let guess = Self { account: subject(&account), address: subject(&caller.counted_as()) };
        let mut counted = vec![Tried { subject: guess.address.clone(), max: PER_ADDRESS_MAX }];
        if !matches!(tries, Tries::Link) {
            counted.push(Tried { subject: guess.account.clone(), max: PER_ACCOUNT_MAX });
        }
        let now = app.clock().now();
        match app.store().count_try(now, counted).await? {
            Some(free_at) => Err(Trouble::held(free_at, now)),
            None => Ok(guess),
        }
    }

    /// It was right: the tries of the account are forgotten, and so is this one of the address.
    ///
    /// # Errors
    /// `Store`.
    pub async fn was_right(self, app: &App) -> Result<(), Trouble> {
        Ok(app.store().forgive_try(self.account, self.address).await?)
    }
}

/// Counts a token that turned out wrong, after it was looked at: nobody guesses 256 bits, and a right one must not cost a
/// write. Counted by where it came from and apart from other secrets, so that a program left running with a token that has
/// run out keeps nobody beside it from signing in.
///
/// # Errors
/// `Held`, `Store`.
pub(super) async fn count_wrong_token(app: &App, caller: CameFrom) -> Result<(), Trouble> {
    let subject = subject(&format!("token:{}", caller.counted_as()));
    let now = app.clock().now();
    match app.store().count_try(now, vec![Tried { subject, max: PER_ADDRESS_MAX }]).await? {
        Some(free_at) => Err(Trouble::held(free_at, now)),
        None => Ok(()),
    }
}

fn subject(counted: &str) -> String {
    Sha256::digest(counted.as_bytes()).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
