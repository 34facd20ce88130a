//! Delivery: what webhooks are told is sent, as Standard Webhooks describes it, by one task of each process.
//!
//! What is due stands in the database since the commit of what it tells of. An attempt is leased, so that of several
//! processes one makes it; where a process ends in between, another makes it again once the lease is over. So a
//! receiver may be sent a message more than once, each time under the same `webhook-id`. Nobody waits for a receiver:
//! messages overtake each other, and the revision they name says which is later.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinSet;

use crate::{
    app::App,
    credentials::chance,
    domain::webhook::{DeliveryFault, wait_after},
    outbound::{Answered, Message, Outbound, SendFault},
    store::{Attempt, Due, Editor, StoreError},
};

mod message;

use message::Made;

/// The most attempts under way at a time.
const IN_FLIGHT_MAX: usize = 32;
/// The most of one webhook: a receiver that lets everybody wait delays its own messages alone.
const IN_FLIGHT_OF_A_WEBHOOK_MAX: usize = 4;
/// How long an attempt is leased: longer than it can last.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How long the task sleeps at most: another process may have written.
const SLEEP: Duration = Duration::from_secs(5);
/// How often deliveries that are done with are forgotten.
const FORGET_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Makes the attempts that are due. Cheap to clone.
#[derive(Clone)]
pub struct Courier {
    app: App,
    outbound: Outbound,
}

impl Courier {
    /// A courier for the webhooks of `app`.
    #[must_use]
    pub fn new(app: App) -> Self {
        let outbound = Outbound::new(app.reach(), app.authorities());
        Self { app, outbound }
    }

    /// Makes attempts as they come due, until it is dropped.
    pub async fn run(self) {
        let mut under_way = JoinSet::new();
        let mut forgotten_at = None;
        let due_now = self.app.store().deliveries_due();
        loop {
            let heard = due_now.notified();
            while under_way.try_join_next().is_some() {}
            let taken = match self.take(IN_FLIGHT_MAX - under_way.len()).await {
                Ok(taken) => taken,
                Err(error) => {
                    tracing::warn!(%error, "what is due to webhooks could not be read and will be tried again");
                    // What is due stays due: without a pause this would ask again and again, as on a full disk.
                    tokio::time::sleep(SLEEP).await;
                    continue;
                }
            };
            for due in taken {
                let courier = self.clone();
                under_way.spawn(async move { courier.attempt(due).await });
            }
            self.forget(&mut forgotten_at).await;
            let wait = self.until_next(under_way.len()).await;
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = heard => {}
                Some(_) = under_way.join_next() => {}
            }
        }
    }

    /// Makes the attempts that are due now, and says how many there were.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn send_due(&self) -> Result<usize, StoreError> {
        let taken = self.take(IN_FLIGHT_MAX).await?;
        let count = taken.len();
        let mut under_way = JoinSet::new();
        for due in taken {
            let courier = self.clone();
            under_way.spawn(async move { courier.attempt(due).await });
        }
        under_way.join_all().await;
        Ok(count)
    }

    /// Takes up to `limit` attempts that are due. Nothing is written where there are none.
    async fn take(&self, limit: usize) -> Result<Vec<Due>, StoreError> {
        let (store, now) = (self.app.store(), self.app.clock().now());
        let is_due = limit > 0 && store.next_due(now, IN_FLIGHT_OF_A_WEBHOOK_MAX).await?.is_some_and(|at| at <= now);
        if !is_due {
            return Ok(Vec::new());
        }
        store.lease_deliveries(now, LEASE, (limit, IN_FLIGHT_OF_A_WEBHOOK_MAX)).await
    }

    /// How long nothing will be due.
    async fn until_next(&self, under_way: usize) -> Duration {
        if under_way >= IN_FLIGHT_MAX {
            return SLEEP;
        }
        let now = self.app.clock().now();
        match self.app.store().next_due(now, IN_FLIGHT_OF_A_WEBHOOK_MAX).await {
            Ok(Some(at)) => {
                let wait = at.duration_since(now);
                Duration::try_from(wait).unwrap_or(Duration::ZERO).min(SLEEP)
            }
            Ok(None) | Err(_) => SLEEP,
        }
    }

    async fn forget(&self, forgotten_at: &mut Option<Timestamp>) {
        let now = self.app.clock().now();
        if forgotten_at.is_some_and(|at| now.duration_since(at) < FORGET_EVERY) {
            return;
        }
        *forgotten_at = Some(now);
        if let Err(error) = self.app.store().forget_deliveries(now).await {
            tracing::warn!(%error, "old deliveries could not be forgotten and will be tried again");
        }
    }

    async fn attempt(self, due: Due) {
        let attempt = match self.send(&due).await {
            Ok(attempt) => attempt,
            Err(error) => {
                // The lease runs out, and then it is tried again.
                tracing::warn!(%error, "a delivery could not be made and will be tried again");
                return;
            }
        };
        let editor = Editor::system("delivery", self.app.clock().now());
        if let Err(error) = self.app.store().settle_delivery(&editor, &due.id, &due.lease, attempt).await {
            tracing::warn!(%error, "it could not be noted what came of a delivery: it may be sent again");
        }
    }

    async fn send(&self, due: &Due) -> Result<Attempt, StoreError> {
        let failed = |fault, status| Ok(self.failed(due, fault, status));
        let (body, headers) = match message::of(&self.app, due).await? {
            Made::Message { body, headers } => (body, headers),
            Made::Nothing => return Ok(Attempt::Nothing),
            // Kept, and tried again: the key file may be put right, or a new secret be made.
            Made::Unsigned => return failed(DeliveryFault::Unsigned, None),
            Made::NotAllowed => {
                return Ok(Attempt::Failed { fault: DeliveryFault::Rights, status: None, again_at: None });
            }
        };
        match self.outbound.post(Message { address: &due.address, headers, body }).await {
            Ok(Answered(status @ 200..=299)) => Ok(Attempt::Taken { status }),
            Ok(Answered(status)) => failed(DeliveryFault::Status, Some(status)),
            Err(SendFault::Refused) => failed(DeliveryFault::AddressRefused, None),
            Err(SendFault::Timeout) => failed(DeliveryFault::Timeout, None),
            Err(SendFault::Certificate) => failed(DeliveryFault::Certificate, None),
            Err(SendFault::Connection) => failed(DeliveryFault::Connection, None),
        }
    }

    fn failed(&self, due: &Due, fault: DeliveryFault, status: Option<u16>) -> Attempt {
        let wait = wait_after(due.attempts + 1, chance());
        Attempt::Failed { fault, status, again_at: wait.map(|wait| self.app.clock().now() + wait) }
    }
}
