//! A brief as Markdown (`CommonMark`).

use super::{Block, Brief, Line, Piece, Quote};
use crate::exchange::markup::{markdown, markdown_target};

/// The brief as text.
#[must_use]
pub fn to_markdown(brief: &Brief) -> String {
    let mut lines = vec![format!("# {}", markdown(&brief.title)), String::new()];
    blocks(&mut lines, &brief.blocks);
    lines.join("\n")
}

fn blocks(lines: &mut Vec<String>, all: &[Block]) {
    for block in all {
        match block {
            Block::Heading(level, text) => lines.push(format!("{} {}", "#".repeat(usize::from(*level)), line(text))),
            Block::Paragraph(text) => lines.push(line(text)),
            Block::List(items) => lines.extend(items.iter().map(|item| format!("- {}", line(item)))),
            Block::Facts(facts) => {
                lines.extend(facts.iter().map(|(label, text)| format!("- **{}:** {}", markdown(label), line(text))));
            }
            Block::Quote(Quote { text, source, .. }) => {
                lines.extend([format!("> {}", markdown(text)), ">".to_owned(), format!("> — {}", line(source))]);
            }
            Block::Part(_, inner) => {
                blocks(lines, inner);
                continue;
            }
        }
        lines.push(String::new());
    }
}

fn line(line: &Line) -> String {
    line.iter().map(piece).collect()
}

fn piece(Piece { text, url, is_strong }: &Piece) -> String {
    let (before, after) = (leading(text), trailing(text));
    let words = markdown(text);
    let words = if *is_strong { format!("**{words}**") } else { words };
    let words = match url {
        Some(url) => format!("[{words}]({})", markdown_target(url)),
        None => words,
    };
    format!("{before}{words}{after}")
}

/// Spaces at the ends part one piece from another; within a piece they run together.
fn leading(text: &str) -> &'static str {
    if text.starts_with(' ') { " " } else { "" }
}

fn trailing(text: &str) -> &'static str {
    if text.len() > 1 && text.ends_with(' ') { " " } else { "" }
}
