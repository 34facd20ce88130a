//! Lost in relay: the words of the original beside the words of the retelling.

use std::cmp::Ordering;

use super::{badge::Badge, strand};
use crate::{
    domain::{
        analysis::{QuestionAnalysis, Study},
        certainty::Degree,
        comparison::{Relation, relation},
    },
    paths,
    web::InCase,
};

/// An original and a retelling that says something else.
pub struct Loss {
    /// The words of the original.
    pub original: Side,
    /// The words of the retelling.
    pub retelling: Side,
    /// What was changed, hop by hop.
    pub changes: Vec<String>,
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

/// The retellings on the question of `analysis` that contradict what they retell, in order of report.
#[must_use]
pub fn losses(page: &InCase, study: &Study<'_>, analysis: &QuestionAnalysis) -> Vec<Loss> {
    let mut retellings = analysis.visible.clone();
    retellings.sort_by_key(|&claim| study.rank(claim));
    let losses = retellings.into_iter().filter_map(|retelling| {
        let is_visible = |original: &&usize| analysis.visible.binary_search(original).is_ok();
        let contradicts = |original: &&usize| relation(study, retelling, **original) == Relation::Conflict;
        let originals = study.retellings().originals(retelling).iter().filter(is_visible).filter(contradicts);
        // The nearest original: the one with the longest chain.
        let original = originals.max_by_key(|original| page.dossier().chain_of(**original).len())?;
        Some(Loss {
            original: side(page, analysis, *original),
            retelling: side(page, analysis, retelling),
            changes: changes(page, study, *original, retelling),
        })
    });
    losses.collect()
}

/// What claim number `claim` says.
#[must_use]
pub fn side(page: &InCase, analysis: &QuestionAnalysis, claim: usize) -> Side {
    let (words, dossier) = (page.words(), page.dossier());
    let record = &dossier.claims()[claim];
    let document = &dossier.documents()[dossier.document_of(claim)];
    let chain = dossier.chain_of(claim);
    let badges = if analysis.is_contested() { Badge::of_claim(words, analysis, claim) } else { Vec::new() };
    Side {
        publisher: words.source(dossier, chain[chain.len() - 1]).to_owned(),
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

/// What a retelling changed in what it retells, one sentence each.
#[must_use]
pub fn changes(page: &InCase, study: &Study<'_>, original: usize, retelling: usize) -> Vec<String> {
    let (words, dossier) = (page.words(), page.dossier());
    let degree = |claim: usize| {
        dossier.claims()[claim].certainty.as_ref().map_or(Degree::Certain, |certainty| certainty.degree())
    };
    let first = |claim: usize| dossier.chain_of(claim)[0];
    let mut keys = Vec::new();
    match relation(study, retelling, original) {
        Relation::Conflict => keys.push("question-change-value"),
        Relation::Refines => keys.push("question-change-narrower"),
        Relation::RefinedBy => keys.push("question-change-wider"),
        Relation::WithinTolerance | Relation::MeetAtOnePoint | Relation::Overlap => {
            keys.push("question-change-reworded");
        }
        Relation::Agree | Relation::Undetermined => {}
    }
    match degree(retelling).cmp(&degree(original)) {
        Ordering::Greater => keys.push("question-change-surer"),
        Ordering::Less => keys.push("question-change-less-sure"),
        Ordering::Equal => {}
    }
    if first(retelling) != first(original) {
        let is_gone = !dossier.chain_of(retelling).contains(&first(original));
        keys.push(if is_gone { "question-change-speaker-lost" } else { "question-change-speaker" });
    }
    keys.into_iter().map(|key| words.say(key)).collect()
}
