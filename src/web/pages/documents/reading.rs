//! A stored text with the excerpts marked in it, and the claims beside it, grouped by who says them.

use std::ops::Range;

use crate::{
    domain::{
        analysis::Analysis,
        highlight::{Marked, Piece},
    },
    paths,
    web::{InCase, badge::Badge, pager, pager::Pager, said, said::Said},
};

/// The most bytes of text on one page.
const TEXT_BYTES_MAX: usize = 40_000;
/// The longest paragraph, in bytes; longer ones are cut.
const PARAGRAPH_BYTES_MAX: usize = 8_000;

/// The stored text, as much of it as stands on this page.
pub struct StoredText {
    /// Its language.
    pub language: String,
    /// Its direction.
    pub direction: &'static str,
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph with the claims that begin in it.
pub struct Paragraph {
    /// Its number in the text.
    pub number: String,
    /// Its words and marks.
    pub tokens: Vec<Token>,
    /// The claims, by who says them.
    pub speakers: Vec<Speaker>,
}

/// A piece of a paragraph.
pub enum Token {
    /// Words.
    Words(String),
    /// A mark begins: its class, and its anchor where it is not the rest of one.
    Open(&'static str, Option<String>),
    /// A mark ends; with its number where it is not cut.
    Close(Option<usize>),
}

/// What one source says in a document.
pub struct Speaker {
    /// "According to an SDF military official"
    pub heading: String,
    /// Its claims.
    pub claims: Vec<Numbered>,
}

/// A claim with its number in the document.
pub struct Numbered {
    /// The number.
    pub number: usize,
    /// Where its words stand: its mark in the text, or its line in the list.
    pub anchor: String,
    /// The question: text and address.
    pub question: (String, String),
    /// The claim.
    pub said: Said,
}

/// The text of document number `document` with `claims` marked in it; the claims whose words are not in it; the pages.
pub fn read(
    page: &InCase,
    analysis: &Analysis,
    document: usize,
    text: &str,
    claims: &[usize],
) -> (StoredText, Vec<Speaker>, Pager) {
    let dossier = page.dossier();
    let excerpts: Vec<&str> = claims.iter().map(|&claim| dossier.claims()[claim].excerpt.as_str()).collect();
    let marked = Marked::new(text, &excerpts);
    let paragraphs = marked.paragraphs(PARAGRAPH_BYTES_MAX);
    let pages = pages(&paragraphs);
    let number = pager::asked(&page.reader, "page").min(pages.len());
    let range = pages[number - 1].clone();
    // Numbers follow the order of the text; what is not in it comes last.
    let mut numbers = vec![0; claims.len()];
    let in_order = paragraphs.iter().flat_map(|paragraph| marked.beginning_in(paragraph));
    for (place, excerpt) in in_order.chain(marked.missing.iter().copied()).enumerate() {
        numbers[excerpt] = place + 1;
    }
    let reading = Reading { page, analysis, document, claims, numbers: &numbers };
    let language = &dossier.documents()[document].language;
    let shown = paragraphs[range.clone()].iter().zip(range.start + 1..);
    let stored = StoredText {
        language: language.as_str().to_owned(),
        direction: if language.is_right_to_left() { "rtl" } else { "ltr" },
        paragraphs: shown.map(|(paragraph, place)| reading.paragraph(&marked, paragraph, place)).collect(),
    };
    let missing = reading.speakers(&marked.missing);
    (stored, missing, Pager::at(&page.reader, "page", (number, pages.len(), range), paragraphs.len()))
}

/// The claims of a document without a stored text, by who says them, numbered from `first`.
pub fn speakers(page: &InCase, analysis: &Analysis, document: usize, claims: &[usize], first: usize) -> Vec<Speaker> {
    let numbers: Vec<usize> = (first..first + claims.len()).collect();
    let reading = Reading { page, analysis, document, claims, numbers: &numbers };
    reading.speakers(&(0..claims.len()).collect::<Vec<_>>())
}

/// The paragraphs of each page. There is always one page.
fn pages(paragraphs: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if bytes + paragraph.len() > TEXT_BYTES_MAX && number > start {
            pages.push(start..number);
            (start, bytes) = (number, 0);
        }
        bytes += paragraph.len();
    }
    pages.push(start..paragraphs.len());
    pages
}

struct Reading<'r> {
    page: &'r InCase,
    analysis: &'r Analysis,
    document: usize,
    claims: &'r [usize],
    numbers: &'r [usize],
}

impl Reading<'_> {
    fn paragraph(&self, marked: &Marked<'_>, paragraph: &Range<usize>, place: usize) -> Paragraph {
        let excerpts: Vec<usize> = marked.beginning_in(paragraph).collect();
        Paragraph {
            number: place.to_string(),
            tokens: marked.pieces(paragraph).iter().map(|piece| self.token(piece)).collect(),
            speakers: self.speakers(&excerpts),
        }
    }

    fn token(&self, piece: &Piece<'_>) -> Token {
        match *piece {
            Piece::Words(words) => Token::Words(words.to_owned()),
            Piece::Open { number, is_first } => Token::Open(self.class(number), is_first.then(|| self.anchor(number))),
            Piece::Close { number, is_last } => Token::Close(is_last.then(|| self.numbers[number])),
        }
    }

    fn anchor(&self, excerpt: usize) -> String {
        paths::claim_anchor(&self.page.dossier().claims()[self.claims[excerpt]].id)
    }

    /// Solid for A, double for B, dashed for C, dotted where answers do not compete.
    fn class(&self, excerpt: usize) -> &'static str {
        let claim = self.claims[excerpt];
        let question = &self.analysis.questions[self.page.dossier().question_of(claim)];
        let badges = Badge::of_claim(self.page.words(), question, claim);
        match badges.first().map(|badge| (badge.tone, badge.symbol)) {
            Some(("a", _)) => "h-a",
            Some(("b", _)) => "h-b",
            Some(("c", _)) => "h-c",
            Some((_, "")) => "h-o",
            _ => "h-n",
        }
    }

    /// The claims of `excerpts` by who says them, in the order of `excerpts`.
    fn speakers(&self, excerpts: &[usize]) -> Vec<Speaker> {
        let dossier = self.page.dossier();
        let root = |excerpt: usize| dossier.chain_of(self.claims[excerpt])[0];
        let mut order: Vec<usize> = Vec::new();
        for &excerpt in excerpts {
            if !order.contains(&root(excerpt)) {
                order.push(root(excerpt));
            }
        }
        let speaker = |source: usize| Speaker {
            heading: self.heading(source),
            claims: excerpts.iter().filter(|&&excerpt| root(excerpt) == source).map(|&e| self.numbered(e)).collect(),
        };
        order.into_iter().map(speaker).collect()
    }

    /// "According to the Guardian itself" where the document speaks for itself.
    fn heading(&self, source: usize) -> String {
        let (dossier, words) = (self.page.dossier(), self.page.words());
        let publisher = dossier.source_number(&dossier.documents()[self.document].publisher);
        let key = if publisher == Some(source) { "document-itself-says" } else { "document-source-says" };
        words.tell(key, &[("source", words.source_in_sentence(dossier, source).into())])
    }

    fn numbered(&self, excerpt: usize) -> Numbered {
        let claim = self.claims[excerpt];
        let question = self.page.dossier().question_of(claim);
        Numbered {
            number: self.numbers[excerpt],
            anchor: self.anchor(excerpt),
            question: said::question_link(self.page, question),
            said: said::said(self.page, &self.analysis.questions[question], claim),
        }
    }
}
