//! The analysis: what the claims of a case amount to, question by question. It never picks a winner.

use super::{
    calendar::Day,
    disagreement::{self, Gap, Kind, Severity, Voice},
    dossier::Dossier,
    extent::{Denotation, Extents},
    independence::{Origins, Range, Support, Tally},
    numbers::Numbers,
    position::Members,
    question::{AnswerKind, Cardinality},
    retelling::Retellings,
    words::words,
};

mod answers;
mod description;
mod lettering;
mod marks;
mod memberships;
mod study;
mod verdict;

pub use lettering::Letter;
pub use study::Study;

words! {
    /// What the visible claims on a question amount to.
    State {
        /// Two or more positions.
        Contested = "contested",
        /// One position, one root.
        OneSource = "one_source",
        /// One position, perhaps one root, perhaps more.
        Unclear = "unclear",
        /// One position, two or more independent roots.
        Corroborated = "corroborated",
        /// One position, only unattributed reports.
        Untraceable = "untraceable",
        /// Nobody commits to an answer.
        Unanswered = "unanswered",
    }

    /// What a reader should be warned of.
    Warning {
        /// Accounts lead back only to each other: one pseudo-root without an origin.
        Circular = "circular",
        /// A document cites one that is dated after it.
        CitesLater = "cites_later",
        /// A value has more pieces than are kept and was read as its hull.
        Hull = "hull",
        /// More combinations of answers and denials than are listed.
        TooManyCombinations = "too_many_combinations",
        /// More pairs nothing can be said about than are listed.
        TooManyUndetermined = "too_many_undetermined",
    }
}

/// Claims on one question that can all be true together, to which nothing can be added.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// Its letter, in order of reporting, not merit.
    pub letter: Letter,
    /// Its claims, by number, in order of id.
    pub claims: Vec<usize>,
    /// Those in no other position.
    pub exclusive: Numbers,
    /// Those in it only because nothing rules them out.
    pub guests: Numbers,
    /// What stands behind it.
    pub support: Support,
    /// What stands behind its exclusive claims.
    pub exclusive_support: Range,
    /// What its claims leave possible together.
    pub denotation: Denotation,
    /// Its claims fit together only within tolerance: read strictly they share no answer.
    pub is_within_tolerance: bool,
    /// The claim whose words name the position: of the value with the most roots, the first reported.
    pub headline: usize,
}

/// What the visible claims on one question amount to.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionAnalysis {
    /// The number of the question.
    pub question: usize,
    /// The state.
    pub state: State,
    /// The visible claims, by number, in order of id.
    pub visible: Vec<usize>,
    /// The visible claims that commit to nothing.
    pub non_committal: Vec<usize>,
    /// Pairs of claims nothing can be said about, by number, in order; at most
    /// [`UNDETERMINED_MAX`](super::position::UNDETERMINED_MAX).
    pub undetermined: Vec<(usize, usize)>,
    /// The positions, by letter.
    pub positions: Vec<Position>,
    /// How far apart the furthest two are.
    pub gap: Option<Gap>,
    /// How severe the disagreement is; only on contested questions.
    pub severity: Option<Severity>,
    /// The kinds of disagreement, sorted by name.
    pub kinds: Vec<Kind>,
    /// A smallest set of claims that cannot all be true, in order of report.
    pub witness: Vec<usize>,
    /// How many positions there would be if every word were read strictly.
    pub strict_positions: usize,
    /// On a corroborated question with many answers: the nodes that have two or more independent roots.
    pub corroborated_nodes: Vec<usize>,
    /// What a reader should be warned of, sorted by name.
    pub warnings: Vec<Warning>,
}

impl QuestionAnalysis {
    /// Whether two or more positions stand.
    #[must_use]
    pub fn is_contested(&self) -> bool {
        self.state == State::Contested
    }

    /// The positions that hold claim number `claim`, in order of letter.
    pub fn positions_of(&self, claim: usize) -> impl Iterator<Item = &Position> {
        self.positions.iter().filter(move |position| position.claims.binary_search(&claim).is_ok())
    }
}

/// How many claims and questions there are, by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Visible claims.
    pub claims: usize,
    /// Questions, whatever their state.
    pub questions: usize,
    /// Contested questions.
    pub contested: usize,
    /// Questions with one root.
    pub one_source: usize,
    /// Questions with perhaps one root, perhaps more.
    pub unclear: usize,
    /// Questions with two or more independent roots.
    pub corroborated: usize,
    /// Questions with only unattributed reports.
    pub untraceable: usize,
    /// Questions to which nobody commits.
    pub unanswered: usize,
}

/// What the claims of a case amount to on a day, or as things stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The day, `None` as things stand.
    pub as_of: Option<Day>,
    /// The totals.
    pub counts: Counts,
    /// The questions, in order of id.
    pub questions: Vec<QuestionAnalysis>,
}

impl Analysis {
    /// The analysis of `dossier` as known on `as_of`, or as things stand.
    #[must_use]
    pub fn of(dossier: &Dossier, as_of: Option<Day>) -> Self {
        Study::new(dossier).analysis(as_of)
    }

    /// The contested questions, the most severe first: by score, then by label, then in order of id.
    #[must_use]
    pub fn disagreements(&self) -> Vec<&QuestionAnalysis> {
        let mut contested: Vec<&QuestionAnalysis> = self.questions.iter().filter(|q| q.is_contested()).collect();
        let score = |question: &QuestionAnalysis| question.severity.map_or(0.0, |severity| severity.score);
        let label = |question: &QuestionAnalysis| question.severity.map(|severity| severity.label);
        contested.sort_by(|a, b| {
            let by_score = score(b).total_cmp(&score(a));
            by_score.then(label(b).cmp(&label(a))).then(a.question.cmp(&b.question))
        });
        contested
    }
}

impl Counts {
    fn of(questions: &[QuestionAnalysis]) -> Self {
        let mut counts = Self { questions: questions.len(), ..Self::default() };
        for question in questions {
            counts.claims += question.visible.len();
            let count = match question.state {
                State::Contested => &mut counts.contested,
                State::OneSource => &mut counts.one_source,
                State::Unclear => &mut counts.unclear,
                State::Corroborated => &mut counts.corroborated,
                State::Untraceable => &mut counts.untraceable,
                State::Unanswered => &mut counts.unanswered,
            };
            *count += 1;
        }
        counts
    }
}
