//! The vault: what must be read again, and yet is of no use to whoever has the database alone, such as the real name
//! behind a protected source. The key stands in a file outside the database.

use std::fmt;
use std::path::Path;

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::key_file::{self, Key, KeyFileError};
use super::random;

/// Seals and opens with one key (XChaCha20-Poly1305).
#[derive(Clone)]
pub struct Vault {
    cipher: XChaCha20Poly1305,
    fingerprint: String,
}

/// Why something sealed does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// It is shorter than anything sealed.
    #[error("this is nothing that was sealed")]
    Malformed,
    /// It was sealed by a later version of this program.
    #[error("this was sealed in a later way")]
    OtherVersion,
    /// It was sealed with another key or for another context, or has been changed.
    #[error("this was sealed with another key or for another place, or has been changed")]
    DoesNotOpen,
}

const VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;

impl Vault {
    /// The vault whose key stands in the file at `path`.
    ///
    /// # Errors
    ///
    /// If there is no such file, or others may read it, or it holds no key.
    pub fn open_existing(path: &Path) -> Result<Self, KeyFileError> {
        key_file::read(path).map(|key| Self::with(&key))
    }

    /// The vault whose key stands in the file at `path`, which is made if it is missing.
    ///
    /// A new key opens nothing that was sealed before: whoever has sealed something already wants `open_existing`, or
    /// compares the fingerprint with the one kept.
    ///
    /// # Errors
    ///
    /// If others may read the file, or it holds no key, or it cannot be made.
    pub fn open_or_create(path: &Path) -> Result<Self, KeyFileError> {
        match key_file::read(path) {
            Err(KeyFileError::Missing) => key_file::create(path).map(|key| Self::with(&key)),
            other => other.map(|key| Self::with(&key)),
        }
    }

    /// A vault whose key is forgotten with it, for stores in memory and for tests.
    #[must_use]
    pub fn ephemeral() -> Self {
        Self::with(&random::bytes())
    }

    fn with(key: &Key) -> Self {
        let labelled = Sha256::new().chain_update(b"counterpoint key fingerprint\0").chain_update(key.as_slice());
        let fingerprint = HEXLOWER.encode(&labelled.finalize()[..8]);
        Self { cipher: XChaCha20Poly1305::new((&**key).into()), fingerprint }
    }

    /// Sixteen characters that tell this key from another and give nothing of it away. The database keeps them.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The plaintext, sealed for one context: the table, column and row it will stand in. Nothing sealed for one context
    /// opens in another, so a blob moved to another row is noticed. Its length still tells the length of the plaintext.
    ///
    /// A blob is a version byte, a random nonce of 24 bytes, the ciphertext, a tag of 16 bytes.
    ///
    /// # Panics
    ///
    /// If the plaintext is longer than 256 GiB.
    #[must_use]
    pub fn seal(&self, plaintext: &[u8], context: &str) -> Vec<u8> {
        let nonce = random::bytes::<NONCE_BYTES>();
        let payload = Payload { msg: plaintext, aad: &bound_to(context) };
        let ciphertext =
            self.cipher.encrypt(&XNonce::from(*nonce), payload).expect("less than 256 GiB are sealed at once");
        [&[VERSION], nonce.as_slice(), &ciphertext].concat()
    }

    /// The plaintext of what was sealed for this context.
    ///
    /// # Errors
    ///
    /// If it is nothing sealed, or was not sealed with this key for this context, or has been changed.
    pub fn open(&self, sealed: &[u8], context: &str) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (version, rest) = sealed.split_first().ok_or(VaultError::Malformed)?;
        if *version != VERSION {
            return Err(VaultError::OtherVersion);
        }
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(VaultError::Malformed)?;
        let payload = Payload { msg: ciphertext, aad: &bound_to(context) };
        let opened = self.cipher.decrypt(&XNonce::from(*nonce), payload);
        opened.map(Zeroizing::new).map_err(|_| VaultError::DoesNotOpen)
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Vault({})", self.fingerprint)
    }
}

/// The tag covers the version as well, so that a blob cannot be passed off as one of another version.
fn bound_to(context: &str) -> Vec<u8> {
    [&[VERSION], context.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    const CONTEXT: &str = "protected_identity/raqqa/source-7";
    const NAME: &str = "مريم الخطيب";

    fn opened(vault: &Vault, sealed: &[u8], context: &str) -> Result<Vec<u8>, VaultError> {
        vault.open(sealed, context).map(|plain| plain.to_vec())
    }

    #[test]
    fn what_was_sealed_opens_again_in_its_place() {
        let vault = Vault::ephemeral();
        for plain in [NAME, "", &"x".repeat(1 << 16)] {
            let sealed = vault.seal(plain.as_bytes(), CONTEXT);
            assert_eq!(opened(&vault, &sealed, CONTEXT), Ok(plain.as_bytes().to_vec()));
            assert_eq!(sealed.len(), 1 + 24 + plain.len() + 16);
        }
    }

    #[test]
    fn a_name_is_nowhere_in_what_was_sealed_and_twice_the_same_name_looks_different() {
        let vault = Vault::ephemeral();
        let (one, other) = (vault.seal(NAME.as_bytes(), CONTEXT), vault.seal(NAME.as_bytes(), CONTEXT));
        assert!(!one.windows(4).any(|window| NAME.as_bytes().windows(4).any(|part| part == window)));
        assert_ne!(one, other);
    }

    #[test]
    fn a_blob_moved_to_another_row_does_not_open() {
        let vault = Vault::ephemeral();
        let sealed = vault.seal(NAME.as_bytes(), CONTEXT);
        for elsewhere in ["protected_identity/raqqa/source-8", "", "protected_identity/raqqa/source-77"] {
            assert_eq!(opened(&vault, &sealed, elsewhere), Err(VaultError::DoesNotOpen), "{elsewhere}");
        }
    }

    #[test]
    fn every_changed_byte_is_noticed_and_so_is_a_cut() {
        let vault = Vault::ephemeral();
        let sealed = vault.seal(NAME.as_bytes(), CONTEXT);
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            let fault = if place == 0 { VaultError::OtherVersion } else { VaultError::DoesNotOpen };
            assert_eq!(opened(&vault, &changed, CONTEXT), Err(fault), "{place}");
            let fault = if place < 25 { VaultError::Malformed } else { VaultError::DoesNotOpen };
            assert_eq!(opened(&vault, &sealed[..place], CONTEXT), Err(fault), "cut at {place}");
        }
    }

    #[test]
    fn another_key_opens_nothing_and_has_another_fingerprint() {
        let (vault, other) = (Vault::ephemeral(), Vault::ephemeral());
        let sealed = vault.seal(NAME.as_bytes(), CONTEXT);
        assert_eq!(opened(&other, &sealed, CONTEXT), Err(VaultError::DoesNotOpen));
        assert_ne!(vault.fingerprint(), other.fingerprint());
    }

    /// Worked out apart from this code; the database of an older version keeps it.
    #[test]
    fn the_fingerprint_of_a_key_never_changes() {
        let vault = Vault::with(&Zeroizing::new([7; 32]));
        assert_eq!(vault.fingerprint(), "1eed0ee43ee64f98");
        assert_eq!(format!("{vault:?}"), "Vault(1eed0ee43ee64f98)");
    }

    #[test]
    fn what_was_sealed_opens_after_a_restart_with_the_same_key_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counterpoint.key");
        assert!(matches!(Vault::open_existing(&path), Err(KeyFileError::Missing)));
        let sealed = Vault::open_or_create(&path).unwrap().seal(NAME.as_bytes(), CONTEXT);
        for again in [Vault::open_or_create(&path).unwrap(), Vault::open_existing(&path).unwrap()] {
            assert_eq!(opened(&again, &sealed, CONTEXT), Ok(NAME.as_bytes().to_vec()));
        }
    }
}
