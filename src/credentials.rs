//! What proves who somebody is, and what keeps a secret.
//!
//! It knows neither the database nor the web, and it has no clock: it is given a moment and what is stored, and answers.
//! Secrets are shown by a method called `reveal` and by nothing else: their `Debug` is silent, and they have no `Display`.
//! What is kept of them is a [`Digest`], a password hash, or a blob sealed by the [`Vault`].

mod api_token;
mod code;
mod digest;
mod hasher;
mod key_file;
mod password;
mod qr;
mod random;
mod salt;
mod secret;
mod totp;
mod vault;
mod webhook_secret;

pub use api_token::{ApiToken, ApiTokenFault};
pub use code::{CodeFault, GroupedCode, RecoveryCode, SetupCode};
pub use digest::Digest;
pub use hasher::{Cost, Hasher, HashingError};
pub use key_file::KeyFileError;
pub use password::{NewPassword, PasswordFault};
pub use qr::QrPicture;
pub use random::{chance, letters};
pub use salt::salt;
pub use secret::Secret;
pub use totp::TotpSecret;
pub use vault::{Vault, VaultError};
pub use webhook_secret::WebhookSecret;
