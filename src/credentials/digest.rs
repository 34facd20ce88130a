//! What the database keeps of a secret that was drawn at random: enough to recognise it, not enough to use it.

use std::fmt;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// The SHA-256 of a random secret.
///
/// A plain hash is right for secrets of 80 random bits and more; a password, which somebody chose, needs the
/// [`Hasher`](super::Hasher).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of the text or bytes that make up a secret.
    pub(super) fn of(secret: &[u8]) -> Self {
        Self(Sha256::digest(secret).into())
    }

    /// A digest as it was kept; nothing if it has another length than 32 bytes.
    #[must_use]
    pub fn from_bytes(kept: &[u8]) -> Option<Self> {
        kept.try_into().ok().map(Self)
    }

    /// The bytes to keep, as 64 hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        HEXLOWER.encode(&self.0)
    }

    /// The 32 bytes to keep.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The first bytes only: a log line tells two of them apart and cannot be looked up in a table.
impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({}…)", HEXLOWER.encode(&self.0[..4]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_sha_256_and_comes_back_from_what_was_kept() {
        let digest = Digest::of(b"abc");
        assert_eq!(
            HEXLOWER.encode(digest.as_bytes()),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(Digest::from_bytes(digest.as_bytes()), Some(digest));
        assert_eq!(Digest::from_bytes(b"short"), None);
        assert_eq!(format!("{digest:?}"), "Digest(ba7816bf…)");
    }
}
