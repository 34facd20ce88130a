//! Since when a question has been disputed, and which reports brought that about.

use crate::{
    domain::{
        analysis::Study,
        as_known,
        calendar::Day,
        comparison::{Relation, relation},
        independence::Tally,
    },
    web::InCase,
};

/// "since 17 February 2019, when the Guardian reported", as seen on the day the reader looks from.
#[must_use]
pub fn disputed_since(page: &InCase, study: &Study<'_>, question: usize) -> Option<String> {
    let dossier = page.dossier();
    let mut tally = Tally::new(dossier, study.origins());
    let seen = |day: &Day| page.reader.as_of.is_none_or(|as_of| *day <= as_of);
    let mut since = None;
    for day in as_known::days(dossier).into_iter().filter(seen) {
        let is_contested = study.question(question, Some(day), &mut tally).is_contested();
        since = if is_contested { since.or(Some(day)) } else { None };
    }
    since.map(|day| sentence(page, study, question, day))
}

fn sentence(page: &InCase, study: &Study<'_>, question: usize, day: Day) -> String {
    let (words, dossier) = (page.words(), page.dossier());
    let reported: Vec<usize> =
        dossier.claims_on(question).iter().copied().filter(|&claim| dossier.reported_by(claim) == day).collect();
    // Of the claims of that day those that contradict what was known before, if any do.
    let is_earlier = |other: &usize| dossier.reported_by(*other) < day;
    let contradicts = |claim: &usize| {
        let others = dossier.claims_on(question).iter().filter(|other| is_earlier(other));
        others.into_iter().any(|&other| relation(study, *claim, other) == Relation::Conflict)
    };
    let causes: Vec<usize> = reported.iter().copied().filter(contradicts).collect();
    let reported = if causes.is_empty() { reported } else { causes };
    let mut publishers: Vec<String> = reported
        .iter()
        .map(|&claim| {
            let chain = dossier.chain_of(claim);
            words.source_in_sentence(dossier, chain[chain.len() - 1])
        })
        .collect();
    publishers.sort();
    publishers.dedup();
    let is_exact = reported.iter().all(|&claim| {
        let record = &dossier.claims()[claim];
        let published = &dossier.documents()[dossier.document_of(claim)].published;
        let dated = record.reported.as_ref().unwrap_or(published);
        dated.first() == dated.last()
    });
    let key = match (publishers.is_empty(), is_exact) {
        (true, _) => "question-since-withdrawal",
        (false, true) => "question-since",
        (false, false) => "question-since-at-latest",
    };
    words.tell(key, &[("date", words.date(day).into()), ("publishers", words.list(&publishers).into())])
}
