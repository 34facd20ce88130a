//! The editor's judgement on a disagreement, kept apart from the evidence.

use jiff::Timestamp;

use crate::{
    domain::{
        analysis::QuestionAnalysis,
        assessment::Assessment,
        calendar::{Day, UtcOffset},
    },
    paths,
    web::InCase,
};

/// What the box of the judgement shows.
pub struct Judgement {
    /// "Unresolved", or that nobody has assessed this.
    pub heading: String,
    /// Why.
    pub reason: Option<String>,
    /// What would settle it, who, when, on which claims.
    pub facts: Vec<(String, String)>,
    /// The claims it was based on: id and page.
    pub based_on: Vec<(String, String)>,
    /// What changed since.
    pub stale: Option<String>,
}

/// The last judgement on the question of `analysis` made by the day the reader looks from.
#[must_use]
pub fn judgement(page: &InCase, analysis: &QuestionAnalysis) -> Judgement {
    let id = &page.dossier().questions()[analysis.question].id;
    let is_made = |assessment: &&Assessment| page.reader.as_of.is_none_or(|as_of| day(assessment.at) <= as_of);
    let assessments = page.dossier().records().assessments.iter().filter(|assessment| assessment.question == *id);
    match assessments.filter(is_made).max_by_key(|assessment| assessment.at) {
        Some(assessment) => of(page, analysis, assessment),
        None => nobody_yet(page),
    }
}

fn nobody_yet(page: &InCase) -> Judgement {
    let words = page.words();
    let reason = words.say("question-not-assessed-reason");
    Judgement {
        heading: words.say("question-not-assessed"),
        reason: Some(reason),
        facts: Vec::new(),
        based_on: Vec::new(),
        stale: None,
    }
}

fn of(page: &InCase, analysis: &QuestionAnalysis, assessment: &Assessment) -> Judgement {
    let words = page.words();
    let mut facts = Vec::new();
    if let Some(would_settle) = &assessment.would_settle {
        facts.push((words.say("question-would-settle"), page.text(would_settle).to_owned()));
    }
    let by = [("by", assessment.by.as_str().into()), ("date", words.date(day(assessment.at)).into())];
    facts.push((words.say("question-assessed-by"), words.tell("question-assessed-by-on", &by)));
    let based_on = assessment
        .claims
        .iter()
        .map(|claim| (claim.to_string(), page.link(&paths::claim(page.case(), claim))))
        .collect();
    Judgement {
        heading: words.assessment_status(assessment.status),
        reason: Some(page.text(&assessment.reason).to_owned()),
        facts,
        based_on,
        stale: stale(page, analysis, assessment),
    }
}

/// What changed among the claims since; `None` while the judgement stands on what there is.
fn stale(page: &InCase, analysis: &QuestionAnalysis, assessment: &Assessment) -> Option<String> {
    let words = page.words();
    let dossier = page.dossier();
    let known: Vec<usize> = assessment.claims.iter().filter_map(|id| dossier.claim_number(id)).collect();
    let added = analysis.visible.iter().filter(|claim| !known.contains(claim)).count();
    let gone = known.iter().filter(|claim| analysis.visible.binary_search(claim).is_err()).count();
    (added + gone > 0).then(|| {
        let changes = [("added", words.claims(added).into()), ("gone", words.claims(gone).into())];
        words.tell("question-stale", &changes)
    })
}

fn day(at: Timestamp) -> Day {
    Day::of_second(at.as_second(), UtcOffset::UTC)
}
