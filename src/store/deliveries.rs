//! Deliveries: what is to be sent to webhooks, written with the change it tells of, and what came of it.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use super::{
    Editor, Store, StoreError,
    columns::{Reason, column, moment},
    notices::Told,
    webhooks,
    writer::Commit,
};
use crate::{
    credentials,
    domain::{
        id::{CaseId, DeliveryId, WebhookId},
        webhook::{DELIVERY_LIFE, Delivery, DeliveryFault, DeliveryState, FAILING_MAX, Pause},
    },
};

/// Those who are told of a case.
pub(super) const TOLD: &str = "
    select id, kinds
      from webhook
     where case_id = $1
       and paused_at is null";

pub(super) const ADD_DELIVERIES: &str = "
    insert into delivery (id, webhook_id, revision, state, made_at, due_at)
    select item.value ->> 'id', item.value ->> 'webhook', $2, 'waiting', $3, $3
      from jsonb_each($1) as item";

pub(super) const DELIVERIES: &str = "
    select id, webhook_id, revision, state, made_at, attempts, due_at, tried_at, status, fault
      from delivery
     where webhook_id = $1
       and (made_at, id) < ($2, $3)
     order by made_at desc, id desc
     limit $4";

pub(super) const DELIVERY: &str = "
    select id, webhook_id, revision, state, made_at, attempts, due_at, tried_at, status, fault
      from delivery
     where webhook_id = $1
       and id = $2";

/// Whether a webhook is told nothing at present; no row where there is none.
pub(super) const IS_PAUSED: &str = "
    select paused_at is not null
      from webhook
     where id = $1";

/// Waits for another attempt at once, whatever came of it before.
pub(super) const SEND_AGAIN: &str = "
    update delivery
       set state = 'waiting', due_at = $3, lease = null, leased_until = null
     where webhook_id = $1
       and id = $2
       and (leased_until is null or leased_until <= $3)";

/// What came of the attempt of lease `$2`; where another process has taken it over, that one says.
pub(super) const SETTLE: &str = "
    update delivery
       set state = $3, attempts = attempts + 1, tried_at = $4, due_at = $5, status = $6, fault = $7,
           lease = null, leased_until = null
     where id = $1
       and lease = $2
 returning webhook_id";

/// There was never anything to tell.
pub(super) const DROP_LEASED: &str = "
    delete from delivery
     where id = $1
       and lease = $2
       and attempts = 0";

/// Nothing is left to tell of what was sent, or tried, before: it stays as it was then.
pub(super) const PUT_BACK: &str = "
    update delivery
       set state = case when fault is null then 'delivered' else 'given_up' end,
           due_at = null, lease = null, leased_until = null
     where id = $1
       and lease = $2";

pub(super) const NOTE_SUCCESS: &str = "
    update webhook
       set failures = 0, failing_since = null
     where id = $1
       and failures > 0";

pub(super) const NOTE_FAILURE: &str = "
    update webhook
       set failures = failures + 1, failing_since = coalesce(failing_since, $2)
     where id = $1
 returning failing_since";

pub(super) const FORGET_DELIVERIES: &str = "
    delete from delivery
     where state <> 'waiting'
       and made_at <= $1";

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// It was taken.
    Taken {
        /// The status that was answered.
        status: u16,
    },
    /// It was not.
    Failed {
        /// Why.
        fault: DeliveryFault,
        /// The status that was answered, where one was.
        status: Option<u16>,
        /// When to try again; `None`: never.
        again_at: Option<Timestamp>,
    },
    /// There was nothing left to tell.
    Nothing,
}

#[derive(Debug, Serialize)]
struct NewRow {
    id: String,
    webhook: String,
}

/// Puts what a write tells in line for everybody who is told of the case, in its transaction.
pub(super) async fn hand_out(
    connection: &mut SqliteConnection,
    (case, revision): (&CaseId, i64),
    at: Timestamp,
    told: &Told,
) -> Result<(), StoreError> {
    let webhooks: Vec<(String, String)> = sqlx::query_as(TOLD).bind(case.as_str()).fetch_all(&mut *connection).await?;
    let mut rows = Vec::new();
    for (webhook, kinds) in webhooks {
        // A row that cannot be read does not hold up the writes of its case: its page says that it is damaged.
        let Ok(kinds) = webhooks::kinds(&kinds) else {
            tracing::error!("the kinds of a webhook cannot be read: it is told nothing");
            continue;
        };
        if kinds.wanted().is_some_and(|kinds| told.has(kinds)) {
            rows.push(NewRow { id: random_id(), webhook });
        }
    }
    add(connection, rows, Some(revision), at).await
}

async fn add(
    connection: &mut SqliteConnection,
    rows: Vec<NewRow>,
    revision: Option<i64>,
    at: Timestamp,
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = serde_json::to_string(&rows).expect("rows hold only texts");
    let query = sqlx::query(ADD_DELIVERIES).bind(rows).bind(revision).bind(at.as_microsecond());
    query.execute(connection).await?;
    Ok(())
}

/// Refuses to go on where nothing is sent to a webhook.
async fn is_told(connection: &mut SqliteConnection, webhook: &str) -> Result<(), StoreError> {
    let is_paused: Option<bool> = sqlx::query_scalar(IS_PAUSED).bind(webhook).fetch_optional(connection).await?;
    match is_paused {
        Some(false) => Ok(()),
        Some(true) => Err(StoreError::Paused("webhook")),
        None => Err(StoreError::Gone),
    }
}

async fn in_line(connection: &mut SqliteConnection, webhook: &str, id: &str) -> Result<Delivery, StoreError> {
    let row = sqlx::query(DELIVERY).bind(webhook).bind(id).fetch_optional(connection).await?;
    delivery(&row.ok_or(StoreError::Gone)?)
}

pub(super) fn random_id() -> String {
    format!("d-{}", credentials::letters(20))
}

impl Store {
    /// The deliveries of a webhook, the newest first, from after the one made at `after` with its id on.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn deliveries(
        &self,
        webhook: &WebhookId,
        after: Option<(Timestamp, DeliveryId)>,
        limit: usize,
    ) -> Result<Vec<Delivery>, StoreError> {
        let (micros, id) = after.map_or((i64::MAX, String::new()), |(at, id)| (at.as_microsecond(), id.to_string()));
        let query = sqlx::query(DELIVERIES)
            .bind(webhook.to_string())
            .bind(micros)
            .bind(id)
            .bind(i64::try_from(limit).unwrap_or(i64::MAX));
        self.rows(query).await?.iter().map(delivery).collect()
    }

    /// One of the deliveries of a webhook, `None` where it has no such.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn delivery(&self, webhook: &WebhookId, id: &DeliveryId) -> Result<Option<Delivery>, StoreError> {
        let query = sqlx::query(DELIVERY).bind(webhook.to_string()).bind(id.to_string());
        self.row(query).await?.map(|row| delivery(&row)).transpose()
    }

    /// Puts a test in line for a webhook. The answer is what `tell` says of it then, also where an earlier request of this
    /// store with the same key made it.
    ///
    /// # Errors
    /// `Gone` where there is no such webhook, `Paused` where nothing is sent to it. `Corrupt`, `Busy`, `Database`.
    pub async fn add_test_delivery(
        &self,
        webhook: &WebhookId,
        at: Timestamp,
        tell: impl FnOnce(&Delivery) -> String + Send + 'static,
    ) -> Result<String, StoreError> {
        let (id, webhook) = (random_id(), webhook.to_string());
        let made = self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                is_told(connection, &webhook).await?;
                let row = NewRow { id: id.clone(), webhook: webhook.clone() };
                add(connection, vec![row], None, at).await?;
                Ok(tell(&in_line(connection, &webhook, &id).await?))
            })
        });
        let told = made.await?;
        self.tidings.due();
        Ok(told)
    }

    /// Puts a delivery in line again; one of which an attempt is under way is. The answer as of
    /// [`Store::add_test_delivery`].
    ///
    /// # Errors
    /// `Gone` where there is no such delivery, `Paused` where nothing is sent to its webhook. `Corrupt`, `Busy`,
    /// `Database`.
    pub async fn send_again(
        &self,
        webhook: &WebhookId,
        id: &DeliveryId,
        at: Timestamp,
        tell: impl FnOnce(&Delivery) -> String + Send + 'static,
    ) -> Result<String, StoreError> {
        let (webhook, id) = (webhook.to_string(), id.to_string());
        let done = self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                is_told(connection, &webhook).await?;
                let query = sqlx::query(SEND_AGAIN).bind(&webhook).bind(&id);
                query.bind(at.as_microsecond()).execute(&mut *connection).await?;
                Ok(tell(&in_line(connection, &webhook, &id).await?))
            })
        });
        let told = done.await?;
        self.tidings.due();
        Ok(told)
    }

    /// What was told of a delivery that an earlier request of this store with the same key put in line.
    ///
    /// # Errors
    /// `KeyReused` where the key stood for another request. `Corrupt`, `Busy`, `Database`.
    pub async fn told_in_line(&self) -> Result<Option<String>, StoreError> {
        self.done_before().await
    }

    /// Notes what came of an attempt. A webhook that took nothing for [`FAILING_MAX`] is paused, and so is one whose
    /// maker may not be told any more.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn settle_delivery(
        &self,
        editor: &Editor,
        id: &DeliveryId,
        lease: &str,
        attempt: Attempt,
    ) -> Result<(), StoreError> {
        let (editor, id, lease) = (editor.clone(), id.clone(), lease.to_owned());
        self.writer
            .write(move |connection| {
                Box::pin(async move { settle(connection, &editor, (&id, &lease), &attempt).await })
            })
            .await
    }

    /// Forgets deliveries made longer than [`DELIVERY_LIFE`] ago that need no further attempt.
    ///
    /// # Errors
    /// `Busy`, `Database`.
    pub async fn forget_deliveries(&self, at: Timestamp) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let oldest = (at - DELIVERY_LIFE).as_microsecond();
                    sqlx::query(FORGET_DELIVERIES).bind(oldest).execute(connection).await?;
                    Ok(())
                })
            })
            .await
    }
}

async fn settle(
    connection: &mut SqliteConnection,
    editor: &Editor,
    (id, lease): (&DeliveryId, &str),
    attempt: &Attempt,
) -> Result<(), StoreError> {
    let (state, status, fault, again_at) = match attempt {
        Attempt::Nothing => {
            for sql in [DROP_LEASED, PUT_BACK] {
                sqlx::query(sql).bind(id.as_str()).bind(lease).execute(&mut *connection).await?;
            }
            return Ok(());
        }
        Attempt::Taken { status } => (DeliveryState::Delivered, Some(*status), None, None),
        Attempt::Failed { fault, status, again_at: None } => (DeliveryState::GivenUp, *status, Some(*fault), None),
        Attempt::Failed { fault, status, again_at } => (DeliveryState::Waiting, *status, Some(*fault), *again_at),
    };
    let webhook: Option<String> = sqlx::query_scalar(SETTLE)
        .bind(id.as_str())
        .bind(lease)
        .bind(state.word())
        .bind(editor.at.as_microsecond())
        .bind(again_at.map(Timestamp::as_microsecond))
        .bind(status)
        .bind(fault.map(DeliveryFault::word))
        .fetch_optional(&mut *connection)
        .await?;
    let Some(webhook) = webhook.and_then(|id| WebhookId::parse(&id).ok()) else { return Ok(()) };
    let Some(fault) = fault else {
        sqlx::query(NOTE_SUCCESS).bind(webhook.as_str()).execute(connection).await?;
        return Ok(());
    };
    let query = sqlx::query_scalar(NOTE_FAILURE).bind(webhook.as_str()).bind(editor.at.as_microsecond());
    let since: i64 = query.fetch_one(&mut *connection).await?;
    if fault == DeliveryFault::Rights {
        return webhooks::pause(connection, editor, &webhook, Pause::Rights).await;
    }
    if editor.at.as_microsecond() - since >= i64::try_from(FAILING_MAX.as_micros()).unwrap_or(i64::MAX) {
        return webhooks::pause(connection, editor, &webhook, Pause::Failing).await;
    }
    Ok(())
}

fn delivery(row: &SqliteRow) -> Result<Delivery, StoreError> {
    let id: String = row.try_get("id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "delivery", id: id.clone(), reason };
    let at = |name: &'static str| -> Result<Option<Timestamp>, StoreError> {
        let micros: Option<i64> = row.try_get(name)?;
        micros.map(|at| moment(name, at)).transpose().map_err(corrupt)
    };
    let fault: Option<String> = row.try_get("fault")?;
    Ok(Delivery {
        id: column("id", DeliveryId::parse(&id)).map_err(corrupt)?,
        webhook: column("webhook_id", WebhookId::parse(row.try_get("webhook_id")?)).map_err(corrupt)?,
        revision: row.try_get("revision")?,
        state: column("state", DeliveryState::parse(row.try_get("state")?)).map_err(corrupt)?,
        made_at: moment("made_at", row.try_get("made_at")?).map_err(corrupt)?,
        attempts: row.try_get("attempts")?,
        due_at: at("due_at")?,
        tried_at: at("tried_at")?,
        status: row.try_get("status")?,
        fault: fault.map(|word| column("fault", DeliveryFault::parse(&word))).transpose().map_err(corrupt)?,
    })
}
