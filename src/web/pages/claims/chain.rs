//! The chain of a claim, hop by hop: who passed it on, in which words, and what each hop did to it.

use crate::{
    domain::{
        analysis::{QuestionAnalysis, Study},
        claim::Basis,
        drift,
        independence::Origins,
        source::SourceKind,
    },
    paths,
    web::{
        InCase,
        pages::questions::{
            relay::{Loss, loss},
            strand::{excerpt_language, path},
        },
    },
};

/// A source on the chain.
pub struct Link {
    /// `root`, `root none` for what cannot be traced, or empty for a relay.
    pub class: &'static str,
    /// The name.
    pub name: String,
    /// The page of the source.
    pub url: String,
    /// What it is, how it knows, when it published.
    pub details: Vec<String>,
    /// The claim it published on the way: id, page, its words and their language.
    pub held: Option<Held>,
}

/// What a relay wrote on the way.
pub struct Held {
    /// The id of the claim.
    pub id: String,
    /// Its page.
    pub url: String,
    /// Its words.
    pub excerpt: String,
    /// The language of these words, empty where they are ours.
    pub lang: String,
    /// Whether it is the claim of the page.
    pub is_here: bool,
}

/// The chain of claim number `claim`, root first.
#[must_use]
pub fn chain(page: &InCase, study: &Study<'_>, origins: &Origins, claim: usize) -> Vec<Link> {
    let dossier = study.dossier();
    let whole = path(dossier, claim);
    let mut told: Vec<usize> = drift::hops(study, claim).iter().map(|hop| hop.from).collect();
    told.push(claim);
    let link = |(place, &source): (usize, &usize)| {
        let station = told.iter().copied().find(|&other| path(dossier, other) == whole[..=place]);
        let record = &dossier.sources()[source];
        let held = station.map(|other| Held {
            id: dossier.claims()[other].id.to_string(),
            url: page.link(&paths::claim(page.case(), &dossier.claims()[other].id)),
            excerpt: dossier.claims()[other].excerpt.to_string(),
            lang: excerpt_language(page, other),
            is_here: other == claim,
        });
        let is_root = place == 0;
        Link {
            class: match (is_root, record.kind) {
                (false, _) => "",
                _ if origins.root(claim).is_circular => "root none",
                (true, SourceKind::Unattributed) => "root none",
                (true, _) => "root",
            },
            name: page.words().source(dossier, source).into_owned(),
            url: page.link(&paths::source(page.case(), &record.id)),
            details: details(page, (study, origins), source, station, is_root.then_some(claim)),
            held,
        }
    };
    whole.iter().enumerate().map(link).collect()
}

/// What the source is; of a root how it knows; of a relay when it published.
fn details(
    page: &InCase,
    (study, origins): (&Study<'_>, &Origins),
    source: usize,
    station: Option<usize>,
    rooted: Option<usize>,
) -> Vec<String> {
    let (words, dossier) = (page.words(), study.dossier());
    let mut details = vec![words.source_kind(&dossier.sources()[source])];
    if let Some(claim) = rooted {
        let root = origins.root(claim);
        details.push(match dossier.claims()[claim].basis {
            _ if root.is_circular => words.say("root-circular"),
            Some(basis) if basis != Basis::NotStated => words.basis(basis),
            _ if !root.is_counted => words.say("question-root-untraceable"),
            _ if root.is_unattributed => words.say("question-root-unattributed"),
            _ => words.say("question-basis-not-stated"),
        });
    }
    let published = |claim: usize| words.dated(&dossier.documents()[dossier.document_of(claim)].published);
    details.extend(station.map(published));
    details
}

/// The words before and after every hop that led to claim number `claim`.
#[must_use]
pub fn hops(page: &InCase, study: &Study<'_>, analysis: &QuestionAnalysis, claim: usize) -> Vec<Loss> {
    drift::hops(study, claim).iter().map(|hop| loss(page, analysis, hop)).collect()
}
