//! What a claim stands beside: the other claims on its question, by how the two go together.

use crate::{
    domain::{
        analysis::{QuestionAnalysis, Study},
        as_known,
        comparison::{Relation, relation},
    },
    paths,
    web::{InCase, badge::Badge, pages::questions::line::voice},
};

/// The most claims listed of one kind.
const LINES_MAX: usize = 40;

/// Claims that stand to this one in the same way.
pub struct Group {
    /// How.
    pub heading: String,
    /// `no`, `yes` or empty.
    pub class: &'static str,
    /// Its symbol.
    pub symbol: Option<&'static str>,
    /// The claims.
    pub lines: Vec<Line>,
    /// How many are left out, in words.
    pub left_out: Option<String>,
}

/// A claim in one line.
pub struct Line {
    /// The positions it is in.
    pub badges: Vec<Badge>,
    /// What it says.
    pub value: String,
    /// Who says it.
    pub voice: String,
    /// Its page.
    pub url: String,
}

/// The relations in the order they are shown, with the key of their heading.
const ORDER: [(Relation, &str); 8] = [
    (Relation::Conflict, "conflict"),
    (Relation::Agree, "agree"),
    (Relation::Refines, "refines"),
    (Relation::RefinedBy, "refined-by"),
    (Relation::Overlap, "overlap"),
    (Relation::MeetAtOnePoint, "one-point"),
    (Relation::WithinTolerance, "tolerance"),
    (Relation::Undetermined, "undetermined"),
];

/// The other visible claims on the question, by how they stand to claim number `claim`.
#[must_use]
pub fn groups(page: &InCase, study: &Study<'_>, analysis: &QuestionAnalysis, claim: usize) -> Vec<Group> {
    if !study.is_committal(claim) || analysis.visible.binary_search(&claim).is_err() {
        return Vec::new();
    }
    let others = in_order(study, analysis.visible.iter().copied().filter(|&other| other != claim));
    let related: Vec<(usize, Relation)> =
        others.into_iter().map(|other| (other, relation(study, claim, other))).collect();
    let group = |(wanted, key): (Relation, &str)| {
        let claims: Vec<usize> =
            related.iter().filter(|(_, found)| *found == wanted).map(|(other, _)| *other).collect();
        let (class, symbol) = match wanted {
            Relation::Conflict => ("no", Some("i-neq")),
            Relation::Agree => ("yes", Some("i-ok")),
            _ => ("", None),
        };
        (!claims.is_empty()).then(|| list(page, analysis, &claims, &format!("claim-relation-{key}"), class, symbol))
    };
    ORDER.into_iter().filter_map(group).collect()
}

/// The claims that retell claim number `claim`.
#[must_use]
pub fn retold(page: &InCase, study: &Study<'_>, analysis: &QuestionAnalysis, claim: usize) -> Vec<Group> {
    let retells = |&other: &usize| study.retellings().originals(other).binary_search(&claim).is_ok();
    let claims = in_order(study, analysis.visible.iter().copied().filter(retells));
    if claims.is_empty() {
        return Vec::new();
    }
    vec![list(page, analysis, &claims, "claim-retold-by", "", None)]
}

fn in_order(study: &Study<'_>, claims: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut claims: Vec<usize> = claims.collect();
    claims.sort_by_key(|&claim| study.rank(claim));
    claims
}

fn list(
    page: &InCase,
    analysis: &QuestionAnalysis,
    claims: &[usize],
    key: &str,
    class: &'static str,
    symbol: Option<&'static str>,
) -> Group {
    let (words, dossier) = (page.words(), page.dossier());
    let line = |&claim: &usize| Line {
        badges: Badge::competing(words, analysis, claim),
        value: words.claim_value(dossier, claim),
        voice: voice(page, claim),
        url: page.link(&paths::claim(page.case(), &dossier.claims()[claim].id)),
    };
    let left_out = claims.len().saturating_sub(LINES_MAX);
    Group {
        heading: words.say(key),
        class,
        symbol,
        lines: claims.iter().take(LINES_MAX).map(line).collect(),
        left_out: (left_out > 0).then(|| words.counted("claim-left-out", left_out)),
    }
}

/// What the claim does on its question: what a reader should know before anything else.
#[must_use]
pub fn standing(page: &InCase, analysis: &QuestionAnalysis, claim: usize) -> Vec<String> {
    let (words, dossier) = (page.words(), page.dossier());
    let record = &dossier.claims()[claim];
    if analysis.visible.binary_search(&claim).is_err() {
        let is_to_come = page.reader.as_of.is_some_and(|as_of| {
            dossier.reported_by(claim) > as_of && !as_known::is_visible(dossier, claim, Some(as_of))
        });
        let key = match (is_to_come, &record.retracted) {
            (true, _) => "claim-standing-to-come",
            (false, Some(_)) => "claim-standing-retracted",
            (false, None) => "claim-standing-superseded",
        };
        return vec![words.say(key)];
    }
    if analysis.non_committal.binary_search(&claim).is_ok() {
        return vec![words.say("claim-standing-non-committal")];
    }
    if !analysis.is_contested() {
        return vec![words.state_sentence(analysis.state)];
    }
    if analysis.positions_of(claim).count() > 1 {
        return vec![words.say("claim-standing-shared")];
    }
    vec![words.say("claim-standing-contested")]
}
