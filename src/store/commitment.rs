//! Commitments: what the audit trail holds of a text in the text's place, so that it can be sealed or redacted and the
//! trail still holds. `docs/AUDIT.md` is the definition; nothing here may differ from it.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// SHA-256 of the parts one after the other, as 64 hexadecimal digits.
pub(super) fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hexadecimal(hash)
}

pub(super) fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The commitment of a version to its whole body.
pub(super) fn of_version(salt: &str, whole: &str, is_withdrawn: bool) -> String {
    digest([salt, whole, if is_withdrawn { "1" } else { "0" }])
}

/// A field of a canonical form: its length in bytes, a colon, itself, a comma (a netstring); `-,` where there is none.
pub(super) fn field(canonical: &mut String, value: Option<&str>) {
    let _ = match value {
        Some(value) => write!(canonical, "{}:{value},", value.len()),
        None => write!(canonical, "-,"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_lists_of_fields_look_the_same() {
        let form = |fields: &[Option<&str>]| {
            let mut canonical = String::new();
            for value in fields {
                field(&mut canonical, *value);
            }
            canonical
        };
        assert_eq!(form(&[Some("ab"), None, Some(""), Some("ع")]), "2:ab,-,0:,2:ع,");
        assert_ne!(form(&[Some("a"), Some("b")]), form(&[Some("a,1:b")]));
    }
}
