//! What was said: claims as lines of a page, question by question.

use super::{InCase, badge, badge::Badge};
use crate::{
    domain::{
        analysis::{Analysis, QuestionAnalysis},
        as_known,
    },
    paths,
};

/// One claim as a line.
pub struct Said {
    /// The letters of its positions, or the mark of the state.
    pub badges: Vec<Badge>,
    /// What it answers.
    pub value: String,
    /// The claim.
    pub url: String,
    /// How the value was read, where that is not what is shown.
    pub reading: Option<String>,
    /// The sources it passed through, root first: name and address.
    pub chain: Vec<(String, String)>,
    /// The words of the document.
    pub excerpt: String,
    /// The language of the words; `None` where they are ours.
    pub language: Option<String>,
    /// The document: title and address.
    pub document: (String, String),
    /// When it became public.
    pub reported: String,
    /// It was withdrawn or replaced.
    pub is_withdrawn: bool,
}

/// The claims on one question.
pub struct OnQuestion {
    /// The question.
    pub text: String,
    /// Its page.
    pub url: String,
    /// How far apart the answers are, or the state.
    pub outcome: Outcome,
    /// The claims.
    pub said: Vec<Said>,
}

/// What the claims on a question amount to, in a few words.
#[derive(Clone)]
pub struct Outcome {
    /// The words.
    pub words: String,
    /// Its symbol.
    pub symbol: &'static str,
    /// Whether the answers cannot all be true.
    pub is_disputed: bool,
}

impl Outcome {
    /// The outcome of `analysis`.
    #[must_use]
    pub fn of(page: &InCase, analysis: &QuestionAnalysis) -> Self {
        let words = page.words();
        if !analysis.is_contested() {
            let symbol = badge::symbol(analysis.state);
            return Self { words: words.state(analysis.state), symbol, is_disputed: false };
        }
        Self { words: words.gap_line(page.dossier(), analysis), symbol: "i-neq", is_disputed: true }
    }
}

/// Whether a page may list claim number `claim`: it was public by the day the page shows.
#[must_use]
pub fn is_known(page: &InCase, claim: usize) -> bool {
    page.reader.as_of.is_none_or(|day| page.dossier().reported_by(claim) <= day)
}

/// Whether a page may list document number `document`: it was out by the day the page shows.
#[must_use]
pub fn is_out(page: &InCase, document: usize) -> bool {
    page.reader.as_of.is_none_or(|day| page.dossier().documents()[document].published.last() <= day)
}

/// `claims` by question: the disputed first by severity, then in order of id; within a question in order of report.
#[must_use]
pub fn by_question(page: &InCase, analysis: &Analysis, claims: &[usize]) -> Vec<OnQuestion> {
    let dossier = page.dossier();
    let mut order: Vec<usize> = analysis.disagreements().iter().map(|question| question.question).collect();
    order.extend((0..analysis.questions.len()).filter(|&question| !analysis.questions[question].is_contested()));
    let mut rank = vec![0; order.len()];
    for (place, question) in order.into_iter().enumerate() {
        rank[question] = place;
    }
    let mut claims = claims.to_vec();
    claims.sort_by_key(|&claim| (rank[dossier.question_of(claim)], dossier.reported_by(claim), claim));
    claims.dedup();
    claims
        .chunk_by(|&a, &b| dossier.question_of(a) == dossier.question_of(b))
        .map(|claims| on_question(page, &analysis.questions[dossier.question_of(claims[0])], claims))
        .collect()
}

fn on_question(page: &InCase, analysis: &QuestionAnalysis, claims: &[usize]) -> OnQuestion {
    let question = &page.dossier().questions()[analysis.question];
    OnQuestion {
        text: page.text(&question.text).to_owned(),
        url: page.link(&paths::question(page.case(), &question.id)),
        outcome: Outcome::of(page, analysis),
        said: claims.iter().map(|&claim| said(page, analysis, claim)).collect(),
    }
}

/// Claim number `claim` as a line.
#[must_use]
pub fn said(page: &InCase, analysis: &QuestionAnalysis, claim: usize) -> Said {
    let (dossier, words) = (page.dossier(), page.words());
    let record = &dossier.claims()[claim];
    let document = &dossier.documents()[dossier.document_of(claim)];
    Said {
        badges: Badge::of_claim(words, analysis, claim),
        value: words.claim_value(dossier, claim),
        url: page.link(&paths::claim(page.case(), &record.id)),
        reading: words.reading(dossier, claim),
        chain: dossier.chain_of(claim).iter().map(|&source| source_link(page, source)).collect(),
        excerpt: record.excerpt.to_string(),
        language: (!record.is_paraphrase).then(|| document.language.as_str().to_owned()),
        document: document_link(page, dossier.document_of(claim)),
        reported: words.dated(record.reported.as_ref().unwrap_or(&document.published)),
        is_withdrawn: !as_known::is_visible(dossier, claim, page.reader.as_of),
    }
}

/// The name and the address of source number `source`.
#[must_use]
pub fn source_link(page: &InCase, source: usize) -> (String, String) {
    let record = &page.dossier().sources()[source];
    (page.words().source(page.dossier(), source).into_owned(), page.link(&paths::source(page.case(), &record.id)))
}

/// The title and the address of document number `document`.
#[must_use]
pub fn document_link(page: &InCase, document: usize) -> (String, String) {
    let record = &page.dossier().documents()[document];
    (page.text(&record.title).to_owned(), page.link(&paths::document(page.case(), &record.id)))
}

/// The value and the address of claim number `claim`.
#[must_use]
pub fn claim_link(page: &InCase, claim: usize) -> (String, String) {
    let url = page.link(&paths::claim(page.case(), &page.dossier().claims()[claim].id));
    (page.words().claim_value(page.dossier(), claim), url)
}

/// The text and the address of question number `question`.
#[must_use]
pub fn question_link(page: &InCase, question: usize) -> (String, String) {
    let record = &page.dossier().questions()[question];
    (page.text(&record.text).to_owned(), page.link(&paths::question(page.case(), &record.id)))
}
