//! A brief: a case or a disagreement as a text to read, print and pass on, as Markdown and as an HTML page.
//!
//! What it says is put together elsewhere, in the words of a language; here it is only printed. Whatever people wrote is
//! escaped, so that no title can become a heading, a link or a script.

mod html;
mod markdown;

pub use html::to_html;
pub use markdown::to_markdown;

use crate::domain::text::Language;

/// A brief.
#[derive(Debug, Clone)]
pub struct Brief {
    /// The language it is written in.
    pub language: Language,
    /// Its title, in the words of people.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a brief.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading of the second, third or fourth level.
    Heading(u8, Line),
    /// A paragraph.
    Paragraph(Line),
    /// A list.
    List(Vec<Line>),
    /// Labels with what stands behind them.
    Facts(Vec<(String, Line)>),
    /// Words that somebody else wrote.
    Quote(Quote),
    /// Blocks that belong together.
    Part(Part, Vec<Block>),
}

/// What blocks have in common that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A disagreement.
    Disagreement,
    /// One of its positions.
    Position,
    /// An editor's judgement, which is no evidence.
    Judgement,
    /// What the brief says of itself.
    Foot,
}

/// Words from a document.
#[derive(Debug, Clone)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Their language, as a BCP 47 tag; empty where it is not known.
    pub language: String,
    /// Who says so, and where.
    pub source: Line,
}

/// A line of text.
pub type Line = Vec<Piece>;

/// A piece of a line.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub url: Option<String>,
    /// Whether it stands out.
    pub is_strong: bool,
}

impl Piece {
    /// Words.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), url: None, is_strong: false }
    }

    /// Words that stand out.
    #[must_use]
    pub fn strong(text: impl Into<String>) -> Self {
        Self { is_strong: true, ..Self::plain(text) }
    }

    /// Words that lead somewhere.
    #[must_use]
    pub fn link(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { url: Some(url.into()), ..Self::plain(text) }
    }
}

/// A line of words that lead nowhere.
#[must_use]
pub fn line(text: impl Into<String>) -> Line {
    vec![Piece::plain(text)]
}
