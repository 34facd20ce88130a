//! Entity tags as they are sent back: what `If-Match` and `If-None-Match` name (RFC 9110, sections 8.8.3 and 13.1).

use axum::http::{HeaderMap, HeaderName};

/// What a condition names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tags {
    /// Whichever there is (`*`).
    Any,
    /// These, in the order sent.
    These(Vec<Tag>),
}

/// An entity tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Whether it is marked as weak (`W/`): it then never matches where bytes have to be the same.
    pub is_weak: bool,
    /// What stands between its quotes.
    pub opaque: Vec<u8>,
}

impl Tags {
    /// What the lines of the header `name` say together: a list may be spread over several. `None` where they cannot be
    /// read, or name nothing.
    #[must_use]
    pub fn of(headers: &HeaderMap, name: &HeaderName) -> Option<Self> {
        let lines: Vec<&[u8]> = headers.get_all(name).iter().map(|line| line.as_bytes().trim_ascii()).collect();
        if lines == [b"*"] {
            return Some(Self::Any);
        }
        let mut tags = Vec::new();
        for line in lines {
            read_list(line, &mut tags)?;
        }
        (!tags.is_empty()).then_some(Self::These(tags))
    }

    /// Whether one of them is `tag`, a strong tag in its quotes, by the weak comparison of `If-None-Match`.
    #[must_use]
    pub fn name_weakly(&self, tag: &str) -> bool {
        let opaque = tag.trim_matches('"').as_bytes();
        match self {
            Self::Any => true,
            Self::These(tags) => tags.iter().any(|held| held.opaque == opaque),
        }
    }
}

/// Reads a list; empty elements are passed over (section 5.6.1.2).
fn read_list(mut line: &[u8], tags: &mut Vec<Tag>) -> Option<()> {
    loop {
        line = line.trim_ascii_start();
        let Some(first) = line.first() else { return Some(()) };
        if *first == b',' {
            line = &line[1..];
            continue;
        }
        let (tag, rest) = read_tag(line)?;
        tags.push(tag);
        line = rest.trim_ascii_start();
        if !matches!(line.first(), None | Some(b',')) {
            return None;
        }
    }
}

/// The tag that `line` begins with, and what follows. A comma within the quotes is part of the tag.
fn read_tag(line: &[u8]) -> Option<(Tag, &[u8])> {
    let (is_weak, quoted) = line.strip_prefix(b"W/").map_or((false, line), |quoted| (true, quoted));
    let text = quoted.strip_prefix(b"\"")?;
    let end = text.iter().position(|byte| *byte == b'"')?;
    let (opaque, rest) = (&text[..end], &text[end + 1..]);
    let is_of_tags = |byte: &u8| matches!(byte, 0x21 | 0x23..=0x7E | 0x80..);
    opaque.iter().all(is_of_tags).then(|| (Tag { is_weak, opaque: opaque.to_vec() }, rest))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, header::IF_MATCH};

    use super::*;

    fn read(lines: &[&[u8]]) -> Option<Tags> {
        let values = lines.iter().map(|line| (IF_MATCH, HeaderValue::from_bytes(line).expect("bytes of a header")));
        Tags::of(&values.collect(), &IF_MATCH)
    }

    fn tag(is_weak: bool, opaque: &[u8]) -> Tag {
        Tag { is_weak, opaque: opaque.to_vec() }
    }

    #[test]
    fn tags_are_read_as_the_grammar_has_them() {
        let (one, two) = (|| tag(false, b"1-a"), || tag(true, b"b,c"));
        for (lines, expected) in [
            (&[&b"*"[..]][..], Tags::Any),
            (&[b" * "], Tags::Any),
            (&[b"\"1-a\""], Tags::These(vec![one()])),
            (&[b"\"1-a\",W/\"b,c\""], Tags::These(vec![one(), two()])),
            (&[b" , \"1-a\"\t,, W/\"b,c\" ,"], Tags::These(vec![one(), two()])),
            (&[b"\"1-a\"", b"", b"W/\"b,c\""], Tags::These(vec![one(), two()])),
            (&[b"\"\""], Tags::These(vec![tag(false, b"")])),
            (&[b"\"W/*\xc3\xa9\""], Tags::These(vec![tag(false, b"W/*\xc3\xa9")])),
        ] {
            assert_eq!(read(lines), Some(expected), "{lines:?}");
        }
        for lines in [
            &[][..],
            &[&b""[..]],
            &[b" , "],
            &[b"1"],
            &[b"\"1"],
            &[b"1\""],
            &[b"\"a\" \"b\""],
            &[b"\"a\"b"],
            &[b"\"a b\""],
            &[b"w/\"a\""],
            &[b"W/ \"a\""],
            &[b"W/a"],
            &[b"*, \"a\""],
            &[b"*", b"\"a\""],
            &[b"*", b"*"],
            &[b"\"a", b"b\""],
        ] {
            assert_eq!(read(lines), None, "{lines:?}");
        }
    }

    #[test]
    fn a_held_tag_is_known_in_any_form() {
        let is_known = |held: &str, tag: &str| read(&[held.as_bytes()]).is_some_and(|held| held.name_weakly(tag));
        for held in [r#""a""#, r#"W/"a""#, r#""b", "a""#, "*"] {
            assert!(is_known(held, r#""a""#), "{held}");
        }
        for held in ["", "a", r#""b""#, r#""aa""#, r#""b,"a","#, r#""x,a""#] {
            assert!(!is_known(held, r#""a""#), "{held}");
        }
    }
}
