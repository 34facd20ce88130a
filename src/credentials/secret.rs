//! Secrets that only machines carry: in a session cookie, in the link of an invitation.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::{Digest, random};

/// 32 random bytes, carried as 43 characters of base64url.
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    /// A secret that nobody has seen.
    #[must_use]
    pub fn random() -> Self {
        Self(random::bytes())
    }

    /// The secret that somebody brought; nothing if no secret of ours can look like this.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        bytes.as_slice().try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// The secret itself, for the one who is to carry it.
    #[must_use]
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.as_slice())
    }

    /// What the database keeps.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(self.0.as_slice())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_43_characters_fit_for_a_cookie_and_an_address_and_comes_back_from_them() {
        let secret = Secret::random();
        let text = secret.reveal();
        assert_eq!(text.len(), 43);
        assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{text}");
        let brought = Secret::parse(&text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(brought.digest(), secret.digest());
    }

    #[test]
    fn no_two_secrets_are_the_same() {
        assert_ne!(Secret::random().digest(), Secret::random().digest());
    }

    #[test]
    fn what_cannot_be_a_secret_is_told_apart_before_the_database_is_asked() {
        let text = Secret::random().reveal();
        // The last of 43 characters carries four bits, so `B` is a second spelling of what `A` says.
        let (padded, cut, longer) = (format!("{text}="), &text[..42], format!("{text}A"));
        let second_spelling = format!("{}B", "A".repeat(42));
        for other in ["", "no", &padded, cut, &longer, &text.replace(text.as_bytes()[0] as char, "+"), &second_spelling]
        {
            assert!(Secret::parse(other).is_none(), "{other}");
        }
    }

    #[test]
    fn a_secret_is_never_printed_for_debugging() {
        assert_eq!(format!("{:?}", Secret::random()), "Secret(…)");
    }
}
