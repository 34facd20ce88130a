//! The record of a source: what is known about it, how its account fares, and what falls if it falls.

use crate::{
    domain::{
        account::{self, Account},
        analysis::{Analysis, Letter},
        fragility,
        id::SourceId,
        independence::Origins,
        source::Source,
    },
    web::{InCase, badge::Badge, fact::Fact, said},
};

/// The most positions listed that fall with a source.
const FALLS_MAX: usize = 20;

/// A number with what it counts.
pub struct Figure {
    /// What is counted.
    pub name: String,
    /// The number.
    pub number: String,
    /// The class of its colour.
    pub class: &'static str,
}

/// A position that has no root left if the source falls.
pub struct Fall {
    /// The letter, or the mark of the state.
    pub badge: Badge,
    /// What the position says.
    pub value: String,
    /// The question: text and address.
    pub question: (String, String),
}

/// How much it says and relayed.
pub fn lede(page: &InCase, account: &Account) -> String {
    let words = page.words();
    match (account.said.len(), account.relayed.len()) {
        (0, 0) => words.say("source-silent"),
        (0, relayed) => words.counted("source-relays-only", relayed),
        (said, 0) => words.counted("source-says-only", said),
        (said, relayed) => {
            let said = words.counted("source-says", said);
            let relayed = words.counted("source-relays", relayed);
            words.tell("source-says-and-relays", &[("said", said.into()), ("relayed", relayed.into())])
        }
    }
}

/// What is known about source number `source`.
pub fn facts(page: &InCase, source: usize) -> Vec<Fact> {
    let words = page.words();
    let record = &page.dossier().sources()[source];
    let plain = |key: &str, text: String| Fact { name: words.say(key), words: vec![(text, None)] };
    let mut facts = vec![plain("source-kind", words.source_kind(record))];
    let linked = |key: &str, ids: &[&SourceId]| Fact { name: words.say(key), words: links(page, ids) };
    for (key, id) in [
        ("source-speaks-for", &record.speaks_for),
        ("source-part-of", &record.part_of),
        ("source-same-as", &record.same_as),
    ] {
        facts.extend(id.as_ref().map(|id| linked(key, &[id])));
    }
    if !record.may_be.is_empty() {
        facts.push(linked("source-may-be", &record.may_be.iter().collect::<Vec<_>>()));
    }
    let back = referring(page, &record.id);
    if !back.is_empty() {
        facts.push(linked("source-others", &back));
    }
    if let Some(public) = record.shields() {
        let public = page.text(public);
        facts.push(plain("source-name", words.tell("source-protected-shown", &[("public", public.into())])));
    } else if record.is_protected {
        facts.push(plain("source-name", words.say("source-protected")));
    } else if record.is_anonymous {
        facts.push(plain("source-name", words.say("source-anonymous")));
    }
    if record.is_plural {
        facts.push(plain("source-number", words.say("source-plural")));
    }
    facts.extend(record.reliability.map(|grade| plain("source-reliability", words.reliability(grade))));
    facts
}

/// The sources that say they belong to, speak for or may be the one called `id`.
fn referring<'p>(page: &'p InCase, id: &SourceId) -> Vec<&'p SourceId> {
    let refers = |source: &&Source| {
        [&source.speaks_for, &source.part_of, &source.same_as].into_iter().any(|to| to.as_ref() == Some(id))
            || source.may_be.contains(id)
    };
    page.dossier().sources().iter().filter(refers).map(|source| &source.id).collect()
}

fn links(page: &InCase, ids: &[&SourceId]) -> Vec<(String, Option<String>)> {
    let numbers = ids.iter().filter_map(|id| page.dossier().source_number(id));
    numbers.map(|number| said::source_link(page, number)).map(|(name, url)| (name, Some(url))).collect()
}

/// The editor's note.
pub fn note(page: &InCase, source: usize) -> Option<String> {
    page.dossier().sources()[source].note.as_ref().map(ToString::to_string)
}

/// How the account fares against the others.
pub fn figures(page: &InCase, analysis: &Analysis, origins: &Origins, account: &Account) -> Vec<Figure> {
    if account.said.is_empty() {
        return Vec::new();
    }
    let dossier = page.dossier();
    let record = account::record(dossier, analysis, origins, &account.said);
    let mut questions: Vec<usize> = account.said.iter().map(|&claim| dossier.question_of(claim)).collect();
    questions.dedup();
    let figure = |key: &str, number: usize, class: &'static str| Figure {
        name: page.words().say(key),
        number: page.words().number(i64::try_from(number).unwrap_or(i64::MAX)),
        class: if number > 0 { class } else { "" },
    };
    vec![
        figure("source-answers", questions.len(), ""),
        figure("source-alone", account.alone.len(), ""),
        figure("source-contradicted", record.contradicted.len(), "hot"),
        figure("source-corroborated", record.corroborated.len(), "good"),
    ]
}

/// The positions that have no root left if source number `source` falls, and how many more there are.
pub fn falls(page: &InCase, analysis: &Analysis, source: usize) -> (Vec<Fall>, Option<String>) {
    let (dossier, words) = (page.dossier(), page.words());
    let fragile = fragility::fragile(page.open.study(), analysis);
    let fallen = fragile.into_iter().find(|fragile| fragile.source == source).map(|fragile| fragile.positions);
    let fallen = fallen.unwrap_or_default();
    let more = fallen.len().saturating_sub(FALLS_MAX);
    let fall = |&(question, letter): &(usize, Letter)| {
        let analysis = &analysis.questions[question];
        let position = &analysis.positions[letter.number()];
        let badge = if analysis.is_contested() {
            Badge::of_letter(words, position.letter)
        } else {
            Badge::of_state(words, analysis.state)
        };
        Fall {
            badge,
            value: words.position(dossier, analysis, position),
            question: said::question_link(page, question),
        }
    };
    let falls = fallen.iter().take(FALLS_MAX).map(fall).collect();
    (falls, (more > 0).then(|| words.counted("source-falls-more", more)))
}
