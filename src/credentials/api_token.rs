//! Tokens that programs carry to the API.

use std::fmt;

use zeroize::Zeroizing;

use super::{Digest, random};

/// `cpt_`, 43 random characters (256 bits), and 6 that are the checksum of all before them.
///
/// The prefix lets scanners of leaked secrets find it; the checksum tells a token that was cut or mistyped from one that
/// is unknown or revoked, without asking the database.
#[derive(Clone)]
pub struct ApiToken(Zeroizing<String>);

/// Why a text is not a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiTokenFault {
    /// It does not begin like a token.
    NotAToken,
    /// It begins like one, but was cut, lengthened or changed on the way.
    Damaged,
}

const RANDOM_LENGTH: usize = 43;
const CHECKSUM_LENGTH: u32 = 6;
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

impl ApiToken {
    /// What every token begins with.
    pub const PREFIX: &str = "cpt_";

    /// A token that nobody has seen.
    #[must_use]
    pub fn random() -> Self {
        let mut token = Zeroizing::new(String::with_capacity(64));
        token.push_str(Self::PREFIX);
        token.extend((0..RANDOM_LENGTH).map(|_| char::from(ALPHABET[usize::from(random::below(62))])));
        let checksum = checksum(&token);
        token.push_str(&checksum);
        Self(token)
    }

    /// The token that a program brought.
    ///
    /// # Errors
    ///
    /// If it is none, or no longer whole.
    pub fn parse(text: &str) -> Result<Self, ApiTokenFault> {
        let rest = text.strip_prefix(Self::PREFIX).ok_or(ApiTokenFault::NotAToken)?;
        let (_, claimed) = rest.split_at_checked(RANDOM_LENGTH).ok_or(ApiTokenFault::Damaged)?;
        let covered = &text[..Self::PREFIX.len() + RANDOM_LENGTH];
        let is_whole = rest.bytes().all(|byte| ALPHABET.contains(&byte)) && claimed == checksum(covered);
        if is_whole { Ok(Self(Zeroizing::new(text.to_owned()))) } else { Err(ApiTokenFault::Damaged) }
    }

    /// The token itself, shown once to the one who made it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(self.0.as_bytes())
    }
}

impl fmt::Debug for ApiToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiToken(…)")
    }
}

/// CRC-32 (the one of zip and Ethernet) in base 62, the highest digit first.
fn checksum(covered: &str) -> String {
    let sum = crc32fast::hash(covered.as_bytes());
    let digit = |place| char::from(ALPHABET[(sum / 62_u32.pow(place) % 62) as usize]);
    (0..CHECKSUM_LENGTH).rev().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_53_characters_that_begin_with_the_name_of_the_product() {
        let token = ApiToken::random();
        assert_eq!(token.reveal().len(), 53);
        assert!(
            token.reveal().strip_prefix("cpt_").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_alphanumeric()))
        );
    }

    #[test]
    fn a_token_is_recognised_as_shown_and_no_two_are_the_same() {
        let token = ApiToken::random();
        let brought = ApiToken::parse(token.reveal()).unwrap_or_else(|fault| panic!("{fault:?}"));
        assert_eq!(brought.digest(), token.digest());
        assert_ne!(ApiToken::random().digest(), token.digest());
    }

    /// Worked out apart from this code (zlib's `crc32`), so that scanners may rely on it.
    #[test]
    fn the_checksum_is_the_one_that_other_programs_compute() {
        assert_eq!(checksum(&format!("cpt_{}", "0".repeat(43))), "0HvQKN");
        assert_eq!(checksum("cpt_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg"), "42xJXw");
    }

    #[test]
    fn every_single_wrong_character_is_noticed_without_a_database() {
        let token = ApiToken::random();
        for place in 0..token.reveal().len() {
            let mut wrong = token.reveal().as_bytes().to_vec();
            wrong[place] = if wrong[place] == b'x' { b'y' } else { b'x' };
            let wrong = String::from_utf8(wrong).unwrap_or_default();
            let fault = if place < 4 { ApiTokenFault::NotAToken } else { ApiTokenFault::Damaged };
            assert_eq!(ApiToken::parse(&wrong).err(), Some(fault), "{place}");
        }
    }

    #[test]
    fn what_is_no_whole_token_is_told_apart() {
        let token = ApiToken::random().reveal().to_owned();
        let not_ascii = format!("cpt_{}ه{}", &token[4..46], &token[47..]);
        for (text, fault) in [
            ("", ApiTokenFault::NotAToken),
            ("ghp_123", ApiTokenFault::NotAToken),
            ("cpt_", ApiTokenFault::Damaged),
            (&token[..52], ApiTokenFault::Damaged),
            (&format!("{token}0"), ApiTokenFault::Damaged),
            (&not_ascii, ApiTokenFault::Damaged),
        ] {
            assert_eq!(ApiToken::parse(text).err(), Some(fault), "{text}");
        }
    }

    #[test]
    fn a_token_is_never_printed_for_debugging() {
        assert_eq!(format!("{:?}", ApiToken::random()), "ApiToken(…)");
    }
}
