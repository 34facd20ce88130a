//! What is known about a document, what it cites, and who cites it.

use sha2::{Digest, Sha256};

use crate::{
    domain::{
        document::{Document, LanguageTag},
        dossier::Dossier,
    },
    web::{InCase, fact::Fact, said},
};

/// The most citations listed each way.
const CITATIONS_MAX: usize = 50;

/// Another document that one document cites, or that cites it.
pub struct Citation {
    /// Its title and address.
    pub document: (String, String),
    /// Its publisher and date.
    pub note: String,
    /// How much later the citing one is.
    pub delay: String,
    /// The citing document is dated before the cited one.
    pub is_later: bool,
}

/// Whether a document that document number `citing` cites is dated after it.
pub fn cites_later(dossier: &Dossier, citing: usize) -> bool {
    let document = &dossier.documents()[citing];
    let mut cited = document.cites.iter().filter_map(|id| dossier.document_number(id));
    cited.any(|cited| is_later(document, &dossier.documents()[cited]))
}

fn is_later(citing: &Document, cited: &Document) -> bool {
    cited.published.first() > citing.published.last()
}

/// What document number `number` cites.
pub fn cites(page: &InCase, number: usize) -> Vec<Citation> {
    let dossier = page.dossier();
    let cited = dossier.documents()[number].cites.iter().filter_map(|id| dossier.document_number(id));
    cited.take(CITATIONS_MAX).map(|cited| citation(page, number, cited, cited)).collect()
}

/// The documents that cite document number `number`.
pub fn cited_by(page: &InCase, number: usize) -> Vec<Citation> {
    let documents = page.dossier().documents();
    let id = &documents[number].id;
    let citing = (0..documents.len()).filter(|&other| documents[other].cites.contains(id));
    citing.take(CITATIONS_MAX).map(|citing| citation(page, citing, number, citing)).collect()
}

fn citation(page: &InCase, citing: usize, cited: usize, shown: usize) -> Citation {
    let (dossier, words) = (page.dossier(), page.words());
    let [from, to] = [cited, citing].map(|number| &dossier.documents()[number].published);
    let least = to.first().number() - from.last().number();
    let most = to.last().number() - from.first().number();
    let is_later = is_later(&dossier.documents()[citing], &dossier.documents()[cited]);
    let delay = if is_later || most <= 0 {
        words.say(if is_later { "document-earlier" } else { "document-same-day" })
    } else {
        let days = words.days(most);
        match least.max(0) {
            least if least == most => words.tell("document-delay", &[("days", days.into())]),
            0 => words.tell("document-delay-most", &[("days", days.into())]),
            least => {
                words.tell("document-delay-range", &[("least", words.number(least).into()), ("days", days.into())])
            }
        }
    };
    Citation { document: said::document_link(page, shown), note: note(page, shown), delay, is_later }
}

fn note(page: &InCase, number: usize) -> String {
    let (dossier, words) = (page.dossier(), page.words());
    let document = &dossier.documents()[number];
    let publisher = dossier.source_number(&document.publisher).unwrap_or_default();
    let names = [
        ("source", words.source(dossier, publisher).into_owned().into()),
        ("date", words.dated(&document.published).into()),
    ];
    words.tell("matrix-row-document", &names)
}

/// How much was taken from document number `number`.
pub fn lede(page: &InCase, number: usize, claims: usize) -> String {
    let (dossier, words) = (page.dossier(), page.words());
    let mut speakers: Vec<usize> = (0..dossier.claims().len())
        .filter(|&claim| dossier.document_of(claim) == number && said::is_known(page, claim))
        .map(|claim| dossier.chain_of(claim)[0])
        .collect();
    speakers.sort_unstable();
    speakers.dedup();
    if claims == 0 {
        return words.say("document-no-claims");
    }
    let numbers = [("claims", words.claims(claims).into()), ("sources", words.sources(speakers.len()).into())];
    words.tell("document-lede", &numbers)
}

/// What is known about document number `number`.
pub fn facts(page: &InCase, number: usize) -> Vec<Fact> {
    let (dossier, words) = (page.dossier(), page.words());
    let document = &dossier.documents()[number];
    let publisher = dossier.source_number(&document.publisher).unwrap_or_default();
    let (name, url) = said::source_link(page, publisher);
    let plain = |key: &str, text: String| Fact { name: words.say(key), words: vec![(text, None)] };
    let mut facts = vec![
        Fact { name: words.say("document-publisher"), words: vec![(name, Some(url))] },
        plain("document-published", words.dated(&document.published)),
        plain("document-language", language_name(page, &document.language)),
    ];
    facts.push(match &document.text {
        Some(text) => plain("document-stored", format!("sha256 {}", sha256(text.as_str()))),
        None => plain("document-stored", words.say("document-not-stored")),
    });
    facts
}

/// The languages that have a name in the messages; others are shown by their tag.
const LANGUAGES: [&str; 17] =
    ["en", "ar", "fr", "nl", "de", "es", "it", "pt", "ru", "uk", "tr", "fa", "he", "ku", "ur", "zh", "ja"];

/// What a language is called.
pub fn language_name(page: &InCase, tag: &LanguageTag) -> String {
    let primary = tag.as_str().split('-').next().unwrap_or_default().to_ascii_lowercase();
    if LANGUAGES.contains(&primary.as_str()) {
        return page.words().say(&format!("language-{primary}"));
    }
    tag.as_str().to_owned()
}

fn sha256(text: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}
