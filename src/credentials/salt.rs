//! Salts: chance beside what is hashed, so that nobody can guess at it.

use data_encoding::HEXLOWER;

use super::random;

/// A new salt: 128 random bits as 32 hexadecimal digits.
#[must_use]
pub fn salt() -> String {
    HEXLOWER.encode(random::bytes::<16>().as_slice())
}
