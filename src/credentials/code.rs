//! Secrets that people copy by hand: the first set-up code, and the recovery codes somebody keeps on paper.

use std::array;
use std::fmt;

use zeroize::Zeroizing;

use super::{Digest, random};
use crate::domain::fold::fold;

/// The code that the first start prints, which makes its bearer the first administrator: 125 random bits.
pub type SetupCode = GroupedCode<5, 5>;

/// A code that stands in once for a lost second factor: 80 random bits.
pub type RecoveryCode = GroupedCode<4, 4>;

/// A random code of `GROUPS` groups of `LENGTH` letters and digits, such as `7K2MA-…`.
///
/// The alphabet is Crockford's, in which no two characters look alike. What is typed may have either letter case, any
/// spaces and dashes, the digits of either Arabic set, `O` for `0`, and `I` or `L` for `1`.
#[derive(Clone)]
pub struct GroupedCode<const GROUPS: usize, const LENGTH: usize>(Zeroizing<String>);

/// Why what somebody typed is not a code. The form may say so: it follows from the shape alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFault {
    WrongLength { found: usize, expected: usize },
    NotInAlphabet(char),
}

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl<const GROUPS: usize, const LENGTH: usize> GroupedCode<GROUPS, LENGTH> {
    /// A code that nobody has seen.
    #[must_use]
    pub fn random() -> Self {
        let mut code = Zeroizing::new(String::with_capacity(GROUPS * LENGTH));
        code.extend((0..GROUPS * LENGTH).map(|_| char::from(ALPHABET[usize::from(random::below(32))])));
        Self(code)
    }

    /// The code that somebody typed.
    ///
    /// # Errors
    ///
    /// The first fault of its shape.
    pub fn parse(typed: &str) -> Result<Self, CodeFault> {
        let mut code = Zeroizing::new(String::with_capacity(GROUPS * LENGTH));
        let mut found = 0;
        for character in Zeroizing::new(fold(typed)).chars().filter(|&c| c != ' ' && c != '-') {
            found += 1;
            if found <= GROUPS * LENGTH {
                code.push(read(character)?);
            }
        }
        match GROUPS * LENGTH {
            expected if expected == found => Ok(Self(code)),
            expected => Err(CodeFault::WrongLength { found, expected }),
        }
    }

    /// The code itself, its groups joined by dashes, for the one who is to keep it.
    #[must_use]
    pub fn reveal(&self) -> String {
        let groups: Vec<&str> = (0..GROUPS).map(|group| &self.0[group * LENGTH..(group + 1) * LENGTH]).collect();
        groups.join("-")
    }

    /// What the database keeps: the digest of the characters without dashes.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(self.0.as_bytes())
    }
}

impl RecoveryCode {
    /// The codes that somebody is given together.
    #[must_use]
    pub fn ten() -> [Self; 10] {
        array::from_fn(|_| Self::random())
    }
}

impl<const GROUPS: usize, const LENGTH: usize> fmt::Debug for GroupedCode<GROUPS, LENGTH> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GroupedCode(…)")
    }
}

/// The character of the alphabet that a folded one stands for.
fn read(character: char) -> Result<char, CodeFault> {
    let meant = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let known = u8::try_from(meant).is_ok_and(|byte| ALPHABET.contains(&byte));
    if known { Ok(meant) } else { Err(CodeFault::NotInAlphabet(character)) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_set_up_code_has_five_groups_of_five_without_look_alikes() {
        let shown = SetupCode::random().reveal();
        let groups: Vec<&str> = shown.split('-').collect();
        assert!(groups.len() == 5 && groups.iter().all(|group| group.len() == 5), "{shown}");
        assert!(!shown.contains(['I', 'L', 'O', 'U']), "{shown}");
    }

    #[test]
    fn codes_have_enough_chance_in_them() {
        assert_eq!(BTreeSet::from(*ALPHABET).len(), 1 << 5);
        assert_eq!((SetupCode::random().0.len() * 5, RecoveryCode::random().0.len() * 5), (125, 80));
    }

    #[test]
    fn the_ten_recovery_codes_differ_and_each_is_recognised_as_shown() {
        let codes = RecoveryCode::ten();
        let shown: BTreeSet<String> = codes.iter().map(RecoveryCode::reveal).collect();
        assert_eq!(shown.len(), 10);
        for code in &codes {
            let typed = RecoveryCode::parse(&code.reveal()).unwrap_or_else(|fault| panic!("{fault:?}"));
            assert_eq!(typed.digest(), code.digest());
        }
    }

    #[test]
    fn a_code_is_recognised_however_it_is_typed() {
        for typed in [
            "0123-ABCD-1110-WXYZ",
            "0123abcd1110wxyz",
            "  0123 abcd – 1110 — wxyz\n",
            "o123-abcd-iLlO-wxyz",
            "٠١٢٣-abcd-١١١٠-wxyz",
            "\u{200e}۰۱۲۳ abcd 1110 wxyz\u{200e}",
        ] {
            let code = RecoveryCode::parse(typed).unwrap_or_else(|fault| panic!("{typed}: {fault:?}"));
            assert_eq!(code.reveal(), "0123-ABCD-1110-WXYZ", "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_with_the_shape_of_a_code_is_said() {
        for (typed, fault) in [
            ("", CodeFault::WrongLength { found: 0, expected: 16 }),
            ("0123-ABCD-1110-WXY", CodeFault::WrongLength { found: 15, expected: 16 }),
            ("0123-ABCD-1110-WXYZ-0", CodeFault::WrongLength { found: 17, expected: 16 }),
            ("0123-ABCD-1110-WXYU", CodeFault::NotInAlphabet('u')),
            ("0123-ABCD-1110-WXYض", CodeFault::NotInAlphabet('ض')),
            ("0123_ABCD_1110_WXYZ", CodeFault::NotInAlphabet('_')),
        ] {
            assert_eq!(RecoveryCode::parse(typed).err(), Some(fault), "{typed}");
        }
    }

    #[test]
    fn a_code_is_never_printed_for_debugging() {
        assert_eq!(format!("{:?}", SetupCode::random()), "GroupedCode(…)");
    }
}
