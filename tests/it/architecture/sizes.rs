//! Size budgets and banned words. Past a budget look for the missing concept, not for a second part.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::Violation;

const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_MAX: usize = 70;
const TEMPLATE_LINES_MAX: usize = 150;
const TEMPLATE_ENDINGS: [&str; 4] = ["html", "svg", "xml", "txt"];

/// What is too long or banned in one Rust file. Lines of a function are those that hold code, from `fn` to its last brace.
pub fn violations(path: &str, source: &str) -> Vec<Violation> {
    let mut reader = Reader { path, code_lines: BTreeSet::new(), functions: Vec::new(), found: Vec::new() };
    reader.limit_lines(source, FILE_LINES_MAX);
    match source.parse::<TokenStream>() {
        Ok(tokens) => reader.read(tokens),
        Err(error) => reader.complain(error.span().start().line, error.to_string()),
    }
    for (name, first, last) in std::mem::take(&mut reader.functions) {
        let lines = reader.code_lines.range(first..=last).count();
        if lines > FUNCTION_LINES_MAX {
            reader.complain(
                first,
                format!("function {name} has {lines} lines of code, {FUNCTION_LINES_MAX} are the limit"),
            );
        }
    }
    reader.found
}

/// What is wrong with the size or the name of one template.
pub fn template_violations(path: &str, source: &str) -> Vec<Violation> {
    let mut reader = Reader { path, code_lines: BTreeSet::new(), functions: Vec::new(), found: Vec::new() };
    reader.limit_lines(source, TEMPLATE_LINES_MAX);
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !TEMPLATE_ENDINGS.contains(&ending) {
        reader.complain(
            1,
            format!("a template ends in one of {}", TEMPLATE_ENDINGS.map(|it| format!(".{it}")).join(" ")),
        );
    }
    if !path.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_/.".contains(c)) {
        reader.complain(1, "a template's name is written in small letters, digits and _".to_owned());
    }
    reader.found
}

struct Reader<'a> {
    path: &'a str,
    code_lines: BTreeSet<usize>,
    /// Name, line of `fn`, line of the last brace.
    functions: Vec<(String, usize, usize)>,
    found: Vec<Violation>,
}

impl Reader<'_> {
    fn complain(&mut self, line: usize, what: String) {
        self.found.push(Violation::at(self.path, line, what));
    }

    fn limit_lines(&mut self, source: &str, limit: usize) {
        let lines = source.lines().count();
        if lines > limit {
            self.complain(limit + 1, format!("the file has {lines} lines, {limit} are the limit"));
        }
    }

    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            let rest = &tokens[at + 1..];
            match token {
                TokenTree::Group(group) => {
                    self.note_lines(group.span_open());
                    self.note_lines(group.span_close());
                    if !is_doc_comment(&tokens[..at], group) {
                        self.read(group.stream());
                    }
                    if is_attribute(&tokens[..at], group) {
                        self.read_attribute(group);
                    }
                }
                TokenTree::Ident(word) => {
                    self.note_lines(word.span());
                    self.read_word(word, rest);
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => self.note_lines(token.span()),
            }
        }
    }

    fn note_lines(&mut self, span: proc_macro2::Span) {
        self.code_lines.extend(span.start().line..=span.end().line);
    }

    fn read_word(&mut self, word: &proc_macro2::Ident, rest: &[TokenTree]) {
        let line = word.span().start().line;
        match (word.to_string().as_str(), rest) {
            ("fn", [TokenTree::Ident(name), signature @ ..]) => {
                if let Some(body) = body_of(signature) {
                    self.functions.push((name.to_string(), line, body.span_close().end().line));
                }
            }
            (word @ ("todo" | "unimplemented"), [TokenTree::Punct(mark), TokenTree::Group(_), ..])
                if mark.as_char() == '!' =>
            {
                self.complain(line, format!("{word}! must not stay in the code"));
            }
            _ => {}
        }
    }

    /// `#[allow(…)]`, also inside of `cfg_attr`, and `#[path = …]`, which would hide a file from the table of imports.
    fn read_attribute(&mut self, group: &Group) {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let line = group.span_open().start().line;
        match tokens.as_slice() {
            [TokenTree::Ident(word), TokenTree::Punct(_), ..] if word == "path" => {
                self.complain(line, "#[path] hides where a module lies".to_owned());
            }
            [TokenTree::Ident(word), TokenTree::Group(inside)] if word == "allow" || holds_allow(inside) => {
                self.complain(line, "#[allow] hides a lint for ever; write #[expect(…, reason = \"…\")]".to_owned());
            }
            _ => {}
        }
    }
}

/// The braces of a function, unless it is only declared.
fn body_of(signature: &[TokenTree]) -> Option<&Group> {
    signature.iter().take_while(|token| !matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';')).find_map(
        |token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
            _ => None,
        },
    )
}

/// Brackets after `#` or `#!`.
fn is_attribute(before: &[TokenTree], group: &Group) -> bool {
    let is = |token: &TokenTree, mark| matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark);
    group.delimiter() == Delimiter::Bracket
        && match before {
            [.., hash, bang] if is(bang, '!') => is(hash, '#'),
            [.., hash] => is(hash, '#'),
            [] => false,
        }
}

/// A doc comment reaches us as an attribute; its lines hold no code.
fn is_doc_comment(before: &[TokenTree], group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    is_attribute(before, group) && matches!(first, Some(TokenTree::Ident(word)) if word == "doc")
}

fn holds_allow(group: &Group) -> bool {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    tokens.windows(2).any(|pair| matches!(pair, [TokenTree::Ident(word), TokenTree::Group(_)] if word == "allow"))
}
