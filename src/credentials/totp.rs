//! One-time codes from an app on somebody's phone: RFC 6238 as all such apps speak it (SHA-1, 30 seconds, 6 digits).
//!
//! No crate for it: `totp-rs` names the step of a code but leaves it to the caller to skip those that were used, and what
//! remains besides are these few lines.

use std::fmt;

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha1::Sha1;
use subtle::{Choice, ConditionallySelectable as _, ConstantTimeEq as _};
use zeroize::Zeroizing;

use super::random;
use crate::domain::fold::fold;

/// What a person's app and the server share: 160 random bits. Kept sealed, since the server must read it again.
#[derive(Clone)]
pub struct TotpSecret(Zeroizing<[u8; 20]>);

const STEP_SECONDS: i64 = 30;
const DIGITS: usize = 6;
/// Codes one step early and one step late are taken: clocks differ, and typing takes time.
const STEPS_EITHER_SIDE: i64 = 1;

const PLAIN_IN_ADDRESS: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl TotpSecret {
    /// A secret that nobody has seen.
    #[must_use]
    pub fn random() -> Self {
        Self(random::bytes())
    }

    /// A secret as it was kept; nothing if it has another length than 20 bytes.
    #[must_use]
    pub fn from_bytes(kept: &[u8]) -> Option<Self> {
        kept.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// The bytes to seal and keep.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// The secret for those who type it into their app: base32 in groups of four.
    #[must_use]
    pub fn reveal(&self) -> String {
        let text = Zeroizing::new(self.base32());
        let groups: Vec<&str> = (0..text.len()).step_by(4).map(|start| &text[start..start + 4]).collect();
        groups.join(" ")
    }

    /// The address that an app reads from a QR picture. `issuer` names this installation, `account` the person on it.
    ///
    /// Apps part the two at a colon, so colons inside of them become spaces.
    #[must_use]
    pub fn address(&self, issuer: &str, account: &str) -> String {
        let [issuer, account] = [issuer, account].map(|name| {
            let name = name.replace(':', " ");
            utf8_percent_encode(name.trim(), &PLAIN_IN_ADDRESS).to_string()
        });
        let secret = Zeroizing::new(self.base32());
        format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}",
            *secret
        )
    }

    /// The step whose code was typed, to be kept as the last one used; nothing if the code is wrong, too old, too early,
    /// or of a step that is not later than `last_used_step`.
    ///
    /// Keep the step in the same transaction that lets the person in, or two can come in on one code.
    #[must_use]
    pub fn check(&self, typed: &str, at: Timestamp, last_used_step: Option<i64>) -> Option<i64> {
        let typed: Zeroizing<String> = Zeroizing::new(fold(typed).replace([' ', '-'], ""));
        let now = at.as_second().div_euclid(STEP_SECONDS);
        let mut is_right = Choice::from(0);
        let mut matching = 0;
        for step in now - STEPS_EITHER_SIDE..=now + STEPS_EITHER_SIDE {
            let is_fresh = Choice::from(u8::from(last_used_step.is_none_or(|last| step > last)));
            let is_this = is_fresh & typed.as_bytes().ct_eq(self.code(step).as_bytes());
            matching.conditional_assign(&step, is_this);
            is_right |= is_this;
        }
        bool::from(is_right).then_some(matching)
    }

    fn code(&self, step: i64) -> Zeroizing<String> {
        let mut mac = Hmac::<Sha1>::new_from_slice(self.as_bytes()).expect("HMAC takes keys of any length");
        mac.update(&step.to_be_bytes());
        let hash: [u8; 20] = mac.finalize().into_bytes().into();
        let start = usize::from(hash[19] & 0xf);
        let word = u32::from_be_bytes([hash[start], hash[start + 1], hash[start + 2], hash[start + 3]]) & 0x7fff_ffff;
        Zeroizing::new(format!("{:0DIGITS$}", word % 1_000_000))
    }

    fn base32(&self) -> String {
        BASE32_NOPAD.encode(self.as_bytes())
    }
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    /// The secret of the test vectors of RFC 6238, appendix B.
    fn of_the_rfc() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890").unwrap()
    }

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // The last six of the eight digits that its appendix B lists for SHA-1.
        for (at, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(of_the_rfc().check(code, second(at), None), Some(at / 30), "{at}");
        }
    }

    #[test]
    fn a_code_is_taken_one_step_early_and_one_step_late_and_no_further() {
        // "050471" belongs to the step from 1111111110 to 1111111139.
        for (at, is_taken) in [
            (1_111_111_079, false),
            (1_111_111_080, true),
            (1_111_111_110, true),
            (1_111_111_139, true),
            (1_111_111_169, true),
            (1_111_111_170, false),
        ] {
            assert_eq!(of_the_rfc().check("050471", second(at), None).is_some(), is_taken, "{at}");
        }
    }

    #[test]
    fn no_code_is_taken_twice_and_none_from_before_one_that_was() {
        let (secret, now) = (of_the_rfc(), second(1_111_111_111));
        let step = secret.check("050471", now, None);
        assert_eq!(step, Some(37_037_037));
        assert_eq!(secret.check("050471", now, step), None, "twice");
        assert_eq!(secret.check("081804", now, step), None, "the code before it");
        assert_eq!(secret.check("081804", now, Some(37_037_035)), Some(37_037_036));
        let next = secret.code(37_037_038);
        assert_eq!(secret.check(&next, now, step), Some(37_037_038), "the code after it");
    }

    #[test]
    fn a_code_is_read_with_spaces_and_in_the_digits_of_either_arabic_set() {
        for typed in ["050 471", " 050471\n", "050-471", "٠٥٠٤٧١", "۰۵۰ ۴۷۱"] {
            assert_eq!(of_the_rfc().check(typed, second(1_111_111_111), None), Some(37_037_037), "{typed}");
        }
    }

    #[test]
    fn what_is_not_the_code_is_refused() {
        for typed in ["", "050470", "50471", "0050471", "14050471", "abcdef", "05047١x"] {
            assert_eq!(of_the_rfc().check(typed, second(1_111_111_111), None), None, "{typed}");
        }
        assert_eq!(TotpSecret::random().check("", second(0), None), None);
    }

    #[test]
    fn the_secret_can_be_typed_into_an_app() {
        assert_eq!(of_the_rfc().reveal(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_ne!(TotpSecret::random().reveal(), TotpSecret::random().reveal());
    }

    #[test]
    fn the_address_names_the_installation_and_the_person() {
        assert_eq!(
            of_the_rfc().address("Counterpoint: Raqqa desk", "miriam@example.org"),
            "otpauth://totp/Counterpoint%20%20Raqqa%20desk:miriam%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Counterpoint%20%20Raqqa%20desk&algorithm=SHA1&digits=6&period=30"
        );
        assert!(of_the_rfc().address("نقطة", "مريم").is_ascii());
    }

    #[test]
    fn a_secret_is_kept_as_twenty_bytes_and_never_printed_for_debugging() {
        assert_eq!(of_the_rfc().as_bytes(), b"12345678901234567890");
        assert!(TotpSecret::from_bytes(b"123").is_none());
        assert_eq!(format!("{:?}", of_the_rfc()), "TotpSecret(…)");
    }
}
