//! The columns of a question: one for each position, with what stands behind it.

use super::{
    named,
    strand::{CLAIMS_MAX, Strand, strands},
};
use crate::{
    domain::{
        analysis::{Position, QuestionAnalysis, Study},
        extent::Denotation,
        independence::{Origins, Root, Support},
        question::Cardinality,
        reading::Sets,
        source::SourceKind,
    },
    paths,
    web::{InCase, badge::Badge},
};

/// The most positions shown.
pub const COLUMNS_MAX: usize = 40;

/// A position.
pub struct Column {
    /// Its anchor: `a`, `b`, ...
    pub anchor: String,
    /// Its badge.
    pub badge: Badge,
    /// Its value, as said.
    pub heading: String,
    /// How the value was read, and by which rule.
    pub readings: Vec<String>,
    /// How many independent roots.
    pub support: String,
    /// Where answers add up: how many stand behind each. "G: 1 independent root".
    pub named: Vec<String>,
    /// How many of them stand behind the claims of this position alone, where others are shared.
    pub own_support: Option<String>,
    /// In how many documents, through which outlets.
    pub spread: String,
    /// The roots, each with why it may not be independent.
    pub roots: Vec<RootLine>,
    /// How it reached us.
    pub strands: Vec<Strand>,
    /// How many claims are left out, in words.
    pub left_out: Option<String>,
}

/// A root behind a position.
pub struct RootLine {
    /// Its name.
    pub name: String,
    /// Its page; a circle of relays has none.
    pub url: Option<String>,
    /// Why it may not be independent of the others.
    pub doubt: Option<String>,
}

/// The columns of `analysis`, by letter.
#[must_use]
pub fn columns(page: &InCase, known: (&Study<'_>, &Origins), analysis: &QuestionAnalysis) -> Vec<Column> {
    analysis.positions.iter().take(COLUMNS_MAX).map(|position| column(page, known, analysis, position)).collect()
}

fn column(
    page: &InCase,
    (study, origins): (&Study<'_>, &Origins),
    analysis: &QuestionAnalysis,
    position: &Position,
) -> Column {
    let (words, dossier) = (page.words(), page.dossier());
    let support = &position.support;
    let spread = if support.channels.is_empty() {
        words.documents(support.documents)
    } else {
        let parts = [
            ("documents", words.documents(support.documents).into()),
            ("channels", words.channels(dossier, support).into()),
        ];
        words.tell("question-spread", &parts)
    };
    let is_many = dossier.questions()[analysis.question].cardinality == Cardinality::Many;
    let total = words.support(support.range);
    Column {
        anchor: format!("position-{}", position.letter.to_string().to_lowercase()),
        badge: Badge::of(words, analysis, position),
        heading: words.position(dossier, analysis, position),
        readings: readings(page, analysis, position),
        support: if is_many { words.tell("question-support-in-all", &[("support", total.into())]) } else { total },
        named: if is_many { named::support_by_answer(page, study, position) } else { Vec::new() },
        own_support: (analysis.is_contested() && position.exclusive_support != support.range).then(|| {
            let own = words.support(position.exclusive_support);
            words.tell("question-own-support", &[("support", own.into())])
        }),
        spread,
        roots: root_lines(page, origins, position),
        strands: strands(page, (study, origins), analysis, position),
        left_out: position
            .claims
            .len()
            .checked_sub(CLAIMS_MAX)
            .filter(|left_out| *left_out > 0)
            .map(|left_out| words.counted("claim-left-out", left_out)),
    }
}

/// "Read as 11–20 September 2018", the rule, and that an editor set the bounds.
fn readings(page: &InCase, analysis: &QuestionAnalysis, position: &Position) -> Vec<String> {
    let (words, dossier) = (page.words(), page.dossier());
    if !words.is_said_by_headline(dossier, analysis, position) {
        let within_tolerance = position.is_within_tolerance.then(|| words.say("question-within-tolerance"));
        return words.meeting(dossier, analysis, position).into_iter().chain(within_tolerance).collect();
    }
    let reading = dossier.reading(position.headline);
    let mut readings = Vec::new();
    if let Some(read) = words.reading(dossier, position.headline) {
        readings.push(match reading.rule {
            _ if reading.is_by_hand => words.tell("question-read-by-hand", &[("reading", read.into())]),
            None => words.tell("question-read-as", &[("reading", read.into())]),
            Some(rule) => {
                let rule = words.rule_of(dossier, rule);
                words.tell("question-read-by-rule", &[("reading", read.into()), ("rule", rule.into())])
            }
        });
    }
    if let Denotation::Axis(_) = position.denotation {
        let common = words.denotation(dossier, dossier.question_of(position.headline), &position.denotation);
        let is_said = common == words.claim_value(dossier, position.headline)
            || words.reading(dossier, position.headline).is_some_and(|read| read == common);
        if !is_said && !is_own_core(page, position) {
            readings.push(words.tell("question-leaves", &[("common", common.into())]));
        }
    }
    if position.is_within_tolerance {
        readings.push(words.say("question-within-tolerance"));
    }
    readings
}

/// Whether the claims of a position leave together just what its headline says.
fn is_own_core(page: &InCase, position: &Position) -> bool {
    match (&position.denotation, page.dossier().reading(position.headline).members.as_slice()) {
        (Denotation::Axis(common), [Sets::Axis { core, .. }]) => common == core,
        _ => false,
    }
}

/// The roots of `position`, each once; a circle of relays stands beside the sources, though its number is one of theirs.
fn root_lines(page: &InCase, origins: &Origins, position: &Position) -> Vec<RootLine> {
    let support = &position.support;
    origins
        .roots_behind(&position.claims, &support.roots)
        .into_iter()
        .map(|root| root_line(page, support, root))
        .collect()
}

fn root_line(page: &InCase, support: &Support, root: Root) -> RootLine {
    let (words, dossier) = (page.words(), page.dossier());
    if root.is_circular {
        return RootLine { name: words.root(dossier, root), url: None, doubt: None };
    }
    let source = &dossier.sources()[root.source];
    let others: Vec<String> = source
        .may_be
        .iter()
        .filter_map(|id| dossier.source_number(id))
        .filter(|other| support.roots.contains(other))
        .map(|other| words.source_in_sentence(dossier, other))
        .collect();
    let is_unnamed = source.is_anonymous && source.part_of.is_none() && source.speaks_for.is_none();
    let is_range = support.range.min < support.range.max;
    let doubt = if !others.is_empty() {
        Some(words.tell("question-root-may-be", &[("others", words.list_or(&others).into())]))
    } else if root.is_unattributed && source.kind == SourceKind::Outlet {
        Some(words.say("question-root-unattributed"))
    } else if is_unnamed && is_range {
        Some(words.say("question-root-unnamed"))
    } else {
        None
    };
    RootLine { name: words.root(dossier, root), url: Some(page.link(&paths::source(page.case(), &source.id))), doubt }
}
