//! The claims of a case in the vocabulary of schema.org.

use super::content::Content;
use crate::{
    domain::{assessment::standing, claim::Stance, dated::Dated, source::SourceKind},
    exchange::json_ld::{Agent, Claim, Graph, Review, Work},
    paths,
};

/// The graph of a case.
pub(super) fn graph(content: &Content<'_>) -> Graph {
    let case = content.dossier().case();
    let said = said(content);
    Graph {
        language: content.words.language().tag(),
        case: (content.case_url(), content.text(&case.title).to_owned()),
        reviews: reviews(content, &said),
        claims: said.iter().map(|claims| claim(content, claims)).collect(),
    }
}

/// The visible claims, taken together where one root gives one answer: a claim that many documents hold is one. In order
/// of question; within each group in order of report.
fn said(content: &Content<'_>) -> Vec<Vec<usize>> {
    let dossier = content.dossier();
    let what = |claim: usize| {
        let root = content.origins.root(claim);
        let stance = dossier.claims()[claim].stance == Stance::Denies;
        (dossier.question_of(claim), root.source, root.is_circular, stance, dossier.reading(claim).canonical.as_str())
    };
    let mut claims: Vec<usize> = content.visible().collect();
    claims.sort_by_key(|&claim| (what(claim), content.study.rank(claim)));
    claims.chunk_by(|a, b| what(*a) == what(*b)).map(<[usize]>::to_vec).collect()
}

fn claim(content: &Content<'_>, claims: &[usize]) -> Claim {
    let (words, dossier) = (content.words, content.dossier());
    let first = claims[0];
    let question = dossier.question_of(first);
    let value = words.claim_value(dossier, first);
    let asked = content.question(question).to_owned();
    let name =
        words.tell("export-question-and-answer", &[("question", asked.as_str().into()), ("value", value.into())]);
    let mut documents: Vec<usize> = Vec::new();
    for &claim in claims {
        let document = dossier.document_of(claim);
        if !documents.contains(&document) {
            documents.push(document);
        }
    }
    let root = content.origins.root(first);
    Claim {
        id: content.claim_url(first),
        name: content.plain(name),
        text: dossier.claims()[first].excerpt.to_string(),
        question: (content.question_url(question), asked),
        author: (root.is_counted && !root.is_circular).then(|| agent(content, root.source)).flatten(),
        appearances: documents.into_iter().map(|document| work(content, document)).collect(),
    }
}

/// Who says or publishes it; a written record that speaks for itself is nobody.
fn agent(content: &Content<'_>, source: usize) -> Option<Agent> {
    let record = &content.dossier().sources()[source];
    let is_person = match record.kind {
        SourceKind::Official | SourceKind::Eyewitness | SourceKind::Person => !record.is_plural,
        SourceKind::Outlet | SourceKind::Organisation => false,
        SourceKind::Document | SourceKind::Unattributed => return None,
    };
    Some(Agent { id: content.source_url(source), name: content.plain(content.source(source)), is_person })
}

fn work(content: &Content<'_>, document: usize) -> Work {
    let dossier = content.dossier();
    let record = &dossier.documents()[document];
    Work {
        id: content.link(&paths::document(&dossier.case().id, &record.id)),
        title: content.text(&record.title).to_owned(),
        published: plain_date(&record.published),
        language: record.language.as_str().to_owned(),
        url: record.url.as_ref().map(|url| url.as_str().to_owned()),
        publisher: dossier.source_number(&record.publisher).and_then(|publisher| agent(content, publisher)),
    }
}

/// A day, a month or a year of the common era (ISO 8601); what EDTF says beyond that, the vocabulary has no way to say.
fn plain_date(dated: &Dated) -> Option<String> {
    let edtf = dated.edtf();
    let parts: Vec<&str> = edtf.split('-').collect();
    let is_number = |part: &&str, width: usize| part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = match parts.as_slice() {
        [year] => is_number(year, 4),
        [year, month] => is_number(year, 4) && is_number(month, 2) && *month <= "12",
        [year, month, day] => is_number(year, 4) && is_number(month, 2) && is_number(day, 2),
        _ => false,
    };
    is_plain.then(|| edtf.to_owned())
}

/// The editors' judgements that stand, each with those of the claims above that it rests on.
fn reviews(content: &Content<'_>, said: &[Vec<usize>]) -> Vec<Review> {
    let dossier = content.dossier();
    let review = |assessment: &crate::domain::assessment::Assessment| {
        let question = dossier.question_number(&assessment.question)?;
        let rests_on = |claim: &usize| assessment.claims.contains(&dossier.claims()[*claim].id);
        let claims = said.iter().filter(|claims| claims.iter().any(rests_on));
        Some(Review {
            url: content.question_url(question),
            question: content.question(question).to_owned(),
            status: content.words.assessment_status(assessment.status),
            reason: content.text(&assessment.reason).to_owned(),
            author: assessment.by.to_string(),
            at: assessment.at.to_string(),
            claims: claims.map(|claims| content.claim_url(claims[0])).collect(),
        })
    };
    let made = content.judgements();
    dossier.questions().iter().flat_map(|question| standing(&made, &question.id).0).filter_map(review).collect()
}
