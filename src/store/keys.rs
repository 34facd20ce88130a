//! The key of a database: which key file sealed what is sealed in it. Another key opens nothing, and a new key over what
//! is sealed would hide for ever that the old one is needed; so neither is ever accepted.

use std::path::{Path, PathBuf};

use sqlx::SqliteConnection;

use super::{StoreError, receipts::DROP_RECEIPTS};
use crate::credentials::{KeyFileError, Vault};

/// The key that this database was written with.
pub(super) const FINGERPRINT: &str = "
    select fingerprint
      from vault_key";

pub(super) const FORGET_KEY: &str = "
    delete from vault_key";

/// Notes the key of a database in which nothing is sealed that must be read again.
pub(super) const NOTE_KEY: &str = "
    insert into vault_key (fingerprint)
    values ($1)
        on conflict do nothing";

/// How much is sealed that is lost without its key. Receipts are sealed too, but stand for a day, and a request that comes
/// again is then done again: no reason to refuse to start.
pub(super) const SEALED: &str = "
    select (select count(*) from protected_identity) + (select count(*) from second_factor)
         + (select count(*) from webhook)";

/// Where the key comes from.
#[derive(Debug)]
pub(super) enum Key {
    /// It is at hand.
    Given(Vault),
    /// It stands in this file, or will.
    In(PathBuf),
}

impl Key {
    /// The vault of a database, once it is sure that it is the right one. A key file is made where there is none and
    /// nothing is sealed.
    ///
    /// # Errors
    /// `KeyMissing`, `OtherKey`, `KeyFile`, `Busy`, `Database`.
    pub(super) async fn fit(self, connection: &mut SqliteConnection) -> Result<Vault, StoreError> {
        let kept: Option<String> = sqlx::query_scalar(FINGERPRINT).fetch_optional(&mut *connection).await?;
        let sealed: i64 = sqlx::query_scalar(SEALED).fetch_one(&mut *connection).await?;
        let file = match &self {
            Self::Given(_) => PathBuf::from("the one given"),
            Self::In(file) => file.clone(),
        };
        let vault = match self {
            Self::Given(vault) => vault,
            Self::In(file) if sealed > 0 => existing(&file)?,
            Self::In(file) => {
                Vault::open_or_create(&file).map_err(|source| StoreError::KeyFile { file: file.clone(), source })?
            }
        };
        match kept {
            Some(kept) if kept == vault.fingerprint() => {}
            Some(kept) if sealed > 0 => {
                return Err(StoreError::OtherKey { file, needed: kept, found: vault.fingerprint().to_owned() });
            }
            _ => {
                // Nobody could open those that another key sealed.
                sqlx::query(DROP_RECEIPTS).execute(&mut *connection).await?;
                sqlx::query(FORGET_KEY).execute(&mut *connection).await?;
                sqlx::query(NOTE_KEY).bind(vault.fingerprint()).execute(connection).await?;
            }
        }
        Ok(vault)
    }
}

/// The vault of a key file that must be there.
pub(super) fn existing(file: &Path) -> Result<Vault, StoreError> {
    Vault::open_existing(file).map_err(|source| match source {
        KeyFileError::Missing => StoreError::KeyMissing { file: file.to_owned() },
        source => StoreError::KeyFile { file: file.to_owned(), source },
    })
}
