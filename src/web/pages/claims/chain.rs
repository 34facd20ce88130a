//! The chain of a claim, hop by hop: who passed it on, in which words, and what each hop did to it.

use crate::{
    domain::{
        analysis::{QuestionAnalysis, Study},
        claim::Basis,
        source::SourceKind,
    },
    paths,
    web::{
        InCase,
        pages::questions::{
            relay::{Loss, changes, side},
            strand::path,
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
    /// Whether it is the claim of the page.
    pub is_here: bool,
}

/// The chain of claim number `claim`, root first.
#[must_use]
pub fn chain(page: &InCase, study: &Study<'_>, claim: usize) -> Vec<Link> {
    let dossier = study.dossier();
    let whole = path(dossier, claim);
    let told = stations(study, claim);
    let link = |(place, &source): (usize, &usize)| {
        let station = told.iter().copied().find(|&other| path(dossier, other) == whole[..=place]);
        let record = &dossier.sources()[source];
        let held = station.map(|other| Held {
            id: dossier.claims()[other].id.to_string(),
            url: page.link(&paths::claim(page.case(), &dossier.claims()[other].id)),
            excerpt: dossier.claims()[other].excerpt.to_string(),
            is_here: other == claim,
        });
        let is_root = place == 0;
        Link {
            class: match (is_root, record.kind) {
                (false, _) => "",
                (true, SourceKind::Unattributed) => "root none",
                (true, _) => "root",
            },
            name: page.text(record.label()).to_owned(),
            url: page.link(&paths::source(page.case(), &record.id)),
            details: details(page, study, source, station, is_root.then_some(claim)),
            held,
        }
    };
    whole.iter().enumerate().map(link).collect()
}

/// What the source is; of a root how it knows; of a relay when it published.
fn details(
    page: &InCase,
    study: &Study<'_>,
    source: usize,
    station: Option<usize>,
    rooted: Option<usize>,
) -> Vec<String> {
    let (words, dossier) = (page.words(), study.dossier());
    let mut details = vec![words.source_kind(&dossier.sources()[source])];
    if let Some(claim) = rooted {
        let root = study.origins().root(claim);
        details.push(match dossier.claims()[claim].basis {
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

/// The claims on the way of claim number `claim`, the nearest to the root first, itself last.
fn stations(study: &Study<'_>, claim: usize) -> Vec<usize> {
    let mut stations = study.retellings().originals(claim).to_vec();
    stations.sort_by_key(|&other| (path(study.dossier(), other).len(), study.rank(other)));
    stations.dedup_by_key(|other| path(study.dossier(), *other));
    stations.push(claim);
    stations
}

/// The words of each station beside those of the one before it.
#[must_use]
pub fn hops(page: &InCase, study: &Study<'_>, analysis: &QuestionAnalysis, claim: usize) -> Vec<Loss> {
    stations(study, claim)
        .windows(2)
        .map(|pair| Loss {
            original: side(page, analysis, pair[0]),
            retelling: side(page, analysis, pair[1]),
            changes: changes(page, study, pair[0], pair[1]),
        })
        .collect()
}
