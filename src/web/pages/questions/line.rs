//! Claims in one line each: those that commit to nothing, that nothing can be said about, that no longer stand, that
//! were not yet known.

use super::strand;
use crate::{
    domain::{analysis::QuestionAnalysis, as_known},
    paths,
    web::InCase,
};

/// A list of claims with its heading.
pub struct Lines {
    /// What they have in common.
    pub heading: String,
    /// Why they are listed apart.
    pub explanation: String,
    /// The claims.
    pub lines: Vec<ClaimLine>,
}

/// A claim, or a pair of claims, in one line.
pub struct ClaimLine {
    /// The claims: value, who says it, page.
    pub claims: Vec<(String, String, String)>,
}

/// The lists that have anything in them.
#[must_use]
pub fn lists(page: &InCase, analysis: &QuestionAnalysis) -> Vec<Lines> {
    let dossier = page.dossier();
    let hidden = dossier.claims_on(analysis.question).iter().copied();
    let hidden: Vec<usize> = hidden.filter(|claim| analysis.visible.binary_search(claim).is_err()).collect();
    let is_to_come = |&claim: &usize| {
        page.reader.as_of.is_some_and(|as_of| dossier.reported_by(claim) > as_of)
            && !as_known::is_visible(dossier, claim, page.reader.as_of)
    };
    let (to_come, withdrawn): (Vec<usize>, Vec<usize>) = hidden.into_iter().partition(is_to_come);
    let singles = |claims: &[usize]| claims.iter().map(|&claim| line(page, &[claim])).collect();
    let pairs = analysis.undetermined.iter().map(|&(a, b)| line(page, &[a, b])).collect();
    [
        ("non-committal", singles(&analysis.non_committal)),
        ("undetermined", pairs),
        ("withdrawn", singles(&withdrawn)),
        ("to-come", singles(&to_come)),
    ]
    .into_iter()
    .filter(|(_, lines): &(&str, Vec<ClaimLine>)| !lines.is_empty())
    .map(|(key, lines)| Lines {
        heading: page.words().say(&format!("question-list-{key}")),
        explanation: page.words().say(&format!("question-list-{key}-explanation")),
        lines,
    })
    .collect()
}

fn line(page: &InCase, claims: &[usize]) -> ClaimLine {
    let (words, dossier) = (page.words(), page.dossier());
    let show = |&claim: &usize| {
        let url = page.link(&paths::claim(page.case(), &dossier.claims()[claim].id));
        (words.claim_value(dossier, claim), voice(page, claim), url)
    };
    ClaimLine { claims: claims.iter().map(show).collect() }
}

/// "Jumah Hamdi Hamdan, through the Guardian".
#[must_use]
pub fn voice(page: &InCase, claim: usize) -> String {
    let (words, dossier) = (page.words(), page.dossier());
    let path = strand::path(dossier, claim);
    let root = words.source(dossier, path[0]).into_owned();
    if path.len() == 1 {
        return root;
    }
    let relays: Vec<String> = path[1..].iter().map(|&relay| words.source_in_sentence(dossier, relay)).collect();
    words.tell("question-voice", &[("root", root.into()), ("relays", words.list(&relays).into())])
}
