//! Webhook secrets: what deliveries are signed with, as Standard Webhooks writes and uses it.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use standardwebhooks::Webhook;
use zeroize::Zeroizing;

use super::random;

/// What a secret begins with.
const PREFIX: &str = "whsec_";

/// 32 random bytes shared with a receiver.
#[derive(Clone)]
pub struct WebhookSecret(Zeroizing<Vec<u8>>);

impl WebhookSecret {
    /// A new secret.
    #[must_use]
    pub fn random() -> Self {
        Self(Zeroizing::new(random::bytes::<32>().to_vec()))
    }

    /// The secret of these bytes.
    #[must_use]
    pub fn from_bytes(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &Zeroizing<Vec<u8>> {
        &self.0
    }

    /// The secret as its receiver is told it: once.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(self.0.as_slice()))
    }

    /// The signature of a message, such as `v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=`; `seconds` since 1970.
    ///
    /// # Panics
    /// Never: both kinds of failure of the library are of secrets and bodies that are no text.
    #[must_use]
    pub fn sign(&self, message: &str, seconds: i64, body: &str) -> String {
        let signer = Webhook::from_bytes(self.0.to_vec()).expect("bytes are a key");
        signer.sign(message, seconds, body.as_bytes()).expect("a body is a text")
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    #[test]
    fn a_message_is_signed_as_the_example_of_the_standard() {
        let bytes = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let secret = WebhookSecret::from_bytes(Zeroizing::new(bytes));
        assert_eq!(secret.reveal(), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let body = r#"{"test": 2432232314}"#;
        let signature = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body);
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn no_two_secrets_are_the_same_and_none_is_printed_for_debugging() {
        let (one, other) = (WebhookSecret::random(), WebhookSecret::random());
        assert_ne!(one.reveal(), other.reveal());
        assert_eq!(format!("{one:?}"), "WebhookSecret(…)");
    }
}
