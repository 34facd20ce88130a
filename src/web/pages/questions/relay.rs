//! Lost in relay: the words of the original beside the words of the retelling.

use super::strand;
use crate::{
    domain::{
        analysis::{QuestionAnalysis, Study},
        drift::{self, Change, Hop, ValueChange},
    },
    paths,
    web::{InCase, badge::Badge},
};

/// The most claims that are followed back.
const CLAIMS_MAX: usize = 400;

/// An original and what retellings made of it.
pub struct Loss {
    /// The words of the original.
    pub original: Side,
    /// The words of the retellings that changed it alike.
    pub retellings: Vec<Side>,
    /// Both cannot be true.
    pub is_conflict: bool,
    /// What was changed, one sentence each.
    pub changes: Vec<String>,
}

/// What was lost in relay, or changed in it.
pub struct Relayed {
    /// Its anchor.
    pub key: &'static str,
    /// Its heading.
    pub heading: String,
    /// What it lists.
    pub explanation: String,
    /// The retellings.
    pub losses: Vec<Loss>,
}

/// What one claim says, ready to be set beside another.
#[derive(Clone)]
pub struct Side {
    /// Whose words these are: "The Guardian".
    pub publisher: String,
    /// When they were published.
    pub date: String,
    /// The positions the claim is in.
    pub badges: Vec<Badge>,
    /// What the claim says.
    pub value: String,
    /// The words of the document.
    pub excerpt: String,
    /// Their language; empty where they are ours.
    pub lang: String,
    /// The excerpt is in our words.
    pub is_paraphrase: bool,
    /// The words for the value in the original, and their language.
    pub original: Option<(String, String)>,
    /// The page of the claim.
    pub url: String,
    /// Its id.
    pub id: String,
    /// Its place in the document.
    pub context_url: String,
}

/// The retellings that contradict what they retell, then those that changed it otherwise; empty parts are left out.
#[must_use]
pub fn parts(page: &InCase, study: &Study<'_>, analysis: &QuestionAnalysis) -> Vec<Relayed> {
    let (lost, changed): (Vec<Loss>, Vec<Loss>) =
        losses(page, study, analysis).into_iter().partition(|loss| loss.is_conflict);
    let part = |key: &'static str, losses: Vec<Loss>| Relayed {
        key,
        heading: page.words().say(&format!("question-{key}")),
        explanation: page.words().say(&format!("question-{key}-explanation")),
        losses,
    };
    let parts = [part("lost-in-relay", lost), part("changed-in-relay", changed)];
    parts.into_iter().filter(|part| !part.losses.is_empty()).collect()
}

/// The retellings on the question of `analysis` that say something else than what they retell, or give it to another,
/// in order of report.
fn losses(page: &InCase, study: &Study<'_>, analysis: &QuestionAnalysis) -> Vec<Loss> {
    let mut retellings = analysis.visible.clone();
    retellings.sort_by_key(|&claim| study.rank(claim));
    let is_visible = |hop: &Hop| analysis.visible.binary_search(&hop.from).is_ok();
    let is_loss = |hop: &Hop| hop.value == ValueChange::Conflicting || !hop.changes.is_empty();
    let last_hops = retellings.into_iter().take(CLAIMS_MAX).filter_map(|claim| drift::hops(study, claim).pop());
    let mut losses: Vec<Loss> = Vec::new();
    for mut found in last_hops.filter(is_visible).filter(is_loss).map(|hop| loss(page, analysis, &hop)) {
        let is_alike = |other: &&mut Loss| other.original.id == found.original.id && other.changes == found.changes;
        match losses.iter_mut().find(is_alike) {
            Some(known) => known.retellings.append(&mut found.retellings),
            None => losses.push(found),
        }
    }
    losses
}

/// The words of both ends of a hop, and what it changed.
#[must_use]
pub fn loss(page: &InCase, analysis: &QuestionAnalysis, hop: &Hop) -> Loss {
    // Words that moved to another speaker are set beside what the first speaker said.
    let said_in = hop.changes.iter().find_map(|change| match change {
        Change::SpeakerMoved { said_in, .. } => Some(*said_in),
        _ => None,
    });
    Loss {
        original: side(page, analysis, said_in.unwrap_or(hop.from)),
        retellings: vec![side(page, analysis, hop.to)],
        is_conflict: hop.value == ValueChange::Conflicting,
        changes: changes(page, hop, said_in.is_some_and(|said_in| said_in != hop.from)),
    }
}

fn changes(page: &InCase, hop: &Hop, is_beside_another: bool) -> Vec<String> {
    let words = page.words();
    let value = match hop.value {
        ValueChange::Same => None,
        ValueChange::Conflicting => Some("question-change-value"),
        _ if is_beside_another => None,
        ValueChange::GainedPrecision => Some("question-change-narrower"),
        ValueChange::LostPrecision => Some("question-change-wider"),
        ValueChange::Shifted => Some("question-change-shifted"),
        ValueChange::Undetermined => Some("question-change-undetermined"),
    };
    let mut changes: Vec<String> = value.map(|key| words.say(key)).into_iter().collect();
    changes.extend(hop.changes.iter().map(|change| change_words(page, *change)));
    changes
}

fn change_words(page: &InCase, change: Change) -> String {
    let words = page.words();
    let source = |number: usize| words.source_in_sentence(page.dossier(), number);
    match change {
        Change::SpeakerLost { from } => words.tell("question-change-speaker-lost", &[("from", source(from).into())]),
        Change::SpeakerMoved { from, to, .. } => {
            words.tell("question-change-speaker-moved", &[("from", source(from).into()), ("to", source(to).into())])
        }
        Change::MadePlural => words.say("question-change-plural"),
        Change::MadeSingular => words.say("question-change-singular"),
        Change::HedgeDropped => words.say("question-change-surer"),
        Change::HedgeAdded => words.say("question-change-less-sure"),
    }
}

/// What claim number `claim` says.
#[must_use]
pub fn side(page: &InCase, analysis: &QuestionAnalysis, claim: usize) -> Side {
    let (words, dossier) = (page.words(), page.dossier());
    let record = &dossier.claims()[claim];
    let document = &dossier.documents()[dossier.document_of(claim)];
    let chain = dossier.chain_of(claim);
    let badges = Badge::competing(words, analysis, claim);
    Side {
        publisher: words.source(dossier, chain[chain.len() - 1]).into_owned(),
        date: words.dated(&document.published),
        badges,
        value: words.claim_value(dossier, claim),
        excerpt: record.excerpt.to_string(),
        lang: strand::excerpt_language(page, claim),
        is_paraphrase: record.is_paraphrase,
        original: record.original.as_ref().map(|original| {
            let language = record.original_lang.as_ref().unwrap_or(&document.language);
            (original.to_string(), language.as_str().to_owned())
        }),
        url: page.link(&paths::claim(page.case(), &record.id)),
        id: record.id.to_string(),
        context_url: strand::context_url(page, claim),
    }
}
