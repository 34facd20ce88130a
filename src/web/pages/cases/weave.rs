//! Where the claims come from: who says so, which outlet reported it first, and the documents it reached us in.

use std::collections::{BTreeMap, BTreeSet};

use super::{View, verdict};
use crate::{domain::independence::Root, paths, text::verdict::relayed};

/// Channels drawn.
const CHANNELS_MAX: usize = 6;
/// Roots and documents named beside one channel.
const NAMED_MAX: usize = 8;

/// All ways that claims took.
pub(super) struct Weave {
    pub strands: Vec<Strand>,
    /// "9 roots, 4 channels, 14 documents."
    pub sizes: String,
    pub more: Option<String>,
    pub documents_url: String,
    pub warning: Option<String>,
}

/// Everything that came through one channel.
pub(super) struct Strand {
    pub channel: String,
    pub channel_url: String,
    pub claims: String,
    pub roots: Vec<RootLine>,
    pub more_roots: Option<String>,
    pub documents: Vec<DocumentLine>,
    pub more_documents: Option<String>,
}

/// Who says so.
pub(super) struct RootLine {
    pub name: String,
    pub url: Option<String>,
    pub kind: String,
    pub is_counted: bool,
}

/// What it reached us in.
pub(super) struct DocumentLine {
    pub publisher: String,
    pub url: String,
    pub date: String,
    pub claims: String,
}

#[derive(Default)]
struct Passed {
    claims: usize,
    /// By source, and whether it is a circle of relays.
    roots: BTreeMap<(usize, bool), Root>,
    documents: BTreeMap<usize, usize>,
}

pub(super) fn weave(view: &View<'_>) -> Weave {
    let mut channels: BTreeMap<usize, Passed> = BTreeMap::new();
    for &claim in view.analysis.questions.iter().flat_map(|question| &question.visible) {
        let root = view.origins.root(claim);
        let passed = channels.entry(view.origins.channel(claim)).or_default();
        passed.claims += 1;
        passed.roots.insert((root.source, root.is_circular), root);
        *passed.documents.entry(view.dossier.document_of(claim)).or_default() += 1;
    }
    let mut channels: Vec<(usize, Passed)> = channels.into_iter().collect();
    channels.sort_by_key(|(channel, passed)| (std::cmp::Reverse(passed.claims), *channel));
    let left = channels.len().saturating_sub(CHANNELS_MAX);
    Weave {
        sizes: sizes(view, &channels),
        strands: channels.iter().take(CHANNELS_MAX).map(|(channel, passed)| strand(view, *channel, passed)).collect(),
        more: (left > 0).then(|| view.words.counted("weave-more-channels", left)),
        documents_url: view.case.link(&paths::documents(view.case.case())),
        warning: warning(view),
    }
}

fn sizes(view: &View<'_>, channels: &[(usize, Passed)]) -> String {
    let all = channels.iter().flat_map(|(_, passed)| passed.roots.values());
    let roots: BTreeSet<usize> = all.filter(|root| root.is_counted).map(|root| root.source).collect();
    let documents: BTreeSet<usize> = channels.iter().flat_map(|(_, passed)| passed.documents.keys().copied()).collect();
    let words = view.words;
    let channels = words.counted("weave-channels", channels.len());
    words.tell(
        "weave-sizes",
        &[
            ("roots", words.roots(roots.len()).into()),
            ("channels", channels.into()),
            ("documents", words.documents(documents.len()).into()),
        ],
    )
}

fn strand(view: &View<'_>, channel: usize, passed: &Passed) -> Strand {
    let (words, case) = (view.words, view.case.case());
    let source_url = |source: usize| view.case.link(&paths::source(case, &view.dossier.sources()[source].id));
    let root = |root: &Root| RootLine {
        name: words.root(view.dossier, *root),
        url: (!root.is_circular).then(|| source_url(root.source)),
        kind: match () {
            () if root.is_circular => String::new(),
            () if !root.is_counted => words.say("weave-untraceable"),
            () if root.source == channel => words.say("weave-own-name"),
            () => words.source_kind(&view.dossier.sources()[root.source]),
        },
        is_counted: root.is_counted && !root.is_circular,
    };
    let mut documents: Vec<(&usize, &usize)> = passed.documents.iter().collect();
    documents.sort_by_key(|(document, _)| (view.dossier.documents()[**document].published.last(), **document));
    let document = |(&number, &claims): (&usize, &usize)| {
        let record = &view.dossier.documents()[number];
        let publisher = view.dossier.source_number(&record.publisher);
        DocumentLine {
            publisher: publisher.map(|publisher| view.source(publisher).into_owned()).unwrap_or_default(),
            url: view.case.link(&paths::document(case, &record.id)),
            date: words.dated(&record.published),
            claims: words.claims(claims),
        }
    };
    let more = |count: usize| count.saturating_sub(NAMED_MAX);
    let (more_roots, more_documents) = (more(passed.roots.len()), more(documents.len()));
    Strand {
        channel: view.source(channel).into_owned(),
        channel_url: source_url(channel),
        claims: words.claims(passed.claims),
        roots: passed.roots.values().take(NAMED_MAX).map(root).collect(),
        more_roots: (more_roots > 0).then(|| words.counted("weave-more-roots", more_roots)),
        documents: documents.into_iter().take(NAMED_MAX).map(document).collect(),
        more_documents: (more_documents > 0).then(|| words.counted("weave-more-documents", more_documents)),
    }
}

/// What to be warned of where everything that somebody relayed passed one channel.
fn warning(view: &View<'_>) -> Option<String> {
    let (channel, roots) = relayed(view.analysis, view.origins).filter(|(_, roots)| *roots > 1)?;
    let channel = view.words.source_in_sentence(view.dossier, channel);
    let number = verdict::number(view.words, roots);
    let told = [("n", roots.into()), ("number", number.into()), ("channel", channel.into())];
    Some(view.words.tell("weave-warning", &told))
}
