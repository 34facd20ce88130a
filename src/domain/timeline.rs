//! The timeline: when each source says it happened, and the day it was reported, on one axis.
//!
//! A lane is never a claim: it is what one root says, however many documents repeat it. Questions about time have
//! marks; other questions have lanes with nothing but the days of report. Nothing here knows words, only records.

use std::collections::HashSet;

use super::{
    analysis::{Analysis, Letter, QuestionAnalysis, State},
    as_known,
    calendar::Day,
    dossier::Dossier,
    independence::Origins,
};

pub mod axis;
mod groups;
mod mark;
mod voices;

pub use axis::Axis;
pub use groups::QUESTIONS_A_PAGE;
pub use mark::{Mark, Shape};

/// The most lanes on one page.
pub const LANES_MAX: usize = 40;
/// The most squares a lane shows for its days of report.
pub const SQUARES_MAX: usize = 8;

/// What each lane stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LanesBy {
    /// A root within a position, grouped by question.
    #[default]
    Position,
    /// An answer, grouped by root.
    Source,
    /// A question with all its answers.
    Question,
}

/// Which claims are looked at, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View {
    /// What each lane stands for.
    pub lanes: LanesBy,
    /// This question alone, by number.
    pub question: Option<usize>,
    /// What this source says or relays alone, by number.
    pub source: Option<usize>,
    /// Questions in this state alone.
    pub state: Option<State>,
    /// Nothing that happened and was reported before this day.
    pub from: Option<Day>,
    /// Nothing that happened and was reported after this day.
    pub to: Option<Day>,
    /// The number of the page, from 0.
    pub page: usize,
}

/// What one root answers to one question, once for all the documents that repeat it.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// The number of the question.
    pub question: usize,
    /// The letters of the positions it fits.
    pub letters: Vec<Letter>,
    /// The number of its root.
    pub root: usize,
    /// Whether the root counts; unattributed reports do not.
    pub is_counted: bool,
    /// Whether all accounts lead back to each other, so that nobody is known to have said it.
    pub is_circular: bool,
    /// Its claims by number, in order of report.
    pub claims: Vec<usize>,
    /// In how many documents it stands.
    pub documents: usize,
    /// When it says it happened.
    pub mark: Option<Mark>,
    /// The days it was reported on, in order.
    pub reported: Vec<Day>,
    /// Whether it was known on the day looked at.
    pub is_known: bool,
}

impl Voice {
    /// The claim that stands for the voice: the first reported.
    #[must_use]
    pub fn headline(&self) -> usize {
        self.claims[0]
    }
}

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// The voices on it; one, unless a lane is a question.
    pub voices: Vec<Voice>,
}

/// Two neighbouring positions that cannot both be true, and the time between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dimension {
    /// It stands below this lane of its group, by number.
    pub after_lane: usize,
    /// The numbers of the positions above and below it.
    pub positions: [usize; 2],
    /// The last second of the earlier position.
    pub from: i64,
    /// The first second of the later position.
    pub to: i64,
    /// The upper of the two positions is the later one.
    pub is_upper_later: bool,
}

/// What the lanes of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// This question, by number.
    Question(usize),
    /// This root, by number.
    Source(usize),
    /// Reports that only lead back to each other.
    Circle,
    /// Nothing: each lane is a question.
    Each,
}

/// Lanes that stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What they have in common.
    pub subject: Subject,
    /// The lanes, position by position.
    pub lanes: Vec<Lane>,
    /// How many of the first lanes belong to positions that cannot all be true: a bracket ties them.
    pub tied: usize,
    /// The time between neighbouring positions.
    pub dimensions: Vec<Dimension>,
    /// Lanes there was no room for.
    pub left_out: usize,
}

/// All reports of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The day by which they were public.
    pub day: Day,
    /// The documents, by number.
    pub documents: Vec<usize>,
    /// How many of the claims on the page they hold.
    pub claims: usize,
    /// Whether the day had come on the day looked at.
    pub is_known: bool,
}

/// A timeline, one page of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The axis; `None` where nothing is left to draw.
    pub axis: Option<Axis>,
    /// The groups of this page.
    pub groups: Vec<Group>,
    /// The reports behind them, in order of day.
    pub reports: Vec<Report>,
    /// The claims that match the view.
    pub matching: usize,
    /// The claims that the view hides.
    pub hidden: usize,
    /// Groups on earlier pages.
    pub groups_before: usize,
    /// Groups on later pages.
    pub groups_after: usize,
}

/// What a timeline is drawn from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The records.
    pub dossier: &'a Dossier,
    /// Where the claims come from.
    pub origins: &'a Origins,
    /// The analysis on the day looked at.
    pub analysis: &'a Analysis,
    /// The analysis as things stand, for what was not yet known then.
    pub as_it_stands: &'a Analysis,
}

impl Material<'_> {
    /// Every voice of the case, whatever a view asks for: what was known on the day, then what was not yet known and
    /// nobody had said before.
    #[must_use]
    pub fn voices(self) -> Vec<Voice> {
        voices::voices(self)
    }

    fn study(&self, question: usize) -> &QuestionAnalysis {
        &self.analysis.questions[question]
    }
}

impl Timeline {
    /// The timeline of a case as `view` asks for it.
    #[must_use]
    pub fn of(material: Material<'_>, view: &View) -> Self {
        Self::among(material, &material.voices(), view)
    }

    /// The same, where the voices of `material` are at hand.
    #[must_use]
    pub fn among(material: Material<'_>, all: &[Voice], view: &View) -> Self {
        let total: usize = all.iter().map(|voice| voice.claims.len()).sum();
        let voices: Vec<&Voice> = all.iter().filter(|voice| voices::matches(material, voice, view)).collect();
        let matching: usize = voices.iter().map(|voice| voice.claims.len()).sum();
        let offset = voices::offset(material.dossier, &voices);
        let (groups, groups_before, groups_after) = groups::groups(material, voices, view);
        let shown: Vec<&Voice> = groups.iter().flat_map(|group| &group.lanes).flat_map(|lane| &lane.voices).collect();
        let axis = voices::axis(&shown, view, offset);
        let reports = reports(material, &shown);
        Self { axis, groups, reports, matching, hidden: total - matching, groups_before, groups_after }
    }
}

/// The reports that hold the claims of `voices`, day by day.
fn reports(material: Material<'_>, voices: &[&Voice]) -> Vec<Report> {
    let Material { dossier, analysis, .. } = material;
    let mut claims: Vec<(Day, usize)> = voices
        .iter()
        .flat_map(|voice| &voice.claims)
        .map(|&claim| (dossier.reported_by(claim), dossier.document_of(claim)))
        .collect();
    claims.sort_unstable();
    claims
        .chunk_by(|a, b| a.0 == b.0)
        .map(|of_day| {
            let day = of_day[0].0;
            let mut documents: Vec<usize> = of_day.iter().map(|(_, document)| *document).collect();
            documents.dedup();
            Report { day, documents, claims: of_day.len(), is_known: analysis.as_of.is_none_or(|as_of| day <= as_of) }
        })
        .collect()
}

/// Claims that were public later than the day looked at.
fn later_claims(material: Material<'_>) -> impl Iterator<Item = usize> + '_ {
    let Material { dossier, analysis, .. } = material;
    let as_of = analysis.as_of;
    let is_later = move |&claim: &usize| as_of.is_some_and(|as_of| dossier.reported_by(claim) > as_of);
    (0..dossier.claims().len()).filter(is_later).filter(move |&claim| as_known::is_visible(dossier, claim, None))
}

/// How many different things are in `items`.
fn distinct(items: impl Iterator<Item = usize>) -> usize {
    items.collect::<HashSet<_>>().len()
}
