//! Webhooks: addresses outside that are told of a case. What they are told are notices; each message is a delivery.

use jiff::{SignedDuration, Timestamp};

use super::{
    access::Identities,
    id::{CaseId, DeliveryId, PersonId, WebhookId},
    notice::NoticeKind,
    words::words,
};

words! {
    /// Why a webhook is paused.
    Pause {
        /// Somebody asked for it.
        Asked = "asked",
        /// Nothing was taken for too long.
        Failing = "failing",
        /// Whoever made it does not own the case any more.
        Rights = "rights",
    }

    /// What became of a webhook.
    WebhookFate {
        /// It was made.
        Added = "added",
        /// Its address or what it is told was changed, or it goes on after a pause.
        Changed = "changed",
        /// It was paused, or changed during a pause.
        Paused = "paused",
        /// It signs with another secret.
        Secret = "secret",
        /// It was taken away.
        Removed = "removed",
    }

    /// How far a delivery has come.
    DeliveryState {
        /// An attempt is due, or under way.
        Waiting = "waiting",
        /// It was taken.
        Delivered = "delivered",
        /// There will be no further attempt unless somebody asks for one.
        GivenUp = "given_up",
    }

    /// What is wrong with an address.
    AddressFault {
        /// It is no URL with a host.
        NotAnAddress = "not_an_address",
        /// It is longer than [`ADDRESS_BYTES_MAX`].
        TooLong = "address_too_long",
        /// It does not begin with `https:`.
        NotHttps = "not_https",
        /// It holds a name or password, which would stand in the database in the open.
        HasCredentials = "address_with_credentials",
        /// It leads to a machine that is not on the public network.
        NotPublic = "address_not_public",
        /// Its host has no address.
        Unknown = "address_unknown",
    }

    /// Why an attempt failed.
    DeliveryFault {
        /// The receiver answered with another status than 200 to 299.
        Status = "status",
        /// The receiver did not answer in time.
        Timeout = "timeout",
        /// There was no connection, or it broke.
        Connection = "connection",
        /// Nobody who is trusted vouches for the receiver.
        Certificate = "certificate",
        /// The address leads where nothing may be sent.
        AddressRefused = "address_refused",
        /// Its secret cannot be opened, so that the message cannot be signed.
        Unsigned = "unsigned",
        /// Whoever made the webhook does not own the case any more.
        Rights = "rights",
    }
}

/// The most webhooks of a case.
pub const WEBHOOKS_OF_A_CASE_MAX: usize = 20;
/// The longest address, in bytes.
pub const ADDRESS_BYTES_MAX: usize = 2_000;
/// A webhook that took nothing for so long is paused.
pub const FAILING_MAX: SignedDuration = SignedDuration::from_hours(5 * 24);
/// How long deliveries stay listed that need no further attempt.
pub const DELIVERY_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How long after each failed attempt the next one follows, as Standard Webhooks advises; after the last there is none.
const WAITS: [SignedDuration; 9] = [
    SignedDuration::from_secs(5),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(5),
    SignedDuration::from_hours(10),
    SignedDuration::from_hours(14),
    SignedDuration::from_hours(20),
    SignedDuration::from_hours(24),
];

/// The kinds of notice that a webhook is told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HookKinds {
    /// Those that this program knows; all where nothing is named here or below.
    pub known: Vec<NoticeKind>,
    /// The words of others, which a newer program knows.
    pub others: Vec<String>,
}

impl HookKinds {
    /// Reads the words of a list.
    #[must_use]
    pub fn of(words: Vec<String>) -> Self {
        let (mut known, mut others) = (Vec::new(), Vec::new());
        for word in words {
            match NoticeKind::parse(&word) {
                Ok(kind) => known.push(kind),
                Err(_) => others.push(word),
            }
        }
        Self { known, others }
    }

    /// Whether it is told everything.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.known.is_empty() && self.others.is_empty()
    }

    /// Which kinds are asked for of those this program knows, all where there are none; `None`: it knows none of those
    /// that are asked for.
    #[must_use]
    pub fn wanted(&self) -> Option<&[NoticeKind]> {
        (!self.known.is_empty() || self.others.is_empty()).then_some(&self.known)
    }

    /// Their words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(|kind| kind.word()).chain(self.others.iter().map(String::as_str))
    }
}

/// An address outside that is told of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// The case.
    pub case: CaseId,
    /// The URL that deliveries are posted to.
    pub address: String,
    /// What it is told.
    pub kinds: HookKinds,
    /// Who set it up last: it is told with their rights.
    pub made_by: PersonId,
    /// Which identities they saw by the way they came then: it is told no more, and no more than they may see now.
    pub identities: Identities,
    /// When it was made.
    pub made_at: Timestamp,
    /// Whether its secret can be opened: nothing can be signed without it.
    pub can_sign: bool,
    /// Why it is told nothing at present, and since when.
    pub paused: Option<(Pause, Timestamp)>,
    /// How many attempts failed since the last that did not.
    pub failures: u32,
    /// When the first of them was made.
    pub failing_since: Option<Timestamp>,
    /// How often it was changed, from 1.
    pub version: i64,
}

/// A message to a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its id, which it keeps through all attempts.
    pub id: DeliveryId,
    /// Whom it goes to.
    pub webhook: WebhookId,
    /// The revision it tells of; `None`: it is a test.
    pub revision: Option<i64>,
    /// How far it has come.
    pub state: DeliveryState,
    /// The moment of the write it tells of.
    pub made_at: Timestamp,
    /// How many attempts were made.
    pub attempts: u32,
    /// When the next one is due.
    pub due_at: Option<Timestamp>,
    /// When the last one was made.
    pub tried_at: Option<Timestamp>,
    /// The status that was answered.
    pub status: Option<u16>,
    /// Why the last attempt failed.
    pub fault: Option<DeliveryFault>,
}

/// The host of an address, with its port where that is stated: the part that is no secret.
#[must_use]
pub fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

/// How long to wait after the failed attempt of this number, from 1, before the next; `None`: there is none. `chance`
/// of 0 to 255 spreads the attempts of many deliveries over a fifth of the time more.
#[must_use]
pub fn wait_after(attempt: u32, chance: u8) -> Option<SignedDuration> {
    let number = usize::try_from(attempt).ok()?.checked_sub(1)?;
    let wait = *WAITS.get(number)?;
    Some(wait + SignedDuration::from_millis(i64::try_from(wait.as_millis()).ok()? * i64::from(chance) / (5 * 255)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_follow_each_other_for_three_days_and_then_there_are_no_more() {
        let waits: Vec<_> = (1..).map_while(|attempt| wait_after(attempt, 0)).collect();
        assert_eq!(waits, WAITS);
        let hours: i64 = waits.iter().map(SignedDuration::as_mins).sum::<i64>() / 60;
        assert_eq!(hours, 75);
        assert_eq!(wait_after(0, 0), None);
    }

    #[test]
    fn of_an_address_the_host_is_told_alone() {
        for (address, expected) in [
            ("https://hooks.example/services/secret", "hooks.example"),
            ("https://hooks.example:8443?key=secret", "hooks.example:8443"),
            ("http://[::1]:9/", "[::1]:9"),
            ("https://name:password@hooks.example/a@b", "hooks.example"),
            ("", ""),
        ] {
            assert_eq!(host(address), expected);
        }
    }

    #[test]
    fn chance_adds_a_fifth_at_most() {
        assert_eq!(wait_after(1, 255), Some(SignedDuration::from_secs(6)));
        assert_eq!(wait_after(9, 255), Some(SignedDuration::from_mins(24 * 72)));
    }
}
