//! A brief as a page of its own: no script, no style of its own, two sheets of ours.

use std::fmt::Write as _;

use super::{Block, Brief, Line, Part, Piece, Quote};
use crate::{domain::text::Language, exchange::markup::xml};

/// The page; `sheets` are the addresses of its style sheets.
#[must_use]
pub fn to_html(brief: &Brief, sheets: &[String]) -> String {
    let dir = if brief.language == Language::Arabic { "rtl" } else { "ltr" };
    let link = |sheet: &String| format!("<link rel=\"stylesheet\" href=\"{}\">\n", xml(sheet));
    let links = sheets.iter().map(link).collect::<Vec<_>>().concat();
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{title} · Counterpoint</title>\n\
         {links}</head>\n<body class=\"brief\">\n<main>\n<h1 dir=\"auto\">{title}</h1>\n",
        lang = brief.language.tag(),
        title = xml(&brief.title),
    );
    blocks(&mut html, &brief.blocks);
    html + "</main>\n</body>\n</html>\n"
}

fn blocks(html: &mut String, all: &[Block]) {
    for block in all {
        let _ = match block {
            Block::Heading(level, text) => writeln!(html, "<h{level}>{}</h{level}>", line(text)),
            Block::Paragraph(text) => writeln!(html, "<p dir=\"auto\">{}</p>", line(text)),
            Block::List(items) => {
                let item = |item: &Line| format!("<li dir=\"auto\">{}</li>\n", line(item));
                writeln!(html, "<ul>\n{}</ul>", items.iter().map(item).collect::<Vec<_>>().concat())
            }
            Block::Facts(facts) => {
                let fact = |(label, text): &(String, Line)| {
                    format!("<div><dt>{}</dt><dd dir=\"auto\">{}</dd></div>\n", xml(label), line(text))
                };
                writeln!(html, "<dl>\n{}</dl>", facts.iter().map(fact).collect::<Vec<_>>().concat())
            }
            Block::Quote(Quote { text, language, source }) => writeln!(
                html,
                "<figure><blockquote lang=\"{}\" dir=\"auto\">{}</blockquote><figcaption dir=\"auto\">{}</figcaption></figure>",
                xml(language),
                xml(text),
                line(source),
            ),
            Block::Part(part, inner) => {
                let _ = writeln!(html, "<section class=\"{}\">", class(*part));
                blocks(html, inner);
                writeln!(html, "</section>")
            }
        };
    }
}

fn class(part: Part) -> &'static str {
    match part {
        Part::Disagreement => "b-dis",
        Part::Position => "b-pos",
        Part::Judgement => "b-jud",
        Part::Foot => "b-foot",
    }
}

fn line(line: &Line) -> String {
    line.iter().map(piece).collect()
}

fn piece(Piece { text, url, is_strong }: &Piece) -> String {
    let text = if *is_strong { format!("<strong>{}</strong>", xml(text)) } else { xml(text) };
    match url {
        Some(url) => format!("<a href=\"{}\"><bdi>{text}</bdi></a>", xml(url)),
        None => text,
    }
}
