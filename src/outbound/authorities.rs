//! Authorities: who vouches for receivers beside those whom the system trusts, as in a house with an authority of its own.

use reqwest::Certificate;
use thiserror::Error;

/// The certificates of authorities that are trusted too.
#[derive(Debug, Clone, Default)]
pub struct Authorities(Vec<Certificate>);

/// Why certificates could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AuthoritiesFault {
    /// It is no PEM (RFC 7468), or what stands in it is no certificate.
    #[error("it holds something that is no certificate in PEM")]
    NotPem,
    /// No certificate stands in it.
    #[error("it holds no certificate")]
    None,
}

impl Authorities {
    /// Reads certificates in PEM (RFC 7468), one after the other.
    ///
    /// # Errors
    /// `NotPem`, `None`.
    pub fn read(pem: &[u8]) -> Result<Self, AuthoritiesFault> {
        let all = Certificate::from_pem_bundle(pem).map_err(|_| AuthoritiesFault::NotPem)?;
        if all.is_empty() { Err(AuthoritiesFault::None) } else { Ok(Self(all)) }
    }

    pub(super) fn certificates(&self) -> impl Iterator<Item = Certificate> + '_ {
        self.0.iter().cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_none_of_authorities() {
        assert_eq!(Authorities::read(b"").err(), Some(AuthoritiesFault::None));
        let broken = b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n";
        assert_eq!(Authorities::read(broken).err(), Some(AuthoritiesFault::NotPem));
    }
}
