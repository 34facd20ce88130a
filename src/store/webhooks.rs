//! Webhooks: who is told of a case, and with what its deliveries are signed.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};
use zeroize::Zeroizing;

use super::{
    Editor, Store, StoreError, audit, cases,
    columns::{Reason, column, moment},
    writer::Commit,
};
use crate::{
    credentials::Vault,
    domain::{
        access::Identities,
        id::{CaseId, PersonId, WebhookId},
        notice::NoticeKind,
        webhook::{self, HookKinds, Pause, WEBHOOKS_OF_A_CASE_MAX, Webhook},
    },
};

pub(super) const WEBHOOKS: &str = "
    select id, case_id, address, secret, kinds, made_by, sees_identity, made_at, paused_at, pause, failures,
           failing_since, version
      from webhook
     where case_id = $1
     order by id";

pub(super) const WEBHOOK: &str = "
    select id, case_id, address, secret, kinds, made_by, sees_identity, made_at, paused_at, pause, failures,
           failing_since, version
      from webhook
     where case_id = $1
       and id = $2";

pub(super) const ADD_WEBHOOK: &str = "
    insert into webhook (id, case_id, address, secret, kinds, made_by, sees_identity, made_at)
    select $1, $2, $3, $4, $5, $6, $7, $8
     where (select count(*) from webhook where case_id = $2) < $9";

/// A pause for another reason than being asked stays as it is.
pub(super) const CHANGE_WEBHOOK: &str = "
    update webhook
       set address = coalesce($3, address), kinds = coalesce($4, kinds), made_by = $8, sees_identity = $9,
           paused_at = case when $5 = 0 then null else coalesce(paused_at, $6) end,
           pause = case when $5 = 0 then null else coalesce(pause, 'asked') end,
           failures = case when $5 = 0 and paused_at is not null then 0 else failures end,
           failing_since = case when $5 = 0 and paused_at is not null then null else failing_since end,
           version = version + 1
     where case_id = $1
       and id = $2
       and version = coalesce($7, version)
 returning version, address";

pub(super) const SET_SECRET: &str = "
    update webhook
       set secret = $3, made_by = $4, sees_identity = $5, version = version + 1
     where case_id = $1
       and id = $2
       and version = coalesce($6, version)
 returning version, address";

pub(super) const PAUSE_WEBHOOK: &str = "
    update webhook
       set paused_at = $2, pause = $3
     where id = $1
       and paused_at is null
 returning case_id, address";

pub(super) const REMOVE_WEBHOOK: &str = "
    delete from webhook
     where case_id = $1
       and id = $2
       and version = coalesce($3, version)
 returning address";

pub(super) const VERSION: &str = "
    select version
      from webhook
     where case_id = $1
       and id = $2";

/// A webhook that is about to be made.
#[derive(Debug)]
pub struct NewWebhook {
    /// Its id: a random slug.
    pub id: WebhookId,
    /// The case.
    pub case: CaseId,
    /// The URL that deliveries are posted to.
    pub address: String,
    /// The kinds of notice it is told; all where there are none.
    pub kinds: Vec<NoticeKind>,
    /// With whose rights it is told.
    pub set_up: SetUpBy,
    /// What its deliveries are signed with.
    pub secret: Zeroizing<Vec<u8>>,
}

/// Whoever sets a webhook up: it is told what they see by the way they come, as long as they may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUpBy {
    /// Who.
    pub person: PersonId,
    /// Which identities of protected sources they see: a token may show them less than their part in the case does.
    pub identities: Identities,
}

/// A webhook that was made.
#[derive(Debug, Clone)]
pub struct MadeWebhook {
    /// Its id.
    pub id: WebhookId,
    /// What its deliveries are signed with.
    pub secret: Zeroizing<Vec<u8>>,
}

/// What somebody wants of a webhook.
#[derive(Debug, Clone)]
pub struct WebhookChange {
    /// The URL that deliveries are posted to, and the kinds of notice that are told, all where there are none; `None`:
    /// both stay.
    pub told: Option<(String, Vec<NoticeKind>)>,
    /// Whether it is told nothing for now.
    pub is_paused: bool,
    /// With whose rights it is told from now on.
    pub set_up: SetUpBy,
}

impl Store {
    /// The webhooks of a case, in order of id.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn webhooks(&self, case: &CaseId) -> Result<Vec<Webhook>, StoreError> {
        self.rows(sqlx::query(WEBHOOKS).bind(case.to_string()))
            .await?
            .iter()
            .map(|row| webhook(row, &self.vault))
            .collect()
    }

    /// One of the webhooks of a case, `None` where it has no such.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn webhook(&self, case: &CaseId, id: &WebhookId) -> Result<Option<Webhook>, StoreError> {
        let query = sqlx::query(WEBHOOK).bind(case.to_string()).bind(id.to_string());
        self.row(query).await?.map(|row| webhook(&row, &self.vault)).transpose()
    }

    /// Makes a webhook.
    ///
    /// # Errors
    /// `Gone` where there is no such case, `TooMany` where it has as many as it may. `Busy`, `Database`.
    pub async fn add_webhook(&self, editor: &Editor, new: NewWebhook) -> Result<MadeWebhook, StoreError> {
        let editor = editor.clone();
        let sealed = STANDARD.encode(self.vault.seal(&new.secret, &context(&new.id)));
        let made = self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                let NewWebhook { id, case, address, kinds, set_up, secret } = new;
                let revision = cases::revision(connection, &case).await?;
                let added = sqlx::query(ADD_WEBHOOK)
                    .bind(id.as_str())
                    .bind(case.as_str())
                    .bind(&address)
                    .bind(&sealed)
                    .bind(words(&kinds))
                    .bind(set_up.person.as_str())
                    .bind(set_up.identities == Identities::Shown)
                    .bind(editor.at.as_microsecond())
                    .bind(i64::try_from(WEBHOOKS_OF_A_CASE_MAX).unwrap_or(i64::MAX))
                    .execute(&mut *connection)
                    .await?;
                if added.rows_affected() == 0 {
                    return Err(StoreError::TooMany("webhooks"));
                }
                record(connection, &editor, "webhook.add", (&case, revision), said(&id, &address)).await?;
                Ok((id.to_string(), secret.to_vec()))
            })
        });
        // Also where it was made by an earlier request with the same key.
        let (id, secret): (String, Vec<u8>) = made.await?;
        let corrupt = |_| StoreError::Corrupt { table: "receipt", id: String::new(), reason: "outcome".to_owned() };
        Ok(MadeWebhook { id: WebhookId::parse(&id).map_err(corrupt)?, secret: Zeroizing::new(secret) })
    }

    /// Changes a webhook, and says which version it is at then. One that is told again after a pause is sent what waited
    /// before it, and then what is written from now on.
    ///
    /// # Errors
    /// `Gone` where there is no such webhook, `OtherVersion` where it is not at the one that the change began from.
    /// `Busy`, `Database`.
    pub async fn change_webhook(
        &self,
        editor: &Editor,
        case: &CaseId,
        id: &WebhookId,
        began_from: Option<i64>,
        change: WebhookChange,
    ) -> Result<i64, StoreError> {
        let (editor, case, id) = (editor.clone(), case.clone(), id.clone());
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                let revision = cases::revision(connection, &case).await?;
                let (address, kinds) = change.told.unzip();
                let changed: Option<(i64, String)> = sqlx::query_as(CHANGE_WEBHOOK)
                    .bind(case.as_str())
                    .bind(id.as_str())
                    .bind(&address)
                    .bind(kinds.as_deref().map(words))
                    .bind(change.is_paused)
                    .bind(editor.at.as_microsecond())
                    .bind(began_from)
                    .bind(change.set_up.person.as_str())
                    .bind(change.set_up.identities == Identities::Shown)
                    .fetch_optional(&mut *connection)
                    .await?;
                let Some((version, address)) = changed else { return Err(unchanged(connection, &case, &id).await?) };
                let mut said = said(&id, &address);
                said["paused"] = change.is_paused.into();
                record(connection, &editor, "webhook.change", (&case, revision), said).await?;
                Ok(version)
            })
        })
        .await
    }

    /// Signs what a webhook is sent with another secret from now on, and tells it with the rights of `set_up`: whoever knows
    /// the secret is sent what they see. Says which version it is at then and with what it signs.
    ///
    /// # Errors
    /// `Gone` where there is no such webhook, `OtherVersion` where it is not at the one that this began from. `Busy`,
    /// `Database`.
    pub async fn set_webhook_secret(
        &self,
        editor: &Editor,
        case: &CaseId,
        id: &WebhookId,
        began_from: Option<i64>,
        (secret, set_up): (Zeroizing<Vec<u8>>, SetUpBy),
    ) -> Result<(i64, Zeroizing<Vec<u8>>), StoreError> {
        let (editor, case, id) = (editor.clone(), case.clone(), id.clone());
        let sealed = STANDARD.encode(self.vault.seal(&secret, &context(&id)));
        let set = self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                let revision = cases::revision(connection, &case).await?;
                let set: Option<(i64, String)> = sqlx::query_as(SET_SECRET)
                    .bind(case.as_str())
                    .bind(id.as_str())
                    .bind(&sealed)
                    .bind(set_up.person.as_str())
                    .bind(set_up.identities == Identities::Shown)
                    .bind(began_from)
                    .fetch_optional(&mut *connection)
                    .await?;
                let Some((version, address)) = set else { return Err(unchanged(connection, &case, &id).await?) };
                record(connection, &editor, "webhook.secret", (&case, revision), said(&id, &address)).await?;
                Ok((version, secret.to_vec()))
            })
        });
        // Also where it was set by an earlier request with the same key.
        let (version, secret): (i64, Vec<u8>) = set.await?;
        Ok((version, Zeroizing::new(secret)))
    }

    /// Takes a webhook away, with its deliveries and its secret.
    ///
    /// # Errors
    /// `Gone` where there is no such webhook, `OtherVersion` where it is not at the one that this began from. `Busy`,
    /// `Database`.
    pub async fn remove_webhook(
        &self,
        editor: &Editor,
        case: &CaseId,
        id: &WebhookId,
        began_from: Option<i64>,
    ) -> Result<(), StoreError> {
        let (editor, case, id) = (editor.clone(), case.clone(), id.clone());
        self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                let revision = cases::revision(connection, &case).await?;
                let query = sqlx::query_scalar(REMOVE_WEBHOOK).bind(case.as_str()).bind(id.as_str()).bind(began_from);
                let removed: Option<String> = query.fetch_optional(&mut *connection).await?;
                let Some(address) = removed else { return Err(unchanged(connection, &case, &id).await?) };
                record(connection, &editor, "webhook.remove", (&case, revision), said(&id, &address)).await
            })
        })
        .await
    }
}

/// Why a webhook was not changed.
async fn unchanged(connection: &mut SqliteConnection, case: &CaseId, id: &WebhookId) -> Result<StoreError, StoreError> {
    let query = sqlx::query_scalar(VERSION).bind(case.as_str()).bind(id.as_str());
    let version: Option<i64> = query.fetch_optional(connection).await?;
    Ok(version.map_or(StoreError::Gone, StoreError::OtherVersion))
}

/// Pauses a webhook that is told, within the transaction under way.
pub(super) async fn pause(
    connection: &mut SqliteConnection,
    editor: &Editor,
    id: &WebhookId,
    why: Pause,
) -> Result<(), StoreError> {
    let query = sqlx::query_as(PAUSE_WEBHOOK).bind(id.as_str()).bind(editor.at.as_microsecond()).bind(why.word());
    let paused: Option<(String, String)> = query.fetch_optional(&mut *connection).await?;
    let Some((case, address)) = paused else { return Ok(()) };
    let Ok(case) = case.parse::<CaseId>() else { return Ok(()) };
    let revision = cases::revision(connection, &case).await?;
    record(connection, editor, "webhook.pause", (&case, revision), said(id, &address)).await
}

/// What an entry says of a webhook: its id and the host. The rest of an address may be a secret, and the trail keeps what
/// it is told for ever.
fn said(id: &WebhookId, address: &str) -> Value {
    json!({ "webhook": id.as_str(), "host": webhook::host(address) })
}

async fn record(
    connection: &mut SqliteConnection,
    editor: &Editor,
    action: &'static str,
    of: (&CaseId, i64),
    said: Value,
) -> Result<(), StoreError> {
    audit::record(connection, audit::Entry { editor, action, of: Some(of), changed: said.to_string() }).await
}

fn words(kinds: &[NoticeKind]) -> String {
    json!(kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>()).to_string()
}

/// What a secret is sealed for.
fn context(id: &WebhookId) -> String {
    format!("webhook/{id}")
}

/// The secret of a webhook; `None` where it is damaged or the key file does not open it.
pub(super) fn open_secret(vault: &Vault, id: &WebhookId, sealed: &str) -> Option<Zeroizing<Vec<u8>>> {
    let sealed = STANDARD.decode(sealed).ok()?;
    vault.open(&sealed, &context(id)).ok()
}

/// The kinds of a column that lists them.
pub(super) fn kinds(held: &str) -> Result<HookKinds, Reason> {
    let words = serde_json::from_str(held).map_err(|_| Reason("kinds: cannot be decoded".to_owned()))?;
    Ok(HookKinds::of(words))
}

/// Which identities the webhook of a row is told at most.
pub(super) fn identities(row: &SqliteRow) -> Result<Identities, StoreError> {
    Ok(if row.try_get("sees_identity")? { Identities::Shown } else { Identities::Hidden })
}

/// Reads the columns of a webhook out of a row.
fn webhook(row: &SqliteRow, vault: &Vault) -> Result<Webhook, StoreError> {
    let id: String = row.try_get("id")?;
    let corrupt = |Reason(reason)| StoreError::Corrupt { table: "webhook", id: id.clone(), reason };
    let (pause, paused_at): (Option<String>, Option<i64>) = (row.try_get("pause")?, row.try_get("paused_at")?);
    let paused = match (pause, paused_at) {
        (Some(word), Some(at)) => {
            Some((column("pause", Pause::parse(&word)).map_err(corrupt)?, moment("paused_at", at).map_err(corrupt)?))
        }
        _ => None,
    };
    let failing_since: Option<i64> = row.try_get("failing_since")?;
    let webhook = column("id", WebhookId::parse(&id)).map_err(corrupt)?;
    Ok(Webhook {
        can_sign: open_secret(vault, &webhook, row.try_get("secret")?).is_some(),
        id: webhook,
        case: column("case_id", CaseId::parse(row.try_get("case_id")?)).map_err(corrupt)?,
        address: row.try_get("address")?,
        kinds: kinds(row.try_get("kinds")?).map_err(corrupt)?,
        made_by: column("made_by", PersonId::parse(row.try_get("made_by")?)).map_err(corrupt)?,
        identities: identities(row)?,
        made_at: moment("made_at", row.try_get("made_at")?).map_err(corrupt)?,
        paused,
        failures: row.try_get("failures")?,
        version: row.try_get("version")?,
        failing_since: failing_since.map(|at| moment("failing_since", at)).transpose().map_err(corrupt)?,
    })
}
