//! Leases: which attempts are due, and which of them this process makes. Of several processes one makes an attempt, and
//! where that one is gone, another does once the lease is over.

use jiff::{SignedDuration, Timestamp};
use sqlx::{Row as _, sqlite::SqliteRow};
use zeroize::Zeroizing;

use super::{
    Store, StoreError,
    columns::{Reason, column, moment},
    deliveries::random_id,
    webhooks,
};
use crate::{
    credentials::Vault,
    domain::{
        access::Identities,
        id::{CaseId, DeliveryId, PersonId, WebhookId},
        webhook::HookKinds,
    },
};

/// When the next attempt is due, at the moment `$1`, of a webhook that is told and has not `$2` under way.
pub(super) const NEXT_DUE: &str = "
      with under_way as (select webhook_id, count(*) as attempts
                           from delivery
                          where lease is not null
                            and leased_until > $1
                          group by webhook_id)
    select min(max(due_at, coalesce(leased_until, due_at)))
      from delivery
      join webhook on webhook.id = delivery.webhook_id
      left join under_way on under_way.webhook_id = delivery.webhook_id
     where due_at is not null
       and paused_at is null
       and (coalesce(under_way.attempts, 0) < $2 or coalesce(leased_until, 0) > $1)";

/// Leases `$4` at most, and of each webhook as many as make `$5` with those under way.
pub(super) const LEASE: &str = "
      with under_way as (select webhook_id, count(*) as attempts
                           from delivery
                          where lease is not null
                            and leased_until > $1
                          group by webhook_id),
           due as (select delivery.id, due_at, revision,
                          coalesce(under_way.attempts, 0)
                          + row_number() over (partition by delivery.webhook_id
                                                   order by due_at, revision, delivery.id) as place
                     from delivery
                     join webhook on webhook.id = delivery.webhook_id
                     left join under_way on under_way.webhook_id = delivery.webhook_id
                    where due_at <= $1
                      and (leased_until is null or leased_until <= $1)
                      and paused_at is null)
    update delivery
       set lease = $2, leased_until = $3
     where id in (select id
                    from due
                   where place <= $5
                   order by due_at, revision, id
                   limit $4)";

pub(super) const LEASED: &str = "
    select delivery.id, webhook_id, revision, attempts, delivery.made_at, case_id, address, secret, kinds, made_by,
           sees_identity
      from delivery
      join webhook on webhook.id = delivery.webhook_id
     where lease = $1
     order by due_at, revision, delivery.id";

pub(super) const GIVE_UP: &str = "
    update delivery
       set state = 'given_up', due_at = null, lease = null, leased_until = null
     where id = $1";

/// The attempt of a delivery that this process is to make.
#[derive(Debug)]
pub struct Due {
    /// The delivery.
    pub id: DeliveryId,
    /// Under which name it is leased.
    pub lease: String,
    /// The revision it tells of; `None`: it is a test.
    pub revision: Option<i64>,
    /// How many attempts were made before.
    pub attempts: u32,
    /// The moment of the write it tells of.
    pub made_at: Timestamp,
    /// The webhook.
    pub webhook: WebhookId,
    /// The case.
    pub case: CaseId,
    /// Where to.
    pub address: String,
    /// The kinds of notice that are told.
    pub kinds: HookKinds,
    /// With whose rights.
    pub made_by: PersonId,
    /// Which identities of protected sources are told at most.
    pub identities: Identities,
    /// What it is signed with; `None` where the key file does not open it.
    pub secret: Option<Zeroizing<Vec<u8>>>,
}

impl Store {
    /// When the next attempt is due, seen from the moment `at`; `None` where nothing waits. Webhooks with `of_a_webhook`
    /// attempts under way are passed over.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn next_due(&self, at: Timestamp, of_a_webhook: usize) -> Result<Option<Timestamp>, StoreError> {
        let most = i64::try_from(of_a_webhook).unwrap_or(i64::MAX);
        let micros: Option<i64> = self.scalar(sqlx::query(NEXT_DUE).bind(at.as_microsecond()).bind(most)).await?;
        let corrupt = |Reason(reason)| StoreError::Corrupt { table: "delivery", id: String::new(), reason };
        micros.map(|at| moment("due_at", at)).transpose().map_err(corrupt)
    }

    /// Takes up to `limit` attempts that are due at the moment `at`; nobody else makes them for as long as `life`. Of each
    /// webhook no more than `of_a_webhook` are under way then.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `Database`.
    pub async fn lease_deliveries(
        &self,
        at: Timestamp,
        life: SignedDuration,
        (limit, of_a_webhook): (usize, usize),
    ) -> Result<Vec<Due>, StoreError> {
        let vault = self.vault.clone();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let lease = random_id();
                    sqlx::query(LEASE)
                        .bind(at.as_microsecond())
                        .bind(&lease)
                        .bind((at + life).as_microsecond())
                        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
                        .bind(i64::try_from(of_a_webhook).unwrap_or(i64::MAX))
                        .execute(&mut *connection)
                        .await?;
                    let rows = sqlx::query(LEASED).bind(&lease).fetch_all(&mut *connection).await?;
                    let mut leased = Vec::new();
                    for row in &rows {
                        match due(row, &lease, &vault) {
                            Ok(due) => leased.push(due),
                            // The others need not wait for it, nor it be tried for ever.
                            Err(error) => {
                                tracing::error!(%error, "a delivery cannot be read and is given up");
                                let id: String = row.try_get("id")?;
                                sqlx::query(GIVE_UP).bind(id).execute(&mut *connection).await?;
                            }
                        }
                    }
                    Ok(leased)
                })
            })
            .await
    }
}

fn due(row: &SqliteRow, lease: &str, vault: &Vault) -> Result<Due, StoreError> {
    let id: String = row.try_get("id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "delivery", id: id.clone(), reason };
    let webhook = column("webhook_id", WebhookId::parse(row.try_get("webhook_id")?)).map_err(corrupt)?;
    let secret = webhooks::open_secret(vault, &webhook, row.try_get("secret")?);
    if secret.is_none() {
        tracing::error!("the secret of a webhook could not be opened with the key file");
    }
    Ok(Due {
        id: column("id", DeliveryId::parse(&id)).map_err(corrupt)?,
        lease: lease.to_owned(),
        revision: row.try_get("revision")?,
        attempts: row.try_get("attempts")?,
        made_at: moment("made_at", row.try_get("made_at")?).map_err(corrupt)?,
        webhook,
        case: column("case_id", CaseId::parse(row.try_get("case_id")?)).map_err(corrupt)?,
        address: row.try_get("address")?,
        kinds: webhooks::kinds(row.try_get("kinds")?).map_err(corrupt)?,
        made_by: column("made_by", PersonId::parse(row.try_get("made_by")?)).map_err(corrupt)?,
        identities: webhooks::identities(row)?,
        secret,
    })
}
