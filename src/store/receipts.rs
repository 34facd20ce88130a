//! Receipts: what writes of the API did, so that whoever asks the same again is answered the same and writes nothing.
//!
//! A receipt is kept in the transaction of its write: after a crash there are both or neither. It is looked up there
//! too, so of two that come at the same moment one writes and the other is told what that one did.

use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{Row as _, SqliteConnection};

use super::{ImportOutcome, Store, StoreError, group::Work, writer::Commit};
use crate::{credentials::Vault, domain::id::PersonId};

/// How long a receipt is kept.
pub const RECEIPT_LIFE: SignedDuration = SignedDuration::from_hours(24);

pub(super) const RECEIPT: &str = "
    select digest, outcome
      from receipt
     where person_id = $1
       and key = $2
       and written_at > $3";

pub(super) const KEEP_RECEIPT: &str = "
    insert into receipt (person_id, key, digest, outcome, written_at)
    values ($1, $2, $3, $4, $5)
        on conflict (person_id, key) do update
       set digest = excluded.digest, outcome = excluded.outcome, written_at = excluded.written_at";

pub(super) const DROP_OLD_RECEIPTS: &str = "
    delete from receipt
     where written_at <= $1";

/// All of them, whatever they say.
pub(super) const DROP_RECEIPTS: &str = "
    delete from receipt";

/// A request that may come again.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// Who asks.
    pub person: PersonId,
    /// The key they chose for it (`Idempotency-Key`).
    pub key: String,
    /// What they ask, as 64 hexadecimal digits: a key stands for one request.
    pub digest: String,
    /// When they ask.
    pub at: Timestamp,
}

impl Store {
    /// The same store for one request that may come again: its first write is done once, and later ones with the same
    /// key are told what it did. Without a receipt the store as it is.
    #[must_use]
    pub fn once(&self, receipt: Option<Receipt>) -> Self {
        Self { receipt, ..self.clone() }
    }

    /// Writes, once where the request has a receipt. What the write did is kept for as long as [`RECEIPT_LIFE`], sealed:
    /// a new secret may be part of it.
    ///
    /// # Errors
    /// `KeyReused` where the key stood for another request, and as [`super::writer::Writer::write`].
    pub(super) async fn write_once<T: Serialize + DeserializeOwned + Send + 'static>(
        &self,
        commit: Commit,
        work: impl for<'c> FnOnce(&'c mut SqliteConnection) -> Work<'c, T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let Some(receipt) = self.receipt.clone() else { return self.writer.write_with(commit, work).await };
        let vault = self.vault.clone();
        self.writer
            .write_with(commit, move |connection| {
                Box::pin(async move {
                    if let Some(outcome) = kept(connection, &vault, &receipt).await? {
                        return Ok(outcome);
                    }
                    let outcome = work(&mut *connection).await?;
                    let told = serde_json::to_vec(&outcome).expect("what a write did is texts and numbers");
                    keep(connection, &vault, &receipt, &told).await?;
                    Ok(outcome)
                })
            })
            .await
    }

    /// What the write to a case that this request asks for did when it came before; `None` where it did not.
    ///
    /// # Errors
    /// `KeyReused` where its key stood for another request. `Corrupt`, `Busy`, `Database`.
    pub async fn written_before(&self) -> Result<Option<ImportOutcome>, StoreError> {
        self.done_before().await
    }

    /// What the write of this request did when it came before; `None` where it did not, or may not come again.
    ///
    /// # Errors
    /// `KeyReused` where the key stood for another request. `Corrupt`, `Busy`, `Database`.
    pub(super) async fn done_before<T: DeserializeOwned + Send + 'static>(&self) -> Result<Option<T>, StoreError> {
        let Some(receipt) = self.receipt.clone() else { return Ok(None) };
        let vault = self.vault.clone();
        self.readers.read(move |connection| Box::pin(async move { kept(connection, &vault, &receipt).await })).await
    }
}

async fn kept<T: DeserializeOwned>(
    connection: &mut SqliteConnection,
    vault: &Vault,
    receipt: &Receipt,
) -> Result<Option<T>, StoreError> {
    let query = sqlx::query(RECEIPT).bind(receipt.person.as_str()).bind(&receipt.key).bind(oldest(receipt.at));
    let Some(row) = query.fetch_optional(connection).await? else { return Ok(None) };
    if row.try_get::<&str, _>("digest")? != receipt.digest {
        return Err(StoreError::KeyReused);
    }
    let corrupt = |reason: &str| StoreError::Corrupt {
        table: "receipt",
        id: receipt.person.to_string(),
        reason: format!("outcome: {reason}"),
    };
    let sealed: &[u8] = row.try_get("outcome")?;
    let outcome = vault.open(sealed, &context(receipt)).map_err(|_| corrupt("does not open"))?;
    serde_json::from_slice(&outcome).map(Some).map_err(|_| corrupt("cannot be read"))
}

async fn keep(
    connection: &mut SqliteConnection,
    vault: &Vault,
    receipt: &Receipt,
    outcome: &[u8],
) -> Result<(), StoreError> {
    sqlx::query(DROP_OLD_RECEIPTS).bind(oldest(receipt.at)).execute(&mut *connection).await?;
    sqlx::query(KEEP_RECEIPT)
        .bind(receipt.person.as_str())
        .bind(&receipt.key)
        .bind(&receipt.digest)
        .bind(vault.seal(outcome, &context(receipt)))
        .bind(receipt.at.as_microsecond())
        .execute(connection)
        .await?;
    Ok(())
}

fn context(receipt: &Receipt) -> String {
    format!("receipt/outcome/{}/{}", receipt.person, receipt.key)
}

fn oldest(at: Timestamp) -> i64 {
    (at - RECEIPT_LIFE).as_microsecond()
}
