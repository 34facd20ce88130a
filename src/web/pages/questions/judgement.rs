//! The editors' judgements on a disagreement, kept apart from the evidence.

use jiff::Timestamp;

use crate::{
    domain::{
        access::Need,
        analysis::QuestionAnalysis,
        assessment::{Assessment, Changes, standing},
        calendar::{Day, UtcOffset},
        id::ClaimId,
    },
    paths,
    web::InCase,
};

/// The most claims of one kind of change that are named.
const NAMED_MAX: usize = 8;

/// What the box of the judgements shows.
pub struct Judgements {
    /// That editors differ, where they do.
    pub differ: Option<String>,
    /// The newest of each editor, the newest first; or that nobody has assessed this.
    pub standing: Vec<Judgement>,
    /// Those that their editors have replaced: status, editor and day.
    pub earlier: Vec<String>,
    /// Where the reader may judge.
    pub form_url: Option<String>,
}

/// A judgement.
pub struct Judgement {
    /// "Unresolved", or that nobody has assessed this.
    pub heading: String,
    /// Why.
    pub reason: Option<String>,
    /// What would settle it, who, when, on which claims.
    pub facts: Vec<(String, String)>,
    /// The claims it was based on: id and page.
    pub based_on: Vec<(String, String)>,
    /// What changed since, in sentences.
    pub stale: Vec<String>,
    /// Whether it is known that nothing changed since.
    pub is_fresh: bool,
}

/// The judgements on the question of `analysis` made by the day the reader looks from.
#[must_use]
pub fn judgements(page: &InCase, analysis: &QuestionAnalysis) -> Judgements {
    let id = &page.dossier().questions()[analysis.question].id;
    let is_made = |it: &&Assessment| page.reader.as_of.is_none_or(|as_of| day(it.at) <= as_of);
    let made: Vec<Assessment> = page.dossier().records().assessments.iter().filter(is_made).cloned().collect();
    let (current, earlier) = standing(&made, id);
    let words = page.words();
    let differ = current.iter().any(|it| it.status != current[0].status);
    let mut shown: Vec<Judgement> = current.iter().map(|it| of(page, it)).collect();
    if shown.is_empty() {
        shown.push(nobody_yet(page));
    }
    let may_judge = page.rights.allow(Need::Assess) && page.reader.as_of.is_none() && page.reader.recorded.is_none();
    let line = |it: &&Assessment| {
        let (status, by) = (words.assessment_status(it.status), it.by.as_str().to_owned());
        let said = [("status", status.into()), ("by", by.into()), ("date", words.date(day(it.at)).into())];
        words.tell("question-assessed-earlier", &said)
    };
    Judgements {
        differ: differ.then(|| words.say("question-editors-differ")),
        standing: shown,
        earlier: earlier.iter().map(line).collect(),
        form_url: may_judge.then(|| page.link(&paths::assessment(page.case(), id))),
    }
}

fn nobody_yet(page: &InCase) -> Judgement {
    let words = page.words();
    Judgement {
        heading: words.say("question-not-assessed"),
        reason: Some(words.say("question-not-assessed-reason")),
        facts: Vec::new(),
        based_on: Vec::new(),
        stale: Vec::new(),
        is_fresh: false,
    }
}

fn of(page: &InCase, assessment: &Assessment) -> Judgement {
    let words = page.words();
    let mut facts = Vec::new();
    if let Some(would_settle) = &assessment.would_settle {
        facts.push((words.say("question-would-settle"), page.text(would_settle).to_owned()));
    }
    let by = [("by", assessment.by.as_str().into()), ("date", words.date(day(assessment.at)).into())];
    facts.push((words.say("question-assessed-by"), words.tell("question-assessed-by-on", &by)));
    let link = |claim: &ClaimId| (claim.to_string(), page.link(&paths::claim(page.case(), claim)));
    // What changed since is told of the case as it stands: of an earlier day nobody knows what was to come.
    let changes = page.open.changes_since(assessment).filter(|_| page.reader.as_of.is_none());
    Judgement {
        heading: words.assessment_status(assessment.status),
        reason: Some(page.text(&assessment.reason).to_owned()),
        facts,
        based_on: assessment.claims.iter().map(link).collect(),
        is_fresh: changes.as_ref().is_some_and(Changes::is_none),
        stale: changes.map(|changes| stale(page, &changes)).unwrap_or_default(),
    }
}

/// What changed since, in sentences.
fn stale(page: &InCase, changes: &Changes) -> Vec<String> {
    let words = page.words();
    let claims = |key: &str, claims: &[ClaimId]| {
        let named: Vec<String> = claims.iter().take(NAMED_MAX).map(ToString::to_string).collect();
        let said = [
            ("n", claims.len().into()),
            ("claims", words.claims(claims.len()).into()),
            ("ids", words.list(&named).into()),
        ];
        (!claims.is_empty()).then(|| words.tell(key, &said))
    };
    let positions = |key: &str, count: usize| (count > 0).then(|| words.counted(key, count));
    let sentences = [
        claims("question-stale-added", &changes.added),
        claims("question-stale-gone", &changes.gone),
        claims("question-stale-edited", &changes.edited),
        positions("question-stale-positions-new", changes.positions_new),
        positions("question-stale-positions-lost", changes.positions_lost),
    ];
    sentences.into_iter().flatten().collect()
}

fn day(at: Timestamp) -> Day {
    Day::of_second(at.as_second(), UtcOffset::UTC)
}
