//! Text that must not become markup.

use std::fmt::Write as _;

/// `text` for HTML, XML and SVG: in elements and in quoted attributes. Control characters that XML forbids go away.
#[must_use]
pub fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' | '\r' => escaped.push(character),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// `text` within a line of Markdown (`CommonMark` and GitHub's tables, links and strikethrough): every character that
/// could begin markup has a backslash, and line breaks become spaces. Numbers and dates stay as legible as they were.
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let is_first = escaped.is_empty();
        let is_marker = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '!' | '@' | '^' => true,
            '+' | '-' | '=' => is_first || before == character || before == ' ',
            // A list begins with "1." or "1)"; an address that is linked by itself has a colon or "www.".
            '.' | ')' => escaped.bytes().all(|byte| byte.is_ascii_digit()) || (character == '.' && is_www(&escaped)),
            ':' => characters.peek() == Some(&'/'),
            _ => false,
        };
        if is_marker {
            escaped.push('\\');
        }
        escaped.push(character);
        before = character;
    }
    escaped
}

fn is_www(text: &str) -> bool {
    text.len() >= 3 && text.is_char_boundary(text.len() - 3) && text[text.len() - 3..].eq_ignore_ascii_case("www")
}

/// An address as the target of a link in Markdown.
#[must_use]
pub fn markdown_target(url: &str) -> String {
    let mut target = String::from("<");
    for character in url.chars() {
        match character {
            '<' | '>' | '\\' | ' ' | '\n' | '\r' => {
                let mut bytes = [0; 4];
                for byte in character.encode_utf8(&mut bytes).bytes() {
                    let _ = write!(target, "%{byte:02X}");
                }
            }
            other => target.push(other),
        }
    }
    target + ">"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_cannot_become_markup() {
        for (text, expected) in
            [("a <b>&\"'", "a &lt;b&gt;&amp;&quot;&#39;"), ("]]></script>", "]]&gt;&lt;/script&gt;"), ("\u{1}x", "x")]
        {
            assert_eq!(xml(text), expected);
        }
        for (text, expected) in [
            ("# head | *b* <script>", r"\# head \| \*b\* \<script\>"),
            ("1. one\n2. two", r"1\. one 2. two"),
            ("- item -- x", r"\- item \-\- x"),
            ("2018-09 and mid-September, 112–121 days.", "2018-09 and mid-September, 112–121 days."),
            ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
            ("see https://x.example or www.x.example, a@b.c", r"see https\://x.example or www\.x.example, a\@b.c"),
        ] {
            assert_eq!(markdown(text), expected);
        }
        assert_eq!(markdown_target("https://x/a>b c"), "<https://x/a%3Eb%20c>");
    }
}
