//! How the value of a claim was read, and what is on record about the claim.

use crate::{domain::claim::Claim, paths, web::InCase};

/// A name and its value.
pub struct Row {
    /// What it is.
    pub name: String,
    /// What it says.
    pub value: String,
    /// Notation: in fixed width, from left to right.
    pub is_notation: bool,
    /// Where it leads.
    pub url: Option<String>,
}

impl Row {
    fn said(name: String, value: String) -> Self {
        Self { name, value, is_notation: false, url: None }
    }

    fn notation(name: String, value: &str) -> Self {
        Self { name, value: value.to_owned(), is_notation: true, url: None }
    }
}

/// How the value of claim number `claim` was read.
#[must_use]
pub fn rows(page: &InCase, claim: usize) -> Vec<Row> {
    let (words, dossier) = (page.words(), page.dossier());
    let (record, understood) = (&dossier.claims()[claim], words.understanding(dossier, claim));
    let name = |key: &str| words.say(&format!("claim-reading-{key}"));
    let mut rows = vec![Row::said(name("value"), words.claim_value(dossier, claim))];
    rows.extend(understood.typed.map(|typed| Row::said(name("typed"), typed)));
    rows.push(Row::notation(name("canonical"), &understood.canonical));
    for bounds in understood.bounds {
        rows.push(Row::said(name("core"), bounds.core));
        rows.extend(bounds.envelope.map(|envelope| Row::said(name("envelope"), envelope)));
    }
    rows.extend(understood.reading.map(|read| Row::said(name("read"), read)));
    rows.push(match understood.rule {
        _ if understood.is_by_hand => Row::said(name("rule"), words.say("claim-reading-by-hand")),
        Some(rule) => Row::said(name("rule"), rule),
        None => Row::said(name("rule"), words.say("claim-reading-no-rule")),
    });
    rows.extend(record.anchor.as_ref().map(|anchor| Row::said(name("anchor"), words.dated(anchor))));
    if understood.is_uncertain {
        rows.push(Row::said(name("doubt"), words.say("claim-reading-uncertain")));
    }
    rows
}

/// What is on record about claim number `claim`.
#[must_use]
pub fn facts(page: &InCase, claim: usize) -> Vec<Row> {
    let (words, dossier) = (page.words(), page.dossier());
    let record = &dossier.claims()[claim];
    let document = &dossier.documents()[dossier.document_of(claim)];
    let name = |key: &str| words.say(&format!("claim-fact-{key}"));
    let degree = record.certainty.clone().unwrap_or_default();
    let certainty = match &record.certainty {
        None => words.say("claim-certainty-none"),
        Some(typed) => {
            let parts = [("degree", words.certainty(degree.degree()).into()), ("typed", typed.word().into())];
            words.tell("claim-certainty", &parts)
        }
    };
    let reported = record.reported.as_ref().unwrap_or(&document.published);
    let mut rows = vec![
        Row::said(name("stance"), words.stance(record.stance)),
        Row::said(name("certainty"), certainty),
        Row::said(name("basis"), words.basis(record.basis.unwrap_or(crate::domain::claim::Basis::NotStated))),
    ];
    rows.extend(record.credibility.map(|grade| Row::said(name("credibility"), words.credibility(grade))));
    rows.push(Row::said(name("reported"), words.dated(reported)));
    rows.push(Row {
        url: Some(page.link(&paths::document(page.case(), &document.id))),
        ..Row::said(name("document"), page.text(&document.title).to_owned())
    });
    rows.extend(lifecycle(page, record));
    rows.extend(record.note.as_ref().map(|note| Row::said(name("note"), note.to_string())));
    rows.push(Row {
        url: Some(page.reader.link_as_it_stands(&paths::claim(page.case(), &record.id))),
        ..Row::notation(name("permalink"), &paths::claim(page.case(), &record.id))
    });
    rows
}

/// That a newer claim took its place, or that its root withdrew it.
fn lifecycle(page: &InCase, record: &Claim) -> Vec<Row> {
    let words = page.words();
    let mut rows = Vec::new();
    if let Some(superseded) = &record.superseded {
        let on = words.tell("claim-superseded-on", &[("date", words.dated(&superseded.on).into())]);
        let url = superseded.by.as_ref().map(|by| page.link(&paths::claim(page.case(), by)));
        rows.push(Row { url, ..Row::said(words.say("claim-fact-superseded"), on) });
    }
    if let Some(retracted) = &record.retracted {
        let on = words.tell("claim-retracted-on", &[("date", words.dated(&retracted.on).into())]);
        let url = retracted.document.as_ref().map(|document| page.link(&paths::document(page.case(), document)));
        rows.push(Row { url, ..Row::said(words.say("claim-fact-retracted"), on) });
        rows.extend(
            retracted.note.as_ref().map(|note| Row::said(words.say("claim-fact-retracted-note"), note.to_string())),
        );
    }
    rows
}

/// The name of the language of the original words of claim number `claim`.
#[must_use]
pub fn original_language(page: &InCase, claim: usize) -> Option<String> {
    let dossier = page.dossier();
    let record = &dossier.claims()[claim];
    record.original.as_ref()?;
    let document = &dossier.documents()[dossier.document_of(claim)];
    let tag = record.original_lang.as_ref().unwrap_or(&document.language).as_str();
    let primary = tag.split('-').next().unwrap_or(tag);
    Some(match primary {
        "en" | "ar" | "fr" | "nl" | "de" | "es" | "tr" | "fa" | "ru" | "he" | "ku" | "uk" => {
            page.words().say(&format!("claim-language-{primary}"))
        }
        _ => tag.to_owned(),
    })
}
